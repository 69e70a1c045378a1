/** @file
 * Who is served: share of area, settlements and population within reach of at least one of a
 * selection of measures, between bounds that are certain. Definitions: docs/served.md.
 */
#ifndef OKR_STATS_SERVICE_H
#define OKR_STATS_SERVICE_H

#include "geo/raster.h"
#include "served/served.h"
#include "stats/selection.h"

/** A question. */
typedef struct okr_service_request {
    const okr_programme *programme;   /**< connected and linked */
    const okr_selection *measures;    /**< that serve, wherever they stand */
    const okr_selection *territories; /**< whose place is asked about; NULL: everything */
    double distance_m;                /**< 0: the service distance of each measure's kind */
    double tolerance;                 /**< as okr_served_options */
    unsigned threads;
    okr_raster *people; /**< NULL: population by settlements */
} okr_service_request;

/** What is served of one territory. Settlements that are part of a town are not counted. */
typedef struct okr_service_row {
    okr_service_of kind;
    int index;           /**< of the municipality or agglomeration; -1 of the total */
    int without_polygon; /**< municipalities whose area is not known */
    okr_served_area area;
    int settlements;
    int settlements_certain;    /**< certainly served */
    int settlements_possible;   /**< possibly served, the certain ones among them */
    int settlements_unplaced;   /**< whose place is not known: in neither */
    okr_people_basis basis;     /**< of the four figures below */
    double population;          /**< of the territory itself; NaN unknown */
    double population_known;    /**< sum over its settlements or pixels */
    double population_certain;  /**< of those that are certainly served */
    double population_unserved; /**< of those that certainly are not */
    bool exceeds;               /**< its settlements have more people than it has itself */
    bool other_year; /**< some settlement's figure is of another year than the territory's */
    bool incomplete; /**< an agglomeration whose membership list is not complete */
} okr_service_row;

/** The answer. Zero-initialise with OKR_SERVICE; okr_service_done. */
typedef struct okr_service {
    okr_served_set *set; /**< owned: what serves */
    okr_vec rows;        /**< okr_service_row: municipalities, agglomerations, total */
    int serving;         /**< measures that have a place to serve from */
    int region;          /**< measures of the whole region, which stand beside the interval */
    int territory;       /**< of agglomerations and unlisted places, likewise */
    int unplaced;        /**< whose place is not known */
    int no_distance;     /**< whose kind has no service distance */
} okr_service;

/** Initialiser of an empty answer. */
#define OKR_SERVICE                                                                            \
    {                                                                                          \
        .rows = OKR_VEC(okr_service_row)                                                       \
    }

/**
 * Find what is served.
 *
 * A location serves from its geometry, else from its settlement's point, each with a disc of
 * its accuracy (its own, else the default of its class, else 0 for what is exact); one that
 * names only a municipality from somewhere in it. Locations for drawing only serve nothing.
 *
 * @param[out] service  filled on success; okr_service_done in any case
 * @return OKR_ERR_USAGE for a distance that cannot be used, OKR_ERR_GEOMETRY naming what
 */
OKR_MUST_CHECK okr_status okr_service_find(const okr_service_request *request,
                                           okr_service *service, okr_error *err);

/**
 * Answer several questions about the same territories, with the same distance, tolerance and
 * raster: it is read once.
 */
OKR_MUST_CHECK okr_status okr_service_find_all(const okr_service_request *requests, size_t n,
                                               okr_service *services, okr_error *err);

/** The distance that a kind serves, from it or the kinds above it; 0 when they have none. */
double okr_kind_distance(const okr_programme *programme, int kind);

/** Release. */
void okr_service_done(okr_service *service);

/**
 * Share of the territory's population that is served, 0..1: at least, at most; NaN when its
 * population is not known. What is not known of settlements is in neither bound.
 */
double okr_service_people_low(const okr_service_row *row);
double okr_service_people_high(const okr_service_row *row);

#endif
