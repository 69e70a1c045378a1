#include "served/served_set.h"

#include "base/i18n.h"
#include "base/number.h"

#include <stdlib.h>

#define DEGREE 0.017453292519943295769

okr_status okr_served_set_new(okr_served_set **out, okr_error *err)
{
    okr_served_set *set = calloc(1, sizeof *set);

    if (set == NULL)
        return okr_fail_nomem(err);
    set->places = OKR_VEC(okr_lonlat);
    set->chains = OKR_VEC(okr_served_chain);
    set->runs = OKR_VEC(okr_piece_run);
    set->run_balls = OKR_VEC(okr_run_ball);
    set->polygons = OKR_VEC(okr_served_polygon);
    set->polygon_boxes = OKR_VEC(okr_box);
    set->points = OKR_VEC(okr_lonlat);
    set->ring_ends = OKR_VEC(size_t);
    set->sources = OKR_VEC(okr_served_known);
    set->far = OKR_VEC(okr_served_far);
    *out = set;
    return OKR_OK;
}

void okr_served_set_free(okr_served_set *set)
{
    if (set == NULL)
        return;
    okr_vec_done(&set->places);
    okr_vec_done(&set->chains);
    okr_vec_done(&set->runs);
    okr_vec_done(&set->run_balls);
    free(set->columns.x);
    okr_vec_done(&set->polygons);
    okr_vec_done(&set->polygon_boxes);
    okr_vec_done(&set->points);
    okr_vec_done(&set->ring_ends);
    okr_vec_done(&set->sources);
    okr_vec_done(&set->far);
    okr_wkb_reader_done(&set->reader);
    okr_box_tree_free(set->run_tree);
    okr_box_tree_free(set->polygon_tree);
    free(set);
}

static okr_status check_place(okr_lonlat p, okr_error *err)
{
    char text[OKR_NUMBER_TEXT];

    if (fabs(p.lat) <= 90.0)
        return OKR_OK;
    okr_number_format(p.lat, text);
    return okr_fail(err, OKR_ERR_GEOMETRY, _("latitude %s is beyond the pole"), text);
}

static okr_status check_edge(okr_lonlat a, okr_lonlat b, okr_error *err)
{
    char from[OKR_NUMBER_TEXT];
    char to[OKR_NUMBER_TEXT];

    if (fabs(b.lon - a.lon) <= 180.0)
        return OKR_OK;
    okr_number_format(a.lon, from);
    okr_number_format(b.lon, to);
    return okr_fail(
        err, OKR_ERR_GEOMETRY,
        _("an edge from longitude %s to %s spans more than half of the globe: split it at the "
          "antimeridian"),
        from, to);
}

static bool same_place(okr_lonlat a, okr_lonlat b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

/* Most edges are so short that a bound without a sine tells that they are one piece: that of
 * okr_space_edge_departure, at 45 degrees or worse. */
static bool is_piece(okr_lonlat a, okr_lonlat b)
{
    const double dlon = fabs(b.lon - a.lon) * DEGREE;
    const double dlat = fabs(b.lat - a.lat) * DEGREE;
    const double most = dlon + 1.0001 * dlat;

    return 0.125 * 6399594.0 * most * most <= OKR_PIECE_DEPARTURE;
}

/* Places between the ends of an edge that it is cut at, not to depart from its pieces. */
static okr_status add_cuts(okr_served_set *set, okr_lonlat a, okr_lonlat b, okr_error *err)
{
    const double count = ceil(sqrt(okr_space_edge_departure(a, b) / OKR_PIECE_DEPARTURE));
    okr_status status = check_edge(a, b, err);

    for (double i = 1.0; status == OKR_OK && i < count; i += 1.0) {
        const double t = i / count;
        const okr_lonlat cut = {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
        status = okr_vec_append(&set->places, &cut, 1, err);
    }
    return status;
}

/* All vertices of a chain but for repeated ones. */
static okr_status add_places(okr_served_set *set, const okr_lonlat *p, size_t n, bool closed,
                             okr_error *err)
{
    const size_t edges = closed ? n : n - 1;
    okr_vec *places = &set->places;
    okr_status status = okr_vec_append(places, p, 1, err);

    if (status == OKR_OK)
        status = okr_vec_room(places, edges, err);
    for (size_t i = 0; status == OKR_OK && i < edges; i++) {
        const okr_lonlat next = p[i + 1 < n ? i + 1 : 0];
        if (same_place(p[i], next))
            continue;
        if (!is_piece(p[i], next)) {
            status = add_cuts(set, p[i], next, err);
            if (status == OKR_OK)
                status = okr_vec_room(places, edges - i, err);
        }
        if (status == OKR_OK)
            OKR_AT(places, okr_lonlat, places->count++) = next;
    }
    return status;
}

/* A line, or a ring when closed; all vertices the same make a point. */
static okr_status add_chain(okr_served_set *set, const okr_lonlat *p, size_t n, bool closed,
                            okr_error *err)
{
    const size_t first = set->places.count;
    okr_served_chain chain = {.first = (uint32_t)first,
                              .source = (uint32_t)set->sources.count - 1};
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < n; i++)
        status = check_place(p[i], err);
    if (status != OKR_OK || n == 0)
        return status;
    status = add_places(set, p, n, closed, err);
    if (status == OKR_OK && set->places.count >= UINT32_MAX)
        return okr_fail(err, OKR_ERR_GEOMETRY, "%s", _("more than 4 000 000 000 vertices"));
    chain.count = (uint32_t)(set->places.count - first);
    return status == OKR_OK ? okr_vec_append(&set->chains, &chain, 1, err) : status;
}

/* Keep the rings, to tell inside from outside. */
static okr_status add_rings(okr_served_set *set, const okr_part *part, okr_error *err)
{
    okr_served_polygon polygon = {set->points.count, set->ring_ends.count, part->rings,
                                  (uint32_t)set->sources.count - 1};
    okr_box box = OKR_BOX_EMPTY;
    okr_status status = okr_vec_append(&set->points, part->points, part->count, err);

    for (size_t i = 0; i < part->count; i++)
        okr_box_add_point(&box, part->points[i].lon, part->points[i].lat);
    if (status == OKR_OK)
        status = okr_vec_append(&set->ring_ends, part->ring_ends, part->rings, err);
    if (status == OKR_OK)
        status = okr_vec_append(&set->polygons, &polygon, 1, err);
    if (status == OKR_OK)
        status = okr_vec_append(&set->polygon_boxes, &box, 1, err);
    return status;
}

static okr_status add_part(okr_served_set *set, const okr_part *part, okr_error *err)
{
    okr_status status = OKR_OK;
    size_t first = 0;

    if (part->kind != OKR_PART_POLYGON)
        return add_chain(set, part->points, part->count, false, err);
    OKR_AT(&set->sources, okr_served_known, set->sources.count - 1).has_area = true;
    for (size_t i = 0; status == OKR_OK && i < part->rings; i++) {
        status = add_chain(set, part->points + first, part->ring_ends[i] - first, true, err);
        first = part->ring_ends[i];
    }
    return status == OKR_OK ? add_rings(set, part, err) : status;
}

/* Remember the vertices of a feature whose place is not known. */
static okr_status note_far(okr_served_set *set, size_t first, okr_error *err)
{
    const okr_served_far far = {(uint32_t)set->sources.count - 1, (uint32_t)first,
                                (uint32_t)(set->places.count - first)};

    return far.count > 0 ? okr_vec_append(&set->far, &far, 1, err) : OKR_OK;
}

static okr_status add_geometry(okr_served_set *set, okr_wkb geometry, okr_error *err)
{
    okr_part part = {0};
    bool more = geometry.size > 0;
    okr_status status = OKR_OK;

    if (more)
        okr_wkb_start(&set->reader, geometry);
    while (status == OKR_OK && more) {
        status = okr_wkb_next(&set->reader, &part, &more, err);
        if (status == OKR_OK && more)
            status = add_part(set, &part, err);
    }
    return status;
}

okr_status okr_served_set_add(okr_served_set *set, const okr_served_feature *feature,
                              okr_error *err)
{
    okr_served_known known = {feature->accuracy_m, feature->distance_m, feature->somewhere,
                              false};
    const size_t first = set->places.count;
    okr_status status = OKR_OK;

    if (!(feature->accuracy_m >= 0.0) || !isfinite(feature->accuracy_m))
        return okr_fail(err, OKR_ERR_GEOMETRY, "%s", _("an accuracy must not be negative"));
    if (!(feature->distance_m >= 0.0) || !isfinite(feature->distance_m))
        return okr_fail(err, OKR_ERR_GEOMETRY, "%s", _("a distance must not be negative"));
    if (set->sources.count >= UINT32_MAX)
        return okr_fail(err, OKR_ERR_GEOMETRY, "%s", _("more than 4 000 000 000 features"));
    status = okr_vec_append(&set->sources, &known, 1, err);
    if (status == OKR_OK)
        status = add_geometry(set, feature->geometry, err);
    if (status == OKR_OK && known.somewhere)
        status = note_far(set, first, err);
    set->distance_max = fmax(set->distance_max, known.distance_m);
    set->needs_distance = set->needs_distance || known.distance_m <= 0.0;
    set->accuracy_max = fmax(set->accuracy_max, known.accuracy_m);
    set->uncertain = set->uncertain || known.somewhere || known.accuracy_m > 0.0;
    return status;
}
