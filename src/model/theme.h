/** @file
 * Themes of maps: what is coloured by what, class breaks, colours, words of the legend. One
 * table for styles of desktop GIS, map sheets and the report page.
 *
 * Colours: every ramp runs from light to dark in one hue, so that its order survives colour
 * blindness and grey printing; the palette of kinds is told apart by people with any of the
 * common kinds of colour blindness.
 */
#ifndef OKR_MODEL_THEME_H
#define OKR_MODEL_THEME_H

#include "model/territory.h"

/** Classes of a theme at most, without "no data". */
enum { OKR_THEME_CLASSES = 7, OKR_THEME_LABEL = 32 };

/** How a theme is cut into classes. */
typedef enum okr_theme_rule {
    /** Whole numbers: zero is a class of its own; above it breaks at 1, 2, 5, 10, 20, 50, 100
     * ... up to the first one that is not below the maximum; of these the six highest classes
     * stay, the lower ones join the lowest. */
    OKR_THEME_COUNTS,
    /** Fractions of one: fifths, whatever the data are, so that maps compare. */
    OKR_THEME_FIFTHS
} okr_theme_rule;

/** One theme of a layer of territories. */
typedef struct okr_theme {
    const char *code;   /**< snake_case */
    const char *column; /**< of tables municipality and agglomeration */
    okr_titles title;   /**< of the style and the legend */
    okr_titles note;    /**< one line under the title of the legend */
    okr_theme_rule rule;
    const char *ramp[OKR_THEME_CLASSES - 1]; /**< "#rrggbb", light to dark */
} okr_theme;

/** One class: over < value <= up_to. */
typedef struct okr_theme_class {
    double over; /**< -INFINITY in the first class */
    double up_to;
    const char *colour;
    char label_ru[OKR_THEME_LABEL], label_en[OKR_THEME_LABEL];
} okr_theme_class;

/** Colour of territories without a value, and the words for it. */
extern const char okr_theme_no_data[];
extern const okr_titles okr_theme_no_data_title;

/** Theme i, NULL beyond the last; the first one is the default. */
const okr_theme *okr_theme_at(size_t i);

/** Theme of that code, or NULL. */
const okr_theme *okr_theme_find(const char *code);

/**
 * Classes of a theme.
 * @param maximum  of the values shown; NaN or negative counts as 0
 * @param[out] classes  receives them, ascending, without gaps
 * @return their number, at least 1
 */
int okr_theme_classes(const okr_theme *theme, double maximum,
                      okr_theme_class classes[OKR_THEME_CLASSES]);

/** How a measure is drawn by its lifecycle: Russian planning maps draw what exists or is being
 * built with solid signs and what is planned with dashed ones. */
typedef enum okr_drawn {
    OKR_DRAWN_EXISTING,
    OKR_DRAWN_PLANNED,
    OKR_DRAWN_DROPPED, /**< cancelled, decommissioned */
    OKR_DRAWN_UNKNOWN,
    OKR_DRAWN_COUNT
} okr_drawn;

/** Codes and titles of okr_drawn. */
extern const okr_vocabulary okr_drawings;

/** How a lifecycle is drawn. */
okr_drawn okr_drawn_of(okr_lifecycle lifecycle);

/** Colour i of the palette for kinds that state none; repeats after the last. */
const char *okr_palette_colour(size_t i);

#endif
