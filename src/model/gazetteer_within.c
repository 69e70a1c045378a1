#include "model/gazetteer_impl.h"

#include <string.h>

/* A text longer than this names no two places. */
enum { TEXT_MOST = 2 * OKR_PLACE_TEXT };

#define MARKS ",(:"

/* A text that is tried in two parts, one a settlement and one the municipality round it. */
typedef struct pairing {
    const okr_gazetteer *g;
    okr_place_hint hint;
    okr_place_result *result;
} pairing;

static okr_place_type type_of(const char *text)
{
    okr_place_name name;

    return okr_place_normalise(text, &name) ? name.type : OKR_PLACE_UNTYPED;
}

/* Signs that part the places of a list; one mark alone may also part a place and its owner. */
static bool is_list(const char *text)
{
    const char *mark = strpbrk(text, MARKS);

    return strpbrk(text, ";|") != NULL || (mark != NULL && strpbrk(mark + 1, MARKS) != NULL);
}

/* What was found lies where nothing may lie: a contradiction, and no place. */
static void refuse(okr_place_result *r)
{
    r->status = OKR_PLACE_AMBIGUOUS;
    r->how = OKR_PLACE_BY_NOTHING;
    r->outside_hint = true;
    r->type_differs = false;
    r->candidates[0] = r->place;
    r->candidate_count = 1;
    r->place = (okr_place_ref){OKR_PLACE_ANY, -1, -1};
}

/* Two ways to part a text that lead to two places. */
static void doubt(okr_place_result *r, okr_place_ref other)
{
    const okr_place_ref first = r->place;
    const bool in_order = first.municipality <= other.municipality;

    refuse(r);
    r->outside_hint = false;
    r->candidates[0] = in_order ? first : other;
    r->candidates[1] = in_order ? other : first;
    r->candidate_count = 2;
}

/* Found beats a contradiction, and the first contradiction is the one that is told. */
static void keep(okr_place_result *result, const okr_place_result *found)
{
    if (found->status == OKR_PLACE_FOUND && result->status == OKR_PLACE_FOUND &&
        memcmp(&found->place, &result->place, sizeof found->place) != 0)
        doubt(result, found->place);
    else if (result->status == OKR_PLACE_NONE ||
             (found->status == OKR_PLACE_FOUND && result->outside_hint))
        *result = *found;
}

/* «Кемеровский» in «Кемеровский МО Юргинский МО» is no settlement, although it may mean one. */
static bool is_settlement(const okr_place_result *found)
{
    const okr_place_ref *first =
        found->status == OKR_PLACE_FOUND ? &found->place : &found->candidates[0];

    return found->status != OKR_PLACE_NONE &&
           (first->kind == OKR_PLACE_SETTLEMENT || okr_place_is_settlement(found->type));
}

static void try_inside(pairing *p, const char *settlement, int municipality, bool differs)
{
    const okr_place_hint inside = {.municipality = municipality, .kind = OKR_PLACE_SETTLEMENT};
    okr_place_result found;

    okr_gazetteer_find_single(p->g, settlement, inside, &found);
    if (!is_settlement(&found))
        return;
    if (found.status == OKR_PLACE_FOUND && p->hint.municipality >= 0 &&
        p->hint.municipality != municipality)
        refuse(&found);
    found.type_differs = found.status == OKR_PLACE_FOUND && (found.type_differs || differs);
    keep(p->result, &found);
}

/*
 * Outside brackets a municipality must say that it is one: «Кемерово, Юрга» are two towns,
 * «Инской (Белово)» is one township. Of municipalities of one name («Кемеровского округа») the
 * one that has the settlement is meant.
 */
static void try_pair(pairing *p, const char *settlement, const char *municipality,
                     bool bracketed)
{
    const okr_place_hint hint = {.municipality = -1, .kind = OKR_PLACE_MUNICIPAL};
    okr_place_result found;

    if (okr_place_is_municipality(type_of(settlement)) ||
        (!bracketed && !okr_place_is_municipality(type_of(municipality))))
        return;
    okr_gazetteer_find_single(p->g, municipality, hint, &found);
    if (found.status == OKR_PLACE_FOUND && found.place.kind == OKR_PLACE_MUNICIPAL)
        try_inside(p, settlement, found.place.municipality, found.type_differs);
    if (found.status != OKR_PLACE_AMBIGUOUS)
        return;
    for (int i = 0; i < found.candidate_count && i < OKR_PLACE_CANDIDATES; i++)
        if (found.candidates[i].kind == OKR_PLACE_MUNICIPAL)
            try_inside(p, settlement, found.candidates[i].municipality, false);
}

/* Where the parts of a text may meet: at its mark, or at any space when it has none. */
static bool parts_at(const char *at, bool marked)
{
    return marked ? strchr(MARKS, *at) != NULL : *at == ' ' || strncmp(at, "\xC2\xA0", 2) == 0;
}

static void try_pairs(pairing *p, const char *text, size_t n)
{
    const bool marked = strpbrk(text, MARKS) != NULL;
    char left[TEXT_MOST];

    for (size_t i = 1; i + 1 < n; i++) {
        const char *right = text + i;
        if (!parts_at(right, marked))
            continue;
        memcpy(left, text, i);
        left[i] = '\0';
        try_pair(p, left, right, *right == '(' && text[n - 1] == ')');
        try_pair(p, right, left, false);
    }
}

void okr_gazetteer_find(const okr_gazetteer *gazetteer, const char *text, okr_place_hint hint,
                        okr_place_result *result)
{
    pairing p = {.g = gazetteer, .hint = hint, .result = result};
    const size_t n = strlen(text);

    okr_gazetteer_find_single(gazetteer, text, hint, result);
    if (result->status == OKR_PLACE_NONE && n < TEXT_MOST && !is_list(text))
        try_pairs(&p, text, n);
}
