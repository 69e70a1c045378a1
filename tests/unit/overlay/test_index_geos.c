/* The index against GEOS over real boundaries: the same count in every municipality. They lie
 * beside the project (OKRUG_SHARED, default ../shared). */
#include "geo/geos.h"
#include "geo/shapes.h"
#include "overlay/overlay_run.h"
#include "overlay/territory_index.h"
#include "test.h"

#include "shared.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { POINTS = 200000 };

typedef struct world {
    okr_overlay_polygons polygons;
    okr_territory_index *index;
    okr_geos geos;
    GEOSGeometry **shapes;
    const GEOSPreparedGeometry **prepared;
    GEOSSTRtree *tree;
    GEOSGeometry *point;
    size_t *counts; /* by GEOS */
} world;

static void prepare(world *w, const char *path)
{
    okr_overlay_options options = {.by = path};
    okr_index_options how = {.threads = 2};
    okr_error err = {.status = OKR_OK};
    size_t n = 0;

    *w = (world){.index = NULL};
    assert_ok(okr_overlay_polygons_read(&options, 2, &w->polygons, &err));
    n = w->polygons.shapes.count;
    assert_ok(okr_territory_index_new(w->polygons.shapes.data, n, &how, &w->index, &err));
    assert_ok(okr_geos_open(&w->geos, &err));
    w->shapes = calloc(n, sizeof *w->shapes);
    w->prepared = calloc(n, sizeof *w->prepared);
    w->counts = calloc(n, sizeof *w->counts);
    assert_true(w->shapes != NULL && w->prepared != NULL && w->counts != NULL);
    w->tree = GEOSSTRtree_create_r(w->geos.handle, 10);
    for (size_t i = 0; i < n; i++) {
        okr_wkb wkb = OKR_AT(&w->polygons.shapes, okr_wkb, i);
        assert_ok(okr_geos_read(&w->geos, wkb, &w->shapes[i], &err));
        w->prepared[i] = GEOSPrepare_r(w->geos.handle, w->shapes[i]);
        GEOSSTRtree_insert_r(w->geos.handle, w->tree, w->shapes[i], &w->prepared[i]);
    }
}

static void release(world *w)
{
    for (size_t i = 0; i < w->polygons.shapes.count; i++) {
        GEOSPreparedGeom_destroy_r(w->geos.handle, w->prepared[i]);
        GEOSGeom_destroy_r(w->geos.handle, w->shapes[i]);
    }
    GEOSSTRtree_destroy_r(w->geos.handle, w->tree);
    okr_geos_close(&w->geos);
    okr_territory_index_free(w->index);
    okr_overlay_polygons_done(&w->polygons);
    free(w->shapes);
    free(w->prepared);
    free(w->counts);
}

static void count_one(void *item, void *user)
{
    world *w = user;
    const GEOSPreparedGeometry **prepared = item;

    if (GEOSPreparedIntersects_r(w->geos.handle, *prepared, w->point) == 1)
        w->counts[prepared - w->prepared]++;
}

/* A random vertex of a random polygon's first ring. */
static okr_lonlat any_vertex(const world *w, seed *s)
{
    okr_wkb_reader reader = {0};
    okr_part part = {.count = 0};
    okr_lonlat p = {0};
    okr_error err = {.status = OKR_OK};
    bool more = true;

    okr_wkb_start(&reader, OKR_AT(&w->polygons.shapes, okr_wkb,
                                  seed_below(s, (int)w->polygons.shapes.count)));
    assert_ok(okr_wkb_next(&reader, &part, &more, &err));
    p = part.points[seed_below(s, (int)part.count)];
    okr_wkb_reader_done(&reader);
    return p;
}

/* Half within kilometres, half within metres of a border. */
static okr_lonlat any_point(okr_lonlat vertex, int i, seed *s)
{
    double spread = i % 2 == 0 ? 0.3 : 1e-4;

    return (okr_lonlat){vertex.lon + seed_between(s, -spread, spread),
                        vertex.lat + seed_between(s, -spread, spread)};
}

static void compare_counts(const char *path)
{
    static okr_lonlat points[POINTS];
    static int32_t faces[POINTS];
    world w;
    seed s = {77};
    okr_lonlat vertex = {0};
    size_t touched = 0;

    prepare(&w, path);
    for (int i = 0; i < POINTS; i++) {
        if (i % 100 == 0)
            vertex = any_vertex(&w, &s);
        points[i] = any_point(vertex, i, &s);
        w.point = GEOSGeom_createPointFromXY_r(w.geos.handle, points[i].lon, points[i].lat);
        GEOSSTRtree_query_r(w.geos.handle, w.tree, w.point, count_one, &w);
        GEOSGeom_destroy_r(w.geos.handle, w.point);
    }
    okr_territory_index_faces_of(w.index, points, POINTS, faces);
    for (int i = 0; i < POINTS; i++) {
        okr_owners owners = okr_territory_index_owners(w.index, faces[i]);
        for (size_t k = 0; k < owners.count; k++, touched++) {
            assert_true(w.counts[owners.polygons[k]] > 0);
            w.counts[owners.polygons[k]]--;
        }
    }
    for (size_t i = 0; i < w.polygons.shapes.count; i++)
        assert_int_equal(w.counts[i], 0);
    assert_true(touched > POINTS / 2);
    release(&w);
}

static void every_municipality_of_kuzbass_counts_as_geos_does(void **state)
{
    char path[SHARED_PATH];

    shared_kuzbass(path);
    compare_counts(path);
}

/* 2 492 polygons, of which 191 pairs overlap. */
static void every_municipality_of_russia_counts_as_geos_does(void **state)
{
    char path[SHARED_PATH];
    char command[3 * SHARED_PATH];
    char folder[] = "/tmp/okrug-russia-XXXXXX";
    char unpacked[SHARED_PATH];

    if (!shared_file("russia_municipalities.fgb.xz", path))
        skip();
    assert_non_null(mkdtemp(folder));
    (void)snprintf(unpacked, sizeof unpacked, "%s/russia.fgb", folder);
    (void)snprintf(command, sizeof command, "xz -dc '%s' >%s", path, unpacked);
    assert_int_equal(system(command), 0);
    compare_counts(unpacked);
    (void)unlink(unpacked);
    (void)rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_municipality_of_kuzbass_counts_as_geos_does),
        cmocka_unit_test(every_municipality_of_russia_counts_as_geos_does),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
