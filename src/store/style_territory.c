/* How municipalities and agglomerations look. */
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

static const okr_titles borders_title = {"Только границы", "Borders only"};
static const okr_titles agglomerations_title = {"Агломерации", "Agglomerations"};

static const okr_titles municipality_tip = {
    "<b>[% \"name_ru\" %]</b><br>мероприятий: [% coalesce(\"n_listed\", 0) %], "
    "завершено: [% coalesce(\"n_completed\", 0) %]<br>"
    "ход работ: [% coalesce(round(100 * \"progress\") || ' %', 'неизвестен') %]",
    "<b>[% \"name_ru\" %]</b><br>measures: [% coalesce(\"n_listed\", 0) %], "
    "completed: [% coalesce(\"n_completed\", 0) %]<br>"
    "physical progress: [% coalesce(round(100 * \"progress\") || '%', 'not known') %]"};

static const okr_titles agglomeration_tip = {
    "<b>[% \"title_ru\" %]</b><br>мероприятий: [% coalesce(\"n_listed\", 0) %]",
    "<b>[% \"title_ru\" %]</b><br>measures: [% coalesce(\"n_listed\", 0) %]"};

/* Below this scale a short name is enough, above it there is room for the full one. */
static const double overview_n = 1200000.0;

/* The figure under the name: most measures of a real programme have no geometry, and this is
 * how a map shows that they are there. */
static void add_figure(okr_text *expression, const okr_theme *theme)
{
    if (theme == NULL)
        return;
    if (theme->rule == OKR_THEME_FIFTHS)
        okr_text_addf(expression, " || coalesce('\\n' || round(100 * \"%s\") || ' %%', '')",
                      theme->column);
    else
        okr_text_addf(expression, " || if(\"%s\" > 0, '\\n' || \"%s\", '')", theme->column,
                      theme->column);
}

static okr_status add_name(okr_style *style, const char *name, const okr_theme *theme,
                           okr_labelling labels, okr_error *err)
{
    okr_text expression = {0};

    okr_text_add(&expression, name);
    add_figure(&expression, theme);
    labels.expression = okr_text_copy(&expression, &style->arena, err);
    okr_text_done(&expression);
    return labels.expression == NULL ? OKR_ERR_NOMEM : okr_style_label(style, labels, err);
}

static okr_status label_municipalities(const okr_programme *p, okr_style *style,
                                       const okr_theme *theme, okr_error *err)
{
    const okr_labelling overview = {.column = "name_short_ru",
                                    .size_pt = 8.0,
                                    .colour = "#222222",
                                    .wrap = 18,
                                    .smallest_scale_n = overview_n,
                                    .largest_scale_n = 5000000.0,
                                    .priority = 6};
    const okr_labelling detail = {.column = "name_ru",
                                  .size_pt = 9.5,
                                  .colour = "#33475b",
                                  .wrap = 20,
                                  .largest_scale_n = overview_n,
                                  .priority = 7};
    okr_status status =
        add_name(style, "coalesce(\"name_short_ru\", \"name_ru\")", theme, overview, err);

    style->preview = "\"name_ru\"";
    style->tip = okr_style_say(p, municipality_tip);
    return status == OKR_OK ? add_name(style, "\"name_ru\"", theme, detail, err) : status;
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
    const okr_titles titles = {class->label_ru, class->label_en};
    const char *label =
        okr_arena_strdup(&style->arena, okr_style_say(styling->programme, titles), err);
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
    okr_rule *rule =
        okr_style_rule(style, okr_style_say(styling->programme, okr_theme_no_data_title),
                       territory_sign(styling, okr_theme_no_data), err);

    if (rule == NULL)
        return OKR_ERR_NOMEM;
    okr_rule_test(rule, (okr_test){OKR_TEST_MISSING, column, NULL, 0.0});
    return OKR_OK;
}

/* "Ход работ: среднее по мероприятиям, где он известен". */
static okr_status add_heading(const okr_programme *p, okr_style *style, const okr_theme *theme,
                              okr_error *err)
{
    okr_text text = {0};

    okr_text_addf(&text, "%s: %s", okr_style_say(p, theme->title),
                  okr_style_say(p, theme->note));
    style->heading = okr_text_copy(&text, &style->arena, err);
    okr_text_done(&text);
    return style->heading == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

static okr_status choropleth(const okr_styling *styling, const okr_theme *theme,
                             okr_style *style, okr_error *err)
{
    okr_theme_class classes[OKR_THEME_CLASSES];
    const int count = okr_theme_classes(theme, maximum(styling, theme), classes);
    okr_status status = label_municipalities(styling->programme, style, theme, err);

    style->shape = OKR_SHAPE_AREA;
    if (status == OKR_OK)
        status = add_heading(styling->programme, style, theme, err);
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
        okr_style_init(&style, okr_schema_find("municipality"),
                       okr_style_say(styling->programme, okr_theme_at(i)->title));
        style.is_default = i == 0;
        status = choropleth(styling, okr_theme_at(i), &style, err);
        if (status == OKR_OK)
            status = take(user, &style, err);
        okr_style_done(&style);
    }
    return status;
}

static okr_status outlines(okr_style *style, const char *table, const char *name,
                           const okr_sign *sign, okr_error *err)
{
    okr_style_init(style, okr_schema_find(table), name);
    style->shape = OKR_SHAPE_AREA;
    return okr_style_rule(style, name, *sign, err) == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

static okr_status boundaries(const okr_styling *styling, okr_style_fn *take, void *user,
                             okr_error *err)
{
    const okr_sign sign = territory_sign(styling, NULL);
    okr_style style;
    okr_status status = outlines(&style, "municipality",
                                 okr_style_say(styling->programme, borders_title), &sign, err);

    if (status == OKR_OK)
        status = label_municipalities(styling->programme, &style, NULL, err);
    if (status == OKR_OK)
        status = take(user, &style, err);
    okr_style_done(&style);
    return status;
}

/* A pale band keeps a winding border readable, and says nothing of planned or existing. */
static okr_status agglomerations(const okr_styling *styling, okr_style_fn *take, void *user,
                                 okr_error *err)
{
    const okr_sign sign = {.shape = OKR_SHAPE_AREA,
                           .opacity = 1.0,
                           .stroke = "#6a1b6a",
                           .stroke_mm = 0.4,
                           .band_mm = 1.8};
    const okr_labelling labels = {.expression = "\"title_ru\"",
                                  .column = "title_ru",
                                  .size_pt = 10.0,
                                  .colour = "#6a1b6a",
                                  .bold = true,
                                  .wrap = 20,
                                  .smallest_scale_n = 400000.0,
                                  .largest_scale_n = 8000000.0,
                                  .priority = 9};
    okr_style style;
    okr_status status =
        outlines(&style, "agglomeration",
                 okr_style_say(styling->programme, agglomerations_title), &sign, err);

    style.is_default = true;
    style.preview = labels.expression;
    style.tip = okr_style_say(styling->programme, agglomeration_tip);
    if (status == OKR_OK)
        status = okr_style_label(&style, labels, err);
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
    return status == OKR_OK ? agglomerations(styling, take, user, err) : status;
}
