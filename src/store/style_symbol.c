/* Symbols of QML. */
#include "store/style.h"
#include "store/xml.h"

#include "base/number.h"

#include <stdlib.h>
#include <string.h>

static void option(okr_text *xml, const char *name, const char *value)
{
    okr_text_addf(xml, "<Option name=\"%s\" type=\"QString\"", name);
    okr_xml_attribute(xml, "value", value);
    okr_text_add(xml, "/>");
}

static void number(okr_text *xml, const char *name, double value)
{
    char text[OKR_NUMBER_TEXT];

    okr_number_format(value, text);
    option(xml, name, text);
}

/* "#0072b2" as "0,114,178,255". */
static void colour(okr_text *xml, const char *name, const char *hex, double opacity)
{
    const unsigned long rgb = hex == NULL ? 0 : strtoul(hex + 1, NULL, 16);

    okr_text_addf(xml, "<Option name=\"%s\" type=\"QString\" value=\"%lu,%lu,%lu,%d\"/>", name,
                  rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255,
                  hex == NULL ? 0 : (int)(opacity * 255.0 + 0.5));
}

static void open_layer(okr_text *xml, const char *class)
{
    okr_text_addf(xml,
                  "<layer class=\"%s\" enabled=\"1\" locked=\"0\" pass=\"0\">"
                  "<Option type=\"Map\">",
                  class);
}

static void add_stroke(okr_text *xml, const okr_sign *sign)
{
    colour(xml, "outline_color", sign->stroke, 1.0);
    option(xml, "outline_style", sign->dashed ? "dash" : "solid");
    number(xml, "outline_width", sign->stroke_mm);
    option(xml, "outline_width_unit", "MM");
}

static void close_layer(okr_text *xml)
{
    okr_text_add(xml, "</Option></layer>");
}

/* A colour that a row gets when the test of the ring holds for it. */
static void colour_by_row(okr_text *xml, const char *property, const char *value,
                          const okr_sign *sign)
{
    okr_text_addf(xml,
                  "<Option name=\"%s\" type=\"Map\">"
                  "<Option name=\"active\" type=\"bool\" value=\"true\"/>"
                  "<Option name=\"expression\" type=\"QString\" value=\"if(",
                  property);
    okr_style_tests(&sign->ring_test, 1, xml);
    okr_text_addf(xml,
                  ", '%s', '0,0,0,0')\"/>"
                  "<Option name=\"type\" type=\"int\" value=\"3\"/></Option>",
                  value);
}

/* Transparent but for the rows that have it: so it shows in no legend, which has no row. */
static void add_ring(okr_text *xml, const okr_sign *sign)
{
    open_layer(xml, "SimpleMarker");
    option(xml, "name", "circle");
    colour(xml, "color", NULL, 0.0);
    number(xml, "size", sign->ring_mm);
    option(xml, "size_unit", "MM");
    colour(xml, "outline_color", NULL, 0.0);
    option(xml, "outline_style", "dash");
    option(xml, "outline_width", "0.25");
    option(xml, "outline_width_unit", "MM");
    okr_text_add(xml, "</Option><data_defined_properties><Option type=\"Map\">"
                      "<Option name=\"name\" type=\"QString\" value=\"\"/>"
                      "<Option name=\"properties\" type=\"Map\">");
    colour_by_row(xml, "fillColor", "255,255,255,153", sign);
    colour_by_row(xml, "outlineColor", "77,77,77,255", sign);
    okr_text_add(xml, "</Option><Option name=\"type\" type=\"QString\" value=\"collection\"/>"
                      "</Option></data_defined_properties></layer>");
}

static void add_marker(okr_text *xml, const okr_sign *sign)
{
    if (sign->ring_mm > 0.0)
        add_ring(xml, sign);
    open_layer(xml, "SimpleMarker");
    option(xml, "name", strcmp(sign->marker, "cross") == 0 ? "cross_fill" : sign->marker);
    colour(xml, "color", sign->fill, sign->opacity);
    number(xml, "size", sign->size_mm);
    option(xml, "size_unit", "MM");
    colour(xml, "outline_color", sign->stroke, 1.0);
    option(xml, "outline_style", sign->dashed ? "dash" : "solid");
    number(xml, "outline_width", sign->stroke_mm);
    option(xml, "outline_width_unit", "MM");
    option(xml, "cap_style", "flat");
    option(xml, "joinstyle", "miter");
    close_layer(xml);
}

static void add_dashes(okr_text *xml, const okr_sign *sign)
{
    if (sign->dashed) {
        option(xml, "use_custom_dash", "1");
        option(xml, "customdash", "3;1.6");
        option(xml, "customdash_unit", "MM");
    }
    option(xml, "capstyle", sign->dashed ? "flat" : "round");
    option(xml, "joinstyle", "round");
}

static void add_line(okr_text *xml, const okr_sign *sign)
{
    open_layer(xml, "SimpleLine");
    colour(xml, "line_color", sign->stroke, sign->opacity);
    number(xml, "line_width", sign->stroke_mm);
    option(xml, "line_width_unit", "MM");
    add_dashes(xml, sign);
    close_layer(xml);
}

static void add_band(okr_text *xml, const okr_sign *sign)
{
    open_layer(xml, "SimpleLine");
    colour(xml, "line_color", sign->stroke, 0.3);
    number(xml, "line_width", sign->band_mm);
    option(xml, "line_width_unit", "MM");
    option(xml, "joinstyle", "round");
    option(xml, "capstyle", "round");
    close_layer(xml);
}

static void add_fill(okr_text *xml, const okr_sign *sign)
{
    const char *style = sign->hatched ? "b_diagonal" : "solid";

    if (sign->band_mm > 0.0)
        add_band(xml, sign);
    open_layer(xml, "SimpleFill");
    colour(xml, "color", sign->fill, sign->opacity);
    option(xml, "style", sign->fill == NULL ? "no" : style);
    option(xml, "joinstyle", "round");
    add_stroke(xml, sign);
    close_layer(xml);
}

static void add_symbol(okr_text *xml, const okr_sign *sign, const char *name)
{
    const char *type = sign->shape == OKR_SHAPE_POINT  ? "marker"
                       : sign->shape == OKR_SHAPE_LINE ? "line"
                                                       : "fill";

    okr_text_addf(xml,
                  "<symbol name=\"%s\" type=\"%s\" alpha=\"1\" clip_to_extent=\"1\" "
                  "force_rhr=\"0\">",
                  name, type);
    if (sign->shape == OKR_SHAPE_POINT)
        add_marker(xml, sign);
    else if (sign->shape == OKR_SHAPE_LINE)
        add_line(xml, sign);
    else
        add_fill(xml, sign);
    okr_text_add(xml, "</symbol>\n");
}

void okr_style_dot(const char *name, okr_text *qml)
{
    const okr_sign dot = {.shape = OKR_SHAPE_POINT,
                          .marker = "circle",
                          .size_mm = 1.0,
                          .fill = "#5a5a5a",
                          .opacity = 1.0,
                          .stroke = "#ffffff",
                          .stroke_mm = 0.15};

    add_symbol(qml, &dot, name);
}

void okr_style_symbols(const okr_style *style, okr_text *qml)
{
    char name[OKR_NUMBER_TEXT];

    for (size_t i = 0; i < style->rules.count; i++) {
        okr_number_format((double)i, name);
        add_symbol(qml, &OKR_AT(&style->rules, okr_rule, i).sign, name);
    }
}
