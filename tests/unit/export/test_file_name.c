#include "export/file_name.h"

#include "test.h"

static void assert_name(const char *name, const char *expected)
{
    okr_text text = {0};

    okr_file_name_add(&text, name);
    assert_string_equal(okr_text_str(&text), expected);
    okr_text_done(&text);
}

/* The table of docs/export.md. */
static void every_russian_letter_is_spelt_as_documented(void **state)
{
    assert_name("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                "abvgdeyozhziyklmnoprstufkhtschshshchyeyuya");
    assert_name("АБВГДЕЁЖЗИЙ", "abvgdeyozhziy");
}

static void names_become_words_joined_by_hyphens(void **state)
{
    assert_name("Анжеро-Судженск", "anzhero-sudzhensk");
    assert_name("  Ленинск-Кузнецкий  округ ", "leninsk-kuznetskiy-okrug");
    assert_name("посёлок «Заря» № 2", "posyolok-zarya-2");
    assert_name("../etc/passwd", "etc-passwd");
    assert_name("Юрга", "yurga");
}

static void what_has_no_spelling_is_left_out(void **state)
{
    assert_name("", "");
    assert_name("東京", "");
    assert_name("\xff\xfeКемерово", "kemerovo");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_russian_letter_is_spelt_as_documented),
        cmocka_unit_test(names_become_words_joined_by_hyphens),
        cmocka_unit_test(what_has_no_spelling_is_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
