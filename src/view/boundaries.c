/* The public face of okrug boundaries: the work of the build layer with its table. */
#include "build/boundaries.h"

#include "base/number.h"
#include "base/text.h"
#include "view/table.h"

#include <math.h>

static void add_columns(okr_table *table, bool compared)
{
    okr_table_column(table, "oktmo", "ОКТМО", "OKTMO", -1);
    okr_table_column(table, "name", "Муниципальное образование", "Municipality", -1);
    okr_table_column(table, "area_official_km2", "Официальная площадь, км²",
                     "Official area, km²", 1);
    okr_table_column(table, "area_drawn_km2", "Площадь полигона, км²", "Drawn area, km²", 1);
    if (!compared)
        return;
    okr_table_column(table, "area_real_km2", "Площадь для сравнения, км²", "Real area, km²", 1);
    okr_table_column(table, "met_share", "Доля совпадения", "Share met", 3);
}

static void add_row(okr_table *table, const okr_boundaries *b, size_t i)
{
    const okr_municipality *m = OKR_MUNICIPALITY(&b->programme, i);

    okr_table_text(table, m->oktmo);
    okr_table_titles(table, m->name_ru, m->name_en[0] == '\0' ? m->name_ru : m->name_en);
    okr_table_number(table, m->area_official_km2);
    okr_table_number(table, m->area_m2 / 1e6);
    if (isnan(b->report.agreement))
        return;
    okr_table_number(table, b->real_m2[i] / 1e6);
    okr_table_number(table, b->met_m2[i] / b->real_m2[i]);
}

static void add_notes(okr_table *table, const okr_boundaries *b)
{
    char share[OKR_NUMBER_TEXT];
    okr_text ru = {0}, en = {0};

    okr_table_note(table, "границы приближённые: ячейки населённых пунктов, не межевание",
                   "the boundaries are approximate: cells of settlements, not a survey");
    if (isnan(b->report.agreement))
        return;
    okr_number_fixed(b->report.agreement, 3, share);
    okr_text_addf(&ru, "доля площади в верном муниципальном образовании: %s", share);
    okr_text_addf(&en, "share of the area put in the right municipality: %s", share);
    okr_table_note(table, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

static okr_status make_table(const okr_boundaries *b, okr_table **out, okr_error *err)
{
    okr_table *table = okr_table_new("Приближённые границы", "Approximate boundaries", err);
    okr_status status = OKR_OK;

    if (table == NULL)
        return OKR_ERR_NOMEM;
    add_columns(table, !isnan(b->report.agreement));
    for (size_t i = 0; i < b->report.municipalities; i++)
        add_row(table, b, i);
    add_notes(table, b);
    status = okr_table_check(table, err);
    if (status != OKR_OK) {
        okr_table_free(table);
        return status;
    }
    *out = table;
    return OKR_OK;
}

okr_status okr_boundaries_thiessen(const okr_boundaries_options *options,
                                   const okr_listener *listener, okr_boundaries_report *report,
                                   okr_table **table, okr_error *err)
{
    okr_boundaries boundaries = {0};
    okr_status status = okr_boundaries_run(options, listener, &boundaries, err);

    if (status == OKR_OK && table != NULL)
        status = make_table(&boundaries, table, err);
    if (status == OKR_OK)
        *report = boundaries.report;
    okr_boundaries_done(&boundaries);
    return status;
}
