#include "stats/explain.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "stats/choice.h"
#include "stats/explainer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const okr_word reason_words[] = {
    {"", "", ""},
    {"no_split", "не выводится: нет разбивки", "not derivable: no split"},
    {"no_place", "не выводится: нет места", "not derivable: no place"},
    {"no_target", "не выводится: нет плана", "not derivable: no target"},
    {"no_period", "не выводится: нет срока", "not derivable: no period"},
    {"no_actual", "не выводится: нет факта", "not derivable: no actual"},
    {"no_progress", "ход работ не известен", "progress not known"},
    {"not_counted", "не входит в ход работ", "enters no progress"},
    {"not_added", "не складывается", "never added"},
    {"control", "контрольный итог, не складывается", "control total, never added"},
    {"duplicate", "учтено у дубликата", "counted with its duplicate"},
};

const okr_vocabulary okr_part_reasons = {"reason", reason_words, OKR_PART_REASON_COUNT};

static bool is_sum(okr_statistic s)
{
    return s >= OKR_STAT_ACTUAL_SUM && s < OKR_STAT_COUNT;
}

static okr_status offer(okr_vec *choices, const char *const names[3], int value, okr_error *err)
{
    const okr_choice choice = {{names[0], names[1], names[2]}, value};

    return okr_vec_append(choices, &choice, 1, err);
}

/* Statistics go first, so that a code that is both means the statistic. */
static okr_status offer_names(const okr_stats *stats, okr_vec *choices, okr_error *err)
{
    const okr_quantities *all = okr_stats_quantities(stats);
    okr_status status = OKR_OK;

    for (int i = 0; i < (int)OKR_STAT_COUNT && status == OKR_OK; i++) {
        const okr_word *w = &okr_statistics.words[i];
        status = offer(choices, (const char *[]){w->code, w->title_ru, w->title_en}, i, err);
    }
    for (size_t i = 0; i < all->list.count && status == OKR_OK; i++)
        status = offer(choices, (const char *[]){okr_quantity_at(all, (int)i)->code, "", ""},
                       (int)(OKR_STAT_COUNT + i), err);
    /* Money may be asked for where there is none. */
    return status == OKR_OK ? offer(choices, (const char *[]){"finance", "", ""},
                                    (int)(OKR_STAT_COUNT + all->list.count), err)
                            : status;
}

/* The quantity whose title this is; titles that several codes bear are refused with the codes.
 */
static okr_status find_title(const okr_stats *stats, const char *name, int *value,
                             okr_error *err)
{
    const okr_quantities *all = okr_stats_quantities(stats);
    const okr_programme *p = okr_stats_programme(stats);
    const char *code = NULL;
    okr_text codes = {0};

    for (size_t i = 0; i < all->list.count; i++) {
        const okr_quantity *q = okr_quantity_at(all, (int)i);
        const okr_titles none = {"", ""};
        const okr_titles title =
            q->indicator < 0 ? none : OKR_INDICATOR(p, q->indicator)->title;
        if (!okr_utf8_same(title.ru, name) && !okr_utf8_same(title.en, name))
            continue;
        if (code != NULL && strcmp(code, q->code) == 0)
            continue;
        okr_text_addf(&codes, "%s'%s'", codes.size > 0 ? ", " : "", q->code);
        *value = (int)(OKR_STAT_COUNT + i);
        if (code == NULL) {
            code = q->code;
            continue;
        }
        code = q->code;
        (void)okr_fail(err, OKR_ERR_USAGE, _("option --stat: '%s' may be each of: %s"), name,
                       okr_text_str(&codes));
        okr_text_done(&codes);
        return OKR_ERR_USAGE;
    }
    okr_text_done(&codes);
    return code == NULL ? OKR_ERR_USAGE : OKR_OK;
}

okr_status okr_explain_parse(const okr_stats *stats, const char *name,
                             okr_explain_request *request, okr_error *err)
{
    okr_vec choices = OKR_VEC(okr_choice);
    int value = 0;
    okr_status status = offer_names(stats, &choices, err);

    if (status == OKR_OK)
        status = okr_choose("stat", name, &choices, &value, err);
    if (status == OKR_ERR_USAGE && name[0] != '\0')
        status = find_title(stats, name, &value, err);
    okr_vec_done(&choices);
    if (status != OKR_OK)
        return status;
    request->code = NULL;
    if (value < (int)OKR_STAT_COUNT)
        request->statistic = (okr_statistic)value;
    else if (value - (int)OKR_STAT_COUNT == (int)okr_stats_quantities(stats)->list.count)
        request->code = "finance";
    else
        request->code =
            okr_quantity_at(okr_stats_quantities(stats), value - (int)OKR_STAT_COUNT)->code;
    return OKR_OK;
}

/* A run over the measures without dimensions: everything goes into the one total. */
static okr_status trace(const okr_explainer *x, const okr_selection *selection,
                        const bool *wanted, okr_vec *out, okr_vec *rows, okr_error *err)
{
    const okr_stats_request request = {.selection = selection};
    okr_aggregate a = {.trace = out, .wanted = wanted};
    okr_status status = okr_aggregate_run(&a, x->stats, &request, err);

    if (status == OKR_OK && rows != NULL)
        status = okr_aggregate_rows(&a, rows, err);
    okr_aggregate_done(&a);
    return status;
}

static bool is_extent(const okr_explain_request *request)
{
    return request->code == NULL &&
           (request->statistic == OKR_STAT_POPULATION || request->statistic == OKR_STAT_AREA);
}

/* Population and area belong to territories, so they are asked for by territory. */
static okr_status ask_extents(okr_explainer *x, okr_error *err)
{
    const okr_stats_request request = {
        .by = {OKR_BY_MUNICIPALITY}, .dimensions = 1, .selection = x->request->chosen};

    okr_vec_done(&x->rows);
    return okr_stats_ask(x->stats, &request, &x->rows, err);
}

const okr_stat_row *okr_explainer_row(const okr_explainer *x, okr_statistic statistic,
                                      int quantity)
{
    for (size_t i = x->rows.count; i-- > 0;) { /* the total stands last */
        const okr_stat_row *row = &OKR_AT(&x->rows, okr_stat_row, i);
        if (row->key[0] != OKR_KEY_TOTAL)
            break;
        if (row->statistic == statistic && row->quantity == quantity)
            return row;
    }
    return NULL;
}

okr_status okr_explainer_begin(okr_explainer *x, okr_statistic statistic, int quantity,
                               okr_error *err)
{
    const okr_stat_row *row = okr_explainer_row(x, statistic, quantity);
    const okr_stat_row none = {.key = {OKR_KEY_TOTAL, OKR_KEY_TOTAL},
                               .statistic = statistic,
                               .quantity = quantity,
                               .value = NAN,
                               .low = NAN,
                               .high = NAN,
                               .n_known = -1,
                               .n_total = -1};
    const okr_explained explained = {row == NULL ? none : *row, x->out->parts.count, 0};

    return okr_vec_append(&x->out->figures, &explained, 1, err);
}

okr_status okr_explainer_add(okr_explainer *x, const okr_stat_part *part, okr_error *err)
{
    OKR_AT(&x->out->figures, okr_explained, x->out->figures.count - 1).count++;
    return okr_vec_append(&x->out->parts, part, 1, err);
}

/* What is placed elsewhere matters to sums only. */
static okr_status run(okr_explainer *x, const bool *wanted, okr_error *err)
{
    const bool sums = x->request->code != NULL || is_sum(x->request->statistic);
    okr_status status = trace(x, x->request->chosen, wanted, &x->traces, &x->rows, err);

    if (status == OKR_OK && sums && x->request->wider != NULL)
        status = trace(x, x->request->wider, wanted, &x->wider, NULL, err);
    if (status == OKR_OK && is_extent(x->request))
        status = ask_extents(x, err);
    if (status != OKR_OK)
        return status;
    return sums ? okr_explain_sums(x, err) : okr_explain_measures(x, err);
}

/* By quantity: whether the figure explained is made of it. */
static bool *find_wanted(const okr_explainer *x, okr_error *err)
{
    const size_t n = okr_stats_quantities(x->stats)->list.count;
    bool *wanted = calloc(n + 1, sizeof *wanted);

    if (wanted == NULL)
        (void)okr_fail_nomem(err);
    for (size_t q = 0; q < n && wanted != NULL; q++)
        wanted[q] = okr_explainer_wants(x, (int)q);
    return wanted;
}

okr_status okr_stats_explain(const okr_stats *stats, const okr_explain_request *request,
                             okr_explanation *out, okr_error *err)
{
    okr_explainer x = {.stats = stats,
                       .request = request,
                       .traces = OKR_VEC(okr_trace),
                       .wider = OKR_VEC(okr_trace),
                       .rows = OKR_VEC(okr_stat_row),
                       .out = out};
    bool *wanted = find_wanted(&x, err);
    okr_status status = OKR_OK;

    *out = (okr_explanation){OKR_VEC(okr_explained), OKR_VEC(okr_stat_part)};
    status = wanted == NULL ? OKR_ERR_NOMEM : run(&x, wanted, err);
    free(wanted);
    okr_vec_done(&x.traces);
    okr_vec_done(&x.wider);
    okr_vec_done(&x.rows);
    if (status != OKR_OK)
        okr_explanation_done(out);
    return status;
}

void okr_explanation_done(okr_explanation *explanation)
{
    okr_vec_done(&explanation->figures);
    okr_vec_done(&explanation->parts);
}
