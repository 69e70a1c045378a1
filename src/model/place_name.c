#include "model/place_words.h"

#include <string.h>

/* A name that loses its outer words one after the other: words first..end-1 are left. */
typedef struct peeling {
    const okr_place_words *words;
    int first, end;
    okr_place_type type;
    bool maybe_with;
} peeling;

static bool is_any(const char *text, const char *const *list)
{
    while (*list != NULL && strcmp(text, *list) != 0)
        list++;
    return *list != NULL;
}

static bool is_mark(const char *text)
{
    return text[0] != '\0' && strchr(",;|:", text[0]) != NULL;
}

/* Whether word i and the one before it are parts of one hyphenated word. */
static bool joined(const peeling *p, int i)
{
    return i > p->first && i < p->end && p->words->word[i].hyphen;
}

/* A municipality says more than a settlement, and anything more than "municipality". */
static int weight(okr_place_type type)
{
    if (type == OKR_PLACE_MUNICIPALITY)
        return 1;
    return okr_place_is_municipality(type) ? 3 : type == OKR_PLACE_UNTYPED ? 0 : 2;
}

static void note_type(peeling *p, okr_place_type type)
{
    if (p->maybe_with) /* a type word behind "с": then it was the preposition */
        p->type = OKR_PLACE_UNTYPED;
    p->maybe_with = false;
    if (weight(type) > weight(p->type))
        p->type = type;
}

static bool peel_mark(peeling *p)
{
    if (p->end - p->first < 2)
        return false;
    if (is_mark(p->words->word[p->first].text))
        p->first++;
    else if (is_mark(p->words->word[p->end - 1].text))
        p->end--;
    else
        return false;
    return true;
}

static bool peel_preposition(peeling *p)
{
    static const char *const prepositions[] = {"в",  "во", "на",  "из",  "по", "для", "к",
                                               "до", "от", "под", "при", "у",  "со",  NULL};
    static const char *const grounds[] = {
        "территория", "территории", "территорию", "территорией", "границах", "пределах", NULL};
    const okr_place_word *word = &p->words->word[p->first];

    if (p->end - p->first < 2 || joined(p, p->first + 1))
        return false;
    if (!is_any(word->text, prepositions) && !is_any(word->text, grounds))
        return false;
    p->first++;
    return true;
}

/* "МО" in front is any municipality («МО город Юрга»), behind a name a municipal okrug. */
static okr_place_type leading_type(okr_place_type_at found, const okr_place_word *word)
{
    const bool is_short = strcmp(word->text, "мо") == 0 || strcmp(word->text, "м") == 0;

    if (found.type == OKR_PLACE_MUNICIPAL_OKRUG && is_short &&
        strlen(word[found.count - 1].text) <= 4)
        return OKR_PLACE_MUNICIPALITY;
    return found.type;
}

static bool peel_leading_type(peeling *p)
{
    const okr_place_word *word = &p->words->word[p->first];
    okr_place_type_at found = {.type = OKR_PLACE_UNTYPED};

    for (int most = p->end - p->first - 1; most > 0; most = found.count - 1) {
        found = okr_place_type_from(word, most);
        if (found.count == 0)
            return false;
        if (!joined(p, p->first + found.count))
            break;
    }
    if (found.count == 0)
        return false;
    note_type(p, leading_type(found, word));
    p->maybe_with = p->type == OKR_PLACE_VILLAGE && strcmp(word->text, "с") == 0 && !word->dot;
    p->first += found.count;
    return true;
}

static bool peel_trailing_type(peeling *p)
{
    const okr_place_word *end = &p->words->word[p->end];
    okr_place_type_at found = {.type = OKR_PLACE_UNTYPED};

    for (int most = p->end - p->first - 1; most > 0; most = found.count - 1) {
        found = okr_place_type_before(end, most);
        if (found.count == 0)
            return false;
        if (!joined(p, p->end - found.count))
            break;
    }
    if (found.count == 0)
        return false;
    note_type(p, found.type);
    p->end -= found.count;
    return true;
}

/* Words first..end-1 with `joint` where a hyphen stands; false when out is too small. */
static bool join(const peeling *p, char joint, char out[OKR_PLACE_TEXT])
{
    size_t n = 0;

    for (int i = p->first; i < p->end; i++) {
        const size_t length = strlen(p->words->word[i].text);
        if (n + length + 2 > OKR_PLACE_TEXT)
            return false;
        if (i > p->first)
            out[n++] = p->words->word[i].hyphen ? joint : ' ';
        memcpy(out + n, p->words->word[i].text, length);
        n += length;
    }
    out[n] = '\0';
    return n > 0;
}

bool okr_place_normalise(const char *text, okr_place_name *name)
{
    okr_place_words words;
    okr_place_name result = {.type = OKR_PLACE_UNTYPED};
    peeling p = {.words = &words};
    bool more = false;

    if (!okr_place_split(text, &words))
        return false;
    p.end = words.count;
    do
        more = peel_mark(&p) || peel_preposition(&p);
    while (more);
    if (!join(&p, ' ', result.whole))
        return false;
    do
        more = peel_mark(&p) || peel_preposition(&p) || peel_leading_type(&p) ||
               peel_trailing_type(&p);
    while (more);
    if (!join(&p, '-', result.bare) || !join(&p, ' ', result.key))
        return false;
    result.type = p.type;
    result.maybe_with = p.maybe_with;
    *name = result;
    return true;
}
