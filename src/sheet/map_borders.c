#include "sheet/map_borders.h"

#include <math.h>
#include <stdlib.h>

/* An edge of a ring; a is the smaller end, so that both neighbours write it alike. */
typedef struct edge {
    okr_lonlat a, b;
    int municipality;
    size_t order; /* in which rings were read */
    int other;    /* municipality on the far side, -1 none */
    bool flipped; /* the ring runs from b to a */
} edge;

static int compare_ends(okr_lonlat p, okr_lonlat q)
{
    if (p.lon != q.lon)
        return p.lon < q.lon ? -1 : 1;
    return (p.lat > q.lat) - (p.lat < q.lat);
}

static int compare_edges(const void *a, const void *b)
{
    const edge *p = a;
    const edge *q = b;
    int order = compare_ends(p->a, q->a);

    if (order == 0)
        order = compare_ends(p->b, q->b);
    return order != 0 ? order : (p->order > q->order) - (p->order < q->order);
}

static int compare_order(const void *a, const void *b)
{
    const edge *p = a;
    const edge *q = b;

    return (p->order > q->order) - (p->order < q->order);
}

static bool on_antimeridian(okr_lonlat p)
{
    return fabs(fabs(p.lon) - 180.0) < 1e-9;
}

static okr_status add_ring(okr_vec *edges, int municipality, const okr_lonlat *ring, size_t n,
                           okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < n && status == OKR_OK; i++) {
        const okr_lonlat from = ring[i];
        const okr_lonlat to = ring[i + 1 < n ? i + 1 : 0];
        const bool flipped = compare_ends(from, to) > 0;
        const edge e = {.a = flipped ? to : from,
                        .b = flipped ? from : to,
                        .municipality = municipality,
                        .order = edges->count,
                        .other = -1,
                        .flipped = flipped};
        if (compare_ends(from, to) != 0)
            status = okr_vec_append(edges, &e, 1, err);
    }
    return status;
}

static okr_status add_polygon(okr_vec *edges, int municipality, okr_wkb polygon, okr_error *err)
{
    okr_wkb_reader reader = {0};
    okr_part part;
    bool more = polygon.size > 0;
    okr_status status = OKR_OK;

    okr_wkb_start(&reader, polygon);
    while (status == OKR_OK && more) {
        size_t start = 0;
        status = okr_wkb_next(&reader, &part, &more, err);
        for (size_t r = 0; status == OKR_OK && more && r < part.rings; r++) {
            status = add_ring(edges, municipality, part.points + start,
                              part.ring_ends[r] - start, err);
            start = part.ring_ends[r];
        }
    }
    okr_wkb_reader_done(&reader);
    return status;
}

static bool same_edge(const edge *p, const edge *q)
{
    return compare_ends(p->a, q->a) == 0 && compare_ends(p->b, q->b) == 0;
}

/* Edges sorted by their ends: twins stand side by side. */
static void find_twins(okr_vec *edges)
{
    for (size_t i = 0; i + 1 < edges->count; i++) {
        edge *p = &OKR_AT(edges, edge, i);
        edge *q = &OKR_AT(edges, edge, i + 1);
        if (same_edge(p, q) && p->municipality != q->municipality) {
            p->other = q->municipality;
            q->other = p->municipality;
        }
    }
}

static void widen(okr_box *box, okr_lonlat p)
{
    box->lon_min = fmin(box->lon_min, p.lon);
    box->lon_max = fmax(box->lon_max, p.lon);
    box->lat_min = fmin(box->lat_min, p.lat);
    box->lat_max = fmax(box->lat_max, p.lat);
}

/* The stretch that an edge goes on with, or a new one. */
static okr_map_border *stretch_of(okr_map_borders *borders, const edge *e, okr_lonlat from,
                                  okr_error *err)
{
    okr_map_border *border = NULL;

    if (borders->list.count > 0) {
        const okr_lonlat last = OKR_AT(&borders->points, okr_lonlat, borders->points.count - 1);
        border = &OKR_AT(&borders->list, okr_map_border, borders->list.count - 1);
        if (border->one == e->municipality && border->other == e->other &&
            compare_ends(last, from) == 0)
            return border;
    }
    border = okr_vec_push(&borders->list, err);
    if (border == NULL)
        return NULL;
    *border = (okr_map_border){.first = borders->points.count,
                               .one = e->municipality,
                               .other = e->other,
                               .box = {from.lon, from.lat, from.lon, from.lat}};
    border->count = 1;
    return okr_vec_append(&borders->points, &from, 1, err) == OKR_OK ? border : NULL;
}

/* Edges in the order of their rings; a shared one belongs to the smaller index. */
static okr_status join(okr_map_borders *borders, const okr_vec *edges, okr_error *err)
{
    for (size_t i = 0; i < edges->count; i++) {
        const edge *e = &OKR_AT(edges, edge, i);
        const okr_lonlat from = e->flipped ? e->b : e->a;
        const okr_lonlat to = e->flipped ? e->a : e->b;
        okr_map_border *border = NULL;

        if ((e->other >= 0 && e->other < e->municipality) ||
            (on_antimeridian(from) && on_antimeridian(to)))
            continue;
        border = stretch_of(borders, e, from, err);
        if (border == NULL || okr_vec_append(&borders->points, &to, 1, err) != OKR_OK)
            return OKR_ERR_NOMEM;
        border->count++;
        widen(&border->box, to);
    }
    return OKR_OK;
}

/* Which municipality holds a position, -1 none: even-odd over the edges of each. */
static int owner_of(const okr_vec *edges, okr_lonlat p, bool *inside, size_t n)
{
    int owner = -1;

    for (size_t i = 0; i < n; i++)
        inside[i] = false;
    for (size_t i = 0; i < edges->count; i++) {
        const edge *e = &OKR_AT(edges, edge, i);
        if ((e->a.lat > p.lat) != (e->b.lat > p.lat) &&
            p.lon <
                (e->b.lon - e->a.lon) * (p.lat - e->a.lat) / (e->b.lat - e->a.lat) + e->a.lon)
            inside[e->municipality] = !inside[e->municipality];
    }
    for (size_t i = 0; i < n && owner < 0; i++)
        owner = inside[i] ? (int)i : -1;
    return owner;
}

/* Where neighbours leave a sliver between them, or overlap by one, no edge has a twin; but a
 * step aside on both sides is somebody's land, so it is no border of the region. */
static void find_other_side(okr_map_borders *borders, const okr_vec *edges,
                            okr_map_border *border, bool *inside, size_t n)
{
    const double aside = 0.003; /* degrees, some 300 m: wider than slivers are */
    const size_t middle = border->first + (border->count - 1) / 2;
    const okr_lonlat a = OKR_AT(&borders->points, okr_lonlat, middle);
    const okr_lonlat b = OKR_AT(&borders->points, okr_lonlat, middle + 1);
    const double length = hypot(b.lon - a.lon, b.lat - a.lat);
    const double x = -(b.lat - a.lat) / length * aside;
    const double y = (b.lon - a.lon) / length * aside;
    const okr_lonlat m = {(a.lon + b.lon) / 2.0, (a.lat + b.lat) / 2.0};
    const int left = owner_of(edges, (okr_lonlat){m.lon + x, m.lat + y}, inside, n);
    const int right = owner_of(edges, (okr_lonlat){m.lon - x, m.lat - y}, inside, n);

    if (left >= 0 && right >= 0)
        border->other = left == border->one ? right : left;
}

static okr_status find_other_sides(okr_map_borders *borders, const okr_vec *edges, size_t n,
                                   okr_error *err)
{
    bool *inside = calloc(n + 1, sizeof *inside);

    if (inside == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < borders->list.count; i++) {
        okr_map_border *border = &OKR_AT(&borders->list, okr_map_border, i);
        if (border->other < 0)
            find_other_side(borders, edges, border, inside, n);
    }
    free(inside);
    return OKR_OK;
}

okr_status okr_map_borders_collect(okr_map_borders *borders, const okr_programme *programme,
                                   okr_error *err)
{
    okr_vec edges = OKR_VEC(edge);
    okr_status status = OKR_OK;

    *borders =
        (okr_map_borders){.points = OKR_VEC(okr_lonlat), .list = OKR_VEC(okr_map_border)};
    for (size_t i = 0; i < programme->municipalities.count && status == OKR_OK; i++)
        status = add_polygon(&edges, (int)i, OKR_MUNICIPALITY(programme, i)->polygon, err);
    if (status == OKR_OK && edges.count > 0) {
        qsort(edges.data, edges.count, sizeof(edge), compare_edges);
        find_twins(&edges);
        qsort(edges.data, edges.count, sizeof(edge), compare_order);
        status = join(borders, &edges, err);
        if (status == OKR_OK)
            status = find_other_sides(borders, &edges, programme->municipalities.count, err);
    }
    okr_vec_done(&edges);
    return status;
}

void okr_map_borders_done(okr_map_borders *borders)
{
    okr_vec_done(&borders->points);
    okr_vec_done(&borders->list);
}
