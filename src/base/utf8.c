#include "base/utf8.h"

#include <string.h>

static int sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead < 0xE0)
        return 2;
    if (lead >= 0xE0 && lead < 0xF0)
        return 3;
    if (lead >= 0xF0 && lead < 0xF5)
        return 4;
    return 0; /* continuation byte, overlong C0/C1, or beyond U+10FFFF */
}

/* Shortest code point that needs each length: smaller ones are overlong. */
static const uint32_t least_code[5] = {0, 0, 0x80, 0x800, 0x10000};

uint32_t okr_utf8_next(const char **at, const char *end)
{
    const unsigned char *s = (const unsigned char *)*at;
    const int n = sequence_length(s[0]);
    uint32_t code = 0;

    *at += 1;
    if (n == 1)
        return s[0];
    if (n == 0 || end - (const char *)s < n)
        return OKR_UTF8_BAD;
    code = s[0] & (0x7FU >> n);
    for (int i = 1; i < n; i++) {
        if ((s[i] & 0xC0) != 0x80)
            return OKR_UTF8_BAD;
        code = code << 6 | (s[i] & 0x3FU);
    }
    if (code < least_code[n] || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF)
        return OKR_UTF8_BAD;
    *at += n - 1;
    return code;
}

size_t okr_utf8_valid_prefix(const char *bytes, size_t n)
{
    const char *at = bytes;
    const char *end = bytes + n;

    while (at < end) {
        const char *start = at;
        if (okr_utf8_next(&at, end) == OKR_UTF8_BAD)
            return (size_t)(start - bytes);
    }
    return n;
}

static bool in(uint32_t code, uint32_t first, uint32_t last)
{
    return code >= first && code <= last;
}

/* Blocks in which capital and small letters alternate, capitals on even code points. */
static bool is_paired(uint32_t code)
{
    return in(code, 0x0460, 0x0481) || in(code, 0x048A, 0x04BF) || in(code, 0x04D0, 0x04FF);
}

/* U+04C1..U+04CE alternate with capitals on odd code points, between palochka and its small. */
static uint32_t odd_lower(uint32_t code)
{
    if (code == 0x04C0)
        return 0x04CF;
    return in(code, 0x04C1, 0x04CE) ? (code + 1) & ~1U : code;
}

static uint32_t odd_upper(uint32_t code)
{
    if (code == 0x04CF)
        return 0x04C0;
    return in(code, 0x04C1, 0x04CE) ? ((code + 1) & ~1U) - 1 : code;
}

size_t okr_utf8_blank(const char *text)
{
    if (*text == ' ' || (*text >= '\t' && *text <= '\r'))
        return 1;
    if (strncmp(text, "\xC2\xA0", 2) == 0)
        return 2;
    return strncmp(text, "\xE2\x80\xAF", 3) == 0 ? 3 : 0;
}

const char *okr_utf8_skip_blanks(const char *text)
{
    for (size_t n = okr_utf8_blank(text); n > 0; n = okr_utf8_blank(text))
        text += n;
    return text;
}

size_t okr_utf8_size_without_end(const char *text)
{
    size_t size = 0;

    for (size_t at = 0; text[at] != '\0';) {
        const size_t blank = okr_utf8_blank(text + at);
        at += blank > 0 ? blank : 1;
        size = blank > 0 ? size : at;
    }
    return size;
}

uint32_t okr_utf8_lower(uint32_t code)
{
    if (in(code, 'A', 'Z') || (in(code, 0xC0, 0xDE) && code != 0xD7) ||
        in(code, 0x0410, 0x042F))
        return code + 0x20;
    if (in(code, 0x0400, 0x040F))
        return code + 0x50;
    if (is_paired(code))
        return code | 1U;
    return odd_lower(code);
}

uint32_t okr_utf8_upper(uint32_t code)
{
    if (in(code, 'a', 'z') || (in(code, 0xE0, 0xFE) && code != 0xF7) ||
        in(code, 0x0430, 0x044F))
        return code - 0x20;
    if (in(code, 0x0450, 0x045F))
        return code - 0x50;
    if (is_paired(code))
        return code & ~1U;
    return odd_upper(code);
}

static size_t code_width(uint32_t code)
{
    if (code < 0x20 || in(code, 0x7F, 0x9F) || in(code, 0x0300, 0x036F) ||
        in(code, 0x0483, 0x0489) || in(code, 0x200B, 0x200F) || in(code, 0xFE00, 0xFE0F))
        return 0;
    if (in(code, 0x1100, 0x115F) || in(code, 0x2E80, 0xA4CF) || in(code, 0xAC00, 0xD7A3) ||
        in(code, 0xF900, 0xFAFF) || in(code, 0xFE30, 0xFE6F) || in(code, 0xFF00, 0xFF60) ||
        in(code, 0x1F300, 0x1FAFF))
        return 2;
    return 1;
}

/* Text of printable ASCII and the letters U+0400 to U+047F only, each one column wide. */
static bool is_plain(const unsigned char *s, size_t n, size_t *width)
{
    unsigned odd = (s[0] & 0xC0U) == 0x80U;
    unsigned columns = 0;

    for (size_t i = 0; i < n; i++) {
        const unsigned tail = (s[i] & 0xC0U) == 0x80U;
        const unsigned lead = (s[i] | 1U) == 0xD1U;
        const unsigned ascii = s[i] - 0x20U < 0x7FU - 0x20U;
        const unsigned follows = (s[i + 1] & 0xC0U) == 0x80U; /* at the end stands a zero */
        odd |= (lead ^ follows) | ((tail | lead | ascii) ^ 1U);
        columns += tail ^ 1U;
    }
    *width = columns;
    return odd == 0;
}

/* Bytes of printable ASCII at the start, eight at a time: their number but for the last few. */
static size_t ascii_prefix(const char *s, size_t n)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t high = ones << 7;
    size_t i = 0;

    for (; i + sizeof ones <= n; i += sizeof ones) {
        uint64_t bytes = 0;
        memcpy(&bytes, s + i, sizeof bytes);
        /* A byte below 0x20 borrows from its high bit; one above 0x7E has it or reaches it. */
        if ((((bytes - ones * 0x20) | bytes | (bytes + ones)) & high) != 0)
            break;
    }
    return i;
}

size_t okr_utf8_width(const char *str)
{
    const char *end = str + strlen(str);
    const size_t ascii = ascii_prefix(str, (size_t)(end - str));
    size_t width = 0;

    str += ascii;
    if (is_plain((const unsigned char *)str, (size_t)(end - str), &width))
        return ascii + width;
    width = ascii;
    while (str < end)
        width += code_width(okr_utf8_next(&str, end));
    return width;
}

void okr_utf8_trim_end(char *str)
{
    const size_t n = strlen(str);
    size_t tail = 0;

    /* Only a cut at the end is ours to mend; other bad bytes are the user's data. */
    while (tail < 3 && tail < n && ((unsigned char)str[n - tail - 1] & 0xC0) == 0x80)
        tail++;
    if (tail < n && sequence_length((unsigned char)str[n - tail - 1]) > (int)tail + 1)
        str[n - tail - 1] = '\0';
}

static uint32_t sort_key(uint32_t code)
{
    const uint32_t lower = okr_utf8_lower(code);
    return lower == 0x0451 ? 0x0435 : lower; /* ё files with е */
}

/* What folding leaves of the difference between two texts; 0: none. */
static int compare_folded(const char *x, const char *y)
{
    const char *x_end = x + strlen(x);
    const char *y_end = y + strlen(y);

    while (x < x_end && y < y_end) {
        const uint32_t cx = sort_key(okr_utf8_next(&x, x_end));
        const uint32_t cy = sort_key(okr_utf8_next(&y, y_end));
        if (cx != cy)
            return cx < cy ? -1 : 1;
    }
    return (x < x_end) - (y < y_end);
}

int okr_utf8_compare(const char *a, const char *b)
{
    const int order = compare_folded(a, b);

    return order != 0 ? order : strcmp(a, b);
}

bool okr_utf8_same(const char *a, const char *b)
{
    return compare_folded(a, b) == 0;
}
