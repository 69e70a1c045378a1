#include "check/rule.h"

#include <math.h>
#include <stdio.h>

okr_status okr_rule_report(okr_programme *p, const okr_rule *rule, okr_row row,
                           const char *item, const char *value, okr_error *err)
{
    const okr_finding_at at = {
        .code = rule->code,
        .severity = rule->severity,
        .table = rule->table,
        .row = row,
        .item = item,
        .column = rule->column,
        .value = value,
    };

    return okr_programme_find(p, &at, rule->message_ru, rule->message_en, err);
}

void okr_breach_numbers(okr_breach *breach, double first, const char *between, double second)
{
    char a[OKR_NUMBER_TEXT] = "?";
    char b[OKR_NUMBER_TEXT] = "?";

    if (!isnan(first))
        okr_number_format(first, a);
    if (!isnan(second))
        okr_number_format(second, b);
    (void)snprintf(breach->detail, sizeof breach->detail, "%s%s%s", a, between, b);
}
