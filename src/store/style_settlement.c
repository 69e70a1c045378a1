/* How settlements look: the sign says how large, the letters say what kind. */
#include "store/style.h"

static const char name_column[] = "name_ru";

/* A class of settlements: who is in it, how large, and from which scale sign and name stand. */
typedef struct town_class {
    okr_titles label;
    double over, up_to; /* inhabitants; both 0: their number is unknown */
    double size_mm, size_pt;
    double sign_n, name_n; /* 0: at all scales */
    int priority;
} town_class;

/* clang-format off */
static const town_class towns[] = {
    {{"более 100 тыс. чел.", "more than 100 000 people"},
     100000.0, 1e12,     2.6, 9.5, 0.0,       1200000.0, 8},
    {{"20–100 тыс. чел.", "20 000–100 000 people"},
     20000.0,  100000.0, 2.1, 8.5, 0.0,       1200000.0, 6},
    {{"3–20 тыс. чел.", "3 000–20 000 people"},
     3000.0,   20000.0,  1.7, 7.5, 2000000.0, 600000.0,  4},
    {{"до 3 тыс. чел.", "up to 3 000 people"},
     -1.0,     3000.0,   1.3, 7.0, 750000.0,  350000.0,  3},
    {{"население неизвестно", "population unknown"},
     0.0,      0.0,      1.0, 6.5, 500000.0,  250000.0,  2},
};
/* clang-format on */

/* Names of towns in capitals, as topographic maps set them. */
static const char naming[] = "if(\"kind\" = 'город', upper(\"name_ru\"), \"name_ru\")";

static const okr_titles tip = {
    "<b>[% \"name_ru\" %]</b><br>[% \"kind\" %]"
    "[% coalesce(', ' || format_number(\"population\", 0) || ' чел.', '') %]",
    "<b>[% \"name_ru\" %]</b><br>[% \"kind\" %]"
    "[% coalesce(', ' || format_number(\"population\", 0) || ' people', '') %]"};

static const okr_titles part_title = {"часть города", "part of a town"};
static const okr_titles style_title = {"Населённые пункты", "Settlements"};

enum { TESTS = 3 };

/* Parts of a town have a class of their own. */
static int tests_of(const town_class *class, okr_test tests[TESTS])
{
    tests[0] = (okr_test){.kind = OKR_TEST_MISSING, .column = "part_of"};
    if (class->up_to > 0.0) {
        tests[1] = (okr_test){OKR_TEST_OVER, "population", NULL, class->over};
        tests[2] = (okr_test){OKR_TEST_UP_TO, "population", NULL, class->up_to};
        return 3;
    }
    tests[1] = (okr_test){.kind = OKR_TEST_MISSING, .column = "population"};
    return 2;
}

static okr_status add_town(const okr_programme *p, okr_style *style, const town_class *class,
                           okr_error *err)
{
    const okr_sign sign = {.shape = OKR_SHAPE_POINT,
                           .marker = "circle",
                           .size_mm = class->size_mm,
                           .fill = class->up_to > 0.0 ? "#404040" : "#8a8a8a",
                           .opacity = 1.0,
                           .stroke = "#ffffff",
                           .stroke_mm = 0.2};
    okr_labelling labels = {.expression = naming,
                            .column = name_column,
                            .size_pt = class->size_pt,
                            .colour = "#1a1a1a",
                            .bold = class->over >= 100000.0,
                            .wrap = 24,
                            .largest_scale_n = class->name_n,
                            .priority = class->priority};
    okr_rule *rule = okr_style_rule(style, okr_style_say(p, class->label), sign, err);
    okr_test tests[TESTS];

    if (rule == NULL)
        return OKR_ERR_NOMEM;
    rule->largest_scale_n = class->sign_n;
    labels.count = tests_of(class, tests);
    for (int i = 0; i < labels.count; i++) {
        okr_rule_test(rule, tests[i]);
        labels.tests[i] = tests[i];
    }
    return okr_style_label(style, labels, err);
}

static okr_status add_parts(const okr_programme *p, okr_style *style, okr_error *err)
{
    const double scale_n = 250000.0;
    const okr_test is_part = {.kind = OKR_TEST_PRESENT, .column = "part_of"};
    const okr_sign sign = {.shape = OKR_SHAPE_POINT,
                           .marker = "square",
                           .size_mm = 1.0,
                           .fill = "#8a8a8a",
                           .opacity = 1.0,
                           .stroke = "#ffffff",
                           .stroke_mm = 0.2};
    const okr_labelling labels = {.expression = "\"name_ru\"",
                                  .column = name_column,
                                  .tests = {is_part},
                                  .count = 1,
                                  .size_pt = 7.0,
                                  .colour = "#4d4d4d",
                                  .italic = true,
                                  .wrap = 24,
                                  .largest_scale_n = scale_n,
                                  .priority = 1};
    okr_rule *rule = okr_style_rule(style, okr_style_say(p, part_title), sign, err);

    if (rule == NULL)
        return OKR_ERR_NOMEM;
    rule->largest_scale_n = scale_n;
    okr_rule_test(rule, is_part);
    return okr_style_label(style, labels, err);
}

okr_status okr_styles_of_settlements(const okr_styling *styling, okr_style_fn *take, void *user,
                                     okr_error *err)
{
    const okr_programme *p = styling->programme;
    okr_style style;
    okr_status status = OKR_OK;

    okr_style_init(&style, okr_schema_find("settlement"), okr_style_say(p, style_title));
    style.is_default = true;
    style.shape = OKR_SHAPE_POINT;
    style.preview = "\"name_ru\"";
    style.tip = okr_style_say(p, tip);
    for (size_t i = 0; i < sizeof towns / sizeof towns[0] && status == OKR_OK; i++)
        status = add_town(p, &style, &towns[i], err);
    if (status == OKR_OK)
        status = add_parts(p, &style, err);
    if (status == OKR_OK)
        status = take(user, &style, err);
    okr_style_done(&style);
    return status;
}
