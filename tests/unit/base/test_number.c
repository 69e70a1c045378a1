#include "test.h"

#include "base/number.h"

#include <float.h>
#include <inttypes.h>
#include <locale.h>
#include <stdio.h>

typedef struct spelling {
    const char *text;
    double value;
} spelling;

static void assert_reads(const spelling *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double value = -77.0;
        if (!okr_number_parse(rows[i].text, &value))
            fail_msg("'%s' is not read as a number", rows[i].text);
        assert_near(value, rows[i].value, 0.0);
    }
}

#define assert_all_read(rows) assert_reads(rows, sizeof(rows) / sizeof((rows)[0]))

static void decimal_point_and_comma_mean_the_same(void **state)
{
    static const spelling rows[] = {{"1.5", 1.5},       {"1,5", 1.5}, {",5", 0.5}, {"5,", 5.0},
                                    {"23,734", 23.734}, {"0", 0.0},   {"007", 7.0}};

    assert_all_read(rows);
}

static void groups_of_three_may_stand_apart(void **state)
{
    static const spelling rows[] = {{"1 234,5", 1234.5},
                                    {"1\xC2\xA0"
                                     "234\xC2\xA0"
                                     "567",
                                     1234567.0},
                                    {"12\xE2\x80\xAF"
                                     "345.25",
                                     12345.25},
                                    {"-999 999", -999999.0}};

    assert_all_read(rows);
}

static void signs_exponents_and_outer_spaces_are_read(void **state)
{
    static const spelling rows[] = {{"\xE2\x88\x92"
                                     "5",
                                     -5.0},
                                    {"+5", 5.0},
                                    {"-0", -0.0},
                                    {"1e3", 1000.0},
                                    {"1,5E-3", 0.0015},
                                    {"2e\xE2\x88\x92"
                                     "2",
                                     0.02},
                                    {" 5\t", 5.0},
                                    {"\xC2\xA0"
                                     "5\xE2\x80\xAF",
                                     5.0},
                                    {"5\r\n", 5.0},
                                    {"1e+05", 1e5}};

    assert_all_read(rows);
}

static void the_longest_and_the_finest_doubles_are_read(void **state)
{
    static const spelling rows[] = {
        {"1.7976931348623157e308", DBL_MAX},
        {"4.9406564584124654e-324", DBL_TRUE_MIN},
        {"0.1000000000000000055511151231257827021181583404541015625", 0.1},
    };

    assert_all_read(rows);
}

static void what_is_no_number_is_refused_and_output_untouched(void **state)
{
    static const char *const texts[] = {
        "",         " ",       "-",       "+",        "\xE2\x88\x92", ".",
        ",",        "12,3,4",  "1.234,5", "1,234.5",  "1.2.3",        "5 мм",
        "abc",      "0x10",    "nan",     "inf",      "1e",           "1e+",
        "e5",       "1e999",   "--5",     "+-5",      "- 5",          "5-",
        "1-2",      "1 23",    "12 34",   "1234 567", "1  234",       "1 2345",
        "1 234 56", "1,5 000", "1e1 000", "2021 100", "5%",           "\xC2",
        "5\xFF",    "1_000",   "1'000",   "т",        "5 000 000a",
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        double value = -77.0;
        if (okr_number_parse(texts[i], &value))
            fail_msg("'%s' is read as a number", texts[i]);
        assert_near(value, -77.0, 0.0);
    }
}

static void a_number_of_endless_digits_is_refused(void **state)
{
    char text[1000];
    double value = 0.0;

    memset(text, '1', sizeof text);
    text[999] = '\0';
    assert_false(okr_number_parse(text, &value));
    text[0] = '0';
    text[1] = '.';
    assert_false(okr_number_parse(text, &value));
    text[300] = '\0';
    assert_true(okr_number_parse(text, &value));
}

static void whole_numbers_have_no_groups_marks_or_overflow(void **state)
{
    static const char *const bad[] = {
        "", "-", "+1", " 1", "1 ", "1.0", "1 000", "x", "9223372036854775808", "- 1"};
    long long value = 7;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(okr_number_parse_int(bad[i], &value));
    assert_int_equal(value, 7);
    assert_true(okr_number_parse_int("-42", &value));
    assert_int_equal(value, -42);
    assert_true(okr_number_parse_int("9223372036854775807", &value));
    assert_true(value == 9223372036854775807LL);
}

static void assert_formats(double value, const char *wanted)
{
    char out[OKR_NUMBER_TEXT];

    okr_number_format(value, out);
    assert_string_equal(out, wanted);
}

static void numbers_are_written_short_and_plain(void **state)
{
    assert_formats(0.0, "0");
    assert_formats(-0.0, "0");
    assert_formats(0.1, "0.1");
    assert_formats(0.1 + 0.2, "0.30000000000000004");
    assert_formats(-1234567.25, "-1234567.25");
    assert_formats(100.0, "100");
    assert_formats(1e14, "100000000000000");
    assert_formats(999999999999999.9, "999999999999999.9");
    assert_formats(1e-5, "0.00001");
    assert_formats(1.5e-5, "0.000015");
}

static void an_exponent_stands_only_outside_1e_minus_5_to_1e15(void **state)
{
    assert_formats(1e15, "1e+15");
    assert_formats(-1.25e300, "-1.25e+300");
    assert_formats(9.5e-6, "9.5e-06");
    assert_formats(DBL_TRUE_MIN, "5e-324");
}

static void what_has_no_digits_has_a_fixed_text(void **state)
{
    assert_formats((double)NAN, "");
    assert_formats((double)INFINITY, "inf");
    assert_formats((double)-INFINITY, "-inf");
}

static void assert_round_trip(double value)
{
    char out[OKR_NUMBER_TEXT];
    double back = 0.0;

    okr_number_format(value, out);
    if (!okr_number_parse(out, &back) || memcmp(&back, &value, sizeof value) != 0)
        fail_msg("%.17g is written '%s' and read %.17g", value, out, back);
}

/* Around each power of ten digits run out: there a magnitude from a logarithm is off by one. */
static void doubles_beside_powers_of_ten_read_back(void **state)
{
    for (int e = -20; e <= 20; e++) {
        const double power = pow(10.0, e);
        assert_round_trip(power);
        assert_round_trip(nextafter(power, 0.0));
        assert_round_trip(nextafter(power, 1e300));
        assert_round_trip(-power * 7.1);
    }
}

static void random_doubles_read_back(void **state)
{
    uint64_t bits = UINT64_C(88172645463325252); /* xorshift, seed of its author */

    for (int i = 0; i < 20000; i++) {
        double value = 0.0;
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value))
            assert_round_trip(value);
    }
}

static void assert_fixed(double value, int digits, const char *wanted)
{
    char out[OKR_NUMBER_TEXT];

    okr_number_fixed(value, digits, out);
    assert_string_equal(out, wanted);
}

static void fixed_digits_round_half_away_from_zero_in_decimal(void **state)
{
    assert_fixed(2.5, 0, "3");
    assert_fixed(-2.5, 0, "-3");
    assert_fixed(0.125, 2, "0.13");
    assert_fixed(1.005, 2, "1.01"); /* the double is 1.00499999999999989 */
    assert_fixed(1.004, 2, "1.00");
    assert_fixed(9.995, 2, "10.00");
    assert_fixed(99.5, 0, "100");
    assert_fixed(0.5, 0, "1");
    assert_fixed(0.05, 1, "0.1");
    assert_fixed(0.049, 1, "0.0");
    assert_fixed(0.06, 0, "0");
    assert_fixed(999999999999999.9, 0, "1000000000000000");
}

/* Integers tell what rounding a decimal of known digits must give. */
static void decimals_of_known_digits_are_rounded_as_integers_are(void **state)
{
    static const uint64_t powers[] = {1,      10,      100,      1000,     10000,
                                      100000, 1000000, 10000000, 100000000};
    uint64_t seed = 7;

    for (int i = 0; i < 50000; i++) {
        char plain[64];
        char wanted[64];
        double value = 0.0;
        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        const uint64_t digits = (seed >> 20) % powers[1 + (seed >> 61)] * 50 / 7;
        const int scale = (int)(seed >> 17 & 7);
        const int kept = (int)(seed >> 14 & 7) < scale ? (int)(seed >> 14 & 7) : scale;
        const uint64_t unit = powers[scale - kept];
        const uint64_t rounded = (digits + unit / 2) / unit;
        (void)snprintf(plain, sizeof plain, "%" PRIu64 "e-%d", digits, scale);
        assert_true(okr_number_parse(plain, &value));
        if (kept == 0)
            (void)snprintf(wanted, sizeof wanted, "%" PRIu64, rounded);
        else
            (void)snprintf(wanted, sizeof wanted, "%" PRIu64 ".%0*" PRIu64,
                           rounded / powers[kept], kept, rounded % powers[kept]);
        assert_fixed(value, kept, wanted);
    }
}

static void fixed_digits_are_filled_with_zeros(void **state)
{
    assert_fixed(0.0, 2, "0.00");
    assert_fixed(7.0, 3, "7.000");
    assert_fixed(1234.5, 1, "1234.5");
    assert_fixed(0.001, 5, "0.00100");
    assert_fixed(1e-7, 8, "0.00000010");
    assert_fixed(1e-300, 3, "0.000");
    assert_fixed(100.0, -3, "100");
    assert_fixed(0.5, 99, "0.50000000000000000000");
    assert_fixed(-123456789012345.6, 20, "-123456789012345.60000000000000000000");
}

static void a_result_of_zero_has_no_sign(void **state)
{
    assert_fixed(-0.0, 1, "0.0");
    assert_fixed(-0.001, 2, "0.00");
    assert_fixed(-0.005, 2, "-0.01");
}

static void fixed_digits_leave_what_is_too_big_or_no_number(void **state)
{
    assert_fixed((double)NAN, 2, "");
    assert_fixed((double)-INFINITY, 2, "-inf");
    assert_fixed(2e15, 2, "2e+15");
}

/* de_DE writes a decimal comma; without that locale there is nothing to prove. */
static void the_locale_of_the_host_changes_nothing(void **state)
{
    double value = 0.0;

    if (setlocale(LC_NUMERIC, "ru_RU.UTF-8") == NULL &&
        setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL)
        skip();
    assert_formats(1.5, "1.5");
    assert_fixed(1.25, 1, "1.3");
    assert_true(okr_number_parse("1.5", &value));
    assert_near(value, 1.5, 0.0);
    (void)setlocale(LC_NUMERIC, "C");
}

static void a_number_is_appended_to_a_text(void **state)
{
    okr_text text = {0};

    okr_text_add(&text, "x=");
    okr_text_add_number(&text, 0.25);
    assert_string_equal(okr_text_str(&text), "x=0.25");
    okr_text_done(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decimal_point_and_comma_mean_the_same),
        cmocka_unit_test(groups_of_three_may_stand_apart),
        cmocka_unit_test(signs_exponents_and_outer_spaces_are_read),
        cmocka_unit_test(the_longest_and_the_finest_doubles_are_read),
        cmocka_unit_test(what_is_no_number_is_refused_and_output_untouched),
        cmocka_unit_test(a_number_of_endless_digits_is_refused),
        cmocka_unit_test(whole_numbers_have_no_groups_marks_or_overflow),
        cmocka_unit_test(numbers_are_written_short_and_plain),
        cmocka_unit_test(an_exponent_stands_only_outside_1e_minus_5_to_1e15),
        cmocka_unit_test(what_has_no_digits_has_a_fixed_text),
        cmocka_unit_test(doubles_beside_powers_of_ten_read_back),
        cmocka_unit_test(random_doubles_read_back),
        cmocka_unit_test(fixed_digits_round_half_away_from_zero_in_decimal),
        cmocka_unit_test(decimals_of_known_digits_are_rounded_as_integers_are),
        cmocka_unit_test(fixed_digits_are_filled_with_zeros),
        cmocka_unit_test(a_result_of_zero_has_no_sign),
        cmocka_unit_test(fixed_digits_leave_what_is_too_big_or_no_number),
        cmocka_unit_test(the_locale_of_the_host_changes_nothing),
        cmocka_unit_test(a_number_is_appended_to_a_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
