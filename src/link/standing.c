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

/* Codes as numbers, and which figures of groups some member carries too. */
typedef struct carriers {
    okr_map codes;
    known_code known[KNOWN_CODES]; /* by address */
    okr_keymap groups;             /* (group, code) */
    okr_vec carried;               /* bool, by number of the pair */
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

static okr_status note_group(carriers *c, const okr_indicator *i, okr_error *err)
{
    int code = 0;
    size_t number = 0;
    bool added = false;
    okr_status status = code_number(c, i->code, &code, err);

    if (status == OKR_OK)
        status = okr_keymap_add(&c->groups, (okr_key){{i->measure, code, 0, 0}}, &number,
                                &added, err);
    return status == OKR_OK && added ? okr_vec_append(&c->carried, &(bool){false}, 1, err)
                                     : status;
}

static okr_status mark_above(carriers *c, const okr_programme *p, const okr_indicator *i,
                             okr_error *err)
{
    int code = 0;
    okr_status status = code_number(c, i->code, &code, err);

    for (int up = OKR_MEASURE(p, i->measure)->parent; up >= 0 && status == OKR_OK;
         up = OKR_MEASURE(p, up)->parent) {
        const ptrdiff_t pair = okr_keymap_find(&c->groups, (okr_key){{up, code, 0, 0}});
        if (pair >= 0)
            OKR_AT(&c->carried, bool, pair) = true;
    }
    return status;
}

static okr_status find_carriers(carriers *c, const okr_programme *p, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++) {
        const okr_indicator *x = OKR_INDICATOR(p, i);
        if (adds_up(p, x) && role_of(p, x) == OKR_ROLE_GROUP)
            status = note_group(c, x, err);
    }
    for (size_t i = 0; i < p->indicators.count && c->carried.count > 0 && status == OKR_OK; i++)
        if (adds_up(p, OKR_INDICATOR(p, i)))
            status = mark_above(c, p, OKR_INDICATOR(p, i), err);
    return status;
}

static okr_standing standing_of(const carriers *c, const okr_programme *p,
                                const okr_indicator *i)
{
    if (!adds_up(p, i))
        return OKR_STANDING_NONE;
    if (role_of(p, i) == OKR_ROLE_ITEM)
        return OKR_STANDING_ITEM;
    const int code = (int)okr_map_find(&c->codes, i->code);
    const ptrdiff_t pair = okr_keymap_find(&c->groups, (okr_key){{i->measure, code, 0, 0}});
    return OKR_AT(&c->carried, bool, pair) ? OKR_STANDING_CONTROL : OKR_STANDING_GROUP;
}

okr_status okr_standing_find(const okr_programme *p, unsigned char **out, okr_error *err)
{
    carriers *c = calloc(1, sizeof *c);
    unsigned char *standing = calloc(p->indicators.count + 1, 1);
    okr_status status = c == NULL || standing == NULL ? okr_fail_nomem(err) : OKR_OK;

    if (status == OKR_OK) {
        c->carried = OKR_VEC(bool);
        status = find_carriers(c, p, err);
    }
    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++)
        standing[i] = (unsigned char)standing_of(c, p, OKR_INDICATOR(p, i));
    if (c != NULL) {
        okr_map_done(&c->codes);
        okr_keymap_done(&c->groups);
        okr_vec_done(&c->carried);
    }
    free(c);
    if (status != OKR_OK) {
        free(standing);
        return status;
    }
    *out = standing;
    return OKR_OK;
}
