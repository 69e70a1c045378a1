/* 2 000 generated roads over the municipalities of Kuzbass, at 2 km: every interval against
 * buffers in a local equidistant projection, and against geodesics from sampled places.
 *
 * The boundaries and the generator lie beside the project (OKRUG_SHARED, default ../shared). */
#include "served_reference.h"
#include "test.h"

#include "base/mem.h"
#include "geo/layer.h"
#include "overlay/territory_index.h"
#include "served/served.h"

#include <stdio.h>
#include <stdlib.h>

#define DISTANCE 2000.0

/* The layers, in memory. */
typedef struct kuzbass {
    okr_arena arena;
    okr_vec towns, roads; /* okr_wkb */
    okr_vec road_boxes;   /* okr_box */
    okr_served_area *areas;
    okr_territory_index *index;
    bool there;
} kuzbass;

static kuzbass world;

static void read_layer(const char *path, okr_vec *out)
{
    okr_error err = {0};
    okr_layer *layer = NULL;
    okr_feature f = {0};
    bool more = true;

    assert_ok(okr_layer_open(path, NULL, &layer, &err));
    while (true) {
        okr_wkb copy = {0};
        void *bytes = NULL;
        assert_ok(okr_layer_next(layer, &f, &more, &err));
        if (!more)
            break;
        bytes = okr_arena_alloc(&world.arena, f.geometry.size, &err);
        assert_non_null(bytes);
        memcpy(bytes, f.geometry.bytes, f.geometry.size);
        copy = (okr_wkb){bytes, f.geometry.size};
        assert_ok(okr_vec_append(out, &copy, 1, &err));
    }
    okr_layer_close(layer);
}

/* The generator wants an attribute "district" and writes beside the boundaries. */
static bool generate(const char *shared, const char *folder)
{
    char command[2048];
    static const char script[] =
        "cd '%s' && ogr2ogr -q -f GPKG -sql 'select name_ru as district, geom from "
        "municipality' kuzbass.gpkg '%s/geodata/kuzbass_municipalities.gpkg' 2>/dev/null && "
        "/usr/bin/python3 '%s/bench/gen_measures.py' --area kuzbass --only roads --formats "
        "gpkg --bench . >/dev/null 2>&1";

    (void)snprintf(command, sizeof command, script, folder, shared, shared);
    return system(command) == 0;
}

static void note_box(okr_wkb wkb)
{
    okr_error err = {0};
    okr_wkb_reader reader = {0};
    okr_part part = {0};
    okr_box box = {0};
    bool more = true;

    okr_wkb_start(&reader, wkb);
    assert_ok(okr_wkb_next(&reader, &part, &more, &err));
    assert_ok(okr_part_box(&part, &box, &err));
    assert_ok(okr_vec_append(&world.road_boxes, &box, 1, &err));
    okr_wkb_reader_done(&reader);
}

static void measure(void)
{
    okr_error err = {0};
    okr_served_set *set = NULL;
    okr_served_options options = {DISTANCE, 0.0, 0};

    assert_ok(okr_served_set_new(&set, &err));
    for (size_t i = 0; i < world.roads.count; i++) {
        okr_served_feature f = {.geometry = OKR_AT(&world.roads, okr_wkb, i)};
        assert_ok(okr_served_set_add(set, &f, &err));
        note_box(f.geometry);
    }
    assert_ok(okr_served_set_close(set, 0, &err));
    world.areas = calloc(world.towns.count, sizeof *world.areas);
    assert_ok(okr_served_areas(set, world.towns.data, world.towns.count, &options, world.areas,
                               &err));
    okr_served_set_free(set);
}

static int set_up(void **state)
{
    const char *shared = getenv("OKRUG_SHARED");
    char folder[] = "/tmp/okrug-served-XXXXXX";
    char path[128];
    okr_error err = {0};

    if (shared == NULL)
        shared = OKRUG_SOURCE_DIR "/../shared";
    if (mkdtemp(folder) == NULL)
        return -1;
    world = (kuzbass){
        .towns = OKR_VEC(okr_wkb), .roads = OKR_VEC(okr_wkb), .road_boxes = OKR_VEC(okr_box)};
    if (generate(shared, folder)) {
        (void)snprintf(path, sizeof path, "%s/kuzbass.gpkg", folder);
        read_layer(path, &world.towns);
        (void)snprintf(path, sizeof path, "%s/kuzbass/roads.gpkg", folder);
        read_layer(path, &world.roads);
        measure();
        assert_ok(okr_territory_index_new(world.towns.data, world.towns.count, NULL,
                                          &world.index, &err));
        world.there = true;
    } else {
        print_message("skipped: no boundaries or generator in '%s' (OKRUG_SHARED)\n", shared);
    }
    (void)snprintf(path, sizeof path, "rm -rf '%s'", folder);
    return system(path) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    okr_arena_done(&world.arena);
    okr_vec_done(&world.towns);
    okr_vec_done(&world.roads);
    okr_vec_done(&world.road_boxes);
    okr_territory_index_free(world.index);
    free(world.areas);
    return 0;
}

static okr_box town_box(size_t town)
{
    okr_error err = {0};
    okr_box all = {1e9, 1e9, -1e9, -1e9};
    okr_wkb_reader reader = {0};
    okr_part part = {0};
    bool more = true;

    okr_wkb_start(&reader, OKR_AT(&world.towns, okr_wkb, town));
    while (true) {
        okr_box box = {0};
        assert_ok(okr_wkb_next(&reader, &part, &more, &err));
        if (!more)
            break;
        assert_ok(okr_part_box(&part, &box, &err));
        all = (okr_box){fmin(all.lon_min, box.lon_min), fmin(all.lat_min, box.lat_min),
                        fmax(all.lon_max, box.lon_max), fmax(all.lat_max, box.lat_max)};
    }
    okr_wkb_reader_done(&reader);
    return all;
}

/* At 53 degrees 2 km are 0.018 degrees of latitude and 0.030 of longitude. */
static bool near_box(const okr_box *a, const okr_box *b)
{
    return a->lon_min - 0.04 <= b->lon_max && b->lon_min <= a->lon_max + 0.04 &&
           a->lat_min - 0.02 <= b->lat_max && b->lat_min <= a->lat_max + 0.02;
}

/* Circles of 256 edges lie up to 0.15 m inside, the projection is off by up to 0.15 m at 120
 * km: with borders of up to 0.3 km per km2 that is 5e-5 of the area. */
static void every_interval_holds_the_share_of_buffers(void **state)
{
    okr_wkb *near = NULL;

    if (!world.there)
        skip();
    near = calloc(world.roads.count, sizeof *near);
    assert_non_null(near);
    assert_int_equal(world.towns.count, 34);
    assert_int_equal(world.roads.count, 2000);
    for (size_t i = 0; i < world.towns.count; i++) {
        const okr_served_area *area = &world.areas[i];
        okr_box box = town_box(i);
        reference_options o = {
            {0.5 * (box.lon_min + box.lon_max), 0.5 * (box.lat_min + box.lat_max)},
            DISTANCE,
            0.005,
            64};
        size_t n = 0;
        double share = 0.0;
        for (size_t k = 0; k < world.roads.count; k++)
            if (near_box(&box, &OKR_AT(&world.road_boxes, okr_box, k)))
                near[n++] = OKR_AT(&world.roads, okr_wkb, k);
        share = reference_share(near, n, OKR_AT(&world.towns, okr_wkb, i), &o);
        assert_true(area->reached);
        assert_true(area->high_m2 - area->low_m2 <= 0.001 * area->area_m2);
        assert_true(area->low_m2 / area->area_m2 <= share + 5e-5);
        assert_true(area->high_m2 / area->area_m2 >= share - 5e-5);
    }
    free(near);
}

/* PROJ's geodesic from a place to a road, to points at most a fifth of an edge apart. */
static double road_distance(okr_lonlat p, const okr_part *road)
{
    double best = INFINITY;

    for (size_t i = 1; i < road->count; i++)
        for (int k = 0; k <= 5; k++) {
            double t = k / 5.0;
            okr_lonlat a = road->points[i - 1];
            okr_lonlat b = road->points[i];
            okr_lonlat q = {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
            if (fabs(q.lat - p.lat) < 0.021 && fabs(q.lon - p.lon) < 0.041)
                best = fmin(best, okr_geodesic_inverse(p, q));
        }
    return best;
}

static double nearest_road(okr_lonlat p)
{
    const okr_box at = {p.lon, p.lat, p.lon, p.lat};
    okr_wkb_reader reader = {0};
    okr_error err = {0};
    double best = INFINITY;

    for (size_t k = 0; k < world.roads.count && best > DISTANCE; k++) {
        okr_part part = {0};
        bool more = true;
        if (!near_box(&at, &OKR_AT(&world.road_boxes, okr_box, k)))
            continue;
        okr_wkb_start(&reader, OKR_AT(&world.roads, okr_wkb, k));
        assert_ok(okr_wkb_next(&reader, &part, &more, &err));
        best = fmin(best, road_distance(p, &part));
    }
    okr_wkb_reader_done(&reader);
    return best;
}

/* A lattice of places; steps of up to 300 m along a road make its distance up to 6 m too great,
 * and n places tell a share to about sqrt(p (1 - p) / n): four times that must do. */
static void sampled_geodesics_agree_with_every_interval(void **state)
{
    enum { SIDE = 28 };

    if (!world.there)
        skip();
    for (size_t i = 0; i < world.towns.count; i++) {
        const okr_served_area *area = &world.areas[i];
        okr_box box = town_box(i);
        double inside = 0.0;
        double served = 0.0;
        double share = 0.0;
        double doubt = 0.0;
        for (int k = 0; k < SIDE * SIDE; k++) {
            okr_lonlat p = {box.lon_min + (k % SIDE + 0.5) / SIDE * (box.lon_max - box.lon_min),
                            box.lat_min +
                                (k / SIDE + 0.5) / SIDE * (box.lat_max - box.lat_min)};
            if (okr_territory_index_point(world.index, p) != (ptrdiff_t)i)
                continue;
            inside += 1.0;
            served += nearest_road(p) <= DISTANCE + 3.0;
        }
        assert_true(inside > 100.0);
        share = served / inside;
        doubt = 4.0 * sqrt((share * (1.0 - share) + 1.0 / inside) / inside);
        assert_true(area->low_m2 / area->area_m2 <= share + doubt);
        assert_true(area->high_m2 / area->area_m2 >= share - doubt);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_interval_holds_the_share_of_buffers),
        cmocka_unit_test(sampled_geodesics_agree_with_every_interval),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
