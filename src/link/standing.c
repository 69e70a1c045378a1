#include "link/standing.h"

#include "base/keymap.h"
#include "base/map.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Lengths and areas of the Russian classifier of units (OKEI), and their codes in units.csv. */
static const struct metric_unit {
    const char *okei, *code;
    okr_share_class class;
    double metres;
} metric_units[] = {
    {"003", "mm", OKR_SHARE_LENGTH, 0.001}, {"004", "cm", OKR_SHARE_LENGTH, 0.01},
    {"006", "m", OKR_SHARE_LENGTH, 1.0},    {"008", "km", OKR_SHARE_LENGTH, 1000.0},
    {"055", "m2", OKR_SHARE_AREA, 1.0},     {"058", "thousand_m2", OKR_SHARE_AREA, 1e3},
    {"059", "ha", OKR_SHARE_AREA, 1e4},     {"061", "km2", OKR_SHARE_AREA, 1e6},
};

static const struct metric_unit *metric_of(const okr_programme *p, int unit)
{
    const okr_unit *u = unit < 0 ? NULL : OKR_UNIT(p, unit);
    const ptrdiff_t base = u == NULL ? -1 : okr_map_find(&p->unit_index, u->base_unit);
    const okr_unit *b = base < 0 ? u : OKR_UNIT(p, base);

    if (b == NULL)
        return NULL;
    for (size_t i = 0; i < sizeof metric_units / sizeof metric_units[0]; i++)
        if (b->okei[0] != '\0' ? strcmp(b->okei, metric_units[i].okei) == 0
                               : strcmp(b->code, metric_units[i].code) == 0)
            return &metric_units[i];
    return NULL;
}

okr_share_class okr_share_class_of_unit(const okr_programme *p, int unit)
{
    const struct metric_unit *metric = metric_of(p, unit);

    return metric == NULL ? OKR_SHARE_OTHER : metric->class;
}

double okr_unit_in_metres(const okr_programme *p, int unit)
{
    const struct metric_unit *metric = metric_of(p, unit);

    if (metric == NULL)
        return NAN;
    return metric->metres * OKR_UNIT(p, unit)->factor;
}

double okr_indicator_amount(const okr_indicator *indicator)
{
    return isnan(indicator->actual.number) ? indicator->target.number
                                           : indicator->actual.number;
}

/* A code met before: figures mostly share the texts of their codes. */
typedef struct known_code {
    const char *code;
    int number;
} known_code;

enum { KNOWN_CODES = 1024 };

/* A figure of a group. */
typedef struct group_figure {
    size_t indicator, pair;
} group_figure;

/* Codes as numbers, and which figures of groups some member carries too. */
typedef struct carriers {
    unsigned char *standing; /* owned, by indicator: okr_standing */
    okr_map codes;
    known_code known[KNOWN_CODES]; /* by address */
    okr_keymap groups;             /* (group, code) */
    okr_vec carried;               /* bool, by number of the pair */
    okr_vec figures;               /* group_figure */
    uint64_t *codes_of;            /* owned, by measure: bits of what a group carries */
} carriers;

static bool adds_up(const okr_programme *p, const okr_indicator *i)
{
    if (i->measure < 0 || i->aggregation != OKR_AGGREGATION_SUM)
        return false;
    const okr_role role = OKR_MEASURE(p, i->measure)->role;
    return role == OKR_ROLE_ITEM || role == OKR_ROLE_GROUP;
}

static okr_status code_number(carriers *c, const char *code, int *number, okr_error *err)
{
    const uintptr_t address = (uintptr_t)code;
    known_code *known = &c->known[(address ^ address >> 10) % KNOWN_CODES];
    size_t found = 0;
    okr_status status = OKR_OK;

    if (known->code != code) {
        status = okr_map_intern(&c->codes, code, &found, err);
        *known = (known_code){code, (int)found};
    }
    *number = known->number;
    return status;
}

static okr_role role_of(const okr_programme *p, const okr_indicator *i)
{
    return OKR_MEASURE(p, i->measure)->role;
}

/* Most members carry other codes than their group: bits tell so without a look at the pairs. */
static uint64_t bit_of(int code)
{
    return UINT64_C(1) << (unsigned)code % 64;
}

static okr_status note_group(carriers *c, const okr_indicator *x, size_t indicator,
                             okr_error *err)
{
    group_figure figure = {.indicator = indicator};
    int code = 0;
    bool added = false;
    okr_status status = code_number(c, x->code, &code, err);

    c->codes_of[x->measure] |= bit_of(code);
    if (status == OKR_OK)
        status = okr_keymap_add(&c->groups, (okr_key){{x->measure, code, 0, 0}}, &figure.pair,
                                &added, err);
    if (status == OKR_OK && added)
        status = okr_vec_append(&c->carried, &(bool){false}, 1, err);
    return status == OKR_OK ? okr_vec_append(&c->figures, &figure, 1, err) : status;
}

/* The next group above that has figures, or -1. */
static int group_above(const carriers *c, const okr_programme *p, int measure)
{
    int up = OKR_MEASURE(p, measure)->parent;

    while (up >= 0 && c->codes_of[up] == 0)
        up = OKR_MEASURE(p, up)->parent;
    return up;
}

static okr_status mark_above(carriers *c, const okr_programme *p, const okr_indicator *x,
                             okr_error *err)
{
    int code = 0;
    int up = group_above(c, p, x->measure);
    okr_status status = up < 0 ? OKR_OK : code_number(c, x->code, &code, err);

    for (; up >= 0 && status == OKR_OK; up = group_above(c, p, up)) {
        if ((c->codes_of[up] & bit_of(code)) == 0)
            continue;
        const ptrdiff_t pair = okr_keymap_find(&c->groups, (okr_key){{up, code, 0, 0}});
        if (pair >= 0)
            OKR_AT(&c->carried, bool, pair) = true;
    }
    return status;
}

/* As if no member carried anything. */
static okr_status find_first(carriers *c, const okr_programme *p, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++) {
        const okr_indicator *x = OKR_INDICATOR(p, i);
        const bool adds = adds_up(p, x);
        const bool group = adds && role_of(p, x) == OKR_ROLE_GROUP;
        c->standing[i] = !adds   ? OKR_STANDING_NONE
                         : group ? OKR_STANDING_GROUP
                                 : OKR_STANDING_ITEM;
        if (group)
            status = note_group(c, x, i, err);
    }
    return status;
}

/* The rows of indicators are large and many: each is looked at no more often than it must. */
static okr_status find_carried(carriers *c, const okr_programme *p, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->indicators.count && c->carried.count > 0 && status == OKR_OK; i++)
        if (c->standing[i] != OKR_STANDING_NONE)
            status = mark_above(c, p, OKR_INDICATOR(p, i), err);
    for (size_t i = 0; i < c->figures.count && status == OKR_OK; i++) {
        const group_figure *figure = &OKR_AT(&c->figures, group_figure, i);
        if (OKR_AT(&c->carried, bool, figure->pair))
            c->standing[figure->indicator] = OKR_STANDING_CONTROL;
    }
    return status;
}

static okr_status find(carriers *c, const okr_programme *p, okr_error *err)
{
    okr_status status = OKR_OK;

    c->carried = OKR_VEC(bool);
    c->figures = OKR_VEC(group_figure);
    c->standing = calloc(p->indicators.count + 1, 1);
    c->codes_of = calloc(p->measures.count + 1, sizeof *c->codes_of);
    if (c->standing == NULL || c->codes_of == NULL)
        return okr_fail_nomem(err);
    status = find_first(c, p, err);
    return status == OKR_OK ? find_carried(c, p, err) : status;
}

okr_status okr_standing_find(const okr_programme *p, unsigned char **out, okr_error *err)
{
    carriers *c = calloc(1, sizeof *c);
    okr_status status = OKR_OK;

    if (c == NULL)
        return okr_fail_nomem(err);
    status = find(c, p, err);
    if (status == OKR_OK) {
        *out = c->standing;
        c->standing = NULL;
    }
    okr_map_done(&c->codes);
    okr_keymap_done(&c->groups);
    okr_vec_done(&c->carried);
    okr_vec_done(&c->figures);
    free(c->codes_of);
    free(c->standing);
    free(c);
    return status;
}
