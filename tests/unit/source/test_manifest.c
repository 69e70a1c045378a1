#include "test.h"

#include "source/manifest.h"

#include "torture.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define HEAD "okrug: 1\ntitle: {ru: Программа, en: Programme}\n"

static const char full[] =
    HEAD "region: {ru: Край}\n"
         "period: {start: 2021, end: 2022-Q3}\n"
         "status_date: 2022-12-31\n"
         "boundary_set:\n"
         "  name: {ru: Границы, en: Borders}\n"
         "  path: b.geojson\n"
         "  join: {oktmo: code}\n"
         "  licence: ODbL\n"
         "  date: 2022\n"
         "  approximate: yes\n"
         "sources:\n"
         "  measures:\n"
         "    - {path: m.csv, encoding: CP1251, status_date: 2021}\n"
         "    - path: n.xlsx\n"
         "      layer: Лист1\n"
         "      columns: {measure_id: \"Код\", title_ru: Наименование}\n"
         "  locations: {path: l.csv, crs: \"EPSG:28417\"}\n"
         "service_distance: {school: 2 km, shop: 500 m, bus: \"0,4 km\"}\n"
         "accuracy_m: {structure: 100}\n"
         "allocation: {road_km: population}\n"
         "attribution:\n"
         "  - {what: Всё, source: Росстат, licence: open}\n"
         "context_layers: [{path: r.gpkg, layer: r, title: {ru: Реки}, style: river}]\n";

static void parse_ok(const char *yaml, okr_manifest *manifest)
{
    okr_error err = {0};

    assert_ok(okr_manifest_parse(yaml, strlen(yaml), NULL, manifest, &err));
}

static void refused(const char *yaml, const char *message)
{
    okr_error err = {0};
    okr_manifest manifest = {0};

    assert_fails_with(okr_manifest_parse(yaml, strlen(yaml), NULL, &manifest, &err),
                      OKR_ERR_FORMAT, message);
    okr_manifest_done(&manifest);
}

static const okr_manifest_source *source(const okr_manifest *manifest, size_t i)
{
    return &OKR_AT(&manifest->sources, okr_manifest_source, i);
}

static void assert_pair(const okr_vec *pairs, size_t i, const char *key, const char *text)
{
    assert_string_equal(OKR_AT(pairs, okr_manifest_pair, i).key, key);
    assert_string_equal(OKR_AT(pairs, okr_manifest_pair, i).text, text);
}

static void the_head_is_read(void **state)
{
    okr_manifest manifest = {0};

    parse_ok(full, &manifest);
    assert_string_equal(manifest.title.ru, "Программа");
    assert_string_equal(manifest.title.en, "Programme");
    assert_string_equal(manifest.region.ru, "Край");
    assert_string_equal(manifest.region.en, "");
    assert_string_equal(manifest.crs, "EPSG:4326");
    assert_int_equal(manifest.period_start.year, 2021);
    assert_int_equal(manifest.period_end.quarter, 3);
    assert_int_equal(manifest.status_date.day, 31);
    okr_manifest_done(&manifest);
}

static void the_boundary_set_is_read(void **state)
{
    okr_manifest manifest = {0};

    parse_ok(full, &manifest);
    assert_string_equal(manifest.boundaries.name.en, "Borders");
    assert_string_equal(manifest.boundaries.path, "b.geojson");
    assert_string_equal(manifest.boundaries.join_oktmo, "code");
    assert_string_equal(manifest.boundaries.join_name, "");
    assert_string_equal(manifest.boundaries.licence, "ODbL");
    assert_string_equal(manifest.boundaries.source, "");
    assert_int_equal(manifest.boundaries.date.year, 2022);
    assert_true(manifest.boundaries.approximate);
    assert_int_equal(manifest.boundaries.line, 6);
    okr_manifest_done(&manifest);
}

static void a_table_has_one_source_or_a_list_of_them(void **state)
{
    okr_manifest manifest = {0};

    parse_ok(full, &manifest);
    assert_int_equal(manifest.sources.count, 3);
    assert_string_equal(source(&manifest, 0)->table, "measures");
    assert_string_equal(source(&manifest, 0)->encoding, "CP1251");
    assert_int_equal(source(&manifest, 0)->status_date.year, 2021);
    assert_int_equal(source(&manifest, 0)->line, 15);
    assert_string_equal(source(&manifest, 1)->layer, "Лист1");
    assert_pair(&source(&manifest, 1)->columns, 0, "measure_id", "Код");
    assert_pair(&source(&manifest, 1)->columns, 1, "title_ru", "Наименование");
    assert_string_equal(source(&manifest, 2)->table, "locations");
    assert_string_equal(source(&manifest, 2)->crs, "EPSG:28417");
    assert_string_equal(source(&manifest, 2)->layer, "");
    okr_manifest_done(&manifest);
}

static void lists_of_free_keys_are_read(void **state)
{
    okr_manifest manifest = {0};

    parse_ok(full, &manifest);
    assert_pair(&manifest.service_distances, 0, "school", "2 km");
    assert_near(OKR_AT(&manifest.service_distances, okr_manifest_pair, 0).number, 2000, 0);
    assert_near(OKR_AT(&manifest.service_distances, okr_manifest_pair, 1).number, 500, 0);
    assert_near(OKR_AT(&manifest.service_distances, okr_manifest_pair, 2).number, 400, 1e-9);
    assert_pair(&manifest.accuracies, 0, "structure", "100");
    assert_near(OKR_AT(&manifest.accuracies, okr_manifest_pair, 0).number, 100, 0);
    assert_pair(&manifest.allocations, 0, "road_km", "population");
    assert_string_equal(OKR_AT(&manifest.attributions, okr_manifest_attribution, 0).source,
                        "Росстат");
    assert_string_equal(OKR_AT(&manifest.context_layers, okr_manifest_context, 0).style,
                        "river");
    okr_manifest_done(&manifest);
}

static void nothing_behind_a_key_is_not_stated(void **state)
{
    okr_manifest manifest = {0};

    parse_ok(HEAD "crs:\nstatus_date: ~\nsources: {measures: {path: m.csv, layer: }}\n",
             &manifest);
    assert_string_equal(manifest.crs, "EPSG:4326");
    assert_int_equal(manifest.status_date.precision, OKR_DATE_NONE);
    assert_string_equal(source(&manifest, 0)->layer, "");
    okr_manifest_done(&manifest);
}

static void what_is_wrong_is_named_by_line_and_key(void **state)
{
    static const char *const cases[][2] = {
        {HEAD "sorces: {}\n",
         "okrug.yaml, line 3: unknown key 'sorces'; did you mean 'sources'?"},
        {HEAD "sources: {mesures: {path: a}}\n",
         "okrug.yaml, line 3, key 'sources': unknown key 'mesures'; did you mean 'measures'?"},
        {HEAD "sources:\n  measures: {path: a, lair: b}\n",
         "line 4, key 'sources.measures': unknown key 'lair'; did you mean 'layer'?"},
        {HEAD "budget: 1\n", "line 3: unknown key 'budget'"},
        {HEAD "sources:\n  measures: {layer: b}\n",
         "line 4, key 'sources.measures': key 'path' is missing"},
        {HEAD, "line 1: key 'sources' is missing"},
        {"title: {ru: a}\nsources: {}\n", "key 'okrug' is missing"},
        {"okrug: 2\ntitle: {ru: a}\nsources: {}\n", "version 2"},
        {"okrug: one\n", "line 1, key 'okrug': 'one' is not a whole number"},
        {"okrug: 1\ntitle: Программа\n",
         "line 2, key 'title': keys with values are wanted here"},
        {"okrug: 1\ntitle: {ru: [a]}\n", "key 'title.ru': a single value is wanted here"},
        {HEAD "status_date: yesterday\n", "key 'status_date': 'yesterday' is not a date"},
        {HEAD "period: {end: 2022-13}\n", "key 'period.end': '2022-13' is not a date"},
        {HEAD "crs: a\ncrs: b\n", "line 4: 'crs' stands there twice"},
        {HEAD "sources: {measures: {path: a}, measures: {path: b}}\n",
         "key 'sources': 'measures' stands there twice"},
        {HEAD "boundary_set: {path: a, join: {oktmo: b}, approximate: perhaps}\n",
         "key 'boundary_set.approximate': 'perhaps' is neither true nor false"},
        {HEAD "sources: {}\nboundary_set: {path: a, join: {}}\n",
         "line 4, key 'boundary_set.join': state oktmo or name"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        refused(cases[i][0], cases[i][1]);
}

static void wrong_lists_and_wrong_yaml_are_named_too(void **state)
{
    static const char *const cases[][2] = {
        {HEAD "service_distance: {school: 2}\n",
         "key 'service_distance.school': '2' is not a distance such as 2 km or 500 m"},
        {HEAD "service_distance: {school: -2 km}\n", "'-2 km' is not a distance"},
        {HEAD "service_distance: [2 km]\n", "keys with values are wanted here"},
        {HEAD "accuracy_m: {structure: near}\n", "'near' is not a number of metres"},
        {HEAD "accuracy_m: {house: 5}\n", "key 'accuracy_m': 'house' is none of "
                                          "administrative_region, populated_place, structure"},
        {HEAD "allocation: {road_km: guess}\n",
         "key 'allocation.road_km': 'guess' is none of equal, area, population"},
        {HEAD "attribution: {what: a}\n", "key 'attribution': a list is wanted here"},
        {HEAD "context_layers: [{path: a, style: lake}]\n",
         "'lake' is none of river, road, forest"},
        {HEAD "sources: {measures: {path: a, columns: {measure_id: }}}\n",
         "key 'sources.measures.columns.measure_id': a value is wanted here"},
        {HEAD "crs: \"a\\0b\"\n", "key 'crs': a zero byte"},
        {HEAD "? [a]\n: b\n", "line 3: a single value is wanted here"},
        {"", "okrug.yaml: the file is empty"},
        {"a: [\n", "okrug.yaml, line 2: "},
        {"a: \xFF\n", "okrug.yaml, line 1: "},
        {"[1]\n", "line 1: keys with values are wanted here"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        refused(cases[i][0], cases[i][1]);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[128];
    FILE *file = NULL;

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void files_are_looked_for_beside_the_manifest(void **state)
{
    char folder[] = "/tmp/okrug-manifest-XXXXXX";
    char command[64];
    okr_error err = {0};
    okr_manifest manifest = {0};
    okr_text path = {0};

    assert_non_null(mkdtemp(folder));
    write_file(folder, "okrug.yaml", HEAD "sources:\n  measures: {path: m.csv}\n");
    assert_fails_with(okr_manifest_read(folder, &manifest, &err), OKR_ERR_FORMAT,
                      "okrug.yaml, line 4, key 'sources.measures.path': there is no file "
                      "'m.csv'");
    okr_manifest_done(&manifest);
    write_file(folder, "m.csv", "measure_id\n");
    assert_ok(okr_manifest_read(folder, &manifest, &err));
    okr_manifest_resolve(&manifest, "m.csv", &path);
    assert_int_equal(access(okr_text_str(&path), R_OK), 0);
    okr_manifest_done(&manifest);
    write_file(folder, "other.yaml", HEAD "sources: {measures: {path: \"PG:dbname=x\"}}\n");
    okr_text_clear(&path);
    okr_text_addf(&path, "%s/other.yaml", folder);
    assert_ok(okr_manifest_read(okr_text_str(&path), &manifest, &err));
    assert_string_equal(manifest.name, "other.yaml");
    okr_text_clear(&path);
    okr_manifest_resolve(&manifest, "PG:dbname=x", &path);
    okr_manifest_resolve(&manifest, "/a", &path);
    assert_string_equal(okr_text_str(&path), "PG:dbname=x/a");
    okr_manifest_done(&manifest);
    okr_text_done(&path);
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c) */
}

static void a_missing_folder_is_named(void **state)
{
    okr_error err = {0};
    okr_manifest manifest = {0};

    assert_fails_with(okr_manifest_read("/nowhere/at-all", &manifest, &err), OKR_ERR_IO,
                      "'/nowhere/at-all' cannot be read: No such file");
    okr_manifest_done(&manifest);
    assert_fails_with(okr_manifest_read("/usr", &manifest, &err), OKR_ERR_IO,
                      "'/usr/okrug.yaml' cannot be read");
    okr_manifest_done(&manifest);
}

/* Well-formed JSON by a reader that is not ours; every key of the table is described. */
static void the_schema_is_json_and_knows_every_key(void **state)
{
    static const char *const parts[] = {
        "\"okrug\": {\"type\": \"integer\"",
        "\"join\": {",
        "\"agglomeration_members\": {\"anyOf\"",
        "\"required\": [\"okrug\", \"title\", ",
        "\"enum\": [\"equal\", \"area\", \"populat",
        "\"additionalProperties\": false",
        "\"enum\": [\"river\", \"road\"",
    };
    okr_text schema = {0};
    FILE *python = popen("python3 -c 'import json,sys; json.load(sys.stdin)'", "w");

    okr_manifest_schema(&schema);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (strstr(okr_text_str(&schema), parts[i]) == NULL)
            fail_msg("the schema lacks %s", parts[i]);
    assert_non_null(python);
    assert_true(fputs(okr_text_str(&schema), python) >= 0);
    assert_int_equal(pclose(python), 0);
    okr_text_done(&schema);
}

static okr_status parse_torn(void *user, okr_error *err)
{
    okr_manifest manifest = {0};
    const okr_status status = okr_manifest_parse(user, strlen(user), NULL, &manifest, err);

    okr_manifest_done(&manifest);
    return status;
}

static void running_out_of_memory_is_survived(void **state)
{
    char yaml[sizeof full];

    memcpy(yaml, full, sizeof full);
    torture(parse_torn, yaml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_head_is_read),
        cmocka_unit_test(the_boundary_set_is_read),
        cmocka_unit_test(a_table_has_one_source_or_a_list_of_them),
        cmocka_unit_test(lists_of_free_keys_are_read),
        cmocka_unit_test(nothing_behind_a_key_is_not_stated),
        cmocka_unit_test(what_is_wrong_is_named_by_line_and_key),
        cmocka_unit_test(wrong_lists_and_wrong_yaml_are_named_too),
        cmocka_unit_test(files_are_looked_for_beside_the_manifest),
        cmocka_unit_test(a_missing_folder_is_named),
        cmocka_unit_test(the_schema_is_json_and_knows_every_key),
        cmocka_unit_test(running_out_of_memory_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
