#include "model/place_words.h"

#include <stddef.h>
#include <string.h>

/* Words of a rule are parted by spaces, alternatives by |, and * stands for any ending. */
typedef struct rule {
    const char *pattern;
    okr_place_type type;
} rule;

#define CASES_OF(noun) noun "|" noun "а|" noun "у|" noun "ом|" noun "е"
#define POSYOLOK "поселок|поселка|поселку|поселком|поселке|пос|п"

static const rule rules[] = {
    {CASES_OF("город") "|гор|г", OKR_PLACE_TOWN},
    {CASES_OF("город") "|гор|г курорт*|геро*", OKR_PLACE_TOWN},
    {POSYOLOK " городского типа", OKR_PLACE_TOWNSHIP},
    {POSYOLOK " гор|г типа|т", OKR_PLACE_TOWNSHIP},
    {"рабоч*|раб|р " POSYOLOK, OKR_PLACE_TOWNSHIP},
    {"дачн* " POSYOLOK, OKR_PLACE_TOWNSHIP},
    {"пгт|рп", OKR_PLACE_TOWNSHIP},
    {"п г т", OKR_PLACE_TOWNSHIP},
    {POSYOLOK, OKR_PLACE_POSYOLOK},
    {POSYOLOK " станци*|ст", OKR_PLACE_POSYOLOK},
    {POSYOLOK " при станции", OKR_PLACE_POSYOLOK},
    {POSYOLOK " железнодорожн* станци*", OKR_PLACE_POSYOLOK},
    {"село|села|селу|селом|селе|сел|с", OKR_PLACE_VILLAGE},
    {"деревня|деревни|деревне|деревню|деревней|дер|д", OKR_PLACE_HAMLET},
    {"станция|станции|станцию|станцией|ст", OKR_PLACE_STATION},
    {"железнодорожн* станци*", OKR_PLACE_STATION},
    {"ж д станци*|ст", OKR_PLACE_STATION},
    {CASES_OF("хутор") "|хут|х", OKR_PLACE_RURAL},
    {"станица|станицы|станице|станицу|станицей", OKR_PLACE_RURAL},
    {"ст ца", OKR_PLACE_RURAL},
    {CASES_OF("аул"), OKR_PLACE_RURAL},
    {CASES_OF("разъезд") "|рзд", OKR_PLACE_RURAL},
    {CASES_OF("микрорайон") "|мкр|мкрн", OKR_PLACE_TOWN_PART},
    {"жил*|внутригородск* район*", OKR_PLACE_TOWN_PART},
    {POSYOLOK " район города", OKR_PLACE_TOWN_PART},
    {"населенн* пункт*", OKR_PLACE_POPULATED},
    {"сельск* населенн* пункт*", OKR_PLACE_POPULATED},
    {"н п", OKR_PLACE_POPULATED},
    {"нп|снп", OKR_PLACE_POPULATED},
    {"городск*|гор округ*", OKR_PLACE_URBAN_OKRUG},
    {"г о|окр|округ", OKR_PLACE_URBAN_OKRUG},
    {"го|зато", OKR_PLACE_URBAN_OKRUG},
    {"закрыт* административно территориальн* образован*", OKR_PLACE_URBAN_OKRUG},
    {"муниципальн*|муниц|муницип|мун|м округ*|окр", OKR_PLACE_MUNICIPAL_OKRUG},
    {"м о", OKR_PLACE_MUNICIPAL_OKRUG},
    {"мо", OKR_PLACE_MUNICIPAL_OKRUG},
    {"муниципальн*|муниц|муницип|мун|м район*", OKR_PLACE_MUNICIPAL_DISTRICT},
    {"муниципальн*|муниц|муницип|мун|м р н", OKR_PLACE_MUNICIPAL_DISTRICT},
    {"м р", OKR_PLACE_MUNICIPAL_DISTRICT},
    {"мр", OKR_PLACE_MUNICIPAL_DISTRICT},
    {CASES_OF("округ"), OKR_PLACE_OKRUG},
    {CASES_OF("район"), OKR_PLACE_DISTRICT},
    {"р н|на|ну|ном|не", OKR_PLACE_DISTRICT},
    {CASES_OF("район") " имени|им", OKR_PLACE_DISTRICT},
    {"муниципальн*|муниц|мун образован*", OKR_PLACE_MUNICIPALITY},
    {"городск* муниципальн*|муниц|мун образован*", OKR_PLACE_MUNICIPALITY},
    {"районн* муниципальн*|муниц|мун образован*", OKR_PLACE_DISTRICT},
    {"сельск*|городск*|сел|гор поселен*", OKR_PLACE_SUBDIVISION},
    {"с|г п", OKR_PLACE_SUBDIVISION},
    {"сп|гп", OKR_PLACE_SUBDIVISION},
    {"область|области|областью|обл", OKR_PLACE_REGION},
    {"urban okrug", OKR_PLACE_URBAN_OKRUG},
    {"municipal okrug", OKR_PLACE_MUNICIPAL_OKRUG},
    {"municipal district", OKR_PLACE_MUNICIPAL_DISTRICT},
};

/* Whether one alternative of n bytes fits the word. */
static bool alternative_fits(const char *alternative, size_t n, const char *word)
{
    if (alternative[n - 1] == '*')
        return strncmp(word, alternative, n - 1) == 0;
    return strlen(word) == n && memcmp(word, alternative, n) == 0;
}

/* Whether any alternative at *pattern fits; *pattern moves behind the last of them. */
static bool word_fits(const char **pattern, const char *word)
{
    bool fits = false;

    for (;;) {
        const size_t n = strcspn(*pattern, "| ");
        fits = fits || alternative_fits(*pattern, n, word);
        *pattern += n;
        if (**pattern != '|')
            break;
        *pattern += 1;
    }
    *pattern += **pattern == ' ';
    return fits;
}

static int words_of(const char *pattern)
{
    int n = 1;

    for (; *pattern != '\0'; pattern++)
        n += *pattern == ' ';
    return n;
}

static bool rule_fits(const rule *r, const okr_place_word *first)
{
    const char *pattern = r->pattern;

    while (*pattern != '\0')
        if (!word_fits(&pattern, (first++)->text))
            return false;
    return true;
}

okr_place_type_at okr_place_type_from(const okr_place_word *first, int most)
{
    okr_place_type_at best = {.type = OKR_PLACE_UNTYPED};

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        const int n = words_of(rules[i].pattern);
        if (n <= most && n > best.count && rule_fits(&rules[i], first))
            best = (okr_place_type_at){.type = rules[i].type, .count = n};
    }
    return best;
}

okr_place_type_at okr_place_type_before(const okr_place_word *end, int most)
{
    okr_place_type_at best = {.type = OKR_PLACE_UNTYPED};

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        const int n = words_of(rules[i].pattern);
        if (n <= most && n > best.count && rule_fits(&rules[i], end - n))
            best = (okr_place_type_at){.type = rules[i].type, .count = n};
    }
    return best;
}

okr_place_type okr_place_type_of(const char *words)
{
    okr_place_words split;
    okr_place_type_at found;

    if (!okr_place_split(words, &split) || split.count == 0)
        return OKR_PLACE_UNTYPED;
    found = okr_place_type_from(split.word, split.count);
    return found.count == split.count ? found.type : OKR_PLACE_UNTYPED;
}

bool okr_place_is_settlement(okr_place_type type)
{
    return type >= OKR_PLACE_TOWN && type <= OKR_PLACE_POPULATED;
}

bool okr_place_is_municipality(okr_place_type type)
{
    return type >= OKR_PLACE_URBAN_OKRUG && type <= OKR_PLACE_MUNICIPALITY;
}
