/** @file
 * Layers to be overlaid, the same on every machine: points, lines and areas round settlements
 * that are strewn over polygons.
 */
#ifndef OKR_BENCH_OVERLAY_DATA_H
#define OKR_BENCH_OVERLAY_DATA_H

#include <stdbool.h>
#include <stddef.h>

/** How many of each. */
typedef struct overlay_counts {
    size_t points, lines, areas;
} overlay_counts;

/**
 * Write points.gpkg, lines.gpkg and areas.gpkg (layers of the same names) into a folder.
 *
 * Settlements stand in the polygons, 5 to 13 in each, with sizes by Zipf's law. Of the points
 * 75 % lie about a settlement (0.4 to 6 km), 20 % four times as far, 5 % anywhere in the box.
 * Lines: 40 to 80 vertices, 5 to 50 km, winding. Areas: stars of 30 to 50 vertices, 0.1 to 50
 * km2. Coordinates are rounded to 1e-7 degrees.
 */
int overlay_make(const char *polygons, const char *folder, overlay_counts counts);

/** Copy a layer into a GeoPackage with these options of ogr2ogr, NULL after the last; at
 * most 8. */
bool overlay_copy(const char *from, const char *to, const char *const *options);

#endif
