#include "test.h"

#include "sample.h"

#include "stats/dimension.h"

#include <stdio.h>

static struct world {
    okr_programme p;
    int measure;
} w;

static int setup(void **state)
{
    w = (struct world){0};
    okr_programme_init(&w.p);
    sample_municipality(&w.p, "32701000", "Кемеровский городской округ", NAN, NAN);
    sample_kind(&w.p, "utilities", -1);
    sample_kind(&w.p, "water", 0);
    sample_kind(&w.p, "wells", 1);
    sample_contour(&w.p, "1", "", -1);
    sample_contour(&w.p, "1", "1.2", 0);
    sample_contour(&w.p, "2", "", -1);
    w.measure = sample_measure(&w.p, "m", -1, OKR_ROLE_ITEM);
    return 0;
}

static int teardown(void **state)
{
    okr_programme_done(&w.p);
    return 0;
}

/* The keys as text, "1 0". */
static const char *keys(okr_dimension dimension, const int *topics, size_t n)
{
    static char text[64];
    okr_error err = {.status = OKR_OK};
    okr_vec out = OKR_VEC(int);

    assert_ok(
        okr_measure_keys(&w.p, dimension, w.measure, (okr_topics){topics, n}, &out, &err));
    text[0] = '\0';
    for (size_t i = 0; i < out.count; i++)
        (void)snprintf(text + strlen(text), sizeof text - strlen(text), "%s%d",
                       i > 0 ? " " : "", OKR_AT(&out, int, i));
    okr_vec_done(&out);
    return text;
}

static void a_kind_stands_in_every_group_above_it(void **state)
{
    OKR_MEASURE(&w.p, w.measure)->kind = 2;
    assert_string_equal(keys(OKR_BY_KIND, NULL, 0), "2");
    assert_string_equal(keys(OKR_BY_KIND_GROUP, NULL, 0), "1 0");
    OKR_MEASURE(&w.p, w.measure)->kind = 0;
    assert_string_equal(keys(OKR_BY_KIND_GROUP, NULL, 0), "0");
}

static void a_mention_of_a_priority_is_one_of_its_contour(void **state)
{
    static const int topics[] = {1, 2, 1};

    assert_string_equal(keys(OKR_BY_CONTOUR, topics, 3), "0 2");
    assert_string_equal(keys(OKR_BY_PRIORITY, topics, 3), "1");
    assert_string_equal(keys(OKR_BY_PRIORITY, topics + 1, 1), "-8"); /* no priority */
    assert_string_equal(keys(OKR_BY_CONTOUR, NULL, 0), "-8");
}

static void the_year_is_that_of_the_actual_end_else_of_the_planned_one(void **state)
{
    assert_string_equal(keys(OKR_BY_YEAR, NULL, 0), "-8");
    OKR_MEASURE(&w.p, w.measure)->planned_end = sample_date("2024-Q2");
    assert_string_equal(keys(OKR_BY_YEAR, NULL, 0), "2024");
    OKR_MEASURE(&w.p, w.measure)->actual_end = sample_date("2023");
    assert_string_equal(keys(OKR_BY_YEAR, NULL, 0), "2023");
}

static void what_is_not_known_has_a_key_of_its_own(void **state)
{
    assert_string_equal(keys(OKR_BY_KIND, NULL, 0), "-8");
    assert_string_equal(keys(OKR_BY_STATUS, NULL, 0), "-8");
    assert_string_equal(keys(OKR_BY_NATURE, NULL, 0), "0");
    assert_string_equal(keys(OKR_BY_LIFECYCLE, NULL, 0), "0");
}

static void coded(okr_dimension d, int key, const char *code, const char *title)
{
    okr_text text = {0};

    okr_key_code(&w.p, d, key, &text);
    assert_string_equal(okr_text_str(&text), code);
    okr_text_clear(&text);
    okr_key_title(&w.p, d, key, true, &text);
    assert_string_equal(okr_text_str(&text), title);
    okr_text_done(&text);
}

static void keys_have_codes_and_titles(void **state)
{
    coded(OKR_BY_MUNICIPALITY, 0, "32701000", "Кемеровский городской округ");
    coded(OKR_BY_MUNICIPALITY, OKR_KEY_NOT_SPLIT, "not_split", "не разделено");
    coded(OKR_BY_AGGLOMERATION, OKR_KEY_NONE, "none", "вне агломераций");
    coded(OKR_BY_PRIORITY, 1, "1/1.2", "1/1.2");
    coded(OKR_BY_CONTOUR, OKR_KEY_NONE, "none", "без контура");
    coded(OKR_BY_KIND, 1, "water", "water");
    coded(OKR_BY_YEAR, 2023, "2023", "2023");
    coded(OKR_BY_PLACEMENT, OKR_PLACEMENT_REGION, "region",
          okr_word_title(&okr_placements, OKR_PLACEMENT_REGION, true));
    coded(OKR_BY_KIND, OKR_KEY_TOTAL, "total", "всего");
}

static void special_rows_stand_behind_and_the_total_last(void **state)
{
    static const int order[] = {0,
                                7,
                                OKR_KEY_NONE,
                                OKR_KEY_NOT_SPLIT,
                                OKR_KEY_TERRITORY,
                                OKR_KEY_REGION,
                                OKR_KEY_OUTSIDE,
                                OKR_KEY_UNPLACED,
                                OKR_KEY_ELSEWHERE,
                                OKR_KEY_TOTAL};

    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
        for (size_t j = 0; j < sizeof order / sizeof order[0]; j++) {
            const int c = okr_key_compare(order[i], order[j]);
            assert_int_equal((c > 0) - (c < 0), (i > j) - (i < j));
        }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_kind_stands_in_every_group_above_it),
        CASE(a_mention_of_a_priority_is_one_of_its_contour),
        CASE(the_year_is_that_of_the_actual_end_else_of_the_planned_one),
        CASE(what_is_not_known_has_a_key_of_its_own),
        CASE(keys_have_codes_and_titles),
        CASE(special_rows_stand_behind_and_the_total_last),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
