#include "source/suggest.h"

#include <string.h>

enum { LONGEST = 64 };

static size_t least(size_t a, size_t b, size_t c)
{
    const size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Levenshtein's distance by two rows; both texts shorter than LONGEST. */
static size_t distance(const char *a, const char *b)
{
    size_t row[LONGEST + 1];
    const size_t n = strlen(b);

    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 0; a[i] != '\0'; i++) {
        size_t corner = row[0]; /* what stood left of row[j] one line above */
        row[0] = i + 1;
        for (size_t j = 1; j <= n; j++) {
            const size_t above = row[j];
            row[j] = least(above + 1, row[j - 1] + 1, corner + (a[i] != b[j - 1]));
            corner = above;
        }
    }
    return row[n];
}

const char *okr_suggest(const char *typed, const char *const *names, size_t count)
{
    const char *best = NULL;
    size_t best_distance = strlen(typed) / 3 + 2;

    if (strlen(typed) > LONGEST)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        const size_t d = strlen(names[i]) > LONGEST ? LONGEST : distance(typed, names[i]);
        if (d < best_distance && d < strlen(names[i])) {
            best = names[i];
            best_distance = d;
        }
    }
    return best;
}
