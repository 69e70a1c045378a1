#include "test.h"

#include "geo/distance_text.h"

static void kilometres_and_metres_are_read_in_both_languages(void **state)
{
    static const struct {
        const char *text;
        double metres;
    } cases[] = {{"2 km", 2000},   {"2км", 2000},    {"800 m", 800},   {"800м", 800},
                 {"1,5 км", 1500}, {"0.25 km", 250}, {"1 200 м", 1200}};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        okr_error err = {0};
        double metres = 0.0;
        assert_ok(okr_distance_parse(cases[i].text, &metres, &err));
        assert_near(metres, cases[i].metres, 1e-9);
    }
}

static void what_is_no_distance_is_named(void **state)
{
    static const char *const texts[] = {"2", "", "km", "two km", "2 miles", "2 km 300 m"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        okr_error err = {0};
        double metres = -1.0;
        assert_fails_with(okr_distance_parse(texts[i], &metres, &err), OKR_ERR_USAGE, texts[i]);
        assert_near(metres, -1.0, 0.0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kilometres_and_metres_are_read_in_both_languages),
        cmocka_unit_test(what_is_no_distance_is_named),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
