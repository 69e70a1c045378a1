#include "stats/statistic.h"

#include "base/i18n.h"
#include "base/utf8.h"

#include <string.h>

static const okr_word statistic_words[] = {
    {"listed", "мероприятий", "measures"},
    {"attributed", "мероприятий по долям", "measures by share"},
    {"located", "с известным муниципалитетом", "located"},
    {"identification", "планируется", "identification"},
    {"preparation", "подготовка", "preparation"},
    {"implementation", "реализация", "implementation"},
    {"completion", "завершено", "completion"},
    {"maintenance", "эксплуатация", "maintenance"},
    {"decommissioning", "вывод из эксплуатации", "decommissioning"},
    {"decommissioned", "выведено из эксплуатации", "decommissioned"},
    {"cancelled", "отменено", "cancelled"},
    {"operating", "действует", "operating"},
    {"completed", "завершено из идущих в ход работ", "completed of those in progress"},
    {"completed_share", "доля завершённых", "completed share"},
    {"physical_progress", "ход работ", "physical progress"},
    {"earned_value", "освоенный объём", "earned value"},
    {"planned_value", "плановый объём", "planned value"},
    {"spi", "индекс выполнения сроков", "schedule performance index"},
    {"overdue", "просрочено", "overdue"},
    {"achievement", "достижение показателей", "achievement"},
    {"drawn_length", "длина на карте", "drawn length"},
    {"drawn_area", "площадь на карте", "drawn area"},
    {"population", "население", "population"},
    {"area_m2", "площадь территории", "area of the territory"},
    {"actual_sum", "факт", "actual"},
    {"target_sum", "план", "target"},
    {"actual_touching", "факт, не разделено", "actual, not split"},
    {"target_touching", "план, не разделено", "target, not split"},
    {"finance_planned", "деньги по плану", "money planned"},
    {"finance_allocated", "деньги выделено", "money allocated"},
    {"finance_spent", "деньги израсходовано", "money spent"},
};

const okr_vocabulary okr_statistics = {"statistic", statistic_words, OKR_STAT_COUNT};

static const okr_word method_words[] = {
    {"count", "число мероприятий", "number of measures"},
    {"shares", "сумма долей", "sum of shares"},
    {"weights_equal", "среднее, веса равны", "mean, equal weights"},
    {"weights_stated", "среднее по весам мероприятий", "mean by the measures' weights"},
    {"geodesic", "по эллипсоиду WGS 84", "on the WGS 84 ellipsoid"},
    {"sum", "сумма", "sum"},
    {"estimated", "оценка по правилу распределения", "estimated by an allocation rule"},
    {"not_split", "итог того, что не разделено", "total of what is not split"},
    {"stated", "по данным программы", "as the programme states"},
};

const okr_vocabulary okr_stat_methods = {"method", method_words, OKR_METHOD_COUNT_OF};

/* By code, or by title in either language. */
static int find_dimension(const char *name)
{
    for (int i = 0; i < okr_dimensions.count; i++) {
        const okr_word *w = &okr_dimensions.words[i];
        if (strcmp(w->code, name) == 0 || okr_utf8_same(w->title_ru, name) ||
            okr_utf8_same(w->title_en, name))
            return i;
    }
    return -1;
}

okr_status okr_stats_parse_by(const char *by, okr_stats_request *request, okr_error *err)
{
    request->dimensions = 0;
    for (const char *at = by; at != NULL && *at != '\0';) {
        const size_t n = strcspn(at, ",");
        okr_text word = {0}, all = {0};
        okr_text_add_n(&word, at, n);
        const int found = find_dimension(okr_text_str(&word));
        okr_word_list(&okr_dimensions, &all);
        if (found < 0)
            (void)okr_fail(err, OKR_ERR_USAGE, _("no dimension '%s'; there are: %s"),
                           okr_text_str(&word), okr_text_str(&all));
        else if (request->dimensions == 2)
            (void)okr_fail(err, OKR_ERR_USAGE, _("at most two dimensions can be crossed: '%s'"),
                           by);
        okr_text_done(&word);
        okr_text_done(&all);
        if (found < 0 || request->dimensions == 2)
            return OKR_ERR_USAGE;
        request->by[request->dimensions++] = (okr_dimension)found;
        at += n + (at[n] == ',' ? 1 : 0);
    }
    return OKR_OK;
}
