/** @file
 * Which polygon holds this point, this piece of a line, this piece of an area.
 *
 * The index is the planar arrangement of all polygon borders under an adaptive grid. Each edge
 * knows the face on its two sides; a face is the set of polygons that hold it:
 *
 *   -1             no polygon (outside)
 *   0 .. n-1       exactly that polygon
 *   n ...          several polygons, listed by okr_territory_index_owners
 *
 * Border rule: a point belongs to the face that holds it after an infinitesimal shift by
 * +eps in longitude and +eps^2 in latitude. All decisions are exact (robust orientation), so
 * every point has exactly one face and the same input gives the same index on every machine.
 *
 * The rings of one polygon are read by the even-odd rule: bow-ties, repeated vertices and
 * spikes need no repair. Where borders cross, both get a vertex there, rounded to the nearest
 * double.
 */
#ifndef OKR_OVERLAY_TERRITORY_INDEX_H
#define OKR_OVERLAY_TERRITORY_INDEX_H

#include "geo/geodesic.h"
#include "geo/wkb.h"
#include "okrug/error.h"

#include <stddef.h>
#include <stdint.h>

/** The face of points that no polygon holds. */
enum { OKR_OUTSIDE = -1 };

/** Read-only after it is made: any number of threads may ask at once. */
typedef struct okr_territory_index okr_territory_index;

/** How to build. NULL: one thread. */
typedef struct okr_index_options {
    unsigned threads; /**< 0: one per processor */
} okr_index_options;

/** Polygons that hold a face, ascending; borrowed from the index. */
typedef struct okr_owners {
    const int32_t *polygons;
    size_t count;
} okr_owners;

/**
 * Build the index of n polygons in lon/lat degrees; polygon i is the i-th geometry.
 *
 * A geometry may be empty or a collection; points and lines in it are ignored.
 * @param[out] out  okr_territory_index_free
 * @return OKR_ERR_GEOMETRY naming the polygon whose geometry cannot be read
 *
 * Cost: about 0.3 us per edge; some 100 bytes per edge.
 */
OKR_MUST_CHECK okr_status okr_territory_index_new(const okr_wkb *polygons, size_t n,
                                                  const okr_index_options *options,
                                                  okr_territory_index **out, okr_error *err);

/** Release; NULL is fine. */
void okr_territory_index_free(okr_territory_index *index);

/** Number of polygons the index was made of. */
size_t okr_territory_index_size(const okr_territory_index *index);

/** Number of faces with a number >= 0: the polygons, then the sets of several. */
size_t okr_territory_index_faces(const okr_territory_index *index);

/** Number of edges of the arrangement. */
size_t okr_territory_index_edges(const okr_territory_index *index);

/** The face that holds a point. Not-a-number and infinities are outside. */
int32_t okr_territory_index_face(const okr_territory_index *index, okr_lonlat p);

/**
 * The faces of n points, as one by one. Over a large index most of the time goes into waiting
 * for memory, which is done here for many points at once: some four times as fast.
 */
void okr_territory_index_faces_of(const okr_territory_index *index, const okr_lonlat *points,
                                  size_t n, int32_t *faces);

/** The polygons that hold a face; none for OKR_OUTSIDE. */
okr_owners okr_territory_index_owners(const okr_territory_index *index, int32_t face);

/** The polygon that holds a point, of several the one with the smallest number; -1 outside. */
ptrdiff_t okr_territory_index_point(const okr_territory_index *index, okr_lonlat p);

#endif
