#include "stats/selector.h"

#include "base/i18n.h"

#include <string.h>

static void add_line(okr_text *text, const char *str)
{
    okr_text_add(text, "\n");
    okr_text_add_folded(text, str);
}

/* Whether every word of a folded text stands in another. */
static bool holds_words(const char *hay, const char *words)
{
    char word[256];

    while (*words != '\0') {
        const size_t n = strcspn(words, " ");
        if (n >= sizeof word)
            return false;
        memcpy(word, words, n);
        word[n] = '\0';
        if (strstr(hay, word) == NULL)
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
        status = okr_fail(err, OKR_ERR_USAGE, _("%s: a value is empty"), "text");
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
