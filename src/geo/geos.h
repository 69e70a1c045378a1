/** @file
 * GEOS as okrug uses it: one context per call chain, its messages kept, WKB in and out.
 */
#ifndef OKR_GEO_GEOS_H
#define OKR_GEO_GEOS_H

#include "base/text.h"
#include "geo/wkb.h"
#include "okrug/error.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

/** A GEOS context with its last message. One thread at a time. */
typedef struct okr_geos {
    GEOSContextHandle_t handle; /**< owned; what the _r functions take */
    char message[OKR_ERROR_TEXT / 2];
} okr_geos;

/** Make a context. The struct must not move while it is open. */
OKR_MUST_CHECK okr_status okr_geos_open(okr_geos *geos, okr_error *err);

/** Release; a zeroed struct is allowed. */
void okr_geos_close(okr_geos *geos);

/** Fill err with `what` and the last message of GEOS. */
okr_status okr_geos_fail(const okr_geos *geos, okr_error *err, const char *what);

/** Read WKB; the caller destroys the result. */
OKR_MUST_CHECK okr_status okr_geos_read(okr_geos *geos, okr_wkb wkb, GEOSGeometry **out,
                                        okr_error *err);

/** Append little-endian WKB, XY. */
OKR_MUST_CHECK okr_status okr_geos_write(okr_geos *geos, const GEOSGeometry *geometry,
                                         okr_text *out, okr_error *err);

#endif
