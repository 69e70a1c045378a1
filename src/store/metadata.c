#include "store/metadata.h"

#include "base/number.h"
#include "store/field.h"
#include "store/gpkg.h"
#include "store/xml.h"

static const char extension[] = "http://www.geopackage.org/spec121/#extension_metadata";

static const char create[] =
    "CREATE TABLE gpkg_metadata ("
    "id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,"
    "md_scope TEXT NOT NULL DEFAULT 'dataset',"
    "md_standard_uri TEXT NOT NULL,"
    "mime_type TEXT NOT NULL DEFAULT 'text/xml',"
    "metadata TEXT NOT NULL DEFAULT '');"
    "CREATE TABLE gpkg_metadata_reference ("
    "reference_scope TEXT NOT NULL,"
    "table_name TEXT, column_name TEXT, row_id_value INTEGER,"
    "timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),"
    "md_file_id INTEGER NOT NULL, md_parent_id INTEGER,"
    "CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),"
    "CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));";

/* How the figures were made: docs/method.md in a few lines. */
static const char *const method[] = {
    "Длины — сумма геодезических длин отрезков на эллипсоиде WGS 84, площади — площадь на "
    "эллипсоиде под прямыми в координатах долгота-широта",
    "Каждая точка, часть линии и часть площади имеет одного владельца или лежит вне границ; "
    "части складываются в целое, итоги стоят в таблице balance",
    "Мероприятие, которое касается нескольких образований без разбивки, показано в каждом, "
    "но в итоге считается один раз",
    "Знак у значения (=, ≥, ≤, ≈) говорит, в какую сторону оно достоверно",
};

static void add_date(okr_text *text, const char *before, okr_date date)
{
    char day[OKR_DATE_TEXT];

    okr_date_format(date, day);
    if (day[0] == '\0')
        return;
    okr_text_add(text, before);
    okr_text_add(text, day);
}

static void add_boundaries(okr_text *xml, const okr_programme *p, okr_text *line)
{
    const okr_boundary_set *set = &p->boundary_set;

    okr_text_clear(line);
    okr_text_add(line, "Границы: ");
    okr_text_add(line, set->name.ru);
    add_date(line, ", на ", set->date);
    if (set->source[0] != '\0') {
        okr_text_add(line, "; источник: ");
        okr_text_add(line, set->source);
    }
    if (set->approximate)
        okr_text_add(line, "; границы приблизительные");
    if (set->total_area_m2 > 0.0) {
        char area[OKR_NUMBER_TEXT];
        okr_number_fixed(set->total_area_m2 / 1e6, 1, area);
        okr_text_addf(line, "; площадь %s км²", area);
    }
    okr_xml_element(xml, "history", okr_text_str(line));
}

static void add_sources(okr_text *xml, const okr_programme *p, okr_text *line)
{
    for (size_t i = 0; i < p->sources.count; i++) {
        const okr_source_file *source = OKR_SOURCE_FILE(p, i);
        okr_text_clear(line);
        okr_text_addf(line, "Источник таблицы %s: %s", source->table,
                      okr_portable_path(source->path));
        if (source->layer[0] != '\0')
            okr_text_addf(line, ", слой %s", source->layer);
        add_date(line, ", состояние на ", source->status_date);
        okr_xml_element(xml, "history", okr_text_str(line));
    }
}

static void add_licences(okr_text *xml, const okr_programme *p, okr_text *line)
{
    if (p->boundary_set.licence[0] != '\0') {
        okr_text_clear(line);
        okr_text_addf(line, "Границы: %s", p->boundary_set.licence);
        okr_xml_element(xml, "license", okr_text_str(line));
    }
    for (size_t i = 0; i < p->attributions.count; i++) {
        const okr_attribution *a = &OKR_AT(&p->attributions, okr_attribution, i);
        okr_text_clear(line);
        okr_text_addf(line, "%s: %s (%s)", a->what, a->licence, a->source);
        okr_xml_element(xml, "license", okr_text_str(line));
    }
}

static void add_lineage(okr_text *xml, const okr_programme *p, okr_text *line)
{
    okr_text_clear(line);
    add_date(line, "Дата состояния: ", p->status_date);
    if (line->size > 0)
        okr_xml_element(xml, "history", okr_text_str(line));
    if (p->extract.ru[0] != '\0') {
        okr_text_clear(line);
        okr_text_addf(line, "Выборка: %s", p->extract.ru);
        okr_xml_element(xml, "history", okr_text_str(line));
    }
    add_boundaries(xml, p, line);
    add_sources(xml, p, line);
    for (size_t i = 0; i < sizeof method / sizeof method[0]; i++)
        okr_xml_element(xml, "history", method[i]);
}

/* table NULL: the document of the whole file. */
static void add_document(okr_text *xml, const okr_programme *p, const okr_schema *table,
                         okr_text *line)
{
    okr_text_add(xml, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
                      "<qgis version=\"3.22\">\n");
    okr_xml_element(xml, "identifier", table == NULL ? "okrug" : table->name);
    okr_xml_element(xml, "parentidentifier", table == NULL ? "" : "okrug");
    okr_xml_element(xml, "language", "RUS");
    okr_xml_element(xml, "type", "dataset");
    okr_xml_element(xml, "title", table == NULL ? p->title.ru : table->title.ru);
    okr_text_clear(line);
    okr_text_add(line, table == NULL ? p->region.ru : table->note_ru);
    if (table != NULL)
        okr_text_addf(line, ". %s", p->title.ru);
    okr_xml_element(xml, "abstract", okr_text_str(line));
    add_licences(xml, p, line);
    add_lineage(xml, p, line);
    okr_text_add(xml, "</qgis>\n");
}

static okr_status put(okr_db *db, long long id, const char *document, okr_error *err)
{
    sqlite3_stmt *statement = NULL;
    okr_status status = okr_db_prepare(
        db,
        "INSERT INTO gpkg_metadata VALUES (?, 'dataset', 'http://mrcc.com/qgis.dtd',"
        " 'text/xml', ?)",
        &statement, err);

    if (status != OKR_OK)
        return status;
    (void)sqlite3_bind_int64(statement, 1, id);
    (void)sqlite3_bind_text(statement, 2, document, -1, SQLITE_STATIC);
    status = okr_db_step(db, statement, NULL, err);
    (void)sqlite3_finalize(statement);
    return status;
}

static okr_status refer(okr_db *db, const okr_schema *table, long long id, const char *stamp,
                        okr_error *err)
{
    sqlite3_stmt *statement = NULL;
    okr_status status = okr_db_prepare(
        db, "INSERT INTO gpkg_metadata_reference VALUES (?, ?, NULL, NULL, ?, ?, ?)",
        &statement, err);

    if (status != OKR_OK)
        return status;
    (void)sqlite3_bind_text(statement, 1, table == NULL ? "geopackage" : "table", -1,
                            SQLITE_STATIC);
    (void)sqlite3_bind_text(statement, 3, stamp, -1, SQLITE_STATIC);
    (void)sqlite3_bind_int64(statement, 4, id);
    if (table != NULL) {
        (void)sqlite3_bind_text(statement, 2, table->name, -1, SQLITE_STATIC);
        (void)sqlite3_bind_int64(statement, 5, 1);
    }
    status = okr_db_step(db, statement, NULL, err);
    (void)sqlite3_finalize(statement);
    return status;
}

static okr_status describe(okr_db *db, const okr_programme *p, const okr_schema *table,
                           long long id, const char *stamp, okr_error *err)
{
    okr_text xml = {0};
    okr_text line = {0};
    okr_status status = OKR_OK;

    add_document(&xml, p, table, &line);
    status = okr_text_check(&xml, err);
    if (status == OKR_OK)
        status = okr_text_check(&line, err);
    if (status == OKR_OK)
        status = put(db, id, okr_text_str(&xml), err);
    if (status == OKR_OK)
        status = refer(db, table, id, stamp, err);
    okr_text_done(&xml);
    okr_text_done(&line);
    return status;
}

okr_status okr_metadata_write(okr_db *db, const okr_programme *programme, const char *stamp,
                              okr_error *err)
{
    const size_t count = okr_schema_count();
    long long id = 1;
    okr_status status = okr_db_exec(db, create, err);

    if (status == OKR_OK)
        status = okr_gpkg_extension(db, "gpkg_metadata", NULL, "gpkg_metadata", extension, err);
    if (status == OKR_OK)
        status = okr_gpkg_extension(db, "gpkg_metadata_reference", NULL, "gpkg_metadata",
                                    extension, err);
    if (status == OKR_OK)
        status = describe(db, programme, NULL, id++, stamp, err);
    for (size_t i = 0; i < count && status == OKR_OK; i++) {
        const okr_schema *table = okr_schema_at(i);
        if (table != NULL && table->geometry != NULL)
            status = describe(db, programme, table, id++, stamp, err);
    }
    return status;
}
