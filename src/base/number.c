#include "base/number.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Any locale a host program may have set writes its own decimal mark: always put a point. */
static void point_instead_of_locale(char *number)
{
    const char *mark = localeconv()->decimal_point;
    char *at = mark[0] == '\0' || strcmp(mark, ".") == 0 ? NULL : strstr(number, mark);

    if (at != NULL) {
        *at = '.';
        memmove(at + 1, at + strlen(mark), strlen(at + strlen(mark)) + 1);
    }
}

/* strtod in whatever locale: a plain ASCII number is handed over with the locale's mark. */
static bool plain_to_double(const char *plain, double *value)
{
    char local[OKR_NUMBER_TEXT * 2];
    const char *mark = localeconv()->decimal_point;
    const char *point = strchr(plain, '.');
    char *end = NULL;
    double number = 0.0;

    if (point == NULL)
        (void)snprintf(local, sizeof local, "%s", plain);
    else
        (void)snprintf(local, sizeof local, "%.*s%s%s", (int)(point - plain), plain, mark,
                       point + 1);
    number = strtod(local, &end);
    if (end == local || *end != '\0' || !isfinite(number))
        return false;
    *value = number;
    return true;
}

/* Bytes of a group separator at s: space, no-break space, narrow no-break space; else 0. */
static size_t separator(const char *s)
{
    if (*s == ' ')
        return 1;
    if (strncmp(s, "\xC2\xA0", 2) == 0)
        return 2;
    if (strncmp(s, "\xE2\x80\xAF", 3) == 0)
        return 3;
    return 0;
}

static bool three_digits(const char *s)
{
    return isdigit((unsigned char)s[0]) && isdigit((unsigned char)s[1]) &&
           isdigit((unsigned char)s[2]) && !isdigit((unsigned char)s[3]);
}

/* Copy a written number into plain ASCII; false when it has a shape no number has. */
static bool to_plain(const char *s, char *out, size_t size)
{
    size_t n = 0;
    bool fraction = false;

    if (strncmp(s, "\xE2\x88\x92", 3) == 0) {
        out[n++] = '-';
        s += 3;
    }
    for (; *s != '\0'; s++) {
        const size_t gap = separator(s);
        if (n + 1 >= size)
            return false;
        if (gap > 0) {
            if (fraction || n == 0 || !isdigit((unsigned char)out[n - 1]) ||
                !three_digits(s + gap))
                return false;
            s += gap - 1;
            continue;
        }
        if (*s == ',' || *s == '.') {
            if (fraction)
                return false;
            fraction = true;
            out[n++] = '.';
            continue;
        }
        if (strchr("0123456789+-eE", *s) == NULL)
            return false;
        out[n++] = *s;
    }
    out[n] = '\0';
    return n > 0;
}

bool okr_number_parse(const char *text, double *value)
{
    char trimmed[OKR_NUMBER_TEXT * 2];
    char plain[OKR_NUMBER_TEXT];
    size_t n = 0;

    while (isspace((unsigned char)*text))
        text++;
    n = strlen(text);
    while (n > 0 && isspace((unsigned char)text[n - 1]))
        n--;
    if (n == 0 || n >= sizeof trimmed)
        return false;
    memcpy(trimmed, text, n);
    trimmed[n] = '\0';
    return to_plain(trimmed, plain, sizeof plain) && plain_to_double(plain, value);
}

bool okr_number_parse_int(const char *text, long long *value)
{
    char *end = NULL;
    long long number = 0;

    if (!isdigit((unsigned char)*text) && *text != '-')
        return false;
    errno = 0;
    number = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0')
        return false;
    *value = number;
    return true;
}

static void write_with(const char *fmt, int digits, double value, char out[OKR_NUMBER_TEXT])
{
    (void)snprintf(out, OKR_NUMBER_TEXT, strcmp(fmt, "g") == 0 ? "%.*g" : "%.*f", digits,
                   value);
    point_instead_of_locale(out);
}

/* Digits after the point that "%.*f" needs to show `significant` digits of value. */
static int fixed_digits(double value, int significant)
{
    const int magnitude = (int)floor(log10(fabs(value)));
    const int digits = significant - 1 - magnitude;

    return digits < 0 ? 0 : digits;
}

void okr_number_format(double value, char out[OKR_NUMBER_TEXT])
{
    double back = 0.0;
    int digits = 15;

    if (isnan(value) || isinf(value) || value == 0.0) {
        (void)snprintf(out, OKR_NUMBER_TEXT, "%s",
                       isnan(value) ? "" : (value == 0.0 ? "0" : (value < 0 ? "-inf" : "inf")));
        return;
    }
    for (; digits <= 17; digits++) {
        write_with("g", digits, value, out);
        if (plain_to_double(out, &back) && back == value)
            break;
    }
    if (strchr(out, 'e') == NULL || fabs(value) >= 1e15 || fabs(value) < 1e-5)
        return;
    write_with("f", fixed_digits(value, digits), value, out);
}

void okr_number_fixed(double value, int digits, char out[OKR_NUMBER_TEXT])
{
    if (isnan(value) || fabs(value) >= 1e15) {
        okr_number_format(value, out);
        return;
    }
    write_with("f", digits, value, out);
    if (out[0] == '-' && strspn(out + 1, "0.") == strlen(out + 1))
        memmove(out, out + 1, strlen(out));
}

void okr_text_add_number(okr_text *text, double value)
{
    char out[OKR_NUMBER_TEXT];

    okr_number_format(value, out);
    okr_text_add(text, out);
}
