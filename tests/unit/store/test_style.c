/* The styles that a workspace brings along. */
#include "test.h"

#include "fixture.h"
#include "store/save.h"
#include "store/style.h"
#include "store/xml.h"

#include <sqlite3.h>

static void save(fixture *f)
{
    okr_error err = {.status = OKR_OK};

    fixture_new(f);
    /* A title that would break XML and a filter if it were not escaped. */
    OKR_KIND(&f->programme, 1)->title.ru = "Вода <&> \"питьевая\"";
    assert_ok(okr_store_save(&f->programme, NULL, f->path, &err));
}

static char *ask(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    char *answer = NULL;

    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    answer = strdup((const char *)sqlite3_column_text(statement, 0));
    (void)sqlite3_finalize(statement);
    (void)sqlite3_close(db);
    assert_non_null(answer);
    return answer;
}

static void assert_answer(const fixture *f, const char *sql, const char *wanted)
{
    char *answer = ask(f->path, sql);

    assert_string_equal(answer, wanted);
    free(answer);
}

static void every_layer_has_one_default_style_under_its_own_column(void **state)
{
    fixture f;

    save(&f);
    assert_answer(
        &f,
        "SELECT count(*) FROM gpkg_contents c WHERE table_name <> 'layer_styles' AND 1"
        " <> (SELECT count(*) FROM layer_styles s LEFT JOIN gpkg_geometry_columns g ON"
        " g.table_name = s.f_table_name WHERE s.f_table_name = c.table_name AND"
        " useAsDefault AND f_geometry_column = coalesce(g.column_name, ''))",
        "0");
    assert_answer(&f,
                  "SELECT group_concat(styleName, '; ') FROM layer_styles WHERE f_table_name ="
                  " 'municipality'",
                  "Число мероприятий; Доля завершённых; Ход работ; Просрочено;"
                  " Обслужено площади, не менее; Обслужено площади, не более; Только границы");
    assert_answer(&f, "SELECT max(length(styleName)) <= 30 FROM layer_styles", "1");
    fixture_done(&f);
}

static void no_two_styles_bear_the_same_second(void **state)
{
    fixture f;

    save(&f);
    assert_answer(&f,
                  "SELECT count(*) = count(DISTINCT substr(update_time, 1, 19)) FROM"
                  " layer_styles",
                  "1");
    fixture_done(&f);
}

static void documents_are_well_formed_xml(void **state)
{
    char command[600];
    fixture f;

    save(&f);
    (void)snprintf(
        command, sizeof command,
        "/usr/bin/python3 -c 'import sqlite3, sys, xml.dom.minidom as m\n"
        "for q, s in sqlite3.connect(sys.argv[1]).execute(\"SELECT styleQML, styleSLD"
        " FROM layer_styles\"):\n"
        "    m.parseString(q)\n"
        "    s and m.parseString(s)\n' %s",
        f.path);
    assert_int_equal(system(command), 0);
    fixture_done(&f);
}

static void planned_is_dashed_and_existing_solid(void **state)
{
    fixture f;

    save(&f);
    /* Of the lines one is completed, in the colour of its kind; the others are dashed. */
    assert_answer(
        &f,
        "SELECT styleQML LIKE '%существующие и строящиеся%' AND styleQML LIKE"
        " '%\"line_color\" type=\"QString\" value=\"27,158,119,255\"%' FROM layer_styles"
        " WHERE f_table_name = 'location_line'",
        "1");
    assert_answer(&f,
                  "SELECT length(replace(styleQML, 'use_custom_dash', '')) ="
                  " length(styleQML) - length('use_custom_dash') * (SELECT count(*) FROM"
                  " (SELECT DISTINCT kind, drawn FROM location_line WHERE drawn <>"
                  " 'existing')) FROM layer_styles WHERE f_table_name = 'location_line'",
                  "1");
    /* The points are planned. */
    assert_answer(
        &f,
        "SELECT styleQML LIKE '%: планируемые%' AND styleSLD LIKE"
        " '%stroke-dasharray%' FROM layer_styles WHERE f_table_name = 'location_point'",
        "1");
    fixture_done(&f);
}

/* Positions that only serve drawing measure nothing, so linking gives them no shape. */
static void what_only_serves_drawing_has_a_sign_too(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;

    fixture_new(&f);
    for (size_t i = 0; i < f.programme.locations.count; i++)
        OKR_LOCATION(&f.programme, i)->shape = OKR_SHAPE_NONE;
    assert_ok(okr_store_save(&f.programme, NULL, f.path, &err));
    assert_answer(&f,
                  "SELECT styleQML LIKE '%: планируемые%' AND styleSLD LIKE '%: планируемые%'"
                  " FROM layer_styles WHERE f_table_name = 'location_point'",
                  "1");
    fixture_done(&f);
}

static void markers_at_one_place_are_moved_apart(void **state)
{
    fixture f;

    save(&f);
    /* QGIS then draws only the first sign of a row, so the common ring comes last. */
    assert_answer(&f,
                  "SELECT styleQML LIKE '%\"pointDisplacement\"%' AND instr(styleQML, 'место"
                  " приблизительное') > instr(styleQML, ': планируемые') AND instr(styleSLD,"
                  " 'место приблизительное') < instr(styleSLD, ': планируемые') FROM"
                  " layer_styles WHERE f_table_name = 'location_point'",
                  "1");
    assert_answer(&f,
                  "SELECT count(*) FROM layer_styles WHERE styleQML LIKE"
                  " '%pointDisplacement%' AND f_table_name <> 'location_point'",
                  "0");
    fixture_done(&f);
}

static void names_of_municipalities_carry_the_figure_of_the_style(void **state)
{
    fixture f;

    save(&f);
    assert_answer(&f,
                  "SELECT group_concat(styleName, '; ') FROM layer_styles WHERE f_table_name ="
                  " 'municipality' AND styleQML NOT LIKE '%fieldName=\"%\\n%'",
                  "Только границы");
    assert_answer(&f,
                  "SELECT styleQML LIKE '%round(100 * &quot;completed_share&quot;)%' FROM"
                  " layer_styles WHERE styleName = 'Доля завершённых'",
                  "1");
    fixture_done(&f);
}

static void approximate_boundaries_are_dashed(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;

    save(&f);
    assert_answer(
        &f,
        "SELECT styleQML LIKE '%\"outline_style\" type=\"QString\" value=\"dash\"%' FROM"
        " layer_styles WHERE styleName = 'Только границы'",
        "1");
    f.programme.boundary_set.approximate = false;
    assert_ok(okr_store_save(&f.programme, NULL, f.path, &err));
    assert_answer(
        &f,
        "SELECT styleQML LIKE '%\"outline_style\" type=\"QString\" value=\"dash\"%' FROM"
        " layer_styles WHERE styleName = 'Только границы'",
        "0");
    fixture_done(&f);
}

static void forms_carry_titles_and_lists_of_words(void **state)
{
    fixture f;

    save(&f);
    assert_answer(&f,
                  "SELECT styleQML LIKE '%<alias field=\"title_ru\" index=\"_\""
                  " name=\"Название\"/>%' AND styleQML LIKE '%name=\"Завершено\""
                  " value=\"done\"%' AND styleQML LIKE '%name=\"Вода &lt;&amp;&gt;"
                  " &quot;питьевая&quot;\" value=\"water\"%' FROM layer_styles WHERE"
                  " f_table_name = 'measure'",
                  "1");
    fixture_done(&f);
}

static void styles_speak_the_language_of_the_file(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;

    fixture_new(&f);
    f.programme.english = true;
    assert_ok(okr_store_save(&f.programme, NULL, f.path, &err));
    assert_answer(&f,
                  "SELECT group_concat(styleName, '; ') FROM layer_styles WHERE"
                  " f_geometry_column <> ''",
                  "Number of measures; Completed share; Physical progress; Overdue measures;"
                  " Area served, at least; Area served, at most; Borders only; Agglomerations;"
                  " Settlements; By kind and stage; By kind and stage; By kind and stage");
    assert_answer(&f,
                  "SELECT styleQML LIKE '%label=\"Physical progress: mean over the measures"
                  " where it is known\"%label=\"no data\"%<mapTip>%measures: %' AND styleSLD"
                  " LIKE '%<se:Name>no data<%' FROM layer_styles WHERE styleName = 'Physical"
                  " progress'",
                  "1");
    assert_answer(&f,
                  "SELECT styleQML LIKE '%: planned\"%label=\"approximate place\"%<mapTip>%'"
                  " FROM layer_styles WHERE f_table_name = 'location_point'",
                  "1");
    /* What stays Russian are values: kinds of settlements, names without an English one. */
    assert_answer(&f,
                  "SELECT count(*) FROM layer_styles, (SELECT 'мероприяти' AS word UNION ALL"
                  " VALUES ('планируем'), ('приблизит'), ('нет данных'), ('не указан'),"
                  " ('чел.'), ('границы')) WHERE instr(styleQML || styleSLD, word) > 0",
                  "0");
    assert_answer(&f, "SELECT description FROM layer_styles WHERE f_table_name = 'settlement'",
                  "Settlements");
    assert_answer(&f, "SELECT identifier FROM gpkg_contents WHERE table_name = 'layer_styles'",
                  "Layer styles");
    fixture_done(&f);
}

static void text_of_xml_is_escaped(void **state)
{
    okr_text xml = {0};

    okr_xml_attribute(&xml, "a", "1 < 2 & \"3\" > \x01ё");
    assert_string_equal(okr_text_str(&xml), " a=\"1 &lt; 2 &amp; &quot;3&quot; &gt; ё\"");
    okr_text_clear(&xml);
    okr_xml_number(&xml, "n", 0.5);
    assert_string_equal(okr_text_str(&xml), " n=\"0.5\"");
    okr_text_done(&xml);
}

static void quotes_in_a_filter_are_doubled(void **state)
{
    const okr_sign sign = {.shape = OKR_SHAPE_LINE, .stroke = "#000000"};
    okr_style style;
    okr_rule *rule = NULL;
    okr_text qml = {0};
    fixture f;

    fixture_new(&f);
    okr_style_init(&style, okr_schema_find("location_line"), "s");
    style.shape = OKR_SHAPE_LINE;
    rule = okr_style_rule(&style, "r", sign, NULL);
    assert_non_null(rule);
    okr_rule_test(rule, (okr_test){.kind = OKR_TEST_IS, .column = "kind", .word = "o'b"});
    okr_rule_test(rule, (okr_test){.kind = OKR_TEST_TRUE, .column = "overdue"});
    okr_style_qml(&style, &f.programme, &qml);
    assert_non_null(strstr(okr_text_str(&qml), "filter=\"&quot;kind&quot; = 'o''b' AND "
                                               "&quot;overdue&quot; = true\""));
    okr_text_done(&qml);
    okr_style_done(&style);
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_layer_has_one_default_style_under_its_own_column),
        cmocka_unit_test(no_two_styles_bear_the_same_second),
        cmocka_unit_test(documents_are_well_formed_xml),
        cmocka_unit_test(planned_is_dashed_and_existing_solid),
        cmocka_unit_test(what_only_serves_drawing_has_a_sign_too),
        cmocka_unit_test(markers_at_one_place_are_moved_apart),
        cmocka_unit_test(names_of_municipalities_carry_the_figure_of_the_style),
        cmocka_unit_test(approximate_boundaries_are_dashed),
        cmocka_unit_test(forms_carry_titles_and_lists_of_words),
        cmocka_unit_test(styles_speak_the_language_of_the_file),
        cmocka_unit_test(text_of_xml_is_escaped),
        cmocka_unit_test(quotes_in_a_filter_are_doubled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
