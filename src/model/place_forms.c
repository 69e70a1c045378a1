#include "model/place_forms.h"

#include "model/place_words.h"

#include <string.h>

enum {
    MOST_VARIANTS = 8, /* of one word in one case */
    MOST_DECLINED = 4, /* words that change; of a longer name only the last does */
    MOST_FORM = OKR_PLACE_TEXT * 2
};

/* The forms of one word in one case; the first is the nominative unless it must change. */
typedef struct variants {
    char text[MOST_VARIANTS][OKR_PLACE_WORD + 8];
    int count;
} variants;

typedef struct declining {
    const okr_place_words *words;
    bool adjective;
    okr_place_form_fn *visit;
    void *user;
    okr_error *err;
    int grammatical_case;
    char form[MOST_FORM];
} declining;

static bool ends_with(const char *text, const char *ending)
{
    const size_t n = strlen(text);
    const size_t m = strlen(ending);

    return n >= m && strcmp(text + n - m, ending) == 0;
}

/* Add word without its last `cut` bytes and with n bytes of another ending. */
static void add_variant(variants *v, const char *word, size_t cut, const char *ending, size_t n)
{
    const size_t stem = strlen(word) - cut;

    if (v->count == MOST_VARIANTS || stem + n == 0 || stem + n >= sizeof v->text[0])
        return;
    memcpy(v->text[v->count], word, stem);
    memcpy(v->text[v->count] + stem, ending, n);
    v->text[v->count++][stem + n] = '\0';
}

static void add_endings(variants *v, const char *word, const char *nominative,
                        const char *alternatives)
{
    for (;;) {
        const size_t n = strcspn(alternatives, "|");
        add_variant(v, word, strlen(nominative), alternatives, n);
        if (alternatives[n] == '\0')
            return;
        alternatives += n + 1;
    }
}

static bool is_number(const char *text)
{
    return text[0] >= '0' && text[0] <= '9';
}

/* First parts that never change: "усть-", "верх-", and stems that -о- joins ("анжеро-"). */
static bool is_fixed_part(const okr_place_words *words, int i)
{
    const char *text = words->word[i].text;
    const bool joins_next = i + 1 < words->count && words->word[i + 1].hyphen;

    return joins_next && (strcmp(text, "усть") == 0 || strcmp(text, "верх") == 0 ||
                          ends_with(text, "о") || ends_with(text, "не"));
}

/* «Ленинск-Кузнецкого района»: the adjective of a hyphenated town changes at its end only. */
static bool may_change(const declining *d, int i)
{
    const okr_place_words *w = d->words;
    const bool is_last = i + 1 == w->count;

    if (is_fixed_part(w, i) || (w->count > MOST_DECLINED && !is_last))
        return false;
    return !d->adjective || is_last || !w->word[i + 1].hyphen;
}

static void collect(const declining *d, int i, variants *v)
{
    const char *word = d->words->word[i].text;
    const bool is_ordinal = i > 0 && is_number(d->words->word[i - 1].text);
    const okr_place_ending *e = is_ordinal ? okr_place_ordinal_endings : okr_place_endings;

    v->count = 0;
    add_variant(v, word, 0, "", 0);
    if (!may_change(d, i))
        return;
    for (; e->nominative != NULL; e++) {
        if (!ends_with(word, e->nominative))
            continue;
        add_endings(v, word, e->nominative, e->oblique[d->grammatical_case]);
        if (e->last)
            return;
    }
}

/* Put word i in every variant behind the first `used` bytes, and so on to the last word. */
static okr_status combine(declining *d, int i, size_t used, bool changed)
{
    okr_status status = OKR_OK;
    variants v;

    if (i == d->words->count)
        return changed ? d->visit(d->user, d->form, d->err) : OKR_OK;
    collect(d, i, &v);
    for (int k = 0; k < v.count && status == OKR_OK; k++) {
        const size_t n = strlen(v.text[k]);
        if (used + n + 2 > MOST_FORM)
            continue;
        if (i > 0)
            d->form[used] = ' ';
        memcpy(d->form + used + (i > 0), v.text[k], n + 1);
        status = combine(d, i + 1, used + n + (i > 0), changed || k > 0);
    }
    return status;
}

okr_status okr_place_forms(const char *bare, bool adjective, okr_place_form_fn *visit,
                           void *user, okr_error *err)
{
    okr_place_words words;
    declining d = {
        .words = &words, .adjective = adjective, .visit = visit, .user = user, .err = err};
    okr_status status = OKR_OK;

    if (!okr_place_split(bare, &words) || words.count == 0)
        return OKR_OK;
    while (status == OKR_OK && d.grammatical_case < OKR_PLACE_CASES) {
        status = combine(&d, 0, 0, false);
        d.grammatical_case++;
    }
    return status;
}
