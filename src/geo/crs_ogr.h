/** @file
 * The OGR side of a coordinate system, for the files of geo that speak OGR.
 */
#ifndef OKR_GEO_CRS_OGR_H
#define OKR_GEO_CRS_OGR_H

#include "geo/crs.h"

#include <ogr_srs_api.h>

/** Borrowed; lives as long as crs. */
OGRSpatialReferenceH okr_crs_ogr(const okr_crs *crs);

/** Borrowed; lives as long as transform. */
OGRCoordinateTransformationH okr_transform_ogr(okr_transform *transform);

#endif
