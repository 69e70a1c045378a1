#include "stats/service.h"

#include "base/i18n.h"
#include "served/served_people.h"
#include "stats/service_source.h"
#include "stats/territory.h"

#include <math.h>
#include <stdlib.h>

/* Everything that one question needs. */
typedef struct job {
    const okr_service_request *request;
    const okr_programme *p;
    okr_served_set *set;    /* borrowed from the answer */
    okr_service_row *rows;  /* owned, one per municipality */
    okr_wkb *polygons;      /* owned, of the municipalities asked for */
    int *asked;             /* owned, their indices */
    okr_served_area *areas; /* owned, of the polygons */
    size_t count;
} job;

static bool is_asked(const job *j, int municipality)
{
    const okr_selection *s = j->request->territories;

    return s == NULL || s->municipalities == NULL || s->municipalities[municipality];
}

static bool is_agglomeration_asked(const job *j, int agglomeration)
{
    const okr_selection *s = j->request->territories;

    return s == NULL || s->agglomerations == NULL || s->agglomerations[agglomeration];
}

/* A municipality that is there at all: one that was merged has neither polygon nor people. */
static bool is_there(const okr_municipality *m)
{
    return m->polygon.size > 0 || isfinite(m->population);
}

static okr_status job_init(job *j, const okr_service_request *request, okr_error *err)
{
    const okr_programme *p = request->programme;
    const size_t n = p->municipalities.count + 1;

    *j = (job){.request = request, .p = p};
    j->rows = calloc(n, sizeof *j->rows);
    j->polygons = calloc(n, sizeof *j->polygons);
    j->asked = calloc(n, sizeof *j->asked);
    j->areas = calloc(n, sizeof *j->areas);
    if (j->rows == NULL || j->polygons == NULL || j->asked == NULL || j->areas == NULL)
        return okr_fail_nomem(err);
    return OKR_OK;
}

static void job_done(job *j)
{
    free(j->rows);
    free(j->polygons);
    free(j->asked);
    free(j->areas);
}

static void start_rows(job *j)
{
    for (int m = 0; m < (int)j->p->municipalities.count; m++) {
        const okr_municipality *town = OKR_MUNICIPALITY(j->p, m);
        j->rows[m] = (okr_service_row){.kind = OKR_SERVICE_MUNICIPALITY,
                                       .index = m,
                                       .basis = OKR_PEOPLE_SETTLEMENTS,
                                       .population = town->population,
                                       .without_polygon = town->polygon.size == 0,
                                       .area = {.reached = true}};
        if (!is_asked(j, m) || town->polygon.size == 0)
            continue;
        j->polygons[j->count] = town->polygon;
        j->asked[j->count++] = m;
    }
}

/* When every measure stands beside the interval there is no distance to refuse. */
static okr_status measure_areas(job *j, bool anything, okr_error *err)
{
    const okr_service_request *r = j->request;
    const okr_served_options options = {anything ? r->distance_m : 1.0, r->tolerance,
                                        r->threads};
    okr_status status =
        okr_served_areas(j->set, j->polygons, j->count, &options, j->areas, err);

    for (size_t i = 0; status == OKR_OK && i < j->count; i++)
        j->rows[j->asked[i]].area = j->areas[i];
    return status;
}

/* One settlement of its municipality's row. */
static okr_status count_settlement(const job *j, const okr_settlement *s, okr_service_row *row,
                                   bool anything, okr_error *err)
{
    const double people = isfinite(s->population) ? s->population : 0.0;
    okr_served_place place = {0};
    okr_status status = OKR_OK;

    row->settlements++;
    row->population_known += people;
    row->other_year |=
        isfinite(s->population) &&
        s->population_year != OKR_MUNICIPALITY(j->p, row->index)->population_year;
    if (!isfinite(s->lon) || !isfinite(s->lat)) {
        row->settlements_unplaced++;
        return OKR_OK;
    }
    if (anything)
        status = okr_served_ask(j->set, (okr_lonlat){s->lon, s->lat},
                                okr_settlement_accuracy(j->p, s), j->request->distance_m,
                                &place, err);
    if (status != OKR_OK)
        return okr_fail_in(err, status, _("settlement '%s'"), s->settlement_id);
    row->settlements_certain += place.certain;
    row->settlements_possible += place.possible;
    row->population_certain += place.certain ? people : 0.0;
    row->population_unserved += place.possible ? 0.0 : people;
    return OKR_OK;
}

static okr_status count_settlements(job *j, bool anything, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < j->p->settlements.count; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(j->p, i);
        if (s->municipality >= 0 && s->part_of < 0 && is_asked(j, s->municipality))
            status = count_settlement(j, s, &j->rows[s->municipality], anything, err);
    }
    for (size_t m = 0; m < j->p->municipalities.count; m++)
        j->rows[m].exceeds = j->rows[m].population_known > j->rows[m].population;
    return status;
}

static void take_people(okr_service_row *row, const okr_served_people *people)
{
    row->basis = OKR_PEOPLE_RASTER;
    row->population = people->all;
    row->population_known = people->all;
    row->population_certain = people->low;
    row->population_unserved = isnan(people->all) ? 0.0 : people->all - people->high;
    row->exceeds = false;
    row->other_year = false;
}

/* Areas and people of a part; the population of the sum is unknown where one part's is. */
static void add_part(okr_service_row *sum, const okr_service_row *part)
{
    sum->basis = part->basis;
    sum->without_polygon += part->without_polygon;
    sum->area.area_m2 += part->area.area_m2;
    sum->area.low_m2 += part->area.low_m2;
    sum->area.high_m2 += part->area.high_m2;
    sum->area.numeric_m2 += part->area.numeric_m2;
    sum->area.cells += part->area.cells;
    sum->area.reached &= part->area.reached;
    sum->settlements += part->settlements;
    sum->settlements_certain += part->settlements_certain;
    sum->settlements_possible += part->settlements_possible;
    sum->settlements_unplaced += part->settlements_unplaced;
    sum->population += part->population;
    sum->population_known += part->population_known;
    sum->population_certain += part->population_certain;
    sum->population_unserved += part->population_unserved;
    sum->exceeds |= part->exceeds;
    sum->other_year |= part->other_year;
}

static okr_status add_agglomerations(job *j, okr_service *service, okr_error *err)
{
    okr_territories members = {0};
    okr_status status = okr_territories_init(&members, j->p, err);

    for (int a = 0; status == OKR_OK && a < (int)j->p->agglomerations.count; a++) {
        okr_service_row row = {.kind = OKR_SERVICE_AGGLOMERATION,
                               .index = a,
                               .area = {.reached = true},
                               .incomplete = !OKR_AGGLOMERATION(j->p, a)->members_complete};
        bool whole = is_agglomeration_asked(j, a);
        for (int m = 0; whole && m < (int)j->p->municipalities.count; m++)
            for (size_t i = 0; i < okr_agglomerations_of(&members, m); i++) {
                if (okr_agglomeration_of(&members, m, i) != a)
                    continue;
                whole = whole && is_asked(j, m);
                add_part(&row, &j->rows[m]);
            }
        if (whole)
            status = okr_vec_append(&service->rows, &row, 1, err);
    }
    okr_territories_done(&members);
    return status;
}

static okr_status collect(job *j, okr_service *service, okr_error *err)
{
    okr_service_row total = {.kind = OKR_SERVICE_TOTAL, .index = -1, .area = {.reached = true}};
    okr_status status = OKR_OK;

    for (int m = 0; status == OKR_OK && m < (int)j->p->municipalities.count; m++) {
        if (!is_asked(j, m) || !is_there(OKR_MUNICIPALITY(j->p, m)))
            continue;
        add_part(&total, &j->rows[m]);
        status = okr_vec_append(&service->rows, &j->rows[m], 1, err);
    }
    if (status == OKR_OK)
        status = add_agglomerations(j, service, err);
    return status == OKR_OK ? okr_vec_append(&service->rows, &total, 1, err) : status;
}

/* Everything but the people of a raster, and the sums. */
static okr_status find_rows(job *j, okr_service *service, okr_error *err)
{
    okr_status status = job_init(j, j->request, err);

    if (status == OKR_OK)
        status = okr_served_set_new(&service->set, err);
    j->set = service->set;
    if (status == OKR_OK)
        status = okr_service_sources(j->request, j->set, service, err);
    if (status == OKR_OK)
        status = okr_served_set_close(j->set, j->request->threads, err);
    if (status == OKR_OK) {
        start_rows(j);
        status = measure_areas(j, service->serving > 0, err);
    }
    return status == OKR_OK ? count_settlements(j, service->serving > 0, err) : status;
}

/* Of a question without anything that serves there is no distance to refuse. */
static okr_served_options raster_options(const okr_service_request *r, size_t n,
                                         const okr_service *services)
{
    okr_served_options options = {r->distance_m, r->tolerance, r->threads};

    for (size_t i = 0; options.distance_m <= 0.0 && i < n; i++)
        if (services[i].serving == 0)
            options.distance_m = 1.0; /* features all have their own */
    return options;
}

/* The raster tells more of people than settlements do; it is read once for all questions. */
static okr_status count_raster(job *jobs, size_t n, const okr_service *services, okr_error *err)
{
    const okr_service_request *r = jobs[0].request;
    const okr_served_set **sets = calloc(n, sizeof *sets);
    okr_served_people *people = calloc(n * jobs[0].count + 1, sizeof *people);
    const okr_people_request request = {
        sets, n, jobs[0].polygons, jobs[0].count, raster_options(r, n, services), r->people};
    okr_status status = sets == NULL || people == NULL ? okr_fail_nomem(err) : OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < n; i++)
        sets[i] = jobs[i].set;
    if (status == OKR_OK)
        status = okr_served_people_find(&request, people, err);
    for (size_t i = 0; status == OKR_OK && i < n; i++) {
        for (size_t m = 0; m < jobs[i].p->municipalities.count; m++)
            take_people(&jobs[i].rows[m], &(okr_served_people){.all = NAN});
        for (size_t k = 0; k < jobs[i].count; k++)
            take_people(&jobs[i].rows[jobs[i].asked[k]], &people[i * jobs[i].count + k]);
    }
    free(sets);
    free(people);
    return status;
}

okr_status okr_service_find_all(const okr_service_request *requests, size_t n,
                                okr_service *services, okr_error *err)
{
    job *jobs = calloc(n + 1, sizeof *jobs);
    okr_status status = jobs == NULL ? okr_fail_nomem(err) : OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < n; i++) {
        jobs[i].request = &requests[i];
        status = find_rows(&jobs[i], &services[i], err);
    }
    if (status == OKR_OK && n > 0 && requests[0].people != NULL)
        status = count_raster(jobs, n, services, err);
    for (size_t i = 0; status == OKR_OK && i < n; i++)
        status = collect(&jobs[i], &services[i], err);
    for (size_t i = 0; jobs != NULL && i < n; i++)
        job_done(&jobs[i]);
    free(jobs);
    return status;
}

okr_status okr_service_find(const okr_service_request *request, okr_service *service,
                            okr_error *err)
{
    return okr_service_find_all(request, 1, service, err);
}

void okr_service_done(okr_service *service)
{
    okr_vec_done(&service->rows);
    okr_served_set_free(service->set);
    service->set = NULL;
}

static double clip_share(double share)
{
    return share < 0.0 ? 0.0 : share > 1.0 ? 1.0 : share;
}

double okr_service_people_low(const okr_service_row *row)
{
    return row->population > 0.0 ? clip_share(row->population_certain / row->population)
                                 : (double)NAN;
}

double okr_service_people_high(const okr_service_row *row)
{
    return row->population > 0.0 ? clip_share(1.0 - row->population_unserved / row->population)
                                 : (double)NAN;
}
