/*
 * Properties: decoding and encoding valid text gives the same bytes; decoding always moves on
 * and never past the end; case folding is stable; comparison is antisymmetric.
 */
#include "base/text.h"
#include "base/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Decodes everything; appends what is valid. Returns the number of bad bytes. */
static size_t decode(const char *bytes, size_t n, okr_text *out)
{
    const char *at = bytes;
    const char *end = bytes + n;
    size_t bad = 0;

    while (at < end) {
        const char *before = at;
        uint32_t code = okr_utf8_next(&at, end);

        if (at <= before || at > end)
            abort();
        if (code == OKR_UTF8_BAD) {
            bad++;
            continue;
        }
        if (okr_utf8_lower(okr_utf8_lower(code)) != okr_utf8_lower(code))
            abort();
        okr_text_add_code(out, code);
    }
    return bad;
}

static void check_round_trip(const char *bytes, size_t n)
{
    okr_text out = {0};
    size_t bad = decode(bytes, n, &out);

    if ((okr_utf8_valid_prefix(bytes, n) == n) != (bad == 0))
        abort();
    if (bad == 0 && (out.size != n || (n > 0 && memcmp(out.bytes, bytes, n) != 0)))
        abort();
    okr_text_done(&out);
}

static int sign(int value)
{
    return (value > 0) - (value < 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    const char *second = NULL;

    if (text == NULL)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    check_round_trip(text, size);

    okr_utf8_trim_end(text);
    (void)okr_utf8_width(text);
    second = text + strlen(text) / 2;
    if (sign(okr_utf8_compare(text, second)) != -sign(okr_utf8_compare(second, text)))
        abort();
    free(text);
    return 0;
}
