/** @file
 * The names of the programme's whole region.
 */
#ifndef OKR_MODEL_REGION_H
#define OKR_MODEL_REGION_H

#include "model/programme.h"

/** Parts the names in okr_programme.region_aliases. */
#define OKR_ALIAS_MARK '|'

/**
 * Whether a text names the whole region: its title in either language or one of its aliases, in
 * any case form and abbreviation that okr_place_normalise and okr_place_forms know («в
 * Кузбассе», «Кемеровской обл.»).
 *
 * Cost: O(names * forms), no allocation.
 */
bool okr_names_region(const okr_programme *programme, const char *text);

/** Which region a text of several parts names beside the place. */
typedef enum okr_region_named {
    OKR_REGION_NONE = 0, /**< none */
    OKR_REGION_OWN,      /**< the programme's */
    OKR_REGION_OTHER     /**< another oblast, krai or republic */
} okr_region_named;

/** Bytes of the longest text that is parted, with its terminating zero. */
enum { OKR_REGION_TEXT = 400 };

/**
 * Take a region off the first or last of the parts of a text, which commas part: «с. Елыкаево,
 * Кемеровский МО, Кемеровская область» is «с. Елыкаево, Кемеровский МО». Of a programme that
 * does not state its region every region is its own.
 *
 * @param[out] rest  the text without that part; where there is none, or it is too long, as it
 * is Cost: as okr_names_region.
 */
okr_region_named okr_part_region(const okr_programme *programme, const char *text,
                                 char rest[OKR_REGION_TEXT]);

#endif
