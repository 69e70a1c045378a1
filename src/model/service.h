/** @file
 * Who is within reach, as a build finds it for every kind with a service distance. Definitions:
 * docs/served.md. Strings are owned by the programme's arena; unknown numbers are NaN.
 */
#ifndef OKR_MODEL_SERVICE_H
#define OKR_MODEL_SERVICE_H

#include "model/territory.h"

/** What a share is of. */
typedef enum okr_service_of {
    OKR_SERVICE_MUNICIPALITY,
    OKR_SERVICE_AGGLOMERATION,
    OKR_SERVICE_TOTAL, /**< of all municipalities asked for */
    OKR_SERVICE_OF_COUNT
} okr_service_of;

/** Where the number of people comes from. */
typedef enum okr_people_basis {
    OKR_PEOPLE_UNKNOWN,
    OKR_PEOPLE_SETTLEMENTS, /**< of settlements, over the territory's own number */
    OKR_PEOPLE_RASTER,      /**< of the pixels of a raster */
    OKR_PEOPLE_BASIS_COUNT
} okr_people_basis;

/** How surely a place is served. */
typedef enum okr_served_state {
    OKR_SERVED_UNKNOWN, /**< the place is not known, or nothing was asked */
    OKR_SERVED_NO,      /**< certainly not */
    OKR_SERVED_POSSIBLE,
    OKR_SERVED_CERTAIN,
    OKR_SERVED_STATE_COUNT
} okr_served_state;

/** How a share was found: one way so far. */
typedef enum okr_service_method {
    OKR_SERVICE_STRAIGHT, /**< geodesic straight-line distance on WGS 84, bounds certain */
    OKR_SERVICE_METHOD_COUNT
} okr_service_method;

extern const okr_vocabulary okr_service_methods;
extern const okr_vocabulary okr_service_ofs, okr_people_bases, okr_served_states;

/** What is served of one territory by one kind. Shares are 0..1. */
typedef struct okr_service_share {
    okr_service_of of;
    int municipality, agglomeration; /**< indices; -1 unless it is of one */
    const char *code;                /**< OKTMO, code of the agglomeration, "total" */
    const char *title_ru;
    const char *kind_code; /**< "": every kind with a service distance, each at its own */
    int kind;              /**< index, -1 for every kind */
    double distance_m;     /**< NaN: that of each kind */
    double area_m2, area_low, area_high;
    double population, population_low, population_high;
    okr_people_basis basis;
    /* Whole numbers: */
    double settlements, settlements_certain, settlements_possible, settlements_unplaced;
    double serving;                     /**< measures that have a place to serve from */
    double region, territory, unplaced; /**< measures that stand beside the interval */
    bool exceeds;    /**< settlements have more people than the territory itself */
    bool other_year; /**< some settlement's figure is of another year than the territory's */
    bool incomplete; /**< an agglomeration whose membership list is not complete */
    okr_service_method method;
} okr_service_share;

/** A settlement that a kind serves, certainly or possibly. */
typedef struct okr_settlement_service {
    int settlement, kind; /**< indices */
    okr_served_state state;
    double distance_m; /**< of the kind */
} okr_settlement_service;

#endif
