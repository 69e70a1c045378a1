/* What happens to the older file when saving fails. */
#include "test.h"

#include "fixture.h"
#include "store/load.h"
#include "store/save.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

/* An older workspace whose programme has another title. */
static void save_older(fixture *f)
{
    okr_error err = {.status = OKR_OK};
    const char *title = f->programme.title.ru;

    f->programme.title.ru = "Старая";
    assert_ok(okr_store_save(&f->programme, NULL, f->path, &err));
    f->programme.title.ru = title;
}

static void assert_title(const fixture *f, const char *title)
{
    okr_error err = {.status = OKR_OK};
    okr_programme back;

    okr_programme_init(&back);
    assert_ok(okr_store_load(f->path, &back, &err));
    assert_string_equal(back.title.ru, title);
    okr_programme_done(&back);
    assert_int_equal(fixture_files(f->folder), 1);
}

static void a_newer_file_replaces_the_older(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;

    fixture_new(&f);
    save_older(&f);
    assert_ok(okr_store_save(&f.programme, NULL, f.path, &err));
    assert_title(&f, "Программа «Округ»");
    fixture_done(&f);
}

static void broken_geometry_leaves_the_older_file(void **state)
{
    static const unsigned char cut[] = {1, 3, 0, 0, 0, 1, 0};
    okr_error err = {.status = OKR_OK};
    fixture f;

    fixture_new(&f);
    save_older(&f);
    OKR_MUNICIPALITY(&f.programme, 1)->polygon = (okr_wkb){cut, sizeof cut};
    assert_fails_with(okr_store_save(&f.programme, NULL, f.path, &err), OKR_ERR_GEOMETRY,
                      "table 'municipality', row 2");
    assert_title(&f, "Старая");
    fixture_done(&f);
}

/* Save in a child that may write `limit` bytes per file; its exit code is the status. */
static int save_with_limit(const fixture *f, rlim_t limit)
{
    int code = 0;
    const pid_t child = fork();

    if (child == 0) {
        const struct rlimit sizes = {limit, limit};
        okr_error err = {.status = OKR_OK};
        (void)signal(SIGXFSZ, SIG_IGN);
        (void)setrlimit(RLIMIT_FSIZE, &sizes);
        const okr_status status = okr_store_save(&f->programme, NULL, f->path, &err);
        /* The limit makes the system say "File too large", a disk "No space left". */
        _exit(strstr(err.text, strerror(EFBIG)) != NULL ? (int)status : -1);
    }
    assert_int_equal(waitpid(child, &code, 0), child);
    assert_true(WIFEXITED(code));
    return WEXITSTATUS(code);
}

static void a_full_disk_leaves_the_older_file(void **state)
{
    fixture f;

    fixture_new(&f);
    save_older(&f);
    /* From the first page to shortly before the end (a workspace has over 300 kB). */
    for (rlim_t limit = 4096; limit <= 262144; limit *= 4)
        assert_int_equal(save_with_limit(&f, limit), OKR_ERR_IO);
    assert_title(&f, "Старая");
    fixture_done(&f);
}

static void a_killed_program_leaves_the_older_file(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;

    fixture_new(&f);
    save_older(&f);
    /* Killed at different moments, always with saving under way. */
    for (long moment = 0; moment < 8; moment++) {
        const pid_t child = fork();
        if (child == 0) {
            for (;;)
                if (okr_store_save(&f.programme, NULL, f.path, NULL) != OKR_OK)
                    _exit(1);
        }
        (void)nanosleep(&(struct timespec){0, 20000000 + moment * 3100000}, NULL);
        assert_int_equal(kill(child, SIGKILL), 0);
        assert_int_equal(waitpid(child, NULL, 0), child);
        okr_programme back;
        okr_programme_init(&back);
        assert_ok(okr_store_load(f.path, &back, &err));
        okr_programme_done(&back);
    }
    /* A killed program cannot remove its unfinished file: the next one does. */
    assert_ok(okr_store_save(&f.programme, NULL, f.path, &err));
    assert_int_equal(fixture_files(f.folder), 1);
    fixture_done(&f);
}

static void put_empty(const fixture *f, const char *name)
{
    char path[256];
    FILE *file = NULL;

    (void)snprintf(path, sizeof path, "%s/%s", f->folder, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
}

static void unfinished_files_of_others_stay(void **state)
{
    okr_error err = {.status = OKR_OK};
    char alive[64], command[300];
    fixture f;

    fixture_new(&f);
    /* Of a process that runs (our parent), of another target, and names that are not ours. */
    (void)snprintf(alive, sizeof alive, "w.gpkg.%ld.0.tmp", (long)getppid());
    const char *const stay[] = {alive,          "v.gpkg.999999999.0.tmp",  "w.gpkg.tmp",
                                "w.gpkg.9.tmp", "w.gpkg.999999999.0.tmpx", "w.gpkg.x.0.tmp"};
    const size_t n = sizeof stay / sizeof *stay;
    for (size_t i = 0; i < n; i++)
        put_empty(&f, stay[i]);
    /* No process has such a number: Linux counts to 4 194 304 at most. */
    put_empty(&f, "w.gpkg.999999999.0.tmp");
    put_empty(&f, "w.gpkg.999999999.0.tmp-journal");
    assert_ok(okr_store_save(&f.programme, NULL, f.path, &err));
    assert_int_equal(fixture_files(f.folder), n + 1);
    (void)snprintf(command, sizeof command, "rm %s/?.gpkg.*tmp*", f.folder);
    assert_int_equal(system(command), 0);
    assert_int_equal(fixture_files(f.folder), 1);
    fixture_done(&f);
}

static void a_folder_is_no_target(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;

    fixture_new(&f);
    assert_fails_with(okr_store_save(&f.programme, NULL, f.folder, &err), OKR_ERR_IO, "folder");
    assert_int_equal(fixture_files(f.folder), 0);
    fixture_done(&f);
}

static void a_missing_folder_is_named(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;
    char path[160];

    fixture_new(&f);
    (void)snprintf(path, sizeof path, "%s/none/w.gpkg", f.folder);
    assert_fails_with(okr_store_save(&f.programme, NULL, path, &err), OKR_ERR_IO, path);
    fixture_done(&f);
}

static void a_folder_without_the_right_to_write_is_named(void **state)
{
    fixture f;

    fixture_new(&f);
    save_older(&f);
    assert_int_equal(chmod(f.folder, 0555), 0);
    if (access(f.folder, W_OK) != 0) { /* nothing is forbidden to root */
        okr_error err = {.status = OKR_OK};
        assert_fails_with(okr_store_save(&f.programme, NULL, f.path, &err), OKR_ERR_IO, f.path);
    }
    assert_title(&f, "Старая");
    assert_int_equal(chmod(f.folder, 0755), 0);
    fixture_done(&f);
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void a_journal_of_another_program_stops_saving(void **state)
{
    static const char *const suffixes[] = {"-wal", "-journal"};
    fixture f;

    fixture_new(&f);
    save_older(&f);
    for (size_t i = 0; i < 2; i++) {
        okr_error err = {.status = OKR_OK};
        char journal[160];
        (void)snprintf(journal, sizeof journal, "%s%s", f.path, suffixes[i]);
        write_file(journal, "unsaved changes");
        assert_fails_with(okr_store_save(&f.programme, NULL, f.path, &err), OKR_ERR_IO,
                          journal);
        assert_int_equal(unlink(journal), 0);
    }
    assert_title(&f, "Старая");
    fixture_done(&f);
}

static void access_rights_and_links_are_kept(void **state)
{
    okr_error err = {.status = OKR_OK};
    struct stat info;
    char target[160];
    fixture f;

    fixture_new(&f);
    (void)snprintf(target, sizeof target, "%s/target.gpkg", f.folder);
    write_file(target, "old");
    assert_int_equal(chmod(target, 0640), 0);
    assert_int_equal(symlink("target.gpkg", f.path), 0);
    assert_ok(okr_store_save(&f.programme, NULL, f.path, &err));
    assert_int_equal(lstat(f.path, &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    assert_int_equal(stat(target, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0640);
    assert_true(info.st_size > 4096);
    assert_int_equal(unlink(target), 0);
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_newer_file_replaces_the_older),
        cmocka_unit_test(broken_geometry_leaves_the_older_file),
        cmocka_unit_test(a_full_disk_leaves_the_older_file),
        cmocka_unit_test(a_killed_program_leaves_the_older_file),
        cmocka_unit_test(unfinished_files_of_others_stay),
        cmocka_unit_test(a_folder_is_no_target),
        cmocka_unit_test(a_missing_folder_is_named),
        cmocka_unit_test(a_folder_without_the_right_to_write_is_named),
        cmocka_unit_test(a_journal_of_another_program_stops_saving),
        cmocka_unit_test(access_rights_and_links_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
