#include "source/table_columns.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "source/header_hint.h"
#include "source/suggest.h"

#include <stdio.h>
#include <string.h>

enum { MOST_COLUMNS = 64 };

static bool is_of_file(const okr_form_column *column)
{
    return column->type != OKR_FORM_INDEX && column->type != OKR_FORM_NAN;
}

static bool is_mapped(const okr_table_reader *reader, const okr_form_column *column)
{
    return okr_table_name_in_file(reader, column) != column->name;
}

/* OGR calls a column of a sheet by its number when the first row is empty there. */
static bool is_nameless(const char *name, size_t i)
{
    char made[32];

    (void)snprintf(made, sizeof made, "Field%zu", i + 1);
    return name[0] == '\0' || strcmp(name, made) == 0;
}

bool okr_table_is_nameless(const okr_table_reader *reader, size_t i)
{
    return is_nameless(okr_input_column(reader->input, i), i);
}

static bool has_nameless(const okr_table_reader *reader)
{
    for (size_t i = 0; i < okr_input_columns(reader->input); i++)
        if (okr_table_is_nameless(reader, i))
            return true;
    return false;
}

static okr_status no_column(const okr_table_reader *reader, const char *name, okr_error *err)
{
    okr_text has = {0}, rows = {0};
    okr_status status = okr_header_hint(reader, name, &rows, err);

    if (status != OKR_OK)
        return status;
    for (size_t i = 0; i < okr_input_columns(reader->input); i++)
        if (!okr_table_is_nameless(reader, i))
            okr_text_add_listed(&has, okr_input_column(reader->input, i));
    if (rows.size > 0)
        (void)okr_fail(err, OKR_ERR_FORMAT,
                       _("%s: there is no column '%s' in a header of row %ld, which has %s; "
                         "'header_row: %s' in %s finds it"),
                       reader->source->path, name,
                       reader->source->header.first > 0 ? reader->source->header.first : 1L,
                       okr_text_str(&has), okr_text_str(&rows), reader->manifest->name);
    else if (has_nameless(reader))
        (void)okr_fail(err, OKR_ERR_FORMAT,
                       _("%s: there is no column '%s'; the header has %s and columns without a "
                         "name: if it stands in other rows, state header_row in %s"),
                       reader->source->path, name, okr_text_str(&has), reader->manifest->name);
    else
        (void)okr_fail(err, OKR_ERR_FORMAT, _("%s: there is no column '%s'; the file has %s"),
                       reader->source->path, name, okr_text_str(&has));
    okr_text_done(&has);
    okr_text_done(&rows);
    return OKR_ERR_FORMAT;
}

static const char *find_value(const okr_table_reader *reader, const char *name)
{
    const okr_vec *pairs = &reader->source->values;

    for (size_t i = 0; i < pairs->count; i++)
        if (strcmp(OKR_AT(pairs, okr_manifest_pair, i).key, name) == 0)
            return OKR_AT(pairs, okr_manifest_pair, i).text;
    return "";
}

/* Whether a list of names, parted by commas and blanks, has a name. */
static bool names_column(const char *list, const char *name)
{
    const size_t n = strlen(name);

    while (list != NULL && *list != '\0') {
        const size_t length = strcspn(list, ", ");
        if (length == n && n > 0 && strncmp(list, name, n) == 0)
            return true;
        list += length + strspn(list + length, ", ");
    }
    return false;
}

/* The file's column of a form's column; -1 when it has none and needs none. */
static okr_status find_column(const okr_table_reader *reader, const okr_form_column *column,
                              okr_column_source *found, okr_error *err)
{
    const char *name = okr_table_name_in_file(reader, column);

    *found = (okr_column_source){-1, find_value(reader, column->name), false, ""};
    found->fill_down = names_column(reader->source->fill_down, column->name);
    for (size_t i = 0; is_of_file(column) && i < okr_input_columns(reader->input); i++) {
        if (!okr_heads_same(okr_input_column(reader->input, i), name))
            continue;
        if (found->at >= 0)
            return okr_fail(err, OKR_ERR_FORMAT, _("%s: column '%s' stands there twice"),
                            reader->source->path, name);
        found->at = (int)i;
    }
    if (found->at < 0 && is_of_file(column) &&
        ((column->need != OKR_NEED_NOTHING && found->value[0] == '\0') ||
         is_mapped(reader, column)))
        return no_column(reader, name, err);
    return OKR_OK;
}

/* A key of the manifest names a column that the table does not have. */
static okr_status refuse_name(const okr_table_reader *reader, const char *key,
                              const okr_manifest_pair *pair, okr_error *err)
{
    const char *names[MOST_COLUMNS];
    const char *near = NULL;
    size_t count = 0;

    for (const okr_form_column *c = reader->form->columns; c->name != NULL; c++)
        if (is_of_file(c) && count < MOST_COLUMNS)
            names[count++] = c->name;
    near = okr_suggest(pair->key, names, count);
    if (near == NULL)
        return okr_fail(
            err, OKR_ERR_FORMAT, _("%s, line %ld, key 'sources.%s.%s': unknown column '%s'"),
            reader->manifest->name, pair->line, reader->form->table, key, pair->key);
    return okr_fail(err, OKR_ERR_FORMAT,
                    _("%s, line %ld, key 'sources.%s.%s': unknown column '%s'; did you "
                      "mean '%s'?"),
                    reader->manifest->name, pair->line, reader->form->table, key, pair->key,
                    near);
}

static okr_status check_name(const okr_table_reader *reader, const char *key,
                             const okr_manifest_pair *pair, okr_error *err)
{
    for (const okr_form_column *c = reader->form->columns; c->name != NULL; c++)
        if (is_of_file(c) && strcmp(c->name, pair->key) == 0)
            return OKR_OK;
    return refuse_name(reader, key, pair, err);
}

static okr_status check_pairs(const okr_table_reader *reader, const char *key,
                              const okr_vec *pairs, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < pairs->count && status == OKR_OK; i++)
        status = check_name(reader, key, &OKR_AT(pairs, okr_manifest_pair, i), err);
    return status;
}

/* Every name in fill_down is one of a column. */
static okr_status check_fill_down(const okr_table_reader *reader, okr_error *err)
{
    const char *list = reader->source->fill_down;
    char name[64];
    okr_status status = OKR_OK;

    while (list != NULL && *list != '\0' && status == OKR_OK) {
        const size_t length = strcspn(list, ", ");
        (void)snprintf(name, sizeof name, "%.*s", (int)length, list);
        okr_utf8_trim_end(name); /* what is longer is no column's name anyway */
        if (length > 0)
            status = check_name(reader, "fill_down",
                                &(okr_manifest_pair){.key = name, .line = reader->source->line},
                                err);
        list += length + strspn(list + length, ", ");
    }
    return status;
}

okr_status okr_table_match(okr_table_reader *reader, okr_error *err)
{
    okr_status status = check_pairs(reader, "columns", &reader->source->columns, err);

    if (status == OKR_OK)
        status = check_pairs(reader, "values", &reader->source->values, err);
    if (status == OKR_OK)
        status = check_fill_down(reader, err);
    for (const okr_form_column *c = reader->form->columns; c->name != NULL && status == OKR_OK;
         c++) {
        okr_column_source *slot = okr_vec_push(&reader->columns, err);
        status = slot == NULL ? OKR_ERR_NOMEM : find_column(reader, c, slot, err);
    }
    return status;
}

static bool same_sheet(const okr_manifest_source *a, const okr_manifest_source *b)
{
    return strcmp(a->path, b->path) == 0 && strcmp(a->layer, b->layer) == 0;
}

/* Whether no source before this one in the manifest reads the same sheet. */
static bool is_first(const okr_table_reader *reader)
{
    const okr_vec *sources = &reader->manifest->sources;

    for (size_t i = 0; i < sources->count; i++) {
        const okr_manifest_source *other = &OKR_AT(sources, okr_manifest_source, i);
        if (same_sheet(other, reader->source))
            return other->line == reader->source->line;
    }
    return true;
}

bool okr_table_is_used_elsewhere(const okr_table_reader *reader, const char *name)
{
    const okr_vec *sources = &reader->manifest->sources;

    for (size_t i = 0; i < sources->count; i++) {
        const okr_manifest_source *other = &OKR_AT(sources, okr_manifest_source, i);
        for (size_t k = 0; k < other->columns.count && same_sheet(other, reader->source); k++)
            if (okr_heads_same(OKR_AT(&other->columns, okr_manifest_pair, k).text, name))
                return true;
    }
    return false;
}

/* Whether a cell that must have text has none. */
static bool lacks_text(const okr_table_reader *reader, const okr_input_row *row)
{
    const okr_form_column *columns = reader->form->columns;

    for (size_t i = 0; columns[i].name != NULL; i++) {
        const okr_column_source *from = &OKR_AT(&reader->columns, okr_column_source, i);
        if (columns[i].need == OKR_NEED_VALUE && from->at >= 0 && from->value[0] == '\0' &&
            !from->fill_down && okr_first_cell(&row->cells[from->at], 1) == 1)
            return true;
    }
    return false;
}

static okr_status report_ornament(okr_table_reader *reader, const okr_input_row *row,
                                  okr_ornament ornament, okr_error *err)
{
    const bool total = ornament == OKR_ORNAMENT_TOTAL;
    const size_t cell = okr_first_cell(row->cells, okr_input_columns(reader->input));
    const okr_fault fault = {
        .code = "row_skipped",
        .severity = OKR_SEVERITY_WARNING,
        .column = okr_input_column(reader->input, cell),
        .value = row->cells[cell],
        .ru = total ? "строка итогов не прочитана"
                    : "строка с одной ячейкой (заголовок раздела, примечание) не прочитана",
        .en = total ? "row of totals was not read"
                    : "row of one cell (a heading or a note) was not read",
    };

    reader->item = "";
    reader->row.number = row->number;
    return okr_table_find(reader, &fault, err);
}

/* The first column of the file that must be there; -1 none. */
static int key_column(const okr_table_reader *reader)
{
    const okr_form_column *c = reader->form->columns;
    size_t i = 0;

    while (c[i].name != NULL && c[i].need == OKR_NEED_NOTHING)
        i++;
    return c[i].name == NULL ? -1 : OKR_AT(&reader->columns, okr_column_source, i).at;
}

okr_status okr_table_judge(okr_table_reader *reader, const okr_input_row *row, bool *is_record,
                           okr_error *err)
{
    const size_t n = okr_input_columns(reader->input);
    okr_ornament ornament = row->geometry.size > 0 || !okr_input_is_sheet(reader->input)
                                ? OKR_ORNAMENT_NONE
                                : okr_ornament_of(row->cells, n);
    const int key = key_column(reader);
    const bool lacks = lacks_text(reader, row);

    if (ornament == OKR_ORNAMENT_NUMBERS && reader->has_records)
        ornament = OKR_ORNAMENT_NONE;
    if (ornament == OKR_ORNAMENT_TOTAL && !lacks &&
        okr_first_cell(row->cells, n) != (size_t)key)
        ornament = OKR_ORNAMENT_NONE;
    if (ornament == OKR_ORNAMENT_HEADING && !lacks && reader->source->header.first == 0)
        ornament = OKR_ORNAMENT_NONE;
    *is_record = ornament == OKR_ORNAMENT_NONE;
    reader->has_records = reader->has_records || *is_record;
    if ((ornament == OKR_ORNAMENT_TOTAL || ornament == OKR_ORNAMENT_HEADING) &&
        is_first(reader))
        return report_ornament(reader, row, ornament, err);
    return OKR_OK;
}

okr_status okr_table_check_percents(okr_table_reader *reader, okr_error *err)
{
    reader->item = "";
    reader->row.number = 0;
    if (reader->source->percent_as == NULL || reader->source->percent_as[0] != '\0' ||
        reader->fractions == 0 || reader->above_one > 0)
        return OKR_OK;
    return okr_table_find(
        reader,
        &(okr_fault){.code = "percent_fractions",
                     .severity = OKR_SEVERITY_WARNING,
                     .column = "percent",
                     .ru =
                         "все проценты не больше 1: если 0,5 значит 50 %, укажите в okrug.yaml "
                         "percent_as: fraction, иначе percent_as: percent",
                     .en = "no percent is above 1: if 0.5 means 50 percent, state percent_as: "
                           "fraction in okrug.yaml, else percent_as: percent"},
        err);
}
