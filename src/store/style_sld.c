/* SLD 1.1, the style that GeoServer, GDAL and other readers of the standard understand. */
#include "store/style.h"
#include "store/xml.h"

#include "base/number.h"

#include <string.h>

static void parameter(okr_text *xml, const char *name, const char *value)
{
    okr_text_addf(xml, "<se:SvgParameter name=\"%s\">", name);
    okr_xml_add(xml, value);
    okr_text_add(xml, "</se:SvgParameter>");
}

/* SLD without a unit means pixels of 0.28 mm. */
static void pixels(okr_text *xml, const char *name, double mm)
{
    char text[OKR_NUMBER_TEXT];

    okr_number_fixed(mm / 0.28, 2, text);
    parameter(xml, name, text);
}

static void opacity(okr_text *xml, const char *name, double value)
{
    char text[OKR_NUMBER_TEXT];

    okr_number_format(value, text);
    parameter(xml, name, text);
}

static void add_fill(okr_text *xml, const okr_sign *sign)
{
    if (sign->fill == NULL)
        return;
    okr_text_add(xml, "<se:Fill>");
    parameter(xml, "fill", sign->fill);
    opacity(xml, "fill-opacity", sign->hatched ? sign->opacity / 2.0 : sign->opacity);
    okr_text_add(xml, "</se:Fill>");
}

static void add_stroke(okr_text *xml, const okr_sign *sign)
{
    okr_text_add(xml, "<se:Stroke>");
    parameter(xml, "stroke", sign->stroke);
    if (sign->shape == OKR_SHAPE_LINE)
        opacity(xml, "stroke-opacity", sign->opacity);
    pixels(xml, "stroke-width", sign->stroke_mm);
    if (sign->dashed)
        parameter(xml, "stroke-dasharray", "6 4");
    okr_text_add(xml, "</se:Stroke>");
}

static void add_band(okr_text *xml, const okr_sign *sign)
{
    okr_text_add(xml, "<se:PolygonSymbolizer><se:Stroke>");
    parameter(xml, "stroke", sign->stroke);
    opacity(xml, "stroke-opacity", 0.3);
    pixels(xml, "stroke-width", sign->band_mm);
    okr_text_add(xml, "</se:Stroke></se:PolygonSymbolizer>\n");
}

/* The standard knows square, circle, triangle, star, cross and x. */
static const char *well_known(const char *marker)
{
    if (strcmp(marker, "diamond") == 0)
        return "square";
    if (strcmp(marker, "pentagon") == 0 || strcmp(marker, "hexagon") == 0)
        return "circle";
    return marker;
}

static void add_symbolizer(okr_text *xml, const okr_sign *sign)
{
    if (sign->shape == OKR_SHAPE_LINE) {
        okr_text_add(xml, "<se:LineSymbolizer>");
        add_stroke(xml, sign);
        okr_text_add(xml, "</se:LineSymbolizer>\n");
    } else if (sign->shape == OKR_SHAPE_AREA) {
        if (sign->band_mm > 0.0)
            add_band(xml, sign);
        okr_text_add(xml, "<se:PolygonSymbolizer>");
        add_fill(xml, sign);
        add_stroke(xml, sign);
        okr_text_add(xml, "</se:PolygonSymbolizer>\n");
    } else {
        okr_text_addf(xml,
                      "<se:PointSymbolizer><se:Graphic><se:Mark>"
                      "<se:WellKnownName>%s</se:WellKnownName>",
                      well_known(sign->marker));
        add_fill(xml, sign);
        add_stroke(xml, sign);
        okr_text_add(xml, "</se:Mark><se:Size>");
        okr_text_add_number(xml, (double)(int)(sign->size_mm / 0.28 + 0.5));
        okr_text_add(xml, "</se:Size>");
        if (strcmp(sign->marker, "diamond") == 0)
            okr_text_add(xml, "<se:Rotation>45</se:Rotation>");
        okr_text_add(xml, "</se:Graphic></se:PointSymbolizer>\n");
    }
}

static void add_test(okr_text *xml, const okr_test *test)
{
    static const char *const names[] = {
        "PropertyIsEqualTo", "PropertyIsGreaterThan", "PropertyIsLessThanOrEqualTo",
        "PropertyIsEqualTo", "PropertyIsNull",        "PropertyIsNull"};
    const char *name = names[test->kind];

    okr_text_add(xml, test->kind == OKR_TEST_PRESENT ? "<ogc:Not>" : "");
    okr_text_addf(xml, "<ogc:%s><ogc:PropertyName>%s</ogc:PropertyName>", name, test->column);
    if (test->kind != OKR_TEST_MISSING && test->kind != OKR_TEST_PRESENT) {
        okr_text_add(xml, "<ogc:Literal>");
        if (test->kind == OKR_TEST_IS)
            okr_xml_add(xml, test->word);
        else if (test->kind == OKR_TEST_TRUE)
            okr_text_add(xml, "1");
        else
            okr_text_add_number(xml, test->number);
        okr_text_add(xml, "</ogc:Literal>");
    }
    okr_text_addf(xml, "</ogc:%s>", name);
    okr_text_add(xml, test->kind == OKR_TEST_PRESENT ? "</ogc:Not>" : "");
}

static void add_filter(okr_text *xml, const okr_test *tests, int count)
{
    if (count == 0)
        return;
    okr_text_add(xml, "<ogc:Filter>");
    okr_text_add(xml, count > 1 ? "<ogc:And>" : "");
    for (int i = 0; i < count; i++)
        add_test(xml, &tests[i]);
    okr_text_add(xml, count > 1 ? "</ogc:And>" : "");
    okr_text_add(xml, "</ogc:Filter>");
}

static void add_scales(okr_text *xml, double smallest_scale_n, double largest_scale_n)
{
    if (smallest_scale_n > 0.0) {
        okr_text_add(xml, "<se:MinScaleDenominator>");
        okr_text_add_number(xml, smallest_scale_n);
        okr_text_add(xml, "</se:MinScaleDenominator>");
    }
    if (largest_scale_n <= 0.0)
        return;
    okr_text_add(xml, "<se:MaxScaleDenominator>");
    okr_text_add_number(xml, largest_scale_n);
    okr_text_add(xml, "</se:MaxScaleDenominator>");
}

static void add_rule(okr_text *xml, const okr_rule *rule)
{
    okr_text_add(xml, "<se:Rule><se:Name>");
    okr_xml_add(xml, rule->label);
    okr_text_add(xml, "</se:Name>");
    add_filter(xml, rule->tests, rule->count);
    add_scales(xml, 0.0, rule->largest_scale_n);
    add_symbolizer(xml, &rule->sign);
    okr_text_add(xml, "</se:Rule>\n");
}

static void add_labels(okr_text *xml, const okr_labelling *labels)
{
    okr_text_add(xml, "<se:Rule>");
    add_filter(xml, labels->tests, labels->count);
    add_scales(xml, labels->smallest_scale_n, labels->largest_scale_n);
    okr_text_addf(xml,
                  "<se:TextSymbolizer><se:Label><ogc:PropertyName>%s</ogc:PropertyName>"
                  "</se:Label><se:Font>",
                  labels->column);
    parameter(xml, "font-family", "PT Sans");
    pixels(xml, "font-size", labels->size_pt * 25.4 / 72.0);
    parameter(xml, "font-weight", labels->bold ? "bold" : "normal");
    parameter(xml, "font-style", labels->italic ? "italic" : "normal");
    okr_text_add(xml, "</se:Font><se:Halo><se:Radius>1.5</se:Radius><se:Fill>");
    parameter(xml, "fill", "#ffffff");
    okr_text_add(xml, "</se:Fill></se:Halo><se:Fill>");
    parameter(xml, "fill", labels->colour);
    okr_text_add(xml, "</se:Fill></se:TextSymbolizer></se:Rule>\n");
}

void okr_style_sld(const okr_style *style, okr_text *sld)
{
    okr_text_add(sld, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                      "<StyledLayerDescriptor version=\"1.1.0\" "
                      "xmlns=\"http://www.opengis.net/sld\" "
                      "xmlns:se=\"http://www.opengis.net/se\" "
                      "xmlns:ogc=\"http://www.opengis.net/ogc\">\n<NamedLayer><se:Name>");
    okr_xml_add(sld, style->table->name);
    okr_text_add(sld, "</se:Name>\n<UserStyle><se:Name>");
    okr_xml_add(sld, style->name);
    okr_text_add(sld, "</se:Name>\n<se:FeatureTypeStyle>\n");
    for (size_t i = 0; i < style->rules.count; i++)
        add_rule(sld, &OKR_AT(&style->rules, okr_rule, i));
    for (size_t i = 0; i < style->labels.count; i++)
        add_labels(sld, &OKR_AT(&style->labels, okr_labelling, i));
    okr_text_add(sld, "</se:FeatureTypeStyle>\n</UserStyle>\n</NamedLayer>\n"
                      "</StyledLayerDescriptor>\n");
}
