/** @file
 * What one sheet shows, as data: titles, the rows of its table, the marks on its map, figures
 * and notes. Nothing here knows of paper.
 */
#ifndef OKR_SHEET_SHEET_H
#define OKR_SHEET_SHEET_H

#include "sheet/map_job.h"
#include "sheet/map_symbol.h"

/** What a sheet is about. */
typedef enum okr_sheet_kind {
    OKR_SHEET_OVERVIEW,
    OKR_SHEET_AGGLOMERATION,
    OKR_SHEET_MUNICIPALITY
} okr_sheet_kind;

/** How the place of a mark is known. */
typedef enum okr_stand {
    OKR_STAND_DRAWN,      /**< its own geometry */
    OKR_STAND_SETTLEMENT, /**< a settlement is named */
    OKR_STAND_WHOLE       /**< only the municipality is named */
} okr_stand;

/** A row of the table: a measure, or a municipality. */
typedef struct okr_sheet_row {
    const char *heading; /**< stands above this row; NULL none */
    int number;          /**< ties the row to the map; 0 none */
    int measure;         /**< index, -1 none */
    int municipality;    /**< index, -1 none */
    okr_symbol symbol;   /**< of a measure */
    const char *title, *detail;
    const char *state;
    double progress; /**< 0..1; NaN unknown */
    okr_mark mark;   /**< of the progress */
    bool enters;     /**< progress applies */
} okr_sheet_row;

/** A measure on the map. */
typedef struct okr_sheet_mark {
    size_t row; /**< index into rows */
    int location;
    int settlement; /**< with OKR_STAND_SETTLEMENT */
    okr_stand stand;
    bool approximate;
} okr_sheet_mark;

/** One headline figure. */
typedef struct okr_sheet_fact {
    const char *label, *value;
    double bar; /**< 0..1 drawn under it; NaN none */
} okr_sheet_fact;

/** A line of the second list: a settlement, or a group of kinds. */
typedef struct okr_sheet_entry {
    const char *title, *detail, *figure;
    double bar; /**< 0..1; NaN none */
} okr_sheet_entry;

/** A measure of the whole agglomeration: it touches the sheet and is placed nowhere in it. */
typedef struct okr_sheet_whole {
    okr_symbol symbol;
    const char *title, *state;
} okr_sheet_whole;

/** A sheet. Release with okr_sheet_done. */
typedef struct okr_sheet {
    okr_arena arena; /**< owns the texts */
    okr_sheet_kind kind;
    int index;  /**< of the municipality or agglomeration, -1 the overview */
    int number; /**< in the atlas, from 1 */
    const char *title, *subtitle;
    bool *member;    /**< owned, by municipality: belongs to the sheet's territory */
    okr_vec rows;    /**< okr_sheet_row */
    okr_vec marks;   /**< okr_sheet_mark */
    okr_vec facts;   /**< okr_sheet_fact */
    okr_vec notes;   /**< const char *: what is not on the map */
    okr_vec wholes;  /**< okr_sheet_whole */
    okr_vec entries; /**< okr_sheet_entry */
} okr_sheet;

/** Collect a sheet. `index` is that of a municipality or agglomeration. */
OKR_MUST_CHECK okr_status okr_sheet_make(okr_sheet *sheet, const okr_map_job *job,
                                         okr_sheet_kind kind, int index, okr_error *err);

/** Release; a zeroed struct is allowed. */
void okr_sheet_done(okr_sheet *sheet);

/** Whether municipalities are coloured by the theme. */
bool okr_sheet_is_themed(const okr_sheet *sheet, const okr_map_job *job);

/** Number of the atlas sheet of a municipality; 0 outside an atlas. */
int okr_sheet_number_of(const okr_map_job *job, int municipality);

/** Name of a municipality on maps: short where there is room for no more. */
const char *okr_sheet_name(const okr_map_job *job, int municipality, bool brief);

/* Parts of okr_sheet_make; sheet_rows.c, sheet_facts.c, sheet_entries.c. */
OKR_MUST_CHECK okr_status okr_sheet_entries(okr_sheet *sheet, const okr_map_job *job,
                                            okr_error *err);
OKR_MUST_CHECK okr_status okr_sheet_measure_rows(okr_sheet *sheet, const okr_map_job *job,
                                                 okr_error *err);
OKR_MUST_CHECK okr_status okr_sheet_place_rows(okr_sheet *sheet, const okr_map_job *job,
                                               okr_error *err);
OKR_MUST_CHECK okr_status okr_sheet_facts(okr_sheet *sheet, const okr_map_job *job,
                                          okr_error *err);
OKR_MUST_CHECK okr_status okr_sheet_notes(okr_sheet *sheet, const okr_map_job *job,
                                          okr_error *err);

/** The symbol of a measure in tables and legends. */
okr_symbol okr_sheet_symbol(const okr_programme *programme, const okr_measure *measure);

/** The state of a measure in the programme's own word. */
const char *okr_sheet_state(const okr_map_job *job, const okr_measure *measure);

/** Copy a built text into the sheet and empty it; NULL with err filled. */
OKR_MUST_CHECK const char *okr_sheet_keep(okr_sheet *sheet, okr_text *text, okr_error *err);

#endif
