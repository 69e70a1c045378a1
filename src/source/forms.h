/** @file
 * The tables of the data model as forms, one file of forms per group of entities, and the short
 * names that their columns are written with.
 */
#ifndef OKR_SOURCE_FORMS_H
#define OKR_SOURCE_FORMS_H

#include "source/table.h"

#include <math.h>

/* What every column has. */
#define OKR_COLUMN(column, cell, record, member)                                               \
    .name = (column), .type = OKR_FORM_##cell, .offset = offsetof(record, member)

/* Text; a column that must be there; a value that must be there. */
#define TEXT(column, record, member)                                                           \
    {                                                                                          \
        OKR_COLUMN(column, TEXT, record, member)                                               \
    }
#define MUST(column, record, member)                                                           \
    {                                                                                          \
        OKR_COLUMN(column, TEXT, record, member), .need = OKR_NEED_COLUMN                      \
    }
#define KEY(column, record, member)                                                            \
    {                                                                                          \
        OKR_COLUMN(column, TEXT, record, member), .need = OKR_NEED_VALUE                       \
    }
/* Any number; one that is not negative; one between 0 and 1; one of percents. */
#define NUMBER(column, record, member)                                                         \
    {                                                                                          \
        OKR_COLUMN(column, NUMBER, record, member)                                             \
    }
#define AMOUNT(column, record, member)                                                         \
    {                                                                                          \
        OKR_COLUMN(column, NUMBER, record, member), .has_range = true, .high = INFINITY        \
    }
#define SHARE(column, record, member)                                                          \
    {                                                                                          \
        OKR_COLUMN(column, NUMBER, record, member), .has_range = true, .high = 1.0             \
    }
#define PERCENT(column, record, member)                                                        \
    {                                                                                          \
        OKR_COLUMN(column, NUMBER, record, member), .is_percent = true                         \
    }
#define YEAR(column, record, member)                                                           \
    {                                                                                          \
        OKR_COLUMN(column, YEAR, record, member)                                               \
    }
#define DATE(column, record, member)                                                           \
    {                                                                                          \
        OKR_COLUMN(column, DATE, record, member)                                               \
    }
#define START(column, record, member)                                                          \
    {                                                                                          \
        OKR_COLUMN(column, START, record, member)                                              \
    }
#define END(column, record, member)                                                            \
    {                                                                                          \
        OKR_COLUMN(column, END, record, member)                                                \
    }
#define FLAG(column, record, member, empty)                                                    \
    {                                                                                          \
        OKR_COLUMN(column, FLAG, record, member), .fallback = (empty)                          \
    }
#define WORD(column, record, member, list, empty)                                              \
    {                                                                                          \
        OKR_COLUMN(column, WORD, record, member), .words = &(list), .fallback = (empty)        \
    }
/* Members that no column of a file sets. */
#define INDEX(record, member)                                                                  \
    {                                                                                          \
        OKR_COLUMN("", INDEX, record, member)                                                  \
    }
#define UNKNOWN(record, member)                                                                \
    {                                                                                          \
        OKR_COLUMN("", NAN, record, member)                                                    \
    }
/* What linking finds of a location. */
#define LOCATION_FOUND(record, location)                                                       \
    INDEX(record, location.measure), INDEX(record, location.municipality),                     \
        INDEX(record, location.settlement), INDEX(record, location.agglomeration),             \
        UNKNOWN(record, location.length_m), UNKNOWN(record, location.area_m2),                 \
        UNKNOWN(record, location.outside_length_m), UNKNOWN(record, location.outside_area_m2)
#define LAST_COLUMN                                                                            \
    {                                                                                          \
        .name = NULL                                                                           \
    }

extern const okr_table_form okr_form_kinds, okr_form_statuses, okr_form_units,
    okr_form_contours, okr_form_documents;
extern const okr_table_form okr_form_municipalities, okr_form_changes, okr_form_settlements,
    okr_form_agglomerations, okr_form_members;
extern const okr_table_form okr_form_measures, okr_form_mentions, okr_form_locations;

extern const okr_table_form okr_form_indicators, okr_form_observations, okr_form_milestones,
    okr_form_finance;

/** All of them, in the order in which they are read; NULL ends the list. */
extern const okr_table_form *const okr_forms[];

#endif
