/* QML, as QGIS 3.22 and later read it. */
#include "store/style.h"
#include "store/xml.h"

#include "base/number.h"

#include <string.h>

static void add_quoted(okr_text *xml, const char *text, char quote)
{
    okr_text plain = {0};

    okr_text_pad(&plain, quote, 1);
    for (const char *c = text; *c != '\0'; c++)
        okr_text_pad(&plain, *c, *c == quote ? 2 : 1);
    okr_text_pad(&plain, quote, 1);
    okr_xml_add(xml, okr_text_str(&plain));
    xml->failed = xml->failed || plain.failed;
    okr_text_done(&plain);
}

static void add_test(okr_text *xml, const okr_test *test)
{
    add_quoted(xml, test->column, '"');
    switch (test->kind) {
    case OKR_TEST_IS:
        okr_text_add(xml, " = ");
        add_quoted(xml, test->word, '\'');
        break;
    case OKR_TEST_OVER:
        okr_text_add(xml, " &gt; ");
        okr_text_add_number(xml, test->number);
        break;
    case OKR_TEST_UP_TO:
        okr_text_add(xml, " &lt;= ");
        okr_text_add_number(xml, test->number);
        break;
    case OKR_TEST_TRUE:
        okr_text_add(xml, " = true");
        break;
    case OKR_TEST_MISSING:
        okr_text_add(xml, " IS NULL");
        break;
    }
}

static void add_rule(okr_text *xml, const okr_rule *rule, size_t number)
{
    okr_text_addf(xml, "<rule key=\"{%zu}\" symbol=\"%zu\"", number, number);
    okr_xml_attribute(xml, "label", rule->label);
    if (rule->largest_scale_n > 0.0)
        okr_xml_number(xml, "scalemaxdenom", rule->largest_scale_n);
    if (rule->count > 0) {
        okr_text_add(xml, " filter=\"");
        for (int i = 0; i < rule->count; i++) {
            okr_text_add(xml, i == 0 ? "" : " AND ");
            add_test(xml, &rule->tests[i]);
        }
        okr_text_add(xml, "\"");
    }
    okr_text_add(xml, "/>\n");
}

static void add_renderer(okr_text *xml, const okr_style *style)
{
    okr_text_add(xml, "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" forceraster=\"0\" "
                      "enableorderby=\"0\">\n<rules key=\"{root}\">\n");
    for (size_t i = 0; i < style->rules.count; i++)
        add_rule(xml, &OKR_AT(&style->rules, okr_rule, i), i);
    okr_text_add(xml, "</rules>\n<symbols>\n");
    okr_style_symbols(style, xml);
    okr_text_add(xml, "</symbols>\n</renderer-v2>\n");
}

/* Placements of QGIS: 1 over a point or in the middle, 2 parallel to lines, 6 around points in
 * the order that cartographers prefer. */
static int placement(okr_shape shape)
{
    if (shape == OKR_SHAPE_POINT)
        return 6;
    return shape == OKR_SHAPE_LINE ? 2 : 1;
}

static void add_labels(okr_text *xml, const okr_style *style)
{
    const okr_labelling *labels = &style->labels;

    okr_text_add(xml, "<labeling type=\"simple\">\n<settings calloutType=\"simple\">\n"
                      "<text-style isExpression=\"1\" fontFamily=\"DejaVu Sans\" "
                      "fontSizeUnit=\"Point\" textOpacity=\"1\" multilineHeight=\"0.9\"");
    okr_xml_attribute(xml, "fieldName", labels->expression);
    okr_xml_number(xml, "fontSize", labels->size_pt);
    okr_xml_attribute(xml, "textColor", labels->colour);
    okr_xml_attribute(xml, "fontWeight", labels->bold ? "75" : "50");
    okr_text_add(xml, ">\n<text-buffer bufferDraw=\"1\" bufferSize=\"0.8\" "
                      "bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,230\" "
                      "bufferOpacity=\"0.9\" bufferJoinStyle=\"128\" bufferNoFill=\"1\"/>\n"
                      "</text-style>\n<text-format autoWrapLength=\"26\" "
                      "useMaxLineLengthForAutoWrap=\"1\" multilineAlign=\"3\"/>\n");
    okr_text_addf(xml,
                  "<placement placement=\"%d\" dist=\"0.8\" distUnits=\"MM\" "
                  "priority=\"%d\" fitInPolygonOnly=\"0\"/>\n",
                  placement(style->shape), labels->priority);
    okr_text_addf(xml, "<rendering drawLabels=\"1\" obstacle=\"1\" scaleVisibility=\"%d\"",
                  labels->largest_scale_n > 0.0 ? 1 : 0);
    if (labels->largest_scale_n > 0.0) {
        okr_xml_number(xml, "scaleMin", 0.0);
        okr_xml_number(xml, "scaleMax", labels->largest_scale_n);
    }
    okr_text_add(xml, "/>\n</settings>\n</labeling>\n");
}

void okr_style_qml(const okr_style *style, const okr_programme *programme, okr_text *qml)
{
    static const int types[OKR_SHAPE_COUNT] = {4, 0, 1, 2, 4};
    const bool labelled = style->labels.expression != NULL;

    okr_text_add(qml, "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n");
    okr_text_addf(qml,
                  "<qgis version=\"3.22\" hasScaleBasedVisibilityFlag=\"0\" "
                  "labelsEnabled=\"%d\" styleCategories=\"%s\">\n",
                  labelled ? 1 : 0,
                  style->shape == OKR_SHAPE_NONE ? "Fields|Forms|AttributeTable"
                                                 : "Symbology|Labeling|Fields|Forms|MapTips");
    if (style->shape != OKR_SHAPE_NONE)
        add_renderer(qml, style);
    if (labelled)
        add_labels(qml, style);
    okr_style_forms(style->table, programme, qml);
    if (labelled) {
        okr_text_add(qml, "<previewExpression>");
        okr_xml_add(qml, style->labels.expression);
        okr_text_add(qml, "</previewExpression>\n");
    }
    okr_text_addf(qml, "<layerGeometryType>%d</layerGeometryType>\n</qgis>\n",
                  types[style->shape]);
}
