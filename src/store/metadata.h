/** @file
 * Metadata inside the file: what it is, from what and how it was made, under which licences.
 */
#ifndef OKR_STORE_METADATA_H
#define OKR_STORE_METADATA_H

#include "model/programme.h"
#include "store/db.h"

/**
 * Write gpkg_metadata and gpkg_metadata_reference: one document for the file, one for each
 * layer with a geometry, in the XML that QGIS shows as metadata of a layer.
 */
OKR_MUST_CHECK okr_status okr_metadata_write(okr_db *db, const okr_programme *programme,
                                             const char *stamp, okr_error *err);

#endif
