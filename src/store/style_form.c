/* Titles and lists of words of the columns, for QGIS before 3.40, which reads them nowhere
 * else. */
#include "store/style.h"
#include "store/xml.h"

#include <string.h>

static void add_choice(okr_text *xml, const char *title, const char *code)
{
    if (code[0] == '\0')
        return;
    okr_text_add(xml, "<Option type=\"Map\"><Option type=\"QString\"");
    okr_xml_attribute(xml, "name", title[0] == '\0' ? code : title);
    okr_xml_attribute(xml, "value", code);
    okr_text_add(xml, "/></Option>");
}

static void add_choices(okr_text *xml, const okr_column *column, const okr_programme *p)
{
    const bool kinds =
        column->domain_table != NULL && strcmp(column->domain_table, "kind") == 0;

    if (column->domain_table == NULL)
        for (int i = 0; i < column->domain->count; i++)
            add_choice(xml, okr_word_title(column->domain, i, !p->english),
                       column->domain->words[i].code);
    else if (kinds)
        for (size_t i = 0; i < p->kinds.count; i++)
            add_choice(xml, okr_style_say(p, OKR_KIND(p, i)->title), OKR_KIND(p, i)->code);
    else
        for (size_t i = 0; i < p->statuses.count; i++)
            add_choice(xml, okr_style_say(p, OKR_STATUS_WORD(p, i)->title),
                       OKR_STATUS_WORD(p, i)->code);
}

static void add_field(okr_text *xml, const okr_column *column, const okr_programme *p)
{
    okr_text_addf(xml, "<field name=\"%s\" configurationFlags=\"None\"><editWidget ",
                  column->name);
    if (okr_column_domain(column) != NULL) {
        okr_text_add(xml, "type=\"ValueMap\"><config><Option type=\"Map\">"
                          "<Option name=\"map\" type=\"List\">");
        add_choices(xml, column, p);
        okr_text_add(xml, "</Option></Option></config>");
    } else if (strcmp(column->sql, "BOOLEAN") == 0) {
        okr_text_add(xml, "type=\"CheckBox\"><config><Option/></config>");
    } else {
        okr_text_add(xml, "type=\"\"><config><Option/></config>");
    }
    okr_text_add(xml, "</editWidget></field>\n");
}

void okr_style_forms(const okr_schema *table, const okr_programme *programme, okr_text *qml)
{
    okr_text_add(qml, "<fieldConfiguration>\n");
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->columns[i].name, "geom") != 0)
            add_field(qml, &table->columns[i], programme);
    okr_text_add(qml, "</fieldConfiguration>\n<aliases>\n");
    /* QGIS finds an alias by the name of the field; the index is only looked at without one. */
    for (size_t i = 0; i < table->count; i++) {
        if (strcmp(table->columns[i].name, "geom") == 0)
            continue;
        okr_text_addf(qml, "<alias field=\"%s\" index=\"%zu\"", table->columns[i].name,
                      i + (table->geometry == NULL ? 1 : 0));
        okr_xml_attribute(qml, "name", okr_style_say(programme, table->columns[i].title));
        okr_text_add(qml, "/>\n");
    }
    okr_text_add(qml, "</aliases>\n");
}
