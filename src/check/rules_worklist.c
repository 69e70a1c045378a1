/* What still waits to be drawn, in a programme whose staff draw on a worklist. */
#include "check/rule.h"

#include "model/drawing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Waiting measures of one kind in one municipality (-1: none that is named). */
typedef struct heap {
    int kind, municipality;
    int count;
} heap;

static bool has_worklist(const okr_programme *p)
{
    for (size_t i = 0; i < p->sources.count; i++)
        if (strcmp(OKR_SOURCE_FILE(p, i)->table, "worklist") == 0)
            return true;
    return false;
}

/* The first municipality that the locations of a measure name. */
static int named_in(const okr_programme *p, okr_bucket rows)
{
    for (size_t i = 0; i < rows.count; i++)
        if (OKR_LOCATION(p, rows.rows[i])->municipality >= 0)
            return OKR_LOCATION(p, rows.rows[i])->municipality;
    return -1;
}

static okr_status count_one(okr_vec *heaps, int kind, int municipality, okr_error *err)
{
    heap *h = NULL;

    for (size_t i = 0; i < heaps->count; i++) {
        h = &OKR_AT(heaps, heap, i);
        if (h->kind == kind && h->municipality == municipality) {
            h->count++;
            return OKR_OK;
        }
    }
    h = okr_vec_push(heaps, err);
    if (h == NULL)
        return OKR_ERR_NOMEM;
    *h = (heap){kind, municipality, 1};
    return OKR_OK;
}

static int in_order(const void *left, const void *right)
{
    const heap *a = left;
    const heap *b = right;

    if (a->kind != b->kind)
        return (a->kind > b->kind) - (a->kind < b->kind);
    return (a->municipality > b->municipality) - (a->municipality < b->municipality);
}

static okr_status count_all(const okr_programme *p, okr_vec *heaps, okr_error *err)
{
    okr_buckets locations = {0};
    okr_status status = okr_buckets_build(&locations, p->measures.count, &p->locations,
                                          offsetof(okr_location, measure), err);

    for (size_t m = 0; m < p->measures.count && status == OKR_OK; m++) {
        const okr_bucket rows = okr_buckets_at(&locations, (int)m);
        if (OKR_MEASURE(p, m)->role == OKR_ROLE_ITEM &&
            okr_drawing_of(p, (int)m, rows).waiting != OKR_WAITING_NOT)
            status = count_one(heaps, OKR_MEASURE(p, m)->kind, named_in(p, rows), err);
    }
    okr_buckets_done(&locations);
    if (status == OKR_OK && heaps->count > 1)
        qsort(heaps->data, heaps->count, heaps->item_size, in_order);
    return status;
}

static okr_status still_open(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    okr_vec heaps = OKR_VEC(heap);
    okr_text item = {0};
    okr_status status = has_worklist(p) ? count_all(p, &heaps, err) : OKR_OK;

    for (size_t i = 0; i < heaps.count && status == OKR_OK; i++) {
        const heap *h = &OKR_AT(&heaps, heap, i);
        char value[24];
        okr_text_clear(&item);
        okr_text_addf(&item, "%s, %s", h->kind < 0 ? "-" : OKR_KIND(p, h->kind)->code,
                      h->municipality < 0 ? "-" : OKR_MUNICIPALITY(p, h->municipality)->oktmo);
        (void)snprintf(value, sizeof value, "%d", h->count);
        status = okr_text_check(&item, err);
        if (status == OKR_OK)
            status =
                okr_rule_report(p, rule, (okr_row){-1, 0}, okr_text_str(&item), value, err);
    }
    okr_text_done(&item);
    okr_vec_done(&heaps);
    return status;
}

/* clang-format off */
const okr_rule okr_worklist_rules[] = {
    OKR_SCAN_RULE("worklist_open", WARNING, "worklist", "geometry", still_open,
        "ещё не нанесены на карту: вид, муниципальное образование, число",
        "still to be drawn: kind, municipality, number"),
    OKR_RULE_END,
};
/* clang-format on */
