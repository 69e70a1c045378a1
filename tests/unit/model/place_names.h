/** @file
 * Reads the tab-separated tables of tests/data/place_names.
 */
#ifndef OKR_TEST_PLACE_NAMES_H
#define OKR_TEST_PLACE_NAMES_H

#include "model/gazetteer.h"

#include <stdbool.h>
#include <stdio.h>

enum { PLACE_FIELDS = 5, PLACE_LINE = 512, PLACE_MOST = 4096 };

/** One line cut at tabs; fields that are not there are "". */
typedef struct place_line {
    char text[PLACE_LINE];
    char *field[PLACE_FIELDS];
} place_line;

/** Open a table of tests/data/place_names and skip its heading; fails the test if it is not
 * there.
 */
FILE *place_table_open(const char *name);

/** The next line; false at the end. */
bool place_table_next(FILE *table, place_line *line);

/** A gazetteer and the names behind its indices. */
typedef struct place_names {
    okr_gazetteer *gazetteer;
    char municipality[PLACE_MOST][16]; /**< OKTMO */
    char settlement[PLACE_MOST][64];   /**< name */
    int municipalities, settlements;
} place_names;

/** The Kuzbass gazetteer of 2022. */
okr_status place_names_load(place_names *names, okr_error *err);

/** Index of a municipality by OKTMO, -1 for "". */
int place_names_municipality(const place_names *names, const char *oktmo);

/** Write an answer as the corpus does: code, code/settlement, ?code+code, or -. */
void place_names_write(const place_names *names, const okr_place_result *result, char *out,
                       size_t size);

#endif
