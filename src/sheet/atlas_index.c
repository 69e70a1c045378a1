/* The index map of an atlas: every municipality with the number of its sheet. */
#include "sheet/atlas.h"
#include "sheet/labels.h"

#include <math.h>

/* The inset brought to a place on paper. */
typedef struct placing {
    const okr_pen *pen;
    const okr_inset *inset;
    okr_point at;
    double scale;
} placing;

static void fill(const placing *p)
{
    cairo_t *cr = p->pen->cr;

    cairo_save(cr);
    cairo_translate(cr, p->at.x, p->at.y);
    cairo_scale(cr, p->scale, p->scale);
    cairo_set_dash(cr, NULL, 0, 0.0);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
    for (size_t i = 0; i < p->inset->shapes.count; i++) {
        cairo_new_path(cr);
        okr_sheet_shape_path(&OKR_AT(&p->inset->shapes, okr_sheet_shape, i), cr, false);
        okr_rgb_use(cr, (okr_rgb){0.95, 0.945, 0.92});
        cairo_fill_preserve(cr);
        okr_rgb_use(cr, (okr_rgb){0.55, 0.55, 0.55});
        cairo_set_line_width(cr, 0.5 * p->pen->u / p->scale);
        cairo_stroke(cr);
    }
    cairo_restore(cr);
}

static okr_type number_type(const okr_pen *pen)
{
    okr_type type = okr_pen_type(pen, 8.6, OKR_ACCENT);

    type.bold = true;
    type.halo = 1.2 * pen->u;
    return type;
}

static void number_text(const okr_pen *pen, size_t municipality, okr_text *text)
{
    okr_text_clear(text);
    okr_text_addf(text, "%d", okr_sheet_number_of(pen->job, (int)municipality));
}

/* In the middle of its municipality where it has room there, else beside it with a leader. */
static okr_status add_number(const placing *p, size_t i, okr_label_field *field, okr_error *err)
{
    const okr_sheet_shape *shape = &OKR_AT(&p->inset->shapes, okr_sheet_shape, i);
    const okr_type type = number_type(p->pen);
    double depth = 0.0;
    const okr_point in = okr_sheet_shape_inner(shape, p->inset->view.frame, &depth);
    okr_label label = {.anchor = {p->at.x + in.x * p->scale, p->at.y + in.y * p->scale}};
    okr_text text = {0};
    okr_size size;
    size_t index = 0;
    okr_status status = OKR_OK;

    number_text(p->pen, i, &text);
    size = okr_text_size(p->pen->type, &type, okr_text_str(&text));
    okr_text_done(&text);
    label.w = size.w;
    label.h = 0.8 * size.h;
    label.rank = -depth;
    status = okr_label_add(field, label, &index, err);
    if (status == OKR_OK && depth * p->scale > 0.4 * size.w)
        status = okr_label_candidate(field, (okr_label_place){.centre = label.anchor}, err);
    if (status == OKR_OK && depth >= 0.0)
        status = okr_label_rings(field, 5.0 * p->pen->u, 90.0 * p->pen->u, err);
    return status;
}

static void draw_number(const placing *p, const okr_label_field *field, size_t i)
{
    const okr_label *label = &OKR_AT(&field->labels, okr_label, i);
    const okr_type type = number_type(p->pen);
    okr_text text = {0};

    if (label->choice == OKR_LABEL_NONE)
        return;
    if (OKR_AT(&field->places, okr_label_place, label->choice).leader)
        okr_pen_line(p->pen, label->anchor, label->leader_end, 0.5 * p->pen->u, OKR_GREY);
    number_text(p->pen, i, &text);
    okr_pen_link(p->pen, okr_sheet_number_of(p->pen->job, (int)i));
    okr_text_draw_turned(p->pen->type, &type, label->box, okr_text_str(&text));
    okr_pen_link_end(p->pen);
    okr_text_done(&text);
}

okr_status okr_atlas_index(const okr_pen *pen, const okr_inset *inset, okr_rect box,
                           okr_error *err)
{
    const okr_rect own = inset->view.frame;
    placing p = {.pen = pen, .inset = inset};
    okr_label_field field;
    okr_status status = OKR_OK;

    if (inset->empty)
        return OKR_OK;
    box.y += okr_pen_heading(pen, box.x, box.y, box.w,
                             okr_pen_say(pen, "Схема листов", "Index of sheets"));
    box.h -= okr_pen_heading_height(pen);
    p.scale = fmin(box.w / own.w, box.h / own.h);
    p.at = (okr_point){box.x + (box.w - own.w * p.scale) / 2.0, box.y};
    field = okr_label_field_init(box, 0.8 * pen->u);
    for (size_t i = 0; i < inset->shapes.count && status == OKR_OK; i++)
        status = add_number(&p, i, &field, err);
    if (status == OKR_OK)
        status = okr_labels_place(&field, err);
    if (status == OKR_OK) {
        fill(&p);
        for (size_t i = 0; i < inset->shapes.count; i++)
            draw_number(&p, &field, i);
    }
    okr_label_field_done(&field);
    return status;
}
