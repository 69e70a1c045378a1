/** @file
 * Sums by face while one geometry is measured. Private to share*.c.
 */
#ifndef OKR_OVERLAY_SHARE_PARTS_H
#define OKR_OVERLAY_SHARE_PARTS_H

#include "overlay/share.h"
#include "overlay/walk.h"

/** What lies in one face. */
typedef struct okr_tally {
    int32_t face;
    size_t points;
    okr_sum length_m;
    okr_sum area_m2;
    double area_terms; /**< sum of the sizes of all terms: the scale of rounding */
    bool touched;      /**< a line or area was here, were it of no size */
} okr_tally;

/** A crossing of a measured ring seen from the border's edge. */
typedef struct okr_cut {
    uint32_t edge;
    double u; /**< where on the edge, 0..1 */
} okr_cut;

/** A segment of a measured ring, its inside on the left. */
typedef struct okr_rim {
    okr_lonlat p, q;
} okr_rim;

struct okr_share {
    const okr_territory_index *index; /* borrowed */
    bool partition;
    okr_wkb_reader reader;
    okr_walk walk;
    int32_t *slots;       /* owned: tally of face f at f + 1, or -1 */
    okr_vec tallies;      /* okr_tally */
    int32_t *owner_slots; /* owned: piece of polygon i at i + 1, or -1 */
    okr_vec pieces;       /* okr_share_piece */
    okr_share_piece lone; /* of a lone point */
    okr_sum total_length_m;
    okr_sum total_area_m2;
    double area_scale; /* sum of the areas of the polygons' boxes */
    okr_vec rims;      /* okr_rim */
    okr_vec order;     /* uint32_t */
    okr_vec cuts;      /* okr_cut */
    okr_vec lengths;   /* double: of the segments of a line */
    okr_vec bytes;     /* unsigned char */
};

/** The tally of a face; NULL with err filled. Valid until the next call. */
OKR_MUST_CHECK okr_tally *okr_share_tally(okr_share *share, int32_t face, okr_error *err);

/** Measure a line. */
OKR_MUST_CHECK okr_status okr_share_line(okr_share *share, const okr_part *part,
                                         okr_error *err);

/** Measure a polygon. */
OKR_MUST_CHECK okr_status okr_share_area(okr_share *share, const okr_part *part,
                                         const okr_box *box, okr_error *err);

/**
 * Bring a polygon's rings into share->rims: closed, without repeated vertices, the inside on
 * the left by the even-odd rule.
 * @param[out] inverse  NULL when the rings are few and neither cross nor touch. Else they were
 *                      noded, the rims do not follow each other, and this is the index of the
 *                      polygon with all coordinates negated (caller frees, also on failure).
 */
OKR_MUST_CHECK okr_status okr_share_rims(okr_share *share, const okr_part *part,
                                         okr_territory_index **inverse, okr_error *err);

/** Is the point inside of the shifted rims? By counting, for few rims. */
bool okr_share_in_rims(const okr_share *share, okr_lonlat p);

#endif
