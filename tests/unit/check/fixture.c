#include "fixture.h"

#include "sample.h"

static const okr_date year_2021 = {.year = 2021, .precision = OKR_DATE_YEAR};
static const okr_date year_2022 = {.year = 2022, .precision = OKR_DATE_YEAR};

static void add_municipality(okr_programme *p, const char *oktmo, const char *name)
{
    const int row = sample_municipality(p, oktmo, name, 1000, 100);
    okr_municipality *m = OKR_MUNICIPALITY(p, row);

    m->type = 1;
    m->type_word = "municipal_okrug";
    m->area_m2 = 101e6;
}

static void add_settlement(okr_programme *p, const char *id, const char *name)
{
    const int row = sample_settlement(p, id, name, 0);
    okr_settlement *s = OKR_SETTLEMENT(p, row);

    s->oktmo11 = "07601000101";
    s->kind = "село";
    s->lon = 60.5;
    s->lat = 54.5;
    s->coord_kind = "point";
    s->population = 400;
}

static void add_territories(okr_programme *p)
{
    okr_municipal_change *change = NULL;

    add_municipality(p, "07601000", "Лесной муниципальный округ");
    add_municipality(p, "07602000", "Степной муниципальный округ");
    change = sample_row(p, &okr_form_changes);
    change->from_oktmo = "07601000";
    change->to_oktmo = "07602000";
    change->date = year_2022;
    change->portion = 1;
    add_settlement(p, "s1", "Боровое");
    add_settlement(p, "s2", "Сосновка");
    sample_member(p, sample_agglomeration(p, "forest", false), 0);
}

static void add_classifiers(okr_programme *p)
{
    const int school = sample_kind(p, "school", -1);
    const int place = sample_unit(p, "place", "place", 1);
    const int contour = sample_contour(p, "1", "", -1);
    okr_kind *kind = OKR_KIND(p, school);
    okr_status_word *done = sample_row(p, &okr_form_statuses);
    okr_document *report = sample_row(p, &okr_form_documents);

    kind->title = (okr_titles){"Школа", "School"};
    kind->service_distance_m = 2000;
    kind->class_code = "602010102";
    kind->class_order = "N 10";
    kind->colour = "#3366cc";
    done->code = "done";
    done->title = (okr_titles){"завершено", "done"};
    done->lifecycle = OKR_LIFECYCLE_COMPLETION;
    report->code = "000";
    report->title = (okr_titles){"Отчёт", "Report"};
    OKR_UNIT(p, place)->title = (okr_titles){"мест", "places"};
    OKR_CONTOUR(p, contour)->title = (okr_titles){"Контур", "Contour"};
}

static int add_measure(okr_programme *p, const char *id, okr_role role, int parent)
{
    const int row = sample_measure(p, id, parent, role);
    okr_measure *m = OKR_MEASURE(p, row);

    m->title = (okr_titles){id, id};
    m->kind_code = "school";
    m->status_code = "done";
    m->planned_start = m->actual_start = year_2021;
    m->planned_end = m->actual_end = year_2022;
    m->weight = role == OKR_ROLE_COMPONENT ? 1 : NAN;
    m->document_code = "000";
    m->source_ref = "000:1";
    return row;
}

static void add_location(okr_programme *p, int measure)
{
    const int row = sample_location(p, measure, OKR_BASIS_STATED);
    okr_location *l = OKR_LOCATION(p, row);

    l->location_id = l->measure_id;
    l->oktmo = "07601000";
}

static void add_series(okr_programme *p)
{
    okr_observation *seen = sample_row(p, &okr_form_observations);
    okr_milestone *design = sample_row(p, &okr_form_milestones);
    okr_finance *budget = sample_row(p, &okr_form_finance);

    seen->measure_id = "school-1";
    seen->metric = "physical_progress";
    seen->date = year_2021;
    seen->planned = 40;
    seen->actual = 50;
    design->measure_id = "school-1";
    design->milestone = "design";
    design->due = design->met = year_2021;
    design->status = "met";
    budget->measure_id = "school-1";
    budget->funding_source = "budget";
    budget->planned = 100;
    budget->allocated = 90;
    budget->spent = 80;
    budget->unit_code = "place";
}

static void add_figure(okr_programme *p, int measure)
{
    const int row = sample_indicator(p, measure, "school_places", 0, 550);
    okr_indicator *i = OKR_INDICATOR(p, row);

    i->title = (okr_titles){"Мест", "Places"};
    i->baseline = 0;
    i->target = (okr_value){500, OKR_QUALIFIER_EXACT, OKR_ORIGIN_STATED};
    i->percent = (okr_value){110, OKR_QUALIFIER_EXACT, OKR_ORIGIN_DERIVED};
    i->percent_kind = OKR_PERCENT_ACHIEVEMENT;
    i->period_start = i->period_end = year_2022;
    i->progress = true;
    i->source_ref = "000:2";
}

void fixture_fill(okr_programme *p)
{
    int schools = -1, first = -1, second = -1;

    p->status_date = year_2022;
    add_territories(p);
    add_classifiers(p);
    schools = add_measure(p, "schools", OKR_ROLE_GROUP, -1);
    first = add_measure(p, "school-1", OKR_ROLE_ITEM, schools);
    (void)add_measure(p, "gym", OKR_ROLE_COMPONENT, first);
    second = add_measure(p, "school-2", OKR_ROLE_ITEM, schools);
    add_location(p, first);
    add_location(p, second);
    sample_mention(p, first, 0);
    sample_mention(p, second, 0);
    add_figure(p, first);
    add_series(p);
}
