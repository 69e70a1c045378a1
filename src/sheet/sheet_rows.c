#include "sheet/sheet.h"

#include "base/text.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

/* The part of a measure in a municipality, or NULL. */
static const okr_place_part *part_in(const okr_place *place, int municipality)
{
    for (size_t i = 0; i < place->count; i++)
        if (place->parts[i].municipality == municipality)
            return &place->parts[i];
    return NULL;
}

/* The group at the top of a kind's tree: the table is ordered and headed by it. */
static int top_kind(const okr_programme *p, int kind)
{
    while (kind >= 0 && OKR_KIND(p, kind)->parent >= 0)
        kind = OKR_KIND(p, kind)->parent;
    return kind;
}

/* A measure and where it belongs in the table. */
typedef struct ranked {
    int top, kind, measure;
} ranked;

static int compare_ranked(const void *a, const void *b)
{
    const ranked *p = a;
    const ranked *q = b;

    if (p->top != q->top)
        return (unsigned)p->top < (unsigned)q->top ? -1 : 1; /* -1, unknown, comes last */
    if (p->kind != q->kind)
        return p->kind < q->kind ? -1 : 1;
    return (p->measure > q->measure) - (p->measure < q->measure);
}

static bool is_here(const okr_sheet *sheet, const okr_map_job *job, int measure)
{
    return job->ask.selection->chosen[measure] &&
           part_in(okr_places_at(job->ask.selection->places, measure), sheet->index) != NULL;
}

static okr_status list_measures(const okr_sheet *sheet, const okr_map_job *job, okr_vec *list,
                                okr_error *err)
{
    const okr_programme *p = job->programme;

    for (size_t i = 0; i < p->measures.count; i++) {
        const int kind = OKR_MEASURE(p, i)->kind;
        const int root = okr_stats_root(job->ask.stats, (int)i);
        const ranked r = {top_kind(p, kind), kind, (int)i};
        if (!is_here(sheet, job, (int)i) || (root != (int)i && is_here(sheet, job, root)))
            continue;
        if (okr_vec_append(list, &r, 1, err) != OKR_OK)
            return OKR_ERR_NOMEM;
    }
    if (list->count > 0)
        qsort(list->data, list->count, sizeof(ranked), compare_ranked);
    return OKR_OK;
}

/* What a row says beside its title: how much of a shared measure is here. */
static void add_share(const okr_map_job *job, const okr_place_part *part, okr_text *text)
{
    const bool russian = job->options->russian;

    if (part == NULL)
        return;
    if (part->length_m > 0.0) {
        okr_map_number(text, part->length_m / 1000.0, 1, russian);
        okr_text_add(text, russian ? " км здесь" : " km here");
    } else if (part->area_m2 > 0.0) {
        okr_map_number(text, part->area_m2 / 1e6, 1, russian);
        okr_text_add(text, russian ? " км² здесь" : " km² here");
    } else if (isnan(part->share[OKR_SHARE_COUNT])) {
        okr_text_add(text, russian ? "в нескольких муниципалитетах, не делится"
                                   : "in several municipalities, not split");
    } else if (part->share[OKR_SHARE_COUNT] < 1.0) {
        okr_map_number(text, part->share[OKR_SHARE_COUNT] * 100.0, 0, russian);
        okr_text_add(text, russian ? " % мероприятия здесь" : " % of it here");
    }
}

okr_symbol okr_sheet_symbol(const okr_programme *p, const okr_measure *m)
{
    const okr_rgb grey = {0.35, 0.35, 0.35};
    okr_symbol symbol = {
        .shape = "circle", .colour = grey, .filling = okr_filling_of(m->lifecycle)};

    if (m->kind >= 0) {
        symbol.shape = OKR_KIND(p, m->kind)->symbol;
        symbol.colour = okr_rgb_parse(OKR_KIND(p, m->kind)->colour, grey);
    }
    return symbol;
}

const char *okr_sheet_state(const okr_map_job *job, const okr_measure *m)
{
    if (m->status >= 0)
        return okr_map_pick(job, OKR_STATUS_WORD(job->programme, m->status)->title);
    return okr_word_title(&okr_lifecycles, (int)m->lifecycle, job->options->russian);
}

static okr_status add_row(okr_sheet *sheet, const okr_map_job *job, ranked r, okr_error *err)
{
    const okr_programme *p = job->programme;
    const okr_measure *m = OKR_MEASURE(p, r.measure);
    const okr_progress_of *progress = okr_stats_progress(job->ask.stats, r.measure);
    okr_sheet_row *row = okr_vec_push(&sheet->rows, err);
    okr_text detail = {0};

    if (row == NULL)
        return OKR_ERR_NOMEM;
    add_share(job, part_in(okr_places_at(job->ask.selection->places, r.measure), sheet->index),
              &detail);
    *row = (okr_sheet_row){.number = (int)sheet->rows.count,
                           .measure = r.measure,
                           .municipality = -1,
                           .symbol = okr_sheet_symbol(p, m),
                           .title = okr_map_pick(job, m->title),
                           .detail = okr_sheet_keep(sheet, &detail, err),
                           .state = okr_sheet_state(job, m),
                           .progress = progress->physical.value,
                           .mark = okr_mark_of(progress->physical.bounds),
                           .enters = progress->enters};
    okr_text_done(&detail);
    return row->detail == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

/* What one location of a measure can be drawn by in the municipality; false: nothing here. */
static bool stand_of(const okr_sheet *sheet, const okr_map_job *job, int location,
                     okr_sheet_mark *mark)
{
    const okr_programme *p = job->programme;
    const okr_location *l = OKR_LOCATION(p, location);
    const bool exact = l->exactness == OKR_EXACTNESS_EXACT;

    mark->location = location;
    mark->approximate = !exact;
    mark->settlement = -1;
    if (l->geometry.size > 0) {
        mark->stand = OKR_STAND_DRAWN;
        return true;
    }
    if (l->settlement >= 0 && !isnan(OKR_SETTLEMENT(p, l->settlement)->lon) &&
        OKR_SETTLEMENT(p, l->settlement)->municipality == sheet->index) {
        mark->stand = OKR_STAND_SETTLEMENT;
        mark->settlement = l->settlement;
        return true;
    }
    mark->stand = OKR_STAND_WHOLE;
    mark->approximate = true;
    return l->municipality == sheet->index;
}

/* Geometry that the links put somewhere else is not drawn as a point of this sheet. */
static bool lies_elsewhere(const okr_sheet *sheet, const okr_map_job *job,
                           const okr_sheet_mark *mark)
{
    const okr_bucket links = okr_buckets_at(&job->links, mark->location);

    if (mark->stand != OKR_STAND_DRAWN)
        return false;
    for (size_t i = 0; i < links.count; i++)
        if (OKR_LINK(job->programme, links.rows[i])->municipality == sheet->index)
            return false;
    return true;
}

/* The finest places that are known: the whole municipality only when nothing finer is. */
static okr_status add_marks(okr_sheet *sheet, const okr_map_job *job, size_t row,
                            okr_error *err)
{
    const int measure = OKR_AT(&sheet->rows, okr_sheet_row, row).measure;
    const okr_bucket locations = okr_buckets_at(&job->locations, measure);
    okr_sheet_mark whole = {.row = row,
                            .location = -1,
                            .settlement = -1,
                            .stand = OKR_STAND_WHOLE,
                            .approximate = true};
    bool found = false;

    for (size_t i = 0; i < locations.count; i++) {
        okr_sheet_mark mark = {.row = row};
        if (!stand_of(sheet, job, locations.rows[i], &mark) ||
            lies_elsewhere(sheet, job, &mark) || mark.stand == OKR_STAND_WHOLE)
            continue;
        found = true;
        if (okr_vec_append(&sheet->marks, &mark, 1, err) != OKR_OK)
            return OKR_ERR_NOMEM;
    }
    return found ? OKR_OK : okr_vec_append(&sheet->marks, &whole, 1, err);
}

okr_status okr_sheet_measure_rows(okr_sheet *sheet, const okr_map_job *job, okr_error *err)
{
    okr_vec list = OKR_VEC(ranked);
    int heading = -2;
    okr_status status = list_measures(sheet, job, &list, err);

    for (size_t i = 0; i < list.count && status == OKR_OK; i++) {
        const ranked r = OKR_AT(&list, ranked, i);
        status = add_row(sheet, job, r, err);
        if (status != OKR_OK)
            break;
        if (r.top != heading)
            OKR_AT(&sheet->rows, okr_sheet_row, i).heading =
                r.top >= 0 ? okr_map_pick(job, OKR_KIND(job->programme, r.top)->title)
                           : (job->options->russian ? "Прочее" : "Other");
        heading = r.top;
        status = add_marks(sheet, job, i, err);
    }
    okr_vec_done(&list);
    return status;
}

/* A municipality and its name, to sort. */
typedef struct named {
    const char *name;
    int index;
} named;

static int compare_named(const void *a, const void *b)
{
    const named *p = a;
    const named *q = b;
    const int order = okr_utf8_compare(p->name, q->name);

    return order != 0 ? order : (p->index > q->index) - (p->index < q->index);
}

static okr_status add_place(okr_sheet *sheet, const okr_map_job *job, int index, okr_error *err)
{
    const okr_stat_row *of = job->municipalities[index].of;
    okr_sheet_row *row = okr_vec_push(&sheet->rows, err);
    okr_text text = {0};

    if (row == NULL)
        return OKR_ERR_NOMEM;
    *row = (okr_sheet_row){.number = okr_sheet_number_of(job, index),
                           .measure = -1,
                           .municipality = index,
                           .title = okr_sheet_name(job, index, true),
                           .detail = "",
                           .progress = of[OKR_STAT_PROGRESS].value,
                           .mark = of[OKR_STAT_PROGRESS].mark,
                           .enters = of[OKR_STAT_PROGRESS].n_total > 0};
    okr_map_number(&text, of[OKR_STAT_LISTED].value, 0, job->options->russian);
    row->state = okr_sheet_keep(sheet, &text, err);
    okr_text_done(&text);
    return row->state == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

okr_status okr_sheet_place_rows(okr_sheet *sheet, const okr_map_job *job, okr_error *err)
{
    okr_vec list = OKR_VEC(named);
    okr_status status = OKR_OK;

    for (size_t i = 0; i < job->programme->municipalities.count && status == OKR_OK; i++) {
        const named n = {okr_sheet_name(job, (int)i, true), (int)i};
        if (sheet->member[i])
            status = okr_vec_append(&list, &n, 1, err);
    }
    if (list.count > 0)
        qsort(list.data, list.count, sizeof(named), compare_named);
    for (size_t i = 0; i < list.count && status == OKR_OK; i++)
        status = add_place(sheet, job, OKR_AT(&list, named, i).index, err);
    okr_vec_done(&list);
    return status;
}
