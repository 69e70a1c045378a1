/* The panel beside the map: where it lies, headline figures, table, legend, what is not shown.
 */
#include "sheet/legend.h"
#include "sheet/map_table.h"
#include "sheet/sheet_page.h"

#include <math.h>

static okr_type label_type(const okr_pen *pen)
{
    okr_type type = okr_pen_type(pen, 7.0, OKR_GREY);

    type.narrow = true;
    return type;
}

static okr_type value_type(const okr_pen *pen, double width)
{
    okr_type type = okr_pen_type(pen, 8.6, OKR_INK);

    type.bold = true;
    type.width = width;
    return type;
}

/* Height of one fact: its label, its value, its bar. */
static double fact_height(const okr_pen *pen, const okr_sheet_fact *fact, double width)
{
    const okr_type label = label_type(pen);
    const okr_type value = value_type(pen, width);

    return okr_text_size(pen->type, &label, fact->label).h +
           okr_text_size(pen->type, &value, fact->value).h +
           (isnan(fact->bar) ? 0.0 : 6.0 * pen->u) + 2.5 * pen->u;
}

static double facts_height(const okr_pen *pen, double width)
{
    double h = 0.0;

    for (size_t i = 0; i < pen->sheet->facts.count; i++)
        h += fact_height(pen, &OKR_AT(&pen->sheet->facts, okr_sheet_fact, i), width);
    return h;
}

static void draw_facts(const okr_pen *pen, double x, double y, double width)
{
    const okr_type label = label_type(pen);
    const okr_type value = value_type(pen, width);

    for (size_t i = 0; i < pen->sheet->facts.count; i++) {
        const okr_sheet_fact *fact = &OKR_AT(&pen->sheet->facts, okr_sheet_fact, i);
        double top = y + okr_text_draw(pen->type, &label, x, y, fact->label).h;
        top += okr_text_draw(pen->type, &value, x, top, fact->value).h;
        if (!isnan(fact->bar))
            okr_pen_bar(
                pen,
                (okr_rect){x, top + 1.0 * pen->u, fmin(width, 150.0 * pen->u), 4.0 * pen->u},
                fact->bar);
        y += fact_height(pen, fact, width);
    }
}

static okr_type note_type(const okr_pen *pen, double width)
{
    okr_type type = okr_pen_type(pen, 6.8, OKR_INK);

    type.narrow = true;
    type.width = width;
    return type;
}

/* All notes as one paragraph. */
static void notes_text(const okr_pen *pen, okr_text *text)
{
    okr_text_add(text, okr_pen_say(pen, "Не показаны на карте мероприятия программы: ",
                                   "Measures of the programme not on the map: "));
    for (size_t i = 0; i < pen->sheet->notes.count; i++)
        okr_text_addf(text, "%s%s", i == 0 ? "" : "; ",
                      OKR_AT(&pen->sheet->notes, const char *, i));
    okr_text_add(text, ".");
}

static double notes_height(const okr_pen *pen, double width)
{
    const okr_type type = note_type(pen, width);
    okr_text text = {0};
    double h = 0.0;

    if (pen->sheet->notes.count == 0)
        return 0.0;
    notes_text(pen, &text);
    h = okr_text_size(pen->type, &type, okr_text_str(&text)).h;
    okr_text_done(&text);
    return h;
}

static void draw_notes(const okr_pen *pen, double x, double y, double width)
{
    const okr_type type = note_type(pen, width);
    okr_text text = {0};

    if (pen->sheet->notes.count == 0)
        return;
    notes_text(pen, &text);
    (void)okr_text_draw(pen->type, &type, x, y, okr_text_str(&text));
    okr_text_done(&text);
}

/* The panel under construction: how high each block is. */
typedef struct plan {
    double gap, facts, table, legend, notes, inset, inset_w, facts_w;
    double size;  /**< of the table's type */
    double extra; /**< opens the table's rows */
    bool tall;    /**< the inset stands alone above everything */
} plan;

static const char *table_heading(const okr_pen *pen)
{
    if (pen->sheet->kind == OKR_SHEET_MUNICIPALITY)
        return okr_pen_say(pen, "Мероприятия на территории", "Measures here");
    return okr_pen_say(pen, "Муниципалитеты", "Municipalities");
}

/* The largest type in which the whole table stands in the room; the smallest if it never does.
 * Room to spare opens its rows, up to a point. */
static void fit_table(const okr_pen *pen, double width, double room, plan *p)
{
    static const double sizes[] = {9.2, 8.4, 7.8, 7.2, 6.8, 6.4};
    const double rows = fmax((double)pen->sheet->rows.count, 1.0);

    p->extra = 0.0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const okr_sheet_table table = {.pen = pen, .width = width, .size = sizes[i]};
        if (sizes[i] * 37.0 * pen->u > width && i + 2 < sizeof sizes / sizeof *sizes)
            continue; /* in a narrow panel large type leaves no room for titles */
        if (sizes[i] * pen->u < 6.0 && p->size > 0.0)
            break;
        p->size = sizes[i];
        p->table = okr_table_head_height(&table) + okr_table_height(&table, 0);
        if (p->table <= room) {
            p->extra = fmin((room - p->table) / rows, 6.0 * pen->u);
            p->table += p->extra * rows;
            return;
        }
    }
    p->table = room;
}

/* Room to spare goes to the inset: no empty corner. */
static void fit_inset(const okr_pen *pen, const okr_inset *inset, okr_rect box, double rest,
                      plan *p)
{
    const double beside = okr_inset_height(inset, box.w * 0.57);
    const double alone = fmin(okr_inset_height(inset, box.w), box.h - rest - p->facts - p->gap);

    if (pen->sheet->kind == OKR_SHEET_OVERVIEW || beside <= 0.0)
        return;
    p->tall = alone > 1.25 * beside;
    p->inset = p->tall ? alone : fmin(beside, fmax(box.h - rest, p->facts));
    p->inset_w =
        p->tall ? box.w : fmin(fmax(p->inset / fmax(beside, 1.0), 0.74), 1.0) * 0.57 * box.w;
}

static plan make_plan(const okr_pen *pen, const okr_vec *items, const okr_inset *inset,
                      okr_rect box)
{
    const double heading = okr_pen_heading_height(pen);
    plan p = {.gap = 6.0 * pen->u};
    double rest = 0.0;
    double top = 0.0;

    p.facts_w = box.w * 0.38;
    p.facts = facts_height(pen, p.facts_w);
    p.notes = notes_height(pen, box.w);
    if (pen->layout->under.h <= 0.0)
        p.legend = heading + okr_legend_height(pen, items, box.w) + p.gap;
    top = p.facts;
    if (pen->sheet->kind != OKR_SHEET_OVERVIEW)
        top = fmax(top, fmin(okr_inset_height(inset, box.w * 0.42), 120.0 * pen->u));
    rest = p.legend + p.notes + heading + 2.0 * p.gap;
    p.table = 12.0 * pen->u;
    if (pen->sheet->rows.count > 0)
        fit_table(pen, box.w, box.h - rest - top, &p);
    fit_inset(pen, inset, box, rest + p.table, &p);
    if (p.tall || p.inset <= 0.0) {
        p.facts_w = box.w;
        p.facts = facts_height(pen, p.facts_w);
    }
    return p;
}

static okr_status draw_top(const okr_pen *pen, const okr_map_body *body, const okr_inset *inset,
                           const plan *p, double *y, okr_error *err)
{
    const okr_rect box = pen->layout->panel;
    const okr_rect place = {box.x, *y, p->inset_w, p->inset};
    const bool beside = p->inset > 0.0 && !p->tall;
    okr_status status = OKR_OK;

    if (p->inset > 0.0)
        status = okr_inset_draw(inset, pen, place, &body->view, err);
    if (p->tall)
        *y += p->inset + p->gap;
    draw_facts(pen, beside ? place.x + place.w + p->gap : box.x, *y, p->facts_w);
    *y += (beside ? fmax(p->facts, p->inset) : p->facts) + p->gap;
    return status;
}

static size_t draw_table(const okr_pen *pen, const plan *p, okr_rect box)
{
    const okr_sheet_table table = {
        .pen = pen, .width = box.w, .size = p->size, .extra = p->extra};
    const double heading = okr_pen_heading(pen, box.x, box.y, box.w, table_heading(pen));

    box.y += heading;
    box.h -= heading;
    if (pen->sheet->rows.count > 0)
        return okr_table_draw(&table, box, 0);
    const okr_type type = note_type(pen, box.w);
    (void)okr_text_draw(pen->type, &type, box.x, box.y,
                        okr_pen_say(pen, "Мероприятий, отнесённых к этой территории, нет.",
                                    "No measure is placed on this territory."));
    return 0;
}

static void draw_legend(const okr_pen *pen, const okr_vec *items, okr_rect box)
{
    box.y += okr_pen_heading(pen, box.x, box.y, box.w,
                             okr_pen_say(pen, "Условные обозначения", "Legend"));
    okr_legend_draw(pen, items, box.x, box.y, box.w);
}

double okr_sheet_under_height(const okr_pen *pen, const okr_map_body *body, okr_error *err)
{
    okr_vec items = OKR_VEC(okr_legend_item);
    double height = 0.0;

    if (okr_legend_collect(body, &items, err) == OKR_OK)
        height = okr_pen_heading_height(pen) +
                 okr_legend_height(pen, &items, pen->layout->map.w + 2.0 * pen->layout->band);
    okr_vec_done(&items);
    return height;
}

okr_status okr_sheet_panel(const okr_pen *pen, const okr_map_body *body, const okr_inset *inset,
                           size_t *rest, okr_error *err)
{
    const okr_rect box = pen->layout->panel;
    okr_vec items = OKR_VEC(okr_legend_item);
    double y = box.y;
    plan p = {0};
    okr_status status = okr_legend_collect(body, &items, err);

    if (status == OKR_OK) {
        p = make_plan(pen, &items, inset, box);
        status = draw_top(pen, body, inset, &p, &y, err);
    }
    if (status == OKR_OK) {
        const double bottom = box.y + box.h - p.notes - p.gap - p.legend;
        *rest = draw_table(pen, &p, (okr_rect){box.x, y, box.w, bottom - y});
        draw_legend(pen, &items,
                    p.legend > 0.0 ? (okr_rect){box.x, bottom + p.gap, box.w, p.legend}
                                   : pen->layout->under);
        draw_notes(pen, box.x, box.y + box.h - p.notes, box.w);
    }
    okr_vec_done(&items);
    return status;
}
