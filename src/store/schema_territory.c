/* Territories. */
#include "store/columns.h"

/* clang-format off */
#define ROW okr_municipality
static const okr_column municipalities[] = {
    SHAPE("MULTIPOLYGON", polygon),
    TEXT("oktmo", oktmo, "ОКТМО", "OKTMO"),
    TEXT("name_ru", name_ru, "Наименование", "Name"),
    TEXT("name_short_ru", name_short_ru, "Краткое наименование", "Short name"),
    TEXT("name_en", name_en, "Наименование по-английски", "Name in English"),
    WORD_MAYBE("type", type, okr_municipality_types, "Вид образования", "Type"),
    TEXT("type_word", type_word, "Вид образования как указан", "Type as written"),
    TEXT("admin_centre", admin_centre, "Административный центр", "Administrative centre"),
    REAL("centre_lon", centre_lon, "Долгота центра, °", "Longitude of the centre, °"),
    REAL("centre_lat", centre_lat, "Широта центра, °", "Latitude of the centre, °"),
    REAL("area_m2", area_m2, "Площадь по границам, м²", "Area of the polygon, m²"),
    REAL("area_official_km2", area_official_km2, "Площадь официальная, км²",
         "Official area, km²"),
    TEXT("area_basis", area_basis, "Основание площади", "Basis of the area"),
    REAL("population", population, "Население, чел.", "Population"),
    YEAR("population_year", population_year, "Год населения", "Year of the population"),
    TERRITORY_FACTS(MUNICIPALITY),
    TEXT("oktmo_basis", oktmo_basis, "Основание кода", "Basis of the code"),
    TEXT("oktmo_former", oktmo_former, "Прежний ОКТМО", "Former OKTMO"),
    DATE("valid_from", valid_from, "Действует с", "Valid from"),
    DATE("valid_to", valid_to, "Действует по", "Valid to"),
    TEXT("successor", successor, "Преемник, ОКТМО", "Successor, OKTMO"),
    TEXT("source", source, "Источник", "Source"),
    TEXT("note", note, "Примечание", "Note"),
    ORIGIN,
};
#undef ROW

#define ROW okr_municipal_change
static const okr_column changes[] = {
    TEXT("from_oktmo", from_oktmo, "Прежний ОКТМО", "Former OKTMO"),
    TEXT("to_oktmo", to_oktmo, "Новый ОКТМО", "New OKTMO"),
    DATE("date", date, "Дата", "Date"),
    WORD("kind", kind, okr_change_kinds, "Вид преобразования", "Kind of change"),
    REAL("portion", portion, "Перешедшая доля", "Portion that went over"),
    TEXT("source", source, "Источник", "Source"),
    ORIGIN,
};
#undef ROW

#define ROW okr_agglomeration
static const okr_column agglomerations[] = {
    {.name = "geom", .sql = "MULTIPOLYGON", .title = {"Геометрия", "Geometry"},
     .field = OKR_FIELD_EXTRA},
    TEXT("agglomeration", code, "Код", "Code"),
    TITLES(title),
    FLAG("members_complete", members_complete, "Состав полный", "Membership list is complete"),
    TERRITORY_FACTS(AGGLOMERATION),
    DATE("as_of", as_of, "По состоянию на", "As of"),
    TEXT("source", source, "Источник", "Source"),
    ORIGIN,
};
#undef ROW

#define ROW okr_agglomeration_member
static const okr_column members[] = {
    TEXT("agglomeration", agglomeration_code, "Агломерация", "Agglomeration"),
    TEXT("oktmo", oktmo, "ОКТМО", "OKTMO"),
    FAR("municipality_ru", "TEXT", TEXT, okr_municipality, name_ru, "Муниципальное образование",
        "Municipality", STEP(okr_agglomeration_member, municipality, municipalities)),
    WORD("role", role, okr_member_roles, "Роль", "Role"),
    TEXT("attestation", attestation, "Подтверждение", "Attestation"),
    DATE("valid_from", valid_from, "Действует с", "Valid from"),
    DATE("valid_to", valid_to, "Действует по", "Valid to"),
    ORIGIN,
};
#undef ROW

#define ROW okr_settlement
static const okr_column settlements[] = {
    {FIELD("geom", "POINT", POINT, lon, "Геометрия", "Geometry")},
    TEXT("settlement_id", settlement_id, "Идентификатор", "Identifier"),
    TEXT("name_ru", name_ru, "Наименование", "Name"),
    TEXT("kind", kind, "Вид населённого пункта", "Kind of settlement"),
    TEXT("municipality", municipality_code, "ОКТМО муниципального образования",
         "OKTMO of the municipality"),
    FAR("municipality_ru", "TEXT", TEXT, okr_municipality, name_ru, "Муниципальное образование",
        "Municipality", STEP(okr_settlement, municipality, municipalities)),
    TEXT("part_of", part_of_id, "Часть города", "Part of the town"),
    REAL("population", population, "Население, чел.", "Population"),
    YEAR("population_year", population_year, "Год населения", "Year of the population"),
    WORD("served", served, okr_served_states, "Обслужен", "Served"),
    TEXT("oktmo11", oktmo11, "ОКТМО, 11 знаков", "OKTMO, 11 digits"),
    TEXT("oktmo_former", oktmo_former, "Прежний ОКТМО", "Former OKTMO"),
    REAL("lon", lon, "Долгота, °", "Longitude, °"),
    REAL("lat", lat, "Широта, °", "Latitude, °"),
    REAL("accuracy_m", accuracy_m, "Точность, м", "Accuracy, m"),
    TEXT("coord_kind", coord_kind, "Происхождение координат", "Kind of coordinates"),
    TEXT("source", source, "Источник", "Source"),
    TEXT("note", note, "Примечание", "Note"),
    ORIGIN,
};
#undef ROW

const okr_schema okr_schema_territory[] = {
    {.name = "municipality", .title = {"Муниципальные образования", "Municipalities"},
     .note_ru = "Границы, население и главные показатели муниципальных образований",
     .geometry = "MULTIPOLYGON", .rows = TABLE_ROWS(municipalities), COLUMNS(municipalities)},
    {.name = "municipal_change", .title = {"Преобразования муниципальных образований",
                                           "Municipal changes"},
     .note_ru = "Объединения, разделения и переименования с датами",
     .rows = TABLE_ROWS(changes), COLUMNS(changes)},
    {.name = "agglomeration", .title = {"Агломерации", "Agglomerations"},
     .note_ru = "Объединённые территории участников агломераций",
     .geometry = "MULTIPOLYGON", .rows = TABLE_ROWS(agglomerations), COLUMNS(agglomerations)},
    {.name = "agglomeration_member", .title = {"Состав агломераций", "Agglomeration members"},
     .note_ru = "Какие муниципальные образования входят в агломерации",
     .rows = TABLE_ROWS(members), COLUMNS(members)},
    {.name = "settlement", .title = {"Населённые пункты", "Settlements"},
     .note_ru = "Населённые пункты с населением",
     .geometry = "POINT", .rows = TABLE_ROWS(settlements), COLUMNS(settlements)},
};
/* clang-format on */

const size_t okr_schema_territory_count =
    sizeof okr_schema_territory / sizeof okr_schema_territory[0];
