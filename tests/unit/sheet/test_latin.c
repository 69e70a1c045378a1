/* Names in Latin letters: spellings of English atlases and of the programme's own name_en. */
#include "test.h"

#include "sheet/latin.h"

static void assert_latin(const char *name, const char *latin)
{
    okr_text text = {0};

    okr_text_add_latin(&text, name);
    assert_string_equal(okr_text_str(&text), latin);
    okr_text_done(&text);
}

static void names_are_written_as_in_english_atlases(void **state)
{
    assert_latin("Кемерово", "Kemerovo");
    assert_latin("Анжеро-Судженск", "Anzhero-Sudzhensk");
    assert_latin("Киселёвск", "Kiselyovsk");
    assert_latin("Юрга", "Yurga");
    assert_latin("Щегловск", "Shcheglovsk");
}

static void endings_and_signs_are_simplified(void **state)
{
    assert_latin("Прибрежный", "Pribrezhny");
    assert_latin("Синий Яр", "Siny Yar");
    assert_latin("Большая Ель", "Bolshaya Yel");
    assert_latin("Подъездное", "Podyezdnoye");
}

static void what_is_not_cyrillic_stays(void **state)
{
    assert_latin("Шахта № 5 (Nord)", "Shakhta № 5 (Nord)");
    assert_latin("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_written_as_in_english_atlases),
        cmocka_unit_test(endings_and_signs_are_simplified),
        cmocka_unit_test(what_is_not_cyrillic_stays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
