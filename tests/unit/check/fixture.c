#include "fixture.h"

#include <math.h>
#include <stdlib.h>

static const okr_row nowhere = {-1, 0};
static const okr_date year_2021 = {.year = 2021, .precision = OKR_DATE_YEAR};
static const okr_date year_2022 = {.year = 2022, .precision = OKR_DATE_YEAR};

static void *push(okr_vec *vec)
{
    void *item = okr_vec_push(vec, NULL);

    if (item == NULL)
        abort();
    return item;
}

static void add_municipality(okr_programme *p, const char *oktmo, const char *name)
{
    *(okr_municipality *)push(&p->municipalities) = (okr_municipality){
        .oktmo = oktmo,
        .oktmo_basis = "",
        .oktmo_former = "",
        .name_ru = name,
        .name_short_ru = "",
        .name_en = "",
        .type = 1,
        .type_word = "municipal_okrug",
        .admin_centre = "",
        .area_official_km2 = 100,
        .area_basis = "",
        .population = 1000,
        .successor = "",
        .source = "",
        .note = "",
        .area_m2 = 101e6,
        .row = nowhere,
    };
}

static void add_settlement(okr_programme *p, const char *id, const char *name)
{
    *(okr_settlement *)push(&p->settlements) = (okr_settlement){
        .settlement_id = id,
        .oktmo11 = "07601000101",
        .oktmo_former = "",
        .name_ru = name,
        .kind = "село",
        .municipality_code = "07601000",
        .part_of_id = "",
        .lon = 60.5,
        .lat = 54.5,
        .coord_kind = "point",
        .population = 400,
        .source = "",
        .note = "",
        .row = nowhere,
    };
}

static void add_territories(okr_programme *p)
{
    add_municipality(p, "07601000", "Лесной муниципальный округ");
    add_municipality(p, "07602000", "Степной муниципальный округ");
    *(okr_municipal_change *)push(&p->changes) = (okr_municipal_change){
        .from_oktmo = "07601000",
        .to_oktmo = "07602000",
        .date = year_2022,
        .portion = 1,
        .source = "",
        .row = nowhere,
    };
    add_settlement(p, "s1", "Боровое");
    add_settlement(p, "s2", "Сосновка");
    *(okr_agglomeration *)push(&p->agglomerations) =
        (okr_agglomeration){.code = "forest", .title = {"", ""}, .source = "", .row = nowhere};
    *(okr_agglomeration_member *)push(&p->members) = (okr_agglomeration_member){
        .agglomeration_code = "forest", .oktmo = "07601000", .attestation = "", .row = nowhere};
}

static void add_classifiers(okr_programme *p)
{
    *(okr_kind *)push(&p->kinds) = (okr_kind){
        .code = "school",
        .group_code = "",
        .title = {"Школа", "School"},
        .sector = "",
        .service_distance_m = 2000,
        .class_code = "602010102",
        .class_order = "N 10",
        .symbol = "",
        .colour = "#3366cc",
        .row = nowhere,
    };
    *(okr_status_word *)push(&p->statuses) =
        (okr_status_word){.code = "done",
                          .title = {"завершено", "done"},
                          .lifecycle = OKR_LIFECYCLE_COMPLETION,
                          .counts_in_progress = true,
                          .row = nowhere};
    *(okr_unit *)push(&p->units) = (okr_unit){.code = "place",
                                              .okei = "",
                                              .title = {"мест", "places"},
                                              .base_unit = "place",
                                              .factor = 1,
                                              .spellings = "",
                                              .row = nowhere};
    *(okr_contour *)push(&p->contours) = (okr_contour){
        .contour = "1", .priority = "", .title = {"Контур", "Contour"}, .row = nowhere};
    *(okr_document *)push(&p->documents) = (okr_document){.code = "000",
                                                          .title = {"Отчёт", "Report"},
                                                          .publisher = "",
                                                          .url = "",
                                                          .note = "",
                                                          .row = nowhere};
}

static void add_measure(okr_programme *p, const char *id, okr_role role, const char *parent)
{
    *(okr_measure *)push(&p->measures) = (okr_measure){
        .measure_id = id,
        .parent_id = parent,
        .role = role,
        .title = {id, id},
        .kind_code = "school",
        .status_code = "done",
        .planned_start = year_2021,
        .planned_end = year_2022,
        .actual_start = year_2021,
        .actual_end = year_2022,
        .weight = role == OKR_ROLE_COMPONENT ? 1 : NAN,
        .weight_unit = "",
        .programme = "",
        .responsible = "",
        .significance = "",
        .planning_status = "",
        .event_time = "",
        .moved_to = "",
        .same_as_id = "",
        .note = {"", ""},
        .document_code = "000",
        .source_ref = "000:1",
        .row = nowhere,
    };
}

static void add_location(okr_programme *p, const char *measure)
{
    *(okr_location *)push(&p->locations) = (okr_location){
        .location_id = measure,
        .measure_id = measure,
        .oktmo = "07601000",
        .settlement_name = "",
        .municipality_name = "",
        .agglomeration_code = "",
        .accuracy_m = NAN,
        .portion = NAN,
        .site_id = "",
        .geometry_source = "",
        .note = "",
        .row = nowhere,
    };
}

static void add_mention(okr_programme *p, const char *measure)
{
    *(okr_mention *)push(&p->mentions) = (okr_mention){.measure_id = measure,
                                                       .contour_code = "1",
                                                       .priority_code = "",
                                                       .document_code = "",
                                                       .source_ref = "",
                                                       .row = nowhere};
}

static void add_figures(okr_programme *p)
{
    *(okr_indicator *)push(&p->indicators) = (okr_indicator){
        .measure_id = "school-1",
        .code = "school_places",
        .title = {"Мест", "Places"},
        .unit_code = "place",
        .baseline = 0,
        .target = {500, OKR_QUALIFIER_EXACT, OKR_ORIGIN_STATED},
        .actual = {550, OKR_QUALIFIER_EXACT, OKR_ORIGIN_STATED},
        .percent = {110, OKR_QUALIFIER_EXACT, OKR_ORIGIN_DERIVED},
        .percent_kind = OKR_PERCENT_ACHIEVEMENT,
        .period_start = year_2022,
        .period_end = year_2022,
        .ascending = true,
        .aggregation = OKR_AGGREGATION_SUM,
        .progress = true,
        .note = "",
        .source_ref = "000:2",
        .row = nowhere,
    };
    *(okr_observation *)push(&p->observations) =
        (okr_observation){.measure_id = "school-1",
                          .metric = "physical_progress",
                          .date = year_2021,
                          .planned = 40,
                          .actual = 50,
                          .source_ref = "",
                          .row = nowhere};
    *(okr_milestone *)push(&p->milestones) = (okr_milestone){.measure_id = "school-1",
                                                             .milestone = "design",
                                                             .title_ru = "",
                                                             .due = year_2021,
                                                             .met = year_2021,
                                                             .status = "met",
                                                             .source_ref = "",
                                                             .row = nowhere};
    *(okr_finance *)push(&p->finance) = (okr_finance){.measure_id = "school-1",
                                                      .funding_source = "budget",
                                                      .planned = 100,
                                                      .allocated = 90,
                                                      .spent = 80,
                                                      .unit_code = "place",
                                                      .source_ref = "",
                                                      .row = nowhere};
}

void fixture_fill(okr_programme *p)
{
    p->status_date = year_2022;
    add_territories(p);
    add_classifiers(p);
    add_measure(p, "schools", OKR_ROLE_GROUP, "");
    add_measure(p, "school-1", OKR_ROLE_ITEM, "schools");
    add_measure(p, "gym", OKR_ROLE_COMPONENT, "school-1");
    add_measure(p, "school-2", OKR_ROLE_ITEM, "schools");
    add_location(p, "school-1");
    add_location(p, "school-2");
    add_mention(p, "school-1");
    add_mention(p, "school-2");
    add_figures(p);
}
