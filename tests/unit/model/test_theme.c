/* Class breaks and signs of maps. */
#include "test.h"

#include "model/theme.h"

#include <stdlib.h>

/* The labels of the classes of a theme, joined by " | ". */
static const char *labels(const char *code, double maximum)
{
    static char joined[256];
    okr_theme_class classes[OKR_THEME_CLASSES];
    const okr_theme *theme = okr_theme_find(code);
    size_t used = 0;

    assert_non_null(theme);
    const int count = okr_theme_classes(theme, maximum, classes);
    for (int i = 0; i < count; i++) {
        const size_t n = strlen(classes[i].label_ru);
        memcpy(joined + used, i == 0 ? "" : " | ", i == 0 ? 0 : 3);
        used += i == 0 ? 0 : 3;
        memcpy(joined + used, classes[i].label_ru, n);
        used += n;
    }
    joined[used] = '\0';
    return joined;
}

static void counts_are_cut_at_one_two_five(void **state)
{
    assert_string_equal(labels("measures", 12.0), "0 | 1 | 2 | 3–5 | 6–10 | 11–20");
    assert_string_equal(labels("measures", 20.0), "0 | 1 | 2 | 3–5 | 6–10 | 11–20");
    assert_string_equal(labels("measures", 1.0), "0 | 1");
}

static void of_many_classes_the_lowest_join(void **state)
{
    assert_string_equal(labels("measures", 80.0),
                        "0 | 1–2 | 3–5 | 6–10 | 11–20 | 21–50 | 51–100");
    assert_string_equal(labels("measures", 30000.0),
                        "0 | 1–1000 | 1001–2000 | 2001–5000 | 5001–10000 | 10001–20000 | "
                        "20001–50000");
}

static void nothing_to_show_is_one_class(void **state)
{
    assert_string_equal(labels("measures", 0.0), "0");
    assert_string_equal(labels("measures", NAN), "0");
}

static void fractions_are_cut_into_fifths_whatever_the_data(void **state)
{
    assert_string_equal(labels("progress", 0.3),
                        "0–20 % | 20–40 % | 40–60 % | 60–80 % | 80–100 %");
}

static void classes_have_no_gaps(void **state)
{
    for (size_t t = 0; okr_theme_at(t) != NULL; t++)
        for (double maximum = 0.0; maximum < 3000.0; maximum += 37.0) {
            okr_theme_class classes[OKR_THEME_CLASSES];
            const int count = okr_theme_classes(okr_theme_at(t), maximum, classes);
            assert_true(isinf(classes[0].over));
            for (int i = 1; i < count; i++)
                assert_true(classes[i].over == classes[i - 1].up_to);
            assert_true(okr_theme_at(t)->rule == OKR_THEME_FIFTHS ||
                        classes[count - 1].up_to >= maximum);
        }
}

/* Relative luminance by the sRGB weights; good enough to tell light from dark. */
static double luminance(const char *colour)
{
    const long rgb = strtol(colour + 1, NULL, 16);

    return 0.2126 * (double)(rgb >> 16) + 0.7152 * (double)(rgb >> 8 & 255) +
           0.0722 * (double)(rgb & 255);
}

static void ramps_darken_so_that_grey_prints_keep_the_order(void **state)
{
    for (size_t t = 0; okr_theme_at(t) != NULL; t++) {
        okr_theme_class classes[OKR_THEME_CLASSES];
        const int count = okr_theme_classes(okr_theme_at(t), 90.0, classes);
        for (int i = 1; i < count; i++)
            assert_true(luminance(classes[i].colour) < luminance(classes[i - 1].colour) - 10.0);
    }
}

static void every_lifecycle_is_drawn_somehow(void **state)
{
    assert_int_equal(okr_drawn_of(OKR_LIFECYCLE_PREPARATION), OKR_DRAWN_PLANNED);
    assert_int_equal(okr_drawn_of(OKR_LIFECYCLE_IMPLEMENTATION), OKR_DRAWN_EXISTING);
    assert_int_equal(okr_drawn_of(OKR_LIFECYCLE_COMPLETION), OKR_DRAWN_EXISTING);
    assert_int_equal(okr_drawn_of(OKR_LIFECYCLE_CANCELLED), OKR_DRAWN_DROPPED);
    assert_int_equal(okr_drawn_of(OKR_LIFECYCLE_UNKNOWN), OKR_DRAWN_UNKNOWN);
    for (int i = 0; i < OKR_DRAWN_COUNT; i++)
        assert_true(okr_drawings.words[i].title_ru[0] != '\0');
}

static void a_theme_is_found_by_its_code(void **state)
{
    assert_string_equal(okr_theme_find("completed")->column, "completed_share");
    assert_null(okr_theme_find("none"));
    assert_true(okr_palette_colour(0) != okr_palette_colour(1));
    assert_ptr_equal(okr_palette_colour(0), okr_palette_colour(8));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_cut_at_one_two_five),
        cmocka_unit_test(of_many_classes_the_lowest_join),
        cmocka_unit_test(nothing_to_show_is_one_class),
        cmocka_unit_test(fractions_are_cut_into_fifths_whatever_the_data),
        cmocka_unit_test(classes_have_no_gaps),
        cmocka_unit_test(ramps_darken_so_that_grey_prints_keep_the_order),
        cmocka_unit_test(every_lifecycle_is_drawn_somehow),
        cmocka_unit_test(a_theme_is_found_by_its_code),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
