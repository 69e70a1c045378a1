#include "test.h"

#include "fixture.h"

#include <dirent.h>

static okr_wkb shape(okr_programme *p, const char *wkt)
{
    okr_text bytes = {0};
    okr_error err = {.status = OKR_OK};
    unsigned char *copy = NULL;

    assert_ok(okr_geom_from_wkt(wkt, &bytes, &err));
    copy = okr_arena_alloc(&p->arena, bytes.size, NULL);
    assert_non_null(copy);
    memcpy(copy, bytes.bytes, bytes.size);
    okr_wkb wkb = {copy, bytes.size};
    okr_text_done(&bytes);
    return wkb;
}

static void add_header(okr_programme *p)
{
    p->title = (okr_titles){"Программа «Округ»", "Programme"};
    p->region = (okr_titles){"Область", "Region"};
    p->period_start = sample_date("2022-01");
    p->period_end = sample_date("2022-Q4");
    p->status_date = sample_date("2022-12-31");
    p->boundary_set = (okr_boundary_set){.name = {"Границы", "Boundaries"},
                                         .path = "boundaries.gpkg",
                                         .source = "made up",
                                         .licence = "CC0",
                                         .date = sample_date("2023"),
                                         .approximate = true,
                                         .total_area_m2 = 2.5e9};
    *(okr_source_file *)sample_push(&p->sources) =
        (okr_source_file){.table = "measures",
                          .path = "measures.csv",
                          .layer = "",
                          .status_date = sample_date("2022-12")};
    *(okr_attribution *)sample_push(&p->attributions) =
        (okr_attribution){"границы", "составлены", "CC0"};
    *(okr_context_layer *)sample_push(&p->context_layers) =
        (okr_context_layer){"rivers.gpkg", "rivers", "river", "OSM", {"Реки", "Rivers"}};
    *(okr_accuracy_default *)sample_push(&p->accuracies) =
        (okr_accuracy_default){OKR_LOCATION_CLASS_STRUCTURE, 50.0};
    *(okr_allocation_rule *)sample_push(&p->allocations) =
        (okr_allocation_rule){"homes", "population"};
}

static void add_classifiers(okr_programme *p)
{
    const int group = sample_kind(p, "utilities", -1);
    const int water = sample_kind(p, "water", group);

    OKR_KIND(p, group)->title.ru = "Коммунальное хозяйство";
    OKR_KIND(p, water)->title = (okr_titles){"Водоснабжение", "Water supply"};
    OKR_KIND(p, water)->shape = OKR_SHAPE_LINE;
    OKR_KIND(p, water)->service_distance_m = 500.0;
    OKR_KIND(p, water)->colour = "#1b9e77";
    *(okr_status_word *)sample_push(&p->statuses) = (okr_status_word){
        "done", {"Завершено", "Done"}, OKR_LIFECYCLE_COMPLETION, true, {0, 2}};
    *(okr_status_word *)sample_push(&p->statuses) = (okr_status_word){
        "plan", {"Планируется", "Planned"}, OKR_LIFECYCLE_IDENTIFICATION, true, {0, 3}};
    (void)sample_unit(p, "km", "km", 1.0);
    OKR_UNIT(p, 0)->spellings = "км|километров";
    OKR_UNIT(p, 0)->title.ru = "км";
    (void)sample_contour(p, "1", "", -1);
    (void)sample_contour(p, "1", "1.2", 0);
    *(okr_document *)sample_push(&p->documents) = (okr_document){"report",
                                                                 {"Отчёт", "Report"},
                                                                 "Правительство",
                                                                 sample_date("2023-03-01"),
                                                                 sample_date("2022-12-31"),
                                                                 "https://example.org/",
                                                                 "",
                                                                 {-1, 0}};
}

static void add_territory(okr_programme *p)
{
    const int west = sample_municipality(p, "01600000", "Западный округ", 1000.0, 70.5);
    const int east = sample_municipality(p, "01700000", "Восточный округ", 2000.0, 71.0);
    const int core = sample_agglomeration(p, "core", true);

    (void)sample_municipality(p, "01800000", "Без границ", NAN, NAN);
    OKR_MUNICIPALITY(p, west)->polygon =
        shape(p, "POLYGON((86 55,86.5 55,86.5 55.5,86 55.5,86 55))");
    OKR_MUNICIPALITY(p, east)->polygon =
        shape(p, "MULTIPOLYGON(((86.5 55,87 55,87 55.5,86.5 55.5,86.5 55)),"
                 "((88 56,88.5 56,88.5 56.5,88 56.5,88 56),"
                 "(88.1 56.1,88.2 56.1,88.2 56.2,88.1 56.2,88.1 56.1)))");
    OKR_MUNICIPALITY(p, east)->type = 1;
    OKR_MUNICIPALITY(p, east)->area_m2 = 1.25e9;
    OKR_MUNICIPALITY(p, east)->valid_from = sample_date("2019-04-01");
    OKR_MUNICIPALITY(p, east)->population_year = 2021;
    *(okr_municipal_change *)sample_push(&p->changes) = (okr_municipal_change){
        "01900000", "01600000", sample_date("2023-04"), OKR_CHANGE_MERGE, 1.0, "закон", {0, 7}};
    OKR_AGGLOMERATION(p, core)->title.ru = "Агломерация";
    sample_member(p, core, west);
    sample_member(p, core, east);
    OKR_MEMBER(p, 1)->role = OKR_MEMBER_MEMBER;
    const int town = sample_settlement(p, "town", "Город", west);
    const int part = sample_settlement(p, "part", "Посёлок", west);
    OKR_SETTLEMENT(p, town)->lon = 86.25;
    OKR_SETTLEMENT(p, town)->lat = 55.25;
    OKR_SETTLEMENT(p, town)->population = 900.0;
    OKR_SETTLEMENT(p, part)->part_of_id = "town";
}

static void add_measures(okr_programme *p)
{
    const int group = sample_measure(p, "g", -1, OKR_ROLE_GROUP);
    const int pipe = sample_measure(p, "pipe", group, OKR_ROLE_ITEM);
    const int pump = sample_measure(p, "pump", group, OKR_ROLE_ITEM);
    okr_measure *m = OKR_MEASURE(p, pipe);

    OKR_MEASURE(p, group)->title.ru = "Сети";
    m->title = (okr_titles){"Водовод «Ёлкино — Юрга»", "Water main"};
    m->kind_code = "water";
    m->status_code = "done";
    m->nature = OKR_NATURE_WORKS;
    m->planned_start = sample_date("2021");
    m->planned_end = sample_date("2022-Q3");
    m->actual_end = sample_date("2022-10-31");
    m->weight = 2.5;
    m->document_code = "report";
    m->row = (okr_row){0, 3};
    OKR_MEASURE(p, pump)->title.ru = "Насосная 'Южная'";
    OKR_MEASURE(p, pump)->kind_code = "water";
    OKR_MEASURE(p, pump)->status_code = "plan";
    OKR_MEASURE(p, pump)->same_as_id = "pipe";
    OKR_MEASURE(p, pump)->same_as_certainty = OKR_CERTAINTY_PROBABLE;
    sample_mention(p, pipe, 1);
}

void fixture_locate(okr_programme *p, int measure, const char *id, const char *wkt)
{
    const int i = sample_location(p, measure, OKR_BASIS_STATED);

    OKR_LOCATION(p, i)->location_id = sample_text(p, id);
    OKR_LOCATION(p, i)->geometry = shape(p, wkt);
}

static void add_locations(okr_programme *p)
{
    (void)sample_named(p, 2, 0);
    OKR_LOCATION(p, 0)->settlement_name = "Город";
    OKR_LOCATION(p, 0)->settlement = 0;
    fixture_locate(p, 1, "line", "LINESTRING(86.1 55.1,86.9 55.2,87.2 55.2)");
    sample_line(p, 1, 0, 25000.0);
    sample_line(p, 1, 1, 30000.0);
    sample_line(p, 1, -1, 12000.0);
    fixture_locate(p, 2, "point", "POINT(86.3 55.3)");
    OKR_LOCATION(p, 2)->shape = OKR_SHAPE_POINT;
    OKR_LOCATION(p, 2)->exactness = OKR_EXACTNESS_APPROXIMATE;
    OKR_LOCATION(p, 2)->geometry_date = sample_date("2024-05");
    (void)sample_link(p, 2, 0, OKR_LINK_POINT, 1.0);
    fixture_locate(p, 2, "points", "MULTIPOINT(86.31 55.31,86.32 55.32,86.33 55.33)");
    fixture_locate(p, 2, "area", "POLYGON((86.2 55.2,86.3 55.2,86.3 55.3,86.2 55.2))");
    sample_area(p, 4, 0, 4e6);
    fixture_locate(p, 2, "mixed",
                   "GEOMETRYCOLLECTION(POINT(86.4 55.4),"
                   "LINESTRING(86.4 55.4,86.45 55.4))");
}

static void add_figures(okr_programme *p)
{
    const int length = sample_indicator(p, 1, "pipe_length", 0, 67.25);

    OKR_INDICATOR(p, length)->target = (okr_value){66.0, OKR_QUALIFIER_ABOUT, 1};
    OKR_INDICATOR(p, length)->percent = (okr_value){101.9, OKR_QUALIFIER_ALMOST, 2};
    OKR_INDICATOR(p, length)->percent_kind = OKR_PERCENT_ACHIEVEMENT;
    OKR_INDICATOR(p, length)->period_end = sample_date("2022");
    OKR_INDICATOR(p, length)->title.ru = "Длина";
    *(okr_observation *)sample_push(&p->observations) = (okr_observation){
        "pipe", 1, "physical_progress", sample_date("2022-06-30"), 0.5, 0.455, "с. 2", {0, 9}};
    *(okr_milestone *)sample_push(&p->milestones) =
        (okr_milestone){"pipe", 1,           "contract", "Договор", sample_date("2021-03"),
                        {0},    "scheduled", "",         {-1, 0}};
    *(okr_finance *)sample_push(&p->finance) = (okr_finance){
        "pipe", 1, "областной бюджет", 2022, 10.5, NAN, 9.75, "km", 0, "", {-1, 0}};
    *(okr_balance_row *)sample_push(&p->balance) = (okr_balance_row){
        1, OKR_QUANTITY_LENGTH, -1, {0.0, 55000.0, 0, 0, 0, 12000.0, 0, 0}, 67000.0};
    *(okr_balance_row *)sample_push(&p->balance) =
        (okr_balance_row){1, OKR_QUANTITY_INDICATOR, length, {0, 67.25}, 67.25};
    okr_finding_at at = {.code = "reference_unknown",
                         .severity = OKR_SEVERITY_ERROR,
                         .table = "measures",
                         .row = {0, 4},
                         .item = "pump",
                         .column = "kind",
                         .value = "нечто"};
    assert_int_equal(okr_programme_find(p, &at, "такого нет", "no such thing", NULL), OKR_OK);
}

static void add_services(okr_programme *p)
{
    p->population_raster = "people.tif";
    OKR_SETTLEMENT(p, 0)->served = OKR_SERVED_POSSIBLE;
    *(okr_service_share *)sample_push(&p->shares) = (okr_service_share){
        .of = OKR_SERVICE_MUNICIPALITY,
        .municipality = 1,
        .agglomeration = -1,
        .code = OKR_MUNICIPALITY(p, 1)->oktmo,
        .title_ru = "Второй",
        .kind_code = OKR_KIND(p, 0)->code,
        .kind = 0,
        .distance_m = 2000.0,
        .area_m2 = 1e9,
        .area_low = 0.25,
        .area_high = 0.5,
        .population = NAN,
        .population_low = NAN,
        .population_high = NAN,
        .basis = OKR_PEOPLE_RASTER,
        .settlements = 3.0,
        .settlements_possible = 2.0,
        .serving = 4.0,
        .unplaced = 1.0,
        .other_year = true,
    };
    *(okr_service_share *)sample_push(&p->shares) = (okr_service_share){.of = OKR_SERVICE_TOTAL,
                                                                        .municipality = -1,
                                                                        .agglomeration = -1,
                                                                        .code = "total",
                                                                        .title_ru = "Всего",
                                                                        .kind_code = "",
                                                                        .kind = -1,
                                                                        .distance_m = NAN,
                                                                        .population = 5.0,
                                                                        .population_high = 1.0,
                                                                        .incomplete = true,
                                                                        .exceeds = true};
    *(okr_settlement_service *)sample_push(&p->services) =
        (okr_settlement_service){0, 1, OKR_SERVED_CERTAIN, 2000.0};
}

void fixture_new(fixture *f)
{
    okr_error err = {.status = OKR_OK};

    okr_programme_init(&f->programme);
    add_header(&f->programme);
    add_classifiers(&f->programme);
    add_territory(&f->programme);
    add_measures(&f->programme);
    add_locations(&f->programme);
    add_figures(&f->programme);
    add_services(&f->programme);
    assert_ok(okr_programme_connect(&f->programme, &err));
    (void)snprintf(f->folder, sizeof f->folder, "/tmp/okrug-store-XXXXXX");
    assert_non_null(mkdtemp(f->folder));
    (void)snprintf(f->path, sizeof f->path, "%s/w.gpkg", f->folder);
}

void fixture_reload(fixture *f, okr_programme *back)
{
    okr_error err = {.status = OKR_OK};

    okr_programme_init(back);
    assert_ok(okr_store_save(&f->programme, NULL, f->path, &err));
    assert_ok(okr_store_load(f->path, back, &err));
}

void fixture_done(fixture *f)
{
    okr_programme_done(&f->programme);
    (void)unlink(f->path);
    assert_int_equal(rmdir(f->folder), 0); /* fails when a test left something behind */
}

int fixture_files(const char *folder)
{
    DIR *dir = opendir(folder);
    int count = 0;

    assert_non_null(dir);
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir))
        count += entry->d_name[0] != '.';
    (void)closedir(dir);
    return count;
}

static bool same_text(const void *a, const void *b)
{
    const char *left = NULL;
    const char *right = NULL;

    memcpy(&left, a, sizeof left);
    memcpy(&right, b, sizeof right);
    return left != NULL && right != NULL && strcmp(left, right) == 0;
}

static bool same_real(const void *a, const void *b)
{
    double left = 0.0;
    double right = 0.0;

    memcpy(&left, a, sizeof left);
    memcpy(&right, b, sizeof right);
    return left == right || (isnan(left) && isnan(right));
}

static bool same_geometry(okr_wkb a, okr_wkb b)
{
    okr_text left = {0};
    okr_text right = {0};
    bool same = a.size == 0 && b.size == 0;

    if (a.size > 0 && b.size > 0) {
        /* What was single comes back as a multi geometry: both are compared as such. */
        assert_int_equal(okr_geom_multipolygon(a, &left, NULL), OKR_OK);
        assert_int_equal(okr_geom_multipolygon(b, &right, NULL), OKR_OK);
        same = left.size == right.size && memcmp(left.bytes, right.bytes, left.size) == 0;
    }
    okr_text_done(&left);
    okr_text_done(&right);
    return same;
}

static bool same_value(const okr_column *column, const void *a, const void *b)
{
    okr_wkb left;
    okr_wkb right;

    switch ((int)column->field) {
    case OKR_FIELD_TEXT:
    case OKR_FIELD_PATH:
        return same_text(a, b);
    case OKR_FIELD_REAL:
        return same_real(a, b);
    case OKR_FIELD_LONG:
        return memcmp(a, b, sizeof(long)) == 0;
    case OKR_FIELD_FLAG:
        return memcmp(a, b, sizeof(bool)) == 0;
    case OKR_FIELD_DATE:
        return memcmp(a, b, sizeof(okr_date)) == 0;
    case OKR_FIELD_GEOMETRY:
        memcpy(&left, a, sizeof left);
        memcpy(&right, b, sizeof right);
        return same_geometry(left, right);
    default:
        return memcmp(a, b, sizeof(int)) == 0;
    }
}

static void compare_rows(const okr_schema *table, const unsigned char *a,
                         const unsigned char *b, size_t row)
{
    for (size_t c = 0; c < table->count; c++) {
        const okr_column *column = &table->columns[c];
        if (okr_column_loads(column) &&
            !same_value(column, a + column->offset, b + column->offset))
            fail_msg("table %s, row %zu, column %s differs", table->name, row, column->name);
    }
}

void fixture_compare(const okr_programme *a, const okr_programme *b)
{
    for (size_t t = 0; t < okr_schema_count(); t++) {
        const okr_schema *table = okr_schema_at(t);
        if (table->rows == OKR_ROWS_NONE || table->found)
            continue;
        if (table->rows == OKR_ROWS_PROGRAMME) {
            compare_rows(table, (const void *)a, (const void *)b, 0);
            continue;
        }
        const okr_vec *left = (const void *)((const unsigned char *)a + table->rows);
        const okr_vec *right = (const void *)((const unsigned char *)b + table->rows);
        assert_int_equal(left->count, right->count);
        for (size_t i = 0; i < left->count; i++)
            if (table->keep == NULL ||
                table->keep((const unsigned char *)left->data + i * left->item_size))
                compare_rows(table, (const unsigned char *)left->data + i * left->item_size,
                             (const unsigned char *)right->data + i * right->item_size, i);
    }
}
