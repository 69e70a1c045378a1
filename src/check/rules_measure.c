/* Rules on rows of measures, those of Order N 10 among them, and on mentions. */
#include "check/rule.h"

#include <math.h>
#include <string.h>

static bool known(okr_date date)
{
    return date.precision != OKR_DATE_NONE;
}

static bool reversed(okr_date start, okr_date end)
{
    return known(start) && known(end) && okr_date_first_day(start) > okr_date_last_day(end);
}

static void put_date(okr_breach *breach, okr_date date)
{
    okr_date_format(date, breach->detail);
}

static bool measure_title(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = "";
    return m->title.ru[0] == '\0' && m->title.en[0] == '\0';
}

static bool measure_kind(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = "";
    return m->kind_code[0] == '\0';
}

static bool measure_status(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = "";
    return m->role == OKR_ROLE_ITEM && m->status_code[0] == '\0';
}

static bool measure_planned_dates(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    put_date(breach, m->planned_end);
    return reversed(m->planned_start, m->planned_end);
}

static bool measure_actual_dates(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    put_date(breach, m->actual_end);
    return reversed(m->actual_start, m->actual_end);
}

static bool ended(const okr_measure *m)
{
    return m->lifecycle == OKR_LIFECYCLE_COMPLETION ||
           m->lifecycle == OKR_LIFECYCLE_MAINTENANCE ||
           m->lifecycle == OKR_LIFECYCLE_DECOMMISSIONED ||
           m->lifecycle == OKR_LIFECYCLE_CANCELLED ||
           m->lifecycle == OKR_LIFECYCLE_DECOMMISSIONING;
}

static bool measure_end_not_completed(const okr_programme *p, const void *row,
                                      okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    put_date(breach, m->actual_end);
    return known(m->actual_end) && m->lifecycle != OKR_LIFECYCLE_UNKNOWN && !ended(m);
}

static okr_date status_date(const okr_programme *p, okr_row row)
{
    if (row.source >= 0 && known(OKR_SOURCE_FILE(p, row.source)->status_date))
        return OKR_SOURCE_FILE(p, row.source)->status_date;
    return p->status_date;
}

static bool measure_actual_in_future(const okr_programme *p, const void *row,
                                     okr_breach *breach)
{
    const okr_measure *m = row;
    const okr_date now = m->document >= 0 && known(OKR_DOCUMENT(p, m->document)->status_date)
                             ? OKR_DOCUMENT(p, m->document)->status_date
                             : status_date(p, m->row);

    put_date(breach, m->actual_end);
    return reversed(m->actual_end, now);
}

static bool measure_weight(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    okr_breach_numbers(breach, m->weight, "", NAN);
    return m->weight < 0;
}

static bool component_parent(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = m->parent_id;
    return m->role == OKR_ROLE_COMPONENT && m->parent_id[0] == '\0';
}

static bool item_under_component(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    breach->value = m->parent_id;
    return m->role == OKR_ROLE_ITEM && m->parent >= 0 &&
           OKR_MEASURE(p, m->parent)->role == OKR_ROLE_COMPONENT;
}

static bool same_as_self(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = m->same_as_id;
    return m->same_as_id[0] != '\0' && strcmp(m->same_as_id, m->measure_id) == 0;
}

static bool same_as_certainty(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = m->same_as_id;
    return m->same_as_id[0] != '\0' && m->same_as_certainty == OKR_CERTAINTY_NONE;
}

static bool duplicate_certain(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = m->same_as_id;
    return m->same_as >= 0 && m->same_as_certainty == OKR_CERTAINTY_CERTAIN;
}

static bool duplicate_probable(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = m->same_as_id;
    return m->same_as >= 0 && m->same_as_certainty == OKR_CERTAINTY_PROBABLE;
}

static bool moved_but_alive(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = m->moved_to;
    return m->moved_to[0] != '\0' && m->lifecycle != OKR_LIFECYCLE_CANCELLED;
}

static bool source_ref(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = "";
    return m->source_ref[0] == '\0';
}

/* Order N 10: a code outside its list. */
static bool is_one_digit(const char *text, char first, char last)
{
    return text[0] >= first && text[0] <= last && text[1] == '\0';
}

static bool order10_status(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = m->planning_status;
    return m->planning_status[0] != '\0' && !is_one_digit(m->planning_status, '1', '4');
}

static bool order10_significance(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = m->significance;
    return m->significance[0] != '\0' && !is_one_digit(m->significance, '1', '6');
}

static bool order10_needs_significance(const okr_programme *p, const void *row,
                                       okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = m->planning_status;
    return strcmp(m->planning_status, "2") == 0 && m->significance[0] == '\0';
}

static bool order10_needs_time(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = m->planning_status;
    return is_one_digit(m->planning_status, '2', '4') && m->event_time[0] == '\0';
}

static bool order10_time_of_existing(const okr_programme *p, const void *row,
                                     okr_breach *breach)
{
    const okr_measure *m = row;

    (void)p;
    breach->value = m->event_time;
    return strcmp(m->planning_status, "1") == 0 && m->event_time[0] != '\0';
}

#define MEASURE(code, severity, column, test, ru, en)                                          \
    OKR_ROW_RULE(code, severity, "measures", measures, okr_measure, measure_id, column, test,  \
                 ru, en)

/* clang-format off */
const okr_rule okr_measure_rules[] = {
    MEASURE("measure_title_missing", ERROR, "title_ru", measure_title,
        "у мероприятия нет названия", "measure has no title"),
    MEASURE("measure_kind_missing", WARNING, "kind", measure_kind,
        "вид не указан", "kind is not given"),
    MEASURE("measure_status_missing", WARNING, "status", measure_status,
        "статус не указан", "status is not given"),
    MEASURE("measure_planned_reversed", ERROR, "planned_end", measure_planned_dates,
        "плановое окончание раньше начала", "planned end is before planned start"),
    MEASURE("measure_actual_reversed", ERROR, "actual_end", measure_actual_dates,
        "фактическое окончание раньше начала", "actual end is before actual start"),
    MEASURE("measure_ended_not_completed", WARNING, "actual_end", measure_end_not_completed,
        "есть фактическое окончание, но статус не завершающий",
        "has an actual end, but its status is not one of an end"),
    MEASURE("measure_end_in_future", WARNING, "actual_end", measure_actual_in_future,
        "фактическое окончание позже отчётной даты", "actual end is after the status date"),
    MEASURE("measure_weight_negative", ERROR, "weight", measure_weight,
        "вес меньше нуля", "weight is below zero"),
    MEASURE("component_without_parent", ERROR, "parent_id", component_parent,
        "часть без мероприятия, к которому она относится", "component without its measure"),
    MEASURE("item_under_component", WARNING, "parent_id", item_under_component,
        "мероприятие подчинено части другого мероприятия",
        "item stands below a component of another measure"),
    MEASURE("same_as_self", ERROR, "same_as", same_as_self,
        "мероприятие названо повтором самого себя", "measure is called the same as itself"),
    MEASURE("same_as_certainty_missing", WARNING, "same_as_certainty", same_as_certainty,
        "не указано, достоверен ли повтор; считается отдельно",
        "certainty of the repetition is not given; counted apart"),
    MEASURE("duplicate_certain", WARNING, "same_as", duplicate_certain,
        "достоверный повтор: в итогах считается один раз",
        "certain repetition: counted once in totals"),
    MEASURE("duplicate_probable", WARNING, "same_as", duplicate_probable,
        "вероятный повтор: считается отдельно", "probable repetition: counted apart"),
    MEASURE("moved_not_cancelled", WARNING, "moved_to", moved_but_alive,
        "передано в другой документ, но статус не отменяющий",
        "moved elsewhere, but its status is not a cancelling one"),
    MEASURE("measure_source_missing", WARNING, "source_ref", source_ref,
        "место в источнике не указано", "place in the source is not given"),
    MEASURE("order10_status_code", WARNING, "planning_status", order10_status,
        "STATUS по приказу № 10 не от 1 до 4", "STATUS of Order N 10 is not 1 to 4"),
    MEASURE("order10_significance_code", WARNING, "significance", order10_significance,
        "REG_STATUS по приказу № 10 не от 1 до 6", "REG_STATUS of Order N 10 is not 1 to 6"),
    MEASURE("order10_significance_missing", WARNING, "significance", order10_needs_significance,
        "для планируемого объекта (STATUS 2) нужен REG_STATUS",
        "a planned object (STATUS 2) needs REG_STATUS"),
    MEASURE("order10_time_missing", WARNING, "event_time", order10_needs_time,
        "для STATUS 2, 3, 4 нужен срок EVENT_TIME", "STATUS 2, 3, 4 needs EVENT_TIME"),
    MEASURE("order10_time_of_existing", WARNING, "event_time", order10_time_of_existing,
        "у существующего объекта (STATUS 1) срок EVENT_TIME должен быть пуст",
        "EVENT_TIME of an existing object (STATUS 1) must be empty"),
    OKR_RULE_END,
};
/* clang-format on */
