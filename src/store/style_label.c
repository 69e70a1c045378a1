/* Names of QML. */
#include "store/style.h"
#include "store/xml.h"

/* Fonts that usually stand on a desk, for where the first one is missing. */
static const char *const families[] = {"PT Sans", "Open Sans", "Arial", "DejaVu Sans"};

static void add_text(okr_text *xml, const okr_labelling *labels)
{
    okr_text_add(xml, "<text-style isExpression=\"1\" fontSizeUnit=\"Point\" "
                      "textOpacity=\"1\" multilineHeight=\"0.9\"");
    okr_xml_attribute(xml, "fontFamily", families[0]);
    okr_xml_attribute(xml, "fieldName", labels->expression);
    okr_xml_number(xml, "fontSize", labels->size_pt);
    okr_xml_attribute(xml, "textColor", labels->colour);
    okr_xml_attribute(xml, "fontWeight", labels->bold ? "75" : "50");
    okr_xml_attribute(xml, "fontItalic", labels->italic ? "1" : "0");
    if (labels->bold || labels->italic)
        okr_xml_attribute(xml, "namedStyle", labels->bold ? "Bold" : "Italic");
    okr_text_add(xml, ">\n<families>");
    for (size_t i = 1; i < sizeof families / sizeof families[0]; i++) {
        okr_text_add(xml, "<family");
        okr_xml_attribute(xml, "name", families[i]);
        okr_text_add(xml, "/>");
    }
    okr_text_add(xml, "</families>\n<text-buffer bufferDraw=\"1\" bufferSize=\"0.7\" "
                      "bufferSizeUnits=\"MM\" bufferColor=\"255,255,255,255\" "
                      "bufferOpacity=\"0.85\" bufferJoinStyle=\"128\" bufferNoFill=\"1\"/>\n"
                      "</text-style>\n");
    okr_text_addf(xml,
                  "<text-format autoWrapLength=\"%d\" useMaxLineLengthForAutoWrap=\"1\" "
                  "multilineAlign=\"%d\"/>\n",
                  labels->wrap, 1);
}

/* Placements of QGIS: 2 parallel to lines, 4 level inside areas, 6 around points in the order
 * that cartographers prefer. */
static int placement(okr_shape shape)
{
    if (shape == OKR_SHAPE_POINT)
        return 6;
    return shape == OKR_SHAPE_LINE ? 2 : 4;
}

/* Names may lie over areas, and keep off points and lines. */
static void add_settings(okr_text *xml, const okr_style *style, const okr_labelling *labels)
{
    okr_text_add(xml, "<settings calloutType=\"simple\">\n");
    add_text(xml, labels);
    okr_text_addf(xml,
                  "<placement placement=\"%d\" dist=\"0.6\" distUnits=\"MM\" offsetType=\"1\" "
                  "predefinedPositionOrder=\"TR,TL,BR,BL,R,L,TSR,BSR\" priority=\"%d\" "
                  "polygonPlacementFlags=\"2\" fitInPolygonOnly=\"0\"/>\n",
                  placement(style->shape), labels->priority);
    okr_text_addf(xml,
                  "<rendering drawLabels=\"1\" obstacle=\"%d\" obstacleType=\"1\" "
                  "obstacleFactor=\"1\" scaleVisibility=\"0\"/>\n</settings>\n",
                  style->shape == OKR_SHAPE_AREA ? 0 : 1);
}

static void add_label_rule(okr_text *xml, const okr_style *style, size_t number)
{
    const okr_labelling *labels = &OKR_AT(&style->labels, okr_labelling, number);

    okr_text_addf(xml, "<rule key=\"{label%zu}\"", number);
    if (labels->smallest_scale_n > 0.0) /* at 1:n itself the larger scale has its say */
        okr_xml_number(xml, "scalemindenom", labels->smallest_scale_n + 1.0);
    if (labels->largest_scale_n > 0.0)
        okr_xml_number(xml, "scalemaxdenom", labels->largest_scale_n);
    if (labels->count > 0) {
        okr_text_add(xml, " filter=\"");
        okr_style_tests(labels->tests, labels->count, xml);
        okr_text_add(xml, "\"");
    }
    okr_text_add(xml, ">\n");
    add_settings(xml, style, labels);
    okr_text_add(xml, "</rule>\n");
}

void okr_style_labels(const okr_style *style, okr_text *qml)
{
    okr_text_add(qml, "<labeling type=\"rule-based\">\n<rules key=\"{labels}\">\n");
    for (size_t i = 0; i < style->labels.count; i++)
        add_label_rule(qml, style, i);
    okr_text_add(qml, "</rules>\n</labeling>\n");
}
