#include "model/date_words.h"

#include <stddef.h>
#include <string.h>

enum { WORDS_MAX = 6, WORD_BYTES = 32 };

typedef struct word {
    char text[WORD_BYTES];
} word;

/* Split at spaces, full stops and commas; -1 when there are too many words or one is too long.
 */
static int split(const char *text, word words[WORDS_MAX])
{
    int count = 0;

    for (text += strspn(text, " .,"); *text != '\0'; text += strspn(text, " .,")) {
        const size_t n = strcspn(text, " .,");
        if (count == WORDS_MAX || n >= WORD_BYTES)
            return -1;
        memcpy(words[count].text, text, n);
        words[count++].text[n] = '\0';
        text += n;
    }
    return count;
}

static bool is_one_of(const char *text, const char *const *list)
{
    while (*list != NULL && strcmp(text, *list) != 0)
        list++;
    return *list != NULL;
}

static const char *const soft[] = {"ь", "я", "ю", "е", "ем", NULL};
static const char *const hard[] = {"", "а", "у", "е", "ом", NULL};
static const char *const of_may[] = {"й", "я", "ю", "е", "ем", NULL};

static const struct {
    const char *stem;
    const char *const *endings;
    const char *shortened;
} months[12] = {
    {"январ", soft, "янв"},  {"феврал", soft, "фев"}, {"март", hard, "мар"},
    {"апрел", soft, "апр"},  {"ма", of_may, "май"},   {"июн", soft, "июн"},
    {"июл", soft, "июл"},    {"август", hard, "авг"}, {"сентябр", soft, "сент"},
    {"октябр", soft, "окт"}, {"ноябр", soft, "нояб"}, {"декабр", soft, "дек"},
};

/* 1..12, or 0: every case form and the usual abbreviation. */
static int month_of(const char *text)
{
    for (int m = 0; m < 12; m++) {
        const size_t n = strlen(months[m].stem);
        if (strcmp(text, months[m].shortened) == 0 ||
            (strncmp(text, months[m].stem, n) == 0 && is_one_of(text + n, months[m].endings)))
            return m + 1;
    }
    return 0;
}

/* 1..4, or 0. */
static int quarter_of(const char *text)
{
    static const struct {
        const char *text;
        int quarter;
    } names[] = {{"i", 1},         {"ii", 2},       {"iii", 3},    {"iv", 4},
                 {"первый", 1},    {"второй", 2},   {"третий", 3}, {"четвертый", 4},
                 {"четвёртый", 4}, {"первом", 1},   {"втором", 2}, {"третьем", 3},
                 {"четвертом", 4}, {"четвёртом", 4}};
    static const char *const endings[] = {"",   "-й",  "-ый", "-ой", "-ий",
                                          "-м", "-ом", "й",   NULL};

    if (text[0] >= '1' && text[0] <= '4' && is_one_of(text + 1, endings))
        return text[0] - '0';
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(text, names[i].text) == 0)
            return names[i].quarter;
    return 0;
}

/* The value of a word of `least` to `most` digits, or -1. */
static int digits_of(const char *text, size_t least, size_t most)
{
    const size_t n = strlen(text);
    int value = 0;

    if (n < least || n > most || strspn(text, "0123456789") != n)
        return -1;
    for (; *text != '\0'; text++)
        value = value * 10 + (*text - '0');
    return value;
}

/* What stands before the year: nothing, a month, a day and a month, or a quarter. */
static bool take_front(const word *words, int count, okr_date_parts *p)
{
    static const char *const quarter_words[] = {"квартал",   "квартала", "квартале", "кварталу",
                                                "кварталом", "кв",       NULL};

    if (count == 0)
        return true;
    if (count == 1)
        return (p->month = month_of(words[0].text)) != 0;
    if (count != 2)
        return false;
    if (is_one_of(words[1].text, quarter_words))
        return (p->quarter = quarter_of(words[0].text)) != 0;
    p->day = digits_of(words[0].text, 1, 2);
    p->month = month_of(words[1].text);
    return p->day > 0 && p->month != 0;
}

bool okr_date_words(const char *folded, okr_date_parts *parts)
{
    static const char *const year_words[] = {"г", "год", "года", "году", "годом", NULL};
    static const char *const prepositions[] = {"в", "во", NULL};
    word words[WORDS_MAX];
    const word *first = words;
    okr_date_parts p = {0};
    int count = split(folded, words);

    if (count > 0 && is_one_of(first->text, prepositions)) {
        first++;
        count--;
    }
    if (count > 1 && is_one_of(first[count - 1].text, year_words))
        count--;
    if (count < 1)
        return false;
    p.year = digits_of(first[count - 1].text, 4, 4);
    if (p.year < 0 || !take_front(first, count - 1, &p))
        return false;
    *parts = p;
    return true;
}
