#include "overlay/overlay_part.h"

#include "base/i18n.h"
#include "overlay/part_tally.h"
#include "overlay/point_counts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TRANSFORM_CHUNK = 512, TOGETHER = 512, MEASURED = INT32_MAX };

struct okr_part_worker {
    okr_part_options options;
    okr_stream_reader *reader; /* owned */
    okr_share *share;          /* owned */
    okr_transform *transform;  /* owned; NULL: coordinates are lon/lat already */
    okr_point_counts *counts;  /* owned: of lone points; NULL: they are measured one by one */
};

static okr_status to_lonlat(void *user, okr_lonlat *points, size_t n, okr_error *err)
{
    double x[TRANSFORM_CHUNK];
    double y[TRANSFORM_CHUNK];
    okr_status status = OKR_OK;

    for (size_t done = 0; status == OKR_OK && done < n; done += TRANSFORM_CHUNK) {
        size_t part = okr_least(n - done, TRANSFORM_CHUNK);
        for (size_t i = 0; i < part; i++) {
            x[i] = points[done + i].lon;
            y[i] = points[done + i].lat;
        }
        status = okr_transform_points(user, part, x, y, err);
        for (size_t i = 0; status == OKR_OK && i < part; i++)
            points[done + i] = (okr_lonlat){x[i], y[i]};
    }
    return status;
}

/* Where nothing but their number is wanted, lone points are only counted. */
static okr_status make_counts(okr_part_worker *worker, okr_error *err)
{
    const okr_part_options *o = &worker->options;

    if (o->grouped || o->pairs || o->fields > 0)
        return OKR_OK;
    return okr_point_counts_new(o->index, &worker->counts, err);
}

okr_status okr_part_worker_new(const okr_part_options *options, okr_part_worker **out,
                               okr_error *err)
{
    okr_part_worker *worker = calloc(1, sizeof *worker);
    okr_share_options how = {.partition = options->partition};
    okr_status status = OKR_OK;

    if (worker == NULL)
        return okr_fail_nomem(err);
    worker->options = *options;
    status = okr_stream_reader_new(options->stream, &worker->reader, err);
    if (status == OKR_OK)
        status = okr_share_new(options->index, &how, &worker->share, err);
    if (status == OKR_OK)
        status = okr_stream_transform(options->stream, &worker->transform, err);
    if (status == OKR_OK)
        status = make_counts(worker, err);
    if (status != OKR_OK) {
        okr_part_worker_free(worker);
        return status;
    }
    if (worker->transform != NULL)
        okr_share_map(worker->share, to_lonlat, worker->transform);
    *out = worker;
    return OKR_OK;
}

void okr_part_worker_free(okr_part_worker *worker)
{
    if (worker == NULL)
        return;
    okr_stream_reader_free(worker->reader);
    okr_share_free(worker->share);
    okr_transform_free(worker->transform);
    okr_point_counts_free(worker->counts);
    free(worker);
}

void okr_part_free(okr_part_result *part)
{
    if (part == NULL)
        return;
    okr_tallies_done(&part->tallies);
    okr_vec_done(&part->pairs);
    okr_vec_done(&part->skipped);
    okr_arena_done(&part->arena);
    free(part);
}

static okr_part_result *new_part(const okr_part_worker *worker, okr_error *err)
{
    okr_part_result *part = calloc(1, sizeof *part);

    if (part == NULL) {
        (void)okr_fail_nomem(err);
        return NULL;
    }
    okr_tallies_init(&part->tallies, worker->options.fields);
    part->pairs = OKR_VEC(okr_pair);
    part->skipped = OKR_VEC(const char *);
    return part;
}

/* A feature that cannot be measured is skipped if that is wished, else it fails the batch. */
static okr_status bad_feature(const okr_part_worker *worker, okr_part_result *part,
                              long long id, okr_error *err)
{
    const char *source = worker->options.source;
    okr_error why = *err;
    const char *text = NULL;

    if (okr_stream_has_rows(worker->options.stream))
        (void)okr_fail_in(&why, why.status, _("'%s', row %lld"), source, id + 1);
    else if (strcmp(source, "-") == 0)
        (void)okr_fail_in(&why, why.status, _("standard input, feature %lld"), id);
    else
        (void)okr_fail_in(&why, why.status, _("'%s', layer '%s', feature %lld"), source,
                          okr_stream_layer(worker->options.stream), id);
    if (!worker->options.skip_errors || why.status == OKR_ERR_NOMEM) {
        *err = why;
        return why.status;
    }
    text = okr_arena_strdup(&part->arena, why.text, err);
    return text == NULL ? OKR_ERR_NOMEM : okr_vec_append(&part->skipped, &text, 1, err);
}

/* Fail if a feature was not read as it ought to be. */
static okr_status check_feature(const okr_part_worker *worker, const okr_batch *batch, size_t i,
                                okr_error *err)
{
    size_t fields = worker->options.fields;

    if (batch->faults != NULL && batch->faults[i] != NULL)
        return okr_fail(err, OKR_ERR_FORMAT, "%s", batch->faults[i]);
    for (size_t k = 0; k < fields; k++)
        if (isinf(batch->numbers[i * fields + k]))
            return okr_fail(err, OKR_ERR_FORMAT, _("field '%s' holds no number"),
                            worker->options.field_names[k]);
    return OKR_OK;
}

static okr_status measure(okr_part_worker *worker, okr_part_result *part,
                          const okr_batch *batch, size_t i, int32_t face, okr_error *err)
{
    okr_share_result shares;
    okr_part_entry e = {
        .id = batch->ids[i],
        .values = batch->numbers == NULL ? NULL : batch->numbers + i * worker->options.fields,
        .shares = &shares};
    okr_status status = check_feature(worker, batch, i, err);

    if (status != OKR_OK)
        return bad_feature(worker, part, batch->ids[i], err);
    if (face < (int32_t)okr_territory_index_size(worker->options.index))
        okr_share_lone_in(worker->share, face, &shares);
    else
        status = okr_share_measure(worker->share, batch->shapes[i], &shares, err);
    if (status != OKR_OK)
        return bad_feature(worker, part, batch->ids[i], err);
    if (worker->options.grouped)
        status = okr_tallies_group(&part->tallies, batch->text[i], &e.group, err);
    return status == OKR_OK ? okr_part_add(part, &e, worker->options.pairs, err) : status;
}

/* Lone points are only counted where that is enough; all else is measured in its turn. */
static okr_status count_batch(okr_part_worker *worker, okr_part_result *part,
                              const okr_batch *batch, okr_error *err)
{
    okr_lonlat p;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < batch->count; i++) {
        if (okr_share_lone(worker->share, batch->shapes[i], &p)) {
            okr_point_counts_add(worker->counts, p);
            part->features++;
        } else {
            status = measure(worker, part, batch, i, MEASURED, err);
        }
    }
    return status;
}

/* The faces of the lone points among n shapes, looked up together; MEASURED for others. */
static void look_up(const okr_part_worker *worker, const okr_wkb *shapes, size_t n,
                    int32_t *faces)
{
    okr_lonlat points[TOGETHER];
    int32_t found[TOGETHER];
    size_t places[TOGETHER];
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        faces[i] = MEASURED;
        places[count] = i;
        count += okr_share_lone(worker->share, shapes[i], &points[count]);
    }
    okr_territory_index_faces_of(worker->options.index, points, count, found);
    for (size_t k = 0; k < count; k++)
        faces[places[k]] = found[k];
}

static okr_status measure_batch(okr_part_worker *worker, okr_part_result *part,
                                const okr_batch *batch, okr_error *err)
{
    int32_t faces[TOGETHER];
    okr_status status = OKR_OK;

    for (size_t from = 0; status == OKR_OK && from < batch->count; from += TOGETHER) {
        size_t n = okr_least(batch->count - from, TOGETHER);
        look_up(worker, batch->shapes + from, n, faces);
        for (size_t i = 0; status == OKR_OK && i < n; i++)
            status = measure(worker, part, batch, from + i, faces[i], err);
    }
    return status;
}

okr_status okr_part_next(okr_part_worker *worker, okr_part_result **part, bool *more,
                         okr_error *err)
{
    okr_batch batch;
    okr_part_result *made = new_part(worker, err);

    if (made == NULL)
        return OKR_ERR_NOMEM;
    made->status = okr_stream_next(worker->reader, &batch, more, &made->error);
    made->number = batch.number;
    if (made->status == OKR_OK && !*more) {
        okr_part_free(made);
        *part = NULL;
        return OKR_OK;
    }
    if (made->status == OKR_OK)
        made->status = worker->counts != NULL
                           ? count_batch(worker, made, &batch, &made->error)
                           : measure_batch(worker, made, &batch, &made->error);
    /* A failed reading is the end for this worker; the batch says why. */
    *more = made->status == OKR_OK;
    *part = made;
    return OKR_OK;
}

/* Who counts what lies in a face. */
static okr_owners owners_of(const okr_part_worker *worker, int32_t face)
{
    okr_owners owners = okr_territory_index_owners(worker->options.index, face);

    if (worker->options.partition)
        owners.count = okr_least(owners.count, 1);
    return owners;
}

okr_status okr_part_rest(okr_part_worker *worker, okr_part_result **part, okr_error *err)
{
    size_t faces = okr_territory_index_faces(worker->options.index);
    okr_part_result *made = new_part(worker, err);
    const size_t *counts = NULL;
    okr_status status = OKR_OK;

    if (made == NULL)
        return OKR_ERR_NOMEM;
    if (worker->counts != NULL)
        counts = okr_point_counts_of_faces(worker->counts);
    for (size_t i = 0; status == OKR_OK && counts != NULL && i <= faces; i++) {
        if (counts[i] == 0)
            continue;
        made->has_points = true;
        status = okr_part_add_points(made, owners_of(worker, (int32_t)i - 1), counts[i], err);
    }
    if (status == OKR_OK)
        *part = made;
    else
        okr_part_free(made);
    return status;
}
