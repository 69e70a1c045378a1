/** @file
 * Data-quality rules as a table: what is looked at, how grave a breach is, what is said of it.
 */
#ifndef OKR_CHECK_RULE_H
#define OKR_CHECK_RULE_H

#include "base/number.h"
#include "model/programme.h"

/** What a row test says about a breach besides that there is one. */
typedef struct okr_breach {
    const char *item;  /**< identifier of the record; set by the driver, a test may change it */
    const char *value; /**< as read; NULL: detail is the value */
    char detail[160];  /**< numbers behind the finding, without language */
} okr_breach;

/** Whether a row of the rule's table breaks it. `row` points at a struct of that table. */
typedef bool okr_row_test(const okr_programme *programme, const void *row, okr_breach *breach);

struct okr_rule;

/** A rule that needs more than one row at a time; reports through okr_rule_report. */
typedef okr_status okr_scan(okr_programme *programme, const struct okr_rule *rule,
                            okr_error *err);

/** One rule. Exactly one of test and scan is set, or neither: found by another layer. */
typedef struct okr_rule {
    const char *code;
    okr_severity severity;
    const char *table;
    const char *column;
    size_t rows; /**< offset of the table in okr_programme; with test */
    size_t item; /**< offset of the identifier in the row */
    size_t row;  /**< offset of the okr_row in the row */
    okr_row_test *test;
    okr_scan *scan;
    const char *message_ru, *message_en; /**< what is wrong */
} okr_rule;

/* clang-format off */
#define OKR_ROW_RULE(code, severity, table, vec, type, item, column, test, ru, en)         \
    {code, OKR_SEVERITY_##severity, table, column, offsetof(okr_programme, vec),           \
     offsetof(type, item), offsetof(type, row), test, NULL, ru, en}
#define OKR_SCAN_RULE(code, severity, table, column, scan, ru, en)                         \
    {code, OKR_SEVERITY_##severity, table, column, 0, 0, 0, NULL, scan, ru, en}
#define OKR_FOREIGN_RULE(code, severity, table, column, ru, en)                            \
    {code, OKR_SEVERITY_##severity, table, column, 0, 0, 0, NULL, NULL, ru, en}
#define OKR_RULE_END {NULL, OKR_SEVERITY_WARNING, NULL, NULL, 0, 0, 0, NULL, NULL, NULL, NULL}
/* clang-format on */

/** Rules by what they look at; each ends with OKR_RULE_END. */
extern const okr_rule okr_territory_rules[], okr_classifier_rules[], okr_measure_rules[],
    okr_location_rules[], okr_indicator_rules[], okr_series_rules[], okr_set_rules[],
    okr_control_rules[], okr_outside_rules[], okr_worklist_rules[], okr_foreign_rules[];

/** Add a finding of a scan. */
OKR_MUST_CHECK okr_status okr_rule_report(okr_programme *programme, const okr_rule *rule,
                                          okr_row row, const char *item, const char *value,
                                          okr_error *err);

/** Put numbers into a breach: "first > second" and the like; NaN is written as "?". */
void okr_breach_numbers(okr_breach *breach, double first, const char *between, double second);

#endif
