#include "base/number.h"

#include "base/utf8.h"

#include <errno.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MOST_TEXT = 400, /* a written number longer than this is refused */
    MOST_MARK = 16   /* bytes of a locale's decimal mark */
};

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
    char local[MOST_TEXT + MOST_MARK];
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

/* isdigit and isspace ask the locale, and may split a UTF-8 character in a legacy one. */
static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Plain ASCII in the making. */
typedef struct plain_text {
    char bytes[MOST_TEXT];
    size_t n;
} plain_text;

static bool put(plain_text *out, char c)
{
    if (out->n + 1 >= MOST_TEXT)
        return false;
    out->bytes[out->n++] = c;
    out->bytes[out->n] = '\0';
    return true;
}

/* Copy digits; they stop at the first other byte. Returns how many, or -1 without room. */
static int put_digits(plain_text *out, const char **at)
{
    int n = 0;

    for (; is_digit(**at); n++)
        if (!put(out, *(*at)++))
            return -1;
    return n;
}

static bool put_sign(plain_text *out, const char **at)
{
    if (strncmp(*at, "\xE2\x88\x92", 3) == 0) {
        *at += 3;
        return put(out, '-');
    }
    return (**at != '-' && **at != '+') || put(out, *(*at)++);
}

/* "1 234 567" or "1234567", never "1234 567": that is two numbers in one cell. */
static bool put_whole(plain_text *out, const char **at, int *digits)
{
    int group = put_digits(out, at);

    *digits = group;
    while (group >= 1 && group <= 3 && okr_utf8_blank(*at) > 0 &&
           is_digit(*okr_utf8_skip_blanks(*at))) {
        *at += okr_utf8_blank(*at);
        group = put_digits(out, at);
        if (group != 3)
            return false;
    }
    return group >= 0;
}

static bool put_fraction(plain_text *out, const char **at, int *digits)
{
    if (**at != ',' && **at != '.')
        return true;
    *at += 1;
    if (!put(out, '.'))
        return false;
    *digits += put_digits(out, at);
    return true;
}

static bool put_exponent(plain_text *out, const char **at)
{
    if (**at != 'e' && **at != 'E')
        return true;
    *at += 1;
    return put(out, 'e') && put_sign(out, at) && put_digits(out, at) > 0;
}

bool okr_number_parse(const char *text, double *value)
{
    plain_text plain = {.n = 0};
    int digits = 0;

    text = okr_utf8_skip_blanks(text);
    if (!put_sign(&plain, &text) || !put_whole(&plain, &text, &digits) ||
        !put_fraction(&plain, &text, &digits) || digits < 1 || !put_exponent(&plain, &text))
        return false;
    return *okr_utf8_skip_blanks(text) == '\0' && plain_to_double(plain.bytes, value);
}

bool okr_number_parse_int(const char *text, long long *value)
{
    char *end = NULL;
    long long number = 0;

    if (!is_digit(*text) && *text != '-')
        return false;
    errno = 0;
    number = strtoll(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0')
        return false;
    *value = number;
    return true;
}

/* The shortest scientific spelling ("1.25e-05") that reads back as the same double. */
static void write_shortest(double value, char out[OKR_NUMBER_TEXT])
{
    /* Any decimal of 15 digits survives, except where doubles themselves have fewer. */
    int digits = fabs(value) < DBL_MIN ? 1 : 15;
    double back = 0.0;

    for (; digits <= 17; digits++) {
        (void)snprintf(out, OKR_NUMBER_TEXT, "%.*e", digits - 1, value);
        point_instead_of_locale(out);
        if (plain_to_double(out, &back) && back == value)
            return;
    }
}

/* A finite number as 0.DDDD x 10^point, without leading or trailing zeros; zero has none. */
typedef struct decimal {
    bool negative;
    char digits[24];
    int count;
    int point;
} decimal;

/* number x 10^-scale; below 1e15, so there is room for its digits. */
static decimal decimal_of_whole(uint64_t number, int scale, bool negative)
{
    decimal d = {.negative = negative, .point = 1};
    char reversed[24];
    int n = 0;

    for (; number > 0; number /= 10)
        reversed[n++] = (char)('0' + number % 10);
    if (n > 0)
        d.point = n - scale;
    while (n > 0)
        d.digits[d.count++] = reversed[--n];
    while (d.count > 0 && d.digits[d.count - 1] == '0')
        d.count--;
    return d;
}

static const double powers_of_ten[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};

enum { SHORT_SCALE = 6 };

/* Most numbers of programmes have few decimals. A decimal of at most 15 digits that reads back
 * as the value is its shortest spelling, and whole / 10^scale is rounded as reading is. */
static bool find_short(double value, decimal *d)
{
    const double size = fabs(value);

    for (int scale = 0; scale <= SHORT_SCALE; scale++) {
        const double scaled = size * powers_of_ten[scale];
        if (!(scaled < 1e15))
            return false;
        /* A whole number beside it; which one a half goes to does not matter: neither is it. */
        const double whole = (double)(uint64_t)(scaled + 0.5);
        if (whole / powers_of_ten[scale] == size) {
            *d = decimal_of_whole((uint64_t)whole, scale, value < 0.0);
            return true;
        }
    }
    return false;
}

/* Rounding to `fraction` digits is beyond doubt where the next digits are not near a half. */
static bool find_rounded(double value, int fraction, decimal *d)
{
    const double scaled =
        fraction > SHORT_SCALE ? (double)INFINITY : fabs(value) * powers_of_ten[fraction];

    if (!(scaled < 1e9) || fabs(scaled - floor(scaled) - 0.5) < 1e-5)
        return false;
    *d = decimal_of_whole((uint64_t)(scaled + 0.5), fraction, value < 0.0);
    return true;
}

/* Most numbers are whole and small: digits at once. Returns the length, 0: it is none. */
static size_t write_whole(double value, char *out)
{
    const double size = fabs(value);
    uint64_t number = size < 1e15 ? (uint64_t)size : 0;
    char reversed[24];
    size_t n = 0;
    size_t digits = 0;

    if (!(size < 1e15) || (double)number != size)
        return 0;
    do
        reversed[digits++] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    if (value < 0.0)
        out[n++] = '-';
    while (digits > 0)
        out[n++] = reversed[--digits];
    out[n] = '\0';
    return n;
}

static decimal decimal_of(double value)
{
    char text[OKR_NUMBER_TEXT];
    decimal d = {.negative = value < 0.0};
    const char *at = text;

    if (find_short(value, &d))
        return d;
    write_shortest(value, text);
    for (; *at != 'e'; at++)
        if (is_digit(*at))
            d.digits[d.count++] = *at;
    d.point = (int)strtol(at + 1, NULL, 10) + 1;
    while (d.count > 0 && d.digits[d.count - 1] == '0')
        d.count--;
    return d;
}

static char digit_at(const decimal *d, int i)
{
    return i >= 0 && i < d->count ? d->digits[i] : '0';
}

/* Write d with `fraction` digits behind the point; needs -OKR_NUMBER_TEXT < point < 20. Returns
 * the length. */
static size_t write_fixed(const decimal *d, int fraction, char *out)
{
    const char *start = out;
    int i = d->point < 1 ? d->point - 1 : 0;

    if (d->negative)
        *out++ = '-';
    for (; i < d->point; i++)
        *out++ = digit_at(d, i);
    if (fraction > 0)
        *out++ = '.';
    for (; i < d->point + fraction; i++)
        *out++ = digit_at(d, i);
    *out = '\0';
    return (size_t)(out - start);
}

static size_t write_scientific(const decimal *d, char out[OKR_NUMBER_TEXT])
{
    (void)snprintf(out, OKR_NUMBER_TEXT, "%s%c%s%.*se%+03d", d->negative ? "-" : "",
                   d->digits[0], d->count > 1 ? "." : "", d->count - 1, d->digits + 1,
                   d->point - 1);
    return strlen(out);
}

/* Keep `keep` digits (any sign), rounding half away from zero. */
static void round_to(decimal *d, int keep)
{
    const bool up = keep >= 0 && digit_at(d, keep) >= '5';
    int last = keep - 1;

    if (keep >= d->count)
        return;
    d->count = keep < 0 ? 0 : keep;
    while (up && last >= 0 && d->digits[last] == '9')
        d->count = last--;
    if (up && last >= 0) {
        d->digits[last]++;
    } else if (up) {
        d->digits[0] = '1';
        d->count = 1;
        d->point++;
    }
}

/* What has no digits: false for a finite number. */
static bool write_special(double value, char out[OKR_NUMBER_TEXT])
{
    if (isfinite(value))
        return false;
    (void)snprintf(out, OKR_NUMBER_TEXT, "%s", isnan(value) ? "" : value < 0 ? "-inf" : "inf");
    return true;
}

/* As many digits as it has. */
static size_t write_all(const decimal *d, char *out)
{
    return write_fixed(d, d->count > d->point ? d->count - d->point : 0, out);
}

size_t okr_number_format(double value, char out[OKR_NUMBER_TEXT])
{
    const size_t n = write_whole(value, out);
    decimal d;

    if (n > 0)
        return n;
    if (write_special(value, out))
        return strlen(out);
    d = decimal_of(value);
    return fabs(value) >= 1e15 || fabs(value) < 1e-5 ? write_scientific(&d, out)
                                                     : write_all(&d, out);
}

static decimal rounded(double value, int fraction)
{
    decimal d;

    if (!find_rounded(value, fraction, &d)) {
        d = decimal_of(value);
        round_to(&d, d.point + fraction);
    }
    if (d.count == 0)
        d = (decimal){.point = 1};
    return d;
}

static int fraction_of(int digits)
{
    const int most = OKR_NUMBER_FIXED;

    return digits < 0 ? 0 : (digits > most ? most : digits);
}

void okr_number_fixed(double value, int digits, char out[OKR_NUMBER_TEXT])
{
    if (isfinite(value) && fabs(value) < 1e15) {
        const decimal d = rounded(value, fraction_of(digits));
        (void)write_fixed(&d, fraction_of(digits), out);
    } else {
        (void)okr_number_format(value, out);
    }
}

size_t okr_number_short(double value, int digits, char out[OKR_NUMBER_TEXT])
{
    const size_t n = write_whole(value, out);

    if (n > 0)
        return n;
    if (!(fabs(value) < 1e15))
        return okr_number_format(value, out);
    decimal d = rounded(value, fraction_of(digits));
    while (d.count > 0 && d.digits[d.count - 1] == '0')
        d.count--;
    return write_all(&d, out);
}

void okr_text_add_number(okr_text *text, double value)
{
    char *out = okr_text_room(text, OKR_NUMBER_TEXT);

    if (out != NULL)
        okr_text_took(text, okr_number_format(value, out));
}
