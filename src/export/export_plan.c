#include "export/export_plan.h"

#include "base/file.h"
#include "base/i18n.h"

#include <string.h>

static const char *const shapes[] = {"location_point", "location_line", "location_area"};
static const char *const endings[] = {"point", "line", "area"};

enum { SHAPES = sizeof shapes / sizeof shapes[0] };

/* The three tables of locations under one name. */
static const char everything[] = "locations";

/* Only for machines: what they relate stands in the tables themselves. */
static const char *const left_out[] = {"accuracy_default", "context_layer", "measure_indicator",
                                       "measure_location"};

typedef struct planner {
    const okr_export *job;
    const okr_export_goal *goal;
    const okr_copy_source *source;
    okr_export_plan *plan;
} planner;

static okr_status keep(const planner *k, okr_text *text, const char **out, okr_error *err)
{
    *out = okr_text_copy(text, &k->plan->arena, err);
    okr_text_done(text);
    return *out == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

/* In a folder each layer has its file; "x.shp" of several shapes becomes "x_line.shp". */
static okr_status name_file(const planner *k, okr_export_layer *layer, const char *suffix,
                            okr_error *err)
{
    const char *output = okr_path_name(k->job->options->output);
    const char *dot = strrchr(output, '.');
    okr_text name = {0};

    if (k->goal->folder && !k->goal->format->many)
        okr_text_addf(&name, "%s.%s", layer->name, k->goal->format->name);
    else if (k->goal->folder)
        okr_text_addf(&name, "okrug.%s", k->goal->format->name);
    else if (suffix != NULL && dot != NULL)
        okr_text_addf(&name, "%.*s_%s%s", (int)(dot - output), output, suffix, dot);
    else
        okr_text_add(&name, output);
    return keep(k, &name, &layer->file, err);
}

static okr_status name_layer(const planner *k, okr_export_layer *layer, okr_error *err)
{
    okr_text name = {0};

    if (k->goal->format->many && k->goal->format->plain)
        okr_export_sheet_name(okr_titles_pick(layer->schema->title, k->job->options->russian),
                              &name);
    else if (layer->tables[1] != NULL)
        okr_text_add(&name, everything);
    else
        okr_text_add(&name, layer->tables[0]);
    return keep(k, &name, &layer->name, err);
}

static okr_status add_layer(const planner *k, okr_export_layer layer, const char *suffix,
                            okr_error *err)
{
    okr_status status = OKR_OK;

    layer.schema = okr_schema_find(layer.tables[0]);
    status = name_layer(k, &layer, err);
    if (status == OKR_OK)
        status = name_file(k, &layer, suffix, err);
    return status == OKR_OK ? okr_vec_append(&k->plan->layers, &layer, 1, err) : status;
}

static okr_status add_table(const planner *k, const char *table, const char *suffix,
                            okr_error *err)
{
    return add_layer(k, (okr_export_layer){.tables = {table}}, suffix, err);
}

static size_t drawn_shapes(const planner *k)
{
    size_t count = 0;

    for (size_t i = 0; i < SHAPES; i++)
        count += okr_copy_rows(k->source, shapes[i]) > 0;
    return count;
}

/* Every drawn location: one layer, or one for each shape where a format cannot mix them. */
static okr_status add_locations(const planner *k, okr_error *err)
{
    const size_t drawn = drawn_shapes(k);
    okr_export_layer all = {.tables = {NULL}};
    size_t count = 0;
    okr_status status = OKR_OK;

    if (drawn == 0)
        return okr_fail(err, OKR_ERR_NOT_FOUND,
                        _("the selection has no drawn locations; another layer can be named "
                          "by --layer"));
    for (size_t i = 0; i < SHAPES && status == OKR_OK; i++) {
        if (okr_copy_rows(k->source, shapes[i]) == 0)
            continue;
        all.tables[count++] = shapes[i];
        if (!k->goal->format->mixed)
            status = add_table(k, shapes[i], drawn > 1 ? endings[i] : NULL, err);
    }
    return k->goal->format->mixed && status == OKR_OK ? add_layer(k, all, NULL, err) : status;
}

static bool is_left_out(const okr_schema *table)
{
    for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++)
        if (strcmp(left_out[i], table->name) == 0)
            return true;
    return false;
}

static okr_status add_all(const planner *k, okr_error *err)
{
    const size_t count = okr_schema_count();
    okr_status status = OKR_OK;

    for (size_t i = 0; i < count && status == OKR_OK; i++) {
        const okr_schema *table = okr_schema_at(i);
        if (is_left_out(table) || (!k->goal->format->plain && table->geometry == NULL) ||
            okr_copy_rows(k->source, table->name) == 0)
            continue;
        status = add_table(k, table->name, NULL, err);
    }
    return status;
}

static okr_status no_layer(const char *name, okr_error *err)
{
    const size_t count = okr_schema_count();
    okr_text all = {0};

    okr_text_add(&all, everything);
    for (size_t i = 0; i < count; i++)
        okr_text_addf(&all, ", %s", okr_schema_at(i)->name);
    (void)okr_fail(err, OKR_ERR_USAGE, _("there is no layer '%s'; there are: %s"), name,
                   okr_text_str(&all));
    okr_text_done(&all);
    return OKR_ERR_USAGE;
}

static okr_status choose(const planner *k, okr_error *err)
{
    const char *name = k->job->options->layer;
    const okr_schema *table = name == NULL ? NULL : okr_schema_find(name);

    if (table != NULL)
        return add_table(k, table->name, NULL, err);
    if (name != NULL && strcmp(name, everything) != 0)
        return no_layer(name, err);
    if (name != NULL)
        return add_locations(k, err);
    if (k->goal->folder || k->goal->format->many)
        return add_all(k, err);
    return k->goal->format->plain ? add_table(k, "measure", NULL, err) : add_locations(k, err);
}

okr_status okr_export_plan_make(const okr_export *job, const okr_export_goal *goal,
                                const okr_copy_source *source, okr_export_plan *plan,
                                okr_error *err)
{
    const planner k = {job, goal, source, plan};
    okr_status status = OKR_OK;

    *plan = (okr_export_plan){.layers = OKR_VEC(okr_export_layer)};
    status = choose(&k, err);
    if (status == OKR_OK && plan->layers.count == 0)
        status = okr_fail(err, OKR_ERR_NOT_FOUND, _("the selection has nothing to write"));
    return status;
}

void okr_export_plan_done(okr_export_plan *plan)
{
    okr_arena_done(&plan->arena);
    okr_vec_done(&plan->layers);
}
