/**
 * What the tests of shares have in common.
 */
#ifndef OKR_TEST_SHARE_CHECKS_H
#define OKR_TEST_SHARE_CHECKS_H

#include "geo/shapes.h"
#include "overlay/share.h"
#include "test.h"

/* Relative room for sums: the promise of geo/share.h. */
#define CLOSES 1e-12

static inline okr_share *new_share(const okr_territory_index *index, bool partition)
{
    okr_share_options options = {.partition = partition};
    okr_share *share = NULL;
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_share_new(index, &options, &share, &err));
    return share;
}

static inline okr_share_result measure(okr_share *share, const shape *s)
{
    okr_share_result result = {0};
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_share_measure(share, shape_wkb(s), &result, &err));
    return result;
}

/* The pieces less what was counted more than once are the whole. */
static inline void assert_closes(const okr_share_result *r)
{
    long double length = -(long double)r->repeated.length_m;
    long double area = -(long double)r->repeated.area_m2;
    size_t points = 0;

    for (size_t i = 0; i < r->count; i++) {
        points += r->pieces[i].points;
        length += r->pieces[i].length_m;
        area += r->pieces[i].area_m2;
        assert_true(r->pieces[i].length_m >= 0.0);
        assert_true(i == 0 || r->pieces[i - 1].polygon < r->pieces[i].polygon);
    }
    assert_int_equal(points - r->repeated.points, r->total.points);
    assert_near((double)length, r->total.length_m, CLOSES * r->total.length_m);
    assert_near((double)area, r->total.area_m2, CLOSES * r->total.area_m2);
}

static inline const okr_share_piece *piece_of(const okr_share_result *r, int32_t polygon)
{
    static const okr_share_piece none = {0};

    for (size_t i = 0; i < r->count; i++)
        if (r->pieces[i].polygon == polygon)
            return &r->pieces[i];
    return &none;
}

/* Polygons, their index, and what measures shares over them. */
typedef struct ground {
    coverage c;
    okr_territory_index *index;
    okr_share *share;
} ground;

/* The polygons are there already; the rest is made of them. */
static inline void ground_open(ground *g, bool partition)
{
    g->index = coverage_index(&g->c);
    g->share = new_share(g->index, partition);
}

static inline void ground_done(ground *g)
{
    okr_share_free(g->share);
    okr_territory_index_free(g->index);
    coverage_done(&g->c);
}

static inline coverage two_boxes(void)
{
    coverage c;

    coverage_alloc(&c, 2);
    shape_box(&c.shapes[0], 80, 50, 81, 51);
    shape_box(&c.shapes[1], 81, 50, 82, 51);
    return c;
}

#endif
