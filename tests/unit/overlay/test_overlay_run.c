#include "overlay/overlay_run.h"

#include "geo/gdal.h"
#include "geo/shapes.h"
#include "test.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Layers are made in a folder of their own under the build's temporary one. */
static char folder[] = "/tmp/okrug-overlay-XXXXXX";

static const char *in_folder(const char *name)
{
    static char paths[8][128];
    static int next;
    char *path = paths[next++ % 8];

    (void)snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

/* A driver's layer with fields cat (text), w (real) and n (integer). */
typedef struct maker {
    GDALDatasetH dataset;
    OGRLayerH layer;
    OGRCoordinateTransformationH way;
} maker;

static maker make(const char *driver, const char *path, int epsg)
{
    maker m = {0};
    OGRSpatialReferenceH wgs84 = OSRNewSpatialReference(NULL);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    static const struct {
        const char *name;
        OGRFieldType type;
    } fields[] = {{"cat", OFTString}, {"w", OFTReal}, {"n", OFTInteger}};

    okr_gdal_start();
    OSRImportFromEPSG(wgs84, 4326);
    OSRImportFromEPSG(srs, epsg);
    OSRSetAxisMappingStrategy(wgs84, OAMS_TRADITIONAL_GIS_ORDER);
    OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
    if (epsg != 4326)
        m.way = OCTNewCoordinateTransformation(wgs84, srs);
    m.dataset = GDALCreate(GDALGetDriverByName(driver), path, 0, 0, 0, GDT_Unknown, NULL);
    assert_non_null(m.dataset);
    m.layer = GDALDatasetCreateLayer(m.dataset, "things", srs, wkbUnknown, NULL);
    assert_non_null(m.layer);
    for (int i = 0; i < 3; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(fields[i].name, fields[i].type);
        assert_int_equal(OGR_L_CreateField(m.layer, field, 1), OGRERR_NONE);
        OGR_Fld_Destroy(field);
    }
    if (GDALDatasetTestCapability(m.dataset, ODsCTransactions))
        (void)GDALDatasetStartTransaction(m.dataset, 0);
    OSRDestroySpatialReference(wgs84);
    OSRDestroySpatialReference(srs);
    return m;
}

static void add(maker *m, const shape *s, int number)
{
    static const char *const cats[] = {"a", "b", "c"};
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(m->layer));
    OGRGeometryH geometry = NULL;

    if (s->size > 0) {
        assert_int_equal(OGR_G_CreateFromWkb(s->bytes, NULL, &geometry, (int)s->size),
                         OGRERR_NONE);
        if (m->way != NULL)
            assert_int_equal(OGR_G_Transform(geometry, m->way), OGRERR_NONE);
        assert_int_equal(OGR_F_SetGeometryDirectly(feature, geometry), OGRERR_NONE);
    }
    OGR_F_SetFieldString(feature, 0, cats[number % 3]);
    if (number % 7 != 0)
        OGR_F_SetFieldDouble(feature, 1, number * 0.1);
    OGR_F_SetFieldInteger(feature, 2, number % 5);
    assert_int_equal(OGR_L_CreateFeature(m->layer, feature), OGRERR_NONE);
    OGR_F_Destroy(feature);
}

static void finish(maker *m)
{
    if (GDALDatasetTestCapability(m->dataset, ODsCTransactions))
        (void)GDALDatasetCommitTransaction(m->dataset);
    OCTDestroyCoordinateTransformation(m->way);
    GDALClose(m->dataset);
}

enum { THINGS = 3000, SIDE = 6 };

/* Points, lines, stars and now and then nothing, over and round the lattice. */
static void fill(maker *m, int n)
{
    seed s = {41};

    for (int i = 0; i < n; i++) {
        shape g = {0};
        okr_lonlat p[12];
        okr_lonlat centre = {seed_between(&s, 79.8, 82.2), seed_between(&s, 49.8, 52.2)};
        star_ring(p, 12, centre, 0.2, &s);
        if (i % 4 == 0)
            shape_point(&g, centre.lon, centre.lat);
        else if (i % 4 == 1)
            shape_line(&g, p, 12);
        else if (i % 4 == 2)
            shape_polygon(&g, p, 12);
        else if (i % 8 == 3)
            shape_line(&g, p, 2);
        add(m, &g, i);
        shape_done(&g);
    }
}

static void make_things(const char *driver, const char *path, int epsg)
{
    maker m = make(driver, path, epsg);

    fill(&m, THINGS);
    finish(&m);
}

static int set_up(void **state)
{
    seed s = {42};
    coverage c;
    maker m;

    if (mkdtemp(folder) == NULL)
        return -1;
    m = make("GPKG", in_folder("lattice.gpkg"), 4326);
    coverage_lattice(&c, SIDE, 80, 50, 2, &s);
    for (size_t i = 0; i < c.n; i++)
        add(&m, &c.shapes[i], (int)i);
    finish(&m);
    coverage_done(&c);
    make_things("GPKG", in_folder("things.gpkg"), 4326);
    make_things("GPKG", in_folder("utm.gpkg"), 32644);
    make_things("FlatGeobuf", in_folder("things.fgb"), 4326);
    make_things("GeoJSONSeq", in_folder("things.geojsonl"), 4326);
    return 0;
}

static int tear_down(void **state)
{
    static const char *const names[] = {
        "lattice.gpkg", "things.gpkg", "utm.gpkg", "things.fgb",  "things.geojsonl",
        "cut.gpkg",     "pairs.csv",   "bad.gpkg", "curves.gpkg", "overlap.gpkg"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)unlink(in_folder(names[i]));
    return rmdir(folder);
}

static okr_overlay_options options_for(const char *name)
{
    return (okr_overlay_options){
        .path = in_folder(name), .by = in_folder("lattice.gpkg"), .sum = "w,n", .threads = 2};
}

static okr_overlay_result run_with(const okr_overlay_options *options)
{
    okr_overlay_result result;
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_overlay_run(options, NULL, &result, &err));
    return result;
}

/* The row of a group's text and code; fails the test when there is none. */
static const okr_tally_row *find(const okr_overlay_result *r, const char *group, int32_t code,
                                 const okr_sum **sums)
{
    static const okr_tally_row none = {0};
    const okr_tallies *t = &r->tallies;

    for (size_t i = 0; i < t->rows.count; i++) {
        const okr_tally_row *row = &OKR_AT(&t->rows, okr_tally_row, i);
        if (row->code != code ||
            (group != NULL && strcmp(OKR_AT(&t->groups, const char *, row->group), group) != 0))
            continue;
        *sums = okr_tallies_sums(t, i);
        return row;
    }
    fail_msg("no row %d", (int)code);
    return &none;
}

/* Every row of a with a code from `lowest` up is in b, sums within a relative room. */
static void assert_rows(const okr_overlay_result *a, const okr_overlay_result *b, int lowest,
                        double room)
{
    for (size_t i = 0; i < a->tallies.rows.count; i++) {
        const okr_tally_row *x = &OKR_AT(&a->tallies.rows, okr_tally_row, i);
        const okr_sum *xs = okr_tallies_sums(&a->tallies, i);
        const okr_sum *ys = xs;
        const okr_tally_row *y = NULL;
        if (x->code < lowest)
            continue;
        y = find(b, NULL, x->code, &ys);
        assert_int_equal(x->features, y->features);
        assert_int_equal(x->points, y->points);
        for (size_t k = 0; k < okr_tallies_width(&a->tallies); k++) {
            double expected = okr_sum_value(&xs[k]);
            assert_near(okr_sum_value(&ys[k]), expected, room * fabs(expected));
        }
    }
}

static void assert_same(const okr_overlay_result *a, const okr_overlay_result *b, double room)
{
    assert_int_equal(a->features, b->features);
    assert_int_equal(a->tallies.rows.count, b->tallies.rows.count);
    assert_rows(a, b, OKR_ROW_TOTAL, room);
}

static void threads_do_not_change_a_bit(void **state)
{
    static const char *const names[] = {"things.gpkg", "things.fgb", "things.geojsonl"};

    for (int i = 0; i < 3; i++) {
        okr_overlay_options options = options_for(names[i]);
        options.threads = 1;
        okr_overlay_result one = run_with(&options);
        options.threads = 5;
        okr_overlay_result five = run_with(&options);
        assert_same(&one, &five, 0.0);
        okr_overlay_result_done(&one);
        okr_overlay_result_done(&five);
    }
}

/* GeoJSON keeps 15 digits behind the point: the same doubles. */
static void formats_give_the_same(void **state)
{
    okr_overlay_options options = options_for("things.gpkg");
    okr_overlay_result gpkg = run_with(&options);

    options.path = in_folder("things.geojsonl");
    okr_overlay_result json = run_with(&options);
    assert_int_equal(gpkg.features, THINGS);
    assert_same(&gpkg, &json, 1e-6);
    okr_overlay_result_done(&json);
    okr_overlay_result_done(&gpkg);
}

/* Its writer drops features that have no geometry. */
static void a_flatgeobuf_gives_the_same(void **state)
{
    okr_overlay_options options = options_for("things.gpkg");
    okr_overlay_result gpkg = run_with(&options);

    options.path = in_folder("things.fgb");
    okr_overlay_result fgb = run_with(&options);
    assert_rows(&gpkg, &fgb, OKR_ROW_REPEATED, 1e-12);
    okr_overlay_result_done(&fgb);
    okr_overlay_result_done(&gpkg);
}

/* UTM and back costs some nanometres; straight edges become curves nowhere, as only vertices
 * are moved. */
static void another_coordinate_system_gives_the_same(void **state)
{
    okr_overlay_options options = options_for("things.gpkg");
    okr_overlay_result lonlat = run_with(&options);

    options.path = in_folder("utm.gpkg");
    okr_overlay_result utm = run_with(&options);
    assert_same(&lonlat, &utm, 1e-7);
    okr_overlay_result_done(&utm);
    okr_overlay_result_done(&lonlat);
}

static void rows_sum_to_the_total(void **state)
{
    okr_overlay_options options = options_for("things.gpkg");
    okr_overlay_result r = run_with(&options);
    const okr_sum *total = okr_tallies_sums(&r.tallies, 0);
    const okr_tally_row *all = find(&r, NULL, OKR_ROW_TOTAL, &total);
    size_t width = okr_tallies_width(&r.tallies);

    assert_int_equal(all->features, THINGS);
    /* The fields' sums in full (3 and 4) count a feature in every polygon it touches. */
    for (size_t k = 0; k < width; k++) {
        long double sum = 0.0L;
        if (k == OKR_SUM_FIELDS || k == OKR_SUM_FIELDS + 1)
            continue;
        for (size_t i = 0; i < r.tallies.rows.count; i++)
            if (OKR_AT(&r.tallies.rows, okr_tally_row, i).code != OKR_ROW_TOTAL)
                sum += okr_sum_value(&okr_tallies_sums(&r.tallies, i)[k]);
        assert_near((double)sum, okr_sum_value(&total[k]), 1e-12 * okr_sum_value(&total[k]));
    }
    okr_overlay_result_done(&r);
}

static void a_condition_and_groups_select(void **state)
{
    okr_overlay_options options = options_for("things.gpkg");
    options.where = "n = 3 OR cat = 'b'";
    options.group = "cat";
    okr_overlay_result r = run_with(&options);
    const okr_sum *sums = NULL;
    size_t expected[3] = {0};

    for (int i = 0; i < THINGS; i++)
        expected[i % 3] += i % 5 == 3 || i % 3 == 1;
    assert_int_equal(find(&r, "a", OKR_ROW_TOTAL, &sums)->features, expected[0]);
    assert_int_equal(find(&r, "b", OKR_ROW_TOTAL, &sums)->features, expected[1]);
    assert_int_equal(find(&r, "c", OKR_ROW_TOTAL, &sums)->features, expected[2]);
    okr_overlay_result_done(&r);
}

static void a_truncated_file_is_told(void **state)
{
    okr_overlay_options options = options_for("cut.gpkg");
    okr_overlay_result result;
    okr_error err = {.status = OKR_OK};
    static char bytes[64 * 1024];
    FILE *from = fopen(in_folder("things.gpkg"), "rb");
    FILE *to = fopen(in_folder("cut.gpkg"), "wb");
    long size = 0;

    assert_true(from != NULL && to != NULL);
    assert_int_equal(fseek(from, 0, SEEK_END), 0);
    size = ftell(from) * 3 / 5;
    rewind(from);
    for (size_t n = 0; size > 0; size -= (long)n) {
        n = fread(bytes, 1, size < (long)sizeof bytes ? (size_t)size : sizeof bytes, from);
        assert_int_equal(fwrite(bytes, 1, n, to), n);
    }
    assert_int_equal(fclose(from), 0);
    assert_int_equal(fclose(to), 0);
    assert_fails_with(okr_overlay_run(&options, NULL, &result, &err), OKR_ERR_IO, "cut.gpkg");
    okr_overlay_result_done(&result);
}

static void a_bad_feature_is_named_or_skipped(void **state)
{
    maker m = make("GPKG", in_folder("bad.gpkg"), 4326);
    okr_overlay_options options = options_for("bad.gpkg");
    okr_overlay_result result;
    okr_error err = {.status = OKR_OK};
    shape s = {0};
    for (int i = 0; i < 1000; i++) {
        s.size = 0;
        shape_point(&s, 80.5, i == 400 || i == 900 ? 95.0 : 50.5);
        add(&m, &s, i);
    }
    finish(&m);
    shape_done(&s);

    /* Two threads, two bad features: the first one is told. */
    assert_fails_with(okr_overlay_run(&options, NULL, &result, &err), OKR_ERR_GEOMETRY,
                      "feature 401");
    okr_overlay_result_done(&result);
    options.skip_errors = true;
    result = run_with(&options);
    assert_int_equal(result.features, 998);
    assert_int_equal(result.skipped, 2);
    okr_overlay_result_done(&result);
}

static bool refuse(void *user, const char *stage, double fraction)
{
    int *calls = user;

    return ++*calls < 3;
}

static void the_listener_can_stop_it(void **state)
{
    okr_overlay_options options = options_for("things.gpkg");
    okr_overlay_result result;
    okr_error err = {.status = OKR_OK};
    int calls = 0;
    okr_listener listener = {.progress = refuse, .user = &calls};

    options.threads = 1;
    assert_int_equal(okr_overlay_run(&options, &listener, &result, &err), OKR_ERR_CANCELLED);
    okr_overlay_result_done(&result);
}

/* The length of the chain of edges that OGR draws for a curve. */
static double drawn_length(const shape *s)
{
    OGRGeometryH curve = NULL;
    OGRGeometryH line = NULL;
    double sum = 0.0;

    assert_int_equal(OGR_G_CreateFromWkb(s->bytes, NULL, &curve, (int)s->size), OGRERR_NONE);
    line = OGR_G_GetLinearGeometry(curve, 0.0, NULL);
    for (int i = 1; i < OGR_G_GetPointCount(line); i++) {
        okr_lonlat a = {OGR_G_GetX(line, i - 1), OGR_G_GetY(line, i - 1)};
        okr_lonlat b = {OGR_G_GetX(line, i), OGR_G_GetY(line, i)};
        sum += okr_segment_length(a, b);
    }
    OGR_G_DestroyGeometry(line);
    OGR_G_DestroyGeometry(curve);
    return sum;
}

/* Half a circle of three points, in a layer of any geometry, alone and in a collection: batches
 * hand out curves as they are. */
static void curves_are_measured_as_ogr_draws_them(void **state)
{
    maker m = make("GPKG", in_folder("curves.gpkg"), 4326);
    okr_overlay_options options = options_for("curves.gpkg");
    okr_lonlat arc[] = {{80.1, 50.1}, {80.2, 50.2}, {80.3, 50.1}};
    const okr_sum *sums = NULL;
    shape s = {0};
    shape_header(&s, 8);
    shape_count(&s, 3);
    shape_points(&s, arc, 3);
    add(&m, &s, 0);
    double expected = drawn_length(&s);
    shape in = {0};
    shape_header(&in, 7);
    shape_count(&in, 1);
    shape_header(&in, 8);
    shape_count(&in, 3);
    shape_points(&in, arc, 3);
    add(&m, &in, 1);
    finish(&m);
    shape_done(&s);
    shape_done(&in);

    okr_overlay_result result = run_with(&options);
    assert_int_equal(find(&result, NULL, OKR_ROW_TOTAL, &sums)->features, 2);
    assert_true(expected > 24000);
    assert_near(okr_sum_value(&sums[OKR_SUM_LENGTH]), 2 * expected, 1e-9 * expected);
    okr_overlay_result_done(&result);
}

/* Where the pairs of features and polygons are not wanted, lone points are only counted; where
 * they are, each is measured. Over polygons that overlap, and with few points in each place. */
static void counting_points_is_measuring_them(void **state)
{
    maker m = make("GPKG", in_folder("overlap.gpkg"), 4326);
    shape s = {0};
    shape_box(&s, 80.2, 50.2, 81.2, 51.2);
    add(&m, &s, 0);
    s.size = 0;
    shape_box(&s, 80.7, 50.7, 81.9, 51.4);
    add(&m, &s, 1);
    s.size = 0;
    shape_box(&s, 81.0, 50.0, 81.1, 52.0);
    add(&m, &s, 2);
    finish(&m);
    shape_done(&s);

    for (int i = 0; i < 4; i++) {
        okr_overlay_options options = {.path = in_folder("things.gpkg"),
                                       .by = in_folder("overlap.gpkg"),
                                       .partition = i % 2 == 1,
                                       .threads = 1 + i};
        const okr_sum *sums = NULL;
        okr_overlay_result counted = run_with(&options);
        options.pairs = in_folder("pairs.csv");
        okr_overlay_result measured = run_with(&options);
        assert_same(&counted, &measured, 0.0);
        assert_true(find(&counted, NULL, OKR_ROW_OUTSIDE, &sums)->points > 0);
        if (!options.partition)
            assert_true(find(&counted, NULL, OKR_ROW_REPEATED, &sums)->points > 0);
        okr_overlay_result_done(&counted);
        okr_overlay_result_done(&measured);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_do_not_change_a_bit),
        cmocka_unit_test(formats_give_the_same),
        cmocka_unit_test(a_flatgeobuf_gives_the_same),
        cmocka_unit_test(another_coordinate_system_gives_the_same),
        cmocka_unit_test(rows_sum_to_the_total),
        cmocka_unit_test(a_condition_and_groups_select),
        cmocka_unit_test(a_truncated_file_is_told),
        cmocka_unit_test(a_bad_feature_is_named_or_skipped),
        cmocka_unit_test(the_listener_can_stop_it),
        cmocka_unit_test(curves_are_measured_as_ogr_draws_them),
        cmocka_unit_test(counting_points_is_measuring_them),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
