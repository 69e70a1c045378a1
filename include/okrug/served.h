/** @file
 * Who is within reach: share of area, settlements and population within a straight-line
 * distance of at least one measure or feature, between bounds that are certain.
 */
#ifndef OKRUG_SERVED_H
#define OKRUG_SERVED_H

#include "okrug/filter.h"
#include "okrug/listener.h"
#include "okrug/workspace.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How to measure. Strings are as a user writes them; NULL and 0 are not stated. */
typedef struct okr_served_how {
    const char *distance;  /**< "2 km", "800 м"; of a workspace NULL: that of every kind */
    const char *tolerance; /**< of each territory's area, such as "0.0001"; NULL: 0.001 */
    const char
        *population;      /**< a raster of people, any that GDAL reads; NULL: by settlements */
    const char *area_out; /**< a file for the polygons of what is served: any OGR format */
    long threads;         /**< 0: one per processor */
} okr_served_how;

/** A question to a workspace. */
typedef struct okr_served_question {
    okr_filter
        filter; /**< `in` says which territories are shown; measures serve from anywhere */
    okr_served_how how;
} okr_served_question;

/** Municipalities, agglomerations and all together: what is served of them. */
OKR_API OKR_MUST_CHECK okr_status okr_workspace_served(const okr_workspace *workspace,
                                                       const okr_served_question *question,
                                                       okr_table **table, okr_error *err);

/** A question to any two layers, without a programme. */
typedef struct okr_served_layers {
    const char *features;       /**< path: points, lines, areas that serve */
    const char *features_layer; /**< NULL where the file has one layer */
    const char *polygons;       /**< path: territories */
    const char *polygons_layer;
    const char *name; /**< attribute that names a territory; NULL: the first one */
    okr_served_how how;
} okr_served_layers;

/** Every polygon of a layer, in its order, and their sum: what is served of them. */
OKR_API OKR_MUST_CHECK okr_status okr_layers_served(const okr_served_layers *question,
                                                    const okr_listener *listener,
                                                    okr_table **table, okr_error *err);

#ifdef __cplusplus
}
#endif

#endif
