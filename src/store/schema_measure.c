/* What the programme says: measures, mentions, locations, figures. */
#include "store/columns.h"

/* clang-format off */
#define ROW okr_measure
static const okr_column measures[] = {
    TEXT("measure_id", measure_id, "Идентификатор", "Identifier"),
    TEXT("parent_id", parent_id, "Входит в", "Parent"),
    WORD("role", role, okr_roles, "Роль строки", "Role of the row"),
    TITLES(title),
    CHOICE("kind", kind_code, "kind", "Вид", "Kind"),
    FAR("kind_title_ru", "TEXT", TEXT, okr_kind, title.ru, "Вид, название", "Title of the kind",
        STEP(okr_measure, kind, kinds)),
    FAR("kind_group", "TEXT", TEXT, okr_kind, group_code, "Группа видов", "Group of kinds",
        STEP(okr_measure, kind, kinds)),
    FAR("kind_group_title_ru", "TEXT", TEXT, okr_kind, title.ru, "Группа видов, название",
        "Title of the group of kinds", STEP(okr_measure, kind, kinds),
        STEP(okr_kind, parent, kinds)),
    WORD("nature", nature, okr_natures, "Характер", "Nature"),
    CHOICE("status", status_code, "status", "Статус", "Status"),
    FAR("status_title_ru", "TEXT", TEXT, okr_status_word, title.ru, "Статус, название",
        "Title of the status", STEP(okr_measure, status, statuses)),
    WORD("lifecycle", lifecycle, okr_lifecycles, "Стадия", "Lifecycle"),
    WORD_TITLE("lifecycle_title_ru", lifecycle, okr_lifecycles, "Стадия, название",
               "Title of the lifecycle"),
    DATE("planned_start", planned_start, "Начало по плану", "Planned start"),
    DATE("planned_end", planned_end, "Окончание по плану", "Planned end"),
    DATE("actual_start", actual_start, "Начало фактическое", "Actual start"),
    DATE("actual_end", actual_end, "Окончание фактическое", "Actual end"),
    FIRST("planned_start_day", planned_start, "Начало по плану, день", "Planned start, day"),
    LAST("planned_end_day", planned_end, "Окончание по плану, день", "Planned end, day"),
    FIRST("actual_start_day", actual_start, "Начало фактическое, день", "Actual start, day"),
    LAST("actual_end_day", actual_end, "Окончание фактическое, день", "Actual end, day"),
    FACT("placement", "TEXT", WORD, placement, &okr_placements, "Размещение", "Placement", {0}),
    FACT("placement_title_ru", "TEXT", WORD_TITLE, placement, &okr_placements,
         "Размещение, название", "Title of the placement", {0}),
    FACT("drawn", "TEXT", WORD, drawn, &okr_drawings, "Знак на карте", "How maps draw it", {0}),
    FACT("approximate", "BOOLEAN", FLAG, approximate, NULL, "Место приблизительное",
         "The place is approximate", {0}),
    FACT("progress", "REAL", REAL, progress, NULL, "Ход работ, доля", "Physical progress", {0}),
    FACT("progress_way", "TEXT", WORD, progress_way, &okr_progress_ways,
         "Как найден ход работ", "How progress was found", {0}),
    FACT("achievement", "REAL", REAL, achievement, NULL, "Выполнение показателей, доля",
         "Achievement of its indicators", {0}),
    FACT("planned_value", "REAL", REAL, planned, NULL, "План на дату состояния, доля",
         "Planned value at the status date", {0}),
    FACT("overdue", "BOOLEAN", FLAG_MAYBE, overdue, NULL, "Просрочено", "Overdue", {0}),
    REAL("weight", weight, "Вес", "Weight"),
    TEXT("weight_unit", weight_unit, "Единица веса", "Unit of the weight"),
    TEXT("programme", programme, "Программа", "Programme"),
    TEXT("responsible", responsible, "Ответственный", "Responsible"),
    WORD("geometry_expected", geometry_expected, okr_shapes, "Ожидаемая геометрия",
         "Expected geometry"),
    TEXT("significance", significance, "Значение (REG_STATUS)", "Significance (REG_STATUS)"),
    TEXT("planning_status", planning_status, "Статус объекта (STATUS)",
         "Planning status (STATUS)"),
    TEXT("event_time", event_time, "Срок (EVENT_TIME)", "Time (EVENT_TIME)"),
    TEXT("moved_to", moved_to, "Перенесено на", "Moved to"),
    TEXT("same_as", same_as_id, "То же, что", "Same as"),
    WORD("same_as_certainty", same_as_certainty, okr_certainties, "Уверенность в тождестве",
         "Certainty that it is the same"),
    TEXT("note_ru", note.ru, "Примечание", "Note in Russian"),
    TEXT("note_en", note.en, "Примечание по-английски", "Note in English"),
    TEXT("source", document_code, "Документ", "Document"),
    TEXT("source_ref", source_ref, "Место в документе", "Place in the document"),
    ORIGIN,
};
#undef ROW

#define MEASURE(type) \
    REF("measure_fid", measure, "measure", "Мероприятие, номер", "Measure, number"), \
    TEXT("measure_id", measure_id, "Мероприятие", "Measure"), \
    FAR("measure_title_ru", "TEXT", TEXT, okr_measure, title.ru, "Мероприятие, название", \
        "Title of the measure", STEP(type, measure, measures))

#define ROW okr_mention
static const okr_column mentions[] = {
    MEASURE(okr_mention),
    TEXT("contour", contour_code, "Контур", "Contour"),
    TEXT("priority", priority_code, "Приоритет", "Priority"),
    REF("contour_fid", contour, "contour", "Контур, номер", "Contour, number"),
    TEXT("source", document_code, "Документ", "Document"),
    TEXT("source_ref", source_ref, "Место в документе", "Place in the document"),
    ORIGIN,
};
#undef ROW

#define ROW okr_location
static const okr_column locations[] = {
    TEXT("location_id", location_id, "Идентификатор", "Identifier"),
    MEASURE(okr_location),
    WORD("basis", basis, okr_bases, "Основание", "Basis"),
    TEXT("oktmo", oktmo, "ОКТМО как указан", "OKTMO as written"),
    TEXT("settlement", settlement_name, "Населённый пункт как указан", "Settlement as written"),
    TEXT("municipality", municipality_name, "Муниципальное образование как указано",
         "Municipality as written"),
    TEXT("agglomeration", agglomeration_code, "Агломерация как указана",
         "Agglomeration as written"),
    FLAG("region", region, "Регион в целом", "The whole region"),
    REF("municipality_fid", municipality, "municipality", "Муниципальное образование, номер",
        "Municipality, number"),
    FAR("municipality_ru", "TEXT", TEXT, okr_municipality, name_ru, "Муниципальное образование",
        "Municipality", STEP(okr_location, municipality, municipalities)),
    REF("settlement_fid", settlement, "settlement", "Населённый пункт, номер",
        "Settlement, number"),
    REF("agglomeration_fid", agglomeration, "agglomeration", "Агломерация, номер",
        "Agglomeration, number"),
    WORD("location_class", location_class, okr_location_classes, "Класс места",
         "Class of location"),
    WORD("exactness", exactness, okr_exactnesses, "Точность места", "Exactness"),
    REAL("accuracy_m", accuracy_m, "Точность, м", "Accuracy, m"),
    WORD("reach", reach, okr_reaches, "Что размещено", "Reach"),
    REAL("portion", portion, "Указанная доля", "Stated portion"),
    FLAG("display_only", display_only, "Только для рисования", "For drawing only"),
    TEXT("site_id", site_id, "Объект", "Site"),
    WORD("geometry_kind", shape, okr_shapes, "Вид геометрии", "Kind of geometry"),
    REAL("length_m", length_m, "Длина, м", "Length, m"),
    REAL("area_m2", area_m2, "Площадь, м²", "Area, m²"),
    REAL("outside_length_m", outside_length_m, "Длина вне границ, м",
         "Length outside the boundaries, m"),
    REAL("outside_area_m2", outside_area_m2, "Площадь вне границ, м²",
         "Area outside the boundaries, m²"),
    FLAG("cut", cut, "Обрезано по границе выборки", "Cut at the border of the extract"),
    TEXT("geometry_source", geometry_source, "Источник геометрии", "Source of the geometry"),
    DATE("geometry_date", geometry_date, "Дата геометрии", "Date of the geometry"),
    TEXT("note", note, "Примечание", "Note"),
    ORIGIN,
};
#undef ROW

#define ROW okr_indicator
static const okr_column indicators[] = {
    MEASURE(okr_indicator),
    TEXT("indicator", code, "Код показателя", "Code of the indicator"),
    TITLES(title),
    WORD("role", role, okr_indicator_roles, "Роль показателя", "Role of the indicator"),
    TEXT("unit", unit_code, "Единица как указана", "Unit as written"),
    REF("unit_fid", unit, "unit", "Единица, номер", "Unit, number"),
    FAR("unit_title_ru", "TEXT", TEXT, okr_unit, title.ru, "Единица", "Title of the unit",
        STEP(okr_indicator, unit, units)),
    REAL("baseline", baseline, "Исходное значение", "Baseline"),
    REAL("target", target.number, "План", "Target"),
    WORD("target_qualifier", target.qualifier, okr_qualifiers, "Оговорка к плану",
         "Qualifier of the target"),
    WORD("target_origin", target.origin, okr_origins, "Происхождение плана",
         "Origin of the target"),
    REAL("actual", actual.number, "Факт", "Actual"),
    WORD("actual_qualifier", actual.qualifier, okr_qualifiers, "Оговорка к факту",
         "Qualifier of the actual value"),
    WORD("actual_origin", actual.origin, okr_origins, "Происхождение факта",
         "Origin of the actual value"),
    REAL("percent", percent.number, "Процент", "Percent"),
    WORD("percent_kind", percent_kind, okr_percent_kinds, "Смысл процента",
         "Meaning of the percent"),
    WORD("percent_qualifier", percent.qualifier, okr_qualifiers, "Оговорка к проценту",
         "Qualifier of the percent"),
    WORD("percent_origin", percent.origin, okr_origins, "Происхождение процента",
         "Origin of the percent"),
    DATE("period_start", period_start, "Начало периода", "Start of the period"),
    DATE("period_end", period_end, "Конец периода", "End of the period"),
    FLAG("ascending", ascending, "Больше — лучше", "More is better"),
    WORD("aggregation", aggregation, okr_aggregations, "Сложение", "Aggregation"),
    FLAG("progress", progress, "Входит в ход работ", "Feeds physical progress"),
    TEXT("note", note, "Примечание", "Note"),
    TEXT("source_ref", source_ref, "Место в документе", "Place in the document"),
    ORIGIN,
};
#undef ROW

#define ROW okr_observation
static const okr_column observations[] = {
    MEASURE(okr_observation),
    TEXT("metric", metric, "Ряд", "Metric"),
    DATE("date", date, "Дата", "Date"),
    REAL("planned", planned, "План", "Planned"),
    REAL("actual", actual, "Факт", "Actual"),
    TEXT("source_ref", source_ref, "Место в документе", "Place in the document"),
    ORIGIN,
};
#undef ROW

#define ROW okr_milestone
static const okr_column milestones[] = {
    MEASURE(okr_milestone),
    TEXT("milestone", milestone, "Веха", "Milestone"),
    TEXT("title_ru", title_ru, "Название", "Title"),
    DATE("due", due, "Срок", "Due"),
    DATE("met", met, "Выполнена", "Met"),
    TEXT("status", status, "Состояние", "Status"),
    TEXT("source_ref", source_ref, "Место в документе", "Place in the document"),
    ORIGIN,
};
#undef ROW

#define ROW okr_finance
static const okr_column finance[] = {
    MEASURE(okr_finance),
    TEXT("funding_source", funding_source, "Источник финансирования", "Funding source"),
    YEAR("year", year, "Год", "Year"),
    REAL("planned", planned, "План", "Planned"),
    REAL("allocated", allocated, "Выделено", "Allocated"),
    REAL("spent", spent, "Исполнено", "Spent"),
    TEXT("unit", unit_code, "Единица как указана", "Unit as written"),
    REF("unit_fid", unit, "unit", "Единица, номер", "Unit, number"),
    TEXT("source_ref", source_ref, "Место в документе", "Place in the document"),
    ORIGIN,
};
#undef ROW

const okr_schema okr_schema_measure[] = {
    {.name = "measure", .title = {"Мероприятия", "Measures"},
     .note_ru = "Строки программы: мероприятия, их группы и части",
     .rows = TABLE_ROWS(measures), .quick = true, COLUMNS(measures)},
    {.name = "mention", .title = {"Упоминания", "Mentions"},
     .note_ru = "Где программа говорит о мероприятии", .load = OKR_LOAD_LAST,
     .rows = TABLE_ROWS(mentions), .quick = true, COLUMNS(mentions)},
    {.name = "location", .title = {"Места мероприятий", "Locations"},
     .note_ru = "Все места мероприятий: названные и с геометрией", .load = OKR_LOAD_LAST,
     .rows = TABLE_ROWS(locations), .quick = true, COLUMNS(locations)},
    {.name = "indicator", .title = {"Показатели", "Indicators"},
     .note_ru = "План, факт и проценты по мероприятиям", .load = OKR_LOAD_LAST,
     .rows = TABLE_ROWS(indicators), .quick = true, COLUMNS(indicators)},
    {.name = "observation", .title = {"Ряды наблюдений", "Observations"},
     .note_ru = "План и факт по датам", .load = OKR_LOAD_LAST,
     .rows = TABLE_ROWS(observations), .quick = true, COLUMNS(observations)},
    {.name = "milestone", .title = {"Вехи", "Milestones"},
     .note_ru = "Контрольные события мероприятий", .load = OKR_LOAD_LAST,
     .rows = TABLE_ROWS(milestones), .quick = true, COLUMNS(milestones)},
    {.name = "finance", .title = {"Финансирование", "Finance"},
     .note_ru = "Деньги по годам и источникам", .load = OKR_LOAD_LAST,
     .rows = TABLE_ROWS(finance), .quick = true, COLUMNS(finance)},
};
/* clang-format on */

const size_t okr_schema_measure_count =
    sizeof okr_schema_measure / sizeof okr_schema_measure[0];
