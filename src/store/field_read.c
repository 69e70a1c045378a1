/* The way back: from SQLite into the structs of the programme. */
#include "store/field.h"

#include "base/i18n.h"

#include <math.h>
#include <string.h>

/* The programme's strings are never NULL; short ones that say nothing cost nothing. */
static okr_status read_text(okr_arena *arena, sqlite3_stmt *statement, int position,
                            const char **out, okr_error *err)
{
    const unsigned char *text = sqlite3_column_text(statement, position);
    const int size = sqlite3_column_bytes(statement, position);

    *out = "";
    if (text == NULL || size == 0)
        return OKR_OK;
    *out = okr_arena_strndup(arena, (const char *)text, (size_t)size, err);
    return *out == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

static okr_status bad_value(const okr_column *column, const char *text, okr_error *err)
{
    return okr_fail(err, OKR_ERR_FORMAT, _("column '%s' holds '%s'"), column->name, text);
}

okr_status okr_field_parse(const okr_column *column, const char *text, void *out,
                           okr_error *err)
{
    okr_date date = {0};
    int word = -1;

    if (column->field == OKR_FIELD_DATE) {
        if (text[0] != '\0' && !okr_date_parse(text, &date))
            return bad_value(column, text, err);
        memcpy(out, &date, sizeof date);
        return OKR_OK;
    }
    word = okr_word_find(column->domain, text);
    if (word < 0 && (text[0] != '\0' || column->field != OKR_FIELD_WORD_MAYBE))
        return bad_value(column, text, err);
    memcpy(out, &word, sizeof word);
    return OKR_OK;
}

okr_status okr_field_read_geometry(okr_arena *arena, sqlite3_stmt *statement, int position,
                                   okr_wkb *wkb, okr_error *err)
{
    const void *blob = sqlite3_column_blob(statement, position);
    const int size = sqlite3_column_bytes(statement, position);
    unsigned char *copy = NULL;
    okr_status status = OKR_OK;

    *wkb = (okr_wkb){0};
    if (blob == NULL || size == 0)
        return OKR_OK;
    status = okr_gpkg_wkb(blob, (size_t)size, wkb, err);
    /* Here it is the file that is wrong, not somebody's drawing. */
    if (status != OKR_OK)
        return okr_fail_in(err, OKR_ERR_FORMAT, _("column '%s'"), "geom");
    copy = okr_arena_alloc(arena, wkb->size, err);
    if (copy == NULL)
        return OKR_ERR_NOMEM;
    memcpy(copy, wkb->bytes, wkb->size);
    wkb->bytes = copy;
    return OKR_OK;
}

static void read_whole(sqlite3_stmt *statement, int position, okr_field field, void *out)
{
    const long number = (long)sqlite3_column_int64(statement, position);
    const int less = field == OKR_FIELD_REF ? (int)number - 1 : (int)number;
    const bool flag = number != 0;

    if (field == OKR_FIELD_LONG)
        memcpy(out, &number, sizeof number);
    else if (field == OKR_FIELD_FLAG)
        memcpy(out, &flag, sizeof flag);
    else
        memcpy(out, &less, sizeof less);
}

static void read_real(sqlite3_stmt *statement, int position, void *out)
{
    const double value = sqlite3_column_type(statement, position) == SQLITE_NULL
                             ? (double)NAN
                             : sqlite3_column_double(statement, position);

    memcpy(out, &value, sizeof value);
}

/* Texts, words, dates and geometries: what can be wrong or needs memory. */
static okr_status read_checked(okr_arena *arena, sqlite3_stmt *statement, int position,
                               const okr_column *column, void *out, okr_error *err)
{
    const char *text = NULL;
    okr_wkb wkb;
    okr_status status = OKR_OK;

    switch ((int)column->field) {
    case OKR_FIELD_TEXT:
    case OKR_FIELD_PATH:
        status = read_text(arena, statement, position, &text, err);
        memcpy(out, &text, sizeof text);
        return status;
    case OKR_FIELD_GEOMETRY:
        status = okr_field_read_geometry(arena, statement, position, &wkb, err);
        memcpy(out, &wkb, sizeof wkb);
        return status;
    default:
        text = (const char *)sqlite3_column_text(statement, position);
        return okr_field_parse(column, text == NULL ? "" : text, out, err);
    }
}

okr_status okr_field_read(okr_arena *arena, sqlite3_stmt *statement, int position,
                          const okr_column *column, void *row, okr_error *err)
{
    void *out = (unsigned char *)row + column->offset;

    switch (column->field) {
    case OKR_FIELD_REAL:
        read_real(statement, position, out);
        return OKR_OK;
    case OKR_FIELD_YEAR:
    case OKR_FIELD_LONG:
    case OKR_FIELD_FLAG:
    case OKR_FIELD_REF:
        read_whole(statement, position, column->field, out);
        return OKR_OK;
    case OKR_FIELD_TEXT:
    case OKR_FIELD_PATH:
    case OKR_FIELD_WORD:
    case OKR_FIELD_WORD_MAYBE:
    case OKR_FIELD_DATE:
    case OKR_FIELD_GEOMETRY:
        return read_checked(arena, statement, position, column, out, err);
    case OKR_FIELD_WORD_TITLE:
    case OKR_FIELD_FIRST_DAY:
    case OKR_FIELD_LAST_DAY:
    case OKR_FIELD_POINT:
    case OKR_FIELD_NUMBER:
    case OKR_FIELD_FLAG_MAYBE:
    case OKR_FIELD_SELF:
    case OKR_FIELD_CONSTANT:
    case OKR_FIELD_EXTRA:
        break;
    }
    return OKR_OK;
}
