/** @file
 * Findings on names that lead to no place, or to several.
 */
#ifndef OKR_LINK_PLACE_FINDING_H
#define OKR_LINK_PLACE_FINDING_H

#include "model/gazetteer.h"
#include "model/programme.h"

/** What was looked up. */
typedef struct okr_place_query {
    const char *column; /**< oktmo, municipality, settlement */
    const char *text;
    okr_place_kind kind;
} okr_place_query;

/** Add the finding on a look-up that did not end at one place; see okr_resolve_places. */
OKR_MUST_CHECK okr_status okr_find_no_place(okr_programme *programme,
                                            const okr_gazetteer *gazetteer, int location,
                                            const okr_place_query *query,
                                            const okr_place_result *result, okr_error *err);

/** Add the finding on a place that is found although the text calls it by another type. */
OKR_MUST_CHECK okr_status okr_find_type(okr_programme *programme, int location,
                                        const okr_place_query *query,
                                        const okr_place_result *result, okr_error *err);

/** Add the finding on a place that the text puts into another region than the programme's. */
OKR_MUST_CHECK okr_status okr_find_other_region(okr_programme *programme, int location,
                                                const okr_place_query *query, okr_error *err);

/** Add the finding on a name that leads elsewhere than the code beside it. */
OKR_MUST_CHECK okr_status okr_find_contradiction(okr_programme *programme, int location,
                                                 const okr_place_query *query, int municipality,
                                                 okr_error *err);

/** Add the finding on a municipality that the agglomeration beside it does not have. */
OKR_MUST_CHECK okr_status okr_find_no_member(okr_programme *programme, int location,
                                             okr_error *err);

#endif
