/** @file
 * Shorthand for the column tables of schema_*.c. Define ROW as the struct of a row before use.
 */
#ifndef OKR_STORE_COLUMNS_H
#define OKR_STORE_COLUMNS_H

#include "store/facts.h"
#include "store/schema.h"

/* clang-format off */
#define FIELD(name_, sql_, kind_, member_, ru_, en_) \
    .name = name_, .sql = sql_, .title = {ru_, en_}, .field = OKR_FIELD_##kind_, \
    .offset = offsetof(ROW, member_)

#define TEXT(name, member, ru, en)  {FIELD(name, "TEXT", TEXT, member, ru, en)}
#define PATH(name, member, ru, en)  {FIELD(name, "TEXT", PATH, member, ru, en)}
#define REAL(name, member, ru, en)  {FIELD(name, "REAL", REAL, member, ru, en)}
#define YEAR(name, member, ru, en)  {FIELD(name, "INTEGER", YEAR, member, ru, en)}
#define LONG(name, member, ru, en)  {FIELD(name, "INTEGER", LONG, member, ru, en)}
#define FLAG(name, member, ru, en)  {FIELD(name, "BOOLEAN", FLAG, member, ru, en)}
#define DATE(name, member, ru, en)  {FIELD(name, "TEXT", DATE, member, ru, en)}
#define FIRST(name, member, ru, en) {FIELD(name, "DATE", FIRST_DAY, member, ru, en)}
#define LAST(name, member, ru, en)  {FIELD(name, "DATE", LAST_DAY, member, ru, en)}
#define WORD(name, member, list, ru, en) \
    {FIELD(name, "TEXT", WORD, member, ru, en), .domain = &(list)}
#define WORD_MAYBE(name, member, list, ru, en) \
    {FIELD(name, "TEXT", WORD_MAYBE, member, ru, en), .domain = &(list)}
#define WORD_TITLE(name, member, list, ru, en) \
    {FIELD(name, "TEXT", WORD_TITLE, member, ru, en), .domain = &(list)}
#define CHOICE(name, member, table, ru, en) \
    {FIELD(name, "TEXT", TEXT, member, ru, en), .domain_table = table}
#define REF(name, member, table, ru, en) \
    {FIELD(name, "INTEGER", REF, member, ru, en), .references = table}
#define SHAPE(type, member) \
    {FIELD("geom", type, GEOMETRY, member, "Геометрия", "Geometry")}

/* A pair of titles, and the place in a source. */
#define TITLES(member) \
    TEXT("title_ru", member.ru, "Название", "Title in Russian"), \
    TEXT("title_en", member.en, "Название по-английски", "Title in English")
#define ORIGIN \
    REF("read_from", row.source, "source", "Файл источника", "Source file"), \
    LONG("read_row", row.number, "Строка источника", "Row of the source")

/* Hops: STEP(struct, member that holds the index, vector). */
#define STEP(type, member, vec) {offsetof(type, member), offsetof(okr_programme, vec)}
#define FAR(name_, sql_, kind_, type_, member_, ru_, en_, ...) \
    {.name = name_, .sql = sql_, .title = {ru_, en_}, .field = OKR_FIELD_##kind_, \
     .offset = offsetof(type_, member_), .hops = {__VA_ARGS__}}
#define FAR_WORD(name_, type_, member_, list_, ru_, en_, ...) \
    {.name = name_, .sql = "TEXT", .title = {ru_, en_}, .field = OKR_FIELD_WORD, \
     .domain = &(list_), .offset = offsetof(type_, member_), .hops = {__VA_ARGS__}}
#define FAR_WORD_TITLE(name_, type_, member_, list_, ru_, en_, ...) \
    {.name = name_, .sql = "TEXT", .title = {ru_, en_}, .field = OKR_FIELD_WORD_TITLE, \
     .domain = &(list_), .offset = offsetof(type_, member_), .hops = {__VA_ARGS__}}
/* clang-format on */

/* What okrug found of a measure; hops lead to it from another table. */
#define FACT(name_, sql_, kind_, member_, list_, ru_, en_, ...)                                \
    {                                                                                          \
        .name = name_, .sql = sql_, .title = {ru_, en_}, .field = OKR_FIELD_##kind_,           \
        .base = OKR_BASE_MEASURE, .offset = offsetof(okr_measure_facts, member_),              \
        .domain = list_, .hops = {                                                             \
            __VA_ARGS__                                                                        \
        }                                                                                      \
    }

/* What okrug found of a territory, in its own table. */
#define TERRITORY(name_, sql_, kind_, base_, member_, ru_, en_)                                \
    {                                                                                          \
        .name = name_, .sql = sql_, .title = {ru_, en_}, .field = OKR_FIELD_##kind_,           \
        .base = OKR_BASE_##base_, .offset = offsetof(okr_territory_facts, member_)             \
    }
#define TERRITORY_FACTS(base)                                                                  \
    TERRITORY("n_listed", "INTEGER", NUMBER, base, listed, "Мероприятий", "Measures listed"),  \
        TERRITORY("n_attributed", "REAL", REAL, base, attributed,                              \
                  "Мероприятий с учётом долей", "Measures attributed"),                        \
        TERRITORY("n_completed", "INTEGER", NUMBER, base, completed, "Завершено мероприятий",  \
                  "Measures completed"),                                                       \
        TERRITORY("completed_share", "REAL", REAL, base, completed_share, "Доля завершённых",  \
                  "Completed share"),                                                          \
        TERRITORY("n_overdue", "INTEGER", NUMBER, base, overdue, "Просрочено мероприятий",     \
                  "Measures overdue"),                                                         \
        TERRITORY("progress", "REAL", REAL, base, progress, "Ход работ, доля",                 \
                  "Physical progress"),                                                        \
        TERRITORY("progress_low", "REAL", REAL, base, progress_low, "Ход работ, не менее",     \
                  "Physical progress, at least"),                                              \
        TERRITORY("progress_high", "REAL", REAL, base, progress_high, "Ход работ, не более",   \
                  "Physical progress, at most"),                                               \
        TERRITORY("n_known", "INTEGER", FLAG_MAYBE, base, progress_known,                      \
                  "Мероприятий с известным ходом работ", "Measures of known progress"),        \
        TERRITORY("n_total", "INTEGER", FLAG_MAYBE, base, progress_total,                      \
                  "Мероприятий в расчёте хода работ", "Measures that enter progress"),         \
        TERRITORY("spi", "REAL", REAL, base, spi, "Индекс выполнения сроков (SPI)",            \
                  "Schedule performance index"),                                               \
        TERRITORY("achievement", "REAL", REAL, base, achievement,                              \
                  "Выполнение показателей, доля", "Achievement of indicators"),                \
        TERRITORY("served_area_low", "REAL", REAL, base, area_low,                             \
                  "Обслужено площади, не менее", "Area served, at least"),                     \
        TERRITORY("served_area_high", "REAL", REAL, base, area_high,                           \
                  "Обслужено площади, не более", "Area served, at most"),                      \
        TERRITORY("served_population_low", "REAL", REAL, base, people_low,                     \
                  "Обслужено населения, не менее", "Population served, at least"),             \
        TERRITORY("served_population_high", "REAL", REAL, base, people_high,                   \
                  "Обслужено населения, не более", "Population served, at most")

#define TABLE_ROWS(vec) offsetof(okr_programme, vec)
#define COLUMNS(list) .columns = (list), .count = sizeof(list) / sizeof((list)[0])

#endif
