/** @file
 * Sums over a selection, row by row; what okr_stats_ask is made of.
 */
#ifndef OKR_STATS_AGGREGATE_H
#define OKR_STATS_AGGREGATE_H

#include "base/keymap.h"
#include "stats/base.h"
#include "stats/cell.h"

/** The sums of one question. Zero-initialise; okr_aggregate_done. */
typedef struct okr_aggregate {
    const okr_stats *stats;
    const okr_stats_request *request;
    okr_territories territories;
    okr_keymap cell_numbers;   /**< (key, key) */
    okr_vec cells;             /**< okr_stat_cell */
    okr_keymap amount_numbers; /**< (cell, quantity) */
    okr_vec amounts;           /**< okr_amounts */
    /* of the measure at work */
    okr_entry total;
    okr_vec entries[2]; /**< okr_entry */
    okr_vec keys;       /**< int */
    okr_vec parts;      /**< okr_place_part: of an estimate */
    okr_vec shares;     /**< double: of an estimate */
} okr_aggregate;

/** Sum up everything the request asks for. */
OKR_MUST_CHECK okr_status okr_aggregate_run(okr_aggregate *aggregate, const okr_stats *stats,
                                            const okr_stats_request *request, okr_error *err);

/** Release. */
void okr_aggregate_done(okr_aggregate *aggregate);

#endif
