/* Findings by rule, and the rules themselves. */
#include "base/map.h"
#include "check/check.h"
#include "okrug/check.h"
#include "view/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns of a list of findings, in the order of findings.c. */
enum { SEVERITY, CODE, FILE_NAME, ROW, ITEM, COLUMN, VALUE, MESSAGE, COLUMNS };

/* Records that a row names at most. */
enum { EXAMPLES = 3 };

/* The findings of one rule. */
typedef struct group {
    size_t first; /* row of the list */
    size_t count;
    size_t rank; /* of the severity: the list has the most grave first */
    okr_text examples;
    size_t named;
} group;

static const char *text_at(const okr_table *list, size_t row, size_t column)
{
    const okr_cell *cell = okr_table_cell(list, row, column);

    return cell->kind == OKR_CELL_TEXT ? cell->text.en : "";
}

static void name_record(group *g, const char *item)
{
    if (item[0] == '\0' || g->named == EXAMPLES)
        return;
    okr_text_addf(&g->examples, "%s%s", g->named == 0 ? "" : ", ", item);
    g->named++;
}

static okr_status collect(const okr_table *list, okr_vec *groups, okr_error *err)
{
    const size_t rows = okr_table_rows(list);
    okr_map known = {0};
    size_t rank = 0;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < rows && status == OKR_OK; i++) {
        const char *code = text_at(list, i, CODE);
        ptrdiff_t at = okr_map_find(&known, code);
        if (i > 0 && strcmp(text_at(list, i, SEVERITY), text_at(list, i - 1, SEVERITY)) != 0)
            rank = i;
        if (at < 0) {
            group *fresh = okr_vec_push(groups, err);
            at = (ptrdiff_t)groups->count - 1;
            status = fresh == NULL ? OKR_ERR_NOMEM
                                   : okr_map_add(&known, code, (size_t)at, NULL, err);
            if (fresh != NULL)
                *fresh = (group){.first = i, .rank = rank};
        }
        if (status != OKR_OK)
            break;
        group *g = &OKR_AT(groups, group, at);
        g->count++;
        name_record(g, text_at(list, i, ITEM));
    }
    okr_map_done(&known);
    return status;
}

static int by_gravity(const void *left, const void *right)
{
    const group *a = left, *b = right;

    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return a->first < b->first ? -1 : 1;
}

static const okr_rule *rule_of(const char *code)
{
    for (size_t i = 0; i < okr_check_count(); i++)
        if (strcmp(okr_check_rule(i)->code, code) == 0)
            return okr_check_rule(i);
    return NULL;
}

static void add_group(const okr_table *list, const group *g, okr_table *t)
{
    const okr_cell *severity = okr_table_cell(list, g->first, SEVERITY);
    const okr_cell *message = okr_table_cell(list, g->first, MESSAGE);
    const char *code = text_at(list, g->first, CODE);
    const okr_rule *rule = rule_of(code);

    okr_table_titles(t, severity->text.ru, severity->text.en);
    okr_table_text(t, code);
    okr_table_number(t, (double)g->count);
    if (rule != NULL)
        okr_table_titles(t, rule->message_ru, rule->message_en);
    else
        okr_table_titles(t, message->text.ru, message->text.en);
    okr_table_text(t, okr_text_str(&g->examples));
}

static void add_groups(const okr_table *list, const okr_vec *groups, okr_table *t)
{
    okr_table_column(t, "severity", "Степень", "Severity", -1);
    okr_table_column(t, "code", "Код", "Code", -1);
    okr_table_column(t, "count", "Замечаний", "Findings", 0);
    okr_table_column(t, "message", "О чём", "What about", -1);
    okr_table_column(t, "examples", "Например", "For example", -1);
    for (size_t i = 0; i < groups->count; i++)
        add_group(list, &OKR_AT(groups, group, i), t);
    for (size_t i = 0; i < list->notes.count; i++)
        okr_table_note(t, OKR_AT(&list->notes, okr_titles, i).ru,
                       OKR_AT(&list->notes, okr_titles, i).en);
}

static okr_status hand_over(okr_table *t, okr_status status, okr_table **table, okr_error *err)
{
    if (status == OKR_OK)
        status = okr_table_check(t, err);
    if (status != OKR_OK)
        okr_table_free(t);
    else
        *table = t;
    return status;
}

okr_status okr_findings_group(const okr_table *findings, okr_table **table, okr_error *err)
{
    okr_table *t = okr_table_new(findings->title.ru, findings->title.en, err);
    okr_vec groups = OKR_VEC(group);
    okr_status status = t == NULL ? OKR_ERR_NOMEM : OKR_OK;

    if (status == OKR_OK && findings->columns.count != COLUMNS)
        status =
            okr_fail(err, OKR_ERR_USAGE, "'%s' is no list of findings", findings->title.en);
    if (status == OKR_OK)
        status = collect(findings, &groups, err);
    if (status == OKR_OK && groups.count > 1)
        qsort(groups.data, groups.count, groups.item_size, by_gravity);
    if (status == OKR_OK)
        add_groups(findings, &groups, t);
    for (size_t i = 0; i < groups.count; i++)
        okr_text_done(&OKR_AT(&groups, group, i).examples);
    okr_vec_done(&groups);
    return hand_over(t, status, table, err);
}

static void add_rule(const okr_rule *rule, okr_table *t)
{
    const char *any = strcmp(rule->table, "*") == 0 ? "any table" : rule->table;

    okr_table_text(t, rule->code);
    okr_table_text(t, okr_word_code(&okr_severities, (int)rule->severity));
    okr_table_titles(t, strcmp(rule->table, "*") == 0 ? "любая таблица" : rule->table, any);
    okr_table_text(t, strcmp(rule->column, "*") == 0 ? "" : rule->column);
    okr_table_text(t, rule->message_ru);
    okr_table_text(t, rule->message_en);
}

okr_status okr_check_rules(okr_table **table, okr_error *err)
{
    okr_table *t = okr_table_new("Правила проверки данных", "Data-quality rules", err);
    char ru[64];
    char en[64];

    if (t == NULL)
        return OKR_ERR_NOMEM;
    okr_table_column(t, "code", "Код", "Code", -1);
    okr_table_column(t, "severity", "Степень", "Severity", -1);
    okr_table_column(t, "table", "Таблица", "Table", -1);
    okr_table_column(t, "column", "Столбец", "Column", -1);
    okr_table_column(t, "message_ru", "Замечание", "Finding in Russian", -1);
    okr_table_column(t, "message_en", "Замечание по-английски", "Finding in English", -1);
    for (size_t i = 0; i < okr_check_count(); i++)
        add_rule(okr_check_rule(i), t);
    (void)snprintf(ru, sizeof ru, "Правил: %zu", okr_check_count());
    (void)snprintf(en, sizeof en, "Rules: %zu", okr_check_count());
    okr_table_note(t, ru, en);
    return hand_over(t, OKR_OK, table, err);
}
