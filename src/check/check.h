/** @file
 * All data-quality checks of a connected programme.
 */
#ifndef OKR_CHECK_CHECK_H
#define OKR_CHECK_CHECK_H

#include "check/rule.h"

/**
 * Run every rule and add its findings to the programme, in the order of the rule tables.
 *
 * The programme is connected (okr_programme_connect). Cost: O(rows), plus the arrangement of
 * the municipal borders when there are polygons.
 */
OKR_MUST_CHECK okr_status okr_check_programme(okr_programme *programme, okr_error *err);

/** Number of rules, those of other layers included. */
size_t okr_check_count(void);

/** Rule i, 0 <= i < okr_check_count(). */
const okr_rule *okr_check_rule(size_t i);

#endif
