/* Styles into the table of the package that QGIS looks them up in. */
#include "store/style.h"

#include "store/gpkg.h"

#include <stdio.h>

enum { STAMP_TEXT = 32 }; /* "2024-12-31T00:00:00.000Z" */

/* As QGIS makes it itself; it looks for a style by catalogue, schema, table and column. */
static const char create[] =
    "CREATE TABLE layer_styles ("
    "id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,"
    "f_table_catalog TEXT(256), f_table_schema TEXT(256), f_table_name TEXT(256),"
    "f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT, styleSLD TEXT,"
    "useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),"
    "update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));";

static const char insert[] =
    "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
    "f_geometry_column,"
    " styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time)"
    " VALUES ('', '', ?, ?, ?, ?, ?, ?, ?, '', NULL, ?)";

static const okr_titles table_title = {"Стили слоёв", "Layer styles"};

/* Where finished styles go. */
typedef struct shelf {
    okr_db *db;
    const okr_programme *programme;
    const char *stamp;
    sqlite3_stmt *statement;
    okr_text qml, sld;
    int count; /* of styles shelved */
} shelf;

/* QGIS 3.22 lists every style of a moment once per style of that moment, and reads
 * moments to the second: each gets a second of its own, counted from midnight. */
static void next_moment(shelf *s, char moment[STAMP_TEXT])
{
    (void)snprintf(moment, STAMP_TEXT, "%.10sT00:%02d:%02d.000Z", s->stamp, s->count / 60 % 60,
                   s->count % 60);
    s->count++;
}

static okr_status shelve(void *user, const okr_style *style, okr_error *err)
{
    shelf *s = user;
    char moment[STAMP_TEXT];
    okr_status status = OKR_OK;

    next_moment(s, moment);
    okr_text_clear(&s->qml);
    okr_text_clear(&s->sld);
    okr_style_qml(style, s->programme, &s->qml);
    if (style->shape != OKR_SHAPE_NONE)
        okr_style_sld(style, &s->sld);
    status = okr_text_check(&s->qml, err);
    if (status == OKR_OK)
        status = okr_text_check(&s->sld, err);
    if (status != OKR_OK)
        return status;
    (void)sqlite3_bind_text(s->statement, 1, style->table->name, -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(s->statement, 2, style->shape == OKR_SHAPE_NONE ? "" : "geom", -1,
                            SQLITE_STATIC);
    (void)sqlite3_bind_text(s->statement, 3, style->name, -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(s->statement, 4, okr_text_str(&s->qml), -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(s->statement, 5, okr_text_str(&s->sld), -1, SQLITE_STATIC);
    (void)sqlite3_bind_int(s->statement, 6, style->is_default ? 1 : 0);
    (void)sqlite3_bind_text(s->statement, 7, okr_style_say(s->programme, style->table->title),
                            -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(s->statement, 8, moment, -1, SQLITE_STATIC);
    return okr_db_step(s->db, s->statement, NULL, err);
}

/* Tables of attributes have no look, but their forms have titles and lists. */
static okr_status shelve_forms(shelf *s, okr_error *err)
{
    const size_t count = okr_schema_count();
    okr_status status = OKR_OK;

    for (size_t i = 0; i < count && status == OKR_OK; i++) {
        const okr_schema *table = okr_schema_at(i);
        okr_style style;
        if (table == NULL || table->geometry != NULL)
            continue;
        okr_style_init(&style, table, "okrug");
        style.is_default = true;
        status = shelve(s, &style, err);
        okr_style_done(&style);
    }
    return status;
}

static okr_status open_shelf(shelf *s, okr_error *err)
{
    okr_status status = okr_db_exec(s->db, create, err);

    return status == OKR_OK ? okr_db_prepare(s->db, insert, &s->statement, err) : status;
}

/* Whatever went before: only a shelf that is full is registered. */
static okr_status close_shelf(shelf *s, okr_status status, okr_error *err)
{
    if (status == OKR_OK)
        status = okr_gpkg_register_plain(
            s->db, "layer_styles", okr_style_say(s->programme, table_title), s->stamp, err);
    (void)sqlite3_finalize(s->statement);
    okr_text_done(&s->qml);
    okr_text_done(&s->sld);
    return status;
}

okr_status okr_styles_write(okr_db *db, const okr_styling *styling, const char *stamp,
                            okr_error *err)
{
    shelf s = {.db = db, .programme = styling->programme, .stamp = stamp};
    okr_status status = open_shelf(&s, err);

    if (status == OKR_OK)
        status = okr_styles_of_territories(styling, shelve, &s, err);
    if (status == OKR_OK)
        status = okr_styles_of_settlements(styling, shelve, &s, err);
    if (status == OKR_OK)
        status = okr_styles_of_locations(styling, shelve, &s, err);
    if (status == OKR_OK)
        status = shelve_forms(&s, err);
    return close_shelf(&s, status, err);
}

okr_status okr_styles_write_list(okr_db *db, const okr_programme *programme,
                                 const okr_style *styles, size_t count, const char *stamp,
                                 okr_error *err)
{
    shelf s = {.db = db, .programme = programme, .stamp = stamp};
    okr_status status = open_shelf(&s, err);

    for (size_t i = 0; i < count && status == OKR_OK; i++)
        status = shelve(&s, &styles[i], err);
    return close_shelf(&s, status, err);
}
