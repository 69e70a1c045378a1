/** @file
 * What statistics tell: the figures there are, how each was made, and what may be asked.
 */
#ifndef OKR_STATS_STATISTIC_H
#define OKR_STATS_STATISTIC_H

#include "stats/dimension.h"
#include "stats/selection.h"

/** What a row tells, in the order of okr_statistics. */
typedef enum okr_statistic {
    OKR_STAT_LISTED,         /**< measures that touch the row */
    OKR_STAT_ATTRIBUTED,     /**< sum of their shares */
    OKR_STAT_LOCATED,        /**< listed ones that stand in a municipality */
    OKR_STAT_IDENTIFICATION, /**< listed ones by lifecycle, in the order of okr_lifecycle */
    OKR_STAT_PREPARATION,
    OKR_STAT_IMPLEMENTATION,
    OKR_STAT_COMPLETION,
    OKR_STAT_MAINTENANCE,
    OKR_STAT_DECOMMISSIONING,
    OKR_STAT_DECOMMISSIONED,
    OKR_STAT_CANCELLED,
    OKR_STAT_OPERATING,       /**< listed ones that do not count in progress, not cancelled */
    OKR_STAT_COMPLETED,       /**< listed ones that enter progress and are completed */
    OKR_STAT_COMPLETED_SHARE, /**< of those that enter progress */
    OKR_STAT_PROGRESS,        /**< physical, 0..1, with low and high */
    OKR_STAT_EARNED_VALUE,    /**< sum of share x weight x progress where a plan is known */
    OKR_STAT_PLANNED_VALUE,   /**< sum of share x weight x planned value of the same */
    OKR_STAT_SPI,             /**< earned over planned */
    OKR_STAT_OVERDUE,         /**< listed ones past their planned end */
    OKR_STAT_ACHIEVEMENT,     /**< mean of the measures' mean capped achievements */
    OKR_STAT_DRAWN_LENGTH,    /**< metres */
    OKR_STAT_DRAWN_AREA,      /**< square metres */
    OKR_STAT_POPULATION,      /**< of the territory */
    OKR_STAT_AREA,            /**< of the territory, square metres */
    OKR_STAT_ACTUAL_SUM,      /**< of a quantity, in its base unit */
    OKR_STAT_TARGET_SUM,
    OKR_STAT_ACTUAL_TOUCHING, /**< total of what touches the row and is not split */
    OKR_STAT_TARGET_TOUCHING,
    OKR_STAT_FINANCE_PLANNED,
    OKR_STAT_FINANCE_ALLOCATED,
    OKR_STAT_FINANCE_SPENT,
    OKR_STAT_COUNT
} okr_statistic;

/** Codes and titles of the statistics. */
extern const okr_vocabulary okr_statistics;

/** How a figure was made. */
typedef enum okr_stat_method {
    OKR_METHOD_COUNT,     /**< of measures */
    OKR_METHOD_SHARES,    /**< sum of attributed shares */
    OKR_METHOD_EQUAL,     /**< mean in which every measure weighs its share */
    OKR_METHOD_WEIGHTED,  /**< mean in which every measure weighs share x weight */
    OKR_METHOD_GEODESIC,  /**< measured on the ellipsoid */
    OKR_METHOD_SUM,       /**< of stated figures */
    OKR_METHOD_ESTIMATED, /**< sum in which an allocation rule divided something */
    OKR_METHOD_NOT_SPLIT, /**< total of what is not split */
    OKR_METHOD_STATED,    /**< as the programme states it */
    OKR_METHOD_COUNT_OF
} okr_stat_method;

/** Codes and titles of the methods. */
extern const okr_vocabulary okr_stat_methods;

/** One figure. */
typedef struct okr_stat_row {
    int key[2]; /**< rows of the dimensions (stats/dimension.h); unused ones OKR_KEY_TOTAL */
    okr_statistic statistic;
    int quantity; /**< index into okr_stats_quantities, -1 none */
    double value; /**< NaN unknown */
    okr_mark mark;
    double low, high;     /**< NaN unless the statistic has bounds */
    int n_known, n_total; /**< -1 unless the statistic has them */
    okr_stat_method method;
    bool derived; /**< of a sum: a figure in it is derived, not the programme's own word */
} okr_stat_row;

/** A question. */
typedef struct okr_stats_request {
    okr_dimension by[2];
    int dimensions;                 /**< 0: only the total; 1; 2: a cross-table */
    const okr_selection *selection; /**< borrowed */
} okr_stats_request;

/**
 * Read "municipality" or "kind,status" into a request.
 * @return OKR_ERR_USAGE naming the word and the dimensions there are
 */
OKR_MUST_CHECK okr_status okr_stats_parse_by(const char *by, okr_stats_request *request,
                                             okr_error *err);

#endif
