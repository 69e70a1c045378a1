#include "model/vocabulary.h"

#include <string.h>

/* clang-format off */
#define LIST(variable, column, ...)                                                     \
    static const okr_word variable##_words[] = {__VA_ARGS__};                           \
    const okr_vocabulary variable = {                                                   \
        .name = column, .words = variable##_words,                                      \
        .count = (int)(sizeof variable##_words / sizeof variable##_words[0])}

LIST(okr_roles, "role",
    {"item", "мероприятие", "item"},
    {"group", "группа", "group"},
    {"component", "часть мероприятия", "component"},
    {"context", "контекст", "context"});

LIST(okr_natures, "nature",
    {"", "не указано", "not known"},
    {"works", "работы", "works"},
    {"purchase", "закупка", "purchase"},
    {"service", "услуга", "service"},
    {"event", "событие", "event"},
    {"document", "документ", "document"},
    {"research", "исследование", "research"});

LIST(okr_lifecycles, "lifecycle",
    {"", "не указано", "not known"},
    {"identification", "планируется", "identification"},
    {"preparation", "подготовка", "preparation"},
    {"implementation", "реализация", "implementation"},
    {"completion", "завершено", "completion"},
    {"maintenance", "эксплуатация", "maintenance"},
    {"decommissioning", "вывод из эксплуатации", "decommissioning"},
    {"decommissioned", "выведено из эксплуатации", "decommissioned"},
    {"cancelled", "отменено", "cancelled"});

LIST(okr_bases, "basis",
    {"stated", "указано в источнике", "stated"},
    {"name_implied", "следует из названия", "name implied"},
    {"outside_knowledge", "сведения извне", "outside knowledge"},
    {"agglomeration", "агломерация", "agglomeration"},
    {"natural_area", "природная территория", "natural area"},
    {"region", "регион в целом", "region"},
    {"region_unquantified", "регион, без показателя", "region, no quantity"},
    {"unspecified_subset", "перечень мест не приведён", "places not listed"},
    {"outside_region", "за пределами региона", "outside the region"},
    {"unknown", "место неизвестно", "place unknown"});

LIST(okr_exactnesses, "exactness",
    {"", "не указано", "not known"},
    {"exact", "точно", "exact"},
    {"approximate", "приблизительно", "approximate"});

LIST(okr_location_classes, "location_class",
    {"", "не указано", "not known"},
    {"administrative_region", "муниципальное образование", "administrative region"},
    {"populated_place", "населённый пункт", "populated place"},
    {"structure", "сооружение", "structure"},
    {"other_topographical_feature", "иной объект местности", "other topographical feature"});

LIST(okr_reaches, "reach",
    {"activity", "место работ", "activity"},
    {"intended_beneficiaries", "место получателей", "intended beneficiaries"});

LIST(okr_shapes, "geometry",
    {"", "нет", "none"},
    {"point", "точка", "point"},
    {"line", "линия", "line"},
    {"area", "площадь", "area"},
    {"region", "регион", "region"});

LIST(okr_placements, "placement",
    {"inside", "в одном муниципальном образовании", "inside one municipality"},
    {"split", "в нескольких, с известными долями", "split with known shares"},
    {"not_split", "в нескольких, без разбивки", "not split"},
    {"territory", "территория", "territory"},
    {"region", "регион в целом", "region"},
    {"outside", "за пределами", "outside"},
    {"unplaced", "место неизвестно", "unplaced"});

LIST(okr_qualifiers, "qualifier",
    {"exact", "точно", "exact"},
    {"about", "около", "about"},
    {"almost", "почти", "almost"},
    {"at_least", "не менее", "at least"},
    {"more_than", "более", "more than"},
    {"below", "менее", "below"});

LIST(okr_origins, "origin",
    {"", "нет", "none"},
    {"stated", "указано в источнике", "stated"},
    {"derived", "вычислено", "derived"});

LIST(okr_percent_kinds, "percent_kind",
    {"", "нет", "none"},
    {"readiness", "готовность", "readiness"},
    {"achievement", "выполнение", "achievement"},
    {"excess_over_target", "превышение плана", "excess over target"},
    {"growth", "рост", "growth"},
    {"share", "доля", "share"});

LIST(okr_indicator_roles, "role",
    {"result", "результат", "result"},
    {"characteristic", "характеристика", "characteristic"});

LIST(okr_aggregations, "aggregation",
    {"none", "не складывается", "none"},
    {"sum", "складывается", "sum"});

LIST(okr_certainties, "same_as_certainty",
    {"", "нет", "none"},
    {"certain", "достоверно", "certain"},
    {"probable", "вероятно", "probable"});

LIST(okr_change_kinds, "kind",
    {"merge", "объединение", "merge"},
    {"split", "разделение", "split"},
    {"transform", "преобразование", "transform"},
    {"rename", "переименование", "rename"});

LIST(okr_member_roles, "role",
    {"core", "ядро", "core"},
    {"member", "участник", "member"});

LIST(okr_marks, "mark",
    {"=", "точно", "exact"},
    {"≥", "не менее", "at least"},
    {"≤", "не более", "at most"},
    {"≈", "около", "about"});

LIST(okr_link_methods, "method",
    {"place", "названное место", "named place"},
    {"portion", "указанная доля", "stated portion"},
    {"point", "точка", "point"},
    {"length", "геодезическая длина", "geodesic length"},
    {"area", "площадь на эллипсоиде", "ellipsoidal area"},
    {"estimate", "расчётная доля", "estimate"});

LIST(okr_severities, "severity",
    {"warning", "предупреждение", "warning"},
    {"error", "ошибка", "error"},
    {"fatal", "отказ", "fatal"});

LIST(okr_progress_ways, "progress_way",
    {"unknown", "неизвестно", "unknown"},
    {"readiness", "указанная готовность", "stated readiness"},
    {"lifecycle", "по стадии", "lifecycle"},
    {"indicators", "по показателям", "indicators"},
    {"components", "по частям с весами", "weighted components"});

/* Values of okr_quantity_kind, which stands in model/link.h. */
LIST(okr_quantity_kinds, "quantity",
    {"count", "число мероприятий", "count"},
    {"length", "длина", "length"},
    {"area", "площадь", "area"},
    {"indicator", "показатель", "indicator"});

LIST(okr_municipality_types, "type",
    {"urban_okrug", "городской округ", "urban okrug"},
    {"municipal_okrug", "муниципальный округ", "municipal okrug"},
    {"municipal_district", "муниципальный район", "municipal district"},
    {"urban_settlement", "городское поселение", "urban settlement"},
    {"rural_settlement", "сельское поселение", "rural settlement"},
    {"intracity_territory", "внутригородская территория", "intracity territory"},
    {"inter_settlement_territory", "межселенная территория", "inter-settlement territory"});
/* clang-format on */

int okr_word_find(const okr_vocabulary *list, const char *code)
{
    for (int i = 0; i < list->count; i++)
        if (strcmp(list->words[i].code, code) == 0)
            return i;
    return -1;
}

const char *okr_word_code(const okr_vocabulary *list, int value)
{
    return value < 0 || value >= list->count ? "" : list->words[value].code;
}

const char *okr_word_title(const okr_vocabulary *list, int value, bool russian)
{
    if (value < 0 || value >= list->count)
        return "";
    return russian ? list->words[value].title_ru : list->words[value].title_en;
}

void okr_word_list(const okr_vocabulary *list, okr_text *text)
{
    const char *separator = "";

    for (int i = 0; i < list->count; i++) {
        if (list->words[i].code[0] == '\0')
            continue;
        okr_text_add(text, separator);
        okr_text_add(text, list->words[i].code);
        separator = ", ";
    }
}

const char *okr_mark_sign(okr_mark mark)
{
    return mark == OKR_MARK_EQUAL ? "" : okr_word_code(&okr_marks, (int)mark);
}
