/* An extract as a schema of a PostGIS database: tables, keys, comments, indexes, views. */
#include "base/i18n.h"
#include "base/listener.h"
#include "export/export_plan.h"
#include "store/save.h"
#include "view/table.h"

#include <string.h>

typedef struct poster {
    const okr_export *job;
    const okr_programme *part;
    const char *schema;
    okr_text name;   /* owned: the schema as SQL writes it */
    okr_arena arena; /* owns statements, fields and options */
    okr_vec before;  /* const char *, ending with NULL */
    okr_vec after;   /* likewise */
    okr_vec layers;  /* okr_copy_layer */
    okr_text line;   /* the statement at work */
    const char *options[6];
} poster;

/* Text in quotes as SQL wants them; a quote inside is doubled. */
static void add_quoted(okr_text *sql, char quote, const char *text)
{
    okr_text_add_n(sql, &quote, 1);
    for (; *text != '\0'; text++) {
        if (*text == quote)
            okr_text_add_n(sql, &quote, 1);
        okr_text_add_n(sql, text, 1);
    }
    okr_text_add_n(sql, &quote, 1);
}

static okr_status keep(poster *k, const char *text, const char **out, okr_error *err)
{
    *out = okr_arena_strdup(&k->arena, text, err);
    return *out == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

/* End the statement at work. */
static okr_status put(poster *k, okr_vec *list, okr_error *err)
{
    const char *statement = NULL;
    okr_status status = okr_text_check(&k->line, err);

    if (status == OKR_OK)
        status = keep(k, okr_text_str(&k->line), &statement, err);
    okr_text_clear(&k->line);
    return status == OKR_OK ? okr_vec_append(list, &statement, 1, err) : status;
}

static void add_table(poster *k, const char *table)
{
    okr_text_addf(&k->line, "%s.\"%s\"", okr_text_str(&k->name), table);
}

static okr_status comment_table(poster *k, const okr_schema *table, okr_error *err)
{
    const bool russian = k->job->options->russian;
    okr_text words = {0};

    okr_text_add(&words, okr_titles_pick(table->title, russian));
    if (russian)
        okr_text_addf(&words, ". %s", table->note_ru);
    okr_text_add(&k->line, "COMMENT ON TABLE ");
    add_table(k, table->name);
    okr_text_add(&k->line, " IS ");
    add_quoted(&k->line, '\'', okr_text_str(&words));
    okr_text_done(&words);
    return put(k, &k->after, err);
}

static okr_status comment_columns(poster *k, const okr_schema *table, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < table->count && status == OKR_OK; i++) {
        okr_text_add(&k->line, "COMMENT ON COLUMN ");
        add_table(k, table->name);
        okr_text_addf(&k->line, ".\"%s\" IS ", table->columns[i].name);
        add_quoted(&k->line, '\'',
                   okr_titles_pick(table->columns[i].title, k->job->options->russian));
        status = put(k, &k->after, err);
    }
    return status;
}

static okr_status add_keys(poster *k, const okr_schema *table, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < table->count && status == OKR_OK; i++) {
        const okr_column *column = &table->columns[i];
        if (column->references == NULL)
            continue;
        okr_text_add(&k->line, "ALTER TABLE ");
        add_table(k, table->name);
        okr_text_addf(&k->line,
                      " ADD CONSTRAINT \"%s_%s_fkey\" FOREIGN KEY (\"%s\") REFERENCES ",
                      table->name, column->name, column->name);
        add_table(k, column->references);
        okr_text_add(&k->line, " (fid)");
        status = put(k, &k->after, err);
        if (status != OKR_OK)
            return status;
        okr_text_addf(&k->line, "CREATE INDEX \"%s_%s_idx\" ON ", table->name, column->name);
        add_table(k, table->name);
        okr_text_addf(&k->line, " (\"%s\")", column->name);
        status = put(k, &k->after, err);
    }
    return status;
}

/* Rows came with their numbers; those that others add go on behind them. */
static okr_status set_sequence(poster *k, const okr_schema *table, okr_error *err)
{
    okr_text name = {0};

    okr_text_addf(&name, "%s.\"%s\"", okr_text_str(&k->name), table->name);
    okr_text_add(&k->line, "SELECT setval(pg_get_serial_sequence(");
    add_quoted(&k->line, '\'', okr_text_str(&name));
    okr_text_addf(&k->line, ", 'fid'), coalesce(max(fid), 0) + 1, false) FROM %s",
                  okr_text_str(&name));
    okr_text_done(&name);
    return put(k, &k->after, err);
}

static okr_status index_geometry(poster *k, const okr_schema *table, okr_error *err)
{
    if (table->geometry == NULL)
        return OKR_OK;
    okr_text_addf(&k->line, "CREATE INDEX \"%s_geom_idx\" ON ", table->name);
    add_table(k, table->name);
    okr_text_add(&k->line, " USING gist (geom)");
    return put(k, &k->after, err);
}

/* Everything that is drawn in one layer, whatever its shape. */
static okr_status view_locations(poster *k, okr_error *err)
{
    static const char *const shapes[] = {"location_point", "location_line", "location_area"};

    okr_text_add(&k->line, "CREATE VIEW ");
    add_table(k, "locations");
    okr_text_add(&k->line, " AS ");
    for (size_t s = 0; s < sizeof shapes / sizeof shapes[0]; s++) {
        const okr_schema *table = okr_schema_find(shapes[s]);
        okr_text_addf(&k->line, "%sSELECT fid * 3 + %zu AS id, geom::geometry(Geometry)",
                      s == 0 ? "" : " UNION ALL ", s);
        for (size_t i = 0; i < table->count; i++)
            if (strcmp(table->columns[i].name, "geom") != 0)
                okr_text_addf(&k->line, ", \"%s\"", table->columns[i].name);
        okr_text_add(&k->line, " FROM ");
        add_table(k, shapes[s]);
    }
    return put(k, &k->after, err);
}

/* Which measure is where and by what share, readable without a join. */
static okr_status view_places(poster *k, okr_error *err)
{
    okr_text_add(&k->line, "CREATE VIEW ");
    add_table(k, "measure_place");
    okr_text_add(
        &k->line,
        " AS SELECT l.fid AS id, m.measure_id, m.title_ru, m.title_en, m.role, m.kind, "
        "m.status, m.lifecycle, m.progress, t.oktmo, t.name_ru, t.name_en, "
        "l.location_id, l.method, l.share, l.length_m, l.area_m2, l.basis, t.geom FROM ");
    add_table(k, "measure_municipality");
    okr_text_add(&k->line, " l JOIN ");
    add_table(k, "measure");
    okr_text_add(&k->line, " m ON m.fid = l.base_id JOIN ");
    add_table(k, "municipality");
    okr_text_add(&k->line, " t ON t.fid = l.related_id");
    return put(k, &k->after, err);
}

static okr_status add_after(poster *k, okr_error *err)
{
    const size_t count = okr_schema_count();
    const char *const end = NULL;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < count && status == OKR_OK; i++) {
        const okr_schema *table = okr_schema_at(i);
        status = comment_table(k, table, err);
        if (status == OKR_OK)
            status = comment_columns(k, table, err);
        if (status == OKR_OK)
            status = add_keys(k, table, err);
        if (status == OKR_OK)
            status = set_sequence(k, table, err);
        if (status == OKR_OK)
            status = index_geometry(k, table, err);
    }
    if (status == OKR_OK)
        status = view_locations(k, err);
    if (status == OKR_OK)
        status = view_places(k, err);
    return status == OKR_OK ? okr_vec_append(&k->after, &end, 1, err) : status;
}

static okr_status add_before(poster *k, okr_error *err)
{
    const char *const end = NULL;
    okr_status status = OKR_OK;

    okr_text_addf(&k->line, "DROP SCHEMA IF EXISTS %s CASCADE", okr_text_str(&k->name));
    if (k->job->options->overwrite)
        status = put(k, &k->before, err);
    okr_text_clear(&k->line);
    okr_text_addf(&k->line, "CREATE SCHEMA %s", okr_text_str(&k->name));
    if (status == OKR_OK)
        status = put(k, &k->before, err);
    okr_text_addf(&k->line, "COMMENT ON SCHEMA %s IS ", okr_text_str(&k->name));
    add_quoted(
        &k->line, '\'',
        okr_titles_pick(k->part->extract.ru[0] == '\0' ? k->part->title : k->part->extract,
                        k->job->options->russian));
    if (status == OKR_OK)
        status = put(k, &k->before, err);
    return status == OKR_OK ? okr_vec_append(&k->before, &end, 1, err) : status;
}

static okr_status add_layer(poster *k, const okr_schema *table, okr_error *err)
{
    okr_copy_layer layer = {
        .name = table->name, .options = k->options, .geometry = true, .keep_numbers = true};
    const char **tables = okr_arena_alloc(&k->arena, 2 * sizeof *tables, err);
    okr_copy_field *fields = okr_arena_alloc(&k->arena, table->count * sizeof *fields, err);

    if (tables == NULL || fields == NULL)
        return OKR_ERR_NOMEM;
    tables[0] = table->name;
    for (size_t i = 0; i < table->count; i++)
        if (strcmp(table->columns[i].name, "geom") != 0)
            fields[layer.field_count++] =
                (okr_copy_field){table->columns[i].name, table->columns[i].name};
    layer.tables = tables;
    layer.fields = fields;
    return okr_vec_append(&k->layers, &layer, 1, err);
}

static okr_status add_layers(poster *k, okr_error *err)
{
    const size_t count = okr_schema_count();
    const char *schema = NULL;
    okr_status status = OKR_OK;

    okr_text_addf(&k->line, "SCHEMA=%s", k->schema);
    status = okr_text_check(&k->line, err);
    if (status == OKR_OK)
        status = keep(k, okr_text_str(&k->line), &schema, err);
    okr_text_clear(&k->line);
    k->options[0] = schema;
    k->options[1] = "GEOMETRY_NAME=geom";
    k->options[2] = "FID=fid";
    k->options[3] = "LAUNDER=NO";
    k->options[4] = "SPATIAL_INDEX=NONE";
    for (size_t i = 0; i < count && status == OKR_OK; i++)
        status = add_layer(k, okr_schema_at(i), err);
    return status;
}

/* A number that the database answers about the schema; %s of the question is its name. */
static okr_status ask(poster *k, const char *before, const char *after, long long *number,
                      okr_error *err)
{
    okr_status status = OKR_OK;

    okr_text_clear(&k->line);
    okr_text_add(&k->line, before);
    add_quoted(&k->line, '\'', k->schema);
    okr_text_add(&k->line, after);
    status = okr_text_check(&k->line, err);
    if (status == OKR_OK)
        status = okr_database_ask(k->job->options->output, okr_text_str(&k->line), number, err);
    okr_text_clear(&k->line);
    return status;
}

/* Only what okrug wrote is replaced: a schema may hold other people's tables. */
static okr_status check_schema(poster *k, okr_error *err)
{
    long long extension = 0, exists = 0, ours = 0;
    okr_status status = okr_database_ask(
        k->job->options->output, "SELECT count(*) FROM pg_extension WHERE extname = 'postgis'",
        &extension, err);

    if (status == OKR_OK && extension == 0)
        return okr_fail(err, OKR_ERR_NOT_FOUND,
                        _("the database has no PostGIS: CREATE EXTENSION postgis"));
    if (status == OKR_OK)
        status = ask(k, "SELECT count(*) FROM pg_namespace WHERE nspname = ", "", &exists, err);
    if (status == OKR_OK && exists > 0)
        status = ask(k, "SELECT count(*) FROM information_schema.columns WHERE table_schema = ",
                     " AND table_name = 'programme' AND column_name = 'workspace_format'",
                     &ours, err);
    if (status != OKR_OK || exists == 0)
        return status;
    if (ours == 0)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("schema '%s' is not of okrug and is not replaced; choose another by "
                          "--schema"),
                        k->schema);
    if (!k->job->options->overwrite)
        return okr_fail(err, OKR_ERR_USAGE, _("schema '%s' exists; --overwrite replaces it"),
                        k->schema);
    return OKR_OK;
}

static okr_status check_options(const okr_export_options *options, okr_error *err)
{
    if (options->layer != NULL || options->encoding != NULL)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("a database gets all layers in its own encoding: --layer and "
                          "--encoding are for files"));
    return OKR_OK;
}

static okr_status write(poster *k, const okr_export_bytes *bytes, okr_error *err)
{
    char stamp[OKR_STAMP_TEXT];
    okr_copy_source *source = NULL;
    okr_status status = okr_copy_source_open(bytes->bytes, bytes->size, &source, err);

    okr_store_stamp(k->part, stamp);
    if (status == OKR_OK) {
        const okr_copy_target target = {.driver = "PostgreSQL",
                                        .path = k->job->options->output,
                                        .shown = k->schema,
                                        .before = k->before.data,
                                        .after = k->after.data,
                                        .crs = k->job->options->crs,
                                        .last_change = stamp};
        status = okr_copy_layers(source, &target, k->layers.data, k->layers.count, err);
    }
    okr_copy_source_close(source);
    return status;
}

okr_status okr_export_postgis(const okr_export *job, const okr_programme *part,
                              const okr_export_bytes *bytes, okr_error *err)
{
    poster k = {.job = job,
                .part = part,
                .schema = job->options->schema == NULL ? "okrug" : job->options->schema,
                .before = OKR_VEC(const char *),
                .after = OKR_VEC(const char *),
                .layers = OKR_VEC(okr_copy_layer)};
    okr_status status = check_options(job->options, err);

    add_quoted(&k.name, '"', k.schema);
    if (status == OKR_OK)
        status = okr_text_check(&k.name, err);
    if (status == OKR_OK)
        status = check_schema(&k, err);
    if (status == OKR_OK)
        status = add_before(&k, err);
    if (status == OKR_OK)
        status = add_layers(&k, err);
    if (status == OKR_OK)
        status = add_after(&k, err);
    if (status == OKR_OK)
        status = write(&k, bytes, err);
    okr_arena_done(&k.arena);
    okr_vec_done(&k.before);
    okr_vec_done(&k.after);
    okr_vec_done(&k.layers);
    okr_text_done(&k.name);
    okr_text_done(&k.line);
    return status;
}
