/* okrug served of a workspace. */
#include "okrug/served.h"

#include "base/i18n.h"
#include "stats/service.h"
#include "view/ask.h"
#include "view/served_table.h"
#include "view/service_view.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void add_columns(okr_table *table, const okr_served_read *read)
{
    okr_table_column(table, "territory", "Код", "Code", -1);
    okr_table_column(table, "territory_title", "Территория", "Territory", -1);
    okr_served_area_columns(table, read);
    okr_table_column(table, "settlements", "Населённых пунктов", "Settlements", 0);
    okr_table_column(table, "settlements_certain", "обслужено", "served", 0);
    okr_table_column(table, "settlements_possible", "возможно обслужено", "possibly served", 0);
    okr_table_column(table, "settlements_unplaced", "без места", "not placed", 0);
    okr_served_people_columns(table, read);
    okr_table_column(table, "remark", "Примечание", "Remark", -1);
}

static void add_name(const okr_programme *p, const okr_service_row *row, okr_table *table)
{
    if (row->kind == OKR_SERVICE_MUNICIPALITY) {
        const okr_municipality *m = OKR_MUNICIPALITY(p, row->index);
        okr_table_text(table, m->oktmo);
        okr_table_titles(table, m->name_ru, m->name_en[0] != '\0' ? m->name_en : m->name_ru);
    } else if (row->kind == OKR_SERVICE_AGGLOMERATION) {
        const okr_agglomeration *a = OKR_AGGLOMERATION(p, row->index);
        okr_table_text(table, a->code);
        okr_table_titles(table, a->title.ru, a->title.en);
    } else {
        okr_table_foot(table);
        okr_table_text(table, "total");
        okr_table_titles(table, "Всего", "Total");
    }
}

static void remark(okr_text *ru, okr_text *en, bool holds, const char *in_ru, const char *in_en)
{
    if (!holds)
        return;
    okr_text_add(ru, ru->size > 0 ? "; " : "");
    okr_text_add(en, en->size > 0 ? "; " : "");
    okr_text_add(ru, in_ru);
    okr_text_add(en, in_en);
}

static void add_remarks(const okr_service_row *row, okr_table *table)
{
    okr_text ru = {0};
    okr_text en = {0};

    remark(&ru, &en, row->without_polygon > 0, "без границ", "no boundary");
    remark(&ru, &en, row->exceeds, "в населённых пунктах людей больше, чем в муниципалитете",
           "settlements have more people than the municipality");
    remark(&ru, &en, row->other_year, "население разных лет", "populations of different years");
    remark(&ru, &en, row->incomplete, "состав неполон", "members not complete");
    okr_table_titles(table, okr_text_str(&ru), okr_text_str(&en));
    okr_text_done(&ru);
    okr_text_done(&en);
}

static void add_row(const okr_programme *p, const okr_service_row *row,
                    const okr_served_read *read, okr_table *table)
{
    add_name(p, row, table);
    okr_served_area_cells(table, &row->area, read);
    okr_table_number(table, row->settlements);
    okr_table_number(table, row->settlements_certain);
    okr_table_number(table, row->settlements_possible);
    okr_table_number(table, row->settlements_unplaced);
    okr_table_number(table, okr_people_shown(row->population));
    okr_table_number(table, okr_percent_down(okr_service_people_low(row), read->digits));
    okr_table_number(table, okr_percent_up(okr_service_people_high(row), read->digits));
    add_remarks(row, table);
}

static void note_count(okr_table *table, int count, const char *ru, const char *en)
{
    char in_ru[160];
    char in_en[160];

    if (count == 0)
        return;
    (void)snprintf(in_ru, sizeof in_ru, "%s: %d", ru, count);
    (void)snprintf(in_en, sizeof in_en, "%s: %d", en, count);
    okr_table_note(table, in_ru, in_en);
}

static void add_notes(const okr_programme *p, const okr_service *service,
                      const okr_served_read *read, okr_table *table)
{
    bool reached = true;

    for (size_t i = 0; i < service->rows.count; i++)
        reached = reached && OKR_AT(&service->rows, okr_service_row, i).area.reached;
    okr_served_notes(table, read, reached);
    if (read->people == NULL && p->population_raster[0] != '\0')
        okr_table_note(
            table,
            "Население: по населённым пунктам; при сборке — по растру, который можно "
            "указать: --population",
            "Population: by settlements; the build counted by a raster, which "
            "--population takes");
    note_count(table, service->serving, "Обслуживают мероприятия", "Measures that serve");
    note_count(table, service->region, "Рядом с интервалом, на весь регион",
               "Beside the interval, of the whole region");
    note_count(table, service->territory, "Рядом с интервалом, на агломерации и территории",
               "Beside the interval, of agglomerations and territories");
    note_count(table, service->unplaced, "Рядом с интервалом, место неизвестно",
               "Beside the interval, place not known");
    note_count(table, service->no_distance, "Без радиуса обслуживания вида",
               "Of kinds without a service distance");
}

/* Polygons of the municipalities in the answer; when anything serves. */
static okr_status draw(const okr_programme *p, const okr_service *service,
                       const okr_served_read *read, const char *path, okr_error *err)
{
    okr_served_name *list = calloc(service->rows.count + 1, sizeof *list);
    okr_served_drawing drawing = {path, service->set, list, 0, true};
    okr_served_read how = *read;
    okr_status status = OKR_OK;

    if (list == NULL)
        return okr_fail_nomem(err);
    /* Without anything that serves there is no distance to refuse. */
    if (service->serving == 0)
        how.distance_m = 1.0;
    for (size_t i = 0; i < service->rows.count; i++) {
        const okr_service_row *row = &OKR_AT(&service->rows, okr_service_row, i);
        if (row->kind != OKR_SERVICE_MUNICIPALITY)
            continue;
        const okr_municipality *m = OKR_MUNICIPALITY(p, row->index);
        list[drawing.count++] = (okr_served_name){m->polygon, m->oktmo, m->name_ru};
    }
    status = okr_served_draw(&drawing, &how, err);
    free(list);
    return status;
}

static okr_status answer(const okr_ask *measures, const okr_ask *territories,
                         const okr_served_read *read, const char *area_out, okr_table *table,
                         okr_error *err)
{
    const okr_programme *p = okr_stats_programme(measures->stats);
    const okr_service_request request = {p,
                                         measures->selection,
                                         territories->selection,
                                         read->distance_m,
                                         read->tolerance,
                                         read->threads,
                                         read->people};
    okr_service service = OKR_SERVICE;
    okr_status status = okr_service_find(&request, &service, err);

    if (status == OKR_OK) {
        add_columns(table, read);
        for (size_t i = 0; i < service.rows.count; i++)
            add_row(p, &OKR_AT(&service.rows, okr_service_row, i), read, table);
        add_notes(p, &service, read, table);
        okr_ask_notes(measures, table);
        status = okr_table_check(table, err);
    }
    if (status == OKR_OK && area_out != NULL)
        status = draw(p, &service, read, area_out, err);
    okr_service_done(&service);
    return status;
}

okr_status okr_workspace_served(const okr_workspace *workspace,
                                const okr_served_question *question, okr_table **table,
                                okr_error *err)
{
    okr_filter serving = question->filter;
    const okr_filter place = {.in = question->filter.in};
    okr_served_read read = {0};
    okr_ask measures = {0};
    okr_ask territories = {0};
    okr_table *made = NULL;
    okr_status status = okr_need_shapes(workspace, err);

    if (status == OKR_OK)
        status = okr_served_read_how(&question->how, &read, err);

    /* What stands next door serves, too. */
    serving.in = NULL;
    if (status == OKR_OK)
        status = okr_ask_begin(&measures, workspace, &serving, err);
    if (status == OKR_OK)
        status = okr_ask_begin(&territories, workspace, &place, err);
    if (status == OKR_OK) {
        made = okr_table_new("Кто обслужен", "Who is served", err);
        status = made == NULL ? OKR_ERR_NOMEM
                              : answer(&measures, &territories, &read, question->how.area_out,
                                       made, err);
    }
    okr_served_read_done(&read);
    okr_ask_done(&measures);
    okr_ask_done(&territories);
    if (status == OKR_OK)
        *table = made;
    else
        okr_table_free(made);
    return status;
}
