/* Saving and loading a workspace of 20 000 measures and 200 000 figures. */
#include "bench.h"

#include "store/load.h"
#include "store/save.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SEED = 12345, MUNICIPALITIES = 34, MEASURES = 20000, FIGURES = 10 };

typedef struct work {
    okr_programme programme;
    char path[64];
} work;

static const char *name(okr_programme *p, const char *prefix, size_t number)
{
    char text[96];

    (void)snprintf(text, sizeof text, "%s %zu", prefix, number);
    return okr_arena_strdup(&p->arena, text, NULL);
}

static void *push(okr_vec *rows)
{
    void *row = okr_vec_push(rows, NULL);

    if (row == NULL)
        exit(1);
    return row;
}

static void add_municipality(okr_programme *p, size_t i)
{
    char code[16];

    (void)snprintf(code, sizeof code, "327%02zu000", i);
    *(okr_municipality *)push(&p->municipalities) =
        (okr_municipality){.oktmo = okr_arena_strdup(&p->arena, code, NULL),
                           .oktmo_basis = "",
                           .oktmo_former = "",
                           .name_ru = name(p, "Муниципальный округ", i),
                           .name_short_ru = "",
                           .name_en = "",
                           .type = 1,
                           .type_word = "",
                           .admin_centre = "",
                           .centre_lon = NAN,
                           .centre_lat = NAN,
                           .area_official_km2 = 1000.0,
                           .area_basis = "",
                           .population = 50000.0,
                           .successor = "",
                           .source = "",
                           .note = "",
                           .area_m2 = NAN,
                           .row = {-1, 0}};
}

static void add_figures(okr_programme *p, int measure)
{
    for (int i = 0; i < FIGURES; i++)
        *(okr_indicator *)push(&p->indicators) = (okr_indicator){
            .measure_id = OKR_MEASURE(p, measure)->measure_id,
            .measure = measure,
            .code = name(p, "indicator", (size_t)i),
            .title = {"Протяжённость построенных сетей", "Length of networks built"},
            .unit_code = "",
            .unit = -1,
            .baseline = NAN,
            .target = {100.0 + i, OKR_QUALIFIER_EXACT, OKR_ORIGIN_STATED},
            .actual = {90.0 + i, OKR_QUALIFIER_ABOUT, OKR_ORIGIN_STATED},
            .percent = {.number = NAN},
            .ascending = true,
            .aggregation = OKR_AGGREGATION_SUM,
            .note = "",
            .source_ref = "стр. 12",
            .row = {-1, 0}};
}

static void add_place(okr_programme *p, int measure, int municipality)
{
    *(okr_location *)push(&p->locations) =
        (okr_location){.location_id = name(p, "location", (size_t)measure),
                       .measure_id = OKR_MEASURE(p, measure)->measure_id,
                       .measure = measure,
                       .oktmo = OKR_MUNICIPALITY(p, municipality)->oktmo,
                       .settlement_name = "",
                       .municipality_name = "",
                       .agglomeration_code = "",
                       .accuracy_m = NAN,
                       .basis = OKR_BASIS_STATED,
                       .portion = NAN,
                       .site_id = "",
                       .geometry_source = "",
                       .note = "",
                       .municipality = municipality,
                       .settlement = -1,
                       .agglomeration = -1,
                       .length_m = NAN,
                       .area_m2 = NAN,
                       .row = {-1, 0}};
    *(okr_link *)push(&p->links) = (okr_link){.measure = measure,
                                              .location = measure,
                                              .municipality = municipality,
                                              .share = 1.0,
                                              .length_m = NAN,
                                              .area_m2 = NAN};
}

static void add_measure(okr_programme *p, size_t i)
{
    *(okr_measure *)push(&p->measures) = (okr_measure){
        .measure_id = name(p, "measure", i),
        .parent_id = "",
        .parent = -1,
        .title = {name(p, "Строительство водопровода в посёлке", i), "Water main"},
        .kind_code = "",
        .kind = -1,
        .status_code = "",
        .status = -1,
        .counts_in_progress = true,
        .weight = NAN,
        .weight_unit = "",
        .programme = "",
        .responsible = "",
        .significance = "",
        .planning_status = "",
        .event_time = "",
        .moved_to = "",
        .same_as_id = "",
        .same_as = -1,
        .note = {"", ""},
        .document_code = "",
        .document = -1,
        .source_ref = "стр. 12",
        .row = {-1, 0}};
    add_figures(p, (int)i);
    add_place(p, (int)i, (int)(i % MUNICIPALITIES));
}

static uint64_t save(void *user)
{
    work *w = user;
    okr_error err = {.status = OKR_OK};

    if (okr_store_save(&w->programme, NULL, w->path, &err) != OKR_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        exit(1);
    }
    return 1;
}

static uint64_t load(void *user)
{
    work *w = user;
    okr_error err = {.status = OKR_OK};
    okr_programme back;
    uint64_t answer = 0;

    okr_programme_init(&back);
    if (okr_store_load(w->path, &back, &err) != OKR_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        exit(1);
    }
    answer = back.measures.count + back.indicators.count;
    okr_programme_done(&back);
    return answer;
}

int main(void)
{
    work w = {.path = "/tmp/okrug-bench-XXXXXX"};
    const int file = mkstemp(w.path);

    if (file < 0 || close(file) != 0)
        return 1;
    bench_head("save and load a workspace", SEED);
    okr_programme_init(&w.programme);
    for (size_t i = 0; i < MUNICIPALITIES; i++)
        add_municipality(&w.programme, i);
    for (size_t i = 0; i < MEASURES; i++)
        add_measure(&w.programme, i);
    (void)bench_best("save 20 000 measures, 200 000 figures", save, &w, 3,
                     MEASURES * (FIGURES + 1), 1);
    (void)bench_best("load them", load, &w, 5, MEASURES * (FIGURES + 1),
                     MEASURES * (FIGURES + 1));
    okr_programme_done(&w.programme);
    (void)unlink(w.path);
    return 0;
}
