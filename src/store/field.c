#include "store/field.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/number.h"
#include "store/day.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static_assert(sizeof(okr_role) == sizeof(int), "words are copied as int");

void okr_binder_done(okr_binder *binder)
{
    okr_wkb_reader_done(&binder->reader);
    okr_blob_done(&binder->blob);
}

static const void *at(const void *row, size_t offset)
{
    return (const unsigned char *)row + offset;
}

static int int_at(const void *row, size_t offset)
{
    int value = 0;

    memcpy(&value, at(row, offset), sizeof value);
    return value;
}

static double double_at(const void *row, size_t offset)
{
    double value = 0.0;

    memcpy(&value, at(row, offset), sizeof value);
    return value;
}

/* The row that the hops of a column lead to; NULL where a reference is open. */
static const void *follow(const okr_programme *p, const okr_column *column, okr_record *record)
{
    for (int i = 0; i < OKR_HOPS && column->hops[i].rows != 0; i++) {
        const okr_vec *rows = at(p, column->hops[i].rows);
        const int index = int_at(record->row, column->hops[i].index);
        if (index < 0 || (size_t)index >= rows->count)
            return NULL;
        record->index = (size_t)index;
        record->row = at(rows->data, (size_t)index * rows->item_size);
    }
    return record->row;
}

/* What the value of a column is part of: a row of the programme or what was found of it. */
static const void *base_of(const okr_binder *binder, const okr_column *column,
                           okr_record record)
{
    const void *row = follow(binder->programme, column, &record);

    if (row == NULL)
        return NULL;
    switch ((int)column->base) {
    case OKR_BASE_MEASURE:
        return &binder->facts->measures[record.index];
    case OKR_BASE_MUNICIPALITY:
        return &binder->facts->municipalities[record.index];
    case OKR_BASE_AGGLOMERATION:
        return &binder->facts->agglomerations[record.index];
    default:
        return row;
    }
}

static void bind_text(sqlite3_stmt *statement, int parameter, const char *text)
{
    if (text != NULL && text[0] != '\0')
        (void)sqlite3_bind_text(statement, parameter, text, -1, SQLITE_STATIC);
}

const char *okr_portable_path(const char *path)
{
    return path != NULL && path[0] == '/' ? okr_path_name(path) : path;
}

static void bind_string(sqlite3_stmt *statement, int parameter, okr_field field,
                        const void *value)
{
    const char *text = NULL;

    memcpy(&text, value, sizeof text);
    bind_text(statement, parameter, field == OKR_FIELD_PATH ? okr_portable_path(text) : text);
}

static void bind_real(sqlite3_stmt *statement, int parameter, double value)
{
    if (!isnan(value))
        (void)sqlite3_bind_double(statement, parameter, value);
}

static void bind_number(sqlite3_stmt *statement, int parameter, double value)
{
    if (!isnan(value))
        (void)sqlite3_bind_int64(statement, parameter, llround(value));
}

static void bind_date(sqlite3_stmt *statement, int parameter, okr_date date)
{
    char text[OKR_DATE_TEXT];

    okr_date_format(date, text);
    if (text[0] != '\0')
        (void)sqlite3_bind_text(statement, parameter, text, -1, SQLITE_TRANSIENT);
}

static void bind_day(sqlite3_stmt *statement, int parameter, long day)
{
    char text[OKR_DAY_TEXT];

    if (day == OKR_DATE_NO_DAY)
        return;
    okr_day_format(day, text);
    (void)sqlite3_bind_text(statement, parameter, text, -1, SQLITE_TRANSIENT);
}

void okr_field_bind_point(okr_binder *binder, sqlite3_stmt *statement, int parameter,
                          okr_lonlat point)
{
    if (isnan(point.lon) || isnan(point.lat))
        return;
    okr_blob_point(point, binder->point);
    okr_extent_add(&binder->box, (okr_extent){point.lon, point.lat, point.lon, point.lat});
    (void)sqlite3_bind_blob(statement, parameter, binder->point, OKR_POINT_BLOB, SQLITE_STATIC);
}

okr_status okr_field_bind_geometry(okr_binder *binder, sqlite3_stmt *statement, int parameter,
                                   okr_wkb wkb, okr_shape shape, okr_error *err)
{
    const okr_status status =
        wkb.size == 0 ? OKR_OK
                      : okr_blob_collect(&binder->blob, &binder->reader, wkb, shape, err);

    if (status != OKR_OK || wkb.size == 0 || binder->blob.parts == 0)
        return status;
    okr_extent_add(&binder->box, binder->blob.box);
    if (sqlite3_bind_blob64(statement, parameter, okr_text_str(&binder->blob.bytes),
                            binder->blob.bytes.size, SQLITE_STATIC) != SQLITE_OK)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("the geometry is larger than a row may be"));
    return OKR_OK;
}

static void bind_date_field(sqlite3_stmt *statement, int parameter, okr_field field,
                            const void *value)
{
    okr_date date;

    memcpy(&date, value, sizeof date);
    if (field == OKR_FIELD_DATE)
        bind_date(statement, parameter, date);
    else
        bind_day(statement, parameter,
                 field == OKR_FIELD_FIRST_DAY ? okr_date_first_day(date)
                                              : okr_date_last_day(date));
}

static void bind_whole(sqlite3_stmt *statement, int parameter, const okr_column *column,
                       okr_record place)
{
    long number = 0;
    bool flag = false;

    switch ((int)column->field) {
    case OKR_FIELD_FLAG_MAYBE:
        number = int_at(place.row, column->offset);
        if (number >= 0)
            (void)sqlite3_bind_int64(statement, parameter, number);
        return;
    case OKR_FIELD_FLAG:
        memcpy(&flag, at(place.row, column->offset), sizeof flag);
        (void)sqlite3_bind_int(statement, parameter, flag ? 1 : 0);
        return;
    case OKR_FIELD_LONG:
        memcpy(&number, at(place.row, column->offset), sizeof number);
        break;
    case OKR_FIELD_YEAR:
        number = int_at(place.row, column->offset);
        break;
    case OKR_FIELD_REF:
        number = int_at(place.row, column->offset) + 1L;
        break;
    case OKR_FIELD_SELF:
        number = (long)place.index + 1;
        break;
    default:
        number = (long)column->offset;
    }
    /* Zero is "not known" for all of these: fids, lines and years begin at 1. */
    if (number != 0)
        (void)sqlite3_bind_int64(statement, parameter, number);
}

static void bind_word(sqlite3_stmt *statement, int parameter, const okr_column *column,
                      int word)
{
    bind_text(statement, parameter,
              column->field == OKR_FIELD_WORD_TITLE ? okr_word_title(column->domain, word, true)
                                                    : okr_word_code(column->domain, word));
}

static okr_status bind_shape(okr_binder *binder, sqlite3_stmt *statement, int parameter,
                             const void *value, okr_error *err)
{
    okr_wkb wkb;

    memcpy(&wkb, value, sizeof wkb);
    return okr_field_bind_geometry(binder, statement, parameter, wkb, OKR_SHAPE_AREA, err);
}

okr_status okr_field_bind(okr_binder *binder, sqlite3_stmt *statement, int parameter,
                          const okr_column *column, okr_record place, okr_error *err)
{
    const void *row = base_of(binder, column, place);
    const void *value = row == NULL ? NULL : at(row, column->offset);
    okr_lonlat point;

    if (row == NULL)
        return OKR_OK;
    switch (column->field) {
    case OKR_FIELD_TEXT:
    case OKR_FIELD_PATH:
        bind_string(statement, parameter, column->field, value);
        return OKR_OK;
    case OKR_FIELD_REAL:
        bind_real(statement, parameter, double_at(row, column->offset));
        return OKR_OK;
    case OKR_FIELD_NUMBER:
        bind_number(statement, parameter, double_at(row, column->offset));
        return OKR_OK;
    case OKR_FIELD_WORD:
    case OKR_FIELD_WORD_MAYBE:
    case OKR_FIELD_WORD_TITLE:
        bind_word(statement, parameter, column, int_at(row, column->offset));
        return OKR_OK;
    case OKR_FIELD_DATE:
    case OKR_FIELD_FIRST_DAY:
    case OKR_FIELD_LAST_DAY:
        bind_date_field(statement, parameter, column->field, value);
        return OKR_OK;
    case OKR_FIELD_POINT:
        memcpy(&point, value, sizeof point);
        okr_field_bind_point(binder, statement, parameter, point);
        return OKR_OK;
    case OKR_FIELD_GEOMETRY:
        return bind_shape(binder, statement, parameter, value, err);
    case OKR_FIELD_EXTRA:
        return OKR_OK;
    case OKR_FIELD_YEAR:
    case OKR_FIELD_LONG:
    case OKR_FIELD_FLAG:
    case OKR_FIELD_FLAG_MAYBE:
    case OKR_FIELD_REF:
    case OKR_FIELD_SELF:
    case OKR_FIELD_CONSTANT:
        bind_whole(statement, parameter, column, (okr_record){row, place.index});
    }
    return OKR_OK;
}
