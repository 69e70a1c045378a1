#include "stats/selector.h"

#include "base/i18n.h"

#include <string.h>

static void add_line(okr_text *text, const char *str)
{
    okr_text_add(text, "\n");
    okr_text_add_folded(text, str);
}

/* Endings of Russian nouns and adjectives; what stands before is the stem. */
static const char *const endings[] = {
    "иями", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "иях", "иям", "ией", "ая",
    "яя",   "ой",  "ей",  "ое",  "ее",  "ые",  "ие",  "ый",  "ий",  "ую",  "юю",  "ых",  "их",
    "ым",   "им",  "ом",  "ем",  "ам",  "ям",  "ах",  "ях",  "ов",  "ев",  "ия",  "ии",  "ию",
    "а",    "я",   "о",   "е",   "ы",   "и",   "у",   "ю",   "ь",   "й",   "",
};

enum { WORD = 256, LEAST_STEM = 6 /* bytes: three Cyrillic letters */ };

/* Length of the part before the longest ending that leaves a stem. */
static size_t stem_size(const char *word)
{
    const size_t n = strlen(word);

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        const size_t e = strlen(endings[i]);
        if (e + LEAST_STEM <= n && strcmp(word + n - e, endings[i]) == 0)
            return n - e;
    }
    return n;
}

static bool is_ending(const char *str, size_t n)
{
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (strlen(endings[i]) == n && strncmp(endings[i], str, n) == 0)
            return true;
    return false;
}

static bool is_letter(char c)
{
    return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/* Whether the text has a word of the same stem in any case and number: дамба, дамбы. */
static bool holds_form(const char *hay, const char *word)
{
    const size_t stem = stem_size(word);

    if (strstr(hay, word) != NULL)
        return true;
    for (const char *at = hay; *at != '\0'; at++) {
        size_t rest = 0;
        if ((at > hay && is_letter(at[-1])) || strncmp(at, word, stem) != 0)
            continue;
        while (is_letter(at[stem + rest]))
            rest++;
        if (is_ending(at + stem, rest))
            return true;
    }
    return false;
}

/* Whether every word of a folded text stands in another, as written or in another form. */
static bool holds_words(const char *hay, const char *words)
{
    char word[WORD];

    while (*words != '\0') {
        const size_t n = strcspn(words, " ");
        if (n >= sizeof word)
            return false;
        memcpy(word, words, n);
        word[n] = '\0';
        if (!holds_form(hay, word))
            return false;
        words += n + (words[n] == ' ' ? 1 : 0);
    }
    return true;
}

okr_status okr_select_text(okr_selector *k, okr_error *err)
{
    okr_text words = {0}, hay = {0};
    okr_status status = OKR_OK;

    okr_text_add_folded(&words, k->filter->text);
    status = okr_text_check(&words, err);
    if (status == OKR_OK && words.size == 0)
        status = okr_fail(err, OKR_ERR_USAGE, _("option --%s: a value is empty"), "text");
    for (size_t m = 0; m < k->selection->count && status == OKR_OK; m++) {
        const okr_measure *x = OKR_MEASURE(k->programme, m);
        if (!k->selection->figures[m])
            continue;
        okr_text_clear(&hay);
        add_line(&hay, x->measure_id);
        add_line(&hay, x->title.ru);
        add_line(&hay, x->title.en);
        add_line(&hay, x->note.ru);
        add_line(&hay, x->note.en);
        status = okr_text_check(&hay, err);
        if (status == OKR_OK)
            k->selection->figures[m] = holds_words(okr_text_str(&hay), okr_text_str(&words));
    }
    okr_text_done(&words);
    okr_text_done(&hay);
    return status;
}
