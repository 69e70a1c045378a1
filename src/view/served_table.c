#include "view/served_table.h"

#include "base/i18n.h"
#include "base/number.h"
#include "geo/distance_text.h"

#include <math.h>
#include <stdio.h>

static okr_status read_tolerance(const char *text, double *tolerance, okr_error *err)
{
    *tolerance = OKR_SERVED_TOLERANCE;
    if (text == NULL)
        return OKR_OK;
    if (!okr_number_parse(text, tolerance) || !(*tolerance >= 1e-7) || *tolerance > 1.0)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --tolerance: '%s' is no part of the area from 1e-7 to 1"),
                        text);
    return OKR_OK;
}

okr_status okr_served_read_how(const okr_served_how *how, okr_served_read *read, okr_error *err)
{
    okr_status status = read_tolerance(how->tolerance, &read->tolerance, err);

    read->distance_m = 0.0;
    if (status == OKR_OK && how->distance != NULL)
        status = okr_distance_parse(how->distance, &read->distance_m, err);
    if (status == OKR_OK && how->distance != NULL && !(read->distance_m > 0.0))
        status = okr_fail(err, OKR_ERR_USAGE, _("option --distance: '%s' is not above zero"),
                          how->distance);
    if (status == OKR_OK && (how->threads < 0 || how->threads > 64))
        status = okr_fail(err, OKR_ERR_USAGE, _("option --threads: %ld is not in 0..64"),
                          how->threads);
    if (status != OKR_OK)
        return status;
    read->threads = (unsigned)how->threads;
    read->digits = (int)ceil(-log10(read->tolerance) - 1e-9) - 1;
    read->digits = read->digits < 1 ? 1 : read->digits;
    return how->population == NULL ? OKR_OK
                                   : okr_raster_open(how->population, &read->people, err);
}

void okr_served_read_done(okr_served_read *read)
{
    okr_raster_close(read->people);
    read->people = NULL;
}

double okr_people_shown(double people)
{
    return round(people * 1000.0) / 1000.0;
}

void okr_served_people_columns(okr_table *table, const okr_served_read *read)
{
    okr_table_column(table, "population", "Население", "Population", 0);
    okr_table_column(table, "population_low_pct", "Обслужено населения от, %",
                     "Population served from, %", read->digits);
    okr_table_column(table, "population_high_pct", "до, %", "to, %", read->digits);
}

void okr_served_people_cells(okr_table *table, const okr_served_people *people,
                             const okr_served_read *read)
{
    const bool any = people->all > 0.0;

    okr_table_number(table, okr_people_shown(people->all));
    okr_table_number(table, any ? okr_percent_down(people->low / people->all, read->digits)
                                : (double)NAN);
    okr_table_number(table, any ? okr_percent_up(people->high / people->all, read->digits)
                                : (double)NAN);
}

double okr_percent_down(double share, int digits)
{
    double scale = pow(10.0, digits);

    return floor(100.0 * share * scale) / scale;
}

double okr_percent_up(double share, int digits)
{
    double scale = pow(10.0, digits);

    return ceil(100.0 * share * scale) / scale;
}

void okr_served_area_columns(okr_table *table, const okr_served_read *read)
{
    okr_table_column(table, "area_km2", "Площадь, км²", "Area, km²", 2);
    okr_table_column(table, "area_low_pct", "Обслужено площади от, %", "Area served from, %",
                     read->digits);
    okr_table_column(table, "area_high_pct", "до, %", "to, %", read->digits);
}

void okr_served_area_cells(okr_table *table, const okr_served_area *area,
                           const okr_served_read *read)
{
    bool known = area->area_m2 > 0.0;

    okr_table_number(table, known ? round(area->area_m2) / 1e6 : (double)NAN);
    okr_table_number(table, known ? okr_percent_down(area->low_m2 / area->area_m2, read->digits)
                                  : (double)NAN);
    okr_table_number(table, known ? okr_percent_up(area->high_m2 / area->area_m2, read->digits)
                                  : (double)NAN);
}

static void note_distance(okr_table *table, double distance_m)
{
    char metres[OKR_NUMBER_TEXT];
    char ru[160];
    char en[160];

    if (!(distance_m > 0.0)) {
        okr_table_note(table, "Расстояние: радиус обслуживания каждого вида",
                       "Distance: the service distance of each kind");
        return;
    }
    okr_number_format(distance_m, metres);
    (void)snprintf(ru, sizeof ru, "Расстояние: %s м по прямой, геодезическое (WGS 84)", metres);
    (void)snprintf(en, sizeof en, "Distance: %s m in a straight line, geodesic (WGS 84)",
                   metres);
    okr_table_note(table, ru, en);
}

void okr_served_notes(okr_table *table, const okr_served_read *read, bool reached)
{
    char tolerance[OKR_NUMBER_TEXT];
    char ru[256];
    char en[256];

    note_distance(table, read->distance_m);
    okr_number_format(read->tolerance, tolerance);
    (void)snprintf(en, sizeof en,
                   "The bounds are certain; computing adds at most %s of a territory's area to "
                   "the width",
                   tolerance);
    for (char *point = tolerance; *point != '\0'; point++)
        if (*point == '.')
            *point = ',';
    (void)snprintf(ru, sizeof ru,
                   "Границы интервала достоверны; вычислительная часть его ширины не больше %s "
                   "площади территории",
                   tolerance);
    okr_table_note(table, ru, en);
    if (read->people != NULL)
        okr_table_note(table, "Население: по растру, каждый пиксель в той доле, что внутри",
                       "Population: of the raster, every pixel by the part that is inside");
    if (!reached)
        okr_table_note(table, "Допуск достигнут не везде: интервал шире, но достоверен",
                       "The tolerance was not reached everywhere: the interval is wider, but "
                       "certain");
}
