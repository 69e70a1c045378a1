/* What stands round the map: frame, titles, scale, sources. */
#include "sheet/sheet_page.h"

#include "sheet/scalebar.h"
#include "view/attribution.h"

#include <math.h>

static const double scale_part = 0.30; /* of the footer's width */

/* The title in the largest size at which it stands on one line. */
static void draw_title(const okr_pen *pen, okr_rect box)
{
    okr_type type = okr_pen_type(pen, 17.0, OKR_INK);

    type.bold = true;
    while (type.size > 9.0 * pen->u &&
           okr_text_size(pen->type, &type, pen->sheet->title).w > box.w)
        type.size -= 0.5 * pen->u;
    type.width = box.w;
    type.lines = 1;
    (void)okr_text_draw(pen->type, &type, box.x, box.y + 10.0 * pen->u, pen->sheet->title);
}

static void draw_sheet_number(const okr_pen *pen, okr_rect box, int page)
{
    okr_type type = okr_pen_type(pen, 8.0, OKR_GREY);
    okr_text text = {0};

    type.width = box.w;
    type.align = OKR_ALIGN_RIGHT;
    if (pen->job->sheets > 0) {
        okr_text_addf(&text, "%s %d", okr_pen_say(pen, "Лист", "Sheet"), pen->sheet->number);
        if (page > 1)
            okr_text_addf(&text, ".%d", page);
        okr_text_addf(&text, " %s %d", okr_pen_say(pen, "из", "of"), pen->job->sheets);
    } else if (page > 1) {
        okr_text_addf(&text, "%s %d", okr_pen_say(pen, "страница", "page"), page);
    }
    box.y += okr_text_draw(pen->type, &type, box.x, box.y, okr_text_str(&text)).h *
             (text.size > 0 ? 1.0 : 0.0);
    okr_text_clear(&text);
    if (pen->sheet->kind == OKR_SHEET_MUNICIPALITY) {
        okr_text_addf(&text, "%s %s", okr_pen_say(pen, "ОКТМО", "OKTMO"),
                      OKR_MUNICIPALITY(pen->job->programme, pen->sheet->index)->oktmo);
        (void)okr_text_draw(pen->type, &type, box.x, box.y, okr_text_str(&text));
    }
    okr_text_done(&text);
}

/* The programme in the largest size at which it stands on one line. */
static void draw_programme(const okr_pen *pen, okr_rect box)
{
    const okr_programme *p = pen->job->programme;
    okr_type type = okr_pen_type(pen, 8.4, OKR_ACCENT);
    okr_text text = {0};

    if (pen->sheet->kind != OKR_SHEET_OVERVIEW)
        okr_text_addf(&text, "%s · ", pen->job->region);
    okr_text_add(&text, okr_map_pick(pen->job, p->title));
    while (type.size > 5.5 * pen->u &&
           okr_text_size(pen->type, &type, okr_text_str(&text)).w > box.w)
        type.size -= 0.2 * pen->u;
    type.width = box.w;
    type.lines = 1;
    (void)okr_text_draw(pen->type, &type, box.x, box.y, okr_text_str(&text));
    okr_text_done(&text);
}

void okr_sheet_frame(const okr_pen *pen, int page)
{
    const okr_sheet_layout *l = pen->layout;
    okr_rect left = l->title;
    okr_rect right = l->title;
    okr_type type = okr_pen_type(pen, 8.4, OKR_GREY);

    right.w = 90.0 * pen->u;
    right.x = l->title.x + l->title.w - right.w;
    left.w = l->title.w - right.w - 6.0 * pen->u;
    okr_pen_box(pen, l->border, 0.9 * pen->u, OKR_INK);
    draw_programme(pen, left);
    draw_title(pen, left);
    (void)okr_text_draw(pen->type, &type, left.x, l->title.y + 32.0 * pen->u,
                        pen->sheet->subtitle);
    draw_sheet_number(pen, right, page);
}

/* What the figures and lines come from, under which licence, and how they were brought here. */
static void add_attributions(const okr_pen *pen, okr_text *text)
{
    const okr_programme *p = pen->job->programme;

    for (size_t i = 0; i < p->attributions.count; i++) {
        const okr_attribution *a = &OKR_AT(&p->attributions, okr_attribution, i);
        okr_add_attribution(text, a, pen->russian);
        okr_text_add(text, ". ");
    }
    for (size_t i = 0; i < pen->job->contexts.count; i++) {
        const okr_context *context = &OKR_AT(&pen->job->contexts, okr_context, i);
        if (context->shapes.count == 0 || context->layer->source[0] == '\0')
            continue;
        okr_text_addf(text, "%s: ", okr_map_pick(pen->job, context->layer->title));
        okr_add_said(text, context->layer->source, pen->russian);
        okr_text_add(text, ". ");
    }
}

static void add_sources(const okr_pen *pen, okr_text *text)
{
    const okr_programme *p = pen->job->programme;
    const okr_boundary_set *b = &p->boundary_set;

    okr_text_addf(text, "%s: %s", okr_pen_say(pen, "Границы", "Boundaries"),
                  okr_map_pick(pen->job, b->name));
    if (b->date.precision != OKR_DATE_NONE) {
        okr_text_add(text, ", ");
        okr_map_date(text, b->date, pen->russian);
    }
    if (b->source[0] != '\0' || b->licence[0] != '\0') {
        okr_text_add(text, "; ");
        okr_add_said(text, b->source, pen->russian);
        okr_text_add(text, b->source[0] != '\0' && b->licence[0] != '\0' ? "; " : "");
        okr_add_said(text, b->licence, pen->russian);
    } else {
        okr_text_add(text, okr_pen_say(pen, "; источник и лицензия не указаны",
                                       "; source and licence are not stated"));
    }
    okr_text_add(text, ". ");
    add_attributions(pen, text);
}

static okr_type source_type(const okr_pen *pen, double width)
{
    okr_type type = okr_pen_type(pen, 6.7, OKR_GREY);

    type.narrow = true;
    type.width = width;
    return type;
}

double okr_sheet_footer_height(const okr_pen *pen, double width)
{
    const okr_type type = source_type(pen, width * (1.0 - scale_part));
    okr_text text = {0};
    double h = 0.0;

    okr_text_add(&text, "\n");
    add_sources(pen, &text);
    h = okr_text_size(pen->type, &type, okr_text_str(&text)).h;
    okr_text_done(&text);
    return fmax(h, 30.0 * pen->u);
}

void okr_sheet_footer(const okr_pen *pen, const okr_map_body *body)
{
    const okr_rect f = pen->layout->footer;
    const okr_type type = source_type(pen, f.w * (1.0 - scale_part));
    okr_text text = {0};

    (void)okr_scalebar_draw(pen, &body->view, f.x, f.y, f.w * (scale_part - 0.06));
    okr_text_addf(&text, "%s: %s. ", okr_pen_say(pen, "Проекция", "Projection"),
                  pen->russian ? body->projection.ru : body->projection.en);
    okr_text_add(&text, okr_pen_say(pen, "Сетка: географические координаты WGS 84.\n",
                                    "Grid: geographic coordinates, WGS 84.\n"));
    add_sources(pen, &text);
    (void)okr_text_draw(pen->type, &type, f.x + f.w * scale_part, f.y, okr_text_str(&text));
    okr_text_done(&text);
}
