/** @file
 * Text on a sheet: one family, sizes in points, measured and drawn by pango.
 *
 * What is drawn is remembered as boxes, so that a sheet can be examined: nothing outside the
 * frame, nothing over another label.
 */
#ifndef OKR_SHEET_MAP_TEXT_H
#define OKR_SHEET_MAP_TEXT_H

#include "sheet/map_geometry.h"

#include <cairo.h>

/** A colour, components 0..1. */
typedef struct okr_rgb {
    double r, g, b;
} okr_rgb;

/** "#rrggbb"; `other` when the text is not that. */
okr_rgb okr_rgb_parse(const char *text, okr_rgb other);

/** A colour mixed with white: 0 keeps it, 1 is white. */
okr_rgb okr_rgb_tint(okr_rgb colour, double white);

/** Set as the source colour. */
void okr_rgb_use(cairo_t *cr, okr_rgb colour);

/** Where lines stand in their width. */
typedef enum okr_align { OKR_ALIGN_LEFT, OKR_ALIGN_CENTRE, OKR_ALIGN_RIGHT } okr_align;

/** How a text looks. */
typedef struct okr_type {
    double size;  /**< points */
    double width; /**< lines are broken to this; 0: one line */
    int lines;    /**< more lines than this end in an ellipsis; 0: no limit */
    okr_align align;
    okr_rgb colour;
    double halo; /**< width of the white edge in points; 0: none */
    bool bold, italic;
    bool narrow; /**< the condensed family */
} okr_type;

/** Size of a text. */
typedef struct okr_size {
    double w, h;
} okr_size;

/** A text that was drawn. */
typedef struct okr_set_text {
    okr_rect box;
    bool cut; /**< ended in an ellipsis */
} okr_set_text;

/** Sets text. Initialise with okr_typesetter_open. */
typedef struct okr_typesetter {
    struct okr_fonts *fonts; /**< owned */
    cairo_t *cr;             /**< borrowed: the page being drawn; NULL while measuring */
    okr_vec drawn;           /**< okr_set_text of the page, okr_typesetter_page empties it */
    const char *family;      /**< found family */
    bool fallback;           /**< the family wanted is not installed */
    okr_error error;         /**< first failure */
} okr_typesetter;

/**
 * Find the fonts: PT Sans, else DejaVu Sans.
 * @return OKR_ERR_NOT_FOUND when neither is installed
 */
OKR_MUST_CHECK okr_status okr_typesetter_open(okr_typesetter *type, okr_error *err);

/** Release; a zeroed struct is allowed. */
void okr_typesetter_close(okr_typesetter *type);

/** Begin a page on `cr`. */
void okr_typesetter_page(okr_typesetter *type, cairo_t *cr);

/** Size of a text: w is that of its longest line, h that of its lines. */
okr_size okr_text_size(okr_typesetter *type, const okr_type *style, const char *text);

/**
 * Draw a text with its upper left corner at (x, y); aligned in style->width when that is set.
 * @return its size
 */
okr_size okr_text_draw(okr_typesetter *type, const okr_type *style, double x, double y,
                       const char *text);

/** Draw one line centred in a turned box. */
void okr_text_draw_turned(okr_typesetter *type, const okr_type *style, okr_turned box,
                          const char *text);

#endif
