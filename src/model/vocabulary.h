/** @file
 * The closed lists of words of the data model. Each list is an enum with a table that gives the
 * ASCII code used in files and the Russian and English titles shown to people.
 */
#ifndef OKR_MODEL_VOCABULARY_H
#define OKR_MODEL_VOCABULARY_H

#include "base/text.h"

#include <stdbool.h>

/** One word of a list. */
typedef struct okr_word {
    const char *code;     /**< ASCII, as in files */
    const char *title_ru; /**< shown to people */
    const char *title_en;
} okr_word;

/** A closed list; value v of its enum is words[v]. */
typedef struct okr_vocabulary {
    const char *name; /**< of the column that holds it, such as "role" */
    const okr_word *words;
    int count;
} okr_vocabulary;

/** Role of a row of measures: only items are counted. */
typedef enum okr_role {
    OKR_ROLE_ITEM,
    OKR_ROLE_GROUP,
    OKR_ROLE_COMPONENT,
    OKR_ROLE_CONTEXT,
    OKR_ROLE_COUNT
} okr_role;

/** What a measure is by nature. */
typedef enum okr_nature {
    OKR_NATURE_UNKNOWN,
    OKR_NATURE_WORKS,
    OKR_NATURE_PURCHASE,
    OKR_NATURE_SERVICE,
    OKR_NATURE_EVENT,
    OKR_NATURE_DOCUMENT,
    OKR_NATURE_RESEARCH,
    OKR_NATURE_COUNT
} okr_nature;

/** OC4IDS projectStatus. */
typedef enum okr_lifecycle {
    OKR_LIFECYCLE_UNKNOWN,
    OKR_LIFECYCLE_IDENTIFICATION,
    OKR_LIFECYCLE_PREPARATION,
    OKR_LIFECYCLE_IMPLEMENTATION,
    OKR_LIFECYCLE_COMPLETION,
    OKR_LIFECYCLE_MAINTENANCE,
    OKR_LIFECYCLE_DECOMMISSIONING,
    OKR_LIFECYCLE_DECOMMISSIONED,
    OKR_LIFECYCLE_CANCELLED,
    OKR_LIFECYCLE_COUNT
} okr_lifecycle;

/** How the place of a measure is known. */
typedef enum okr_basis {
    OKR_BASIS_STATED,
    OKR_BASIS_NAME_IMPLIED,
    OKR_BASIS_OUTSIDE_KNOWLEDGE,
    OKR_BASIS_AGGLOMERATION,
    OKR_BASIS_NATURAL_AREA,
    OKR_BASIS_REGION,
    OKR_BASIS_REGION_UNQUANTIFIED,
    OKR_BASIS_UNSPECIFIED_SUBSET,
    OKR_BASIS_OUTSIDE_REGION,
    OKR_BASIS_UNKNOWN,
    OKR_BASIS_COUNT
} okr_basis;

/** Bit of a basis in a set of bases. */
#define OKR_BASIS_BIT(basis) (1U << (unsigned)(basis))

/** The bases that locate a measure unless somebody asks otherwise. */
#define OKR_BASES_DEFAULT                                                                      \
    (OKR_BASIS_BIT(OKR_BASIS_STATED) | OKR_BASIS_BIT(OKR_BASIS_NAME_IMPLIED))

/** IATI exactness of a location. */
typedef enum okr_exactness {
    OKR_EXACTNESS_UNKNOWN,
    OKR_EXACTNESS_EXACT,
    OKR_EXACTNESS_APPROXIMATE,
    OKR_EXACTNESS_COUNT
} okr_exactness;

/** IATI location class. */
typedef enum okr_location_class {
    OKR_LOCATION_CLASS_UNKNOWN,
    OKR_LOCATION_CLASS_ADMINISTRATIVE_REGION,
    OKR_LOCATION_CLASS_POPULATED_PLACE,
    OKR_LOCATION_CLASS_STRUCTURE,
    OKR_LOCATION_CLASS_OTHER_TOPOGRAPHICAL_FEATURE,
    OKR_LOCATION_CLASS_COUNT
} okr_location_class;

/** IATI location reach. */
typedef enum okr_reach {
    OKR_REACH_ACTIVITY,
    OKR_REACH_INTENDED_BENEFICIARIES,
    OKR_REACH_COUNT
} okr_reach;

/** Usual or expected geometry. */
typedef enum okr_shape {
    OKR_SHAPE_NONE,
    OKR_SHAPE_POINT,
    OKR_SHAPE_LINE,
    OKR_SHAPE_AREA,
    OKR_SHAPE_REGION,
    OKR_SHAPE_COUNT
} okr_shape;

/** Where an item stands; every item has exactly one. */
typedef enum okr_placement {
    OKR_PLACEMENT_INSIDE,    /**< everything in one municipality */
    OKR_PLACEMENT_SPLIT,     /**< several, with known shares */
    OKR_PLACEMENT_NOT_SPLIT, /**< several named, no split */
    OKR_PLACEMENT_TERRITORY, /**< agglomeration, natural area, unlisted subset */
    OKR_PLACEMENT_REGION,
    OKR_PLACEMENT_OUTSIDE,
    OKR_PLACEMENT_UNPLACED,
    OKR_PLACEMENT_COUNT
} okr_placement;

/** Qualifier of one value. */
typedef enum okr_qualifier {
    OKR_QUALIFIER_EXACT,
    OKR_QUALIFIER_ABOUT,
    OKR_QUALIFIER_ALMOST,
    OKR_QUALIFIER_AT_LEAST,
    OKR_QUALIFIER_MORE_THAN,
    OKR_QUALIFIER_BELOW,
    OKR_QUALIFIER_COUNT
} okr_qualifier;

/** Where a value comes from. */
typedef enum okr_value_origin {
    OKR_ORIGIN_NONE,
    OKR_ORIGIN_STATED,
    OKR_ORIGIN_DERIVED,
    OKR_ORIGIN_COUNT
} okr_value_origin;

/** What a percent means. */
typedef enum okr_percent_kind {
    OKR_PERCENT_NONE,
    OKR_PERCENT_READINESS,
    OKR_PERCENT_ACHIEVEMENT,
    OKR_PERCENT_EXCESS_OVER_TARGET,
    OKR_PERCENT_GROWTH,
    OKR_PERCENT_SHARE,
    OKR_PERCENT_COUNT
} okr_percent_kind;

/** Role of an indicator. */
typedef enum okr_indicator_role {
    OKR_INDICATOR_RESULT,
    OKR_INDICATOR_CHARACTERISTIC,
    OKR_INDICATOR_COUNT
} okr_indicator_role;

/** Whether the values of an indicator may be added. */
typedef enum okr_aggregation {
    OKR_AGGREGATION_NONE,
    OKR_AGGREGATION_SUM,
    OKR_AGGREGATION_COUNT
} okr_aggregation;

/** Certainty that two rows are one measure. */
typedef enum okr_certainty {
    OKR_CERTAINTY_NONE,
    OKR_CERTAINTY_CERTAIN,
    OKR_CERTAINTY_PROBABLE,
    OKR_CERTAINTY_COUNT
} okr_certainty;

/** Kind of a municipal change. */
typedef enum okr_change_kind {
    OKR_CHANGE_MERGE,
    OKR_CHANGE_SPLIT,
    OKR_CHANGE_TRANSFORM,
    OKR_CHANGE_RENAME,
    OKR_CHANGE_COUNT
} okr_change_kind;

/** Role of a municipality in an agglomeration. */
typedef enum okr_member_role {
    OKR_MEMBER_CORE,
    OKR_MEMBER_MEMBER,
    OKR_MEMBER_COUNT
} okr_member_role;

/** Direction in which a figure is certain. */
typedef enum okr_mark {
    OKR_MARK_EQUAL,
    OKR_MARK_AT_LEAST,
    OKR_MARK_AT_MOST,
    OKR_MARK_ABOUT,
    OKR_MARK_COUNT
} okr_mark;

/** How a link to a municipality was found. */
typedef enum okr_link_method {
    OKR_LINK_PLACE,    /**< the municipality or a settlement in it is named; share 1 if alone */
    OKR_LINK_PORTION,  /**< stated portion */
    OKR_LINK_POINT,    /**< a point inside */
    OKR_LINK_LENGTH,   /**< geodesic length of lines */
    OKR_LINK_AREA,     /**< ellipsoidal area of polygons */
    OKR_LINK_ESTIMATE, /**< an allocation rule of the programme */
    OKR_LINK_METHOD_COUNT
} okr_link_method;

/** Severity of a finding. */
typedef enum okr_severity {
    OKR_SEVERITY_WARNING,
    OKR_SEVERITY_ERROR,
    OKR_SEVERITY_FATAL,
    OKR_SEVERITY_COUNT
} okr_severity;

/** How the physical progress of an item was found. */
typedef enum okr_progress_way {
    OKR_PROGRESS_UNKNOWN,
    OKR_PROGRESS_READINESS,  /**< stated percent of readiness */
    OKR_PROGRESS_LIFECYCLE,  /**< completion is 1; identification and preparation are 0 */
    OKR_PROGRESS_INDICATORS, /**< mean of capped achievements */
    OKR_PROGRESS_COMPONENTS, /**< weighted components whose weights sum to 1 */
    OKR_PROGRESS_WAY_COUNT
} okr_progress_way;

extern const okr_vocabulary okr_roles, okr_natures, okr_lifecycles, okr_bases, okr_exactnesses,
    okr_location_classes, okr_reaches, okr_shapes, okr_placements, okr_qualifiers, okr_origins,
    okr_percent_kinds, okr_indicator_roles, okr_aggregations, okr_certainties, okr_change_kinds,
    okr_member_roles, okr_marks, okr_link_methods, okr_severities, okr_progress_ways,
    okr_municipality_types, okr_quantity_kinds;

/** Value of a code, or -1. Comparison is exact. */
int okr_word_find(const okr_vocabulary *list, const char *code);

/** Code of a value; "" when out of range. */
const char *okr_word_code(const okr_vocabulary *list, int value);

/** Title of a value in Russian or English; "" when out of range. */
const char *okr_word_title(const okr_vocabulary *list, int value, bool russian);

/** Append every code of the list, separated by ", ": for messages. */
void okr_word_list(const okr_vocabulary *list, okr_text *text);

/** The sign shown before a figure: "", "≥", "≤", "≈". */
const char *okr_mark_sign(okr_mark mark);

#endif
