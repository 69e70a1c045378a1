/** @file
 * What the locations of one measure say together, municipality by municipality; the matter that
 * link/placement.c decides on.
 */
#ifndef OKR_LINK_TALLY_H
#define OKR_LINK_TALLY_H

#include "model/bucket.h"
#include "model/programme.h"

/** One municipality that the measure touches. */
typedef struct okr_tally_entry {
    int municipality;
    bool named, points, lines, areas; /**< what touches it */
    bool by_portion;                  /**< a location with a stated portion touches it */
    double length_m, area_m2;
    double portion; /**< stated portion that lies here */
} okr_tally_entry;

/** Sums over the locations of one measure. Zero-initialise with OKR_TALLY. */
typedef struct okr_tally {
    okr_vec entries;        /**< okr_tally_entry */
    okr_vec agglomerations; /**< int: stood on as a whole */
    int *slots;             /**< owned: by municipality, entry number + 1, 0 none */
    bool points, lines, areas;
    bool outside_points;
    double length_m, area_m2; /**< of the pieces, outside ones too */
    double outside_length_m, outside_area_m2;
    double drawn_length_m, drawn_area_m2;         /**< of the geometries; NaN none */
    double territory_length_m, territory_area_m2; /**< drawn on territory bases; NaN none */
    size_t portions;                              /**< locations with one */
    double portion_sum, portion_outside, portion_unresolved;
    bool portion_open; /**< a portion over several municipalities without shares */
    bool open_outside; /**< a location without portion is outside or not resolved */
    bool unresolved;   /**< a named place was not found */
    bool territory, region, outside_region;
    bool approximate;
    okr_basis basis;
} okr_tally;

/** Initialiser of an empty tally. */
#define OKR_TALLY                                                                              \
    ((okr_tally){.entries = OKR_VEC(okr_tally_entry), .agglomerations = OKR_VEC(int)})

/** Tables by measure and by location, made once. */
typedef struct okr_tally_source {
    const okr_programme *programme;
    okr_buckets locations; /**< by measure */
    okr_buckets links;     /**< by location */
    unsigned bases;
} okr_tally_source;

/** Index a programme; okr_tally_source_done. */
OKR_MUST_CHECK okr_status okr_tally_source_init(okr_tally_source *source,
                                                const okr_programme *programme, unsigned bases,
                                                okr_error *err);

/** Release. */
void okr_tally_source_done(okr_tally_source *source);

/** Forget the last measure and sum up this one; entries end ascending by municipality. */
OKR_MUST_CHECK okr_status okr_tally_measure(okr_tally *tally, const okr_tally_source *source,
                                            int measure, okr_error *err);

/** Whether stated portions divide the measure: they sum to 1 and leave nothing open. */
bool okr_tally_portions_hold(const okr_tally *tally);

/** Release. */
void okr_tally_done(okr_tally *tally);

#endif
