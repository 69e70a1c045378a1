#include "source/boundary.h"

#include "base/file.h"
#include "base/i18n.h"
#include "model/place_name.h"
#include "source/geometry.h"

#include <string.h>
#include <unistd.h>

/* How the layer is joined, and what it says of itself. */
typedef struct joining {
    okr_table_reader reader; /* what findings and geometry are made with */
    okr_manifest_source source;
    okr_text path;
    bool replaced; /* not the layer of the manifest */
    bool by_name;
    int key, approximate, origin, licence; /* columns of the layer, -1 none */
    okr_map municipalities;                /* key -> municipality */
    okr_map kinds, doubtful; /* name without type word and kind -> municipality; several have */
    const char *stranger;    /* a cell of the key that no municipality has; NULL none yet */
    size_t joined;
} joining;

static const okr_table_form form = {.table = "municipalities"};

static int find_column(const okr_input *input, const char *name)
{
    for (size_t i = 0; name[0] != '\0' && i < okr_input_columns(input); i++)
        if (strcmp(okr_input_column(input, i), name) == 0)
            return (int)i;
    return -1;
}

/* One "key=value" behind the path; *known is cleared by a key that is none. */
static okr_status take_setting(joining *j, const char *text, size_t n, bool *known,
                               okr_error *err)
{
    const char *const keys[] = {"layer=", "encoding=", "crs="};
    const char **const slots[] = {&j->source.layer, &j->source.encoding, &j->source.crs};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const size_t key = strlen(keys[i]);
        if (n <= key || strncmp(text, keys[i], key) != 0)
            continue;
        *slots[i] = okr_arena_strndup(&j->reader.programme->arena, text + key, n - key, err);
        return *slots[i] == NULL ? OKR_ERR_NOMEM : OKR_OK;
    }
    *known = false;
    return OKR_OK;
}

/* What stands behind the first bar of "PATH|layer=LAYER|encoding=CP1251|crs=EPSG:28415". */
static okr_status take_settings(joining *j, const char *bar, okr_error *err)
{
    bool known = true;
    okr_status status = OKR_OK;

    while (*bar == '|' && known && status == OKR_OK) {
        const size_t n = strcspn(bar + 1, "|");
        status = take_setting(j, bar + 1, n, &known, err);
        bar += known ? n + 1 : 0;
    }
    if (status == OKR_OK && !known)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("'%s' behind the name of a layer is none of layer=, encoding=, crs="),
                        bar);
    return status;
}

/* "PATH?LAYER" and "PATH|layer=LAYER", unless a file has exactly that name. */
static okr_status split_replacement(joining *j, const char *text, okr_error *err)
{
    okr_arena *arena = &j->reader.programme->arena;
    const char *bar = strchr(text, '|');
    const char *mark = strrchr(text, '?');
    size_t n = strlen(text);

    j->source.layer = "";
    if (access(text, F_OK) != 0 && bar != NULL) {
        okr_status status = take_settings(j, bar, err);
        if (status != OKR_OK)
            return status;
        n = (size_t)(bar - text);
    } else if (access(text, F_OK) != 0 && mark != NULL) {
        n = (size_t)(mark - text);
        j->source.layer = okr_arena_strdup(arena, mark + 1, err);
    }
    j->source.path = okr_arena_strndup(arena, text, n, err);
    if (j->source.path == NULL || j->source.layer == NULL)
        return OKR_ERR_NOMEM;
    okr_text_add(&j->path, j->source.path);
    return okr_text_check(&j->path, err);
}

static okr_status locate(joining *j, const char *replacement, okr_error *err)
{
    const okr_manifest_boundaries *b = &j->reader.manifest->boundaries;

    if (replacement != NULL)
        return split_replacement(j, replacement, err);
    j->source.path = okr_arena_strdup(&j->reader.programme->arena, b->path, err);
    j->source.layer = b->layer;
    j->source.encoding = b->encoding;
    j->source.crs = b->crs;
    if (j->source.path == NULL)
        return OKR_ERR_NOMEM;
    okr_manifest_resolve(j->reader.manifest, b->path, &j->path);
    return okr_text_check(&j->path, err);
}

static okr_status open_layer(joining *j, okr_error *err)
{
    const okr_manifest *manifest = j->reader.manifest;
    const okr_input_options options = {.name = j->source.path,
                                       .layer = j->source.layer,
                                       .encoding = j->source.encoding,
                                       .crs = j->source.crs};
    okr_status status = okr_input_open(okr_text_str(&j->path), &options, &j->reader.input, err);

    if (status == OKR_ERR_IO && !j->replaced)
        return okr_fail_in(err, status, _("%s, line %ld, key 'boundary_set.path'"),
                           manifest->name, manifest->boundaries.line);
    return status;
}

static okr_status no_key(const joining *j, const char *wanted, okr_error *err)
{
    okr_text has = {0};

    for (size_t i = 0; i < okr_input_columns(j->reader.input); i++)
        okr_text_add_listed(&has, okr_input_column(j->reader.input, i));
    (void)okr_fail(err, OKR_ERR_FORMAT, _("%s: there is no column '%s'; the file has %s"),
                   j->source.path, wanted, okr_text_str(&has));
    okr_text_done(&has);
    return OKR_ERR_FORMAT;
}

/* Of a replacement the usual names are tried, for it need not be made like the layer it stands
 * in for. */
static okr_status choose_key(joining *j, okr_error *err)
{
    static const char *const codes[] = {"oktmo", "OKTMO", "октмо", "ОКТМО"};
    static const char *const names[] = {"name_ru", "name", "NAME", "Наименование"};
    const okr_manifest_boundaries *b = &j->reader.manifest->boundaries;
    const okr_input *input = j->reader.input;

    j->key = find_column(input, b->join_oktmo);
    for (size_t i = 0; i < 4 && j->replaced && j->key < 0; i++)
        j->key = find_column(input, codes[i]);
    j->by_name = j->key < 0;
    if (j->by_name && (j->replaced || b->join_oktmo[0] == '\0'))
        j->key = find_column(input, b->join_name);
    for (size_t i = 0; i < 4 && j->replaced && j->key < 0; i++)
        j->key = find_column(input, names[i]);
    if (j->key < 0 && j->replaced)
        return no_key(j, "oktmo", err);
    if (j->key < 0)
        return no_key(j, b->join_oktmo[0] != '\0' ? b->join_oktmo : b->join_name, err);
    j->approximate = find_column(input, "approximate");
    j->origin = find_column(input, "source");
    j->licence = find_column(input, "licence");
    return OKR_OK;
}

/* The official name decides; a short one only where it is nobody's official name. */
static okr_status index_name(joining *j, const char *text, size_t i, okr_error *err)
{
    okr_place_name name;
    const char *key = NULL;

    if (!okr_place_normalise(text, &name))
        return OKR_OK;
    key = okr_arena_strdup(&j->reader.programme->arena, name.whole, err);
    return key == NULL ? OKR_ERR_NOMEM : okr_map_add(&j->municipalities, key, i, NULL, err);
}

/*
 * The name without its type word and what kind of type it was: a district that became an okrug
 * keeps its name and borders, and layers call an urban okrug by its town alone. A town and the
 * district round it stay apart, for their kinds differ.
 */
static const char *kind_key(joining *j, const char *text, okr_error *err)
{
    okr_place_name name;
    okr_text *key = &j->reader.scratch;
    bool district = false;

    if (!okr_place_normalise(text, &name))
        return "";
    district = name.type == OKR_PLACE_MUNICIPAL_OKRUG || name.type == OKR_PLACE_DISTRICT ||
               name.type == OKR_PLACE_MUNICIPAL_DISTRICT;
    if (!district && name.type != OKR_PLACE_UNTYPED && name.type != OKR_PLACE_TOWN &&
        name.type != OKR_PLACE_URBAN_OKRUG)
        return "";
    okr_text_clear(key);
    okr_text_addf(key, "%s|%s", name.key, district ? "district" : "town");
    return okr_text_copy(key, &j->reader.programme->arena, err);
}

static okr_status index_kind(joining *j, const char *text, size_t i, okr_error *err)
{
    const char *key = kind_key(j, text, err);

    if (key == NULL)
        return OKR_ERR_NOMEM;
    if (key[0] == '\0')
        return OKR_OK;
    if (okr_map_find(&j->kinds, key) >= 0)
        return okr_map_add(&j->doubtful, key, i, NULL, err);
    return okr_map_add(&j->kinds, key, i, NULL, err);
}

static okr_status index_municipalities(joining *j, okr_error *err)
{
    okr_programme *p = j->reader.programme;
    const size_t n = p->municipalities.count;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < n && status == OKR_OK; i++)
        status = j->by_name ? index_name(j, OKR_MUNICIPALITY(p, i)->name_ru, i, err)
                            : okr_map_add(&j->municipalities, OKR_MUNICIPALITY(p, i)->oktmo, i,
                                          NULL, err);
    for (size_t i = 0; j->by_name && i < n && status == OKR_OK; i++)
        status = index_name(j, OKR_MUNICIPALITY(p, i)->name_short_ru, i, err);
    for (size_t i = 0; j->by_name && i < n && status == OKR_OK; i++)
        status = index_kind(j, OKR_MUNICIPALITY(p, i)->name_ru, i, err);
    return status;
}

static ptrdiff_t find_kind(joining *j, const char *cell, okr_error *err)
{
    const char *key = kind_key(j, cell, err);

    if (key == NULL || key[0] == '\0' || okr_map_find(&j->doubtful, key) >= 0)
        return -1;
    return okr_map_find(&j->kinds, key);
}

static okr_status find_municipality(joining *j, const char *cell, ptrdiff_t *found,
                                    okr_error *err)
{
    okr_place_name name;

    *found = -1;
    if (!j->by_name)
        *found = okr_map_find(&j->municipalities, cell);
    else if (okr_place_normalise(cell, &name))
        *found = okr_map_find(&j->municipalities, name.whole);
    if (j->by_name && *found < 0)
        *found = find_kind(j, cell, err);
    return okr_text_check(&j->reader.scratch, err);
}

static okr_status nothing_joined(const joining *j, okr_error *err)
{
    const okr_programme *p = j->reader.programme;
    const char *column = okr_input_column(j->reader.input, (size_t)j->key);
    const okr_municipality *m = p->municipalities.count > 0 ? OKR_MUNICIPALITY(p, 0) : NULL;

    if (j->stranger == NULL || m == NULL)
        return okr_fail(err, OKR_ERR_FORMAT, _("%s: the layer has no polygon"), j->source.path);
    return okr_fail(err, OKR_ERR_FORMAT,
                    _("%s: not one polygon has the code or name of a municipality in column "
                      "'%s': it has '%s', the table of municipalities '%s'"),
                    j->source.path, column, j->stranger, j->by_name ? m->name_ru : m->oktmo);
}

static okr_status report(joining *j, const char *value, bool twice, okr_error *err)
{
    const okr_fault nobody = {
        .code = "polygon_without_municipality",
        .severity = OKR_SEVERITY_WARNING,
        .column = okr_input_column(j->reader.input, (size_t)j->key),
        .value = value,
        .ru = "муниципального образования с таким кодом или названием нет",
        .en = "no municipality has this code or name",
    };
    okr_fault fault = nobody;

    if (!twice && j->stranger == NULL)
        j->stranger = okr_arena_strdup(&j->reader.programme->arena, value, err);
    if (twice) {
        fault.code = "polygon_twice";
        fault.severity = OKR_SEVERITY_ERROR;
        fault.ru = "у этого муниципального образования уже есть полигон; взят первый";
        fault.en = "this municipality has a polygon already; the first is taken";
    }
    return okr_table_find(&j->reader, &fault, err);
}

static okr_status note_origin(joining *j, const okr_input_row *row, okr_error *err)
{
    okr_boundary_set *set = &j->reader.programme->boundary_set;
    okr_arena *arena = &j->reader.programme->arena;

    if (j->approximate >= 0 && strcmp(row->cells[j->approximate], "1") == 0)
        set->approximate = true;
    if (j->origin >= 0 && set->source[0] == '\0')
        set->source = okr_arena_strdup(arena, row->cells[j->origin], err);
    if (j->licence >= 0 && set->licence[0] == '\0')
        set->licence = okr_arena_strdup(arena, row->cells[j->licence], err);
    return set->source == NULL || set->licence == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

static okr_status join_row(joining *j, const okr_input_row *row, okr_error *err)
{
    const char *cell = row->cells[j->key];
    ptrdiff_t found = -1;
    okr_municipality *m = NULL;
    okr_status status = note_origin(j, row, err);

    j->reader.row.number = row->number;
    j->reader.item = "";
    if (status == OKR_OK)
        status = find_municipality(j, cell, &found, err);
    if (status != OKR_OK || found < 0)
        return status != OKR_OK ? status : report(j, cell, false, err);
    m = OKR_MUNICIPALITY(j->reader.programme, (size_t)found);
    j->reader.item = m->oktmo;
    if (m->polygon.size > 0)
        return report(j, cell, true, err);
    j->joined++;
    return okr_source_polygon(&j->reader, row->geometry, &m->polygon, err);
}

static okr_status join_rows(joining *j, okr_error *err)
{
    okr_input_row row = {0};
    bool more = true;
    okr_status status = OKR_OK;

    while (status == OKR_OK && more) {
        status = okr_input_next(j->reader.input, &row, &more, err);
        if (status == OKR_OK && more)
            status = join_row(j, &row, err);
    }
    if (status == OKR_OK && j->joined == 0)
        return nothing_joined(j, err);
    return status;
}

/* A municipality without a polygon has no area and takes no geometry: that must be seen. */
static okr_status report_missing(joining *j, okr_error *err)
{
    const okr_programme *p = j->reader.programme;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->municipalities.count && status == OKR_OK; i++) {
        const okr_municipality *m = OKR_MUNICIPALITY(p, i);
        const okr_fault missing = {.code = "polygon_missing",
                                   .severity = OKR_SEVERITY_WARNING,
                                   .column = "polygon",
                                   .value = m->name_ru,
                                   .ru = "в наборе границ нет этого муниципального образования",
                                   .en = "the boundary set has no polygon for it"};
        if (m->polygon.size > 0)
            continue;
        j->reader.row.number = 0;
        j->reader.item = m->oktmo;
        status = okr_table_find(&j->reader, &missing, err);
    }
    return status;
}

/* What the workspace will say about its boundaries. */
static okr_status describe(joining *j, okr_error *err)
{
    okr_programme *p = j->reader.programme;
    okr_source_file *file = okr_vec_push(&p->sources, err);

    if (file == NULL)
        return OKR_ERR_NOMEM;
    *file = (okr_source_file){
        .table = "boundary_set",
        .path = j->source.path,
        .layer = okr_arena_strdup(&p->arena, okr_input_layer(j->reader.input), err),
        .status_date = p->boundary_set.date};
    if (file->layer == NULL) {
        p->sources.count--;
        return OKR_ERR_NOMEM;
    }
    j->reader.row.source = (int)p->sources.count - 1;
    if (j->replaced)
        p->boundary_set = (okr_boundary_set){
            .name = {okr_path_name(j->source.path), okr_path_name(j->source.path)},
            .path = j->source.path,
            .source = "",
            .licence = ""};
    return OKR_OK;
}

okr_status okr_boundary_read(okr_programme *programme, const okr_manifest *manifest,
                             const char *replacement, okr_error *err)
{
    joining j = {.source = {.encoding = "", .crs = ""}, .replaced = replacement != NULL};
    okr_status status = OKR_OK;

    if (replacement == NULL && manifest->boundaries.path[0] == '\0')
        return OKR_OK;
    j.reader = (okr_table_reader){.programme = programme,
                                  .manifest = manifest,
                                  .source = &j.source,
                                  .form = &form,
                                  .item = ""};
    status = locate(&j, replacement, err);
    if (status == OKR_OK)
        status = open_layer(&j, err);
    if (status == OKR_OK)
        status = describe(&j, err);
    if (status == OKR_OK)
        status = choose_key(&j, err);
    if (status == OKR_OK)
        status = index_municipalities(&j, err);
    if (status == OKR_OK)
        status = join_rows(&j, err);
    if (status == OKR_OK)
        status = report_missing(&j, err);
    okr_map_done(&j.municipalities);
    okr_map_done(&j.kinds);
    okr_map_done(&j.doubtful);
    okr_text_done(&j.path);
    okr_text_done(&j.reader.scratch);
    okr_input_close(j.reader.input);
    return status;
}
