#include "stats/explain.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "stats/choice.h"

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

void okr_explanation_done(okr_explanation *explanation)
{
    okr_vec_done(&explanation->figures);
    okr_vec_done(&explanation->parts);
}
