/** @file
 * Which rows an extract takes of each table; for extract.c and extract_tables.c only.
 */
#ifndef OKR_EXPORT_EXTRACT_PICK_H
#define OKR_EXPORT_EXTRACT_PICK_H

#include "export/extract.h"

#include <stddef.h>
#include <stdint.h>

/** The work: what is asked for, and which rows of which table were taken. */
typedef struct okr_picker {
    const okr_extract_request *request;
    const okr_programme *whole;
    okr_programme *part;
    int **maps;      /**< owned, by table: old row to new, -1 not taken */
    bool *above;     /**< owned, by measure: stands above one that is taken */
    okr_vec dropped; /**< okr_row of rows not taken, sorted at the end */
} okr_picker;

/** A vector of the programme, as its offset there. */
#define OKR_ROWS(vec) offsetof(okr_programme, vec)

/** A reference of a row to a row of another table that is thinned out as well. */
typedef struct okr_pick_reference {
    size_t member; /**< offset of the int index in the row */
    size_t rows;   /**< OKR_ROWS; 0 ends the list */
} okr_pick_reference;

enum { OKR_PICK_REFERENCES = 4, OKR_PICK_TABLES = 15 };
#define OKR_NO_ORIGIN SIZE_MAX

/** A table whose rows are thinned out. */
typedef struct okr_pick_table {
    size_t rows;   /**< OKR_ROWS */
    size_t origin; /**< offset of the okr_row in a row; OKR_NO_ORIGIN without one */
    /** Whether row i is taken, once the tables before this one are decided. */
    bool (*takes)(const okr_picker *k, const void *row, size_t i);
    okr_pick_reference references[OKR_PICK_REFERENCES];
} okr_pick_table;

/** In an order in which a table comes after those its rule asks. */
extern const okr_pick_table okr_pick_tables[OKR_PICK_TABLES];

/** The new row of each old one, -1 not taken, of a table that is decided. */
const int *okr_picker_map(const okr_picker *k, size_t rows);

#endif
