#include "stats/quantity.h"

#include "base/keymap.h"
#include "base/map.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A quantity met before: most figures repeat one, and tell it by the same texts in memory. */
typedef struct memory {
    const char *code, *unit;
    int kind, number;
    okr_date start, end;
    bool finance, used;
} memory;

enum { MEMORIES = 4096 }; /* a power of two */

typedef struct finder {
    const okr_programme *programme;
    okr_quantities *out;
    memory *memories;   /* owned; by place_of, later ones replace earlier ones */
    okr_map words;      /* codes and names of base units as numbers */
    okr_keymap periods; /* first and last day */
    okr_keymap keys;    /* (code, kind, unit, period) */
} finder;

static okr_status word_number(finder *f, const char *word, int *number, okr_error *err)
{
    size_t found = 0;
    okr_status status = okr_map_intern(&f->words, word, &found, err);

    *number = (int)found;
    return status;
}

/* An open end is closed by the other: a figure "of 2022" starts and ends in 2022. */
static void close_period(okr_quantity *q)
{
    if (q->start.precision == OKR_DATE_NONE)
        q->start = q->end;
    if (q->end.precision == OKR_DATE_NONE)
        q->end = q->start;
}

/* Days of a period are within int by far; no date at all is its own number. */
static int day_number(long day)
{
    return day == OKR_DATE_NO_DAY ? -1000000000 : (int)day;
}

static const char *base_unit(const okr_programme *p, int unit, const char *as_read)
{
    return unit < 0 ? as_read : OKR_UNIT(p, unit)->base_unit;
}

static bool is_of_group(const okr_programme *p, int indicator)
{
    const int measure = indicator < 0 ? -1 : OKR_INDICATOR(p, indicator)->measure;

    return measure >= 0 && OKR_MEASURE(p, measure)->role == OKR_ROLE_GROUP;
}

/* The number of a quantity by what it is, not by where its texts lie; a new one is added. */
static okr_status look_up(finder *f, const okr_quantity *q, int *number, okr_error *err)
{
    okr_key key = {{0, q->kind, 0, 0}};
    const okr_key period = {{day_number(okr_date_first_day(q->start)),
                             day_number(okr_date_last_day(q->end)), q->finance, 0}};
    size_t index = 0;
    bool added = false;
    okr_status status = word_number(f, q->code, &key.part[0], err);

    if (status == OKR_OK)
        status = word_number(f, q->unit, &key.part[2], err);
    if (status == OKR_OK)
        status = okr_keymap_add(&f->periods, period, &index, NULL, err);
    key.part[3] = (int)index;
    if (status == OKR_OK)
        status = okr_keymap_add(&f->keys, key, &index, &added, err);
    *number = (int)index;
    return status == OKR_OK && added ? okr_vec_append(&f->out->list, q, 1, err) : status;
}

static size_t place_of(const okr_quantity *q)
{
    const uint64_t parts[] = {(uintptr_t)q->code, (uintptr_t)q->unit, (uint64_t)q->kind,
                              (uint64_t)q->start.year, (uint64_t)q->end.year};
    uint64_t mixed = 0;

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        mixed = (mixed ^ parts[i]) * UINT64_C(0x9E3779B97F4A7C15);
    return (size_t)(mixed >> 52) & (MEMORIES - 1);
}

static bool same_date(okr_date a, okr_date b)
{
    return a.year == b.year && a.month == b.month && a.day == b.day &&
           a.precision == b.precision;
}

static bool remembers(const memory *m, const okr_quantity *q)
{
    return m->used && m->code == q->code && m->unit == q->unit && m->kind == q->kind &&
           m->finance == q->finance && same_date(m->start, q->start) &&
           same_date(m->end, q->end);
}

static okr_status number_of(finder *f, const okr_quantity *q, int unit, int *number,
                            okr_error *err)
{
    memory *m = &f->memories[place_of(q)];

    if (!remembers(m, q)) {
        okr_status status = look_up(f, q, number, err);
        if (status != OKR_OK)
            return status;
        *m = (memory){q->code, q->unit, q->kind, *number, q->start, q->end, q->finance, true};
    }
    *number = m->number;
    okr_quantity *first = &OKR_AT(&f->out->list, okr_quantity, m->number);
    if (is_of_group(f->programme, first->indicator) && !is_of_group(f->programme, q->indicator))
        first->indicator = q->indicator; /* a group calls it a total */
    if (first->common_unit != unit)
        first->common_unit = -1;
    return OKR_OK;
}

static okr_status of_indicator(finder *f, size_t i, okr_error *err)
{
    const okr_indicator *x = OKR_INDICATOR(f->programme, i);
    okr_quantity q = {
        .code = x->code,
        .kind = x->measure < 0 ? -1 : OKR_MEASURE(f->programme, x->measure)->kind,
        .unit = base_unit(f->programme, x->unit, x->unit_code),
        .common_unit = x->unit,
        .start = x->period_start,
        .end = x->period_end,
        .indicator = (int)i,
    };

    close_period(&q);
    return number_of(f, &q, x->unit, &f->out->of_indicator[i], err);
}

static okr_status of_finance(finder *f, size_t i, okr_error *err)
{
    const okr_finance *x = &OKR_AT(&f->programme->finance, okr_finance, i);
    okr_quantity q = {
        .code = "finance",
        .kind = -1,
        .unit = base_unit(f->programme, x->unit, x->unit_code),
        .common_unit = x->unit,
        .indicator = -1,
        .finance = true,
    };

    if (x->year > 0)
        q.start = q.end = (okr_date){.year = (int16_t)x->year, .precision = OKR_DATE_YEAR};
    return number_of(f, &q, x->unit, &f->out->of_finance[i], err);
}

static void set_factors(const finder *f)
{
    for (size_t i = 0; i < f->out->list.count; i++) {
        okr_quantity *q = &OKR_AT(&f->out->list, okr_quantity, i);
        q->common_factor = okr_in_base_unit(f->programme, q->common_unit, 1.0);
    }
}

okr_status okr_quantities_find(okr_quantities *out, const okr_programme *p, okr_error *err)
{
    finder f = {.programme = p, .out = out};
    okr_status status = OKR_OK;

    *out = (okr_quantities){
        .list = OKR_VEC(okr_quantity),
        .of_indicator = calloc(p->indicators.count + 1, sizeof *out->of_indicator),
        .of_finance = calloc(p->finance.count + 1, sizeof *out->of_finance),
    };
    f.memories = calloc(MEMORIES, sizeof *f.memories);
    if (out->of_indicator == NULL || out->of_finance == NULL || f.memories == NULL)
        status = okr_fail_nomem(err);
    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++)
        status = of_indicator(&f, i, err);
    for (size_t i = 0; i < p->finance.count && status == OKR_OK; i++)
        status = of_finance(&f, i, err);
    set_factors(&f);
    free(f.memories);
    okr_map_done(&f.words);
    okr_keymap_done(&f.periods);
    okr_keymap_done(&f.keys);
    return status;
}

void okr_quantities_done(okr_quantities *q)
{
    okr_vec_done(&q->list);
    free(q->of_indicator);
    free(q->of_finance);
    *q = (okr_quantities){0};
}

const okr_quantity *okr_quantity_at(const okr_quantities *q, int i)
{
    return &OKR_AT(&q->list, okr_quantity, i);
}

void okr_quantity_period(const okr_quantity *q, okr_text *text)
{
    char start[OKR_DATE_TEXT], end[OKR_DATE_TEXT];

    okr_date_format(q->start, start);
    okr_date_format(q->end, end);
    okr_text_add(text, start);
    if (strcmp(start, end) != 0)
        okr_text_addf(text, "/%s", end);
}

double okr_in_base_unit(const okr_programme *p, int unit, double value)
{
    return unit < 0 ? value : value * OKR_UNIT(p, unit)->factor;
}
