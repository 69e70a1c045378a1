/* The tables of the report. Kinds, units and codes that a programme does not have are passed
 * over, so that one list serves programmes of different classifiers. */
#include "report/report.h"

#include "base/i18n.h"

#include <string.h>

#define COUNT_COLUMNS                                                                          \
    "listed,attributed,identification,preparation,implementation,completion,operating,"        \
    "cancelled"
#define PROGRESS_COLUMNS                                                                       \
    "completed_share_pct,progress_pct,progress_low_pct,progress_high_pct,progress_known,"      \
    "progress_total"
#define UTILITIES                                                                              \
    "utilities,water_and_wastewater,water_supply,water_treatment,wastewater,storm_sewer,"      \
    "water_pipeline,water_intake,water_tower,heating,boiler_house"
#define GAS "gas,gas_pipeline,gas_network"
#define EDUCATION_AND_HEALTH                                                                   \
    "education,school,kindergarten,training,campus,workshop,laboratory,health,hospital,clinic"
#define ENVIRONMENT "environment,forestry,reforestation,reclamation,waste"
#define PEOPLE                                                                                 \
    "people,person,children,pupils,families,households,houses,homes,residents_number,"         \
    "vehicles_per_day"

/* clang-format off */
static const okr_report_def defs[] = {
    {.code = "T1", .sheet = {"Реестр", "Register"},
     .title = {"Реестр мероприятий", "Register of measures"},
     .about = {"Все мероприятия отбора: что, где, когда, в каком состоянии",
               "Every measure of the selection: what, where, when, how it stands"},
     .fill = okr_report_measures, .numbered = true,
     .columns = "measure_id,title,contours,priorities,kind,municipalities,settlements,placement,"
                "geometry,status,start,end,progress_pct,programme,responsible,source_ref"},
    {.code = "T2", .sheet = {"План и факт", "Plan and actual"},
     .title = {"План и факт показателей", "Indicators: plan against actual"},
     .about = {"Пустая клетка плана значит, что источник плана не называет",
               "An empty plan means that the source names none"},
     .fill = okr_report_measures, .join = OKR_JOIN_FIGURES,
     .columns = "measure_id,title,municipalities,indicator_title,unit,baseline,target,actual,"
                "percent,percent_kind,achievement_pct,period,figure_ref"},
    {.code = "T3", .sheet = {"По муниципалитетам", "By municipality"},
     .title = {"Мероприятия по муниципальным образованиям, видам и стадиям",
               "Measures by municipality, kind and stage"},
     .about = {"Мероприятие стоит у каждого муниципального образования, которого касается; "
               "по долям складывается в итог",
               "A measure stands in every municipality it touches; by share they add up"},
     .fill = okr_report_counts, .by = "municipality,kind", .need = "listed",
     .columns = "municipality,municipality_title,kind_title," COUNT_COLUMNS},
    {.code = "T4", .sheet = {"Объёмы", "Quantities"},
     .title = {"Объёмы по муниципальным образованиям", "Quantities by municipality"},
     .about = {"Итоги, которые не разбиты по территориям, стоят в строке «не разделено» и "
               "в колонках «без разбивки», и ни к чему не прибавлены",
               "Totals that are not split stand in the row \"not split\" and in the columns "
               "\"not split\", and are added to nothing"},
     .fill = okr_report_quantities, .by = "municipality",
     .columns = "municipality,municipality_title,indicator_title,kind,unit,period,actual,target,"
                "actual_not_split,target_not_split,method"},
    {.code = "T5", .sheet = {"Контуры", "Contours"},
     .title = {"Мероприятия по контурам и приоритетам", "Measures by contour and priority"},
     .about = {"Мероприятие стоит в каждом контуре, который о нём говорит, в итоге один раз; "
               "приоритет указан не у всех",
               "A measure stands in every contour that speaks of it, once in the total; not "
               "every one has a priority"},
     .fill = okr_report_contours,
     .columns = "contour,contour_title,priority_title," COUNT_COLUMNS "," PROGRESS_COLUMNS},
    {.code = "T6.1", .sheet = {"Агломерации", "Agglomerations"},
     .title = {"Агломерации", "Agglomerations"},
     .about = {"Мероприятие нескольких участников считается один раз; ≥ — состав агломерации "
               "известен не полностью",
               "A measure of several members counts once; ≥: the list of members is not "
               "complete"},
     .fill = okr_report_agglomerations,
     .columns = "agglomeration,agglomeration_title,members,members_covered,members_complete,"
                COUNT_COLUMNS "," PROGRESS_COLUMNS},
    {.code = "T6.2", .sheet = {"Объёмы агломераций", "Agglomeration sums"},
     .title = {"Объёмы по агломерациям", "Quantities by agglomeration"},
     .about = {"Что разделено не полностью, стоит в колонках «без разбивки»",
               "What is not split stands in the columns \"not split\""},
     .fill = okr_report_quantities, .by = "agglomeration",
     .columns = "agglomeration,agglomeration_title,indicator_title,kind,unit,period,actual,"
                "target,actual_not_split,target_not_split,method"},
    {.code = "T7.1", .sheet = {"Без мероприятий", "Without measures"},
     .title = {"Муниципальные образования без мероприятий", "Municipalities without measures"},
     .about = {"Ни одно мероприятие отбора не отнесено к ним",
               "No measure of the selection stands there"},
     .fill = okr_report_absent, .numbered = true},
    {.code = "T7.2", .sheet = {"Без вида", "Kinds missing"},
     .title = {"Муниципальные образования без мероприятий, по видам",
               "Municipalities without measures, by kind"},
     .about = {"Для каждого вида: где он есть и где его нет",
               "For each kind: where there is one and where there is none"},
     .fill = okr_report_gaps, .list = okr_list_municipalities,
     .columns = "kind_title,measures,with,without,municipalities"},
    {.code = "T8.1", .sheet = {"Коммунальные работы", "Utilities works"},
     .title = {"Коммунальные работы по муниципальным образованиям",
               "Utilities works by municipality"},
     .about = {"Работы по водоснабжению, водоотведению и теплу с их показателями",
               "Works on water, sewage and heat with their figures"},
     .fill = okr_report_measures, .join = OKR_JOIN_BESIDE, .kinds = UTILITIES, .numbered = true,
     .roles = "item,component",
     .columns = "municipalities,settlements,title,kind,status,end,progress_pct,indicator_title,"
                "target,actual,unit,source_ref"},
    {.code = "T8.2", .sheet = {"Финансирование", "Finance"},
     .title = {"Финансирование коммунальных работ", "Finance of utilities works"},
     .about = {"Как названо в источнике, по годам; годы не складываются",
               "As the source states it, by year; years are not added"},
     .fill = okr_report_money, .kinds = UTILITIES},
    {.code = "T9", .sheet = {"Газ", "Gas"},
     .title = {"Газопроводы, сети, подключённые дома и населённые пункты",
               "Gas: pipelines, networks, homes and settlements connected"},
     .about = {"Итоги нескольких муниципальных образований стоят в строке «не разделено»",
               "Totals of several municipalities stand in the row \"not split\""},
     .fill = okr_report_wide, .by = "municipality", .kinds = GAS},
    {.code = "T10", .sheet = {"Линейные объекты", "Linear objects"},
     .title = {"Ход работ на линейных объектах", "Progress of linear objects"},
     .about = {"Объекты, которые рисуют линией, их части и показатели",
               "Objects that are lines on a map, their parts and figures"},
     .fill = okr_report_measures, .join = OKR_JOIN_BESIDE, .roles = "item,component",
     .natures = "unknown,works", .lines = true,
     .columns = "object,part,municipalities,kind,status,progress_pct,drawn_km,indicator_title,"
                "unit,actual,target,percent,percent_kind,source_ref"},
    {.code = "T11", .sheet = {"Календарь ввода", "Calendar"},
     .title = {"Календарь ввода и завершения", "Calendar of commissioning and completion"},
     .about = {"По годам окончания: фактического, а где его нет, планового",
               "By year of the end: actual, or planned where there is none"},
     .fill = okr_report_measures, .need = "year", .sort = "end",
     .natures = "unknown,works,purchase,service,document,research",
     .columns = "year,end,end_is,title,kind,nature,municipalities,status,source_ref"},
    {.code = "T12.1", .sheet = {"Образование, здоровье", "Education, health"},
     .title = {"Образование и здравоохранение: объекты по муниципальным образованиям",
               "Education and health: objects by municipality"},
     .about = {"Число мероприятий по видам", "Number of measures by kind"},
     .fill = okr_report_counts, .by = "municipality,kind", .need = "listed",
     .kinds = EDUCATION_AND_HEALTH,
     .columns = "municipality,municipality_title,kind_title," COUNT_COLUMNS},
    {.code = "T12.2", .sheet = {"Места и мощности", "Places"},
     .title = {"Образование и здравоохранение: места и мощности",
               "Education and health: places and capacity"},
     .about = {"Показатели по муниципальным образованиям", "Figures by municipality"},
     .fill = okr_report_wide, .by = "municipality", .kinds = EDUCATION_AND_HEALTH},
    {.code = "T13", .sheet = {"Экология", "Environment"},
     .title = {"Окружающая среда: лесовосстановление, отходы, защита территорий",
               "Environment: reforestation, waste, protection"},
     .about = {"Показатели и где они достигнуты", "Figures and where they were reached"},
     .fill = okr_report_measures, .join = OKR_JOIN_BESIDE, .kinds = ENVIRONMENT,
     .columns = "title,kind,municipalities,placement,status,indicator_title,unit,baseline,target,"
                "actual,percent,percent_kind,achievement_pct,period,source_ref"},
    {.code = "T14", .sheet = {"Люди", "People"},
     .title = {"Кого затрагивают мероприятия", "People affected"},
     .about = {"Жители, дома и машины, названные в источниках; участники событий не включены",
               "Residents, homes and vehicles that the sources name; without those who attend "
               "events"},
     .fill = okr_report_measures, .join = OKR_JOIN_FIGURES, .units = PEOPLE,
     .natures = "unknown,works,purchase,service",
     .columns = "title,kind,municipalities,placement,indicator_title,target,actual,unit,period,"
                "figure_ref"},
    {.code = "T15", .sheet = {"Не поддержано", "Refused"},
     .title = {"Не поддержанные и перенесённые мероприятия", "Refused and moved measures"},
     .about = {"Что не поддержано и куда перешло", "What was refused, and where it went"},
     .fill = okr_report_gaps, .list = okr_list_moved},
    {.code = "T16.1", .sheet = {"Размещение", "Placement"},
     .title = {"Пробелы: откуда известно место", "Gaps: how places are known"},
     .about = {"Что отнесено к муниципальным образованиям, а что нет, и почему",
               "What stands in a municipality, what does not, and why"},
     .fill = okr_report_gaps, .list = okr_list_placement,
     .columns = "basis_title,items,located,not_located,proposed,reason"},
    {.code = "T16.2", .sheet = {"Счёт пробелов", "Gaps counted"},
     .title = {"Пробелы: сколько чего не хватает", "Gaps: how much is missing"},
     .about = {"Сколько мероприятий и показателей без нужных сведений, и из скольких",
               "How many measures and figures lack something, and of how many"},
     .fill = okr_report_open_counts},
    {.code = "T16.3", .sheet = {"Список пробелов", "List of gaps"},
     .title = {"Пробелы: список", "Gaps: the list"},
     .about = {"Что дополнить в исходных таблицах", "What to add to the source tables"},
     .fill = okr_report_open, .sort = "gap"},
    {.code = "T16.4", .sheet = {"Замечания", "Findings"},
     .title = {"Замечания проверки данных", "Findings of the data checks"},
     .about = {"По правилам okrug check, по всей программе",
               "By the rules of okrug check, for the whole programme"},
     .fill = okr_report_findings},
};
/* clang-format on */

static okr_report_def *find_in(okr_vec *list, const char *code)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(OKR_AT(list, okr_report_def, i).code, code) == 0)
            return &OKR_AT(list, okr_report_def, i);
    return NULL;
}

/* "T6" also means its parts T6.1 and T6.2 when something is left out. */
static bool is_of(const char *code, const char *group)
{
    const size_t n = strlen(group);

    return strncmp(code, group, n) == 0 && (code[n] == '\0' || code[n] == '.');
}

static size_t omit(okr_vec *list, const char *code)
{
    size_t kept = 0;
    size_t dropped = 0;

    for (size_t i = 0; i < list->count; i++) {
        const okr_report_def def = OKR_AT(list, okr_report_def, i);
        if (is_of(def.code, code))
            dropped++;
        else
            OKR_AT(list, okr_report_def, kept++) = def;
    }
    list->count = kept;
    return dropped;
}

static okr_status no_table(const okr_report_setting *t, okr_error *err)
{
    return okr_fail(err, OKR_ERR_FORMAT,
                    _("okrug.yaml, key 'report': there is no table '%s'; a new one says by "
                      "'like' whose form it takes"),
                    t->like[0] == '\0' ? t->table : t->like);
}

static okr_status check_kinds(const okr_programme *p, const okr_report_setting *t,
                              okr_error *err)
{
    for (const char *list = t->kind; *list != '\0';) {
        const size_t n = strcspn(list, ",");
        bool known = false;
        for (size_t k = 0; k < p->kinds.count && !known; k++) {
            const char *code = OKR_KIND(p, k)->code;
            known = strlen(code) == n && strncmp(code, list, n) == 0;
        }
        if (!known)
            return okr_fail(err, OKR_ERR_FORMAT,
                            _("okrug.yaml, key 'report': table '%s': no kind is called '%.*s'"),
                            t->table, (int)n, list);
        list += n + (list[n] == ',' ? 1 : 0);
    }
    return OKR_OK;
}

static void change(okr_report_def *def, const okr_report_setting *t)
{
    if (t->title.ru[0] != '\0' || t->title.en[0] != '\0') {
        def->title.ru = okr_titles_pick(t->title, true);
        def->title.en = okr_titles_pick(t->title, false);
        def->sheet = def->title;
    }
    def->kinds = t->kind[0] != '\0' ? t->kind : def->kinds;
    def->indicators = t->indicator[0] != '\0' ? t->indicator : def->indicators;
    def->units = t->unit[0] != '\0' ? t->unit : def->units;
    def->natures = t->nature[0] != '\0' ? t->nature : def->natures;
}

static okr_status add_table(okr_vec *list, const okr_report_setting *t, okr_error *err)
{
    const okr_report_def *like = t->like[0] == '\0' ? NULL : find_in(list, t->like);
    okr_report_def def;

    if (like == NULL)
        return no_table(t, err);
    def = *like;
    def.code = t->table;
    change(&def, t);
    return okr_vec_append(list, &def, 1, err);
}

static okr_status apply(const okr_programme *p, okr_vec *list, const okr_report_setting *t,
                        okr_error *err)
{
    okr_report_def *def = find_in(list, t->table);

    if (t->omit)
        return omit(list, t->table) > 0 ? OKR_OK : no_table(t, err);
    if (check_kinds(p, t, err) != OKR_OK)
        return OKR_ERR_FORMAT;
    if (def == NULL)
        return add_table(list, t, err);
    change(def, t);
    return OKR_OK;
}

okr_status okr_report_defs(const okr_programme *p, okr_vec *list, okr_error *err)
{
    okr_status status = okr_vec_append(list, defs, sizeof defs / sizeof defs[0], err);

    for (size_t i = 0; i < p->report_tables.count && status == OKR_OK; i++)
        status = apply(p, list, &OKR_AT(&p->report_tables, okr_report_setting, i), err);
    return status;
}
