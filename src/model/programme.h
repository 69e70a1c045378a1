/** @file
 * A programme in memory: everything read, the links found, and the findings. No I/O.
 *
 * Readers fill the tables, okr_programme_connect turns identifiers into indices, link adds
 * links and balance. A workspace loads back into the same structure.
 */
#ifndef OKR_MODEL_PROGRAMME_H
#define OKR_MODEL_PROGRAMME_H

#include "base/map.h"
#include "base/mem.h"
#include "model/finding.h"
#include "model/link.h"
#include "model/service.h"

/** The boundaries that everything is linked to. */
typedef struct okr_boundary_set {
    okr_titles name;
    const char *path; /**< relative to the programme folder, as written; "" none */
    const char *source;
    const char *licence;
    okr_date date;
    bool approximate;
    double total_area_m2;
} okr_boundary_set;

/** A file that was read; okr_row.source points here. */
typedef struct okr_source_file {
    const char *table; /**< of the data model */
    const char *path;  /**< as written in okrug.yaml, relative to the folder */
    const char *layer;
    okr_date status_date; /**< of this source; falls back to the programme's */
} okr_source_file;

/** Licence statement that every map carries. */
typedef struct okr_attribution {
    const char *what, *source, *licence;
} okr_attribution;

/** A layer drawn under maps only. */
typedef struct okr_context_layer {
    const char *path, *layer, *style, *source;
    okr_titles title;
} okr_context_layer;

/** Default accuracy of a location class. */
typedef struct okr_accuracy_default {
    okr_location_class location_class;
    double accuracy_m;
} okr_accuracy_default;

/** Rule that splits a quantity nothing else splits; its results are marked estimated. */
typedef struct okr_allocation_rule {
    const char *indicator; /**< code */
    const char *rule;      /**< equal, area, population */
} okr_allocation_rule;

/** A table of the report that the programme changes or adds; "" leaves a side as it is. */
typedef struct okr_report_setting {
    const char *table; /**< code: "T9", or a new one */
    const char *like;  /**< of a new one: the table whose form it takes */
    okr_titles title;
    const char *kind, *indicator, *unit, *nature; /**< lists separated by commas */
    bool omit;                                    /**< it is left out */
} okr_report_setting;

/** A programme. Initialise with okr_programme_init, release with okr_programme_done. */
typedef struct okr_programme {
    okr_arena arena; /**< owns every string and geometry below */
    okr_titles title, region;
    const char *region_aliases; /**< other names of the region, parted by |; "" none */
    okr_date period_start, period_end, status_date;
    okr_date as_of; /**< day whose municipalities these are; none: those of the status date */
    okr_titles extract; /**< what this was taken out of a larger programme by; "" the whole */
    bool english;       /**< in files it is saved as, tables and columns have English titles */
    const char *crs;    /**< of the workspace, such as "EPSG:4326" */
    okr_boundary_set boundary_set;
    const char *population_raster; /**< as written; "" none */
    const char *population_file;   /**< the same to open; "" in a workspace */
    okr_vec sources;               /**< okr_source_file */
    okr_vec attributions;          /**< okr_attribution */
    okr_vec context_layers;        /**< okr_context_layer */
    okr_vec accuracies;            /**< okr_accuracy_default */
    okr_vec allocations;           /**< okr_allocation_rule */
    okr_vec report_tables;         /**< okr_report_setting */
    okr_vec kinds;                 /**< okr_kind */
    okr_vec statuses;              /**< okr_status_word */
    okr_vec units;                 /**< okr_unit */
    okr_vec contours;              /**< okr_contour */
    okr_vec documents;             /**< okr_document */
    okr_vec municipalities;        /**< okr_municipality */
    okr_vec changes;               /**< okr_municipal_change */
    okr_vec settlements;           /**< okr_settlement */
    okr_vec agglomerations;        /**< okr_agglomeration */
    okr_vec members;               /**< okr_agglomeration_member */
    okr_vec measures;              /**< okr_measure */
    okr_vec mentions;              /**< okr_mention */
    okr_vec locations;             /**< okr_location */
    okr_vec indicators;            /**< okr_indicator */
    okr_vec observations;          /**< okr_observation */
    okr_vec milestones;            /**< okr_milestone */
    okr_vec finance;               /**< okr_finance */
    okr_vec links;                 /**< okr_link, by measure, location, municipality */
    okr_vec balance;               /**< okr_balance_row, by measure, quantity, indicator */
    okr_vec findings;              /**< okr_finding, in the order found */
    okr_vec shares;                /**< okr_service_share, by kind and territory */
    okr_vec services;              /**< okr_settlement_service, by kind and settlement */
    /* identifier -> index, filled by okr_programme_connect */
    okr_map kind_index, status_index, unit_index, document_index, municipality_index,
        settlement_index, agglomeration_index, measure_index;
} okr_programme;

/** Make an empty programme. */
void okr_programme_init(okr_programme *programme);

/** Release everything it owns; NULL is allowed. */
void okr_programme_done(okr_programme *programme);

/**
 * Turn identifiers into indices: fills the index maps and every reference of every table.
 *
 * A reference to something that is not there stays -1 and becomes an error finding
 * ("reference_unknown"); a duplicate identifier is fatal (OKR_ERR_FORMAT, names file, row,
 * column and value), as is a cycle of parents. Unit spellings of units are understood.
 * Cost: O(rows).
 */
OKR_MUST_CHECK okr_status okr_programme_connect(okr_programme *programme, okr_error *err);

/** The date whose territories are meant: as_of, else the status date, else the period's end. */
okr_date okr_programme_territory_date(const okr_programme *programme);

/** Whether a membership holds on that date. */
bool okr_member_holds(const okr_programme *programme, const okr_agglomeration_member *member);

/** Where a finding stands; strings are copied, NULL is "". */
typedef struct okr_finding_at {
    const char *code;
    okr_severity severity;
    const char *table;
    okr_row row;
    const char *item, *column, *value;
} okr_finding_at;

/** Add a finding whose two messages are ready; strings are copied. */
OKR_MUST_CHECK okr_status okr_programme_find(okr_programme *programme, const okr_finding_at *at,
                                             const char *message_ru, const char *message_en,
                                             okr_error *err);

/** Append "file, row N" of a record, for messages; the file as written in okrug.yaml. */
void okr_programme_where(const okr_programme *programme, okr_row row, okr_text *text);

/** Whether kind `kind` is `ancestor` or stands below it in the tree; both are indices. */
bool okr_kind_under(const okr_programme *programme, int kind, int ancestor);

/* Typed access to row i of a table of programme p. */
#define OKR_MUNICIPALITY(p, i) (&OKR_AT(&(p)->municipalities, okr_municipality, i))
#define OKR_CHANGE(p, i) (&OKR_AT(&(p)->changes, okr_municipal_change, i))
#define OKR_MEASURE(p, i) (&OKR_AT(&(p)->measures, okr_measure, i))
#define OKR_LOCATION(p, i) (&OKR_AT(&(p)->locations, okr_location, i))
#define OKR_INDICATOR(p, i) (&OKR_AT(&(p)->indicators, okr_indicator, i))
#define OKR_SETTLEMENT(p, i) (&OKR_AT(&(p)->settlements, okr_settlement, i))
#define OKR_AGGLOMERATION(p, i) (&OKR_AT(&(p)->agglomerations, okr_agglomeration, i))
#define OKR_MEMBER(p, i) (&OKR_AT(&(p)->members, okr_agglomeration_member, i))
#define OKR_KIND(p, i) (&OKR_AT(&(p)->kinds, okr_kind, i))
#define OKR_STATUS_WORD(p, i) (&OKR_AT(&(p)->statuses, okr_status_word, i))
#define OKR_UNIT(p, i) (&OKR_AT(&(p)->units, okr_unit, i))
#define OKR_CONTOUR(p, i) (&OKR_AT(&(p)->contours, okr_contour, i))
#define OKR_MENTION(p, i) (&OKR_AT(&(p)->mentions, okr_mention, i))
#define OKR_DOCUMENT(p, i) (&OKR_AT(&(p)->documents, okr_document, i))
#define OKR_OBSERVATION(p, i) (&OKR_AT(&(p)->observations, okr_observation, i))
#define OKR_MILESTONE(p, i) (&OKR_AT(&(p)->milestones, okr_milestone, i))
#define OKR_FINANCE(p, i) (&OKR_AT(&(p)->finance, okr_finance, i))
#define OKR_LINK(p, i) (&OKR_AT(&(p)->links, okr_link, i))
#define OKR_BALANCE(p, i) (&OKR_AT(&(p)->balance, okr_balance_row, i))
#define OKR_SERVICE_SHARE(p, i) (&OKR_AT(&(p)->shares, okr_service_share, i))
#define OKR_SETTLEMENT_SERVICE(p, i) (&OKR_AT(&(p)->services, okr_settlement_service, i))
#define OKR_FINDING(p, i) (&OKR_AT(&(p)->findings, okr_finding, i))
#define OKR_SOURCE_FILE(p, i) (&OKR_AT(&(p)->sources, okr_source_file, i))

#endif
