/* Totals that a group states are compared with the sum of its items; they are never added. */
#include "check/rule.h"

#include "model/bucket.h"

#include <math.h>
#include <string.h>

/* Sums of decimals typed by people are compared to this relative difference. */
#define SUM_TOLERANCE 1e-6

/* Sum of one value over the items below a group. */
typedef struct item_sum {
    double value; /* in the base unit; NaN when an item's value is unknown or only a bound */
    int items;
} item_sum;

static bool is_below(const okr_programme *p, int measure, int ancestor)
{
    while (measure >= 0 && measure != ancestor)
        measure = OKR_MEASURE(p, measure)->parent;
    return measure >= 0;
}

static double in_base(const okr_programme *p, const okr_indicator *i, const okr_value *value)
{
    const double factor = i->unit < 0 ? 1.0 : OKR_UNIT(p, i->unit)->factor;

    if (value->qualifier != OKR_QUALIFIER_EXACT)
        return NAN;
    return value->number * (isnan(factor) || factor == 0 ? 1.0 : factor);
}

static const okr_value *value_of(const okr_indicator *i, bool actual)
{
    return actual ? &i->actual : &i->target;
}

static bool same_quantity(const okr_indicator *a, const okr_indicator *b)
{
    return strcmp(a->code, b->code) == 0 &&
           okr_date_compare(a->period_start, b->period_start) == 0 &&
           okr_date_compare(a->period_end, b->period_end) == 0;
}

/* Rows of one code stand in one bucket of the key map, so only those are walked. */
static item_sum sum_items(const okr_programme *p, const okr_bucket *rows,
                          const okr_indicator *total, bool actual)
{
    item_sum sum = {0, 0};

    for (size_t r = 0; r < rows->count; r++) {
        const okr_indicator *i = OKR_INDICATOR(p, rows->rows[r]);
        if (i->measure < 0 || OKR_MEASURE(p, i->measure)->role != OKR_ROLE_ITEM ||
            !same_quantity(i, total) || !is_below(p, i->measure, total->measure))
            continue;
        sum.value += in_base(p, i, value_of(i, actual));
        sum.items++;
    }
    return sum;
}

static okr_status compare(okr_programme *p, const okr_rule *rule, const okr_bucket *rows,
                          const okr_indicator *total, okr_error *err)
{
    for (int actual = 0; actual < 2; actual++) {
        const item_sum sum = sum_items(p, rows, total, actual == 1);
        const double stated = in_base(p, total, value_of(total, actual == 1));
        okr_breach breach = {.value = NULL};
        if (sum.items == 0 || !(fabs(sum.value - stated) > SUM_TOLERANCE * fabs(stated)))
            continue;
        okr_breach_numbers(&breach, stated, " / ", sum.value);
        return okr_rule_report(p, rule, total->row, OKR_MEASURE(p, total->measure)->measure_id,
                               breach.detail, err);
    }
    return OKR_OK;
}

/* Number the codes, so that rows of one code can be put into a bucket. */
static okr_status number_codes(const okr_programme *p, okr_vec *numbers, size_t *codes,
                               okr_error *err)
{
    okr_map map = {0};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++) {
        const char *code = OKR_INDICATOR(p, i)->code;
        bool added = false;
        int number = 0;
        status = okr_map_add(&map, code, map.count, &added, err);
        number = (int)okr_map_find(&map, code);
        if (status == OKR_OK)
            status = okr_vec_append(numbers, &number, 1, err);
    }
    *codes = map.count;
    okr_map_done(&map);
    return status;
}

static bool is_total(const okr_programme *p, const okr_indicator *i)
{
    return i->measure >= 0 && i->aggregation == OKR_AGGREGATION_SUM &&
           OKR_MEASURE(p, i->measure)->role == OKR_ROLE_GROUP;
}

static okr_status control_totals(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    okr_vec numbers = OKR_VEC(int);
    okr_buckets by_code = {0};
    size_t codes = 0;
    okr_status status = number_codes(p, &numbers, &codes, err);

    if (status == OKR_OK)
        status = okr_buckets_build(&by_code, codes, &numbers, 0, err);
    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++) {
        const okr_indicator *total = OKR_INDICATOR(p, i);
        const okr_bucket rows = okr_buckets_at(&by_code, OKR_AT(&numbers, int, i));
        if (is_total(p, total))
            status = compare(p, rule, &rows, total, err);
    }
    okr_buckets_done(&by_code);
    okr_vec_done(&numbers);
    return status;
}

/* clang-format off */
const okr_rule okr_control_rules[] = {
    OKR_SCAN_RULE("control_total", WARNING, "indicators", "actual", control_totals,
        "итог группы не равен сумме её мероприятий", "total of a group is not the sum of its items"),
    OKR_RULE_END,
};
/* clang-format on */
