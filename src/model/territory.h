/** @file
 * Territories: municipalities, how they change, settlements, agglomerations.
 *
 * Strings are owned by the programme's arena and never NULL: "" is "not known". Unknown numbers
 * are NaN, unknown references -1.
 */
#ifndef OKR_MODEL_TERRITORY_H
#define OKR_MODEL_TERRITORY_H

#include "geo/wkb.h"
#include "model/date.h"
#include "model/vocabulary.h"

#include <stdbool.h>

/** A Russian and an English text. */
typedef struct okr_titles {
    const char *ru;
    const char *en;
} okr_titles;

/** The row of a source that a record was read from. */
typedef struct okr_row {
    int source;  /**< index into okr_programme.sources, -1: not from a file */
    long number; /**< 1-based line of a text file or FID of a feature; 0 not known */
} okr_row;

/** One municipal formation. */
typedef struct okr_municipality {
    const char *oktmo; /**< 8 digits as text; unique with valid_from */
    const char *oktmo_basis;
    const char *oktmo_former;
    const char *name_ru; /**< official name */
    const char *name_short_ru;
    const char *name_en;
    int type; /**< okr_municipality_types, -1 unknown */
    const char *type_word;
    const char *admin_centre;
    double centre_lon, centre_lat; /**< degrees */
    double area_official_km2;
    const char *area_basis;
    double population;
    int population_year;
    okr_date valid_from, valid_to;
    const char *successor; /**< OKTMO */
    const char *source;
    const char *note;
    okr_wkb polygon; /**< EPSG:4326; empty when not known */
    double area_m2;  /**< ellipsoidal, of the polygon; NaN without one */
    okr_row row;
} okr_municipality;

/** One row of municipal_changes. */
typedef struct okr_municipal_change {
    const char *from_oktmo, *to_oktmo;
    okr_date date;
    okr_change_kind kind;
    double portion; /**< of the old one that went to the new one, 0..1; NaN unknown */
    const char *source;
    okr_row row;
} okr_municipal_change;

/** One populated place. */
typedef struct okr_settlement {
    const char *settlement_id;
    const char *oktmo11, *oktmo_former;
    const char *name_ru;
    const char *kind; /**< город, пгт, село ... */
    const char *municipality_code;
    int municipality; /**< index, -1 unknown */
    const char *part_of_id;
    int part_of;     /**< index of the town it is a part of, -1 none */
    double lon, lat; /**< degrees; NaN unknown */
    double accuracy_m;
    const char *coord_kind; /**< point, estimate, none */
    double population;
    int population_year;
    int served; /**< okr_served_state: by any kind with a service distance, at its own */
    const char *source;
    const char *note;
    okr_row row;
} okr_settlement;

/** One agglomeration. */
typedef struct okr_agglomeration {
    const char *code;
    okr_titles title;
    bool members_complete; /**< no: totals carry ≥ */
    okr_date as_of;
    const char *source;
    okr_row row;
} okr_agglomeration;

/** One membership. */
typedef struct okr_agglomeration_member {
    const char *agglomeration_code, *oktmo;
    int agglomeration, municipality; /**< indices, -1 unknown */
    okr_member_role role;
    const char *attestation;
    okr_date valid_from, valid_to;
    okr_row row;
} okr_agglomeration_member;

#endif
