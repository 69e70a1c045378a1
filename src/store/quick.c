#include "store/quick.h"

#include "base/text.h"

/* What a table is called in SQL that is made for every table. */
static okr_status run_named(okr_db *db, const char *pattern, const char *name, okr_error *err)
{
    okr_text sql = {0};
    okr_status status = OKR_OK;

    for (const char *c = pattern; *c != '\0'; c++) {
        if (*c == '@')
            okr_text_add(&sql, name);
        else
            okr_text_add_n(&sql, c, 1);
    }
    status = okr_text_check(&sql, err);
    if (status == OKR_OK)
        status = okr_db_exec(db, okr_text_str(&sql), err);
    okr_text_done(&sql);
    return status;
}

okr_status okr_quick_create(okr_db *db, okr_error *err)
{
    return okr_db_exec(db,
                       "CREATE TABLE okrug_quick (fid INTEGER PRIMARY KEY NOT NULL,"
                       "table_name TEXT NOT NULL UNIQUE, columns TEXT NOT NULL,"
                       "row_count INTEGER NOT NULL, data BLOB NOT NULL)",
                       err);
}

okr_status okr_quick_triggers(okr_db *db, const okr_schema *table, okr_error *err)
{
    return run_named(db,
                     "CREATE TRIGGER \"okrug_quick_@_insert\" AFTER INSERT ON \"@\" BEGIN"
                     " DELETE FROM okrug_quick WHERE table_name = '@'; END;"
                     "CREATE TRIGGER \"okrug_quick_@_update\" AFTER UPDATE ON \"@\" BEGIN"
                     " DELETE FROM okrug_quick WHERE table_name = '@'; END;"
                     "CREATE TRIGGER \"okrug_quick_@_delete\" AFTER DELETE ON \"@\" BEGIN"
                     " DELETE FROM okrug_quick WHERE table_name = '@'; END;",
                     table->name, err);
}

void okr_quick_columns(const okr_schema *table, okr_text *names)
{
    if (table->keep != NULL)
        okr_text_add(names, "fid");
    for (size_t i = 0; i < table->count; i++)
        if (okr_column_loads(&table->columns[i]))
            okr_text_addf(names, "%s%s", names->size == 0 ? "" : ",", table->columns[i].name);
}

bool okr_quick_is_text(okr_field field)
{
    return field == OKR_FIELD_TEXT || field == OKR_FIELD_PATH || field == OKR_FIELD_DATE ||
           field == OKR_FIELD_WORD || field == OKR_FIELD_WORD_MAYBE;
}

size_t okr_quick_width(size_t n)
{
    if (n <= 1)
        return 0;
    if (n <= 1U << 8)
        return 1;
    return n <= 1U << 16 ? 2 : 4;
}
