#include "overlay/coverage.h"

#include "overlay/arrangement.h"

#include <stdlib.h>

/* A border edge in the direction that has the outside on its left. */
typedef struct way {
    okr_lonlat from, to;
    int32_t face; /* on the right */
    size_t next;  /* the way that follows round the outside */
    bool done;
} way;

/* A closed run of ways. */
typedef struct cycle {
    size_t first;   /* a way of it, the one with the first vertex by lon and lat */
    double area_m2; /* positive round a gap, negative round polygons */
    okr_box box;
    int32_t neighbour;
    double islands_m2; /* polygons inside of the gap */
} cycle;

typedef struct survey {
    const okr_territory_index *index;
    okr_area_frame frame;
    double *face_m2;     /* owned: area of each face */
    okr_lonlat *face_at; /* owned: a vertex of each face */
    okr_vec ways;        /* way, sorted by from */
    okr_vec cycles;      /* cycle */
} survey;

static bool before(okr_lonlat a, okr_lonlat b)
{
    return a.lon < b.lon || (a.lon <= b.lon && a.lat < b.lat);
}

static bool same(okr_lonlat a, okr_lonlat b)
{
    return !before(a, b) && !before(b, a);
}

void okr_coverage_done(okr_coverage *coverage)
{
    if (coverage == NULL)
        return;
    free(coverage->overlaps);
    free(coverage->gaps);
    *coverage = (okr_coverage){0};
}

static void add_side(survey *s, okr_sum *sums, int32_t face, const okr_edge *e, double m2)
{
    if (face < 0)
        return;
    okr_sum_add(&sums[face], m2);
    if (before(e->a, s->face_at[face]))
        s->face_at[face] = e->a;
}

/* Areas of all faces: each edge enters the face on its left and leaves that on its right. */
static okr_status measure_faces(survey *s, okr_error *err)
{
    size_t faces = okr_territory_index_faces(s->index);
    const okr_edge *edges = s->index->edges.data;
    okr_sum *sums = calloc(faces + 1, sizeof *sums);

    s->face_m2 = calloc(faces + 1, sizeof *s->face_m2);
    s->face_at = calloc(faces + 1, sizeof *s->face_at);
    if (sums == NULL || s->face_m2 == NULL || s->face_at == NULL) {
        free(sums);
        return okr_fail_nomem(err);
    }
    for (size_t f = 0; f < faces; f++)
        s->face_at[f] = (okr_lonlat){1e9, 1e9};
    for (size_t i = 0; i < s->index->edges.count; i++) {
        double m2 = okr_edge_area(&s->frame, edges[i].a, edges[i].b);
        add_side(s, sums, edges[i].left, &edges[i], m2);
        add_side(s, sums, edges[i].right, &edges[i], -m2);
    }
    for (size_t f = 0; f < faces; f++)
        s->face_m2[f] = okr_sum_value(&sums[f]);
    free(sums);
    return OKR_OK;
}

static void survey_done(survey *s)
{
    free(s->face_m2);
    free(s->face_at);
    okr_vec_done(&s->ways);
    okr_vec_done(&s->cycles);
}

static okr_status survey_init(survey *s, const okr_territory_index *index, okr_error *err)
{
    *s = (survey){.index = index, .ways = OKR_VEC(way), .cycles = OKR_VEC(cycle)};
    okr_area_frame_init(&s->frame, index->box.lat_min, index->box.lat_max);
    return measure_faces(s, err);
}

okr_status okr_coverage_areas(const okr_territory_index *index, double *m2, okr_error *err)
{
    survey s;
    okr_status status = survey_init(&s, index, err);

    for (size_t i = 0; status == OKR_OK && i < index->polygons; i++)
        m2[i] = 0.0;
    for (size_t f = 0; status == OKR_OK && f < okr_territory_index_faces(index); f++) {
        okr_owners owners = okr_territory_index_owners(index, (int32_t)f);
        for (size_t i = 0; i < owners.count; i++)
            m2[owners.polygons[i]] += s.face_m2[f];
    }
    survey_done(&s);
    return status;
}

static okr_status add_pairs(okr_vec *overlaps, okr_owners owners, double m2, okr_lonlat at,
                            okr_error *err)
{
    for (size_t i = 0; i < owners.count; i++)
        for (size_t j = i + 1; j < owners.count; j++) {
            okr_coverage_overlap *o = okr_vec_push(overlaps, err);
            if (o == NULL)
                return OKR_ERR_NOMEM;
            *o = (okr_coverage_overlap){owners.polygons[i], owners.polygons[j], m2, at};
        }
    return OKR_OK;
}

static int compare_overlaps(const void *x, const void *y)
{
    const okr_coverage_overlap *a = x;
    const okr_coverage_overlap *b = y;

    if (a->a != b->a)
        return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

/* One row per pair, whatever number of faces the pair shares. */
static void merge_overlaps(okr_coverage *coverage)
{
    okr_coverage_overlap *all = coverage->overlaps;
    size_t kept = 0;

    for (size_t i = 0; i < coverage->overlap_count; i++) {
        if (kept > 0 && compare_overlaps(&all[kept - 1], &all[i]) == 0) {
            all[kept - 1].area_m2 += all[i].area_m2;
            if (before(all[i].at, all[kept - 1].at))
                all[kept - 1].at = all[i].at;
        } else {
            all[kept++] = all[i];
        }
    }
    coverage->overlap_count = kept;
    for (size_t i = 0; i < kept; i++)
        coverage->overlap_m2 += all[i].area_m2;
}

static okr_status find_overlaps(survey *s, okr_coverage *coverage, okr_error *err)
{
    okr_vec overlaps = OKR_VEC(okr_coverage_overlap);
    okr_status status = OKR_OK;

    for (size_t f = 0; f < okr_territory_index_faces(s->index); f++)
        coverage->union_m2 += s->face_m2[f];
    for (size_t f = s->index->polygons;
         status == OKR_OK && f < okr_territory_index_faces(s->index); f++)
        status = add_pairs(&overlaps, okr_territory_index_owners(s->index, (int32_t)f),
                           s->face_m2[f], s->face_at[f], err);
    coverage->overlaps = overlaps.data; /* moved */
    coverage->overlap_count = overlaps.count;
    if (overlaps.count > 1)
        qsort(overlaps.data, overlaps.count, sizeof *coverage->overlaps, compare_overlaps);
    merge_overlaps(coverage);
    return status;
}

static int compare_ways(const void *x, const void *y)
{
    const way *a = x;
    const way *b = y;

    if (!same(a->from, b->from))
        return before(a->from, b->from) ? -1 : 1;
    if (!same(a->to, b->to))
        return before(a->to, b->to) ? -1 : 1;
    return 0;
}

static okr_status collect_ways(survey *s, okr_error *err)
{
    const okr_edge *edges = s->index->edges.data;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < s->index->edges.count; i++) {
        const okr_edge *e = &edges[i];
        way w = {.from = e->a, .to = e->b, .face = e->right};
        if (e->left >= 0)
            w = (way){.from = e->b, .to = e->a, .face = e->left};
        if ((e->left < 0) != (e->right < 0))
            status = okr_vec_append(&s->ways, &w, 1, err);
    }
    if (s->ways.count > 1)
        qsort(s->ways.data, s->ways.count, sizeof(way), compare_ways);
    return status;
}

static size_t first_from(const survey *s, okr_lonlat p)
{
    const way *ways = s->ways.data;
    size_t low = 0;
    size_t high = s->ways.count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (before(ways[middle].from, p))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Turning clockwise about v from the direction of `back`, is `a` met before `b`? */
static bool met_before(okr_lonlat v, okr_lonlat back, okr_lonlat a, okr_lonlat b)
{
    int side_a = okr_orient(v, back, a);
    int side_b = okr_orient(v, back, b);
    int half_a = side_a < 0 ? 0 : 1;
    int half_b = side_b < 0 ? 0 : 1;

    if (half_a != half_b)
        return half_a < half_b;
    return okr_orient(v, a, b) < 0;
}

/* Of the ways that leave the end of a way, the one that keeps the same piece of outside on its
 * left: the first in a clockwise turn from where it came. */
static void link_ways(survey *s)
{
    way *ways = s->ways.data;
    size_t n = s->ways.count;

    for (size_t i = 0; i < n; i++) {
        size_t j = first_from(s, ways[i].to);
        size_t best = j;
        for (; j < n && same(ways[j].from, ways[i].to); j++)
            if (j != best && met_before(ways[i].to, ways[i].from, ways[j].to, ways[best].to))
                best = j;
        ways[i].next = best;
    }
}

static void widen(okr_box *box, okr_lonlat p)
{
    box->lon_min = fmin(box->lon_min, p.lon);
    box->lat_min = fmin(box->lat_min, p.lat);
    box->lon_max = fmax(box->lon_max, p.lon);
    box->lat_max = fmax(box->lat_max, p.lat);
}

static cycle follow(survey *s, size_t first)
{
    way *ways = s->ways.data;
    okr_sum m2 = {0};
    cycle c = {.first = first, .box = {1e9, 1e9, -1e9, -1e9}, .neighbour = INT32_MAX};

    for (size_t i = first; i < s->ways.count && !ways[i].done; i = ways[i].next) {
        okr_owners owners = okr_territory_index_owners(s->index, ways[i].face);
        ways[i].done = true;
        okr_sum_add(&m2, okr_edge_area(&s->frame, ways[i].from, ways[i].to));
        widen(&c.box, ways[i].from);
        if (owners.count > 0 && owners.polygons[0] < c.neighbour)
            c.neighbour = owners.polygons[0];
    }
    c.area_m2 = okr_sum_value(&m2);
    return c;
}

static okr_status find_cycles(survey *s, okr_error *err)
{
    okr_status status = collect_ways(s, err);

    if (status != OKR_OK)
        return status;
    link_ways(s);
    for (size_t i = 0; status == OKR_OK && i < s->ways.count; i++) {
        cycle c;
        if (OKR_AT(&s->ways, way, i).done)
            continue;
        c = follow(s, i);
        status = okr_vec_append(&s->cycles, &c, 1, err);
    }
    return status;
}

static bool cycle_holds(const survey *s, const cycle *c, okr_lonlat p)
{
    const way *ways = s->ways.data;
    bool inside = false;
    size_t i = c->first;

    if (p.lon < c->box.lon_min || p.lon > c->box.lon_max || p.lat < c->box.lat_min ||
        p.lat > c->box.lat_max)
        return false;
    do {
        const way *w = &ways[i];
        bool rises = w->to.lon > p.lon;
        if ((w->from.lon > p.lon) != rises && (okr_side(w->from, w->to, p) < 0) == rises)
            inside = !inside;
        i = w->next;
    } while (i != c->first);
    return inside;
}

/* Polygons inside of a gap take their area off the smallest gap round them. */
static void subtract_islands(survey *s)
{
    cycle *cycles = s->cycles.data;

    for (size_t i = 0; i < s->cycles.count; i++) {
        okr_lonlat p = OKR_AT(&s->ways, way, cycles[i].first).from;
        cycle *around = NULL;
        if (cycles[i].area_m2 > 0.0)
            continue;
        for (size_t j = 0; j < s->cycles.count; j++)
            if (cycles[j].area_m2 > 0.0 && cycle_holds(s, &cycles[j], p) &&
                (around == NULL || cycles[j].area_m2 < around->area_m2))
                around = &cycles[j];
        if (around != NULL)
            around->islands_m2 -= cycles[i].area_m2;
    }
}

static okr_status find_gaps(survey *s, okr_coverage *coverage, okr_error *err)
{
    const cycle *cycles = NULL;
    okr_status status = find_cycles(s, err);

    if (status != OKR_OK)
        return status;
    subtract_islands(s);
    cycles = s->cycles.data;
    coverage->gaps = calloc(s->cycles.count + 1, sizeof *coverage->gaps);
    if (coverage->gaps == NULL)
        return okr_fail_nomem(err);
    /* Ways are sorted, so cycles and gaps are by their first vertex. */
    for (size_t i = 0; i < s->cycles.count; i++) {
        okr_coverage_gap gap = {.area_m2 = cycles[i].area_m2 - cycles[i].islands_m2,
                                .at = OKR_AT(&s->ways, way, cycles[i].first).from,
                                .neighbour = cycles[i].neighbour};
        if (!(cycles[i].area_m2 > 0.0))
            continue;
        coverage->gaps[coverage->gap_count++] = gap;
        coverage->gap_m2 += gap.area_m2;
    }
    return OKR_OK;
}

okr_status okr_coverage_examine(const okr_territory_index *index, okr_coverage *coverage,
                                okr_error *err)
{
    survey s;
    okr_status status = survey_init(&s, index, err);

    *coverage = (okr_coverage){0};
    if (status == OKR_OK)
        status = find_overlaps(&s, coverage, err);
    if (status == OKR_OK)
        status = find_gaps(&s, coverage, err);
    if (status != OKR_OK)
        okr_coverage_done(coverage);
    survey_done(&s);
    return status;
}
