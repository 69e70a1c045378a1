/* Rules that compare rows with one another: repeated names, sums, weights, shares. */
#include "check/rule.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sums of decimals typed by people are compared to this relative difference. */
#define SUM_TOLERANCE 1e-6

/* Reports every row whose composed key was seen before. */
typedef bool key_fn(const okr_programme *p, size_t i, okr_text *key);

typedef struct key_rows {
    size_t count;
    key_fn *key;
    okr_row (*row)(const okr_programme *p, size_t i);
    const char *(*item)(const okr_programme *p, size_t i);
} key_rows;

static okr_status scan_keys(okr_programme *p, const okr_rule *rule, const key_rows *rows,
                            okr_error *err)
{
    okr_map seen = {0};
    okr_arena keys = {0};
    okr_text key = {0};
    okr_status status = OKR_OK;

    for (size_t i = 0; i < rows->count && status == OKR_OK; i++) {
        bool added = true;
        const char *kept = NULL;
        okr_text_clear(&key);
        if (!rows->key(p, i, &key))
            continue;
        kept = okr_text_copy(&key, &keys, err);
        status = kept == NULL ? OKR_ERR_NOMEM : okr_map_add(&seen, kept, i, &added, err);
        if (status == OKR_OK && !added)
            status = okr_rule_report(p, rule, rows->row(p, i), rows->item(p, i), kept, err);
    }
    okr_text_done(&key);
    okr_arena_done(&keys);
    okr_map_done(&seen);
    return status;
}

static void add_date(okr_text *key, okr_date date)
{
    char text[OKR_DATE_TEXT];

    okr_date_format(date, text);
    okr_text_addf(key, "; %s", text);
}

static bool municipality_key(const okr_programme *p, size_t i, okr_text *key)
{
    okr_text_add(key, OKR_MUNICIPALITY(p, i)->name_ru);
    add_date(key, OKR_MUNICIPALITY(p, i)->valid_from);
    return true;
}

static okr_row municipality_row(const okr_programme *p, size_t i)
{
    return OKR_MUNICIPALITY(p, i)->row;
}

static const char *municipality_item(const okr_programme *p, size_t i)
{
    return OKR_MUNICIPALITY(p, i)->oktmo;
}

static okr_status municipality_twice(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    const key_rows rows = {p->municipalities.count, municipality_key, municipality_row,
                           municipality_item};
    return scan_keys(p, rule, &rows, err);
}

static bool settlement_key(const okr_programme *p, size_t i, okr_text *key)
{
    const okr_settlement *s = OKR_SETTLEMENT(p, i);

    okr_text_addf(key, "%s %s; %s", s->kind, s->name_ru, s->municipality_code);
    return true;
}

static okr_row settlement_row(const okr_programme *p, size_t i)
{
    return OKR_SETTLEMENT(p, i)->row;
}

static const char *settlement_item(const okr_programme *p, size_t i)
{
    return OKR_SETTLEMENT(p, i)->settlement_id;
}

static okr_status settlement_twice(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    const key_rows rows = {p->settlements.count, settlement_key, settlement_row,
                           settlement_item};
    return scan_keys(p, rule, &rows, err);
}

static bool member_key(const okr_programme *p, size_t i, okr_text *key)
{
    const okr_agglomeration_member *m = OKR_MEMBER(p, i);

    okr_text_addf(key, "%s; %s", m->agglomeration_code, m->oktmo);
    add_date(key, m->valid_from);
    return true;
}

static okr_row member_row(const okr_programme *p, size_t i)
{
    return OKR_MEMBER(p, i)->row;
}

static const char *member_item(const okr_programme *p, size_t i)
{
    return OKR_MEMBER(p, i)->agglomeration_code;
}

static okr_status member_twice(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    const key_rows rows = {p->members.count, member_key, member_row, member_item};
    return scan_keys(p, rule, &rows, err);
}

static bool indicator_key(const okr_programme *p, size_t i, okr_text *key)
{
    const okr_indicator *in = OKR_INDICATOR(p, i);

    okr_text_addf(key, "%s; %s; %s", in->measure_id, in->code, in->title.ru);
    add_date(key, in->period_start);
    add_date(key, in->period_end);
    return true;
}

static okr_row indicator_row(const okr_programme *p, size_t i)
{
    return OKR_INDICATOR(p, i)->row;
}

static const char *indicator_item(const okr_programme *p, size_t i)
{
    return OKR_INDICATOR(p, i)->measure_id;
}

static okr_status indicator_twice(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    const key_rows rows = {p->indicators.count, indicator_key, indicator_row, indicator_item};
    return scan_keys(p, rule, &rows, err);
}

/* Rows that already say that they repeat another are not suspected again. */
static bool measure_key(const okr_programme *p, size_t i, okr_text *key)
{
    const okr_measure *m = OKR_MEASURE(p, i);

    if (m->role != OKR_ROLE_ITEM || m->same_as_id[0] != '\0' || m->title.ru[0] == '\0')
        return false;
    okr_text_addf(key, "%s; %s; %s", m->title.ru, m->kind_code, m->parent_id);
    return true;
}

static okr_row measure_row(const okr_programme *p, size_t i)
{
    return OKR_MEASURE(p, i)->row;
}

static const char *measure_item(const okr_programme *p, size_t i)
{
    return OKR_MEASURE(p, i)->measure_id;
}

static okr_status duplicate_suspected(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    const key_rows rows = {p->measures.count, measure_key, measure_row, measure_item};
    return scan_keys(p, rule, &rows, err);
}

/* One sum per record of another table, NaN until something known is added. */
static double *new_sums(size_t count, okr_error *err)
{
    double *sums = calloc(count + 1, sizeof *sums);

    if (sums == NULL) {
        (void)okr_fail_nomem(err);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        sums[i] = NAN;
    return sums;
}

static void add_known(double *sum, double value)
{
    if (!isnan(value))
        *sum = (isnan(*sum) ? 0 : *sum) + value;
}

static okr_status report_sum(okr_programme *p, const okr_rule *rule, okr_row row,
                             const char *item, const okr_breach *breach, okr_error *err)
{
    return okr_rule_report(p, rule, row, item, breach->detail, err);
}

static okr_status population_over(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    double *sums = new_sums(p->municipalities.count, err);
    okr_status status = sums == NULL ? OKR_ERR_NOMEM : OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < p->settlements.count; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(p, i);
        if (s->municipality >= 0 && s->part_of_id[0] == '\0')
            add_known(&sums[s->municipality], s->population);
    }
    for (size_t i = 0; status == OKR_OK && i < p->municipalities.count; i++) {
        const okr_municipality *m = OKR_MUNICIPALITY(p, i);
        okr_breach breach = {.value = NULL};
        okr_breach_numbers(&breach, sums[i], " > ", m->population);
        if (sums[i] > m->population)
            status = report_sum(p, rule, m->row, m->oktmo, &breach, err);
    }
    free(sums);
    return status;
}

static okr_status component_weights(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    double *sums = new_sums(p->measures.count, err);
    okr_status status = sums == NULL ? OKR_ERR_NOMEM : OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < p->measures.count; i++) {
        const okr_measure *m = OKR_MEASURE(p, i);
        if (m->role == OKR_ROLE_COMPONENT && m->parent >= 0)
            add_known(&sums[m->parent], m->weight);
    }
    for (size_t i = 0; status == OKR_OK && i < p->measures.count; i++) {
        okr_breach breach = {.value = NULL};
        okr_breach_numbers(&breach, sums[i], " / ", 1);
        if (fabs(sums[i] - 1) > SUM_TOLERANCE)
            status = report_sum(p, rule, measure_row(p, i), measure_item(p, i), &breach, err);
    }
    free(sums);
    return status;
}

static okr_status change_portions(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->changes.count && status == OKR_OK; i++) {
        const okr_municipal_change *c = OKR_CHANGE(p, i);
        okr_breach breach = {.value = NULL};
        double sum = NAN;
        bool first = true;
        for (size_t k = 0; k < p->changes.count; k++) {
            const okr_municipal_change *other = OKR_CHANGE(p, k);
            if (strcmp(other->from_oktmo, c->from_oktmo) != 0 ||
                okr_date_compare(other->date, c->date) != 0)
                continue;
            first &= k >= i;
            add_known(&sum, other->portion);
        }
        okr_breach_numbers(&breach, sum, " / ", 1);
        if (first && fabs(sum - 1) > SUM_TOLERANCE)
            status = report_sum(p, rule, c->row, c->from_oktmo, &breach, err);
    }
    return status;
}

/* One mark per measure, none set. */
static bool *new_marks(const okr_programme *p, okr_error *err)
{
    bool *marks = calloc(p->measures.count + 1, sizeof *marks);

    if (marks == NULL)
        (void)okr_fail_nomem(err);
    return marks;
}

/* Measures of a role that no row of another table has marked. */
static okr_status report_unmarked(okr_programme *p, const okr_rule *rule, okr_role role,
                                  const bool *marks, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->measures.count && status == OKR_OK; i++)
        if (OKR_MEASURE(p, i)->role == role && !marks[i])
            status = okr_rule_report(p, rule, measure_row(p, i), measure_item(p, i), "", err);
    return status;
}

static okr_status no_location(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    bool *located = new_marks(p, err);
    okr_status status = OKR_OK;

    if (located == NULL)
        return OKR_ERR_NOMEM;
    for (size_t i = 0; i < p->locations.count; i++)
        if (OKR_LOCATION(p, i)->measure >= 0)
            located[OKR_LOCATION(p, i)->measure] = true;
    status = report_unmarked(p, rule, OKR_ROLE_ITEM, located, err);
    free(located);
    return status;
}

/* A programme that names no document at all does not keep mentions. */
static okr_status no_mention(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    bool *mentioned = NULL;
    okr_status status = OKR_OK;

    if (p->mentions.count == 0)
        return OKR_OK;
    mentioned = new_marks(p, err);
    if (mentioned == NULL)
        return OKR_ERR_NOMEM;
    for (size_t i = 0; i < p->mentions.count; i++)
        if (OKR_MENTION(p, i)->measure >= 0)
            mentioned[OKR_MENTION(p, i)->measure] = true;
    status = report_unmarked(p, rule, OKR_ROLE_ITEM, mentioned, err);
    free(mentioned);
    return status;
}

static okr_status group_empty(okr_programme *p, const okr_rule *rule, okr_error *err)
{
    bool *has_child = new_marks(p, err);
    okr_status status = OKR_OK;

    if (has_child == NULL)
        return OKR_ERR_NOMEM;
    for (size_t i = 0; i < p->measures.count; i++)
        if (OKR_MEASURE(p, i)->parent >= 0)
            has_child[OKR_MEASURE(p, i)->parent] = true;
    status = report_unmarked(p, rule, OKR_ROLE_GROUP, has_child, err);
    free(has_child);
    return status;
}

/* clang-format off */
const okr_rule okr_set_rules[] = {
    OKR_SCAN_RULE("municipality_twice", WARNING, "municipalities", "name_ru", municipality_twice,
        "официальное название встречается дважды", "official name stands there twice"),
    OKR_SCAN_RULE("settlement_twice", WARNING, "settlements", "name_ru", settlement_twice,
        "два одноимённых населённых пункта одного вида в одном муниципальном образовании",
        "two settlements of one name and kind in one municipality"),
    OKR_SCAN_RULE("member_twice", ERROR, "agglomeration_members", "oktmo", member_twice,
        "участник указан дважды", "member is listed twice"),
    OKR_SCAN_RULE("indicator_twice", WARNING, "indicators", "indicator", indicator_twice,
        "показатель за тот же период указан дважды",
        "indicator of the same period is listed twice"),
    OKR_SCAN_RULE("duplicate_suspected", WARNING, "measures", "title_ru", duplicate_suspected,
        "название, вид и группа совпадают с другой строкой",
        "title, kind and parent are those of another row"),
    OKR_SCAN_RULE("population_over_total", WARNING, "municipalities", "population",
        population_over,
        "сумма населения населённых пунктов больше численности муниципального образования",
        "known settlements hold more people than their municipality"),
    OKR_SCAN_RULE("component_weights", WARNING, "measures", "weight", component_weights,
        "веса частей в сумме не дают 1: прогресс целого неизвестен",
        "weights of components do not sum to 1: progress of the whole is unknown"),
    OKR_SCAN_RULE("change_portions", WARNING, "municipal_changes", "portion", change_portions,
        "доли преобразования в сумме не дают 1", "portions of a change do not sum to 1"),
    OKR_SCAN_RULE("measure_without_location", WARNING, "measures", "measure_id", no_location,
        "о месте мероприятия не сказано ничего, даже что оно неизвестно",
        "nothing is said of the place, not even that it is unknown"),
    OKR_SCAN_RULE("measure_without_mention", WARNING, "measures", "measure_id", no_mention,
        "мероприятие не отнесено ни к одному контуру", "measure is mentioned in no contour"),
    OKR_SCAN_RULE("group_without_children", WARNING, "measures", "role", group_empty,
        "в группе нет ни одного мероприятия", "group has no measure below it"),
    OKR_RULE_END,
};
/* clang-format on */
