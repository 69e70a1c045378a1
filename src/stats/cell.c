#include "stats/cell.h"

#include <math.h>
#include <string.h>

static void weigh(okr_weighing *w, const okr_progress_of *progress, double share, double weight)
{
    const double p = progress->physical.value;

    if (isnan(share)) {
        w->unknown += weight; /* all of it may lie here */
        return;
    }
    if (isnan(p)) {
        w->unknown += share * weight;
        return;
    }
    w->known += share * weight;
    w->done += share * weight * p;
    if (isnan(progress->planned))
        return;
    w->earned += share * weight * p;
    w->planned += share * weight * progress->planned;
}

/* Weights count only if every measure of the row has one in one unit. */
static void note_weight(okr_stat_cell *cell, const okr_measure *m)
{
    if (cell->weight_unit == NULL)
        cell->weight_unit = m->weight_unit;
    if (isnan(m->weight) || strcmp(cell->weight_unit, m->weight_unit) != 0)
        cell->unweighted = true;
}

static void add_achievement(okr_stat_cell *cell, const okr_contribution *c)
{
    if (isnan(c->share) || isnan(c->progress->achievement.value))
        return;
    cell->achievement += c->share * c->progress->achievement.value;
    cell->achievement_weight += c->share;
    cell->achievement_bounds |= c->progress->achievement.bounds;
    cell->achievement_known++;
}

static void add_progress(okr_stat_cell *cell, const okr_contribution *c)
{
    const okr_progress_of *p = c->progress;

    cell->entering++;
    cell->completed += c->measure->lifecycle == OKR_LIFECYCLE_COMPLETION;
    cell->overdue += p->overdue == OKR_OVERDUE_YES;
    cell->overdue_known += p->overdue != OKR_OVERDUE_UNKNOWN;
    note_weight(cell, c->measure);
    weigh(&cell->equal, p, c->share, 1.0);
    weigh(&cell->weighted, p, c->share, isnan(c->measure->weight) ? 0.0 : c->measure->weight);
    add_achievement(cell, c);
    if (isnan(c->share) || isnan(p->physical.value))
        return;
    cell->progress_known++;
    cell->progress_bounds |= p->physical.bounds;
    if (isnan(p->planned))
        return;
    cell->plan_known++;
    cell->plan_bounds |= p->physical.bounds;
}

void okr_stat_cell_add(okr_stat_cell *cell, const okr_contribution *c)
{
    const okr_measure *m = c->measure;
    const bool cancelled = m->lifecycle == OKR_LIFECYCLE_CANCELLED;

    cell->listed++;
    cell->located += c->located;
    cell->attributed += isnan(c->share) ? 0.0 : c->share;
    cell->lifecycle[m->lifecycle]++;
    cell->cancelled += cancelled;
    cell->operating += !m->counts_in_progress && !cancelled;
    cell->length_m += c->length_m;
    cell->area_m2 += c->area_m2;
    if (c->progress->enters)
        add_progress(cell, c);
}

okr_stat_row *okr_stat_rows_next(okr_stat_rows *rows, okr_stat_row *lost)
{
    okr_stat_row *row = rows->to == NULL ? lost : &rows->to[rows->count];

    rows->count++;
    return row;
}

/* Rows of one cell, pushed one after the other. */
typedef struct writer {
    const okr_stat_cell *cell;
    okr_stat_rows *rows;
    okr_stat_row lost; /* where writes go that are only counted */
} writer;

static okr_stat_row *push(writer *w, okr_statistic statistic, double value,
                          okr_stat_method method)
{
    okr_stat_row *row = okr_stat_rows_next(w->rows, &w->lost);

    *row = (okr_stat_row){
        .key = {w->cell->key[0], w->cell->key[1]},
        .statistic = statistic,
        .quantity = -1,
        .value = value,
        .low = NAN,
        .high = NAN,
        .n_known = -1,
        .n_total = -1,
        .method = method,
    };
    return row;
}

/* A total of an agglomeration whose members are not all known is at least what it is. */
static okr_mark total_mark(const okr_stat_cell *cell, unsigned bounds)
{
    return okr_mark_of(bounds | (cell->incomplete ? OKR_BOUND_UP : OKR_BOUND_NONE));
}

static void push_count(writer *w, okr_statistic statistic, double value)
{
    push(w, statistic, value,
         statistic == OKR_STAT_ATTRIBUTED ? OKR_METHOD_SHARES : OKR_METHOD_COUNT)
        ->mark = total_mark(w->cell, OKR_BOUND_NONE);
}

static void push_counts(writer *w)
{
    const okr_stat_cell *c = w->cell;

    push_count(w, OKR_STAT_LISTED, c->listed);
    push_count(w, OKR_STAT_ATTRIBUTED, c->attributed);
    push_count(w, OKR_STAT_LOCATED, c->located);
    for (int l = OKR_LIFECYCLE_IDENTIFICATION; l < OKR_LIFECYCLE_COUNT; l++)
        push_count(w, (okr_statistic)(OKR_STAT_IDENTIFICATION + l - 1), c->lifecycle[l]);
    push_count(w, OKR_STAT_OPERATING, c->operating);
    push_count(w, OKR_STAT_COMPLETED, c->completed);
}

static double ratio(double a, double b)
{
    return b > 0.0 ? a / b : (double)NAN;
}

static void push_plan(writer *w, const okr_weighing *x, okr_stat_method method)
{
    const okr_stat_cell *c = w->cell;
    const okr_statistic kinds[] = {OKR_STAT_EARNED_VALUE, OKR_STAT_PLANNED_VALUE, OKR_STAT_SPI};
    const double values[] = {x->earned, x->planned, ratio(x->earned, x->planned)};

    for (int i = 0; i < 3; i++) {
        const double value = c->plan_known > 0 ? values[i] : (double)NAN;
        okr_stat_row *row = push(w, kinds[i], value, method);
        row->mark =
            kinds[i] == OKR_STAT_PLANNED_VALUE ? OKR_MARK_EQUAL : okr_mark_of(c->plan_bounds);
        row->n_known = c->plan_known;
        row->n_total = c->entering;
    }
}

static void push_progress(writer *w)
{
    const okr_stat_cell *c = w->cell;
    const bool weighted = !c->unweighted && c->weight_unit != NULL;
    const okr_weighing *x = weighted ? &c->weighted : &c->equal;
    const okr_stat_method method = weighted ? OKR_METHOD_WEIGHTED : OKR_METHOD_EQUAL;
    okr_stat_row *row =
        push(w, OKR_STAT_COMPLETED_SHARE, ratio(c->completed, c->entering), OKR_METHOD_COUNT);

    row->n_known = row->n_total = c->entering;
    row = push(w, OKR_STAT_PROGRESS, ratio(x->done, x->known), method);
    row->mark = okr_mark_of(c->progress_bounds);
    row->low = ratio(x->done, x->known + x->unknown);
    row->high = ratio(x->done + x->unknown, x->known + x->unknown);
    row->n_known = c->progress_known;
    row->n_total = c->entering;
    push_plan(w, x, method);
    row = push(w, OKR_STAT_OVERDUE, c->overdue, OKR_METHOD_COUNT);
    row->mark = total_mark(c, OKR_BOUND_NONE);
    row->n_known = c->overdue_known;
    row->n_total = c->entering;
    row = push(w, OKR_STAT_ACHIEVEMENT, ratio(c->achievement, c->achievement_weight),
               OKR_METHOD_EQUAL);
    row->mark = okr_mark_of(c->achievement_bounds);
    row->n_known = c->achievement_known;
    row->n_total = c->entering;
}

void okr_stat_cell_rows(const okr_stat_cell *cell, okr_stat_rows *rows)
{
    writer w = {.cell = cell, .rows = rows};

    push_counts(&w);
    push_progress(&w);
    push(&w, OKR_STAT_DRAWN_LENGTH, cell->length_m, OKR_METHOD_GEODESIC)->mark =
        total_mark(cell, OKR_BOUND_NONE);
    push(&w, OKR_STAT_DRAWN_AREA, cell->area_m2, OKR_METHOD_GEODESIC)->mark =
        total_mark(cell, OKR_BOUND_NONE);
}

void okr_amounts_add(okr_amounts *a, const okr_figure *figure, double share, bool estimated)
{
    const bool split = !isnan(share);

    if (share == 0.0)
        return;
    a->total += split;
    a->touching_total += !split;
    a->estimated |= estimated;
    for (int s = 0; s < OKR_SERIES; s++) {
        if (isnan(figure->value[s]))
            continue;
        if (split) {
            a->sum[s] += share * figure->value[s];
            a->bounds[s] |= figure->bounds[s];
            a->known[s]++;
            a->derived |= (unsigned char)(figure->derived & 1U << s);
        } else {
            a->touching[s] += figure->value[s];
            a->touching_bounds[s] |= figure->bounds[s];
            a->touching_known[s]++;
            a->touching_derived |= (unsigned char)(figure->derived & 1U << s);
        }
    }
}

static void push_sum(writer *w, const okr_amounts *a, okr_statistic statistic, int series)
{
    const bool known = a->known[series] > 0;
    okr_stat_row *row = NULL;

    if (a->total == 0)
        return;
    row = push(w, statistic, known ? a->sum[series] : (double)NAN,
               a->estimated ? OKR_METHOD_ESTIMATED : OKR_METHOD_SUM);
    row->quantity = a->quantity;
    row->mark = known ? total_mark(w->cell, a->bounds[series]) : OKR_MARK_EQUAL;
    row->derived = (a->derived >> series & 1U) != 0;
    row->n_known = a->known[series];
    row->n_total = a->total;
}

static void push_touching(writer *w, const okr_amounts *a, okr_statistic statistic, int series)
{
    okr_stat_row *row = NULL;

    if (a->touching_known[series] == 0)
        return;
    row = push(w, statistic, a->touching[series], OKR_METHOD_NOT_SPLIT);
    row->quantity = a->quantity;
    row->mark = okr_mark_of(a->touching_bounds[series]);
    row->derived = (a->touching_derived >> series & 1U) != 0;
    row->n_known = a->touching_known[series];
    row->n_total = a->touching_total;
}

/* As push_sum and push_touching have it. */
size_t okr_amounts_row_count(const okr_amounts *a, bool finance)
{
    if (finance)
        return a->total == 0 ? 0 : 3;
    return (a->total == 0 ? 0 : 2) + (size_t)(a->touching_known[0] > 0) +
           (size_t)(a->touching_known[1] > 0);
}

void okr_amounts_rows(const okr_amounts *a, const okr_stat_cell *cell, bool finance,
                      okr_stat_rows *rows)
{
    writer w = {.cell = cell, .rows = rows};

    if (finance) {
        push_sum(&w, a, OKR_STAT_FINANCE_PLANNED, 0);
        push_sum(&w, a, OKR_STAT_FINANCE_ALLOCATED, 1);
        push_sum(&w, a, OKR_STAT_FINANCE_SPENT, 2);
        return;
    }
    push_sum(&w, a, OKR_STAT_ACTUAL_SUM, 0);
    push_sum(&w, a, OKR_STAT_TARGET_SUM, 1);
    push_touching(&w, a, OKR_STAT_ACTUAL_TOUCHING, 0);
    push_touching(&w, a, OKR_STAT_TARGET_TOUCHING, 1);
}
