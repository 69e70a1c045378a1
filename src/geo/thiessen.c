/* From borders to cells: the lines and the outline are noded on the 1e-6 degree grid, their
 * faces found, and each face given to the owner of a point inside it. Everything that shares a
 * border therefore shares its vertices. */
#include "geo/thiessen.h"

#include "base/i18n.h"
#include "base/number.h"
#include "geo/geom.h"
#include "geo/thiessen_grid.h"

#include <stdio.h>
#include <stdlib.h>

static const double GRID_DEG = 1e-6;

/* What is under way; released as one. */
typedef struct work {
    okr_geos geos;
    okr_cellgrid field;
    GEOSGeometry *outline; /* owned, EPSG:4326 */
    GEOSGeometry *plane;   /* owned: the outline in the plane */
    okr_vec borders;       /* okr_border */
    GEOSGeometry *faces;   /* owned: collection of polygons, EPSG:4326 */
} work;

static okr_wkb bytes_of(const okr_text *text)
{
    return (okr_wkb){(const unsigned char *)okr_text_str(text), text->size};
}

/* An equal-area plane round the middle of the outline. */
static okr_status make_plane(work *w, okr_wkb outline, okr_error *err)
{
    char lon[OKR_NUMBER_TEXT], lat[OKR_NUMBER_TEXT], text[160];
    okr_lonlat low = {0}, high = {0};
    okr_crs *degrees = NULL, *plane = NULL;
    okr_status status = okr_geom_box(outline, &low, &high, err);

    if (status != OKR_OK)
        return status;
    okr_number_fixed((low.lon + high.lon) / 2, 3, lon);
    okr_number_fixed((low.lat + high.lat) / 2, 3, lat);
    (void)snprintf(text, sizeof text, "+proj=laea +lon_0=%s +lat_0=%s +datum=WGS84", lon, lat);
    status = okr_crs_parse("EPSG:4326", &degrees, err);
    if (status == OKR_OK)
        status = okr_crs_parse(text, &plane, err);
    if (status == OKR_OK)
        status = okr_transform_new(degrees, plane, &w->field.there, err);
    if (status == OKR_OK)
        status = okr_transform_new(plane, degrees, &w->field.back, err);
    okr_crs_free(degrees);
    okr_crs_free(plane);
    return status;
}

static okr_status read_outline(work *w, okr_wkb outline, okr_error *err)
{
    okr_validity validity = {0};
    okr_text wkb = {0};
    okr_status status = okr_geom_validity(outline, &validity, err);

    if (status == OKR_OK && (!validity.valid || !okr_geom_is_area(outline)))
        return okr_fail(err, OKR_ERR_GEOMETRY, _("the outline is not a valid polygon: %s"),
                        validity.reason);
    if (status == OKR_OK)
        status = make_plane(w, outline, err);
    if (status == OKR_OK)
        status = okr_geos_read(&w->geos, outline, &w->outline, err);
    if (status == OKR_OK)
        status = okr_geom_transform(outline, w->field.there, &wkb, err);
    if (status == OKR_OK)
        status = okr_geos_read(&w->geos, bytes_of(&wkb), &w->plane, err);
    okr_text_done(&wkb);
    return status;
}

/* One line of two points in EPSG:4326; NULL on failure. */
static GEOSGeometry *make_line(work *w, const okr_border *border)
{
    double x[] = {border->a.x, border->b.x}, y[] = {border->a.y, border->b.y};
    GEOSCoordSequence *points = NULL;

    if (okr_transform_points(w->field.back, 2, x, y, NULL) != OKR_OK)
        return NULL;
    points = GEOSCoordSeq_copyFromArrays_r(w->geos.handle, x, y, NULL, NULL, 2);
    return points == NULL ? NULL : GEOSGeom_createLineString_r(w->geos.handle, points);
}

/* All borders and the outline as one collection of lines; NULL on failure. */
static GEOSGeometry *collect_lines(work *w)
{
    const size_t n = w->borders.count + 1;
    GEOSGeometry **lines = calloc(n, sizeof(GEOSGeometry *));
    GEOSGeometry *all = NULL;
    size_t made = 0;

    if (lines == NULL)
        return NULL;
    lines[0] = GEOSBoundary_r(w->geos.handle, w->outline);
    for (made = lines[0] == NULL ? 0 : 1; made > 0 && made < n; made++) {
        lines[made] = make_line(w, &OKR_AT(&w->borders, okr_border, made - 1));
        if (lines[made] == NULL)
            break;
    }
    if (made == n)
        all = GEOSGeom_createCollection_r(w->geos.handle, GEOS_GEOMETRYCOLLECTION, lines,
                                          (unsigned)n);
    for (size_t i = 0; made < n && i < made; i++)
        GEOSGeom_destroy_r(w->geos.handle, lines[i]);
    free(lines);
    return all;
}

static okr_status find_faces(work *w, okr_error *err)
{
    GEOSGeometry *lines = collect_lines(w);
    GEOSGeometry *noded = NULL;

    if (lines != NULL)
        noded = GEOSUnaryUnionPrec_r(w->geos.handle, lines, GRID_DEG);
    if (noded != NULL)
        w->faces = GEOSPolygonize_r(w->geos.handle, (const GEOSGeometry *const[]){noded}, 1);
    GEOSGeom_destroy_r(w->geos.handle, noded);
    GEOSGeom_destroy_r(w->geos.handle, lines);
    if (w->faces == NULL)
        return okr_geos_fail(&w->geos, err, _("the cells cannot be made"));
    return OKR_OK;
}

/* The owner of a face by a point inside it; -1 outside the outline. */
static okr_status face_owner(work *w, const GEOSGeometry *face,
                             const GEOSPreparedGeometry *outline, int *owner, okr_error *err)
{
    GEOSGeometry *point = GEOSPointOnSurface_r(w->geos.handle, face);
    okr_plane at = {0, 0};
    okr_status status = OKR_OK;

    *owner = -1;
    if (point == NULL || GEOSGeomGetX_r(w->geos.handle, point, &at.x) != 1 ||
        GEOSGeomGetY_r(w->geos.handle, point, &at.y) != 1) {
        status = okr_geos_fail(&w->geos, err, _("the cells cannot be made"));
    } else if (GEOSPreparedContains_r(w->geos.handle, outline, point) == 1) {
        status = okr_transform_points(w->field.there, 1, &at.x, &at.y, err);
        *owner = okr_cellgrid_owner(&w->field, at);
    }
    GEOSGeom_destroy_r(w->geos.handle, point);
    return status;
}

static okr_status label_faces(work *w, int *owners, size_t n, okr_error *err)
{
    const GEOSPreparedGeometry *outline = GEOSPrepare_r(w->geos.handle, w->outline);
    okr_status status = outline == NULL ? okr_fail_nomem(err) : OKR_OK;

    for (size_t i = 0; i < n && status == OKR_OK; i++)
        status = face_owner(w, GEOSGetGeometryN_r(w->geos.handle, w->faces, (int)i), outline,
                            &owners[i], err);
    GEOSPreparedGeom_destroy_r(w->geos.handle, outline);
    return status;
}

/* The faces of one owner without the borders between them. Takes the copies it is given. */
static okr_status dissolve(work *w, GEOSGeometry **faces, size_t n, okr_text *out,
                           okr_error *err)
{
    GEOSGeometry *all = GEOSGeom_createCollection_r(w->geos.handle, GEOS_GEOMETRYCOLLECTION,
                                                    faces, (unsigned)n);
    GEOSGeometry *whole = all == NULL ? NULL : GEOSCoverageUnion_r(w->geos.handle, all);
    okr_text wkb = {0};
    okr_status status = OKR_OK;

    if (whole == NULL || GEOSNormalize_r(w->geos.handle, whole) != 0)
        status = okr_geos_fail(&w->geos, err, _("the cells cannot be made"));
    else
        status = okr_geos_write(&w->geos, whole, &wkb, err);
    if (status == OKR_OK)
        status = okr_geom_multipolygon(bytes_of(&wkb), out, err);
    okr_text_done(&wkb);
    GEOSGeom_destroy_r(w->geos.handle, whole);
    GEOSGeom_destroy_r(w->geos.handle, all);
    return status;
}

static okr_status dissolve_owner(work *w, const int *owners, size_t n, int owner, okr_text *out,
                                 okr_error *err)
{
    GEOSGeometry **faces = calloc(n + 1, sizeof(GEOSGeometry *));
    size_t count = 0;
    okr_status status = OKR_OK;

    if (faces == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < n; i++)
        if (owners[i] == owner)
            faces[count++] = GEOSGeom_clone_r(
                w->geos.handle, GEOSGetGeometryN_r(w->geos.handle, w->faces, (int)i));
    if (count > 0)
        status = dissolve(w, faces, count, out, err);
    free(faces);
    return status;
}

static okr_status make_cells(work *w, okr_thiessen *thiessen, okr_error *err)
{
    const size_t n = (size_t)GEOSGetNumGeometries_r(w->geos.handle, w->faces);
    int *owners = calloc(n + 1, sizeof *owners);
    okr_status status = owners == NULL ? okr_fail_nomem(err) : label_faces(w, owners, n, err);

    for (size_t i = 0; i < thiessen->owners && status == OKR_OK; i++)
        status = dissolve_owner(w, owners, n, (int)i, &thiessen->cells[i], err);
    free(owners);
    return status;
}

static okr_status divide(work *w, const okr_thiessen_input *input, okr_thiessen *thiessen,
                         okr_error *err)
{
    okr_status status = read_outline(w, input->outline, err);

    if (status == OKR_OK)
        status = okr_cellgrid_make(&w->field, input, &w->geos, w->plane, err);
    if (status == OKR_OK)
        status = okr_cellgrid_solve(&w->field, err);
    if (status == OKR_OK)
        status = okr_cellgrid_trace(&w->field, &w->borders, err);
    if (status == OKR_OK)
        status = find_faces(w, err);
    if (status == OKR_OK)
        status = make_cells(w, thiessen, err);
    thiessen->worst = w->field.worst;
    return status;
}

okr_status okr_thiessen_make(const okr_thiessen_input *input, okr_thiessen *thiessen,
                             okr_error *err)
{
    work w = {.borders = OKR_VEC(okr_border)};
    okr_status status = OKR_OK;

    if (input->site_count == 0)
        return okr_fail(err, OKR_ERR_USAGE, "%s", _("there is no place to draw a cell round"));
    *thiessen = (okr_thiessen){.cells = calloc(input->owners, sizeof *thiessen->cells),
                               .owners = input->owners};
    if (thiessen->cells == NULL)
        return okr_fail_nomem(err);
    status = okr_geos_open(&w.geos, err);
    if (status == OKR_OK)
        status = divide(&w, input, thiessen, err);
    if (status != OKR_OK)
        okr_thiessen_done(thiessen);
    GEOSGeom_destroy_r(w.geos.handle, w.outline);
    GEOSGeom_destroy_r(w.geos.handle, w.plane);
    GEOSGeom_destroy_r(w.geos.handle, w.faces);
    okr_cellgrid_done(&w.field);
    okr_vec_done(&w.borders);
    okr_geos_close(&w.geos);
    return status;
}

void okr_thiessen_done(okr_thiessen *thiessen)
{
    for (size_t i = 0; i < thiessen->owners && thiessen->cells != NULL; i++)
        okr_text_done(&thiessen->cells[i]);
    free(thiessen->cells);
    *thiessen = (okr_thiessen){0};
}
