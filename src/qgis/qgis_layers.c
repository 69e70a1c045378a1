/* The layers of a project, with the styles of the package. */
#include "base/i18n.h"
#include "qgis/qgis.h"
#include "store/schema.h"
#include "store/xml.h"

#include <string.h>

/* What stands between the tags of the element qgis of a document. */
typedef struct inner {
    const char *root; /* the opening tag */
    const char *begin;
    size_t size;
} inner;

static bool find_inner(const char *document, inner *found)
{
    const char *root = strstr(document, "<qgis");
    const char *begin = root == NULL ? NULL : strchr(root, '>');
    const char *end = NULL;

    for (const char *next = begin; next != NULL; next = strstr(next + 1, "</qgis>"))
        end = next;
    if (end == NULL || end == begin)
        return false;
    *found = (inner){root, begin + 1, (size_t)(end - begin - 1)};
    return true;
}

static okr_status find_qml(const okr_qgis *q, const okr_package_style *style, inner *found,
                           okr_error *err)
{
    const okr_package_table *t = &OKR_AT(&q->package.tables, okr_package_table, style->table);

    if (find_inner(style->qml, found))
        return OKR_OK;
    return okr_fail(err, OKR_ERR_FORMAT, _("table layer_styles: style '%s' of '%s' is no QML"),
                    style->name, t->name);
}

static const okr_package_style *default_style(const okr_qgis *q, int table)
{
    for (size_t i = 0; i < q->package.styles.count; i++) {
        const okr_package_style *style = &OKR_AT(&q->package.styles, okr_package_style, i);
        if (style->table == table && style->is_default)
            return style;
    }
    return NULL;
}

/* The current style stands in the layer itself, the others here. */
static okr_status add_manager(okr_qgis *q, int table, okr_error *err)
{
    okr_status status = OKR_OK;

    okr_text_add(&q->xml, "<map-layer-style-manager");
    okr_xml_attribute(&q->xml, "current", okr_qgis_default_style(q, table));
    okr_text_add(&q->xml, ">\n");
    for (size_t i = 0; i < q->package.styles.count && status == OKR_OK; i++) {
        const okr_package_style *style = &OKR_AT(&q->package.styles, okr_package_style, i);
        inner qml = {0};
        if (style->table != table)
            continue;
        status = find_qml(q, style, &qml, err);
        if (status != OKR_OK)
            break;
        okr_text_add(&q->xml, "<map-layer-style");
        okr_xml_attribute(&q->xml, "name", style->name);
        okr_text_add(&q->xml, ">");
        if (!style->is_default) {
            okr_text_add_n(&q->xml, qml.root, (size_t)(qml.begin - qml.root) + qml.size);
            okr_text_add(&q->xml, "</qgis>");
        }
        okr_text_add(&q->xml, "</map-layer-style>\n");
    }
    okr_text_add(&q->xml, "</map-layer-style-manager>\n");
    return status;
}

static void add_metadata(okr_qgis *q, const okr_package_table *t)
{
    inner document = {0};

    if (!find_inner(t->metadata, &document))
        return;
    okr_text_add(&q->xml, "<resourceMetadata>");
    okr_text_add_n(&q->xml, document.begin, document.size);
    okr_text_add(&q->xml, "</resourceMetadata>\n");
}

static void add_identity(okr_qgis *q, const okr_package_table *t)
{
    const okr_schema *schema = okr_schema_find(t->name);
    okr_text source = {0};

    okr_text_addf(&q->xml, "<id>" OKR_QGIS_ID "%s</id>\n", t->name);
    okr_text_addf(&source, "%s|layername=%s", okr_text_str(&q->source), t->name);
    okr_xml_element(&q->xml, "datasource", okr_text_str(&source));
    q->xml.failed = q->xml.failed || source.failed;
    okr_text_done(&source);
    okr_xml_element(&q->xml, "layername",
                    schema != NULL && !q->russian ? schema->title.en : t->title);
    okr_text_add(&q->xml, "<provider encoding=\"UTF-8\">ogr</provider>\n");
    if (t->geometry[0] == '\0')
        return;
    okr_text_add(&q->xml, "<srs>");
    okr_qgis_crs(q, "EPSG:4326");
    okr_text_add(&q->xml, "</srs>\n");
}

static const char *geometry_of(const okr_package_table *t)
{
    if (t->geometry[0] == '\0')
        return "No geometry";
    if (strstr(t->geometry, "POLYGON") != NULL)
        return "Polygon";
    return strstr(t->geometry, "LINE") != NULL ? "Line" : "Point";
}

/* A build writes the package anew, so that what is edited in it would be lost: read only. */
static okr_status add_layer(okr_qgis *q, int table, okr_error *err)
{
    const okr_package_table *t = &OKR_AT(&q->package.tables, okr_package_table, table);
    const okr_package_style *style = default_style(q, table);
    inner qml = {0};
    okr_status status = style == NULL ? OKR_OK : find_qml(q, style, &qml, err);

    if (status != OKR_OK)
        return status;
    okr_text_addf(&q->xml,
                  "<maplayer type=\"vector\" geometry=\"%s\" readOnly=\"1\" "
                  "labelsEnabled=\"%d\" hasScaleBasedVisibilityFlag=\"0\" "
                  "styleCategories=\"AllStyleCategories\">\n",
                  geometry_of(t), t->geometry[0] == '\0' ? 0 : 1);
    add_identity(q, t);
    add_metadata(q, t);
    status = add_manager(q, table, err);
    okr_text_add_n(&q->xml, qml.begin, qml.size);
    okr_text_add(&q->xml, "</maplayer>\n");
    return status;
}

okr_status okr_qgis_layers(okr_qgis *q, okr_error *err)
{
    okr_status status = OKR_OK;

    okr_text_add(&q->xml, "<projectlayers>\n");
    for (size_t i = 0; i < q->package.tables.count && status == OKR_OK; i++)
        if (okr_qgis_shows(q, (int)i))
            status = add_layer(q, (int)i, err);
    okr_text_add(&q->xml, "</projectlayers>\n");
    return status;
}
