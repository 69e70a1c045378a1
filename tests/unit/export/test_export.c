#include "link/placement.h"
#include "okrug/build.h"
#include "okrug/export.h"
#include "store/load.h"
#include "view/workspace.h"

#include "test.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define DEMO OKRUG_SOURCE_DIR "/geodata/demo-shares"
#define KUZBASS OKRUG_SOURCE_DIR "/geodata/kuzbass"

enum { PATH = 512, PACKAGES = 64 };

static char folder[64];

static int make_folder(void **state)
{
    (void)snprintf(folder, sizeof folder, "/tmp/okrug-export-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int drop_folder(void **state)
{
    return rmdir(folder); /* fails when a test left something behind */
}

static okr_workspace *open_built(const char *programme)
{
    okr_error err = {.status = OKR_OK};
    okr_workspace *workspace = NULL;
    okr_build_report report = {0};
    char path[PATH];

    (void)snprintf(path, sizeof path, "%s/w.gpkg", folder);
    assert_ok(okr_build(&(okr_build_options){.programme = programme, .output = path}, NULL,
                        &report, NULL, &err));
    assert_ok(okr_workspace_open(path, &workspace, &err));
    return workspace;
}

static void close_built(okr_workspace *workspace)
{
    assert_int_equal(unlink(workspace->path), 0);
    okr_workspace_close(workspace);
}

/* An export to one package, loaded back. */
static void export_one(const okr_workspace *w, okr_export_options options, okr_programme *back)
{
    okr_error err = {.status = OKR_OK};
    char path[PATH];

    (void)snprintf(path, sizeof path, "%s/x.gpkg", folder);
    options.output = path;
    assert_ok(okr_workspace_export(w, &options, NULL, &err));
    okr_programme_init(back);
    assert_ok(okr_store_load(path, back, &err));
    assert_int_equal(unlink(path), 0);
}

static int by_name(const void *left, const void *right)
{
    return strcmp(left, right);
}

typedef struct listing {
    char names[PACKAGES][256]; /* NAME_MAX and its zero */
    size_t count;
} listing;

static void list(const char *path, listing *l)
{
    DIR *dir = opendir(path);
    const struct dirent *entry = NULL;

    assert_non_null(dir);
    l->count = 0;
    while ((entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.' || strlen(entry->d_name) > 2) {
            assert_true(l->count < PACKAGES);
            (void)snprintf(l->names[l->count++], sizeof l->names[0], "%s", entry->d_name);
        }
    (void)closedir(dir);
    qsort(l->names, l->count, sizeof l->names[0], by_name);
}

/* What lies inside municipalities, by the links. */
typedef struct sums {
    double length_m, area_m2; /* of links */
    double drawn_m, drawn_m2; /* of geometry, as the layers show it */
    size_t links;             /* of the bases that locate by default */
} sums;

static void add(const okr_programme *p, sums *s)
{
    for (size_t i = 0; i < p->links.count; i++) {
        const okr_link *link = OKR_LINK(p, i);
        if (link->municipality < 0)
            continue;
        s->links += (OKR_BASES_DEFAULT & OKR_BASIS_BIT(link->basis)) != 0;
        s->length_m += isnan(link->length_m) ? 0.0 : link->length_m;
        s->area_m2 += isnan(link->area_m2) ? 0.0 : link->area_m2;
    }
    for (size_t i = 0; i < p->locations.count; i++) {
        const okr_location *l = OKR_LOCATION(p, i);
        if (l->geometry.size == 0)
            continue;
        s->drawn_m += l->length_m > 0.0 ? l->length_m - l->outside_length_m : 0.0;
        s->drawn_m2 += l->area_m2 > 0.0 ? l->area_m2 - l->outside_area_m2 : 0.0;
    }
}

static void assert_relative(double actual, double expected)
{
    assert_true(expected > 0.0);
    assert_near(actual / expected, 1.0, 1e-9);
}

static void remove_packages(const char *path)
{
    listing l;

    list(path, &l);
    for (size_t i = 0; i < l.count; i++) {
        char file[PATH * 2];
        (void)snprintf(file, sizeof file, "%s/%s", path, l.names[i]);
        assert_int_equal(unlink(file), 0);
    }
    assert_int_equal(rmdir(path), 0);
}

static void the_packages_of_a_split_sum_to_the_whole(void **state)
{
    okr_workspace *w = open_built(DEMO);
    okr_error err = {.status = OKR_OK};
    sums whole = {0}, parts = {0};
    char path[PATH];
    listing l;

    (void)snprintf(path, sizeof path, "%s/out", folder);
    assert_ok(okr_workspace_export(
        w, &(okr_export_options){.split = "municipality", .output = path}, NULL, &err));
    list(path, &l);
    assert_int_equal(l.count, 8); /* municipalities.csv */
    assert_string_equal(l.names[0], "07605000-yasnoborskiy.gpkg");
    for (size_t i = 0; i < l.count; i++) {
        okr_programme p;
        char file[PATH * 2];
        (void)snprintf(file, sizeof file, "%s/%s", path, l.names[i]);
        okr_programme_init(&p);
        assert_ok(okr_store_load(file, &p, &err));
        assert_int_equal(p.municipalities.count, 1);
        add(&p, &parts);
        okr_programme_done(&p);
    }
    add(&w->programme, &whole);
    assert_int_equal(parts.links, whole.links);
    assert_relative(parts.length_m, whole.length_m);
    assert_relative(parts.area_m2, whole.area_m2);
    assert_relative(parts.drawn_m, whole.drawn_m);
    assert_relative(parts.drawn_m2, whole.drawn_m2);
    remove_packages(path);
    close_built(w);
}

static bool same_file(const char *a, const char *b)
{
    char left[4096], right[4096];
    FILE *x = fopen(a, "rb"), *y = fopen(b, "rb");
    size_t n = 1, m = 1;
    bool same = x != NULL && y != NULL;

    while (same && n > 0) {
        n = fread(left, 1, sizeof left, x);
        m = fread(right, 1, sizeof right, y);
        same = n == m && memcmp(left, right, n) == 0;
    }
    if (x != NULL)
        (void)fclose(x);
    if (y != NULL)
        (void)fclose(y);
    return same;
}

static void a_split_gives_the_same_bytes_on_any_number_of_threads(void **state)
{
    okr_workspace *w = open_built(KUZBASS);
    okr_error err = {.status = OKR_OK};
    char one[PATH], many[PATH];
    listing l;

    (void)snprintf(one, sizeof one, "%s/one", folder);
    (void)snprintf(many, sizeof many, "%s/many", folder);
    assert_ok(okr_workspace_export(
        w, &(okr_export_options){.split = "municipality", .output = one, .threads = 1}, NULL,
        &err));
    assert_ok(okr_workspace_export(
        w, &(okr_export_options){.split = "municipality", .output = many, .threads = 4}, NULL,
        &err));
    list(one, &l);
    assert_int_equal(l.count, 34);
    assert_string_equal(l.names[18], "32701000-kemerovo.gpkg");
    for (size_t i = 0; i < l.count; i++) {
        char a[PATH * 2], b[PATH * 2];
        (void)snprintf(a, sizeof a, "%s/%s", one, l.names[i]);
        (void)snprintf(b, sizeof b, "%s/%s", many, l.names[i]);
        if (!same_file(a, b))
            fail_msg("%s differs", l.names[i]);
    }
    remove_packages(one);
    remove_packages(many);
    close_built(w);
}

static void without_filters_every_row_is_there(void **state)
{
    okr_workspace *w = open_built(DEMO);
    okr_error err = {.status = OKR_OK};
    okr_programme back;

    export_one(w, (okr_export_options){.original = false}, &back);
    okr_programme_done(&w->programme); /* opened for questions: without the balance */
    okr_programme_init(&w->programme);
    assert_ok(okr_store_load(w->path, &w->programme, &err));
#define SAME(vec) assert_int_equal(back.vec.count, w->programme.vec.count)
    SAME(measures);
    SAME(locations);
    SAME(indicators);
    SAME(links);
    SAME(municipalities);
    SAME(settlements);
    SAME(agglomerations);
    SAME(members);
    SAME(mentions);
    SAME(observations);
    SAME(milestones);
    SAME(finance);
    SAME(findings);
    SAME(changes);
    SAME(allocations);
    SAME(units);
    SAME(balance);
    for (size_t i = 0; i < back.balance.count; i++)
        for (int c = 0; c < OKR_BALANCE_COLUMNS; c++)
            assert_near(OKR_BALANCE(&back, i)->part[c], OKR_BALANCE(&w->programme, i)->part[c],
                        0.0);
#undef SAME
    assert_string_equal(back.extract.en, "");
    okr_programme_done(&back);
    close_built(w);
}

static const okr_location *find_location(const okr_programme *p, const char *id)
{
    for (size_t i = 0; i < p->locations.count; i++)
        if (strcmp(OKR_LOCATION(p, i)->location_id, id) == 0)
            return OKR_LOCATION(p, i);
    fail_msg("no location %s", id);
    return NULL;
}

/* road_crossing: an eighth of it lies in Yasnoborsk (expected.csv of the demonstration). */
static void a_line_that_crosses_the_border_is_cut_unless_the_original_is_asked_for(void **state)
{
    okr_workspace *w = open_built(DEMO);
    const okr_location *whole = find_location(&w->programme, "road_crossing-g1");
    okr_programme cut, original;

    export_one(w, (okr_export_options){.filter.in = "Ясноборск"}, &cut);
    const okr_location *l = find_location(&cut, "road_crossing-g1");
    assert_true(l->cut);
    assert_true(l->geometry.size > 0);
    assert_near(l->length_m, whole->length_m, 0.0);
    assert_near((l->length_m - l->outside_length_m) / l->length_m, 0.125, 1e-12);
    okr_programme_done(&cut);
    export_one(w, (okr_export_options){.filter.in = "Ясноборск", .original = true}, &original);
    l = find_location(&original, "road_crossing-g1");
    assert_false(l->cut);
    assert_int_equal(l->geometry.size, whole->geometry.size);
    assert_memory_equal(l->geometry.bytes, whole->geometry.bytes, whole->geometry.size);
    okr_programme_done(&original);
    close_built(w);
}

static void an_extract_of_an_extract_says_the_same(void **state)
{
    okr_workspace *w = open_built(DEMO);
    okr_error err = {.status = OKR_OK};
    okr_workspace *first = NULL;
    char a[PATH], b[PATH];
    sums once = {0}, twice = {0};
    okr_programme back;

    (void)snprintf(a, sizeof a, "%s/a.gpkg", folder);
    (void)snprintf(b, sizeof b, "%s/b.gpkg", folder);
    assert_ok(okr_workspace_export(
        w, &(okr_export_options){.filter.in = "07620000", .output = a}, NULL, &err));
    assert_ok(okr_workspace_open(a, &first, &err));
    add(&first->programme, &once);
    export_one(first, (okr_export_options){.filter.in = "07620000"}, &back);
    add(&back, &twice);
    assert_int_equal(twice.links, once.links);
    assert_near(twice.length_m, once.length_m, 0.0);
    assert_near(twice.drawn_m2, once.drawn_m2, 0.0);
    okr_programme_done(&back);
    okr_workspace_close(first);
    assert_int_equal(unlink(a), 0);
    close_built(w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_packages_of_a_split_sum_to_the_whole),
        cmocka_unit_test(a_split_gives_the_same_bytes_on_any_number_of_threads),
        cmocka_unit_test(without_filters_every_row_is_there),
        cmocka_unit_test(
            a_line_that_crosses_the_border_is_cut_unless_the_original_is_asked_for),
        cmocka_unit_test(an_extract_of_an_extract_says_the_same),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
