/** @file
 * The OGR side of a coordinate system, for the files of geo that speak OGR.
 */
#ifndef OKR_GEO_CRS_OGR_H
#define OKR_GEO_CRS_OGR_H

#include "geo/crs.h"

#include <ogr_srs_api.h>

/** A coordinate system as OGR has it, copied. @param[out] out  okr_crs_free */
OKR_MUST_CHECK okr_status okr_crs_of(OGRSpatialReferenceH srs, okr_crs **out, okr_error *err);

/** Borrowed; lives as long as crs. */
OGRSpatialReferenceH okr_crs_ogr(const okr_crs *crs);

/** Borrowed; lives as long as transform. */
OGRCoordinateTransformationH okr_transform_ogr(okr_transform *transform);

#endif
