#include "build/boundaries.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/listener.h"
#include "geo/geom.h"
#include "geo/layer.h"
#include "geo/sink.h"
#include "geo/thiessen.h"
#include "model/polygons.h"
#include "overlay/share.h"
#include "source/read.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static okr_wkb bytes_of(const okr_text *text)
{
    return (okr_wkb){(const unsigned char *)okr_text_str(text), text->size};
}

/* Every polygon of the outline's layer, each kept in the programme's arena. */
static okr_status read_polygons(okr_layer *layer, okr_arena *arena, okr_vec *polygons,
                                okr_error *err)
{
    okr_feature feature = {0};
    bool more = true;
    okr_status status = OKR_OK;

    while ((status = okr_layer_next(layer, &feature, &more, err)) == OKR_OK && more) {
        unsigned char *copy = NULL;
        okr_wkb *slot = NULL;
        if (feature.geometry.size == 0)
            continue;
        copy = okr_arena_alloc(arena, feature.geometry.size, err);
        slot = copy == NULL ? NULL : okr_vec_push(polygons, err);
        if (slot == NULL)
            return OKR_ERR_NOMEM;
        memcpy(copy, feature.geometry.bytes, feature.geometry.size);
        *slot = (okr_wkb){copy, feature.geometry.size};
    }
    return status;
}

static okr_status read_outline(const char *path, okr_arena *arena, okr_text *outline,
                               okr_error *err)
{
    okr_layer *layer = NULL;
    okr_vec polygons = OKR_VEC(okr_wkb);
    okr_status status = okr_layer_open(path, NULL, &layer, err);

    if (status == OKR_OK)
        status = read_polygons(layer, arena, &polygons, err);
    if (status == OKR_OK && polygons.count == 0)
        status = okr_fail(err, OKR_ERR_GEOMETRY, _("'%s' has no polygon"), path);
    else if (status == OKR_OK)
        status = okr_geom_union(polygons.data, polygons.count, outline, err);
    if (status == OKR_ERR_GEOMETRY)
        status = okr_fail_in(err, status, "%s", path);
    okr_vec_done(&polygons);
    okr_layer_close(layer);
    return status;
}

static okr_status add_site(okr_vec *sites, double lon, double lat, size_t owner, okr_error *err)
{
    okr_thiessen_site *site = okr_vec_push(sites, err);

    if (site == NULL)
        return OKR_ERR_NOMEM;
    *site = (okr_thiessen_site){{lon, lat}, (int)owner};
    return OKR_OK;
}

/* Settlements with a point; the centre stands in for a municipality that has none of them. */
static okr_status collect_sites(const okr_programme *p, okr_vec *sites, okr_error *err)
{
    bool *placed = calloc(p->municipalities.count + 1, sizeof *placed);
    okr_status status = placed == NULL ? okr_fail_nomem(err) : OKR_OK;

    for (size_t i = 0; i < p->settlements.count && status == OKR_OK; i++) {
        const okr_settlement *s = OKR_SETTLEMENT(p, i);
        if (isnan(s->lon) || isnan(s->lat) || s->municipality < 0)
            continue;
        placed[s->municipality] = true;
        status = add_site(sites, s->lon, s->lat, (size_t)s->municipality, err);
    }
    for (size_t i = 0; i < p->municipalities.count && status == OKR_OK; i++) {
        const okr_municipality *m = OKR_MUNICIPALITY(p, i);
        if (!placed[i] && !isnan(m->centre_lon) && !isnan(m->centre_lat))
            status = add_site(sites, m->centre_lon, m->centre_lat, i, err);
    }
    free(placed);
    return status;
}

static okr_status keep_cells(okr_boundaries *b, const okr_thiessen *thiessen,
                             const okr_listener *listener, okr_error *err)
{
    okr_programme *p = &b->programme;

    for (size_t i = 0; i < p->municipalities.count; i++) {
        okr_municipality *m = OKR_MUNICIPALITY(p, i);
        const okr_text *cell = &thiessen->cells[i];
        unsigned char *copy = NULL;
        m->polygon = (okr_wkb){0};
        if (cell->size == 0) {
            okr_log(listener, OKR_LEVEL_WARNING,
                    _("'%s' has neither a settlement nor a centre: no polygon"), m->name_ru);
            continue;
        }
        copy = okr_arena_alloc(&p->arena, cell->size, err);
        if (copy == NULL)
            return OKR_ERR_NOMEM;
        memcpy(copy, cell->bytes, cell->size);
        m->polygon = (okr_wkb){copy, cell->size};
        b->report.drawn++;
    }
    b->report.municipalities = p->municipalities.count;
    return OKR_OK;
}

static okr_status draw(okr_boundaries *b, const okr_text *outline, const okr_listener *listener,
                       okr_error *err)
{
    okr_programme *p = &b->programme;
    const size_t n = p->municipalities.count;
    double *areas = calloc(n + 1, sizeof *areas);
    okr_vec sites = OKR_VEC(okr_thiessen_site);
    okr_thiessen thiessen = {0};
    okr_status status = areas == NULL ? okr_fail_nomem(err) : collect_sites(p, &sites, err);

    for (size_t i = 0; i < n && areas != NULL; i++)
        areas[i] = OKR_MUNICIPALITY(p, i)->area_official_km2 * 1e6;
    if (status == OKR_OK) {
        const okr_thiessen_input input = {.sites = sites.data,
                                          .site_count = sites.count,
                                          .area_m2 = areas,
                                          .owners = n,
                                          .outline = bytes_of(outline)};
        status = okr_thiessen_make(&input, &thiessen, err);
    }
    if (status == OKR_OK)
        status = keep_cells(b, &thiessen, listener, err);
    okr_thiessen_done(&thiessen);
    okr_vec_done(&sites);
    free(areas);
    return status;
}

/* The index of what was drawn, and the area of each. */
static okr_status measure(okr_boundaries *b, okr_territory_index **index, okr_error *err)
{
    okr_programme *p = &b->programme;
    okr_status status = okr_programme_index(p, NULL, 1, index, err);

    if (status == OKR_OK)
        status = okr_programme_measure_polygons(p, *index, err);
    for (size_t i = 0; i < p->municipalities.count && status == OKR_OK; i++)
        if (OKR_MUNICIPALITY(p, i)->polygon.size > 0)
            b->report.area_m2 += OKR_MUNICIPALITY(p, i)->area_m2;
    return status;
}

static okr_status compare_one(okr_boundaries *b, okr_share *share, size_t i, okr_wkb real,
                              okr_error *err)
{
    okr_share_result result = {0};
    okr_status status = OKR_OK;

    if (real.size == 0)
        return OKR_OK;
    status = okr_share_measure(share, real, &result, err);
    if (status != OKR_OK)
        return status;
    b->real_m2[i] = result.total.area_m2;
    b->met_m2[i] = 0;
    for (size_t k = 0; k < result.count; k++)
        if (result.pieces[k].polygon == (int32_t)i)
            b->met_m2[i] = result.pieces[k].area_m2;
    return OKR_OK;
}

static void sum_agreement(okr_boundaries *b)
{
    okr_sum real = {0}, met = {0};

    for (size_t i = 0; i < b->report.municipalities; i++) {
        if (isnan(b->real_m2[i]))
            continue;
        okr_sum_add(&real, b->real_m2[i]);
        okr_sum_add(&met, b->met_m2[i]);
    }
    b->report.agreement = okr_sum_value(&met) / okr_sum_value(&real);
}

/* The same programme with the real layer: its municipalities stand in the same order. */
static okr_status compare(okr_boundaries *b, const okr_boundaries_options *options,
                          const okr_territory_index *index, okr_error *err)
{
    okr_programme real;
    okr_share *share = NULL;
    okr_status status = OKR_OK;

    okr_programme_init(&real);
    status = okr_source_read(options->programme, NULL, &real, options->compare, err);
    if (status == OKR_OK)
        status = okr_share_new(index, NULL, &share, err);
    for (size_t i = 0; i < b->report.municipalities && status == OKR_OK; i++)
        status = compare_one(b, share, i, OKR_MUNICIPALITY(&real, i)->polygon, err);
    if (status == OKR_OK)
        sum_agreement(b);
    okr_share_free(share);
    okr_programme_done(&real);
    return status;
}

static okr_status write_rows(okr_sink *sink, const okr_programme *p, const char *source,
                             okr_error *err)
{
    okr_status status = OKR_OK;

    for (size_t i = 0; i < p->municipalities.count && status == OKR_OK; i++) {
        const okr_municipality *m = OKR_MUNICIPALITY(p, i);
        const char *const values[] = {
            m->oktmo, m->name_ru, "1",
            "Thiessen cells of settlements, weighted to official areas", source};
        if (m->polygon.size > 0)
            status = okr_sink_write(sink, m->polygon, values, err);
    }
    return status;
}

static okr_status write_layer(const okr_boundaries *b, const okr_boundaries_options *options,
                              okr_error *err)
{
    static const okr_sink_field fields[] = {{"oktmo", OKR_SINK_TEXT},
                                            {"name_ru", OKR_SINK_TEXT},
                                            {"approximate", OKR_SINK_INTEGER},
                                            {"method", OKR_SINK_TEXT},
                                            {"source", OKR_SINK_TEXT}};
    /* Only drivers of text formats know this option; the others pass over it. */
    static const char *const layer_options[] = {"COORDINATE_PRECISION=6", NULL};
    const okr_sink_options how = {.layer = "boundaries",
                                  .shape = OKR_SINK_MULTIPOLYGON,
                                  .fields = fields,
                                  .field_count = sizeof fields / sizeof fields[0],
                                  .layer_options = layer_options};
    okr_sink *sink = NULL;
    okr_text source = {0};
    okr_status status = OKR_OK;

    okr_text_addf(&source, "settlements of the programme; outline %s",
                  okr_path_name(options->outline));
    status = okr_text_check(&source, err);
    if (status == OKR_OK)
        status = okr_sink_open(options->output, &how, &sink, err);
    if (status == OKR_OK) {
        status = write_rows(sink, &b->programme, okr_text_str(&source), err);
        status = okr_sink_close(sink, status, err);
    }
    okr_text_done(&source);
    return status;
}

static okr_status start(okr_boundaries *b, okr_error *err)
{
    const size_t n = b->programme.municipalities.count;

    b->report = (okr_boundaries_report){.agreement = NAN};
    b->real_m2 = calloc(n + 1, sizeof *b->real_m2);
    b->met_m2 = calloc(n + 1, sizeof *b->met_m2);
    if (b->real_m2 == NULL || b->met_m2 == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < n; i++)
        b->real_m2[i] = b->met_m2[i] = NAN;
    return OKR_OK;
}

okr_status okr_boundaries_run(const okr_boundaries_options *options,
                              const okr_listener *listener, okr_boundaries *b, okr_error *err)
{
    okr_text outline = {0};
    okr_territory_index *index = NULL;
    okr_status status = OKR_OK;

    okr_programme_init(&b->programme);
    status = okr_source_read_places(options->programme, listener, &b->programme, err);
    if (status == OKR_OK)
        status = start(b, err);
    if (status == OKR_OK)
        status = read_outline(options->outline, &b->programme.arena, &outline, err);
    if (status == OKR_OK)
        status = draw(b, &outline, listener, err);
    if (status == OKR_OK)
        status = measure(b, &index, err);
    if (status == OKR_OK && options->compare != NULL)
        status = compare(b, options, index, err);
    if (status == OKR_OK && options->output != NULL)
        status = write_layer(b, options, err);
    okr_territory_index_free(index);
    okr_text_done(&outline);
    return status;
}

void okr_boundaries_done(okr_boundaries *boundaries)
{
    free(boundaries->real_m2);
    free(boundaries->met_m2);
    okr_programme_done(&boundaries->programme);
}
