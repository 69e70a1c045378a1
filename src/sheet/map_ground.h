/** @file
 * The ground of a map: coloured territories, context layers, borders. What the legend shows of
 * them is drawn by the same code.
 */
#ifndef OKR_SHEET_MAP_GROUND_H
#define OKR_SHEET_MAP_GROUND_H

#include "sheet/map_body.h"

/** What a border divides on this sheet. */
typedef enum okr_border_kind {
    OKR_BORDER_PLAIN,  /**< two municipalities */
    OKR_BORDER_REGION, /**< the programme's territory from the rest of the world */
    OKR_BORDER_TARGET, /**< the territory of the sheet from its neighbours */
    OKR_BORDER_KINDS
} okr_border_kind;

/** How a style of context layer is drawn. */
typedef struct okr_context_style {
    const char *name;
    okr_rgb line, fill;
    double width;    /**< of lines, points before u; 0: only areas are drawn */
    bool over_theme; /**< areas are drawn over the colours of a theme too */
} okr_context_style;

/** The style of that name; the first when there is none. */
const okr_context_style *okr_context_style_of(const char *name);

/** Fill the frame: neighbours, territories by the theme, context layers. */
OKR_MUST_CHECK okr_status okr_ground_fill(const okr_map_body *body, okr_error *err);

/** Stroke the borders: those of the sheet's territory, or all others. */
OKR_MUST_CHECK okr_status okr_ground_borders(const okr_map_body *body, bool target,
                                             okr_error *err);

/** Which kinds of border the frame shows. */
OKR_MUST_CHECK okr_status okr_ground_kinds(const okr_map_body *body,
                                           bool seen[OKR_BORDER_KINDS], okr_error *err);

/** Stroke the current path as a border of a kind. */
void okr_border_stroke(const okr_pen *pen, okr_border_kind kind);

#endif
