#include "overlay/overlay_run.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/listener.h"
#include "base/number.h"
#include "base/pool.h"
#include "geo/layer_stream.h"
#include "geo/sink.h"
#include "overlay/overlay_part.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Of the features that were skipped so many are listed. */
enum { MOST_LISTED = 20, WAITING_PER_THREAD = 4 };

/* Everything the workers share. What changes is guarded by lock. */
typedef struct run {
    const okr_overlay_options *options;
    const okr_listener *listener;
    okr_stream *stream;         /* owned */
    okr_territory_index *index; /* owned */
    okr_overlay_result *result;
    okr_sink *sink; /* owned; NULL: no crosswalk */
    unsigned threads;
    pthread_mutex_t lock;
    pthread_cond_t merged;
    okr_part_result *waiting; /* owned list: batches ahead of their turn */
    size_t waiting_count;
    size_t next; /* batch to be merged */
    bool stopped;
    okr_error failure;
    okr_vec listed; /* const char *: what was skipped */
} run;

static okr_status write_pair(run *r, const okr_pair *pair, okr_error *err)
{
    char id[OKR_NUMBER_TEXT];
    char share[OKR_NUMBER_TEXT];
    char points[OKR_NUMBER_TEXT];
    char metres[OKR_NUMBER_TEXT];
    char m2[OKR_NUMBER_TEXT];
    const char *const *ids = r->result->polygons.ids.data;
    const char *values[] = {
        id, pair->polygon < 0 ? "" : ids[pair->polygon], share, points, metres, m2};

    okr_number_format((double)pair->id, id);
    okr_number_format(pair->share, share);
    okr_number_format((double)pair->points, points);
    okr_number_format(pair->length_m, metres);
    okr_number_format(pair->area_m2, m2);
    return okr_sink_write(r->sink, (okr_wkb){NULL, 0}, values, err);
}

/* Keep the first messages: they are shown at the end, by the thread that called. */
static okr_status note_skipped(run *r, const okr_part_result *part, okr_error *err)
{
    const char *const *skipped = part->skipped.data;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < part->skipped.count; i++) {
        const char *copy = NULL;
        if (r->listed.count == MOST_LISTED)
            break;
        copy = okr_arena_strdup(&r->result->arena, skipped[i], err);
        status = copy == NULL ? OKR_ERR_NOMEM : okr_vec_append(&r->listed, &copy, 1, err);
    }
    r->result->skipped += part->skipped.count;
    return status;
}

/* Under the lock, in the order of the batches. */
static okr_status merge(run *r, const okr_part_result *part, okr_error *err)
{
    const okr_pair *pairs = part->pairs.data;
    okr_status status = OKR_OK;

    if (part->status != OKR_OK) {
        if (err != NULL)
            *err = part->error;
        return part->status;
    }
    status = okr_tallies_add(&r->result->tallies, &part->tallies, err);
    for (size_t i = 0; status == OKR_OK && i < part->pairs.count; i++)
        status = write_pair(r, &pairs[i], err);
    if (status == OKR_OK)
        status = note_skipped(r, part, err);
    r->result->features += part->features;
    r->result->has_points |= part->has_points;
    r->result->has_lines |= part->has_lines;
    r->result->has_areas |= part->has_areas;
    return status;
}

static void stop(run *r, const okr_error *why)
{
    if (!r->stopped)
        r->failure = *why;
    r->stopped = true;
}

static okr_part_result *take_next(run *r)
{
    for (okr_part_result **at = &r->waiting; *at != NULL; at = &(*at)->following) {
        okr_part_result *part = *at;
        if (part->number != r->next)
            continue;
        *at = part->following;
        r->waiting_count--;
        return part;
    }
    return NULL;
}

/* Hand over a batch; merge whatever has its turn. A worker far ahead waits for the others. */
static void deliver(run *r, okr_part_result *part)
{
    (void)pthread_mutex_lock(&r->lock);
    part->following = r->waiting;
    r->waiting = part;
    r->waiting_count++;
    while (!r->stopped && (part = take_next(r)) != NULL) {
        okr_error err = {.status = OKR_OK};
        err.status = merge(r, part, &err);
        if (err.status != OKR_OK)
            stop(r, &err);
        r->next++;
        okr_part_free(part);
    }
    (void)pthread_cond_broadcast(&r->merged);
    while (!r->stopped && r->waiting_count > (size_t)WAITING_PER_THREAD * r->threads)
        (void)pthread_cond_wait(&r->merged, &r->lock);
    (void)pthread_mutex_unlock(&r->lock);
}

static bool is_stopped(run *r)
{
    bool stopped = false;

    (void)pthread_mutex_lock(&r->lock);
    stopped = r->stopped;
    (void)pthread_mutex_unlock(&r->lock);
    return stopped;
}

/* Only the thread that called the library may call back. */
static void show_progress(run *r)
{
    okr_error err = {.status = OKR_OK};
    double expected = okr_stream_expected(r->stream);
    double done = 0.0;

    (void)pthread_mutex_lock(&r->lock);
    done = (double)r->result->features;
    (void)pthread_mutex_unlock(&r->lock);
    err.status = okr_progress_count(r->listener, _("overlaying"), done, expected, &err);
    if (err.status == OKR_OK)
        return;
    (void)pthread_mutex_lock(&r->lock);
    stop(r, &err);
    (void)pthread_cond_broadcast(&r->merged);
    (void)pthread_mutex_unlock(&r->lock);
}

static okr_status work_off(run *r, okr_part_worker *worker, bool is_caller, okr_error *err)
{
    bool more = true;

    while (more && !is_stopped(r)) {
        okr_part_result *part = NULL;
        okr_status status = okr_part_next(worker, &part, &more, err);
        if (status != OKR_OK)
            return status;
        if (part != NULL)
            deliver(r, part);
        if (is_caller)
            show_progress(r);
    }
    return OKR_OK;
}

/* Add what a worker has counted beside its batches. */
static okr_status add_rest(run *r, okr_part_worker *worker, okr_error *err)
{
    okr_part_result *part = NULL;
    okr_status status = okr_part_rest(worker, &part, err);

    if (status != OKR_OK)
        return status;
    (void)pthread_mutex_lock(&r->lock);
    status = merge(r, part, err);
    (void)pthread_mutex_unlock(&r->lock);
    okr_part_free(part);
    return status;
}

static okr_status work(void *user, size_t index, unsigned number, okr_error *err)
{
    run *r = user;
    okr_part_worker *worker = NULL;
    okr_part_options how = {.stream = r->stream,
                            .index = r->index,
                            .source = r->options->path,
                            .partition = r->options->partition,
                            .skip_errors = r->options->skip_errors,
                            .pairs = r->sink != NULL,
                            .fields = r->result->sums.count,
                            .field_names = r->result->sums.data,
                            .grouped = r->options->group != NULL};
    okr_status status = okr_part_worker_new(&how, &worker, err);

    (void)index;
    if (status == OKR_OK)
        status = work_off(r, worker, number == 0, err);
    if (status == OKR_OK && !is_stopped(r))
        status = add_rest(r, worker, err);
    if (status != OKR_OK) {
        (void)pthread_mutex_lock(&r->lock);
        stop(r, err);
        (void)pthread_cond_broadcast(&r->merged);
        (void)pthread_mutex_unlock(&r->lock);
    }
    okr_part_worker_free(worker);
    return status;
}

static okr_status open_sink(run *r, okr_error *err)
{
    static const okr_sink_field fields[] = {
        {"feature", OKR_SINK_INTEGER}, {"polygon", OKR_SINK_TEXT},  {"share", OKR_SINK_REAL},
        {"points", OKR_SINK_INTEGER},  {"length_m", OKR_SINK_REAL}, {"area_m2", OKR_SINK_REAL}};
    okr_sink_options how = {.layer = "pairs",
                            .shape = OKR_SINK_NO_GEOMETRY,
                            .fields = fields,
                            .field_count = sizeof fields / sizeof fields[0]};

    if (r->options->pairs == NULL)
        return OKR_OK;
    if (okr_file_is_same(r->options->pairs, r->options->path) ||
        okr_file_is_same(r->options->pairs, r->options->by))
        return okr_fail(err, OKR_ERR_USAGE, _("'%s' is read here: write to another file"),
                        r->options->pairs);
    return okr_sink_open(r->options->pairs, &how, &r->sink, err);
}

static okr_status split_names(okr_overlay_result *result, const char *list, okr_error *err)
{
    okr_status status = OKR_OK;

    while (status == OKR_OK && list != NULL && *list != '\0') {
        size_t n = strcspn(list, ",");
        const char *name = okr_arena_strndup(&result->arena, list, n, err);
        if (name == NULL)
            return OKR_ERR_NOMEM;
        if (n > 0)
            status = okr_vec_append(&result->sums, &name, 1, err);
        list += list[n] == ',' ? n + 1 : n;
    }
    return status;
}

static okr_status open_stream(run *r, okr_error *err)
{
    const okr_overlay_options *o = r->options;
    okr_stream_options how = {.layer = o->layer,
                              .where = o->where,
                              .crs = o->crs,
                              .encoding = o->encoding,
                              .lon = o->lon,
                              .lat = o->lat,
                              .wkt = o->wkt,
                              .numbers = r->result->sums.data,
                              .number_count = r->result->sums.count,
                              .text = o->group};

    return okr_stream_open(o->path, &how, &r->stream, err);
}

static okr_status build_index(run *r, okr_error *err)
{
    const okr_overlay_polygons *polygons = &r->result->polygons;
    okr_index_options how = {.threads = r->threads};
    okr_status status = okr_progress(r->listener, _("preparing polygons"), -1.0, err);

    if (status != OKR_OK)
        return status;
    status = okr_territory_index_new(polygons->shapes.data, polygons->shapes.count, &how,
                                     &r->index, err);
    return status == OKR_OK ? OKR_OK : okr_fail_in(err, status, "'%s'", r->options->by);
}

static okr_status prepare(run *r, okr_error *err)
{
    okr_status status = split_names(r->result, r->options->sum, err);

    okr_tallies_init(&r->result->tallies, r->result->sums.count);
    if (status == OKR_OK)
        status = open_stream(r, err);
    if (status == OKR_OK)
        status = okr_overlay_polygons_read(r->options, r->threads, &r->result->polygons, err);
    if (status == OKR_OK)
        status = build_index(r, err);
    return status == OKR_OK ? open_sink(r, err) : status;
}

static okr_status run_all(run *r, okr_error *err)
{
    okr_status status = okr_pool_run(r->threads, r->threads, work, r, err);
    okr_status ended = okr_progress(r->listener, _("overlaying"), 1.0, NULL);

    (void)ended; /* too late to stop */
    if (r->stopped) {
        if (err != NULL)
            *err = r->failure;
        return r->failure.status;
    }
    return status;
}

static okr_status check_complete(const run *r, okr_error *err)
{
    size_t read = r->result->features + r->result->skipped;
    double promised = okr_stream_promised(r->stream);

    if ((double)read >= promised)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_IO,
                    _("'%s', layer '%s': reading ended after %zu of %.0f features"),
                    r->options->path, okr_stream_layer(r->stream), read, promised);
}

static void tell_skipped(const run *r)
{
    const char *const *listed = r->listed.data;

    for (size_t i = 0; i < r->listed.count; i++)
        okr_log(r->listener, OKR_LEVEL_WARNING, _("skipped: %s"), listed[i]);
    if (r->result->skipped > r->listed.count)
        okr_log(r->listener, OKR_LEVEL_WARNING, _("skipped in all: %zu features"),
                r->result->skipped);
}

okr_status okr_overlay_run(const okr_overlay_options *options, const okr_listener *listener,
                           okr_overlay_result *result, okr_error *err)
{
    run r = {.options = options,
             .listener = listener,
             .result = result,
             .listed = OKR_VEC(const char *),
             .threads =
                 okr_pool_threads(options->threads > 0 ? (unsigned)options->threads : 0)};
    okr_status status = OKR_OK;

    *result = (okr_overlay_result){.sums = OKR_VEC(const char *)};
    (void)pthread_mutex_init(&r.lock, NULL);
    (void)pthread_cond_init(&r.merged, NULL);
    status = prepare(&r, err);
    if (status == OKR_OK)
        status = run_all(&r, err);
    if (status == OKR_OK)
        status = check_complete(&r, err);
    if (status == OKR_OK) {
        okr_overlay_polygons_tell(options, &result->polygons, listener);
        tell_skipped(&r);
    }
    if (r.sink != NULL)
        status = okr_sink_close(r.sink, status, err);
    while (r.waiting != NULL) {
        okr_part_result *part = r.waiting;
        r.waiting = part->following;
        okr_part_free(part);
    }
    okr_vec_done(&r.listed);
    okr_stream_close(r.stream);
    okr_territory_index_free(r.index);
    (void)pthread_mutex_destroy(&r.lock);
    (void)pthread_cond_destroy(&r.merged);
    return status;
}

void okr_overlay_result_done(okr_overlay_result *result)
{
    okr_overlay_polygons_done(&result->polygons);
    okr_tallies_done(&result->tallies);
    okr_vec_done(&result->sums);
    okr_arena_done(&result->arena);
}
