#include "export/extract.h"

#include "link/balance.h"
#include "stats/territory.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { REFERENCES = 4 };

/* A reference of a row to a row of another table that is thinned out as well. */
typedef struct reference {
    size_t member; /* offset of the int index in the row */
    size_t rows;   /* offset of the vector in the programme; 0 ends the list */
} reference;

/* The work: what is asked for, and which rows of which table were taken. */
typedef struct picker {
    const okr_extract_request *request;
    const okr_programme *whole;
    okr_programme *part;
    int **maps;      /* owned, by table: old row to new, -1 not taken */
    bool *above;     /* owned, by measure: stands above one that is taken */
    okr_vec dropped; /* okr_row of rows not taken, sorted at the end */
} picker;

/* A table whose rows are thinned out. */
typedef struct table {
    size_t rows;   /* offset of the vector in the programme */
    size_t origin; /* offset of the okr_row in a row; NO_ORIGIN without one */
    bool (*takes)(const picker *k, const void *row, size_t i);
    reference references[REFERENCES];
} table;

#define NO_ORIGIN SIZE_MAX
#define ROWS(vec) offsetof(okr_programme, vec)
#define REFERS(type, member, vec)                                                              \
    {                                                                                          \
        offsetof(type, member), ROWS(vec)                                                      \
    }

static const int *map_of(const picker *k, size_t rows);

static bool is_taken(const picker *k, size_t rows, int index)
{
    return index >= 0 && map_of(k, rows)[index] >= 0;
}

static bool has_place(const picker *k)
{
    return okr_selection_has_place(k->request->rows);
}

static bool takes_municipality(const picker *k, const void *row, size_t i)
{
    (void)row;
    return !has_place(k) || k->request->rows->municipalities[i];
}

static bool takes_agglomeration(const picker *k, const void *row, size_t i)
{
    (void)row;
    if (!has_place(k) || k->request->rows->agglomerations[i])
        return true;
    for (size_t m = 0; m < k->whole->members.count; m++) {
        const okr_agglomeration_member *member = OKR_MEMBER(k->whole, m);
        if (member->agglomeration == (int)i && okr_member_holds(k->whole, member) &&
            is_taken(k, ROWS(municipalities), member->municipality))
            return true;
    }
    return false;
}

static bool takes_settlement(const picker *k, const void *row, size_t i)
{
    const okr_settlement *s = row;

    (void)i;
    return !has_place(k) || is_taken(k, ROWS(municipalities), s->municipality);
}

static bool takes_member(const picker *k, const void *row, size_t i)
{
    const okr_agglomeration_member *m = row;

    (void)i;
    return !has_place(k) || is_taken(k, ROWS(agglomerations), m->agglomeration);
}

static bool takes_change(const picker *k, const void *row, size_t i)
{
    const okr_municipal_change *c = row;

    (void)i;
    for (size_t m = 0; has_place(k) && m < k->whole->municipalities.count; m++) {
        const char *oktmo = OKR_MUNICIPALITY(k->whole, m)->oktmo;
        if (is_taken(k, ROWS(municipalities), (int)m) &&
            (strcmp(oktmo, c->from_oktmo) == 0 || strcmp(oktmo, c->to_oktmo) == 0))
            return true;
    }
    return !has_place(k);
}

static bool is_chosen(const picker *k, int measure)
{
    return measure >= 0 && k->request->rows->chosen[measure];
}

static bool takes_measure(const picker *k, const void *row, size_t i)
{
    (void)row;
    return is_chosen(k, (int)i) || k->above[i];
}

/* Rows whose first reference is their measure. */
static bool takes_of_measure(const picker *k, const void *row, size_t member)
{
    int measure = 0;

    memcpy(&measure, (const unsigned char *)row + member, sizeof measure);
    return is_chosen(k, measure);
}

/* What serves a territory stands outside it, too: a share stays that of the whole programme. */
static bool takes_share(const picker *k, const void *row, size_t i)
{
    const okr_service_share *share = row;

    (void)i;
    return !has_place(k) || is_taken(k, ROWS(municipalities), share->municipality) ||
           is_taken(k, ROWS(agglomerations), share->agglomeration);
}

static bool takes_service(const picker *k, const void *row, size_t i)
{
    (void)i;
    return is_taken(k, ROWS(settlements), ((const okr_settlement_service *)row)->settlement);
}

#define TAKES(type)                                                                            \
    static bool takes_##type(const picker *k, const void *row, size_t i)                       \
    {                                                                                          \
        (void)i;                                                                               \
        return takes_of_measure(k, row, offsetof(okr_##type, measure));                        \
    }
TAKES(mention)
TAKES(location)
TAKES(indicator)
TAKES(observation)
TAKES(milestone)
TAKES(finance)
TAKES(link)

/* clang-format off */
/* In an order in which a table comes after those its rule asks. */
static const table tables[] = {
    {ROWS(municipalities), offsetof(okr_municipality, row), takes_municipality, {{0, 0}}},
    {ROWS(changes), offsetof(okr_municipal_change, row), takes_change, {{0, 0}}},
    {ROWS(agglomerations), offsetof(okr_agglomeration, row), takes_agglomeration, {{0, 0}}},
    {ROWS(members), offsetof(okr_agglomeration_member, row), takes_member,
     {REFERS(okr_agglomeration_member, agglomeration, agglomerations),
      REFERS(okr_agglomeration_member, municipality, municipalities)}},
    {ROWS(settlements), offsetof(okr_settlement, row), takes_settlement,
     {REFERS(okr_settlement, municipality, municipalities),
      REFERS(okr_settlement, part_of, settlements)}},
    {ROWS(shares), NO_ORIGIN, takes_share,
     {REFERS(okr_service_share, municipality, municipalities),
      REFERS(okr_service_share, agglomeration, agglomerations)}},
    {ROWS(services), NO_ORIGIN, takes_service,
     {REFERS(okr_settlement_service, settlement, settlements)}},
    {ROWS(measures), offsetof(okr_measure, row), takes_measure,
     {REFERS(okr_measure, parent, measures), REFERS(okr_measure, same_as, measures)}},
    {ROWS(mentions), offsetof(okr_mention, row), takes_mention,
     {REFERS(okr_mention, measure, measures)}},
    {ROWS(locations), offsetof(okr_location, row), takes_location,
     {REFERS(okr_location, measure, measures),
      REFERS(okr_location, municipality, municipalities),
      REFERS(okr_location, settlement, settlements),
      REFERS(okr_location, agglomeration, agglomerations)}},
    {ROWS(indicators), offsetof(okr_indicator, row), takes_indicator,
     {REFERS(okr_indicator, measure, measures)}},
    {ROWS(observations), offsetof(okr_observation, row), takes_observation,
     {REFERS(okr_observation, measure, measures)}},
    {ROWS(milestones), offsetof(okr_milestone, row), takes_milestone,
     {REFERS(okr_milestone, measure, measures)}},
    {ROWS(finance), offsetof(okr_finance, row), takes_finance,
     {REFERS(okr_finance, measure, measures)}},
    {ROWS(links), NO_ORIGIN, takes_link,
     {REFERS(okr_link, measure, measures), REFERS(okr_link, location, locations),
      REFERS(okr_link, municipality, municipalities)}},
};
/* clang-format on */

enum { TABLES = sizeof tables / sizeof tables[0] };

/* Classifiers and sources are taken whole. */
static const size_t classifiers[] = {
    ROWS(sources),  ROWS(attributions), ROWS(context_layers), ROWS(accuracies),
    ROWS(kinds),    ROWS(allocations),  ROWS(statuses),       ROWS(units),
    ROWS(contours), ROWS(documents),    ROWS(report_tables),
};

static const okr_vec *rows_at(const okr_programme *p, size_t rows)
{
    return (const void *)((const unsigned char *)p + rows);
}

static okr_vec *rows_of(okr_programme *p, size_t rows)
{
    return (void *)((unsigned char *)p + rows);
}

static const int *map_of(const picker *k, size_t rows)
{
    size_t t = 0;

    while (tables[t].rows != rows)
        t++;
    return k->maps[t];
}

static okr_status drop(picker *k, const table *t, const unsigned char *row, okr_error *err)
{
    return t->origin == NO_ORIGIN ? OKR_OK
                                  : okr_vec_append(&k->dropped, row + t->origin, 1, err);
}

/* Decide which rows of a table are taken. */
static okr_status decide(picker *k, size_t number, okr_error *err)
{
    const table *t = &tables[number];
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

static void redirect(const picker *k, const table *t, unsigned char *row)
{
    for (int r = 0; r < REFERENCES && t->references[r].rows != 0; r++) {
        int index = -1;
        memcpy(&index, row + t->references[r].member, sizeof index);
        if (index >= 0)
            index = map_of(k, t->references[r].rows)[index];
        memcpy(row + t->references[r].member, &index, sizeof index);
    }
}

static okr_status copy(const picker *k, size_t number, okr_error *err)
{
    const table *t = &tables[number];
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

static void mark_above(picker *k)
{
    for (size_t i = 0; i < k->whole->measures.count; i++)
        for (int up = (int)i; is_chosen(k, (int)i) && up >= 0;
             up = OKR_MEASURE(k->whole, up)->parent)
            k->above[up] = true;
}

static okr_status take_rows(picker *k, okr_error *err)
{
    okr_status status = OKR_OK;

    k->maps = calloc(TABLES, sizeof *k->maps);
    k->above = calloc(k->whole->measures.count + 1, sizeof *k->above);
    if (k->maps == NULL || k->above == NULL)
        return okr_fail_nomem(err);
    mark_above(k);
    for (size_t t = 0; t < TABLES && status == OKR_OK; t++)
        status = decide(k, t, err);
    for (size_t t = 0; t < TABLES && status == OKR_OK; t++)
        status = copy(k, t, err);
    for (size_t i = 0; i < sizeof classifiers / sizeof classifiers[0] && status == OKR_OK;
         i++) {
        /* A rule would divide over what is left of the municipalities that a measure names. */
        if (classifiers[i] == ROWS(allocations) && has_place(k))
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
static okr_status take_findings(picker *k, okr_error *err)
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

static okr_status take_facts(const picker *k, okr_facts *facts, okr_error *err)
{
    void *measures = NULL, *municipalities = NULL, *agglomerations = NULL;
    okr_status status = okr_facts_find_of(facts, k->request->stats, k->request->figures, err);

    if (status != OKR_OK)
        return status;
    measures = facts->measures;
    municipalities = facts->municipalities;
    agglomerations = facts->agglomerations;
    status = thin(&measures, sizeof *facts->measures, map_of(k, ROWS(measures)),
                  k->whole->measures.count, err);
    if (status == OKR_OK)
        status = thin(&municipalities, sizeof *facts->municipalities,
                      map_of(k, ROWS(municipalities)), k->whole->municipalities.count, err);
    if (status == OKR_OK)
        status = thin(&agglomerations, sizeof *facts->agglomerations,
                      map_of(k, ROWS(agglomerations)), k->whole->agglomerations.count, err);
    facts->measures = measures;
    facts->municipalities = municipalities;
    facts->agglomerations = agglomerations;
    return status;
}

static void done(picker *k)
{
    for (size_t t = 0; k->maps != NULL && t < TABLES; t++)
        free(k->maps[t]);
    free(k->maps);
    free(k->above);
    okr_vec_done(&k->dropped);
}

okr_status okr_extract_make(okr_extract *extract, const okr_extract_request *request,
                            okr_error *err)
{
    const okr_programme *whole = okr_stats_programme(request->stats);
    picker k = {.request = request,
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
