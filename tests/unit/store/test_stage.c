#include "store/stage.h"

#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)snprintf(folder, sizeof folder, "/tmp/okrug-stage-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int drop_folder(void **state)
{
    return rmdir(folder); /* fails when a test left something behind */
}

static void path_of(const char *name, char path[128])
{
    (void)snprintf(path, 128, "%s/%s", folder, name);
}

static void put(const char *path, const char *content)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void put_staged(const okr_stage *stage, const char *name, const char *content)
{
    okr_text path = {0};

    okr_stage_path(stage, name, &path);
    put(okr_text_str(&path), content);
    okr_text_done(&path);
}

static bool holds(const char *path, const char *content)
{
    char text[64] = "";
    FILE *file = fopen(path, "rb");
    size_t n = 0;

    if (file == NULL)
        return false;
    n = fread(text, 1, sizeof text - 1, file);
    (void)fclose(file);
    return n == strlen(content) && strcmp(text, content) == 0;
}

static void files_appear_together_at_the_end(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_stage stage = {0};
    char out[128], a[160], b[160];

    path_of("out", out);
    (void)snprintf(a, sizeof a, "%s/a", out);
    (void)snprintf(b, sizeof b, "%s/b", out);
    assert_ok(okr_stage_begin(&stage, out, &err));
    put_staged(&stage, "a", "1");
    put_staged(&stage, "b", "2");
    assert_int_not_equal(access(a, F_OK), 0);
    assert_ok(okr_stage_commit(&stage, false, &err));
    okr_stage_done(&stage);
    assert_true(holds(a, "1") && holds(b, "2"));
    assert_int_equal(unlink(a) + unlink(b), 0);
    assert_int_equal(rmdir(out), 0); /* nothing hidden is left */
}

static void without_commit_nothing_is_left_not_even_the_folder(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_stage stage = {0};
    char out[128];

    path_of("out", out);
    assert_ok(okr_stage_begin(&stage, out, &err));
    put_staged(&stage, "a", "1");
    okr_stage_done(&stage);
    assert_int_not_equal(access(out, F_OK), 0);
}

static void a_file_that_exists_is_replaced_only_on_request(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_stage stage = {0};
    char a[128], b[128];

    path_of("a", a);
    path_of("b", b);
    put(b, "old");
    assert_ok(okr_stage_begin(&stage, folder, &err));
    put_staged(&stage, "a", "1");
    put_staged(&stage, "b", "new");
    assert_fails_with(okr_stage_commit(&stage, false, &err), OKR_ERR_USAGE, "/b' exists");
    assert_int_not_equal(access(a, F_OK), 0);
    assert_true(holds(b, "old"));
    assert_ok(okr_stage_commit(&stage, true, &err));
    okr_stage_done(&stage);
    assert_true(holds(a, "1") && holds(b, "new"));
    assert_int_equal(unlink(a) + unlink(b), 0);
}

static void a_failed_move_takes_back_what_was_moved(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_stage stage = {0};
    char a[128], b[128];

    path_of("a", a);
    path_of("b", b);
    assert_int_equal(mkdir(b, 0777), 0); /* a file cannot take the place of a folder */
    assert_ok(okr_stage_begin(&stage, folder, &err));
    put_staged(&stage, "a", "1");
    put_staged(&stage, "b", "2");
    assert_fails_with(okr_stage_commit(&stage, true, &err), OKR_ERR_IO, "/b'");
    okr_stage_done(&stage);
    assert_int_not_equal(access(a, F_OK), 0);
    assert_int_equal(rmdir(b), 0);
}

static void a_target_that_is_no_folder_is_named(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_stage stage = {0};
    char a[128], below[160];

    path_of("a", a);
    (void)snprintf(below, sizeof below, "%s/b", a);
    put(a, "1");
    assert_fails_with(okr_stage_begin(&stage, a, &err), OKR_ERR_IO, "it is no folder");
    okr_stage_done(&stage);
    assert_fails_with(okr_stage_begin(&stage, below, &err), OKR_ERR_IO, below);
    okr_stage_done(&stage);
    assert_int_equal(unlink(a), 0);
}

static void what_a_killed_program_left_is_removed(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_stage stage = {0};
    char left[128], inside[160], alive[128];

    /* No process has such a number: Linux counts to 4 194 304 at most. */
    path_of(".okrug.999999999.3.tmp", left);
    (void)snprintf(inside, sizeof inside, "%s/a", left);
    (void)snprintf(alive, sizeof alive, "%s/.okrug.%ld.0.tmp", folder, (long)getppid());
    assert_int_equal(mkdir(left, 0777), 0);
    assert_int_equal(mkdir(alive, 0777), 0);
    put(inside, "1");
    assert_ok(okr_stage_begin(&stage, folder, &err));
    assert_int_not_equal(access(left, F_OK), 0);
    assert_int_equal(access(alive, F_OK), 0);
    okr_stage_done(&stage);
    assert_int_equal(rmdir(alive), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_appear_together_at_the_end),
        cmocka_unit_test(without_commit_nothing_is_left_not_even_the_folder),
        cmocka_unit_test(a_file_that_exists_is_replaced_only_on_request),
        cmocka_unit_test(a_failed_move_takes_back_what_was_moved),
        cmocka_unit_test(a_target_that_is_no_folder_is_named),
        cmocka_unit_test(what_a_killed_program_left_is_removed),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
