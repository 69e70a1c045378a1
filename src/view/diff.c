/* Two workspaces compared: measures by identifier, municipalities by code. */
#include "okrug/diff.h"

#include "view/diff.h"
#include "view/workspace.h"

#include <stdio.h>

static const okr_word reasons[OKR_REASON_COUNT] = {
    [OKR_REASON_NEW] = {"new", "появилось", "new"},
    [OKR_REASON_GONE] = {"gone", "исчезло", "gone"},
    [OKR_REASON_STATUS] = {"status", "статус", "status"},
    [OKR_REASON_DATE] = {"date", "дата", "date"},
    [OKR_REASON_FIGURE] = {"figure", "показатель", "figure"},
    [OKR_REASON_PLACE] = {"place", "место", "place"},
    [OKR_REASON_GEOMETRY] = {"geometry", "геометрия", "geometry"},
    [OKR_REASON_BOUNDARY] = {"boundary", "граница", "boundary"},
    [OKR_REASON_TITLE] = {"title", "название", "title"},
    [OKR_REASON_KIND] = {"kind", "вид", "kind"},
    [OKR_REASON_ROLE] = {"role", "роль", "role"},
    [OKR_REASON_POPULATION] = {"population", "население", "population"},
};

void okr_diff_cells(okr_diff_run *run, okr_reason reason, const char *what, okr_titles before,
                    okr_titles after)
{
    okr_table_text(run->table, reasons[reason].code);
    okr_table_titles(run->table, reasons[reason].title_ru, reasons[reason].title_en);
    okr_table_text(run->table, what);
    okr_table_titles(run->table, before.ru, before.en);
    okr_table_titles(run->table, after.ru, after.en);
    run->counts[reason]++;
}

static void list_municipalities(const okr_diff_side *side, int measure, okr_text *names)
{
    const okr_place *place = okr_places_at(side->places, measure);

    for (size_t i = 0; i < place->count; i++) {
        const okr_municipality *m =
            OKR_MUNICIPALITY(side->programme, place->parts[i].municipality);
        okr_text_addf(names, "%s%s", i == 0 ? "" : "; ",
                      m->name_short_ru[0] == '\0' ? m->name_ru : m->name_short_ru);
    }
}

void okr_diff_add(okr_diff_run *run, okr_diff_subject subject, okr_reason reason,
                  const char *what, okr_titles before, okr_titles after)
{
    const okr_measure *m = OKR_MEASURE(subject.side->programme, subject.measure);
    okr_text names = {0};

    list_municipalities(subject.side, subject.measure, &names);
    okr_table_text(run->table, okr_text_str(&names));
    okr_table_text(run->table, m->measure_id);
    okr_table_titles(run->table, m->title.ru, m->title.en);
    okr_diff_cells(run, reason, what, before, after);
    okr_text_done(&names);
}

static void add_columns(okr_table *t)
{
    okr_table_column(t, "municipality", "Муниципальное образование", "Municipality", -1);
    okr_table_column(t, "measure_id", "Мероприятие", "Measure", -1);
    okr_table_column(t, "title", "Название", "Title", -1);
    okr_table_column(t, "reason", "Причина", "Reason", -1);
    okr_table_column(t, "reason_title", "Что изменилось", "What changed", -1);
    okr_table_column(t, "what", "Поле", "Field", -1);
    okr_table_column(t, "before", "Было", "Before", -1);
    okr_table_column(t, "after", "Стало", "After", -1);
}

static void add_counts(okr_diff_run *run)
{
    if (okr_table_rows(run->table) == 0)
        okr_table_note(run->table, "Изменений нет", "Nothing has changed");
    for (int r = 0; r < (int)OKR_REASON_COUNT; r++) {
        char ru[96];
        char en[96];
        if (run->counts[r] == 0)
            continue;
        (void)snprintf(ru, sizeof ru, "%s: %zu", reasons[r].title_ru, run->counts[r]);
        (void)snprintf(en, sizeof en, "%s: %zu", reasons[r].title_en, run->counts[r]);
        okr_table_note(run->table, ru, en);
    }
}

static okr_status open_side(okr_diff_side *side, const okr_workspace *workspace, okr_error *err)
{
    const okr_programme *p = &workspace->programme;
    okr_status status = okr_places_new(p, OKR_BASES_DEFAULT, &side->places, err);

    side->programme = p;
    if (status == OKR_OK)
        status = okr_buckets_build(&side->figures, p->measures.count, &p->indicators,
                                   offsetof(okr_indicator, measure), err);
    return status;
}

static void close_side(okr_diff_side *side)
{
    okr_places_free(side->places);
    okr_buckets_done(&side->figures);
}

okr_status okr_diff(const okr_workspace *older, const okr_workspace *newer, okr_table **table,
                    okr_error *err)
{
    okr_diff_run run = {.table = okr_table_new("Изменения", "Changes", err)};
    okr_status status = run.table == NULL ? OKR_ERR_NOMEM : OKR_OK;

    if (status == OKR_OK)
        status = open_side(&run.old, older, err);
    if (status == OKR_OK)
        status = open_side(&run.new, newer, err);
    if (status == OKR_OK) {
        add_columns(run.table);
        okr_diff_municipalities(&run);
        okr_diff_measures(&run);
        add_counts(&run);
        status = okr_table_check(run.table, err);
    }
    close_side(&run.old);
    close_side(&run.new);
    if (status == OKR_OK)
        *table = run.table;
    else
        okr_table_free(run.table);
    return status;
}
