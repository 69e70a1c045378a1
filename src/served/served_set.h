/** @file
 * The inside of a set of features that serve: short straight pieces in space, and an index.
 * For src/served only; everybody else uses served/served.h.
 */
#ifndef OKR_SERVED_SERVED_SET_H
#define OKR_SERVED_SERVED_SET_H

#include "base/mem.h"
#include "geo/box_tree.h"
#include "geo/space.h"
#include "served/served.h"

/** Metres by which an edge of a feature may depart from its straight pieces. */
#define OKR_PIECE_DEPARTURE 0.01

/** Metres that every comparison of distances gives way, for rounding. */
#define OKR_SPACE_ROUNDING 1e-6

/** Most pieces of a run. */
enum { OKR_RUN_PIECES = 8 };

/** Vertices of a point, a line or a ring, one after another. */
typedef struct okr_served_chain {
    uint32_t first, count; /**< one vertex: a point */
    uint32_t source;
    uint32_t first_run; /**< when the set is closed */
} okr_served_chain;

/**
 * Vertices by columns, so that loops over neighbours become vectors. Piece i is the straight
 * line from vertex i to vertex i + 1, or that vertex alone where `inverse` is 0. The last
 * vertex of a longer chain begins no piece. OKR_RUN_PIECES of zeros and more follow the last.
 */
typedef struct okr_vertex_columns {
    double *x, *y, *z; /**< x owns all of them */
    double *inverse;   /**< 1 / length^2 of the piece */
    uint32_t *source;  /**< of the piece */
} okr_vertex_columns;

/** Pieces of one chain that stand one after another; what the index holds. */
typedef struct okr_piece_run {
    uint32_t first, count;
    uint32_t source;
} okr_piece_run;

/** A ball in space that holds a run. */
typedef struct okr_run_ball {
    okr_space middle;
    double radius;
} okr_run_ball;

/** Rings of one polygon of an area. */
typedef struct okr_served_polygon {
    size_t first_point;
    size_t first_ring;
    size_t rings;
    uint32_t source;
} okr_served_polygon;

/** What is known of one feature. */
typedef struct okr_served_known {
    double accuracy_m;
    double distance_m; /**< 0: the one asked for */
    bool somewhere;
    bool has_area; /**< some of its pieces are borders of an area */
} okr_served_known;

/** A feature that is somewhere in its geometry: what its farthest place serves is certain. */
typedef struct okr_served_far {
    uint32_t source;
    uint32_t first; /**< of its vertices; the farthest place of a geometry is one of them */
    uint32_t count;
} okr_served_far;

/** Distance that a feature serves when `asked_m` is asked for. */
static inline double okr_served_distance(const okr_served_known *known, double asked_m)
{
    return known->distance_m > 0.0 ? known->distance_m : asked_m;
}

/** Refuse a distance that is not above 0, unless every feature has its own, or too great. */
OKR_MUST_CHECK okr_status okr_served_check(const okr_served_set *set, double distance_m,
                                           double accuracy_m, okr_error *err);

struct okr_served_set {
    okr_vec places; /* okr_lonlat: vertices, until the set is closed */
    okr_vec chains; /* okr_served_chain */
    okr_vertex_columns columns;
    okr_vec runs;      /* okr_piece_run */
    okr_vec run_balls; /* okr_run_ball */
    okr_vec polygons;  /* okr_served_polygon */
    okr_vec polygon_boxes;
    okr_vec points;    /* okr_lonlat: rings of the polygons */
    okr_vec ring_ends; /* size_t: counted from first_point */
    okr_vec sources;   /* okr_served_known */
    okr_vec far;       /* okr_served_far */
    okr_wkb_reader reader;
    double accuracy_max, distance_max;
    bool needs_distance;        /* some feature has none of its own */
    bool uncertain;             /* some place is not known exactly */
    okr_box_tree *run_tree;     /* NULL until the set is closed */
    okr_box_tree *polygon_tree; /* the same */
};

/** The larger and the lesser of two numbers, in one instruction where neither is NaN. */
static inline double okr_larger(double a, double b)
{
    return a > b ? a : b;
}

static inline double okr_lesser(double a, double b)
{
    return a < b ? a : b;
}

/** Where a vertex is. */
static inline okr_space okr_vertex(const okr_served_set *set, uint32_t i)
{
    return (okr_space){set->columns.x[i], set->columns.y[i], set->columns.z[i]};
}

/** Where a piece ends. */
static inline okr_space okr_piece_end(const okr_served_set *set, uint32_t id)
{
    return okr_vertex(set, set->columns.inverse[id] > 0.0 ? id + 1 : id);
}

/** Degrees that a box must grow by so that it holds every place within `metres` of it. */
okr_box okr_box_reach(okr_box box, double metres);

/** Chord from a place to the nearest place of a piece. */
static inline double okr_piece_distance(const okr_served_set *set, uint32_t id, okr_space at)
{
    const okr_space a = okr_vertex(set, id);
    const okr_space d = okr_space_minus(okr_piece_end(set, id), a);
    okr_space p = okr_space_minus(at, a);
    double t = okr_space_dot(p, d) * set->columns.inverse[id];

    t = t < 0.0 ? 0.0 : t > 1.0 ? 1.0 : t;
    p.x -= t * d.x;
    p.y -= t * d.y;
    p.z -= t * d.z;
    return okr_space_length(p);
}

/**
 * Chord from a place to the farthest vertex of a feature, or to the first one beyond `limit`.
 */
double okr_served_farthest(const okr_served_set *set, const okr_served_far *far, okr_space at,
                           double limit);

/** Whether the way east from a place crosses a ring an odd number of times. */
bool okr_ring_holds(const okr_lonlat *ring, size_t n, okr_lonlat p);

/**
 * Whether a place lies in an area of the set whose reach is not negative.
 * @param reach  of each source in metres; negative: left out
 */
bool okr_served_set_holds(const okr_served_set *set, const double *reach, okr_lonlat p);

/** Called with the source of an area that holds a place. */
typedef void okr_holder_fn(void *user, uint32_t source);

/** Visit the areas that hold a place. */
void okr_served_set_holders(const okr_served_set *set, okr_lonlat p, okr_holder_fn *visit,
                            void *user);

#endif
