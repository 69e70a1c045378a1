/* Saving and loading a workspace of 20 000 measures and 200 000 figures. */
#include "bench.h"

#include "sample.h"
#include "store/load.h"
#include "store/save.h"

#include <stdio.h>
#include <unistd.h>

enum { SEED = 12345, MUNICIPALITIES = 34, MEASURES = 20000, FIGURES = 10 };
enum { ROWS = MEASURES * (1 + FIGURES) };

typedef struct work {
    okr_programme programme;
    char path[64];
} work;

static const char *name(okr_programme *p, const char *prefix, size_t number)
{
    char text[96];

    (void)snprintf(text, sizeof text, "%s %zu", prefix, number);
    return sample_text(p, text);
}

static void add_municipality(okr_programme *p, size_t i)
{
    char code[16];
    int row = -1;

    (void)snprintf(code, sizeof code, "327%02zu000", i);
    row = sample_municipality(p, code, name(p, "Муниципальный округ", i), 50000.0, 1000.0);
    OKR_MUNICIPALITY(p, row)->type = 1;
}

static void add_figures(okr_programme *p, int measure)
{
    for (int i = 0; i < FIGURES; i++) {
        const int row =
            sample_indicator(p, measure, name(p, "indicator", (size_t)i), -1, 90.0 + i);
        okr_indicator *figure = OKR_INDICATOR(p, row);
        figure->title =
            (okr_titles){"Протяжённость построенных сетей", "Length of networks built"};
        figure->target = (okr_value){100.0 + i, OKR_QUALIFIER_EXACT, OKR_ORIGIN_STATED};
        figure->actual.qualifier = OKR_QUALIFIER_ABOUT;
        figure->source_ref = "стр. 12";
    }
}

static void add_place(okr_programme *p, int measure, int municipality)
{
    const int location = sample_named(p, measure, municipality);

    OKR_LOCATION(p, location)->location_id = name(p, "location", (size_t)measure);
}

static void add_measure(okr_programme *p, size_t i)
{
    const int row = sample_measure(p, name(p, "measure", i), -1, OKR_ROLE_ITEM);

    OKR_MEASURE(p, row)->title =
        (okr_titles){name(p, "Строительство водопровода в посёлке", i), "Water main"};
    OKR_MEASURE(p, row)->source_ref = "стр. 12";
    add_figures(p, row);
    add_place(p, row, (int)(i % MUNICIPALITIES));
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
    (void)bench_best("save 20 000 measures, 200 000 figures", save, &w, 3, ROWS, 1);
    (void)bench_best("load them", load, &w, 5, ROWS, ROWS);
    okr_programme_done(&w.programme);
    (void)unlink(w.path);
    return 0;
}
