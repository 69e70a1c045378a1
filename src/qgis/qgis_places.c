/* Coordinate systems, what the window shows, and bookmarks. */
#include "base/number.h"
#include "qgis/qgis.h"
#include "store/xml.h"

static void add_bound(okr_qgis *q, const char *name, double value)
{
    char text[OKR_NUMBER_TEXT];

    okr_number_fixed(value, 3, text);
    okr_xml_element(&q->xml, name, text);
}

void okr_qgis_canvas(okr_qgis *q)
{
    const okr_rect view = okr_rect_grow(q->plane, 0.04 * (q->plane.w + q->plane.h));

    okr_text_add(&q->xml, "<mapcanvas name=\"theMapCanvas\" annotationsVisible=\"1\">\n"
                          "<units>meters</units>\n<extent>");
    add_bound(q, "xmin", view.x);
    add_bound(q, "ymin", view.y);
    add_bound(q, "xmax", view.x + view.w);
    add_bound(q, "ymax", view.y + view.h);
    okr_text_add(&q->xml, "</extent>\n<rotation>0</rotation>\n<destinationsrs>");
    okr_qgis_crs(q, q->projection.crs);
    okr_text_add(&q->xml, "</destinationsrs>\n</mapcanvas>\n");
}

static void add_corner(okr_text *wkt, double lon, double lat)
{
    char x[OKR_NUMBER_TEXT];
    char y[OKR_NUMBER_TEXT];

    okr_number_fixed(lon, 5, x);
    okr_number_fixed(lat, 5, y);
    okr_text_addf(wkt, "%s%s %s", wkt->size == 0 ? "POLYGON((" : ", ", x, y);
}

static void add_bookmark(okr_qgis *q, const char *id, const char *name, const char *group,
                         okr_box box)
{
    const double margin_lon = 0.05 * (box.lon_max - box.lon_min);
    const double margin_lat = 0.05 * (box.lat_max - box.lat_min);
    const double west = box.lon_min - margin_lon, east = box.lon_max + margin_lon;
    const double south = box.lat_min - margin_lat, north = box.lat_max + margin_lat;
    okr_text wkt = {0};

    add_corner(&wkt, west, south);
    add_corner(&wkt, east, south);
    add_corner(&wkt, east, north);
    add_corner(&wkt, west, north);
    add_corner(&wkt, west, south);
    okr_text_add(&wkt, "))");
    okr_text_add(&q->xml, "<Bookmark");
    okr_xml_attribute(&q->xml, "id", id);
    okr_xml_attribute(&q->xml, "name", name);
    okr_xml_attribute(&q->xml, "group", group);
    okr_xml_attribute(&q->xml, "extent", okr_text_str(&wkt));
    okr_text_add(&q->xml, ">");
    okr_qgis_crs(q, "EPSG:4326");
    okr_text_add(&q->xml, "</Bookmark>\n");
    q->xml.failed = q->xml.failed || wkt.failed;
    okr_text_done(&wkt);
}

static void widen(okr_box *box, okr_box by, bool first)
{
    if (first) {
        *box = by;
        return;
    }
    box->lon_min = by.lon_min < box->lon_min ? by.lon_min : box->lon_min;
    box->lat_min = by.lat_min < box->lat_min ? by.lat_min : box->lat_min;
    box->lon_max = by.lon_max > box->lon_max ? by.lon_max : box->lon_max;
    box->lat_max = by.lat_max > box->lat_max ? by.lat_max : box->lat_max;
}

static okr_status mark_agglomeration(okr_qgis *q, int agglomeration, okr_error *err)
{
    const okr_programme *p = &q->workspace->programme;
    const okr_agglomeration *a = OKR_AGGLOMERATION(p, agglomeration);
    okr_box box = {0};
    bool first = true;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->members.count && status == OKR_OK; i++) {
        const okr_agglomeration_member *m = &OKR_AT(&p->members, okr_agglomeration_member, i);
        okr_box one = {0};
        if (m->agglomeration != agglomeration || m->municipality < 0 ||
            OKR_MUNICIPALITY(p, m->municipality)->polygon.size == 0)
            continue;
        status =
            okr_wkb_box_unwrapped(&OKR_MUNICIPALITY(p, m->municipality)->polygon, 1, &one, err);
        widen(&box, one, first);
        first = false;
    }
    if (status == OKR_OK && !first)
        add_bookmark(q, a->code, okr_qgis_say(q, a->title),
                     okr_qgis_say(q, (okr_titles){"Агломерации", "Agglomerations"}), box);
    return status;
}

static okr_status mark_municipality(okr_qgis *q, const okr_municipality *m, okr_error *err)
{
    okr_box box = {0};
    okr_status status = OKR_OK;

    if (m->polygon.size == 0)
        return OKR_OK;
    status = okr_wkb_box_unwrapped(&m->polygon, 1, &box, err);
    if (status == OKR_OK)
        add_bookmark(
            q, m->oktmo, okr_qgis_say(q, (okr_titles){m->name_ru, m->name_en}),
            okr_qgis_say(q, (okr_titles){"Муниципальные образования", "Municipalities"}), box);
    return status;
}

okr_status okr_qgis_bookmarks(okr_qgis *q, okr_error *err)
{
    const okr_programme *p = &q->workspace->programme;
    okr_status status = OKR_OK;

    okr_text_add(&q->xml, "<Bookmarks>\n");
    for (size_t i = 0; i < p->agglomerations.count && status == OKR_OK; i++)
        status = mark_agglomeration(q, (int)i, err);
    for (size_t i = 0; i < p->municipalities.count && status == OKR_OK; i++)
        status = mark_municipality(q, OKR_MUNICIPALITY(p, i), err);
    okr_text_add(&q->xml, "</Bookmarks>\n");
    return status;
}
