/* What linking and checking found. */
#include "store/columns.h"

/* clang-format off */
#define ROW okr_link
#define LINK_MEASURE \
    FAR("measure_id", "TEXT", TEXT, okr_measure, measure_id, "Мероприятие", "Measure", \
        STEP(okr_link, measure, measures)), \
    FAR("measure_title_ru", "TEXT", TEXT, okr_measure, title.ru, "Мероприятие, название", \
        "Title of the measure", STEP(okr_link, measure, measures)), \
    REF("location_fid", location, "location", "Место, номер", "Location, number"), \
    FAR("location_id", "TEXT", TEXT, okr_location, location_id, "Место", "Location", \
        STEP(okr_link, location, locations))
#define LINK_SHARE \
    WORD("method", method, okr_link_methods, "Способ", "Method"), \
    REAL("share", share, "Доля", "Share"), \
    REAL("length_m", length_m, "Длина, м", "Length, m"), \
    REAL("area_m2", area_m2, "Площадь, м²", "Area, m²"), \
    WORD("exactness", exactness, okr_exactnesses, "Точность места", "Exactness"), \
    WORD("basis", basis, okr_bases, "Основание", "Basis")

static const okr_column inside[] = {
    REF("base_id", measure, "measure", "Мероприятие, номер", "Measure, number"),
    REF("related_id", municipality, "municipality", "Муниципальное образование, номер",
        "Municipality, number"),
    LINK_MEASURE,
    FAR("oktmo", "TEXT", TEXT, okr_municipality, oktmo, "ОКТМО", "OKTMO",
        STEP(okr_link, municipality, municipalities)),
    FAR("municipality_ru", "TEXT", TEXT, okr_municipality, name_ru, "Муниципальное образование",
        "Municipality", STEP(okr_link, municipality, municipalities)),
    LINK_SHARE,
};

static const okr_column outside[] = {
    REF("measure_fid", measure, "measure", "Мероприятие, номер", "Measure, number"),
    LINK_MEASURE,
    LINK_SHARE,
};
#undef ROW

#define ROW okr_indicator
static const okr_column of_indicators[] = {
    REF("base_id", measure, "measure", "Мероприятие, номер", "Measure, number"),
    {.name = "related_id", .sql = "INTEGER", .references = "indicator",
     .title = {"Показатель, номер", "Indicator, number"}, .field = OKR_FIELD_SELF},
};
#undef ROW

#define ROW okr_location
static const okr_column of_locations[] = {
    REF("base_id", measure, "measure", "Мероприятие, номер", "Measure, number"),
    {.name = "related_id", .sql = "INTEGER", .references = "location",
     .title = {"Место, номер", "Location, number"}, .field = OKR_FIELD_SELF},
};
#undef ROW

#define ROW okr_balance_row
static const okr_column balance[] = {
    REF("measure_fid", measure, "measure", "Мероприятие, номер", "Measure, number"),
    FAR("measure_id", "TEXT", TEXT, okr_measure, measure_id, "Мероприятие", "Measure",
        STEP(okr_balance_row, measure, measures)),
    WORD("quantity", quantity, okr_quantity_kinds, "Величина", "Quantity"),
    REF("indicator_fid", indicator, "indicator", "Показатель, номер", "Indicator, number"),
    FAR("indicator", "TEXT", TEXT, okr_indicator, code, "Показатель", "Indicator",
        STEP(okr_balance_row, indicator, indicators)),
    REAL("inside", part[OKR_BALANCE_INSIDE], "В одном образовании", "Inside one municipality"),
    REAL("split", part[OKR_BALANCE_SPLIT], "Разделено", "Split"),
    REAL("not_split", part[OKR_BALANCE_NOT_SPLIT], "Без разбивки", "Not split"),
    REAL("territory", part[OKR_BALANCE_TERRITORY], "Территория", "Territory"),
    REAL("region", part[OKR_BALANCE_REGION], "Регион", "Region"),
    REAL("outside", part[OKR_BALANCE_OUTSIDE], "За пределами", "Outside"),
    REAL("unplaced", part[OKR_BALANCE_UNPLACED], "Место неизвестно", "Unplaced"),
    REAL("below_threshold", part[OKR_BALANCE_BELOW_THRESHOLD], "Ниже порога",
         "Below threshold"),
    REAL("total", total, "Всего", "Total"),
};
#undef ROW

#define ROW okr_statistic_line
#define COUNTED(name, member, ru, en) {FIELD(name, "INTEGER", FLAG_MAYBE, member, ru, en)}
static const okr_column statistics[] = {
    TEXT("by", by, "Разрез", "Cut by"),
    TEXT("code", code, "Код", "Code"),
    TEXT("title_ru", title_ru, "Название", "Title"),
    TEXT("by2", by2, "Второй разрез", "Second cut by"),
    TEXT("code2", code2, "Второй код", "Second code"),
    TEXT("title2_ru", title2_ru, "Второе название", "Second title"),
    WORD("statistic", statistic, okr_statistics, "Показатель", "Statistic"),
    WORD_TITLE("statistic_title_ru", statistic, okr_statistics, "Показатель, название",
               "Title of the statistic"),
    TEXT("indicator", indicator, "Код величины", "Code of the quantity"),
    TEXT("indicator_ru", indicator_ru, "Величина", "Quantity"),
    TEXT("kind", kind, "Вид мероприятий", "Kind of measures"),
    TEXT("unit", unit, "Единица", "Unit"),
    TEXT("period", period, "Период", "Period"),
    REAL("value", value, "Значение", "Value"),
    WORD("mark", mark, okr_marks, "Знак", "Mark"),
    REAL("low", low, "Не менее", "At least"),
    REAL("high", high, "Не более", "At most"),
    COUNTED("n_known", n_known, "Известно", "Known"),
    COUNTED("n_total", n_total, "Всего", "In all"),
    WORD("method", method, okr_stat_methods, "Способ", "Method"),
    WORD("origin", origin, okr_origins, "Происхождение", "Origin"),
};
#undef ROW

#define ROW okr_finding
static const okr_column findings[] = {
    TEXT("code", code, "Код замечания", "Code of the finding"),
    WORD("severity", severity, okr_severities, "Важность", "Severity"),
    TEXT("table_name", table, "Таблица", "Table"),
    TEXT("item", item, "Запись", "Record"),
    TEXT("column_name", column, "Колонка", "Column"),
    TEXT("value", value, "Значение", "Value"),
    TEXT("message_ru", message.ru, "Замечание", "Message in Russian"),
    TEXT("message_en", message.en, "Замечание по-английски", "Message in English"),
    ORIGIN,
};
#undef ROW
/* clang-format on */

static bool is_inside(const void *row)
{
    return ((const okr_link *)row)->municipality >= 0;
}

static bool is_outside(const void *row)
{
    return !is_inside(row);
}

static bool has_measure(const void *row)
{
    return ((const okr_indicator *)row)->measure >= 0;
}

static bool is_of_measure(const void *row)
{
    return ((const okr_location *)row)->measure >= 0;
}

/* clang-format off */
const okr_schema okr_schema_link[] = {
    {.name = "measure_municipality",
     .title = {"Мероприятия и муниципальные образования", "Measures and municipalities"},
     .note_ru = "Какая доля какого места лежит в каком муниципальном образовании",
     .load = OKR_LOAD_LAST, .rows = TABLE_ROWS(links), .keep = is_inside, .quick = true,
     COLUMNS(inside)},
    {.name = "measure_outside",
     .title = {"Части мероприятий вне границ", "Parts of measures outside"},
     .note_ru = "Части мест, которые не лежат ни в одном муниципальном образовании",
     .load = OKR_LOAD_LAST, .rows = TABLE_ROWS(links), .keep = is_outside, .quick = true,
     COLUMNS(outside)},
    {.name = "measure_indicator",
     .title = {"Мероприятия и показатели", "Measures and indicators"},
     .note_ru = "Связь мероприятий с показателями", .load = OKR_LOAD_NOT,
     .rows = TABLE_ROWS(indicators), .keep = has_measure, COLUMNS(of_indicators)},
    {.name = "measure_location", .title = {"Мероприятия и места", "Measures and locations"},
     .note_ru = "Связь мероприятий с местами", .load = OKR_LOAD_NOT,
     .rows = TABLE_ROWS(locations), .keep = is_of_measure, COLUMNS(of_locations)},
    {.name = "balance", .title = {"Баланс", "Balance"},
     .note_ru = "Как каждая величина каждого мероприятия разложена по размещению",
     .load = OKR_LOAD_LAST, .rows = TABLE_ROWS(balance), COLUMNS(balance)},
    {.name = "statistic", .title = {"Статистика", "Statistics"},
     .note_ru = "Показатели по территориям, контурам, видам, статусам и годам",
     .load = OKR_LOAD_NOT, .rows = offsetof(okr_facts, statistics), .found = true,
     COLUMNS(statistics)},
    {.name = "finding", .title = {"Замечания к данным", "Findings"},
     .note_ru = "Что в источниках неверно или сомнительно",
     .load = OKR_LOAD_LAST, .rows = TABLE_ROWS(findings), .quick = true, COLUMNS(findings)},
};
/* clang-format on */

const size_t okr_schema_link_count = sizeof okr_schema_link / sizeof okr_schema_link[0];
