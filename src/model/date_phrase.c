#include "model/date.h"
#include "model/date_words.h"

#include <stdio.h>
#include <string.h>

enum { LAST_SHORT_YEAR = 49 };

/* Skip one of the words of a list, each with its space; true when one stood there. */
static bool skip_any(const char **at, const char *const *list)
{
    for (; *list != NULL; list++) {
        const size_t n = strlen(*list);
        if (strncmp(*at, *list, n) == 0) {
            *at += n;
            return true;
        }
    }
    return false;
}

/* Cut "г.", "года", "гг." off the end of a text that has digits before it. */
static void cut_year_word(char *text)
{
    static const char *const words[] = {"г",    "гг",    "год",   "года", "году",
                                        "годы", "годов", "годах", "г.г",  NULL};
    size_t n = strlen(text);

    while (n > 0 && (text[n - 1] == ' ' || text[n - 1] == '.'))
        n--;
    for (size_t i = 0; words[i] != NULL; i++) {
        const size_t length = strlen(words[i]);
        if (n <= length || strncmp(text + n - length, words[i], length) != 0)
            continue;
        size_t left = n - length;
        while (left > 0 && text[left - 1] == ' ')
            left--;
        if (left == 0 || text[left - 1] < '0' || text[left - 1] > '9')
            continue;
        text[left] = '\0';
        return;
    }
}

/* "31.12.23": two digits each, full stops only. Later than 2049 it may as well be 19... */
static bool short_year(const char *text, okr_date *date)
{
    char whole[OKR_DATE_TEXT];

    for (size_t i = 0; i < 8; i++)
        if (i % 3 == 2 ? text[i] != '.' : text[i] < '0' || text[i] > '9')
            return false;
    if (text[8] != '\0' || (text[6] - '0') * 10 + (text[7] - '0') > LAST_SHORT_YEAR)
        return false;
    (void)snprintf(whole, sizeof whole, "%.6s20%.2s", text, text + 6);
    return okr_date_parse(whole, date);
}

/* One date without any word of relation. */
static bool plain(const char *text, okr_date *date)
{
    char bare[OKR_DATE_FOLDED];

    if (okr_date_parse(text, date))
        return true;
    (void)snprintf(bare, sizeof bare, "%s", text);
    cut_year_word(bare);
    return okr_date_parse(bare, date) || short_year(bare, date);
}

/* "i полугодие 2024": as a start its first quarter, as an end its last. */
static bool half_year(const char *text, okr_date_side side, okr_date *date)
{
    static const char *const in[] = {"в ", "во ", NULL};
    static const char *const first[] = {"i ",    "1 ",      "1-е ",     "1-го ",   "1-м ",
                                        "1-ое ", "первое ", "первого ", "первом ", NULL};
    static const char *const second[] = {"ii ",   "2 ",      "2-е ",     "2-го ",   "2-м ",
                                         "2-ое ", "второе ", "второго ", "втором ", NULL};
    static const char *const halves[] = {"полугодие ", "полугодия ", "полугодии ", NULL};
    okr_date year = {0};
    int half = 0;

    (void)skip_any(&text, in);
    half = skip_any(&text, first) ? 1 : skip_any(&text, second) ? 2 : 0;
    if (side == OKR_DATE_ALONE || half == 0 || !skip_any(&text, halves) ||
        !plain(text, &year) || year.precision != OKR_DATE_YEAR)
        return false;
    year.precision = OKR_DATE_QUARTER;
    year.quarter = (uint8_t)(half * 2 - (side == OKR_DATE_START));
    *date = year;
    return true;
}

static bool one_date(const char *text, okr_date_side side, okr_date *date)
{
    static const char *const during[] = {"в течение ", "в течении ", NULL};

    (void)skip_any(&text, during);
    return plain(text, date) || half_year(text, side, date);
}

static bool not_before(const char *text, okr_date *date)
{
    static const char *const earliest[] = {"не ранее ", "не раньше ", "начиная с ", "с начала ",
                                           "с ",        "со ",        NULL};

    return skip_any(&text, earliest) && one_date(text, OKR_DATE_START, date);
}

/* "до сентября" may leave September out or not; "до 2030 года" means with its end. */
static bool not_after(const char *text, okr_date *date)
{
    static const char *const latest[] = {"не позднее ", "не позже ", "до конца ", "по ", NULL};
    static const char *const until[] = {"до ", NULL};
    okr_date found = {0};

    if (skip_any(&text, latest))
        return one_date(text, OKR_DATE_END, date);
    if (!skip_any(&text, until) || !plain(text, &found) ||
        (found.precision != OKR_DATE_YEAR && found.precision != OKR_DATE_DAY))
        return false;
    *date = found;
    return true;
}

static bool bounded(const char *text, okr_date_side side, okr_date *date)
{
    switch (side) {
    case OKR_DATE_START:
        return not_before(text, date);
    case OKR_DATE_END:
        return not_after(text, date);
    case OKR_DATE_ALONE:
        break;
    }
    return false;
}

/* The text before `end` as a date, without the spaces at its end. */
static bool first_of(const char *text, const char *end, okr_date *date)
{
    char first[OKR_DATE_FOLDED];

    while (end > text && end[-1] == ' ')
        end--;
    (void)snprintf(first, sizeof first, "%.*s", (int)(end - text), text);
    return plain(first, date);
}

/* "2024-2026 гг.", "с 2024 по 2026 год": the side that is asked for. */
static bool range(const char *text, okr_date_side side, okr_date *date)
{
    static const char *const in[] = {"в ", "с ", "со ", NULL};
    const bool from = strncmp(text, "с", strlen("с")) == 0;

    (void)skip_any(&text, in);
    for (const char *at = text; side != OKR_DATE_ALONE && *at != '\0'; at++) {
        const char *second = at;
        okr_date a = {0};
        okr_date b = {0};
        if (!skip_any(&second, from ? (const char *const[]){" по ", " до ", NULL}
                                    : (const char *const[]){"-", NULL}))
            continue;
        second += strspn(second, " ");
        if (!first_of(text, at, &a) || !plain(second, &b) ||
            okr_date_first_day(a) > okr_date_last_day(b))
            continue;
        *date = side == OKR_DATE_START ? a : b;
        return true;
    }
    return false;
}

bool okr_date_parse_cell(const char *text, okr_date_side side, okr_date *date)
{
    char folded[OKR_DATE_FOLDED];

    return okr_date_parse(text, date) ||
           (okr_date_fold(text, folded) &&
            (one_date(folded, side, date) || bounded(folded, side, date) ||
             range(folded, side, date)));
}
