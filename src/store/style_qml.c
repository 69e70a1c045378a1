/* QML, as QGIS 3.22 and later read it. */
#include "store/style.h"
#include "store/xml.h"

static void add_rule(okr_text *xml, const okr_rule *rule, size_t number)
{
    okr_text_addf(xml, "<rule key=\"{%zu}\" symbol=\"%zu\"", number, number);
    okr_xml_attribute(xml, "label", rule->label);
    if (rule->largest_scale_n > 0.0)
        okr_xml_number(xml, "scalemaxdenom", rule->largest_scale_n);
    if (rule->count > 0) {
        okr_text_add(xml, " filter=\"");
        okr_style_tests(rule->tests, rule->count, xml);
        okr_text_add(xml, "\"");
    }
    okr_text_add(xml, "/>\n");
}

/* The heading is a rule without a sign that holds the others. Where markers are moved apart,
 * only the first sign of a row is drawn: the rule that lies under the others comes last. */
static void add_rules(okr_text *xml, const okr_style *style)
{
    const size_t count = style->rules.count;

    okr_text_add(xml, "<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" forceraster=\"0\" "
                      "enableorderby=\"0\">\n<rules key=\"{root}\">\n");
    if (style->heading != NULL) {
        okr_text_add(xml, "<rule key=\"{heading}\"");
        okr_xml_attribute(xml, "label", style->heading);
        okr_text_add(xml, ">\n");
    }
    for (size_t i = 0; i < count; i++) {
        const size_t at = style->spread ? (i + 1) % count : i;
        add_rule(xml, &OKR_AT(&style->rules, okr_rule, at), at);
    }
    okr_text_add(xml, style->heading != NULL ? "</rule>\n</rules>\n" : "</rules>\n");
    okr_text_add(xml, "<symbols>\n");
    okr_style_symbols(style, xml);
    okr_text_add(xml, "</symbols>\n</renderer-v2>\n");
}

static void add_renderer(okr_text *xml, const okr_style *style)
{
    if (!style->spread) {
        add_rules(xml, style);
        return;
    }
    okr_text_add(
        xml, "<renderer-v2 type=\"pointDisplacement\" tolerance=\"2.5\" toleranceUnit=\"MM\" "
             "placement=\"1\" circleWidth=\"0.15\" circleColor=\"90,90,90,255\" "
             "circleRadiusAddition=\"0\" labelAttributeName=\"\" labelColor=\"0,0,0,255\" "
             "labelDistanceFactor=\"0.5\" maxLabelScaleDenominator=\"0\" symbollevels=\"0\" "
             "forceraster=\"0\" enableorderby=\"0\">\n"
             "<labelFontProperties description=\"PT Sans,8,-1,5,50,0,0,0,0,0\" style=\"\"/>\n");
    add_rules(xml, style);
    okr_style_dot("centerSymbol", xml);
    okr_text_add(xml, "</renderer-v2>\n");
}

void okr_style_qml(const okr_style *style, const okr_programme *programme, okr_text *qml)
{
    static const int types[OKR_SHAPE_COUNT] = {4, 0, 1, 2, 4};
    const bool labelled = style->labels.count > 0;

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
        okr_style_labels(style, qml);
    okr_style_forms(style->table, programme, qml);
    if (style->form != NULL)
        okr_text_add(qml, style->form);
    if (style->preview != NULL)
        okr_xml_element(qml, "previewExpression", style->preview);
    if (style->tip != NULL)
        okr_xml_element(qml, "mapTip", style->tip);
    okr_text_addf(qml, "<layerGeometryType>%d</layerGeometryType>\n</qgis>\n",
                  types[style->shape]);
}
