/** @file
 * Writing the sheet on which staff draw what has no place: a GeoPackage with forms for QGIS.
 */
#ifndef OKR_STORE_WORKLIST_H
#define OKR_STORE_WORKLIST_H

#include "model/drawing.h"

/** One row: what is known, and room for what is to be drawn. Strings are never NULL. */
typedef struct okr_work_item {
    const char *measure_id;
    const char *location_id; /**< location that the drawing completes; "" none */
    const char *title, *kind, *status;
    okr_waiting waiting;
    const char *municipality, *settlement; /**< as stated */
    const char *place;                     /**< what else is said of the place */
    const char *candidates;                /**< places known from elsewhere */
    const char *source_ref;
    okr_shape shape; /**< the layer that the row stands in */
    okr_exactness exactness;
    okr_basis basis;
    okr_wkb geometry;  /**< empty */
    double accuracy_m; /**< NaN */
    const char *empty; /**< "": source and note are for who draws */
    okr_date no_date;
} okr_work_item;

/** Number of layers, and the name of each: of points, lines, areas. */
enum { OKR_WORKLIST_LAYERS = 3 };

/**
 * Write rows as layers by shape, with titles, lists of words, read-only columns and styles.
 *
 * The same rows give the same bytes; the file appears whole or not at all.
 *
 * @param items  okr_work_item
 * @return as okr_store_save
 */
OKR_MUST_CHECK okr_status okr_worklist_save(const okr_programme *programme,
                                            const okr_vec *items, const char *path,
                                            okr_error *err);

#endif
