/* Nothing passes all filters together: how much each of them lets through tells which one to
 * open. */
#include "view/ask.h"

/* Each filter by itself; roles and bases say what is counted, so they stay. */
typedef struct lone_filter {
    const char *name;
    size_t offset;
} lone_filter;

static const lone_filter filters[] = {
    {"in", offsetof(okr_filter, in)},
    {"kind", offsetof(okr_filter, kind)},
    {"under", offsetof(okr_filter, under)},
    {"nature", offsetof(okr_filter, nature)},
    {"lifecycle", offsetof(okr_filter, lifecycle)},
    {"contour", offsetof(okr_filter, contour)},
    {"starts-in", offsetof(okr_filter, starts_in)},
    {"ends-in", offsetof(okr_filter, ends_in)},
    {"ends-after", offsetof(okr_filter, ends_after)},
    {"active-in", offsetof(okr_filter, active_in)},
    {"near", offsetof(okr_filter, near)},
    {"text", offsetof(okr_filter, text)},
    {"where", offsetof(okr_filter, where)},
};

enum { FILTERS = sizeof filters / sizeof filters[0] };

static const char **member(okr_filter *filter, size_t offset)
{
    return (const char **)(void *)((char *)filter + offset);
}

static bool is_empty(const okr_selection *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->chosen[i] || s->figures[i])
            return false;
    return true;
}

static size_t chosen(const okr_selection *s)
{
    size_t n = 0;

    for (size_t i = 0; i < s->count; i++)
        n += s->chosen[i];
    return n;
}

static okr_status count_alone(const okr_question *question, const okr_ask *ask, int which,
                              size_t *count, okr_error *err)
{
    okr_filter all = *question->filter;
    okr_filter alone = {.roles = all.roles, .basis = all.basis};
    okr_selection *selection = NULL;
    okr_status status = OKR_OK;

    *member(&alone, filters[which].offset) = *member(&all, filters[which].offset);
    status = okr_ask_select(ask, question->workspace, &alone, &selection, err);
    if (status == OKR_OK)
        *count = chosen(selection);
    okr_selection_free(selection);
    return status;
}

/* Who asks for a place may not know that places known from elsewhere are left out. */
static okr_status note_elsewhere(const okr_question *question, const okr_ask *ask,
                                 okr_table *table, okr_error *err)
{
    static const char wider[] = "stated,name_implied,outside_knowledge";
    okr_filter filter = *question->filter;
    okr_selection *selection = NULL;
    okr_text ru = {0};
    okr_text en = {0};

    if (filter.basis != NULL || (filter.in == NULL && filter.near == NULL))
        return OKR_OK;
    filter.basis = wider;
    okr_status status = okr_ask_select(ask, question->workspace, &filter, &selection, err);
    const size_t count = status == OKR_OK ? chosen(selection) : 0;
    okr_text_addf(&ru, "Если место взять и не из программы: %zu; --basis %s", count, wider);
    okr_text_addf(&en, "With places known from elsewhere: %zu; --basis %s", count, wider);
    if (count > 0)
        okr_table_note(table, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
    okr_selection_free(selection);
    return status;
}

okr_status okr_ask_note_empty(const okr_question *question, const okr_ask *ask,
                              okr_table *table, okr_error *err)
{
    okr_filter given = *question->filter;
    okr_status status = OKR_OK;
    okr_text list = {0};
    okr_text ru = {0};
    okr_text en = {0};

    if (!is_empty(ask->selection))
        return OKR_OK;
    for (int i = 0; i < FILTERS && status == OKR_OK; i++) {
        size_t count = 0;
        if (*member(&given, filters[i].offset) == NULL)
            continue;
        status = count_alone(question, ask, i, &count, err);
        okr_text_addf(&list, "%s--%s %zu", list.size > 0 ? ", " : ": ", filters[i].name, count);
    }
    okr_text_addf(&ru, "Ничего не подходит; каждому отбору в отдельности%s",
                  okr_text_str(&list));
    okr_text_addf(&en, "Nothing passes; each filter by itself%s", okr_text_str(&list));
    if (status == OKR_OK && list.size > 0)
        okr_table_note(table, okr_text_str(&ru), okr_text_str(&en));
    if (status == OKR_OK)
        status = note_elsewhere(question, ask, table, err);
    okr_text_done(&list);
    okr_text_done(&ru);
    okr_text_done(&en);
    return status;
}
