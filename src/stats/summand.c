#include "stats/summand.h"

#include "base/keymap.h"
#include "link/standing.h"

#include <math.h>
#include <stdlib.h>

typedef struct finder {
    okr_stats *stats;
    unsigned char *classes; /* owned, by unit: okr_share_class */
    bool *shared;           /* owned, by measure: it has certain duplicates */
    bool any_shared;
    okr_keymap seen; /* (root, quantity) of those */
    okr_vec first;   /* int: the measure that carries each first */
} finder;

static bool enters(const finder *f, size_t indicator)
{
    return f->stats->standing[indicator] == OKR_STANDING_ITEM ||
           f->stats->standing[indicator] == OKR_STANDING_GROUP;
}

/* Note who carries a figure first within a cluster; the root goes before its duplicates. */
static okr_status note_holders(finder *f, bool roots, okr_error *err)
{
    const okr_programme *p = f->stats->programme;
    const int *root = f->stats->root;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++) {
        const int m = OKR_INDICATOR(p, i)->measure;
        size_t number = 0;
        bool added = false;
        if (!enters(f, i) || !f->shared[root[m]] || (root[m] == m) != roots)
            continue;
        const okr_key key = {{root[m], f->stats->quantities.of_indicator[i], 0, 0}};
        status = okr_keymap_add(&f->seen, key, &number, &added, err);
        if (status == OKR_OK && added)
            status = okr_vec_append(&f->first, &m, 1, err);
        else if (status == OKR_OK && OKR_AT(&f->first, int, number) != m)
            f->stats->holder[i] = OKR_AT(&f->first, int, number);
    }
    return status;
}

static okr_status start(finder *f, okr_error *err)
{
    const okr_programme *p = f->stats->programme;
    const size_t n = p->indicators.count, measures = p->measures.count;

    f->first = OKR_VEC(int);
    f->classes = calloc(p->units.count + 1, 1);
    f->stats->holder = calloc(n + 1, sizeof *f->stats->holder);
    f->shared = calloc(measures + 1, sizeof *f->shared);
    if (f->classes == NULL || f->stats->holder == NULL || f->shared == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < p->units.count; i++)
        f->classes[i] = (unsigned char)okr_share_class_of_unit(p, (int)i);
    for (size_t i = 0; i < n; i++)
        f->stats->holder[i] = -1;
    for (size_t m = 0; m < measures; m++) {
        f->shared[f->stats->root[m]] |= f->stats->root[m] != (int)m;
        f->any_shared |= f->stats->root[m] != (int)m;
    }
    return okr_standing_find(p, &f->stats->standing, err);
}

static void set_value(okr_figure *f, int series, const okr_programme *p, int unit,
                      const okr_value *value)
{
    f->value[series] = okr_in_base_unit(p, unit, value->number);
    f->bounds[series] = (unsigned char)okr_bounds_of(value->qualifier);
    if (value->origin == OKR_ORIGIN_DERIVED && !isnan(value->number))
        f->derived |= (unsigned char)(1U << series);
}

okr_figure okr_figure_of(const okr_programme *p, const okr_indicator *i)
{
    okr_figure f = {.value = {NAN, NAN, NAN}};

    set_value(&f, 0, p, i->unit, &i->actual);
    set_value(&f, 1, p, i->unit, &i->target);
    return f;
}

static okr_status add_figure(finder *f, int index, okr_error *err)
{
    const okr_programme *p = f->stats->programme;
    const okr_indicator *i = OKR_INDICATOR(p, index);
    const okr_summand s = {.measure = i->measure,
                           .indicator = index,
                           .finance = -1,
                           .holder = f->stats->holder[index],
                           .class = i->unit < 0 ? OKR_SHARE_OTHER : f->classes[i->unit],
                           .figure = okr_figure_of(p, i)};

    return okr_vec_append(&f->stats->summands, &s, 1, err);
}

static okr_status add_money(finder *f, int index, okr_error *err)
{
    const okr_programme *p = f->stats->programme;
    const okr_finance *x = &OKR_AT(&p->finance, okr_finance, index);
    const okr_summand s = {.measure = x->measure,
                           .indicator = -1,
                           .holder = -1,
                           .class = OKR_SHARE_OTHER,
                           .figure = {.value = {okr_in_base_unit(p, x->unit, x->planned),
                                                okr_in_base_unit(p, x->unit, x->allocated),
                                                okr_in_base_unit(p, x->unit, x->spent)}}};

    return x->measure < 0 ? OKR_OK : okr_vec_append(&f->stats->summands, &s, 1, err);
}

static okr_status add_quantity(finder *f, okr_bucket figures, okr_bucket money, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < figures.count && status == OKR_OK; i++)
        if (enters(f, (size_t)figures.rows[i]))
            status = add_figure(f, figures.rows[i], err);
    for (size_t i = 0; i < money.count && status == OKR_OK; i++)
        status = add_money(f, money.rows[i], err);
    return status;
}

/* The list of quantities by row is a table of one column. */
static okr_status by_quantity(okr_buckets *out, const okr_stats *s, int *of, size_t count,
                              okr_error *err)
{
    const okr_vec table = {.data = of, .count = count, .item_size = sizeof *of};

    return okr_buckets_build(out, s->quantities.list.count, &table, 0, err);
}

static okr_status sort(finder *f, okr_error *err)
{
    okr_stats *s = f->stats;
    const size_t n = s->quantities.list.count;
    okr_buckets figures = {0}, money = {0};
    okr_status status = by_quantity(&figures, s, s->quantities.of_indicator,
                                    s->programme->indicators.count, err);

    s->summands = OKR_VEC(okr_summand);
    s->summands_from = calloc(n + 1, sizeof *s->summands_from);
    if (status == OKR_OK && s->summands_from == NULL)
        status = okr_fail_nomem(err);
    if (status == OKR_OK)
        status =
            by_quantity(&money, s, s->quantities.of_finance, s->programme->finance.count, err);
    for (size_t q = 0; q < n && status == OKR_OK; q++) {
        status = add_quantity(f, okr_buckets_at(&figures, (int)q),
                              okr_buckets_at(&money, (int)q), err);
        s->summands_from[q + 1] = s->summands.count;
    }
    okr_buckets_done(&figures);
    okr_buckets_done(&money);
    return status;
}

okr_status okr_summands_find(okr_stats *stats, okr_error *err)
{
    finder f = {.stats = stats};
    okr_status status = start(&f, err);

    if (status == OKR_OK && f.any_shared)
        status = note_holders(&f, true, err);
    if (status == OKR_OK && f.any_shared)
        status = note_holders(&f, false, err);
    if (status == OKR_OK)
        status = sort(&f, err);
    free(f.classes);
    free(f.shared);
    okr_keymap_done(&f.seen);
    okr_vec_done(&f.first);
    return status;
}
