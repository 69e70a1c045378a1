/* A list of indicators, filtered by what they have. */
#include "view/query.h"

#include "base/i18n.h"
#include "view/workspace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The options' filters, read once. */
typedef struct figure_filter {
    bool target, actual; /* wanted, when `has` is set */
    bool has;
    unsigned qualifiers; /* bits of okr_qualifier; 0: any */
    bool no_period;      /* only those without a period */
    okr_date period;
} figure_filter;

static okr_status read_has(const char *has, figure_filter *filter, okr_error *err)
{
    filter->has = has != NULL;
    if (has == NULL)
        return OKR_OK;
    filter->target = strcmp(has, "target") == 0 || strcmp(has, "both") == 0;
    filter->actual = strcmp(has, "actual") == 0 || strcmp(has, "both") == 0;
    if (!filter->target && !filter->actual && strcmp(has, "none") != 0)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --has: '%s' is none of target, actual, both, none"), has);
    return OKR_OK;
}

static okr_status read_qualifiers(const char *list, figure_filter *filter, okr_error *err)
{
    while (list != NULL && *list != '\0') {
        const size_t n = strcspn(list, ",");
        char word[32] = "";
        int value = -1;
        if (n < sizeof word) {
            memcpy(word, list, n);
            value = okr_word_find(&okr_qualifiers, word);
        }
        if (value < 0)
            return okr_fail(err, OKR_ERR_USAGE, _("option --qualifier: '%.*s' is no qualifier"),
                            (int)n, list);
        filter->qualifiers |= 1U << value;
        list += n + (list[n] == ',' ? 1 : 0);
    }
    return OKR_OK;
}

static okr_status read_filter(const okr_query_options *options, figure_filter *filter,
                              okr_error *err)
{
    okr_status status = read_has(options->has, filter, err);

    if (status == OKR_OK)
        status = read_qualifiers(options->qualifier, filter, err);
    filter->no_period = options->period != NULL && strcmp(options->period, "none") == 0;
    if (status == OKR_OK && options->period != NULL && !filter->no_period &&
        !okr_date_parse(options->period, &filter->period))
        return okr_fail(err, OKR_ERR_USAGE, _("option --period: '%s' is not a date"),
                        options->period);
    return status;
}

static bool bears(const okr_value *value, unsigned qualifiers)
{
    return !isnan(value->number) && (qualifiers & 1U << value->qualifier) != 0;
}

static bool touches(const okr_indicator *i, okr_date period)
{
    const okr_date start =
        i->period_start.precision != OKR_DATE_NONE ? i->period_start : i->period_end;
    const okr_date end =
        i->period_end.precision != OKR_DATE_NONE ? i->period_end : i->period_start;

    return start.precision != OKR_DATE_NONE &&
           okr_date_first_day(start) <= okr_date_last_day(period) &&
           okr_date_last_day(end) >= okr_date_first_day(period);
}

static bool passes(const okr_indicator *i, const figure_filter *filter)
{
    if (filter->has && (isnan(i->target.number) == filter->target ||
                        isnan(i->actual.number) == filter->actual))
        return false;
    if (filter->qualifiers != 0 && !bears(&i->target, filter->qualifiers) &&
        !bears(&i->actual, filter->qualifiers) && !bears(&i->percent, filter->qualifiers))
        return false;
    if (filter->no_period)
        return i->period_start.precision == OKR_DATE_NONE &&
               i->period_end.precision == OKR_DATE_NONE;
    return filter->period.precision == OKR_DATE_NONE || touches(i, filter->period);
}

/* Target, actual and percent may bear marks. */
enum { COLUMN_TARGET = 6 };

static void add_columns(okr_table *t)
{
    okr_table_column(t, "measure_id", "Мероприятие", "Measure", -1);
    okr_table_column(t, "measure_title", "Название мероприятия", "Measure title", -1);
    okr_table_column(t, "indicator", "Показатель", "Indicator", -1);
    okr_table_column(t, "title", "Название показателя", "Title", -1);
    okr_table_column(t, "unit", "Единица", "Unit", -1);
    okr_table_column(t, "baseline", "Было", "Baseline", 3);
    okr_table_column(t, "target", "План", "Target", 3);
    okr_table_column(t, "actual", "Факт", "Actual", 3);
    okr_table_column(t, "percent", "Процент", "Percent", 1);
    okr_table_column(t, "percent_kind", "Что это за процент", "Percent means", -1);
    okr_table_column(t, "period", "Период", "Period", -1);
    okr_table_column(t, "origin", "Происхождение", "Origin", -1);
    okr_table_column(t, "source_ref", "Источник", "Source", -1);
    okr_table_column(t, "note", "Примечание", "Note", -1);
}

/* A qualified value is shown with the sign of its direction: «более 34» is ≥34. */
static void add_value(okr_table *t, const okr_value *value)
{
    okr_table_marked(t, value->number, okr_mark_of(okr_bounds_of(value->qualifier)));
}

static void add_period(okr_table *t, const okr_indicator *i)
{
    char period[2 * OKR_DATE_TEXT + 1];
    char end[OKR_DATE_TEXT];
    char *at = NULL;

    okr_date_format(i->period_start, period);
    okr_date_format(i->period_end, end);
    if (end[0] != '\0' && strcmp(period, end) != 0) {
        at = period + strlen(period);
        *at = '/';
        memcpy(at + 1, end, strlen(end) + 1);
    }
    okr_table_text(t, period);
}

/* What a reader must not take for the programme's own word is named: "вычислено: процент". */
static void list_derived(unsigned derived, bool russian, okr_text *text)
{
    static const okr_titles names[] = {
        {"план", "target"}, {"факт", "actual"}, {"процент", "percent"}};

    okr_text_add(text, okr_word_title(&okr_origins, (int)OKR_ORIGIN_DERIVED, russian));
    for (size_t v = 0, n = 0; v < sizeof names / sizeof names[0]; v++)
        if ((derived >> v & 1U) != 0) {
            okr_text_add(text, n++ == 0 ? ": " : ", ");
            okr_text_add(text, okr_titles_pick(names[v], russian));
        }
}

/* What may be said of origins: nothing, sets of derived values by their bits, all stated. */
enum { DERIVED_SETS = 8, ALL_STATED = DERIVED_SETS };

static okr_table *origin_words(okr_error *err)
{
    okr_table *t = okr_table_new("", "", err);

    if (t == NULL)
        return NULL;
    okr_table_column(t, "origin", "", "", -1);
    okr_table_text(t, "");
    for (unsigned derived = 1; derived < DERIVED_SETS; derived++) {
        okr_text ru = {0};
        okr_text en = {0};
        list_derived(derived, true, &ru);
        list_derived(derived, false, &en);
        okr_table_titles(t, okr_text_str(&ru), okr_text_str(&en));
        okr_text_done(&ru);
        okr_text_done(&en);
    }
    okr_table_titles(t, okr_word_title(&okr_origins, (int)OKR_ORIGIN_STATED, true),
                     okr_word_title(&okr_origins, (int)OKR_ORIGIN_STATED, false));
    return t;
}

static size_t origins_of(const okr_indicator *i)
{
    const okr_value *const values[] = {&i->target, &i->actual, &i->percent};
    unsigned derived = 0;
    bool stated = false;

    for (size_t v = 0; v < sizeof values / sizeof values[0]; v++) {
        if (isnan(values[v]->number))
            continue;
        stated |= values[v]->origin == OKR_ORIGIN_STATED;
        derived |= values[v]->origin == OKR_ORIGIN_DERIVED ? 1U << v : 0U;
    }
    return derived != 0 || !stated ? derived : ALL_STATED;
}

/* The indicators that are listed. */
typedef struct listed {
    const okr_programme *programme;
    okr_vec rows;       /* int */
    okr_table *origins; /* owned: origin_words */
} listed;

static void add_indicator(const void *user, size_t row, okr_table *t)
{
    const listed *list = user;
    const okr_programme *p = list->programme;
    const okr_indicator *i = OKR_INDICATOR(p, OKR_AT(&list->rows, int, row));
    const okr_measure *m = OKR_MEASURE(p, i->measure);
    const okr_titles as_read = {i->unit_code, i->unit_code};
    const okr_titles unit = i->unit < 0 ? as_read : OKR_UNIT(p, i->unit)->title;
    const int kind = (int)i->percent_kind;

    okr_table_lend(t, i->measure_id, i->measure_id);
    okr_table_lend(t, m->title.ru, m->title.en);
    okr_table_lend(t, i->code, i->code);
    okr_table_lend(t, i->title.ru, i->title.en);
    okr_table_lend(t, unit.ru, unit.en);
    okr_table_number(t, i->baseline);
    add_value(t, &i->target);
    add_value(t, &i->actual);
    add_value(t, &i->percent);
    okr_table_lend(t, kind == 0 ? "" : okr_word_title(&okr_percent_kinds, kind, true),
                   kind == 0 ? "" : okr_word_title(&okr_percent_kinds, kind, false));
    add_period(t, i);
    okr_table_lend_row(t, list->origins, origins_of(i));
    okr_table_lend(t, i->source_ref, i->source_ref);
    okr_table_lend(t, i->note, i->note);
}

static void release(void *user)
{
    listed *list = user;

    okr_vec_done(&list->rows);
    okr_table_free(list->origins);
    free(list);
}

static void announce(const okr_value *value, size_t column, okr_table *t)
{
    if (!isnan(value->number) && okr_mark_of(okr_bounds_of(value->qualifier)) != OKR_MARK_EQUAL)
        okr_table_announce_marks(t, column);
}

static okr_status choose(listed *list, const okr_selection *selection,
                         const figure_filter *filter, okr_table *t, okr_error *err)
{
    const okr_programme *p = list->programme;
    okr_status status = okr_vec_reserve(&list->rows, p->indicators.count + 1, err);

    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++) {
        const okr_indicator *x = OKR_INDICATOR(p, i);
        if (x->measure < 0 || !selection->figures[x->measure] || !passes(x, filter))
            continue;
        announce(&x->target, COLUMN_TARGET, t);
        announce(&x->actual, COLUMN_TARGET + 1, t);
        announce(&x->percent, COLUMN_TARGET + 2, t);
        status = okr_vec_append(&list->rows, &(int){(int)i}, 1, err);
    }
    return status;
}

okr_status okr_list_indicators(const okr_stats *stats, const okr_selection *selection,
                               const okr_query_options *options, okr_table *table,
                               okr_error *err)
{
    figure_filter filter = {.has = false};
    listed *list = NULL;
    okr_status status = read_filter(options, &filter, err);

    if (status != OKR_OK)
        return status;
    list = calloc(1, sizeof *list);
    if (list == NULL)
        return okr_fail_nomem(err);
    *list = (listed){okr_stats_programme(stats), OKR_VEC(int), origin_words(err)};
    add_columns(table);
    status =
        list->origins == NULL ? OKR_ERR_NOMEM : choose(list, selection, &filter, table, err);
    okr_table_adopt(table, &(okr_table_body){list->rows.count, add_indicator, release, list});
    return status;
}
