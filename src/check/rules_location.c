/* Rules on locations and mentions. */
#include "check/rule.h"

#include "model/region.h"

#include <math.h>

/* Beyond this a place cannot honestly be called exact. */
#define EXACT_ACCURACY_M 1000.0

static bool has_place(const okr_location *l)
{
    return l->geometry.size > 0 || l->oktmo[0] != '\0' || l->settlement_name[0] != '\0' ||
           l->municipality_name[0] != '\0' || l->agglomeration_code[0] != '\0';
}

static bool stated_without_place(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_location *l = row;

    (void)p;
    breach->value = okr_word_code(&okr_bases, (int)l->basis);
    return (l->basis == OKR_BASIS_STATED || l->basis == OKR_BASIS_NAME_IMPLIED) &&
           !has_place(l) && !l->region;
}

static bool region_with_place(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_location *l = row;

    breach->value = l->municipality_name[0] != '\0' ? l->municipality_name : l->oktmo;
    return (l->basis == OKR_BASIS_REGION || l->basis == OKR_BASIS_REGION_UNQUANTIFIED) &&
           has_place(l) && !okr_names_region(p, l->municipality_name);
}

static bool portion_range(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_location *l = row;

    (void)p;
    okr_breach_numbers(breach, l->portion, "", NAN);
    return !isnan(l->portion) && (l->portion < 0 || l->portion > 1);
}

static bool accuracy_range(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_location *l = row;

    (void)p;
    okr_breach_numbers(breach, l->accuracy_m, "", NAN);
    return l->accuracy_m < 0;
}

static bool exact_but_coarse(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_location *l = row;

    (void)p;
    okr_breach_numbers(breach, l->accuracy_m, " > ", EXACT_ACCURACY_M);
    return l->exactness == OKR_EXACTNESS_EXACT && l->accuracy_m > EXACT_ACCURACY_M;
}

static bool exact_municipality(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_location *l = row;

    (void)p;
    breach->value = okr_word_code(&okr_exactnesses, (int)l->exactness);
    return l->exactness == OKR_EXACTNESS_EXACT &&
           l->location_class == OKR_LOCATION_CLASS_ADMINISTRATIVE_REGION;
}

static bool drawing_called_exact(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_location *l = row;

    (void)p;
    breach->value = okr_word_code(&okr_exactnesses, (int)l->exactness);
    return l->display_only && l->exactness == OKR_EXACTNESS_EXACT;
}

static bool other_geometry(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_location *l = row;
    const okr_shape expected =
        l->measure < 0 ? OKR_SHAPE_NONE : OKR_MEASURE(p, l->measure)->geometry_expected;

    breach->value = okr_word_code(&okr_shapes, (int)l->shape);
    return !l->display_only && l->shape != OKR_SHAPE_NONE && l->shape != expected &&
           (expected == OKR_SHAPE_LINE || expected == OKR_SHAPE_AREA) &&
           l->exactness == OKR_EXACTNESS_EXACT;
}

static bool geometry_source(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_location *l = row;

    (void)p;
    breach->value = "";
    return l->geometry.size > 0 && l->geometry_source[0] == '\0';
}

static bool mention_contour(const okr_programme *p, const void *row, okr_breach *breach)
{
    const okr_mention *m = row;

    breach->value = "";
    return m->contour_code[0] == '\0' && m->priority_code[0] != '\0' && p->contours.count > 0;
}

#define LOCATION(code, severity, column, test, ru, en)                                         \
    OKR_ROW_RULE(code, severity, "locations", locations, okr_location, location_id, column,    \
                 test, ru, en)

/* clang-format off */
const okr_rule okr_location_rules[] = {
    LOCATION("location_place_missing", ERROR, "basis", stated_without_place,
        "место названо указанным, но ни места, ни геометрии нет",
        "place is called stated, but there is neither place nor geometry"),
    LOCATION("location_region_with_place", WARNING, "basis", region_with_place,
        "основание «регион» у строки с конкретным местом",
        "basis is region, but the row names a place"),
    LOCATION("location_portion_range", ERROR, "portion", portion_range,
        "доля вне пределов от 0 до 1", "portion is not between 0 and 1"),
    LOCATION("location_accuracy_range", ERROR, "accuracy_m", accuracy_range,
        "точность меньше нуля", "accuracy is below zero"),
    LOCATION("location_exact_but_coarse", WARNING, "exactness", exact_but_coarse,
        "место названо точным при погрешности больше 1000 м",
        "place is called exact with an accuracy above 1000 m"),
    LOCATION("location_exact_municipality", WARNING, "exactness", exact_municipality,
        "муниципальное образование в целом названо точным местом",
        "a whole municipality is called an exact place"),
    LOCATION("location_drawing_exact", WARNING, "exactness", drawing_called_exact,
        "знак только для карты назван точным местом",
        "a symbol for drawing only is called exact"),
    LOCATION("location_other_geometry", WARNING, "geometry", other_geometry,
        "геометрия не того вида, который ожидается для мероприятия",
        "geometry is not of the kind the measure expects"),
    LOCATION("location_geometry_source_missing", WARNING, "geometry_source", geometry_source,
        "источник геометрии не указан", "source of the geometry is not given"),
    OKR_ROW_RULE("mention_priority_alone", WARNING, "mentions", mentions, okr_mention,
        measure_id, "contour", mention_contour,
        "приоритет без контура", "priority without its contour"),
    OKR_RULE_END,
};
/* clang-format on */
