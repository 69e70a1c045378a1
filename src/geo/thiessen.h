/** @file
 * Approximate territories round known places: weighted Thiessen cells inside an outline.
 *
 * A point belongs to the owner for which d / w is least: d the distance to the nearest of its
 * places, w the weight of the owner. Weights are chosen so that each owner gets the area it is
 * known to have. Cells of one place are compact (discs where the weights differ), so that a
 * town stays round its streets and a district fills what the towns leave.
 *
 * Why this: over the municipalities of six regions other than the one it was made for, with
 * generated places, it puts more area right than plain cells, power diagrams (d2 - w) and
 * additive weights (d - w): docs/boundaries.md has the figures.
 */
#ifndef OKR_GEO_THIESSEN_H
#define OKR_GEO_THIESSEN_H

#include "base/text.h"
#include "geo/wkb.h"
#include "okrug/error.h"

#include <stddef.h>

/** A place that belongs to an owner. */
typedef struct okr_thiessen_site {
    okr_lonlat at;
    int owner; /**< 0 .. owners - 1 */
} okr_thiessen_site;

/** What is to be divided. Everything is borrowed. */
typedef struct okr_thiessen_input {
    const okr_thiessen_site *sites;
    size_t site_count;
    const double *area_m2; /**< per owner; NaN: not known, shares what the others leave */
    size_t owners;
    okr_wkb outline; /**< valid polygon or multipolygon, EPSG:4326 */
    size_t samples;  /**< grid points inside the outline; 0: 60000 */
} okr_thiessen_input;

/** The cells. Zero-initialise; release with okr_thiessen_done. */
typedef struct okr_thiessen {
    okr_text *cells; /**< owned: one MULTIPOLYGON in WKB per owner, empty without a place */
    size_t owners;
    double worst; /**< largest relative difference between given and reached area, by grid */
} okr_thiessen;

/**
 * Divide an outline.
 *
 * The cells are a coverage of the outline: no gaps, no overlaps, borders share all vertices,
 * and coordinates are multiples of 1e-6 degrees. The same input gives the same bytes.
 *
 * @return OKR_ERR_GEOMETRY when the outline is no valid polygon or holds none of its parts;
 *         OKR_ERR_USAGE without a site
 *
 * Cost: samples * (sites + 300 owners) simple steps; memory samples * owners * 8 bytes.
 */
OKR_MUST_CHECK okr_status okr_thiessen_make(const okr_thiessen_input *input,
                                            okr_thiessen *thiessen, okr_error *err);

/** Release; zeroed is allowed. */
void okr_thiessen_done(okr_thiessen *thiessen);

#endif
