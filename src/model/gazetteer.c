#include "model/gazetteer_impl.h"
#include "model/place_forms.h"

#include <stdlib.h>
#include <string.h>

okr_status okr_gazetteer_new(okr_gazetteer **out, okr_error *err)
{
    okr_gazetteer *g = calloc(1, sizeof *g);

    if (g == NULL)
        return okr_fail_nomem(err);
    g->spellings = OKR_VEC(okr_spelling);
    g->places = OKR_VEC(okr_gazetteer_place);
    *out = g;
    return OKR_OK;
}

void okr_gazetteer_free(okr_gazetteer *gazetteer)
{
    if (gazetteer == NULL)
        return;
    okr_map_done(&gazetteer->first);
    okr_vec_done(&gazetteer->spellings);
    okr_vec_done(&gazetteer->places);
    okr_arena_done(&gazetteer->arena);
    free(gazetteer);
}

static bool is_known(const char *text)
{
    return text != NULL && text[0] != '\0';
}

/* Whether the chain that starts at i holds this spelling, or the same place's nominative. */
static bool is_there(const okr_gazetteer *g, ptrdiff_t i, const okr_spelling *wanted)
{
    for (; i >= 0; i = OKR_AT(&g->spellings, okr_spelling, i).next) {
        const okr_spelling *s = &OKR_AT(&g->spellings, okr_spelling, i);
        if (s->place == wanted->place && s->form == wanted->form && s->own == wanted->own &&
            (s->oblique == wanted->oblique || wanted->oblique))
            return true;
    }
    return false;
}

/* Add a spelling under a key that need not live on. */
static okr_status add_spelling(okr_gazetteer *g, const char *key, okr_spelling spelling,
                               okr_error *err)
{
    const ptrdiff_t first = okr_map_find(&g->first, key);
    const size_t number = g->spellings.count;
    okr_spelling *added = NULL;

    if (is_there(g, first, &spelling))
        return OKR_OK;
    spelling.key = first < 0 ? okr_arena_strdup(&g->arena, key, err)
                             : OKR_AT(&g->spellings, okr_spelling, first).key;
    if (spelling.key == NULL)
        return OKR_ERR_NOMEM;
    added = okr_vec_push(&g->spellings, err);
    if (added == NULL)
        return OKR_ERR_NOMEM;
    *added = spelling;
    added->next = -1;
    if (first < 0)
        return okr_map_add(&g->first, spelling.key, number, NULL, err);
    added->next = OKR_AT(&g->spellings, okr_spelling, first).next;
    OKR_AT(&g->spellings, okr_spelling, first).next = (int)number;
    return OKR_OK;
}

typedef struct adding {
    okr_gazetteer *g;
    okr_spelling spelling;
} adding;

static okr_status add_form(void *user, const char *form, okr_error *err)
{
    const adding *a = user;

    return add_spelling(a->g, form, a->spelling, err);
}

/* A name in the nominative and in its generated cases. */
static okr_status add_name(okr_gazetteer *g, const okr_place_name *name, okr_spelling spelling,
                           okr_error *err)
{
    adding a = {.g = g, .spelling = spelling};
    const bool adjective = okr_place_is_municipality(spelling.own) && !spelling.leads;
    okr_status status = add_spelling(g, name->key, spelling, err);

    a.spelling.oblique = true;
    if (status == OKR_OK)
        status = okr_place_forms(name->bare, adjective, add_form, &a, err);
    return status;
}

static okr_status add_codes(okr_gazetteer *g, int place, const char *code, const char *former,
                            okr_error *err)
{
    const okr_spelling spelling = {.place = place, .form = OKR_SPELLING_CODE};
    okr_status status = OKR_OK;

    if (is_known(code))
        status = add_spelling(g, code, spelling, err);
    if (status == OKR_OK && is_known(former))
        status = add_spelling(g, former, spelling, err);
    return status;
}

/* Number of a new place, or -1. */
static int add_place(okr_gazetteer *g, okr_place_ref ref, okr_place_type type, okr_error *err)
{
    okr_gazetteer_place *place = okr_vec_push(&g->places, err);

    if (place == NULL)
        return -1;
    *place = (okr_gazetteer_place){.ref = ref, .type = type};
    return (int)g->places.count - 1;
}

static bool ends_with(const char *text, const char *ending)
{
    const size_t n = strlen(text);
    const size_t m = strlen(ending);

    return n >= m && strcmp(text + n - m, ending) == 0;
}

static okr_status add_municipal_name(okr_gazetteer *g, int place, const char *text,
                                     okr_spelling_form form, okr_error *err)
{
    okr_spelling spelling = {.place = place, .form = form};
    okr_gazetteer_place *p = &OKR_AT(&g->places, okr_gazetteer_place, place);
    okr_place_name name;

    if (!is_known(text) || !okr_place_normalise(text, &name))
        return OKR_OK;
    spelling.own = name.type;
    spelling.leads = name.type != OKR_PLACE_UNTYPED && ends_with(name.whole, name.key);
    /* «город Томск» does not say what kind of municipality it is. */
    if (p->type == OKR_PLACE_UNTYPED && okr_place_is_municipality(name.type))
        p->type = name.type;
    return add_name(g, &name, spelling, err);
}

okr_status okr_gazetteer_add_municipality(okr_gazetteer *gazetteer,
                                          const okr_gazetteer_municipality *m, okr_error *err)
{
    const okr_place_ref ref = {OKR_PLACE_MUNICIPAL, m->index, m->index};
    const int place = add_place(gazetteer, ref, m->type, err);
    okr_status status = place < 0 ? OKR_ERR_NOMEM : OKR_OK;

    if (status == OKR_OK)
        status = add_codes(gazetteer, place, m->code, m->former_code, err);
    if (status == OKR_OK)
        status = add_municipal_name(gazetteer, place, m->name, OKR_SPELLING_FULL, err);
    if (status == OKR_OK)
        status = add_municipal_name(gazetteer, place, m->short_name, OKR_SPELLING_SHORT, err);
    return status;
}

/* In «пгт Яя» the type word stands before the name; in «Красный Хутор» it is part of it. */
static void keep_own_words(okr_place_name *name)
{
    if (ends_with(name->whole, name->key) && okr_place_is_settlement(name->type))
        return;
    memcpy(name->key, name->whole, sizeof name->key);
    memcpy(name->bare, name->whole, sizeof name->bare);
    name->type = OKR_PLACE_UNTYPED;
}

static okr_status add_settlement_name(okr_gazetteer *g, int place, const char *text,
                                      okr_error *err)
{
    const okr_spelling spelling = {.place = place, .form = OKR_SPELLING_SETTLEMENT};
    okr_gazetteer_place *p = &OKR_AT(&g->places, okr_gazetteer_place, place);
    okr_place_name name;

    if (!is_known(text) || !okr_place_normalise(text, &name))
        return OKR_OK;
    if (name.type != OKR_PLACE_UNTYPED)
        keep_own_words(&name);
    if (p->type == OKR_PLACE_UNTYPED)
        p->type = name.type;
    return add_name(g, &name, spelling, err);
}

okr_status okr_gazetteer_add_settlement(okr_gazetteer *gazetteer,
                                        const okr_gazetteer_settlement *s, okr_error *err)
{
    const okr_place_ref ref = {OKR_PLACE_SETTLEMENT, s->index, s->municipality};
    const int place = add_place(gazetteer, ref, s->type, err);
    okr_status status = place < 0 ? OKR_ERR_NOMEM : OKR_OK;

    if (status == OKR_OK)
        status = add_codes(gazetteer, place, s->code, s->former_code, err);
    if (status == OKR_OK)
        status = add_settlement_name(gazetteer, place, s->name, err);
    return status;
}
