/** @file
 * Reading a workspace back, and asking it by SQL conditions.
 */
#ifndef OKR_STORE_LOAD_H
#define OKR_STORE_LOAD_H

#include "model/programme.h"

/**
 * Load a workspace into an empty programme (fresh from okr_programme_init).
 *
 * Everything okr_store_save was given comes back, with links, balance and findings; lines and
 * areas as multi geometries. Index maps are filled. The file is opened for reading only and
 * nothing is left beside it.
 *
 * @return OKR_ERR_NOT_FOUND, OKR_ERR_IO; OKR_ERR_FORMAT when it is no workspace of okrug, of a
 *         later version, or damaged: names table, row, column and value. The programme is then
 *         only good for okr_programme_done
 * Cost: O(rows + bytes of geometry).
 */
OKR_MUST_CHECK okr_status okr_store_load(const char *path, okr_programme *programme,
                                         okr_error *err);

/** What okr_store_load_parts brings besides everything else, as bits. */
typedef enum okr_store_part {
    OKR_PART_GEOMETRY = 1, /**< polygons of municipalities, shapes of locations */
    OKR_PART_BALANCE = 2
} okr_store_part;

/**
 * Load what questions are answered from, as okr_store_load but fast: what grows with the
 * programme comes from the quick copies (store/quick.h) where they are to be trusted.
 *
 * @param parts  okr_store_part; what is not asked for stays empty
 */
OKR_MUST_CHECK okr_status okr_store_load_parts(const char *path, unsigned parts,
                                               okr_programme *programme, okr_error *err);

/** Takes one index of programme.measures; anything but OKR_OK stops and is passed on. */
typedef okr_status okr_measure_fn(void *user, size_t measure, okr_error *err);

/**
 * Visit, in order, the measures for which an SQL condition over the columns of table measure
 * holds.
 *
 * The condition can read columns of measure and call functions without side effects, and
 * nothing else: no other table, no subquery of one, no PRAGMA, no second statement. lower(),
 * upper() and LIKE know Cyrillic letters.
 *
 * @return OKR_ERR_USAGE with what is wrong with the condition
 */
OKR_MUST_CHECK okr_status okr_store_where(const char *path, const char *condition,
                                          okr_measure_fn *visit, void *user, okr_error *err);

#endif
