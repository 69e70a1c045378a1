#include "served/served_people.h"

#include "base/i18n.h"
#include "base/pool.h"
#include "served/served_pixels.h"

#include <stdlib.h>
#include <string.h>

/* Rows of a window that one worker counts at a time. */
enum { STRIP = 64 };

/* What a set serves, for certain and possibly. */
typedef struct question {
    okr_served_run certain, possible;
    bool twice;       /* the two differ */
    double tolerance; /* of each pixel, in each run */
} question;

/* People counted for certain and possibly. */
typedef struct counts {
    okr_pixel_sum certain, possible;
} counts;

/* A strip of the window over a territory. */
typedef struct task {
    size_t territory;
    okr_pixel_block block;
    double turn;
} task;

typedef struct job {
    const okr_people_request *r;
    question *questions;  /* owned, one per set */
    okr_partition *rings; /* owned, one per territory: rings wound by role, nothing refined */
    counts *sums;         /* owned, set by set, one per territory */
    okr_pixels pixels;
    okr_lonlat *corners; /* owned: of one window */
    double *values;      /* owned: of one window */
    double *before;      /* owned: sums of its rows */
    okr_vec tasks;       /* task, of one window */
    okr_vec found;       /* counts: task by task, one per set */
    unsigned threads;
} job;

static okr_status prepare_territory(void *user, size_t i, unsigned worker, okr_error *err)
{
    job *j = user;
    okr_status status = okr_partition_read(&j->rings[i], j->r->territories[i], err);

    (void)worker;
    return status == OKR_OK ? OKR_OK : okr_fail_in(err, status, _("territory %zu"), i + 1);
}

static okr_status prepare_question(const job *j, size_t i, okr_error *err)
{
    const okr_served_options *o = &j->r->options;
    const okr_served_set *set = j->r->sets[i];
    const double tolerance = o->tolerance > 0.0 ? o->tolerance : OKR_SERVED_TOLERANCE;
    question *q = &j->questions[i];
    okr_status status = okr_served_check_options(set, o, err);

    q->twice = set->uncertain;
    q->tolerance = (tolerance - 1e-9) * (q->twice ? 0.5 : 1.0);
    if (status == OKR_OK)
        status = okr_served_run_init(&q->certain, set, o->distance_m, true, err);
    if (status == OKR_OK && q->twice)
        status = okr_served_run_init(&q->possible, set, o->distance_m, false, err);
    return status;
}

static okr_status make_room(job *j, okr_error *err)
{
    const size_t side = OKR_RASTER_SIDE;

    j->questions = calloc(j->r->set_count + 1, sizeof *j->questions);
    j->rings = calloc(j->r->count + 1, sizeof *j->rings);
    j->sums = calloc(j->r->set_count * j->r->count + 1, sizeof *j->sums);
    j->corners = calloc((side + 1) * (side + 1), sizeof *j->corners);
    j->values = calloc(side * side, sizeof *j->values);
    j->before = calloc((side + 1) * side, sizeof *j->before);
    if (j->questions == NULL || j->rings == NULL || j->sums == NULL || j->corners == NULL ||
        j->values == NULL || j->before == NULL)
        return okr_fail_nomem(err);
    j->pixels = (okr_pixels){.corners = j->corners, .values = j->values, .before = j->before};
    return OKR_OK;
}

static okr_status job_init(job *j, okr_error *err)
{
    okr_status status = make_room(j, err);

    j->threads = okr_pool_threads(j->r->options.threads);
    for (size_t i = 0; status == OKR_OK && i < j->r->set_count; i++)
        status = prepare_question(j, i, err);
    for (size_t i = 0; status == OKR_OK && i < j->r->count; i++)
        okr_partition_init(&j->rings[i], &j->questions[0].certain);
    if (status == OKR_OK)
        status = okr_pool_run(j->threads, j->r->count, prepare_territory, j, err);
    return status;
}

static void job_done(job *j)
{
    for (size_t i = 0; j->rings != NULL && i < j->r->count; i++)
        okr_partition_done(&j->rings[i]);
    for (size_t i = 0; j->questions != NULL && i < j->r->set_count; i++) {
        okr_served_run_done(&j->questions[i].certain);
        okr_served_run_done(&j->questions[i].possible);
    }
    free(j->questions);
    free(j->rings);
    free(j->sums);
    free(j->corners);
    free(j->values);
    free(j->before);
    okr_vec_done(&j->tasks);
    okr_vec_done(&j->found);
}

static bool meets(const okr_box *pixels, double turn, const okr_served_cell *territory)
{
    const okr_box turned = {pixels->lon_min + turn, pixels->lat_min, pixels->lon_max + turn,
                            pixels->lat_max};

    return territory->area_m2 > 0.0 && okr_box_meets(&turned, &territory->box);
}

static bool any_meets(const job *j, const okr_box *pixels)
{
    for (size_t i = 0; i < j->r->count; i++)
        for (int turn = -360; turn <= 360; turn += 360)
            if (meets(pixels, turn, &j->rings[i].root))
                return true;
    return false;
}

/* A copy of a territory's rings under a question of its own. */
static okr_status copy_rings(okr_partition *to, const okr_partition *from, okr_error *err)
{
    const okr_cell_work *w = &from->work;

    to->root = from->root;
    to->root.clear_of_areas = to->work.run->set->polygons.count == 0;
    to->root.clear_of_far = to->work.run->far_count == 0;
    to->work.frame = w->frame;
    if (okr_vec_append(&to->work.points, w->points.data, w->points.count, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    return okr_vec_append(&to->work.rings, w->rings.data, w->rings.count, err);
}

static okr_status count_strip(const job *j, const task *t, const question *q,
                              const okr_served_run *run, okr_pixel_sum *sum, okr_error *err)
{
    const okr_pixel_task pixels = {t->block, t->turn, q->tolerance};
    okr_partition partition;
    okr_status status = OKR_OK;

    okr_partition_init(&partition, run);
    status = copy_rings(&partition, &j->rings[t->territory], err);
    if (status == OKR_OK)
        status = okr_pixels_count(&partition, &j->pixels, &pixels, sum, err);
    okr_partition_done(&partition);
    return status;
}

static okr_status run_task(void *user, size_t i, unsigned worker, okr_error *err)
{
    job *j = user;
    const task *t = &OKR_AT(&j->tasks, task, i);
    okr_status status = OKR_OK;

    (void)worker;
    for (size_t k = 0; status == OKR_OK && k < j->r->set_count; k++) {
        const question *q = &j->questions[k];
        counts *found = &OKR_AT(&j->found, counts, i * j->r->set_count + k);
        status = count_strip(j, t, q, &q->certain, &found->certain, err);
        if (status == OKR_OK && q->twice)
            status = count_strip(j, t, q, &q->possible, &found->possible, err);
    }
    return status;
}

/* The tasks of a window: strips that a territory meets. */
static okr_status make_tasks(job *j, okr_error *err)
{
    const okr_raster_window *w = &j->pixels.window;

    j->tasks.count = 0;
    for (int row = 0; row < w->rows; row += STRIP) {
        const int end = row + STRIP < w->rows ? row + STRIP : w->rows;
        task t = {.block = {0, w->columns, row, end}};
        const okr_box box = okr_pixel_box(&j->pixels, t.block);
        for (t.territory = 0; t.territory < j->r->count; t.territory++)
            for (int turn = -360; turn <= 360; turn += 360) {
                t.turn = turn;
                if (meets(&box, t.turn, &j->rings[t.territory].root) &&
                    okr_vec_append(&j->tasks, &t, 1, err) != OKR_OK)
                    return OKR_ERR_NOMEM;
            }
    }
    return OKR_OK;
}

/* Sums of every row up to each of its pixels: those of a block are their differences. */
static void sum_rows(job *j)
{
    const okr_raster_window *w = &j->pixels.window;
    const double *value = j->values;
    double *before = j->before;

    for (int row = 0; row < w->rows; row++) {
        *before++ = 0.0;
        for (int column = 0; column < w->columns; column++, before++)
            *before = before[-1] + *value++;
    }
}

static void add_sum(okr_pixel_sum *to, const okr_pixel_sum *from)
{
    okr_sum_add(&to->all, okr_sum_value(&from->all));
    okr_sum_add(&to->low, okr_sum_value(&from->low));
    okr_sum_add(&to->high, okr_sum_value(&from->high));
}

/* Run the tasks and add what they found, in their order. */
static okr_status count_tasks(job *j, okr_error *err)
{
    const size_t sets = j->r->set_count;
    const size_t n = j->tasks.count * sets;
    okr_status status = okr_vec_reserve(&j->found, n, err);

    if (status != OKR_OK || n == 0)
        return status;
    j->found.count = n;
    memset(j->found.data, 0, n * sizeof(counts));
    status = okr_pool_run(j->threads, j->tasks.count, run_task, j, err);
    if (status != OKR_OK)
        return okr_fail_in(err, status, "'%s'", okr_raster_path(j->r->raster));
    for (size_t i = 0; i < n; i++) {
        const counts *found = &OKR_AT(&j->found, counts, i);
        const task *t = &OKR_AT(&j->tasks, task, i / sets);
        counts *sum = &j->sums[i % sets * j->r->count + t->territory];
        add_sum(&sum->certain, &found->certain);
        add_sum(&sum->possible, &found->possible);
    }
    return OKR_OK;
}

static okr_status count_window(job *j, okr_raster_window window, okr_error *err)
{
    okr_raster *raster = j->r->raster;
    const okr_box outline = okr_raster_outline(raster, window);
    okr_status status = OKR_OK;

    if (!any_meets(j, &outline))
        return OKR_OK;
    j->pixels.window = window;
    j->pixels.whole = okr_raster_corners(raster, window, j->corners);
    status = make_tasks(j, err);
    if (status != OKR_OK || j->tasks.count == 0)
        return status;
    status = okr_raster_values(raster, window, j->values, err);
    if (status != OKR_OK)
        return status;
    sum_rows(j);
    return count_tasks(j, err);
}

/* Of a territory's people: what adding up may lose or gain by rounding. */
#define SUM_ROUNDING 1e-10

static void fill(const question *q, const counts *sum, okr_served_people *people)
{
    const okr_pixel_sum *certain = &sum->certain;
    const okr_pixel_sum *possible = q->twice ? &sum->possible : &sum->certain;
    double all = okr_sum_value(&certain->all);
    double low = okr_sum_value(&certain->low);
    double high = okr_sum_value(&possible->high);
    double doubt = okr_sum_value(&certain->high) - low;

    if (q->twice)
        doubt += high - okr_sum_value(&possible->low);
    low = low >= all ? all : fmax(0.0, low - SUM_ROUNDING * all);
    high = high <= 0.0 ? 0.0 : fmin(all, high + SUM_ROUNDING * all);
    *people = (okr_served_people){all, low, fmax(low, high), doubt};
}

okr_status okr_served_people_find(const okr_people_request *request, okr_served_people *people,
                                  okr_error *err)
{
    job j = {.r = request, .tasks = OKR_VEC(task), .found = OKR_VEC(counts)};
    okr_status status = OKR_OK;

    if (request->set_count == 0)
        return OKR_OK;
    status = job_init(&j, err);
    for (size_t i = 0; status == OKR_OK && i < okr_raster_windows(request->raster); i++)
        status = count_window(&j, okr_raster_window_at(request->raster, i), err);
    for (size_t i = 0; status == OKR_OK && i < request->set_count * request->count; i++)
        fill(&j.questions[i / request->count], &j.sums[i], &people[i]);
    job_done(&j);
    return status;
}
