#include "test.h"
#include "torture.h"

#include "model/programme.h"

/* One more measure under the given parent. */
static okr_measure *add_measure(okr_programme *p, const char *id, const char *parent)
{
    okr_measure *m = okr_vec_push(&p->measures, NULL);

    assert_non_null(m);
    *m = (okr_measure){.measure_id = id,
                       .parent_id = parent,
                       .kind_code = "",
                       .status_code = "",
                       .same_as_id = "",
                       .document_code = "",
                       .row = {0, (long)p->measures.count + 1}};
    return m;
}

static okr_kind *add_kind(okr_programme *p, const char *code, const char *group)
{
    okr_kind *kind = okr_vec_push(&p->kinds, NULL);

    assert_non_null(kind);
    *kind = (okr_kind){.code = code, .group_code = group, .row = {-1, 0}};
    return kind;
}

static void start(okr_programme *p)
{
    okr_source_file *file = NULL;

    okr_programme_init(p);
    file = okr_vec_push(&p->sources, NULL);
    assert_non_null(file);
    *file = (okr_source_file){.table = "measures", .path = "measures.csv", .layer = ""};
}

static void identifiers_become_indices(void **state)
{
    okr_programme p;
    okr_error err = {.status = OKR_OK};

    start(&p);
    (void)add_kind(&p, "water", "");
    (void)add_kind(&p, "water_supply", "water");
    (void)add_measure(&p, "a", "");
    add_measure(&p, "b", "a")->kind_code = "water_supply";
    assert_ok(okr_programme_connect(&p, &err));
    assert_int_equal(OKR_MEASURE(&p, 1)->parent, 0);
    assert_int_equal(OKR_MEASURE(&p, 0)->parent, -1);
    assert_int_equal(OKR_MEASURE(&p, 1)->kind, 1);
    assert_true(okr_kind_under(&p, 1, 0));
    assert_false(okr_kind_under(&p, 0, 1));
    assert_int_equal(p.findings.count, 0);
    okr_programme_done(&p);
}

static void a_duplicate_is_named_with_file_row_column_and_value(void **state)
{
    okr_programme p;
    okr_error err = {.status = OKR_OK};

    start(&p);
    (void)add_measure(&p, "road", "");
    (void)add_measure(&p, "road", "");
    assert_fails_with(okr_programme_connect(&p, &err), OKR_ERR_FORMAT,
                      "measures.csv, row 3: column 'measure_id': identifier 'road'");
    okr_programme_done(&p);
}

static void an_unknown_reference_is_a_finding_and_stays_unknown(void **state)
{
    okr_programme p;
    okr_error err = {.status = OKR_OK};

    start(&p);
    add_measure(&p, "a", "")->kind_code = "castle";
    assert_ok(okr_programme_connect(&p, &err));
    assert_int_equal(OKR_MEASURE(&p, 0)->kind, -1);
    assert_int_equal(p.findings.count, 1);
    assert_string_equal(OKR_FINDING(&p, 0)->code, "reference_unknown");
    assert_string_equal(OKR_FINDING(&p, 0)->column, "kind");
    assert_string_equal(OKR_FINDING(&p, 0)->value, "castle");
    assert_string_equal(OKR_FINDING(&p, 0)->item, "a");
    okr_programme_done(&p);
}

static void a_circle_of_parents_is_refused(void **state)
{
    okr_programme p;
    okr_error err = {.status = OKR_OK};

    start(&p);
    (void)add_measure(&p, "a", "b");
    (void)add_measure(&p, "b", "a");
    assert_fails_with(okr_programme_connect(&p, &err), OKR_ERR_FORMAT,
                      "'a' is its own ancestor");
    okr_programme_done(&p);
}

static void a_circle_of_kinds_is_refused(void **state)
{
    okr_programme p;
    okr_error err = {.status = OKR_OK};

    start(&p);
    (void)add_kind(&p, "water", "water");
    assert_fails_with(okr_programme_connect(&p, &err), OKR_ERR_FORMAT, "column 'kind_group'");
    okr_programme_done(&p);
}

static void a_unit_is_known_by_any_of_its_spellings(void **state)
{
    okr_programme p;
    okr_error err = {.status = OKR_OK};
    okr_indicator *indicator = NULL;
    okr_unit *unit = NULL;

    start(&p);
    unit = okr_vec_push(&p.units, NULL);
    assert_non_null(unit);
    *unit = (okr_unit){.code = "thousand_ha", .spellings = "тыс. га|тысяч гектаров"};
    (void)add_measure(&p, "forest", "");
    indicator = okr_vec_push(&p.indicators, NULL);
    assert_non_null(indicator);
    *indicator =
        (okr_indicator){.measure_id = "forest", .code = "area", .unit_code = "тыс. га"};
    assert_ok(okr_programme_connect(&p, &err));
    assert_int_equal(OKR_INDICATOR(&p, 0)->unit, 0);
    assert_int_equal(OKR_INDICATOR(&p, 0)->measure, 0);
    okr_programme_done(&p);
}

static okr_status build_and_connect(void *user, okr_error *err)
{
    okr_programme p;
    okr_status status = OKR_ERR_NOMEM;
    okr_measure *m = NULL;

    okr_programme_init(&p);
    m = okr_vec_push(&p.measures, err);
    if (m != NULL) {
        *m = (okr_measure){.measure_id = "a", .parent_id = "nobody", .row = {-1, 1}};
        status = okr_programme_connect(&p, err);
    }
    okr_programme_done(&p);
    return status;
}

static void running_out_of_memory_is_reported_and_leaks_nothing(void **state)
{
    torture(build_and_connect, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(identifiers_become_indices),
        cmocka_unit_test(a_duplicate_is_named_with_file_row_column_and_value),
        cmocka_unit_test(an_unknown_reference_is_a_finding_and_stays_unknown),
        cmocka_unit_test(a_circle_of_parents_is_refused),
        cmocka_unit_test(a_circle_of_kinds_is_refused),
        cmocka_unit_test(a_unit_is_known_by_any_of_its_spellings),
        cmocka_unit_test(running_out_of_memory_is_reported_and_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
