#include "export/file_name.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

/* а .. я, U+0430 .. U+044F; the spelling of road signs and passports of today, with y for й
 * and yu, ya, yo, which readers of English expect. */
static const char *const letters[] = {
    "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "y",    "k", "l", "m", "n", "o",  "p",
    "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "yu", "ya",
};

enum { FIRST = 0x0430, LAST = 0x044F, YO = 0x0451 };

static const char *latin(uint32_t code)
{
    if (code >= FIRST && code <= LAST)
        return letters[code - FIRST];
    return code == YO ? "yo" : NULL;
}

static bool is_plain(uint32_t code)
{
    return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9');
}

void okr_file_name_add(okr_text *text, const char *name)
{
    const char *end = name + strlen(name);
    const size_t start = text->size;
    bool gap = false;

    while (name < end) {
        const uint32_t code = okr_utf8_lower(okr_utf8_next(&name, end));
        const char *spelt = latin(code);
        if (spelt == NULL && !is_plain(code)) {
            gap = true;
            continue;
        }
        if (gap && text->size > start)
            okr_text_add_n(text, "-", 1);
        gap = false;
        if (spelt != NULL)
            okr_text_add(text, spelt);
        else
            okr_text_add_code(text, code);
    }
}
