/** @file
 * GDAL and OGR as okrug uses them: started once, silent, the same on every machine.
 */
#ifndef OKR_GEO_GDAL_H
#define OKR_GEO_GDAL_H

#include "okrug/error.h"

/**
 * Register the drivers and fix the settings that results could depend on: no network grids, no
 * side files, sheets read as text. Settings that the host program or the environment has made
 * are left alone. Any thread, any number of times; only the first call costs anything.
 */
void okr_gdal_start(void);

/** Forget GDAL's last message, so that okr_gdal_fail cannot show an old one. */
void okr_gdal_forget(void);

/** Fill err with a printf-style message and, behind a colon, GDAL's last message if any. */
okr_status okr_gdal_fail(okr_error *err, okr_status status, const char *fmt, ...)
    OKR_PRINTF(3, 4);

#endif
