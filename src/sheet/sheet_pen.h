/** @file
 * What every part of a sheet is drawn with.
 */
#ifndef OKR_SHEET_SHEET_PEN_H
#define OKR_SHEET_SHEET_PEN_H

#include "sheet/map_text.h"
#include "sheet/sheet.h"
#include "sheet/sheet_layout.h"

/** The tools of one page. All borrowed. */
typedef struct okr_pen {
    cairo_t *cr;
    okr_typesetter *type;
    const okr_map_job *job;
    const okr_sheet *sheet;
    const okr_sheet_layout *layout;
    bool russian;
    bool linked; /**< a PDF: links may be drawn */
    double u;    /**< layout->u */
} okr_pen;

/** Colours of paper and ink that all parts share. */
#define OKR_INK ((okr_rgb){0.13, 0.14, 0.16})
#define OKR_GREY ((okr_rgb){0.42, 0.43, 0.45})
#define OKR_PALE ((okr_rgb){0.80, 0.80, 0.79})
#define OKR_ACCENT ((okr_rgb){0.62, 0.13, 0.16})

/** A plain type of a size (times u) and colour. */
static inline okr_type okr_pen_type(const okr_pen *pen, double size, okr_rgb colour)
{
    const double least = 5.6; /* points: smaller print is not read */

    return (okr_type){.size = size * pen->u < least ? least : size * pen->u, .colour = colour};
}

/** One of two texts by language. */
static inline const char *okr_pen_say(const okr_pen *pen, const char *ru, const char *en)
{
    return pen->russian ? ru : en;
}

/** Stroke a rectangle. */
void okr_pen_box(const okr_pen *pen, okr_rect rect, double width, okr_rgb colour);

/** Stroke a straight line. */
void okr_pen_line(const okr_pen *pen, okr_point a, okr_point b, double width, okr_rgb colour);

/** Fill a rectangle. */
void okr_pen_fill(const okr_pen *pen, okr_rect rect, okr_rgb colour);

/** A heading of a block at (x, y); returns its height with the gap below. */
double okr_pen_heading(const okr_pen *pen, double x, double y, double width, const char *text);

/** Height of okr_pen_heading. */
double okr_pen_heading_height(const okr_pen *pen);

/** A bar of progress: filled to value, hatched when it is NaN. */
void okr_pen_bar(const okr_pen *pen, okr_rect rect, double value);

/** Begin and end a link to the sheet `number`, or mark where that sheet begins. */
void okr_pen_link(const okr_pen *pen, int number);
void okr_pen_link_end(const okr_pen *pen);

#endif
