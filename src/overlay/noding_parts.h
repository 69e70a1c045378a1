/** @file
 * Where two edges meet. Private to noding*.c.
 */
#ifndef OKR_OVERLAY_NODING_PARTS_H
#define OKR_OVERLAY_NODING_PARTS_H

#include "overlay/arrangement.h"

/** Edge `edge` gets a vertex at `at`. */
typedef struct okr_split {
    uint32_t edge;
    double along; /**< from a to b */
    okr_lonlat at;
} okr_split;

/** Do the boxes of two edges meet? */
static inline bool okr_edges_near(const okr_edge *e, const okr_edge *f)
{
    double e_low = e->a.lat < e->b.lat ? e->a.lat : e->b.lat;
    double e_high = e->a.lat < e->b.lat ? e->b.lat : e->a.lat;
    double f_low = f->a.lat < f->b.lat ? f->a.lat : f->b.lat;
    double f_high = f->a.lat < f->b.lat ? f->b.lat : f->a.lat;

    return e->a.lon <= f->b.lon && f->a.lon <= e->b.lon && e_low <= f_high && f_low <= e_high;
}

/**
 * Append to `splits` (okr_split) the vertices that edges i and j, which differ, need where they
 * cross or touch. @param lattice  crossings are put on multiples of this; 0: on doubles
 */
OKR_MUST_CHECK okr_status okr_edges_meet(const okr_edge *edges, uint32_t i, uint32_t j,
                                         double lattice, okr_vec *splits, okr_error *err);

/** Called for a pair of edges. */
typedef okr_status okr_pair_fn(void *user, uint32_t i, uint32_t j, okr_error *err);

/** Many edges in one cell. */
typedef struct okr_crowd {
    const uint32_t *list;
    size_t n;
    okr_pair_fn *visit;
    void *user;
} okr_crowd;

/** From so many edges on, a cell is a crowd. */
enum { OKR_CROWD = 32 };

/**
 * Visit all pairs of a crowd that may meet, each in the order of the list. Edges that lie side
 * by side, in whatever direction, are compared with their neighbours only.
 */
OKR_MUST_CHECK okr_status okr_crowd_pairs(const okr_edge *edges, const okr_crowd *crowd,
                                          okr_error *err);

/** Sort splits by edge and along it. */
void okr_splits_sort(okr_vec *splits);

#endif
