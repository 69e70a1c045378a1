/* Titles of columns and lists of words: thousands of rows, so their statements are kept. */
#include "store/gpkg.h"

#include <string.h>

static const char extension[] = "http://www.geopackage.org/spec121/#extension_schema";

typedef struct describer {
    okr_db *db;
    sqlite3_stmt *column, *word; /* owned */
} describer;

static okr_status describer_open(describer *d, okr_error *err)
{
    /* Readers prefer name over title where both are there, so the name stays open. */
    okr_status status = okr_db_prepare(
        d->db, "INSERT INTO gpkg_data_columns VALUES (?, ?, NULL, ?, ?, NULL, ?)", &d->column,
        err);

    if (status == OKR_OK)
        status = okr_db_prepare(d->db,
                                "INSERT INTO gpkg_data_column_constraints VALUES"
                                " (?, 'enum', ?, NULL, NULL, NULL, NULL, ?)",
                                &d->word, err);
    return status;
}

static void bind(sqlite3_stmt *statement, int parameter, const char *text)
{
    (void)sqlite3_bind_text(statement, parameter, text, -1, SQLITE_STATIC);
}

static okr_status describe_columns(describer *d, const okr_schema *table, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < table->count && status == OKR_OK; i++) {
        const okr_column *column = &table->columns[i];
        if (strcmp(column->name, "geom") == 0)
            continue;
        bind(d->column, 1, table->name);
        bind(d->column, 2, column->name);
        bind(d->column, 3, column->title.ru);
        bind(d->column, 4, column->title.en);
        bind(d->column, 5, okr_column_domain(column));
        status = okr_db_step(d->db, d->column, NULL, err);
    }
    return status;
}

static okr_status add_word(describer *d, const char *domain, const char *code,
                           const char *title, okr_error *err)
{
    if (code[0] == '\0')
        return OKR_OK;
    bind(d->word, 1, domain);
    bind(d->word, 2, code);
    bind(d->word, 3, title[0] == '\0' ? code : title);
    return okr_db_step(d->db, d->word, NULL, err);
}

static okr_status describe_words(describer *d, const okr_domain *domain, okr_error *err)
{
    okr_status status = OKR_OK;

    for (int i = 0; i < domain->words->count && status == OKR_OK; i++)
        status = add_word(d, domain->name, domain->words->words[i].code,
                          domain->words->words[i].title_ru, err);
    return status;
}

/* The lists that the programme itself brings. */
static okr_status describe_lists(describer *d, const okr_programme *p, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->kinds.count && status == OKR_OK; i++)
        status = add_word(d, "kind", OKR_KIND(p, i)->code, OKR_KIND(p, i)->title.ru, err);
    for (size_t i = 0; i < p->statuses.count && status == OKR_OK; i++)
        status = add_word(d, "status", OKR_STATUS_WORD(p, i)->code,
                          OKR_STATUS_WORD(p, i)->title.ru, err);
    return status;
}

/* Tables NULL: those of the workspace. */
static okr_status describe_all(describer *d, const okr_programme *p, const okr_schema *tables,
                               size_t count, okr_error *err)
{
    okr_status status = describer_open(d, err);

    for (size_t i = 0; i < count && status == OKR_OK; i++)
        status = describe_columns(d, tables == NULL ? okr_schema_at(i) : &tables[i], err);
    for (size_t i = 0; okr_domain_at(i) != NULL && status == OKR_OK; i++)
        status = describe_words(d, okr_domain_at(i), err);
    return status == OKR_OK ? describe_lists(d, p, err) : status;
}

static okr_status describe(okr_db *db, const okr_programme *programme, const okr_schema *tables,
                           size_t count, okr_error *err)
{
    describer d = {.db = db};
    okr_status status =
        okr_gpkg_extension(db, "gpkg_data_columns", NULL, "gpkg_schema", extension, err);

    if (status == OKR_OK)
        status = okr_gpkg_extension(db, "gpkg_data_column_constraints", NULL, "gpkg_schema",
                                    extension, err);
    if (status == OKR_OK)
        status = describe_all(&d, programme, tables, count, err);
    (void)sqlite3_finalize(d.column);
    (void)sqlite3_finalize(d.word);
    return status;
}

okr_status okr_gpkg_describe(okr_db *db, const okr_programme *programme, okr_error *err)
{
    const okr_status status = describe(db, programme, NULL, okr_schema_count(), err);

    return status == OKR_OK ? okr_gpkg_relate(db, err) : status;
}

okr_status okr_gpkg_describe_tables(okr_db *db, const okr_programme *programme,
                                    const okr_schema *tables, size_t count, okr_error *err)
{
    return describe(db, programme, tables, count, err);
}
