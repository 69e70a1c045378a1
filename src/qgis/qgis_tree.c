/* The tree of layers, and the themes of the map. */
#include "qgis/qgis.h"
#include "store/schema.h"
#include "store/xml.h"

#include <string.h>

enum { GROUP_TABLES = 8 };

/* Tables that stand in no other group stand in the last one, in the order of the package. */
typedef struct group {
    okr_titles title;
    bool open; /* unfolded */
    const char *tables[GROUP_TABLES];
} group;

/* clang-format off */
static const group groups[] = {
    {{"Карта", "Map"}, true,
     {"location_point", "location_line", "settlement", "location_area", "agglomeration",
      "municipality"}},
    {{"Мероприятия и показатели", "Measures and indicators"}, false,
     {"measure", "indicator", "location", "mention", "observation", "milestone", "finance"}},
    {{"Связи и баланс", "Links and balance"}, false,
     {"measure_municipality", "measure_indicator", "measure_location", "measure_outside",
      "agglomeration_member", "balance"}},
    {{"Статистика и замечания", "Statistics and findings"}, false,
     {"statistic", "served_share", "settlement_service", "finding"}},
    {{"Справочники и источники", "Classifiers and sources"}, false, {NULL}},
};
/* clang-format on */

enum { GROUPS = sizeof groups / sizeof groups[0] };

void okr_qgis_id(okr_qgis *q, const char *attribute, const char *table)
{
    okr_text_addf(&q->xml, " %s=\"" OKR_QGIS_ID "%s\"", attribute, table);
}

static const okr_package_table *table_at(const okr_qgis *q, int table)
{
    return &OKR_AT(&q->package.tables, okr_package_table, table);
}

bool okr_qgis_shows(const okr_qgis *q, int table)
{
    const okr_package_table *t = table_at(q, table);

    return t->geometry[0] != '\0' || (t->filled && okr_schema_find(t->name) != NULL);
}

int okr_qgis_map_layers(const okr_qgis *q, int layers[OKR_QGIS_MAP])
{
    int count = 0;

    for (int i = 0; i < GROUP_TABLES && groups[0].tables[i] != NULL; i++) {
        const int table = okr_package_find(&q->package, groups[0].tables[i]);
        if (table >= 0)
            layers[count++] = table;
    }
    return count;
}

const char *okr_qgis_default_style(const okr_qgis *q, int table)
{
    for (size_t i = 0; i < q->package.styles.count; i++) {
        const okr_package_style *style = &OKR_AT(&q->package.styles, okr_package_style, i);
        if (style->table == table && style->is_default)
            return style->name;
    }
    return "";
}

static bool is_grouped(const char *name)
{
    for (int g = 0; g < GROUPS - 1; g++)
        for (int i = 0; i < GROUP_TABLES && groups[g].tables[i] != NULL; i++)
            if (strcmp(groups[g].tables[i], name) == 0)
                return true;
    return false;
}

void okr_qgis_tree_layer(okr_qgis *q, int table)
{
    const okr_package_table *t = table_at(q, table);
    const okr_schema *schema = okr_schema_find(t->name);

    okr_text_add(&q->xml, "<layer-tree-layer checked=\"Qt::Checked\" expanded=\"0\" "
                          "providerKey=\"ogr\"");
    okr_qgis_id(q, "id", t->name);
    okr_xml_attribute(&q->xml, "name",
                      schema != NULL && !q->russian ? schema->title.en : t->title);
    okr_text_add(&q->xml, "/>\n");
}

static void add_rest(okr_qgis *q)
{
    for (size_t i = 0; i < q->package.tables.count; i++)
        if (!is_grouped(table_at(q, (int)i)->name) && okr_qgis_shows(q, (int)i))
            okr_qgis_tree_layer(q, (int)i);
}

static void add_group(okr_qgis *q, const group *g)
{
    okr_text_addf(&q->xml, "<layer-tree-group checked=\"Qt::Checked\" expanded=\"%d\"",
                  g->open ? 1 : 0);
    okr_xml_attribute(&q->xml, "name", okr_qgis_say(q, g->title));
    okr_text_add(&q->xml, ">\n");
    for (int i = 0; i < GROUP_TABLES && g->tables[i] != NULL; i++) {
        const int table = okr_package_find(&q->package, g->tables[i]);
        if (table >= 0 && okr_qgis_shows(q, table))
            okr_qgis_tree_layer(q, table);
    }
    if (g->tables[0] == NULL)
        add_rest(q);
    okr_text_add(&q->xml, "</layer-tree-group>\n");
}

void okr_qgis_tree(okr_qgis *q)
{
    okr_text_add(&q->xml, "<layer-tree-group>\n");
    for (int i = 0; i < GROUPS; i++)
        add_group(q, &groups[i]);
    okr_text_add(&q->xml, "</layer-tree-group>\n");
}

static void add_theme(okr_qgis *q, int municipality, const char *style)
{
    int layers[OKR_QGIS_MAP];
    const int count = okr_qgis_map_layers(q, layers);

    okr_text_add(&q->xml, "<visibility-preset");
    okr_xml_attribute(&q->xml, "name", style);
    okr_text_add(&q->xml, ">\n");
    for (int i = 0; i < count; i++) {
        const bool coloured = layers[i] == municipality;
        okr_text_add(&q->xml, "<layer visible=\"1\"");
        okr_qgis_id(q, "id", table_at(q, layers[i])->name);
        okr_xml_attribute(&q->xml, "style",
                          coloured ? style : okr_qgis_default_style(q, layers[i]));
        okr_text_add(&q->xml, "/>\n");
    }
    okr_text_add(&q->xml, "</visibility-preset>\n");
}

void okr_qgis_themes(okr_qgis *q)
{
    const int municipality = okr_package_find(&q->package, "municipality");

    okr_text_add(&q->xml, "<visibility-presets>\n");
    for (size_t i = 0; i < q->package.styles.count; i++) {
        const okr_package_style *style = &OKR_AT(&q->package.styles, okr_package_style, i);
        if (style->table == municipality)
            add_theme(q, municipality, style->name);
    }
    okr_text_add(&q->xml, "</visibility-presets>\n");
}
