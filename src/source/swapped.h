/** @file
 * Points whose latitude stands in the column of the longitude.
 */
#ifndef OKR_SOURCE_SWAPPED_H
#define OKR_SOURCE_SWAPPED_H

#include "model/programme.h"

/**
 * Error finding "coordinates_swapped" for every point of locations and settlements that lies
 * far outside the municipalities, and among them once its coordinates are exchanged. The point
 * is then unknown. Nothing is done when no municipality has a polygon or a centre.
 */
OKR_MUST_CHECK okr_status okr_swapped_find(okr_programme *programme, okr_error *err);

#endif
