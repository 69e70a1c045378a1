#include "overlay/noding_parts.h"

#include <stdlib.h>

/* Two edges, their numbers, and where the vertices go that they need. */
typedef struct meeting {
    const okr_edge *edges;
    okr_vec *splits;
} meeting;

static double cross(okr_lonlat a, okr_lonlat b, okr_lonlat p)
{
    return (b.lon - a.lon) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lon - a.lon);
}

static bool is_end(const okr_edge *e, okr_lonlat p)
{
    return okr_same(p, e->a) || okr_same(p, e->b);
}

/* Side of p of an edge, with the common case of a shared vertex taken out of the exact sums. */
static int side_or_end(const okr_edge *e, okr_lonlat p)
{
    return is_end(e, p) ? 0 : okr_orient(e->a, e->b, p);
}

static okr_status add_split(const meeting *m, uint32_t edge, okr_lonlat at, okr_error *err)
{
    const okr_edge *e = &m->edges[edge];
    okr_split s = {.edge = edge, .at = at};

    if (is_end(e, at))
        return OKR_OK;
    s.along = (e->b.lon - e->a.lon) * (at.lon - e->a.lon) +
              (e->b.lat - e->a.lat) * (at.lat - e->a.lat);
    return okr_vec_append(m->splits, &s, 1, err);
}

/* A vertex p that is on the line of an edge, and between its ends, splits it. */
static okr_status touch(const meeting *m, int side, uint32_t edge, okr_lonlat p, okr_error *err)
{
    const okr_edge *e = &m->edges[edge];

    if (side != 0 || !okr_before(e->a, p) || !okr_before(p, e->b))
        return OKR_OK;
    return add_split(m, edge, p, err);
}

static double on_lattice(double lattice, double x)
{
    return lattice > 0.0 ? nearbyint(x / lattice) * lattice : x;
}

static okr_lonlat crossing(double lattice, const okr_edge *e, const okr_edge *f)
{
    double d1 = cross(e->a, e->b, f->a);
    double d2 = cross(e->a, e->b, f->b);
    double t = d1 / (d1 - d2);

    return (okr_lonlat){on_lattice(lattice, f->a.lon + t * (f->b.lon - f->a.lon)),
                        on_lattice(lattice, f->a.lat + t * (f->b.lat - f->a.lat))};
}

/* Neighbours on a ring have one end in common, and meet again only if both lie on one line. */
static bool only_chained(const okr_edge *e, const okr_edge *f)
{
    okr_lonlat free_end = f->b;

    if (is_end(e, f->b))
        free_end = f->a;
    else if (!is_end(e, f->a))
        return false;
    return !is_end(e, free_end) && okr_orient(e->a, e->b, free_end) != 0;
}

okr_status okr_edges_meet(const okr_edge *edges, uint32_t i, uint32_t j, double lattice,
                          okr_vec *splits, okr_error *err)
{
    const meeting m = {.edges = edges, .splits = splits};
    const okr_edge *e = &edges[i];
    const okr_edge *f = &edges[j];
    int fa = 0;
    int fb = 0;
    int ea = 0;
    int eb = 0;
    okr_status status = OKR_OK;

    if (only_chained(e, f))
        return OKR_OK;
    fa = side_or_end(e, f->a);
    fb = side_or_end(e, f->b);
    if (fa * fb > 0)
        return OKR_OK;
    ea = side_or_end(f, e->a);
    eb = side_or_end(f, e->b);
    if (fa * fb < 0 && ea * eb < 0) {
        okr_lonlat x = crossing(lattice, e, f);
        status = add_split(&m, i, x, err);
        return status == OKR_OK ? add_split(&m, j, x, err) : status;
    }
    status = touch(&m, fa, i, f->a, err);
    if (status == OKR_OK)
        status = touch(&m, fb, i, f->b, err);
    if (status == OKR_OK)
        status = touch(&m, ea, j, e->a, err);
    return status == OKR_OK ? touch(&m, eb, j, e->b, err) : status;
}

static int compare_splits(const void *x, const void *y)
{
    const okr_split *a = x;
    const okr_split *b = y;

    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    if (a->along < b->along || a->along > b->along)
        return a->along < b->along ? -1 : 1;
    if (okr_before(a->at, b->at))
        return -1;
    return okr_before(b->at, a->at) ? 1 : 0;
}

void okr_splits_sort(okr_vec *splits)
{
    if (splits->count > 1) /* an empty vector has no data, which qsort must not be given */
        qsort(splits->data, splits->count, sizeof(okr_split), compare_splits);
}
