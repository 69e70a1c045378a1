/** @file
 * Distances as people write them.
 */
#ifndef OKR_GEO_DISTANCE_TEXT_H
#define OKR_GEO_DISTANCE_TEXT_H

#include "okrug/error.h"

/**
 * Read "2 km", "2км", "800 m", "1,5 км" in metres. The unit must stand there.
 * @return OKR_ERR_USAGE naming the text
 */
OKR_MUST_CHECK okr_status okr_distance_parse(const char *text, double *metres, okr_error *err);

#endif
