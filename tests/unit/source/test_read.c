#include "test.h"

#include "folder.h"

#include "source/read.h"
#include "torture.h"

#include <stdio.h>
#include <stdlib.h>

static void three_tables_are_a_programme(void **state)
{
    okr_programme p;

    folder_read_ok(&p);
    assert_int_equal(p.findings.count, 0);
    assert_int_equal(p.municipalities.count, 2);
    assert_string_equal(OKR_MUNICIPALITY(&p, 0)->oktmo, "01701000");
    assert_int_equal(OKR_MUNICIPALITY(&p, 0)->type, 0);
    assert_int_equal(OKR_MUNICIPALITY(&p, 1)->type, -1);
    assert_near(OKR_MUNICIPALITY(&p, 0)->population, 1000, 0);
    assert_true(isnan(OKR_MUNICIPALITY(&p, 1)->population));
    assert_string_equal(OKR_MUNICIPALITY(&p, 1)->name_en, "");
    assert_true(OKR_MUNICIPALITY(&p, 0)->polygon.size > 0);
    assert_true(OKR_MUNICIPALITY(&p, 1)->polygon.size > 0);
    assert_int_equal(OKR_LOCATION(&p, 0)->geometry.size, 21);
    assert_int_equal(OKR_LOCATION(&p, 0)->basis, OKR_BASIS_STATED);
    assert_string_equal(OKR_LOCATION(&p, 0)->location_id, "a:3:2");
    assert_int_equal(OKR_LOCATION(&p, 1)->geometry.size, 41);
    assert_int_equal(OKR_LOCATION(&p, 2)->geometry.size, 0);
    assert_string_equal(OKR_LOCATION(&p, 2)->oktmo, "01602000");
    assert_int_equal(OKR_LOCATION(&p, 1)->measure, 1);
    okr_programme_done(&p);
}

static void words_stand_in_for_classifiers_that_are_not_there(void **state)
{
    okr_programme p;

    folder_write("i.csv", "measure_id,indicator,unit,actual\na,places,мест,\"1 200,5\"\n");
    folder_manifest("  indicators: {path: i.csv}\n", "service_distance: {school: 2 km}\n");
    folder_read_ok(&p);
    assert_int_equal(p.findings.count, 0);
    assert_int_equal(p.kinds.count, 2);
    assert_string_equal(OKR_KIND(&p, 0)->code, "school");
    assert_near(OKR_KIND(&p, 0)->service_distance_m, 2000, 0);
    assert_int_equal(OKR_MEASURE(&p, 0)->kind, 0);
    assert_int_equal(OKR_MEASURE(&p, 0)->lifecycle, OKR_LIFECYCLE_COMPLETION);
    assert_int_equal(OKR_MEASURE(&p, 1)->lifecycle, OKR_LIFECYCLE_UNKNOWN);
    assert_string_equal(OKR_UNIT(&p, 0)->code, "мест");
    assert_int_equal(OKR_INDICATOR(&p, 0)->unit, 0);
    assert_near(OKR_INDICATOR(&p, 0)->actual.number, 1200.5, 0);
    assert_true(OKR_INDICATOR(&p, 0)->ascending);
    okr_programme_done(&p);
}

static void foreign_tables_are_read_by_a_mapping(void **state)
{
    okr_programme p;

    folder_write("m.csv",
                 "\xCA\xEE\xE4;\xCD\xE0\xE7\xE2\xE0\xED\xE8\xE5\nx;\xDE\xF0\xE3\xE0\n");
    folder_manifest("", "");
    folder_write("okrug.yaml",
                 "okrug: 1\ntitle: {ru: Программа}\nsources:\n"
                 "  municipalities: {path: municipalities.csv}\n"
                 "  measures:\n    - {path: measures.csv}\n"
                 "    - {path: m.csv, encoding: windows-1251, status_date: 2023, columns: "
                 "{measure_id: Код, title_ru: Название}}\n"
                 "  locations: {path: locations.csv}\n");
    folder_read_ok(&p);
    assert_int_equal(p.findings.count, 0);
    assert_int_equal(p.measures.count, 3);
    assert_string_equal(OKR_MEASURE(&p, 2)->measure_id, "x");
    assert_string_equal(OKR_MEASURE(&p, 2)->title.ru, "Юрга");
    assert_int_equal(OKR_SOURCE_FILE(&p, OKR_MEASURE(&p, 2)->row.source)->status_date.year,
                     2023);
    okr_programme_done(&p);
}

static void a_table_that_is_wrong_as_a_whole_is_refused(void **state)
{
    static const char *const cases[][3] = {
        {"measures.csv", "title_ru,kind\nШкола,school\n",
         "measures.csv: there is no column 'measure_id'; the file has 'title_ru', 'kind'"},
        {"measures.csv", "measure_id,title_ru\n,Школа\n",
         "measures.csv, row 2: column 'measure_id' is empty"},
        {"measures.csv", "measure_id,title_ru\na,Школа\n\na,Дом\n",
         "measures.csv, row 4: column 'measure_id': identifier 'a' stands there twice"},
        {"measures.csv", "measure_id,title_ru,measure_id\n1,2,3\n",
         "measures.csv: column 'measure_id' stands there twice"},
        {"measures.csv", "measure_id,title_ru\n", "measures.csv: the table has no rows"},
        {"measures.csv", "measure_id,title_ru\na,\xC3\xEE\n",
         "measures.csv, row 2: column 'title_ru': byte 0xC3 at offset 22 is not UTF-8"},
        {"municipalities.csv", "oktmo\n1\n", "there is no column 'name_ru'"},
        {"locations.csv", "", "locations.csv: the file is empty"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(folder_setup(state), 0);
        folder_write(cases[i][0], cases[i][1]);
        folder_refused(cases[i][2]);
        assert_int_equal(folder_teardown(state), 0);
    }
}

static void a_mapping_or_a_kind_that_leads_nowhere_is_refused(void **state)
{
    folder_manifest(
        "  kinds: {path: measures.csv, columns: {kind: kind, titel_ru: title_ru}}\n", "");
    folder_refused(
        "okrug.yaml, line 9, key 'sources.kinds.columns': unknown column 'titel_ru'; did you "
        "mean 'title_ru'?");
    folder_manifest("  kinds: {path: measures.csv, columns: {kind: Вид}}\n", "");
    folder_refused(
        "measures.csv: there is no column 'Вид'; the file has 'measure_id', 'title_ru', ");
    folder_manifest("  kinds: {path: measures.csv, columns: {kind: kind, zzz: title_ru}}\n",
                    "");
    folder_refused("unknown column 'zzz'");
    folder_manifest("", "service_distance: {scool: 2 km}\n");
    folder_refused(
        "okrug.yaml, line 9, key 'service_distance': no kind is called 'scool'; did you mean "
        "'school'?");
    folder_manifest("", "service_distance: {zoo: 2 km}\n");
    folder_refused("no kind is called 'zoo'");
    folder_write("okrug.yaml", "okrug: 1\ntitle: {ru: a}\nsources: {measures: {path: "
                               "measures.csv}}\n");
    folder_refused("okrug.yaml, key 'sources': table 'municipalities' is missing");
}

static void a_wrong_value_is_a_finding_and_unknown(void **state)
{
    folder_write("measures.csv", "measure_id,title_ru,role,planned_end,weight\n"
                                 "a,Школа,itme,2022-13,пять\n"
                                 "b,Дорога,группа,31.12.2022,-1\n");
    folder_write("locations.csv", "location_id,measure_id,region,portion,oktmo\n"
                                  "l1,a,maybe,1.5,\nl2,b,да,\"0,5\",\n");
    folder_finds("word_unknown measures measures.csv, row 2 [a] role='itme'\n"
                 "date_invalid measures measures.csv, row 2 [a] planned_end='2022-13'\n"
                 "number_invalid measures measures.csv, row 2 [a] weight='пять'\n"
                 "number_out_of_range measures measures.csv, row 3 [b] weight='-1'\n"
                 "flag_invalid locations locations.csv, row 2 [l1] region='maybe'\n"
                 "number_out_of_range locations locations.csv, row 2 [l1] portion='1.5'\n");
}

static void a_year_that_is_none_is_a_finding_and_one_that_is_passes(void **state)
{
    folder_write("municipalities.csv", "oktmo,name_ru,population_year\n"
                                       "01701000,Город,2021\n01602000,Район,давно\n");
    folder_finds("year_invalid municipalities municipalities.csv, row 3 [01602000] "
                 "population_year='давно'\n");
}

static void a_finding_says_what_is_allowed(void **state)
{
    okr_programme p;

    folder_write("measures.csv", "measure_id,title_ru,role\na,Школа,itme\nb,Д,Группа\n");
    folder_read_ok(&p);
    assert_string_equal(OKR_FINDING(&p, 0)->message.en,
                        "unknown word; allowed: item, group, component, context");
    assert_int_equal(OKR_FINDING(&p, 0)->severity, OKR_SEVERITY_ERROR);
    assert_int_equal(OKR_MEASURE(&p, 0)->role, OKR_ROLE_ITEM);
    okr_programme_done(&p);
}

static void titles_of_words_are_understood(void **state)
{
    okr_programme p;

    folder_write("measures.csv", "measure_id,title_ru,role,nature\na,Школа,группа,works\n"
                                 "b,Д,group, работы \n");
    folder_read_ok(&p);
    assert_int_equal(p.findings.count, 0);
    assert_int_equal(OKR_MEASURE(&p, 0)->role, OKR_ROLE_GROUP);
    assert_int_equal(OKR_MEASURE(&p, 1)->nature, OKR_NATURE_WORKS);
    okr_programme_done(&p);
}

static void columns_that_nobody_asked_for_are_one_warning(void **state)
{
    folder_write("measures.csv", "measure_id,title_ru,Бюджет,x\na,Школа,1,2\nb,Дорога,,\n");
    folder_finds("columns_unknown measures measures.csv [] ='Бюджет, x'\n");
}

static void places_that_cannot_be_are_findings(void **state)
{
    folder_write("locations.csv", "location_id,measure_id,lon,lat,wkt\n"
                                  "l1,a,86.5,,\n"
                                  "l2,a,55.5,186.5,\n"
                                  "l3,a,,,POINT (1)\n"
                                  "l4,a,,,\"POLYGON ((86 55,87 56,87 55,86 56,86 55))\"\n"
                                  "l5,a,,,POINT (500 55)\n"
                                  "l6,a,55.5,86.5,\n");
    folder_finds("coordinates_incomplete locations locations.csv, row 2 [l1] =''\n"
                 "coordinates_out_of_range locations locations.csv, row 3 [l2] ='55.5 186.5'\n"
                 "geometry_invalid locations locations.csv, row 4 [l3] ='POINT (1)'\n"
                 "polygon_invalid locations locations.csv, row 5 [l4] =''\n"
                 "coordinates_out_of_range locations locations.csv, row 6 [l5] ='500 55'\n"
                 "coordinates_swapped locations locations.csv, row 7 [l6] lon='55.5 86.5'\n");
}

static void settlements_have_their_points_checked(void **state)
{
    okr_programme p;

    folder_write("s.csv", "settlement_id,name_ru,municipality,lon,lat,population\n"
                          "s1,А,01701000,86.2,55.2,10\ns2,Б,01701000,55.2,86.2,\n"
                          "s3,В,01709999,,,\n");
    folder_manifest("  settlements: {path: s.csv}\n", "");
    folder_finds("coordinates_swapped settlements s.csv, row 3 [s2] lon='55.2 86.2'\n"
                 "reference_unknown settlements s.csv, row 4 [s3] municipality='01709999'\n");
    folder_read_ok(&p);
    assert_int_equal(OKR_SETTLEMENT(&p, 0)->municipality, 0);
    assert_near(OKR_SETTLEMENT(&p, 0)->lon, 86.2, 0);
    assert_true(isnan(OKR_SETTLEMENT(&p, 1)->lon));
    okr_programme_done(&p);
}

/* 500000 m on UTM 45 is its central meridian, 87 degrees. */
static void coordinates_in_metres_are_transformed(void **state)
{
    okr_programme p;
    double lon = 0.0;

    folder_write("locations.csv", "measure_id,lon,lat,wkt\na,500000,6100000,\n"
                                  "b,,,\"POINT (500000 6100000)\"\n");
    folder_write("okrug.yaml", "okrug: 1\ntitle: {ru: П}\nsources:\n"
                               "  municipalities: {path: municipalities.csv}\n"
                               "  measures: {path: measures.csv}\n"
                               "  locations: {path: locations.csv, crs: \"EPSG:32645\"}\n");
    folder_read_ok(&p);
    assert_int_equal(p.findings.count, 0);
    for (size_t i = 0; i < 2; i++) {
        memcpy(&lon, OKR_LOCATION(&p, i)->geometry.bytes + 5, sizeof lon);
        assert_near(lon, 87.0, 1e-9);
    }
    okr_programme_done(&p);
}

static void layers_and_sheets_are_tables_too(void **state)
{
    okr_programme p;
    char command[400];

    folder_write("roads.geojson",
                 "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"id\":7,"
                 "\"properties\":{\"code\":\"b\",\"accuracy\":20},\"geometry\":{\"type\":"
                 "\"LineString\",\"coordinates\":[[86.5,55.5],[87.5,55.5]]}}]}");
    (void)snprintf(command, sizeof command,
                   "ogr2ogr -f XLSX '%s' '%s' -sql 'SELECT oktmo, name_ru FROM municipalities'",
                   folder_path("m.xlsx"), folder_path("municipalities.csv"));
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c) */
    folder_write("okrug.yaml", "okrug: 1\ntitle: {ru: П}\nsources:\n"
                               "  municipalities: {path: m.xlsx}\n"
                               "  measures: {path: measures.csv}\n"
                               "  locations: {path: roads.geojson, columns: {measure_id: code, "
                               "accuracy_m: accuracy}}\n");
    folder_read_ok(&p);
    assert_int_equal(p.findings.count, 0);
    assert_string_equal(OKR_MUNICIPALITY(&p, 1)->oktmo, "01602000");
    assert_int_equal(OKR_MUNICIPALITY(&p, 1)->row.number, 3);
    assert_int_equal(OKR_LOCATION(&p, 0)->row.number, 7);
    assert_near(OKR_LOCATION(&p, 0)->accuracy_m, 20, 0);
    assert_int_equal(OKR_LOCATION(&p, 0)->geometry.size, 41);
    okr_programme_done(&p);
}

static void places_alone_are_read_without_boundaries(void **state)
{
    okr_programme p;
    okr_error err = {0};

    assert_int_equal(remove(folder_path("b.geojson")), 0);
    okr_programme_init(&p);
    assert_ok(okr_source_read_places(folder_path(""), NULL, &p, &err));
    assert_int_equal(p.municipalities.count, 2);
    assert_int_equal(OKR_MUNICIPALITY(&p, 0)->polygon.size, 0);
    okr_programme_done(&p);
}

static bool stop(void *user, const char *stage, double fraction)
{
    (void)user;
    (void)stage;
    return fraction < 0.5;
}

static void a_listener_may_stop_the_reading(void **state)
{
    okr_programme p;
    okr_error err = {0};
    const okr_listener listener = {.progress = stop};

    okr_programme_init(&p);
    assert_int_equal(okr_source_read(folder_path(""), &listener, &p, NULL, &err),
                     OKR_ERR_CANCELLED);
    okr_programme_done(&p);
}

static okr_status read_torn(void *user, okr_error *err)
{
    okr_programme p;
    const okr_status status = folder_read(&p, NULL, err);

    okr_programme_done(&p);
    return status;
}

static void running_out_of_memory_is_survived(void **state)
{
    torture(read_torn, NULL);
}

/* The counts are those of the README of the made-up programme and of wc -l. */
static void the_made_up_programme_is_read_without_a_finding(void **state)
{
    okr_programme p;
    okr_error err = {0};

    okr_programme_init(&p);
    assert_ok(okr_source_read(OKRUG_SOURCE_DIR "/geodata/demo-shares", NULL, &p, NULL, &err));
    assert_int_equal(p.findings.count, 0);
    assert_int_equal(p.municipalities.count, 8);
    assert_int_equal(p.measures.count, 73);
    assert_false(p.boundary_set.approximate);
    for (size_t i = 0; i < 8; i++)
        assert_true(OKR_MUNICIPALITY(&p, i)->polygon.size > 0);
    okr_programme_done(&p);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_setup, folder_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_FOLDER(three_tables_are_a_programme),
        IN_FOLDER(words_stand_in_for_classifiers_that_are_not_there),
        IN_FOLDER(foreign_tables_are_read_by_a_mapping),
        cmocka_unit_test(a_table_that_is_wrong_as_a_whole_is_refused),
        IN_FOLDER(a_mapping_or_a_kind_that_leads_nowhere_is_refused),
        IN_FOLDER(a_wrong_value_is_a_finding_and_unknown),
        IN_FOLDER(a_year_that_is_none_is_a_finding_and_one_that_is_passes),
        IN_FOLDER(a_finding_says_what_is_allowed),
        IN_FOLDER(titles_of_words_are_understood),
        IN_FOLDER(columns_that_nobody_asked_for_are_one_warning),
        IN_FOLDER(places_that_cannot_be_are_findings),
        IN_FOLDER(settlements_have_their_points_checked),
        IN_FOLDER(coordinates_in_metres_are_transformed),
        IN_FOLDER(layers_and_sheets_are_tables_too),
        IN_FOLDER(places_alone_are_read_without_boundaries),
        IN_FOLDER(a_listener_may_stop_the_reading),
        IN_FOLDER(running_out_of_memory_is_survived),
        cmocka_unit_test(the_made_up_programme_is_read_without_a_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
