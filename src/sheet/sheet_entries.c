/* Further lists of a sheet: measures of the whole agglomeration, and the settlements of a
 * municipality or the measures of a larger territory by groups of kinds. */
#include "sheet/sheet.h"

#include "base/text.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

/* Longer words for a kind, such as «сельский населённый пункт», say nothing. */
static const size_t longest_kind = 12;

/* Something to list: the largest first. */
typedef struct listed {
    double size; /* -1 unknown */
    const char *name;
    int index;
} listed;

static int compare_listed(const void *a, const void *b)
{
    const listed *p = a;
    const listed *q = b;
    int order = (p->size < q->size) - (p->size > q->size);

    if (order == 0)
        order = okr_utf8_compare(p->name, q->name);
    return order != 0 ? order : (p->index > q->index) - (p->index < q->index);
}

static void sort(okr_vec *list)
{
    if (list->count > 0)
        qsort(list->data, list->count, sizeof(listed), compare_listed);
}

static okr_status add_entry(okr_sheet *sheet, const okr_map_job *job, okr_sheet_entry entry,
                            double figure, okr_error *err)
{
    okr_text text = {0};

    if (!isnan(figure))
        okr_map_number(&text, figure, 0, job->options->russian);
    entry.figure = okr_sheet_keep(sheet, &text, err);
    okr_text_done(&text);
    return entry.figure == NULL ? OKR_ERR_NOMEM
                                : okr_vec_append(&sheet->entries, &entry, 1, err);
}

static okr_status add_settlements(okr_sheet *sheet, const okr_map_job *job, okr_error *err)
{
    const okr_programme *p = job->programme;
    const okr_bucket rows = okr_buckets_at(&job->settlements, sheet->index);
    okr_vec list = OKR_VEC(listed);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < rows.count && status == OKR_OK; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(p, rows.rows[i]);
        const listed one = {isnan(s->population) ? -1.0 : s->population,
                            job->settlement_names[rows.rows[i]], rows.rows[i]};
        status = okr_vec_append(&list, &one, 1, err);
    }
    sort(&list);
    for (size_t i = 0; i < list.count && list.count > 1 && status == OKR_OK; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(p, OKR_AT(&list, listed, i).index);
        const okr_sheet_entry entry = {
            .title = OKR_AT(&list, listed, i).name,
            .detail =
                job->options->russian && okr_utf8_width(s->kind) <= longest_kind ? s->kind : "",
            .bar = NAN};
        status = add_entry(sheet, job, entry, s->population, err);
    }
    okr_vec_done(&list);
    return status;
}

static const okr_stat_row *find_kind(const okr_map_job *job, int territory, int kind,
                                     okr_statistic statistic)
{
    for (size_t i = 0; i < job->by_kind.count; i++) {
        const okr_stat_row *row = &OKR_AT(&job->by_kind, okr_stat_row, i);
        if (row->key[0] == territory && row->key[1] == kind && row->statistic == statistic)
            return row;
    }
    return NULL;
}

static okr_status add_kinds(okr_sheet *sheet, const okr_map_job *job, okr_error *err)
{
    const int territory = sheet->kind == OKR_SHEET_AGGLOMERATION ? sheet->index : OKR_KEY_TOTAL;
    okr_vec list = OKR_VEC(listed);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < job->by_kind.count && status == OKR_OK; i++) {
        const okr_stat_row *row = &OKR_AT(&job->by_kind, okr_stat_row, i);
        const listed one = {row->value,
                            okr_map_pick(job, OKR_KIND(job->programme, row->key[1])->title),
                            row->key[1]};
        if (row->key[0] == territory && row->statistic == OKR_STAT_LISTED && row->value > 0.0)
            status = okr_vec_append(&list, &one, 1, err);
    }
    sort(&list);
    for (size_t i = 0; i < list.count && status == OKR_OK; i++) {
        const listed *one = &OKR_AT(&list, listed, i);
        const okr_stat_row *share =
            find_kind(job, territory, one->index, OKR_STAT_COMPLETED_SHARE);
        okr_sheet_entry entry = {.title = one->name, .detail = "", .bar = NAN};
        if (share != NULL)
            entry.bar = share->value;
        status = add_entry(sheet, job, entry, one->size, err);
    }
    okr_vec_done(&list);
    return status;
}

/* Whether the sheet is about an agglomeration or a member of it. */
static bool concerns(const okr_sheet *sheet, const okr_map_job *job, int agglomeration)
{
    const okr_bucket members = okr_buckets_at(&job->members, agglomeration);

    if (sheet->kind != OKR_SHEET_MUNICIPALITY)
        return sheet->kind == OKR_SHEET_AGGLOMERATION && sheet->index == agglomeration;
    for (size_t i = 0; i < members.count; i++)
        if (OKR_MEMBER(job->programme, members.rows[i])->municipality == sheet->index)
            return true;
    return false;
}

static okr_status add_wholes(okr_sheet *sheet, const okr_map_job *job, okr_error *err)
{
    const okr_programme *p = job->programme;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->measures.count && status == OKR_OK; i++) {
        const okr_measure *m = OKR_MEASURE(p, i);
        const okr_place *place = okr_places_at(job->ask.selection->places, (int)i);
        const okr_sheet_whole whole = {.symbol = okr_sheet_symbol(p, m),
                                       .title = okr_map_pick(job, m->title),
                                       .state = okr_sheet_state(job, m)};
        bool here = false;
        if (!job->ask.selection->chosen[i] || okr_stats_root(job->ask.stats, (int)i) != (int)i)
            continue;
        for (size_t k = 0; k < place->agglomeration_count; k++)
            here = here || concerns(sheet, job, place->agglomerations[k]);
        if (here)
            status = okr_vec_append(&sheet->wholes, &whole, 1, err);
    }
    return status;
}

okr_status okr_sheet_entries(okr_sheet *sheet, const okr_map_job *job, okr_error *err)
{
    const okr_status status = add_wholes(sheet, job, err);

    if (status != OKR_OK)
        return status;
    return sheet->kind == OKR_SHEET_MUNICIPALITY ? add_settlements(sheet, job, err)
                                                 : add_kinds(sheet, job, err);
}
