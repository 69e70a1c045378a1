/* Whole sheets: what was placed and drawn is examined, not only that a file appears. */
#include "test.h"

#include "shared.h"

#include "sample.h"

#include "geo/geom.h"
#include "link/link.h"
#include "sheet/atlas.h"
#include "source/read.h"
#include "view/workspace.h"

#include <stdio.h>
#include <stdlib.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)snprintf(folder, sizeof folder, "/tmp/okrug-atlas-XXXXXX");
    return mkdtemp(folder) == NULL;
}

static int remove_folder(void **state)
{
    char command[128];

    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command); /* NOLINT(cert-env33-c): a fixed command on our own folder */
}

/* What the pages of a run showed. */
typedef struct seen {
    size_t pages, texts, outside, cut;
    size_t maps, labels, overlaps, over_obstacles, outside_frame;
    size_t trays_missing; /* marks of measures, rank below 0, that found no place */
} seen;

static void watch_page(void *user, okr_rect border, const okr_vec *drawn)
{
    seen *s = user;

    s->pages++;
    s->texts += drawn->count;
    for (size_t i = 0; i < drawn->count; i++) {
        const okr_set_text *text = &OKR_AT(drawn, okr_set_text, i);
        s->outside += !okr_rect_holds(border, text->box);
        s->cut += text->cut;
    }
}

static void count_label(seen *s, const okr_label_field *field, size_t i)
{
    const okr_label *a = &OKR_AT(&field->labels, okr_label, i);

    if (a->choice == OKR_LABEL_NONE) {
        s->trays_missing += a->rank < -200.0;
        return;
    }
    s->labels++;
    s->outside_frame += !okr_rect_holds(field->frame, okr_turned_bounds(a->box));
    for (size_t k = 0; k < i; k++) {
        const okr_label *b = &OKR_AT(&field->labels, okr_label, k);
        s->overlaps += b->choice != OKR_LABEL_NONE && okr_turned_meets(a->box, b->box);
    }
    for (size_t k = 0; k < field->obstacles.count; k++) {
        const okr_obstacle *o = &OKR_AT(&field->obstacles, okr_obstacle, k);
        s->over_obstacles += isinf(o->cost) && okr_turned_meets(a->box, o->box);
    }
}

static void watch_labels(void *user, const okr_label_field *field)
{
    seen *s = user;

    s->maps++;
    for (size_t i = 0; i < field->labels.count; i++)
        count_label(s, field, i);
}

static void assert_clear(const seen *s)
{
    assert_int_equal(s->overlaps, 0);
    assert_int_equal(s->over_obstacles, 0);
    assert_int_equal(s->outside_frame, 0);
    assert_int_equal(s->outside, 0);
    assert_int_equal(s->trays_missing, 0);
}

static okr_status draw(const okr_workspace *w, okr_map_options options, const char *name,
                       seen *s, okr_error *err)
{
    const okr_page_watch watch = {watch_page, watch_labels, s};
    char path[128];

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    *s = (seen){0};
    options.output = path;
    options.russian = true;
    options.overwrite = true;
    return okr_map_run(w, &options, NULL, &watch, err);
}

static void read_programme(okr_workspace *w, const char *path, const char *boundaries)
{
    okr_error err = {.status = OKR_OK};

    *w = (okr_workspace){0};
    okr_programme_init(&w->programme);
    assert_ok(okr_source_read(path, NULL, &w->programme, boundaries, &err));
    assert_ok(okr_link_programme(&w->programme, NULL, 0, &err));
}

static void link_sample(okr_workspace *w)
{
    okr_error err = {.status = OKR_OK};

    assert_ok(okr_programme_connect(&w->programme, &err));
    assert_ok(okr_link_programme(&w->programme, NULL, 1, &err));
}

#define KUZBASS OKRUG_SOURCE_DIR "/geodata/kuzbass"
#define DEMO OKRUG_SOURCE_DIR "/geodata/demo-shares"

/* 1 overview, 2 agglomerations, 34 municipalities: 37 maps after the page of contents. */
static void kuzbass_has_no_overlap_on_any_sheet_of_its_approximate_boundaries(void **state)
{
    okr_workspace w;
    okr_error err = {.status = OKR_OK};
    seen s;

    read_programme(&w, KUZBASS, NULL);
    assert_ok(draw(&w, (okr_map_options){.atlas = true}, "k.pdf", &s, &err));
    assert_int_equal(s.maps, 37);
    assert_int_equal(s.pages, 38);
    assert_int_equal(s.cut, 0);
    assert_true(s.labels > 500);
    assert_clear(&s);
    okr_programme_done(&w.programme);
}

static void kuzbass_has_no_overlap_on_any_sheet_of_its_real_boundaries(void **state)
{
    char path[SHARED_PATH];
    okr_workspace w;
    okr_error err = {.status = OKR_OK};
    seen s;

    shared_kuzbass(path);
    read_programme(&w, KUZBASS, path);
    assert_ok(draw(&w, (okr_map_options){.atlas = true}, "r.pdf", &s, &err));
    assert_int_equal(s.maps, 37);
    assert_int_equal(s.cut, 0);
    assert_clear(&s);
    okr_programme_done(&w.programme);
}

static void every_theme_and_paper_draws_the_demonstration_cleanly(void **state)
{
    static const char *const themes[] = {"measures", "completed", "progress", "overdue",
                                         "kind=road"};
    static const char *const papers[] = {"A4", "A3", "A2"};
    okr_workspace w;
    okr_error err = {.status = OKR_OK};
    seen s;

    read_programme(&w, DEMO, NULL);
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++) {
        const okr_map_options options = {
            .atlas = true, .theme = themes[i], .paper = papers[i % 3]};
        assert_ok(draw(&w, options, "d.pdf", &s, &err));
        assert_int_equal(s.cut, 0);
        assert_clear(&s);
    }
    okr_programme_done(&w.programme);
}

static void the_same_sheet_has_the_same_bytes(void **state)
{
    char command[160];
    okr_workspace w;
    okr_error err = {.status = OKR_OK};
    seen s;

    read_programme(&w, DEMO, NULL);
    assert_ok(draw(&w, (okr_map_options){.atlas = true}, "one.pdf", &s, &err));
    assert_ok(draw(&w, (okr_map_options){.atlas = true}, "two.pdf", &s, &err));
    assert_ok(draw(&w, (okr_map_options){0}, "one.png", &s, &err));
    assert_ok(draw(&w, (okr_map_options){0}, "two.png", &s, &err));
    (void)snprintf(command, sizeof command,
                   "cd '%s' && cmp one.pdf two.pdf && cmp one.png two.png", folder);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c) */
    okr_programme_done(&w.programme);
}

/* A polygon from WKT, owned by the programme. */
static okr_wkb polygon(okr_programme *p, const char *wkt)
{
    okr_error err = {.status = OKR_OK};
    okr_text wkb = {0};
    unsigned char *bytes = NULL;

    assert_ok(okr_geom_from_wkt(wkt, &wkb, &err));
    bytes = okr_arena_alloc(&p->arena, wkb.size, NULL);
    assert_non_null(bytes);
    memcpy(bytes, wkb.bytes, wkb.size);
    const okr_wkb out = {bytes, wkb.size};
    okr_text_done(&wkb);
    return out;
}

static int add_area(okr_programme *p, const char *oktmo, const char *name, const char *wkt)
{
    const int m = sample_municipality(p, oktmo, name, 1000.0, NAN);

    OKR_MUNICIPALITY(p, m)->polygon = polygon(p, wkt);
    return m;
}

static void add_measure_at(okr_programme *p, int kind, int i, const char *wkt)
{
    char id[32];
    char title[800] = "";
    int m = 0;
    int l = 0;

    (void)snprintf(id, sizeof id, "measure-%d", i);
    for (int k = 0; k <= i % 6; k++)
        (void)snprintf(title + strlen(title), sizeof title - strlen(title),
                       "Реконструкция очистных сооружений, очередь %d ", i);
    m = sample_measure(p, id, -1, OKR_ROLE_ITEM);
    OKR_MEASURE(p, m)->title = (okr_titles){sample_text(p, title), ""};
    OKR_MEASURE(p, m)->kind_code = OKR_KIND(p, kind)->code;
    l = sample_location(p, m, OKR_BASIS_STATED);
    OKR_LOCATION(p, l)->geometry = polygon(p, wkt);
}

static void begin_sample(okr_workspace *w)
{
    okr_programme *p = &w->programme;

    *w = (okr_workspace){0};
    okr_programme_init(p);
    p->title = (okr_titles){"Проверка", "Test"};
    p->region = p->title;
    p->boundary_set = (okr_boundary_set){
        .name = {"выдуманные", "made up"}, .path = "", .source = "", .licence = ""};
    p->crs = "EPSG:4326";
}

static void twenty_five_measures_at_one_point_stand_in_one_tray(void **state)
{
    okr_workspace w;
    okr_error err = {.status = OKR_OK};
    seen s;

    begin_sample(&w);
    (void)add_area(&w.programme, "01000000", "Городской округ",
                   "POLYGON((60 55,61 55,61 56,60 56,60 55))");
    const int kind = sample_kind(&w.programme, "water", -1);
    for (int i = 0; i < 25; i++)
        add_measure_at(&w.programme, kind, i, "POINT(60.5 55.5)");
    link_sample(&w);
    const okr_map_options options = {.filter = {.in = "01000000"}, .paper = "A4"};
    assert_ok(draw(&w, options, "p.pdf", &s, &err));
    assert_clear(&s);
    assert_int_equal(s.labels, 1);
    okr_programme_done(&w.programme);
}

/* A ring round a town, and an exclave far off: both belong to the sheet. */
static void a_territory_round_a_town_and_with_an_exclave_is_drawn_whole(void **state)
{
    okr_workspace w;
    okr_error err = {.status = OKR_OK};
    seen s;

    begin_sample(&w);
    (void)add_area(&w.programme, "01000000", "Округ",
                   "MULTIPOLYGON(((60 55,61 55,61 56,60 56,60 55),"
                   "(60.4 55.4,60.4 55.6,60.6 55.6,60.6 55.4,60.4 55.4)),"
                   "((62 55.1,62.2 55.1,62.2 55.3,62 55.3,62 55.1)))");
    (void)add_area(&w.programme, "02000000", "Город",
                   "POLYGON((60.4 55.4,60.6 55.4,60.6 55.6,60.4 55.6,60.4 55.4))");
    const int kind = sample_kind(&w.programme, "water", -1);
    add_measure_at(&w.programme, kind, 1, "POINT(62.1 55.2)");
    add_measure_at(&w.programme, kind, 2, "POINT(60.5 55.5)");
    link_sample(&w);
    assert_ok(draw(&w, (okr_map_options){.filter = {.in = "01000000"}}, "e.pdf", &s, &err));
    assert_clear(&s);
    assert_int_equal(s.labels, 2); /* the number of measure 1 and the name of the town */
    assert_ok(draw(&w, (okr_map_options){.filter = {.in = "02000000"}}, "t.pdf", &s, &err));
    assert_clear(&s);
    okr_programme_done(&w.programme);
}

static void very_long_names_stay_in_the_frame(void **state)
{
    okr_workspace w;
    okr_error err = {.status = OKR_OK};
    seen s;

    begin_sample(&w);
    w.programme.title.ru =
        "Государственная программа комплексного развития сельских территорий, охраны "
        "окружающей среды, воспроизводства и использования природных ресурсов, развития "
        "жилищно-коммунального и дорожного комплекса, энергетики и повышения "
        "энергоэффективности на 2024 год и на плановый период 2025 и 2026 годов";
    const int m = add_area(&w.programme, "01000000",
                           "Муниципальное образование Верхнесеребряноозёрский "
                           "Краснознамённо-Новопетропавловский муниципальный округ особого "
                           "административного подчинения",
                           "POLYGON((60 55,61 55,61 56,60 56,60 55))");
    for (int i = 0; i < 12; i++) {
        char id[16];
        (void)snprintf(id, sizeof id, "s%d", i);
        const int s1 = sample_settlement(&w.programme, id,
                                         "Посёлок подсобного хозяйства Серебряноключевского "
                                         "льнозавода имени Двадцатилетия",
                                         m);
        OKR_SETTLEMENT(&w.programme, s1)->lon = 60.1 + 0.07 * i;
        OKR_SETTLEMENT(&w.programme, s1)->lat = 55.5;
    }
    const int kind = sample_kind(&w.programme, "water", -1);
    for (int i = 0; i < 60; i++)
        add_measure_at(&w.programme, kind, i, "POINT(60.5 55.3)");
    link_sample(&w);
    const okr_map_options options = {.filter = {.in = "01000000"}, .paper = "A4"};
    assert_ok(draw(&w, options, "l.pdf", &s, &err));
    assert_clear(&s);
    assert_true(s.pages > 1); /* the table goes on */
    okr_programme_done(&w.programme);
}

static void territories_over_zones_and_the_antimeridian_are_drawn(void **state)
{
    static const char *const wkts[] = {
        "POLYGON((40 55,80 55,80 60,40 60,40 55))",
        ("MULTIPOLYGON(((172 64,180 64,180 67,172 67,172 64)),"
         "((-180 64,-172 64,-172 67,-180 67,-180 64)))"),
        "POLYGON((172 64,188 64,188 67,172 67,172 64))",
    };

    for (size_t i = 0; i < sizeof wkts / sizeof *wkts; i++) {
        okr_workspace w;
        okr_error err = {.status = OKR_OK};
        seen s;
        begin_sample(&w);
        (void)add_area(&w.programme, "01000000", "Край", wkts[i]);
        link_sample(&w);
        const okr_map_options options = {.filter = {.in = "01000000"}};
        assert_ok(draw(&w, options, "z.png", &s, &err));
        assert_clear(&s);
        okr_programme_done(&w.programme);
    }
}

/* As many as fill more than one page of contents. */
static void contents_go_on_over_pages_before_the_maps_of_many_municipalities(void **state)
{
    enum { AREAS = 81, SIDE = 9 };
    okr_workspace w;
    okr_error err = {.status = OKR_OK};
    seen s;

    begin_sample(&w);
    for (int i = 0; i < AREAS; i++) {
        char oktmo[16];
        char name[64];
        char wkt[160];
        const int x = 30 + i % SIDE;
        const int y = 50 + i / SIDE;
        (void)snprintf(oktmo, sizeof oktmo, "%08d", 1000000 + i);
        (void)snprintf(name, sizeof name, "Муниципальный округ № %d", i + 1);
        (void)snprintf(wkt, sizeof wkt, "POLYGON((%d %d,%d %d,%d %d,%d %d,%d %d))", x, y, x + 1,
                       y, x + 1, y + 1, x, y + 1, x, y);
        (void)add_area(&w.programme, oktmo, name, wkt);
    }
    link_sample(&w);
    assert_ok(draw(&w, (okr_map_options){.atlas = true, .paper = "A4"}, "h.pdf", &s, &err));
    assert_int_equal(s.maps, AREAS + 1);
    assert_true(s.pages > s.maps + 1);
    assert_clear(&s);
    okr_programme_done(&w.programme);
}

static void what_cannot_be_drawn_is_said(void **state)
{
    okr_workspace w;
    okr_error err = {.status = OKR_OK};
    seen s;

    read_programme(&w, DEMO, NULL);
    assert_fails_with(draw(&w, (okr_map_options){.theme = "rainbow"}, "x.pdf", &s, &err),
                      OKR_ERR_USAGE, "option --theme: 'rainbow' is none of kind=K");
    assert_fails_with(draw(&w, (okr_map_options){.theme = "kind=zoo"}, "x.pdf", &s, &err),
                      OKR_ERR_USAGE, "zoo");
    assert_fails_with(draw(&w, (okr_map_options){.paper = "B5"}, "x.pdf", &s, &err),
                      OKR_ERR_USAGE, "paper 'B5'");
    assert_fails_with(draw(&w, (okr_map_options){0}, "x.jpg", &s, &err), OKR_ERR_USAGE,
                      "x.jpg': a map is written as");
    assert_fails_with(draw(&w, (okr_map_options){.atlas = true}, "x.png", &s, &err),
                      OKR_ERR_USAGE, "--split");
    assert_fails_with(
        draw(&w, (okr_map_options){.filter = {.in = "Атлантида"}}, "x.pdf", &s, &err),
        OKR_ERR_USAGE, "Атлантида");
    assert_fails_with(draw(&w, (okr_map_options){.scale = 1000}, "x.pdf", &s, &err),
                      OKR_ERR_USAGE, "larger than the sheet");
    assert_fails_with(draw(&w, (okr_map_options){0}, "no/such/x.pdf", &s, &err), OKR_ERR_IO,
                      "no/such/x.pdf");
    okr_programme_done(&w.programme);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kuzbass_has_no_overlap_on_any_sheet_of_its_approximate_boundaries),
        cmocka_unit_test(kuzbass_has_no_overlap_on_any_sheet_of_its_real_boundaries),
        cmocka_unit_test(every_theme_and_paper_draws_the_demonstration_cleanly),
        cmocka_unit_test(the_same_sheet_has_the_same_bytes),
        cmocka_unit_test(twenty_five_measures_at_one_point_stand_in_one_tray),
        cmocka_unit_test(a_territory_round_a_town_and_with_an_exclave_is_drawn_whole),
        cmocka_unit_test(very_long_names_stay_in_the_frame),
        cmocka_unit_test(territories_over_zones_and_the_antimeridian_are_drawn),
        cmocka_unit_test(contents_go_on_over_pages_before_the_maps_of_many_municipalities),
        cmocka_unit_test(what_cannot_be_drawn_is_said),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
