#include "sheet/latin.h"

#include "base/text.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

enum { SMALL_A = 0x430, SMALL_YA = 0x44F, SMALL_YO = 0x451 };
enum { SMALL_I = 0x438, SMALL_SHORT_I = 0x439, SMALL_YERY = 0x44B, SMALL_YE = 0x435 };

static const char *const letters[] = {
    "a", "b", "v", "g", "d", "e",  "zh", "z",  "i",  "y",    "k", "l", "m", "n", "o",  "p",
    "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "",  "y", "",  "e", "yu", "ya"};

static bool is_letter(uint32_t small)
{
    return (small >= SMALL_A && small <= SMALL_YA) || small == SMALL_YO;
}

/* After a vowel, a sign or nothing, е is read with a glide. */
static bool glides(uint32_t before)
{
    static const uint32_t before_ye[] = {0x430, 0x435, 0x438, 0x43E, 0x443, 0x44A,
                                         0x44B, 0x44C, 0x44D, 0x44E, 0x44F, 0x451};

    for (size_t i = 0; i < sizeof before_ye / sizeof *before_ye; i++)
        if (before == before_ye[i])
            return true;
    return !is_letter(before);
}

static const char *latin_of(uint32_t small, uint32_t before)
{
    if (small == SMALL_YO)
        return "yo";
    return small == SMALL_YE && glides(before) ? "ye" : letters[small - SMALL_A];
}

static void add(okr_text *text, const char *latin, bool capital)
{
    const char first = latin[0];

    if (first == '\0')
        return;
    if (capital)
        okr_text_addf(text, "%c%s", first - 'a' + 'A', latin + 1);
    else
        okr_text_add(text, latin);
}

void okr_text_add_latin(okr_text *text, const char *name)
{
    const char *const end = name + strlen(name);
    uint32_t before = 0;

    while (name < end) {
        const char *next = name;
        const uint32_t c = okr_utf8_next(&next, end);
        const uint32_t small = okr_utf8_lower(c);
        const char *after = next;
        const uint32_t then = after < end ? okr_utf8_lower(okr_utf8_next(&after, end)) : 0;

        if ((small == SMALL_I || small == SMALL_YERY) && then == SMALL_SHORT_I &&
            (after == end || *after == ' ' || *after == '-')) {
            okr_text_add(text, "y");
            next = after;
        } else if (is_letter(small)) {
            add(text, latin_of(small, before), c != small);
        } else {
            okr_text_add_n(text, name, (size_t)(next - name));
        }
        before = small;
        name = next;
    }
}
