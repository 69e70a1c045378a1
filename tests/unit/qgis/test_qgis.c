/* Paths of a project of QGIS. */
#include "test.h"

#include "qgis/qgis.h"

static void assert_way(const char *folder, const char *file, const char *wanted)
{
    okr_text path = {0};

    okr_qgis_relative(folder, file, &path);
    assert_string_equal(okr_text_str(&path), wanted);
    okr_text_done(&path);
}

static void a_file_beside_the_project_is_named_from_here(void **state)
{
    assert_way("/data/maps", "/data/maps/x.gpkg", "./x.gpkg");
    assert_way("/", "/x.gpkg", "./x.gpkg");
}

static void a_file_below_the_project_is_named_by_its_folders(void **state)
{
    assert_way("/data", "/data/maps/2022/x.gpkg", "./maps/2022/x.gpkg");
    assert_way("/", "/data/x.gpkg", "./data/x.gpkg");
}

static void a_file_elsewhere_is_reached_by_going_up(void **state)
{
    assert_way("/data/maps", "/data/x.gpkg", "../x.gpkg");
    assert_way("/data/maps", "/data/build/x.gpkg", "../build/x.gpkg");
    assert_way("/home/a", "/srv/x.gpkg", "../../srv/x.gpkg");
    assert_way("/home/a/b", "/x.gpkg", "../../../x.gpkg");
}

static void folders_that_begin_alike_are_told_apart(void **state)
{
    assert_way("/data/map", "/data/maps/x.gpkg", "../maps/x.gpkg");
    assert_way("/data/maps", "/data/map/x.gpkg", "../map/x.gpkg");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_beside_the_project_is_named_from_here),
        cmocka_unit_test(a_file_below_the_project_is_named_by_its_folders),
        cmocka_unit_test(a_file_elsewhere_is_reached_by_going_up),
        cmocka_unit_test(folders_that_begin_alike_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
