/* What a workspace holds: a table of properties. */
#include "view/attribution.h"
#include "view/table.h"
#include "view/workspace.h"

#include "link/placement.h"

#include <stdio.h>

static void put(okr_table *t, const char *code, const char *ru, const char *en)
{
    okr_table_text(t, code);
    okr_table_titles(t, ru, en);
}

static void put_text(okr_table *t, const char *code, const char *ru, const char *en,
                     okr_titles value)
{
    put(t, code, ru, en);
    okr_table_titles(t, value.ru, value.en);
}

static void put_date(okr_table *t, const char *code, const char *ru, const char *en,
                     okr_date date)
{
    put(t, code, ru, en);
    okr_table_date(t, date);
}

static void put_count(okr_table *t, const char *code, const char *ru, const char *en,
                      size_t count)
{
    char text[OKR_DATE_TEXT];

    put(t, code, ru, en);
    (void)snprintf(text, sizeof text, "%zu", count);
    okr_table_text(t, text);
}

static void add_header(okr_table *t, const okr_programme *p)
{
    const okr_boundary_set *b = &p->boundary_set;

    put_text(t, "title", "Программа", "Programme", p->title);
    put_text(t, "region", "Регион", "Region", p->region);
    put_date(t, "period_start", "Начало периода", "Period start", p->period_start);
    put_date(t, "period_end", "Конец периода", "Period end", p->period_end);
    put_date(t, "status_date", "Отчётная дата", "Status date", p->status_date);
    if (p->as_of.precision != OKR_DATE_NONE)
        put_date(t, "as_of", "Муниципальные образования на дату", "Municipalities as of",
                 p->as_of);
    put_text(t, "boundary_set", "Границы", "Boundaries", b->name);
    put_text(t, "boundary_source", "Источник границ", "Source of boundaries",
             (okr_titles){b->source, b->source});
    put_text(t, "boundary_licence", "Лицензия границ", "Licence of boundaries",
             (okr_titles){b->licence, b->licence});
    put_text(t, "boundary_exactness", "Точность границ", "Exactness of boundaries",
             b->approximate ? (okr_titles){"приблизительные", "approximate"}
                            : (okr_titles){"как в источнике", "as in the source"});
    put_text(t, "crs", "Система координат", "Coordinate system", (okr_titles){p->crs, p->crs});
}

static void add_counts(okr_table *t, const okr_programme *p)
{
    put_count(t, "municipalities", "Муниципальных образований", "Municipalities",
              p->municipalities.count);
    put_count(t, "agglomerations", "Агломераций", "Agglomerations", p->agglomerations.count);
    put_count(t, "settlements", "Населённых пунктов", "Settlements", p->settlements.count);
    put_count(t, "kinds", "Видов мероприятий", "Kinds", p->kinds.count);
    put_count(t, "measures", "Строк мероприятий", "Measures", p->measures.count);
    for (int role = 0; role < (int)OKR_ROLE_COUNT; role++) {
        char ru[96];
        char en[96];
        size_t count = 0;
        for (size_t i = 0; i < p->measures.count; i++)
            count += OKR_MEASURE(p, i)->role == (okr_role)role ? 1 : 0;
        (void)snprintf(ru, sizeof ru, "  из них: %s", okr_word_title(&okr_roles, role, true));
        (void)snprintf(en, sizeof en, "  of these: %s",
                       okr_word_title(&okr_roles, role, false));
        put_count(t, okr_word_code(&okr_roles, role), ru, en, count);
    }
    put_count(t, "mentions", "Упоминаний", "Mentions", p->mentions.count);
    put_count(t, "locations", "Мест", "Locations", p->locations.count);
    put_count(t, "indicators", "Показателей", "Indicators", p->indicators.count);
    put_count(t, "links", "Связей с муниципальными образованиями", "Links to municipalities",
              p->links.count);
}

static okr_status add_placements(okr_table *t, const okr_programme *p, okr_error *err)
{
    size_t counts[OKR_PLACEMENT_COUNT] = {0};
    okr_places *places = NULL;
    okr_status status = okr_places_new(p, OKR_BASES_DEFAULT, &places, err);

    if (status != OKR_OK)
        return status;
    for (size_t i = 0; i < p->measures.count; i++)
        if (OKR_MEASURE(p, i)->role == OKR_ROLE_ITEM)
            counts[okr_places_at(places, (int)i)->placement]++;
    okr_places_free(places);
    for (int k = 0; k < (int)OKR_PLACEMENT_COUNT; k++) {
        char ru[160];
        char en[160];
        (void)snprintf(ru, sizeof ru, "Мероприятий: %s",
                       okr_word_title(&okr_placements, k, true));
        (void)snprintf(en, sizeof en, "Items: %s", okr_word_title(&okr_placements, k, false));
        put_count(t, okr_word_code(&okr_placements, k), ru, en, counts[k]);
    }
    return OKR_OK;
}

static void add_findings(okr_table *t, const okr_programme *p)
{
    size_t counts[OKR_SEVERITY_COUNT] = {0};

    for (size_t i = 0; i < p->findings.count; i++)
        counts[OKR_FINDING(p, i)->severity]++;
    put_count(t, "errors", "Замечаний: ошибки", "Findings: errors", counts[OKR_SEVERITY_ERROR]);
    put_count(t, "warnings", "Замечаний: предупреждения", "Findings: warnings",
              counts[OKR_SEVERITY_WARNING]);
}

okr_status okr_workspace_info(const okr_workspace *workspace, okr_table **table, okr_error *err)
{
    const okr_programme *p = &workspace->programme;
    okr_table *t = okr_table_new("Рабочий файл", "Workspace", err);
    okr_status status = t == NULL ? OKR_ERR_NOMEM : OKR_OK;

    if (status != OKR_OK)
        return status;
    okr_table_column(t, "property", "Свойство", "Property", -1);
    okr_table_column(t, "title", "Что это", "What it is", -1);
    okr_table_column(t, "value", "Значение", "Value", -1);
    add_header(t, p);
    add_counts(t, p);
    status = add_placements(t, p, err);
    add_findings(t, p);
    for (size_t i = 0; i < p->attributions.count; i++) {
        const okr_attribution *a = &OKR_AT(&p->attributions, okr_attribution, i);
        okr_text ru = {0};
        okr_text en = {0};
        okr_add_attribution(&ru, a, true);
        okr_add_attribution(&en, a, false);
        okr_table_note(t, okr_text_str(&ru), okr_text_str(&en));
        okr_text_done(&ru);
        okr_text_done(&en);
    }
    if (status == OKR_OK)
        status = okr_table_check(t, err);
    if (status != OKR_OK) {
        okr_table_free(t);
        return status;
    }
    *table = t;
    return OKR_OK;
}
