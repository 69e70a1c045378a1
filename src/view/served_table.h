/** @file
 * Tables of what is served. For view/served*.c only.
 */
#ifndef OKR_VIEW_SERVED_TABLE_H
#define OKR_VIEW_SERVED_TABLE_H

#include "okrug/served.h"
#include "served/served_people.h"
#include "view/table.h"

/** How to measure, read from what a user wrote. */
typedef struct okr_served_read {
    double distance_m; /**< 0: not stated */
    double tolerance;
    unsigned threads;
    okr_raster *people; /**< owned; NULL: none was given */
    int digits; /**< behind the point of a percentage: as many as the tolerance is worth */
} okr_served_read;

/**
 * Read the strings of a question and open its raster; okr_served_read_done in any case.
 * OKR_ERR_USAGE naming what cannot be read, or as okr_raster_open.
 */
OKR_MUST_CHECK okr_status okr_served_read_how(const okr_served_how *how, okr_served_read *read,
                                              okr_error *err);

/** Release. */
void okr_served_read_done(okr_served_read *read);

/** The columns population, population_low_pct, population_high_pct. */
void okr_served_people_columns(okr_table *table, const okr_served_read *read);

/** A number of people to show: parts of pixels add up to within rounding. */
double okr_people_shown(double people);

/** Their cells, of a raster; empty where nobody lives. */
void okr_served_people_cells(okr_table *table, const okr_served_people *people,
                             const okr_served_read *read);

/** The columns area_km2, area_low_pct, area_high_pct. */
void okr_served_area_columns(okr_table *table, const okr_served_read *read);

/** Their cells; empty without an area. */
void okr_served_area_cells(okr_table *table, const okr_served_area *area,
                           const okr_served_read *read);

/** A share in percent, rounded outward, so that the bound holds as it is shown. */
double okr_percent_down(double share, int digits);
double okr_percent_up(double share, int digits);

/** Lines under the table: distance, method, tolerance; whether it was reached. */
void okr_served_notes(okr_table *table, const okr_served_read *read, bool reached);

/** A territory whose served area is drawn. */
typedef struct okr_served_name {
    okr_wkb polygon;
    const char *code, *title;
} okr_served_name;

/** Territories to draw. */
typedef struct okr_served_drawing {
    const char *path; /**< of the file to write */
    const okr_served_set *set;
    const okr_served_name *territories;
    size_t count;
    bool possible; /**< also what is possibly served; without it places are exact */
} okr_served_drawing;

/** Write polygons of what is served: attributes territory, title, certainty, distance_m. */
OKR_MUST_CHECK okr_status okr_served_draw(const okr_served_drawing *drawing,
                                          const okr_served_read *read, okr_error *err);

#endif
