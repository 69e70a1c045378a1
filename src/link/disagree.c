#include "link/disagree.h"

#include "base/number.h"
#include "geo/nearest.h"
#include "link/standing.h"
#include "link/tally.h"

#include <math.h>

/* Vertices of a disagreeing geometry that are looked at: spread evenly over each part. */
enum { SAMPLES = 64 };

#define PORTION_TOLERANCE 1e-6
#define DRAWN_TOLERANCE 0.05

static void add_fixed(okr_text *text, double value, int digits)
{
    char number[OKR_NUMBER_TEXT];

    okr_number_fixed(value, digits, number);
    okr_text_add(text, number);
}

/* Add a finding whose messages were built as texts; the texts are released. */
static okr_status report(okr_programme *p, const okr_finding_at *at, okr_text *ru, okr_text *en,
                         okr_error *err)
{
    okr_status status = okr_text_check(ru, err);

    if (status == OKR_OK)
        status = okr_text_check(en, err);
    if (status == OKR_OK)
        status = okr_programme_find(p, at, okr_text_str(ru), okr_text_str(en), err);
    okr_text_done(ru);
    okr_text_done(en);
    return status;
}

static okr_status farthest_of_part(const okr_part *part, okr_wkb polygon, double *farthest,
                                   okr_error *err)
{
    const size_t step = part->count / SAMPLES + 1;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < part->count && status == OKR_OK; i += step) {
        double metres = NAN;
        status = okr_nearest_distance(polygon, part->points[i], &metres, err);
        *farthest = fmax(*farthest, metres); /* NaN loses */
    }
    return status;
}

/* How far the geometry reaches out of the municipality; NaN without a polygon. */
static okr_status reach_out(const okr_programme *p, const okr_location *l, double *metres,
                            okr_error *err)
{
    const okr_wkb polygon = OKR_MUNICIPALITY(p, l->municipality)->polygon;
    okr_wkb_reader reader = {0};
    okr_part part = {0};
    bool more = true;
    okr_status status = OKR_OK;

    *metres = NAN;
    okr_wkb_start(&reader, l->geometry);
    while (more && status == OKR_OK) {
        status = okr_wkb_next(&reader, &part, &more, err);
        if (status == OKR_OK && more)
            status = farthest_of_part(&part, polygon, metres, err);
    }
    okr_wkb_reader_done(&reader);
    return status;
}

okr_status okr_find_disagreement(okr_programme *p, int location, double elsewhere,
                                 okr_error *err)
{
    const okr_location *l = OKR_LOCATION(p, location);
    const okr_municipality *m = OKR_MUNICIPALITY(p, l->municipality);
    const okr_finding_at at = {.code = "place_disagrees",
                               .severity = OKR_SEVERITY_WARNING,
                               .table = "locations",
                               .row = l->row,
                               .item = l->location_id,
                               .column = "geometry",
                               .value = m->oktmo};
    okr_text ru = {0}, en = {0};
    double metres = NAN;
    okr_status status = reach_out(p, l, &metres, err);

    if (status != OKR_OK)
        return status;
    okr_text_addf(&ru, "координаты не в названном муниципалитете «%s»", m->name_ru);
    okr_text_addf(&en, "the coordinates are not in the stated municipality '%s'",
                  m->name_en[0] != '\0' ? m->name_en : m->name_ru);
    if (!isnan(elsewhere)) {
        okr_text_add(&ru, ": вне его ");
        okr_text_add(&en, ": outside it ");
        add_fixed(&ru, 100.0 * elsewhere, 1);
        add_fixed(&en, 100.0 * elsewhere, 1);
        okr_text_add(&ru, " %");
        okr_text_add(&en, " %");
    }
    if (!isnan(metres)) {
        okr_text_add(&ru, ", до него ");
        okr_text_add(&en, ", distance ");
        add_fixed(&ru, metres / 1000.0, 3);
        add_fixed(&en, metres / 1000.0, 3);
        okr_text_add(&ru, " км");
        okr_text_add(&en, " km");
    }
    return report(p, &at, &ru, &en, err);
}

static okr_status wrong_portions(okr_programme *p, int measure, double sum, okr_error *err)
{
    const okr_measure *m = OKR_MEASURE(p, measure);
    const okr_finding_at at = {.code = "portion_sum",
                               .severity = OKR_SEVERITY_ERROR,
                               .table = "locations",
                               .row = m->row,
                               .item = m->measure_id,
                               .column = "portion"};
    okr_text ru = {0}, en = {0};

    okr_text_add(&ru, "доли мест мероприятия дают в сумме ");
    okr_text_add(&en, "the portions of the measure's locations sum to ");
    okr_text_add_number(&ru, sum);
    okr_text_add_number(&en, sum);
    okr_text_add(&ru, ", а не 1: мероприятие не разделено");
    okr_text_add(&en, ", not 1: the measure is not split");
    return report(p, &at, &ru, &en, err);
}

okr_status okr_find_portions(okr_programme *p, okr_error *err)
{
    okr_buckets locations = {0};
    okr_status status = okr_buckets_build(&locations, p->measures.count, &p->locations,
                                          offsetof(okr_location, measure), err);

    for (size_t m = 0; m < p->measures.count && status == OKR_OK; m++) {
        const okr_bucket rows = okr_buckets_at(&locations, (int)m);
        double sum = 0.0;
        bool stated = false;
        for (size_t i = 0; i < rows.count; i++) {
            const double portion = OKR_LOCATION(p, rows.rows[i])->portion;
            stated |= !isnan(portion);
            sum += isnan(portion) ? 0.0 : portion;
        }
        if (stated && fabs(sum - 1.0) > PORTION_TOLERANCE)
            status = wrong_portions(p, (int)m, sum, err);
    }
    okr_buckets_done(&locations);
    return status;
}

static okr_status differs(okr_programme *p, const okr_indicator *i, double stated, double drawn,
                          okr_error *err)
{
    const bool length = okr_share_class_of_unit(p, i->unit) == OKR_SHARE_LENGTH;
    const double scale = length ? 1000.0 : 1e4;
    const okr_finding_at at = {.code = length ? "length_differs" : "area_differs",
                               .severity = OKR_SEVERITY_WARNING,
                               .table = "indicators",
                               .row = i->row,
                               .item = i->measure_id,
                               .column = "indicator",
                               .value = i->code};
    okr_text ru = {0}, en = {0};

    okr_text_add(&ru, "заявлено ");
    okr_text_add(&en, "stated ");
    add_fixed(&ru, stated / scale, 3);
    add_fixed(&en, stated / scale, 3);
    okr_text_add(&ru, length ? " км, нарисовано " : " га, нарисовано ");
    okr_text_add(&en, length ? " km, drawn " : " ha, drawn ");
    add_fixed(&ru, drawn / scale, 3);
    add_fixed(&en, drawn / scale, 3);
    okr_text_add(&ru, length ? " км: расхождение " : " га: расхождение ");
    okr_text_add(&en, length ? " km: they differ by " : " ha: they differ by ");
    add_fixed(&ru, 100.0 * fabs(stated - drawn) / drawn, 1);
    add_fixed(&en, 100.0 * fabs(stated - drawn) / drawn, 1);
    okr_text_add(&ru, " %");
    okr_text_add(&en, " %");
    return report(p, &at, &ru, &en, err);
}

/* What is drawn of a measure's own stated or implied places; 0 when nothing is. */
static double drawn_of(const okr_programme *p, const okr_bucket rows, bool length)
{
    double sum = 0.0;

    for (size_t i = 0; i < rows.count; i++) {
        const okr_location *l = OKR_LOCATION(p, rows.rows[i]);
        const double drawn = length ? l->length_m : l->area_m2;
        if ((OKR_BASES_DEFAULT & OKR_BASIS_BIT(l->basis)) != 0 && !isnan(drawn))
            sum += drawn;
    }
    return sum;
}

static okr_status compare_drawn(okr_programme *p, const okr_buckets *locations, size_t index,
                                okr_error *err)
{
    const okr_indicator *i = OKR_INDICATOR(p, index);
    const okr_share_class c = okr_share_class_of_unit(p, i->unit);
    const double value = isnan(i->target.number) ? i->actual.number : i->target.number;

    if (i->measure < 0 || c == OKR_SHARE_OTHER || i->aggregation != OKR_AGGREGATION_SUM ||
        OKR_MEASURE(p, i->measure)->role != OKR_ROLE_ITEM)
        return OKR_OK;
    const double stated = value * okr_unit_in_metres(p, i->unit);
    const double drawn =
        drawn_of(p, okr_buckets_at(locations, i->measure), c == OKR_SHARE_LENGTH);
    if (drawn > 0.0 && fabs(stated - drawn) > DRAWN_TOLERANCE * drawn)
        return differs(p, i, stated, drawn, err);
    return OKR_OK;
}

okr_status okr_find_drawn_differences(okr_programme *p, okr_error *err)
{
    okr_buckets locations = {0};
    okr_status status = okr_buckets_build(&locations, p->measures.count, &p->locations,
                                          offsetof(okr_location, measure), err);

    for (size_t i = 0; i < p->indicators.count && status == OKR_OK; i++)
        status = compare_drawn(p, &locations, i, err);
    okr_buckets_done(&locations);
    return status;
}
