/** @file
 * One cell of a territory: how much of it is served at least and at most.
 * For geo/served*.c only.
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
    okr_far_reach *far; /**< owned; of the certain question only */
    size_t far_count;
} okr_served_run;

/** Vertices of a ring in okr_cell_work.points. */
typedef struct okr_cell_ring {
    size_t first;
    size_t count;
} okr_cell_ring;

/** The part of a territory in a box. */
typedef struct okr_served_cell {
    okr_box box;
    size_t first_ring, rings; /**< in okr_cell_work.rings; 0 rings: the whole box */
    size_t first_candidate;   /**< in okr_cell_work.candidates: pieces that may decide */
    size_t candidates;
    double area_m2;
    double low_m2, high_m2; /**< bounds of what is served of area_m2 */
    bool gathered;          /**< candidates are known; not so of wide cells */
    bool clear_of_areas;    /**< no area holds any place of the box */
    bool clear_of_far;      /**< nothing of okr_served_run.far serves any place of the box */
    bool nothing;           /**< no part of the territory is in the box */
    bool done;              /**< splitting cannot help: as fine as rounding allows */
} okr_served_cell;

/** How one candidate cuts a cell; metres east and north of the middle. */
typedef struct okr_slope {
    double east, north; /**< of the distance, per metre */
    double within;      /**< served for certain where east x + north y <= within */
    double beyond;      /**< not served for certain where east x + north y > beyond */
} okr_slope;

/** Memory of one worker; cells refer to it by number. */
typedef struct okr_cell_work {
    const okr_served_run *run;
    okr_area_frame frame;
    okr_vec candidates;  /**< uint32_t */
    okr_vec points;      /**< okr_lonlat */
    okr_vec rings;       /**< okr_cell_ring */
    okr_vec chords;      /**< double, of one cell */
    okr_vec slopes;      /**< of one cell */
    okr_vec flat, spare; /**< okr_xy, of one cell */
} okr_cell_work;

/** Room for `extra` items more, growing as appends do: okr_vec_reserve alone would copy it all
 * every time. */
static inline okr_status okr_cell_room(okr_vec *vec, size_t extra, okr_error *err)
{
    size_t wanted = vec->count + extra;

    if (wanted <= vec->capacity)
        return OKR_OK;
    return okr_vec_reserve(vec, wanted > 2 * vec->capacity ? wanted : 2 * vec->capacity, err);
}

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
 * Fill in the bounds of a cell whose box, rings and area are known.
 * @param above  a cell that holds this one, whose candidates are looked through
 */
OKR_MUST_CHECK okr_status okr_cell_examine(okr_cell_work *work, const okr_served_cell *above,
                                           okr_served_cell *cell, okr_error *err);

/** Where a cell lies in space; see docs/served.md for the letters. */
typedef struct okr_cell_place {
    okr_space_frame frame; /**< of the middle of the box */
    okr_lonlat middle;
    double half_east, half_north; /**< metres from the middle to the sides, on the plane */
    double bend;                  /**< W: how far the box departs from the plane's grid */
    double radius;                /**< r: no place of the box is farther from the middle */
    double density;               /**< delta: relative change of area per metre square */
} okr_cell_place;

/**
 * Bounds from the slope of the distance: fills low_m2 and high_m2 of a cell whose candidates
 * are known. Leaves them at 0 and area_m2 where the slope says nothing.
 */
OKR_MUST_CHECK okr_status okr_cell_slope(okr_cell_work *work, const okr_cell_place *place,
                                         okr_served_cell *cell, okr_error *err);

/** okr_cell_remnant of a cell that has slopes. */
OKR_MUST_CHECK okr_status okr_cell_slope_remnant(okr_cell_work *work,
                                                 const okr_cell_place *place,
                                                 const okr_served_cell *cell, bool certain,
                                                 size_t *n, okr_error *err);

/** Find what is somewhere and yet serves some place for certain, where nearer than
 * `distance_m`. */
OKR_MUST_CHECK okr_status okr_far_find(okr_served_run *run, double distance_m, okr_error *err);

/** Widen the bounds of a cell by what serves from somewhere, or decide it. */
void okr_far_examine(const okr_cell_work *work, const okr_cell_place *place,
                     okr_served_cell *cell);

/** Where the box of a cell lies. */
void okr_cell_place_set(okr_cell_place *place, const okr_box *box);

/**
 * What is left unserved of the box of a cell: possibly, or for certain. Fills work->flat
 * (metres on the plane of the place).
 * @param[out] n  vertices; 0: nothing is left
 */
OKR_MUST_CHECK okr_status okr_cell_remnant(okr_cell_work *work, const okr_cell_place *place,
                                           const okr_served_cell *cell, bool certain, size_t *n,
                                           okr_error *err);

#endif
