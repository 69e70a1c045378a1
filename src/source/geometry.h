/** @file
 * Geometry of the rows of a table: checked, transformed, kept in the programme's arena.
 *
 * What is wrong becomes an error finding about the record being read; the geometry is then
 * empty or kept, as each function says.
 */
#ifndef OKR_SOURCE_GEOMETRY_H
#define OKR_SOURCE_GEOMETRY_H

#include "geo/geom.h"
#include "source/table.h"

/**
 * Two columns of coordinates, in place: transformed from the source's system, NaN when one is
 * missing or they are no place on Earth (findings "coordinates_incomplete",
 * "coordinates_out_of_range").
 */
OKR_MUST_CHECK okr_status okr_source_lonlat(okr_table_reader *reader, double *lon, double *lat,
                                            okr_error *err);

/** Keep WKT as WKB in EPSG:4326; empty with a finding "geometry_invalid" when it is none. */
OKR_MUST_CHECK okr_status okr_source_wkt(okr_table_reader *reader, const char *wkt,
                                         okr_wkb *out, okr_error *err);

/** Keep WKB that is EPSG:4326 already; empty with a finding when it lies beyond the Earth. */
OKR_MUST_CHECK okr_status okr_source_keep(okr_table_reader *reader, okr_wkb wkb, okr_wkb *out,
                                          okr_error *err);

/** Keep a point. */
OKR_MUST_CHECK okr_status okr_source_keep_point(okr_table_reader *reader, okr_lonlat at,
                                                okr_wkb *out, okr_error *err);

/** The middle of a geometry's box: of a point the point. */
OKR_MUST_CHECK okr_status okr_source_point(okr_wkb wkb, double *lon, double *lat,
                                           okr_error *err);

/** Finding "polygon_invalid" with place and reason when an area is not valid; it stays. */
OKR_MUST_CHECK okr_status okr_source_check_area(okr_table_reader *reader, okr_wkb wkb,
                                                okr_error *err);

/** Keep polygons as a MULTIPOLYGON and check them; empty with a finding when it is none. */
OKR_MUST_CHECK okr_status okr_source_polygon(okr_table_reader *reader, okr_wkb wkb,
                                             okr_wkb *out, okr_error *err);

#endif
