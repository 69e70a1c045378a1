/* Every allocation fails once while a workspace is saved and loaded. */
#include "test.h"

#include "fixture.h"
#include "store/load.h"
#include "store/save.h"

#include "../torture.h"

/* Small enough to be saved a thousand times: one municipality, one located measure. */
static void make_small(okr_programme *p)
{
    okr_programme_init(p);
    (void)sample_kind(p, "water", -1);
    const int town = sample_municipality(p, "01600000", "Округ", 1000.0, 70.0);
    const int item = sample_measure(p, "pipe", -1, OKR_ROLE_ITEM);
    (void)sample_named(p, item, town);
    fixture_locate(p, item, "points", "MULTIPOINT(86.31 55.31,86.32 55.32)");
    (void)sample_indicator(p, item, "length", -1, 5.0);
}

static okr_status save(void *user, okr_error *err)
{
    fixture *f = user;

    return okr_store_save(&f->programme, NULL, f->path, err);
}

static okr_status load(void *user, okr_error *err)
{
    const fixture *f = user;
    okr_programme back;
    okr_status status = OKR_OK;

    okr_programme_init(&back);
    status = okr_store_load(f->path, &back, err);
    okr_programme_done(&back);
    return status;
}

static okr_status take(void *user, size_t measure, okr_error *err)
{
    return OKR_OK;
}

static okr_status where(void *user, okr_error *err)
{
    const fixture *f = user;

    return okr_store_where(f->path, "title_ru LIKE '%x%'", take, NULL, err);
}

static void running_out_of_memory_is_reported_and_nothing_leaks(void **state)
{
    fixture f;

    make_small(&f.programme);
    (void)snprintf(f.folder, sizeof f.folder, "/tmp/okrug-store-XXXXXX");
    assert_non_null(mkdtemp(f.folder));
    (void)snprintf(f.path, sizeof f.path, "%s/w.gpkg", f.folder);
    torture(save, &f);
    assert_int_equal(fixture_files(f.folder), 1);
    torture(load, &f);
    torture(where, &f);
    fixture_done(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(running_out_of_memory_is_reported_and_nothing_leaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
