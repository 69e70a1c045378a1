/* Who is within reach. */
#include "store/columns.h"

/* clang-format off */
#define ROW okr_service_share
#define WHOLE(name, member, ru, en) {FIELD(name, "INTEGER", REAL, member, ru, en)}
static const okr_column shares[] = {
    WORD("territory", of, okr_service_ofs, "Вид территории", "Kind of territory"),
    TEXT("code", code, "Код территории", "Code of the territory"),
    TEXT("title_ru", title_ru, "Территория", "Territory"),
    REF("municipality_fid", municipality, "municipality", "Муниципальное образование, номер",
        "Municipality, number"),
    REF("agglomeration_fid", agglomeration, "agglomeration", "Агломерация, номер",
        "Agglomeration, number"),
    CHOICE("kind", kind_code, "kind", "Вид мероприятий, пусто — все", "Kind, empty: all"),
    FAR("kind_title_ru", "TEXT", TEXT, okr_kind, title.ru, "Вид, название",
        "Title of the kind", STEP(okr_service_share, kind, kinds)),
    REF("kind_fid", kind, "kind", "Вид, номер", "Kind, number"),
    REAL("distance_m", distance_m, "Радиус обслуживания, м", "Service distance, m"),
    REAL("area_m2", area_m2, "Площадь, м²", "Area, m²"),
    REAL("area_low", area_low, "Обслужено площади, не менее", "Area served, at least"),
    REAL("area_high", area_high, "Обслужено площади, не более", "Area served, at most"),
    REAL("population", population, "Население, чел.", "Population"),
    REAL("population_low", population_low, "Обслужено населения, не менее",
         "Population served, at least"),
    REAL("population_high", population_high, "Обслужено населения, не более",
         "Population served, at most"),
    WORD("population_basis", basis, okr_people_bases, "Как посчитано население",
         "How people were counted"),
    WHOLE("n_settlements", settlements, "Населённых пунктов", "Settlements"),
    WHOLE("n_certain", settlements_certain, "Обслужено населённых пунктов",
          "Settlements served"),
    WHOLE("n_possible", settlements_possible, "Возможно обслужено населённых пунктов",
          "Settlements possibly served"),
    WHOLE("n_not_placed", settlements_unplaced, "Населённых пунктов без места",
          "Settlements without a place"),
    WHOLE("n_serving", serving, "Обслуживают мероприятий", "Measures that serve"),
    WHOLE("n_region", region, "Рядом: на весь регион", "Beside: of the whole region"),
    WHOLE("n_territory", territory, "Рядом: на агломерации и территории",
          "Beside: of agglomerations and territories"),
    WHOLE("n_unplaced", unplaced, "Рядом: место не известно", "Beside: place not known"),
    FLAG("exceeds", exceeds, "В населённых пунктах людей больше, чем в территории",
         "Settlements have more people than the territory"),
    FLAG("other_year", other_year, "Население разных лет", "Populations of different years"),
    FLAG("incomplete", incomplete, "Состав неполон", "Members not complete"),
    WORD("method", method, okr_service_methods, "Способ", "Method"),
};
#undef ROW

#define ROW okr_settlement_service
static const okr_column services[] = {
    REF("settlement_fid", settlement, "settlement", "Населённый пункт, номер",
        "Settlement, number"),
    FAR("settlement_id", "TEXT", TEXT, okr_settlement, settlement_id, "Населённый пункт",
        "Settlement", STEP(okr_settlement_service, settlement, settlements)),
    FAR("name_ru", "TEXT", TEXT, okr_settlement, name_ru, "Наименование", "Name",
        STEP(okr_settlement_service, settlement, settlements)),
    REF("kind_fid", kind, "kind", "Вид, номер", "Kind, number"),
    FAR("kind", "TEXT", TEXT, okr_kind, code, "Вид мероприятий", "Kind",
        STEP(okr_settlement_service, kind, kinds)),
    FAR("kind_title_ru", "TEXT", TEXT, okr_kind, title.ru, "Вид, название",
        "Title of the kind", STEP(okr_settlement_service, kind, kinds)),
    WORD("served", state, okr_served_states, "Обслужен", "Served"),
    REAL("distance_m", distance_m, "Радиус обслуживания, м", "Service distance, m"),
};
#undef ROW

const okr_schema okr_schema_service[] = {
    {.name = "served_share", .title = {"Доля обслуженного", "Served share"},
     .note_ru = "Доли площади, населения и населённых пунктов в радиусе обслуживания, от и до",
     .load = OKR_LOAD_LAST, .rows = TABLE_ROWS(shares), COLUMNS(shares)},
    {.name = "settlement_service", .title = {"Населённые пункты в радиусе обслуживания",
                                             "Settlements within reach"},
     .note_ru = "Какие виды мероприятий обслуживают какие населённые пункты",
     .load = OKR_LOAD_LAST, .rows = TABLE_ROWS(services), COLUMNS(services)},
};
/* clang-format on */

const size_t okr_schema_service_count =
    sizeof okr_schema_service / sizeof okr_schema_service[0];
