/* How municipalities, agglomerations and settlements look. */
#include "store/style.h"

#include <math.h>

/* Approximate boundaries are drawn dashed, so that nobody takes them for surveyed ones. */
static okr_sign territory_sign(const okr_styling *styling, const char *fill)
{
    return (okr_sign){
        .shape = OKR_SHAPE_AREA,
        .fill = fill,
        .opacity = 1.0,
        .stroke = "#5a5a5a",
        .stroke_mm = 0.26,
        .dashed = styling->programme->boundary_set.approximate,
    };
}

static void label_municipalities(okr_style *style)
{
    style->labels = (okr_labelling){
        .expression = "coalesce(\"name_short_ru\", \"name_ru\")",
        .column = "name_ru",
        .size_pt = 8.0,
        .colour = "#222222",
        .largest_scale_n = 4000000.0,
        .priority = 9,
    };
}

static double maximum(const okr_styling *styling, const okr_theme *theme)
{
    const size_t count = styling->programme->municipalities.count;
    double most = 0.0;

    if (theme->rule == OKR_THEME_FIFTHS)
        return 1.0;
    for (size_t i = 0; i < count; i++) {
        const okr_territory_facts *facts = &styling->facts->municipalities[i];
        most = fmax(most, theme->column[2] == 'o' ? facts->overdue : facts->listed);
    }
    return most;
}

static okr_status add_class(const okr_styling *styling, okr_style *style,
                            const okr_theme *theme, const okr_theme_class *class,
                            okr_error *err)
{
    const char *label = okr_arena_strdup(&style->arena, class->label_ru, err);
    okr_rule *rule = NULL;

    if (label == NULL)
        return OKR_ERR_NOMEM;
    rule = okr_style_rule(style, label, territory_sign(styling, class->colour), err);
    if (rule == NULL)
        return OKR_ERR_NOMEM;
    if (!isinf(class->over))
        okr_rule_test(rule, (okr_test){OKR_TEST_OVER, theme->column, NULL, class->over});
    okr_rule_test(rule, (okr_test){OKR_TEST_UP_TO, theme->column, NULL, class->up_to});
    return OKR_OK;
}

static okr_status add_no_data(const okr_styling *styling, okr_style *style, const char *column,
                              okr_error *err)
{
    okr_rule *rule = okr_style_rule(style, okr_theme_no_data_title.ru,
                                    territory_sign(styling, okr_theme_no_data), err);

    if (rule == NULL)
        return OKR_ERR_NOMEM;
    okr_rule_test(rule, (okr_test){OKR_TEST_MISSING, column, NULL, 0.0});
    return OKR_OK;
}

static okr_status choropleth(const okr_styling *styling, const okr_theme *theme,
                             okr_style *style, okr_error *err)
{
    okr_theme_class classes[OKR_THEME_CLASSES];
    const int count = okr_theme_classes(theme, maximum(styling, theme), classes);
    okr_status status = OKR_OK;

    style->shape = OKR_SHAPE_AREA;
    label_municipalities(style);
    for (int i = 0; i < count && status == OKR_OK; i++)
        status = add_class(styling, style, theme, &classes[i], err);
    return status == OKR_OK ? add_no_data(styling, style, theme->column, err) : status;
}

static okr_status municipalities(const okr_styling *styling, okr_style_fn *take, void *user,
                                 okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; okr_theme_at(i) != NULL && status == OKR_OK; i++) {
        okr_style style;
        okr_style_init(&style, okr_schema_find("municipality"), okr_theme_at(i)->title.ru);
        style.is_default = i == 0;
        status = choropleth(styling, okr_theme_at(i), &style, err);
        if (status == OKR_OK)
            status = take(user, &style, err);
        okr_style_done(&style);
    }
    return status;
}

static okr_status outlines(const char *table, const char *name, const okr_sign *sign,
                           const okr_labelling *labels, okr_style *style, okr_error *err)
{
    okr_style_init(style, okr_schema_find(table), name);
    style->shape = OKR_SHAPE_AREA;
    style->labels = *labels;
    return okr_style_rule(style, name, *sign, err) == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

static okr_status boundaries(const okr_styling *styling, okr_style_fn *take, void *user,
                             okr_error *err)
{
    const okr_sign sign = territory_sign(styling, NULL);
    okr_labelling labels;
    okr_style style;
    okr_status status = OKR_OK;

    okr_style_init(&style, NULL, "");
    label_municipalities(&style);
    labels = style.labels;
    status = outlines("municipality", "Только границы", &sign, &labels, &style, err);
    if (status == OKR_OK)
        status = take(user, &style, err);
    okr_style_done(&style);
    return status;
}

static okr_status agglomerations(okr_style_fn *take, void *user, okr_error *err)
{
    const okr_sign sign = {.shape = OKR_SHAPE_AREA,
                           .opacity = 1.0,
                           .stroke = "#6a1b6a",
                           .stroke_mm = 0.9,
                           .dashed = true};
    const okr_labelling labels = {.expression = "\"title_ru\"",
                                  .column = "title_ru",
                                  .size_pt = 10.0,
                                  .colour = "#6a1b6a",
                                  .bold = true,
                                  .largest_scale_n = 8000000.0,
                                  .priority = 7};
    okr_style style;
    okr_status status = outlines("agglomeration", "Агломерации", &sign, &labels, &style, err);

    style.is_default = true;
    if (status == OKR_OK)
        status = take(user, &style, err);
    okr_style_done(&style);
    return status;
}

/* A class of settlements by population, and from which scale it is drawn. */
typedef struct town_class {
    const char *label;
    double over, up_to; /* 0: open */
    double size_mm, largest_scale_n;
} town_class;

static const town_class towns[] = {
    {"более 100 тыс. чел.", 100000.0, 0.0, 3.4, 0.0},
    {"20–100 тыс. чел.", 20000.0, 100000.0, 2.6, 0.0},
    {"3–20 тыс. чел.", 3000.0, 20000.0, 1.9, 3000000.0},
    {"до 3 тыс. чел.", 0.0, 3000.0, 1.3, 1000000.0},
};

static const okr_sign town_sign = {.shape = OKR_SHAPE_POINT,
                                   .marker = "circle",
                                   .fill = "#ffffff",
                                   .opacity = 1.0,
                                   .stroke = "#333333",
                                   .stroke_mm = 0.3};

static okr_status add_town(okr_style *style, const town_class *class, okr_error *err)
{
    okr_sign sign = town_sign;
    okr_rule *rule = NULL;

    sign.size_mm = class->size_mm;
    rule = okr_style_rule(style, class->label, sign, err);
    if (rule == NULL)
        return OKR_ERR_NOMEM;
    rule->largest_scale_n = class->largest_scale_n;
    if (class->over > 0.0)
        okr_rule_test(rule, (okr_test){OKR_TEST_OVER, "population", NULL, class->over});
    if (class->up_to > 0.0)
        okr_rule_test(rule, (okr_test){OKR_TEST_UP_TO, "population", NULL, class->up_to});
    return OKR_OK;
}

static okr_status add_towns(okr_style *style, okr_error *err)
{
    okr_sign sign = town_sign;
    okr_rule *rule = NULL;

    for (size_t i = 0; i < sizeof towns / sizeof towns[0]; i++)
        if (add_town(style, &towns[i], err) != OKR_OK)
            return OKR_ERR_NOMEM;
    sign.size_mm = 1.3;
    sign.stroke = "#8a8a8a";
    rule = okr_style_rule(style, "население неизвестно", sign, err);
    if (rule == NULL)
        return OKR_ERR_NOMEM;
    rule->largest_scale_n = 1000000.0;
    okr_rule_test(rule, (okr_test){OKR_TEST_MISSING, "population", NULL, 0.0});
    return OKR_OK;
}

static okr_status settlements(okr_style_fn *take, void *user, okr_error *err)
{
    okr_style style;
    okr_status status = OKR_OK;

    okr_style_init(&style, okr_schema_find("settlement"), "Населённые пункты");
    style.is_default = true;
    style.shape = OKR_SHAPE_POINT;
    style.labels = (okr_labelling){.expression = "\"name_ru\"",
                                   .column = "name_ru",
                                   .size_pt = 7.0,
                                   .colour = "#333333",
                                   .largest_scale_n = 1000000.0,
                                   .priority = 3};
    status = add_towns(&style, err);
    if (status == OKR_OK)
        status = take(user, &style, err);
    okr_style_done(&style);
    return status;
}

okr_status okr_styles_of_territories(const okr_styling *styling, okr_style_fn *take, void *user,
                                     okr_error *err)
{
    okr_status status = municipalities(styling, take, user, err);

    if (status == OKR_OK)
        status = boundaries(styling, take, user, err);
    if (status == OKR_OK)
        status = agglomerations(take, user, err);
    return status == OKR_OK ? settlements(take, user, err) : status;
}
