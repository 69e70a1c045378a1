/* Groups stand where their items stand, unless they say where they stand themselves. */
#include "link/places.h"

#include "model/bucket.h"

#include <math.h>
#include <stdlib.h>

typedef struct heir {
    okr_places *places;
    const okr_programme *programme;
    okr_buckets children; /* by parent */
    bool *done;           /* owned, by measure */
    okr_vec found;        /* okr_place_part: of the group at work */
} heir;

/* What the members of a group have in common. */
typedef struct common {
    size_t members, located, inside, complete;
    int municipality;        /* of the first one inside */
    bool one;                /* all inside ones are in it */
    okr_placement placement; /* of the members that are not located */
    bool mixed;
} common;

static bool needs(const heir *h, int measure)
{
    return OKR_MEASURE(h->programme, measure)->role == OKR_ROLE_GROUP && !h->done[measure] &&
           h->places->records[measure].place.placement == OKR_PLACEMENT_UNPLACED;
}

static bool is_member(const okr_measure *m)
{
    return m->role == OKR_ROLE_ITEM || m->role == OKR_ROLE_GROUP;
}

static void add_member(common *c, const okr_place *place, const okr_place_part *parts)
{
    c->members++;
    if (parts != NULL) {
        c->located++;
        c->complete += place->complete;
        if (place->placement == OKR_PLACEMENT_INSIDE) {
            c->one = c->inside == 0 || (c->one && c->municipality == parts->municipality);
            c->municipality = parts->municipality;
            c->inside++;
        }
        return;
    }
    c->mixed |= c->members - c->located > 1 && c->placement != place->placement;
    c->placement = place->placement;
}

static int by_municipality(const void *a, const void *b)
{
    const int x = ((const okr_place_part *)a)->municipality;
    const int y = ((const okr_place_part *)b)->municipality;
    return (x > y) - (x < y);
}

static void unshare(okr_place_part *part, double share)
{
    for (int c = 0; c < OKR_SHARE_CLASSES; c++)
        part->share[c] = share;
    part->length_m = 0.0;
    part->area_m2 = 0.0;
}

/* The union of the members' municipalities, appended to the pool. */
static okr_status union_parts(heir *h, okr_place_record *record, double share, okr_error *err)
{
    record->first_part = h->places->parts.count;
    qsort(h->found.data, h->found.count, h->found.item_size, by_municipality);
    for (size_t i = 0; i < h->found.count; i++) {
        okr_place_part part = OKR_AT(&h->found, okr_place_part, i);
        if (i > 0 && OKR_AT(&h->found, okr_place_part, i - 1).municipality == part.municipality)
            continue;
        unshare(&part, share);
        okr_status status = okr_vec_append(&h->places->parts, &part, 1, err);
        if (status != OKR_OK)
            return status;
        record->place.count++;
    }
    return OKR_OK;
}

static okr_placement placement_of(const common *c)
{
    if (c->located > 0)
        return c->one && c->inside == c->members ? OKR_PLACEMENT_INSIDE
                                                 : OKR_PLACEMENT_NOT_SPLIT;
    if (c->members == 0 || c->mixed)
        return OKR_PLACEMENT_UNPLACED;
    return c->placement;
}

static void set_placement(okr_place *place, okr_placement placement)
{
    const double outside = placement == OKR_PLACEMENT_OUTSIDE ? 1.0 : 0.0;
    const double unplaced = placement == OKR_PLACEMENT_UNPLACED ? 1.0 : 0.0;

    place->placement = placement;
    for (int c = 0; c < OKR_SHARE_CLASSES; c++)
        place->of[c] = (okr_class_place){placement, outside, unplaced};
}

static okr_status collect(heir *h, int measure, common *c, okr_error *err)
{
    const okr_bucket rows = okr_buckets_at(&h->children, measure);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < rows.count && status == OKR_OK; i++) {
        const okr_place_record *r = &h->places->records[rows.rows[i]];
        const okr_place_part *parts = NULL;
        if (!is_member(OKR_MEASURE(h->programme, rows.rows[i])))
            continue;
        if (r->place.count > 0)
            parts = &OKR_AT(&h->places->parts, okr_place_part, r->first_part);
        add_member(c, &r->place, parts);
        status = okr_vec_append(&h->found, parts, r->place.count, err);
    }
    return status;
}

static okr_status inherit(heir *h, int measure, okr_error *err)
{
    const okr_bucket rows = okr_buckets_at(&h->children, measure);
    okr_place_record *record = &h->places->records[measure];
    okr_status status = OKR_OK;
    common c = {0};

    h->done[measure] = true;
    for (size_t i = 0; i < rows.count && status == OKR_OK; i++)
        if (needs(h, rows.rows[i]))
            status = inherit(h, rows.rows[i], err);
    h->found.count = 0;
    if (status == OKR_OK)
        status = collect(h, measure, &c, err);
    if (status != OKR_OK || c.members == 0)
        return status;
    const okr_placement placement = placement_of(&c);
    set_placement(&record->place, placement);
    record->place.complete = c.complete == c.members;
    return c.located == 0
               ? OKR_OK
               : union_parts(h, record, placement == OKR_PLACEMENT_INSIDE ? 1.0 : (double)NAN,
                             err);
}

okr_status okr_places_inherit(okr_places *places, const okr_programme *p, okr_error *err)
{
    heir h = {.places = places, .programme = p, .found = OKR_VEC(okr_place_part)};
    okr_status status = okr_buckets_build(&h.children, p->measures.count, &p->measures,
                                          offsetof(okr_measure, parent), err);

    h.done = calloc(p->measures.count + 1, sizeof *h.done);
    if (status == OKR_OK && h.done == NULL)
        status = okr_fail_nomem(err);
    for (size_t m = 0; m < places->count && status == OKR_OK; m++)
        if (needs(&h, (int)m))
            status = inherit(&h, (int)m, err);
    okr_buckets_done(&h.children);
    okr_vec_done(&h.found);
    free(h.done);
    return status;
}
