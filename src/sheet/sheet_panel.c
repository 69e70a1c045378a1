/* The panel beside the map: where it lies, headline figures, tables, legend, what is not shown.
 */
#include "sheet/legend.h"
#include "sheet/map_table.h"
#include "sheet/sheet_page.h"

#include <math.h>

/* The panel under construction: how high each block is. */
typedef struct plan {
    double gap, facts, table, wholes, entries, legend, notes, inset, inset_w, facts_w;
    size_t columns; /**< of facts */
    double size;    /**< of the table's type */
    double extra;   /**< opens the table's rows */
    double ease;    /**< the largest type that the width allows, up to an easy one */
    double rest;    /**< height that nothing needs; negative: the table does not fit */
    bool tall;      /**< the inset stands alone above everything */
} plan;

/* Type in which a table is still read with ease; a legend may cost no more than this. */
static const double easy = 7.2;

static const char *table_heading(const okr_pen *pen)
{
    if (pen->sheet->kind == OKR_SHEET_MUNICIPALITY)
        return okr_pen_say(pen, "Мероприятия на территории", "Measures here");
    return okr_pen_say(pen, "Муниципалитеты", "Municipalities");
}

static bool has_inset(const okr_pen *pen, const okr_inset *inset)
{
    return pen->sheet->kind != OKR_SHEET_OVERVIEW && okr_inset_height(inset, 100.0) > 0.0;
}

/* Where the region lies on the left, figures beside it; without it figures in columns. Where
 * room is short, all of it is lower. */
static void plan_top(const okr_pen *pen, const okr_inset *inset, okr_rect box, bool low,
                     plan *p)
{
    p->columns = low || !has_inset(pen, inset) ? 2 : 1;
    p->facts_w = box.w;
    if (has_inset(pen, inset)) {
        p->inset_w = (low ? 0.24 : 0.44) * box.w;
        p->facts_w = box.w - p->inset_w - 2.0 * p->gap;
    }
    p->facts = okr_facts_height(pen, p->columns, p->facts_w);
    if (has_inset(pen, inset))
        p->inset = fmin(okr_inset_height(inset, p->inset_w),
                        low ? p->facts : fmax(p->facts, 0.2 * box.h));
}

static double top_of(const plan *p)
{
    return p->tall ? p->inset + p->gap + p->facts : fmax(p->facts, p->inset);
}

static double table_height(const okr_pen *pen, double width, double size)
{
    const okr_sheet_table table = {.pen = pen, .width = width, .size = size};

    return okr_table_head_height(&table) + okr_table_height(&table, 0);
}

/* Whether a narrow panel leaves room for titles beside the other columns. */
static bool suits_width(const okr_pen *pen, double width, double size)
{
    okr_type type = okr_pen_type(pen, size, OKR_INK);
    double longest = 0.0;

    if (pen->sheet->kind == OKR_SHEET_MUNICIPALITY)
        return size * 32.0 * pen->u <= width;
    type.narrow = true;
    for (size_t i = 0; i < pen->sheet->rows.count; i++)
        longest = fmax(longest, okr_text_size(pen->type, &type,
                                              OKR_AT(&pen->sheet->rows, okr_sheet_row, i).title)
                                    .w);
    return longest <=
           okr_table_title_width(&(okr_sheet_table){.pen = pen, .width = width, .size = size});
}

/* The largest type in which the whole table stands in the room; the smallest if it never does.
 */
static void fit_table(const okr_pen *pen, double width, double room, plan *p)
{
    static const double sizes[] = {9.2, 8.4, 7.8, 7.2, 6.8, 6.4};
    const size_t count = sizeof sizes / sizeof *sizes;

    p->size = easy;
    p->ease = easy;
    p->table = 12.0 * pen->u;
    if (pen->sheet->rows.count == 0)
        return;
    p->size = 0.0;
    for (size_t i = 0; i < count; i++) {
        if (!suits_width(pen, width, sizes[i]) && i + 1 < count)
            continue;
        if (sizes[i] * pen->u < 6.0 && p->size > 0.0)
            break;
        if (p->size <= 0.0)
            p->ease = fmin(sizes[i], easy);
        p->size = sizes[i];
        p->table = table_height(pen, width, sizes[i]);
        if (p->table <= room)
            return;
    }
}

/* The inset alone and large, figures under it. */
static void raise_inset(const okr_pen *pen, const okr_inset *inset, okr_rect box, plan *p)
{
    const double before = top_of(p);
    const double facts = okr_facts_height(pen, 2, box.w);
    const double most = before + p->rest - facts - p->gap;
    const double wish = fmax(0.40 * box.h, fmin(most - 0.1 * box.h, 0.58 * box.h));
    const double high = fmin(fmin(okr_inset_height(inset, box.w), wish), most);

    if (high <= 1.25 * p->inset)
        return;
    p->tall = true;
    p->inset = high;
    p->inset_w = box.w;
    p->facts = facts;
    p->facts_w = box.w;
    p->columns = 2;
    p->rest += before - top_of(p);
}

static double take(double needed, double least, plan *p)
{
    const double taken = fmin(needed, p->rest - p->gap);

    if (taken < least)
        return 0.0;
    p->rest -= taken + p->gap;
    return taken;
}

/* Room to spare goes to more lists, then to the inset, then between the rows. */
static void spend(const okr_pen *pen, const okr_inset *inset, okr_rect box, plan *p)
{
    const double rows = (double)pen->sheet->rows.count;

    if (pen->sheet->wholes.count > 0)
        p->wholes = take(okr_wholes_height(pen, box.w), okr_wholes_least(pen, box.w), p);
    if (pen->sheet->entries.count > 0)
        p->entries = take(okr_entries_height(pen, box.w), okr_entries_least(pen), p);
    if (has_inset(pen, inset) && p->rest > 0.12 * box.h)
        raise_inset(pen, inset, box, p);
    if (rows > 0.0 && p->rest > 0.0) {
        p->extra = fmin(p->rest / rows, 6.0 * pen->u);
        p->table += p->extra * rows;
        p->rest -= p->extra * rows;
    }
}

static plan plan_of(const okr_pen *pen, const okr_vec *items, const okr_inset *inset,
                    okr_rect box, bool low)
{
    const double heading = okr_pen_heading_height(pen);
    plan p = {.gap = 8.0 * pen->u};
    double rest = 0.0;

    plan_top(pen, inset, box, low, &p);
    p.notes = okr_notes_height(pen, box.w);
    if (pen->layout->under.h <= 0.0)
        p.legend = heading + okr_legend_height(pen, items, box.w) + p.gap;
    rest = box.h - top_of(&p) - p.legend - p.notes - heading - 2.0 * p.gap;
    fit_table(pen, box.w, rest, &p);
    p.rest = rest - p.table;
    if (p.rest < 0.0)
        p.table = rest;
    else
        spend(pen, inset, box, &p);
    return p;
}

static bool is_cramped(const plan *p)
{
    return p->rest < 0.0 || p->size < p->ease;
}

static plan make_plan(const okr_pen *pen, const okr_vec *items, const okr_inset *inset,
                      okr_rect box)
{
    const plan p = plan_of(pen, items, inset, box, false);

    return is_cramped(&p) ? plan_of(pen, items, inset, box, true) : p;
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
    okr_facts_draw(pen, p->columns, beside ? place.x + place.w + 2.0 * p->gap : box.x,
                   p->tall ? *y + p->inset + p->gap : *y, p->facts_w);
    *y += top_of(p) + p->gap;
    return status;
}

static size_t draw_table(const okr_pen *pen, const plan *p, okr_rect box)
{
    const okr_sheet_table table = {
        .pen = pen, .width = box.w, .size = p->size, .extra = p->extra};
    const double heading = okr_pen_heading(pen, box.x, box.y, box.w, table_heading(pen));
    okr_type type = okr_pen_type(pen, easy, OKR_INK);

    box.y += heading;
    box.h -= heading;
    if (pen->sheet->rows.count > 0)
        return okr_table_draw(&table, box, 0);
    type.narrow = true;
    type.width = box.w;
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

okr_status okr_sheet_under_height(const okr_pen *pen, const okr_map_body *body,
                                  const okr_inset *inset, double *height, okr_error *err)
{
    okr_vec items = OKR_VEC(okr_legend_item);
    okr_status status = okr_legend_collect(body, &items, err);

    *height = 0.0;
    if (status == OKR_OK) {
        const plan p = make_plan(pen, &items, inset, pen->layout->panel);
        if (is_cramped(&p))
            *height =
                okr_pen_heading_height(pen) +
                okr_legend_height(pen, &items, pen->layout->map.w + 2.0 * pen->layout->band);
    }
    okr_vec_done(&items);
    return status;
}

/* From the top down; the legend and what is not shown stand at the bottom. */
static size_t draw_blocks(const okr_pen *pen, const okr_vec *items, const plan *p, double y)
{
    const okr_rect box = pen->layout->panel;
    const double bottom = box.y + box.h - p->notes - p->gap - p->legend;
    const double air = p->gap + fmin(fmax(p->rest, 0.0) / 3.0, 8.0 * pen->u);
    const bool more = p->wholes > 0.0 || p->entries > 0.0;
    const double end = more ? y + okr_pen_heading_height(pen) + p->table + 0.1 : bottom;
    const size_t rest = draw_table(pen, p, (okr_rect){box.x, y, box.w, end - y});

    y = end + air;
    if (p->wholes > 0.0)
        okr_wholes_draw(pen, (okr_rect){box.x, y, box.w, p->wholes});
    y += p->wholes > 0.0 ? p->wholes + air : 0.0;
    if (p->entries > 0.0)
        okr_entries_draw(pen, (okr_rect){box.x, y, box.w, p->entries});
    draw_legend(pen, items,
                p->legend > 0.0 ? (okr_rect){box.x, bottom + p->gap, box.w, p->legend}
                                : pen->layout->under);
    okr_notes_draw(pen, box.x, box.y + box.h - p->notes, box.w);
    return rest;
}

okr_status okr_sheet_panel(const okr_pen *pen, const okr_map_body *body, const okr_inset *inset,
                           size_t *rest, okr_error *err)
{
    const okr_rect box = pen->layout->panel;
    okr_vec items = OKR_VEC(okr_legend_item);
    double y = box.y;
    okr_status status = okr_legend_collect(body, &items, err);

    if (status == OKR_OK) {
        const plan p = make_plan(pen, &items, inset, box);
        status = draw_top(pen, body, inset, &p, &y, err);
        if (status == OKR_OK)
            *rest = draw_blocks(pen, &items, &p, y);
    }
    okr_vec_done(&items);
    return status;
}
