#include "source/encoding.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/utf8.h"

#include <stdint.h>
#include <string.h>

/* 0x80..0xBF of Windows-1251; 0xC0..0xFF are U+0410..U+044F. 0x98 stands for nothing.
 * Source: the mapping of the Unicode consortium, MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1251. */
static const uint16_t cp1251[64] = {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409,
    0x2039, 0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0,      0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0,
    0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB,
    0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6,
    0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
};

/* 0xB0..0xDF and 0xF0..0xFF of code page 866; 0x80..0xAF are U+0410.., 0xE0..0xEF U+0440... */
static const uint16_t cp866_lines[48] = {
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563,
    0x2551, 0x2557, 0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C,
    0x2500, 0x253C, 0x255E, 0x255F, 0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550,
    0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256B,
    0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580,
};
static const uint16_t cp866_signs[16] = {
    0x0401, 0x0451, 0x0404, 0x0454, 0x0407, 0x0457, 0x040E, 0x045E,
    0x00B0, 0x2219, 0x00B7, 0x221A, 0x2116, 0x00A4, 0x25A0, 0x00A0,
};

/* The name without '-' and '_', in lower case, cut to the room there is. */
static void fold_name(const char *name, char out[24])
{
    size_t n = 0;

    for (; *name != '\0' && n < 23; name++)
        if (*name != '-' && *name != '_' && *name != ' ')
            out[n++] = (char)okr_utf8_lower((unsigned char)*name);
    out[n] = '\0';
}

bool okr_encoding_find(const char *name, okr_encoding *encoding)
{
    static const struct {
        const char *name;
        okr_encoding encoding;
    } names[] = {
        {"utf8", OKR_ENCODING_UTF8},       {"utf16", OKR_ENCODING_UTF16LE},
        {"utf16le", OKR_ENCODING_UTF16LE}, {"utf16be", OKR_ENCODING_UTF16BE},
        {"cp1251", OKR_ENCODING_CP1251},   {"windows1251", OKR_ENCODING_CP1251},
        {"win1251", OKR_ENCODING_CP1251},  {"1251", OKR_ENCODING_CP1251},
        {"cp866", OKR_ENCODING_CP866},     {"ibm866", OKR_ENCODING_CP866},
        {"866", OKR_ENCODING_CP866},
    };
    char folded[24];

    fold_name(name, folded);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i].name, folded) == 0) {
            *encoding = names[i].encoding;
            return true;
        }
    return false;
}

okr_encoding okr_encoding_mark(const char *bytes, size_t n, okr_encoding declared, size_t *mark)
{
    static const struct {
        const char *bytes;
        size_t size;
        okr_encoding encoding;
    } marks[] = {
        {"\xEF\xBB\xBF", 3, OKR_ENCODING_UTF8},
        {"\xFF\xFE", 2, OKR_ENCODING_UTF16LE},
        {"\xFE\xFF", 2, OKR_ENCODING_UTF16BE},
    };

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (n >= marks[i].size && memcmp(bytes, marks[i].bytes, marks[i].size) == 0) {
            *mark = marks[i].size;
            return marks[i].encoding;
        }
    *mark = 0;
    return declared;
}

static uint32_t decode_1251(unsigned char byte)
{
    return byte >= 0xC0 ? 0x0410U + (byte - 0xC0U) : cp1251[byte - 0x80U];
}

static uint32_t decode_866(unsigned char byte)
{
    if (byte < 0xB0)
        return 0x0410U + (byte - 0x80U);
    if (byte < 0xE0)
        return cp866_lines[byte - 0xB0U];
    return byte < 0xF0 ? 0x0440U + (byte - 0xE0U) : cp866_signs[byte - 0xF0U];
}

static okr_status bad_byte(unsigned char byte, size_t offset, okr_error *err)
{
    return okr_fail(err, OKR_ERR_FORMAT, _("byte 0x%02X at offset %zu stands for no letter"),
                    byte, offset);
}

static okr_status decode_bytes(okr_encoding encoding, const unsigned char *bytes, size_t n,
                               okr_text *out, okr_error *err)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t code = bytes[i];
        if (code >= 0x80)
            code =
                encoding == OKR_ENCODING_CP1251 ? decode_1251(bytes[i]) : decode_866(bytes[i]);
        if (code == 0)
            return bad_byte(bytes[i], i, err);
        okr_text_add_code(out, code);
    }
    return okr_text_check(out, err);
}

static uint32_t unit_at(const unsigned char *bytes, bool big)
{
    return big ? (uint32_t)bytes[0] << 8 | bytes[1] : (uint32_t)bytes[1] << 8 | bytes[0];
}

static okr_status decode_utf16(bool big, const unsigned char *bytes, size_t n, okr_text *out,
                               okr_error *err)
{
    for (size_t i = 0; i < n; i += 2) {
        uint32_t code = i + 1 < n ? unit_at(bytes + i, big) : 0;
        const bool high = code >= 0xD800 && code < 0xDC00;
        const uint32_t low = high && i + 3 < n ? unit_at(bytes + i + 2, big) : 0;
        if (code == 0 || (code >= 0xDC00 && code < 0xE000) ||
            (high && (low < 0xDC00 || low > 0xDFFF)))
            return bad_byte(bytes[i], i, err);
        if (high) {
            code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        okr_text_add_code(out, code);
    }
    return okr_text_check(out, err);
}

okr_status okr_encoding_decode(okr_encoding encoding, const char *bytes, size_t n,
                               okr_text *out, okr_error *err)
{
    const unsigned char *b = (const unsigned char *)bytes;

    if (encoding == OKR_ENCODING_UTF8) {
        okr_text_add_n(out, bytes, n);
        return okr_text_check(out, err);
    }
    if (encoding == OKR_ENCODING_UTF16LE || encoding == OKR_ENCODING_UTF16BE)
        return decode_utf16(encoding == OKR_ENCODING_UTF16BE, b, n, out, err);
    return decode_bytes(encoding, b, n, out, err);
}
