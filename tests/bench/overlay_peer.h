/** @file
 * What okrug overlay is measured against: reading alone, and GEOS with PROJ in plain C.
 */
#ifndef OKR_BENCH_OVERLAY_PEER_H
#define OKR_BENCH_OVERLAY_PEER_H

/** Read every geometry of a layer by Arrow batches and do nothing with it; prints their sum of
 * bytes. Exits with 1 when that fails. */
int overlay_scan(const char *path);

/**
 * Tally the features of a layer by polygons, with an STRtree of prepared polygons; prints
 * "polygon,value" with the field of that name and, by the kind of geometry, the number of
 * points, metres of line (GEOSIntersection, geod_inverse) or square metres (GEOSIntersection,
 * geod_polygonarea).
 */
int overlay_peer(const char *path, const char *polygons);

/** Print what overlay_peer() works with. */
int overlay_peer_version(void);

#endif
