/** @file
 * Context layers: rivers, roads and forests under the map, any OGR layer.
 */
#ifndef OKR_SHEET_MAP_CONTEXT_H
#define OKR_SHEET_MAP_CONTEXT_H

#include "sheet/map_job.h"

/**
 * Read every context layer of the programme. A layer that cannot be read is told to the
 * listener and left out: the sheet is still right without it.
 */
OKR_MUST_CHECK okr_status okr_contexts_read(okr_map_job *job, const okr_listener *listener,
                                            okr_error *err);

#endif
