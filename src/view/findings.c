/* Findings as a table: most grave first, then in the order of the sources. */
#include "view/table.h"
#include "view/workspace.h"

#include <math.h>
#include <stdio.h>

static void add_columns(okr_table *t)
{
    okr_table_column(t, "severity", "Степень", "Severity", -1);
    okr_table_column(t, "code", "Код", "Code", -1);
    okr_table_column(t, "file", "Файл", "File", -1);
    okr_table_column(t, "row", "Строка", "Row", 0);
    okr_table_column(t, "item", "Запись", "Record", -1);
    okr_table_column(t, "column", "Столбец", "Column", -1);
    okr_table_column(t, "value", "Значение", "Value", -1);
    okr_table_column(t, "message", "Замечание", "Finding", -1);
}

/* A finding that stands in no file is one of the whole table. */
static void add_row(okr_table *t, const okr_programme *p, const okr_finding *f)
{
    const bool in_file = f->row.source >= 0 && (size_t)f->row.source < p->sources.count;

    okr_table_titles(t, okr_word_title(&okr_severities, (int)f->severity, true),
                     okr_word_title(&okr_severities, (int)f->severity, false));
    okr_table_text(t, f->code);
    okr_table_text(t, in_file ? OKR_SOURCE_FILE(p, f->row.source)->path : f->table);
    okr_table_number(t, f->row.number > 0 ? (double)f->row.number : (double)NAN);
    okr_table_text(t, f->item);
    okr_table_text(t, f->column);
    okr_table_text(t, f->value);
    okr_table_titles(t, f->message.ru, f->message.en);
}

static size_t add_severity(okr_table *t, const okr_programme *p, okr_severity severity)
{
    size_t count = 0;

    for (size_t i = 0; i < p->findings.count; i++) {
        if (OKR_FINDING(p, i)->severity != severity)
            continue;
        add_row(t, p, OKR_FINDING(p, i));
        count++;
    }
    return count;
}

okr_status okr_findings_table(const okr_programme *p, okr_table **table, okr_error *err)
{
    okr_table *t = okr_table_new("Замечания к данным", "Data-quality findings", err);
    char ru[96];
    char en[96];
    size_t errors = 0;
    size_t warnings = 0;

    if (t == NULL)
        return OKR_ERR_NOMEM;
    add_columns(t);
    (void)add_severity(t, p, OKR_SEVERITY_FATAL);
    errors = add_severity(t, p, OKR_SEVERITY_ERROR);
    warnings = add_severity(t, p, OKR_SEVERITY_WARNING);
    (void)snprintf(ru, sizeof ru, "Ошибок: %zu, предупреждений: %zu", errors, warnings);
    (void)snprintf(en, sizeof en, "Errors: %zu, warnings: %zu", errors, warnings);
    okr_table_note(t, ru, en);
    *table = t;
    return okr_table_check(t, err);
}
