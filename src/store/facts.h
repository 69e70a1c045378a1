/** @file
 * Figures that okrug finds and the workspace shows beside what the programme says. Written for
 * maps and SQL; never read back, since they follow from the rest.
 */
#ifndef OKR_STORE_FACTS_H
#define OKR_STORE_FACTS_H

#include "model/theme.h"
#include "stats/stats.h"

/** What is found of one measure. */
typedef struct okr_measure_facts {
    okr_placement placement;
    bool approximate; /**< some location that places it is not exact */
    double progress;  /**< physical, 0..1; NaN unknown */
    okr_progress_way progress_way;
    double achievement; /**< mean of capped achievements, 0..1; NaN none */
    double planned;     /**< planned value at the status date, 0..1; NaN unknown */
    int overdue;        /**< 1 yes, 0 no, -1 unknown */
    okr_drawn drawn;    /**< how maps draw it */
} okr_measure_facts;

/** What is found of one municipality or agglomeration, over its items; NaN unknown. */
typedef struct okr_territory_facts {
    double listed, attributed, completed, completed_share, overdue;
    double progress, progress_low, progress_high; /**< 0..1 */
    double spi, achievement;
    double area_low, area_high; /**< served, by any kind with a service distance; 0..1 */
    double people_low, people_high;
    int progress_known, progress_total; /**< items; -1 unknown */
} okr_territory_facts;

/** One row of table statistic. Strings are never NULL. */
typedef struct okr_statistic_line {
    const char *by, *code, *title_ru;    /**< what it is cut by, and the row */
    const char *by2, *code2, *title2_ru; /**< a second cut, "" without one */
    okr_statistic statistic;
    const char *indicator, *indicator_ru; /**< of a quantity, "" otherwise */
    const char *kind, *unit, *period;     /**< of a quantity */
    double value, low, high;              /**< NaN unknown or none */
    okr_mark mark;
    int n_known, n_total; /**< -1: the statistic has none */
    okr_stat_method method;
    int origin; /**< OKR_ORIGIN_DERIVED of a sum with a derived figure in it, else -1 */
} okr_statistic_line;

/** All of them. Initialise with OKR_FACTS. */
typedef struct okr_facts {
    okr_arena arena;                     /**< owns the strings */
    okr_measure_facts *measures;         /**< owned, one per measure */
    okr_territory_facts *municipalities; /**< owned, one per municipality */
    okr_territory_facts *agglomerations; /**< owned, one per agglomeration */
    okr_vec statistics;                  /**< okr_statistic_line */
} okr_facts;

/** Initialiser of empty facts. */
#define OKR_FACTS                                                                              \
    {                                                                                          \
        .statistics = OKR_VEC(okr_statistic_line)                                              \
    }

/** Find them; okr_facts_done in any case. */
OKR_MUST_CHECK okr_status okr_facts_find(okr_facts *facts, const okr_programme *programme,
                                         okr_error *err);

/** The same for the measures of a selection; figures of measures are those of all. */
OKR_MUST_CHECK okr_status okr_facts_find_of(okr_facts *facts, const okr_stats *stats,
                                            const okr_selection *selection, okr_error *err);

/** Release. */
void okr_facts_done(okr_facts *facts);

/** Append the figures of every cut that the workspace keeps, and fill the territories. */
OKR_MUST_CHECK okr_status okr_facts_count(okr_facts *facts, const okr_stats *stats,
                                          const okr_selection *selection, okr_error *err);

#endif
