/* The rows of an explanation: parts of a figure, then the figure. */
#include "view/explain.h"

#include "view/query.h"
#include "view/stats_table.h"

#include <math.h>
#include <stdlib.h>

static void value_columns(okr_figure_family family, okr_table *t)
{
    if (family == OKR_FAMILY_COUNT)
        okr_table_column(t, "status", "Статус", "Status", -1);
    if (family == OKR_FAMILY_MEAN) {
        okr_table_column(t, "value", "Значение, %", "Value, %", 1);
        okr_table_column(t, "how", "Откуда значение", "Value from", -1);
        okr_table_column(t, "weight", "Вес", "Weight", 3);
    }
    if (family == OKR_FAMILY_SUM) {
        okr_table_column(t, "value", "Значение", "Value", 3);
        okr_table_column(t, "how", "Откуда значение", "Value from", -1);
    }
}

void okr_explain_columns(okr_figure_family family, okr_table *t)
{
    okr_table_column(t, "statistic", "Статистика", "Statistic", -1);
    okr_table_column(t, "statistic_title", "Число", "Figure", -1);
    if (family == OKR_FAMILY_EXTENT) {
        okr_table_column(t, "municipality", "Код", "Code", -1);
        okr_table_column(t, "municipality_title", "Муниципалитет", "Municipality", -1);
    } else {
        if (family == OKR_FAMILY_SUM)
            okr_show_quantity_columns(t);
        okr_place_columns(t);
        okr_table_column(t, "share", "Доля", "Share", 4);
        value_columns(family, t);
    }
    okr_table_column(t, "part", "Вклад", "Part", 4);
    okr_table_column(t, "reason", "Почему нет вклада", "Why no part", -1);
    okr_table_column(t, "source_ref", "Источник", "Source", -1);
}

static void add_word(okr_table *t, const okr_vocabulary *list, int value)
{
    okr_table_lend(t, okr_word_title(list, value, true), okr_word_title(list, value, false));
}

static void add_place(const okr_explain_view *v, const okr_stat_part *part, okr_table *t)
{
    okr_lend_place(v->places, part->measure, part->estimated, t);
    okr_table_number(t, part->share);
}

static const okr_quantity *quantity_of(const okr_explain_view *v, const okr_stat_row *row)
{
    return row->quantity < 0
               ? NULL
               : okr_quantity_at(okr_stats_quantities(v->ask->stats), row->quantity);
}

/* What the value and the part are divided by to be shown. */
static double scale_of(const okr_explain_view *v, const okr_stat_row *row)
{
    const bool plain = row->statistic == OKR_STAT_EARNED_VALUE ||
                       row->statistic == OKR_STAT_PLANNED_VALUE ||
                       row->statistic == OKR_STAT_SPI;

    if (row->quantity >= 0)
        return okr_quantity_shown_factor(quantity_of(v, row));
    return v->family == OKR_FAMILY_MEAN && !plain ? 0.01 : 1.0;
}

static void add_how(const okr_explain_view *v, const okr_stat_row *row,
                    const okr_stat_part *part, okr_table *t)
{
    const okr_programme *p = okr_stats_programme(v->ask->stats);
    const bool target =
        row->statistic == OKR_STAT_TARGET_SUM || row->statistic == OKR_STAT_TARGET_TOUCHING;

    if (v->family == OKR_FAMILY_SUM && part->indicator < 0)
        add_word(t, &okr_origins, (int)OKR_ORIGIN_STATED);
    else if (v->family == OKR_FAMILY_SUM) {
        const okr_indicator *i = OKR_INDICATOR(p, part->indicator);
        add_word(t, &okr_origins, (int)(target ? i->target.origin : i->actual.origin));
    } else if (row->statistic == OKR_STAT_PLANNED_VALUE)
        okr_table_titles(t, "план к отчётной дате", "plan at the status date");
    else if (row->statistic == OKR_STAT_ACHIEVEMENT)
        okr_table_titles(t, "достижение показателей", "achievement of indicators");
    else
        add_word(t, &okr_progress_ways,
                 (int)okr_stats_progress(v->ask->stats, part->measure)->way);
}

static void add_value(const okr_explain_view *v, const okr_stat_row *row,
                      const okr_stat_part *part, okr_table *t)
{
    const okr_programme *p = okr_stats_programme(v->ask->stats);
    const double scale = v->family == OKR_FAMILY_MEAN ? 0.01 : scale_of(v, row);

    if (v->family == OKR_FAMILY_COUNT) {
        const int status = OKR_MEASURE(p, part->measure)->status;
        const okr_titles none = {"", ""};
        const okr_titles title = status < 0 ? none : OKR_STATUS_WORD(p, status)->title;
        okr_table_lend(t, title.ru, title.en);
        return;
    }
    if (v->family == OKR_FAMILY_DRAWN)
        return;
    okr_table_marked(t, part->value.value / scale, okr_mark_of(part->value.bounds));
    if (isnan(part->value.value))
        okr_table_text(t, "");
    else
        add_how(v, row, part, t);
    if (v->family == OKR_FAMILY_MEAN)
        okr_table_number(t, part->weight);
}

static const char *source_of(const okr_programme *p, const okr_stat_part *part)
{
    if (part->municipality >= 0)
        return OKR_MUNICIPALITY(p, part->municipality)->source;
    if (part->indicator >= 0 && OKR_INDICATOR(p, part->indicator)->source_ref[0] != '\0')
        return OKR_INDICATOR(p, part->indicator)->source_ref;
    if (part->finance >= 0)
        return OKR_AT(&p->finance, okr_finance, part->finance).source_ref;
    return OKR_MEASURE(p, part->measure)->source_ref;
}

static void add_statistic(const okr_explain_view *v, const okr_stat_row *row, okr_table *t)
{
    const char *code = okr_word_code(&okr_statistics, (int)row->statistic);

    okr_table_lend(t, code, code);
    add_word(t, &okr_statistics, (int)row->statistic);
    if (v->family == OKR_FAMILY_SUM)
        okr_lend_quantity(v->quantities, row->quantity, t);
}

static void add_part(const okr_explain_view *v, const okr_stat_row *row,
                     const okr_stat_part *part, okr_table *t)
{
    const okr_programme *p = okr_stats_programme(v->ask->stats);

    add_statistic(v, row, t);
    if (part->municipality >= 0) {
        const okr_municipality *m = OKR_MUNICIPALITY(p, part->municipality);
        okr_table_lend(t, m->oktmo, m->oktmo);
        okr_table_lend(t, m->name_ru, m->name_en);
    } else {
        add_place(v, part, t);
        add_value(v, row, part, t);
    }
    okr_table_marked(t, part->contribution / scale_of(v, row), okr_mark_of(part->value.bounds));
    add_word(t, &okr_part_reasons, (int)part->reason);
    okr_table_lend(t, source_of(p, part), source_of(p, part));
}

/* An unknown total gives the first of its parts' reasons. */
static okr_part_reason total_reason(const okr_explain_view *v, const okr_explained *e)
{
    for (size_t i = 0; isnan(e->figure.value) && i < e->count; i++) {
        const okr_stat_part *part =
            &OKR_AT(&v->explanation->parts, okr_stat_part, e->first + i);
        if (part->reason != OKR_PART_COUNTS)
            return part->reason;
    }
    return OKR_PART_COUNTS;
}

static void add_total(const okr_explain_view *v, const okr_explained *e, okr_table *t)
{
    /* Cells between the statistic and the part, title included. */
    static const int between[] = {
        [OKR_FAMILY_COUNT] = 8, [OKR_FAMILY_MEAN] = 10,  [OKR_FAMILY_DRAWN] = 7,
        [OKR_FAMILY_SUM] = 9,   [OKR_FAMILY_EXTENT] = 2,
    };

    add_statistic(v, &e->figure, t);
    okr_table_text(t, "");
    okr_table_titles(t, "Всего", "Total");
    for (int c = 2; c < between[v->family]; c++)
        okr_table_text(t, "");
    okr_table_marked(t, e->figure.value / scale_of(v, &e->figure), e->figure.mark);
    add_word(t, &okr_part_reasons, (int)total_reason(v, e));
    okr_table_text(t, "");
}

/* What the rows are made of. */
typedef struct rows {
    okr_explain_view view; /* of the members below */
    okr_explanation explanation;
    okr_table *quantities; /* owned: their words */
    okr_place_words places;
} rows;

/* Every figure has a row for each of its parts and one for itself. */
static const okr_explained *figure_of(const rows *r, size_t row, size_t *part)
{
    size_t low = 0;
    size_t high = r->explanation.figures.count;

    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (OKR_AT(&r->explanation.figures, okr_explained, middle).first + middle <= row)
            low = middle;
        else
            high = middle;
    }
    const okr_explained *e = &OKR_AT(&r->explanation.figures, okr_explained, low);
    *part = row - low - e->first;
    return e;
}

static void add_row(const void *user, size_t row, okr_table *t)
{
    const rows *r = user;
    size_t part = 0;
    const okr_explained *e = figure_of(r, row, &part);

    if (part == e->count)
        add_total(&r->view, e, t);
    else
        add_part(&r->view, &e->figure,
                 &OKR_AT(&r->explanation.parts, okr_stat_part, e->first + part), t);
}

static void release(void *user)
{
    rows *r = user;

    okr_explanation_done(&r->explanation);
    okr_table_free(r->quantities);
    okr_place_words_done(&r->places);
    free(r);
}

/* Values and parts bear the marks of what they are made of. */
static void announce_part(okr_figure_family family, const okr_stat_part *part, okr_table *t)
{
    const size_t column = t->columns.count - 3; /* before the reason and the source */

    if (okr_mark_of(part->value.bounds) == OKR_MARK_EQUAL)
        return;
    if (!isnan(part->contribution))
        okr_table_announce_marks(t, column);
    if (!isnan(part->value.value) && family == OKR_FAMILY_SUM)
        okr_table_announce_marks(t, column - 2);
    if (!isnan(part->value.value) && family == OKR_FAMILY_MEAN)
        okr_table_announce_marks(t, column - 3);
}

static void announce(const rows *r, okr_table *t)
{
    for (size_t i = 0; i < r->explanation.parts.count; i++)
        announce_part(r->view.family, &OKR_AT(&r->explanation.parts, okr_stat_part, i), t);
    for (size_t i = 0; i < r->explanation.figures.count; i++) {
        const okr_stat_row *figure = &OKR_AT(&r->explanation.figures, okr_explained, i).figure;
        if (figure->mark != OKR_MARK_EQUAL && !isnan(figure->value))
            okr_table_announce_marks(t, t->columns.count - 3);
    }
}

/* Takes the explanation over, and finds the words of its rows. */
static okr_status make_rows(rows *r, const okr_explain_view *view, okr_error *err)
{
    r->view = *view;
    r->explanation = *view->explanation;
    *view->explanation = (okr_explanation){0};
    r->view.explanation = &r->explanation;
    r->quantities = okr_quantity_words(view->ask->stats, err);
    r->view.quantities = r->quantities;
    r->view.places = &r->places;
    return r->quantities == NULL
               ? OKR_ERR_NOMEM
               : okr_place_words_make(&r->places, view->ask, &r->explanation.parts, err);
}

okr_status okr_explain_rows(const okr_explain_view *view, okr_table *t, okr_error *err)
{
    rows *r = calloc(1, sizeof *r);
    const size_t parts = view->explanation->parts.count;
    const size_t figures = view->explanation->figures.count;
    okr_status status = OKR_OK;

    if (r == NULL)
        return okr_fail_nomem(err);
    status = make_rows(r, view, err);
    if (t->error.status == OKR_OK)
        announce(r, t);
    if (figures == 1)
        t->foot = parts;
    okr_table_adopt(t, &(okr_table_body){parts + figures, add_row, release, r});
    return status;
}
