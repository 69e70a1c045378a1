/** @file
 * Which cells of a grid a segment touches. Building and walking a grid must agree on it, to the
 * last bit: private to grid*.c.
 */
#ifndef OKR_OVERLAY_GRID_CELLS_H
#define OKR_OVERLAY_GRID_CELLS_H

#include "overlay/arrangement.h"

/** Edges that want a grid. */
typedef struct okr_grid_plan {
    const okr_edge *edges;
    const uint32_t *list; /**< those in question; NULL: the first n */
    size_t n;
    okr_box box;
    size_t cells; /**< about so many */
    int32_t most; /**< columns or rows */
    double room;  /**< so many times as many entries as edges there may be */
} okr_grid_plan;

/** Choose columns and rows; false when there is no room for a division. */
bool okr_grid_shape(const okr_grid_plan *plan, okr_grid *out);

/** Rows from `from` to `to`; whole: the segment does not leave the grid above or below. */
typedef struct okr_rows {
    int32_t from, to;
    bool whole;
} okr_rows;

/** A run of columns. */
typedef struct okr_columns {
    int32_t from, to;
} okr_columns;

/** The rows between two latitudes; false when the grid is wholly above or below. */
static inline bool okr_grid_rows(const okr_grid *g, double low, double high, okr_rows *out)
{
    low -= g->lat0 + OKR_CELL_MARGIN;
    high -= g->lat0 - OKR_CELL_MARGIN;
    if (high < 0.0 || low > g->ny * g->height)
        return false;
    out->from = okr_grid_slot(low, g->per_height, g->ny);
    out->to = okr_grid_slot(high, g->per_height, g->ny);
    out->whole = low >= 0.0 && high <= g->ny * g->height;
    return true;
}

/** The rows that the segment p -> q touches; false when none. */
static inline bool okr_grid_segment_rows(const okr_grid *g, okr_lonlat p, okr_lonlat q,
                                         okr_rows *out)
{
    return p.lat < q.lat ? okr_grid_rows(g, p.lat, q.lat, out)
                         : okr_grid_rows(g, q.lat, p.lat, out);
}

/** The columns between two longitudes; false when the grid is wholly left or right. */
static inline bool okr_grid_columns(const okr_grid *g, double low, double high,
                                    okr_columns *out)
{
    low -= g->lon0 + OKR_CELL_MARGIN;
    high -= g->lon0 - OKR_CELL_MARGIN;
    if (high < 0.0 || low > g->nx * g->width)
        return false;
    out->from = okr_grid_slot(low, g->per_width, g->nx);
    out->to = okr_grid_slot(high, g->per_width, g->nx);
    return true;
}

static inline double okr_clamp01(double t)
{
    return t > 0.0 ? (t < 1.0 ? t : 1.0) : 0.0;
}

/**
 * The columns that the segment p -> q touches within row iy of its rows; false when none.
 * Differences of the given doubles have no cancellation, so that the margin covers all
 * rounding. Most segments are so short that they stay in one row: all their columns are in it.
 */
static inline bool okr_grid_row_columns(const okr_grid *g, okr_lonlat p, okr_lonlat q,
                                        const okr_rows *rows, int32_t iy, okr_columns *out)
{
    double rise = q.lat - p.lat;
    double run = q.lon - p.lon;
    double x0 = p.lon;
    double x1 = q.lon;

    if ((rows->from < rows->to || !rows->whole) && (rise > 0.0 || rise < 0.0)) {
        double low = g->lat0 + iy * g->height - OKR_CELL_MARGIN;
        double high = g->lat0 + (iy + 1) * g->height + OKR_CELL_MARGIN;
        x0 = p.lon + okr_clamp01((low - p.lat) / rise) * run;
        x1 = p.lon + okr_clamp01((high - p.lat) / rise) * run;
    }
    return x0 < x1 ? okr_grid_columns(g, x0, x1, out) : okr_grid_columns(g, x1, x0, out);
}

#endif
