#include "stats/dimension.h"

static const okr_word words[] = {
    {"municipality", "муниципалитет", "municipality"},
    {"agglomeration", "агломерация", "agglomeration"},
    {"contour", "контур", "contour"},
    {"priority", "приоритет", "priority"},
    {"kind", "вид", "kind"},
    {"kind_group", "группа видов", "group of kinds"},
    {"status", "статус", "status"},
    {"lifecycle", "стадия", "lifecycle"},
    {"placement", "размещение", "placement"},
    {"basis", "основание места", "basis of the place"},
    {"nature", "характер", "nature"},
    {"year", "год окончания", "year of the end"},
};

const okr_vocabulary okr_dimensions = {"by", words, OKR_BY_COUNT};

bool okr_dimension_is_territory(okr_dimension dimension)
{
    return dimension == OKR_BY_MUNICIPALITY || dimension == OKR_BY_AGGLOMERATION;
}

/* Special keys from OKR_KEY_TOTAL downwards. */
static const okr_word specials[] = {
    {"total", "всего", "total"},
    {"not_split", "не разделено", "not split"},
    {"territory", "территория без муниципалитета", "a territory, no municipality"},
    {"region", "регион в целом", "the region as a whole"},
    {"outside", "вне муниципалитетов", "outside every municipality"},
    {"unplaced", "место неизвестно", "place not known"},
    {"elsewhere", "в других муниципалитетах", "in other municipalities"},
    {"none", "нет", "none"},
};

/* "None" says of what, where the dimension gives it a meaning of its own. */
static const okr_word nothing[OKR_BY_COUNT] = {
    [OKR_BY_AGGLOMERATION] = {"none", "вне агломераций", "in no agglomeration"},
    [OKR_BY_CONTOUR] = {"none", "без контура", "no contour"},
    [OKR_BY_PRIORITY] = {"none", "без приоритета", "no priority"},
    [OKR_BY_KIND] = {"none", "вид не указан", "no kind"},
    [OKR_BY_KIND_GROUP] = {"none", "вид не указан", "no kind"},
    [OKR_BY_STATUS] = {"none", "статус не указан", "no status"},
    [OKR_BY_YEAR] = {"none", "год не указан", "no year"},
};

static const okr_vocabulary *list_of(okr_dimension dimension)
{
    if (dimension == OKR_BY_LIFECYCLE)
        return &okr_lifecycles;
    if (dimension == OKR_BY_PLACEMENT)
        return &okr_placements;
    return dimension == OKR_BY_BASIS ? &okr_bases : &okr_natures;
}

static const okr_word *special_word(okr_dimension dimension, int key)
{
    if (key == OKR_KEY_NONE && nothing[dimension].code != NULL)
        return &nothing[dimension];
    return &specials[-1 - key];
}

static void contour_code(const okr_contour *c, okr_text *text)
{
    okr_text_add(text, c->contour);
    if (c->priority[0] != '\0')
        okr_text_addf(text, "/%s", c->priority);
}

void okr_key_code(const okr_programme *p, okr_dimension dimension, int key, okr_text *text)
{
    if (key < 0) {
        okr_text_add(text, special_word(dimension, key)->code);
        return;
    }
    switch (dimension) {
    case OKR_BY_MUNICIPALITY:
        okr_text_add(text, OKR_MUNICIPALITY(p, key)->oktmo);
        break;
    case OKR_BY_AGGLOMERATION:
        okr_text_add(text, OKR_AGGLOMERATION(p, key)->code);
        break;
    case OKR_BY_CONTOUR:
    case OKR_BY_PRIORITY:
        contour_code(OKR_CONTOUR(p, key), text);
        break;
    case OKR_BY_KIND:
    case OKR_BY_KIND_GROUP:
        okr_text_add(text, OKR_KIND(p, key)->code);
        break;
    case OKR_BY_STATUS:
        okr_text_add(text, OKR_STATUS_WORD(p, key)->code);
        break;
    case OKR_BY_YEAR:
        okr_text_addf(text, "%d", key);
        break;
    case OKR_BY_LIFECYCLE:
    case OKR_BY_PLACEMENT:
    case OKR_BY_BASIS:
    case OKR_BY_NATURE:
    case OKR_BY_COUNT:
        okr_text_add(text, okr_word_code(list_of(dimension), key));
        break;
    }
}

/* The asked language, or the other one where that is empty. */
static const char *either(okr_titles titles, bool russian)
{
    const char *first = russian ? titles.ru : titles.en;
    const char *second = russian ? titles.en : titles.ru;

    return first[0] != '\0' ? first : second;
}

static okr_titles titles_of(const okr_programme *p, okr_dimension dimension, int key)
{
    const okr_titles none = {"", ""};

    if (dimension == OKR_BY_MUNICIPALITY)
        return (okr_titles){OKR_MUNICIPALITY(p, key)->name_ru,
                            OKR_MUNICIPALITY(p, key)->name_en};
    if (dimension == OKR_BY_AGGLOMERATION)
        return OKR_AGGLOMERATION(p, key)->title;
    if (dimension == OKR_BY_CONTOUR || dimension == OKR_BY_PRIORITY)
        return OKR_CONTOUR(p, key)->title;
    if (dimension == OKR_BY_KIND || dimension == OKR_BY_KIND_GROUP)
        return OKR_KIND(p, key)->title;
    return dimension == OKR_BY_STATUS ? OKR_STATUS_WORD(p, key)->title : none;
}

void okr_key_title(const okr_programme *p, okr_dimension dimension, int key, bool russian,
                   okr_text *text)
{
    const char *title = "";

    if (key < 0) {
        const okr_word *word = special_word(dimension, key);
        okr_text_add(text, russian ? word->title_ru : word->title_en);
        return;
    }
    if (dimension == OKR_BY_LIFECYCLE || dimension == OKR_BY_PLACEMENT ||
        dimension == OKR_BY_BASIS || dimension == OKR_BY_NATURE)
        title = okr_word_title(list_of(dimension), key, russian);
    else
        title = either(titles_of(p, dimension, key), russian);
    if (title[0] != '\0')
        okr_text_add(text, title);
    else
        okr_key_code(p, dimension, key, text);
}

/* Special keys stand behind all others: "none", the placements in their order, the total. */
static int rank(int key)
{
    if (key >= 0)
        return 0;
    if (key == OKR_KEY_NONE)
        return 1;
    return key == OKR_KEY_TOTAL ? 100 : 2 - key;
}

int okr_key_compare(int a, int b)
{
    if (rank(a) != rank(b))
        return rank(a) - rank(b);
    return (a > b) - (a < b);
}

static okr_status push(okr_vec *out, int key, okr_error *err)
{
    for (size_t i = 0; i < out->count; i++)
        if (OKR_AT(out, int, i) == key)
            return OKR_OK;
    return okr_vec_append(out, &key, 1, err);
}

/* A mention of a priority is a mention of its contour too. */
static okr_status topic_keys(const okr_programme *p, bool priority, okr_topics topics,
                             okr_vec *out, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < topics.count && status == OKR_OK; i++) {
        const int topic = topics.contours[i];
        const okr_contour *c = OKR_CONTOUR(p, topic);
        const bool is_priority = c->priority[0] != '\0';
        if (priority && is_priority)
            status = push(out, topic, err);
        else if (!priority)
            status = push(out, is_priority && c->parent >= 0 ? c->parent : topic, err);
    }
    return status;
}

/* Every kind above a measure's own; its own too when that has no kind above it. */
static okr_status group_keys(const okr_programme *p, int kind, okr_vec *out, okr_error *err)
{
    okr_status status = OKR_OK;

    if (kind >= 0 && OKR_KIND(p, kind)->parent < 0)
        return push(out, kind, err);
    for (int up = kind; up >= 0 && status == OKR_OK; up = OKR_KIND(p, up)->parent)
        if (OKR_KIND(p, up)->parent >= 0)
            status = push(out, OKR_KIND(p, up)->parent, err);
    return status;
}

static int year_of(const okr_measure *m)
{
    const okr_date end =
        m->actual_end.precision != OKR_DATE_NONE ? m->actual_end : m->planned_end;

    return end.precision == OKR_DATE_NONE ? OKR_KEY_NONE : end.year;
}

static int single_key(const okr_measure *m, okr_dimension dimension)
{
    if (dimension == OKR_BY_KIND)
        return m->kind < 0 ? OKR_KEY_NONE : m->kind;
    if (dimension == OKR_BY_STATUS)
        return m->status < 0 ? OKR_KEY_NONE : m->status;
    if (dimension == OKR_BY_LIFECYCLE)
        return (int)m->lifecycle;
    return dimension == OKR_BY_NATURE ? (int)m->nature : year_of(m);
}

okr_status okr_measure_keys(const okr_programme *p, okr_dimension dimension, int measure,
                            okr_topics topics, okr_vec *out, okr_error *err)
{
    const okr_measure *m = OKR_MEASURE(p, measure);
    okr_status status = OKR_OK;

    out->count = 0;
    if (dimension == OKR_BY_CONTOUR || dimension == OKR_BY_PRIORITY)
        status = topic_keys(p, dimension == OKR_BY_PRIORITY, topics, out, err);
    else if (dimension == OKR_BY_KIND_GROUP)
        status = group_keys(p, m->kind, out, err);
    else
        status = push(out, single_key(m, dimension), err);
    if (status == OKR_OK && out->count == 0)
        status = push(out, OKR_KEY_NONE, err);
    return status;
}
