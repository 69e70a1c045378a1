/**
 * Geometries for the tests of the linking engine: WKB by hand, lattices of polygons that share
 * their borders, stars; and a generator of numbers that is the same everywhere.
 */
#ifndef OKR_TEST_SHAPES_H
#define OKR_TEST_SHAPES_H

#include "geo/wkb.h"
#include "overlay/territory_index.h"

#include <stdbool.h>
#include <stdint.h>

/** Growing bytes of one geometry, little-endian. Zero-initialise. */
typedef struct shape {
    unsigned char *bytes;
    size_t size;
    size_t capacity;
} shape;

/** splitmix64. */
typedef struct seed {
    uint64_t state;
} seed;

uint64_t seed_next(seed *s);
/** Uniform in [low, high). */
double seed_between(seed *s, double low, double high);
/** A whole number in [0, n). */
int seed_below(seed *s, int n);

void shape_done(shape *s);
okr_wkb shape_wkb(const shape *s);
/** Byte order and type. */
void shape_header(shape *s, uint32_t type);
void shape_count(shape *s, uint32_t count);
void shape_points(shape *s, const okr_lonlat *points, size_t n);

void shape_point(shape *s, double lon, double lat);
void shape_line(shape *s, const okr_lonlat *points, size_t n);
/** One ring; closes it when the last point differs from the first. */
void shape_ring(shape *s, const okr_lonlat *ring, size_t n);
/** A polygon of one ring. */
void shape_polygon(shape *s, const okr_lonlat *ring, size_t n);
/** A polygon of one box. */
void shape_box(shape *s, double lon_min, double lat_min, double lon_max, double lat_max);

/** n polygons with their shapes. */
typedef struct coverage {
    shape *shapes;
    okr_wkb *wkbs;
    size_t n;
} coverage;

void coverage_alloc(coverage *c, size_t n);
void coverage_done(coverage *c);
/** Points the wkbs at the shapes and builds an index, or fails the test. */
okr_territory_index *coverage_index(coverage *c);

/** A lattice of side * side quadrangles with moved inner corners and bent sides: a coverage
 * without gaps or overlaps whose outline is the box (lon0, lat0) + size. */
void coverage_lattice(coverage *c, int side, double lon0, double lat0, double size, seed *s);

/** A star-shaped ring of n vertices round a centre. */
void star_ring(okr_lonlat *ring, int n, okr_lonlat centre, double radius, seed *s);

#endif
