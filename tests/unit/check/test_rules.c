/* Every rule: the clean programme breaks none, and each rule is broken by its own mutation. */
#include "fixture.h"
#include "test.h"

#include "check/check.h"

static size_t count_of(const okr_programme *p, const char *code)
{
    size_t count = 0;

    for (size_t i = 0; i < p->findings.count; i++)
        count += strcmp(OKR_FINDING(p, i)->code, code) == 0 ? 1 : 0;
    return count;
}

static void check(okr_programme *p)
{
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_programme_connect(p, &err));
    assert_ok(okr_check_programme(p, &err));
}

static void a_clean_programme_has_no_finding(void **state)
{
    okr_programme p;

    okr_programme_init(&p);
    fixture_fill(&p);
    check(&p);
    for (size_t i = 0; i < p.findings.count; i++)
        print_error("%s: %s\n", OKR_FINDING(&p, i)->code, OKR_FINDING(&p, i)->item);
    assert_int_equal(p.findings.count, 0);
    okr_programme_done(&p);
}

static void assert_each_is_found(const mutation *m)
{
    for (; m->code != NULL; m++) {
        okr_programme p;
        okr_programme_init(&p);
        fixture_fill(&p);
        m->break_it(&p);
        check(&p);
        if (count_of(&p, m->code) == 0)
            fail_msg("%s was not found", m->code);
        okr_programme_done(&p);
    }
}

static void each_rule_is_triggered_by_its_mutation(void **state)
{
    assert_each_is_found(place_mutations);
    assert_each_is_found(measure_mutations);
}

static bool stands_in(const mutation *m, const char *code)
{
    while (m->code != NULL && strcmp(m->code, code) != 0)
        m++;
    return m->code != NULL;
}

static bool has_mutation(const char *code)
{
    return stands_in(place_mutations, code) || stands_in(measure_mutations, code);
}

static void every_rule_of_this_layer_has_a_mutation_and_two_messages(void **state)
{
    assert_true(okr_check_count() >= 40);
    for (size_t i = 0; i < okr_check_count(); i++) {
        const okr_rule *rule = okr_check_rule(i);
        if ((rule->test != NULL || rule->scan != NULL) && !has_mutation(rule->code))
            fail_msg("%s has no test", rule->code);
        assert_true(rule->message_ru[0] != '\0' && rule->message_en[0] != '\0');
    }
    assert_null(okr_check_rule(okr_check_count()));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clean_programme_has_no_finding),
        cmocka_unit_test(each_rule_is_triggered_by_its_mutation),
        cmocka_unit_test(every_rule_of_this_layer_has_a_mutation_and_two_messages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
