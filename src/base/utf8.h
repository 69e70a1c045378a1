/** @file
 * UTF-8 as Russian tables need it: validation, code points, case, display width.
 */
#ifndef OKR_BASE_UTF8_H
#define OKR_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What okr_utf8_next returns for bytes that are not UTF-8. */
#define OKR_UTF8_BAD UINT32_C(0xFFFFFFFF)

/**
 * Decode one code point at *at and move *at behind it.
 * @param end  one past the last readable byte; *at < end
 * @return the code point, or OKR_UTF8_BAD (moves one byte) on overlong, surrogate, cut or
 *         stray bytes
 */
uint32_t okr_utf8_next(const char **at, const char *end);

/** Offset of the first byte that is not UTF-8, or n when all are. */
size_t okr_utf8_valid_prefix(const char *bytes, size_t n);

/** Bytes of the blank that a zero-terminated text begins with, 0 when it begins with none:
 * ASCII white space, no-break space (U+00A0), narrow no-break space (U+202F). */
size_t okr_utf8_blank(const char *text);

/** The text behind its first blanks. */
const char *okr_utf8_skip_blanks(const char *text);

/** Bytes of a text without the blanks at its end. */
size_t okr_utf8_size_without_end(const char *text);

/** Lower case of a Latin or Cyrillic letter (ASCII, Latin-1, U+0400..U+04FF); others as they
 * are. */
uint32_t okr_utf8_lower(uint32_t code);

/** Upper case counterpart of okr_utf8_lower. */
uint32_t okr_utf8_upper(uint32_t code);

/** Terminal columns of a string: 0 for combining marks and controls, 2 for wide East Asian,
 * else 1. */
size_t okr_utf8_width(const char *str);

/** Remove an incomplete character at the end of a zero-terminated buffer. */
void okr_utf8_trim_end(char *str);

/** Compare case-insensitively by code point, ё sorting as е; total order (ties by bytes). */
int okr_utf8_compare(const char *a, const char *b);

/** Whether two texts are the same but for case and ё. */
bool okr_utf8_same(const char *a, const char *b);

#endif
