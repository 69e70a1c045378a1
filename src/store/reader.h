/** @file
 * Reading a workspace; for the files of store/load.
 */
#ifndef OKR_STORE_READER_H
#define OKR_STORE_READER_H

#include "store/db.h"
#include "store/quick.h"
#include "store/schema.h"

/**
 * Give the locations their geometry from one location_* layer. Points of one location join to
 * a multipoint, geometries of several layers to a collection.
 */
OKR_MUST_CHECK okr_status okr_read_locations(okr_db *db, okr_programme *programme,
                                             const okr_schema *table, okr_error *err);

/** Whether the file is a workspace of this version; OKR_ERR_FORMAT says what it is instead. */
OKR_MUST_CHECK okr_status okr_check_identity(okr_db *db, okr_error *err);

/**
 * Whether references of a table lead to rows: a damaged file must not lead anybody outside.
 * @param copy  what the rows were read from; NULL: the table itself
 * Cost: O(distinct references) with a copy, O(rows) without.
 */
OKR_MUST_CHECK okr_status okr_check_references(const okr_db *db, const okr_programme *programme,
                                               const okr_schema *table, const okr_quick *copy,
                                               okr_error *err);

/** The same for the links, which several tables fill. */
OKR_MUST_CHECK okr_status okr_check_links(const okr_db *db, const okr_programme *programme,
                                          okr_error *err);

#endif
