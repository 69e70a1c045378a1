/* Tables of the report about what the programme does not tell, and about its money. */
#include "okrug/check.h"
#include "report/report.h"
#include "view/query.h"

#include <math.h>
#include <stddef.h>

/* What may be missing or doubtful. */
typedef enum gap {
    GAP_PLACE,
    GAP_MUNICIPALITY,
    GAP_SPLIT,
    GAP_GEOMETRY,
    GAP_END,
    GAP_PROGRESS,
    GAP_DUPLICATE,
    GAP_PLAN,
    GAP_ACTUAL,
    GAP_BOUND,
    GAP_PERIOD,
    GAP_FIGURE_SPLIT,
    GAP_COUNT
} gap;

enum { FIRST_FIGURE_GAP = GAP_PLAN };

static const okr_word gaps[GAP_COUNT] = {
    [GAP_PLACE] = {"no_place", "место не названо", "no place"},
    [GAP_MUNICIPALITY] = {"no_municipality", "территория без муниципального образования",
                          "a territory, no municipality"},
    [GAP_SPLIT] = {"not_split", "несколько мест без разбивки",
                   "several places without a split"},
    [GAP_GEOMETRY] = {"no_geometry", "объект не нанесён на карту", "an object is not drawn"},
    [GAP_END] = {"no_end", "срок окончания не указан", "no end date"},
    [GAP_PROGRESS] = {"no_progress", "ход работ не известен", "progress not known"},
    [GAP_DUPLICATE] = {"duplicate", "возможно, учтено дважды", "perhaps counted twice"},
    [GAP_PLAN] = {"no_plan", "нет планового значения", "no planned value"},
    [GAP_ACTUAL] = {"no_actual", "нет фактического значения", "no actual value"},
    [GAP_BOUND] = {"bound", "значение неточное", "a value is not exact"},
    [GAP_PERIOD] = {"no_period", "период не указан", "no period"},
    [GAP_FIGURE_SPLIT] = {"figure_not_split", "итог без разбивки по территориям",
                          "a total without a split"},
};

/* Which gaps a measure or a figure has, as bits of gap. */
typedef struct looked {
    unsigned gaps;
    bool asked[GAP_COUNT]; /* whether the question makes sense of it at all */
} looked;

static void look(looked *l, gap which, bool missing)
{
    l->asked[which] = true;
    l->gaps |= missing ? 1U << which : 0U;
}

/* Objects are what is built or bought; a contest or a document needs no geometry. */
static bool is_object(const okr_programme *p, const okr_measure *m)
{
    okr_shape shape = m->geometry_expected;

    if (shape == OKR_SHAPE_NONE && m->kind >= 0)
        shape = OKR_KIND(p, m->kind)->shape;
    return (m->nature == OKR_NATURE_WORKS || m->nature == OKR_NATURE_UNKNOWN) &&
           (shape == OKR_SHAPE_POINT || shape == OKR_SHAPE_LINE || shape == OKR_SHAPE_AREA);
}

static looked look_at_measure(const okr_ask *ask, int measure, bool drawn)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    const okr_measure *m = OKR_MEASURE(p, measure);
    const okr_placement placement = okr_places_at(ask->selection->places, measure)->placement;
    const okr_progress_of *progress = okr_stats_progress(ask->stats, measure);
    looked l = {.gaps = 0};

    look(&l, GAP_PLACE, placement == OKR_PLACEMENT_UNPLACED);
    look(&l, GAP_MUNICIPALITY,
         placement == OKR_PLACEMENT_TERRITORY || placement == OKR_PLACEMENT_REGION);
    look(&l, GAP_SPLIT, placement == OKR_PLACEMENT_NOT_SPLIT);
    if (is_object(p, m))
        look(&l, GAP_GEOMETRY, !drawn);
    look(&l, GAP_END,
         m->planned_end.precision == OKR_DATE_NONE && m->actual_end.precision == OKR_DATE_NONE);
    if (progress->enters)
        look(&l, GAP_PROGRESS, isnan(progress->physical.value));
    look(&l, GAP_DUPLICATE, m->same_as_certainty == OKR_CERTAINTY_PROBABLE);
    return l;
}

static bool is_inexact(const okr_value *value)
{
    return !isnan(value->number) && value->qualifier != OKR_QUALIFIER_EXACT;
}

static looked look_at_figure(const okr_ask *ask, const okr_indicator *i)
{
    const okr_placement placement =
        okr_places_at(ask->selection->places, i->measure)->placement;
    looked l = {.gaps = 0};

    if (i->role == OKR_INDICATOR_RESULT) {
        look(&l, GAP_PLAN, isnan(i->target.number) && isnan(i->percent.number));
        look(&l, GAP_ACTUAL, isnan(i->actual.number) && isnan(i->percent.number));
    }
    look(&l, GAP_BOUND,
         is_inexact(&i->target) || is_inexact(&i->actual) || is_inexact(&i->percent));
    look(&l, GAP_PERIOD,
         i->period_start.precision == OKR_DATE_NONE &&
             i->period_end.precision == OKR_DATE_NONE);
    if (i->aggregation == OKR_AGGREGATION_SUM)
        look(&l, GAP_FIGURE_SPLIT,
             placement == OKR_PLACEMENT_NOT_SPLIT || placement == OKR_PLACEMENT_TERRITORY);
    return l;
}

/* Measures of which something is drawn, under the bases asked for. */
static okr_status find_drawn(const okr_ask *ask, okr_vec *drawn, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(ask->stats);

    for (size_t m = 0; m < p->measures.count; m++)
        if (okr_vec_push(drawn, err) == NULL)
            return OKR_ERR_NOMEM;
    for (size_t i = 0; i < p->locations.count; i++) {
        const okr_location *location = OKR_LOCATION(p, i);
        if (location->measure >= 0 && location->geometry.size > 0 && !location->display_only &&
            (ask->selection->bases & OKR_BASIS_BIT(location->basis)) != 0)
            OKR_AT(drawn, bool, location->measure) = true;
    }
    return OKR_OK;
}

/* What visits every measure and figure that is looked at; indicator NULL: the measure. */
typedef void visit_fn(void *user, const okr_measure *m, const okr_indicator *i,
                      const looked *l);

static okr_status visit_all(const okr_ask *ask, visit_fn *visit, void *user, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    okr_vec drawn = OKR_VEC(bool);
    const okr_status status = find_drawn(ask, &drawn, err);

    for (size_t m = 0; status == OKR_OK && m < p->measures.count; m++) {
        if (!okr_gaps_counts(ask, m))
            continue;
        const looked l = look_at_measure(ask, (int)m, OKR_AT(&drawn, bool, m));
        visit(user, OKR_MEASURE(p, m), NULL, &l);
    }
    for (size_t i = 0; status == OKR_OK && i < p->indicators.count; i++) {
        const okr_indicator *indicator = OKR_INDICATOR(p, i);
        if (indicator->measure < 0 || !ask->selection->figures[indicator->measure])
            continue;
        const looked l = look_at_figure(ask, indicator);
        visit(user, OKR_MEASURE(p, indicator->measure), indicator, &l);
    }
    okr_vec_done(&drawn);
    return status;
}

static void list_one(void *user, const okr_measure *m, const okr_indicator *i, const looked *l)
{
    okr_table *table = user;

    for (int g = 0; g < GAP_COUNT; g++) {
        if ((l->gaps & 1U << g) == 0)
            continue;
        okr_table_text(table, gaps[g].code);
        okr_table_titles(table, gaps[g].title_ru, gaps[g].title_en);
        okr_table_text(table, m->measure_id);
        okr_table_titles(table, m->title.ru, m->title.en);
        okr_table_titles(table, i == NULL ? "" : i->title.ru, i == NULL ? "" : i->title.en);
        okr_table_text(table, i == NULL ? m->source_ref : i->source_ref);
    }
}

okr_status okr_report_open(const okr_report_def *def, const okr_ask *ask, okr_table *table,
                           okr_error *err)
{
    okr_table *all = okr_table_new("", "", err);
    okr_status status = OKR_ERR_NOMEM;

    if (all == NULL)
        return status;
    okr_table_column(all, "gap", "Код", "Code", -1);
    okr_table_column(all, "gap_title", "Чего не хватает", "What is missing", -1);
    okr_table_column(all, "measure_id", "Код мероприятия", "Measure id", -1);
    okr_table_column(all, "title", "Мероприятие", "Measure", -1);
    okr_table_column(all, "indicator_title", "Показатель", "Indicator", -1);
    okr_table_column(all, "source_ref", "Источник", "Source", -1);
    status = visit_all(ask, list_one, all, err);
    if (status == OKR_OK)
        status = okr_report_shape(def, all, table, err);
    okr_table_free(all);
    return status;
}

typedef struct gap_counts {
    int missing[GAP_COUNT], asked[GAP_COUNT];
} gap_counts;

static void count_one(void *user, const okr_measure *m, const okr_indicator *i, const looked *l)
{
    gap_counts *counts = user;

    (void)m;
    (void)i;
    for (int g = 0; g < GAP_COUNT; g++) {
        counts->asked[g] += l->asked[g] ? 1 : 0;
        counts->missing[g] += (l->gaps & 1U << g) != 0 ? 1 : 0;
    }
}

okr_status okr_report_open_counts(const okr_report_def *def, const okr_ask *ask,
                                  okr_table *table, okr_error *err)
{
    gap_counts counts = {{0}, {0}};
    okr_status status = visit_all(ask, count_one, &counts, err);

    (void)def;
    okr_table_column(table, "gap", "Код", "Code", -1);
    okr_table_column(table, "gap_title", "Чего не хватает", "What is missing", -1);
    okr_table_column(table, "of", "Чему", "Of what", -1);
    okr_table_column(table, "missing", "Не хватает", "Missing", 0);
    okr_table_column(table, "total", "Всего", "Of", 0);
    for (int g = 0; g < GAP_COUNT && status == OKR_OK; g++) {
        const bool figure = g >= FIRST_FIGURE_GAP;
        okr_table_text(table, gaps[g].code);
        okr_table_titles(table, gaps[g].title_ru, gaps[g].title_en);
        okr_table_titles(table, figure ? "показатели" : "мероприятия",
                         figure ? "figures" : "measures");
        okr_table_number(table, counts.missing[g]);
        okr_table_number(table, counts.asked[g]);
    }
    return status;
}

okr_status okr_report_findings(const okr_report_def *def, const okr_ask *ask, okr_table *table,
                               okr_error *err)
{
    okr_table *all = NULL;
    okr_table *grouped = NULL;
    okr_status status = okr_findings_table(okr_stats_programme(ask->stats), &all, err);

    if (status == OKR_OK)
        status = okr_findings_group(all, &grouped, err);
    if (status == OKR_OK)
        status = okr_report_shape(def, grouped, table, err);
    okr_table_free(all);
    okr_table_free(grouped);
    return status;
}

static void add_money(const okr_programme *p, const okr_ask *ask, const okr_finance *f,
                      okr_table *table)
{
    const okr_measure *m = OKR_MEASURE(p, f->measure);
    const okr_titles as_read = {f->unit_code, f->unit_code};
    const okr_titles unit = f->unit < 0 ? as_read : OKR_UNIT(p, f->unit)->title;
    const okr_date year = {.year = (int16_t)f->year, .precision = OKR_DATE_YEAR};

    okr_table_text(table, m->measure_id);
    okr_table_titles(table, m->title.ru, m->title.en);
    okr_show_where(p, okr_places_at(ask->selection->places, f->measure), table);
    okr_table_text(table, f->funding_source);
    okr_table_date(table, year);
    okr_table_titles(table, unit.ru, unit.en);
    okr_table_number(table, f->planned);
    okr_table_number(table, f->allocated);
    okr_table_number(table, f->spent);
    okr_table_text(table, f->source_ref);
}

okr_status okr_report_money(const okr_report_def *def, const okr_ask *ask, okr_table *table,
                            okr_error *err)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    okr_table *all = okr_table_new("", "", err);
    okr_status status = OKR_OK;

    if (all == NULL)
        return OKR_ERR_NOMEM;
    okr_table_column(all, "measure_id", "Код мероприятия", "Measure id", -1);
    okr_table_column(all, "title", "Мероприятие", "Measure", -1);
    okr_table_column(all, "municipalities", "Муниципальное образование", "Municipality", -1);
    okr_table_column(all, "funding_source", "Источник средств", "Source of money", -1);
    okr_table_column(all, "year", "Год", "Year", -1);
    okr_table_column(all, "unit", "Единица", "Unit", -1);
    okr_table_column(all, "planned", "План", "Planned", 3);
    okr_table_column(all, "allocated", "Выделено", "Allocated", 3);
    okr_table_column(all, "spent", "Освоено", "Spent", 3);
    okr_table_column(all, "source_ref", "Источник", "Source", -1);
    for (size_t i = 0; i < p->finance.count; i++)
        if (OKR_FINANCE(p, i)->measure >= 0 &&
            ask->selection->figures[OKR_FINANCE(p, i)->measure])
            add_money(p, ask, OKR_FINANCE(p, i), all);
    status = okr_report_shape(def, all, table, err);
    okr_table_free(all);
    return status;
}
