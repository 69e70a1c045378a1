/** @file
 * Point symbols: a shape for the kind, a filling for how far the measure is.
 */
#ifndef OKR_SHEET_MAP_SYMBOL_H
#define OKR_SHEET_MAP_SYMBOL_H

#include "model/vocabulary.h"
#include "sheet/map_text.h"

/** How a symbol is filled. */
typedef enum okr_filling {
    OKR_FILLING_PLANNED,   /**< dashed and hollow */
    OKR_FILLING_UNDER_WAY, /**< lower half filled */
    OKR_FILLING_EXISTING,  /**< solid */
    OKR_FILLING_DROPPED,   /**< hollow and struck out */
    OKR_FILLING_UNKNOWN,   /**< hollow */
    OKR_FILLING_COUNT
} okr_filling;

/** Filling of a stage of the life cycle. */
okr_filling okr_filling_of(okr_lifecycle lifecycle);

/** What a filling means, in Russian or English. */
const char *okr_filling_title(okr_filling filling, bool russian);

/** A symbol. */
typedef struct okr_symbol {
    const char *shape; /**< circle, square, diamond, triangle, pentagon, hexagon, star, cross,
                            drop, line; another word is a circle */
    okr_rgb colour;
    okr_filling filling;
    bool approximate; /**< stands in a dotted ring */
} okr_symbol;

/** Draw a symbol of a radius (points) about a place. */
void okr_symbol_draw(cairo_t *cr, const okr_symbol *symbol, okr_point at, double radius);

/** Set width, dash and colour of a line or outline for its filling. */
void okr_symbol_stroke(cairo_t *cr, okr_rgb colour, okr_filling filling, double width);

#endif
