/** @file
 * Sums over a selection, row by row; what okr_stats_ask is made of.
 *
 * First every measure is counted into its rows and its crossings of rows are kept; then the
 * figures are added quantity by quantity, so that the sums at work are few and near.
 */
#ifndef OKR_STATS_AGGREGATE_H
#define OKR_STATS_AGGREGATE_H

#include "base/keymap.h"
#include "stats/cell.h"
#include "stats/summand.h"

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

/** One row, or crossing of two rows, that holds a measure. */
typedef struct okr_crossing {
    int cell;
    bool listed;
    double share[OKR_SHARE_CLASSES];
} okr_crossing;

/** The crossings of one measure: those from first up to end. */
typedef struct okr_crossing_span {
    size_t first, end;
} okr_crossing_span;

/** Sums are made in so many parts, by all threads, and stay in them. */
enum { OKR_AMOUNT_PARTS = 16 };

/** The sums of one question. Zero-initialise; okr_aggregate_done. */
typedef struct okr_aggregate {
    const okr_stats *stats;
    const okr_stats_request *request;
    okr_territories territories;
    okr_keymap cell_numbers;           /**< (key, key) */
    okr_vec cells;                     /**< okr_stat_cell */
    okr_vec crossings;                 /**< okr_crossing */
    okr_crossing_span *spans;          /**< owned, by measure; empty: it brings nothing */
    bool *counted;                     /**< owned, by measure */
    okr_vec amounts[OKR_AMOUNT_PARTS]; /**< okr_amounts, by quantity from part to part */
    okr_vec *trace; /**< borrowed; NULL, or receives an okr_trace for each addition to a row */
    const bool *wanted; /**< borrowed; NULL, or by quantity: whether it is summed up at all */
    /* of the measure at work */
    okr_entry total;
    okr_vec entries[2]; /**< okr_entry */
    okr_vec keys;       /**< int */
} okr_aggregate;

/** Sum up everything the request asks for. */
OKR_MUST_CHECK okr_status okr_aggregate_run(okr_aggregate *aggregate, const okr_stats *stats,
                                            const okr_stats_request *request, okr_error *err);

/** Append the figures of every row, as okr_stats_ask orders them. stats.c */
OKR_MUST_CHECK okr_status okr_aggregate_rows(const okr_aggregate *aggregate, okr_vec *rows,
                                             okr_error *err);

/** Release. */
void okr_aggregate_done(okr_aggregate *aggregate);

/** Append the crossings of a measure that stands at a place; new rows come into being. */
OKR_MUST_CHECK okr_status okr_aggregate_cross(okr_aggregate *aggregate, int measure,
                                              const okr_place *place, okr_error *err);

/** Add all figures and money; needs the spans. */
OKR_MUST_CHECK okr_status okr_aggregate_figures(okr_aggregate *aggregate, okr_error *err);

#endif
