#include "model/date.h"

#include "base/utf8.h"
#include "model/date_words.h"

#include <string.h>

enum { LEAST_YEAR = 1000 };

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int year, int month)
{
    static const int days[13] = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return month == 2 && is_leap(year) ? 29 : days[month];
}

/* Days from 1970-01-01 to the first of January of a year after 1. */
static long year_start(int year)
{
    const long y = (long)year - 1;
    const long days_to_1970 = 719162; /* 1969 * 365 + 492 - 19 + 4 */

    return y * 365 + y / 4 - y / 100 + y / 400 - days_to_1970;
}

static long day_number(int year, int month, int day)
{
    long number = year_start(year) + day - 1;

    for (int m = 1; m < month; m++)
        number += days_in_month(year, m);
    return number;
}

/* Keep the okr_date_parts as a date if the calendar has it. */
static bool settle(const okr_date_parts *p, okr_date *date)
{
    okr_date d = {.year = (int16_t)p->year, .precision = OKR_DATE_YEAR};

    if (p->year < LEAST_YEAR || p->year > 9999)
        return false;
    if (p->month != 0) {
        d.month = (uint8_t)p->month;
        d.quarter = (uint8_t)((p->month - 1) / 3 + 1);
        d.precision = OKR_DATE_MONTH;
    } else if (p->quarter != 0) {
        d.quarter = (uint8_t)p->quarter;
        d.precision = OKR_DATE_QUARTER;
    }
    if (p->day != 0) {
        if (p->day > days_in_month(p->year, p->month))
            return false;
        d.day = (uint8_t)p->day;
        d.precision = OKR_DATE_DAY;
    }
    *date = d;
    return true;
}

/* Write a folded code point; those beyond U+07FF have no case and are of no use in a date. */
static bool put(uint32_t code, char *out, size_t *n)
{
    if (code >= 0x800)
        return false;
    if (code >= 0x80)
        out[(*n)++] = (char)(0xC0 | code >> 6);
    out[(*n)++] = (char)(code < 0x80 ? code : 0x80 | (code & 0x3F));
    return true;
}

/* Every dash is a hyphen: a keyboard makes one, a word processor another. */
static bool is_dash(uint32_t code)
{
    return (code >= 0x2010 && code <= 0x2015) || code == 0x2212;
}

static bool is_space(uint32_t code)
{
    return code == ' ' || code == '\t' || code == 0xA0 || code == 0x202F;
}

bool okr_date_fold(const char *text, char out[OKR_DATE_FOLDED])
{
    const char *end = text + strlen(text);
    bool gap = false;
    size_t n = 0;

    while (text < end) {
        const uint32_t code = okr_utf8_next(&text, end);
        if (is_space(code)) {
            gap = n > 0;
            continue;
        }
        if (n + 4 > OKR_DATE_FOLDED)
            return false;
        if (gap)
            out[n++] = ' ';
        gap = false;
        if (!put(is_dash(code) ? (uint32_t)'-' : okr_utf8_lower(code), out, &n))
            return false;
    }
    out[n] = '\0';
    return true;
}

/* Take between least and most digits; false and nothing taken when there are fewer. */
static bool take_number(const char **at, int least, int most, int *number)
{
    const char *s = *at;
    int value = 0;
    int n = 0;

    while (n < most && s[n] >= '0' && s[n] <= '9')
        value = value * 10 + (s[n++] - '0');
    if (n < least)
        return false;
    *at = s + n;
    *number = value;
    return true;
}

/* One letter of a shape: Y four digits, m d two digits, M D one or two, Q a quarter. */
static bool take_field(char letter, const char **at, okr_date_parts *p)
{
    switch (letter) {
    case 'Y':
        return take_number(at, 4, 4, &p->year);
    case 'Q':
        return take_number(at, 1, 1, &p->quarter) && p->quarter >= 1 && p->quarter <= 4;
    case 'm':
    case 'M':
        return take_number(at, letter == 'm' ? 2 : 1, 2, &p->month) && p->month >= 1 &&
               p->month <= 12;
    case 'd':
    case 'D':
        return take_number(at, letter == 'd' ? 2 : 1, 2, &p->day) && p->day >= 1;
    default:
        return *(*at)++ == letter;
    }
}

/* A time of day behind an ISO date, as data formats write it: it is dropped, not checked. */
static bool is_time(const char *rest)
{
    return (*rest == 't' || *rest == ' ') && rest[1] >= '0' && rest[1] <= '9' &&
           strspn(rest + 1, "0123456789:.+-z") == strlen(rest + 1);
}

static bool take_shape(const char *shape, const char *at, okr_date_parts *p)
{
    for (; *shape != '\0'; shape++)
        if (*at == '\0' || !take_field(*shape, &at, p))
            return false;
    return *at == '\0' || (p->day != 0 && is_time(at));
}

static bool parse_digits(const char *text, okr_date_parts *p)
{
    static const char *const shapes[] = {"Y", "Y-qQ", "Y-m", "Y-m-d", "Y/m/d", "D.M.Y", "M.Y"};

    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        okr_date_parts tried = {0};
        if (take_shape(shapes[i], text, &tried)) {
            *p = tried;
            return true;
        }
    }
    return false;
}

bool okr_date_parse(const char *text, okr_date *date)
{
    char folded[OKR_DATE_FOLDED];
    okr_date_parts p = {0};

    return okr_date_fold(text, folded) &&
           (parse_digits(folded, &p) || okr_date_words(folded, &p)) && settle(&p, date);
}

/* Long lists write hundreds of thousands of dates: digits by hand, not by printf. */
static char *put_digits(char *out, int number, int digits)
{
    for (int i = digits; i-- > 0; number /= 10)
        out[i] = (char)('0' + number % 10);
    return out + digits;
}

void okr_date_format(okr_date date, char out[OKR_DATE_TEXT])
{
    const bool known = date.precision != OKR_DATE_NONE && date.precision <= OKR_DATE_DAY;

    if (known)
        out = put_digits(out, date.year, 4);
    if (known && date.precision == OKR_DATE_QUARTER) {
        memcpy(out, "-Q", 2);
        out = put_digits(out + 2, date.quarter, 1);
    }
    if (known && date.precision >= OKR_DATE_MONTH) {
        *out = '-';
        out = put_digits(out + 1, date.month, 2);
    }
    if (known && date.precision == OKR_DATE_DAY) {
        *out = '-';
        out = put_digits(out + 1, date.day, 2);
    }
    *out = '\0';
}

long okr_date_first_day(okr_date date)
{
    switch ((enum okr_date_precision)date.precision) {
    case OKR_DATE_YEAR:
        return year_start(date.year);
    case OKR_DATE_QUARTER:
        return day_number(date.year, date.quarter * 3 - 2, 1);
    case OKR_DATE_MONTH:
        return day_number(date.year, date.month, 1);
    case OKR_DATE_DAY:
        return day_number(date.year, date.month, date.day);
    case OKR_DATE_NONE:
    default:
        return OKR_DATE_NO_DAY;
    }
}

long okr_date_last_day(okr_date date)
{
    int month = date.month;

    switch ((enum okr_date_precision)date.precision) {
    case OKR_DATE_YEAR:
        return year_start(date.year + 1) - 1;
    case OKR_DATE_QUARTER:
        month = date.quarter * 3;
        break;
    case OKR_DATE_MONTH:
        break;
    case OKR_DATE_DAY:
        return okr_date_first_day(date);
    case OKR_DATE_NONE:
    default:
        return OKR_DATE_NO_DAY;
    }
    return day_number(date.year, month, days_in_month(date.year, month));
}

int okr_date_compare(okr_date a, okr_date b)
{
    const long first_a = okr_date_first_day(a);
    const long first_b = okr_date_first_day(b);

    if (first_a != first_b)
        return first_a < first_b ? -1 : 1;
    return (int)a.precision - (int)b.precision;
}
