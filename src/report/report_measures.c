/* Lists of measures with everything that tables of the report show of them, alone or with their
 * figures. */
#include "model/bucket.h"
#include "report/report.h"
#include "stats/achievement.h"
#include "view/query.h"

#include <math.h>
#include <string.h>

/* A list being written. */
typedef struct list {
    const okr_report_def *def;
    const okr_ask *ask;
    const okr_programme *p;
    okr_table *table;
    okr_buckets locations, mentions, indicators; /* by measure */
} list;

static void measure_columns(okr_table *t)
{
    okr_table_column(t, "measure_id", "Код мероприятия", "Measure id", -1);
    okr_table_column(t, "object", "Объект", "Object", -1);
    okr_table_column(t, "part", "Часть", "Part", -1);
    okr_table_column(t, "title", "Мероприятие", "Measure", -1);
    okr_table_column(t, "contours", "Контур", "Contour", -1);
    okr_table_column(t, "priorities", "Приоритет", "Priority", -1);
    okr_table_column(t, "role", "Роль", "Role", -1);
    okr_table_column(t, "kind", "Вид", "Kind", -1);
    okr_table_column(t, "nature", "Характер", "Nature", -1);
    okr_table_column(t, "status", "Статус", "Status", -1);
    okr_table_column(t, "placement", "Размещение", "Placement", -1);
    okr_table_column(t, "municipalities", "Муниципальное образование", "Municipality", -1);
    okr_table_column(t, "settlements", "Населённый пункт", "Settlement", -1);
    okr_table_column(t, "geometry", "Геометрия", "Geometry", -1);
    okr_table_column(t, "start", "Начало", "Start", -1);
    okr_table_column(t, "end", "Окончание", "End", -1);
    okr_table_column(t, "year", "Год", "Year", -1);
    okr_table_column(t, "end_is", "Срок", "The end is", -1);
    okr_table_column(t, "progress_pct", "Готовность, %", "Progress, %", 1);
    okr_table_column(t, "drawn_km", "Длина на карте, км", "Drawn length, km", 3);
    okr_table_column(t, "drawn_ha", "Площадь на карте, га", "Drawn area, ha", 2);
    okr_table_column(t, "programme", "Программа", "Programme", -1);
    okr_table_column(t, "responsible", "Ответственный", "Responsible", -1);
    okr_table_column(t, "note", "Примечание", "Note", -1);
    okr_table_column(t, "source_ref", "Источник", "Source", -1);
}

static void figure_columns(okr_table *t)
{
    okr_table_column(t, "indicator", "Код показателя", "Indicator code", -1);
    okr_table_column(t, "indicator_title", "Показатель", "Indicator", -1);
    okr_table_column(t, "unit", "Единица", "Unit", -1);
    okr_table_column(t, "baseline", "Было", "Baseline", 3);
    okr_table_column(t, "target", "План", "Plan", 3);
    okr_table_column(t, "actual", "Факт", "Actual", 3);
    okr_table_column(t, "percent", "Процент", "Percent", 1);
    okr_table_column(t, "percent_kind", "Что это за процент", "Percent means", -1);
    okr_table_column(t, "achievement_pct", "Выполнение плана, %", "Plan achieved, %", 1);
    okr_table_column(t, "period", "Период", "Period", -1);
    okr_table_column(t, "figure_ref", "Источник показателя", "Source of the figure", -1);
}

static void add_word(okr_table *t, const okr_vocabulary *words, int value)
{
    okr_table_titles(t, okr_word_title(words, value, true),
                     okr_word_title(words, value, false));
}

static void add_titles(okr_table *t, okr_titles titles)
{
    okr_table_titles(t, titles.ru, titles.en);
}

/* Each text once, in the order they come. */
static void add_once(okr_text *text, const char *word)
{
    const char *at = okr_text_str(text);
    const size_t n = strlen(word);

    if (n == 0)
        return;
    for (; (at = strstr(at, word)) != NULL; at += n) {
        const bool begins = at == okr_text_str(text) || at[-1] == ' ';
        if (begins && (at[n] == '\0' || at[n] == ';'))
            return;
    }
    okr_text_addf(text, "%s%s", text->size == 0 ? "" : "; ", word);
}

static void add_contours(const list *l, int measure)
{
    const okr_bucket rows = okr_buckets_at(&l->mentions, measure);
    okr_text contours = {0};
    okr_text ru = {0};
    okr_text en = {0};

    for (size_t i = 0; i < rows.count; i++) {
        const okr_mention *mention = OKR_MENTION(l->p, rows.rows[i]);
        if (mention->contour < 0)
            continue;
        const okr_contour *c = OKR_CONTOUR(l->p, mention->contour);
        add_once(&contours, c->contour);
        if (c->priority[0] == '\0')
            continue;
        add_once(&ru, okr_titles_pick(c->title, true));
        add_once(&en, okr_titles_pick(c->title, false));
    }
    okr_table_text(l->table, okr_text_str(&contours));
    okr_table_titles(l->table, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&contours);
    okr_text_done(&ru);
    okr_text_done(&en);
}

static void add_settlements(const list *l, int measure)
{
    const okr_bucket rows = okr_buckets_at(&l->locations, measure);
    okr_text names = {0};

    for (size_t i = 0; i < rows.count; i++) {
        const okr_location *location = OKR_LOCATION(l->p, rows.rows[i]);
        if (location->settlement >= 0 &&
            (l->ask->selection->bases & OKR_BASIS_BIT(location->basis)) != 0)
            add_once(&names, OKR_SETTLEMENT(l->p, location->settlement)->name_ru);
    }
    okr_table_text(l->table, okr_text_str(&names));
    okr_text_done(&names);
}

/* "линия; точка (приблизительно)": what is drawn of a measure on the map. */
static void add_geometry(const list *l, int measure)
{
    const okr_bucket rows = okr_buckets_at(&l->locations, measure);
    okr_text ru = {0};
    okr_text en = {0};
    bool approximate = false;

    for (size_t i = 0; i < rows.count; i++) {
        const okr_location *location = OKR_LOCATION(l->p, rows.rows[i]);
        if (location->geometry.size == 0 ||
            (l->ask->selection->bases & OKR_BASIS_BIT(location->basis)) == 0)
            continue;
        add_once(&ru, okr_word_title(&okr_shapes, (int)location->shape, true));
        add_once(&en, okr_word_title(&okr_shapes, (int)location->shape, false));
        approximate |= location->exactness == OKR_EXACTNESS_APPROXIMATE;
    }
    okr_text_add(&ru, ru.size > 0 && approximate ? " (приблизительно)" : "");
    okr_text_add(&en, en.size > 0 && approximate ? " (approximate)" : "");
    okr_table_titles(l->table, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

/* What happened goes before what was planned. */
static okr_date first_known(okr_date actual, okr_date planned)
{
    return actual.precision != OKR_DATE_NONE ? actual : planned;
}

static void add_dates(okr_table *t, const okr_measure *m)
{
    const okr_date end = first_known(m->actual_end, m->planned_end);
    const bool actual = m->actual_end.precision != OKR_DATE_NONE;
    const okr_date year = {.year = end.year,
                           .precision =
                               end.precision == OKR_DATE_NONE ? OKR_DATE_NONE : OKR_DATE_YEAR};

    okr_table_date(t, first_known(m->actual_start, m->planned_start));
    okr_table_date(t, end);
    okr_table_date(t, year);
    if (end.precision == OKR_DATE_NONE)
        okr_table_text(t, "");
    else
        okr_table_titles(t, actual ? "факт" : "план", actual ? "actual" : "planned");
}

/* Lengths or areas of what is drawn of a measure; NaN when nothing is. */
static double drawn_of(const list *l, int measure, bool lines)
{
    const okr_bucket rows = okr_buckets_at(&l->locations, measure);
    double sum = NAN;

    for (size_t i = 0; i < rows.count; i++) {
        const okr_location *location = OKR_LOCATION(l->p, rows.rows[i]);
        const double own = lines ? location->length_m : location->area_m2;
        if (!isnan(own) && !location->display_only &&
            (l->ask->selection->bases & OKR_BASIS_BIT(location->basis)) != 0)
            sum = isnan(sum) ? own : sum + own;
    }
    return sum;
}

static void add_what(const list *l, const okr_measure *m)
{
    const okr_titles none = {"", ""};
    const bool component = m->role == OKR_ROLE_COMPONENT && m->parent >= 0;

    okr_table_text(l->table, m->measure_id);
    add_titles(l->table, component ? OKR_MEASURE(l->p, m->parent)->title : m->title);
    add_titles(l->table, component ? m->title : none);
    add_titles(l->table, m->title);
}

static void add_measure(const list *l, int measure)
{
    const okr_measure *m = OKR_MEASURE(l->p, measure);
    const okr_place *place = okr_places_at(l->ask->selection->places, measure);
    const okr_bounded progress = okr_stats_progress(l->ask->stats, measure)->physical;
    const okr_titles none = {"", ""};
    okr_table *t = l->table;

    add_what(l, m);
    add_contours(l, measure);
    add_word(t, &okr_roles, (int)m->role);
    add_titles(t, m->kind < 0 ? none : OKR_KIND(l->p, m->kind)->title);
    add_word(t, &okr_natures, (int)m->nature);
    add_titles(t, m->status < 0 ? none : OKR_STATUS_WORD(l->p, m->status)->title);
    add_word(t, &okr_placements, (int)place->placement);
    okr_show_where(l->p, place, t);
    add_settlements(l, measure);
    add_geometry(l, measure);
    add_dates(t, m);
    okr_table_marked(t, progress.value * 100, okr_mark_of(progress.bounds));
    okr_table_number(t, drawn_of(l, measure, true) / 1e3);
    okr_table_number(t, drawn_of(l, measure, false) / 1e4);
    okr_table_text(t, m->programme);
    okr_table_text(t, m->responsible);
    add_titles(t, m->note);
    okr_table_text(t, m->source_ref);
}

static void add_value(okr_table *t, const okr_value *value)
{
    okr_table_marked(t, value->number, okr_mark_of(okr_bounds_of(value->qualifier)));
}

static void add_period(okr_table *t, const okr_indicator *i)
{
    char start[OKR_DATE_TEXT];
    char end[OKR_DATE_TEXT];
    okr_text text = {0};

    okr_date_format(i->period_start, start);
    okr_date_format(i->period_end, end);
    okr_text_add(&text, start);
    if (end[0] != '\0' && strcmp(start, end) != 0)
        okr_text_addf(&text, "/%s", end);
    okr_table_text(t, okr_text_str(&text));
    okr_text_done(&text);
}

static void add_figure(const list *l, const okr_indicator *i)
{
    const okr_titles as_read = {i->unit_code, i->unit_code};
    const okr_titles none = {"", ""};
    const okr_bounded achievement = okr_achievement(i);
    const int percent = (int)i->percent_kind;
    okr_table *t = l->table;

    okr_table_text(t, i->code);
    add_titles(t, i->title);
    add_titles(t, i->unit < 0 ? as_read : OKR_UNIT(l->p, i->unit)->title);
    okr_table_number(t, i->baseline);
    add_value(t, &i->target);
    add_value(t, &i->actual);
    add_value(t, &i->percent);
    if (i->percent_kind == OKR_PERCENT_NONE)
        add_titles(t, none);
    else
        add_word(t, &okr_percent_kinds, percent);
    okr_table_marked(t, achievement.value * 100, okr_mark_of(achievement.bounds));
    add_period(t, i);
    okr_table_text(t, i->source_ref);
}

static void add_no_figure(okr_table *t)
{
    enum { FIGURE_COLUMNS = 11 };

    for (int c = 0; c < FIGURE_COLUMNS; c++)
        okr_table_text(t, "");
}

/* A component is a line when its object is. */
static bool is_line(const okr_programme *p, const okr_measure *m)
{
    okr_shape shape = m->geometry_expected;

    if (m->role == OKR_ROLE_COMPONENT && m->parent >= 0)
        return is_line(p, OKR_MEASURE(p, m->parent));
    if (shape == OKR_SHAPE_NONE && m->kind >= 0)
        shape = OKR_KIND(p, m->kind)->shape;
    return shape == OKR_SHAPE_LINE;
}

static bool wants_figure(const list *l, const okr_indicator *i)
{
    const okr_unit *unit = i->unit < 0 ? NULL : OKR_UNIT(l->p, i->unit);

    if (l->def->indicators != NULL && !okr_report_lists(l->def->indicators, i->code))
        return false;
    return l->def->units == NULL ||
           (unit != NULL && (okr_report_lists(l->def->units, unit->code) ||
                             okr_report_lists(l->def->units, unit->base_unit)));
}

static void add_rows(const list *l, int measure)
{
    const okr_bucket rows = okr_buckets_at(&l->indicators, measure);
    const bool chosen = l->ask->selection->chosen[measure];
    size_t shown = 0;

    if (l->def->lines && !is_line(l->p, OKR_MEASURE(l->p, measure)))
        return;
    for (size_t i = 0; i < rows.count && l->def->join != OKR_JOIN_NONE; i++) {
        const okr_indicator *indicator = OKR_INDICATOR(l->p, rows.rows[i]);
        if (!wants_figure(l, indicator))
            continue;
        add_measure(l, measure);
        add_figure(l, indicator);
        shown++;
    }
    if (shown > 0 || !chosen || l->def->join == OKR_JOIN_FIGURES)
        return;
    add_measure(l, measure);
    if (l->def->join == OKR_JOIN_BESIDE)
        add_no_figure(l->table);
}

static okr_status prepare(list *l, okr_error *err)
{
    const okr_programme *p = l->p;
    const size_t count = p->measures.count;
    okr_status status = okr_buckets_build(&l->locations, count, &p->locations,
                                          offsetof(okr_location, measure), err);

    if (status == OKR_OK)
        status = okr_buckets_build(&l->mentions, count, &p->mentions,
                                   offsetof(okr_mention, measure), err);
    if (status == OKR_OK)
        status = okr_buckets_build(&l->indicators, count, &p->indicators,
                                   offsetof(okr_indicator, measure), err);
    return status;
}

okr_status okr_report_measures(const okr_report_def *def, const okr_ask *ask, okr_table *table,
                               okr_error *err)
{
    list l = {.def = def, .ask = ask, .p = okr_stats_programme(ask->stats)};
    okr_status status = OKR_OK;

    l.table = okr_table_new("", "", err);
    status = l.table == NULL ? OKR_ERR_NOMEM : prepare(&l, err);
    if (status == OKR_OK) {
        measure_columns(l.table);
        if (def->join != OKR_JOIN_NONE)
            figure_columns(l.table);
        for (size_t m = 0; m < l.p->measures.count; m++)
            if (ask->selection->chosen[m] || ask->selection->figures[m])
                add_rows(&l, (int)m);
        status = okr_report_shape(def, l.table, table, err);
    }
    okr_buckets_done(&l.locations);
    okr_buckets_done(&l.mentions);
    okr_buckets_done(&l.indicators);
    okr_table_free(l.table);
    return status;
}
