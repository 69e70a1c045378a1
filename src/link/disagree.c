#include "link/disagree.h"

#include "base/number.h"
#include "geo/nearest.h"
#include "link/message.h"
#include "link/standing.h"
#include "link/tally.h"

#include <math.h>

/* Vertices of a disagreeing geometry that are looked at: spread evenly over each part. */
enum { SAMPLES = 64 };

#define PORTION_TOLERANCE 1e-6
#define DRAWN_TOLERANCE 0.05

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
    okr_message say = {0};
    double metres = NAN;
    okr_status status = reach_out(p, l, &metres, err);

    if (status != OKR_OK)
        return status;
    okr_message_say(&say, "координаты не в названном муниципалитете «",
                    "the coordinates are not in the stated municipality '");
    okr_message_name(&say, m);
    okr_message_say(&say, "»", "'");
    if (!isnan(elsewhere)) {
        okr_message_say(&say, ": вне его ", ": outside it ");
        okr_message_number(&say, 100.0 * elsewhere, 1);
        okr_message_say(&say, " %", " %");
    }
    if (!isnan(metres)) {
        okr_message_say(&say, ", до него ", ", distance ");
        okr_message_number(&say, metres / 1000.0, 3);
        okr_message_say(&say, " км", " km");
    }
    return okr_message_find(&say, p, &at, err);
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
    okr_message say = {0};

    okr_message_say(&say, "доли мест мероприятия дают в сумме ",
                    "the portions of the measure's locations sum to ");
    okr_text_add_number(&say.ru, sum);
    okr_text_add_number(&say.en, sum);
    okr_message_say(&say, ", а не 1: мероприятие не разделено",
                    ", not 1: the measure is not split");
    return okr_message_find(&say, p, &at, err);
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
    const okr_titles unit = length ? (okr_titles){" км", " km"} : (okr_titles){" га", " ha"};
    okr_message say = {0};

    okr_message_say(&say, "заявлено ", "stated ");
    okr_message_number(&say, stated / scale, 3);
    okr_message_say(&say, unit.ru, unit.en);
    okr_message_say(&say, ", нарисовано ", ", drawn ");
    okr_message_number(&say, drawn / scale, 3);
    okr_message_say(&say, unit.ru, unit.en);
    okr_message_say(&say, ": расхождение ", ": they differ by ");
    okr_message_number(&say, 100.0 * fabs(stated - drawn) / drawn, 1);
    okr_message_say(&say, " %", " %");
    return okr_message_find(&say, p, &at, err);
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
