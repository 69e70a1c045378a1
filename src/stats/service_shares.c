#include "stats/service_shares.h"

#include "base/i18n.h"
#include "stats/service_source.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The question of one kind. */
typedef struct one {
    int kind;                /* -1: every kind, each at its own distance */
    okr_selection selection; /* borrowed but for `chosen`, which is owned */
} one;

typedef struct job {
    const okr_programme *p;
    const okr_shares_request *request;
    okr_vec *shares, *services;
    one *list;                     /* owned, n of them */
    okr_service_request *requests; /* owned */
    okr_service *answers;          /* owned, and what they own */
    size_t n;
} job;

/* Choose the measures of a kind and of those below it; whether there are any. */
static bool choose(const job *j, int kind, bool *chosen)
{
    bool any = false;

    for (size_t m = 0; m < j->p->measures.count; m++) {
        const int own = OKR_MEASURE(j->p, m)->kind;
        const bool fits = kind < 0 ? okr_kind_distance(j->p, own) > 0.0
                                   : own >= 0 && okr_kind_under(j->p, own, kind);
        chosen[m] = j->request->measures->chosen[m] && fits;
        any = any || chosen[m];
    }
    return any;
}

/* A question more, when there are measures of the kind. */
static okr_status ask_kind(job *j, int kind, okr_error *err)
{
    one *o = &j->list[j->n];
    bool *chosen = calloc(j->p->measures.count + 1, sizeof *chosen);

    if (chosen == NULL)
        return okr_fail_nomem(err);
    if (!choose(j, kind, chosen)) {
        free(chosen);
        return OKR_OK;
    }
    *o = (one){kind, *j->request->measures};
    o->selection.chosen = chosen;
    j->requests[j->n] = (okr_service_request){.programme = j->p,
                                              .measures = &o->selection,
                                              .threads = j->request->threads,
                                              .people = j->request->people};
    j->answers[j->n++] = (okr_service)OKR_SERVICE;
    return OKR_OK;
}

static okr_status ask_kinds(job *j, okr_error *err)
{
    const size_t most = j->p->kinds.count + 1;
    okr_status status = OKR_OK;

    j->list = calloc(most, sizeof *j->list);
    j->requests = calloc(most, sizeof *j->requests);
    j->answers = calloc(most, sizeof *j->answers);
    if (j->list == NULL || j->requests == NULL || j->answers == NULL)
        return okr_fail_nomem(err);
    status = ask_kind(j, -1, err);
    for (int k = 0; status == OKR_OK && k < (int)j->p->kinds.count; k++)
        if (okr_kind_distance(j->p, k) > 0.0)
            status = ask_kind(j, k, err);
    return status;
}

static void job_done(job *j)
{
    for (size_t i = 0; i < j->n; i++) {
        free(j->list[i].selection.chosen);
        okr_service_done(&j->answers[i]);
    }
    free(j->list);
    free(j->requests);
    free(j->answers);
}

static double share_of(double part, double whole)
{
    return whole > 0.0 ? fmin(1.0, part / whole) : (double)NAN;
}

static void name_share(const okr_programme *p, const okr_service_row *row,
                       okr_service_share *share)
{
    share->code = "total";
    share->title_ru = "Всего";
    if (row->kind == OKR_SERVICE_MUNICIPALITY) {
        share->municipality = row->index;
        share->code = OKR_MUNICIPALITY(p, row->index)->oktmo;
        share->title_ru = OKR_MUNICIPALITY(p, row->index)->name_ru;
    } else if (row->kind == OKR_SERVICE_AGGLOMERATION) {
        share->agglomeration = row->index;
        share->code = OKR_AGGLOMERATION(p, row->index)->code;
        share->title_ru = OKR_AGGLOMERATION(p, row->index)->title.ru;
    }
}

static okr_status add_share(job *j, int kind, const okr_service *service,
                            const okr_service_row *row, okr_error *err)
{
    okr_service_share share = {
        .of = row->kind,
        .municipality = -1,
        .agglomeration = -1,
        .kind_code = kind < 0 ? "" : OKR_KIND(j->p, kind)->code,
        .kind = kind,
        .distance_m = kind < 0 ? (double)NAN : okr_kind_distance(j->p, kind),
        .area_m2 = row->area.area_m2 > 0.0 ? row->area.area_m2 : (double)NAN,
        .area_low = share_of(row->area.low_m2, row->area.area_m2),
        .area_high = share_of(row->area.high_m2, row->area.area_m2),
        .population = row->population,
        .population_low = okr_service_people_low(row),
        .population_high = okr_service_people_high(row),
        .basis = row->basis,
        .settlements = row->settlements,
        .settlements_certain = row->settlements_certain,
        .settlements_possible = row->settlements_possible,
        .settlements_unplaced = row->settlements_unplaced,
        .serving = service->serving,
        .region = service->region,
        .territory = service->territory,
        .unplaced = service->unplaced,
        .exceeds = row->exceeds,
        .other_year = row->other_year,
        .incomplete = row->incomplete,
    };

    name_share(j->p, row, &share);
    return okr_vec_append(j->shares, &share, 1, err);
}

/* Settlements that this kind serves; parts of a town are places, too. */
static okr_status add_settlements(job *j, int kind, const okr_service *service, okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < j->p->settlements.count; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(j->p, i);
        okr_settlement_service found = {(int)i, kind, OKR_SERVED_NO,
                                        kind < 0 ? (double)NAN : okr_kind_distance(j->p, kind)};
        okr_served_place place = {0};
        if (!isfinite(s->lon) || !isfinite(s->lat))
            continue;
        status = okr_served_ask(service->set, (okr_lonlat){s->lon, s->lat},
                                okr_settlement_accuracy(j->p, s), 0.0, &place, err);
        if (status != OKR_OK || !place.possible)
            continue;
        found.state = place.certain ? OKR_SERVED_CERTAIN : OKR_SERVED_POSSIBLE;
        status = okr_vec_append(j->services, &found, 1, err);
    }
    return status;
}

static okr_status add_answer(job *j, size_t i, okr_error *err)
{
    const okr_service *service = &j->answers[i];
    const int kind = j->list[i].kind;
    okr_status status = OKR_OK;

    for (size_t r = 0; status == OKR_OK && r < service->rows.count; r++)
        status = add_share(j, kind, service, &OKR_AT(&service->rows, okr_service_row, r), err);
    if (status == OKR_OK && j->services != NULL && service->serving > 0)
        status = add_settlements(j, kind, service, err);
    return status;
}

okr_status okr_service_shares(const okr_programme *programme, const okr_shares_request *request,
                              okr_vec *shares, okr_vec *services, okr_error *err)
{
    job j = {.p = programme, .request = request, .shares = shares, .services = services};
    okr_status status = ask_kinds(&j, err);

    if (status == OKR_OK)
        status = okr_service_find_all(j.requests, j.n, j.answers, err);
    for (size_t i = 0; status == OKR_OK && i < j.n; i++)
        status = add_answer(&j, i, err);
    job_done(&j);
    return status;
}

/* How every settlement is served by any kind; then only the rows of single kinds are kept. */
static void settle(okr_programme *p)
{
    size_t kept = 0;

    for (size_t i = 0; i < p->settlements.count; i++)
        if (p->shares.count > 0 && isfinite(OKR_SETTLEMENT(p, i)->lon))
            OKR_SETTLEMENT(p, i)->served = OKR_SERVED_NO;
    for (size_t i = 0; i < p->services.count; i++) {
        const okr_settlement_service s = *OKR_SETTLEMENT_SERVICE(p, i);
        if (s.kind < 0)
            OKR_SETTLEMENT(p, s.settlement)->served = (int)s.state;
        else
            *OKR_SETTLEMENT_SERVICE(p, kept++) = s;
    }
    p->services.count = kept;
}

okr_status okr_programme_serve(okr_programme *programme, unsigned threads, okr_error *err)
{
    okr_shares_request request = {.threads = threads};
    okr_selection *all = NULL;
    okr_status status = OKR_OK;

    if (programme->population_file[0] != '\0')
        status = okr_raster_open(programme->population_file, &request.people, err);
    if (status == OKR_OK)
        status = okr_selection_all(programme, OKR_BASES_DEFAULT, &all, err);
    request.measures = all;
    if (status == OKR_OK)
        status = okr_service_shares(programme, &request, &programme->shares,
                                    &programme->services, err);
    if (status == OKR_OK)
        settle(programme);
    okr_selection_free(all);
    okr_raster_close(request.people);
    return status;
}
