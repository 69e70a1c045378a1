/* Lists of the panel that use room to spare. */
#include "sheet/sheet_page.h"

#include <math.h>

static okr_type line_type(const okr_pen *pen, double width)
{
    okr_type type = okr_pen_type(pen, 7.2, OKR_INK);

    type.narrow = true;
    type.width = width;
    return type;
}

static const okr_sheet_whole *whole_at(const okr_pen *pen, size_t i)
{
    return &OKR_AT(&pen->sheet->wholes, okr_sheet_whole, i);
}

/* Columns of a measure of the whole: symbol, title, state. */
static double state_width(const okr_pen *pen, double width)
{
    return fmin(72.0 * pen->u, 0.3 * width);
}

static double title_width(const okr_pen *pen, double width)
{
    return width - state_width(pen, width) - 18.0 * pen->u;
}

static double whole_height(const okr_pen *pen, size_t i, double width)
{
    const okr_type title = line_type(pen, title_width(pen, width));
    const okr_type state = line_type(pen, state_width(pen, width));

    return fmax(okr_text_size(pen->type, &title, whole_at(pen, i)->title).h,
                okr_text_size(pen->type, &state, whole_at(pen, i)->state).h) +
           2.4 * pen->u;
}

/* How many from the first on fit into a height under the heading. */
static size_t wholes_fitting(const okr_pen *pen, double width, double height)
{
    double filled = okr_pen_heading_height(pen);
    size_t n = 0;

    while (n < pen->sheet->wholes.count) {
        filled += whole_height(pen, n, width);
        if (filled > height + 0.01)
            break;
        n++;
    }
    return n;
}

double okr_wholes_height(const okr_pen *pen, double width)
{
    double h = okr_pen_heading_height(pen);

    for (size_t i = 0; i < pen->sheet->wholes.count; i++)
        h += whole_height(pen, i, width);
    return h;
}

double okr_wholes_least(const okr_pen *pen, double width)
{
    double h = okr_pen_heading_height(pen);

    for (size_t i = 0; i < 2 && i < pen->sheet->wholes.count; i++)
        h += whole_height(pen, i, width);
    return h;
}

void okr_wholes_draw(const okr_pen *pen, okr_rect box)
{
    const size_t n = wholes_fitting(pen, box.w, box.h);
    const okr_type title = line_type(pen, title_width(pen, box.w));
    const okr_type state = line_type(pen, state_width(pen, box.w));
    okr_text heading = {0};

    okr_text_add(&heading, okr_pen_say(pen, "Для агломерации в целом", "Agglomeration-wide"));
    if (n < pen->sheet->wholes.count)
        okr_text_addf(&heading, " (%zu %s %zu)", n, okr_pen_say(pen, "из", "of"),
                      pen->sheet->wholes.count);
    box.y += okr_pen_heading(pen, box.x, box.y, box.w, okr_text_str(&heading));
    okr_text_done(&heading);
    for (size_t i = 0; i < n; i++) {
        const okr_sheet_whole *whole = whole_at(pen, i);
        const double h = whole_height(pen, i, box.w);
        okr_symbol_draw(pen->cr, &whole->symbol,
                        (okr_point){box.x + 6.0 * pen->u, box.y + 5.4 * pen->u}, 3.6 * pen->u);
        (void)okr_text_draw(pen->type, &title, box.x + 14.0 * pen->u, box.y, whole->title);
        (void)okr_text_draw(pen->type, &state, box.x + box.w - state.width, box.y,
                            whole->state);
        box.y += h;
        okr_pen_line(pen, (okr_point){box.x, box.y - 1.0 * pen->u},
                     (okr_point){box.x + box.w, box.y - 1.0 * pen->u}, 0.2 * pen->u, OKR_PALE);
    }
}

/* Settlements or kinds: lines in one or two columns. */
enum { LEAST_ENTRIES = 4 };

static double entry_height(const okr_pen *pen)
{
    return 11.6 * pen->u;
}

static double figure_width(const okr_pen *pen)
{
    const bool bars = pen->sheet->kind != OKR_SHEET_MUNICIPALITY;

    return (bars ? 68.0 : 34.0) * pen->u; /* the figure, and the bar after it */
}

static double column_width(const okr_pen *pen, size_t columns, double width)
{
    return (width - (double)(columns - 1) * 12.0 * pen->u) / (double)columns;
}

/* Two columns where every title stands on one line in them. */
static size_t entry_columns(const okr_pen *pen, double width)
{
    const okr_type type = line_type(pen, 0.0);
    const double room = column_width(pen, 2, width) - figure_width(pen) - 2.0 * pen->u;

    for (size_t i = 0; i < pen->sheet->entries.count; i++) {
        const okr_sheet_entry *entry = &OKR_AT(&pen->sheet->entries, okr_sheet_entry, i);
        if (okr_text_size(pen->type, &type, entry->title).w > room)
            return 1;
    }
    return pen->sheet->entries.count > LEAST_ENTRIES ? 2 : 1;
}

double okr_entries_height(const okr_pen *pen, double width)
{
    const size_t n = pen->sheet->entries.count;
    const size_t columns = entry_columns(pen, width);

    if (n == 0)
        return 0.0;
    return okr_pen_heading_height(pen) +
           (double)((n + columns - 1) / columns) * entry_height(pen);
}

double okr_entries_least(const okr_pen *pen)
{
    const size_t n = pen->sheet->entries.count;

    return okr_pen_heading_height(pen) +
           (double)(n < LEAST_ENTRIES ? n : LEAST_ENTRIES) * entry_height(pen);
}

static void entries_heading(const okr_pen *pen, size_t shown, okr_text *text)
{
    const size_t n = pen->sheet->entries.count;

    if (pen->sheet->kind != OKR_SHEET_MUNICIPALITY)
        okr_text_add(
            text, okr_pen_say(pen, "По видам, доля завершённых", "By kind, share completed"));
    else
        okr_text_add(
            text, okr_pen_say(pen, "Населённые пункты, жителей", "Settlements, inhabitants"));
    if (shown < n)
        okr_text_addf(text, " (%zu %s %zu)", shown, okr_pen_say(pen, "из", "of"), n);
}

/* The title with its detail when both have room, else alone and as small as it must be. */
static void draw_entry_title(const okr_pen *pen, const okr_sheet_entry *entry, okr_point at,
                             double width)
{
    okr_type type = line_type(pen, 0.0);
    okr_text text = {0};

    okr_text_add(&text, entry->title);
    if (entry->detail[0] != '\0')
        okr_text_addf(&text, ", %s", entry->detail);
    if (okr_text_size(pen->type, &type, okr_text_str(&text)).w > width) {
        okr_text_clear(&text);
        okr_text_add(&text, entry->title);
    }
    while (type.size > 5.0 && okr_text_size(pen->type, &type, okr_text_str(&text)).w > width)
        type.size -= 0.2;
    type.width = width;
    type.lines = 1;
    (void)okr_text_draw(pen->type, &type, at.x, at.y, okr_text_str(&text));
    okr_text_done(&text);
}

static void draw_entry(const okr_pen *pen, const okr_sheet_entry *entry, double x, double y,
                       double w)
{
    const double u = pen->u;
    const double right = x + w - figure_width(pen);
    okr_type type = line_type(pen, 34.0 * u);

    draw_entry_title(pen, entry, (okr_point){x, y}, right - x - 1.0 * u);
    type.align = OKR_ALIGN_RIGHT;
    (void)okr_text_draw(pen->type, &type, right, y, entry->figure);
    if (pen->sheet->kind != OKR_SHEET_MUNICIPALITY)
        okr_pen_bar(pen, (okr_rect){x + w - 30.0 * u, y + 2.4 * u, 30.0 * u, 4.2 * u},
                    entry->bar);
    okr_pen_line(pen, (okr_point){x, y + 10.2 * u}, (okr_point){x + w, y + 10.2 * u}, 0.2 * u,
                 OKR_PALE);
}

void okr_entries_draw(const okr_pen *pen, okr_rect box)
{
    const okr_vec *entries = &pen->sheet->entries;
    const size_t columns = entry_columns(pen, box.w);
    const double w = column_width(pen, columns, box.w);
    const double room = box.h - okr_pen_heading_height(pen);
    size_t lines = (entries->count + columns - 1) / columns;
    okr_text heading = {0};
    size_t shown = 0;

    lines = (size_t)fmin((double)lines, floor(room / entry_height(pen) + 0.01));
    shown = lines * columns < entries->count ? lines * columns : entries->count;
    entries_heading(pen, shown, &heading);
    box.y += okr_pen_heading(pen, box.x, box.y, box.w, okr_text_str(&heading));
    okr_text_done(&heading);
    for (size_t i = 0; i < shown; i++)
        draw_entry(pen, &OKR_AT(entries, okr_sheet_entry, i),
                   box.x + (double)(i / lines) * (w + 12.0 * pen->u),
                   box.y + (double)(i % lines) * entry_height(pen), w);
}
