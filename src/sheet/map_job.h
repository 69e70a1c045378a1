/** @file
 * What all sheets of one run share: the programme, which measures are meant, and the figures
 * that stats found for them.
 */
#ifndef OKR_SHEET_MAP_JOB_H
#define OKR_SHEET_MAP_JOB_H

#include "base/text.h"
#include "link/placement.h"
#include "model/bucket.h"
#include "model/programme.h"
#include "model/theme.h"
#include "okrug/map.h"
#include "sheet/map_borders.h"
#include "view/ask.h"

/** A layer drawn under the map. */
typedef struct okr_context {
    const okr_context_layer *layer; /**< borrowed */
    okr_vec shapes;                 /**< okr_context_shape */
} okr_context;

/** One feature of a context layer; the geometry is the job's. */
typedef struct okr_context_shape {
    okr_wkb geometry;
    okr_box box;
} okr_context_shape;

/** What stats says of a territory, by statistic; value NaN where it says nothing. */
typedef struct okr_headline {
    okr_stat_row of[OKR_STAT_ACTUAL_SUM];
} okr_headline;

/** One run. Initialise with okr_map_job_open. */
typedef struct okr_map_job {
    const okr_programme *programme; /**< borrowed */
    const okr_map_options *options; /**< borrowed */
    const char *workspace_path;     /**< borrowed */
    okr_arena arena;                /**< owns texts and context geometry */
    const char *region;             /**< its title as it is set: a dash, not " - " */
    const okr_theme *theme;         /**< of the municipalities */
    okr_theme_class classes[OKR_THEME_CLASSES];
    int class_count;
    int kind;                           /**< theme kind=K, else -1 */
    okr_ask ask;                        /**< owned: stats, and which measures are meant */
    okr_headline whole;                 /**< of the programme */
    okr_headline *municipalities;       /**< owned */
    okr_headline *agglomerations;       /**< owned */
    okr_vec by_kind;                    /**< okr_stat_row: agglomeration or total, kind */
    double placed[OKR_PLACEMENT_COUNT]; /**< measures by placement */
    const char **brief_en;              /**< owned, by municipality: short English names */
    const char **settlement_names;      /**< owned, in the language of the sheets */
    double *values;                     /**< owned, by municipality: what the theme colours */
    okr_box *boxes;                     /**< owned, by municipality; degrees, unwrapped */
    okr_map_borders borders;            /**< of the municipalities, each once */
    okr_buckets locations;              /**< by measure */
    okr_buckets links;                  /**< by location */
    okr_buckets settlements;            /**< by municipality */
    okr_buckets members;                /**< by agglomeration */
    okr_vec contexts;                   /**< okr_context */
    int sheets;                         /**< in the atlas; 0: one sheet alone */
} okr_map_job;

/** Prepare a run: choose measures, ask for figures, read context layers. */
OKR_MUST_CHECK okr_status okr_map_job_open(okr_map_job *job, const okr_workspace *workspace,
                                           const okr_map_options *options,
                                           const okr_listener *listener, okr_error *err);

/** Release; a zeroed struct is allowed. */
void okr_map_job_close(okr_map_job *job);

/** Ask stats for the figures of every territory; map_figures.c. */
OKR_MUST_CHECK okr_status okr_map_figures(okr_map_job *job, okr_error *err);

/** Colour of a value of the theme, "#rrggbb". */
const char *okr_map_colour(const okr_map_job *job, double value);

/** One of two texts by the language of the run. */
const char *okr_map_pick(const okr_map_job *job, okr_titles titles);

/** Append a number for people: groups of three, decimal comma in Russian; "–" for NaN. */
void okr_map_number(okr_text *text, double value, int digits, bool russian);

/** Append a date for people: 31.12.2022, III квартал 2022 ... */
void okr_map_date(okr_text *text, okr_date date, bool russian);

#endif
