/** @file
 * Which measures a question is about. The same filter serves stats, query, explain, served,
 * export, map and report.
 */
#ifndef OKRUG_FILTER_H
#define OKRUG_FILTER_H

#ifdef __cplusplus
extern "C" {
#endif

/**
 * All members are borrowed strings as a user writes them; NULL leaves that side open. Several
 * values stand in one string, separated by commas. Different members are joined by "and",
 * values of one member by "or".
 */
typedef struct okr_filter {
    const char *in;     /**< places: municipality, agglomeration, settlement, OKTMO, "region" */
    const char *kind;   /**< kinds, kind groups */
    const char *under;  /**< measure_id whose descendants (and itself) are meant */
    const char *roles;  /**< item,group,component,context; NULL: item */
    const char *basis;  /**< NULL: stated,name_implied */
    const char *nature; /**< works,purchase,... */
    const char *lifecycle; /**< lifecycle codes or status words of the programme */
    const char *contour;   /**< contour or contour/priority */
    const char *starts_in, *ends_in, *ends_after, *active_in; /**< dates of any precision */
    const char *near;                                         /**< "LON,LAT,KM" */
    const char *text;  /**< words that titles and notes must hold */
    const char *where; /**< SQL condition over columns of table measure, read-only */
} okr_filter;

#ifdef __cplusplus
}
#endif

#endif
