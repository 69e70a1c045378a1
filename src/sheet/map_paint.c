/* Drawing a prepared map, from the ground up. */
#include "sheet/map_body.h"

#include "sheet/graticule.h"
#include "sheet/map_ground.h"

#include <math.h>

static void draw_work(const okr_map_body *body, const okr_body_work *work)
{
    const okr_pen *pen = body->pen;
    const okr_symbol *symbol = &OKR_AT(&pen->sheet->rows, okr_sheet_row, work->row).symbol;
    cairo_t *cr = pen->cr;

    cairo_save(cr);
    cairo_new_path(cr);
    okr_sheet_shape_path(&work->shape, cr, false);
    if (work->area) {
        cairo_set_source_rgba(cr, symbol->colour.r, symbol->colour.g, symbol->colour.b,
                              symbol->filling == OKR_FILLING_EXISTING ? 0.35 : 0.15);
        cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
        cairo_fill_preserve(cr);
        okr_symbol_stroke(cr, symbol->colour, symbol->filling, 0.9 * pen->u);
        cairo_stroke(cr);
    } else {
        cairo_set_source_rgba(cr, 1.0, 1.0, 1.0, 0.8);
        cairo_set_line_width(cr, 3.6 * pen->u);
        cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
        cairo_stroke_preserve(cr);
        okr_symbol_stroke(cr, symbol->colour, symbol->filling, 1.9 * pen->u);
        cairo_stroke(cr);
    }
    cairo_restore(cr);
}

/* A dot whose name found no room would only puzzle; but where measures stand, it stays. */
static bool is_drawn(const okr_map_body *body, const okr_body_dot *dot)
{
    return OKR_AT(&body->field.labels, okr_label, dot->label).choice != OKR_LABEL_NONE ||
           okr_body_has_marks(body, dot->settlement);
}

static void draw_dot(const okr_map_body *body, const okr_body_dot *dot)
{
    const okr_pen *pen = body->pen;
    const double turn = 2.0 * acos(-1.0);
    const int class =
        okr_settlement_class(OKR_SETTLEMENT(pen->job->programme, dot->settlement));

    cairo_new_path(pen->cr);
    cairo_arc(pen->cr, dot->at.x, dot->at.y, dot->radius, 0.0, turn);
    cairo_set_source_rgb(pen->cr, 1.0, 1.0, 1.0);
    cairo_fill_preserve(pen->cr);
    okr_rgb_use(pen->cr, dot->muted ? OKR_GREY : OKR_INK);
    cairo_set_line_width(pen->cr, 0.6 * pen->u);
    cairo_set_dash(pen->cr, NULL, 0, 0.0);
    cairo_stroke(pen->cr);
    if (class < 2)
        return;
    cairo_arc(pen->cr, dot->at.x, dot->at.y, dot->radius * 0.5, 0.0, turn);
    cairo_fill(pen->cr);
}

static void draw_leader(const okr_map_body *body, size_t i)
{
    const okr_pen *pen = body->pen;
    const okr_label *label = &OKR_AT(&body->field.labels, okr_label, i);
    const okr_caption *caption = &OKR_AT(&body->captions, okr_caption, i);
    const double dots[2] = {1.4 * pen->u, 1.2 * pen->u};
    bool approximate = false;

    if (!OKR_AT(&body->field.places, okr_label_place, label->choice).leader)
        return;
    if (caption->kind == OKR_CAPTION_TEXT &&
        hypot(label->anchor.x - label->leader_end.x, label->anchor.y - label->leader_end.y) <
            9.0 * pen->u)
        return; /* so near that a dash would only disturb */
    if (caption->kind == OKR_CAPTION_TRAY)
        approximate = OKR_AT(&body->groups, okr_body_group, caption->group).approximate;
    cairo_new_path(pen->cr);
    cairo_move_to(pen->cr, label->anchor.x, label->anchor.y);
    cairo_line_to(pen->cr, label->leader_end.x, label->leader_end.y);
    okr_rgb_use(pen->cr, OKR_GREY);
    cairo_set_line_width(pen->cr, 0.55 * pen->u);
    cairo_set_dash(pen->cr, dots, approximate ? 2 : 0, 0.0);
    cairo_stroke(pen->cr);
    cairo_set_dash(pen->cr, NULL, 0, 0.0);
}

/* One symbol at its own place, or small dots where those of a tray truly stand. */
static void draw_group(const okr_map_body *body, const okr_body_group *g)
{
    const okr_pen *pen = body->pen;
    const okr_sheet_row *row =
        &OKR_AT(&pen->sheet->rows, okr_sheet_row, OKR_AT(&g->rows, size_t, 0));
    okr_symbol symbol = row->symbol;

    if (g->alone) {
        symbol.approximate = g->approximate;
        okr_symbol_draw(pen->cr, &symbol, g->at, okr_symbol_radius(pen));
        return;
    }
    for (size_t i = 0; i < g->spots.count && g->stand == OKR_STAND_DRAWN; i++) {
        const okr_point p = OKR_AT(&g->spots, okr_point, i);
        cairo_new_path(pen->cr);
        cairo_arc(pen->cr, p.x, p.y, 1.4 * pen->u, 0.0, 2.0 * acos(-1.0));
        okr_rgb_use(pen->cr, symbol.colour);
        cairo_fill(pen->cr);
    }
}

static void draw_plate(const okr_map_body *body, const okr_label *label,
                       const okr_caption *caption)
{
    const okr_pen *pen = body->pen;
    const double r = label->box.h / 2.0;
    const double half = fmax(label->box.w / 2.0 - r, 0.0);
    const double quarter = acos(-1.0) / 2.0;
    okr_type type = caption->type;

    cairo_save(pen->cr);
    cairo_translate(pen->cr, label->box.centre.x, label->box.centre.y);
    cairo_rotate(pen->cr, label->box.angle);
    cairo_new_path(pen->cr);
    cairo_arc(pen->cr, half, 0.0, r, -quarter, quarter);
    cairo_arc(pen->cr, -half, 0.0, r, quarter, 3.0 * quarter);
    cairo_close_path(pen->cr);
    cairo_set_source_rgb(pen->cr, 1.0, 1.0, 1.0);
    cairo_fill_preserve(pen->cr);
    okr_rgb_use(pen->cr, type.colour);
    cairo_set_line_width(pen->cr, 0.6 * pen->u);
    cairo_set_dash(pen->cr, NULL, 0, 0.0);
    cairo_stroke(pen->cr);
    cairo_restore(pen->cr);
    type.halo = 0.0;
    type.colour = OKR_INK;
    okr_text_draw_turned(pen->type, &type, label->box, caption->text);
}

static void draw_captions(const okr_map_body *body)
{
    for (size_t i = 0; i < body->captions.count; i++)
        if (OKR_AT(&body->field.labels, okr_label, i).choice != OKR_LABEL_NONE)
            draw_leader(body, i);
    for (size_t i = 0; i < body->dots.count; i++)
        if (is_drawn(body, &OKR_AT(&body->dots, okr_body_dot, i)))
            draw_dot(body, &OKR_AT(&body->dots, okr_body_dot, i));
    for (size_t i = 0; i < body->groups.count; i++)
        draw_group(body, &OKR_AT(&body->groups, okr_body_group, i));
    for (size_t i = 0; i < body->captions.count; i++) {
        const okr_label *label = &OKR_AT(&body->field.labels, okr_label, i);
        const okr_caption *caption = &OKR_AT(&body->captions, okr_caption, i);
        if (label->choice == OKR_LABEL_NONE)
            continue;
        if (caption->kind == OKR_CAPTION_TRAY)
            okr_tray_draw(body, &OKR_AT(&body->groups, okr_body_group, caption->group),
                          label->box);
        else if (caption->kind == OKR_CAPTION_PLATE)
            draw_plate(body, label, caption);
        else
            okr_text_draw_turned(body->pen->type, &caption->type, label->box, caption->text);
    }
}

/* Points to true north, which leans away from the frame by the convergence of meridians. */
static void draw_north(const okr_map_body *body)
{
    const okr_pen *pen = body->pen;
    const okr_rect f = body->view.frame;
    const double u = pen->u;
    okr_type type = okr_pen_type(pen, 8.5, OKR_INK);
    okr_size size;

    type.bold = true;
    size = okr_text_size(pen->type, &type, okr_pen_say(pen, "С", "N"));
    cairo_save(pen->cr);
    cairo_rectangle(pen->cr, f.x, f.y, 34.0 * u, 46.0 * u);
    cairo_set_source_rgba(pen->cr, 1.0, 1.0, 1.0, 0.8);
    cairo_fill(pen->cr);
    cairo_translate(pen->cr, f.x + 17.0 * u, f.y + 27.0 * u);
    cairo_rotate(pen->cr, body->view.convergence);
    cairo_new_path(pen->cr);
    cairo_move_to(pen->cr, 0.0, -13.0 * u);
    cairo_line_to(pen->cr, 5.0 * u, 13.0 * u);
    cairo_line_to(pen->cr, 0.0, 9.0 * u);
    cairo_close_path(pen->cr);
    okr_rgb_use(pen->cr, OKR_INK);
    cairo_fill(pen->cr);
    cairo_move_to(pen->cr, 0.0, -13.0 * u);
    cairo_line_to(pen->cr, -5.0 * u, 13.0 * u);
    cairo_line_to(pen->cr, 0.0, 9.0 * u);
    cairo_close_path(pen->cr);
    cairo_set_source_rgb(pen->cr, 1.0, 1.0, 1.0);
    cairo_fill_preserve(pen->cr);
    okr_rgb_use(pen->cr, OKR_INK);
    cairo_set_line_width(pen->cr, 0.5 * u);
    cairo_stroke(pen->cr);
    cairo_restore(pen->cr);
    type.halo = 1.0 * u;
    (void)okr_text_draw(pen->type, &type, f.x + 17.0 * u - size.w / 2.0, f.y + 2.0 * u,
                        okr_pen_say(pen, "С", "N"));
}

okr_status okr_map_body_draw(const okr_map_body *body, okr_error *err)
{
    const okr_pen *pen = body->pen;
    const okr_rect f = body->view.frame;
    okr_status status = OKR_OK;

    cairo_save(pen->cr);
    cairo_rectangle(pen->cr, f.x, f.y, f.w, f.h);
    cairo_clip(pen->cr);
    status = okr_ground_fill(body, err);
    if (status == OKR_OK)
        status = okr_ground_borders(body, false, err);
    cairo_restore(pen->cr);
    if (status == OKR_OK)
        status = okr_graticule_draw(pen, &body->view, body->box, err);
    if (status != OKR_OK)
        return status;
    cairo_save(pen->cr);
    cairo_rectangle(pen->cr, f.x, f.y, f.w, f.h);
    cairo_clip(pen->cr);
    status = okr_ground_borders(body, true, err);
    for (size_t i = 0; i < body->works.count; i++)
        draw_work(body, &OKR_AT(&body->works, okr_body_work, i));
    draw_captions(body);
    draw_north(body);
    cairo_restore(pen->cr);
    okr_pen_box(pen, f, 1.0 * pen->u, OKR_INK);
    okr_pen_box(pen, okr_rect_grow(f, body->pen->layout->band * 0.92), 0.4 * pen->u, OKR_INK);
    return status;
}
