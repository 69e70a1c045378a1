/* Pixels are halved like cells: a block of them that lies wholly inside a territory and wholly
 * within or beyond reach is added up, one that lies outside is dropped, and only a pixel that
 * some border crosses is looked at by itself. */
#include "served/served_pixels.h"

#include "base/i18n.h"

/* What stays the same on the way down. */
typedef struct count {
    okr_partition *partition;
    const okr_pixels *pixels;
    double turn, tolerance;
    okr_pixel_sum *sum;
} count;

static const okr_lonlat *corner(const okr_pixels *p, int column, int row)
{
    return &p->corners[(size_t)row * ((size_t)p->window.columns + 1) + (size_t)column];
}

static void add_corner(okr_box *box, const okr_lonlat *at)
{
    if (isfinite(at->lon) && isfinite(at->lat))
        okr_box_add_point(box, at->lon, at->lat);
}

/* Pixels fold nowhere: the outer corners of a block hold the inner ones. */
okr_box okr_pixel_box(const okr_pixels *pixels, okr_pixel_block block)
{
    okr_box box = OKR_BOX_EMPTY;

    for (int row = block.row; row <= block.row_end; row++) {
        const bool inner = pixels->whole && row > block.row && row < block.row_end;
        const int step = inner ? block.column_end - block.column : 1;
        for (int column = block.column; column <= block.column_end; column += step)
            add_corner(&box, corner(pixels, column, row));
    }
    return box;
}

static double people_of(const okr_pixels *p, okr_pixel_block block)
{
    const size_t across = (size_t)p->window.columns;
    okr_sum sum = {0};

    if (block.column_end - block.column == 1 && block.row_end - block.row == 1)
        return p->values[(size_t)block.row * across + (size_t)block.column];
    for (int row = block.row; row < block.row_end; row++) {
        const double *before = &p->before[(size_t)row * (across + 1)];
        okr_sum_add(&sum, before[block.column_end] - before[block.column]);
    }
    return okr_sum_value(&sum);
}

static void add_people(okr_pixel_sum *sum, double all, double low, double high)
{
    okr_sum_add(&sum->all, all);
    okr_sum_add(&sum->low, low);
    okr_sum_add(&sum->high, high);
}

/* The part of the cell above in the box of `cell`; whole where nothing is cut off. */
static okr_status cut_to_box(okr_cell_work *work, const okr_served_cell *above,
                             okr_served_cell *cell, okr_error *err)
{
    const okr_box *b = &cell->box;
    const okr_cut cuts[4] = {{.parallel = false, .above = true, .at = b->lon_min},
                             {.parallel = false, .above = false, .at = b->lon_max},
                             {.parallel = true, .above = true, .at = b->lat_min},
                             {.parallel = true, .above = false, .at = b->lat_max}};
    okr_served_cell whole = *above;

    for (int i = 0; i < 4 && whole.rings > 0; i++) {
        okr_status status = okr_cell_cut(work, &whole, cuts[i], cell, err);
        if (status != OKR_OK || cell->nothing)
            return status;
        whole.first_ring = cell->first_ring;
        whole.rings = cell->rings;
    }
    cell->first_ring = whole.first_ring;
    cell->rings = whole.rings;
    return OKR_OK;
}

/* A ring of n vertices, with room for the cuts to come. */
static okr_status start_ring(okr_cell_work *work, const okr_lonlat *points, size_t n,
                             okr_error *err)
{
    okr_xy *flat = NULL;

    if (okr_vec_room(&work->flat, 32 * (n + 4), err) != OKR_OK ||
        okr_vec_room(&work->spare, 32 * (n + 4), err) != OKR_OK)
        return OKR_ERR_NOMEM;
    flat = work->flat.data;
    for (size_t i = 0; i < n; i++)
        flat[i] = (okr_xy){points[i].lon, points[i].lat};
    return OKR_OK;
}

/* Cut a ring to a convex figure whose corners run counterclockwise, and keep what is left. */
static okr_status cut_ring(okr_cell_work *work, const okr_lonlat *points, size_t n,
                           const okr_lonlat *quad, okr_served_cell *cell, okr_error *err)
{
    okr_cell_ring ring = {.first = work->points.count};
    okr_xy *flat = NULL;
    okr_status status = start_ring(work, points, n, err);

    flat = work->flat.data;
    for (int i = 0; status == OKR_OK && i < 4 && n > 0; i++) {
        const okr_lonlat *a = &quad[i];
        const okr_lonlat *b = &quad[(i + 1) % 4];
        const okr_half_plane left = {b->lat - a->lat, a->lon - b->lon,
                                     (b->lat - a->lat) * a->lon + (a->lon - b->lon) * a->lat};
        n = okr_clip_ring(flat, n, left, work->spare.data);
    }
    for (size_t i = 0; status == OKR_OK && i < n; i++) {
        const okr_lonlat p = {flat[i].x, flat[i].y};
        status = okr_vec_append(&work->points, &p, 1, err);
    }
    ring.count = n;
    if (status != OKR_OK || n == 0)
        return status;
    cell->rings++;
    return okr_vec_append(&work->rings, &ring, 1, err);
}

/* The part of a cell in a pixel that is no box in degrees. */
static okr_status cut_to_quad(okr_cell_work *work, const okr_served_cell *whole,
                              const okr_lonlat *quad, okr_served_cell *cell, okr_error *err)
{
    const okr_box *b = &cell->box;
    const okr_lonlat box[4] = {{b->lon_min, b->lat_min},
                               {b->lon_max, b->lat_min},
                               {b->lon_max, b->lat_max},
                               {b->lon_min, b->lat_max}};
    okr_status status = OKR_OK;

    cell->first_ring = work->rings.count;
    cell->rings = 0;
    if (whole->rings == 0)
        return cut_ring(work, box, 4, quad, cell, err);
    for (size_t i = 0; status == OKR_OK && i < whole->rings; i++) {
        okr_cell_ring ring = OKR_AT(&work->rings, okr_cell_ring, whole->first_ring + i);
        /* The vertices may move when more are added. */
        if (okr_vec_room(&work->points, 32 * (ring.count + 4), err) != OKR_OK)
            return OKR_ERR_NOMEM;
        status = cut_ring(work, &OKR_AT(&work->points, okr_lonlat, ring.first), ring.count,
                          quad, cell, err);
    }
    return status;
}

/* Corners of a pixel, counterclockwise; false where it has none or is no convex figure. */
static bool pixel_quad(const count *c, okr_pixel_block at, okr_lonlat quad[4])
{
    const okr_lonlat *p[4] = {
        corner(c->pixels, at.column, at.row_end), corner(c->pixels, at.column_end, at.row_end),
        corner(c->pixels, at.column_end, at.row), corner(c->pixels, at.column, at.row)};
    int left = 0;
    int right = 0;

    for (int i = 0; i < 4; i++)
        quad[i] = (okr_lonlat){p[i]->lon + c->turn, p[i]->lat};
    for (int i = 0; i < 4; i++) {
        okr_lonlat a = quad[i];
        okr_lonlat b = quad[(i + 1) % 4];
        okr_lonlat d = quad[(i + 2) % 4];
        double turn = (b.lon - a.lon) * (d.lat - b.lat) - (b.lat - a.lat) * (d.lon - b.lon);
        left += turn > 0.0;
        right += turn < 0.0;
        if (!(fabs(b.lon - a.lon) < 180.0))
            return false;
    }
    if (right == 4) {
        okr_lonlat swap = quad[1];
        quad[1] = quad[3];
        quad[3] = swap;
    }
    return left == 4 || right == 4;
}

static bool is_box(const okr_lonlat *quad, const okr_box *box)
{
    for (int i = 0; i < 4; i++)
        if ((quad[i].lon != box->lon_min && quad[i].lon != box->lon_max) ||
            (quad[i].lat != box->lat_min && quad[i].lat != box->lat_max))
            return false;
    return true;
}

/* Area of a pixel, in the frame of the territory, as that of its parts. */
static double quad_area(const okr_area_frame *frame, const okr_lonlat *quad)
{
    double sum = 0.0;

    for (int i = 0; i < 4; i++)
        sum += okr_edge_area(frame, quad[i], quad[(i + 1) % 4]);
    return sum;
}

/* Bounds of what is served of a pixel's part, by cells of its own. */
static okr_status refine(count *c, const okr_served_cell *cell, okr_partition_result *result,
                         okr_error *err)
{
    okr_partition *p = c->partition;
    okr_served_cell root = p->root;
    okr_status status = OKR_OK;

    p->root = *cell;
    p->cells.count = 0;
    p->heap.count = 0;
    p->most = (okr_sum){0};
    p->least = (okr_sum){0};
    p->served = 0;
    p->unserved = 0;
    p->free_place = 0;
    p->examined = 0;
    status = okr_partition_refine(p, c->tolerance * cell->area_m2, err);
    if (status == OKR_OK)
        *result = okr_partition_sum(p);
    p->root = root;
    return status;
}

static okr_status unplaced(const count *c, okr_pixel_block at, okr_error *err)
{
    return okr_fail(err, OKR_ERR_GEOMETRY,
                    _("the pixel in column %d, row %d has people and no place on the Earth"),
                    c->pixels->window.column + at.column + 1,
                    c->pixels->window.row + at.row + 1);
}

/* The part of a pixel that lies in the territory: `inside` itself where the pixel is a box. */
static okr_status pixel_part(count *c, const okr_lonlat *quad, const okr_served_cell *inside,
                             okr_served_cell *cell, okr_error *err)
{
    okr_cell_work *work = &c->partition->work;
    okr_status status = OKR_OK;

    *cell = *inside;
    if (is_box(quad, &cell->box))
        return OKR_OK;
    status = cut_to_quad(work, inside, quad, cell, err);
    cell->area_m2 = 0.0;
    if (status != OKR_OK || cell->rings == 0)
        return status;
    cell->area_m2 = okr_cell_area(work, cell);
    return okr_cell_examine(work, inside, cell, err);
}

static bool is_served(const okr_served_cell *cell)
{
    return cell->low_m2 >= cell->area_m2;
}

static bool is_decided(const okr_served_cell *cell)
{
    return is_served(cell) || cell->high_m2 <= 0.0;
}

/* One pixel, and what of the territory lies in its box. */
static okr_status count_pixel(count *c, okr_pixel_block at, double people,
                              const okr_served_cell *inside, okr_error *err)
{
    okr_served_cell cell;
    okr_partition_result r = {0};
    okr_lonlat quad[4];
    double whole_m2 = 0.0;
    okr_status status = OKR_OK;

    if (!pixel_quad(c, at, quad))
        return unplaced(c, at, err);
    whole_m2 = quad_area(&c->partition->work.frame, quad);
    status = pixel_part(c, quad, inside, &cell, err);
    if (status != OKR_OK || !(cell.area_m2 > 0.0) || !(whole_m2 > 0.0))
        return status;
    people /= whole_m2;
    if (is_decided(inside)) {
        r.high_m2 = is_served(inside) ? cell.area_m2 : 0.0;
        r.low_m2 = r.high_m2;
    } else {
        status = refine(c, &cell, &r, err);
    }
    add_people(c->sum, people * cell.area_m2, people * r.low_m2, people * r.high_m2);
    return status;
}

static okr_status descend(count *c, okr_pixel_block block, const okr_served_cell *above,
                          okr_error *err);

/* Both halves of a block, along its longer side. */
static okr_status halve(count *c, okr_pixel_block block, const okr_served_cell *cell,
                        okr_error *err)
{
    okr_pixel_block first = block;
    okr_pixel_block second = block;
    okr_status status = OKR_OK;

    if (block.column_end - block.column > block.row_end - block.row) {
        first.column_end = block.column + (block.column_end - block.column) / 2;
        second.column = first.column_end;
    } else {
        first.row_end = block.row + (block.row_end - block.row) / 2;
        second.row = first.row_end;
    }
    status = descend(c, first, cell, err);
    return status == OKR_OK ? descend(c, second, cell, err) : status;
}

/* A block whose cell is known: whole, halved, or a pixel. */
static okr_status count_block(count *c, okr_pixel_block block, double people,
                              const okr_served_cell *cell, okr_error *err)
{
    bool pixel = block.column_end - block.column == 1 && block.row_end - block.row == 1;

    if (cell->rings == 0 && is_decided(cell)) {
        add_people(c->sum, people, is_served(cell) ? people : 0.0,
                   is_served(cell) ? people : 0.0);
        return OKR_OK;
    }
    return pixel ? count_pixel(c, block, people, cell, err) : halve(c, block, cell, err);
}

static okr_status descend(count *c, okr_pixel_block block, const okr_served_cell *above,
                          okr_error *err)
{
    okr_cell_work *work = &c->partition->work;
    const size_t points = work->points.count;
    const size_t rings = work->rings.count;
    const size_t candidates = work->candidates.count;
    const double people = people_of(c->pixels, block);
    okr_served_cell cell = *above;
    okr_status status = OKR_OK;

    if (people <= 0.0)
        return OKR_OK;
    cell.box = okr_pixel_box(c->pixels, block);
    cell.box.lon_min += c->turn;
    cell.box.lon_max += c->turn;
    status = cut_to_box(work, above, &cell, err);
    if (status == OKR_OK && !cell.nothing) {
        cell.area_m2 = okr_cell_area(work, &cell);
        if (is_decided(above))
            cell.high_m2 = cell.low_m2 = is_served(above) ? cell.area_m2 : 0.0;
        else
            status = okr_cell_examine(work, above, &cell, err);
        if (status == OKR_OK && cell.area_m2 > 0.0)
            status = count_block(c, block, people, &cell, err);
    }
    work->points.count = points;
    work->rings.count = rings;
    work->candidates.count = candidates;
    return status;
}

okr_status okr_pixels_count(okr_partition *partition, const okr_pixels *pixels,
                            const okr_pixel_task *task, okr_pixel_sum *sum, okr_error *err)
{
    count c = {partition, pixels, task->turn, task->tolerance, sum};

    if (!(partition->root.area_m2 > 0.0))
        return OKR_OK;
    return descend(&c, task->block, &partition->root, err);
}
