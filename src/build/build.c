/* The pipeline: read, check, link, save. */
#include "build/build.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "base/number.h"
#include "check/check.h"
#include "link/as_of.h"
#include "link/link.h"
#include "link/placement.h"
#include "source/read.h"
#include "stats/service_shares.h"
#include "store/day.h"
#include "store/save.h"

#include <stdio.h>
#include <string.h>

/* A replaced boundary set has no okrug.yaml to say where it comes from. */
static okr_status credit_boundaries(okr_programme *p, const okr_build_options *options,
                                    okr_error *err)
{
    if (options->boundaries_source == NULL)
        return OKR_OK;
    if (options->boundaries == NULL)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("option --boundaries-source tells of the file of --boundaries"));
    p->boundary_set.source = okr_arena_strdup(&p->arena, options->boundaries_source, err);
    return p->boundary_set.source == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

static okr_status read_programme(okr_programme *p, const okr_build_options *options,
                                 const okr_listener *listener, okr_error *err)
{
    okr_status status = okr_progress(listener, _("reading"), 0.0, err);

    if (status == OKR_OK)
        status = okr_source_read(options->programme, listener, p, options->boundaries, err);
    if (status == OKR_OK)
        status = credit_boundaries(p, options, err);
    if (status == OKR_OK && strcmp(p->crs, "EPSG:4326") != 0)
        return okr_fail(err, OKR_ERR_FORMAT,
                        _("okrug.yaml: key 'crs': '%s': a workspace is written in EPSG:4326"),
                        p->crs);
    return status;
}

static okr_status change_territories(okr_programme *p, const char *as_of, okr_error *err)
{
    okr_date date = {0};

    if (as_of == NULL)
        return OKR_OK;
    if (!okr_date_parse(as_of, &date))
        return okr_fail(err, OKR_ERR_USAGE, _("option --as-of: '%s' is not a date"), as_of);
    return okr_as_of(p, date, err);
}

static okr_status link_programme(okr_programme *p, const okr_build_options *options,
                                 const okr_listener *listener, okr_error *err)
{
    okr_status status = okr_progress(listener, _("linking"), 0.4, err);

    if (status == OKR_OK)
        status = change_territories(p, options->as_of, err);
    if (status == OKR_OK)
        status = okr_link_programme(p, listener, options->threads, err);
    if (status == OKR_OK)
        status = okr_progress(listener, _("checking"), 0.6, err);
    if (status == OKR_OK)
        status = okr_check_programme(p, err);
    return status;
}

static size_t count_severity(const okr_programme *p, okr_severity severity)
{
    size_t count = 0;

    for (size_t i = 0; i < p->findings.count; i++)
        count += OKR_FINDING(p, i)->severity == severity ? 1 : 0;
    return count;
}

static okr_status fill_report(const okr_programme *p, okr_build_report *report, okr_error *err)
{
    okr_places *places = NULL;
    okr_status status = okr_places_new(p, OKR_BASES_DEFAULT, &places, err);

    if (status != OKR_OK)
        return status;
    *report = (okr_build_report){
        .municipalities = p->municipalities.count,
        .measures = p->measures.count,
        .indicators = p->indicators.count,
        .links = p->links.count,
        .errors = count_severity(p, OKR_SEVERITY_ERROR),
        .warnings = count_severity(p, OKR_SEVERITY_WARNING),
        .approximate = p->boundary_set.approximate,
    };
    for (size_t i = 0; i < p->measures.count; i++) {
        if (OKR_MEASURE(p, i)->role != OKR_ROLE_ITEM)
            continue;
        report->items++;
        report->located += okr_places_at(places, (int)i)->count > 0 ? 1 : 0;
    }
    okr_places_free(places);
    return OKR_OK;
}

/* With --strict the first error finding is the reason that nothing is written. */
static okr_status refuse_errors(const okr_programme *p, okr_error *err)
{
    for (size_t i = 0; i < p->findings.count; i++) {
        const okr_finding *f = OKR_FINDING(p, i);
        okr_text where = {0};
        if (f->severity != OKR_SEVERITY_ERROR)
            continue;
        okr_programme_where(p, f->row, &where);
        (void)okr_fail(err, OKR_ERR_FORMAT, _("%s: %s: column '%s': value '%s': %s"),
                       okr_text_str(&where), f->item, f->column, f->value,
                       okr_speaks_russian() ? f->message.ru : f->message.en);
        okr_text_done(&where);
        return OKR_ERR_FORMAT;
    }
    return OKR_OK;
}

/* "2024-12-31T00:00:00.000Z" of a number of seconds. */
static okr_status format_epoch(const char *text, char *out, size_t size, okr_error *err)
{
    const long long day_s = 86400;
    const long long last = 253402300799; /* end of the year 9999 */
    char day[OKR_DAY_TEXT];
    long long seconds = 0;

    if (!okr_number_parse_int(text, &seconds) || seconds < 0 || seconds > last)
        return okr_fail(err, OKR_ERR_USAGE,
                        _("SOURCE_DATE_EPOCH: '%s' is no number of seconds"), text);
    okr_day_format((long)(seconds / day_s), day);
    seconds %= day_s;
    (void)snprintf(out, size, "%sT%02lld:%02lld:%02lld.000Z", day, seconds / 3600,
                   seconds / 60 % 60, seconds % 60);
    return OKR_OK;
}

static okr_status save(const okr_programme *p, const okr_build_options *options,
                       const okr_listener *listener, okr_error *err)
{
    char last_change[64];
    okr_save_options how = {.last_change = NULL};
    okr_status status = okr_progress(listener, _("saving"), 0.8, err);

    if (status == OKR_OK && options->source_date_epoch != NULL) {
        status = format_epoch(options->source_date_epoch, last_change, sizeof last_change, err);
        how.last_change = last_change;
    }
    return status == OKR_OK ? okr_store_save(p, &how, options->output, err) : status;
}

okr_status okr_build_programme(const okr_build_options *options, const okr_listener *listener,
                               okr_programme *p, okr_build_report *report, okr_error *err)
{
    okr_status status = read_programme(p, options, listener, err);

    if (status == OKR_OK)
        status = link_programme(p, options, listener, err);
    if (status == OKR_OK && options->strict)
        status = refuse_errors(p, err);
    if (status == OKR_OK && options->output != NULL)
        status = okr_programme_serve(p, options->threads, err);
    if (status == OKR_OK && options->output != NULL)
        status = save(p, options, listener, err);
    if (status == OKR_OK)
        status = fill_report(p, report, err);
    if (status == OKR_OK)
        status = okr_progress(listener, _("done"), 1.0, err);
    return status;
}
