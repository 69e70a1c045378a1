#include "model/gazetteer_impl.h"

#include <string.h>

enum { MOST_HITS = 64 };

/* How well the type word of a text agrees with a place. */
typedef enum agreement { AGREES_NOT, AGREES_NEARLY, AGREES } agreement;

/* Names that are tried one after the other; the first that yields something decides. */
typedef enum level { LEVEL_FULL, LEVEL_NAME, LEVEL_CASE, LEVEL_COUNT } level;

/* One place that a text may mean. */
typedef struct hit {
    int place;
    okr_spelling_form form;
    bool adjective; /* may be the name of a municipality without its type word */
} hit;

typedef struct search {
    const okr_gazetteer *g;
    okr_place_hint hint;
    okr_place_name name;
    okr_place_type type; /* the type word in the reading that is tried */
    hit hits[MOST_HITS];
    int count;
    bool overflow; /* more hits than room: certainly ambiguous */
} search;

static const okr_gazetteer_place *place_at(const okr_gazetteer *g, int i)
{
    return &OKR_AT(&g->places, okr_gazetteer_place, i);
}

/* A town and a village of one name are different places; villages are often called by the wrong
 * word. */
static agreement settlement_agrees(okr_place_type said, okr_place_type is)
{
    const bool town_in_it = said == OKR_PLACE_TOWN || is == OKR_PLACE_TOWN;
    const bool posyolok = said == OKR_PLACE_POSYOLOK && is == OKR_PLACE_TOWNSHIP;

    if (said == OKR_PLACE_UNTYPED || said == OKR_PLACE_POPULATED || said == is || posyolok)
        return AGREES;
    if (!okr_place_is_settlement(said))
        return AGREES_NOT;
    if (is == OKR_PLACE_UNTYPED || (is == OKR_PLACE_POPULATED && !town_in_it))
        return AGREES;
    return town_in_it || said == OKR_PLACE_TOWN_PART || is == OKR_PLACE_TOWN_PART
               ? AGREES_NOT
               : AGREES_NEARLY;
}

static bool is_district(okr_place_type type)
{
    return type == OKR_PLACE_DISTRICT || type == OKR_PLACE_MUNICIPAL_DISTRICT;
}

/* Districts were made municipal okrugs one by one, so each is called by the other's word. */
static agreement municipality_agrees(okr_place_type said, okr_place_type is)
{
    if (said == is || said == OKR_PLACE_UNTYPED || said == OKR_PLACE_MUNICIPALITY)
        return AGREES;
    if (is == OKR_PLACE_UNTYPED || is == OKR_PLACE_MUNICIPALITY)
        return AGREES_NEARLY; /* what is called a district by name comes first */
    if (said == OKR_PLACE_OKRUG || is == OKR_PLACE_OKRUG ||
        (is_district(said) && is_district(is)))
        return AGREES;
    return (is_district(said) && is == OKR_PLACE_MUNICIPAL_OKRUG) ||
                   (said == OKR_PLACE_MUNICIPAL_OKRUG && is_district(is))
               ? AGREES_NEARLY
               : AGREES_NOT;
}

/* A name that is a town's, not an adjective: «Кемерово», and what follows «городской округ». */
static bool is_noun(const okr_spelling *s)
{
    return !okr_place_is_municipality(s->own) || s->leads;
}

/* The short name of an urban okrug is its town's: «г. Кемерово» may mean it, «г. Муром» the
 * «округ Муром». */
static bool may_be_called_town(const okr_spelling *s, okr_place_type is)
{
    return is_noun(s) && !okr_place_is_settlement(s->own) &&
           (is == OKR_PLACE_URBAN_OKRUG || is == OKR_PLACE_OKRUG || is == OKR_PLACE_UNTYPED);
}

/* «посёлок Агинское» of a municipality's own name is as well «пгт Агинское». */
static bool names_settlement(okr_place_type said, okr_place_type own)
{
    return said == own || (said == OKR_PLACE_TOWNSHIP && own == OKR_PLACE_POSYOLOK) ||
           (said == OKR_PLACE_POSYOLOK && own == OKR_PLACE_TOWNSHIP);
}

static agreement agrees(const search *f, const okr_spelling *s)
{
    const okr_place_type is = place_at(f->g, s->place)->type;

    if (s->form == OKR_SPELLING_SETTLEMENT)
        return settlement_agrees(f->type, is);
    if (okr_place_is_settlement(f->type))
        return names_settlement(f->type, s->own) ||
                       (f->type == OKR_PLACE_TOWN && may_be_called_town(s, is))
                   ? AGREES
                   : AGREES_NOT;
    return f->type == OKR_PLACE_UNTYPED || okr_place_is_municipality(f->type)
               ? municipality_agrees(f->type, is)
               : AGREES_NOT;
}

static level level_of(const search *f, const okr_spelling *s)
{
    if (s->oblique)
        return LEVEL_CASE;
    if (s->form == OKR_SPELLING_SETTLEMENT || s->own == OKR_PLACE_UNTYPED)
        return LEVEL_NAME;
    if (s->own == f->type)
        return LEVEL_FULL;
    if (okr_place_is_settlement(s->own))
        return LEVEL_NAME;
    return s->leads && !okr_place_is_municipality(f->type) ? LEVEL_NAME : LEVEL_CASE;
}

/* What a place leads to: its municipality, or itself where that is not known. */
static int goal_of(const search *f, int place)
{
    const int municipality = place_at(f->g, place)->ref.municipality;

    return municipality >= 0 ? municipality : -1 - place;
}

static bool same_goal(const search *f, int i, int j)
{
    return goal_of(f, f->hits[i].place) == goal_of(f, f->hits[j].place);
}

static void add_hit(search *f, const okr_spelling *s)
{
    const bool adjective = s->form != OKR_SPELLING_SETTLEMENT && !is_noun(s);

    for (int i = 0; i < f->count; i++)
        if (f->hits[i].place == s->place) {
            f->hits[i].adjective = f->hits[i].adjective || adjective;
            return;
        }
    if (f->count == MOST_HITS) {
        f->overflow = true;
        if (goal_of(f, s->place) != f->hint.municipality)
            return;
        f->count--; /* what the hint may choose has room */
    }
    f->hits[f->count++] = (hit){.place = s->place, .form = s->form, .adjective = adjective};
}

/* Collect what stands under a key on one level and agrees so far. */
static void gather(search *f, const char *key, level wanted, agreement enough, bool whole)
{
    ptrdiff_t i = okr_map_find(&f->g->first, key);

    for (; i >= 0; i = OKR_AT(&f->g->spellings, okr_spelling, i).next) {
        const okr_spelling *s = &OKR_AT(&f->g->spellings, okr_spelling, i);
        const bool named_so = whole && s->form == OKR_SPELLING_SETTLEMENT;
        if (s->form == OKR_SPELLING_CODE || level_of(f, s) != wanted)
            continue;
        if (whole ? named_so : agrees(f, s) >= enough)
            add_hit(f, s);
    }
}

static void keep_kind(search *f, okr_place_kind kind)
{
    int kept = 0;

    for (int i = 0; i < f->count; i++)
        kept += place_at(f->g, f->hits[i].place)->ref.kind == kind;
    if (kept == 0)
        return;
    kept = 0;
    for (int i = 0; i < f->count; i++)
        if (place_at(f->g, f->hits[i].place)->ref.kind == kind)
            f->hits[kept++] = f->hits[i];
    f->count = kept;
}

static bool one_goal(const search *f)
{
    for (int i = 1; i < f->count; i++)
        if (!same_goal(f, i, 0))
            return false;
    return f->count > 0 && !f->overflow;
}

/* Keep what lies in the hinted municipality; false when nothing does. */
static bool keep_hinted(search *f)
{
    int kept = 0;

    if (f->hint.municipality < 0)
        return true;
    for (int i = 0; i < f->count; i++)
        if (goal_of(f, f->hits[i].place) == f->hint.municipality)
            f->hits[kept++] = f->hits[i];
    if (kept == 0)
        return false;
    f->count = kept;
    f->overflow = false;
    return true;
}

static int compare_refs(const okr_place_ref *a, const okr_place_ref *b)
{
    if (a->municipality != b->municipality)
        return a->municipality < b->municipality ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

/* Insert in order, so that no answer depends on the order of hashing. */
static void add_candidate(okr_place_result *r, okr_place_ref ref)
{
    int i = r->candidate_count < OKR_PLACE_CANDIDATES ? r->candidate_count
                                                      : OKR_PLACE_CANDIDATES - 1;

    if (r->candidate_count++ >= OKR_PLACE_CANDIDATES &&
        compare_refs(&r->candidates[i], &ref) <= 0)
        return;
    for (; i > 0 && compare_refs(&r->candidates[i - 1], &ref) > 0; i--)
        r->candidates[i] = r->candidates[i - 1];
    r->candidates[i] = ref;
}

/* Whether a hit of the same goal stands before hit i. */
static bool goal_seen(const search *f, int i)
{
    for (int j = 0; j < i; j++)
        if (same_goal(f, i, j))
            return true;
    return false;
}

/*
 * The place that hits of one goal mean, starting from hit `first`. «в Мариинском» is the town
 * or the okrug round it: only the okrug is certain. Neither is one of several settlements.
 */
static okr_place_ref choose(const search *f, int first)
{
    okr_place_ref settlement = place_at(f->g, f->hits[first].place)->ref;
    const okr_place_ref whole = {OKR_PLACE_MUNICIPAL, settlement.municipality,
                                 settlement.municipality};
    bool adjective = false;
    int settlements = 0;

    for (int i = first; i < f->count; i++) {
        const okr_place_ref *ref = &place_at(f->g, f->hits[i].place)->ref;
        if (!same_goal(f, first, i))
            continue;
        adjective = adjective || f->hits[i].adjective;
        if (ref->kind == OKR_PLACE_SETTLEMENT) {
            settlement = *ref;
            settlements++;
        }
    }
    return settlements == 1 && !adjective ? settlement : whole;
}

static okr_place_how how_of(const search *f, level decided, okr_place_kind kind)
{
    if (decided == LEVEL_CASE)
        return OKR_PLACE_BY_CASE_FORM;
    if (kind == OKR_PLACE_SETTLEMENT || f->hits[0].form == OKR_SPELLING_SETTLEMENT)
        return OKR_PLACE_BY_SETTLEMENT;
    return decided == LEVEL_FULL && f->hits[0].form == OKR_SPELLING_FULL
               ? OKR_PLACE_BY_FULL_NAME
               : OKR_PLACE_BY_SHORT_NAME;
}

static void list_candidates(const search *f, okr_place_result *r)
{
    for (int i = 0; i < f->count; i++)
        if (!goal_seen(f, i))
            add_candidate(r, choose(f, i));
}

static void list_settlements(const search *f, okr_place_result *r)
{
    for (int i = 0; i < f->count; i++)
        if (place_at(f->g, f->hits[i].place)->ref.kind == OKR_PLACE_SETTLEMENT)
            add_candidate(r, place_at(f->g, f->hits[i].place)->ref);
    if (r->candidate_count < 2)
        r->candidate_count = 0;
}

/* Turn hits into an answer. */
static void settle(search *f, level decided, okr_place_result *r)
{
    const bool inside = keep_hinted(f);

    if (!one_goal(f) && f->hint.kind != OKR_PLACE_ANY)
        keep_kind(f, f->hint.kind);
    if (!one_goal(f) || !inside) {
        r->status = OKR_PLACE_AMBIGUOUS;
        r->outside_hint = !inside;
        list_candidates(f, r);
        return;
    }
    if (f->hint.kind == OKR_PLACE_MUNICIPAL)
        keep_kind(f, OKR_PLACE_MUNICIPAL);
    r->status = OKR_PLACE_FOUND;
    r->place = choose(f, 0);
    r->how = how_of(f, decided, r->place.kind);
    if (r->place.kind == OKR_PLACE_MUNICIPAL)
        list_settlements(f, r);
}

/* Whether the type of what was found is known at all. */
static bool has_known_type(const search *f)
{
    const okr_place_type type = place_at(f->g, f->hits[0].place)->type;

    return type != OKR_PLACE_UNTYPED && type != OKR_PLACE_MUNICIPALITY;
}

/* Try every level with one reading of the type word; true when something was there. */
static bool try_reading(search *f, agreement enough, okr_place_result *r)
{
    for (level l = LEVEL_FULL; l < LEVEL_COUNT; l++) {
        f->count = 0;
        f->overflow = false;
        if (strcmp(f->name.whole, f->name.key) != 0)
            gather(f, f->name.whole, l, enough, true);
        if (f->count == 0)
            gather(f, f->name.key, l, enough, false);
        if (f->count == 0)
            continue;
        settle(f, l, r);
        r->type_differs = enough == AGREES_NEARLY && has_known_type(f);
        return true;
    }
    return false;
}

/* Only digits and spaces, 8 or 11 of them: an OKTMO code; false for any other text. */
static bool read_code(const char *text, char code[12])
{
    size_t n = 0;

    for (; *text != '\0'; text++) {
        if (*text == ' ' || *text == '\t')
            continue;
        if (*text < '0' || *text > '9' || n == 11)
            return false;
        code[n++] = *text;
    }
    code[n] = '\0';
    return n == 8 || n == 11;
}

static void gather_code(search *f, const char *code)
{
    ptrdiff_t i = okr_map_find(&f->g->first, code);

    for (; i >= 0; i = OKR_AT(&f->g->spellings, okr_spelling, i).next)
        if (OKR_AT(&f->g->spellings, okr_spelling, i).form == OKR_SPELLING_CODE)
            add_hit(f, &OKR_AT(&f->g->spellings, okr_spelling, i));
}

static void find_code(search *f, char code[12], okr_place_result *r)
{
    gather_code(f, code);
    if (f->count == 0) {
        memcpy(code + 5, "000", 4); /* five digits name the municipality */
        gather_code(f, code);
    }
    if (f->count == 0)
        return;
    settle(f, LEVEL_FULL, r);
    if (r->status == OKR_PLACE_FOUND)
        r->how = OKR_PLACE_BY_CODE;
}

static void find_name(search *f, okr_place_result *r)
{
    f->type = f->name.type;
    if (try_reading(f, AGREES, r))
        return;
    if (f->name.maybe_with) {
        f->type = OKR_PLACE_UNTYPED;
        if (try_reading(f, AGREES, r))
            return;
        f->type = f->name.type;
    }
    (void)try_reading(f, AGREES_NEARLY, r);
}

void okr_gazetteer_find_single(const okr_gazetteer *gazetteer, const char *text,
                               okr_place_hint hint, okr_place_result *result)
{
    search f = {.g = gazetteer, .hint = hint};
    char code[12];

    *result = (okr_place_result){.place = {OKR_PLACE_ANY, -1, -1}};
    if (read_code(text, code)) {
        find_code(&f, code, result);
    } else if (okr_place_normalise(text, &f.name)) {
        result->type = f.name.type;
        find_name(&f, result);
    }
}
