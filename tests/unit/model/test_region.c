#include "test.h"

#include "model/region.h"

static okr_programme kuzbass(void)
{
    return (okr_programme){
        .region = {"Кемеровская область - Кузбасс", "Kemerovo Oblast - Kuzbass"},
        .region_aliases = "Кузбасс|Кемеровская область| КО |Kemerovo region",
    };
}

static void the_region_is_known_by_title_alias_case_and_abbreviation(void **state)
{
    static const char *const names[] = {
        "Кемеровская область - Кузбасс",
        "Кемеровская область — Кузбасс",
        "Кемеровской области – Кузбасса",
        "Кемеровской области - Кузбассе",
        "Кузбасс",
        "кузбасс",
        "в Кузбассе",
        "по Кузбассу",
        "Кузбасса",
        "на территории Кузбасса",
        "Кемеровская область",
        "Кемеровской области",
        "по Кемеровской области",
        "Кемеровская обл.",
        "в Кемеровской обл.",
        "КО",
        "по КО",
        "kemerovo region",
        "Kemerovo Oblast - Kuzbass",
    };
    const okr_programme p = kuzbass();

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (!okr_names_region(&p, names[i]))
            fail_msg("'%s' is not the region", names[i]);
}

static void what_merely_sounds_like_it_is_not_the_region(void **state)
{
    static const char *const names[] = {
        "Кемерово",
        "Кемеровский",
        "Кемеровская",
        "Кемеровский округ",
        "Кемеровского района",
        "Новокузнецк",
        "Кузбасский",
        "посёлок Кузбасс",
        "Томская область",
        "Кузбасс, Кемерово",
        "",
        "область",
        "Кузбасская Арена",
        "Кемеровское поселение",
        "ко-ко",
    };
    const okr_programme p = kuzbass();

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (okr_names_region(&p, names[i]))
            fail_msg("'%s' is the region", names[i]);
}

static void a_programme_without_aliases_has_its_title_only(void **state)
{
    const okr_programme p = {.region = {"Вымышленный край", ""}, .region_aliases = ""};

    assert_true(okr_names_region(&p, "в Вымышленном крае"));
    assert_false(okr_names_region(&p, "Кузбасс"));
    assert_false(okr_names_region(&p, ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_region_is_known_by_title_alias_case_and_abbreviation),
        cmocka_unit_test(what_merely_sounds_like_it_is_not_the_region),
        cmocka_unit_test(a_programme_without_aliases_has_its_title_only),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
