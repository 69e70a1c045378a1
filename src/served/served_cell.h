/** @file
 * One cell of a territory: how much of it is served at least and at most.
 * For src/served only.
 */
#ifndef OKR_SERVED_SERVED_CELL_H
#define OKR_SERVED_SERVED_CELL_H

#include "geo/clip.h"
#include "served/served_set.h"

/** A feature that is somewhere in its geometry and yet serves some place for certain. */
typedef struct okr_far_reach {
    const okr_served_far *far;
    double within; /**< chord to the farthest vertex up to which a place is served */
    double beyond; /**< chord beyond which it is not */
} okr_far_reach;

/** One question: every source serves what lies within its own reach. Shared by all workers. */
typedef struct okr_served_run {
    const okr_served_set *set;
    double *reach;      /**< metres, by source; negative: serves nothing */
    double *within;     /**< chord up to which a place is served for certain */
    double *beyond;     /**< chord beyond which it is not served for certain */
    double gap;         /**< greatest beyond - within */
    double reach_max;   /**< of all sources; negative: nothing serves */
    double beyond_max;  /**< of all sources */
    okr_far_reach *far; /**< owned; of the certain question only */
    size_t far_count;
} okr_served_run;

/** Vertices of a ring in okr_cell_work.points. */
typedef struct okr_cell_ring {
    size_t first;
    size_t count;
} okr_cell_ring;

/** What a list in okr_cell_work.candidates holds: runs near a cell, or pieces that may decide.
 */
typedef enum okr_list_kind { OKR_LIST_NONE, OKR_LIST_RUNS, OKR_LIST_PIECES } okr_list_kind;

/** What is near a cell. */
typedef struct okr_cell_list {
    okr_list_kind kind;
    size_t first, count;
} okr_cell_list;

/** What is known of all places of a box at once. */
typedef enum okr_cell_verdict {
    OKR_CELL_OPEN,
    OKR_CELL_SERVED,
    OKR_CELL_UNSERVED
} okr_cell_verdict;

/** The part of a territory in a box. */
typedef struct okr_served_cell {
    okr_box box;
    size_t first_ring, rings; /**< in okr_cell_work.rings; 0 rings: the whole box */
    okr_cell_list list;
    double area_m2;
    double low_m2, high_m2; /**< bounds of what is served of area_m2 */
    okr_cell_verdict verdict;
    bool clear_of_areas; /**< no area holds any place of the box */
    bool clear_of_far;   /**< nothing of okr_served_run.far serves any place of the box */
    bool nothing;        /**< no part of the territory is in the box */
    bool done;           /**< splitting cannot help: as fine as rounding allows */
} okr_served_cell;

/** Strips that a cell is cut into; room for the lines between them, which vectors like even;
 * and the most candidates that a cell is cut with. */
enum { OKR_CELL_STRIPS = 8, OKR_CELL_ROOM = 10, OKR_CELL_GRAPHS = 256 };

/** Heights of straight lines at the two ends of every strip. */
typedef struct okr_strip_lines {
    double first[OKR_CELL_STRIPS], last[OKR_CELL_STRIPS];
} okr_strip_lines;

/** What is served from one side of a cell: at least all below two chords, and nothing above the
 * roof. */
typedef struct okr_cover {
    okr_strip_lines left;  /**< the chord that is highest at the left end of each strip */
    okr_strip_lines right; /**< that which is highest at the right end */
    okr_strip_lines roof;
} okr_cover;

/** The strips of a cell; metres from its middle. */
typedef struct okr_cell_strips {
    bool swapped;                /**< they run from south to north, not from west to east */
    double side;                 /**< half the length of a strip */
    double nodes[OKR_CELL_ROOM]; /**< lines between strips; the last of them is no line */
    okr_cover cover[2];          /**< from below; and from above, upside down */
} okr_cell_strips;

/** Where a cell lies in space; see docs/served.md for the letters. */
typedef struct okr_cell_place {
    okr_space_frame frame; /**< of the middle of the box */
    okr_space up;
    okr_lonlat middle;
    double half_east, half_north; /**< metres from the middle to the sides, on the plane */
    double bend;                  /**< W: how far the box departs from the plane's grid */
    double radius;                /**< r: no place of the box is farther from the middle */
    double tall;                  /**< half the box's height, radians */
} okr_cell_place;

/** A piece that may decide the cell that was looked at last. */
typedef struct okr_near {
    uint32_t id;
    double distance;
    okr_space d; /**< from the nearest place of the piece to the middle of the cell */
} okr_near;

/** Meridians and parallels that are remembered: the middles of halved boxes lie on few. */
enum { OKR_CELL_MIDDLES = 256 };

/** Memory of one worker; cells refer to it by number. */
typedef struct okr_cell_work {
    const okr_served_run *run;
    okr_area_frame frame;
    okr_cell_place place; /**< of the cell that was looked at last */
    okr_vec candidates;   /**< uint32_t */
    okr_vec points;       /**< okr_lonlat */
    okr_vec rings;        /**< okr_cell_ring */
    okr_vec near;         /**< okr_near: the list of `place`, in its order */
    okr_vec flat, spare;  /**< okr_xy, of one cell */
    okr_meridian meridians[OKR_CELL_MIDDLES]; /**< of the last cells, by hash; zeroed: none */
    okr_parallel parallels[OKR_CELL_MIDDLES]; /**< the same */
} okr_cell_work;

/** Make empty work. */
void okr_cell_work_init(okr_cell_work *work, const okr_served_run *run);

/** Release. */
void okr_cell_work_done(okr_cell_work *work);

/** Area of the cell's part of the territory, exact for straight edges. */
double okr_cell_area(const okr_cell_work *work, const okr_served_cell *cell);

/** Rings of `part`: those of `whole` cut to the part's box by one more side. */
OKR_MUST_CHECK okr_status okr_cell_cut(okr_cell_work *work, const okr_served_cell *whole,
                                       okr_cut cut, okr_served_cell *part, okr_error *err);

/**
 * Fill in what is near the box of a cell, and the verdict. Its rings may be missing as yet.
 * @param above  a cell that holds this one, whose candidates are looked through
 */
OKR_MUST_CHECK okr_status okr_cell_look(okr_cell_work *work, const okr_served_cell *above,
                                        okr_served_cell *cell, okr_error *err);

/** The part of okr_cell_look that is about lists; work->place is that of the cell. */
OKR_MUST_CHECK okr_status okr_cell_find_near(okr_cell_work *work, const okr_cell_list *above,
                                             okr_served_cell *cell, okr_error *err);

/** Measure the pieces of a list again, for work->place. */
OKR_MUST_CHECK okr_status okr_cell_measure_near(okr_cell_work *work, const okr_cell_list *list,
                                                okr_error *err);

/** Fill in the bounds of the cell that was looked at last, whose rings and area are known. */
OKR_MUST_CHECK okr_status okr_cell_bound(okr_cell_work *work, okr_served_cell *cell,
                                         okr_error *err);

/** Whether the cell that was looked at last is open and too wide for bounds. */
bool okr_cell_is_wide(const okr_cell_work *work, const okr_served_cell *cell);

/** okr_cell_look and okr_cell_bound of a cell whose rings and area are known. */
OKR_MUST_CHECK okr_status okr_cell_examine(okr_cell_work *work, const okr_served_cell *above,
                                           okr_served_cell *cell, okr_error *err);

/** delta: relative change of area per square metre of the plane, over the box. */
double okr_cell_density(const okr_cell_place *place);

/**
 * What work->near, no more than OKR_CELL_GRAPHS, leaves of the box of a place.
 * @return false where nothing can be said: a reach is too small
 */
bool okr_cell_find_strips(const okr_cell_work *work, const okr_cell_place *place,
                          okr_cell_strips *strips);

/** Bounds from the strips: narrows low_m2 and high_m2 of a cell, unless its rings are too long.
 */
OKR_MUST_CHECK okr_status okr_cell_measure_strips(okr_cell_work *work,
                                                  const okr_cell_place *place,
                                                  const okr_cell_strips *strips,
                                                  okr_served_cell *cell, okr_error *err);

/** What a strip leaves of the box, possibly or for certain, in work->flat.
 * @param[out] n  vertices; 0: nothing is left */
OKR_MUST_CHECK okr_status okr_cell_strip_remnant(okr_cell_work *work,
                                                 const okr_cell_strips *strips, size_t strip,
                                                 bool certain, size_t *n, okr_error *err);

/** Find what is somewhere and yet serves some place for certain, where nearer than
 * `distance_m`. */
OKR_MUST_CHECK okr_status okr_far_find(okr_served_run *run, double distance_m, okr_error *err);

/** What serves from somewhere may decide a cell, or keep it open. */
void okr_far_examine(const okr_cell_work *work, const okr_cell_place *place,
                     okr_served_cell *cell);

/** Where the box of a cell lies. */
void okr_cell_place_set(okr_cell_work *work, okr_cell_place *place, const okr_box *box);

/** The frame's part of a parallel, remembered from the last time. */
const okr_parallel *okr_cell_parallel(okr_cell_work *work, double lat);

/** Called with a ring of what is left, in metres on the plane of the place. */
typedef okr_status okr_remnant_fn(void *user, const okr_xy *ring, size_t n, okr_error *err);

/** Visit what is left unserved of the box of a cell, possibly or for certain, in convex rings
 * that do not overlap. */
OKR_MUST_CHECK okr_status okr_cell_remnant(okr_cell_work *work, const okr_served_cell *cell,
                                           bool certain, okr_remnant_fn *visit, void *user,
                                           okr_error *err);

#endif
