/* Findings of the layers that read and link: listed here so that every code is documented in
 * one table. Reading, connecting and linking report them with their own words. */
#include "check/rule.h"

/* clang-format off */
const okr_rule okr_foreign_rules[] = {
    OKR_FOREIGN_RULE("reference_unknown", ERROR, "*", "*",
        "такого идентификатора нет", "no such identifier"),
    OKR_FOREIGN_RULE("contour_unknown", ERROR, "mentions", "contour",
        "такого контура или приоритета нет", "no such contour or priority"),
    OKR_RULE_END,
};
/* clang-format on */
