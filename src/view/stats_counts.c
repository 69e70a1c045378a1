/* Measures and progress, one row per key or pair of keys. */
#include "view/stats_table.h"

#include <math.h>
#include <stdlib.h>

/* Which member of a figure a column shows. */
typedef enum member { VALUE, LOW, HIGH, KNOWN, TOTAL } member;

typedef struct count_column {
    okr_statistic statistic;
    member member;
    double scale; /* shares are shown in percent */
    int digits;
    const char *code, *ru, *en;
} count_column;

/* clang-format off */
static const count_column columns[] = {
    {OKR_STAT_LISTED, VALUE, 1, 0, "listed", "Мероприятий", "Measures"},
    {OKR_STAT_ATTRIBUTED, VALUE, 1, 2, "attributed", "По долям", "By share"},
    {OKR_STAT_IDENTIFICATION, VALUE, 1, 0, "identification", "План", "Planned"},
    {OKR_STAT_PREPARATION, VALUE, 1, 0, "preparation", "Подготовка", "Preparation"},
    {OKR_STAT_IMPLEMENTATION, VALUE, 1, 0, "implementation", "Идёт", "Under way"},
    {OKR_STAT_COMPLETION, VALUE, 1, 0, "completion", "Завершено", "Completed"},
    {OKR_STAT_OPERATING, VALUE, 1, 0, "operating", "Действует", "Operating"},
    {OKR_STAT_CANCELLED, VALUE, 1, 0, "cancelled", "Отменено", "Cancelled"},
    {OKR_STAT_COMPLETED_SHARE, VALUE, 100, 1, "completed_share_pct", "Завершено, %", "Completed, %"},
    {OKR_STAT_PROGRESS, VALUE, 100, 1, "progress_pct", "Прогресс, %", "Progress, %"},
    {OKR_STAT_PROGRESS, LOW, 100, 1, "progress_low_pct", "от, %", "from, %"},
    {OKR_STAT_PROGRESS, HIGH, 100, 1, "progress_high_pct", "до, %", "to, %"},
    {OKR_STAT_PROGRESS, KNOWN, 1, 0, "progress_known", "известно", "known"},
    {OKR_STAT_PROGRESS, TOTAL, 1, 0, "progress_total", "из", "of"},
    {OKR_STAT_SPI, VALUE, 1, 2, "spi", "SPI", "SPI"},
    {OKR_STAT_OVERDUE, VALUE, 1, 0, "overdue", "Просрочено", "Overdue"},
};
/* clang-format on */

enum { COLUMN_COUNT = sizeof columns / sizeof columns[0] };

/* The figures of one key, by statistic; NULL where the key has none. */
typedef struct key_figures {
    const okr_stat_row *of[OKR_STAT_COUNT];
} key_figures;

static double member_of(const okr_stat_row *row, member which)
{
    switch (which) {
    case LOW:
        return row->low;
    case HIGH:
        return row->high;
    case KNOWN:
        return row->n_known;
    case TOTAL:
        return row->n_total;
    case VALUE:
    default:
        return row->value;
    }
}

static double denominator(const key_figures *f, okr_per per)
{
    if (per == OKR_PER_POPULATION && f->of[OKR_STAT_POPULATION] != NULL)
        return f->of[OKR_STAT_POPULATION]->value / 1e3;
    if (per == OKR_PER_AREA && f->of[OKR_STAT_AREA] != NULL)
        return f->of[OKR_STAT_AREA]->value / 1e9;
    if (per == OKR_PER_MEASURE && f->of[OKR_STAT_LISTED] != NULL)
        return f->of[OKR_STAT_LISTED]->value;
    return NAN;
}

/* Attributed shares per base; a base of nothing gives no rate. */
static double rate_of(const key_figures *f, okr_per per)
{
    const double base = denominator(f, per);

    return f->of[OKR_STAT_ATTRIBUTED] == NULL || !(base > 0)
               ? (double)NAN
               : f->of[OKR_STAT_ATTRIBUTED]->value / base;
}

static size_t key_end(const okr_vec *rows, size_t start)
{
    const int *key = OKR_AT(rows, okr_stat_row, start).key;
    size_t end = start;

    while (end < rows->count && OKR_AT(rows, okr_stat_row, end).key[0] == key[0] &&
           OKR_AT(rows, okr_stat_row, end).key[1] == key[1])
        end++;
    return end;
}

static key_figures collect(const okr_vec *rows, size_t start, size_t end)
{
    key_figures f = {{NULL}};

    for (size_t i = start; i < end; i++) {
        const okr_stat_row *row = &OKR_AT(rows, okr_stat_row, i);
        if (row->quantity < 0)
            f.of[row->statistic] = row;
    }
    return f;
}

/* Rank 1 is the highest rate; equal rates share a rank. */
static int rank_of(const okr_stats_view *view, double rate)
{
    int rank = 1;

    for (size_t i = 0; i < view->rows->count; i = key_end(view->rows, i)) {
        const key_figures f = collect(view->rows, i, key_end(view->rows, i));
        if (OKR_AT(view->rows, okr_stat_row, i).key[0] >= 0 && rate_of(&f, view->per) > rate)
            rank++;
    }
    return rank;
}

static void add_columns(const okr_stats_view *view, okr_table *table)
{
    static const okr_word rates[] = {
        [OKR_PER_POPULATION] = {"per_1000_people", "на 1000 жителей", "per 1000 people"},
        [OKR_PER_AREA] = {"per_1000_km2", "на 1000 кв. км", "per 1000 km2"},
        [OKR_PER_MEASURE] = {"per_measure", "на мероприятие", "per measure"},
    };

    for (int d = 0; d < view->request->dimensions || d == 0; d++)
        okr_show_key_columns(view, d, table);
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        okr_table_column(table, columns[c].code, columns[c].ru, columns[c].en,
                         columns[c].digits);
    if (view->per == OKR_PER_NOTHING)
        return;
    okr_table_column(table, rates[view->per].code, rates[view->per].title_ru,
                     rates[view->per].title_en, 3);
    okr_table_column(table, "rank", "Место", "Rank", 0);
}

static void add_rate(const okr_stats_view *view, int key, const key_figures *f,
                     okr_table *table)
{
    const double rate = rate_of(f, view->per);

    okr_table_number(table, rate);
    okr_table_number(table, key < 0 || isnan(rate) ? (double)NAN : rank_of(view, rate));
}

static void add_row(const okr_stats_view *view, const int *key, const key_figures *f,
                    okr_table *table)
{
    for (int d = 0; d < view->request->dimensions || d == 0; d++)
        okr_show_key(view, d, key[d], table);
    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        const okr_stat_row *row = f->of[columns[c].statistic];
        if (row == NULL)
            okr_table_number(table, NAN);
        else
            okr_table_marked(table, member_of(row, columns[c].member) * columns[c].scale,
                             columns[c].member == VALUE ? row->mark : OKR_MARK_EQUAL);
    }
    if (view->per != OKR_PER_NOTHING)
        add_rate(view, key[0], f, table);
}

void okr_show_counts(const okr_stats_view *view, okr_table *table)
{
    add_columns(view, table);
    for (size_t i = 0; i < view->rows->count; i = key_end(view->rows, i)) {
        const key_figures f = collect(view->rows, i, key_end(view->rows, i));
        add_row(view, OKR_AT(view->rows, okr_stat_row, i).key, &f, table);
    }
}
