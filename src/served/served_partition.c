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

/* Book a cell that has been examined. */
static okr_status book(okr_partition *partition, const okr_served_cell *cell, okr_error *err)
{
    okr_undecided entry = {cell->high_m2 - cell->low_m2, partition->free_place};
    okr_status status = OKR_OK;

    partition->examined++;
    okr_sum_add(&partition->low, cell->low_m2);
    okr_sum_add(&partition->high, cell->high_m2);
    if (!(entry.m2 > 0.0) || cell->done) {
        partition->served += cell->high_m2 > 0.0;
        partition->unserved += cell->low_m2 < cell->area_m2;
        if (partition->unserved_cells != NULL && cell->low_m2 < cell->area_m2)
            return okr_vec_append(partition->unserved_cells, cell, 1, err);
        return OKR_OK;
    }
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

/* Where to split: the side that is longer in metres. */
static okr_cut middle_cut(const okr_served_cell *cell)
{
    const okr_box *b = &cell->box;
    double lat = 0.5 * (b->lat_min + b->lat_max);
    double east = (b->lon_max - b->lon_min) * cos(lat * 0.017453292519943295);
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

static okr_status split_half(okr_partition *partition, const okr_served_cell *whole,
                             okr_cut cut, okr_error *err)
{
    okr_served_cell half = {.box = half_box(whole->box, cut)};
    okr_status status = OKR_OK;

    if (whole->rings > 0) {
        status = okr_cell_cut(&partition->work, whole, cut, &half, err);
        if (status != OKR_OK || half.nothing)
            return status;
    }
    half.area_m2 = okr_cell_area(&partition->work, &half);
    if (half.area_m2 <= 0.0)
        return OKR_OK;
    status = okr_cell_examine(&partition->work, whole, &half, err);
    return status == OKR_OK ? book(partition, &half, err) : status;
}

static okr_status split_largest(okr_partition *partition, okr_error *err)
{
    okr_undecided *heap = partition->heap.data;
    okr_undecided top = heap[0];
    okr_served_cell whole = OKR_AT(&partition->cells, okr_served_cell, top.cell);
    okr_cut cut = middle_cut(&whole);
    okr_status status = OKR_OK;

    heap[0] = heap[--partition->heap.count];
    if (partition->heap.count > 0)
        sift_down(heap, partition->heap.count);
    okr_sum_add(&partition->low, -whole.low_m2);
    okr_sum_add(&partition->high, -whole.high_m2);
    partition->free_place = top.cell;
    status = split_half(partition, &whole, cut, err);
    if (status != OKR_OK)
        return status;
    cut.above = true;
    return split_half(partition, &whole, cut, err);
}

/* Splitting may loosen a bound a little, as a tangent at another place is another one; what was
 * known before stays true. So a finer interval always lies within a coarser one. */
static void keep_best(okr_partition *partition)
{
    partition->low_m2 = fmax(partition->low_m2, okr_sum_value(&partition->low));
    partition->high_m2 = fmin(partition->high_m2, okr_sum_value(&partition->high));
}

okr_status okr_partition_refine(okr_partition *partition, double undecided_m2, okr_error *err)
{
    okr_status status = OKR_OK;

    if (partition->root.area_m2 > 0.0 && partition->examined == 0) {
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
