/* Rules on municipalities, their changes, settlements and agglomerations. */
#include "check/rule.h"

#include <math.h>
#include <string.h>

enum { OKTMO_DIGITS = 8, OKTMO_SETTLEMENT_DIGITS = 11 };

/* Official and drawn area may differ by generalisation, not by more. */
#define AREA_TOLERANCE 0.05

static bool is_digits(const char *text, size_t n)
{
    return strlen(text) == n && strspn(text, "0123456789") == n;
}

static bool after(okr_date a, okr_date b)
{
    return a.precision != OKR_DATE_NONE && b.precision != OKR_DATE_NONE &&
           okr_date_first_day(a) > okr_date_last_day(b);
}

static bool oktmo_shape(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_municipality *m = row;

    (void)p;
    breach->value = m->oktmo;
    return !is_digits(m->oktmo, OKTMO_DIGITS);
}

static bool municipality_type(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_municipality *m = row;

    (void)p;
    breach->value = m->type_word;
    return m->type < 0;
}

static bool municipality_validity(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_municipality *m = row;

    (void)p;
    breach->value = "";
    return after(m->valid_from, m->valid_to);
}

static bool municipality_population(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_municipality *m = row;

    (void)p;
    breach->value = "";
    return isnan(m->population);
}

static bool municipality_area(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_municipality *m = row;
    const double drawn = m->area_m2 / 1e6;

    (void)p;
    if (isnan(m->area_official_km2) || isnan(drawn))
        return false;
    okr_breach_numbers(breach, m->area_official_km2, " / ", round(drawn * 10) / 10);
    return fabs(drawn - m->area_official_km2) > AREA_TOLERANCE * m->area_official_km2;
}

static bool municipality_successor(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_municipality *m = row;

    breach->value = m->successor;
    if (m->successor[0] == '\0' || okr_map_find(&p->municipality_index, m->successor) >= 0)
        return false;
    for (size_t i = 0; i < p->changes.count; i++)
        if (strcmp(OKR_CHANGE(p, i)->to_oktmo, m->successor) == 0)
            return false;
    return true;
}

static bool change_unknown(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_municipal_change *c = row;

    breach->value = c->to_oktmo;
    return okr_map_find(&p->municipality_index, c->from_oktmo) < 0 &&
           okr_map_find(&p->municipality_index, c->to_oktmo) < 0;
}

static bool change_portion(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_municipal_change *c = row;

    (void)p;
    okr_breach_numbers(breach, c->portion, "", NAN);
    return !isnan(c->portion) && (c->portion < 0 || c->portion > 1);
}

static bool settlement_code(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_settlement *s = row;

    (void)p;
    breach->value = s->oktmo11;
    return s->oktmo11[0] != '\0' && !is_digits(s->oktmo11, OKTMO_SETTLEMENT_DIGITS);
}

static bool settlement_prefix(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_settlement *s = row;

    (void)p;
    breach->value = s->oktmo11;
    return strlen(s->oktmo11) == OKTMO_SETTLEMENT_DIGITS && s->municipality_code[0] != '\0' &&
           strncmp(s->oktmo11, s->municipality_code, OKTMO_DIGITS) != 0;
}

static bool settlement_point(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_settlement *s = row;

    (void)p;
    breach->value = s->name_ru;
    return isnan(s->lon) || isnan(s->lat);
}

static bool settlement_part(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_settlement *s = row;

    breach->value = s->part_of_id;
    return s->part_of >= 0 && OKR_SETTLEMENT(p, s->part_of)->municipality != s->municipality;
}

static bool agglomeration_empty(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_agglomeration *a = row;

    breach->value = "";
    for (size_t i = 0; i < p->members.count; i++)
        if (strcmp(OKR_MEMBER(p, i)->agglomeration_code, a->code) == 0)
            return false;
    return true;
}

static bool member_validity(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_agglomeration_member *m = row;

    (void)p;
    breach->value = m->oktmo;
    return after(m->valid_from, m->valid_to);
}

/* clang-format off */
const okr_rule okr_territory_rules[] = {
    OKR_ROW_RULE("municipality_oktmo_shape", ERROR, "municipalities", municipalities,
        okr_municipality, oktmo, "oktmo", oktmo_shape,
        "код ОКТМО не из восьми цифр", "OKTMO code is not eight digits"),
    OKR_ROW_RULE("municipality_type_unknown", WARNING, "municipalities", municipalities,
        okr_municipality, oktmo, "type", municipality_type,
        "вид муниципального образования не из списка", "type of municipality is not in the list"),
    OKR_ROW_RULE("municipality_validity_reversed", ERROR, "municipalities", municipalities,
        okr_municipality, oktmo, "valid_to", municipality_validity,
        "начало действия позже окончания", "valid_from is later than valid_to"),
    OKR_ROW_RULE("municipality_population_missing", WARNING, "municipalities", municipalities,
        okr_municipality, oktmo, "population", municipality_population,
        "численность населения не указана", "population is not given"),
    OKR_ROW_RULE("municipality_area_differs", WARNING, "municipalities", municipalities,
        okr_municipality, oktmo, "area_official_km2", municipality_area,
        "официальная и измеренная площади различаются более чем на 5 %, кв. км",
        "official and measured area differ by more than 5 %, km2"),
    OKR_ROW_RULE("municipality_successor_unknown", WARNING, "municipalities", municipalities,
        okr_municipality, oktmo, "successor", municipality_successor,
        "преемник неизвестен ни таблице, ни списку преобразований",
        "successor is neither a municipality nor the target of a change"),
    OKR_ROW_RULE("change_unknown", WARNING, "municipal_changes", changes, okr_municipal_change,
        from_oktmo, "from_oktmo", change_unknown,
        "преобразование не касается ни одного известного муниципального образования",
        "change touches no known municipality"),
    OKR_ROW_RULE("change_portion_range", ERROR, "municipal_changes", changes,
        okr_municipal_change, from_oktmo, "portion", change_portion,
        "доля вне пределов от 0 до 1", "portion is not between 0 and 1"),
    OKR_ROW_RULE("settlement_oktmo_shape", WARNING, "settlements", settlements, okr_settlement,
        settlement_id, "oktmo11", settlement_code,
        "код ОКТМО населённого пункта не из одиннадцати цифр",
        "OKTMO code of a settlement is not eleven digits"),
    OKR_ROW_RULE("settlement_oktmo_prefix", WARNING, "settlements", settlements, okr_settlement,
        settlement_id, "oktmo11", settlement_prefix,
        "код ОКТМО начинается не с кода своего муниципального образования",
        "OKTMO code does not begin with that of its municipality"),
    OKR_ROW_RULE("settlement_point_missing", WARNING, "settlements", settlements, okr_settlement,
        settlement_id, "lon", settlement_point,
        "координаты неизвестны", "coordinates are not known"),
    OKR_ROW_RULE("settlement_part_elsewhere", ERROR, "settlements", settlements, okr_settlement,
        settlement_id, "part_of", settlement_part,
        "часть города стоит в другом муниципальном образовании, чем город",
        "part of a town stands in another municipality than the town"),
    OKR_ROW_RULE("agglomeration_empty", WARNING, "agglomerations", agglomerations,
        okr_agglomeration, code, "agglomeration", agglomeration_empty,
        "в агломерации нет ни одного участника", "agglomeration has no member"),
    OKR_ROW_RULE("member_validity_reversed", ERROR, "agglomeration_members", members,
        okr_agglomeration_member, agglomeration_code, "valid_to", member_validity,
        "начало участия позже окончания", "membership begins after it ends"),
    OKR_RULE_END,
};
/* clang-format on */
