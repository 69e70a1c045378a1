/* A list of measures: what, where, how far. */
#include "view/query.h"

#include "view/workspace.h"

#include <math.h>

static void add_columns(okr_table *t)
{
    okr_table_column(t, "measure_id", "Мероприятие", "Measure", -1);
    okr_table_column(t, "title", "Название", "Title", -1);
    okr_table_column(t, "role", "Роль", "Role", -1);
    okr_table_column(t, "kind", "Вид", "Kind", -1);
    okr_table_column(t, "status", "Статус", "Status", -1);
    okr_table_column(t, "placement", "Размещение", "Placement", -1);
    okr_table_column(t, "municipalities", "Где", "Where", -1);
    okr_table_column(t, "start", "Начало", "Start", -1);
    okr_table_column(t, "end", "Окончание", "End", -1);
    okr_table_column(t, "progress_pct", "Прогресс, %", "Progress, %", 1);
    okr_table_column(t, "source_ref", "Источник", "Source", -1);
}

static void name_of(const okr_municipality *m, bool russian, okr_text *text)
{
    const char *local = m->name_short_ru[0] == '\0' ? m->name_ru : m->name_short_ru;

    okr_text_add(text, russian || m->name_en[0] == '\0' ? local : m->name_en);
}

/* "Юрга 40 %; Топки 60 %": shares stand only where they are known and not the whole. */
static void list_parts(const okr_programme *p, const okr_place *place, bool russian,
                       okr_text *text)
{
    for (size_t i = 0; i < place->count; i++) {
        const okr_place_part *part = &place->parts[i];
        const double share = part->share[OKR_SHARE_COUNT];
        okr_text_add(text, i == 0 ? "" : "; ");
        name_of(OKR_MUNICIPALITY(p, part->municipality), russian, text);
        if (!isnan(share) && share < 1) {
            okr_text_add(text, " ");
            okr_show_number(share * 100, 1, russian, text);
            okr_text_add(text, " %");
        }
    }
    for (size_t i = 0; i < place->agglomeration_count; i++) {
        const okr_titles title = OKR_AGGLOMERATION(p, place->agglomerations[i])->title;
        okr_text_addf(text, "%s%s", text->size == 0 ? "" : "; ",
                      okr_titles_pick(title, russian));
    }
}

void okr_show_where(const okr_programme *p, const okr_place *place, okr_table *t)
{
    okr_text ru = {0};
    okr_text en = {0};

    list_parts(p, place, true, &ru);
    list_parts(p, place, false, &en);
    okr_table_titles(t, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

static void add_word(okr_table *t, const okr_vocabulary *list, int value)
{
    okr_table_titles(t, okr_word_title(list, value, true), okr_word_title(list, value, false));
}

/* What happened goes before what was planned. */
static okr_date first_known(okr_date actual, okr_date planned)
{
    return actual.precision != OKR_DATE_NONE ? actual : planned;
}

static void add_measure(const okr_stats *stats, const okr_place *place, int measure,
                        okr_table *t)
{
    const okr_programme *p = okr_stats_programme(stats);
    const okr_measure *m = OKR_MEASURE(p, measure);
    const okr_bounded progress = okr_stats_progress(stats, measure)->physical;
    const okr_titles none = {"", ""};
    const okr_titles kind = m->kind < 0 ? none : OKR_KIND(p, m->kind)->title;
    const okr_titles status = m->status < 0 ? none : OKR_STATUS_WORD(p, m->status)->title;

    okr_table_text(t, m->measure_id);
    okr_table_titles(t, m->title.ru, m->title.en);
    add_word(t, &okr_roles, (int)m->role);
    okr_table_titles(t, kind.ru, kind.en);
    okr_table_titles(t, status.ru, status.en);
    add_word(t, &okr_placements, (int)place->placement);
    okr_show_where(p, place, t);
    okr_table_date(t, first_known(m->actual_start, m->planned_start));
    okr_table_date(t, first_known(m->actual_end, m->planned_end));
    okr_table_marked(t, progress.value * 100, okr_mark_of(progress.bounds));
    okr_table_text(t, m->source_ref);
}

void okr_list_measures(const okr_stats *stats, const okr_selection *selection, okr_table *table)
{
    add_columns(table);
    for (size_t i = 0; i < selection->count; i++)
        if (selection->chosen[i])
            add_measure(stats, okr_places_at(selection->places, (int)i), (int)i, table);
}
