#include "test.h"

#include "base/text.h"
#include "base/utf8.h"

static void every_code_point_reads_back(void **state)
{
    for (uint32_t code = 1; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 61) {
        okr_text text = {0};
        const char *at = NULL;
        if (code >= 0xD800 && code < 0xE000)
            continue;
        okr_text_add_code(&text, code);
        at = text.bytes;
        assert_int_equal(okr_utf8_next(&at, text.bytes + text.size), code);
        assert_ptr_equal(at, text.bytes + text.size);
        okr_text_done(&text);
    }
}

/* Rows follow table 3-7 of the Unicode standard: what may not follow what. */
static void bytes_that_are_not_utf8_are_bad_one_at_a_time(void **state)
{
    static const char *const texts[] = {"\x80",
                                        "\xBF",
                                        "\xC0\xAF",
                                        "\xC1\xBF",
                                        "\xD0",
                                        "\xD0x",
                                        "\xE0\x80\xAF",
                                        "\xE2\x82",
                                        "\xED\xA0\x80",
                                        "\xF0\x80\x80\x80",
                                        "\xF4\x90\x80\x80",
                                        "\xF5\x80\x80\x80",
                                        "\xFF",
                                        "\xF0\x9F\x98"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *at = texts[i];
        assert_true(okr_utf8_next(&at, texts[i] + strlen(texts[i])) == OKR_UTF8_BAD);
        assert_ptr_equal(at, texts[i] + 1);
        assert_int_equal(okr_utf8_valid_prefix(texts[i], strlen(texts[i])), 0);
    }
}

static void the_valid_prefix_ends_before_the_first_bad_byte(void **state)
{
    assert_int_equal(okr_utf8_valid_prefix("Юрга", 8), 8);
    assert_int_equal(okr_utf8_valid_prefix("Юрга", 7), 6);
    assert_int_equal(okr_utf8_valid_prefix("a\xFF"
                                           "b",
                                           3),
                     1);
    assert_int_equal(okr_utf8_valid_prefix("", 0), 0);
}

static void upper_and_lower_case_are_each_others_inverse(void **state)
{
    static const uint32_t pairs[][2] = {{'A', 'a'},       {0xC4, 0xE4},     {0x0410, 0x0430},
                                        {0x042F, 0x044F}, {0x0401, 0x0451}, {0x0462, 0x0463},
                                        {0x0490, 0x0491}, {0x04C0, 0x04CF}, {0x04C1, 0x04C2},
                                        {0x04CD, 0x04CE}, {0x04D8, 0x04D9}, {0x04FE, 0x04FF}};

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        assert_int_equal(okr_utf8_lower(pairs[i][0]), pairs[i][1]);
        assert_int_equal(okr_utf8_upper(pairs[i][1]), pairs[i][0]);
        assert_int_equal(okr_utf8_lower(pairs[i][1]), pairs[i][1]);
        assert_int_equal(okr_utf8_upper(pairs[i][0]), pairs[i][0]);
    }
}

static void signs_without_case_stay(void **state)
{
    static const uint32_t codes[] = {'1',  '@',  '[',    '`',    '{',    0xD7,   0xF7,
                                     0xDF, 0xFF, 0x0482, 0x0483, 0x2116, 0x1F600};

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        assert_int_equal(okr_utf8_lower(codes[i]), codes[i]);
        assert_int_equal(okr_utf8_upper(codes[i]), codes[i]);
    }
}

static void width_counts_terminal_columns(void **state)
{
    assert_int_equal(okr_utf8_width(""), 0);
    assert_int_equal(okr_utf8_width("Юрга"), 4);
    assert_int_equal(okr_utf8_width("и\xCC\x86"), 1);        /* и with combining breve */
    assert_int_equal(okr_utf8_width("\xE6\xBC\xA2"), 2);     /* a Chinese character */
    assert_int_equal(okr_utf8_width("\xF0\x9F\x98\x80"), 2); /* an emoji */
    assert_int_equal(okr_utf8_width("a\nb"), 2);
    assert_int_equal(okr_utf8_width("\xE2\x80\x8B"), 0); /* zero width space */
}

static void trimmed_to(const char *text, const char *wanted)
{
    char buffer[32];

    (void)strncpy(buffer, text, sizeof buffer - 1);
    buffer[sizeof buffer - 1] = '\0';
    okr_utf8_trim_end(buffer);
    assert_string_equal(buffer, wanted);
}

static void a_character_cut_at_the_end_is_removed(void **state)
{
    trimmed_to("aЮ", "aЮ");
    trimmed_to("a\xD0", "a");
    trimmed_to("a\xE2\x82", "a");
    trimmed_to("a\xF0\x9F\x98", "a");
    trimmed_to("\xE2\x82\xAC", "\xE2\x82\xAC");
    trimmed_to("", "");
}

static void bad_bytes_that_are_no_cut_stay(void **state)
{
    trimmed_to("\xFF'a", "\xFF'a");
    trimmed_to("a\xFF", "a\xFF");
    trimmed_to("a\x80", "a\x80");
    trimmed_to("\xFF...\xD0", "\xFF...");
    trimmed_to("\x80\x80\x80\x80", "\x80\x80\x80\x80");
}

static void comparison_ignores_case_and_files_yo_with_ye(void **state)
{
    assert_true(okr_utf8_compare("Анжеро", "белово") < 0);
    assert_true(okr_utf8_compare("берёза", "Березняк") < 0);
    assert_true(okr_utf8_compare("елка", "ёлка") != 0);
    assert_true(okr_utf8_compare("ёлка", "елкаа") < 0);
    assert_true(okr_utf8_compare("ёлки", "елка") > 0);
    assert_int_equal(okr_utf8_compare("Юрга", "Юрга"), 0);
    assert_true(okr_utf8_same("ЁЛКА, %", "елка, %"));
    assert_false(okr_utf8_same("Юр", "Юрга"));
    assert_false(okr_utf8_same("Юрга", "Юр"));
    assert_true(okr_utf8_same("", ""));
    assert_true(okr_utf8_compare("Юр", "Юрга") < 0);
}

static void comparison_is_a_total_order(void **state)
{
    static const char *const texts[] = {"",     "a",    "A",  "Ё",    "ё",    "е",
                                        "Е",    "еж",   "ёж", "\xFF", "\xFE", "ё\xFF",
                                        "Юрга", "юрга", "10", "\xD0", "z"};
    const size_t n = sizeof texts / sizeof texts[0];

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            const int ij = okr_utf8_compare(texts[i], texts[j]);
            const int ji = okr_utf8_compare(texts[j], texts[i]);
            assert_int_equal((ij > 0) - (ij < 0), (ji < 0) - (ji > 0));
            assert_int_equal(ij == 0, i == j);
            for (size_t k = 0; k < n; k++)
                if (ij < 0 && okr_utf8_compare(texts[j], texts[k]) < 0)
                    assert_true(okr_utf8_compare(texts[i], texts[k]) < 0);
        }
}

static void blanks_are_ascii_and_the_two_no_break_spaces(void **state)
{
    assert_int_equal(okr_utf8_blank(" x"), 1);
    assert_int_equal(okr_utf8_blank("\n"), 1);
    assert_int_equal(okr_utf8_blank("\xC2\xA0x"), 2);
    assert_int_equal(okr_utf8_blank("\xE2\x80\xAFx"), 3);
    assert_int_equal(okr_utf8_blank(""), 0);
    assert_int_equal(okr_utf8_blank("\xC2\xA9"), 0); /* a copyright sign */
    assert_string_equal(okr_utf8_skip_blanks(" \xC2\xA0\tИ я"), "И я");
    assert_string_equal(okr_utf8_skip_blanks("\xE2\x80\xAF"), "");
    /* "Р" is D0 A0: its last byte is that of a no-break space. */
    assert_int_equal(okr_utf8_size_without_end("а Р \xC2\xA0"), strlen("а Р"));
    assert_int_equal(okr_utf8_size_without_end(" "), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_are_ascii_and_the_two_no_break_spaces),
        cmocka_unit_test(every_code_point_reads_back),
        cmocka_unit_test(bytes_that_are_not_utf8_are_bad_one_at_a_time),
        cmocka_unit_test(the_valid_prefix_ends_before_the_first_bad_byte),
        cmocka_unit_test(upper_and_lower_case_are_each_others_inverse),
        cmocka_unit_test(signs_without_case_stay),
        cmocka_unit_test(width_counts_terminal_columns),
        cmocka_unit_test(a_character_cut_at_the_end_is_removed),
        cmocka_unit_test(bad_bytes_that_are_no_cut_stay),
        cmocka_unit_test(comparison_ignores_case_and_files_yo_with_ye),
        cmocka_unit_test(comparison_is_a_total_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
