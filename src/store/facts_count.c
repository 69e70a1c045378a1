/* The figures that every workspace keeps: cut by each dimension, and by territory with kind,
 * contour and status. */
#include "store/facts.h"

#include <math.h>

/* One cut; dimensions as in okr_stats_request. */
typedef struct cut {
    int dimensions;
    okr_dimension by[2];
} cut;

static const cut cuts[] = {
    {0, {OKR_BY_MUNICIPALITY, OKR_BY_MUNICIPALITY}},
    {1, {OKR_BY_MUNICIPALITY, OKR_BY_MUNICIPALITY}},
    {1, {OKR_BY_AGGLOMERATION, OKR_BY_AGGLOMERATION}},
    {1, {OKR_BY_CONTOUR, OKR_BY_CONTOUR}},
    {1, {OKR_BY_PRIORITY, OKR_BY_PRIORITY}},
    {1, {OKR_BY_KIND, OKR_BY_KIND}},
    {1, {OKR_BY_KIND_GROUP, OKR_BY_KIND_GROUP}},
    {1, {OKR_BY_STATUS, OKR_BY_STATUS}},
    {1, {OKR_BY_PLACEMENT, OKR_BY_PLACEMENT}},
    {1, {OKR_BY_YEAR, OKR_BY_YEAR}},
    {2, {OKR_BY_MUNICIPALITY, OKR_BY_KIND_GROUP}},
    {2, {OKR_BY_MUNICIPALITY, OKR_BY_CONTOUR}},
    {2, {OKR_BY_AGGLOMERATION, OKR_BY_KIND_GROUP}},
    {2, {OKR_BY_AGGLOMERATION, OKR_BY_CONTOUR}},
};

/* Texts are made in `text` and kept in the arena of the facts. */
typedef struct scribe {
    okr_facts *facts;
    const okr_stats *stats;
    okr_text text;
} scribe;

static okr_status keep(scribe *s, const char **out, okr_error *err)
{
    okr_status status = okr_text_check(&s->text, err);

    *out = "";
    if (status == OKR_OK && s->text.size > 0) {
        *out = okr_arena_strndup(&s->facts->arena, okr_text_str(&s->text), s->text.size, err);
        status = *out == NULL ? OKR_ERR_NOMEM : OKR_OK;
    }
    okr_text_clear(&s->text);
    return status;
}

static okr_status name_key(scribe *s, okr_dimension by, int key, const char **code,
                           const char **title, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(s->stats);
    okr_status status = OKR_OK;

    okr_key_code(p, by, key, &s->text);
    status = keep(s, code, err);
    if (status != OKR_OK)
        return status;
    okr_key_title(p, by, key, true, &s->text);
    return keep(s, title, err);
}

static okr_status name_quantity(scribe *s, int quantity, okr_statistic_line *line,
                                okr_error *err)
{
    const okr_programme *p = okr_stats_programme(s->stats);
    const okr_quantity *q = NULL;

    line->indicator = line->indicator_ru = line->kind = line->unit = line->period = "";
    if (quantity < 0)
        return OKR_OK;
    q = okr_quantity_at(okr_stats_quantities(s->stats), quantity);
    line->indicator = q->code;
    line->indicator_ru = q->indicator < 0 ? "" : OKR_INDICATOR(p, q->indicator)->title.ru;
    line->kind = q->kind < 0 ? "" : OKR_KIND(p, q->kind)->code;
    line->unit = q->unit;
    okr_quantity_period(q, &s->text);
    return keep(s, &line->period, err);
}

static okr_status add_line(scribe *s, const cut *asked, const okr_stat_row *row, okr_error *err)
{
    okr_statistic_line line = {
        .by = asked->dimensions < 1 ? "" : okr_word_code(&okr_dimensions, (int)asked->by[0]),
        .by2 = asked->dimensions < 2 ? "" : okr_word_code(&okr_dimensions, (int)asked->by[1]),
        .code2 = "",
        .title2_ru = "",
        .statistic = row->statistic,
        .value = row->value,
        .low = row->low,
        .high = row->high,
        .mark = row->mark,
        .n_known = row->n_known,
        .n_total = row->n_total,
        .method = row->method,
        .origin = row->derived ? (int)OKR_ORIGIN_DERIVED : -1,
    };
    okr_status status = name_key(s, asked->by[0], row->key[0], &line.code, &line.title_ru, err);

    if (status == OKR_OK && asked->dimensions == 2)
        status = name_key(s, asked->by[1], row->key[1], &line.code2, &line.title2_ru, err);
    if (status == OKR_OK)
        status = name_quantity(s, row->quantity, &line, err);
    return status == OKR_OK ? okr_vec_append(&s->facts->statistics, &line, 1, err) : status;
}

static void note_progress(okr_territory_facts *facts, const okr_stat_row *row)
{
    facts->progress = row->value;
    facts->progress_low = row->low;
    facts->progress_high = row->high;
    facts->progress_known = row->n_known;
    facts->progress_total = row->n_total;
}

/* The headline figures of a territory, for choropleths. */
static void note(okr_territory_facts *facts, const okr_stat_row *row)
{
    switch ((int)row->statistic) {
    case OKR_STAT_LISTED:
        facts->listed = row->value;
        break;
    case OKR_STAT_ATTRIBUTED:
        facts->attributed = row->value;
        break;
    case OKR_STAT_COMPLETED:
        facts->completed = row->value;
        break;
    case OKR_STAT_COMPLETED_SHARE:
        facts->completed_share = row->value;
        break;
    case OKR_STAT_OVERDUE:
        facts->overdue = row->value;
        break;
    case OKR_STAT_SPI:
        facts->spi = row->value;
        break;
    case OKR_STAT_ACHIEVEMENT:
        facts->achievement = row->value;
        break;
    case OKR_STAT_PROGRESS:
        note_progress(facts, row);
        break;
    default:
        break;
    }
}

static void note_row(okr_facts *facts, const cut *asked, const okr_stat_row *row)
{
    if (asked->dimensions != 1 || row->key[0] < 0 || row->quantity >= 0)
        return;
    if (asked->by[0] == OKR_BY_MUNICIPALITY)
        note(&facts->municipalities[row->key[0]], row);
    else if (asked->by[0] == OKR_BY_AGGLOMERATION)
        note(&facts->agglomerations[row->key[0]], row);
}

/* A crossing with nothing in it says nothing that its absence does not. */
static bool is_worth_a_line(const cut *asked, const okr_stat_row *row)
{
    if (isnan(row->value) && (row->n_total <= 0 || asked->dimensions == 2))
        return false;
    return asked->dimensions < 2 || row->value != 0.0;
}

static okr_status add_cut(scribe *s, const cut *asked, const okr_selection *selection,
                          okr_error *err)
{
    const okr_stats_request request = {
        {asked->by[0], asked->by[1]}, asked->dimensions, selection};
    okr_vec rows = OKR_VEC(okr_stat_row);
    okr_status status = okr_stats_ask(s->stats, &request, &rows, err);

    for (size_t i = 0; i < rows.count && status == OKR_OK; i++) {
        const okr_stat_row *row = &OKR_AT(&rows, okr_stat_row, i);
        note_row(s->facts, asked, row);
        if (is_worth_a_line(asked, row))
            status = add_line(s, asked, row, err);
    }
    okr_vec_done(&rows);
    return status;
}

okr_status okr_facts_count(okr_facts *facts, const okr_stats *stats,
                           const okr_selection *selection, okr_error *err)
{
    scribe s = {.facts = facts, .stats = stats};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < sizeof cuts / sizeof cuts[0] && status == OKR_OK; i++)
        status = add_cut(&s, &cuts[i], selection, err);
    okr_text_done(&s.text);
    return status;
}
