#include "place_names.h"
#include "test.h"
#include "torture.h"

static place_names kuzbass; /* loaded once: some thousand forms */

static int load(void **state)
{
    okr_error err = {.status = OKR_OK};

    return place_names_load(&kuzbass, &err) == OKR_OK ? 0 : -1;
}

static int unload(void **state)
{
    okr_gazetteer_free(kuzbass.gazetteer);
    return 0;
}

static okr_place_result find_with(const char *text, okr_place_hint hint)
{
    okr_place_result result;

    okr_gazetteer_find(kuzbass.gazetteer, text, hint, &result);
    return result;
}

static okr_place_result find(const char *text)
{
    return find_with(text, OKR_PLACE_NO_HINT);
}

typedef struct tally {
    int rows, to_find, found, right, wrong;
} tally;

static void judge(const place_line *line, tally *t)
{
    const char *spelling = line->field[0];
    const char *expected = line->field[2];
    okr_place_hint hint = OKR_PLACE_NO_HINT;
    okr_place_result result;
    char answer[256];

    hint.municipality = place_names_municipality(&kuzbass, line->field[1]);
    result = find_with(spelling, hint);
    place_names_write(&kuzbass, &result, answer, sizeof answer);
    t->rows++;
    t->to_find += expected[0] != '-' && expected[0] != '?';
    t->found += result.status == OKR_PLACE_FOUND;
    if (strcmp(answer, expected) == 0) {
        t->right += result.status == OKR_PLACE_FOUND;
        return;
    }
    print_message("'%s' (%s) is %s, wanted %s\n", spelling, line->field[1], answer, expected);
    t->wrong += result.status == OKR_PLACE_FOUND;
}

static tally judge_table(const char *name, const char *what)
{
    FILE *table = place_table_open(name);
    tally t = {0};
    place_line line;

    while (place_table_next(table, &line))
        judge(&line, &t);
    (void)fclose(table);
    print_message("%s: %d spellings, precision %.4f, recall %.4f (%d of %d)\n", what, t.rows,
                  (double)t.right / t.found, (double)t.right / t.to_find, t.right, t.to_find);
    return t;
}

/* The corpus was declined by hand; its places are those of the strategy report and the census.
 */
static void the_corpus_of_kuzbass_is_found_and_nothing_wrong(void **state)
{
    const tally t = judge_table("spellings.tsv", "place names of Kuzbass");

    assert_true(t.rows >= 400);
    assert_int_equal(t.wrong, 0);
    assert_true(t.right * 100 >= t.to_find * 99);
}

/* Written by hand: cells as planners write them, contradictions and lists among them. */
static void a_settlement_with_its_municipality_in_one_text_is_found(void **state)
{
    const tally t = judge_table("qualified.tsv", "settlements with their municipality");

    assert_true(t.rows >= 50);
    assert_int_equal(t.wrong, 0);
    assert_int_equal(t.right, t.to_find);
}

static void a_settlement_outside_the_municipality_of_its_text_is_a_contradiction(void **state)
{
    const okr_place_result result = find("с. Елыкаево Юргинского МО");

    assert_int_equal(result.status, OKR_PLACE_AMBIGUOUS);
    assert_true(result.outside_hint);
    assert_int_equal(result.place.index, -1);
    assert_true(find("с. Елыкаево Кемеровского района").type_differs);
    assert_false(find("с. Елыкаево Кемеровского МО").type_differs);
}

static void what_decided_is_told(void **state)
{
    assert_int_equal(find("32701000").how, OKR_PLACE_BY_CODE);
    assert_int_equal(find("Кемеровский ГО").how, OKR_PLACE_BY_FULL_NAME);
    assert_int_equal(find("Кемеровский округ").how, OKR_PLACE_BY_SHORT_NAME);
    assert_int_equal(find("ГО Кемерово").how, OKR_PLACE_BY_SHORT_NAME);
    assert_int_equal(find("Кемерово").how, OKR_PLACE_BY_SETTLEMENT);
    assert_int_equal(find("Кемерова").how, OKR_PLACE_BY_CASE_FORM);
    assert_int_equal(find("Кемеровского ГО").how, OKR_PLACE_BY_CASE_FORM);
    assert_int_equal(find("Томск").how, OKR_PLACE_BY_NOTHING);
}

static void another_type_word_is_found_but_told(void **state)
{
    assert_false(find("Кемеровский муниципальный округ").type_differs);
    assert_false(find("п. Яшкино").type_differs);
    assert_true(find("Кемеровский район").type_differs);
    assert_true(find("Таштагольский муниципальный округ").type_differs);
    assert_true(find("с. Яшкино").type_differs);
    assert_int_equal(find("с. Яшкино").status, OKR_PLACE_FOUND);
}

static void a_kind_is_preferred_where_both_can_be_meant(void **state)
{
    const okr_place_hint municipality = {.municipality = -1, .kind = OKR_PLACE_MUNICIPAL};
    const okr_place_hint settlement = {.municipality = -1, .kind = OKR_PLACE_SETTLEMENT};

    assert_int_equal(find_with("Кемерово", municipality).place.kind, OKR_PLACE_MUNICIPAL);
    assert_int_equal(find_with("Кемерово", settlement).place.kind, OKR_PLACE_SETTLEMENT);
    assert_int_equal(find_with("Мариинск", municipality).place.kind, OKR_PLACE_SETTLEMENT);
    assert_int_equal(find_with("Мариинский МО", settlement).place.kind, OKR_PLACE_MUNICIPAL);
}

static void a_name_outside_the_hint_is_not_taken(void **state)
{
    const okr_place_hint yurga = {
        .municipality = place_names_municipality(&kuzbass, "32749000"), .kind = OKR_PLACE_ANY};
    const okr_place_result result = find_with("Шерегеш", yurga);

    assert_int_equal(result.status, OKR_PLACE_AMBIGUOUS);
    assert_true(result.outside_hint);
    assert_int_equal(result.candidate_count, 1);
    assert_int_equal(result.place.index, -1);
    assert_false(find("Шерегеш").outside_hint);
}

static void assert_suggests(const char *text, const char *wanted)
{
    okr_place_ref near[OKR_PLACE_SUGGESTIONS];
    const int n = okr_gazetteer_suggest(kuzbass.gazetteer, text, near);

    assert_true(n >= 1);
    if (near[0].kind == OKR_PLACE_SETTLEMENT)
        assert_string_equal(kuzbass.settlement[near[0].index], wanted);
    else
        assert_string_equal(kuzbass.municipality[near[0].index], wanted);
}

static void a_misspelt_name_is_suggested_but_never_taken(void **state)
{
    static const char *const pairs[][2] = {
        {"Проскаково", "Проскоково"},
        {"Промышленка", "Промышленная"},
        {"Шергеш", "Шерегеш"},
        {"Чебулинская", "32537000"},
    };

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        assert_int_equal(find(pairs[i][0]).status, OKR_PLACE_NONE);
        assert_suggests(pairs[i][0], pairs[i][1]);
    }
}

static void the_first_word_of_a_name_suggests_it(void **state)
{
    assert_suggests("Анжеро", "32704000");
}

static void latin_letters_are_suggested_but_never_taken(void **state)
{
    assert_int_equal(find("Топки").status, OKR_PLACE_FOUND);
    assert_int_equal(find("Toпки").status, OKR_PLACE_NONE); /* T and o are Latin */
    assert_suggests("Toпки", "Топки");
    assert_suggests("Яя-Бopик", "Яя-Борик");
}

static void nothing_is_suggested_for_what_is_far_from_any_name(void **state)
{
    okr_place_ref near[OKR_PLACE_SUGGESTIONS];

    assert_int_equal(okr_gazetteer_suggest(kuzbass.gazetteer, "не определено", near), 0);
    assert_int_equal(okr_gazetteer_suggest(kuzbass.gazetteer, "", near), 0);
    assert_int_equal(okr_gazetteer_suggest(kuzbass.gazetteer, "\xFF", near), 0);
}

static okr_status add(okr_gazetteer *g, int index, int municipality, const char *name,
                      okr_error *err)
{
    const okr_gazetteer_settlement s = {
        .index = index, .municipality = municipality, .name = name};

    return okr_gazetteer_add_settlement(g, &s, err);
}

static void settlements_of_one_name_in_one_municipality_stand_for_it(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_gazetteer *g = NULL;
    okr_place_result r;

    assert_ok(okr_gazetteer_new(&g, &err));
    assert_ok(add(g, 4, 1, "Сосновка", &err));
    assert_ok(add(g, 3, 1, "Сосновка", &err));
    okr_gazetteer_find(g, "Сосновке", OKR_PLACE_NO_HINT, &r);
    assert_int_equal(r.status, OKR_PLACE_FOUND);
    assert_int_equal(r.place.kind, OKR_PLACE_MUNICIPAL);
    assert_int_equal(r.place.index, 1);
    assert_int_equal(r.candidate_count, 2);
    assert_int_equal(r.candidates[0].index, 3);
    assert_int_equal(r.candidates[1].index, 4);
    okr_gazetteer_free(g);
}

static void many_homonyms_are_counted_and_the_first_listed(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_gazetteer *g = NULL;
    okr_place_result r;
    okr_place_hint hint = {.municipality = 99};

    assert_ok(okr_gazetteer_new(&g, &err));
    for (int i = 0; i < 100; i++)
        assert_ok(add(g, i, 99 - i, "Михайловка", &err));
    okr_gazetteer_find(g, "Михайловка", OKR_PLACE_NO_HINT, &r);
    assert_int_equal(r.status, OKR_PLACE_AMBIGUOUS);
    assert_true(r.candidate_count > OKR_PLACE_CANDIDATES);
    for (int i = 1; i < OKR_PLACE_CANDIDATES; i++)
        assert_true(r.candidates[i - 1].municipality < r.candidates[i].municipality);
    for (hint.municipality = 0; hint.municipality < 100; hint.municipality++) {
        okr_gazetteer_find(g, "Михайловка", hint, &r);
        assert_int_equal(r.status, OKR_PLACE_FOUND);
        assert_int_equal(r.place.index, 99 - hint.municipality);
    }
    okr_gazetteer_free(g);
}

static void a_name_that_holds_a_type_word_keeps_it(void **state)
{
    okr_error err = {.status = OKR_OK};
    okr_gazetteer *g = NULL;
    okr_place_result r;

    assert_ok(okr_gazetteer_new(&g, &err));
    assert_ok(add(g, 0, 0, "Красный Хутор", &err));
    assert_ok(add(g, 1, 1, "Красный", &err));
    okr_gazetteer_find(g, "в Красном Хуторе", OKR_PLACE_NO_HINT, &r);
    assert_int_equal(r.place.municipality, 0);
    okr_gazetteer_find(g, "Красный Хутор", OKR_PLACE_NO_HINT, &r);
    assert_int_equal(r.place.municipality, 0);
    okr_gazetteer_find(g, "п. Красный", OKR_PLACE_NO_HINT, &r);
    assert_int_equal(r.place.municipality, 1);
    okr_gazetteer_free(g);
}

static void a_municipality_of_unknown_type_is_found_by_any_word(void **state)
{
    static const char *const texts[] = {"Череповец", "г. Череповец", "города Череповца",
                                        "Череповец ГО", "МО Череповец"};
    const okr_gazetteer_municipality m = {.index = 5, .name = "Череповец"};
    okr_error err = {.status = OKR_OK};
    okr_gazetteer *g = NULL;
    okr_place_result r;

    assert_ok(okr_gazetteer_new(&g, &err));
    assert_ok(okr_gazetteer_add_municipality(g, &m, &err));
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        okr_gazetteer_find(g, texts[i], OKR_PLACE_NO_HINT, &r);
        assert_int_equal(r.place.index, 5);
    }
    okr_gazetteer_free(g);
    okr_gazetteer_free(NULL);
}

static void a_municipality_may_be_named_as_a_settlement(void **state)
{
    static const char *const texts[] = {"посёлок Уральский", "пос. Уральский",
                                        "Уральский",         "посёлка Уральского",
                                        "ГО Уральский",      "пгт Уральский"};
    const okr_gazetteer_municipality m = {.index = 5, .name = "поселок Уральский"};
    okr_error err = {.status = OKR_OK};
    okr_gazetteer *g = NULL;
    okr_place_result r;

    assert_ok(okr_gazetteer_new(&g, &err));
    assert_ok(okr_gazetteer_add_municipality(g, &m, &err));
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        okr_gazetteer_find(g, texts[i], OKR_PLACE_NO_HINT, &r);
        assert_int_equal(r.place.index, 5);
    }
    okr_gazetteer_find(g, "г. Уральский", OKR_PLACE_NO_HINT, &r);
    assert_int_equal(r.status, OKR_PLACE_NONE);
    okr_gazetteer_find(g, "д. Уральский", OKR_PLACE_NO_HINT, &r);
    assert_int_equal(r.status, OKR_PLACE_NONE);
    okr_gazetteer_free(g);
}

static void an_answer_does_not_depend_on_what_was_asked_before(void **state)
{
    static const struct {
        const char *text;
        okr_place_status status;
    } asked[] = {{"Кемеровского муниципального округа", OKR_PLACE_FOUND},
                 {"г. Юрга", OKR_PLACE_FOUND},
                 {"такого места нет", OKR_PLACE_NONE},
                 {"в Верхнем Калтане", OKR_PLACE_FOUND},
                 {"Николаевке 2-й", OKR_PLACE_FOUND}};
    enum { ASKED = sizeof asked / sizeof asked[0] };
    okr_place_ref first[ASKED];

    for (size_t i = 0; i < ASKED; i++)
        first[i] = find(asked[i].text).place;
    /* Steps of 1 to 4 bring every question behind every other. */
    for (size_t step = 1; step < ASKED; step++)
        for (size_t i = 0; i < ASKED; i++) {
            const size_t at = i * step % ASKED;
            const okr_place_result r = find(asked[at].text);
            assert_int_equal(r.status, asked[at].status);
            assert_int_equal(r.place.kind, first[at].kind);
            assert_int_equal(r.place.index, first[at].index);
        }
}

static okr_status build_and_free(void *user, okr_error *err)
{
    const okr_gazetteer_municipality m = {.index = 0,
                                          .name = "Юргинский городской округ",
                                          .short_name = "Юрга",
                                          .code = "32749000",
                                          .former_code = "32449000"};
    okr_gazetteer *g = NULL;
    okr_status status = okr_gazetteer_new(&g, err);

    if (status == OKR_OK)
        status = okr_gazetteer_add_municipality(g, &m, err);
    if (status == OKR_OK)
        status = add(g, 0, 0, "Новый Городок", err);
    okr_gazetteer_free(g);
    return status;
}

static void a_failed_allocation_is_reported_and_nothing_leaks(void **state)
{
    torture(build_and_free, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_corpus_of_kuzbass_is_found_and_nothing_wrong),
        cmocka_unit_test(a_settlement_with_its_municipality_in_one_text_is_found),
        cmocka_unit_test(a_settlement_outside_the_municipality_of_its_text_is_a_contradiction),
        cmocka_unit_test(what_decided_is_told),
        cmocka_unit_test(another_type_word_is_found_but_told),
        cmocka_unit_test(a_kind_is_preferred_where_both_can_be_meant),
        cmocka_unit_test(a_name_outside_the_hint_is_not_taken),
        cmocka_unit_test(a_misspelt_name_is_suggested_but_never_taken),
        cmocka_unit_test(the_first_word_of_a_name_suggests_it),
        cmocka_unit_test(latin_letters_are_suggested_but_never_taken),
        cmocka_unit_test(nothing_is_suggested_for_what_is_far_from_any_name),
        cmocka_unit_test(settlements_of_one_name_in_one_municipality_stand_for_it),
        cmocka_unit_test(many_homonyms_are_counted_and_the_first_listed),
        cmocka_unit_test(a_name_that_holds_a_type_word_keeps_it),
        cmocka_unit_test(a_municipality_of_unknown_type_is_found_by_any_word),
        cmocka_unit_test(a_municipality_may_be_named_as_a_settlement),
        cmocka_unit_test(an_answer_does_not_depend_on_what_was_asked_before),
        cmocka_unit_test(a_failed_allocation_is_reported_and_nothing_leaks),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
