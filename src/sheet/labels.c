#include "sheet/labels.h"

#include <math.h>
#include <stdlib.h>

okr_label_field okr_label_field_init(okr_rect frame, double gap)
{
    return (okr_label_field){.frame = frame,
                             .gap = gap,
                             .labels = OKR_VEC(okr_label),
                             .places = OKR_VEC(okr_label_place),
                             .obstacles = OKR_VEC(okr_obstacle)};
}

void okr_label_field_done(okr_label_field *field)
{
    okr_vec_done(&field->labels);
    okr_vec_done(&field->places);
    okr_vec_done(&field->obstacles);
}

okr_status okr_label_obstacle(okr_label_field *field, okr_turned box, double cost,
                              okr_error *err)
{
    const okr_obstacle obstacle = {box, cost};

    return okr_vec_append(&field->obstacles, &obstacle, 1, err);
}

okr_status okr_label_add(okr_label_field *field, okr_label label, size_t *index, okr_error *err)
{
    label.first = field->places.count;
    label.count = 0;
    label.choice = OKR_LABEL_NONE;
    *index = field->labels.count;
    return okr_vec_append(&field->labels, &label, 1, err);
}

okr_status okr_label_candidate(okr_label_field *field, okr_label_place place, okr_error *err)
{
    OKR_AT(&field->labels, okr_label, field->labels.count - 1).count++;
    return okr_vec_append(&field->places, &place, 1, err);
}

okr_status okr_label_beside(okr_label_field *field, double radius, okr_error *err)
{
    /* Direction of the box from the point, and how much worse than the right side it reads. */
    static const struct {
        double x, y, cost;
    } sides[] = {{1.0, 0.0, 0.0},    {1.0, -0.5, 0.05}, {1.0, -1.0, 0.1},  {0.0, -1.0, 0.2},
                 {1.0, 0.5, 0.2},    {1.0, 1.0, 0.25},  {-1.0, 0.0, 0.3},  {0.0, 1.0, 0.35},
                 {-1.0, -0.5, 0.35}, {-1.0, -1.0, 0.4}, {-1.0, 0.5, 0.45}, {-1.0, 1.0, 0.5}};
    const okr_label label = OKR_AT(&field->labels, okr_label, field->labels.count - 1);
    const double corner = 0.7; /* a corner stands nearer than a side would */

    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        const bool diagonal = sides[i].x != 0.0 && fabs(sides[i].y) == 1.0;
        const double r = diagonal ? radius * corner : radius;
        const okr_label_place place = {
            .centre = {label.anchor.x + sides[i].x * (label.w / 2.0 + r),
                       label.anchor.y + sides[i].y * (sides[i].x == 0.0
                                                          ? label.h / 2.0 + r
                                                          : label.h / 6.0 + radius * corner)},
            .cost = sides[i].cost};
        const okr_status status = okr_label_candidate(field, place, err);
        if (status != OKR_OK)
            return status;
    }
    return OKR_OK;
}

okr_status okr_label_rings(okr_label_field *field, double near, double far, okr_error *err)
{
    enum { DIRECTIONS = 24 };
    const okr_label label = OKR_AT(&field->labels, okr_label, field->labels.count - 1);
    const double turn = 2.0 * acos(-1.0) / DIRECTIONS;

    for (double r = near; r <= far; r = r * 1.25 + 2.0) {
        for (int i = 0; i < DIRECTIONS; i++) {
            const double x = cos(i * turn);
            const double y = -sin(i * turn);
            const okr_label_place place = {.centre = {label.anchor.x + x * (r + label.w / 2.0),
                                                      label.anchor.y + y * (r + label.h / 2.0)},
                                           .cost = 1.0 + r / 30.0,
                                           .leader = true};
            const okr_status status = okr_label_candidate(field, place, err);
            if (status != OKR_OK)
                return status;
        }
    }
    return OKR_OK;
}

/* The point at distance `at` along a line. */
static okr_point point_along(const okr_point *line, size_t n, double at)
{
    for (size_t i = 0; i + 1 < n; i++) {
        const double d = hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
        if (d >= at && d > 0.0)
            return (okr_point){line[i].x + (line[i + 1].x - line[i].x) * at / d,
                               line[i].y + (line[i + 1].y - line[i].y) * at / d};
        at -= d;
    }
    return line[n - 1];
}

/* The label stands on the chord of its stretch; a bent stretch costs its sagitta. */
static okr_label_place along_at(const okr_point *line, size_t n, double start, double w)
{
    const double half_turn = acos(-1.0);
    const okr_point a = point_along(line, n, start);
    const okr_point b = point_along(line, n, start + w);
    const okr_point m = point_along(line, n, start + w / 2.0);
    double angle = atan2(b.y - a.y, b.x - a.x);

    if (angle > half_turn / 2.0)
        angle -= half_turn;
    else if (angle <= -half_turn / 2.0)
        angle += half_turn;
    return (okr_label_place){.centre = m,
                             .angle = angle,
                             .cost = okr_segment_distance(m, a, b) / 3.0 +
                                     (w - hypot(b.x - a.x, b.y - a.y)) / w * 10.0};
}

okr_status okr_label_along(okr_label_field *field, const okr_point *line, size_t n,
                           okr_error *err)
{
    enum { STEPS = 15 };
    const double w = OKR_AT(&field->labels, okr_label, field->labels.count - 1).w;
    double length = 0.0;
    okr_status status = OKR_OK;

    for (size_t i = 0; i + 1 < n; i++)
        length += hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
    if (length < w)
        return OKR_OK;
    for (int i = 0; i <= STEPS && status == OKR_OK; i++) {
        okr_label_place place = along_at(line, n, (length - w) * i / STEPS, w);
        place.cost += fabs(i - STEPS / 2.0) / STEPS; /* the middle reads best */
        status = okr_label_candidate(field, place, err);
    }
    return status;
}

/* Where a leader from `from` meets the box: the nearest point of its outline's middle cross. */
static okr_point leader_end(okr_point from, okr_turned box)
{
    const okr_rect r = okr_turned_bounds(box);

    return (okr_point){fmin(fmax(from.x, r.x), r.x + r.w), fmin(fmax(from.y, r.y), r.y + r.h)};
}

static okr_turned box_of(const okr_label *label, const okr_label_place *place)
{
    return (okr_turned){place->centre, label->w, label->h, place->angle};
}

/* Whether a label is placed and a leader leads to it. */
static bool is_led(const okr_label_field *field, const okr_label *label)
{
    return label->choice != OKR_LABEL_NONE &&
           OKR_AT(&field->places, okr_label_place, label->choice).leader;
}

static bool segments_cross(okr_point a, okr_point b, okr_point c, okr_point d)
{
    const double p = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    const double q = (b.x - a.x) * (d.y - a.y) - (b.y - a.y) * (d.x - a.x);
    const double r = (d.x - c.x) * (a.y - c.y) - (d.y - c.y) * (a.x - c.x);
    const double s = (d.x - c.x) * (b.y - c.y) - (d.y - c.y) * (b.x - c.x);

    return p * q < 0.0 && r * s < 0.0;
}

static bool leader_is_free(const okr_label_field *field, size_t own, okr_point a, okr_point b)
{
    for (size_t i = 0; i < field->labels.count; i++) {
        const okr_label *other = &OKR_AT(&field->labels, okr_label, i);
        if (i == own || other->choice == OKR_LABEL_NONE)
            continue;
        if (okr_turned_crossed(other->box, a, b))
            return false;
        if (is_led(field, other) && segments_cross(a, b, other->anchor, other->leader_end))
            return false;
    }
    return true;
}

/* Whether the box meets a label placed before, or a leader of one. */
static bool is_taken(const okr_label_field *field, okr_turned box)
{
    const okr_turned wide = {box.centre, box.w + 2.0 * field->gap, box.h + field->gap,
                             box.angle};

    for (size_t i = 0; i < field->labels.count; i++) {
        const okr_label *other = &OKR_AT(&field->labels, okr_label, i);
        if (other->choice == OKR_LABEL_NONE)
            continue;
        if (okr_turned_meets(wide, other->box) ||
            (is_led(field, other) && okr_turned_crossed(box, other->anchor, other->leader_end)))
            return true;
    }
    return false;
}

/* Cost of what the box covers; INFINITY over a hard obstacle. Stops beyond `limit`. */
static double covered(const okr_label_field *field, okr_turned box, double limit)
{
    const okr_rect bounds = okr_turned_bounds(box);
    double sum = 0.0;

    for (size_t i = 0; i < field->obstacles.count && sum < limit; i++) {
        const okr_obstacle *o = &OKR_AT(&field->obstacles, okr_obstacle, i);
        if (!okr_turned_meets(box, o->box))
            continue;
        if (isinf(o->cost))
            return INFINITY;
        sum += o->cost * (0.2 + okr_rect_shared(bounds, okr_turned_bounds(o->box)) /
                                    (bounds.w * bounds.h));
    }
    return sum;
}

static double cost_at(const okr_label_field *field, size_t index, size_t place, double limit)
{
    const okr_label *label = &OKR_AT(&field->labels, okr_label, index);
    const okr_label_place *p = &OKR_AT(&field->places, okr_label_place, place);
    const okr_turned box = box_of(label, p);

    if (p->cost >= limit || !okr_rect_holds(field->frame, okr_turned_bounds(box)) ||
        is_taken(field, box))
        return INFINITY;
    if (p->leader &&
        !leader_is_free(field, index, label->anchor, leader_end(label->anchor, box)))
        return INFINITY;
    return p->cost + covered(field, box, limit - p->cost);
}

static bool place_one(okr_label_field *field, size_t index)
{
    okr_label *label = &OKR_AT(&field->labels, okr_label, index);
    double best = INFINITY;

    if (label->choice != OKR_LABEL_NONE)
        return true; /* placed by an earlier run */
    for (size_t i = label->first; i < label->first + label->count; i++) {
        const double cost = cost_at(field, index, i, best);
        if (cost < best) {
            best = cost;
            label->choice = i;
        }
    }
    if (label->choice == OKR_LABEL_NONE)
        return false;
    label->box = box_of(label, &OKR_AT(&field->places, okr_label_place, label->choice));
    label->leader_end = leader_end(label->anchor, label->box);
    return true;
}

/* Where all is taken, one neighbour moves if both find a place then. */
static void make_room(okr_label_field *field, size_t index)
{
    const double reach = 120.0; /* points: farther labels are not in the way */
    const okr_label *own = &OKR_AT(&field->labels, okr_label, index);

    for (size_t i = 0; i < field->labels.count; i++) {
        okr_label *other = &OKR_AT(&field->labels, okr_label, i);
        const okr_label before = *other;
        if (other->choice == OKR_LABEL_NONE ||
            hypot(other->box.centre.x - own->anchor.x, other->box.centre.y - own->anchor.y) >
                reach)
            continue;
        other->choice = OKR_LABEL_NONE;
        if (place_one(field, index)) {
            if (place_one(field, i))
                return;
            OKR_AT(&field->labels, okr_label, index).choice = OKR_LABEL_NONE;
        }
        *other = before;
    }
}

/* A label's rank and number, to sort without losing the order of equals. */
typedef struct turn {
    double rank;
    size_t index;
} turn;

static int compare_turns(const void *a, const void *b)
{
    const turn *p = a;
    const turn *q = b;

    if (p->rank != q->rank)
        return p->rank < q->rank ? -1 : 1;
    return (p->index > q->index) - (p->index < q->index);
}

okr_status okr_labels_place(okr_label_field *field, okr_error *err)
{
    okr_vec order = OKR_VEC(turn);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < field->labels.count && status == OKR_OK; i++) {
        const turn t = {OKR_AT(&field->labels, okr_label, i).rank, i};
        status = okr_vec_append(&order, &t, 1, err);
    }
    if (status == OKR_OK && order.count > 0)
        qsort(order.data, order.count, sizeof(turn), compare_turns);
    for (size_t i = 0; i < order.count && status == OKR_OK; i++)
        if (!place_one(field, OKR_AT(&order, turn, i).index))
            make_room(field, OKR_AT(&order, turn, i).index);
    okr_vec_done(&order);
    return status;
}
