/** @file
 * Geometry as bytes: well-known binary, as every reader and writer of layers speaks it.
 */
#ifndef OKR_GEO_WKB_H
#define OKR_GEO_WKB_H

#include <stddef.h>

/** One geometry in WKB, borrowed; size 0: no geometry. */
typedef struct okr_wkb {
    const unsigned char *bytes;
    size_t size;
} okr_wkb;

#endif
