#include "test.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void a_file_is_itself_by_any_path(void **state)
{
    char folder[] = "/tmp/okrug-file-XXXXXX";
    char file[64];
    char roundabout[64];
    char other[64];

    assert_non_null(mkdtemp(folder));
    (void)snprintf(file, sizeof file, "%s/a", folder);
    (void)snprintf(roundabout, sizeof roundabout, "%s/./a", folder);
    (void)snprintf(other, sizeof other, "%s/b", folder);
    assert_int_equal(fclose(fopen(file, "w")), 0);
    assert_true(okr_file_is_same(file, roundabout));
    assert_false(okr_file_is_same(file, other)); /* is not there */
    assert_int_equal(fclose(fopen(other, "w")), 0);
    assert_false(okr_file_is_same(file, other));
    assert_false(okr_file_is_same(file, NULL));
    assert_int_equal(unlink(file) + unlink(other) + rmdir(folder), 0);
}

static void a_device_is_no_file(void **state)
{
    assert_false(okr_file_is_same("/dev/null", "/dev/null"));
}

static void a_path_is_a_folder_and_a_name(void **state)
{
    static const struct {
        const char *path, *folder, *name;
    } cases[] = {
        {"a.csv", ".", "a.csv"}, {"data/a.csv", "data", "a.csv"}, {"/a.csv", "/", "a.csv"},
        {"/d/e/a", "/d/e", "a"}, {"data/", "data", ""},           {"", ".", ""},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        okr_text folder = {0};
        okr_path_add_folder(&folder, cases[i].path);
        assert_string_equal(okr_text_str(&folder), cases[i].folder);
        assert_string_equal(okr_path_name(cases[i].path), cases[i].name);
        okr_text_done(&folder);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_itself_by_any_path),
        cmocka_unit_test(a_device_is_no_file),
        cmocka_unit_test(a_path_is_a_folder_and_a_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
