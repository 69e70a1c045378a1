#include "served/served_partition.h"

/* More cells than this for one territory are not examined: the interval stays wider. */
enum { CELLS_MAX = 8000000 };

/* Of a territory's area: what adding up its cells may lose or gain by rounding. */
#define SUM_ROUNDING 1e-10

void okr_partition_init(okr_partition *partition, const okr_served_run *run)
{
    *partition =
        (okr_partition){.cells = OKR_VEC(okr_served_cell), .heap = OKR_VEC(okr_undecided)};
    okr_cell_work_init(&partition->work, run);
}

void okr_partition_done(okr_partition *partition)
{
    okr_cell_work_done(&partition->work);
    okr_vec_done(&partition->cells);
    okr_vec_done(&partition->heap);
}

/* The larger undecided part first; of equal ones the older cell, so that the order is fixed. */
static bool before(const okr_undecided *a, const okr_undecided *b)
{
    return a->m2 > b->m2 || (a->m2 == b->m2 && a->cell < b->cell);
}

static void sift_up(okr_undecided *heap, size_t i)
{
    okr_undecided item = heap[i];

    while (i > 0 && before(&item, &heap[(i - 1) / 2])) {
        heap[i] = heap[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    heap[i] = item;
}

static void sift_down(okr_undecided *heap, size_t n)
{
    okr_undecided item = heap[0];
    size_t i = 0;

    for (size_t child = 1; child < n; child = 2 * i + 1) {
        if (child + 1 < n && before(&heap[child + 1], &heap[child]))
            child++;
        if (!before(&heap[child], &item))
            break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = item;
}

/* Add a cell's bounds of what is not served, or take them back. */
static void add_unserved(okr_partition *partition, const okr_served_cell *cell, double sign)
{
    okr_sum_add(&partition->most, sign * (cell->area_m2 - cell->low_m2));
    okr_sum_add(&partition->least, sign * (cell->area_m2 - cell->high_m2));
}

/* Keep an undecided cell, to be split if need be. */
static okr_status push(okr_partition *partition, const okr_served_cell *cell, okr_error *err)
{
    okr_undecided entry = {cell->high_m2 - cell->low_m2, partition->free_place};
    okr_status status = OKR_OK;

    if (entry.cell == partition->cells.count)
        status = okr_vec_append(&partition->cells, cell, 1, err);
    else
        OKR_AT(&partition->cells, okr_served_cell, entry.cell) = *cell;
    partition->free_place = partition->cells.count;
    if (status == OKR_OK)
        status = okr_vec_append(&partition->heap, &entry, 1, err);
    if (status != OKR_OK)
        return status;
    sift_up(partition->heap.data, partition->heap.count - 1);
    return OKR_OK;
}

/* Book a cell whose bounds are known. */
static okr_status book(okr_partition *partition, const okr_served_cell *cell, okr_error *err)
{
    add_unserved(partition, cell, 1.0);
    if (cell->high_m2 > cell->low_m2 && !cell->done)
        return push(partition, cell, err);
    partition->served += cell->high_m2 > 0.0;
    partition->unserved += cell->low_m2 < cell->area_m2;
    if (partition->unserved_cells != NULL && cell->low_m2 < cell->area_m2)
        return okr_vec_append(partition->unserved_cells, cell, 1, err);
    return OKR_OK;
}

/* Where to split: the side that is longer in metres. */
static okr_cut middle_cut(okr_cell_work *work, const okr_served_cell *cell)
{
    const okr_box *b = &cell->box;
    double lat = b->lat_min + 0.5 * (b->lat_max - b->lat_min);
    double east = (b->lon_max - b->lon_min) * okr_cell_parallel(work, lat)->cosine;
    double north = b->lat_max - b->lat_min;

    if (north > east)
        return (okr_cut){.parallel = true, .at = b->lat_min + 0.5 * (b->lat_max - b->lat_min)};
    return (okr_cut){.parallel = false, .at = b->lon_min + 0.5 * (b->lon_max - b->lon_min)};
}

static okr_box half_box(okr_box box, okr_cut cut)
{
    if (cut.parallel && cut.above)
        box.lat_min = cut.at;
    else if (cut.parallel)
        box.lat_max = cut.at;
    else if (cut.above)
        box.lon_min = cut.at;
    else
        box.lon_max = cut.at;
    return box;
}

/* Halves wider than this part of their territory are split at once, when too wide for bounds:
 * which of them is split first would change nothing. */
#define WIDE_PART (1.0 / 65536.0)

static okr_status split(okr_partition *partition, const okr_served_cell *whole, okr_error *err);

/* Cut the rings of a half to its box and find its area. A box that is served needs neither, but
 * for knowing whether anything at all is. */
static okr_status cut_half(okr_partition *partition, const okr_served_cell *whole, okr_cut cut,
                           okr_served_cell *half, okr_error *err)
{
    okr_status status = OKR_OK;

    half->rings = 0;
    if (half->verdict == OKR_CELL_SERVED && partition->served > 0) {
        half->nothing = true;
        return OKR_OK;
    }
    if (whole->rings > 0)
        status = okr_cell_cut(&partition->work, whole, cut, half, err);
    return status;
}

static okr_status settle(okr_partition *partition, okr_served_cell *half, okr_error *err)
{
    okr_status status = OKR_OK;

    half->area_m2 = okr_cell_area(&partition->work, half);
    if (half->area_m2 <= 0.0)
        return OKR_OK;
    status = okr_cell_bound(&partition->work, half, err);
    return status == OKR_OK ? book(partition, half, err) : status;
}

static double box_part(const okr_box *a, const okr_box *b)
{
    return (a->lon_max - a->lon_min) * (a->lat_max - a->lat_min) /
           ((b->lon_max - b->lon_min) * (b->lat_max - b->lat_min));
}

static okr_status split_half(okr_partition *partition, const okr_served_cell *whole,
                             okr_cut cut, okr_error *err)
{
    okr_cell_work *work = &partition->work;
    const size_t kept = partition->heap.count;
    const size_t points = work->points.count;
    const size_t rings = work->rings.count;
    const size_t candidates = work->candidates.count;
    okr_served_cell half = {.box = half_box(whole->box, cut)};
    bool wide = false;
    okr_status status = okr_cell_look(work, whole, &half, err);

    partition->examined++;
    if (status == OKR_OK)
        status = cut_half(partition, whole, cut, &half, err);
    if (status != OKR_OK || half.nothing)
        return status;
    wide = okr_cell_is_wide(work, &half) && partition->examined < CELLS_MAX / 2 &&
           box_part(&half.box, &partition->root.box) > WIDE_PART;
    status = wide ? split(partition, &half, err) : settle(partition, &half, err);
    if (partition->heap.count == kept && partition->unserved_cells == NULL) {
        work->points.count = points;
        work->rings.count = rings;
        work->candidates.count = candidates;
    }
    return status;
}

static okr_status split(okr_partition *partition, const okr_served_cell *whole, okr_error *err)
{
    okr_cut cut = middle_cut(&partition->work, whole);
    okr_status status = split_half(partition, whole, cut, err);

    cut.above = true;
    return status == OKR_OK ? split_half(partition, whole, cut, err) : status;
}

static okr_status split_largest(okr_partition *partition, okr_error *err)
{
    okr_undecided *heap = partition->heap.data;
    okr_undecided top = heap[0];
    okr_served_cell whole = OKR_AT(&partition->cells, okr_served_cell, top.cell);

    heap[0] = heap[--partition->heap.count];
    if (partition->heap.count > 0)
        sift_down(heap, partition->heap.count);
    add_unserved(partition, &whole, -1.0);
    partition->free_place = top.cell;
    return split(partition, &whole, err);
}

/* Splitting may loosen a bound a little, as a tangent at another place is another one; what was
 * known before stays true. So a finer interval always lies within a coarser one. */
static void keep_best(okr_partition *partition)
{
    const double area = partition->root.area_m2;

    partition->low_m2 = fmax(partition->low_m2, area - okr_sum_value(&partition->most));
    partition->high_m2 = fmin(partition->high_m2, area - okr_sum_value(&partition->least));
}

okr_status okr_partition_refine(okr_partition *partition, double undecided_m2, okr_error *err)
{
    okr_status status = OKR_OK;

    if (partition->root.area_m2 > 0.0 && partition->examined == 0) {
        partition->examined++;
        partition->low_m2 = partition->root.low_m2;
        partition->high_m2 = partition->root.high_m2;
        status = book(partition, &partition->root, err);
    }
    while (status == OKR_OK && partition->heap.count > 0 &&
           partition->high_m2 - partition->low_m2 > undecided_m2 &&
           partition->examined < CELLS_MAX) {
        status = split_largest(partition, err);
        keep_best(partition);
    }
    return status;
}

okr_partition_result okr_partition_sum(const okr_partition *partition)
{
    double area = partition->root.area_m2;
    okr_partition_result r = {.area_m2 = area, .cells = partition->examined};

    r.low_m2 = fmax(0.0, partition->low_m2 - SUM_ROUNDING * area);
    r.high_m2 = fmin(area, partition->high_m2 + SUM_ROUNDING * area);
    r.low_m2 = fmin(r.low_m2, r.high_m2);
    if (partition->heap.count > 0)
        return r;
    /* Nothing and everything are known without adding up. */
    if (partition->served == 0)
        r.low_m2 = r.high_m2 = 0.0;
    else if (partition->unserved == 0)
        r.low_m2 = r.high_m2 = area;
    return r;
}
