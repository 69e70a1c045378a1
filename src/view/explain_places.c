/* What an explanation says of where a measure stands; every measure once, its parts are many.
 */
#include "view/explain.h"

#include "view/query.h"

#include <stdlib.h>

void okr_place_columns(okr_table *t)
{
    okr_table_column(t, "measure_id", "Мероприятие", "Measure", -1);
    okr_table_column(t, "title", "Название", "Title", -1);
    okr_table_column(t, "placement", "Размещение", "Placement", -1);
    okr_table_column(t, "municipalities", "Где", "Where", -1);
    okr_table_column(t, "method", "Как найдено", "How found", -1);
    okr_table_column(t, "basis", "Основание", "Basis", -1);
}

static void add_word(okr_table *t, const okr_vocabulary *list, int value)
{
    okr_table_lend(t, okr_word_title(list, value, true), okr_word_title(list, value, false));
}

static void add_one_method(unsigned seen, okr_table *t)
{
    int method = 0;

    while (seen >> method > 1)
        method++;
    if (seen == 0)
        okr_table_lend(t, "", "");
    else
        add_word(t, &okr_link_methods, method);
}

static void add_methods(unsigned seen, okr_table *t)
{
    okr_text ru = {0};
    okr_text en = {0};

    if ((seen & (seen - 1)) == 0) { /* one way or none */
        add_one_method(seen, t);
        return;
    }
    for (int m = 0; m < (int)OKR_LINK_METHOD_COUNT; m++) {
        if ((seen >> m & 1U) == 0)
            continue;
        okr_text_addf(&ru, "%s%s", ru.size > 0 ? ", " : "",
                      okr_word_title(&okr_link_methods, m, true));
        okr_text_addf(&en, "%s%s", en.size > 0 ? ", " : "",
                      okr_word_title(&okr_link_methods, m, false));
    }
    okr_table_titles(t, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

/* The measures whose words are made. */
typedef struct making {
    const okr_ask *ask;
    okr_vec measures; /* int: by row of the words */
    unsigned *seen;   /* owned, by measure: bits of the ways its places were found */
} making;

static void add_measure(const void *user, size_t row, okr_table *t)
{
    const making *w = user;
    const int measure = OKR_AT(&w->measures, int, row);
    const okr_programme *p = okr_stats_programme(w->ask->stats);
    const okr_measure *m = OKR_MEASURE(p, measure);
    const okr_place *place = okr_places_at(w->ask->selection->places, measure);

    okr_table_lend(t, m->measure_id, m->measure_id);
    okr_table_lend(t, m->title.ru, m->title.en);
    add_word(t, &okr_placements, (int)place->placement);
    okr_show_where(p, place, t);
    add_methods(w->seen[measure], t);
    add_word(t, &okr_bases, (int)place->basis);
}

/* The ways in which links to the places asked for were found. */
static void note_methods(making *w)
{
    const okr_programme *p = okr_stats_programme(w->ask->stats);
    const okr_selection *s = w->ask->selection;

    for (size_t i = 0; i < p->links.count; i++) {
        const okr_link *l = OKR_LINK(p, i);
        if (l->municipality >= 0 && (s->bases & OKR_BASIS_BIT(l->basis)) != 0 &&
            (!okr_selection_has_place(s) || s->municipalities[l->municipality]))
            w->seen[l->measure] |= 1U << l->method;
    }
}

/* Every measure that has a part gets a row. */
static okr_status list_measures(making *w, int *row_of, const okr_vec *parts, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < parts->count && status == OKR_OK; i++) {
        const int measure = OKR_AT(parts, okr_stat_part, i).measure;
        if (measure < 0 || row_of[measure] > 0)
            continue;
        status = okr_vec_append(&w->measures, &measure, 1, err);
        row_of[measure] = (int)w->measures.count;
    }
    return status;
}

static okr_status make(making *w, okr_place_words *words, const okr_vec *parts, okr_error *err)
{
    okr_status status = OKR_OK;

    if (words->table == NULL)
        return OKR_ERR_NOMEM;
    if (words->row_of == NULL || w->seen == NULL)
        return okr_fail_nomem(err);
    okr_place_columns(words->table);
    note_methods(w);
    status = list_measures(w, words->row_of, parts, err);
    if (status != OKR_OK)
        return status;
    okr_table_adopt(
        words->table,
        &(okr_table_body){.rows = w->measures.count, .fill = add_measure, .user = w});
    return okr_table_gather(words->table, err);
}

okr_status okr_place_words_make(okr_place_words *words, const okr_ask *ask,
                                const okr_vec *parts, okr_error *err)
{
    const size_t n = okr_stats_programme(ask->stats)->measures.count;
    making w = {.ask = ask, .measures = OKR_VEC(int), .seen = calloc(n + 1, sizeof *w.seen)};
    okr_status status = OKR_OK;

    words->table = okr_table_new("", "", err);
    words->row_of = calloc(n + 1, sizeof *words->row_of);
    status = make(&w, words, parts, err);
    okr_vec_done(&w.measures);
    free(w.seen);
    return status;
}

void okr_lend_place(const okr_place_words *words, int measure, bool estimated, okr_table *table)
{
    enum { METHOD = 4 };
    const size_t row = (size_t)words->row_of[measure] - 1;
    const size_t first = table->cells.count;

    okr_table_lend_row(table, words->table, row);
    if (!estimated || table->error.status != OKR_OK)
        return;
    OKR_AT(&table->cells, okr_cell, first + METHOD) = (okr_cell){
        .kind = OKR_CELL_TEXT,
        .text = {okr_word_title(&okr_stat_methods, (int)OKR_METHOD_ESTIMATED, true),
                 okr_word_title(&okr_stat_methods, (int)OKR_METHOD_ESTIMATED, false)}};
}

void okr_place_words_done(okr_place_words *words)
{
    okr_table_free(words->table);
    free(words->row_of);
    *words = (okr_place_words){0};
}
