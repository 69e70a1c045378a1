/** @file
 * Classifiers that a programme does without.
 */
#ifndef OKR_SOURCE_FALLBACK_H
#define OKR_SOURCE_FALLBACK_H

#include "model/programme.h"

/**
 * Where kinds, units, documents or contours have no table, the words that measures, indicators
 * and mentions use become their rows, in the order of first use. Without statuses the words of
 * the lifecycle are the statuses.
 */
OKR_MUST_CHECK okr_status okr_fallback_classifiers(okr_programme *programme, okr_error *err);

#endif
