#include "source/manifest_schema.h"

#include "source/manifest.h"

#define AT(type, member) offsetof(type, member)

const char *const okr_manifest_tables[] = {
    "kinds",
    "statuses",
    "units",
    "municipalities",
    "municipal_changes",
    "settlements",
    "agglomerations",
    "agglomeration_members",
    "contours",
    "documents",
    "measures",
    "mentions",
    "locations",
    "indicators",
    "observations",
    "milestones",
    "finance",
    "worklist",
    NULL,
};

static const char *const location_classes[] = {
    "administrative_region",
    "populated_place",
    "structure",
    "other_topographical_feature",
    NULL,
};
static const char *const allocation_rules[] = {"equal", "area", "population", NULL};
static const char *const percent_words[] = {"percent", "fraction", NULL};
static const char *const context_styles[] = {"river", "road", "forest", NULL};

/* clang-format off */
static const okr_yaml_key titles[] = {
    {"ru", OKR_YAML_TEXT, AT(okr_titles, ru), .about = "in Russian"},
    {"en", OKR_YAML_TEXT, AT(okr_titles, en), .about = "in English"},
    {.name = NULL},
};

static const okr_yaml_key region[] = {
    {"ru", OKR_YAML_TEXT, AT(okr_manifest, region.ru), .about = "in Russian"},
    {"en", OKR_YAML_TEXT, AT(okr_manifest, region.en), .about = "in English"},
    {"aliases", OKR_YAML_TEXT, AT(okr_manifest, region_aliases), .about = "other names people use, separated by |"},
    {.name = NULL},
};

static const okr_yaml_key period[] = {
    {"start", OKR_YAML_DATE, AT(okr_manifest, period_start), .about = "first year, quarter, month or day"},
    {"end", OKR_YAML_DATE, AT(okr_manifest, period_end), .about = "last year, quarter, month or day"},
    {.name = NULL},
};

static const okr_yaml_key join[] = {
    {"oktmo", OKR_YAML_TEXT, AT(okr_manifest_boundaries, join_oktmo), .about = "column of the layer that holds the OKTMO code"},
    {"name", OKR_YAML_TEXT, AT(okr_manifest_boundaries, join_name), .about = "column of the layer that holds the official name"},
    {.name = NULL},
};

static const okr_yaml_key boundary_set[] = {
    {"name", OKR_YAML_MAP, AT(okr_manifest_boundaries, name), .map = titles, .about = "title of the boundary set"},
    {"path", OKR_YAML_TEXT, AT(okr_manifest_boundaries, path), .required = true, .about = "file of the polygons"},
    {"layer", OKR_YAML_TEXT, AT(okr_manifest_boundaries, layer), .about = "layer in the file, when it has several"},
    {"encoding", OKR_YAML_TEXT, AT(okr_manifest_boundaries, encoding), .about = "of attributes, when the file states none"},
    {"crs", OKR_YAML_TEXT, AT(okr_manifest_boundaries, crs), .about = "EPSG:n or WKT, when the file states none"},
    {"join", OKR_YAML_MAP, 0, .map = join, .required = true, .about = "how polygons find their municipality"},
    {"source", OKR_YAML_TEXT, AT(okr_manifest_boundaries, source), .about = "where the boundaries come from"},
    {"licence", OKR_YAML_TEXT, AT(okr_manifest_boundaries, licence), .about = "licence of the boundaries"},
    {"date", OKR_YAML_DATE, AT(okr_manifest_boundaries, date), .about = "state of the boundaries"},
    {"approximate", OKR_YAML_FLAG, AT(okr_manifest_boundaries, approximate), .about = "true: everything made from them says so"},
    {.name = NULL},
};

static const okr_yaml_key source[] = {
    {"path", OKR_YAML_FILE, AT(okr_manifest_source, path), .required = true, .about = "file, relative to this one, or PG:..."},
    {"layer", OKR_YAML_TEXT, AT(okr_manifest_source, layer), .about = "layer or sheet, when the file has several"},
    {"encoding", OKR_YAML_TEXT, AT(okr_manifest_source, encoding), .about = "UTF-8 (default), CP1251, CP866, UTF-16"},
    {"crs", OKR_YAML_TEXT, AT(okr_manifest_source, crs), .about = "EPSG:n or WKT of lon, lat, wkt or the layer"},
    {"status_date", OKR_YAML_DATE, AT(okr_manifest_source, status_date), .about = "of this source, when not the programme's"},
    {"header_row", OKR_YAML_ROWS, AT(okr_manifest_source, header), .about = "of a sheet or text file: row of the header, 3, or its rows, 3-4"},
    {"values", OKR_YAML_TEXTS, AT(okr_manifest_source, values), .about = "okrug's name of a column: what an empty cell or a missing column means"},
    {"fill_down", OKR_YAML_TEXT, AT(okr_manifest_source, fill_down), .about = "okrug's names of columns, separated by commas: an empty cell means the one above"},
    {"percent_as", OKR_YAML_WORD, AT(okr_manifest_source, percent_as), .words = percent_words, .about = "fraction: 0.5 in a cell is 50 percent"},
    {"columns", OKR_YAML_TEXTS, AT(okr_manifest_source, columns), .about = "okrug's name of a column: the file's name"},
    {.name = NULL},
};

static const okr_yaml_key attribution[] = {
    {"what", OKR_YAML_TEXT, AT(okr_manifest_attribution, what), .about = "which data"},
    {"source", OKR_YAML_TEXT, AT(okr_manifest_attribution, source), .about = "who made it"},
    {"licence", OKR_YAML_TEXT, AT(okr_manifest_attribution, licence), .about = "under which terms"},
    {.name = NULL},
};

static const okr_yaml_key context[] = {
    {"path", OKR_YAML_FILE, AT(okr_manifest_context, path), .required = true, .about = "file of the layer"},
    {"layer", OKR_YAML_TEXT, AT(okr_manifest_context, layer), .about = "layer in the file, when it has several"},
    {"title", OKR_YAML_MAP, AT(okr_manifest_context, title), .map = titles, .about = "title in the legend"},
    {"style", OKR_YAML_WORD, AT(okr_manifest_context, style), .words = context_styles, .about = "how it is drawn"},
    {"source", OKR_YAML_TEXT, AT(okr_manifest_context, source), .about = "source and licence, printed on the sheets"},
    {.name = NULL},
};

static const okr_yaml_key report[] = {
    {"table", OKR_YAML_TEXT, AT(okr_manifest_report, table), .required = true, .about = "T1 to T16, or the code of a new table"},
    {"like", OKR_YAML_TEXT, AT(okr_manifest_report, like), .about = "of a new table: the one whose form it takes"},
    {"title", OKR_YAML_MAP, AT(okr_manifest_report, title), .map = titles, .about = "title of the table"},
    {"kind", OKR_YAML_TEXT, AT(okr_manifest_report, kind), .about = "kinds and groups of kinds, separated by commas"},
    {"indicator", OKR_YAML_TEXT, AT(okr_manifest_report, indicator), .about = "codes of indicators, separated by commas"},
    {"unit", OKR_YAML_TEXT, AT(okr_manifest_report, unit), .about = "units of indicators, separated by commas"},
    {"nature", OKR_YAML_TEXT, AT(okr_manifest_report, nature), .about = "works, purchase, service, event, document, research"},
    {"omit", OKR_YAML_FLAG, AT(okr_manifest_report, omit), .about = "true: the table is left out"},
    {.name = NULL},
};

const okr_yaml_key okr_manifest_keys[] = {
    {"okrug", OKR_YAML_WHOLE, AT(okr_manifest, version), .required = true, .about = "version of this format: 1"},
    {"title", OKR_YAML_MAP, AT(okr_manifest, title), .map = titles, .required = true, .about = "title of the programme"},
    {"region", OKR_YAML_MAP, 0, .map = region, .about = "name of the region"},
    {"period", OKR_YAML_MAP, 0, .map = period, .about = "reporting period"},
    {"status_date", OKR_YAML_DATE, AT(okr_manifest, status_date), .about = "the day that the figures describe"},
    {"crs", OKR_YAML_TEXT, AT(okr_manifest, crs), .about = "coordinate system of the workspace, EPSG:4326 by default"},
    {"boundary_set", OKR_YAML_MAP, AT(okr_manifest, boundaries), .map = boundary_set, .line_offset = AT(okr_manifest_boundaries, line), .about = "polygons of the municipalities"},
    {"population_raster", OKR_YAML_FILE, AT(okr_manifest, population_raster), .about = "people per pixel, any raster: population served is counted by it"},
    {"sources", OKR_YAML_TABLES, AT(okr_manifest, sources), .map = source, .required = true, .about = "tables of the programme"},
    {"service_distance", OKR_YAML_DISTANCES, AT(okr_manifest, service_distances), .about = "kind: distance that it serves, in m or km"},
    {"accuracy_m", OKR_YAML_NUMBERS, AT(okr_manifest, accuracies), .words = location_classes, .about = "location class: accuracy in metres where none is stated"},
    {"allocation", OKR_YAML_RULES, AT(okr_manifest, allocations), .words = allocation_rules, .about = "indicator: rule that splits it; results are marked estimated"},
    {"attribution", OKR_YAML_LIST, AT(okr_manifest, attributions), .map = attribution, .about = "printed on every map"},
    {"context_layers", OKR_YAML_LIST, AT(okr_manifest, context_layers), .map = context, .about = "layers drawn under maps"},
    {"report", OKR_YAML_LIST, AT(okr_manifest, report), .map = report, .about = "tables of okrug report that are changed or added"},
    {"themes", OKR_YAML_LIST, AT(okr_manifest, context_layers), .map = context, .about = "layers drawn under maps, another name of context_layers"},
    {.name = NULL},
};
/* clang-format on */

static void add_string(okr_text *out, const char *text)
{
    okr_text_add(out, "\"");
    for (; *text != '\0'; text++)
        okr_text_add_n(out, *text == '"' ? "\\\"" : text, *text == '"' ? 2 : 1);
    okr_text_add(out, "\"");
}

static void add_words(okr_text *out, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        okr_text_add(out, i == 0 ? "" : ", ");
        add_string(out, words[i]);
    }
}

static void add_map(okr_text *out, const okr_yaml_key *keys);

/* Tables of equal form: sources by name of the table, classes by their word. */
static void add_named(okr_text *out, const char *const *names, const char *form)
{
    okr_text_add(out,
                 "\"type\": \"object\", \"additionalProperties\": false, \"properties\": {");
    for (size_t i = 0; names[i] != NULL; i++) {
        okr_text_add(out, i == 0 ? "" : ", ");
        add_string(out, names[i]);
        okr_text_addf(out, ": {%s}", form);
    }
    okr_text_add(out, "}");
}

static void add_one_or_list(okr_text *out, const okr_yaml_key *map)
{
    okr_text form = {0};

    okr_text_add(&form, "\"anyOf\": [{");
    add_map(&form, map);
    okr_text_add(&form, "}, {\"type\": \"array\", \"items\": {");
    add_map(&form, map);
    okr_text_add(&form, "}}]");
    add_named(out, okr_manifest_tables, okr_text_str(&form));
    out->failed = out->failed || form.failed;
    okr_text_done(&form);
}

static void add_list(okr_text *out, const okr_yaml_key *map)
{
    okr_text_add(out, "\"type\": \"array\", \"items\": {");
    add_map(out, map);
    okr_text_add(out, "}");
}

static void add_rules(okr_text *out, const char *const *words)
{
    okr_text_add(out, "\"type\": \"object\", \"additionalProperties\": {\"enum\": [");
    add_words(out, words);
    okr_text_add(out, "]}");
}

/* Members of the schema object of one key, without braces. */
static void add_form(okr_text *out, const okr_yaml_key *key)
{
    static const char *const fixed[] = {
        [OKR_YAML_TEXT] = "\"type\": [\"string\", \"number\", \"null\"]",
        [OKR_YAML_FILE] = "\"type\": \"string\"",
        [OKR_YAML_DATE] = "\"type\": [\"string\", \"integer\", \"null\"]",
        [OKR_YAML_FLAG] = "\"type\": [\"boolean\", \"null\"]",
        [OKR_YAML_WHOLE] = "\"type\": \"integer\"",
        [OKR_YAML_ROWS] = "\"type\": [\"integer\", \"string\"], \"minimum\": 1, "
                          "\"pattern\": \"^[1-9][0-9]*(-[1-9][0-9]*)?$\"",
        [OKR_YAML_TEXTS] = "\"type\": \"object\", \"additionalProperties\": {\"type\": "
                           "[\"string\", \"number\"]}",
        [OKR_YAML_DISTANCES] = "\"type\": \"object\", \"additionalProperties\": {\"type\": "
                               "\"string\", \"pattern\": \"^[0-9.,]+ *(m|km)$\"}",
        [OKR_YAML_RULES] = NULL,
    };

    if (fixed[key->type] != NULL)
        okr_text_add(out, fixed[key->type]);
    else if (key->type == OKR_YAML_MAP)
        add_map(out, key->map);
    else if (key->type == OKR_YAML_LIST)
        add_list(out, key->map);
    else if (key->type == OKR_YAML_TABLES)
        add_one_or_list(out, key->map);
    else if (key->type == OKR_YAML_NUMBERS)
        add_named(out, key->words, "\"type\": \"number\", \"minimum\": 0");
    else if (key->type == OKR_YAML_RULES)
        add_rules(out, key->words);
    else {
        okr_text_add(out, "\"enum\": [");
        add_words(out, key->words);
        okr_text_add(out, "]");
    }
}

static void add_required(okr_text *out, const okr_yaml_key *keys)
{
    bool first = true;

    for (; keys->name != NULL; keys++) {
        if (!keys->required)
            continue;
        okr_text_add(out, first ? ", \"required\": [" : ", ");
        add_string(out, keys->name);
        first = false;
    }
    okr_text_add(out, first ? "" : "]");
}

static void add_map(okr_text *out, const okr_yaml_key *keys)
{
    okr_text_add(out, "\"type\": \"object\", \"additionalProperties\": false");
    add_required(out, keys);
    okr_text_add(out, ", \"properties\": {");
    for (const okr_yaml_key *key = keys; key->name != NULL; key++) {
        okr_text_add(out, key == keys ? "" : ", ");
        add_string(out, key->name);
        okr_text_add(out, ": {");
        add_form(out, key);
        okr_text_add(out, ", \"description\": ");
        add_string(out, key->about);
        okr_text_add(out, "}");
    }
    okr_text_add(out, "}");
}

void okr_manifest_schema(okr_text *out)
{
    okr_text_add(out, "{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", "
                      "\"title\": \"okrug.yaml\", ");
    add_map(out, okr_manifest_keys);
    okr_text_add(out, "}\n");
}
