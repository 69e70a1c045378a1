/** @file
 * The gazetteer of a programme.
 */
#ifndef OKR_LINK_GAZETTEER_OF_H
#define OKR_LINK_GAZETTEER_OF_H

#include "model/gazetteer.h"
#include "model/programme.h"

/**
 * Names and codes of the municipalities that exist at the programme's status date (else at the
 * end of its period, else all; all of a programme made as of a date), and of its settlements;
 * indices are those of the tables.
 * @param[out] out  okr_gazetteer_free
 * Cost: O(names), some hundred case forms each.
 */
OKR_MUST_CHECK okr_status okr_gazetteer_of(const okr_programme *programme, okr_gazetteer **out,
                                           okr_error *err);

#endif
