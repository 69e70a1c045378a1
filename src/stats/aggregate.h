/** @file
 * Sums over a selection, row by row; what okr_stats_ask is made of.
 */
#ifndef OKR_STATS_AGGREGATE_H
#define OKR_STATS_AGGREGATE_H

#include "base/keymap.h"
#include "stats/base.h"
#include "stats/cell.h"

/** What one measure, or one figure of it, brings to a row. */
typedef struct okr_trace {
    int measure;
    int indicator, finance, quantity; /**< -1: the measure itself is counted */
    bool listed;
    bool estimated; /**< an allocation rule of the programme made the share */
    double share;   /**< NaN: touches the row and is not split; never 0 for a figure */
    double length_m, area_m2;
    okr_figure figure;
} okr_trace;

/** The sums of one question. Zero-initialise; okr_aggregate_done. */
typedef struct okr_aggregate {
    const okr_stats *stats;
    const okr_stats_request *request;
    okr_territories territories;
    okr_keymap cell_numbers;   /**< (key, key) */
    okr_vec cells;             /**< okr_stat_cell */
    okr_keymap amount_numbers; /**< (cell, quantity) */
    okr_vec amounts;           /**< okr_amounts */
    okr_vec *trace; /**< borrowed; NULL, or receives an okr_trace for each addition to a row */
    /* of the measure at work */
    int measure;
    okr_entry total;
    okr_vec entries[2]; /**< okr_entry */
    okr_vec keys;       /**< int */
    okr_vec parts;      /**< okr_place_part: of an estimate */
    okr_vec shares;     /**< double: of an estimate */
} okr_aggregate;

/** Actual and target of an indicator in the base unit. */
okr_figure okr_figure_of(const okr_programme *programme, const okr_indicator *indicator);

/** Sum up everything the request asks for. */
OKR_MUST_CHECK okr_status okr_aggregate_run(okr_aggregate *aggregate, const okr_stats *stats,
                                            const okr_stats_request *request, okr_error *err);

/** Release. */
void okr_aggregate_done(okr_aggregate *aggregate);

#endif
