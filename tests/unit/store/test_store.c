/* Writing a workspace and reading it back. */
#include "test.h"

#include "fixture.h"
#include "store/load.h"
#include "store/save.h"

static void a_programme_comes_back_as_it_was_saved(void **state)
{
    fixture f;
    okr_programme back;

    fixture_new(&f);
    fixture_reload(&f, &back);
    fixture_compare(&f.programme, &back);
    okr_programme_done(&back);
    fixture_done(&f);
}

static void references_are_restored(void **state)
{
    fixture f;
    okr_programme back;

    fixture_new(&f);
    fixture_reload(&f, &back);
    assert_int_equal(OKR_MEASURE(&back, 1)->parent, 0);
    assert_int_equal(OKR_MEASURE(&back, 1)->kind, 1);
    assert_int_equal(OKR_MEASURE(&back, 1)->document, 0);
    assert_int_equal(OKR_MEASURE(&back, 2)->same_as, 1);
    assert_int_equal(OKR_MEASURE(&back, 2)->lifecycle, OKR_LIFECYCLE_IDENTIFICATION);
    assert_int_equal(OKR_KIND(&back, 1)->parent, 0);
    assert_int_equal(OKR_SETTLEMENT(&back, 1)->part_of, 0);
    assert_int_equal(OKR_MEMBER(&back, 1)->municipality, 1);
    assert_int_equal(OKR_CONTOUR(&back, 1)->parent, 0);
    assert_int_equal(OKR_MENTION(&back, 0)->contour, 1);
    assert_int_equal(OKR_LINK(&back, 3)->municipality, -1); /* the part outside */
    assert_int_equal(OKR_LINK(&back, 2)->municipality, 1);
    assert_int_equal(okr_map_find(&back.measure_index, "pump"), 2);
    assert_int_equal(okr_map_find(&back.unit_index, "километров"), 0);
    okr_programme_done(&back);
    fixture_done(&f);
}

static void check_wkt(const okr_programme *p, size_t location, const char *wanted)
{
    okr_text wkt = {0};

    assert_int_equal(okr_geom_to_wkt(OKR_LOCATION(p, location)->geometry, &wkt, NULL), OKR_OK);
    assert_string_equal(okr_text_str(&wkt), wanted);
    okr_text_done(&wkt);
}

static void geometries_of_locations_come_back_as_multi_geometries(void **state)
{
    fixture f;
    okr_programme back;

    fixture_new(&f);
    fixture_reload(&f, &back);
    assert_int_equal(OKR_LOCATION(&back, 0)->geometry.size, 0);
    check_wkt(&back, 1, "MULTILINESTRING ((86.1 55.1,86.9 55.2,87.2 55.2))");
    check_wkt(&back, 2, "POINT (86.3 55.3)");
    check_wkt(&back, 3, "MULTIPOINT ((86.31 55.31),(86.32 55.32),(86.33 55.33))");
    check_wkt(&back, 4, "MULTIPOLYGON (((86.2 55.2,86.3 55.2,86.3 55.3,86.2 55.2)))");
    check_wkt(&back, 5,
              "GEOMETRYCOLLECTION (POINT (86.4 55.4),"
              "MULTILINESTRING ((86.4 55.4,86.45 55.4)))");
    okr_programme_done(&back);
    fixture_done(&f);
}

static char *slurp(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;

    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    bytes = malloc(*size);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *size, file), *size);
    (void)fclose(file);
    return bytes;
}

static void assert_same_bytes(const char *a, const char *b)
{
    size_t left_size = 0;
    size_t right_size = 0;
    char *left = slurp(a, &left_size);
    char *right = slurp(b, &right_size);

    assert_int_equal(left_size, right_size);
    assert_memory_equal(left, right, left_size);
    free(left);
    free(right);
}

static void saving_twice_gives_the_same_bytes(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;
    char second[160];

    fixture_new(&f);
    (void)snprintf(second, sizeof second, "%s/second.gpkg", f.folder);
    assert_ok(okr_store_save(&f.programme, NULL, f.path, &err));
    assert_ok(okr_store_save(&f.programme, NULL, second, &err));
    assert_same_bytes(f.path, second);
    assert_int_equal(unlink(second), 0);
    fixture_done(&f);
}

static void saving_what_was_loaded_gives_the_same_bytes(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;
    okr_programme back;
    char second[160];

    fixture_new(&f);
    okr_programme_init(&back);
    (void)snprintf(second, sizeof second, "%s/second.gpkg", f.folder);
    assert_ok(okr_store_save(&f.programme, NULL, f.path, &err));
    assert_ok(okr_store_load(f.path, &back, &err));
    assert_ok(okr_store_save(&back, NULL, second, &err));
    assert_same_bytes(f.path, second);
    assert_int_equal(unlink(second), 0);
    okr_programme_done(&back);
    fixture_done(&f);
}

static void no_absolute_path_is_written(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;
    okr_programme back;

    fixture_new(&f);
    okr_programme_init(&back);
    f.programme.boundary_set.path = "/home/somebody/boundaries.gpkg";
    OKR_SOURCE_FILE(&f.programme, 0)->path = "../tables/measures.csv";
    assert_ok(okr_store_save(&f.programme, NULL, f.path, &err));
    assert_ok(okr_store_load(f.path, &back, &err));
    assert_string_equal(back.boundary_set.path, "boundaries.gpkg");
    assert_string_equal(OKR_SOURCE_FILE(&back, 0)->path, "../tables/measures.csv");
    okr_programme_done(&back);
    fixture_done(&f);
}

static void an_empty_programme_is_a_workspace_too(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;
    okr_programme empty;
    okr_programme back;

    fixture_new(&f);
    okr_programme_init(&empty);
    okr_programme_init(&back);
    assert_ok(okr_store_save(&empty, NULL, f.path, &err));
    assert_ok(okr_store_load(f.path, &back, &err));
    fixture_compare(&empty, &back);
    okr_programme_done(&empty);
    okr_programme_done(&back);
    fixture_done(&f);
}

static void a_bad_last_change_is_refused(void **state)
{
    okr_error err = {.status = OKR_OK};
    fixture f;
    const okr_save_options options = {.last_change = "2024-01-01"};

    fixture_new(&f);
    assert_fails_with(okr_store_save(&f.programme, &options, f.path, &err), OKR_ERR_USAGE,
                      "'2024-01-01'");
    fixture_done(&f);
}

/* How much of a row a column fills. */
static size_t size_of(const okr_column *column)
{
    switch ((int)column->field) {
    case OKR_FIELD_TEXT:
    case OKR_FIELD_PATH:
    case OKR_FIELD_REAL:
    case OKR_FIELD_LONG:
        return 8;
    case OKR_FIELD_FLAG:
        return sizeof(bool);
    case OKR_FIELD_DATE:
        return sizeof(okr_date);
    case OKR_FIELD_GEOMETRY:
        return sizeof(okr_wkb);
    default:
        return sizeof(int);
    }
}

/* Bytes of a row that no column of any table stores. */
static size_t uncovered(size_t rows, size_t row_size)
{
    unsigned char covered[1024] = {0};
    size_t count = 0;

    assert_true(row_size <= sizeof covered);
    for (size_t t = 0; t < okr_schema_count(); t++) {
        const okr_schema *table = okr_schema_at(t);
        for (size_t c = 0; table->rows == rows && !table->found && c < table->count; c++)
            if (okr_column_loads(&table->columns[c]))
                memset(covered + table->columns[c].offset, 1, size_of(&table->columns[c]));
    }
    for (size_t i = 0; i < row_size; i++)
        count += covered[i] == 0;
    return count;
}

/* What is left open is named: a member added to a struct without a column changes the sum. */
static void every_member_of_every_row_is_stored_or_restored(void **state)
{
#define LEFT(vec, type) uncovered(offsetof(okr_programme, vec), sizeof(type))
    assert_int_equal(LEFT(sources, okr_source_file), 2);             /* padding */
    assert_int_equal(LEFT(documents, okr_document), 4 + 4);          /* dates, row */
    assert_int_equal(LEFT(units, okr_unit), 4);                      /* padding of row */
    assert_int_equal(LEFT(kinds, okr_kind), 8 + 4 + 4);              /* parent, shape, row */
    assert_int_equal(LEFT(statuses, okr_status_word), 3 + 4);        /* flag, row */
    assert_int_equal(LEFT(contours, okr_contour), 8 + 4);            /* parent, row */
    assert_int_equal(LEFT(municipalities, okr_municipality), 4 + 4); /* type, row */
    assert_int_equal(LEFT(changes, okr_municipal_change), 6 + 4);
    assert_int_equal(LEFT(settlements, okr_settlement), 8 + 8 + 4); /* two references, row */
    assert_int_equal(LEFT(agglomerations, okr_agglomeration), 1 + 4);
    assert_int_equal(LEFT(members, okr_agglomeration_member), 8 + 4 + 4 + 4); /* references */
    /* parent, kind, status, counts_in_progress, same_as, document; paddings */
    assert_int_equal(LEFT(measures, okr_measure), 4 + 4 + 4 + 1 + 7 + 4 + 4 + 8 + 4);
    assert_int_equal(LEFT(locations, okr_location), 16 + 23); /* geometry, paddings */
    assert_int_equal(LEFT(indicators, okr_indicator), 26);
    assert_int_equal(LEFT(mentions, okr_mention), 4 + 4 + 4);
    assert_int_equal(LEFT(observations, okr_observation), 10);
    assert_int_equal(LEFT(milestones, okr_milestone), 12);
    assert_int_equal(LEFT(finance, okr_finance), 16);
    assert_int_equal(LEFT(links, okr_link), 0);
    assert_int_equal(LEFT(balance, okr_balance_row), 4);
    assert_int_equal(LEFT(findings, okr_finding), 8);
    assert_int_equal(LEFT(shares, okr_service_share), 4 + 4 + 4 + 1);
    assert_int_equal(LEFT(services, okr_settlement_service), 4);
#undef LEFT
}

static void no_table_has_more_columns_than_loading_has_room_for(void **state)
{
    for (size_t t = 0; t < okr_schema_count(); t++)
        assert_in_range(okr_schema_at(t)->count, 1, 64);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_programme_comes_back_as_it_was_saved),
        cmocka_unit_test(references_are_restored),
        cmocka_unit_test(geometries_of_locations_come_back_as_multi_geometries),
        cmocka_unit_test(saving_twice_gives_the_same_bytes),
        cmocka_unit_test(saving_what_was_loaded_gives_the_same_bytes),
        cmocka_unit_test(no_absolute_path_is_written),
        cmocka_unit_test(an_empty_programme_is_a_workspace_too),
        cmocka_unit_test(a_bad_last_change_is_refused),
        cmocka_unit_test(no_table_has_more_columns_than_loading_has_room_for),
        cmocka_unit_test(every_member_of_every_row_is_stored_or_restored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
