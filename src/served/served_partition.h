/** @file
 * Splitting one territory into cells until what is undecided is small enough.
 * For src/served only.
 */
#ifndef OKR_SERVED_SERVED_PARTITION_H
#define OKR_SERVED_SERVED_PARTITION_H

#include "base/text.h"
#include "served/served_cell.h"

/** What is served of a territory, by one run. */
typedef struct okr_partition_result {
    double area_m2;
    double low_m2, high_m2;
    size_t cells;
} okr_partition_result;

/** The cells of one territory that are not decided, and the sum over those that are. */
typedef struct okr_partition {
    okr_cell_work work;
    okr_served_cell root;    /**< the territory */
    okr_vec cells;           /**< okr_served_cell: not decided, and free places */
    okr_vec heap;            /**< okr_undecided, the largest first */
    okr_sum most, least;     /**< of what is not served, over all cells, decided or not */
    double low_m2, high_m2;  /**< best bounds so far: every sum on the way is certain */
    okr_vec *unserved_cells; /**< okr_served_cell; NULL: decided cells are not kept */
    size_t served, unserved; /**< decided cells of which some part is served, is not */
    size_t free_place;       /**< in cells, for the next one; cells.count: none is free */
    size_t examined;
} okr_partition;

/** A cell in the heap. */
typedef struct okr_undecided {
    double m2;
    size_t cell;
} okr_undecided;

/** Make an empty partition. */
void okr_partition_init(okr_partition *partition, const okr_served_run *run);

/** Release. */
void okr_partition_done(okr_partition *partition);

/** Read the rings of a territory; even-odd where they are not valid. */
OKR_MUST_CHECK okr_status okr_partition_read(okr_partition *partition, okr_wkb territory,
                                             okr_error *err);

/** Split the largest undecided cell until at most `undecided_m2` are left, or no cell can be.
 */
OKR_MUST_CHECK okr_status okr_partition_refine(okr_partition *partition, double undecided_m2,
                                               okr_error *err);

/** The best bounds reached, widened by what adding up may lose. */
okr_partition_result okr_partition_sum(const okr_partition *partition);

/** Set up what every source serves, for certain or possibly. */
OKR_MUST_CHECK okr_status okr_served_run_init(okr_served_run *run, const okr_served_set *set,
                                              double distance_m, bool certain, okr_error *err);

/** Release; a zeroed run is allowed. */
void okr_served_run_done(okr_served_run *run);

/** Refuse options that cannot be used. */
OKR_MUST_CHECK okr_status okr_served_check_options(const okr_served_set *set,
                                                   const okr_served_options *options,
                                                   okr_error *err);

/**
 * Whether it is certain that the rings of a territory, wound by their role, tell its area: no
 * two edges meet but neighbours at their vertex, and holes and shells lie in one another in
 * turn. Not so for a few valid territories, such as those whose rings touch at a vertex.
 *
 * @param work  whose rings stand one after another, as they were read
 * Cost: some 100 instructions an edge, a tenth of what GEOS takes to tell validity.
 */
OKR_MUST_CHECK okr_status okr_rings_are_simple(const okr_cell_work *work, bool *simple,
                                               okr_error *err);

/** A valid geometry of the same area by the even-odd rule; `out` stays empty when the territory
 * is valid itself. */
OKR_MUST_CHECK okr_status okr_territory_repair(okr_wkb territory, okr_text *out,
                                               okr_error *err);

#endif
