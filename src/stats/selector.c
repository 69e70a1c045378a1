#include "stats/selector.h"

#include "base/i18n.h"

#include <stdlib.h>

okr_status okr_selector_offer(okr_selector *k, const char *code, okr_titles title, int value,
                              okr_error *err)
{
    return okr_vec_append(&k->choices,
                          &(okr_choice){.names = {code, title.ru, title.en}, .value = value}, 1,
                          err);
}

okr_status okr_selector_offer_words(okr_selector *k, const okr_vocabulary *words, int value,
                                    okr_error *err)
{
    okr_status status = OKR_OK;

    for (int i = 0; i < words->count && status == OKR_OK; i++)
        status = okr_selector_offer(
            k, words->words[i].code,
            (okr_titles){words->words[i].title_ru, words->words[i].title_en}, value + i, err);
    return status;
}

/* Room for one yes or no each of n things, all no. */
static okr_status clear_hits(okr_selector *k, size_t n, okr_error *err)
{
    free(k->hits);
    k->hits = calloc(n + 1, sizeof *k->hits);
    k->choices.count = 0;
    return k->hits == NULL ? okr_fail_nomem(err) : OKR_OK;
}

/* The filter whose values are being read. */
typedef struct reading {
    okr_selector *selector;
    const char *what;
} reading;

static okr_status hit_value(void *user, const char *value, okr_error *err)
{
    const reading *r = user;
    int found = 0;
    okr_status status = okr_choose(r->what, value, &r->selector->choices, &found, err);

    if (status == OKR_OK)
        r->selector->hits[found] = true;
    return status;
}

static okr_status read_values(okr_selector *k, const char *what, const char *list,
                              okr_error *err)
{
    reading r = {k, what};

    return okr_each_value(what, list, hit_value, &r, err);
}

/* Words of a closed list as a set of bits. */
static okr_status read_bits(okr_selector *k, const char *what, const okr_vocabulary *words,
                            const char *list, unsigned *bits, okr_error *err)
{
    okr_status status = clear_hits(k, (size_t)words->count, err);

    if (list == NULL)
        return status;
    if (status == OKR_OK)
        status = okr_selector_offer_words(k, words, 0, err);
    if (status == OKR_OK)
        status = read_values(k, what, list, err);
    if (status != OKR_OK)
        return status;
    *bits = 0;
    for (int i = 0; i < words->count; i++)
        *bits |= (unsigned)k->hits[i] << i;
    return OKR_OK;
}

static const okr_measure *measure_at(const okr_selector *k, size_t m)
{
    return OKR_MEASURE(k->programme, m);
}

static okr_status select_kind(okr_selector *k, okr_error *err)
{
    const okr_programme *p = k->programme;
    okr_status status = clear_hits(k, p->kinds.count, err);

    for (size_t i = 0; i < p->kinds.count && status == OKR_OK; i++)
        status =
            okr_selector_offer(k, OKR_KIND(p, i)->code, OKR_KIND(p, i)->title, (int)i, err);
    if (status == OKR_OK)
        status = read_values(k, "kind", k->filter->kind, err);
    for (size_t m = 0; m < p->measures.count && status == OKR_OK; m++) {
        int up = measure_at(k, m)->kind;
        while (up >= 0 && !k->hits[up])
            up = OKR_KIND(p, up)->parent;
        k->selection->figures[m] &= up >= 0;
    }
    return status;
}

static okr_status select_under(okr_selector *k, okr_error *err)
{
    const okr_programme *p = k->programme;
    okr_status status = clear_hits(k, p->measures.count, err);

    for (size_t i = 0; i < p->measures.count && status == OKR_OK; i++)
        status = okr_selector_offer(k, measure_at(k, i)->measure_id, (okr_titles){"", ""},
                                    (int)i, err);
    if (status == OKR_OK)
        status = read_values(k, "under", k->filter->under, err);
    for (size_t m = 0; m < p->measures.count && status == OKR_OK; m++) {
        int up = (int)m;
        while (up >= 0 && !k->hits[up])
            up = OKR_MEASURE(p, up)->parent;
        k->selection->figures[m] &= up >= 0;
    }
    return status;
}

static okr_status select_nature(okr_selector *k, okr_error *err)
{
    unsigned natures = 0;
    okr_status status = read_bits(k, "nature", &okr_natures, k->filter->nature, &natures, err);

    for (size_t m = 0; m < k->selection->count && status == OKR_OK; m++)
        k->selection->figures[m] &= (natures >> measure_at(k, m)->nature & 1U) != 0;
    return status;
}

/* The programme's own words are looked for first: "completed" may be one of both lists. */
static okr_status select_lifecycle(okr_selector *k, okr_error *err)
{
    const okr_programme *p = k->programme;
    const int own = OKR_LIFECYCLE_COUNT;
    okr_status status = clear_hits(k, (size_t)own + p->statuses.count, err);

    for (size_t i = 0; i < p->statuses.count && status == OKR_OK; i++)
        status = okr_selector_offer(k, OKR_STATUS_WORD(p, i)->code,
                                    OKR_STATUS_WORD(p, i)->title, own + (int)i, err);
    if (status == OKR_OK)
        status = okr_selector_offer_words(k, &okr_lifecycles, 0, err);
    if (status == OKR_OK)
        status = read_values(k, "lifecycle", k->filter->lifecycle, err);
    for (size_t m = 0; m < p->measures.count && status == OKR_OK; m++) {
        const okr_measure *x = measure_at(k, m);
        k->selection->figures[m] &=
            k->hits[x->lifecycle] || (x->status >= 0 && k->hits[own + x->status]);
    }
    return status;
}

static okr_status offer_contours(okr_selector *k, okr_vec *codes, okr_error *err)
{
    const okr_programme *p = k->programme;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->contours.count && status == OKR_OK; i++) {
        okr_text *code = okr_vec_push(codes, err);
        if (code == NULL)
            return OKR_ERR_NOMEM;
        okr_key_code(p, OKR_BY_PRIORITY, (int)i, code);
        status = okr_text_check(code, err);
    }
    /* Only now do the texts stay where they are. */
    for (size_t i = 0; i < p->contours.count && status == OKR_OK; i++)
        status = okr_selector_offer(k, okr_text_str(&OKR_AT(codes, okr_text, i)),
                                    OKR_CONTOUR(p, i)->title, (int)i, err);
    return status;
}

static bool mentioned(const okr_selector *k, int measure)
{
    const okr_stats *s = k->stats;
    const okr_bucket rows = okr_buckets_at(&s->topics_of, s->root[measure]);

    for (size_t i = 0; i < rows.count; i++) {
        const int contour = OKR_AT(&s->topics, okr_topic, rows.rows[i]).contour;
        const int parent = OKR_CONTOUR(k->programme, contour)->parent;
        if (k->hits[contour] || (parent >= 0 && k->hits[parent]))
            return true;
    }
    return false;
}

static okr_status select_contour(okr_selector *k, okr_error *err)
{
    okr_vec codes = OKR_VEC(okr_text);
    okr_status status = clear_hits(k, k->programme->contours.count, err);

    if (status == OKR_OK)
        status = offer_contours(k, &codes, err);
    if (status == OKR_OK)
        status = read_values(k, "contour", k->filter->contour, err);
    for (size_t m = 0; m < k->selection->count && status == OKR_OK; m++)
        k->selection->figures[m] &= mentioned(k, (int)m);
    for (size_t i = 0; i < codes.count; i++)
        okr_text_done(&OKR_AT(&codes, okr_text, i));
    okr_vec_done(&codes);
    return status;
}

static okr_status select_where(okr_selector *k, const okr_where *where, okr_error *err)
{
    if (where == NULL)
        return okr_fail(err, OKR_ERR_USAGE, _("a condition on columns needs a workspace: '%s'"),
                        k->filter->where);
    return where->narrow(where->user, k->filter->where, k->selection->figures,
                         k->selection->count, err);
}

/* The figures of groups enter sums whenever items do; everything else by its own role. */
static void choose_roles(okr_selector *k)
{
    const unsigned sums = 1U << OKR_ROLE_ITEM | 1U << OKR_ROLE_GROUP;
    okr_selection *s = k->selection;

    for (size_t m = 0; m < s->count; m++) {
        const okr_role role = measure_at(k, m)->role;
        s->chosen[m] = s->figures[m] && (k->roles >> role & 1U) != 0;
        s->figures[m] =
            s->chosen[m] || (s->figures[m] && role == OKR_ROLE_GROUP && (k->roles & sums) != 0);
    }
}

typedef okr_status select_fn(okr_selector *k, okr_error *err);

static okr_status narrow(okr_selector *k, const okr_where *where, okr_error *err)
{
    const okr_filter *f = k->filter;
    const struct {
        bool given;
        select_fn *select;
    } steps[] = {
        {f->kind != NULL, select_kind},       {f->under != NULL, select_under},
        {f->nature != NULL, select_nature},   {f->lifecycle != NULL, select_lifecycle},
        {f->contour != NULL, select_contour}, {true, okr_select_time},
        {f->in != NULL, okr_select_place},    {f->near != NULL, okr_select_near},
        {f->text != NULL, okr_select_text},
    };
    okr_status status = OKR_OK;

    for (size_t i = 0; i < sizeof steps / sizeof steps[0] && status == OKR_OK; i++)
        if (steps[i].given)
            status = steps[i].select(k, err);
    if (status == OKR_OK && f->where != NULL)
        status = select_where(k, where, err);
    return status;
}

okr_status okr_select(const okr_stats *stats, const okr_filter *filter, const okr_where *where,
                      okr_selection **out, okr_error *err)
{
    okr_selector k = {.stats = stats,
                      .programme = stats->programme,
                      .filter = filter,
                      .bases = OKR_BASES_DEFAULT,
                      .roles = 1U << OKR_ROLE_ITEM,
                      .choices = OKR_VEC(okr_choice)};
    okr_status status = read_bits(&k, "basis", &okr_bases, filter->basis, &k.bases, err);

    if (status == OKR_OK)
        status = read_bits(&k, "roles", &okr_roles, filter->roles, &k.roles, err);
    if (status == OKR_OK)
        status = okr_selection_lend(stats->programme, k.bases,
                                    k.bases == OKR_BASES_DEFAULT ? stats->places : NULL,
                                    &k.selection, err);
    if (status == OKR_OK) {
        for (size_t m = 0; m < k.selection->count; m++)
            k.selection->figures[m] = true;
        status = narrow(&k, where, err);
    }
    if (status == OKR_OK)
        choose_roles(&k);
    okr_vec_done(&k.choices);
    free(k.hits);
    if (status != OKR_OK) {
        okr_selection_free(k.selection);
        return status;
    }
    *out = k.selection;
    return OKR_OK;
}
