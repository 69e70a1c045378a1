/* Settlements outside any service distance, and those of which it is not certain. */
#include "view/gaps.h"

#include <math.h>

/* Kinds that serve a settlement with less than certainty. */
static void add_kinds(const okr_programme *p, int settlement, okr_table *t)
{
    okr_text codes = {0};

    for (size_t i = 0; i < p->services.count; i++) {
        const okr_settlement_service *s = OKR_SETTLEMENT_SERVICE(p, i);
        if (s->settlement == settlement && s->kind >= 0)
            okr_text_addf(&codes, "%s%s", codes.size == 0 ? "" : ", ",
                          OKR_KIND(p, s->kind)->code);
    }
    okr_table_text(t, okr_text_str(&codes));
    okr_text_done(&codes);
}

static void add_settlement(const okr_programme *p, size_t i, okr_table *t)
{
    const okr_settlement *s = OKR_SETTLEMENT(p, i);
    const okr_titles unplaced = {"место не известно", "place not known"};
    const okr_word *state = &okr_served_states.words[s->served];
    const bool known = s->served != OKR_SERVED_UNKNOWN;
    okr_text ru = {0};
    okr_text en = {0};

    if (s->municipality >= 0)
        okr_gaps_name(OKR_MUNICIPALITY(p, s->municipality), &ru, &en);
    okr_table_text(t, s->settlement_id);
    okr_table_text(t, s->kind);
    okr_table_text(t, s->name_ru);
    okr_table_titles(t, okr_text_str(&ru), okr_text_str(&en));
    okr_table_number(t, s->population);
    okr_table_titles(t, known ? state->title_ru : unplaced.ru,
                     known ? state->title_en : unplaced.en);
    add_kinds(p, (int)i, t);
    okr_text_done(&ru);
    okr_text_done(&en);
}

okr_status okr_list_unserved(const okr_ask *ask, okr_table *t, okr_error *err)
{
    const okr_programme *p = okr_stats_programme(ask->stats);
    const okr_selection *asked = ask->selection;

    (void)err;
    okr_table_column(t, "settlement_id", "Код", "Code", -1);
    okr_table_column(t, "kind", "Вид", "Kind", -1);
    okr_table_column(t, "name", "Населённый пункт", "Settlement", -1);
    okr_table_column(t, "municipality", "Муниципалитет", "Municipality", -1);
    okr_table_column(t, "population", "Население", "Population", 0);
    okr_table_column(t, "served", "Обслужен", "Served", -1);
    okr_table_column(t, "kinds", "Возможно, видами", "Possibly, by kinds", -1);
    for (size_t i = 0; i < p->settlements.count; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(p, i);
        const bool here = !okr_selection_has_place(asked) ||
                          (s->municipality >= 0 && asked->municipalities[s->municipality]);
        if (here && s->served != OKR_SERVED_CERTAIN)
            add_settlement(p, i, t);
    }
    okr_table_note(t, "Радиус обслуживания вида; все мероприятия программы",
                   "At the service distance of the kind; all measures of the programme");
    return OKR_OK;
}
