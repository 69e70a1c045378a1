/* Titles of columns and lists of words: thousands of rows, so their statements are kept. */
#include "store/gpkg.h"

#include <string.h>

static const char extension[] = "http://www.geopackage.org/spec121/#extension_schema";

typedef struct describer {
    okr_db *db;
    sqlite3_stmt *column, *word, *table; /* owned */
    bool english;
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
    if (status == OKR_OK)
        status = okr_db_prepare(d->db,
                                "UPDATE gpkg_contents SET identifier = ?2, description = ?2"
                                " WHERE table_name = ?1",
                                &d->table, err);
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
        bind(d->column, 3, d->english ? column->title.en : column->title.ru);
        bind(d->column, 4, d->english ? column->title.ru : column->title.en);
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
                          okr_word_title(domain->words, i, !d->english), err);
    return status;
}

/* In the language of the file, else in the one there is. */
static const char *title_of(const describer *d, okr_titles titles)
{
    return d->english && titles.en[0] != '\0' ? titles.en : titles.ru;
}

/* The lists that the programme itself brings. */
static okr_status describe_lists(describer *d, const okr_programme *p, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->kinds.count && status == OKR_OK; i++)
        status =
            add_word(d, "kind", OKR_KIND(p, i)->code, title_of(d, OKR_KIND(p, i)->title), err);
    for (size_t i = 0; i < p->statuses.count && status == OKR_OK; i++)
        status = add_word(d, "status", OKR_STATUS_WORD(p, i)->code,
                          title_of(d, OKR_STATUS_WORD(p, i)->title), err);
    return status;
}

/* Tables were entered with their Russian titles. */
static okr_status describe_table(describer *d, const okr_schema *table, okr_error *err)
{
    if (!d->english)
        return OKR_OK;
    bind(d->table, 1, table->name);
    bind(d->table, 2, table->title.en);
    return okr_db_step(d->db, d->table, NULL, err);
}

/* Tables NULL: those of the workspace. */
static okr_status describe_all(describer *d, const okr_programme *p, const okr_schema *tables,
                               size_t count, okr_error *err)
{
    okr_status status = describer_open(d, err);

    for (size_t i = 0; i < count && status == OKR_OK; i++) {
        const okr_schema *table = tables == NULL ? okr_schema_at(i) : &tables[i];
        status = describe_columns(d, table, err);
        if (status == OKR_OK)
            status = describe_table(d, table, err);
    }
    for (size_t i = 0; okr_domain_at(i) != NULL && status == OKR_OK; i++)
        status = describe_words(d, okr_domain_at(i), err);
    return status == OKR_OK ? describe_lists(d, p, err) : status;
}

static okr_status describe(okr_db *db, const okr_programme *programme, const okr_schema *tables,
                           size_t count, okr_error *err)
{
    describer d = {.db = db, .english = programme->english};
    okr_status status =
        okr_gpkg_extension(db, "gpkg_data_columns", NULL, "gpkg_schema", extension, err);

    if (status == OKR_OK)
        status = okr_gpkg_extension(db, "gpkg_data_column_constraints", NULL, "gpkg_schema",
                                    extension, err);
    if (status == OKR_OK)
        status = describe_all(&d, programme, tables, count, err);
    (void)sqlite3_finalize(d.column);
    (void)sqlite3_finalize(d.word);
    (void)sqlite3_finalize(d.table);
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
