#include "base/utf8.h"
#include "model/gazetteer_impl.h"

#include <string.h>

enum { MOST_LETTERS = 64, FAR = 1000 };

/* A name letter by letter. */
typedef struct letters {
    uint32_t code[MOST_LETTERS];
    int count;
} letters;

/* Latin letters, in lower case, that look like Cyrillic ones in some case. */
static uint32_t look_alike(uint32_t code)
{
    static const char latin[] = "abcehkmoptxyn";
    static const char *const cyrillic[] = {"а", "в", "с", "е", "н", "к", "м",
                                           "о", "р", "т", "х", "у", "п"};
    const char *at = code < 0x80 && code != 0 ? strchr(latin, (int)code) : NULL;
    const char *text = at == NULL ? NULL : cyrillic[at - latin];

    return text == NULL ? code : okr_utf8_next(&text, text + 2);
}

static void read_letters(const char *text, letters *out)
{
    const char *end = text + strlen(text);

    out->count = 0;
    while (text < end && out->count < MOST_LETTERS)
        out->code[out->count++] = look_alike(okr_utf8_next(&text, end));
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Letters to add, drop, replace, or swap with their neighbour to make b of a. */
static int distance(const letters *a, const letters *b)
{
    int row[3][MOST_LETTERS + 1];
    int *before = row[0];
    int *last = row[1];
    int *now = row[2];

    for (int j = 0; j <= b->count; j++)
        last[j] = j;
    for (int i = 1; i <= a->count; i++) {
        int *spare = before;
        now[0] = i;
        for (int j = 1; j <= b->count; j++) {
            const int cost = a->code[i - 1] != b->code[j - 1];
            now[j] = least(last[j - 1] + cost, least(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a->code[i - 1] == b->code[j - 2] &&
                a->code[i - 2] == b->code[j - 1])
                now[j] = least(now[j], before[j - 2] + 1);
        }
        before = last;
        last = now;
        now = spare;
    }
    return last[b->count];
}

/* Letters that both begin with. */
static int common_start(const letters *a, const letters *b)
{
    int n = 0;

    while (n < a->count && n < b->count && a->code[n] == b->code[n])
        n++;
    return n;
}

/* «Ленинск» is the first word of «Ленинск-Кузнецкий». */
static bool is_first_word(const letters *wanted, const letters *name)
{
    return wanted->count >= 4 && name->count > wanted->count &&
           (name->code[wanted->count] == '-' || name->code[wanted->count] == ' ') &&
           common_start(wanted, name) == wanted->count;
}

/* Near by letters, or, further down, of one stem: «Мариинск» for «Мариинскому». */
static int rank(const letters *wanted, const letters *name)
{
    const int shorter = least(wanted->count, name->count);
    const int longer = wanted->count + name->count - shorter;
    const int allowed = 1 + shorter / 5;
    int d = FAR;

    if (longer - shorter <= allowed)
        d = distance(wanted, name);
    if (d <= allowed)
        return d;
    if (is_first_word(wanted, name))
        return allowed + 1;
    if (shorter >= 4 && common_start(wanted, name) * 4 >= shorter * 3 && longer - shorter <= 6)
        return allowed + longer - shorter;
    return FAR;
}

typedef struct ranked {
    int rank[OKR_PLACE_SUGGESTIONS];
    int place[OKR_PLACE_SUGGESTIONS];
    int count;
} ranked;

/* Put a place where its rank belongs; each place stands once, with its best rank. */
static void insert(ranked *best, int place, int its_rank)
{
    int i = 0;

    while (i < best->count && best->place[i] != place)
        i++;
    if (i < best->count && best->rank[i] <= its_rank)
        return;
    if (i == best->count && best->count == OKR_PLACE_SUGGESTIONS &&
        best->rank[best->count - 1] <= its_rank)
        return;
    if (i == best->count && best->count < OKR_PLACE_SUGGESTIONS)
        best->count++;
    else if (i == best->count)
        i--;
    for (; i > 0 && best->rank[i - 1] > its_rank; i--) {
        best->rank[i] = best->rank[i - 1];
        best->place[i] = best->place[i - 1];
    }
    best->rank[i] = its_rank;
    best->place[i] = place;
}

int okr_gazetteer_suggest(const okr_gazetteer *gazetteer, const char *text,
                          okr_place_ref out[OKR_PLACE_SUGGESTIONS])
{
    ranked best = {.count = 0};
    okr_place_name name;
    letters wanted;

    if (!okr_place_normalise(text, &name))
        return 0;
    read_letters(name.key, &wanted);
    for (size_t i = 0; i < gazetteer->spellings.count; i++) {
        const okr_spelling *s = &OKR_AT(&gazetteer->spellings, okr_spelling, i);
        letters letters_of_name;
        int r = FAR;
        if (s->oblique || s->form == OKR_SPELLING_CODE)
            continue;
        read_letters(s->key, &letters_of_name);
        r = rank(&wanted, &letters_of_name);
        if (r < FAR)
            insert(&best, s->place, r);
    }
    for (int i = 0; i < best.count; i++)
        out[i] = OKR_AT(&gazetteer->places, okr_gazetteer_place, best.place[i]).ref;
    return best.count;
}
