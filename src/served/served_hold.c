/* Which areas of a set hold a place: by the even-odd rule, polygon by polygon. */
#include "geo/orient.h"
#include "served/served_set.h"

typedef struct holder {
    const okr_served_set *set;
    okr_lonlat p;
    okr_holder_fn *visit;
    void *user;
} holder;

bool okr_ring_holds(const okr_lonlat *ring, size_t n, okr_lonlat p)
{
    bool odd = false;

    for (size_t i = 0, j = n - 1; i < n; j = i++) {
        if ((ring[i].lat > p.lat) == (ring[j].lat > p.lat))
            continue;
        /* p is west of an edge that it lies left of, when the edge runs north. */
        odd ^= okr_orient(ring[j], ring[i], p) == (ring[i].lat > ring[j].lat ? 1 : -1);
    }
    return odd;
}

static okr_status ask_polygon(void *user, uint32_t index, okr_error *err)
{
    const holder *h = user;
    const okr_served_polygon *polygon = &OKR_AT(&h->set->polygons, okr_served_polygon, index);
    const okr_lonlat *points = &OKR_AT(&h->set->points, okr_lonlat, polygon->first_point);
    const size_t *ends = &OKR_AT(&h->set->ring_ends, size_t, polygon->first_ring);
    bool odd = false;
    size_t first = 0;

    (void)err;
    for (size_t i = 0; i < polygon->rings; i++) {
        odd ^= okr_ring_holds(points + first, ends[i] - first, h->p);
        first = ends[i];
    }
    if (odd)
        h->visit(h->user, polygon->source);
    return OKR_OK;
}

/* The same place has several longitudes: what crosses the antimeridian may go beyond 180. */
void okr_served_set_holders(const okr_served_set *set, okr_lonlat p, okr_holder_fn *visit,
                            void *user)
{
    holder h = {.set = set, .p = p, .visit = visit, .user = user};

    for (int turn = -1; turn <= 1 && set->polygons.count > 0; turn++) {
        okr_box box = {p.lon + 360.0 * turn, p.lat, p.lon + 360.0 * turn, p.lat};
        h.p.lon = box.lon_min;
        if (okr_box_tree_query(set->polygon_tree, &box, ask_polygon, &h, NULL) != OKR_OK)
            break;
    }
}

typedef struct held {
    const double *reach;
    bool any;
} held;

static void hold(void *user, uint32_t source)
{
    held *h = user;

    h->any = h->any || h->reach[source] >= 0.0;
}

bool okr_served_set_holds(const okr_served_set *set, const double *reach, okr_lonlat p)
{
    held h = {.reach = reach};

    okr_served_set_holders(set, p, hold, &h);
    return h.any;
}
