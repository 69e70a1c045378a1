/* Locations with geometry as layers: each carries what a map needs, so that no join is wanted.
 */
#include "store/columns.h"

/* clang-format off */
#define MEASURES STEP(okr_location, measure, measures)
#define KINDS    STEP(okr_measure, kind, kinds)
#define ROW okr_location

#define DRAWN(name_, ru, en) \
    {.name = name_, .sql = "REAL", .title = {ru, en}, .field = OKR_FIELD_EXTRA}

#define LAYER_COLUMNS(type) \
    {.name = "geom", .sql = type, .title = {"Геометрия", "Geometry"}, \
     .field = OKR_FIELD_EXTRA}, \
    {.name = "location_fid", .sql = "INTEGER", .title = {"Место, номер", "Location, number"}, \
     .field = OKR_FIELD_SELF, .references = "location"}, \
    TEXT("location_id", location_id, "Место", "Location"), \
    TEXT("measure_id", measure_id, "Мероприятие", "Measure"), \
    FAR("title_ru", "TEXT", TEXT, okr_measure, title.ru, "Название", "Title in Russian", \
        MEASURES), \
    FAR("title_en", "TEXT", TEXT, okr_measure, title.en, "Название по-английски", \
        "Title in English", MEASURES), \
    FAR_WORD("role", okr_measure, role, okr_roles, "Роль строки", "Role of the row", MEASURES), \
    {.name = "kind", .sql = "TEXT", .title = {"Вид", "Kind"}, .field = OKR_FIELD_TEXT, \
     .domain_table = "kind", .offset = offsetof(okr_measure, kind_code), .hops = {MEASURES}}, \
    FAR("kind_title_ru", "TEXT", TEXT, okr_kind, title.ru, "Вид, название", \
        "Title of the kind", MEASURES, KINDS), \
    FAR("kind_group", "TEXT", TEXT, okr_kind, group_code, "Группа видов", "Group of kinds", \
        MEASURES, KINDS), \
    FAR("kind_group_title_ru", "TEXT", TEXT, okr_kind, title.ru, "Группа видов, название", \
        "Title of the group of kinds", MEASURES, KINDS, STEP(okr_kind, parent, kinds)), \
    {.name = "status", .sql = "TEXT", .title = {"Статус", "Status"}, .field = OKR_FIELD_TEXT, \
     .domain_table = "status", .offset = offsetof(okr_measure, status_code), \
     .hops = {MEASURES}}, \
    FAR("status_title_ru", "TEXT", TEXT, okr_status_word, title.ru, "Статус, название", \
        "Title of the status", MEASURES, STEP(okr_measure, status, statuses)), \
    FAR_WORD("lifecycle", okr_measure, lifecycle, okr_lifecycles, "Стадия", "Lifecycle", \
             MEASURES), \
    FAR_WORD_TITLE("lifecycle_title_ru", okr_measure, lifecycle, okr_lifecycles, \
                   "Стадия, название", "Title of the lifecycle", MEASURES), \
    FAR("planned_end", "TEXT", DATE, okr_measure, planned_end, "Окончание по плану", \
        "Planned end", MEASURES), \
    FAR("actual_end", "TEXT", DATE, okr_measure, actual_end, "Окончание фактическое", \
        "Actual end", MEASURES), \
    FAR("municipality_ru", "TEXT", TEXT, okr_municipality, name_ru, \
        "Муниципальное образование", "Municipality", \
        STEP(okr_location, municipality, municipalities)), \
    FACT("placement", "TEXT", WORD, placement, &okr_placements, "Размещение", "Placement", MEASURES), \
    FACT("placement_title_ru", "TEXT", WORD_TITLE, placement, &okr_placements, \
         "Размещение, название", "Title of the placement", MEASURES), \
    FACT("drawn", "TEXT", WORD, drawn, &okr_drawings, "Знак на карте", "How maps draw it", MEASURES), \
        FACT("approximate", "BOOLEAN", FLAG, approximate, NULL, "Место приблизительное", \
         "The place is approximate", MEASURES), \
    FACT("progress", "REAL", REAL, progress, NULL, "Ход работ, доля", "Physical progress", MEASURES), \
    FACT("progress_way", "TEXT", WORD, progress_way, &okr_progress_ways, \
         "Как найден ход работ", "How progress was found", MEASURES), \
    FACT("achievement", "REAL", REAL, achievement, NULL, "Выполнение показателей, доля", \
         "Achievement of its indicators", MEASURES), \
    FACT("planned_value", "REAL", REAL, planned, NULL, "План на дату состояния, доля", \
         "Planned value at the status date", MEASURES), \
    FACT("overdue", "BOOLEAN", FLAG_MAYBE, overdue, NULL, "Просрочено", "Overdue", MEASURES), \
    WORD("exactness", exactness, okr_exactnesses, "Точность места", "Exactness"), \
    REAL("accuracy_m", accuracy_m, "Точность, м", "Accuracy, m"), \
    WORD("basis", basis, okr_bases, "Основание", "Basis"), \
    WORD_TITLE("basis_title_ru", basis, okr_bases, "Основание, название", \
               "Title of the basis"), \
    WORD("location_class", location_class, okr_location_classes, "Класс места", \
         "Class of location"), \
    WORD("reach", reach, okr_reaches, "Что размещено", "Reach"), \
    FLAG("display_only", display_only, "Только для рисования", "For drawing only"), \
    DRAWN("length_m", "Длина, м", "Length, m"), \
    DRAWN("area_m2", "Площадь, м²", "Area, m²"), \
    DRAWN("share", "Доля внутри границ", "Share inside the boundaries"), \
    FLAG("cut", cut, "Обрезано по границе выборки", "Cut at the border of the extract"), \
    TEXT("site_id", site_id, "Объект", "Site"), \
    TEXT("geometry_source", geometry_source, "Источник геометрии", "Source of the geometry"), \
    DATE("geometry_date", geometry_date, "Дата геометрии", "Date of the geometry"), \
    TEXT("note", note, "Примечание", "Note")

static const okr_column points[] = {LAYER_COLUMNS("POINT")};
static const okr_column lines[] = {LAYER_COLUMNS("MULTILINESTRING")};
static const okr_column areas[] = {LAYER_COLUMNS("MULTIPOLYGON")};

const okr_schema okr_schema_layer[] = {
    {.name = "location_point", .title = {"Места: точки", "Locations: points"},
     .note_ru = "Места мероприятий, заданные точками", .geometry = "POINT",
     .shape = OKR_SHAPE_POINT, .load = OKR_LOAD_LAST, .rows = OKR_ROWS_NONE, COLUMNS(points)},
    {.name = "location_line", .title = {"Места: линии", "Locations: lines"},
     .note_ru = "Места мероприятий, заданные линиями", .geometry = "MULTILINESTRING",
     .shape = OKR_SHAPE_LINE, .load = OKR_LOAD_LAST, .rows = OKR_ROWS_NONE, COLUMNS(lines)},
    {.name = "location_area", .title = {"Места: площади", "Locations: areas"},
     .note_ru = "Места мероприятий, заданные контурами", .geometry = "MULTIPOLYGON",
     .shape = OKR_SHAPE_AREA, .load = OKR_LOAD_LAST, .rows = OKR_ROWS_NONE, COLUMNS(areas)},
};
/* clang-format on */

const size_t okr_schema_layer_count = sizeof okr_schema_layer / sizeof okr_schema_layer[0];
