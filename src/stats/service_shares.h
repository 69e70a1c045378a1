/** @file
 * What a build finds of service for every kind: kept in the workspace. Definitions:
 * docs/served.md.
 */
#ifndef OKR_STATS_SERVICE_SHARES_H
#define OKR_STATS_SERVICE_SHARES_H

#include "stats/service.h"

/** Which shares to find. */
typedef struct okr_shares_request {
    const okr_selection *measures; /**< that serve */
    okr_raster *people;            /**< NULL: population by settlements */
    unsigned threads;
} okr_shares_request;

/**
 * The shares of every kind that has a service distance, and measures of it or below it among
 * those chosen; first those of all kinds together, each at its own distance.
 *
 * @param[out] shares    okr_service_share are appended: by kind, then municipalities,
 *                       agglomerations, total. Texts live as long as the programme
 * @param[out] services  NULL, or okr_settlement_service are appended: settlements that a kind
 *                       serves certainly or possibly; -1 stands for all kinds together
 */
OKR_MUST_CHECK okr_status okr_service_shares(const okr_programme *programme,
                                             const okr_shares_request *request, okr_vec *shares,
                                             okr_vec *services, okr_error *err);

/**
 * The same of a whole programme, kept in it: tables shares and services, and how every
 * settlement is served. Reads the population raster that it names.
 */
OKR_MUST_CHECK okr_status okr_programme_serve(okr_programme *programme, unsigned threads,
                                              okr_error *err);

#endif
