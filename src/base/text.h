/** @file
 * A growing UTF-8 string. Appends remember the first failure, so that a long run of them is
 * checked once, at the end.
 */
#ifndef OKR_BASE_TEXT_H
#define OKR_BASE_TEXT_H

#include "base/mem.h"
#include "okrug/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Zero-initialise with {0}. `bytes` is NULL while empty; use okr_text_str to read. */
typedef struct okr_text {
    char *bytes; /**< owned, zero-terminated */
    size_t size; /**< bytes without the terminating zero */
    size_t capacity;
    bool failed; /**< an append ran out of memory; the text is incomplete */
} okr_text;

/** Append a string. */
void okr_text_add(okr_text *text, const char *str);
/** Append n bytes. */
void okr_text_add_n(okr_text *text, const char *bytes, size_t n);
/** Append one code point (at most U+10FFFF, not a surrogate) as UTF-8. */
void okr_text_add_code(okr_text *text, uint32_t code);
/** Append one byte n times. */
void okr_text_pad(okr_text *text, char byte, size_t n);
/** Append printf-style. Never use %f, %g, %e here: base/number prints numbers without locale.
 */
void okr_text_addf(okr_text *text, const char *fmt, ...) OKR_PRINTF(2, 3);
/** Append a name in quotes to a list: ", " stands before it unless the text is empty. */
void okr_text_add_listed(okr_text *text, const char *name);
/** Room for n bytes and a zero behind the content; NULL when memory ran out, then or before. */
char *okr_text_grow(okr_text *text, size_t n);
/** The content, "" when empty; valid until the next append. */
const char *okr_text_str(const okr_text *text);
/** OKR_OK, or the out-of-memory error of an earlier append. */
OKR_MUST_CHECK okr_status okr_text_check(const okr_text *text, okr_error *err);
/** Hand over the content (caller frees; never NULL on OKR_OK); the text is empty afterwards. */
OKR_MUST_CHECK okr_status okr_text_take(okr_text *text, char **str, okr_error *err);
/** A copy of the content owned by an arena; NULL with err filled when memory ran out, then or
 * in an earlier append. */
OKR_MUST_CHECK char *okr_text_copy(const okr_text *text, okr_arena *arena, okr_error *err);
/** Forget the content, keep the memory; a failure is remembered. */
void okr_text_clear(okr_text *text);
/** Release. */
void okr_text_done(okr_text *text);

/**
 * okr_text_grow for those who append very often: what is written there becomes content by
 * okr_text_took.
 */
static inline char *okr_text_room(okr_text *text, size_t n)
{
    return !text->failed && n < text->capacity - text->size ? text->bytes + text->size
                                                            : okr_text_grow(text, n);
}

/** The first n bytes of the room asked for last are content now. */
static inline void okr_text_took(okr_text *text, size_t n)
{
    text->size += n;
    text->bytes[text->size] = '\0';
}

#endif
