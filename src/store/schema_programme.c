/* The programme itself and its classifiers. */
#include "store/columns.h"

/* clang-format off */
#define ROW okr_programme
static const okr_column programme[] = {
    {.name = "workspace_format", .sql = "INTEGER", .field = OKR_FIELD_CONSTANT,
     .title = {"Версия формата", "Version of the format"}, .offset = OKR_WORKSPACE_FORMAT},
    TITLES(title),
    TEXT("region_ru", region.ru, "Регион", "Region in Russian"),
    TEXT("region_en", region.en, "Регион по-английски", "Region in English"),
    TEXT("region_aliases", region_aliases, "Другие названия региона", "Other names of the region"),
    DATE("period_start", period_start, "Начало отчётного периода", "Start of the period"),
    DATE("period_end", period_end, "Конец отчётного периода", "End of the period"),
    DATE("status_date", status_date, "Дата состояния", "Status date"),
    DATE("as_of", as_of, "Муниципальные образования на дату", "Municipalities as of"),
    TEXT("extract_ru", extract.ru, "Выборка", "Extract in Russian"),
    TEXT("extract_en", extract.en, "Выборка по-английски", "Extract"),
    TEXT("crs", crs, "Система координат", "Coordinate system"),
    TEXT("boundary_name_ru", boundary_set.name.ru, "Набор границ", "Boundary set in Russian"),
    TEXT("boundary_name_en", boundary_set.name.en, "Набор границ по-английски",
         "Boundary set in English"),
    PATH("boundary_path", boundary_set.path, "Файл границ", "File of the boundaries"),
    TEXT("boundary_source", boundary_set.source, "Источник границ", "Source of the boundaries"),
    TEXT("boundary_licence", boundary_set.licence, "Лицензия границ",
         "Licence of the boundaries"),
    DATE("boundary_date", boundary_set.date, "Дата границ", "Date of the boundaries"),
    FLAG("boundary_approximate", boundary_set.approximate, "Границы приблизительные",
         "Boundaries are approximate"),
    REAL("boundary_area_m2", boundary_set.total_area_m2, "Площадь в границах, м²",
         "Area inside the boundaries, m²"),
    PATH("population_raster", population_raster, "Растр населения", "Population raster"),
};
#undef ROW

#define ROW okr_source_file
static const okr_column sources[] = {
    TEXT("table_name", table, "Таблица", "Table"),
    PATH("path", path, "Файл", "File"),
    TEXT("layer", layer, "Слой", "Layer"),
    DATE("status_date", status_date, "Дата состояния", "Status date"),
};
#undef ROW

#define ROW okr_attribution
static const okr_column attributions[] = {
    TEXT("what", what, "Что", "What"),
    TEXT("source", source, "Источник", "Source"),
    TEXT("licence", licence, "Лицензия", "Licence"),
};
#undef ROW

#define ROW okr_context_layer
static const okr_column context_layers[] = {
    TITLES(title),
    PATH("path", path, "Файл", "File"),
    TEXT("layer", layer, "Слой", "Layer"),
    TEXT("style", style, "Стиль", "Style"),
    TEXT("source", source, "Источник и лицензия", "Source and licence"),
};
#undef ROW

#define ROW okr_accuracy_default
static const okr_column accuracies[] = {
    WORD("location_class", location_class, okr_location_classes, "Класс места",
         "Class of location"),
    REAL("accuracy_m", accuracy_m, "Точность, м", "Accuracy, m"),
};
#undef ROW

#define ROW okr_allocation_rule
static const okr_column allocations[] = {
    TEXT("indicator", indicator, "Показатель", "Indicator"),
    TEXT("rule", rule, "Правило распределения", "Allocation rule"),
};
#undef ROW

#define ROW okr_report_setting
static const okr_column report_tables[] = {
    TEXT("table_code", table, "Код таблицы", "Code of the table"),
    TEXT("like_code", like, "По образцу", "Form taken from"),
    TITLES(title),
    TEXT("kind", kind, "Виды", "Kinds"),
    TEXT("indicator", indicator, "Показатели", "Indicators"),
    TEXT("unit", unit, "Единицы", "Units"),
    TEXT("nature", nature, "Характер", "Natures"),
    FLAG("omit", omit, "Не включать", "Left out"),
};
#undef ROW

#define ROW okr_kind
static const okr_column kinds[] = {
    TEXT("kind", code, "Код вида", "Code of the kind"),
    TEXT("kind_group", group_code, "Группа видов", "Group of kinds"),
    TITLES(title),
    TEXT("sector", sector, "Отрасль (OC4IDS)", "Sector (OC4IDS)"),
    WORD("geometry_usual", shape, okr_shapes, "Обычная геометрия", "Usual geometry"),
    REAL("service_distance_m", service_distance_m, "Радиус обслуживания, м",
         "Service distance, m"),
    TEXT("class_code", class_code, "Код класса объекта", "Code of the object class"),
    TEXT("class_order", class_order, "Приказ, которым введён код", "Order that sets the code"),
    TEXT("symbol", symbol, "Знак", "Symbol"),
    TEXT("colour", colour, "Цвет", "Colour"),
    ORIGIN,
};
#undef ROW

#define ROW okr_status_word
static const okr_column statuses[] = {
    TEXT("status", code, "Код статуса", "Code of the status"),
    TITLES(title),
    WORD("lifecycle", lifecycle, okr_lifecycles, "Стадия", "Lifecycle"),
    FLAG("counts_in_progress", counts_in_progress, "Входит в расчёт хода работ",
         "Counts in progress"),
    ORIGIN,
};
#undef ROW

#define ROW okr_unit
static const okr_column units[] = {
    TEXT("unit", code, "Код единицы", "Code of the unit"),
    TEXT("okei", okei, "Код ОКЕИ", "OKEI code"),
    TITLES(title),
    TEXT("base_unit", base_unit, "Единица сложения", "Unit of sums"),
    REAL("factor", factor, "Множитель", "Factor"),
    TEXT("spellings", spellings, "Написания", "Spellings"),
    ORIGIN,
};
#undef ROW

#define ROW okr_contour
static const okr_column contours[] = {
    TEXT("contour", contour, "Контур", "Contour"),
    TEXT("priority", priority, "Приоритет", "Priority"),
    TITLES(title),
    ORIGIN,
};
#undef ROW

#define ROW okr_document
static const okr_column documents[] = {
    TEXT("document", code, "Код документа", "Code of the document"),
    TITLES(title),
    TEXT("publisher", publisher, "Издатель", "Publisher"),
    DATE("date", date, "Дата", "Date"),
    DATE("status_date", status_date, "Дата состояния", "Status date"),
    TEXT("url", url, "Адрес", "Address"),
    TEXT("note", note, "Примечание", "Note"),
    ORIGIN,
};
#undef ROW

const okr_schema okr_schema_programme[] = {
    {.name = "programme", .title = {"Программа", "Programme"},
     .note_ru = "Одна строка: название, период, дата состояния, набор границ",
     .rows = OKR_ROWS_PROGRAMME, COLUMNS(programme)},
    {.name = "source", .title = {"Файлы источников", "Source files"},
     .note_ru = "Файлы папки программы, из которых собрано рабочее пространство",
     .rows = TABLE_ROWS(sources), COLUMNS(sources)},
    {.name = "attribution", .title = {"Указание источников и лицензий", "Attributions"},
     .note_ru = "Что, откуда и на каких условиях взято; печатается на картах",
     .rows = TABLE_ROWS(attributions), COLUMNS(attributions)},
    {.name = "context_layer", .title = {"Слои подложки", "Context layers"},
     .note_ru = "Слои, которые только рисуются под картой",
     .rows = TABLE_ROWS(context_layers), COLUMNS(context_layers)},
    {.name = "accuracy_default", .title = {"Точность по умолчанию", "Default accuracies"},
     .note_ru = "Точность места, если она не указана, по классам мест",
     .rows = TABLE_ROWS(accuracies), COLUMNS(accuracies)},
    {.name = "allocation_rule", .title = {"Правила распределения", "Allocation rules"},
     .note_ru = "Как делить то, что программа не делит; результат помечается как расчётный",
     .rows = TABLE_ROWS(allocations), COLUMNS(allocations)},
    {.name = "report_table", .title = {"Таблицы отчёта", "Tables of the report"},
     .note_ru = "Таблицы сводного отчёта, которые программа меняет или добавляет",
     .rows = TABLE_ROWS(report_tables), COLUMNS(report_tables)},
    {.name = "kind", .title = {"Виды мероприятий", "Kinds of measures"},
     .note_ru = "Классификатор видов, дерево по колонке kind_group",
     .rows = TABLE_ROWS(kinds), COLUMNS(kinds)},
    {.name = "status", .title = {"Статусы", "Statuses"},
     .note_ru = "Слова программы о состоянии и стадия, которой они отвечают",
     .rows = TABLE_ROWS(statuses), COLUMNS(statuses)},
    {.name = "unit", .title = {"Единицы измерения", "Units"},
     .note_ru = "Единицы измерения, их коды ОКЕИ и написания",
     .rows = TABLE_ROWS(units), COLUMNS(units)},
    {.name = "contour", .title = {"Контуры и приоритеты", "Contours and priorities"},
     .note_ru = "Классификатор стратегии: контуры и приоритеты",
     .rows = TABLE_ROWS(contours), COLUMNS(contours)},
    {.name = "document", .title = {"Документы", "Documents"},
     .note_ru = "Документы, из которых взяты сведения",
     .rows = TABLE_ROWS(documents), COLUMNS(documents)},
};
/* clang-format on */

const size_t okr_schema_programme_count =
    sizeof okr_schema_programme / sizeof okr_schema_programme[0];
