#include "model/drawing.h"

#include <math.h>

static const okr_word waitings[] = {
    [OKR_WAITING_NOT] = {"", "", ""},
    [OKR_WAITING_UNPLACED] = {"unplaced", "место не известно", "place not known"},
    [OKR_WAITING_NAMED] = {"named", "место названо, не нанесено", "named, not drawn"},
    [OKR_WAITING_APPROXIMATE] = {"approximate", "нанесено приблизительно",
                                 "drawn approximately"},
};
const okr_vocabulary okr_waitings = {"waiting", waitings, OKR_WAITING_COUNT};

/* What the locations of a measure say together. */
typedef struct said {
    bool exact, approximate; /* drawn so */
    bool named;              /* a municipality or settlement */
    bool divided;            /* by stated portions, which a drawing would only blur */
    bool elsewhere;          /* the whole region, or outside it */
    int own, own_count;      /* location by the programme's own words */
    int other, other_count;  /* by knowledge from elsewhere */
} said;

static bool is_own(okr_basis basis)
{
    return basis == OKR_BASIS_STATED || basis == OKR_BASIS_NAME_IMPLIED ||
           basis == OKR_BASIS_UNKNOWN;
}

static void hear(said *s, const okr_location *l, int row)
{
    const bool drawn = l->geometry.size > 0 && !l->display_only;

    s->exact |= drawn && l->exactness != OKR_EXACTNESS_APPROXIMATE;
    s->approximate |= drawn && l->exactness == OKR_EXACTNESS_APPROXIMATE;
    s->named |= l->municipality >= 0 || l->settlement >= 0;
    s->elsewhere |= l->region || l->basis == OKR_BASIS_REGION ||
                    l->basis == OKR_BASIS_REGION_UNQUANTIFIED ||
                    l->basis == OKR_BASIS_OUTSIDE_REGION;
    s->divided |= !isnan(l->portion);
    if (is_own(l->basis)) {
        s->own = row;
        s->own_count++;
    } else if (l->basis == OKR_BASIS_OUTSIDE_KNOWLEDGE) {
        s->other = row;
        s->other_count++;
    }
}

static okr_shape shape_of(const okr_programme *p, const okr_measure *m)
{
    if (m->geometry_expected != OKR_SHAPE_NONE)
        return m->geometry_expected;
    return m->kind < 0 ? OKR_SHAPE_NONE : OKR_KIND(p, m->kind)->shape;
}

static okr_waiting waiting_of(const said *s)
{
    if (s->exact || s->divided)
        return OKR_WAITING_NOT;
    if (s->approximate)
        return OKR_WAITING_APPROXIMATE;
    if (s->named)
        return OKR_WAITING_NAMED;
    return s->elsewhere ? OKR_WAITING_NOT : OKR_WAITING_UNPLACED;
}

okr_drawing okr_drawing_of(const okr_programme *p, int measure, okr_bucket locations)
{
    const okr_measure *m = OKR_MEASURE(p, measure);
    said s = {.exact = false};
    okr_drawing d = {.waiting = OKR_WAITING_NOT, .shape = shape_of(p, m), .location = -1};

    for (size_t i = 0; i < locations.count; i++)
        hear(&s, OKR_LOCATION(p, locations.rows[i]), locations.rows[i]);
    d.waiting = waiting_of(&s);
    if (d.shape == OKR_SHAPE_NONE && d.waiting == OKR_WAITING_UNPLACED)
        d.shape = OKR_SHAPE_POINT;
    if (d.shape == OKR_SHAPE_NONE || d.shape == OKR_SHAPE_REGION ||
        m->lifecycle == OKR_LIFECYCLE_CANCELLED)
        d.waiting = OKR_WAITING_NOT;
    if (s.own_count == 1)
        d.location = s.own;
    else if (s.own_count == 0 && s.other_count == 1)
        d.location = s.other;
    return d;
}
