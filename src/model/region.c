#include "model/region.h"

#include "model/place_forms.h"
#include "model/place_name.h"

#include <string.h>

/* A text that may name the region. */
typedef struct looking {
    okr_place_name wanted;
    bool found;
} looking;

static okr_status compare_form(void *user, const char *form, okr_error *err)
{
    looking *l = user;

    (void)err;
    l->found = l->found || strcmp(form, l->wanted.key) == 0;
    return OKR_OK;
}

/* «Кемеровская» alone is no oblast: the type word must be there, or be missing, in both. */
static void compare_name(looking *l, const char *name)
{
    okr_place_name have;

    if (l->found || !okr_place_normalise(name, &have) || have.type != l->wanted.type)
        return;
    l->found = strcmp(have.key, l->wanted.key) == 0;
    if (!l->found && okr_place_forms(have.bare, have.type == OKR_PLACE_REGION, compare_form, l,
                                     NULL) != OKR_OK)
        l->found = false; /* comparing cannot fail */
}

/* Names parted by marks; longer than a name of a place is none. */
static void compare_names(looking *l, const char *names)
{
    const char *end = NULL;

    for (; *names != '\0'; names = *end == '\0' ? end : end + 1) {
        char name[OKR_PLACE_TEXT];
        end = strchr(names, OKR_ALIAS_MARK);
        if (end == NULL)
            end = names + strlen(names);
        const size_t n = (size_t)(end - names);
        if (n >= sizeof name)
            continue;
        memcpy(name, names, n);
        name[n] = '\0';
        compare_name(l, name);
    }
}

bool okr_names_region(const okr_programme *programme, const char *text)
{
    looking l = {.found = false};

    if (!okr_place_normalise(text, &l.wanted))
        return false;
    compare_name(&l, programme->region.ru);
    compare_name(&l, programme->region.en);
    if (programme->region_aliases != NULL)
        compare_names(&l, programme->region_aliases);
    return l.found;
}
