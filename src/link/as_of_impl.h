/** @file
 * What the carrying of municipalities is made of; for the files of link/as_of only.
 */
#ifndef OKR_LINK_AS_OF_IMPL_H
#define OKR_LINK_AS_OF_IMPL_H

#include "link/as_of.h"

/** One way from a municipality that does not exist on the date to one that does. */
typedef struct okr_heir {
    int from, to;   /**< indices of municipalities */
    double portion; /**< of `from` that went to `to`, 0..1; NaN unknown */
} okr_heir;

/** A set of municipalities being changed to another day's. */
typedef struct okr_carrier {
    okr_programme *programme;
    long day;
    bool *alive;   /**< owned, by municipality: exists on the day, or is kept */
    okr_vec heirs; /**< okr_heir, ascending by from */
} okr_carrier;

/** Mark who exists on the day and find the heirs of the others; who has none stays, and a
 * finding says so: heirs.c. */
OKR_MUST_CHECK okr_status okr_find_heirs(okr_carrier *carrier, okr_error *err);

/** Add a warning about the dates of municipality i. */
OKR_MUST_CHECK okr_status okr_carrier_say(const okr_carrier *carrier, int i, const char *code,
                                          const char *value, okr_titles message,
                                          okr_error *err);

/** The heirs of a municipality: the first of them, and their number. */
const okr_heir *okr_heirs_of(const okr_carrier *carrier, int from, size_t *count);

/** Whether a municipality existed before what goes over to it did. */
bool okr_heir_is_older(const okr_carrier *carrier, const okr_heir *heir);

/** Figures and polygons: as_of_territory.c. */
OKR_MUST_CHECK okr_status okr_carry_figures(okr_carrier *carrier, okr_error *err);
OKR_MUST_CHECK okr_status okr_carry_polygons(okr_carrier *carrier, okr_error *err);

/** What refers to municipalities: as_of_rows.c. */
OKR_MUST_CHECK okr_status okr_carry_settlements(okr_carrier *carrier, okr_error *err);
OKR_MUST_CHECK okr_status okr_carry_members(okr_carrier *carrier, okr_error *err);
OKR_MUST_CHECK okr_status okr_carry_locations(okr_carrier *carrier, okr_error *err);

#endif
