/* okrug served of any two layers. */
#include "okrug/served.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "base/pool.h"
#include "geo/layer.h"
#include "view/served_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of the polygons without geometry so many are listed. */
enum { MOST_LISTED = 20 };

/* The territories of a question. */
typedef struct territories {
    okr_arena arena;           /* owns geometries and names */
    okr_vec polygons;          /* okr_wkb */
    okr_vec names;             /* const char * */
    okr_served_area *areas;    /* owned, one per polygon */
    okr_served_people *people; /* owned, one per polygon */
} territories;

static okr_status add_feature(okr_served_set *set, const okr_feature *feature, const char *path,
                              okr_error *err)
{
    const okr_served_feature serves = {.geometry = feature->geometry};
    okr_status status = okr_served_set_add(set, &serves, err);

    if (status != OKR_OK)
        return okr_fail_in(err, status, _("'%s', feature %lld"), path, feature->id);
    return OKR_OK;
}

static okr_status read_features(const okr_served_layers *q, okr_served_set *set, okr_error *err)
{
    const okr_layer_options options = {.layer = q->features_layer};
    okr_layer *layer = NULL;
    okr_feature feature = {0};
    bool more = true;
    okr_status status = okr_layer_open(q->features, &options, &layer, err);

    while (status == OKR_OK && more) {
        status = okr_layer_next(layer, &feature, &more, err);
        if (status == OKR_OK && more)
            status = add_feature(set, &feature, q->features, err);
    }
    okr_layer_close(layer);
    return status;
}

/* The attribute that names a polygon: the one asked for, else the first; -1 none. */
static okr_status find_name(const okr_layer *layer, const okr_served_layers *q, int *field,
                            okr_error *err)
{
    *field = okr_layer_field_count(layer) > 0 ? 0 : -1;
    if (q->name == NULL)
        return OKR_OK;
    for (size_t i = 0; i < okr_layer_field_count(layer); i++) {
        if (strcmp(okr_layer_field_name(layer, i), q->name) != 0)
            continue;
        *field = (int)i;
        return OKR_OK;
    }
    return okr_fail(err, OKR_ERR_NOT_FOUND, _("'%s' has no attribute '%s'"), q->polygons,
                    q->name);
}

static okr_status add_territory(territories *t, okr_layer *layer, const okr_feature *feature,
                                int field, okr_error *err)
{
    char id[32];
    const char *name = field >= 0 ? okr_layer_text(layer, (size_t)field) : "";
    okr_wkb polygon = {NULL, feature->geometry.size};
    void *bytes = okr_arena_alloc(&t->arena, polygon.size + 1, err);

    if (bytes == NULL)
        return OKR_ERR_NOMEM;
    if (polygon.size > 0)
        memcpy(bytes, feature->geometry.bytes, polygon.size);
    polygon.bytes = bytes;
    (void)snprintf(id, sizeof id, "%lld", feature->id);
    name = okr_arena_strdup(&t->arena, name[0] != '\0' ? name : id, err);
    if (name == NULL || okr_vec_append(&t->polygons, &polygon, 1, err) != OKR_OK)
        return OKR_ERR_NOMEM;
    return okr_vec_append(&t->names, &name, 1, err);
}

static okr_status read_polygons(const okr_served_layers *q, territories *t, okr_error *err)
{
    const okr_layer_options options = {.layer = q->polygons_layer};
    okr_layer *layer = NULL;
    okr_feature feature = {0};
    bool more = true;
    int field = -1;
    okr_status status = okr_layer_open(q->polygons, &options, &layer, err);

    if (status == OKR_OK)
        status = find_name(layer, q, &field, err);
    while (status == OKR_OK && more) {
        status = okr_layer_next(layer, &feature, &more, err);
        if (status == OKR_OK && more)
            status = add_territory(t, layer, &feature, field, err);
    }
    okr_layer_close(layer);
    return status;
}

static void add_sum(okr_served_area *sum, const okr_served_area *part)
{
    sum->area_m2 += part->area_m2;
    sum->low_m2 += part->low_m2;
    sum->high_m2 += part->high_m2;
    sum->reached = sum->reached && part->reached;
}

static void add_people(okr_served_people *sum, const okr_served_people *part)
{
    sum->all += part->all;
    sum->low += part->low;
    sum->high += part->high;
}

static okr_status fill_table(const territories *t, const okr_served_read *read,
                             okr_table *table, okr_error *err)
{
    okr_served_area sum = {.reached = true};
    okr_served_people people = {0};

    okr_table_column(table, "territory", "Территория", "Territory", -1);
    okr_served_area_columns(table, read);
    if (read->people != NULL)
        okr_served_people_columns(table, read);
    for (size_t i = 0; i < t->polygons.count; i++) {
        okr_table_text(table, OKR_AT(&t->names, const char *, i));
        okr_served_area_cells(table, &t->areas[i], read);
        if (read->people != NULL)
            okr_served_people_cells(table, &t->people[i], read);
        add_sum(&sum, &t->areas[i]);
        add_people(&people, &t->people[i]);
    }
    okr_table_foot(table);
    okr_table_titles(table, "Всего", "Total");
    okr_served_area_cells(table, &sum, read);
    if (read->people != NULL)
        okr_served_people_cells(table, &people, read);
    okr_served_notes(table, read, sum.reached);
    return okr_table_check(table, err);
}

static okr_status draw(const okr_served_layers *q, const okr_served_read *read,
                       const okr_served_set *set, const territories *t, okr_error *err)
{
    okr_served_name *list = calloc(t->polygons.count + 1, sizeof *list);
    const okr_served_drawing drawing = {q->how.area_out, set, list, t->polygons.count, false};
    okr_status status = OKR_OK;

    if (list == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < t->polygons.count; i++)
        list[i] = (okr_served_name){OKR_AT(&t->polygons, okr_wkb, i),
                                    OKR_AT(&t->names, const char *, i), ""};
    status = okr_served_draw(&drawing, read, err);
    free(list);
    return status;
}

static okr_status measure(const okr_served_layers *q, const okr_served_read *read,
                          const okr_served_set *set, territories *t, okr_error *err)
{
    const okr_served_options options = {read->distance_m, read->tolerance, read->threads};
    okr_status status = OKR_OK;

    t->areas = calloc(t->polygons.count + 1, sizeof *t->areas);
    t->people = calloc(t->polygons.count + 1, sizeof *t->people);
    if (t->areas == NULL || t->people == NULL)
        return okr_fail_nomem(err);
    status =
        okr_served_areas(set, t->polygons.data, t->polygons.count, &options, t->areas, err);
    if (status == OKR_ERR_GEOMETRY)
        status = okr_fail_in(err, status, "'%s'", q->polygons);
    if (status == OKR_OK && read->people != NULL)
        status = okr_served_people_find(&(okr_people_request){&set, 1, t->polygons.data,
                                                              t->polygons.count, options,
                                                              read->people},
                                        t->people, err);
    if (status == OKR_OK && q->how.area_out != NULL)
        status = draw(q, read, set, t, err);
    return status;
}

static void tell_of_empty(const okr_served_layers *q, const territories *t,
                          const okr_listener *listener)
{
    size_t empty = 0;

    for (size_t i = 0; i < t->polygons.count; i++)
        if (OKR_AT(&t->polygons, okr_wkb, i).size == 0 && ++empty <= MOST_LISTED)
            okr_log(listener, OKR_LEVEL_WARNING,
                    _("'%s', polygon '%s': it has no geometry, so what is served of it is "
                      "unknown"),
                    q->polygons, OKR_AT(&t->names, const char *, i));
    if (empty > MOST_LISTED)
        okr_log(listener, OKR_LEVEL_WARNING, _("'%s': %zu polygons in all have no geometry"),
                q->polygons, empty);
}

/* The two layers of a question, which know nothing of each other. */
typedef struct reading {
    const okr_served_layers *question;
    okr_served_set *set;
    territories *territories;
} reading;

static okr_status read_layer(void *user, size_t index, unsigned worker, okr_error *err)
{
    const reading *r = user;

    (void)worker;
    return index == 0 ? read_features(r->question, r->set, err)
                      : read_polygons(r->question, r->territories, err);
}

static okr_status read_and_measure(const okr_served_layers *q, const okr_served_read *read,
                                   const okr_listener *listener, territories *t, okr_error *err)
{
    okr_served_set *set = NULL;
    okr_status status = okr_progress(listener, _("reading"), 0.0, err);

    if (status == OKR_OK)
        status = okr_served_set_new(&set, err);
    if (status == OKR_OK)
        status = okr_pool_run(okr_pool_threads(read->threads), 2, read_layer,
                              &(reading){q, set, t}, err);
    if (status == OKR_OK)
        status = okr_served_set_close(set, read->threads, err);
    if (status == OKR_OK)
        status = okr_progress(listener, _("measuring"), 0.3, err);
    if (status == OKR_OK)
        status = measure(q, read, set, t, err);
    if (status == OKR_OK)
        tell_of_empty(q, t, listener);
    okr_served_set_free(set);
    return status;
}

okr_status okr_layers_served(const okr_served_layers *question, const okr_listener *listener,
                             okr_table **table, okr_error *err)
{
    okr_served_read read = {0};
    territories t = {.polygons = OKR_VEC(okr_wkb), .names = OKR_VEC(const char *)};
    okr_table *made = NULL;
    okr_status status = okr_served_read_how(&question->how, &read, err);

    if (status == OKR_OK && question->how.distance == NULL)
        status = okr_fail(err, OKR_ERR_USAGE, "%s", _("layers need --distance"));
    if (status == OKR_OK)
        status = read_and_measure(question, &read, listener, &t, err);
    if (status == OKR_OK) {
        made = okr_table_new("Кто обслужен", "Who is served", err);
        status = made == NULL ? OKR_ERR_NOMEM : fill_table(&t, &read, made, err);
    }
    okr_arena_done(&t.arena);
    okr_vec_done(&t.polygons);
    okr_vec_done(&t.names);
    free(t.areas);
    free(t.people);
    okr_served_read_done(&read);
    if (status == OKR_OK)
        *table = made;
    else
        okr_table_free(made);
    return status;
}
