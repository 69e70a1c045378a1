#include "store/writer.h"

#include "base/text.h"

#include <string.h>

/* INSERT INTO "table" VALUES (?, ?, ...): fid and every column. */
static okr_status prepare_insert(okr_writer *writer, okr_error *err)
{
    okr_text sql = {0};
    okr_status status = OKR_OK;

    okr_text_addf(&sql, "INSERT INTO \"%s\" VALUES (?", writer->table->name);
    for (size_t i = 0; i < writer->table->count; i++)
        okr_text_add(&sql, ", ?");
    okr_text_add(&sql, ")");
    status = okr_text_check(&sql, err);
    if (status == OKR_OK)
        status = okr_db_prepare(writer->db, okr_text_str(&sql), &writer->insert, err);
    okr_text_done(&sql);
    return status;
}

static okr_status prepare_index(okr_writer *writer, okr_error *err)
{
    okr_text sql = {0};
    okr_status status = OKR_OK;

    okr_text_addf(&sql, "INSERT INTO \"rtree_%s_geom\" VALUES (?, ?, ?, ?, ?)",
                  writer->table->name);
    status = okr_text_check(&sql, err);
    if (status == OKR_OK)
        status = okr_db_prepare(writer->db, okr_text_str(&sql), &writer->index, err);
    okr_text_done(&sql);
    return status;
}

okr_status okr_writer_open(okr_writer *writer, okr_db *db, const okr_schema *table,
                           const okr_programme *programme, const okr_facts *facts,
                           okr_error *err)
{
    okr_status status = OKR_OK;

    *writer = (okr_writer){
        .db = db,
        .table = table,
        .binder = {.programme = programme,
                   .facts = facts,
                   .blob = OKR_BLOB,
                   .box = OKR_EXTENT_EMPTY},
        .row_box = OKR_EXTENT_EMPTY,
    };
    status = prepare_insert(writer, err);
    if (status == OKR_OK && table->geometry != NULL)
        status = prepare_index(writer, err);
    return status;
}

void okr_writer_close(okr_writer *writer)
{
    (void)sqlite3_finalize(writer->insert);
    (void)sqlite3_finalize(writer->index);
    okr_binder_done(&writer->binder);
    *writer = (okr_writer){0};
}

int okr_writer_parameter(const okr_writer *writer, const char *column)
{
    for (size_t i = 0; i < writer->table->count; i++)
        if (strcmp(writer->table->columns[i].name, column) == 0)
            return (int)i + 2;
    return 0;
}

okr_status okr_writer_bind(okr_writer *writer, long long fid, okr_record place, okr_error *err)
{
    okr_status status = OKR_OK;

    (void)sqlite3_clear_bindings(writer->insert);
    (void)sqlite3_bind_int64(writer->insert, 1, fid);
    writer->row_box = writer->binder.box;
    writer->binder.box = OKR_EXTENT_EMPTY;
    for (size_t i = 0; i < writer->table->count && status == OKR_OK; i++)
        status = okr_field_bind(&writer->binder, writer->insert, (int)i + 2,
                                &writer->table->columns[i], place, err);
    return status;
}

static okr_status put_index(okr_writer *writer, long long fid, okr_extent box, okr_error *err)
{
    (void)sqlite3_bind_int64(writer->index, 1, fid);
    (void)sqlite3_bind_double(writer->index, 2, box.min_lon);
    (void)sqlite3_bind_double(writer->index, 3, box.max_lon);
    (void)sqlite3_bind_double(writer->index, 4, box.min_lat);
    (void)sqlite3_bind_double(writer->index, 5, box.max_lat);
    return okr_db_step(writer->db, writer->index, NULL, err);
}

okr_status okr_writer_put(okr_writer *writer, long long fid, okr_error *err)
{
    const okr_extent box = writer->binder.box;
    okr_status status = okr_db_step(writer->db, writer->insert, NULL, err);

    if (status == OKR_OK && writer->index != NULL && !okr_extent_is_empty(box))
        status = put_index(writer, fid, box, err);
    /* The extent of the table was put aside while this row was bound. */
    okr_extent_add(&writer->binder.box, writer->row_box);
    return status;
}
