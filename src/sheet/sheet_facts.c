#include "sheet/sheet.h"

#include <math.h>

/* A fact under construction: the value is built in `text`. */
typedef struct builder {
    okr_sheet *sheet;
    const okr_map_job *job;
    okr_text text;
    okr_error *err;
    okr_status status;
} builder;

static void say(builder *b, const char *ru, const char *en)
{
    okr_text_add(&b->text, b->job->options->russian ? ru : en);
}

static void figure(builder *b, double value, int digits)
{
    okr_map_number(&b->text, value, digits, b->job->options->russian);
}

static void finish(builder *b, const char *ru, const char *en, double bar)
{
    okr_sheet_fact *fact = NULL;

    if (b->status != OKR_OK)
        return;
    fact = okr_vec_push(&b->sheet->facts, b->err);
    if (fact != NULL) {
        fact->label = b->job->options->russian ? ru : en;
        fact->value = okr_sheet_keep(b->sheet, &b->text, b->err);
        fact->bar = bar;
    }
    if (fact == NULL || fact->value == NULL)
        b->status = OKR_ERR_NOMEM;
}

static const okr_stat_row *row_of(const builder *b, okr_statistic statistic)
{
    const okr_headline *headline = &b->job->whole;

    if (b->sheet->kind == OKR_SHEET_MUNICIPALITY)
        headline = &b->job->municipalities[b->sheet->index];
    else if (b->sheet->kind == OKR_SHEET_AGGLOMERATION)
        headline = &b->job->agglomerations[b->sheet->index];
    return &headline->of[statistic];
}

/* The value times a factor, with its mark; false when it is not known. */
static bool stat(builder *b, okr_statistic statistic, double factor, int digits)
{
    const okr_stat_row *row = row_of(b, statistic);

    if (isnan(row->value))
        return false;
    okr_text_add(&b->text, okr_mark_sign(row->mark));
    figure(b, row->value * factor, digits);
    return true;
}

static void add_territory(builder *b)
{
    const okr_programme *p = b->job->programme;
    const double m2 = row_of(b, OKR_STAT_AREA)->value;

    if (stat(b, OKR_STAT_POPULATION, 1.0, 0)) {
        if (b->sheet->kind == OKR_SHEET_MUNICIPALITY &&
            OKR_MUNICIPALITY(p, b->sheet->index)->population_year > 0)
            okr_text_addf(&b->text, " (%d)",
                          OKR_MUNICIPALITY(p, b->sheet->index)->population_year);
        finish(b, "Население", "Population", NAN);
    }
    if (stat(b, OKR_STAT_AREA, 1e-6, m2 < 1e9 ? 1 : 0)) {
        say(b, "\u00a0км²", "\u00a0km²");
        if (p->boundary_set.approximate)
            say(b, " (прибл.)", " (approx.)");
        finish(b, "Площадь в границах", "Area within boundaries", NAN);
    }
}

static void add_counts(builder *b)
{
    const double listed = row_of(b, OKR_STAT_LISTED)->value;
    const double attributed = row_of(b, OKR_STAT_ATTRIBUTED)->value;

    if (!stat(b, OKR_STAT_LISTED, 1.0, 0))
        return;
    if (fabs(attributed - listed) > 1e-9) {
        say(b, "; с учётом долей ", "; by shares ");
        (void)stat(b, OKR_STAT_ATTRIBUTED, 1.0, 1);
    }
    finish(b, "Мероприятий", "Measures", NAN);
    if (!(listed > 0.0))
        return;
    if (stat(b, OKR_STAT_COMPLETED_SHARE, 100.0, 0)) {
        okr_text_add(&b->text, "\u00a0% (");
        (void)stat(b, OKR_STAT_COMPLETED, 1.0, 0);
        okr_text_add(&b->text, ")");
        finish(b, "Завершено", "Completed", row_of(b, OKR_STAT_COMPLETED_SHARE)->value);
    }
    (void)stat(b, OKR_STAT_IMPLEMENTATION, 1.0, 0);
    finish(b, "Ведутся работы", "Under way", NAN);
}

static void add_progress(builder *b)
{
    const okr_stat_row *row = row_of(b, OKR_STAT_PROGRESS);

    if (row->n_total > 0) {
        if (stat(b, OKR_STAT_PROGRESS, 100.0, 0))
            okr_text_add(&b->text, "\u00a0% ");
        else
            say(b, "неизвестен ", "unknown ");
        say(b, "(у\u00a0", "(known of\u00a0");
        okr_text_addf(&b->text, "%d\u00a0", row->n_known);
        say(b, "из\u00a0", "of\u00a0");
        okr_text_addf(&b->text, "%d)", row->n_total);
        finish(b, "Ход работ, среднее по известным", "Physical progress, mean of the known",
               row->value);
    }
    if (stat(b, OKR_STAT_SPI, 1.0, 2))
        finish(b, "Выполнение плана (SPI)", "Schedule performance (SPI)", NAN);
    if (row_of(b, OKR_STAT_OVERDUE)->value > 0.0) {
        (void)stat(b, OKR_STAT_OVERDUE, 1.0, 0);
        finish(b, "Срок истёк", "Overdue", NAN);
    }
    if (row_of(b, OKR_STAT_DRAWN_LENGTH)->value > 0.0) {
        (void)stat(b, OKR_STAT_DRAWN_LENGTH, 1e-3, 1);
        say(b, " км", " km");
        finish(b, "Длина линий на карте", "Length of drawn lines", NAN);
    }
}

okr_status okr_sheet_facts(okr_sheet *sheet, const okr_map_job *job, okr_error *err)
{
    builder b = {.sheet = sheet, .job = job, .err = err};

    add_territory(&b);
    add_counts(&b);
    add_progress(&b);
    okr_text_done(&b.text);
    return b.status;
}

static void note(builder *b, const char *ru, const char *en, double n)
{
    const char *text = NULL;

    if (!(n > 0.0) || b->status != OKR_OK)
        return;
    say(b, ru, en);
    okr_text_add(&b->text, ": ");
    figure(b, n, 0);
    text = okr_sheet_keep(b->sheet, &b->text, b->err);
    b->status =
        text == NULL ? OKR_ERR_NOMEM : okr_vec_append(&b->sheet->notes, &text, 1, b->err);
}

okr_status okr_sheet_notes(okr_sheet *sheet, const okr_map_job *job, okr_error *err)
{
    builder b = {.sheet = sheet, .job = job, .err = err};
    const double *placed = job->placed;

    note(&b, "на весь регион", "region-wide", placed[OKR_PLACEMENT_REGION]);
    note(&b, "на агломерацию или природную территорию", "on an agglomeration or natural area",
         placed[OKR_PLACEMENT_TERRITORY]);
    note(&b, "без места", "without a place", placed[OKR_PLACEMENT_UNPLACED]);
    note(&b, "за пределами региона", "outside the region", placed[OKR_PLACEMENT_OUTSIDE]);
    okr_text_done(&b.text);
    return b.status;
}
