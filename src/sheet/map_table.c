#include "sheet/map_table.h"

#include <math.h>

/* Where the columns begin, from the left edge of the table. */
typedef struct columns {
    double symbol, title, title_w, state, state_w, bar, bar_w;
} columns;

static bool lists_measures(const okr_sheet_table *t)
{
    return t->pen->sheet->kind == OKR_SHEET_MUNICIPALITY;
}

static columns columns_of(const okr_sheet_table *t)
{
    const double u = t->pen->u * t->size / 7.2;
    columns c = {.symbol = 15.0 * u};

    c.bar_w = 58.0 * u;
    c.bar = t->width - c.bar_w;
    c.state_w = (lists_measures(t) ? 58.0 : 30.0) * u;
    c.state = c.bar - c.state_w - 4.0 * u;
    c.title = lists_measures(t) ? 29.0 * u : 19.0 * u;
    c.title_w = c.state - c.title - 4.0 * u;
    return c;
}

double okr_table_title_width(const okr_sheet_table *table)
{
    return columns_of(table).title_w;
}

static okr_type cell_type(const okr_sheet_table *t, double width, okr_rgb colour)
{
    okr_type type = okr_pen_type(t->pen, t->size, colour);

    type.narrow = true;
    type.width = width;
    return type;
}

static okr_type title_type(const okr_sheet_table *t, const columns *c)
{
    okr_type type = cell_type(t, c->title_w, OKR_INK);

    type.lines = 6;
    return type;
}

static okr_type detail_type(const okr_sheet_table *t, const columns *c)
{
    okr_type type = cell_type(t, c->title_w, OKR_GREY);

    type.size *= 0.88;
    return type;
}

static okr_type head_type(const okr_sheet_table *t, double width)
{
    okr_type type = cell_type(t, width, OKR_GREY);

    type.size *= 0.88;
    return type;
}

static double heading_height(const okr_sheet_table *t)
{
    return 1.75 * t->size * t->pen->u;
}

double okr_table_head_height(const okr_sheet_table *table)
{
    return 1.9 * table->size * table->pen->u;
}

/* With the heading above it if it has one. */
static double row_height(const okr_sheet_table *table, size_t i)
{
    const okr_sheet_row *row = &OKR_AT(&table->pen->sheet->rows, okr_sheet_row, i);
    const columns c = columns_of(table);
    const okr_type title = title_type(table, &c);
    const okr_type detail = detail_type(table, &c);
    const okr_type state = cell_type(table, c.state_w, OKR_INK);
    double h = okr_text_size(table->pen->type, &title, row->title).h;

    if (row->detail[0] != '\0')
        h += okr_text_size(table->pen->type, &detail, row->detail).h;
    h = fmax(h, okr_text_size(table->pen->type, &state, row->state).h);
    if (lists_measures(table))
        h = fmax(h, 1.35 * table->size * table->pen->u);
    return h + 2.4 * table->pen->u + table->extra +
           (row->heading == NULL ? 0.0 : heading_height(table));
}

double okr_table_height(const okr_sheet_table *table, size_t first)
{
    double h = 0.0;

    for (size_t i = first; i < table->pen->sheet->rows.count; i++)
        h += row_height(table, i);
    return h;
}

static void draw_head(const okr_sheet_table *t, const columns *c, double x, double y)
{
    const okr_pen *pen = t->pen;
    okr_type type = head_type(t, 0.0);

    if (lists_measures(t) || pen->job->sheets > 0)
        (void)okr_text_draw(pen->type, &type, x, y,
                            lists_measures(t) ? "№" : okr_pen_say(pen, "Лист", "Sheet"));
    (void)okr_text_draw(pen->type, &type, x + c->title, y,
                        lists_measures(t) ? okr_pen_say(pen, "Мероприятие", "Measure")
                                          : okr_pen_say(pen, "Муниципалитет", "Municipality"));
    (void)okr_text_draw(pen->type, &type, x + c->state, y,
                        lists_measures(t) ? okr_pen_say(pen, "Состояние", "State")
                                          : okr_pen_say(pen, "Число", "Number"));
    (void)okr_text_draw(pen->type, &type, x + c->bar, y,
                        okr_pen_say(pen, "Ход работ", "Progress"));
    okr_pen_line(pen, (okr_point){x, y + 1.5 * t->size * pen->u},
                 (okr_point){x + t->width, y + 1.5 * t->size * pen->u}, 0.5 * pen->u, OKR_GREY);
}

static void draw_progress(const okr_sheet_table *t, const okr_sheet_row *row, double x,
                          double y)
{
    const okr_pen *pen = t->pen;
    const double u = pen->u * t->size / 7.2;
    const okr_rect bar = {x, y + 1.9 * u, 32.0 * u, 4.6 * u};
    const okr_type type = cell_type(t, 0.0, isnan(row->progress) ? OKR_GREY : OKR_INK);
    okr_text text = {0};

    if (!row->enters) {
        (void)okr_text_draw(pen->type, &type, x, y, "–");
        return;
    }
    okr_pen_bar(pen, bar, row->progress);
    if (isnan(row->progress)) {
        okr_text_add(&text, okr_pen_say(pen, "н/д", "n/a"));
    } else {
        okr_text_add(&text, okr_mark_sign(row->mark));
        okr_map_number(&text, 100.0 * row->progress, 0, pen->russian);
        okr_text_add(&text, " %");
    }
    (void)okr_text_draw(pen->type, &type, x + 35.0 * u, y, okr_text_str(&text));
    okr_text_done(&text);
}

static void draw_number(const okr_sheet_table *t, const okr_sheet_row *row, double x, double y)
{
    okr_type type = cell_type(t, 0.0, OKR_INK);
    okr_text text = {0};

    if (row->number == 0)
        return;
    type.bold = lists_measures(t);
    okr_text_addf(&text, "%d", row->number);
    (void)okr_text_draw(t->pen->type, &type, x, y, okr_text_str(&text));
    okr_text_done(&text);
}

static void draw_row(const okr_sheet_table *t, const columns *c, size_t i, double x, double y)
{
    const okr_pen *pen = t->pen;
    const okr_sheet_row *row = &OKR_AT(&pen->sheet->rows, okr_sheet_row, i);
    const okr_type title = title_type(t, c);
    const okr_type detail = detail_type(t, c);
    const okr_type state = cell_type(t, c->state_w, OKR_INK);
    const double half = 0.6 * t->size * pen->u;
    okr_size size;

    draw_number(t, row, x, y);
    if (lists_measures(t))
        okr_symbol_draw(pen->cr, &row->symbol,
                        (okr_point){x + c->symbol + half, y + half + 0.6},
                        0.52 * t->size * pen->u);
    okr_pen_link(pen, lists_measures(t) ? 0 : row->number);
    size = okr_text_draw(pen->type, &title, x + c->title, y, row->title);
    if (!lists_measures(t) && row->number > 0)
        okr_pen_link_end(pen);
    if (row->detail[0] != '\0')
        (void)okr_text_draw(pen->type, &detail, x + c->title, y + size.h, row->detail);
    (void)okr_text_draw(pen->type, &state, x + c->state, y, row->state);
    draw_progress(t, row, x + c->bar, y);
}

static void draw_heading(const okr_sheet_table *t, const char *heading, double x, double y)
{
    okr_type type = cell_type(t, 0.0, OKR_ACCENT);

    type.bold = true;
    (void)okr_text_draw(t->pen->type, &type, x, y + 0.25 * t->size * t->pen->u, heading);
}

size_t okr_table_draw(const okr_sheet_table *table, okr_rect box, size_t first)
{
    const okr_pen *pen = table->pen;
    const columns c = columns_of(table);
    double y = box.y + okr_table_head_height(table);
    size_t i = first;

    draw_head(table, &c, box.x, box.y);
    for (; i < pen->sheet->rows.count; i++) {
        const okr_sheet_row *row = &OKR_AT(&pen->sheet->rows, okr_sheet_row, i);
        const double h = row_height(table, i);
        double top = y;
        if (y + h > box.y + box.h + 0.01 && i > first)
            break;
        if (row->heading != NULL) {
            draw_heading(table, row->heading, box.x, y);
            top += heading_height(table);
        }
        draw_row(table, &c, i, box.x, top + 1.2 * pen->u + table->extra / 2.0);
        y += h;
        okr_pen_line(pen, (okr_point){box.x, y}, (okr_point){box.x + table->width, y},
                     0.25 * pen->u, OKR_PALE);
    }
    return i;
}
