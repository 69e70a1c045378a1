#include "stats/summand.h"

#include "base/keymap.h"
#include "base/pool.h"
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
    return OKR_OK;
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

static okr_summand figure_at(const finder *f, size_t index)
{
    const okr_programme *p = f->stats->programme;
    const okr_indicator *i = OKR_INDICATOR(p, index);

    return (okr_summand){.measure = i->measure,
                         .indicator = (int)index,
                         .finance = -1,
                         .holder = f->stats->holder[index],
                         .class = i->unit < 0 ? OKR_SHARE_OTHER : f->classes[i->unit],
                         .figure = okr_figure_of(p, i)};
}

static okr_summand money_at(const finder *f, size_t index)
{
    const okr_programme *p = f->stats->programme;
    const okr_finance *x = &OKR_AT(&p->finance, okr_finance, index);

    return (okr_summand){.measure = x->measure,
                         .indicator = -1,
                         .finance = (int)index,
                         .holder = -1,
                         .class = OKR_SHARE_OTHER,
                         .figure = {.value = {okr_in_base_unit(p, x->unit, x->planned),
                                              okr_in_base_unit(p, x->unit, x->allocated),
                                              okr_in_base_unit(p, x->unit, x->spent)}}};
}

static bool money_enters(const finder *f, size_t index)
{
    return OKR_AT(&f->stats->programme->finance, okr_finance, index).measure >= 0;
}

/* The rows of indicators in pieces, and behind them money: each goes to places of its own. */
enum {
    PIECES = 8,
    MANY_FIGURES = 20000 /* from here on several threads pay */
};

typedef struct sorting {
    const finder *finder;
    size_t *next; /* owned, by piece and quantity: where its next summand goes */
} sorting;

static size_t *next_of(const sorting *s, size_t piece)
{
    return s->next + piece * s->finder->stats->quantities.list.count;
}

static size_t piece_start(const finder *f, size_t piece)
{
    return f->stats->programme->indicators.count * piece / PIECES;
}

static void count(const sorting *s)
{
    const finder *f = s->finder;
    const okr_quantities *q = &f->stats->quantities;

    for (size_t piece = 0; piece < PIECES; piece++)
        for (size_t i = piece_start(f, piece); i < piece_start(f, piece + 1); i++)
            if (enters(f, i))
                next_of(s, piece)[q->of_indicator[i]]++;
    for (size_t i = 0; i < f->stats->programme->finance.count; i++)
        if (money_enters(f, i))
            next_of(s, PIECES)[q->of_finance[i]]++;
}

/* How many there are of each quantity in each piece tells where each begins. */
static size_t find_starts(const sorting *s, size_t *from)
{
    const size_t n = s->finder->stats->quantities.list.count;
    size_t total = 0;

    for (size_t q = 0; q < n; q++) {
        from[q] = total;
        for (size_t piece = 0; piece <= PIECES; piece++) {
            const size_t here = next_of(s, piece)[q];
            next_of(s, piece)[q] = total;
            total += here;
        }
    }
    from[n] = total;
    return total;
}

/* Rows are read in their order and written in many places: the other way round would wait for
 * memory at each of them. */
static okr_status place(void *user, size_t piece, unsigned worker, okr_error *err)
{
    const sorting *s = user;
    const finder *f = s->finder;
    const okr_quantities *q = &f->stats->quantities;
    okr_summand *out = f->stats->summands.data;
    size_t *next = next_of(s, piece);

    (void)worker;
    (void)err;
    for (size_t i = piece_start(f, piece); i < piece_start(f, piece + 1) && piece < PIECES; i++)
        if (enters(f, i))
            out[next[q->of_indicator[i]]++] = figure_at(f, i);
    for (size_t i = 0; i < f->stats->programme->finance.count && piece == PIECES; i++)
        if (money_enters(f, i))
            out[next[q->of_finance[i]]++] = money_at(f, i);
    return OKR_OK;
}

static okr_status place_all(sorting *s, okr_error *err)
{
    okr_stats *stats = s->finder->stats;
    const bool many = stats->programme->indicators.count >= MANY_FIGURES;
    size_t total = 0;
    okr_status status = OKR_OK;

    count(s);
    total = find_starts(s, stats->summands_from);
    status = okr_vec_reserve(&stats->summands, total + 1, err);
    if (status == OKR_OK)
        status = okr_pool_run(okr_pool_threads(many ? 0 : 1), PIECES + 1, place, s, err);
    if (status == OKR_OK)
        stats->summands.count = total;
    return status;
}

static okr_status sort(const finder *f, okr_error *err)
{
    okr_stats *stats = f->stats;
    const size_t n = stats->quantities.list.count;
    sorting s = {f, calloc((PIECES + 1) * n + 1, sizeof *s.next)};
    okr_status status = OKR_OK;

    stats->summands = OKR_VEC(okr_summand);
    stats->summands_from = calloc(n + 1, sizeof *stats->summands_from);
    status = stats->summands_from == NULL || s.next == NULL ? okr_fail_nomem(err)
                                                            : place_all(&s, err);
    free(s.next);
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
