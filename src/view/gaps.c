/* okrug gaps: one table of lists, each named, titled and filled by its own function. */
#include "view/gaps.h"

#include "base/i18n.h"
#include "okrug/gaps.h"

#include <string.h>

typedef struct gap_list {
    okr_word word; /* name and titles */
    okr_gaps_list *fill;
} gap_list;

static const gap_list lists[] = {
    {{"placement", "Что можно отнести к муниципалитету, а что нет", "What can be placed"},
     okr_list_placement},
    {{"municipalities", "Муниципалитеты без мероприятий, по видам",
      "Municipalities without measures, by kind"},
     okr_list_municipalities},
    {{"settlements", "Населённые пункты, названные в программе", "Settlements named"},
     okr_list_settlements},
    {{"unserved", "Населённые пункты вне радиуса обслуживания",
      "Settlements outside any service distance"},
     okr_list_unserved},
    {{"mentions", "Мероприятия, о которых говорят несколько контуров",
      "Measures that several contours speak of"},
     okr_list_mentions},
    {{"moved", "Что не поддержано и куда перешло", "What was refused and where it went"},
     okr_list_moved},
};

enum { LISTS = sizeof lists / sizeof lists[0] };

static const gap_list *find(const char *name)
{
    for (int i = 0; i < LISTS; i++)
        if (strcmp(lists[i].word.code, name) == 0)
            return &lists[i];
    return NULL;
}

static okr_status no_list(const char *name, okr_error *err)
{
    okr_text known = {0};

    for (int i = 0; i < LISTS; i++)
        okr_text_addf(&known, "%s%s", i == 0 ? "" : ", ", lists[i].word.code);
    (void)okr_fail(err, OKR_ERR_USAGE, _("option --show: '%s' is none of %s"), name,
                   okr_text_str(&known));
    okr_text_done(&known);
    return OKR_ERR_USAGE;
}

bool okr_gaps_counts(const okr_ask *ask, size_t measure)
{
    const bool *chosen = ask->selection->chosen;
    const int root = okr_stats_root(ask->stats, (int)measure);

    return chosen[measure] && (root == (int)measure || !chosen[root]);
}

void okr_gaps_name(const okr_municipality *m, okr_text *ru, okr_text *en)
{
    const char *local = m->name_short_ru[0] == '\0' ? m->name_ru : m->name_short_ru;

    okr_text_add(ru, local);
    okr_text_add(en, m->name_en[0] == '\0' ? local : m->name_en);
}

static okr_status answer(const okr_question *question, const okr_ask *ask, okr_table *table,
                         okr_error *err)
{
    const gap_list *list = question->options;
    okr_status status = list->fill(ask, table, err);

    okr_ask_note_rows(table);
    return status;
}

okr_status okr_workspace_gaps(const okr_workspace *workspace, const okr_gaps_options *options,
                              okr_table **table, okr_error *err)
{
    const gap_list *list = find(options->show == NULL ? "placement" : options->show);
    okr_question question = {
        .workspace = workspace, .filter = &options->filter, .options = list, .answer = answer};

    if (list == NULL)
        return no_list(options->show, err);
    question.title = (okr_titles){list->word.title_ru, list->word.title_en};
    return okr_ask_answer(&question, table, err);
}
