/* Rules on kinds, statuses, units and documents. */
#include "check/rule.h"

#include <math.h>
#include <string.h>

enum { CLASS_DIGITS = 9 };

static bool is_class_code(const char *text)
{
    return strlen(text) == CLASS_DIGITS && strspn(text, "0123456789") == CLASS_DIGITS;
}

static bool kind_class_shape(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_kind *k = row;

    (void)p;
    breach->value = k->class_code;
    return k->class_code[0] != '\0' && !is_class_code(k->class_code);
}

static bool kind_class_order(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_kind *k = row;

    (void)p;
    breach->value = k->class_code;
    return k->class_code[0] != '\0' && k->class_order[0] == '\0';
}

static bool kind_colour(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_kind *k = row;

    (void)p;
    breach->value = k->colour;
    return k->colour[0] != '\0' &&
           !(strlen(k->colour) == strlen("#rrggbb") && k->colour[0] == '#' &&
             strspn(k->colour + 1, "0123456789abcdefABCDEF") == strlen("rrggbb"));
}

static bool kind_distance(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_kind *k = row;

    (void)p;
    okr_breach_numbers(breach, k->service_distance_m, "", NAN);
    return k->service_distance_m <= 0;
}

static bool kind_title(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_kind *k = row;

    (void)p;
    breach->value = "";
    return k->title.ru[0] == '\0';
}

static bool status_lifecycle(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_status_word *s = row;

    (void)p;
    breach->value = "";
    return s->lifecycle == OKR_LIFECYCLE_UNKNOWN;
}

static bool unit_base(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_unit *u = row;

    breach->value = u->base_unit;
    return u->base_unit[0] != '\0' && okr_map_find(&p->unit_index, u->base_unit) < 0;
}

static bool unit_factor(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_unit *u = row;

    (void)p;
    okr_breach_numbers(breach, u->factor, "", NAN);
    return u->base_unit[0] != '\0' && !(u->factor > 0);
}

/* A base unit that has another base would need two steps, which nobody makes. */
static bool unit_chain(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_unit *u = row;
    const ptrdiff_t base = okr_map_find(&p->unit_index, u->base_unit);

    breach->value = u->base_unit;
    return base >= 0 && strcmp(OKR_UNIT(p, base)->base_unit, u->base_unit) != 0 &&
           OKR_UNIT(p, base)->base_unit[0] != '\0';
}

static bool document_title(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_document *d = row;

    (void)p;
    breach->value = "";
    return d->title.ru[0] == '\0';
}

/* clang-format off */
const okr_rule okr_classifier_rules[] = {
    OKR_ROW_RULE("kind_title_missing", WARNING, "kinds", kinds, okr_kind, code, "title_ru",
        kind_title, "у вида нет русского названия", "kind has no Russian title"),
    OKR_ROW_RULE("kind_class_shape", WARNING, "kinds", kinds, okr_kind, code, "class_code",
        kind_class_shape, "код класса по приказу № 10 не из девяти цифр",
        "class code of Order N 10 is not nine digits"),
    OKR_ROW_RULE("kind_class_order_missing", WARNING, "kinds", kinds, okr_kind, code,
        "class_order", kind_class_order, "код класса без приказа, из которого он взят",
        "class code without the order it is taken from"),
    OKR_ROW_RULE("kind_colour_shape", WARNING, "kinds", kinds, okr_kind, code, "colour",
        kind_colour, "цвет записан не как #rrggbb", "colour is not written as #rrggbb"),
    OKR_ROW_RULE("kind_distance_range", ERROR, "kinds", kinds, okr_kind, code,
        "service_distance_m", kind_distance, "радиус обслуживания не больше нуля",
        "service distance is not above zero"),
    OKR_ROW_RULE("status_lifecycle_missing", ERROR, "statuses", statuses, okr_status_word, code,
        "lifecycle", status_lifecycle, "статус не отнесён к стадии жизненного цикла",
        "status is mapped to no lifecycle stage"),
    OKR_ROW_RULE("unit_base_unknown", ERROR, "units", units, okr_unit, code, "base_unit",
        unit_base, "основной единицы нет в таблице", "base unit is not in the table"),
    OKR_ROW_RULE("unit_factor_range", ERROR, "units", units, okr_unit, code, "factor",
        unit_factor, "множитель к основной единице не больше нуля",
        "factor to the base unit is not above zero"),
    OKR_ROW_RULE("unit_base_chain", ERROR, "units", units, okr_unit, code, "base_unit",
        unit_chain, "основная единица сама выражена через другую",
        "base unit is itself expressed in another unit"),
    OKR_ROW_RULE("document_title_missing", WARNING, "documents", documents, okr_document, code,
        "title_ru", document_title, "у документа нет названия", "document has no title"),
    OKR_RULE_END,
};
/* clang-format on */
