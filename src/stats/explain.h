/** @file
 * The parts that one figure of a selection is made of.
 *
 * The parts come out of the same run over the measures that makes the figure (aggregate.c), so
 * an explanation cannot tell of another number than `stats` shows.
 */
#ifndef OKR_STATS_EXPLAIN_H
#define OKR_STATS_EXPLAIN_H

#include "stats/stats.h"

/** Why a part brings nothing to its figure. */
typedef enum okr_part_reason {
    OKR_PART_COUNTS,      /**< it brings its contribution */
    OKR_PART_NO_SPLIT,    /**< it touches the place and nothing says how much of it is there */
    OKR_PART_NO_PLACE,    /**< it may be there: the programme names no municipality */
    OKR_PART_NO_TARGET,   /**< no planned value to compare with or to add */
    OKR_PART_NO_PERIOD,   /**< no planned start or end */
    OKR_PART_NO_ACTUAL,   /**< no actual value to add */
    OKR_PART_NO_PROGRESS, /**< nothing says how far it is */
    OKR_PART_NOT_COUNTED, /**< operating or cancelled: enters no progress */
    OKR_PART_NOT_ADDED,   /**< the figure is none that may be added */
    OKR_PART_CONTROL,     /**< a group's total over figures that are added themselves */
    OKR_PART_DUPLICATE,   /**< the same figure of the same thing is counted already */
    OKR_PART_REASON_COUNT
} okr_part_reason;

/** Codes and titles of the reasons. */
extern const okr_vocabulary okr_part_reasons;

/** What one measure, one figure of it, or one municipality brings to a figure. */
typedef struct okr_stat_part {
    int measure;            /**< index, -1: a municipality's own population or area */
    int municipality;       /**< index, -1 unless measure is */
    int indicator, finance; /**< row of the figure that is shared, -1 */
    double share;           /**< 0..1 of the measure; NaN: not split */
    bool estimated;         /**< an allocation rule of the programme made the share */
    okr_bounded value;      /**< what is shared: progress, a stated figure in its base unit; NaN
                                 unknown or nothing but the measure itself */
    double weight;          /**< of a mean; NaN: no mean, or all weigh the same */
    double contribution;    /**< to the figure; NaN when reason is another than counts */
    okr_part_reason reason;
} okr_stat_part;

/** One figure and its parts. */
typedef struct okr_explained {
    okr_stat_row figure; /**< as okr_stats_ask gives it for the total; value NaN when there is
                              none */
    size_t first, count; /**< of the parts */
} okr_explained;

/** An explanation. Release with okr_explanation_done. */
typedef struct okr_explanation {
    okr_vec figures; /**< okr_explained */
    okr_vec parts;   /**< okr_stat_part; of one figure in the order of measures */
} okr_explanation;

/** What is to be explained. */
typedef struct okr_explain_request {
    okr_statistic statistic;     /**< without code */
    const char *code;            /**< NULL, or an indicator code or "finance": its sums */
    const okr_selection *chosen; /**< borrowed: what the figure is of */
    /** Borrowed; NULL, or the same filter without a place: where to look for figures that may
     * stand in the place asked for although they are placed elsewhere or nowhere. */
    const okr_selection *wider;
} okr_explain_request;

/**
 * Read the name of a figure: a statistic by code or title, else the code of a quantity.
 * @return OKR_ERR_USAGE with names that are close
 */
OKR_MUST_CHECK okr_status okr_explain_parse(const okr_stats *stats, const char *name,
                                            okr_explain_request *request, okr_error *err);

/**
 * Explain the total of a selection: one figure for a statistic of measures, one for each
 * quantity for a sum. Contributions of a figure sum to its value to rounding.
 *
 * Sums list beside their parts what touches the place and is not split, figures that stand on
 * an agglomeration of the place, and figures that are never added; with a code also what stands
 * on no municipality at all.
 *
 * Cost: that of okr_stats_ask, and O(municipalities) more.
 */
OKR_MUST_CHECK okr_status okr_stats_explain(const okr_stats *stats,
                                            const okr_explain_request *request,
                                            okr_explanation *out, okr_error *err);

/** Release. */
void okr_explanation_done(okr_explanation *explanation);

#endif
