/** @file
 * The layer of boundaries, joined to the municipalities.
 */
#ifndef OKR_SOURCE_BOUNDARY_H
#define OKR_SOURCE_BOUNDARY_H

#include "model/programme.h"
#include "source/manifest.h"

/**
 * Read the boundary set into okr_municipality.polygon, MULTIPOLYGON in EPSG:4326.
 *
 * Joined by code, or by the official or short name brought to one spelling. Findings:
 * "polygon_without_municipality" (warning), "polygon_twice" (error; the first stays),
 * "polygon_wrong_type" (error: points or lines), "polygon_invalid" with place and reason
 * (error; the polygon stays), "polygon_missing" (warning) of each municipality without one. A
 * property "approximate" that is 1 makes the whole set approximate.
 *
 * @param replacement  NULL, or "PATH", "PATH?LAYER" or "PATH|layer=LAYER" relative to the
 *                     working folder, read instead of what the manifest says
 * @return OKR_ERR_IO, OKR_ERR_FORMAT (no column to join by; not one polygon fits)
 */
OKR_MUST_CHECK okr_status okr_boundary_read(okr_programme *programme,
                                            const okr_manifest *manifest,
                                            const char *replacement, okr_error *err);

#endif
