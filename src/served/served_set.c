#include "served/served_set.h"

#include "base/i18n.h"
#include "base/number.h"
#include "geo/orient.h"

#include <stdlib.h>

#define DEGREE 0.017453292519943295769

/* Least radii that a step north and a step east have: see okr_space_chord_within, and the
 * equatorial axis, which no prime-vertical radius goes below. */
#define RADIUS_NORTH 6335439.0
#define RADIUS_EAST 6378137.0

okr_status okr_served_set_new(okr_served_set **out, okr_error *err)
{
    okr_served_set *set = calloc(1, sizeof *set);

    if (set == NULL)
        return okr_fail_nomem(err);
    set->vertices = OKR_VEC(okr_space);
    set->pieces = OKR_VEC(okr_piece);
    set->runs = OKR_VEC(okr_piece_run);
    set->run_boxes = OKR_VEC(okr_box);
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
    okr_vec_done(&set->vertices);
    okr_vec_done(&set->pieces);
    okr_vec_done(&set->runs);
    okr_vec_done(&set->run_boxes);
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

/* Room for so many more items, growing as appends do. */
static okr_status grow(okr_vec *vec, size_t extra, okr_error *err)
{
    const size_t wanted = vec->count + extra;

    if (wanted <= vec->capacity)
        return OKR_OK;
    return okr_vec_reserve(vec, wanted > 2 * vec->capacity ? wanted : 2 * vec->capacity, err);
}

/* Room for the pieces of a chain, so that they can be put down without asking. */
static okr_status make_room(okr_served_set *set, size_t pieces, okr_error *err)
{
    const size_t runs = pieces / OKR_RUN_PIECES + 2;
    okr_status status = OKR_OK;

    if (set->vertices.count + pieces + 1 > UINT32_MAX)
        return okr_fail(err, OKR_ERR_GEOMETRY, "%s", _("more than 4 000 000 000 vertices"));
    status = grow(&set->vertices, pieces + 1, err);
    if (status == OKR_OK)
        status = grow(&set->pieces, pieces, err);
    if (status == OKR_OK)
        status = grow(&set->runs, runs, err);
    return status == OKR_OK ? grow(&set->run_boxes, runs, err) : status;
}

static void put_vertex(okr_served_set *set, okr_space at)
{
    OKR_AT(&set->vertices, okr_space, set->vertices.count++) = at;
}

static void put_run(okr_served_set *set)
{
    OKR_AT(&set->runs, okr_piece_run, set->runs.count++) =
        (okr_piece_run){(uint32_t)set->pieces.count, 0};
    OKR_AT(&set->run_boxes, okr_box, set->run_boxes.count++) = OKR_BOX_EMPTY;
}

static void widen(okr_box *box, okr_lonlat p)
{
    box->lon_min = p.lon < box->lon_min ? p.lon : box->lon_min;
    box->lat_min = p.lat < box->lat_min ? p.lat : box->lat_min;
    box->lon_max = p.lon > box->lon_max ? p.lon : box->lon_max;
    box->lat_max = p.lat > box->lat_max ? p.lat : box->lat_max;
}

/* A piece from one vertex that is there to the next one. */
static void put_piece(okr_served_set *set, uint32_t from, uint32_t to, okr_lonlat a,
                      okr_lonlat b)
{
    const okr_space *vertices = set->vertices.data;
    const okr_space d = okr_space_minus(vertices[to], vertices[from]);
    const double square = okr_space_dot(d, d);
    okr_box *box = NULL;

    if (OKR_AT(&set->runs, okr_piece_run, set->runs.count - 1).count == OKR_RUN_PIECES)
        put_run(set);
    OKR_AT(&set->pieces, okr_piece, set->pieces.count++) =
        (okr_piece){.from = from,
                    .to = to,
                    .source = (uint32_t)set->sources.count - 1,
                    .of_area = set->reading_area,
                    .inverse = square > 0.0 ? 1.0 / square : 0.0};
    OKR_AT(&set->runs, okr_piece_run, set->runs.count - 1).count++;
    box = &OKR_AT(&set->run_boxes, okr_box, set->run_boxes.count - 1);
    widen(box, a);
    widen(box, b);
}

/* Into how many pieces an edge must be cut not to depart from them. Most are so short that a
 * bound tells which asks for no sine: as okr_space_edge_departure, at 45 degrees or worse. */
static double count_pieces(okr_lonlat a, okr_lonlat b)
{
    const double dlon = fabs(b.lon - a.lon) * DEGREE;
    const double dlat = fabs(b.lat - a.lat) * DEGREE;
    const double most = dlon + 1.0001 * dlat;

    if (0.125 * 6399594.0 * most * most <= OKR_PIECE_DEPARTURE)
        return 1.0;
    return fmax(1.0, ceil(sqrt(okr_space_edge_departure(a, b) / OKR_PIECE_DEPARTURE)));
}

/* Straight pieces of one edge whose first vertex is there; `left` more edges are to come. */
static okr_status add_edge(okr_served_set *set, okr_lonlat a, okr_lonlat b, size_t left,
                           okr_error *err)
{
    const double count = count_pieces(a, b);
    okr_lonlat from = a;
    okr_status status = check_edge(a, b, err);

    if (status == OKR_OK)
        status = check_place(b, err);
    if (status == OKR_OK && count > 1.0)
        status = make_room(set, (size_t)count + left, err);
    for (double i = 1.0; status == OKR_OK && i <= count; i += 1.0) {
        const double t = i / count;
        okr_lonlat to = {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
        const uint32_t n = (uint32_t)set->vertices.count;
        if (i == count)
            to = b;
        put_vertex(set, okr_space_at(to));
        put_piece(set, n - 1, n, from, to);
        from = to;
    }
    return status;
}

static bool same_place(okr_lonlat a, okr_lonlat b)
{
    return a.lon == b.lon && a.lat == b.lat;
}

/* A line, or a ring when closed; all vertices the same make a point. */
static okr_status add_chain(okr_served_set *set, const okr_lonlat *p, size_t n, bool closed,
                            okr_error *err)
{
    const size_t edges = n == 0 ? 0 : closed ? n : n - 1;
    const uint32_t first = (uint32_t)set->vertices.count;
    size_t real = 0;
    okr_status status = n == 0 ? OKR_OK : check_place(p[0], err);

    for (size_t i = 0; i < edges; i++)
        real += !same_place(p[i], p[i + 1 < n ? i + 1 : 0]);
    if (status == OKR_OK && n > 0)
        status = make_room(set, real + 1, err);
    if (status != OKR_OK || n == 0)
        return status;
    put_run(set);
    put_vertex(set, okr_space_at(p[0]));
    if (real == 0)
        put_piece(set, first, first, p[0], p[0]);
    for (size_t i = 0; status == OKR_OK && i < edges; i++) {
        const okr_lonlat next = p[i + 1 < n ? i + 1 : 0];
        if (!same_place(p[i], next))
            status = add_edge(set, p[i], next, --real, err);
    }
    return status;
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

    set->reading_area = part->kind == OKR_PART_POLYGON;
    if (!set->reading_area)
        return add_chain(set, part->points, part->count, false, err);
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
                                (uint32_t)(set->vertices.count - first)};

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
    okr_served_known known = {feature->accuracy_m, feature->distance_m, feature->somewhere};
    const size_t first = set->vertices.count;
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

okr_box okr_box_reach(okr_box box, double metres)
{
    double dlat = metres / RADIUS_NORTH / DEGREE * (1.0 + 1e-9) + 1e-9;
    double highest = fmax(fabs(box.lat_min), fabs(box.lat_max)) + dlat;
    double radius = highest < 90.0 ? RADIUS_EAST * cos(highest * DEGREE) : 0.0;
    double dlon = 360.0;

    if (metres < radius * 2.0 * 3.14)
        dlon = metres / radius / DEGREE * (1.0 + 1e-9) + 1e-9;
    return (okr_box){box.lon_min - dlon, box.lat_min - dlat, box.lon_max + dlon,
                     box.lat_max + dlat};
}

okr_status okr_served_check(const okr_served_set *set, double distance_m, double accuracy_m,
                            okr_error *err)
{
    char text[OKR_NUMBER_TEXT];
    double farthest = fmax(distance_m, set->distance_max);
    bool own = distance_m == 0.0 && set->sources.count > 0 && !set->needs_distance;

    okr_number_format(distance_m, text);
    if (!own && (!(distance_m > 0.0) || !isfinite(distance_m)))
        return okr_fail(err, OKR_ERR_USAGE, _("a distance of %s m is not above zero"), text);
    okr_number_format(farthest, text);
    if (!(farthest + set->accuracy_max + accuracy_m <= OKR_SERVED_REACH_MAX))
        return okr_fail(err, OKR_ERR_USAGE,
                        _("a distance of %s m with its accuracy is above 200 km"), text);
    return OKR_OK;
}

typedef struct holder {
    const okr_served_set *set;
    okr_lonlat p;
    okr_holder_fn *visit;
    void *user;
} holder;

/* Even-odd rule: how many edges does the way east cross? */
static bool ring_crossings_odd(const okr_lonlat *ring, size_t n, okr_lonlat p)
{
    bool odd = false;

    for (size_t i = 0, j = n - 1; i < n; j = i++) {
        if ((ring[i].lat > p.lat) == (ring[j].lat > p.lat))
            continue;
        /* p is west of an edge that it lies left of, when the edge runs north. */
        odd ^= okr_orient(ring[j], ring[i], p) == (ring[i].lat > ring[j].lat ? 1 : -1);
    }
    return odd;
}

static okr_status ask_polygon(void *user, uint32_t index, okr_error *err)
{
    const holder *h = user;
    const okr_served_polygon *polygon = &OKR_AT(&h->set->polygons, okr_served_polygon, index);
    const okr_lonlat *points = &OKR_AT(&h->set->points, okr_lonlat, polygon->first_point);
    const size_t *ends = &OKR_AT(&h->set->ring_ends, size_t, polygon->first_ring);
    bool odd = false;
    size_t first = 0;

    (void)err;
    for (size_t i = 0; i < polygon->rings; i++) {
        odd ^= ring_crossings_odd(points + first, ends[i] - first, h->p);
        first = ends[i];
    }
    if (odd)
        h->visit(h->user, polygon->source);
    return OKR_OK;
}

/* The same place has several longitudes: what crosses the antimeridian may go beyond 180. */
void okr_served_set_holders(const okr_served_set *set, okr_lonlat p, okr_holder_fn *visit,
                            void *user)
{
    holder h = {.set = set, .p = p, .visit = visit, .user = user};

    for (int turn = -1; turn <= 1 && set->polygons.count > 0; turn++) {
        okr_box box = {p.lon + 360.0 * turn, p.lat, p.lon + 360.0 * turn, p.lat};
        h.p.lon = box.lon_min;
        if (okr_box_tree_query(set->polygon_tree, &box, ask_polygon, &h, NULL) != OKR_OK)
            break;
    }
}

typedef struct held {
    const double *reach;
    bool any;
} held;

static void hold(void *user, uint32_t source)
{
    held *h = user;

    h->any = h->any || h->reach[source] >= 0.0;
}

bool okr_served_set_holds(const okr_served_set *set, const double *reach, okr_lonlat p)
{
    held h = {.reach = reach};

    okr_served_set_holders(set, p, hold, &h);
    return h.any;
}
