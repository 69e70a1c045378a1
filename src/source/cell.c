#include "source/cell.h"

#include "base/number.h"
#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

_Static_assert(sizeof(okr_role) == sizeof(int), "enumerations are stored as int");

static okr_status fault(okr_table_reader *reader, const okr_cell_at *cell, const char *code,
                        const char *const messages[2], okr_error *err)
{
    return okr_table_find(reader,
                          &(okr_fault){.code = code,
                                       .severity = OKR_SEVERITY_ERROR,
                                       .column = cell->name,
                                       .value = cell->text,
                                       .ru = messages[0],
                                       .en = messages[1]},
                          err);
}

static okr_status read_text(okr_table_reader *reader, const okr_cell_at *cell, okr_error *err)
{
    const char *text = okr_arena_strdup(&reader->programme->arena, cell->text, err);

    if (text == NULL)
        return OKR_ERR_NOMEM;
    memcpy(cell->out, (const void *)&text, sizeof text);
    return OKR_OK;
}

static okr_status out_of_range(okr_table_reader *reader, const okr_cell_at *cell,
                               okr_error *err)
{
    char low[OKR_NUMBER_TEXT], high[OKR_NUMBER_TEXT];
    char ru[160], en[160];

    okr_number_format(cell->column->low, low);
    okr_number_format(cell->column->high, high);
    if (isinf(cell->column->high) != 0) {
        (void)snprintf(ru, sizeof ru, "число меньше %s", low);
        (void)snprintf(en, sizeof en, "the number is below %s", low);
    } else {
        (void)snprintf(ru, sizeof ru, "число не лежит между %s и %s", low, high);
        (void)snprintf(en, sizeof en, "the number is not between %s and %s", low, high);
    }
    return fault(reader, cell, "number_out_of_range", (const char *const[]){ru, en}, err);
}

/* What people put into a cell of a number or a date that they do not know. */
static bool says_nothing(const char *text)
{
    static const char *const words[] = {"-", "–", "—", "н/д", "н.д.", "нет данных"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (okr_utf8_same(words[i], text))
            return true;
    return false;
}

/* 50, 50 % and, where the manifest says so, 0.5 are fifty percent. */
static bool parse_percent(okr_table_reader *reader, const char *text, double *number)
{
    const char *as = reader->source->percent_as;
    const size_t size = strlen(text);
    const size_t n = size - (size > 0 && text[size - 1] == '%');
    char digits[OKR_NUMBER_TEXT];

    if (n >= sizeof digits)
        return false;
    memcpy(digits, text, n);
    digits[n] = '\0';
    if (!okr_number_parse(digits, number))
        return false;
    if (text[n] != '\0')
        return true;
    reader->fractions += *number > 0.0 && *number < 1.0;
    reader->above_one += fabs(*number) > 1.0;
    if (as != NULL && strcmp(as, "fraction") == 0)
        *number *= 100.0;
    return true;
}

static okr_status read_number(okr_table_reader *reader, const okr_cell_at *cell, okr_error *err)
{
    static const char *const messages[] = {"это не число", "this is not a number"};
    double number = NAN;

    if (says_nothing(cell->text))
        return OKR_OK;
    if (!(cell->column->is_percent ? parse_percent(reader, cell->text, &number)
                                   : okr_number_parse(cell->text, &number)))
        return fault(reader, cell, "number_invalid", messages, err);
    if (cell->column->has_range && (number < cell->column->low || number > cell->column->high))
        return out_of_range(reader, cell, err);
    memcpy(cell->out, &number, sizeof number);
    return OKR_OK;
}

static okr_status read_year(okr_table_reader *reader, const okr_cell_at *cell, okr_error *err)
{
    static const char *const messages[] = {"это не год", "this is not a year"};
    okr_date date = {0};
    int year = 0;

    if (says_nothing(cell->text))
        return OKR_OK;
    if (!okr_date_parse(cell->text, &date))
        return fault(reader, cell, "year_invalid", messages, err);
    year = date.year;
    memcpy(cell->out, &year, sizeof year);
    return OKR_OK;
}

static okr_status read_date(okr_table_reader *reader, const okr_cell_at *cell,
                            okr_date_side side, okr_error *err)
{
    static const char *const messages[] = {
        "это не дата вида 2024, IV квартал 2024, октябрь 2024, 31.10.2024",
        "this is not a date such as 2024, 2024-Q4, 2024-10, 2024-10-31"};
    okr_date date = {0};

    if (says_nothing(cell->text))
        return OKR_OK;
    if (!okr_date_parse_cell(cell->text, side, &date))
        return fault(reader, cell, "date_invalid", messages, err);
    memcpy(cell->out, &date, sizeof date);
    return OKR_OK;
}

static okr_status read_flag(okr_table_reader *reader, const okr_cell_at *cell, okr_error *err)
{
    static const char *const messages[] = {"это не да и не нет (1, 0, yes, no, да, нет)",
                                           "this is neither yes nor no (1, 0, yes, no)"};
    static const char *const words[] = {"1", "yes", "true", "да", "0", "no", "false", "нет"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(cell->text, words[i]) == 0) {
            const bool flag = i < 4;
            memcpy(cell->out, &flag, sizeof flag);
            return OKR_OK;
        }
    return fault(reader, cell, "flag_invalid", messages, err);
}

/* A code, or the title that people see in okrug's own tables. */
static int find_word(const okr_vocabulary *list, const char *text)
{
    const int found = okr_word_find(list, text);

    if (found >= 0)
        return found;
    for (int i = 0; i < list->count; i++)
        if (strcmp(list->words[i].title_ru, text) == 0 ||
            strcmp(list->words[i].title_en, text) == 0)
            return i;
    return -1;
}

static okr_status unknown_word(okr_table_reader *reader, const okr_cell_at *cell,
                               okr_error *err)
{
    okr_text ru = {0}, en = {0};
    okr_status status = OKR_OK;

    okr_text_add(&ru, "неизвестное слово; допустимы: ");
    okr_word_list(cell->column->words, &ru);
    okr_text_add(&en, "unknown word; allowed: ");
    okr_word_list(cell->column->words, &en);
    status = okr_text_check(&ru, err);
    if (status == OKR_OK)
        status = okr_text_check(&en, err);
    if (status == OKR_OK)
        status = fault(reader, cell, "word_unknown",
                       (const char *const[]){okr_text_str(&ru), okr_text_str(&en)}, err);
    okr_text_done(&ru);
    okr_text_done(&en);
    return status;
}

static okr_status read_word(okr_table_reader *reader, const okr_cell_at *cell, okr_error *err)
{
    const int found = find_word(cell->column->words, cell->text);

    if (found < 0)
        return unknown_word(reader, cell, err);
    memcpy(cell->out, &found, sizeof found);
    return OKR_OK;
}

void okr_cell_clear(const okr_form_column *column, void *out)
{
    static const char *const empty = "";
    static const okr_date no_date = {0};
    const double unknown = NAN;
    const int none = -1, no_year = 0;
    const bool flag = column->fallback != 0;

    switch (column->type) {
    case OKR_FORM_TEXT:
        memcpy(out, (const void *)&empty, sizeof empty);
        break;
    case OKR_FORM_NUMBER:
    case OKR_FORM_NAN:
        memcpy(out, &unknown, sizeof unknown);
        break;
    case OKR_FORM_YEAR:
        memcpy(out, &no_year, sizeof no_year);
        break;
    case OKR_FORM_DATE:
    case OKR_FORM_START:
    case OKR_FORM_END:
        memcpy(out, &no_date, sizeof no_date);
        break;
    case OKR_FORM_FLAG:
        memcpy(out, &flag, sizeof flag);
        break;
    case OKR_FORM_WORD:
        memcpy(out, &column->fallback, sizeof column->fallback);
        break;
    case OKR_FORM_INDEX:
        memcpy(out, &none, sizeof none);
        break;
    }
}

okr_status okr_cell_read(okr_table_reader *reader, const okr_cell_at *cell, okr_error *err)
{
    okr_cell_clear(cell->column, cell->out);
    if (cell->text[0] == '\0')
        return OKR_OK;
    switch (cell->column->type) {
    case OKR_FORM_TEXT:
        return read_text(reader, cell, err);
    case OKR_FORM_NUMBER:
        return read_number(reader, cell, err);
    case OKR_FORM_YEAR:
        return read_year(reader, cell, err);
    case OKR_FORM_DATE:
        return read_date(reader, cell, OKR_DATE_ALONE, err);
    case OKR_FORM_START:
        return read_date(reader, cell, OKR_DATE_START, err);
    case OKR_FORM_END:
        return read_date(reader, cell, OKR_DATE_END, err);
    case OKR_FORM_FLAG:
        return read_flag(reader, cell, err);
    case OKR_FORM_WORD:
        return read_word(reader, cell, err);
    case OKR_FORM_INDEX:
    case OKR_FORM_NAN:
        break;
    }
    return OKR_OK;
}
