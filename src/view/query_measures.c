/* A list of measures: what, where, how far. */
#include "view/query.h"

#include "view/workspace.h"

#include <math.h>
#include <stdlib.h>

enum { COLUMN_PROGRESS = 9 };

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

static const char *local_name(const okr_municipality *m)
{
    return m->name_short_ru[0] == '\0' ? m->name_ru : m->name_short_ru;
}

static void name_of(const okr_municipality *m, bool russian, okr_text *text)
{
    okr_text_add(text, russian || m->name_en[0] == '\0' ? local_name(m) : m->name_en);
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

/* Most measures stand in one municipality, whose names need no copy. */
static bool is_one_whole(const okr_place *place)
{
    const double share = place->count == 1 ? place->parts[0].share[OKR_SHARE_COUNT] : 0.0;

    return place->count == 1 && place->agglomeration_count == 0 && !(share < 1);
}

void okr_show_where(const okr_programme *p, const okr_place *place, okr_table *t)
{
    okr_text ru = {0};
    okr_text en = {0};

    if (is_one_whole(place)) {
        const okr_municipality *m = OKR_MUNICIPALITY(p, place->parts[0].municipality);
        okr_table_titles(t, local_name(m), m->name_en[0] == '\0' ? local_name(m) : m->name_en);
        return;
    }
    list_parts(p, place, true, &ru);
    list_parts(p, place, false, &en);
    okr_table_titles(t, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

static void add_word(okr_table *t, const okr_vocabulary *list, int value)
{
    okr_table_lend(t, okr_word_title(list, value, true), okr_word_title(list, value, false));
}

/* What happened goes before what was planned. */
static okr_date first_known(okr_date actual, okr_date planned)
{
    return actual.precision != OKR_DATE_NONE ? actual : planned;
}

/* The measures that are listed. */
typedef struct listed {
    const okr_stats *stats;
    const okr_selection *selection;
    okr_vec rows; /* int */
} listed;

static void add_measure(const void *user, size_t row, okr_table *t)
{
    const listed *list = user;
    const int measure = OKR_AT(&list->rows, int, row);
    const okr_place *place = okr_places_at(list->selection->places, measure);
    const okr_programme *p = okr_stats_programme(list->stats);
    const okr_measure *m = OKR_MEASURE(p, measure);
    const okr_bounded progress = okr_stats_progress(list->stats, measure)->physical;
    const okr_titles none = {"", ""};
    const okr_titles kind = m->kind < 0 ? none : OKR_KIND(p, m->kind)->title;
    const okr_titles status = m->status < 0 ? none : OKR_STATUS_WORD(p, m->status)->title;

    okr_table_lend(t, m->measure_id, m->measure_id);
    okr_table_lend(t, m->title.ru, m->title.en);
    add_word(t, &okr_roles, (int)m->role);
    okr_table_lend(t, kind.ru, kind.en);
    okr_table_lend(t, status.ru, status.en);
    add_word(t, &okr_placements, (int)place->placement);
    okr_show_where(p, place, t);
    okr_table_date(t, first_known(m->actual_start, m->planned_start));
    okr_table_date(t, first_known(m->actual_end, m->planned_end));
    okr_table_marked(t, progress.value * 100, okr_mark_of(progress.bounds));
    okr_table_lend(t, m->source_ref, m->source_ref);
}

static void release(void *user)
{
    listed *list = user;

    okr_vec_done(&list->rows);
    free(list);
}

static okr_status choose(listed *list, okr_table *t, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < list->selection->count && status == OKR_OK; i++) {
        if (!list->selection->chosen[i])
            continue;
        const okr_bounded progress = okr_stats_progress(list->stats, (int)i)->physical;
        if (!isnan(progress.value) && okr_mark_of(progress.bounds) != OKR_MARK_EQUAL)
            okr_table_announce_marks(t, COLUMN_PROGRESS);
        status = okr_vec_append(&list->rows, &(int){(int)i}, 1, err);
    }
    return status;
}

okr_status okr_list_measures(const okr_stats *stats, const okr_selection *selection,
                             okr_table *table, okr_error *err)
{
    listed *list = calloc(1, sizeof *list);
    okr_status status = OKR_OK;

    if (list == NULL)
        return okr_fail_nomem(err);
    *list = (listed){stats, selection, OKR_VEC(int)};
    add_columns(table);
    status = choose(list, table, err);
    okr_table_adopt(table, &(okr_table_body){list->rows.count, add_measure, release, list});
    return status;
}
