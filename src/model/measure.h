/** @file
 * What the programme says: measures, where they are mentioned and located, and their figures.
 */
#ifndef OKR_MODEL_MEASURE_H
#define OKR_MODEL_MEASURE_H

#include "model/classifier.h"

/** One row of the programme. */
typedef struct okr_measure {
    const char *measure_id;
    const char *parent_id;
    int parent; /**< index, -1 none */
    okr_role role;
    okr_titles title;
    const char *kind_code;
    int kind; /**< index, -1 unknown */
    okr_nature nature;
    const char *status_code;
    int status;              /**< index of the status word, -1 unknown */
    okr_lifecycle lifecycle; /**< of the status word */
    bool counts_in_progress;
    okr_date planned_start, planned_end, actual_start, actual_end;
    double weight; /**< NaN: none */
    const char *weight_unit;
    const char *programme;
    const char *responsible;
    okr_shape geometry_expected;
    const char *significance, *planning_status, *event_time; /**< of Order N 10 */
    const char *moved_to;
    const char *same_as_id;
    int same_as; /**< index, -1 none */
    okr_certainty same_as_certainty;
    okr_titles note;
    const char *document_code;
    int document; /**< index, -1 unknown */
    const char *source_ref;
    okr_row row;
} okr_measure;

/** One place where the programme speaks of a measure. */
typedef struct okr_mention {
    const char *measure_id;
    int measure; /**< index, -1 unknown */
    const char *contour_code, *priority_code;
    int contour; /**< index of the contour row (of the priority when given), -1 none */
    const char *document_code;
    const char *source_ref;
    okr_row row;
} okr_mention;

/** One location of a measure: a geometry, a named place, or the reason why there is none. */
typedef struct okr_location {
    const char *location_id;
    const char *measure_id;
    int measure;      /**< index, -1 unknown */
    okr_wkb geometry; /**< EPSG:4326; empty when only named */
    const char *oktmo, *settlement_name, *municipality_name,
        *agglomeration_code; /**< as read */
    bool region;             /**< the whole region */
    okr_location_class location_class;
    okr_exactness exactness;
    double accuracy_m;
    okr_reach reach;
    okr_basis basis;
    double portion; /**< 0..1; NaN: not stated */
    bool display_only;
    bool cut; /**< in an extract: geometry is only what lies inside, lengths are the whole's */
    const char *site_id;
    const char *geometry_source;
    okr_date geometry_date;
    const char *note;
    /* found by link/resolve */
    int municipality;  /**< of the named place, -1 none or not resolved */
    int settlement;    /**< index, -1 none */
    int agglomeration; /**< index, -1 none */
    /* found by link/share for locations with geometry */
    okr_shape shape;
    double length_m, area_m2;                 /**< whole geometry; NaN when not that shape */
    double outside_length_m, outside_area_m2; /**< part outside every municipality */
    okr_row row;
} okr_location;

/** A value with its qualifier and origin. */
typedef struct okr_value {
    double number; /**< NaN unknown */
    okr_qualifier qualifier;
    okr_value_origin origin;
} okr_value;

/** One figure of a measure. */
typedef struct okr_indicator {
    const char *measure_id;
    int measure;
    const char *code;
    okr_titles title;
    okr_indicator_role role;
    const char *unit_code; /**< as read */
    int unit;              /**< index, -1 unknown */
    double baseline;       /**< NaN unknown */
    okr_value target, actual;
    okr_value percent; /**< number in percent */
    okr_percent_kind percent_kind;
    okr_date period_start, period_end;
    bool ascending;
    okr_aggregation aggregation;
    bool progress; /**< feeds physical progress */
    const char *note;
    const char *source_ref;
    okr_row row;
} okr_indicator;

/** One point of a planned/actual series. */
typedef struct okr_observation {
    const char *measure_id;
    int measure;
    const char *metric; /**< physical_progress, financial_progress, planned_value ... */
    okr_date date;
    double planned, actual; /**< of the metric: progress in percent, values in its unit; NaN */
    const char *source_ref;
    okr_row row;
} okr_observation;

/** One milestone. */
typedef struct okr_milestone {
    const char *measure_id;
    int measure;
    const char *milestone;
    const char *title_ru;
    okr_date due, met;
    const char *status; /**< scheduled, met, not_met, partially_met */
    const char *source_ref;
    okr_row row;
} okr_milestone;

/** Money of one year and source. */
typedef struct okr_finance {
    const char *measure_id;
    int measure;
    const char *funding_source;
    int year;
    double planned, allocated, spent; /**< in the unit, such as roubles; NaN unknown */
    const char *unit_code;
    int unit;
    const char *source_ref;
    okr_row row;
} okr_finance;

#endif
