/** @file
 * The map itself: territories, settlements, the marks of measures, and their labels.
 *
 * Prepared before anything is drawn, so that every label has its place; a test can examine the
 * field of labels of a prepared body.
 */
#ifndef OKR_SHEET_MAP_BODY_H
#define OKR_SHEET_MAP_BODY_H

#include "sheet/labels.h"
#include "sheet/map_shape.h"
#include "sheet/sheet_pen.h"

/** A municipality that the frame shows. */
typedef struct okr_body_area {
    int municipality;
    okr_sheet_shape shape;
    okr_sheet_shape coarse; /**< the same, good enough for labels */
    okr_point inner;        /**< deep inside its visible part */
    double depth;           /**< points from there to its edge; negative: not visible */
} okr_body_area;

/** A settlement drawn as a dot. */
typedef struct okr_body_dot {
    int settlement;
    okr_point at;
    double radius; /**< points */
    bool muted;    /**< of a neighbour */
    size_t label;  /**< of its name in the field */
} okr_body_dot;

/** Measures that stand at one place. */
typedef struct okr_body_group {
    okr_stand stand;
    int settlement;
    okr_point at;
    bool approximate;
    okr_vec rows;  /**< size_t: rows of the sheet, each once */
    okr_vec spots; /**< okr_point: true places of drawn points */
    size_t label;  /**< of its tray or number in the field */
    bool alone;    /**< one symbol at its own place with a number beside it */
} okr_body_group;

/** A drawn line or area of a measure. */
typedef struct okr_body_work {
    size_t row;
    bool area, approximate;
    okr_sheet_shape shape;
} okr_body_work;

/** What a label of the field is. */
typedef enum okr_caption_kind {
    OKR_CAPTION_TEXT,
    OKR_CAPTION_PLATE, /**< a number on a white plate, on its own line or area */
    OKR_CAPTION_TRAY
} okr_caption_kind;

/** The content of a label; caption i belongs to label i of the field. */
typedef struct okr_caption {
    okr_caption_kind kind;
    okr_type type;
    const char *text; /**< borrowed or the body's */
    size_t group;     /**< of a tray */
} okr_caption;

/** A prepared map. Initialise with okr_map_body_prepare. */
typedef struct okr_map_body {
    const okr_pen *pen; /**< borrowed */
    okr_map_projection projection;
    okr_map_view view;
    okr_box box;  /**< degrees of the frame */
    double spare; /**< height of the frame that the territory does not need, points */
    okr_arena arena;
    okr_vec areas;  /**< okr_body_area */
    okr_vec dots;   /**< okr_body_dot */
    okr_vec groups; /**< okr_body_group */
    okr_vec works;  /**< okr_body_work */
    okr_label_field field;
    okr_vec captions; /**< okr_caption */
} okr_map_body;

/** The polygons that a sheet is about (else points of its settlements); caller frees list. */
OKR_MUST_CHECK okr_status okr_map_body_extent(const okr_map_job *job, const okr_sheet *sheet,
                                              okr_vec *polygons, okr_arena *arena,
                                              okr_error *err);

/** Project, collect, and place every label. */
OKR_MUST_CHECK okr_status okr_map_body_prepare(okr_map_body *body, const okr_pen *pen,
                                               okr_error *err);

/** Draw what was prepared. */
OKR_MUST_CHECK okr_status okr_map_body_draw(const okr_map_body *body, okr_error *err);

/** Release; a zeroed struct is allowed. */
void okr_map_body_done(okr_map_body *body);

/* Parts: map_parts.c, map_marks.c, map_names.c, map_tray.c, map_paint.c. */

/** Radius of a point symbol. */
double okr_symbol_radius(const okr_pen *pen);

/** Sizes that settlements are drawn in. */
enum { OKR_SETTLEMENT_CLASSES = 5 };

/** Size of a settlement by its people: 0 (below 1000, or not known) to 4 (100 000 and more). */
int okr_settlement_class(const okr_settlement *s);

/** Fill body->groups and body->works: where each row of the sheet stands in the frame. */
OKR_MUST_CHECK okr_status okr_body_collect_marks(okr_map_body *body, okr_error *err);

/** Put the groups and works into the field: obstacles, numbers and trays. */
OKR_MUST_CHECK okr_status okr_body_place_marks(okr_map_body *body, okr_error *err);

/** Put the names of municipalities and settlements into the field. */
OKR_MUST_CHECK okr_status okr_body_name(okr_map_body *body, okr_error *err);

/** Size of the box that shows a group's symbols with their numbers. */
okr_size okr_tray_size(const okr_map_body *body, const okr_body_group *group);

/** Draw such a box. */
void okr_tray_draw(const okr_map_body *body, const okr_body_group *group, okr_turned box);

/** Whether some measure stands at a settlement. */
bool okr_body_has_marks(const okr_map_body *body, int settlement);

/** The municipality of the sheet as an area of the body, or NULL. */
const okr_body_area *okr_body_target(const okr_map_body *body);

/** Add a label with its caption; see okr_label_add. */
OKR_MUST_CHECK okr_status okr_body_label(okr_map_body *body, okr_label label,
                                         okr_caption caption, okr_error *err);

#endif
