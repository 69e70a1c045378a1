#include "test.h"

#include "base/listener.h"

typedef struct heard {
    char text[2 * OKR_ERROR_TEXT];
    okr_level level;
    double fraction;
    bool go_on;
} heard;

static void log_it(void *user, okr_level level, const char *text)
{
    heard *h = user;

    h->level = level;
    (void)strncpy(h->text, text, sizeof h->text - 1);
}

static bool see_progress(void *user, const char *stage, double fraction)
{
    heard *h = user;

    (void)strncpy(h->text, stage, sizeof h->text - 1);
    h->fraction = fraction;
    return h->go_on;
}

static void nobody_listening_is_fine(void **state)
{
    const okr_listener silent = {0};
    okr_error err = {.status = OKR_OK};

    okr_log(NULL, OKR_LEVEL_INFO, "x");
    okr_log(&silent, OKR_LEVEL_INFO, "x");
    assert_ok(okr_progress(NULL, "read", 0.5, &err));
    assert_ok(okr_progress(&silent, "read", 0.5, &err));
}

static void a_line_arrives_with_its_level(void **state)
{
    heard h = {.level = OKR_LEVEL_DEBUG};
    const okr_listener listener = {.log = log_it, .user = &h};

    okr_log(&listener, OKR_LEVEL_WARNING, "row %d", 7);
    assert_int_equal(h.level, OKR_LEVEL_WARNING);
    assert_string_equal(h.text, "row 7");
}

static void a_long_line_is_cut_at_a_character(void **state)
{
    heard h = {.level = OKR_LEVEL_DEBUG};
    const okr_listener listener = {.log = log_it, .user = &h};
    char longer[OKR_ERROR_TEXT + 101] = "";

    for (size_t i = 0; i + 2 < sizeof longer; i += 2)
        memcpy(longer + i, "Ю", 2);
    okr_log(&listener, OKR_LEVEL_INFO, "%s", longer);
    assert_int_equal(strlen(h.text), OKR_ERROR_TEXT - 2); /* an odd byte is left over */
}

static void progress_may_ask_to_stop(void **state)
{
    heard h = {.go_on = true};
    const okr_listener listener = {.progress = see_progress, .user = &h};
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_progress(&listener, "link", 0.25, &err));
    assert_string_equal(h.text, "link");
    assert_near(h.fraction, 0.25, 0.0);
    h.go_on = false;
    assert_fails_with(okr_progress(&listener, "link", 0.5, &err), OKR_ERR_CANCELLED, "stopped");
}

static bool see_count(void *user, const char *stage, double done, double total)
{
    return see_progress(user, stage, done / total / 10);
}

static void counted_work_is_told_as_a_fraction_to_who_does_not_count(void **state)
{
    heard h = {.go_on = true};
    okr_listener listener = {.progress = see_progress, .user = &h};
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_progress_count(&listener, "read", 3, 4, &err));
    assert_true(h.fraction == 0.75);
    assert_ok(okr_progress_count(&listener, "read", 3, 0, &err));
    assert_true(h.fraction < 0.0);
    listener.count = see_count;
    assert_ok(okr_progress_count(&listener, "read", 3, 4, &err));
    assert_true(h.fraction == 0.075);
    h.go_on = false;
    assert_int_equal(okr_progress_count(&listener, "read", 4, 4, &err), OKR_ERR_CANCELLED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_listening_is_fine),
        cmocka_unit_test(a_line_arrives_with_its_level),
        cmocka_unit_test(a_long_line_is_cut_at_a_character),
        cmocka_unit_test(progress_may_ask_to_stop),
        cmocka_unit_test(counted_work_is_told_as_a_fraction_to_who_does_not_count),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
