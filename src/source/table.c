#include "source/table.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "source/cell.h"
#include "source/table_columns.h"

#include <stdlib.h>
#include <string.h>

static bool is_used(const okr_table_reader *reader, size_t column)
{
    for (size_t i = 0; i < reader->columns.count; i++)
        if (OKR_AT(&reader->columns, okr_column_source, i).at == (int)column)
            return true;
    return false;
}

/* What nobody asked for is told once: it may be a misspelt name. */
static okr_status report_unused(okr_table_reader *reader, okr_error *err)
{
    okr_text unused = {0};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < okr_input_columns(reader->input); i++)
        if (!is_used(reader, i) && !okr_table_is_nameless(reader, i) &&
            !okr_table_is_used_elsewhere(reader, okr_input_column(reader->input, i)))
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

/* The cell without outer blanks; borrowed from scratch. */
static const char *trim(okr_table_reader *reader, const char *cell)
{
    cell = okr_utf8_skip_blanks(cell);
    okr_text_clear(&reader->scratch);
    okr_text_add_n(&reader->scratch, cell, okr_utf8_size_without_end(cell));
    return okr_text_str(&reader->scratch);
}

static okr_status need_value(const okr_table_reader *reader, const okr_form_column *column,
                             okr_error *err)
{
    return okr_fail(err, OKR_ERR_FORMAT, _("%s, row %ld: column '%s' is empty"),
                    reader->source->path, reader->row.number,
                    okr_table_name_in_file(reader, column));
}

/* What stands in a cell; of an empty one what the manifest says that it means. */
static okr_status find_text(okr_table_reader *reader, const okr_input_row *row, size_t i,
                            const char **text, okr_error *err)
{
    okr_column_source *from = &OKR_AT(&reader->columns, okr_column_source, i);
    okr_status status = OKR_OK;

    *text = from->at < 0 ? "" : trim(reader, row->cells[from->at]);
    status = okr_text_check(&reader->scratch, err);
    if (status != OKR_OK)
        return status;
    if (from->fill_down && (*text)[0] == '\0')
        *text = from->above;
    else if (from->fill_down)
        from->above = okr_arena_strdup(&reader->programme->arena, *text, err);
    if (from->above == NULL)
        return OKR_ERR_NOMEM;
    if ((*text)[0] == '\0')
        *text = from->value;
    return OKR_OK;
}

static okr_status read_column(okr_table_reader *reader, const okr_input_row *row, size_t i,
                              void *record, okr_error *err)
{
    const okr_form_column *column = &reader->form->columns[i];
    const int at = OKR_AT(&reader->columns, okr_column_source, i).at;
    okr_cell_at cell = {column, at < 0 ? "" : okr_input_column(reader->input, (size_t)at), "",
                        (unsigned char *)record + column->offset};
    okr_status status = find_text(reader, row, i, &cell.text, err);

    if (status == OKR_OK && cell.text[0] == '\0' && column->need == OKR_NEED_VALUE)
        return need_value(reader, column, err);
    if (status == OKR_OK)
        status = okr_cell_read(reader, &cell, err);
    if (status == OKR_OK && i == 0 && column->type == OKR_FORM_TEXT)
        memcpy((void *)&reader->item, cell.out, sizeof reader->item);
    return status;
}

static okr_status read_record(okr_table_reader *reader, const okr_input_row *row, void *record,
                              okr_error *err)
{
    okr_status status = OKR_OK;

    reader->item = "";
    for (size_t i = 0; reader->form->columns[i].name != NULL && status == OKR_OK; i++)
        status = read_column(reader, row, i, record, err);
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
        bool is_record = false;
        status = okr_input_next(reader->input, &row, &more, err);
        if (status == OKR_OK && more)
            status = okr_table_judge(reader, &row, &is_record, err);
        if (status == OKR_OK && is_record)
            status = read_row(reader, &row, record, err);
        count += is_record;
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
                                       source->crs, source->header};
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
        .columns = OKR_VEC(okr_column_source),
    };
    okr_status status = open_input(&reader, err);

    if (status == OKR_OK)
        status = open_way(&reader, err);
    if (status == OKR_OK)
        status = add_source_file(&reader, err);
    if (status == OKR_OK)
        status = okr_table_match(&reader, err);
    if (status == OKR_OK)
        status = report_unused(&reader, err);
    if (status == OKR_OK)
        status = read_rows(&reader, err);
    if (status == OKR_OK)
        status = okr_table_check_percents(&reader, err);
    okr_vec_done(&reader.columns);
    okr_text_done(&reader.scratch);
    okr_transform_free(reader.way);
    okr_input_close(reader.input);
    return status;
}
