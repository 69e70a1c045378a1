/** @file
 * Reading the layers of locations; for the files of store/load.
 */
#ifndef OKR_STORE_READER_H
#define OKR_STORE_READER_H

#include "store/db.h"
#include "store/schema.h"

/**
 * Give the locations their geometry from one location_* layer. Points of one location join to
 * a multipoint, geometries of several layers to a collection.
 */
OKR_MUST_CHECK okr_status okr_read_locations(okr_db *db, okr_programme *programme,
                                             const okr_schema *table, okr_error *err);

#endif
