#include "store/save.h"

#include "base/i18n.h"
#include "base/text.h"
#include "store/atomic.h"
#include "store/day.h"
#include "store/gpkg.h"
#include "store/metadata.h"
#include "store/quick.h"
#include "store/style.h"
#include "store/writer.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static bool is_stamp(const char *text)
{
    static const char pattern[] = "dddd-dd-ddTdd:dd:dd.dddZ";
    size_t i = 0;

    for (; pattern[i] != '\0'; i++) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        if (pattern[i] == 'd' ? !digit : text[i] != pattern[i])
            return false;
    }
    return text[i] == '\0';
}

void okr_store_stamp(const okr_programme *p, char stamp[OKR_STAMP_TEXT])
{
    const long day = okr_date_last_day(p->status_date);
    char text[OKR_DAY_TEXT];

    okr_day_format(day == OKR_DATE_NO_DAY ? 0 : day, text);
    (void)snprintf(stamp, OKR_STAMP_TEXT, "%.10sT00:00:00.000Z", text);
}

static okr_status make_stamp(const okr_programme *p, const okr_save_options *options,
                             char stamp[OKR_STAMP_TEXT], okr_error *err)
{
    const char *wish = options == NULL ? NULL : options->last_change;

    if (wish != NULL && !is_stamp(wish))
        return okr_fail(err, OKR_ERR_USAGE,
                        _("'%s' is no time like '2024-12-31T00:00:00.000Z'"), wish);
    okr_store_stamp(p, stamp);
    if (wish != NULL)
        (void)snprintf(stamp, OKR_STAMP_TEXT, "%s", wish);
    return OKR_OK;
}

/* A journal beside the old file would be replayed into the new one by the next reader. */
static okr_status refuse_journal(const char *path, const char *suffix, okr_error *err)
{
    okr_text name = {0};
    struct stat info;
    okr_status status = OKR_OK;

    okr_text_add(&name, path);
    okr_text_add(&name, suffix);
    status = okr_text_check(&name, err);
    if (status == OKR_OK && stat(okr_text_str(&name), &info) == 0 && info.st_size > 0)
        status = okr_fail(err, OKR_ERR_IO,
                          _("cannot replace '%s': another program has unsaved changes in '%s'"),
                          path, okr_text_str(&name));
    okr_text_done(&name);
    return status;
}

static okr_status write_rows(okr_writer *writer, okr_error *err)
{
    const okr_schema *table = writer->table;
    const okr_programme *p = writer->binder.programme;
    const void *owner = table->found ? (const void *)writer->binder.facts : p;
    const okr_vec *rows = (const void *)((const unsigned char *)owner + table->rows);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < rows->count && status == OKR_OK; i++) {
        const void *row = (const unsigned char *)rows->data + i * rows->item_size;
        if (table->keep != NULL && !table->keep(row))
            continue;
        status = okr_writer_bind(writer, (long long)i + 1, (okr_record){row, i}, err);
        if (status == OKR_OK && strcmp(table->name, "agglomeration") == 0)
            status = okr_write_agglomeration(writer, i, err);
        if (status == OKR_OK)
            status = okr_writer_put(writer, (long long)i + 1, err);
        if (status != OKR_OK)
            return okr_fail_in(err, status, _("table '%s', row %zu"), table->name, i + 1);
    }
    return status;
}

static okr_status write_single(okr_writer *writer, okr_error *err)
{
    okr_status status =
        okr_writer_bind(writer, 1, (okr_record){writer->binder.programme, 0}, err);

    return status == OKR_OK ? okr_writer_put(writer, 1, err) : status;
}

/* What is being saved, and when it last changed. */
typedef struct job {
    const okr_programme *programme;
    const okr_facts *facts; /* borrowed */
    char stamp[OKR_STAMP_TEXT];
} job;

static okr_status write_table(okr_db *db, const job *save, const okr_schema *table,
                              okr_error *err)
{
    okr_writer writer = {0};
    okr_status status = okr_writer_open(&writer, db, table, save->programme, save->facts, err);

    if (status != OKR_OK)
        goto cleanup;
    if (table->shape != OKR_SHAPE_NONE)
        status = okr_write_locations(&writer, err);
    else if (table->rows == OKR_ROWS_PROGRAMME)
        status = write_single(&writer, err);
    else if (table->rows != OKR_ROWS_NONE)
        status = write_rows(&writer, err);
    if (status == OKR_OK)
        status = okr_gpkg_register(db, table, writer.binder.box, save->stamp, err);

cleanup:
    okr_writer_close(&writer);
    return status;
}

/* Triggers come last: they are for those who edit the file later. */
static okr_status write_triggers(okr_db *db, okr_error *err)
{
    const size_t count = okr_schema_count();
    okr_status status = OKR_OK;

    for (size_t i = 0; i < count && status == OKR_OK; i++) {
        const okr_schema *table = okr_schema_at(i);
        if (table->geometry != NULL)
            status = okr_gpkg_index_triggers(db, table, err);
        if (table->quick && status == OKR_OK)
            status = okr_quick_triggers(db, table, err);
    }
    return status;
}

static okr_status write_all(okr_db *db, const job *save, okr_error *err)
{
    const size_t count = okr_schema_count();
    okr_status status = okr_gpkg_create(db, err);

    if (status == OKR_OK)
        status = okr_quick_create(db, err);
    for (size_t i = 0; i < count && status == OKR_OK; i++)
        status = write_table(db, save, okr_schema_at(i), err);
    for (size_t i = 0; i < count && status == OKR_OK; i++)
        if (okr_schema_at(i)->quick)
            status = okr_quick_write(db, save->programme, okr_schema_at(i), err);
    if (status == OKR_OK)
        status = okr_gpkg_describe(db, save->programme, err);
    if (status == OKR_OK)
        status = okr_metadata_write(db, save->programme, save->stamp, err);
    if (status == OKR_OK)
        status = okr_styles_write(db, &(okr_styling){db, save->programme, save->facts},
                                  save->stamp, err);
    if (status == OKR_OK)
        status = write_triggers(db, err);
    return status == OKR_OK ? okr_db_exec(db, "COMMIT", err) : status;
}

static okr_status begin(okr_atomic *file, const char *path, okr_error *err)
{
    okr_status status = okr_atomic_begin(file, path, err);

    if (status == OKR_OK)
        status = refuse_journal(file->target, "-wal", err);
    if (status == OKR_OK)
        status = refuse_journal(file->target, "-journal", err);
    return status;
}

static okr_status write_file(const job *save, const char *path, okr_error *err)
{
    okr_atomic file = {0};
    okr_db db = {0};
    okr_status status = begin(&file, path, err);

    if (status != OKR_OK)
        goto cleanup;
    status = okr_db_create(&db, file.temp, path, err);
    if (status == OKR_OK)
        status = write_all(&db, save, err);
    okr_db_close(&db);
    if (status == OKR_OK)
        status = okr_atomic_commit(&file, err);

cleanup:
    okr_atomic_done(&file);
    return status;
}

/* Where a programme goes: a file, or when path is NULL memory. */
typedef struct destination {
    const char *path;
    unsigned char **bytes;
    size_t *size;
} destination;

static okr_status write_bytes(const job *save, const destination *to, okr_error *err)
{
    okr_db db = {0};
    okr_status status = okr_db_create_in_memory(&db, err);

    if (status == OKR_OK)
        status = write_all(&db, save, err);
    if (status == OKR_OK)
        status = okr_db_bytes(&db, to->bytes, to->size, err);
    okr_db_close(&db);
    return status;
}

static okr_status save_to(const okr_programme *programme, const okr_save_options *options,
                          const destination *to, okr_error *err)
{
    okr_facts found = OKR_FACTS;
    job save = {.programme = programme, .facts = options == NULL ? NULL : options->facts};
    okr_status status = make_stamp(programme, options, save.stamp, err);

    if (status == OKR_OK && save.facts == NULL) {
        status = okr_facts_find(&found, programme, err);
        save.facts = &found;
    }
    if (status == OKR_OK)
        status =
            to->path == NULL ? write_bytes(&save, to, err) : write_file(&save, to->path, err);
    okr_facts_done(&found);
    return status;
}

okr_status okr_store_save(const okr_programme *programme, const okr_save_options *options,
                          const char *path, okr_error *err)
{
    return save_to(programme, options, &(destination){.path = path}, err);
}

okr_status okr_store_save_bytes(const okr_programme *programme, const okr_save_options *options,
                                unsigned char **bytes, size_t *size, okr_error *err)
{
    return save_to(programme, options, &(destination){.bytes = bytes, .size = size}, err);
}
