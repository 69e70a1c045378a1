/** @file
 * Sums by group and polygon while an overlay runs, for one batch or for all.
 */
#ifndef OKR_OVERLAY_OVERLAY_TALLY_H
#define OKR_OVERLAY_OVERLAY_TALLY_H

#include "base/map.h"
#include "base/mem.h"
#include "geo/geodesic.h"
#include "okrug/error.h"

#include <stdint.h>

/** Rows that are no polygon (those are numbered from 0). */
enum {
    OKR_ROW_OUTSIDE = -1,
    OKR_ROW_REPEATED = -2, /**< counted more than once */
    OKR_ROW_NOWHERE = -3,  /**< without geometry */
    OKR_ROW_TOTAL = -4
};

/** Sums of a row; the fields' follow: in full, then by share. */
enum { OKR_SUM_ATTRIBUTED, OKR_SUM_LENGTH, OKR_SUM_AREA, OKR_SUM_FIELDS };

/** One row. */
typedef struct okr_tally_row {
    size_t group; /**< number of its group; 0 without groups */
    int32_t code; /**< polygon or OKR_ROW_... */
    size_t features;
    size_t points;
} okr_tally_row;

/** Rows found by group and code. Initialise with okr_tallies_init. */
typedef struct okr_tallies {
    size_t fields;  /**< summed fields */
    okr_vec rows;   /**< okr_tally_row */
    okr_vec sums;   /**< okr_sum, okr_tallies_width per row */
    okr_vec groups; /**< const char *, owned by arena, in order of appearance */
    okr_map group_numbers;
    okr_arena arena;
    uint32_t *slots; /**< owned: hash table of rows; number + 1 */
    size_t slot_count;
} okr_tallies;

/** Begin. */
void okr_tallies_init(okr_tallies *tallies, size_t fields);

/** Release; zeroed ones too. */
void okr_tallies_done(okr_tallies *tallies);

/** Sums per row. */
static inline size_t okr_tallies_width(const okr_tallies *tallies)
{
    return OKR_SUM_FIELDS + 2 * tallies->fields;
}

/** The sums of a row. */
static inline okr_sum *okr_tallies_sums(const okr_tallies *tallies, size_t row)
{
    return &OKR_AT(&tallies->sums, okr_sum, row * okr_tallies_width(tallies));
}

/** Number of the group of a text. */
OKR_MUST_CHECK okr_status okr_tallies_group(okr_tallies *tallies, const char *text,
                                            size_t *number, okr_error *err);

/** Number of the row of a group and code, made when it is not there. */
OKR_MUST_CHECK okr_status okr_tallies_row(okr_tallies *tallies, size_t group, int32_t code,
                                          size_t *row, okr_error *err);

/** Add all rows of another. */
OKR_MUST_CHECK okr_status okr_tallies_add(okr_tallies *tallies, const okr_tallies *other,
                                          okr_error *err);

#endif
