/* The print layouts of a project: A3 across, the map to the left, signs and sources to the
 * right. */
#include "base/number.h"
#include "model/date.h"
#include "qgis/qgis.h"
#include "store/xml.h"
#include "view/attribution.h"

#include <math.h>
#include <stdio.h>

/* Kinds of items, as QGIS numbers them. */
typedef enum item_kind {
    ITEM_PAGE = 65638,
    ITEM_MAP = 65639,
    ITEM_PICTURE = 65640,
    ITEM_LABEL = 65641,
    ITEM_LEGEND = 65642,
    ITEM_SCALEBAR = 65646
} item_kind;

static const okr_rect map_frame = {10.0, 30.0, 292.0, 257.0};  /* mm */
static const okr_rect legend_at = {306.0, 30.0, 104.0, 200.0}; /* mm */
static const char map_id[] = "{00000000-0000-4000-8000-000000000002}";

/* Opens an item; its own attributes and children follow. */
static void open_item(okr_qgis *q, item_kind kind, int number, okr_rect at)
{
    okr_text place = {0};

    okr_text_addf(&q->xml,
                  "<LayoutItem type=\"%d\" uuid=\"{00000000-0000-4000-8000-%012d}\" "
                  "templateUuid=\"{00000000-0000-4000-8000-%012d}\" zValue=\"%d\" "
                  "referencePoint=\"0\" visibility=\"1\" opacity=\"1\" itemRotation=\"0\"",
                  (int)kind, number, number, number);
    okr_text_add_number(&place, at.x);
    okr_text_add(&place, ",");
    okr_text_add_number(&place, at.y);
    okr_text_add(&place, ",mm");
    okr_xml_attribute(&q->xml, "position", okr_text_str(&place));
    okr_xml_attribute(&q->xml, "positionOnPage", okr_text_str(&place));
    okr_text_clear(&place);
    okr_text_add_number(&place, at.w);
    okr_text_add(&place, ",");
    okr_text_add_number(&place, at.h);
    okr_text_add(&place, ",mm");
    okr_xml_attribute(&q->xml, "size", okr_text_str(&place));
    q->xml.failed = q->xml.failed || place.failed;
    okr_text_done(&place);
}

static void close_item(okr_qgis *q)
{
    okr_text_add(&q->xml, "</LayoutItem>\n");
}

static void add_page(okr_qgis *q)
{
    okr_text_add(&q->xml, "<PageCollection>\n");
    open_item(q, ITEM_PAGE, 1, (okr_rect){0.0, 0.0, 420.0, 297.0});
    okr_text_add(&q->xml, " frame=\"false\" background=\"true\"/>\n</PageCollection>\n");
}

static double scale_of(const okr_qgis *q)
{
    return okr_scale_round(1.04 * 1000.0 *
                           fmax(q->plane.w / map_frame.w, q->plane.h / map_frame.h));
}

/* The whole programme at a round scale, in the middle of the frame. */
static void add_extent(okr_qgis *q)
{
    const double scale = scale_of(q);
    const double w = map_frame.w * scale / 1000.0;
    const double h = map_frame.h * scale / 1000.0;
    const double x = q->plane.x + (q->plane.w - w) / 2.0;
    const double y = q->plane.y + (q->plane.h - h) / 2.0;

    okr_text_add(&q->xml, "<Extent");
    okr_xml_number(&q->xml, "xmin", x);
    okr_xml_number(&q->xml, "ymin", y);
    okr_xml_number(&q->xml, "xmax", x + w);
    okr_xml_number(&q->xml, "ymax", y + h);
    okr_text_add(&q->xml, "/>\n");
}

/*
 * A page of the atlas has the largest round scale at which its municipality fits, with a tenth
 * to spare. Where the projection has no code QGIS finds none, and fits the page itself.
 */
static void add_round_scale(okr_qgis *q)
{
    okr_text scale = {0};

    okr_text_add(&scale, "with_variable('g', transform(@atlas_geometry, 'EPSG:4326', "
                         "@project_crs), with_variable('s', 1100 * max(bounds_width(@g) / ");
    okr_text_add_number(&scale, map_frame.w);
    okr_text_add(&scale, ", bounds_height(@g) / ");
    okr_text_add_number(&scale, map_frame.h);
    okr_text_add(&scale, "), with_variable('p', 10 ^ floor(log10(@s)), array_first("
                         "array_filter(array(1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10), "
                         "@element * @p >= @s)) * @p)))");
    okr_text_add(&q->xml, "<LayoutObject><dataDefinedProperties><Option type=\"Map\">"
                          "<Option name=\"name\" type=\"QString\" value=\"\"/>"
                          "<Option name=\"properties\" type=\"Map\">"
                          "<Option name=\"dataDefinedMapScale\" type=\"Map\">"
                          "<Option name=\"active\" type=\"bool\" value=\"true\"/>"
                          "<Option name=\"expression\" type=\"QString\"");
    okr_xml_attribute(&q->xml, "value", okr_text_str(&scale));
    okr_text_add(&q->xml, "/><Option name=\"type\" type=\"int\" value=\"3\"/></Option>"
                          "</Option><Option name=\"type\" type=\"QString\" "
                          "value=\"collection\"/></Option></dataDefinedProperties>"
                          "</LayoutObject>\n");
    q->xml.failed = q->xml.failed || scale.failed;
    okr_text_done(&scale);
}

static void add_map(okr_qgis *q, bool atlas)
{
    const int municipality = okr_package_find(&q->package, "municipality");

    open_item(q, ITEM_MAP, 2, map_frame);
    okr_text_add(&q->xml, " id=\"map\" frame=\"true\" background=\"true\" "
                          "outlineWidthM=\"0.3,mm\" mapRotation=\"0\" mapFlags=\"0\" "
                          "keepLayerSet=\"false\" drawCanvasItems=\"true\" "
                          "followPreset=\"true\"");
    okr_xml_attribute(&q->xml, "followPresetName", okr_qgis_default_style(q, municipality));
    okr_text_add(&q->xml, ">\n<BackgroundColor red=\"236\" green=\"238\" blue=\"240\" "
                          "alpha=\"255\"/>\n");
    add_extent(q);
    okr_text_addf(&q->xml, "<AtlasMap atlasDriven=\"%d\" scalingMode=\"2\" margin=\"0.1\"/>\n",
                  atlas ? 1 : 0);
    if (atlas)
        add_round_scale(q);
    close_item(q);
}

typedef struct lettering {
    double size_pt;
    bool bold;
    int valign; /* of Qt: 32 top, 64 bottom */
} lettering;

/* Text may hold [% expressions %]. */
static void add_label(okr_qgis *q, int number, okr_rect at, const char *text, lettering letters)
{
    char font[64];

    open_item(q, ITEM_LABEL, number, at);
    okr_xml_attribute(&q->xml, "labelText", text);
    okr_text_addf(&q->xml,
                  " frame=\"false\" background=\"false\" htmlState=\"0\" halign=\"1\" "
                  "valign=\"%d\" marginX=\"0\" marginY=\"0\">\n<LabelFont",
                  letters.valign);
    (void)snprintf(font, sizeof font, "PT Sans,%d.%d,-1,5,%d,0,0,0,0,0", (int)letters.size_pt,
                   (int)(letters.size_pt * 10.0) % 10, letters.bold ? 75 : 50);
    okr_xml_attribute(&q->xml, "description", font);
    okr_text_add(&q->xml, " style=\"\"/>\n<FontColor red=\"26\" green=\"26\" blue=\"26\" "
                          "alpha=\"255\"/>\n");
    close_item(q);
}

typedef struct legend_style {
    const char *name, *font;
    const char *top, *left; /* margins, mm */
} legend_style;

static const legend_style legend_styles[] = {
    {"title", "11,-1,5,75", "0", "0"},          {"group", "9,-1,5,75", "3", "0"},
    {"subgroup", "8.5,-1,5,75", "3", "0"},      {"symbol", "7.5,-1,5,50", "1.2", "0"},
    {"symbolLabel", "7.5,-1,5,50", "1.2", "2"},
};

static void add_legend_styles(okr_qgis *q)
{
    okr_text_add(&q->xml, "<styles>\n");
    for (size_t i = 0; i < sizeof legend_styles / sizeof legend_styles[0]; i++) {
        const legend_style *style = &legend_styles[i];
        okr_text_addf(&q->xml,
                      "<style name=\"%s\" alignment=\"1\" marginTop=\"%s\" marginLeft=\"%s\">"
                      "<styleFont description=\"PT Sans,%s,0,0,0,0,0\" style=\"\"/>"
                      "</style>\n",
                      style->name, style->top, style->left, style->font);
    }
    okr_text_add(&q->xml, "</styles>\n");
}

static void add_legend(okr_qgis *q)
{
    int layers[OKR_QGIS_MAP];
    const int count = okr_qgis_map_layers(q, layers);

    open_item(q, ITEM_LEGEND, 3, legend_at);
    okr_xml_attribute(&q->xml, "title",
                      okr_qgis_say(q, (okr_titles){"Условные знаки", "Legend"}));
    okr_text_addf(&q->xml,
                  " id=\"legend\" frame=\"false\" background=\"false\" map_uuid=\"%s\" "
                  "legendFilterByMap=\"1\" legendFilterByAtlas=\"0\" "
                  "resizeToContents=\"1\" columnCount=\"1\" titleAlignment=\"1\" "
                  "symbolWidth=\"7\" symbolHeight=\"3.6\" boxSpace=\"0\" "
                  "fontColor=\"#1a1a1a\">\n",
                  map_id);
    add_legend_styles(q);
    okr_text_add(&q->xml, "<layer-tree-group>\n");
    for (int i = 0; i < count; i++)
        okr_qgis_tree_layer(q, layers[i]);
    okr_text_add(&q->xml, "</layer-tree-group>\n");
    close_item(q);
}

/* The largest 1, 2 or 5 times a power of ten kilometres within 35 mm. */
static double segment_km(double scale)
{
    const double most = scale * 0.035 / 1000.0;
    const double decade = pow(10.0, floor(log10(most)));

    if (most >= 5.0 * decade)
        return 5.0 * decade;
    return most >= 2.0 * decade ? 2.0 * decade : decade;
}

/* The scale of an atlas changes from page to page, so there QGIS fits the bar. */
static void add_scalebar(okr_qgis *q, bool atlas)
{
    open_item(q, ITEM_SCALEBAR, 4, (okr_rect){14.0, 270.0, 90.0, 13.0});
    okr_text_addf(&q->xml,
                  " id=\"scalebar\" frame=\"false\" background=\"true\" mapUuid=\"%s\" "
                  "style=\"Single Box\" unitType=\"km\" numMapUnitsPerScaleBarUnit=\"1\" "
                  "numSegments=\"2\" numSegmentsLeft=\"0\" segmentSizeMode=\"%d\" "
                  "minBarWidth=\"45\" maxBarWidth=\"80\" height=\"2\" labelBarSpace=\"1.5\" "
                  "boxContentSpace=\"1.5\" alignment=\"0\" outlineWidth=\"0.2\"",
                  map_id, atlas ? 1 : 0);
    okr_xml_number(&q->xml, "numUnitsPerSegment", segment_km(scale_of(q)));
    okr_xml_attribute(&q->xml, "unitLabel", okr_qgis_say(q, (okr_titles){"км", "km"}));
    okr_text_add(&q->xml, ">\n<text-style fontFamily=\"PT Sans\" fontSize=\"8\" "
                          "fontSizeUnit=\"Point\" textColor=\"26,26,26,255\" textOpacity=\"1\" "
                          "fontWeight=\"50\"/>\n");
    close_item(q);
}

static void add_arrow(okr_qgis *q)
{
    open_item(q, ITEM_PICTURE, 5, (okr_rect){284.0, 34.0, 14.0, 14.0});
    okr_text_addf(&q->xml,
                  " id=\"north\" frame=\"false\" background=\"false\" mode=\"0\" "
                  "resizeMode=\"0\" anchorPoint=\"4\" mapUuid=\"%s\" northMode=\"1\" "
                  "northOffset=\"0\" pictureRotation=\"0\" svgFillColor=\"26,26,26,255\" "
                  "svgBorderColor=\"26,26,26,255\" svgBorderWidth=\"0.2\" "
                  "file=\":/images/north_arrows/layout_default_north_arrow.svg\">\n",
                  map_id);
    close_item(q);
}

static void add_boundaries(const okr_qgis *q, okr_text *text)
{
    const okr_boundary_set *set = &q->workspace->programme.boundary_set;
    char day[OKR_DATE_TEXT];

    okr_date_format(set->date, day);
    okr_text_add(text, okr_qgis_say(q, (okr_titles){"Границы: ", "Boundaries: "}));
    okr_text_add(text, okr_qgis_say(q, set->name));
    if (day[0] != '\0')
        okr_text_addf(text, ", %s", day);
    if (set->licence[0] != '\0') {
        okr_text_add(text, ". ");
        okr_add_said(text, set->licence, q->russian);
    }
    if (set->approximate)
        okr_text_add(text, okr_qgis_say(q, (okr_titles){". Границы приблизительные",
                                                        ". The boundaries are approximate"}));
    okr_text_add(text, "\n");
}

/* Sources, licences, projection: what a sheet owes to those it comes from. */
static void add_sources(okr_qgis *q)
{
    const okr_programme *p = &q->workspace->programme;
    char day[OKR_DATE_TEXT];
    okr_text text = {0};

    okr_date_format(p->status_date, day);
    okr_text_addf(&text,
                  "%s 1:[%% replace(format_number(item_variables('map')['map_scale'], 0), ',', "
                  "' ') %%]\n",
                  okr_qgis_say(q, (okr_titles){"Масштаб", "Scale"}));
    okr_text_addf(&text, "%s: %s\n", okr_qgis_say(q, (okr_titles){"Проекция", "Projection"}),
                  q->russian ? q->projection.ru : q->projection.en);
    if (day[0] != '\0')
        okr_text_addf(&text, "%s: %s\n",
                      okr_qgis_say(q, (okr_titles){"Дата состояния", "Status date"}), day);
    add_boundaries(q, &text);
    for (size_t i = 0; i < p->attributions.count; i++) {
        const okr_attribution *a = &OKR_AT(&p->attributions, okr_attribution, i);
        okr_add_attribution(&text, a, q->russian);
        okr_text_add(&text, "\n");
    }
    add_label(q, 6, (okr_rect){306.0, 232.0, 104.0, 55.0}, okr_text_str(&text),
              (lettering){6.5, false, 64});
    q->xml.failed = q->xml.failed || text.failed;
    okr_text_done(&text);
}

static void add_titles(okr_qgis *q, bool atlas)
{
    static const okr_titles figures = {
        "[% \"name_ru\" %]. Мероприятий: [% coalesce(\"n_listed\", 0) %], завершено: "
        "[% coalesce(\"n_completed\", 0) %], ход работ: "
        "[% coalesce(round(100 * \"progress\") || ' %', 'неизвестен') %]",
        "[% coalesce(\"name_en\", \"name_ru\") %]. Measures: [% coalesce(\"n_listed\", 0) %], "
        "completed: [% coalesce(\"n_completed\", 0) %], progress: "
        "[% coalesce(round(100 * \"progress\") || ' %', 'unknown') %]"};
    const okr_programme *p = &q->workspace->programme;

    add_label(q, 7, (okr_rect){10.0, 8.0, 400.0, 11.0}, okr_qgis_say(q, p->title),
              (lettering){18.0, true, 32});
    add_label(q, 8, (okr_rect){10.0, 19.5, 400.0, 8.0},
              atlas ? okr_qgis_say(q, figures) : okr_qgis_say(q, p->region),
              (lettering){12.0, false, 32});
}

static void add_atlas(okr_qgis *q, bool atlas)
{
    okr_text_addf(&q->xml, "<Atlas enabled=\"%d\"", atlas ? 1 : 0);
    if (atlas)
        okr_text_add(&q->xml, " coverageLayer=\"" OKR_QGIS_ID
                              "municipality\" coverageLayerProvider=\"ogr\" "
                              "pageNameExpression=\"&quot;name_ru&quot;\" "
                              "filenamePattern=\"&quot;oktmo&quot;\" sortFeatures=\"1\" "
                              "sortKey=\"&quot;oktmo&quot;\" sortAscending=\"1\" "
                              "filterFeatures=\"0\" hideCoverage=\"0\"");
    okr_text_add(&q->xml, "/>\n");
}

static void add_layout(okr_qgis *q, okr_titles name, bool atlas)
{
    okr_text_add(&q->xml, "<Layout units=\"mm\" printResolution=\"300\" worldFileMap=\"\"");
    okr_xml_attribute(&q->xml, "name", okr_qgis_say(q, name));
    okr_text_add(&q->xml, ">\n");
    add_page(q);
    add_map(q, atlas);
    add_legend(q);
    add_scalebar(q, atlas);
    add_arrow(q);
    add_sources(q);
    add_titles(q, atlas);
    add_atlas(q, atlas);
    okr_text_add(&q->xml, "</Layout>\n");
}

void okr_qgis_layouts(okr_qgis *q)
{
    okr_text_add(&q->xml, "<Layouts>\n");
    add_layout(q, (okr_titles){"Карта программы, A3", "Map of the programme, A3"}, false);
    add_layout(
        q,
        (okr_titles){"Атлас по муниципальным образованиям, A3", "Atlas of municipalities, A3"},
        true);
    okr_text_add(&q->xml, "</Layouts>\n");
}
