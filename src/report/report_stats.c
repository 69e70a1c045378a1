/* Tables of the report that are statistics: counts, quantities, contours, agglomerations. */
#include "report/report.h"
#include "stats/territory.h"
#include "view/stats_table.h"

#include <math.h>
#include <string.h>

/* Ask for one cut and let a view show it in a table of its own; caller frees. */
typedef okr_status show_fn(const okr_stats_view *view, okr_table *table, okr_error *err);

static okr_status ask_for(const okr_ask *ask, const char *by, show_fn *show, okr_table **out,
                          okr_error *err)
{
    okr_stats_request request = {.selection = ask->selection};
    okr_vec rows = OKR_VEC(okr_stat_row);
    const okr_stats_view view = {.stats = ask->stats, .request = &request, .rows = &rows};
    okr_table *table = okr_table_new("", "", err);
    okr_status status = table == NULL ? OKR_ERR_NOMEM : okr_stats_parse_by(by, &request, err);

    if (status == OKR_OK)
        status = okr_stats_ask(ask->stats, &request, &rows, err);
    if (status == OKR_OK)
        status = show(&view, table, err);
    if (status == OKR_OK)
        status = okr_table_gather(table, err);
    if (status == OKR_OK)
        status = okr_table_check(table, err);
    okr_vec_done(&rows);
    if (status != OKR_OK) {
        okr_table_free(table);
        return status;
    }
    *out = table;
    return OKR_OK;
}

static okr_status show_counts(const okr_stats_view *view, okr_table *table, okr_error *err)
{
    (void)err;
    okr_show_counts(view, table);
    return OKR_OK;
}

static okr_status shape_answer(const okr_report_def *def, const okr_ask *ask, show_fn *show,
                               okr_table *table, okr_error *err)
{
    okr_table *from = NULL;
    okr_status status = ask_for(ask, def->by, show, &from, err);

    if (status == OKR_OK)
        status = okr_report_shape(def, from, table, err);
    okr_table_free(from);
    return status;
}

okr_status okr_report_counts(const okr_report_def *def, const okr_ask *ask, okr_table *table,
                             okr_error *err)
{
    return shape_answer(def, ask, show_counts, table, err);
}

okr_status okr_report_quantities(const okr_report_def *def, const okr_ask *ask,
                                 okr_table *table, okr_error *err)
{
    return shape_answer(def, ask, okr_show_quantities, table, err);
}

static void copy_headings(const okr_table *from, size_t first, okr_table *to)
{
    for (size_t c = first; c < from->columns.count; c++) {
        const okr_heading *h = &OKR_AT(&from->columns, okr_heading, c);
        okr_table_column(to, h->code, h->title.ru, h->title.en, h->digits);
    }
}

static void copy_cells(const okr_table *from, size_t row, size_t first, okr_table *to)
{
    for (size_t c = first; c < from->columns.count; c++)
        okr_report_copy(to, okr_table_cell(from, row, c));
}

static const char *code_of(const okr_table *table, size_t row)
{
    const okr_cell *cell = okr_table_cell(table, row, 0);

    return cell->kind == OKR_CELL_TEXT ? cell->text.ru : "";
}

/* Code and title of a contour, then those of a priority, empty in the row of the contour. */
static void add_contour(const okr_table *contours, size_t row, okr_table *table)
{
    okr_report_copy(table, okr_table_cell(contours, row, 0));
    okr_report_copy(table, okr_table_cell(contours, row, 1));
    okr_table_text(table, "");
    copy_cells(contours, row, 2, table);
}

static void add_priority(const okr_table *contours, size_t contour, const okr_table *priorities,
                         size_t row, okr_table *table)
{
    okr_report_copy(table, okr_table_cell(contours, contour, 0));
    okr_report_copy(table, okr_table_cell(contours, contour, 1));
    okr_report_copy(table, okr_table_cell(priorities, row, 1));
    copy_cells(priorities, row, 2, table);
}

/* "3/tourism" is a priority of contour "3". */
static bool is_of(const char *priority, const char *contour)
{
    const size_t n = strlen(contour);

    return strncmp(priority, contour, n) == 0 && priority[n] == '/';
}

static void join_contours(const okr_table *contours, const okr_table *priorities,
                          okr_table *table)
{
    okr_table_column(table, "contour", "Контур", "Contour", -1);
    okr_table_column(table, "contour_title", "Название контура", "Title of the contour", -1);
    okr_table_column(table, "priority_title", "Приоритет", "Priority", -1);
    copy_headings(contours, 2, table);
    for (size_t c = 0; c < okr_table_rows(contours); c++) {
        add_contour(contours, c, table);
        for (size_t r = 0; r < okr_table_rows(priorities); r++)
            if (is_of(code_of(priorities, r), code_of(contours, c)))
                add_priority(contours, c, priorities, r, table);
    }
}

okr_status okr_report_contours(const okr_report_def *def, const okr_ask *ask, okr_table *table,
                               okr_error *err)
{
    okr_table *contours = NULL;
    okr_table *priorities = NULL;
    okr_table *joined = okr_table_new("", "", err);
    okr_status status =
        joined == NULL ? OKR_ERR_NOMEM : ask_for(ask, "contour", show_counts, &contours, err);

    if (status == OKR_OK)
        status = ask_for(ask, "priority", show_counts, &priorities, err);
    if (status == OKR_OK) {
        join_contours(contours, priorities, joined);
        status = okr_report_shape(def, joined, table, err);
    }
    okr_table_free(contours);
    okr_table_free(priorities);
    okr_table_free(joined);
    return status;
}

/* Whether a municipality lists anything in a table of counts by municipality. */
static bool is_covered(const okr_table *counts, const char *oktmo)
{
    const ptrdiff_t listed = okr_report_column(counts, "listed");

    for (size_t r = 0; r < okr_table_rows(counts); r++)
        if (strcmp(code_of(counts, r), oktmo) == 0)
            return okr_table_cell(counts, r, (size_t)listed)->number > 0;
    return false;
}

static const okr_agglomeration *find_agglomeration(const okr_programme *p, const char *code)
{
    const ptrdiff_t index = okr_map_find(&p->agglomeration_index, code);

    return index < 0 ? NULL : OKR_AGGLOMERATION(p, index);
}

/* Members of today, and those of them with a measure. */
static void count_members(const okr_programme *p, const okr_agglomeration *a,
                          const okr_table *towns, int *members, int *covered)
{
    for (size_t i = 0; i < p->members.count; i++) {
        const okr_agglomeration_member *m = OKR_MEMBER(p, i);
        if (!okr_member_holds(p, m) || OKR_AGGLOMERATION(p, m->agglomeration) != a)
            continue;
        *members += 1;
        *covered += is_covered(towns, OKR_MUNICIPALITY(p, m->municipality)->oktmo);
    }
}

/* Both numbers, at least as many when the list is not complete; unknown of no agglomeration. */
static void add_members(const okr_programme *p, const char *code, const okr_table *towns,
                        okr_table *table)
{
    const okr_agglomeration *a = find_agglomeration(p, code);
    int members = 0;
    int covered = 0;

    if (a == NULL) {
        okr_table_number(table, NAN);
        okr_table_number(table, NAN);
        okr_table_text(table, "");
        return;
    }
    const okr_mark mark = a->members_complete ? OKR_MARK_EQUAL : OKR_MARK_AT_LEAST;
    count_members(p, a, towns, &members, &covered);
    okr_table_marked(table, members, mark);
    okr_table_marked(table, covered, mark);
    okr_table_titles(table, a->members_complete ? "да" : "нет",
                     a->members_complete ? "yes" : "no");
}

static void join_members(const okr_programme *p, const okr_table *counts,
                         const okr_table *towns, okr_table *table)
{
    okr_table_column(table, "agglomeration", "Код", "Code", -1);
    okr_table_column(table, "agglomeration_title", "Агломерация", "Agglomeration", -1);
    okr_table_column(table, "members", "Участников", "Members", 0);
    okr_table_column(table, "members_covered", "из них с мероприятиями", "with measures", 0);
    okr_table_column(table, "members_complete", "Состав полон", "List is complete", -1);
    copy_headings(counts, 2, table);
    for (size_t r = 0; r < okr_table_rows(counts); r++) {
        okr_report_copy(table, okr_table_cell(counts, r, 0));
        okr_report_copy(table, okr_table_cell(counts, r, 1));
        add_members(p, code_of(counts, r), towns, table);
        copy_cells(counts, r, 2, table);
    }
}

okr_status okr_report_agglomerations(const okr_report_def *def, const okr_ask *ask,
                                     okr_table *table, okr_error *err)
{
    okr_table *counts = NULL;
    okr_table *towns = NULL;
    okr_table *joined = okr_table_new("", "", err);
    okr_status status = joined == NULL
                            ? OKR_ERR_NOMEM
                            : ask_for(ask, "agglomeration", show_counts, &counts, err);

    if (status == OKR_OK)
        status = ask_for(ask, "municipality", show_counts, &towns, err);
    if (status == OKR_OK) {
        join_members(okr_stats_programme(ask->stats), counts, towns, joined);
        status = okr_report_shape(def, joined, table, err);
    }
    okr_table_free(counts);
    okr_table_free(towns);
    okr_table_free(joined);
    return status;
}

static void add_absent(const okr_municipality *m, okr_table *table)
{
    okr_table_text(table, m->oktmo);
    okr_table_titles(table, m->name_ru, m->name_en[0] == '\0' ? m->name_ru : m->name_en);
    okr_table_titles(table, okr_word_title(&okr_municipality_types, m->type, true),
                     okr_word_title(&okr_municipality_types, m->type, false));
    okr_table_number(table, m->population);
    okr_table_number(table, m->area_m2 / 1e6);
}

okr_status okr_report_absent(const okr_report_def *def, const okr_ask *ask, okr_table *table,
                             okr_error *err)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    const bool *asked = ask->selection->municipalities;
    okr_table *counts = NULL;
    okr_table *all = okr_table_new("", "", err);
    okr_status status =
        all == NULL ? OKR_ERR_NOMEM : ask_for(ask, "municipality", show_counts, &counts, err);

    if (status == OKR_OK) {
        okr_table_column(all, "oktmo", "ОКТМО", "OKTMO", -1);
        okr_table_column(all, "municipality", "Муниципальное образование", "Municipality", -1);
        okr_table_column(all, "type", "Тип", "Type", -1);
        okr_table_column(all, "population", "Население", "Population", 0);
        okr_table_column(all, "area_km2", "Площадь, кв. км", "Area, km²", 1);
        for (size_t i = 0; i < p->municipalities.count; i++)
            if ((asked == NULL || asked[i]) &&
                !is_covered(counts, OKR_MUNICIPALITY(p, i)->oktmo))
                add_absent(OKR_MUNICIPALITY(p, i), all);
        status = okr_report_shape(def, all, table, err);
    }
    okr_table_free(counts);
    okr_table_free(all);
    return status;
}

okr_status okr_report_gaps(const okr_report_def *def, const okr_ask *ask, okr_table *table,
                           okr_error *err)
{
    okr_table *from = okr_table_new("", "", err);
    okr_status status = from == NULL ? OKR_ERR_NOMEM : def->list(ask, from, err);

    if (status == OKR_OK)
        status = okr_report_shape(def, from, table, err);
    okr_table_free(from);
    return status;
}
