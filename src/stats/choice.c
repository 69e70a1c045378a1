#include "stats/choice.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

/* A list of names that is not longer than SHORT_LIST is told whole. */
enum { NAMES = 3, SUGGESTIONS = 3, LONGEST = 48, SHORT_LIST = 20, LEAST_PART = 4 };

static uint32_t fold(uint32_t code)
{
    const uint32_t lower = okr_utf8_lower(code);

    return lower == 0x451 ? 0x435 : lower; /* ё, е */
}

void okr_text_add_folded(okr_text *text, const char *str)
{
    const char *end = str + strlen(str);
    bool gap = false, begun = false;

    while (str < end) {
        const uint32_t code = okr_utf8_next(&str, end);
        if (code == ' ' || code == '\t' || code == '\n' || code == 0xA0) {
            gap = begun;
            continue;
        }
        if (gap)
            okr_text_add(text, " ");
        okr_text_add_code(text, code == OKR_UTF8_BAD ? 0xFFFD : fold(code));
        gap = false;
        begun = true;
    }
}

/* The first code points of a folded text. */
static size_t code_points(const char *str, uint32_t out[LONGEST])
{
    const char *end = str + strlen(str);
    size_t n = 0;

    while (str < end && n < LONGEST)
        out[n++] = fold(okr_utf8_next(&str, end));
    return n;
}

static size_t least(size_t a, size_t b, size_t c)
{
    const size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* Insertions, deletions and replacements of letters that turn one name into the other. */
static size_t distance(const char *a, const char *b)
{
    uint32_t x[LONGEST], y[LONGEST];
    size_t row[LONGEST + 1];
    const size_t n = code_points(a, x), m = code_points(b, y);

    for (size_t j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 0; i < n; i++) {
        size_t corner = row[0];
        row[0] = i + 1;
        for (size_t j = 1; j <= m; j++) {
            const size_t above = row[j];
            row[j] = least(above + 1, row[j - 1] + 1, corner + (x[i] != y[j - 1]));
            corner = above;
        }
    }
    return row[m];
}

/* The nearest names so far, nearest first. */
typedef struct nearest {
    const char *names[SUGGESTIONS];
    size_t distances[SUGGESTIONS];
    size_t count;
} nearest;

static void consider(nearest *n, const char *name, size_t d)
{
    size_t at = n->count;

    for (size_t i = 0; i < n->count; i++)
        if (strcmp(n->names[i], name) == 0)
            return; /* indicators share their codes */
    while (at > 0 && n->distances[at - 1] > d)
        at--;
    if (at == SUGGESTIONS)
        return;
    if (n->count < SUGGESTIONS)
        n->count++;
    for (size_t i = n->count - 1; i > at; i--) {
        n->names[i] = n->names[i - 1];
        n->distances[i] = n->distances[i - 1];
    }
    n->names[at] = name;
    n->distances[at] = d;
}

static bool has_name(const okr_choice *choice, int i)
{
    return choice->names[i] != NULL && choice->names[i][0] != '\0';
}

/* A name that holds what was written is as near as one with a letter wrong. */
static size_t distance_to(const char *written, const char *name)
{
    okr_text part = {0}, whole = {0};
    bool inside = false;

    okr_text_add_folded(&part, written);
    okr_text_add_folded(&whole, name);
    inside = part.size >= LEAST_PART && strstr(okr_text_str(&whole), okr_text_str(&part));
    okr_text_done(&part);
    okr_text_done(&whole);
    return inside ? 1 : distance(written, name);
}

/* The nearest of a choice's names, unless all are as far as the limit. */
static void consider_choice(nearest *n, const char *name, const okr_choice *choice)
{
    uint32_t letters[LONGEST];
    size_t best = code_points(name, letters) / 4 + 2;
    const char *best_name = NULL;

    for (int k = 0; k < NAMES; k++) {
        const size_t d = has_name(choice, k) ? distance_to(name, choice->names[k]) : best;
        best_name = d < best ? choice->names[k] : best_name;
        best = d < best ? d : best;
    }
    if (best_name != NULL)
        consider(n, best_name, best);
}

/* The code, which goes into scripts, and in Russian what it means. */
static void add_listed(okr_text *list, const okr_choice *choice)
{
    okr_text_addf(list, "%s%s", list->size > 0 ? ", " : "", choice->names[0]);
    if (okr_speaks_russian() && has_name(choice, 1))
        okr_text_addf(list, " (%s)", choice->names[1]);
}

static okr_status not_found(const char *what, const char *name, const okr_vec *choices,
                            okr_error *err)
{
    nearest n = {.count = 0};
    okr_text list = {0};

    for (size_t i = 0; i < choices->count; i++)
        consider_choice(&n, name, &OKR_AT(choices, okr_choice, i));
    for (size_t i = 0; i < n.count; i++)
        okr_text_addf(&list, "%s'%s'", i > 0 ? ", " : "", n.names[i]);
    for (size_t i = 0; i < choices->count && n.count == 0 && choices->count <= SHORT_LIST; i++)
        if (has_name(&OKR_AT(choices, okr_choice, i), 0))
            add_listed(&list, &OKR_AT(choices, okr_choice, i));
    if (n.count > 0)
        (void)okr_fail(err, OKR_ERR_USAGE, _("option --%s: there is no '%s'; did you mean %s?"),
                       what, name, okr_text_str(&list));
    else if (list.size > 0)
        (void)okr_fail(err, OKR_ERR_USAGE, _("option --%s: '%s' is none of %s"), what, name,
                       okr_text_str(&list));
    else if (strcmp(what, "kind") == 0)
        (void)okr_fail(
            err, OKR_ERR_USAGE,
            _("option --%s: there is no '%s'; 'okrug stats FILE --by kind_group' and "
              "'--by kind' list the kinds"),
            what, name);
    else
        (void)okr_fail(err, OKR_ERR_USAGE, _("option --%s: there is no '%s'"), what, name);
    okr_text_done(&list);
    return OKR_ERR_USAGE;
}

okr_status okr_choose(const char *what, const char *name, const okr_vec *choices, int *value,
                      okr_error *err)
{
    okr_text wanted = {0}, have = {0};
    bool found = false;

    okr_text_add_folded(&wanted, name);
    for (size_t i = 0; i < choices->count && !found; i++) {
        const okr_choice *choice = &OKR_AT(choices, okr_choice, i);
        for (int k = 0; k < NAMES && !found; k++) {
            okr_text_clear(&have);
            if (has_name(choice, k))
                okr_text_add_folded(&have, choice->names[k]);
            found = have.size > 0 && strcmp(okr_text_str(&have), okr_text_str(&wanted)) == 0;
        }
        if (found)
            *value = choice->value;
    }
    okr_status status = okr_text_check(&wanted, err);
    if (status == OKR_OK)
        status = okr_text_check(&have, err);
    okr_text_done(&wanted);
    okr_text_done(&have);
    if (status != OKR_OK || found)
        return status;
    return not_found(what, name, choices, err);
}

static okr_status visit_trimmed(const char *what, const char *start, size_t n,
                                okr_value_fn *visit, void *user, okr_error *err)
{
    okr_text value = {0};
    okr_status status = OKR_OK;

    while (n > 0 && *start == ' ') {
        start++;
        n--;
    }
    while (n > 0 && start[n - 1] == ' ')
        n--;
    okr_text_add_n(&value, start, n);
    status = okr_text_check(&value, err);
    if (status == OKR_OK && n == 0)
        status = okr_fail(err, OKR_ERR_USAGE, _("option --%s: a value is empty"), what);
    if (status == OKR_OK)
        status = visit(user, okr_text_str(&value), err);
    okr_text_done(&value);
    return status;
}

okr_status okr_each_value(const char *what, const char *list, okr_value_fn *visit, void *user,
                          okr_error *err)
{
    for (;;) {
        const size_t n = strcspn(list, ",");
        const okr_status status = visit_trimmed(what, list, n, visit, user, err);
        if (status != OKR_OK || list[n] == '\0')
            return status;
        list += n + 1;
    }
}
