#include "stats/territory.h"

#include <math.h>
#include <stdlib.h>

/* One membership. */
typedef struct pair {
    int municipality, agglomeration;
} pair;

/* What one agglomeration holds of the measure at work. */
struct okr_held {
    size_t parts; /* municipalities of the measure that are members */
    double share[OKR_SHARE_CLASSES];
    double length_m, area_m2;
};

okr_status okr_territories_init(okr_territories *t, const okr_programme *p, okr_error *err)
{
    okr_status status = OKR_OK;

    *t = (okr_territories){.programme = p, .pairs = OKR_VEC(pair)};
    for (size_t i = 0; i < p->members.count && status == OKR_OK; i++) {
        const okr_agglomeration_member *m = OKR_MEMBER(p, i);
        if (okr_member_holds(p, m))
            status =
                okr_vec_append(&t->pairs, &(pair){m->municipality, m->agglomeration}, 1, err);
    }
    if (status == OKR_OK)
        status = okr_buckets_build(&t->by_town, p->municipalities.count, &t->pairs,
                                   offsetof(pair, municipality), err);
    t->held = calloc(p->agglomerations.count + 1, sizeof *t->held);
    return status == OKR_OK && t->held == NULL ? okr_fail_nomem(err) : status;
}

void okr_territories_done(okr_territories *t)
{
    okr_vec_done(&t->pairs);
    okr_buckets_done(&t->by_town);
    free(t->held);
    t->held = NULL;
}

size_t okr_agglomerations_of(const okr_territories *t, int municipality)
{
    return okr_buckets_at(&t->by_town, municipality).count;
}

int okr_agglomeration_of(const okr_territories *t, int municipality, size_t i)
{
    const okr_bucket b = okr_buckets_at(&t->by_town, municipality);

    return OKR_AT(&t->pairs, pair, b.rows[i]).agglomeration;
}

/* The share of a set of municipalities that holds `parts` of a place's, summing to `sum`. */
static double held_share(const okr_place *place, okr_share_class c, size_t parts, double sum)
{
    if (parts == 0)
        return 0.0;
    if (place->of[c].placement != OKR_PLACEMENT_NOT_SPLIT)
        return sum;
    return parts == place->count && place->complete ? 1.0 : (double)NAN;
}

static void whole(okr_entry *e, const okr_place *place)
{
    e->listed = true;
    for (int c = 0; c < OKR_SHARE_CLASSES; c++)
        e->share[c] = 1.0;
    e->length_m = isnan(place->length_m) ? 0.0 : place->length_m;
    e->area_m2 = isnan(place->area_m2) ? 0.0 : place->area_m2;
}

/* What a set of municipalities holds; in_set tells which of the parts are in it. */
static void part_of(okr_entry *e, const okr_place *place, const bool *in_set)
{
    double sum[OKR_SHARE_CLASSES] = {0.0};
    size_t parts = 0;

    for (size_t i = 0; i < place->count; i++) {
        const okr_place_part *part = &place->parts[i];
        if (!in_set[part->municipality])
            continue;
        parts++;
        for (int c = 0; c < OKR_SHARE_CLASSES; c++)
            sum[c] += part->share[c];
        e->length_m += part->length_m;
        e->area_m2 += part->area_m2;
    }
    e->listed = parts > 0;
    for (int c = 0; c < OKR_SHARE_CLASSES; c++)
        e->share[c] = held_share(place, (okr_share_class)c, parts, sum[c]);
}

static bool stands_on(const okr_selection *s, const okr_place *place, bool *alone)
{
    size_t asked = 0;

    for (size_t i = 0; i < place->agglomeration_count; i++)
        asked += s->agglomerations[place->agglomerations[i]];
    *alone = asked == place->agglomeration_count;
    return asked > 0;
}

void okr_entry_total(const okr_selection *s, const okr_place *place, okr_entry *out)
{
    bool alone = false;

    *out = (okr_entry){.key = OKR_KEY_TOTAL};
    if (!okr_selection_has_place(s) ||
        (s->placements & (1U << (unsigned)place->placement)) != 0) {
        whole(out, place);
        return;
    }
    if (place->agglomeration_count == 0 || !stands_on(s, place, &alone)) {
        part_of(out, place, s->municipalities);
        return;
    }
    whole(out, place);
    for (int c = 0; c < OKR_SHARE_CLASSES && !alone; c++)
        out->share[c] = NAN;
}

/* The row of a key, new and empty unless it is there: there are few special rows. */
static okr_entry *row_of(okr_vec *out, int key, okr_error *err)
{
    okr_entry *e = NULL;

    for (size_t i = 0; i < out->count; i++)
        if (OKR_AT(out, okr_entry, i).key == key)
            return &OKR_AT(out, okr_entry, i);
    e = okr_vec_push(out, err);
    if (e != NULL)
        e->key = key;
    return e;
}

static okr_status add_share(okr_vec *out, int key, int c, double share, okr_error *err)
{
    okr_entry *e = NULL;

    if (share == 0.0)
        return OKR_OK;
    e = row_of(out, key, err);
    if (e == NULL)
        return OKR_ERR_NOMEM;
    e->share[c] += share;
    e->listed |= c == OKR_SHARE_COUNT;
    return OKR_OK;
}

static int placement_key(okr_placement placement)
{
    static const int keys[OKR_PLACEMENT_COUNT] = {
        [OKR_PLACEMENT_INSIDE] = OKR_KEY_ELSEWHERE,
        [OKR_PLACEMENT_SPLIT] = OKR_KEY_ELSEWHERE,
        [OKR_PLACEMENT_NOT_SPLIT] = OKR_KEY_NOT_SPLIT,
        [OKR_PLACEMENT_TERRITORY] = OKR_KEY_TERRITORY,
        [OKR_PLACEMENT_REGION] = OKR_KEY_REGION,
        [OKR_PLACEMENT_OUTSIDE] = OKR_KEY_OUTSIDE,
        [OKR_PLACEMENT_UNPLACED] = OKR_KEY_UNPLACED,
    };

    return keys[placement];
}

/* What no municipality holds, class by class. */
static okr_status add_rest(okr_vec *out, const okr_place *place, okr_error *err)
{
    okr_status status = OKR_OK;

    for (int c = 0; c < OKR_SHARE_CLASSES && status == OKR_OK; c++) {
        const okr_class_place *of = &place->of[c];
        const bool shared =
            of->placement == OKR_PLACEMENT_INSIDE || of->placement == OKR_PLACEMENT_SPLIT;
        if (!shared)
            status = add_share(out, placement_key(of->placement), c, 1.0, err);
        if (status == OKR_OK && shared)
            status = add_share(out, OKR_KEY_OUTSIDE, c, of->outside, err);
        if (status == OKR_OK && shared)
            status = add_share(out, OKR_KEY_UNPLACED, c, of->unplaced, err);
    }
    return status;
}

/* What is drawn where no municipality is: outside, or on the territory the measure stands on.
 */
static okr_status add_drawn_rest(okr_vec *out, const okr_place *place, okr_error *err)
{
    const bool municipal = place->count > 0 || place->placement == OKR_PLACEMENT_OUTSIDE;
    const double length = municipal ? place->outside_length_m : place->length_m;
    const double area = municipal ? place->outside_area_m2 : place->area_m2;
    const int key = municipal ? OKR_KEY_OUTSIDE : placement_key(place->placement);
    okr_entry *e = NULL;

    if (!(length > 0.0) && !(area > 0.0))
        return OKR_OK;
    e = row_of(out, key, err);
    if (e == NULL)
        return OKR_ERR_NOMEM;
    e->length_m += length > 0.0 ? length : 0.0;
    e->area_m2 += area > 0.0 ? area : 0.0;
    return OKR_OK;
}

static okr_status by_municipality(const okr_selection *s, const okr_place *place, okr_vec *out,
                                  okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < place->count; i++) {
        const okr_place_part *part = &place->parts[i];
        const bool asked = !okr_selection_has_place(s) || s->municipalities[part->municipality];
        okr_entry *e = asked ? okr_vec_push(out, err) : row_of(out, OKR_KEY_ELSEWHERE, err);
        if (e == NULL)
            return OKR_ERR_NOMEM;
        e->key = asked ? part->municipality : OKR_KEY_ELSEWHERE;
        e->listed = true;
        for (int c = 0; c < OKR_SHARE_CLASSES; c++)
            e->share[c] += part->share[c];
        e->length_m += part->length_m;
        e->area_m2 += part->area_m2;
    }
    status = add_rest(out, place, err);
    return status == OKR_OK ? add_drawn_rest(out, place, err) : status;
}

/* Sum up what each agglomeration holds; municipalities in none are left to the row "none". */
static okr_status hold(okr_territories *t, const okr_place *place, okr_vec *out, okr_error *err)
{
    for (size_t i = 0; i < place->count; i++) {
        const okr_place_part *part = &place->parts[i];
        const size_t n = okr_agglomerations_of(t, part->municipality);
        for (size_t a = 0; a < n; a++) {
            const int key = okr_agglomeration_of(t, part->municipality, a);
            struct okr_held *h = &t->held[key];
            if (h->parts++ == 0 && row_of(out, key, err) == NULL)
                return OKR_ERR_NOMEM;
            for (int c = 0; c < OKR_SHARE_CLASSES; c++)
                h->share[c] += part->share[c];
            h->length_m += part->length_m;
            h->area_m2 += part->area_m2;
        }
    }
    return OKR_OK;
}

static okr_status add_unheld(const okr_territories *t, const okr_place *place, okr_vec *out,
                             okr_error *err)
{
    for (size_t i = 0; i < place->count; i++) {
        const okr_place_part *part = &place->parts[i];
        okr_entry *e = NULL;
        if (okr_agglomerations_of(t, part->municipality) > 0)
            continue;
        e = row_of(out, OKR_KEY_NONE, err);
        if (e == NULL)
            return OKR_ERR_NOMEM;
        e->listed = true;
        for (int c = 0; c < OKR_SHARE_CLASSES; c++)
            e->share[c] += part->share[c];
        e->length_m += part->length_m;
        e->area_m2 += part->area_m2;
    }
    return OKR_OK;
}

/* Move what the agglomerations hold into their rows, and note what they hold wholly. */
static void settle(okr_territories *t, const okr_place *place, okr_vec *out,
                   bool held_whole[OKR_SHARE_CLASSES])
{
    for (size_t i = 0; i < out->count; i++) {
        okr_entry *e = &OKR_AT(out, okr_entry, i);
        struct okr_held *h = &t->held[e->key];
        e->listed = true;
        e->length_m = h->length_m;
        e->area_m2 = h->area_m2;
        for (int c = 0; c < OKR_SHARE_CLASSES; c++) {
            e->share[c] = held_share(place, (okr_share_class)c, h->parts, h->share[c]);
            held_whole[c] |= e->share[c] == 1.0;
        }
        *h = (struct okr_held){0};
    }
}

static okr_status on_agglomerations(const okr_place *place, okr_vec *out, okr_error *err)
{
    for (size_t i = 0; i < place->agglomeration_count; i++) {
        okr_entry *e = row_of(out, place->agglomerations[i], err);
        if (e == NULL)
            return OKR_ERR_NOMEM;
        whole(e, place);
        for (int c = 0; c < OKR_SHARE_CLASSES && place->agglomeration_count > 1; c++)
            e->share[c] = NAN;
    }
    return OKR_OK;
}

/* Not split as a whole, yet wholly within one agglomeration: nothing is left over. */
static okr_status by_agglomeration(okr_territories *t, const okr_place *place, okr_vec *out,
                                   okr_error *err)
{
    bool held_whole[OKR_SHARE_CLASSES] = {false};
    okr_place rest = *place;
    okr_status status = OKR_OK;

    if (place->agglomeration_count == 1)
        return on_agglomerations(place, out, err);
    status = hold(t, place, out, err);
    settle(t, place, out, held_whole);
    if (status == OKR_OK)
        status = on_agglomerations(place, out, err);
    if (status == OKR_OK)
        status = add_unheld(t, place, out, err);
    for (int c = 0; c < OKR_SHARE_CLASSES; c++)
        if (held_whole[c] && rest.of[c].placement == OKR_PLACEMENT_NOT_SPLIT)
            rest.of[c] = (okr_class_place){OKR_PLACEMENT_INSIDE, 0.0, 0.0};
    if (status == OKR_OK)
        status = add_rest(out, &rest, err);
    return status == OKR_OK ? add_drawn_rest(out, place, err) : status;
}

okr_status okr_territory_entries(okr_territories *t, const okr_selection *s,
                                 okr_dimension dimension, const okr_place *place, okr_vec *out,
                                 okr_error *err)
{
    out->count = 0;
    if (dimension == OKR_BY_MUNICIPALITY)
        return by_municipality(s, place, out, err);
    return by_agglomeration(t, place, out, err);
}
