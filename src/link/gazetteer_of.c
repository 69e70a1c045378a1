#include "link/gazetteer_of.h"

#include <string.h>

/* Whether a row with these bounds of validity stands on the day; no date bounds nothing. */
static bool valid_on(okr_date from, okr_date to, long day)
{
    if (from.precision != OKR_DATE_NONE && okr_date_first_day(from) > day)
        return false;
    return to.precision == OKR_DATE_NONE || okr_date_last_day(to) >= day;
}

static okr_place_type municipality_type(const okr_municipality *m)
{
    static const char *const codes[] = {"urban_okrug", "municipal_okrug", "municipal_district"};
    const char *code = okr_word_code(&okr_municipality_types, m->type);

    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if (strcmp(code, codes[i]) == 0)
            return okr_place_type_of(code);
    return OKR_PLACE_UNTYPED;
}

static okr_status add_municipalities(const okr_programme *p, okr_gazetteer *gazetteer,
                                     okr_error *err)
{
    const okr_date date = okr_programme_territory_date(p);
    const bool all = date.precision == OKR_DATE_NONE || p->as_of.precision != OKR_DATE_NONE;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->municipalities.count && status == OKR_OK; i++) {
        const okr_municipality *m = OKR_MUNICIPALITY(p, i);
        const okr_gazetteer_municipality entry = {
            .index = (int)i,
            .name = m->name_ru,
            .short_name = m->name_short_ru,
            .code = m->oktmo,
            .former_code = m->oktmo_former,
            .type = municipality_type(m),
        };
        if (all || valid_on(m->valid_from, m->valid_to, okr_date_last_day(date)))
            status = okr_gazetteer_add_municipality(gazetteer, &entry, err);
    }
    return status;
}

static okr_status add_settlements(const okr_programme *p, okr_gazetteer *gazetteer,
                                  okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->settlements.count && status == OKR_OK; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(p, i);
        const okr_gazetteer_settlement entry = {
            .index = (int)i,
            .municipality = s->municipality,
            .name = s->name_ru,
            .code = s->oktmo11,
            .former_code = s->oktmo_former,
            .type = okr_place_type_of(s->kind),
        };
        status = okr_gazetteer_add_settlement(gazetteer, &entry, err);
    }
    return status;
}

okr_status okr_gazetteer_of(const okr_programme *p, okr_gazetteer **out, okr_error *err)
{
    okr_gazetteer *gazetteer = NULL;
    okr_status status = okr_gazetteer_new(&gazetteer, err);

    if (status == OKR_OK)
        status = add_municipalities(p, gazetteer, err);
    if (status == OKR_OK)
        status = add_settlements(p, gazetteer, err);
    if (status != OKR_OK) {
        okr_gazetteer_free(gazetteer);
        return status;
    }
    *out = gazetteer;
    return OKR_OK;
}
