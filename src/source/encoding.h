/** @file
 * Text of tables in the encodings that offices use, brought to UTF-8.
 */
#ifndef OKR_SOURCE_ENCODING_H
#define OKR_SOURCE_ENCODING_H

#include "base/text.h"
#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>

/** How bytes stand for letters. */
typedef enum okr_encoding {
    OKR_ENCODING_UTF8,
    OKR_ENCODING_UTF16LE,
    OKR_ENCODING_UTF16BE,
    OKR_ENCODING_CP1251,
    OKR_ENCODING_CP866,
    OKR_ENCODING_COUNT
} okr_encoding;

/** Recognise a name such as "UTF-8", "windows-1251", "cp866"; case, '-' and '_' do not matter.
 */
OKR_MUST_CHECK bool okr_encoding_find(const char *name, okr_encoding *encoding);

/** The encoding that a byte order mark shows, and its length in bytes; else `declared` and 0.
 */
okr_encoding okr_encoding_mark(const char *bytes, size_t n, okr_encoding declared,
                               size_t *mark);

/**
 * Append n bytes of text as UTF-8. UTF-8 itself is copied unchecked.
 *
 * @return OKR_ERR_FORMAT with the offset of a byte that stands for nothing
 */
OKR_MUST_CHECK okr_status okr_encoding_decode(okr_encoding encoding, const char *bytes,
                                              size_t n, okr_text *out, okr_error *err);

#endif
