#include "sheet/map_inset.h"

#include <math.h>

static const double side = 400.0; /* points: the outlines are thinned for this size */

static okr_status project(okr_inset *inset, const okr_map_job *job, const okr_vec *polygons,
                          okr_error *err)
{
    okr_rect plane = {0.0, 0.0, 0.0, 0.0};
    okr_box box;
    okr_status status = okr_wkb_box_unwrapped(polygons->data, polygons->count, &box, err);

    if (status == OKR_OK)
        status = okr_map_projection_open(&inset->projection, box, err);
    if (status == OKR_OK)
        status =
            okr_map_plane_box(&inset->projection, polygons->data, polygons->count, &plane, err);
    if (status != OKR_OK)
        return status;
    plane = okr_rect_grow(plane, 0.02 * fmax(plane.w, plane.h));
    inset->view = (okr_map_view){.projection = &inset->projection, .thin = 1.0};
    inset->view.frame.w = plane.w > plane.h ? side : side * plane.w / plane.h;
    inset->view.frame.h = plane.w > plane.h ? side * plane.h / plane.w : side;
    status = okr_map_view_fit(&inset->view, plane, 0.0, err);
    /* Not a round scale but the whole box. */
    inset->view.points_per_metre = inset->view.frame.w / plane.w;
    for (size_t i = 0; i < job->programme->municipalities.count && status == OKR_OK; i++) {
        okr_sheet_shape *shape = okr_vec_push(&inset->shapes, err);
        if (shape == NULL)
            return OKR_ERR_NOMEM;
        *shape = okr_sheet_shape_init();
        status = okr_sheet_shape_add(shape, &inset->view,
                                     OKR_MUNICIPALITY(job->programme, i)->polygon, false, err);
    }
    return status;
}

okr_status okr_inset_open(okr_inset *inset, const okr_map_job *job, okr_error *err)
{
    okr_vec polygons = OKR_VEC(okr_wkb);
    okr_status status = OKR_OK;

    *inset = (okr_inset){.shapes = OKR_VEC(okr_sheet_shape)};
    for (size_t i = 0; i < job->programme->municipalities.count && status == OKR_OK; i++) {
        const okr_wkb polygon = OKR_MUNICIPALITY(job->programme, i)->polygon;
        if (polygon.size > 0)
            status = okr_vec_append(&polygons, &polygon, 1, err);
    }
    inset->empty = polygons.count == 0;
    if (status == OKR_OK && !inset->empty)
        status = project(inset, job, &polygons, err);
    okr_vec_done(&polygons);
    return status;
}

void okr_inset_close(okr_inset *inset)
{
    for (size_t i = 0; i < inset->shapes.count; i++)
        okr_sheet_shape_done(&OKR_AT(&inset->shapes, okr_sheet_shape, i));
    okr_vec_done(&inset->shapes);
    okr_map_projection_close(&inset->projection);
}

double okr_inset_height(const okr_inset *inset, double width)
{
    return inset->empty ? 0.0 : width * inset->view.frame.h / inset->view.frame.w;
}

static void fill_shapes(const okr_inset *inset, const okr_pen *pen, double scale)
{
    for (int members = 0; members < 2; members++) {
        for (size_t i = 0; i < inset->shapes.count; i++) {
            if (pen->sheet->member[i] != (members == 1))
                continue;
            cairo_new_path(pen->cr);
            okr_sheet_shape_path(&OKR_AT(&inset->shapes, okr_sheet_shape, i), pen->cr, false);
            cairo_set_fill_rule(pen->cr, CAIRO_FILL_RULE_EVEN_ODD);
            okr_rgb_use(pen->cr, members == 1 ? okr_rgb_tint(OKR_ACCENT, 0.25)
                                              : (okr_rgb){0.93, 0.93, 0.91});
            cairo_fill_preserve(pen->cr);
            cairo_set_source_rgb(pen->cr, 0.6, 0.6, 0.6);
            cairo_set_line_width(pen->cr, 0.3 * pen->u / scale);
            cairo_set_dash(pen->cr, NULL, 0, 0.0);
            cairo_stroke(pen->cr);
        }
    }
}

/* The map's frame on the inset, closed also where it reaches beyond the region. */
static okr_status path_frame(const okr_inset *inset, const okr_pen *pen,
                             const okr_map_view *map, okr_error *err)
{
    const okr_rect f = map->frame;
    const okr_point corners[4] = {
        {f.x, f.y}, {f.x + f.w, f.y}, {f.x + f.w, f.y + f.h}, {f.x, f.y + f.h}};
    okr_point ring[4];
    okr_vec scratch = OKR_VEC(okr_point);
    okr_vec cut = OKR_VEC(okr_point);
    okr_status status = OKR_OK;

    for (int i = 0; i < 4 && status == OKR_OK; i++) {
        okr_lonlat at;
        status = okr_map_view_position(map, corners[i], &at, err);
        if (status == OKR_OK)
            status = okr_map_view_points(&inset->view, &at, 1, &ring[i], err);
    }
    if (status == OKR_OK)
        status = okr_sheet_cut_ring(ring, 4, okr_rect_grow(inset->view.frame, -1.5), &scratch,
                                    &cut, err);
    cairo_new_path(pen->cr);
    for (size_t i = 0; i < cut.count; i++)
        cairo_line_to(pen->cr, OKR_AT(&cut, okr_point, i).x, OKR_AT(&cut, okr_point, i).y);
    cairo_close_path(pen->cr);
    okr_vec_done(&scratch);
    okr_vec_done(&cut);
    return status;
}

okr_status okr_inset_draw(const okr_inset *inset, const okr_pen *pen, okr_rect box,
                          const okr_map_view *map, okr_error *err)
{
    const okr_rect own = inset->view.frame;
    const double scale = fmin(box.w / own.w, box.h / own.h);
    okr_status status = OKR_OK;

    cairo_save(pen->cr);
    cairo_rectangle(pen->cr, box.x, box.y, box.w, box.h);
    cairo_clip(pen->cr);
    cairo_translate(pen->cr, box.x + (box.w - own.w * scale) / 2.0,
                    box.y + (box.h - own.h * scale) / 2.0);
    cairo_scale(pen->cr, scale, scale);
    fill_shapes(inset, pen, scale);
    status = path_frame(inset, pen, map, err);
    okr_rgb_use(pen->cr, OKR_INK);
    cairo_set_line_width(pen->cr, 0.8 * pen->u / scale);
    cairo_stroke(pen->cr);
    cairo_restore(pen->cr);
    return status;
}
