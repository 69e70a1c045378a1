/* What an extract takes of each table. */
#include "export/extract_pick.h"

#include <string.h>

#define REFERS(type, member, vec)                                                              \
    {                                                                                          \
        offsetof(type, member), OKR_ROWS(vec)                                                  \
    }

static bool is_taken(const okr_picker *k, size_t rows, int index)
{
    return index >= 0 && okr_picker_map(k, rows)[index] >= 0;
}

static bool has_place(const okr_picker *k)
{
    return okr_selection_has_place(k->request->rows);
}

static bool takes_municipality(const okr_picker *k, const void *row, size_t i)
{
    (void)row;
    return !has_place(k) || k->request->rows->municipalities[i];
}

static bool takes_agglomeration(const okr_picker *k, const void *row, size_t i)
{
    (void)row;
    if (!has_place(k) || k->request->rows->agglomerations[i])
        return true;
    for (size_t m = 0; m < k->whole->members.count; m++) {
        const okr_agglomeration_member *member = OKR_MEMBER(k->whole, m);
        if (member->agglomeration == (int)i && okr_member_holds(k->whole, member) &&
            is_taken(k, OKR_ROWS(municipalities), member->municipality))
            return true;
    }
    return false;
}

static bool takes_settlement(const okr_picker *k, const void *row, size_t i)
{
    const okr_settlement *s = row;

    (void)i;
    return !has_place(k) || is_taken(k, OKR_ROWS(municipalities), s->municipality);
}

static bool takes_member(const okr_picker *k, const void *row, size_t i)
{
    const okr_agglomeration_member *m = row;

    (void)i;
    return !has_place(k) || is_taken(k, OKR_ROWS(agglomerations), m->agglomeration);
}

static bool takes_change(const okr_picker *k, const void *row, size_t i)
{
    const okr_municipal_change *c = row;

    (void)i;
    for (size_t m = 0; has_place(k) && m < k->whole->municipalities.count; m++) {
        const char *oktmo = OKR_MUNICIPALITY(k->whole, m)->oktmo;
        if (is_taken(k, OKR_ROWS(municipalities), (int)m) &&
            (strcmp(oktmo, c->from_oktmo) == 0 || strcmp(oktmo, c->to_oktmo) == 0))
            return true;
    }
    return !has_place(k);
}

static bool is_chosen(const okr_picker *k, int measure)
{
    return measure >= 0 && k->request->rows->chosen[measure];
}

static bool takes_measure(const okr_picker *k, const void *row, size_t i)
{
    (void)row;
    return is_chosen(k, (int)i) || k->above[i];
}

/* Rows whose first reference is their measure. */
static bool takes_of_measure(const okr_picker *k, const void *row, size_t member)
{
    int measure = 0;

    memcpy(&measure, (const unsigned char *)row + member, sizeof measure);
    return is_chosen(k, measure);
}

/* What serves a territory stands outside it, too: a share stays that of the whole programme. */
static bool takes_share(const okr_picker *k, const void *row, size_t i)
{
    const okr_service_share *share = row;

    (void)i;
    return !has_place(k) || is_taken(k, OKR_ROWS(municipalities), share->municipality) ||
           is_taken(k, OKR_ROWS(agglomerations), share->agglomeration);
}

static bool takes_service(const okr_picker *k, const void *row, size_t i)
{
    (void)i;
    return is_taken(k, OKR_ROWS(settlements),
                    ((const okr_settlement_service *)row)->settlement);
}

#define TAKES(type)                                                                            \
    static bool takes_##type(const okr_picker *k, const void *row, size_t i)                   \
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
const okr_pick_table okr_pick_tables[OKR_PICK_TABLES] = {
    {OKR_ROWS(municipalities), offsetof(okr_municipality, row), takes_municipality, {{0, 0}}},
    {OKR_ROWS(changes), offsetof(okr_municipal_change, row), takes_change, {{0, 0}}},
    {OKR_ROWS(agglomerations), offsetof(okr_agglomeration, row), takes_agglomeration, {{0, 0}}},
    {OKR_ROWS(members), offsetof(okr_agglomeration_member, row), takes_member,
     {REFERS(okr_agglomeration_member, agglomeration, agglomerations),
      REFERS(okr_agglomeration_member, municipality, municipalities)}},
    {OKR_ROWS(settlements), offsetof(okr_settlement, row), takes_settlement,
     {REFERS(okr_settlement, municipality, municipalities),
      REFERS(okr_settlement, part_of, settlements)}},
    {OKR_ROWS(shares), OKR_NO_ORIGIN, takes_share,
     {REFERS(okr_service_share, municipality, municipalities),
      REFERS(okr_service_share, agglomeration, agglomerations)}},
    {OKR_ROWS(services), OKR_NO_ORIGIN, takes_service,
     {REFERS(okr_settlement_service, settlement, settlements)}},
    {OKR_ROWS(measures), offsetof(okr_measure, row), takes_measure,
     {REFERS(okr_measure, parent, measures), REFERS(okr_measure, same_as, measures)}},
    {OKR_ROWS(mentions), offsetof(okr_mention, row), takes_mention,
     {REFERS(okr_mention, measure, measures)}},
    {OKR_ROWS(locations), offsetof(okr_location, row), takes_location,
     {REFERS(okr_location, measure, measures),
      REFERS(okr_location, municipality, municipalities),
      REFERS(okr_location, settlement, settlements),
      REFERS(okr_location, agglomeration, agglomerations)}},
    {OKR_ROWS(indicators), offsetof(okr_indicator, row), takes_indicator,
     {REFERS(okr_indicator, measure, measures)}},
    {OKR_ROWS(observations), offsetof(okr_observation, row), takes_observation,
     {REFERS(okr_observation, measure, measures)}},
    {OKR_ROWS(milestones), offsetof(okr_milestone, row), takes_milestone,
     {REFERS(okr_milestone, measure, measures)}},
    {OKR_ROWS(finance), offsetof(okr_finance, row), takes_finance,
     {REFERS(okr_finance, measure, measures)}},
    {OKR_ROWS(links), OKR_NO_ORIGIN, takes_link,
     {REFERS(okr_link, measure, measures), REFERS(okr_link, location, locations),
      REFERS(okr_link, municipality, municipalities)}},
};
/* clang-format on */

const int *okr_picker_map(const okr_picker *k, size_t rows)
{
    size_t t = 0;

    while (okr_pick_tables[t].rows != rows)
        t++;
    return k->maps[t];
}
