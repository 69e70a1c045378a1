/* Identifiers become indices: one pass that indexes the tables, one that resolves references.
 */
#include "model/programme.h"

#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

/* A key of a table as it lies in its row struct. */
typedef struct key_column {
    const char *column;
    size_t rows;  /* offset of the okr_vec in okr_programme */
    size_t key;   /* offset of the const char * in the row */
    size_t row;   /* offset of the okr_row in the row */
    size_t index; /* offset of the okr_map in okr_programme */
} key_column;

#define KEY(column, vec, type, member, map)                                                    \
    {                                                                                          \
        column, offsetof(okr_programme, vec), offsetof(type, member), offsetof(type, row),     \
            offsetof(okr_programme, map)                                                       \
    }

static const key_column keys[] = {
    KEY("kind", kinds, okr_kind, code, kind_index),
    KEY("status", statuses, okr_status_word, code, status_index),
    KEY("unit", units, okr_unit, code, unit_index),
    KEY("source", documents, okr_document, code, document_index),
    KEY("oktmo", municipalities, okr_municipality, oktmo, municipality_index),
    KEY("settlement_id", settlements, okr_settlement, settlement_id, settlement_index),
    KEY("agglomeration", agglomerations, okr_agglomeration, code, agglomeration_index),
    KEY("measure_id", measures, okr_measure, measure_id, measure_index),
};

/* A reference column: the text in the row and the index it becomes. */
typedef struct reference {
    const char *table, *column;
    size_t rows, text, target, row, item; /* offsets as above; item: identifier of the row */
    size_t index;
    bool tree; /* the reference is to a parent in the same table */
} reference;

#define LINK_TO(table, column, vec, type, text, target, item, map, tree)                       \
    {                                                                                          \
        table, column, offsetof(okr_programme, vec), offsetof(type, text),                     \
            offsetof(type, target), offsetof(type, row), offsetof(type, item),                 \
            offsetof(okr_programme, map), tree                                                 \
    }
#define REF(...) LINK_TO(__VA_ARGS__, false)
#define PARENT(...) LINK_TO(__VA_ARGS__, true)

static const reference references[] = {
    PARENT("kinds", "kind_group", kinds, okr_kind, group_code, parent, code, kind_index),
    REF("settlements", "municipality", settlements, okr_settlement, municipality_code,
        municipality, settlement_id, municipality_index),
    PARENT("settlements", "part_of", settlements, okr_settlement, part_of_id, part_of,
           settlement_id, settlement_index),
    REF("agglomeration_members", "agglomeration", members, okr_agglomeration_member,
        agglomeration_code, agglomeration, oktmo, agglomeration_index),
    REF("agglomeration_members", "oktmo", members, okr_agglomeration_member, oktmo,
        municipality, agglomeration_code, municipality_index),
    PARENT("measures", "parent_id", measures, okr_measure, parent_id, parent, measure_id,
           measure_index),
    REF("measures", "kind", measures, okr_measure, kind_code, kind, measure_id, kind_index),
    REF("measures", "status", measures, okr_measure, status_code, status, measure_id,
        status_index),
    REF("measures", "same_as", measures, okr_measure, same_as_id, same_as, measure_id,
        measure_index),
    REF("measures", "source", measures, okr_measure, document_code, document, measure_id,
        document_index),
    REF("mentions", "measure_id", mentions, okr_mention, measure_id, measure, measure_id,
        measure_index),
    REF("locations", "measure_id", locations, okr_location, measure_id, measure, location_id,
        measure_index),
    REF("locations", "agglomeration", locations, okr_location, agglomeration_code,
        agglomeration, location_id, agglomeration_index),
    REF("indicators", "measure_id", indicators, okr_indicator, measure_id, measure, code,
        measure_index),
    REF("indicators", "unit", indicators, okr_indicator, unit_code, unit, measure_id,
        unit_index),
    REF("observations", "measure_id", observations, okr_observation, measure_id, measure,
        metric, measure_index),
    REF("milestones", "measure_id", milestones, okr_milestone, measure_id, measure, milestone,
        measure_index),
    REF("finance", "measure_id", finance, okr_finance, measure_id, measure, funding_source,
        measure_index),
    REF("finance", "unit", finance, okr_finance, unit_code, unit, measure_id, unit_index),
};

static void *at(void *base, size_t offset)
{
    return (unsigned char *)base + offset;
}

static const void *peek(const void *base, size_t offset)
{
    return (const unsigned char *)base + offset;
}

static const char *text_at(const void *row, size_t offset)
{
    const char *text = NULL;
    memcpy(&text, peek(row, offset), sizeof text);
    return text == NULL ? "" : text;
}

static okr_status duplicate(const okr_programme *p, const key_column *key, const void *row,
                            okr_error *err)
{
    okr_text where = {0};
    okr_row place;

    memcpy(&place, peek(row, key->row), sizeof place);
    okr_programme_where(p, place, &where);
    (void)okr_fail(err, OKR_ERR_FORMAT,
                   _("%s: column '%s': identifier '%s' stands there twice"),
                   okr_text_str(&where), key->column, text_at(row, key->key));
    okr_text_done(&where);
    return OKR_ERR_FORMAT;
}

static okr_status index_table(okr_programme *p, const key_column *key, okr_error *err)
{
    const okr_vec *rows = peek(p, key->rows);
    okr_map *map = at(p, key->index);

    okr_map_done(map);
    for (size_t i = 0; i < rows->count; i++) {
        const void *row = peek(rows->data, i * rows->item_size);
        bool added = false;
        okr_status status = okr_map_add(map, text_at(row, key->key), i, &added, err);
        if (status != OKR_OK)
            return status;
        if (!added)
            return duplicate(p, key, row, err);
    }
    return OKR_OK;
}

/* «тыс. га» is written «тыс.га», too. */
static okr_status index_joined(okr_programme *p, const char *spelling, size_t unit,
                               okr_error *err)
{
    const char *gap = strstr(spelling, ". ");
    okr_text joined = {0};
    const char *word = NULL;
    okr_status status = OKR_OK;

    if (gap == NULL)
        return OKR_OK;
    for (; gap != NULL; spelling = gap + 2, gap = strstr(spelling, ". "))
        okr_text_add_n(&joined, spelling, (size_t)(gap + 1 - spelling));
    okr_text_add(&joined, spelling);
    status = okr_text_check(&joined, err);
    if (status == OKR_OK) {
        word = okr_arena_strdup(&p->arena, okr_text_str(&joined), err);
        status =
            word == NULL ? OKR_ERR_NOMEM : okr_map_add(&p->unit_index, word, unit, NULL, err);
    }
    okr_text_done(&joined);
    return status;
}

/* A spelling such as «тыс. га» stands for its unit unless it is some unit's own code. */
static okr_status index_spelling(okr_programme *p, const char *spelling, size_t size,
                                 size_t unit, okr_error *err)
{
    const char *word = okr_arena_strndup(&p->arena, spelling, size, err);
    okr_status status =
        word == NULL ? OKR_ERR_NOMEM : okr_map_add(&p->unit_index, word, unit, NULL, err);

    return status == OKR_OK ? index_joined(p, word, unit, err) : status;
}

static okr_status index_spellings(okr_programme *p, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->units.count; i++) {
        const char *s = OKR_UNIT(p, i)->spellings;
        while (s[0] != '\0' && status == OKR_OK) {
            const size_t n = strcspn(s, "|");
            status = index_spelling(p, s, n, i, err);
            s += n + (s[n] == '|' ? 1 : 0);
        }
    }
    return status;
}

static okr_status unknown_reference(okr_programme *p, const reference *ref, const void *row,
                                    okr_error *err)
{
    okr_finding_at finding = {
        .code = "reference_unknown",
        .severity = OKR_SEVERITY_ERROR,
        .table = ref->table,
        .item = text_at(row, ref->item),
        .column = ref->column,
        .value = text_at(row, ref->text),
    };

    memcpy(&finding.row, peek(row, ref->row), sizeof finding.row);
    return okr_programme_find(p, &finding, "такого идентификатора нет", "no such identifier",
                              err);
}

static okr_status resolve_column(okr_programme *p, const reference *ref, okr_error *err)
{
    const okr_vec *rows = peek(p, ref->rows);
    const okr_map *map = peek(p, ref->index);

    for (size_t i = 0; i < rows->count; i++) {
        void *row = at(rows->data, i * rows->item_size);
        const char *text = text_at(row, ref->text);
        const int found = text[0] == '\0' ? -1 : (int)okr_map_find(map, text);
        memcpy(at(row, ref->target), &found, sizeof found);
        if (found < 0 && text[0] != '\0') {
            okr_status status = unknown_reference(p, ref, row, err);
            if (status != OKR_OK)
                return status;
        }
    }
    return OKR_OK;
}

/* Contours are keyed by two columns, so they are looked up by scanning: there are few. */
static int contour_of(const okr_programme *p, const char *contour, const char *priority)
{
    for (size_t i = 0; i < p->contours.count; i++)
        if (strcmp(OKR_CONTOUR(p, i)->contour, contour) == 0 &&
            strcmp(OKR_CONTOUR(p, i)->priority, priority) == 0)
            return (int)i;
    return -1;
}

static okr_status connect_mentions(okr_programme *p, okr_error *err)
{
    for (size_t i = 0; i < p->contours.count; i++) {
        okr_contour *c = OKR_CONTOUR(p, i);
        c->parent = c->priority[0] == '\0' ? -1 : contour_of(p, c->contour, "");
    }
    for (size_t i = 0; i < p->mentions.count; i++) {
        okr_mention *m = OKR_MENTION(p, i);
        m->contour = contour_of(p, m->contour_code, m->priority_code);
        if (m->contour >= 0 || m->contour_code[0] == '\0')
            continue;
        okr_status status = okr_programme_find(p,
                                               &(okr_finding_at){.code = "contour_unknown",
                                                                 .severity = OKR_SEVERITY_ERROR,
                                                                 .table = "mentions",
                                                                 .row = m->row,
                                                                 .item = m->measure_id,
                                                                 .column = "contour",
                                                                 .value = m->contour_code},
                                               "такого контура или приоритета нет",
                                               "no such contour or priority", err);
        if (status != OKR_OK)
            return status;
    }
    return OKR_OK;
}

static void connect_statuses(okr_programme *p)
{
    for (size_t i = 0; i < p->measures.count; i++) {
        okr_measure *m = OKR_MEASURE(p, i);
        const okr_status_word *word = m->status < 0 ? NULL : OKR_STATUS_WORD(p, m->status);
        m->lifecycle = word == NULL ? OKR_LIFECYCLE_UNKNOWN : word->lifecycle;
        m->counts_in_progress = word == NULL || word->counts_in_progress;
    }
}

static int parent_of(const okr_vec *rows, size_t offset, int i)
{
    int parent = -1;
    memcpy(&parent, peek(rows->data, (size_t)i * rows->item_size + offset), sizeof parent);
    return parent;
}

/* More steps up than there are rows can only be a circle. */
static okr_status refuse_cycles(const okr_programme *p, const reference *ref, okr_error *err)
{
    const okr_vec *rows = peek(p, ref->rows);

    for (size_t i = 0; i < rows->count; i++) {
        size_t steps = 0;
        for (int up = (int)i; up >= 0; up = parent_of(rows, ref->target, up))
            if (++steps > rows->count)
                return okr_fail(err, OKR_ERR_FORMAT,
                                _("%s: column '%s': '%s' is its own ancestor"), ref->table,
                                ref->column,
                                text_at(peek(rows->data, i * rows->item_size), ref->item));
    }
    return OKR_OK;
}

okr_status okr_programme_connect(okr_programme *p, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < sizeof keys / sizeof keys[0] && status == OKR_OK; i++)
        status = index_table(p, &keys[i], err);
    if (status == OKR_OK)
        status = index_spellings(p, err);
    for (size_t i = 0; i < sizeof references / sizeof references[0] && status == OKR_OK; i++) {
        status = resolve_column(p, &references[i], err);
        if (status == OKR_OK && references[i].tree)
            status = refuse_cycles(p, &references[i], err);
    }
    if (status == OKR_OK)
        status = connect_mentions(p, err);
    if (status == OKR_OK)
        connect_statuses(p);
    return status;
}
