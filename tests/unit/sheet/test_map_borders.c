/* Borders: each stretch once, known by its two sides. */
#include "test.h"

#include "sample.h"

#include "geo/geom.h"
#include "sheet/map_borders.h"

#include <string.h>

static void add_area(okr_programme *p, const char *oktmo, const char *wkt)
{
    okr_error err = {.status = OKR_OK};
    okr_text wkb = {0};
    unsigned char *bytes = NULL;
    const int m = sample_municipality(p, oktmo, oktmo, 1000.0, 1.0);

    assert_ok(okr_geom_from_wkt(wkt, &wkb, &err));
    bytes = okr_arena_alloc(&p->arena, wkb.size, NULL);
    assert_non_null(bytes);
    memcpy(bytes, wkb.bytes, wkb.size);
    OKR_MUNICIPALITY(p, m)->polygon = (okr_wkb){bytes, wkb.size};
    okr_text_done(&wkb);
}

/* Points of all stretches between two municipalities, less one each: their edges. */
static size_t edges_between(const okr_map_borders *borders, int one, int other)
{
    size_t edges = 0;

    for (size_t i = 0; i < borders->list.count; i++) {
        const okr_map_border *b = &OKR_AT(&borders->list, okr_map_border, i);
        if (b->one == one && b->other == other)
            edges += b->count - 1;
    }
    return edges;
}

static void collect(okr_programme *p, okr_map_borders *borders)
{
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_map_borders_collect(borders, p, &err));
}

static void neighbours_share_one_line(void **state)
{
    okr_programme p;
    okr_map_borders b;

    okr_programme_init(&p);
    add_area(&p, "01000000", "POLYGON((0 0,1 0,1 1,0 1,0 0))");
    add_area(&p, "02000000", "POLYGON((1 0,2 0,2 1,1 1,1 0))");
    collect(&p, &b);
    assert_int_equal(edges_between(&b, 0, 1), 1); /* the side from (1 0) to (1 1) */
    assert_int_equal(edges_between(&b, 1, 0), 0);
    assert_int_equal(edges_between(&b, 0, -1), 3);
    assert_int_equal(edges_between(&b, 1, -1), 3);
    okr_map_borders_done(&b);
    okr_programme_done(&p);
}

static void a_town_in_a_hole_borders_only_its_surroundings(void **state)
{
    okr_programme p;
    okr_map_borders b;

    okr_programme_init(&p);
    add_area(&p, "01000000", "POLYGON((0 0,9 0,9 9,0 9,0 0),(3 3,3 6,6 6,6 3,3 3))");
    add_area(&p, "02000000", "POLYGON((3 3,6 3,6 6,3 6,3 3))");
    collect(&p, &b);
    assert_int_equal(edges_between(&b, 0, 1), 4);
    assert_int_equal(edges_between(&b, 0, -1), 4);
    assert_int_equal(edges_between(&b, 1, -1), 0);
    okr_map_borders_done(&b);
    okr_programme_done(&p);
}

static void an_edge_on_the_antimeridian_is_no_border(void **state)
{
    okr_programme p;
    okr_map_borders b;

    okr_programme_init(&p);
    add_area(&p, "01000000",
             "MULTIPOLYGON(((179 66,180 66,180 67,179 67,179 66)),"
             "((-180 66,-179 66,-179 67,-180 67,-180 66)))");
    collect(&p, &b);
    assert_int_equal(edges_between(&b, 0, -1), 6); /* 8 edges less the two seams */
    okr_map_borders_done(&b);
    okr_programme_done(&p);
}

/* The town leaves 0.001 degrees, some 100 m, of its hole free on every side. */
static void a_sliver_between_neighbours_is_no_border_of_the_region(void **state)
{
    okr_programme p;
    okr_map_borders b;

    okr_programme_init(&p);
    add_area(&p, "01000000", "POLYGON((0 0,9 0,9 9,0 9,0 0),(3 3,3 6,6 6,6 3,3 3))");
    add_area(&p, "02000000",
             "POLYGON((3.001 3.001,5.999 3.001,5.999 5.999,3.001 5.999,3.001 3.001))");
    collect(&p, &b);
    assert_int_equal(edges_between(&b, 0, 1), 4); /* the hole */
    assert_int_equal(edges_between(&b, 1, 0), 4); /* the town */
    assert_int_equal(edges_between(&b, 0, -1), 4);
    okr_map_borders_done(&b);
    okr_programme_done(&p);
}

static void without_polygons_there_are_no_borders(void **state)
{
    okr_programme p;
    okr_map_borders b;

    okr_programme_init(&p);
    (void)sample_municipality(&p, "01000000", "Город", 1000.0, 1.0);
    collect(&p, &b);
    assert_int_equal(b.list.count, 0);
    okr_map_borders_done(&b);
    okr_programme_done(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(neighbours_share_one_line),
        cmocka_unit_test(a_town_in_a_hole_borders_only_its_surroundings),
        cmocka_unit_test(an_edge_on_the_antimeridian_is_no_border),
        cmocka_unit_test(a_sliver_between_neighbours_is_no_border_of_the_region),
        cmocka_unit_test(without_polygons_there_are_no_borders),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
