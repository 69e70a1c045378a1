#include "source/table.h"

#include "base/i18n.h"
#include "source/cell.h"
#include "source/suggest.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 64 };

static bool is_of_file(const okr_form_column *column)
{
    return column->type != OKR_FORM_INDEX && column->type != OKR_FORM_NAN;
}

/* The file's name of a column: as mapped, else okrug's own. */
static const char *name_in_file(const okr_table_reader *reader, const okr_form_column *column)
{
    const okr_vec *pairs = &reader->source->columns;

    for (size_t i = 0; i < pairs->count; i++)
        if (strcmp(OKR_AT(pairs, okr_manifest_pair, i).key, column->name) == 0)
            return OKR_AT(pairs, okr_manifest_pair, i).text;
    return column->name;
}

static bool is_mapped(const okr_table_reader *reader, const okr_form_column *column)
{
    return name_in_file(reader, column) != column->name;
}

/* OGR calls a column of a sheet by its number when the first row is empty there. */
static bool is_nameless(const char *name, size_t i)
{
    char made[32];

    (void)snprintf(made, sizeof made, "Field%zu", i + 1);
    return name[0] == '\0' || strcmp(name, made) == 0;
}

static bool has_nameless(const okr_input *input)
{
    for (size_t i = 0; i < okr_input_columns(input); i++)
        if (is_nameless(okr_input_column(input, i), i))
            return true;
    return false;
}

static okr_status no_column(const okr_table_reader *reader, const char *name, okr_error *err)
{
    okr_text has = {0};

    for (size_t i = 0; i < okr_input_columns(reader->input); i++)
        okr_text_add_listed(&has, okr_input_column(reader->input, i));
    if (has_nameless(reader->input))
        (void)okr_fail(
            err, OKR_ERR_FORMAT,
            _("%s: there is no column '%s'; the first row was taken as the header and "
              "has %s, some without a name: the names must stand in that one row, "
              "without merged cells and without a title above"),
            reader->source->path, name, okr_text_str(&has));
    else
        (void)okr_fail(err, OKR_ERR_FORMAT, _("%s: there is no column '%s'; the file has %s"),
                       reader->source->path, name, okr_text_str(&has));
    okr_text_done(&has);
    return OKR_ERR_FORMAT;
}

/* The file's column of a form's column; -1 when it has none and needs none. */
static okr_status find_column(const okr_table_reader *reader, const okr_form_column *column,
                              int *found, okr_error *err)
{
    const char *name = name_in_file(reader, column);

    *found = -1;
    for (size_t i = 0; is_of_file(column) && i < okr_input_columns(reader->input); i++) {
        if (strcmp(okr_input_column(reader->input, i), name) != 0)
            continue;
        if (*found >= 0)
            return okr_fail(err, OKR_ERR_FORMAT, _("%s: column '%s' stands there twice"),
                            reader->source->path, name);
        *found = (int)i;
    }
    if (*found < 0 && is_of_file(column) &&
        (column->need != OKR_NEED_NOTHING || is_mapped(reader, column)))
        return no_column(reader, name, err);
    return OKR_OK;
}

/* A mapping names a column that the table does not have. */
static okr_status refuse_mapping(const okr_table_reader *reader, const okr_manifest_pair *pair,
                                 okr_error *err)
{
    const char *names[MOST_COLUMNS];
    const char *near = NULL;
    size_t count = 0;

    for (const okr_form_column *c = reader->form->columns; c->name != NULL; c++)
        if (is_of_file(c) && count < MOST_COLUMNS)
            names[count++] = c->name;
    near = okr_suggest(pair->key, names, count);
    if (near == NULL)
        return okr_fail(err, OKR_ERR_FORMAT,
                        _("%s, line %ld, key 'sources.%s.columns': unknown column '%s'"),
                        reader->manifest->name, pair->line, reader->form->table, pair->key);
    return okr_fail(err, OKR_ERR_FORMAT,
                    _("%s, line %ld, key 'sources.%s.columns': unknown column '%s'; did you "
                      "mean '%s'?"),
                    reader->manifest->name, pair->line, reader->form->table, pair->key, near);
}

static okr_status check_mapping(const okr_table_reader *reader, okr_error *err)
{
    const okr_vec *pairs = &reader->source->columns;

    for (size_t i = 0; i < pairs->count; i++) {
        const okr_manifest_pair *pair = &OKR_AT(pairs, okr_manifest_pair, i);
        const okr_form_column *c = reader->form->columns;
        while (c->name != NULL && strcmp(c->name, pair->key) != 0)
            c++;
        if (c->name == NULL)
            return refuse_mapping(reader, pair, err);
    }
    return OKR_OK;
}

static okr_status match_columns(okr_table_reader *reader, okr_error *err)
{
    okr_status status = check_mapping(reader, err);

    for (const okr_form_column *c = reader->form->columns; c->name != NULL && status == OKR_OK;
         c++) {
        int *slot = okr_vec_push(&reader->columns, err);
        status = slot == NULL ? OKR_ERR_NOMEM : find_column(reader, c, slot, err);
    }
    return status;
}

static bool is_used(const okr_table_reader *reader, size_t column)
{
    for (size_t i = 0; i < reader->columns.count; i++)
        if (OKR_AT(&reader->columns, int, i) == (int)column)
            return true;
    return false;
}

/* What nobody asked for is told once: it may be a misspelt name. */
static okr_status report_unused(okr_table_reader *reader, okr_error *err)
{
    okr_text unused = {0};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < okr_input_columns(reader->input); i++)
        if (!is_used(reader, i))
            okr_text_addf(&unused, unused.size == 0 ? "%s" : ", %s",
                          okr_input_column(reader->input, i));
    status = okr_text_check(&unused, err);
    if (status == OKR_OK && unused.size > 0)
        status = okr_table_find(reader,
                                &(okr_fault){.code = "columns_unknown",
                                             .severity = OKR_SEVERITY_WARNING,
                                             .value = okr_text_str(&unused),
                                             .ru = "столбцы не известны и не прочитаны",
                                             .en = "columns are not known and were not read"},
                                err);
    okr_text_done(&unused);
    return status;
}

/* The cell without outer spaces, also U+00A0; borrowed from scratch. */
static const char *trim(okr_table_reader *reader, const char *cell)
{
    static const char blanks[] = " \t\r\n";
    size_t n = 0;

    while (*cell != '\0' &&
           (strchr(blanks, *cell) != NULL || strncmp(cell, "\xC2\xA0", 2) == 0))
        cell += *cell == '\xC2' ? 2 : 1;
    n = strlen(cell);
    for (;;) {
        if (n > 0 && strchr(blanks, cell[n - 1]) != NULL)
            n -= 1;
        else if (n > 1 && memcmp(cell + n - 2, "\xC2\xA0", 2) == 0)
            n -= 2;
        else
            break;
    }
    okr_text_clear(&reader->scratch);
    okr_text_add_n(&reader->scratch, cell, n);
    return okr_text_str(&reader->scratch);
}

static okr_status need_value(const okr_table_reader *reader, const okr_form_column *column,
                             okr_error *err)
{
    return okr_fail(err, OKR_ERR_FORMAT, _("%s, row %ld: column '%s' is empty"),
                    reader->source->path, reader->row.number, name_in_file(reader, column));
}

static okr_status read_record(okr_table_reader *reader, const okr_input_row *row, void *record,
                              okr_error *err)
{
    okr_status status = OKR_OK;
    const okr_form_column *columns = reader->form->columns;

    reader->item = "";
    for (size_t i = 0; columns[i].name != NULL && status == OKR_OK; i++) {
        const int at = OKR_AT(&reader->columns, int, i);
        const char *text = at < 0 ? "" : trim(reader, row->cells[at]);
        const okr_cell_at cell = {&columns[i],
                                  at < 0 ? "" : okr_input_column(reader->input, (size_t)at),
                                  text, (unsigned char *)record + columns[i].offset};
        status = okr_text_check(&reader->scratch, err);
        if (status == OKR_OK && text[0] == '\0' && columns[i].need == OKR_NEED_VALUE)
            return need_value(reader, &columns[i], err);
        if (status == OKR_OK)
            status = okr_cell_read(reader, &cell, err);
        if (status == OKR_OK && i == 0 && columns[0].type == OKR_FORM_TEXT)
            memcpy((void *)&reader->item, cell.out, sizeof reader->item);
    }
    return status;
}

static okr_status read_row(okr_table_reader *reader, const okr_input_row *row, void *record,
                           okr_error *err)
{
    okr_vec *rows = okr_form_rows(reader->form, reader->programme);
    okr_status status = OKR_OK;

    memset(record, 0, reader->form->record_size);
    reader->skip = false;
    reader->row.number = row->number;
    memcpy((unsigned char *)record + reader->form->row_offset, &reader->row, sizeof(okr_row));
    status = read_record(reader, row, record, err);
    if (status == OKR_OK && reader->form->finish != NULL)
        status = reader->form->finish(reader, record, row, err);
    return status == OKR_OK && !reader->skip ? okr_vec_append(rows, record, 1, err) : status;
}

static okr_status read_rows(okr_table_reader *reader, okr_error *err)
{
    void *record = malloc(reader->form->record_size);
    okr_input_row row = {0};
    bool more = true;
    size_t count = 0;
    okr_status status = record == NULL ? okr_fail_nomem(err) : OKR_OK;

    while (status == OKR_OK && more) {
        status = okr_input_next(reader->input, &row, &more, err);
        if (status == OKR_OK && more) {
            status = read_row(reader, &row, record, err);
            count++;
        }
    }
    free(record);
    if (status == OKR_OK && count == 0 && reader->form->required)
        return okr_fail(err, OKR_ERR_FORMAT, _("%s: the table has no rows"),
                        reader->source->path);
    return status;
}

static okr_status open_input(okr_table_reader *reader, okr_error *err)
{
    const okr_manifest_source *source = reader->source;
    const okr_input_options options = {source->path, source->layer, source->encoding,
                                       source->crs};
    okr_text path = {0};
    okr_status status = OKR_OK;

    okr_manifest_resolve(reader->manifest, source->path, &path);
    status = okr_text_check(&path, err);
    if (status == OKR_OK)
        status = okr_input_open(okr_text_str(&path), &options, &reader->input, err);
    okr_text_done(&path);
    return status;
}

/* Layers transform what they hold; of text files lon, lat and wkt are transformed here. */
static okr_status open_way(okr_table_reader *reader, okr_error *err)
{
    okr_crs *from = NULL, *to = NULL;
    okr_status status = OKR_OK;

    if (reader->source->crs[0] == '\0' || okr_input_is_layer(reader->input))
        return OKR_OK;
    status = okr_crs_parse(reader->source->crs, &from, err);
    if (status == OKR_OK)
        status = okr_crs_parse("EPSG:4326", &to, err);
    if (status == OKR_OK)
        status = okr_transform_new(from, to, &reader->way, err);
    okr_crs_free(from);
    okr_crs_free(to);
    return status == OKR_OK ? OKR_OK : okr_fail_in(err, status, "%s", reader->source->path);
}

static okr_status add_source_file(okr_table_reader *reader, okr_error *err)
{
    okr_programme *p = reader->programme;
    okr_source_file *file = okr_vec_push(&p->sources, err);

    if (file == NULL)
        return OKR_ERR_NOMEM;
    *file = (okr_source_file){
        .table = okr_arena_strdup(&p->arena, reader->form->table, err),
        .path = okr_arena_strdup(&p->arena, reader->source->path, err),
        .layer = okr_arena_strdup(&p->arena, okr_input_layer(reader->input), err),
        .status_date = reader->source->status_date,
    };
    if (file->table == NULL || file->path == NULL || file->layer == NULL) {
        p->sources.count--;
        return OKR_ERR_NOMEM;
    }
    if (file->status_date.precision == OKR_DATE_NONE)
        file->status_date = p->status_date;
    reader->row.source = (int)p->sources.count - 1;
    return OKR_OK;
}

okr_status okr_table_read(const okr_table_form *form, okr_programme *programme,
                          const okr_manifest *manifest, const okr_manifest_source *source,
                          okr_error *err)
{
    return okr_table_read_for(form, programme, manifest, source, NULL, err);
}

okr_status okr_table_read_for(const okr_table_form *form, okr_programme *programme,
                              const okr_manifest *manifest, const okr_manifest_source *source,
                              void *user, okr_error *err)
{
    okr_table_reader reader = {
        .user = user,
        .programme = programme,
        .manifest = manifest,
        .source = source,
        .form = form,
        .item = "",
        .columns = OKR_VEC(int),
    };
    okr_status status = open_input(&reader, err);

    if (status == OKR_OK)
        status = open_way(&reader, err);
    if (status == OKR_OK)
        status = add_source_file(&reader, err);
    if (status == OKR_OK)
        status = match_columns(&reader, err);
    if (status == OKR_OK)
        status = report_unused(&reader, err);
    if (status == OKR_OK)
        status = read_rows(&reader, err);
    okr_vec_done(&reader.columns);
    okr_text_done(&reader.scratch);
    okr_transform_free(reader.way);
    okr_input_close(reader.input);
    return status;
}
