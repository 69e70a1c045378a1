/** @file
 * The places that measures serve from; for the files of stats/service.
 */
#ifndef OKR_STATS_SERVICE_SOURCE_H
#define OKR_STATS_SERVICE_SOURCE_H

#include "stats/service.h"

/** Add the locations of the measures chosen to a set, and count those that stand beside. */
OKR_MUST_CHECK okr_status okr_service_sources(const okr_service_request *request,
                                              okr_served_set *set, okr_service *service,
                                              okr_error *err);

/** Accuracy of a settlement's point in metres: its own, else 0 unless it is an estimate. */
double okr_settlement_accuracy(const okr_programme *programme,
                               const okr_settlement *settlement);

#endif
