/** @file
 * The workspace described as data: one row per table, one per column.
 *
 * CREATE TABLE, the entries of GeoPackage (contents, geometry columns, titles, domains), saving
 * and loading are all generated from these rows, so they cannot disagree.
 */
#ifndef OKR_STORE_SCHEMA_H
#define OKR_STORE_SCHEMA_H

#include "model/programme.h"

#include <stdint.h>

/** What workspace_format of table programme says in files of this version. */
enum { OKR_WORKSPACE_FORMAT = 3 };

/** How a column lies in memory and in the file. */
typedef enum okr_field {
    OKR_FIELD_TEXT,       /**< const char *; "" is NULL */
    OKR_FIELD_PATH,       /**< the same; of an absolute path only the name is written */
    OKR_FIELD_REAL,       /**< double; NaN is NULL */
    OKR_FIELD_YEAR,       /**< int; 0 is NULL */
    OKR_FIELD_LONG,       /**< long; 0 is NULL */
    OKR_FIELD_FLAG,       /**< bool */
    OKR_FIELD_WORD,       /**< enum, stored as its code; the empty code is NULL */
    OKR_FIELD_WORD_MAYBE, /**< int of a vocabulary; -1 is NULL */
    OKR_FIELD_DATE,       /**< okr_date, stored as stated: "2022", "2022-Q3", "2022-10-31" */
    OKR_FIELD_REF,        /**< int index of another table, stored as its fid; -1 is NULL */
    OKR_FIELD_GEOMETRY,   /**< okr_wkb */
    /* From here on: derived when written, not read back. */
    OKR_FIELD_WORD_TITLE, /**< Russian title of a WORD */
    OKR_FIELD_FIRST_DAY,  /**< of an okr_date, as a full DATE */
    OKR_FIELD_LAST_DAY,   /**< of an okr_date, as a full DATE */
    OKR_FIELD_POINT,      /**< two doubles lon, lat as a geometry; NaN is NULL */
    OKR_FIELD_NUMBER,     /**< double that is a whole number; NaN is NULL */
    OKR_FIELD_FLAG_MAYBE, /**< int; -1 is NULL */
    OKR_FIELD_SELF,       /**< fid of the row itself */
    OKR_FIELD_CONSTANT,   /**< int `offset` itself */
    OKR_FIELD_EXTRA       /**< filled by the writer of the table, see okr_extra_fn */
} okr_field;

/** A step from a row to the row it refers to; rows == 0 ends a list of steps. */
typedef struct okr_hop {
    size_t index; /**< offset of the int index in the row */
    size_t rows;  /**< offset of the okr_vec in okr_programme */
} okr_hop;

enum { OKR_HOPS = 3 };

/** Where the value of a column stands. */
typedef enum okr_base {
    OKR_BASE_ROW,           /**< in the row the hops lead to */
    OKR_BASE_MEASURE,       /**< in the okr_measure_facts of the measure the hops lead to */
    OKR_BASE_MUNICIPALITY,  /**< in the okr_territory_facts of a municipality */
    OKR_BASE_AGGLOMERATION, /**< in those of an agglomeration */
    OKR_BASE_COUNT
} okr_base;

/** One column. */
typedef struct okr_column {
    const char *name; /**< lower-case ASCII */
    const char *sql;  /**< type of GeoPackage */
    okr_titles title; /**< with the unit behind a comma */
    okr_field field;
    okr_base base;
    size_t offset;                /**< of the value in the row the hops lead to */
    const okr_vocabulary *domain; /**< of OKR_FIELD_WORD*, else NULL */
    const char *domain_table;     /**< "kind" or "status": values listed by the programme */
    const char *references;       /**< table whose fid an OKR_FIELD_REF holds */
    okr_hop hops[OKR_HOPS];
} okr_column;

/** When a table is read back. */
typedef enum okr_load {
    OKR_LOAD_FIRST, /**< before okr_programme_connect, which restores its references */
    OKR_LOAD_LAST,  /**< after it, with the references that are stored */
    OKR_LOAD_NOT    /**< derived from other tables */
} okr_load;

/** Marks the table whose single row is the programme itself. */
#define OKR_ROWS_PROGRAMME SIZE_MAX
/** Marks a table that holds rows of no vector of the programme. */
#define OKR_ROWS_NONE (SIZE_MAX - 1)

/** One table of the workspace. */
typedef struct okr_schema {
    const char *name;
    okr_titles title;     /**< the Russian one becomes the identifier of gpkg_contents */
    const char *note_ru;  /**< description of gpkg_contents */
    const char *geometry; /**< "POINT" ..., NULL for a table of attributes */
    okr_shape shape;      /**< of the locations in a location_* table, else OKR_SHAPE_NONE */
    size_t rows;          /**< offset of the okr_vec in okr_programme */
    bool found;           /**< the offset is one in okr_facts; never read back */
    okr_load load;
    bool (*keep)(const void *row); /**< NULL: every row; fid stays index + 1 all the same */
    bool quick;                    /**< grows with the programme: copied, see store/quick.h */
    const okr_column *columns;
    size_t count;
} okr_schema;

/** Number of tables of the workspace. */
size_t okr_schema_count(void);

/** Table i, in the order they are created, written and read. */
const okr_schema *okr_schema_at(size_t i);

/** Table of that name, or NULL. */
const okr_schema *okr_schema_find(const char *name);

/** Whether a column is read back into the programme. */
bool okr_column_loads(const okr_column *column);

/** Name of the domain of a column in the file, NULL when it has none. */
const char *okr_column_domain(const okr_column *column);

/** A closed list under the name its domain bears in the file. */
typedef struct okr_domain {
    const char *name;
    const okr_vocabulary *words;
} okr_domain;

/** Domain i, NULL beyond the last. */
const okr_domain *okr_domain_at(size_t i);

/** A relation between two tables, kept in a mapping table. */
typedef struct okr_relation {
    const char *base, *related, *mapping;
    const char *name; /**< kind of relation of the Related Tables extension */
} okr_relation;

/** Relation i, NULL beyond the last. */
const okr_relation *okr_relation_at(size_t i);

/* The groups that schema.c joins, one per file. */
extern const okr_schema okr_schema_programme[], okr_schema_territory[], okr_schema_measure[],
    okr_schema_layer[], okr_schema_link[], okr_schema_service[];
extern const size_t okr_schema_programme_count, okr_schema_territory_count,
    okr_schema_measure_count, okr_schema_layer_count, okr_schema_link_count,
    okr_schema_service_count;

#endif
