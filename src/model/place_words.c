#include "model/place_words.h"

#include "base/utf8.h"

#include <string.h>

/* Fills okr_place_words character by character. */
typedef struct splitter {
    okr_place_words *words;
    bool open;   /* the last word takes more letters */
    bool hyphen; /* a hyphen stands before the next word */
    bool failed;
} splitter;

static bool is_one_of(uint32_t code, const uint32_t *list)
{
    while (*list != 0 && *list != code)
        list++;
    return *list != 0;
}

/* Quotes, soft hyphen, zero-width signs, byte order mark: they part nothing. */
static bool is_dropped(uint32_t code)
{
    static const uint32_t list[] = {'"',    '\'',   '`',    0xAB,   0xBB,   0xAD,
                                    0xB4,   0x2018, 0x2019, 0x201A, 0x201C, 0x201D,
                                    0x201E, 0x2039, 0x203A, 0x2060, 0xFEFF, 0};

    return is_one_of(code, list) || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x0300 && code <= 0x036F);
}

static bool is_hyphen(uint32_t code)
{
    return code == '-' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

static bool is_space(uint32_t code)
{
    static const uint32_t list[] = {'(', ')', '[', ']', '/', '_', 0xA0, 0x3000, 0};

    return code <= ' ' || is_one_of(code, list) || (code >= 0x2000 && code <= 0x200A) ||
           code == 0x202F || code == 0x205F;
}

static bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}

/* Signs that part two places; they stand as words, so that such a text matches nothing. */
static bool is_mark(uint32_t code)
{
    return code == ',' || code == ';' || code == '|' || code == ':';
}

static okr_place_word *last_word(const splitter *s)
{
    return s->words->count == 0 ? NULL : &s->words->word[s->words->count - 1];
}

static void close_word(splitter *s)
{
    s->open = false;
}

static okr_place_word *open_word(splitter *s)
{
    okr_place_words *w = s->words;

    if (s->open)
        return last_word(s);
    if (w->count == OKR_PLACE_WORDS) {
        s->failed = true;
        return NULL;
    }
    w->word[w->count] = (okr_place_word){.hyphen = s->hyphen && w->count > 0};
    s->open = true;
    s->hyphen = false;
    return &w->word[w->count++];
}

static void add_letter(splitter *s, uint32_t code, const char *bytes, size_t n)
{
    okr_place_word *word = open_word(s);
    const size_t used = word == NULL ? 0 : strlen(word->text);

    if (word == NULL || used + 4 >= OKR_PLACE_WORD) {
        s->failed = true;
        return;
    }
    if (code < 0x80) {
        word->text[used] = (char)code;
    } else if (code < 0x800) {
        word->text[used] = (char)(0xC0 | code >> 6);
        word->text[used + 1] = (char)(0x80 | (code & 0x3F));
    } else {
        memcpy(word->text + used, bytes, n); /* no case beyond U+07FF: as it was */
    }
}

/* "2я" is "2-я". */
static void part_number_from_letters(splitter *s, uint32_t code)
{
    const okr_place_word *word = s->open ? last_word(s) : NULL;
    const size_t n = word == NULL ? 0 : strlen(word->text);

    if (n > 0 && is_digit((unsigned char)word->text[n - 1]) != is_digit(code)) {
        s->open = false;
        s->hyphen = true;
    }
}

/* A breve over и makes й, as file systems that take letters apart write it. */
static void add_breve(splitter *s)
{
    okr_place_word *word = s->open ? last_word(s) : NULL;
    const size_t n = word == NULL ? 0 : strlen(word->text);

    if (n >= 2 && strcmp(word->text + n - 2, "и") == 0)
        memcpy(word->text + n - 2, "й", 2);
}

static void add_mark(splitter *s, uint32_t code)
{
    const char sign = (char)code;

    close_word(s);
    s->hyphen = false;
    add_letter(s, code, &sign, 1);
    close_word(s);
}

static void add_stop(splitter *s)
{
    okr_place_word *word = last_word(s);

    if (s->open && word != NULL)
        word->dot = true;
    close_word(s);
}

static void take(splitter *s, uint32_t code, const char *bytes, size_t n)
{
    if (code == 0x0306) {
        add_breve(s);
    } else if (is_hyphen(code)) {
        close_word(s);
        s->hyphen = true;
    } else if (code == '.') {
        add_stop(s);
    } else if (is_space(code)) {
        close_word(s);
    } else if (is_mark(code)) {
        add_mark(s, code);
    } else if (!is_dropped(code)) {
        const uint32_t lower = okr_utf8_lower(code);
        part_number_from_letters(s, lower);
        add_letter(s, lower == 0x0451 ? 0x0435 : lower, bytes, n);
    }
}

/* "2-ая" is "2-я". */
static void shorten_ordinals(okr_place_words *words)
{
    static const char *const pairs[][2] = {{"ая", "я"}, {"ый", "й"}, {"ое", "е"}};

    for (int i = 1; i < words->count; i++) {
        char *text = words->word[i].text;
        if (!is_digit((unsigned char)words->word[i - 1].text[0]))
            continue;
        for (size_t p = 0; p < sizeof pairs / sizeof pairs[0]; p++)
            if (strcmp(text, pairs[p][0]) == 0)
                memcpy(text, pairs[p][1], strlen(pairs[p][1]) + 1);
    }
}

bool okr_place_split(const char *text, okr_place_words *words)
{
    const char *end = text + strlen(text);
    splitter s = {.words = words};

    words->count = 0;
    while (text < end && !s.failed) {
        const char *start = text;
        const uint32_t code = okr_utf8_next(&text, end);
        if (code == OKR_UTF8_BAD)
            return false;
        take(&s, code, start, (size_t)(text - start));
    }
    shorten_ordinals(words);
    return !s.failed;
}
