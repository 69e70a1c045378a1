/* What an extract is of, in words. */
#include "export/export.h"

typedef struct side {
    const char *ru, *en;
    size_t offset; /* of the member in okr_filter */
} side;

#define SIDE(member, ru, en)                                                                   \
    {                                                                                          \
        ru, en, offsetof(okr_filter, member)                                                   \
    }

static const side sides[] = {
    SIDE(in, "территория", "place"),
    SIDE(kind, "вид", "kind"),
    SIDE(under, "внутри мероприятия", "under"),
    SIDE(roles, "роли", "roles"),
    SIDE(basis, "основание места", "basis"),
    SIDE(nature, "характер", "nature"),
    SIDE(lifecycle, "стадия", "lifecycle"),
    SIDE(contour, "контур", "contour"),
    SIDE(starts_in, "начало", "starts in"),
    SIDE(ends_in, "окончание", "ends in"),
    SIDE(ends_after, "окончание после", "ends after"),
    SIDE(active_in, "идёт в", "active in"),
    SIDE(near, "рядом с", "near"),
    SIDE(text, "слова", "text"),
    SIDE(where, "условие", "where"),
};

static const char *value_of(const okr_filter *filter, const side *s)
{
    return *(const char *const *)(const void *)((const unsigned char *)filter + s->offset);
}

/* A code alone tells nobody which municipality it is. */
static void add_name(const okr_programme *whole, const char *value, bool russian,
                     okr_text *text)
{
    const ptrdiff_t m = okr_map_find(&whole->municipality_index, value);
    const okr_municipality *found = m < 0 ? NULL : OKR_MUNICIPALITY(whole, m);

    if (found != NULL)
        okr_text_addf(text, " (%s)",
                      russian || found->name_en[0] == '\0' ? found->name_ru : found->name_en);
}

/* "place: 32731000 (Novokuznetsk)", after what stands there already; nothing when not asked. */
static void add_side(const okr_programme *whole, const okr_filter *filter, const side *s,
                     bool russian, okr_text *text)
{
    const char *value = value_of(filter, s);

    if (value == NULL)
        return;
    okr_text_addf(text, "%s%s: %s", text->size == 0 ? "" : "; ", russian ? s->ru : s->en,
                  value);
    if (s->offset == offsetof(okr_filter, in))
        add_name(whole, value, russian, text);
}

void okr_export_describe(const okr_programme *whole, const okr_filter *filter, bool original,
                         bool russian, okr_text *text)
{
    const char *title = okr_titles_pick(whole->title, russian);

    for (size_t i = 0; i < sizeof sides / sizeof sides[0]; i++)
        add_side(whole, filter, &sides[i], russian, text);
    if (text->size == 0)
        return;
    if (original && filter->in != NULL)
        okr_text_add(text, russian ? "; геометрия не обрезана" : "; geometry is not cut");
    if (title[0] != '\0')
        okr_text_addf(text, russian ? " (из программы «%s»)" : " (of the programme '%s')",
                      title);
}
