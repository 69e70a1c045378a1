/* The workspace as other programs see it. */
#include "test.h"

#include "fixture.h"
#include "store/save.h"

#include <sqlite3.h>

/* Result of a query of one text or number, in a buffer of the test; "" for NULL or no row. */
static const char *ask(const char *path, const char *sql)
{
    static char answer[4096];
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;

    answer[0] = '\0';
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0) != NULL)
        (void)snprintf(answer, sizeof answer, "%s",
                       (const char *)sqlite3_column_text(statement, 0));
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
    return answer;
}

static void save(fixture *f)
{
    okr_error err = {.status = OKR_OK};

    fixture_new(f);
    assert_ok(okr_store_save(&f->programme, NULL, f->path, &err));
}

static void the_validator_of_gdal_finds_nothing(void **state)
{
    fixture f;
    char command[700];

    if (system("/usr/bin/python3 -c 'import osgeo_utils.samples.validate_gpkg' 2>/dev/null") !=
        0) {
        print_message("skipped: python3-gdal is not installed\n");
        skip();
    }
    save(&f);
    (void)snprintf(
        command, sizeof command,
        "ASAN_OPTIONS= /usr/bin/python3 -m osgeo_utils.samples.validate_gpkg %s >%s.log "
        "2>&1 || { cat %s.log; false; }; r=$?; rm -f %s.log; exit $r",
        f.path, f.path, f.path, f.path);
    assert_int_equal(system(command), 0);
    fixture_done(&f);
}

static void the_database_is_sound(void **state)
{
    fixture f;

    save(&f);
    assert_string_equal(ask(f.path, "PRAGMA integrity_check"), "ok");
    assert_string_equal(ask(f.path, "PRAGMA foreign_key_check"), "");
    assert_string_equal(ask(f.path, "PRAGMA journal_mode"), "delete");
    assert_string_equal(ask(f.path, "PRAGMA application_id"), "1196444487"); /* "GPKG" */
    fixture_done(&f);
}

static void every_table_and_column_has_a_russian_title(void **state)
{
    fixture f;

    save(&f);
    assert_string_equal(ask(f.path,
                            "SELECT count(*) FROM gpkg_contents WHERE identifier IS NULL"
                            " OR identifier = table_name OR description = ''"),
                        "0");
    assert_string_equal(ask(f.path, "SELECT group_concat(m.name || '.' || c.name)"
                                    " FROM gpkg_contents t JOIN sqlite_master m"
                                    " ON m.name = t.table_name AND m.name <> 'layer_styles',"
                                    " pragma_table_info(m.name) c"
                                    " LEFT JOIN gpkg_data_columns d ON d.table_name = m.name"
                                    " AND d.column_name = c.name"
                                    " WHERE c.name NOT IN ('fid', 'geom') AND d.title IS NULL"),
                        "");
    assert_string_equal(ask(f.path, "SELECT title FROM gpkg_data_columns WHERE table_name ="
                                    " 'municipality' AND column_name = 'area_official_km2'"),
                        "Площадь официальная, км²");
    fixture_done(&f);
}

static void every_stored_word_is_in_its_domain(void **state)
{
    fixture f;

    save(&f);
    assert_string_equal(ask(f.path,
                            "SELECT count(*) FROM gpkg_data_columns WHERE constraint_name"
                            " IS NOT NULL AND constraint_name NOT IN (SELECT"
                            " constraint_name FROM gpkg_data_column_constraints)"),
                        "0");
    assert_string_equal(ask(f.path, "SELECT description FROM gpkg_data_column_constraints WHERE"
                                    " constraint_name = 'kind' AND value = 'water'"),
                        "Водоснабжение");
    assert_string_equal(ask(f.path,
                            "SELECT count(*) FROM measure WHERE lifecycle NOT IN (SELECT"
                            " value FROM gpkg_data_column_constraints WHERE"
                            " constraint_name = 'lifecycle')"),
                        "0");
    fixture_done(&f);
}

static void the_spatial_index_holds_every_geometry(void **state)
{
    fixture f;

    save(&f);
    assert_string_equal(ask(f.path, "SELECT count(*) FROM rtree_location_point_geom"), "5");
    assert_string_equal(ask(f.path, "SELECT count(*) FROM rtree_municipality_geom"), "2");
    /* West is x 86..86.5, y 55..55.5: a window in it finds west alone. */
    assert_string_equal(ask(f.path, "SELECT group_concat(id) FROM rtree_municipality_geom WHERE"
                                    " minx <= 86.2 AND maxx >= 86.1 AND miny <= 55.2 AND"
                                    " maxy >= 55.1"),
                        "1");
    assert_string_equal(ask(f.path,
                            "SELECT min_x || ' ' || min_y || ' ' || max_x || ' ' || max_y"
                            " FROM gpkg_contents WHERE table_name = 'municipality'"),
                        "86.0 55.0 88.5 56.5");
    fixture_done(&f);
}

static void a_layer_row_carries_what_a_map_needs(void **state)
{
    fixture f;

    save(&f);
    assert_string_equal(
        ask(f.path, "SELECT title_ru || '|' || kind_title_ru || '|' || kind_group_title_ru ||"
                    " '|' || status_title_ru || '|' || lifecycle_title_ru || '|' || actual_end"
                    " FROM location_line"),
        "Водовод «Ёлкино — Юрга»|Водоснабжение|Коммунальное хозяйство|Завершено|завершено|"
        "2022-10-31");
    fixture_done(&f);
}

static void dates_stand_as_stated_and_as_days(void **state)
{
    fixture f;

    save(&f);
    /* A start means its first day, an end its last. */
    assert_string_equal(ask(f.path, "SELECT planned_start || ' ' || planned_start_day || ' ' ||"
                                    " planned_end || ' ' || planned_end_day FROM measure"
                                    " WHERE measure_id = 'pipe'"),
                        "2021 2021-01-01 2022-Q3 2022-09-30");
    assert_string_equal(ask(f.path, "SELECT DISTINCT last_change FROM gpkg_contents"),
                        "2022-12-31T00:00:00.000Z");
    fixture_done(&f);
}

static void codes_keep_their_leading_zeros(void **state)
{
    fixture f;

    save(&f);
    assert_string_equal(ask(f.path, "SELECT oktmo || typeof(oktmo) FROM municipality"),
                        "01600000text");
    fixture_done(&f);
}

static void an_agglomeration_is_the_union_of_its_members(void **state)
{
    fixture f;

    save(&f);
    assert_string_equal(ask(f.path,
                            "SELECT min_x || ' ' || min_y || ' ' || max_x || ' ' || max_y"
                            " FROM gpkg_contents WHERE table_name = 'agglomeration'"),
                        "86.0 55.0 88.5 56.5");
    fixture_done(&f);
}

static void what_okrug_found_of_a_measure_stands_beside_it(void **state)
{
    fixture f;

    save(&f);
    /* A line in two municipalities and outside; its observation of progress says 0.455. */
    assert_string_equal(ask(f.path,
                            "SELECT placement || ' ' || progress || ' ' || progress_way"
                            " || ' ' || overdue FROM measure WHERE measure_id = 'pipe'"),
                        "split 0.455 readiness 0");
    assert_string_equal(ask(f.path, "SELECT placement_title_ru || ' ' || progress FROM"
                                    " location_point WHERE location_id = 'point'"),
                        "в одном муниципальном образовании 0.0");
    fixture_done(&f);
}

static void municipalities_carry_their_headline_figures(void **state)
{
    fixture f;

    save(&f);
    /* West has both items, one of them completed; the other is only planned. */
    assert_string_equal(ask(f.path, "SELECT n_listed || ' ' || n_completed || ' ' ||"
                                    " completed_share || ' ' || n_total FROM municipality"
                                    " WHERE oktmo = '01600000'"),
                        "2 1 0.5 2");
    /* Nothing is located in the municipality without borders: zero, and no progress. */
    assert_string_equal(ask(f.path, "SELECT n_listed || ' ' || (progress IS NULL) FROM"
                                    " municipality WHERE oktmo = '01800000'"),
                        "0 1");
    fixture_done(&f);
}

static void statistics_stand_in_one_long_table(void **state)
{
    fixture f;

    save(&f);
    assert_string_equal(ask(f.path, "SELECT value || ' ' || title_ru FROM statistic WHERE by ="
                                    " 'municipality' AND by2 IS NULL AND code = '01700000' AND"
                                    " statistic = 'listed'"),
                        "1.0 Восточный округ");
    assert_string_equal(ask(f.path, "SELECT value || unit || period FROM statistic WHERE by IS"
                                    " NULL AND statistic = 'actual_sum'"),
                        "67.25km2022");
    assert_string_equal(ask(f.path, "SELECT group_concat(code || '=' || value) FROM statistic"
                                    " WHERE by = 'municipality' AND code2 = 'utilities' AND"
                                    " statistic = 'listed'"),
                        "01600000=2.0,01700000=1.0,outside=1.0,total=2.0");
    fixture_done(&f);
}

static void the_file_says_what_it_was_made_of(void **state)
{
    fixture f;

    save(&f);
    assert_string_equal(ask(f.path, "SELECT group_concat(reference_scope || coalesce(':' ||"
                                    " table_name, ''), ' ') FROM gpkg_metadata_reference"),
                        "geopackage table:municipality table:agglomeration table:settlement"
                        " table:location_point table:location_line table:location_area");
    assert_string_equal(
        ask(f.path,
            "SELECT metadata LIKE '%<title>Программа «Округ»</title>%' AND metadata LIKE"
            " '%<history>Границы: Границы, на 2023; источник: made up; границы"
            " приблизительные; площадь 2500.0 км²</history>%' AND metadata LIKE"
            " '%<license>границы: CC0 (составлены)</license>%' AND metadata LIKE '%Источник"
            " таблицы measures: measures.csv, состояние на 2022-12<%' FROM gpkg_metadata"
            " WHERE id = 1"),
        "1");
    fixture_done(&f);
}

static void the_parts_outside_stand_in_a_table_of_their_own(void **state)
{
    fixture f;

    save(&f);
    assert_string_equal(ask(f.path, "SELECT count(*) FROM measure_municipality WHERE base_id IS"
                                    " NULL OR related_id IS NULL"),
                        "0");
    assert_string_equal(ask(f.path, "SELECT sum(length_m) FROM (SELECT length_m FROM"
                                    " measure_municipality UNION ALL SELECT length_m FROM"
                                    " measure_outside)"),
                        "67000.0");
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_validator_of_gdal_finds_nothing),
        cmocka_unit_test(the_database_is_sound),
        cmocka_unit_test(every_table_and_column_has_a_russian_title),
        cmocka_unit_test(every_stored_word_is_in_its_domain),
        cmocka_unit_test(the_spatial_index_holds_every_geometry),
        cmocka_unit_test(a_layer_row_carries_what_a_map_needs),
        cmocka_unit_test(dates_stand_as_stated_and_as_days),
        cmocka_unit_test(codes_keep_their_leading_zeros),
        cmocka_unit_test(an_agglomeration_is_the_union_of_its_members),
        cmocka_unit_test(what_okrug_found_of_a_measure_stands_beside_it),
        cmocka_unit_test(municipalities_carry_their_headline_figures),
        cmocka_unit_test(statistics_stand_in_one_long_table),
        cmocka_unit_test(the_file_says_what_it_was_made_of),
        cmocka_unit_test(the_parts_outside_stand_in_a_table_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
