/** @file
 * The formats of okrug export: what each can hold.
 */
#ifndef OKR_EXPORT_EXPORT_FORMAT_H
#define OKR_EXPORT_EXPORT_FORMAT_H

#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** How a format differs from a workspace. */
typedef struct okr_export_format {
    const char *name;     /**< as users write it, and the ending of its files */
    const char *driver;   /**< of OGR; NULL: written by okrug itself */
    bool many;            /**< several layers in one file */
    bool plain;           /**< tables: no geometry */
    bool mixed;           /**< points, lines and areas in one layer */
    bool titled;          /**< headers are titles in the user's language */
    bool drawing;         /**< no attributes but the name of a drawing layer */
    bool degrees;         /**< EPSG:4326 by definition */
    bool fit_bounds;      /**< coordinates are whole numbers between bounds */
    size_t name_letters;  /**< longest field name; 0: any */
    size_t text_bytes;    /**< longest text; 0: any */
    const char *encoding; /**< that it has unless asked for; NULL: always UTF-8 */
    const char *const *layer_options, *const *options; /**< of OGR; NULL or up to a NULL */
} okr_export_format;

/** Where an export goes, from what the user wrote. */
typedef struct okr_export_goal {
    const okr_export_format *format;
    bool folder;   /**< one file for each layer in a folder; else one file */
    bool database; /**< PostGIS */
} okr_export_goal;

/**
 * Read the two options.
 *
 * @param format  NULL: by the ending of output
 * @return OKR_ERR_USAGE for an unknown format or ending (lists the known), and for an ending
 *         that is not the format's
 */
OKR_MUST_CHECK okr_status okr_export_goal_read(const char *output, const char *format,
                                               okr_export_goal *goal, okr_error *err);

#endif
