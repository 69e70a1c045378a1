#include "test.h"

#include "source/encoding.h"

static void decodes_to(okr_encoding encoding, const char *bytes, size_t n, const char *expected)
{
    okr_error err = {0};
    okr_text out = {0};

    assert_ok(okr_encoding_decode(encoding, bytes, n, &out, &err));
    assert_string_equal(okr_text_str(&out), expected);
    okr_text_done(&out);
}

/* Bytes from `printf 'Ёж №1 — «яЯ»' | iconv -t CP1251 | xxd`, and so on. */
static void offices_encodings_become_utf8(void **state)
{
    decodes_to(OKR_ENCODING_CP1251,
               "\xA8\xE6 \xB9"
               "1 \x97 \xAB\xFF\xDF\xBB",
               12, "Ёж №1 — «яЯ»");
    decodes_to(OKR_ENCODING_CP866,
               "\xF0\xA6 \xFC"
               "1 \xC4 \xEF\x9F",
               10, "Ёж №1 ─ яЯ");
    decodes_to(OKR_ENCODING_UTF16LE, "\x2E\x04\x40\x04\x33\x04\x30\x04", 8, "Юрга");
    decodes_to(OKR_ENCODING_UTF16BE, "\x04\x2E\x04\x40\x04\x33\x04\x30", 8, "Юрга");
    decodes_to(OKR_ENCODING_UTF16LE, "\x3D\xD8\x00\xDE", 4, "\xF0\x9F\x98\x80");
    decodes_to(OKR_ENCODING_UTF8, "Юрга", 8, "Юрга");
}

static void names_are_found_in_any_spelling(void **state)
{
    okr_encoding encoding = OKR_ENCODING_COUNT;

    assert_true(okr_encoding_find("Windows-1251", &encoding));
    assert_int_equal(encoding, OKR_ENCODING_CP1251);
    assert_true(okr_encoding_find("utf_8", &encoding));
    assert_int_equal(encoding, OKR_ENCODING_UTF8);
    assert_true(okr_encoding_find("CP866", &encoding));
    assert_int_equal(encoding, OKR_ENCODING_CP866);
    assert_false(okr_encoding_find("latin1", &encoding));
    assert_false(okr_encoding_find("", &encoding));
    assert_false(okr_encoding_find("utf-8-and-much-more-than-fits", &encoding));
    assert_int_equal(encoding, OKR_ENCODING_CP866);
}

static void a_byte_order_mark_beats_what_is_declared(void **state)
{
    size_t mark = 9;

    assert_int_equal(okr_encoding_mark("\xEF\xBB\xBFx", 4, OKR_ENCODING_CP1251, &mark),
                     OKR_ENCODING_UTF8);
    assert_int_equal(mark, 3);
    assert_int_equal(okr_encoding_mark("\xFF\xFEx", 3, OKR_ENCODING_UTF8, &mark),
                     OKR_ENCODING_UTF16LE);
    assert_int_equal(mark, 2);
    assert_int_equal(okr_encoding_mark("\xFE\xFF", 2, OKR_ENCODING_UTF8, &mark),
                     OKR_ENCODING_UTF16BE);
    assert_int_equal(okr_encoding_mark("\xEF\xBB", 2, OKR_ENCODING_CP866, &mark),
                     OKR_ENCODING_CP866);
    assert_int_equal(mark, 0);
}

static void what_stands_for_no_letter_is_named(void **state)
{
    static const struct {
        okr_encoding encoding;
        const char *bytes;
        size_t n;
        const char *message;
    } cases[] = {
        {OKR_ENCODING_CP1251, "ab\x98", 3, "byte 0x98 at offset 2"},
        {OKR_ENCODING_CP1251, "a\0b", 3, "byte 0x00 at offset 1"},
        {OKR_ENCODING_UTF16LE, "a\0b", 3, "byte 0x62 at offset 2"}, /* cut */
        {OKR_ENCODING_UTF16LE,
         "\x3D\xD8"
         "a\0",
         4, "byte 0x3D at offset 0"}, /* lone half */
        {OKR_ENCODING_UTF16BE, "\xDE\0", 2, "byte 0xDE at offset 0"},
        {OKR_ENCODING_UTF16LE, "\x3D\xD8", 2, "byte 0x3D at offset 0"},
    };
    okr_error err = {0};

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        okr_text out = {0};
        assert_fails_with(
            okr_encoding_decode(cases[i].encoding, cases[i].bytes, cases[i].n, &out, &err),
            OKR_ERR_FORMAT, cases[i].message);
        okr_text_done(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offices_encodings_become_utf8),
        cmocka_unit_test(names_are_found_in_any_spelling),
        cmocka_unit_test(a_byte_order_mark_beats_what_is_declared),
        cmocka_unit_test(what_stands_for_no_letter_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
