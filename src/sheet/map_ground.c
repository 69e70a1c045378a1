#include "sheet/map_ground.h"

#include <string.h>

static const okr_rgb land = {0.985, 0.98, 0.955};
static const okr_rgb neighbour = {0.925, 0.93, 0.93};
static const okr_rgb outside = {0.965, 0.97, 0.975};

static okr_rgb area_colour(const okr_map_body *body, const okr_body_area *area)
{
    const okr_pen *pen = body->pen;

    if (!pen->sheet->member[area->municipality])
        return neighbour;
    if (!okr_sheet_is_themed(pen->sheet, pen->job))
        return land;
    return okr_rgb_parse(okr_map_colour(pen->job, pen->job->values[area->municipality]), land);
}

static void fill_areas(const okr_map_body *body)
{
    cairo_t *cr = body->pen->cr;

    for (size_t i = 0; i < body->areas.count; i++) {
        const okr_body_area *area = &OKR_AT(&body->areas, okr_body_area, i);
        cairo_new_path(cr);
        okr_sheet_shape_path(&area->shape, cr, false);
        cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
        okr_rgb_use(cr, area_colour(body, area));
        cairo_fill(cr);
    }
}

const okr_context_style *okr_context_style_of(const char *name)
{
    static const okr_context_style styles[] = {
        {"river", {0.36, 0.60, 0.82}, {0.80, 0.89, 0.96}, 0.7, true},
        {"road", {0.72, 0.58, 0.44}, {0.93, 0.89, 0.84}, 0.8, false},
        {"forest", {0.70, 0.80, 0.64}, {0.86, 0.92, 0.82}, 0.0, false}};

    for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
        if (strcmp(styles[i].name, name) == 0)
            return &styles[i];
    return &styles[0];
}

static okr_status draw_context_shape(const okr_map_body *body, const okr_context_shape *from,
                                     const okr_context_style *style, bool areas, okr_error *err)
{
    cairo_t *cr = body->pen->cr;
    okr_sheet_shape shape = okr_sheet_shape_init();
    bool near = false;
    okr_status status = okr_sheet_near(&body->view, from->box, &near, err);

    if (status == OKR_OK && near)
        status = okr_sheet_shape_add(&shape, &body->view, from->geometry, !areas, err);
    if (shape.ends.count > 0) {
        cairo_new_path(cr);
        okr_sheet_shape_path(&shape, cr, !areas);
        okr_rgb_use(cr, areas ? style->fill : style->line);
        cairo_set_line_width(cr, style->width * body->pen->u);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
        cairo_set_dash(cr, NULL, 0, 0.0);
        cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
        if (areas)
            cairo_fill(cr);
        else
            cairo_stroke(cr);
    }
    okr_sheet_shape_done(&shape);
    return status;
}

/* Areas of every layer lie under the lines of all. */
static okr_status draw_contexts(const okr_map_body *body, bool areas, okr_error *err)
{
    const bool themed = okr_sheet_is_themed(body->pen->sheet, body->pen->job);
    const okr_map_job *job = body->pen->job;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < job->contexts.count; i++) {
        const okr_context *context = &OKR_AT(&job->contexts, okr_context, i);
        const okr_context_style *style = okr_context_style_of(context->layer->style);
        for (size_t k = 0; k < context->shapes.count && status == OKR_OK; k++)
            if (areas ? style->over_theme || !themed : style->width > 0.0)
                status = draw_context_shape(
                    body, &OKR_AT(&context->shapes, okr_context_shape, k), style, areas, err);
    }
    return status;
}

okr_status okr_ground_fill(const okr_map_body *body, okr_error *err)
{
    okr_status status = OKR_OK;

    okr_pen_fill(body->pen, body->view.frame, outside);
    fill_areas(body);
    status = draw_contexts(body, true, err);
    return status == OKR_OK ? draw_contexts(body, false, err) : status;
}

/* What a border divides on this sheet. */
static okr_border_kind kind_of(const okr_pen *pen, const okr_map_border *border)
{
    const bool *member = pen->sheet->member;
    const bool beyond = border->other >= 0 && member[border->other];

    if (pen->sheet->kind != OKR_SHEET_OVERVIEW && member[border->one] != beyond)
        return OKR_BORDER_TARGET;
    return border->other < 0 ? OKR_BORDER_REGION : OKR_BORDER_PLAIN;
}

/* Approximate borders are never drawn as firm lines. */
void okr_border_stroke(const okr_pen *pen, okr_border_kind kind)
{
    static const double widths[OKR_BORDER_KINDS] = {0.5, 1.0, 1.1};
    static const okr_rgb colours[OKR_BORDER_KINDS] = {
        {0.45, 0.45, 0.47}, {0.30, 0.30, 0.32}, {0.62, 0.13, 0.16}};
    const bool approximate = pen->job->programme->boundary_set.approximate;
    const double u = pen->u;
    const double dots[2] = {(kind == OKR_BORDER_PLAIN ? 2.4 : 4.5) * u, 2.1 * u};
    const double dash[4] = {5.0 * u, 1.6 * u, 1.0 * u, 1.6 * u};

    cairo_save(pen->cr);
    cairo_set_line_join(pen->cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash(pen->cr, NULL, 0, 0.0);
    if (kind == OKR_BORDER_TARGET) { /* a pale ribbon along the line */
        cairo_set_source_rgba(pen->cr, 0.62, 0.13, 0.16, 0.16);
        cairo_set_line_width(pen->cr, 5.5 * u);
        cairo_stroke_preserve(pen->cr);
    }
    if (approximate)
        cairo_set_dash(pen->cr, dots, 2, 0.0);
    else
        cairo_set_dash(pen->cr, dash, kind == OKR_BORDER_PLAIN ? 4 : 0, 0.0);
    okr_rgb_use(pen->cr, colours[kind]);
    cairo_set_line_width(pen->cr, widths[kind] * u);
    cairo_stroke(pen->cr);
    cairo_restore(pen->cr);
}

/* All borders of a kind as one path: a ribbon that lies over itself does not darken. */
static okr_status stroke_kind(const okr_map_body *body, okr_border_kind kind, okr_error *err)
{
    const okr_pen *pen = body->pen;
    const okr_map_borders *borders = &pen->job->borders;
    okr_sheet_shape shape = okr_sheet_shape_init();
    okr_status status = OKR_OK;

    for (size_t i = 0; i < borders->list.count && status == OKR_OK; i++) {
        const okr_map_border *border = &OKR_AT(&borders->list, okr_map_border, i);
        bool near = false;
        if (kind_of(pen, border) != kind)
            continue;
        status = okr_sheet_near(&body->view, border->box, &near, err);
        if (status == OKR_OK && near)
            status = okr_sheet_shape_line(&shape, &body->view,
                                          &OKR_AT(&borders->points, okr_lonlat, border->first),
                                          border->count, err);
    }
    cairo_new_path(pen->cr);
    okr_sheet_shape_path(&shape, pen->cr, true);
    okr_border_stroke(pen, kind);
    okr_sheet_shape_done(&shape);
    return status;
}

/* Whether some piece of a border lies in the frame; its box alone may round a corner of it. */
static okr_status is_seen(const okr_map_body *body, const okr_map_border *border, bool *seen,
                          okr_error *err)
{
    okr_sheet_shape shape = okr_sheet_shape_init();
    okr_status status = okr_sheet_near(&body->view, border->box, seen, err);

    if (status == OKR_OK && *seen)
        status = okr_sheet_shape_line(
            &shape, &body->view,
            &OKR_AT(&body->pen->job->borders.points, okr_lonlat, border->first), border->count,
            err);
    *seen = false;
    for (size_t i = 0; i + 1 < shape.points.count && status == OKR_OK && !*seen; i++) {
        okr_point from = OKR_AT(&shape.points, okr_point, i);
        okr_point to = OKR_AT(&shape.points, okr_point, i + 1);
        *seen = okr_sheet_cut_segment(body->view.frame, &from, &to);
    }
    okr_sheet_shape_done(&shape);
    return status;
}

okr_status okr_ground_kinds(const okr_map_body *body, bool seen[OKR_BORDER_KINDS],
                            okr_error *err)
{
    const okr_map_borders *borders = &body->pen->job->borders;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < borders->list.count && status == OKR_OK; i++) {
        const okr_map_border *border = &OKR_AT(&borders->list, okr_map_border, i);
        const okr_border_kind kind = kind_of(body->pen, border);
        if (!seen[kind])
            status = is_seen(body, border, &seen[kind], err);
    }
    return status;
}

okr_status okr_ground_borders(const okr_map_body *body, bool target, okr_error *err)
{
    okr_status status = OKR_OK;

    if (target)
        return stroke_kind(body, OKR_BORDER_TARGET, err);
    status = stroke_kind(body, OKR_BORDER_PLAIN, err);
    return status == OKR_OK ? stroke_kind(body, OKR_BORDER_REGION, err) : status;
}
