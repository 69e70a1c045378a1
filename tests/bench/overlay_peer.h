/** @file
 * What okrug overlay is measured against: reading alone, and GEOS with PROJ in plain C.
 */
#ifndef OKR_BENCH_OVERLAY_PEER_H
#define OKR_BENCH_OVERLAY_PEER_H

#include <stddef.h>

/** Read every geometry of a layer by Arrow batches and do nothing with it; prints their sum of
 * bytes. Exits with 1 when that fails. */
int overlay_scan(const char *path);

/** Print the number of features of a layer. */
int overlay_count(const char *path);

/**
 * Tally the first `limit` features (0: all) of a layer by polygons, with an STRtree of prepared
 * polygons; prints "polygon,value" with the FID of the polygon and, by the kind of geometry,
 * the number of points, metres of line (GEOSIntersection, geod_inverse) or square metres
 * (GEOSIntersection, geod_polygonarea).
 */
int overlay_peer(const char *path, const char *polygons, size_t limit);

#endif
