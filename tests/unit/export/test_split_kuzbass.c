/* Lines and areas drawn across Kuzbass, over its real boundaries: what the 34 packages of a
 * split hold, and what lies outside, is the whole.
 *
 * The programme places its measures by words and points alone, so some are drawn here. The
 * boundaries lie beside the project (OKRUG_SHARED, default ../shared). */
#include "okrug/build.h"
#include "okrug/export.h"

#include "geo/geodesic.h"
#include "geo/wkb.h"
#include "test.h"

#include "shared.h"

#include <glob.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define KUZBASS OKRUG_SOURCE_DIR "/geodata/kuzbass"

enum { PATH = 512, PACKAGES = 34 };

/* What is drawn, in how many municipalities at least, and whether some of it leaves them. */
typedef struct drawing {
    const char *id, *wkt;
    bool area;
    int packages;
    bool leaves;
} drawing;

/* clang-format off */
static const drawing drawings[] = {
    {"across", "LINESTRING (84.2 55, 86.1 55.35, 87.2 53.9, 88 53.7, 89.8 53)", false, 6, true},
    {"north_south", "LINESTRING (86 56.4, 86.1 55.3, 86.2 54.6, 87.1 53.8, 87.8 52.9)",
     false, 6, false},
    {"in_parts", "MULTILINESTRING ((85.9 55.2, 86.4 55.6), (86.9 53.6, 87.6 54.1, 88.4 54))",
     false, 4, false},
    {"square", "POLYGON ((86 54, 88 54, 88 55.5, 86 55.5, 86 54))", true, 10, false},
    {"ring", "POLYGON ((84 53, 90 53, 90 56, 84 56, 84 53), (86 54, 86 55, 88 55, 88 54, 86 54))",
     true, 10, true},
    {"in_patches", "MULTIPOLYGON (((85.8 55.2, 86.4 55.2, 86.1 55.6, 85.8 55.2)),"
     " ((86.8 53.6, 87.5 53.6, 87.2 54, 86.8 53.6)))", true, 3, false},
};
/* clang-format on */

#define COUNT (sizeof drawings / sizeof drawings[0])

static char folder[64];

static int make_folder(void **state)
{
    (void)snprintf(folder, sizeof folder, "/tmp/okrug-split-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int drop_folder(void **state)
{
    char command[PATH];

    (void)snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command); /* NOLINT(cert-env33-c) */
}

static FILE *create(const char *name)
{
    char path[PATH];
    FILE *file = NULL;

    (void)snprintf(path, sizeof path, "%s/p/%s", folder, name);
    file = fopen(path, "w");
    assert_non_null(file);
    return file;
}

/* The programme with one more measure for each drawing. */
static void write_programme(void)
{
    static const char script[] =
        "cp -r '" KUZBASS "' '%s/p' && chmod -R u+w '%s/p' && sed -i"
        " -e 's/^  measures: .*/  measures:\\n    - {path: measures.csv}\\n    - {path: "
        "m.csv}/'"
        " -e 's/^  locations:.*/  locations:\\n    - {path: l.csv}/' '%s/p/okrug.yaml'";
    char command[PATH * 2];
    FILE *measures = NULL, *locations = NULL;

    (void)snprintf(command, sizeof command, script, folder, folder, folder);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c) */
    measures = create("m.csv");
    locations = create("l.csv");
    (void)fputs("measure_id,role,title_ru,kind,nature,status\n", measures);
    (void)fputs("location_id,measure_id,wkt,exactness,basis,geometry_source\n", locations);
    for (size_t i = 0; i < COUNT; i++) {
        const drawing *d = &drawings[i];
        (void)fprintf(measures, "drawn-%s,item,Нанесённое,road,works,completed\n", d->id);
        (void)fprintf(locations, "%s,drawn-%s,\"%s\",exact,stated,test\n", d->id, d->id,
                      d->wkt);
    }
    assert_int_equal(fclose(measures), 0);
    assert_int_equal(fclose(locations), 0);
}

static sqlite3_stmt *open_row(sqlite3 **db, const char *path, const char *sql)
{
    sqlite3_stmt *statement = NULL;

    assert_int_equal(sqlite3_open_v2(path, db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(*db, sql, -1, &statement, NULL), SQLITE_OK);
    return statement;
}

/* The number in `column` of that drawing, 0 where the file has none of it. */
static double ask(const char *path, const char *table, const char *column, const char *id)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    char sql[PATH];
    double value = 0.0;

    (void)snprintf(sql, sizeof sql, "SELECT total(%s) FROM %s WHERE location_id = '%s'", column,
                   table, id);
    statement = open_row(&db, path, sql);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    value = sqlite3_column_double(statement, 0);
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
    return value;
}

static double polygon_area(const okr_part *part)
{
    double area = 0.0;
    size_t begin = 0;

    assert_int_equal(part->kind, OKR_PART_POLYGON);
    for (size_t r = 0; r < part->rings; r++) {
        const double ring =
            fabs(okr_ring_area(part->points + begin, part->ring_ends[r] - begin));
        area += r == 0 ? ring : -ring;
        begin = part->ring_ends[r];
    }
    return area;
}

/* The area of the geometry that the file holds, measured anew. */
static double measure_area(const char *path, const char *id)
{
    okr_error err = {.status = OKR_OK};
    okr_wkb_reader reader = {0};
    okr_part part = {0};
    okr_wkb wkb = {0};
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    char sql[PATH];
    double area = 0.0;
    bool more = true;

    (void)snprintf(sql, sizeof sql, "SELECT geom FROM location_area WHERE location_id = '%s'",
                   id);
    statement = open_row(&db, path, sql);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        const unsigned char *blob = sqlite3_column_blob(statement, 0);
        assert_ok(okr_gpkg_wkb(blob, (size_t)sqlite3_column_bytes(statement, 0), &wkb, &err));
        okr_wkb_start(&reader, wkb);
        for (more = true; more; area += more ? polygon_area(&part) : 0.0)
            assert_ok(okr_wkb_next(&reader, &part, &more, &err));
    }
    okr_wkb_reader_done(&reader);
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
    return area;
}

static void assert_whole(const drawing *d, const char *workspace, const glob_t *packages)
{
    const char *layer = d->area ? "location_area" : "location_line";
    const char *size = d->area ? "area_m2" : "length_m";
    const double whole = ask(workspace, layer, size, d->id);
    const double outside =
        ask(workspace, "location", d->area ? "outside_area_m2" : "outside_length_m", d->id);
    double sum = outside;
    int holders = 0;

    for (size_t i = 0; i < packages->gl_pathc; i++) {
        const double part = ask(packages->gl_pathv[i], layer, size, d->id);
        holders += part > 0.0;
        sum += part;
        if (d->area) /* what is drawn is as large as it says */
            assert_near(measure_area(packages->gl_pathv[i], d->id) / whole, part / whole, 1e-9);
    }
    print_message("%s: %d packages, outside %.3g of the whole, rest %.1e\n", d->id, holders,
                  outside / whole, sum / whole - 1.0);
    assert_true(whole > 0.0);
    assert_true(holders >= d->packages);
    assert_true(!d->leaves || outside > 0.01 * whole);
    assert_near(sum / whole, 1.0, 1e-9);
}

static void packages_and_what_is_outside_sum_to_the_whole(void **state)
{
    char boundaries[SHARED_PATH], programme[PATH], workspace[PATH], out[PATH],
        pattern[PATH * 2];
    okr_error err = {.status = OKR_OK};
    okr_build_report report = {0};
    okr_workspace *w = NULL;
    glob_t packages = {0};

    shared_kuzbass(boundaries);
    write_programme();
    (void)snprintf(programme, sizeof programme, "%s/p", folder);
    (void)snprintf(workspace, sizeof workspace, "%s/w.gpkg", folder);
    (void)snprintf(out, sizeof out, "%s/out", folder);
    (void)snprintf(pattern, sizeof pattern, "%s/*.gpkg", out);
    assert_ok(okr_build(&(okr_build_options){.programme = programme,
                                             .output = workspace,
                                             .boundaries = boundaries},
                        NULL, &report, NULL, &err));
    assert_ok(okr_workspace_open(workspace, &w, &err));
    assert_ok(okr_workspace_export(
        w, &(okr_export_options){.split = "municipality", .output = out}, NULL, &err));
    okr_workspace_close(w);
    assert_int_equal(glob(pattern, 0, NULL, &packages), 0);
    assert_int_equal(packages.gl_pathc, PACKAGES);
    for (size_t i = 0; i < COUNT; i++)
        assert_whole(&drawings[i], workspace, &packages);
    globfree(&packages);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packages_and_what_is_outside_sum_to_the_whole),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
