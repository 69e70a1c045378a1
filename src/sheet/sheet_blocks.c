/* Blocks of the panel that are text: headline figures, and what is not shown. */
#include "sheet/sheet_page.h"

#include <math.h>

static okr_type label_type(const okr_pen *pen, double width)
{
    okr_type type = okr_pen_type(pen, 7.2, OKR_GREY);

    type.narrow = true;
    type.width = width;
    return type;
}

static okr_type value_type(const okr_pen *pen, double width)
{
    okr_type type = okr_pen_type(pen, 9.6, OKR_INK);

    type.bold = true;
    type.width = width;
    return type;
}

static const okr_sheet_fact *fact_at(const okr_pen *pen, size_t i)
{
    return &OKR_AT(&pen->sheet->facts, okr_sheet_fact, i);
}

/* Height of one fact: its label, its value, its bar. */
static double fact_height(const okr_pen *pen, const okr_sheet_fact *fact, double width)
{
    const okr_type label = label_type(pen, width);
    const okr_type value = value_type(pen, width);

    return okr_text_size(pen->type, &label, fact->label).h +
           okr_text_size(pen->type, &value, fact->value).h +
           (isnan(fact->bar) ? 0.0 : 6.0 * pen->u) + 3.0 * pen->u;
}

static double facts_width(const okr_pen *pen, size_t columns, double width)
{
    return (width - (double)(columns - 1) * 10.0 * pen->u) / (double)columns;
}

/* Facts side by side are as high as the highest of them. */
static double line_height(const okr_pen *pen, size_t first, size_t columns, double width)
{
    double h = 0.0;

    for (size_t i = first; i < first + columns && i < pen->sheet->facts.count; i++)
        h = fmax(h, fact_height(pen, fact_at(pen, i), facts_width(pen, columns, width)));
    return h;
}

double okr_facts_height(const okr_pen *pen, size_t columns, double width)
{
    double h = 0.0;

    for (size_t i = 0; i < pen->sheet->facts.count; i += columns)
        h += line_height(pen, i, columns, width);
    return h;
}

static void draw_fact(const okr_pen *pen, const okr_sheet_fact *fact, double x, double y,
                      double width)
{
    const okr_type label = label_type(pen, width);
    const okr_type value = value_type(pen, width);
    double top = y + okr_text_draw(pen->type, &label, x, y, fact->label).h;

    top += okr_text_draw(pen->type, &value, x, top, fact->value).h;
    if (!isnan(fact->bar))
        okr_pen_bar(
            pen, (okr_rect){x, top + 1.0 * pen->u, fmin(width, 150.0 * pen->u), 4.0 * pen->u},
            fact->bar);
}

void okr_facts_draw(const okr_pen *pen, size_t columns, double x, double y, double width)
{
    const double w = facts_width(pen, columns, width);

    for (size_t i = 0; i < pen->sheet->facts.count; i++) {
        draw_fact(pen, fact_at(pen, i), x + (double)(i % columns) * (w + 10.0 * pen->u), y, w);
        if (i % columns == columns - 1)
            y += line_height(pen, i + 1 - columns, columns, width);
    }
}

static okr_type note_type(const okr_pen *pen, double width)
{
    okr_type type = okr_pen_type(pen, 7.0, OKR_INK);

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

double okr_notes_height(const okr_pen *pen, double width)
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

void okr_notes_draw(const okr_pen *pen, double x, double y, double width)
{
    const okr_type type = note_type(pen, width);
    okr_text text = {0};

    if (pen->sheet->notes.count == 0)
        return;
    notes_text(pen, &text);
    (void)okr_text_draw(pen->type, &type, x, y, okr_text_str(&text));
    okr_text_done(&text);
}
