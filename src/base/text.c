#include "base/text.h"

#include "base/i18n.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_FIRST = 64 };

char *okr_text_grow(okr_text *text, size_t n)
{
    size_t wanted = text->capacity < TEXT_FIRST ? TEXT_FIRST : text->capacity;
    char *grown = NULL;

    text->failed |= n > SIZE_MAX / 4 - text->size;
    if (text->failed)
        return NULL;
    while (wanted < text->size + n + 1)
        wanted *= 2;
    grown = wanted == text->capacity ? text->bytes : realloc(text->bytes, wanted);
    if (grown == NULL) {
        text->failed = true;
        return NULL;
    }
    text->bytes = grown;
    text->capacity = wanted;
    return text->bytes + text->size;
}

void okr_text_add_n(okr_text *text, const char *bytes, size_t n)
{
    char *at = okr_text_room(text, n);

    if (at == NULL)
        return;
    if (n > 0)
        memcpy(at, bytes, n);
    okr_text_took(text, n);
}

void okr_text_add(okr_text *text, const char *str)
{
    okr_text_add_n(text, str, strlen(str));
}

void okr_text_add_code(okr_text *text, uint32_t code)
{
    char out[4];
    size_t n = 1;

    if (code < 0x80) {
        out[0] = (char)code;
    } else if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        n = 2;
    } else if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        n = 3;
    } else {
        out[0] = (char)(0xF0 | code >> 18);
        n = 4;
    }
    for (size_t i = 1; i < n; i++)
        out[i] = (char)(0x80 | (code >> (6 * (n - 1 - i)) & 0x3F));
    okr_text_add_n(text, out, n);
}

void okr_text_pad(okr_text *text, char byte, size_t n)
{
    char *at = okr_text_room(text, n);

    if (at == NULL)
        return;
    memset(at, byte, n);
    okr_text_took(text, n);
}

void okr_text_addf(okr_text *text, const char *fmt, ...)
{
    va_list args;
    int n = 0;

    va_start(args, fmt);
    n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (n < 0 || okr_text_room(text, (size_t)n) == NULL) {
        text->failed = true;
        return;
    }
    va_start(args, fmt);
    (void)vsnprintf(text->bytes + text->size, (size_t)n + 1, fmt, args);
    va_end(args);
    text->size += (size_t)n;
}

void okr_text_add_listed(okr_text *text, const char *name)
{
    okr_text_add(text, text->size > 0 ? ", " : "");
    okr_text_addf(text, _("'%s'"), name);
}

const char *okr_text_str(const okr_text *text)
{
    return text->bytes == NULL ? "" : text->bytes;
}

okr_status okr_text_check(const okr_text *text, okr_error *err)
{
    return text->failed ? okr_fail_nomem(err) : OKR_OK;
}

okr_status okr_text_take(okr_text *text, char **str, okr_error *err)
{
    okr_text_add_n(text, "", 0); /* an empty text has no buffer yet */
    if (text->failed)
        return okr_fail_nomem(err);
    *str = text->bytes;
    *text = (okr_text){0};
    return OKR_OK;
}

char *okr_text_copy(const okr_text *text, okr_arena *arena, okr_error *err)
{
    if (okr_text_check(text, err) != OKR_OK)
        return NULL;
    return okr_arena_strndup(arena, okr_text_str(text), text->size, err);
}

void okr_text_clear(okr_text *text)
{
    text->size = 0;
    if (text->bytes != NULL)
        text->bytes[0] = '\0';
}

void okr_text_done(okr_text *text)
{
    if (text == NULL)
        return;
    free(text->bytes);
    *text = (okr_text){0};
}
