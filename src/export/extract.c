#include "export/extract_pick.h"

#include "link/balance.h"
#include "stats/territory.h"

#include <stdlib.h>
#include <string.h>

/* Classifiers and sources are taken whole. */
static const size_t classifiers[] = {
    OKR_ROWS(sources),  OKR_ROWS(attributions), OKR_ROWS(context_layers), OKR_ROWS(accuracies),
    OKR_ROWS(kinds),    OKR_ROWS(allocations),  OKR_ROWS(statuses),       OKR_ROWS(units),
    OKR_ROWS(contours), OKR_ROWS(documents),    OKR_ROWS(report_tables),
};

static const okr_vec *rows_at(const okr_programme *p, size_t rows)
{
    return (const void *)((const unsigned char *)p + rows);
}

static okr_vec *rows_of(okr_programme *p, size_t rows)
{
    return (void *)((unsigned char *)p + rows);
}

static okr_status drop(okr_picker *k, const okr_pick_table *t, const unsigned char *row,
                       okr_error *err)
{
    return t->origin == OKR_NO_ORIGIN ? OKR_OK
                                      : okr_vec_append(&k->dropped, row + t->origin, 1, err);
}

/* Decide which rows of a table are taken. */
static okr_status decide(okr_picker *k, size_t number, okr_error *err)
{
    const okr_pick_table *t = &okr_pick_tables[number];
    const okr_vec *rows = rows_at(k->whole, t->rows);
    int *map = calloc(rows->count + 1, sizeof *map);
    int count = 0;
    okr_status status = map == NULL ? okr_fail_nomem(err) : OKR_OK;

    k->maps[number] = map;
    for (size_t i = 0; i < rows->count && status == OKR_OK; i++) {
        const unsigned char *row = (const unsigned char *)rows->data + i * rows->item_size;
        const bool taken = t->takes(k, row, i);
        map[i] = taken ? count++ : -1;
        if (!taken)
            status = drop(k, t, row, err);
    }
    return status;
}

static void redirect(const okr_picker *k, const okr_pick_table *t, unsigned char *row)
{
    for (int r = 0; r < OKR_PICK_REFERENCES && t->references[r].rows != 0; r++) {
        int index = -1;
        memcpy(&index, row + t->references[r].member, sizeof index);
        if (index >= 0)
            index = okr_picker_map(k, t->references[r].rows)[index];
        memcpy(row + t->references[r].member, &index, sizeof index);
    }
}

static okr_status copy(const okr_picker *k, size_t number, okr_error *err)
{
    const okr_pick_table *t = &okr_pick_tables[number];
    const okr_vec *from = rows_at(k->whole, t->rows);
    okr_vec *to = rows_of(k->part, t->rows);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < from->count && status == OKR_OK; i++) {
        if (k->maps[number][i] < 0)
            continue;
        status =
            okr_vec_append(to, (const unsigned char *)from->data + i * from->item_size, 1, err);
        if (status == OKR_OK)
            redirect(k, t, (unsigned char *)to->data + (to->count - 1) * to->item_size);
    }
    return status;
}

static void mark_above(okr_picker *k)
{
    for (size_t i = 0; i < k->whole->measures.count; i++)
        for (int up = (int)i; k->request->rows->chosen[i] && up >= 0;
             up = OKR_MEASURE(k->whole, up)->parent)
            k->above[up] = true;
}

static okr_status take_rows(okr_picker *k, okr_error *err)
{
    okr_status status = OKR_OK;

    k->maps = calloc(OKR_PICK_TABLES, sizeof *k->maps);
    k->above = calloc(k->whole->measures.count + 1, sizeof *k->above);
    if (k->maps == NULL || k->above == NULL)
        return okr_fail_nomem(err);
    mark_above(k);
    for (size_t t = 0; t < OKR_PICK_TABLES && status == OKR_OK; t++)
        status = decide(k, t, err);
    for (size_t t = 0; t < OKR_PICK_TABLES && status == OKR_OK; t++)
        status = copy(k, t, err);
    for (size_t i = 0; i < sizeof classifiers / sizeof classifiers[0] && status == OKR_OK;
         i++) {
        /* A rule would divide over what is left of the municipalities that a measure names. */
        if (classifiers[i] == OKR_ROWS(allocations) &&
            okr_selection_has_place(k->request->rows))
            continue;
        const okr_vec *rows = rows_at(k->whole, classifiers[i]);
        status = okr_vec_append(rows_of(k->part, classifiers[i]), rows->data, rows->count, err);
    }
    return status;
}

static int by_place(const void *left, const void *right)
{
    const okr_row *a = left, *b = right;

    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

/* Findings about rows that were not taken are dropped with them. */
static okr_status take_findings(okr_picker *k, okr_error *err)
{
    okr_status status = OKR_OK;

    if (k->dropped.count > 1)
        qsort(k->dropped.data, k->dropped.count, k->dropped.item_size, by_place);
    for (size_t i = 0; i < k->whole->findings.count && status == OKR_OK; i++) {
        const okr_finding *finding = OKR_FINDING(k->whole, i);
        const bool dropped = finding->row.source >= 0 && k->dropped.count > 0 &&
                             bsearch(&finding->row, k->dropped.data, k->dropped.count,
                                     k->dropped.item_size, by_place) != NULL;
        if (!dropped)
            status = okr_vec_append(&k->part->findings, finding, 1, err);
    }
    return status;
}

/* Totals of an agglomeration that is not wholly here are at least. */
static void open_agglomerations(okr_programme *p)
{
    for (size_t i = 0; i < p->members.count; i++) {
        const okr_agglomeration_member *m = OKR_MEMBER(p, i);
        if (m->municipality < 0 && m->agglomeration >= 0)
            OKR_AGGLOMERATION(p, m->agglomeration)->members_complete = false;
    }
}

/* What the programme says of itself. */
static void copy_head(okr_programme *part, const okr_programme *whole, okr_titles title)
{
    part->title = whole->title;
    part->region = whole->region;
    part->region_aliases = whole->region_aliases;
    part->period_start = whole->period_start;
    part->period_end = whole->period_end;
    part->status_date = whole->status_date;
    part->as_of = whole->as_of;
    part->crs = whole->crs;
    part->boundary_set = whole->boundary_set;
    part->population_raster = whole->population_raster;
    part->extract = title;
}

/* The facts of rows taken, in their new order; the old array is released. */
static okr_status thin(void **facts, size_t size, const int *map, size_t count, okr_error *err)
{
    unsigned char *thinned = calloc(count + 1, size);

    if (thinned == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < count; i++)
        if (map[i] >= 0)
            memcpy(thinned + (size_t)map[i] * size, (const unsigned char *)*facts + i * size,
                   size);
    free(*facts);
    *facts = thinned;
    return OKR_OK;
}

static okr_status take_facts(const okr_picker *k, okr_facts *facts, okr_error *err)
{
    void *measures = NULL, *municipalities = NULL, *agglomerations = NULL;
    okr_status status = okr_facts_find_of(facts, k->request->stats, k->request->figures, err);

    if (status != OKR_OK)
        return status;
    measures = facts->measures;
    municipalities = facts->municipalities;
    agglomerations = facts->agglomerations;
    status = thin(&measures, sizeof *facts->measures, okr_picker_map(k, OKR_ROWS(measures)),
                  k->whole->measures.count, err);
    if (status == OKR_OK)
        status = thin(&municipalities, sizeof *facts->municipalities,
                      okr_picker_map(k, OKR_ROWS(municipalities)),
                      k->whole->municipalities.count, err);
    if (status == OKR_OK)
        status = thin(&agglomerations, sizeof *facts->agglomerations,
                      okr_picker_map(k, OKR_ROWS(agglomerations)),
                      k->whole->agglomerations.count, err);
    facts->measures = measures;
    facts->municipalities = municipalities;
    facts->agglomerations = agglomerations;
    return status;
}

static void done(okr_picker *k)
{
    for (size_t t = 0; k->maps != NULL && t < OKR_PICK_TABLES; t++)
        free(k->maps[t]);
    free(k->maps);
    free(k->above);
    okr_vec_done(&k->dropped);
}

okr_status okr_extract_make(okr_extract *extract, const okr_extract_request *request,
                            okr_error *err)
{
    const okr_programme *whole = okr_stats_programme(request->stats);
    okr_picker k = {.request = request,
                    .whole = whole,
                    .part = &extract->programme,
                    .dropped = OKR_VEC(okr_row)};
    okr_status status = OKR_OK;

    *extract = (okr_extract){.facts = OKR_FACTS};
    okr_programme_init(k.part);
    copy_head(k.part, whole, request->title);
    status = take_rows(&k, err);
    /* Fills the indices by name. What it finds missing was left out on purpose. */
    if (status == OKR_OK)
        status = okr_programme_connect(k.part, err);
    k.part->findings.count = 0;
    if (status == OKR_OK)
        status = take_findings(&k, err);
    if (status == OKR_OK)
        status = take_facts(&k, &extract->facts, err);
    if (status == OKR_OK && okr_selection_has_place(request->rows)) {
        open_agglomerations(k.part);
        status = okr_extract_cut(extract, request, err);
    }
    if (status == OKR_OK)
        status =
            okr_balance_make(k.part, err); /* what its territory does not hold is outside */
    done(&k);
    return status;
}

void okr_extract_done(okr_extract *extract)
{
    okr_programme_done(&extract->programme);
    okr_facts_done(&extract->facts);
}
