#include "overlay/overlay_run.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "base/number.h"
#include "base/pool.h"
#include "base/text.h"
#include "base/utf8.h"
#include "geo/layer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Of the polygons without geometry so many are listed; so many parts of the layer are read by
 * each thread, as one part may hold much more than another. */
enum { MOST_LISTED = 20, PARTS_PER_THREAD = 8 };

typedef struct named {
    const char *id;
    okr_wkb shape;
    long long number; /* of the id, when all are numbers */
    size_t place;
} named;

/* What one part of the layer holds. */
typedef struct part {
    okr_layer *layer; /* owned, unless it is the whole layer */
    okr_arena arena;  /* owns ids and shapes */
    okr_vec all;      /* named */
    okr_vec empty;    /* const char *: ids of those without geometry */
    size_t others;    /* features that are no polygons */
    bool numeric;     /* all ids are numbers */
} part;

typedef struct reading {
    okr_layer *layer; /* owned */
    const okr_overlay_options *options;
    ptrdiff_t field; /* of the id; -1: FID */
    part *parts;     /* owned */
    size_t count;
} reading;

void okr_overlay_polygons_done(okr_overlay_polygons *polygons)
{
    okr_arena_done(&polygons->arena);
    okr_vec_done(&polygons->ids);
    okr_vec_done(&polygons->shapes);
    okr_vec_done(&polygons->empty);
}

static okr_status find_field(reading *r, okr_error *err)
{
    okr_text names = {0};

    r->field = -1;
    if (r->options->id == NULL)
        return OKR_OK;
    for (size_t i = 0; i < okr_layer_field_count(r->layer); i++) {
        const char *name = okr_layer_field_name(r->layer, i);
        if (strcmp(name, r->options->id) == 0)
            r->field = (ptrdiff_t)i;
        okr_text_add_listed(&names, name);
    }
    if (r->field < 0)
        (void)okr_fail(err, OKR_ERR_NOT_FOUND,
                       _("'%s', layer '%s': there is no field '%s'; it has %s"), r->options->by,
                       okr_layer_name(r->layer), r->options->id, okr_text_str(&names));
    okr_text_done(&names);
    return r->field < 0 ? OKR_ERR_NOT_FOUND : OKR_OK;
}

/* Does the geometry have polygons? Collections are taken on trust. */
static bool has_polygons(okr_wkb shape)
{
    static const unsigned char kinds[] = {3, 6, 7, 15, 16, 17};
    unsigned char kind = 0;

    if (shape.size < 5)
        return false;
    kind = shape.bytes[0] == 1 ? shape.bytes[1] : shape.bytes[4];
    return memchr(kinds, kind, sizeof kinds) != NULL;
}

/* Codes with leading zeros are text. */
static bool as_number(const char *id, long long *number)
{
    const char *digits = id[0] == '-' ? id + 1 : id;

    return okr_number_parse_int(id, number) && (digits[0] != '0' || digits[1] == '\0');
}

/* The id of a feature, as text of the part's own. */
static okr_status take_id(const reading *r, part *p, const okr_feature *feature, named *n,
                          okr_error *err)
{
    okr_text id = {0};

    if (r->field >= 0)
        okr_text_add(&id, okr_layer_text(p->layer, (size_t)r->field));
    else
        okr_text_addf(&id, "%lld", feature->id);
    n->id = okr_text_copy(&id, &p->arena, err);
    okr_text_done(&id);
    if (n->id == NULL)
        return OKR_ERR_NOMEM;
    if (okr_utf8_valid_prefix(n->id, strlen(n->id)) < strlen(n->id))
        return okr_fail(err, OKR_ERR_FORMAT,
                        _("'%s', feature %lld: field '%s' is not UTF-8; state its encoding"),
                        r->options->by, feature->id, r->options->id);
    p->numeric = as_number(n->id, &n->number) && p->numeric;
    return OKR_OK;
}

static okr_status keep(const reading *r, part *p, const okr_feature *feature, okr_error *err)
{
    static const unsigned char nothing[] = {1, 6, 0, 0, 0, 0, 0, 0, 0}; /* MULTIPOLYGON EMPTY */
    const bool is_empty = feature->geometry.size == 0;
    const okr_wkb shape = is_empty ? (okr_wkb){nothing, sizeof nothing} : feature->geometry;
    named n = {.id = NULL};
    void *copy = okr_arena_alloc(&p->arena, shape.size, err);
    okr_status status = copy == NULL ? OKR_ERR_NOMEM : take_id(r, p, feature, &n, err);

    if (status != OKR_OK)
        return status;
    memcpy(copy, shape.bytes, shape.size);
    n.shape = (okr_wkb){copy, shape.size};
    if (is_empty && okr_vec_append(&p->empty, &n.id, 1, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    return okr_vec_append(&p->all, &n, 1, err);
}

static okr_status read_features(const reading *r, part *p, okr_error *err)
{
    okr_feature feature;
    bool more = true;
    okr_status status = OKR_OK;

    while (status == OKR_OK && more) {
        status = okr_layer_next(p->layer, &feature, &more, err);
        if (status != OKR_OK || !more)
            break;
        if (feature.geometry.size == 0 || has_polygons(feature.geometry))
            status = keep(r, p, &feature, err);
        else
            p->others++;
    }
    return status;
}

static okr_status read_part(void *user, size_t index, unsigned worker, okr_error *err)
{
    const reading *r = user;
    part *p = &r->parts[index];
    okr_status status = OKR_OK;

    (void)worker;
    if (r->count == 1)
        p->layer = r->layer;
    else
        status = okr_layer_part(r->layer, index, r->count, &p->layer, err);
    return status == OKR_OK ? read_features(r, p, err) : status;
}

static okr_status read_parts(reading *r, unsigned threads, okr_error *err)
{
    const size_t wish = threads < 2 ? 1 : (size_t)threads * PARTS_PER_THREAD;

    r->count = okr_layer_parts(r->layer, wish);
    r->parts = calloc(r->count, sizeof *r->parts);
    if (r->parts == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < r->count; i++)
        r->parts[i] =
            (part){.all = OKR_VEC(named), .empty = OKR_VEC(const char *), .numeric = true};
    return okr_pool_run(threads, r->count, read_part, r, err);
}

static void reading_done(reading *r)
{
    for (size_t i = 0; i < r->count && r->parts != NULL; i++) {
        part *p = &r->parts[i];
        if (p->layer != r->layer)
            okr_layer_close(p->layer);
        okr_arena_done(&p->arena);
        okr_vec_done(&p->all);
        okr_vec_done(&p->empty);
    }
    free(r->parts);
    okr_layer_close(r->layer);
}

static int by_place(const named *a, const named *b)
{
    return (a->place > b->place) - (a->place < b->place);
}

static int compare_numbers(const void *x, const void *y)
{
    const named *a = x;
    const named *b = y;

    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return by_place(a, b);
}

static int compare_texts(const void *x, const void *y)
{
    const named *a = x;
    const named *b = y;
    int order = okr_utf8_compare(a->id, b->id);

    return order != 0 ? order : by_place(a, b);
}

/* Put the parts one behind the other. */
static okr_status join(reading *r, okr_vec *all, bool *numeric, okr_overlay_polygons *polygons,
                       okr_error *err)
{
    okr_status status = OKR_OK;

    *numeric = true;
    for (size_t i = 0; status == OKR_OK && i < r->count; i++) {
        part *p = &r->parts[i];
        *numeric = *numeric && p->numeric;
        polygons->others += p->others;
        okr_arena_join(&polygons->arena, &p->arena);
        status = okr_vec_append(all, p->all.data, p->all.count, err);
        if (status == OKR_OK)
            status = okr_vec_append(&polygons->empty, p->empty.data, p->empty.count, err);
    }
    for (size_t i = 0; i < all->count; i++)
        OKR_AT(all, named, i).place = i;
    if (status == OKR_OK && all->count == polygons->empty.count)
        return okr_fail(err, OKR_ERR_GEOMETRY, _("'%s', layer '%s': it has no polygons"),
                        r->options->by, okr_layer_name(r->layer));
    return status;
}

static okr_status sort(reading *r, okr_overlay_polygons *polygons, okr_error *err)
{
    okr_vec all = OKR_VEC(named);
    bool numeric = true;
    okr_status status = join(r, &all, &numeric, polygons, err);
    const named *sorted = all.data;

    if (status == OKR_OK)
        qsort(all.data, all.count, sizeof *sorted, numeric ? compare_numbers : compare_texts);
    for (size_t i = 0; status == OKR_OK && i < all.count; i++) {
        status = okr_vec_append(&polygons->ids, &sorted[i].id, 1, err);
        if (status == OKR_OK)
            status = okr_vec_append(&polygons->shapes, &sorted[i].shape, 1, err);
    }
    okr_vec_done(&all);
    return status;
}

okr_status okr_overlay_polygons_read(const okr_overlay_options *options, unsigned threads,
                                     okr_overlay_polygons *polygons, okr_error *err)
{
    okr_layer_options how = {.layer = options->by_layer,
                             .crs = options->by_crs,
                             .crs_by = _("option --by-crs"),
                             .encoding = options->by_encoding};
    reading r = {.options = options};
    okr_status status = okr_layer_open(options->by, &how, &r.layer, err);

    *polygons = (okr_overlay_polygons){.ids = OKR_VEC(const char *),
                                       .shapes = OKR_VEC(okr_wkb),
                                       .empty = OKR_VEC(const char *)};
    if (status == OKR_OK)
        status = find_field(&r, err);
    if (status == OKR_OK)
        status = read_parts(&r, threads, err);
    if (status == OKR_OK)
        status = sort(&r, polygons, err);
    reading_done(&r);
    return status;
}

/* Ids are sorted, so that equal ones are neighbours. */
static void tell_of_repeated_ids(const char *by, const okr_overlay_polygons *polygons,
                                 const okr_listener *listener)
{
    const char *const *ids = polygons->ids.data;
    const char *first = NULL;
    size_t repeated = 0;

    for (size_t i = 1; i < polygons->ids.count; i++) {
        if (strcmp(ids[i], ids[i - 1]) != 0)
            continue;
        first = first == NULL ? ids[i] : first;
        repeated++;
    }
    if (repeated > 0)
        okr_log(listener, OKR_LEVEL_WARNING,
                _("'%s': ids that several polygons have, the first being '%s': %zu rows repeat "
                  "one"),
                by, first, repeated);
}

void okr_overlay_polygons_tell(const okr_overlay_options *options,
                               const okr_overlay_polygons *polygons,
                               const okr_listener *listener)
{
    const char *const *empty = polygons->empty.data;
    const char *by = options->by;

    for (size_t i = 0; i < polygons->empty.count && i < MOST_LISTED; i++)
        okr_log(listener, OKR_LEVEL_WARNING,
                _("'%s', polygon '%s': it has no geometry, so nothing lies in it"), by,
                empty[i]);
    if (polygons->empty.count > MOST_LISTED)
        okr_log(listener, OKR_LEVEL_WARNING, _("'%s': %zu polygons in all have no geometry"),
                by, polygons->empty.count);
    if (polygons->others > 0)
        okr_log(listener, OKR_LEVEL_WARNING,
                _("'%s': left out, as they are no polygons: %zu features"), by,
                polygons->others);
    tell_of_repeated_ids(by, polygons, listener);
}
