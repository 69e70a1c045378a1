#include "stats/selection.h"

#include <stdlib.h>

okr_status okr_selection_all(const okr_programme *p, unsigned bases, okr_selection **out,
                             okr_error *err)
{
    return okr_selection_lend(p, bases, NULL, out, err);
}

okr_status okr_selection_lend(const okr_programme *p, unsigned bases, const okr_places *places,
                              okr_selection **out, okr_error *err)
{
    okr_selection *s = calloc(1, sizeof *s);
    okr_status status = OKR_OK;

    if (s == NULL)
        return okr_fail_nomem(err);
    s->bases = bases;
    s->count = p->measures.count;
    s->chosen = calloc(s->count + 1, sizeof *s->chosen);
    s->figures = calloc(s->count + 1, sizeof *s->figures);
    if (s->chosen == NULL || s->figures == NULL)
        status = okr_fail_nomem(err);
    else if (places == NULL)
        status = okr_places_new(p, bases, &s->own, err);
    s->places = places == NULL ? s->own : places;
    if (status != OKR_OK) {
        okr_selection_free(s);
        return status;
    }
    for (size_t m = 0; m < s->count; m++) {
        const okr_role role = OKR_MEASURE(p, m)->role;
        s->chosen[m] = role == OKR_ROLE_ITEM;
        s->figures[m] = role == OKR_ROLE_ITEM || role == OKR_ROLE_GROUP;
    }
    *out = s;
    return OKR_OK;
}

void okr_selection_free(okr_selection *s)
{
    if (s == NULL)
        return;
    okr_places_free(s->own);
    free(s->chosen);
    free(s->figures);
    free(s->municipalities);
    free(s->agglomerations);
    free(s);
}
