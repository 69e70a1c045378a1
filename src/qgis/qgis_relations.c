/* Relations of a project, from the columns that refer to other tables. */
#include "qgis/qgis.h"
#include "store/schema.h"
#include "store/xml.h"

#include <string.h>

/* References by a code of the programme instead of a row number. */
typedef struct by_code {
    const char *table, *column, *parent, *key;
} by_code;

static const by_code codes[] = {
    {"measure", "parent_id", "measure", "measure_id"},
    {"location_point", "measure_id", "measure", "measure_id"},
    {"location_line", "measure_id", "measure", "measure_id"},
    {"location_area", "measure_id", "measure", "measure_id"},
    {"agglomeration_member", "oktmo", "municipality", "oktmo"},
    {"agglomeration_member", "agglomeration", "agglomeration", "agglomeration"},
    {"settlement", "municipality", "municipality", "oktmo"},
};

static bool is_there(const okr_qgis *q, const char *name)
{
    const int table = okr_package_find(&q->package, name);

    return table >= 0 && okr_qgis_shows(q, table);
}

static const okr_column *column_of(const okr_schema *table, const char *name)
{
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->columns[i].name, name) == 0)
            return &table->columns[i];
    return NULL;
}

/* "Показатели: Мероприятие" -- the heading over the rows in the form of the parent. */
static void add_name(okr_qgis *q, const okr_schema *table, const okr_column *column)
{
    okr_text name = {0};

    okr_text_addf(&name, "%s: %s", okr_qgis_say(q, table->title),
                  okr_qgis_say(q, column->title));
    okr_xml_attribute(&q->xml, "name", okr_text_str(&name));
    q->xml.failed = q->xml.failed || name.failed;
    okr_text_done(&name);
}

static void add_relation(okr_qgis *q, const okr_schema *table, const okr_column *column,
                         const char *parent, const char *key)
{
    okr_text_addf(&q->xml, "<relation id=\"%s_%s\" strength=\"Association\"", table->name,
                  column->name);
    okr_qgis_id(q, "referencingLayer", table->name);
    okr_qgis_id(q, "referencedLayer", parent);
    add_name(q, table, column);
    okr_text_addf(&q->xml,
                  "><fieldRef referencingField=\"%s\" referencedField=\"%s\"/></relation>\n",
                  column->name, key);
}

/* From which file a row was read is no matter of the map. */
static void add_numbers(okr_qgis *q, const okr_schema *table)
{
    for (size_t i = 0; i < table->count; i++) {
        const okr_column *column = &table->columns[i];
        if (column->references != NULL && strcmp(column->references, "source") != 0 &&
            is_there(q, column->references))
            add_relation(q, table, column, column->references, "fid");
    }
}

static void add_codes(okr_qgis *q)
{
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        const okr_schema *table = okr_schema_find(codes[i].table);
        const okr_column *column = table == NULL ? NULL : column_of(table, codes[i].column);
        if (column != NULL && is_there(q, codes[i].table) && is_there(q, codes[i].parent))
            add_relation(q, table, column, codes[i].parent, codes[i].key);
    }
}

void okr_qgis_relations(okr_qgis *q)
{
    okr_text_add(&q->xml, "<relations>\n");
    for (size_t i = 0; i < okr_schema_count(); i++)
        if (is_there(q, okr_schema_at(i)->name))
            add_numbers(q, okr_schema_at(i));
    add_codes(q);
    okr_text_add(&q->xml, "</relations>\n");
}
