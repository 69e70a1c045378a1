/** @file
 * The territories that hold a measure, as rows of a statistic.
 */
#ifndef OKR_STATS_TERRITORY_H
#define OKR_STATS_TERRITORY_H

#include "model/bucket.h"
#include "stats/dimension.h"
#include "stats/selection.h"

/** What of a measure belongs to one row. */
typedef struct okr_entry {
    int key;
    bool listed;                     /**< the row lists the measure */
    double share[OKR_SHARE_CLASSES]; /**< 0..1; NaN: touches it and is not split */
    double length_m, area_m2;        /**< drawn there */
} okr_entry;

/** Memberships as they stand at the programme's status date, and room to work. */
typedef struct okr_territories {
    const okr_programme *programme;
    okr_vec pairs;         /**< of municipality and agglomeration */
    okr_buckets by_town;   /**< pairs by municipality */
    struct okr_held *held; /**< owned, by agglomeration: what of the measure it holds */
} okr_territories;

/** Index the memberships; okr_territories_done. */
OKR_MUST_CHECK okr_status okr_territories_init(okr_territories *territories,
                                               const okr_programme *programme, okr_error *err);

/** Release. */
void okr_territories_done(okr_territories *territories);

/** The agglomerations of a municipality: their number, and the i-th. */
size_t okr_agglomerations_of(const okr_territories *territories, int municipality);
int okr_agglomeration_of(const okr_territories *territories, int municipality, size_t i);

/** What of a measure the question as a whole is about: all of it unless a place is asked. */
void okr_entry_total(const okr_selection *selection, const okr_place *place, okr_entry *out);

/**
 * The rows of a measure by municipality or by agglomeration, special rows included, without the
 * total. Shares of each class over the rows by municipality sum to 1.
 * @param out  okr_entry; cleared first
 */
OKR_MUST_CHECK okr_status okr_territory_entries(okr_territories *territories,
                                                const okr_selection *selection,
                                                okr_dimension dimension, const okr_place *place,
                                                okr_vec *out, okr_error *err);

#endif
