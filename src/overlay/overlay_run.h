/** @file
 * The overlay itself: a stream of features over a territory index, by several threads.
 */
#ifndef OKR_OVERLAY_OVERLAY_RUN_H
#define OKR_OVERLAY_OVERLAY_RUN_H

#include "base/mem.h"
#include "okrug/listener.h"
#include "okrug/overlay.h"
#include "overlay/overlay_tally.h"

/** The polygons of an overlay, by id. */
typedef struct okr_overlay_polygons {
    okr_arena arena;
    okr_vec ids;    /**< const char *, ascending: as numbers when all are, else as text */
    okr_vec shapes; /**< okr_wkb */
    okr_vec empty;  /**< const char *: ids of those without geometry; they hold nothing */
    size_t others;  /**< features that are no polygons; they are left out */
} okr_overlay_polygons;

/** Read them all, by so many threads. One without geometry is kept, so that its row of zeros
 * tells of it. */
OKR_MUST_CHECK okr_status okr_overlay_polygons_read(const okr_overlay_options *options,
                                                    unsigned threads,
                                                    okr_overlay_polygons *polygons,
                                                    okr_error *err);

/** Warn of what the table cannot show: empty polygons, other features, repeated ids. */
void okr_overlay_polygons_tell(const okr_overlay_options *options,
                               const okr_overlay_polygons *polygons,
                               const okr_listener *listener);

/** Release. */
void okr_overlay_polygons_done(okr_overlay_polygons *polygons);

/** What an overlay found. Zero-initialise with {0}. */
typedef struct okr_overlay_result {
    okr_overlay_polygons polygons;
    okr_tallies tallies;
    okr_vec sums; /**< const char *: names of the summed fields, owned by arena */
    okr_arena arena;
    size_t features; /**< read, without those skipped */
    size_t skipped;
    bool has_points, has_lines, has_areas;
} okr_overlay_result;

/** Run. */
OKR_MUST_CHECK okr_status okr_overlay_run(const okr_overlay_options *options,
                                          const okr_listener *listener,
                                          okr_overlay_result *result, okr_error *err);

/** Release. */
void okr_overlay_result_done(okr_overlay_result *result);

#endif
