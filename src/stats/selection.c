#include "stats/selection.h"

#include <stdlib.h>

okr_status okr_selection_all(const okr_programme *p, unsigned bases, okr_selection **out,
                             okr_error *err)
{
    okr_selection *s = calloc(1, sizeof *s);
    okr_status status = OKR_OK;

    if (s == NULL)
        return okr_fail_nomem(err);
    s->bases = bases;
    s->count = p->measures.count;
    s->chosen = calloc(s->count + 1, sizeof *s->chosen);
    s->figures = calloc(s->count + 1, sizeof *s->figures);
    status = s->chosen == NULL || s->figures == NULL
                 ? okr_fail_nomem(err)
                 : okr_places_new(p, bases, &s->places, err);
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
    okr_places_free(s->places);
    free(s->chosen);
    free(s->figures);
    free(s->municipalities);
    free(s->agglomerations);
    free(s);
}
