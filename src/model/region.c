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

/* Whether the name of a part says that it is a region: «Томская обл.», «Алтайский край». */
static bool is_region(const char *part)
{
    static const char *const words[] = {"край",       "края",       "крае",
                                        "республика", "республики", "республике"};
    okr_place_name name;

    if (!okr_place_normalise(part, &name))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const char *at = strstr(name.whole, words[i]);
        const size_t n = strlen(words[i]);
        if (at != NULL && n < strlen(name.whole) && (at == name.whole || at[-1] == ' ') &&
            (at[n] == '\0' || at[n] == ' '))
            return true;
    }
    return name.type == OKR_PLACE_REGION;
}

static bool states_region(const okr_programme *p)
{
    return p->region.ru[0] != '\0' || p->region.en[0] != '\0' ||
           (p->region_aliases != NULL && p->region_aliases[0] != '\0');
}

static okr_region_named judge(const okr_programme *p, const char *part)
{
    if (okr_names_region(p, part))
        return OKR_REGION_OWN;
    if (!is_region(part))
        return OKR_REGION_NONE;
    return states_region(p) ? OKR_REGION_OTHER : OKR_REGION_OWN;
}

okr_region_named okr_part_region(const okr_programme *p, const char *text,
                                 char rest[OKR_REGION_TEXT])
{
    const char *first = strchr(text, ','), *last = strrchr(text, ',');
    const size_t n = strlen(text);
    okr_region_named named = OKR_REGION_NONE;

    if (n >= OKR_REGION_TEXT) {
        rest[0] = '\0';
        return OKR_REGION_NONE;
    }
    memcpy(rest, text, n + 1);
    if (last == NULL)
        return judge(p, text) == OKR_REGION_OTHER ? OKR_REGION_OTHER : OKR_REGION_NONE;
    named = judge(p, last + 1);
    if (named != OKR_REGION_NONE) {
        rest[last - text] = '\0';
        return named;
    }
    rest[first - text] = '\0';
    named = judge(p, rest);
    memcpy(rest, named == OKR_REGION_NONE ? text : first + 1,
           named == OKR_REGION_NONE ? n + 1 : n - (size_t)(first - text));
    return named;
}
