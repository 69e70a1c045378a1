#include "check/check.h"

#include <string.h>

static const okr_rule *const tables[] = {
    okr_territory_rules, okr_outside_rules,   okr_classifier_rules, okr_measure_rules,
    okr_location_rules,  okr_indicator_rules, okr_control_rules,    okr_series_rules,
    okr_set_rules,       okr_worklist_rules,  okr_foreign_rules,
};

enum { TABLE_COUNT = sizeof tables / sizeof tables[0] };

static okr_status test_rows(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    const okr_vec *rows =
        (const okr_vec *)(const void *)((const unsigned char *)p + rule->rows);

    for (size_t i = 0; i < rows->count; i++) {
        const unsigned char *row = (const unsigned char *)rows->data + i * rows->item_size;
        okr_breach breach = {.value = NULL};
        okr_row where;

        memcpy(&breach.item, row + rule->item, sizeof breach.item);
        if (!rule->test(p, row, &breach))
            continue;
        memcpy(&where, row + rule->row, sizeof where);
        okr_status status =
            okr_rule_report(p, rule, where, breach.item,
                            breach.value == NULL ? breach.detail : breach.value, err);
        if (status != OKR_OK)
            return status;
    }
    return OKR_OK;
}

okr_status okr_check_programme(okr_programme *p, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t t = 0; t < TABLE_COUNT; t++) {
        for (const okr_rule *rule = tables[t]; rule->code != NULL; rule++) {
            if (rule->test != NULL)
                status = test_rows(p, rule, err);
            else if (rule->scan != NULL)
                status = rule->scan(p, rule, err);
            if (status != OKR_OK)
                return status;
        }
    }
    return OKR_OK;
}

size_t okr_check_count(void)
{
    size_t count = 0;

    for (size_t t = 0; t < TABLE_COUNT; t++)
        for (const okr_rule *rule = tables[t]; rule->code != NULL; rule++)
            count++;
    return count;
}

const okr_rule *okr_check_rule(size_t i)
{
    for (size_t t = 0; t < TABLE_COUNT; t++)
        for (const okr_rule *rule = tables[t]; rule->code != NULL; rule++)
            if (i-- == 0)
                return rule;
    return NULL;
}
