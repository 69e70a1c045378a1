/* The geometry of an extract: what of every location lies in the territory asked for. */
#include "export/extract.h"

#include "base/i18n.h"
#include "model/bucket.h"
#include "overlay/cutout.h"

#include <math.h>
#include <stdlib.h>

typedef struct cutter {
    okr_programme *part;
    const okr_extract_request *request;
    okr_buckets links;  /* owned: by location */
    okr_wkb *polygons;  /* owned: of the whole programme */
    okr_cutout *cutout; /* owned; NULL: nothing is cut */
    bool *inside;       /* owned, by measure: some link of it lies inside */
    okr_text wkb;
} cutter;

static double or_zero(double value)
{
    return isnan(value) ? 0.0 : value;
}

/* How many links of a location lie inside, how many outside; lengths and areas outside. */
typedef struct sides {
    size_t inside, outside;
    double length_m, area_m2;
} sides;

static sides count_sides(const cutter *c, int location)
{
    const okr_bucket links = okr_buckets_at(&c->links, location);
    sides s = {0};

    for (size_t i = 0; i < links.count; i++) {
        const okr_link *link = OKR_LINK(c->part, links.rows[i]);
        if (link->municipality >= 0) {
            s.inside++;
            continue;
        }
        s.outside++;
        s.length_m += or_zero(link->length_m);
        s.area_m2 += or_zero(link->area_m2);
    }
    return s;
}

static okr_status cut(cutter *c, okr_location *l, okr_error *err)
{
    void *bytes = NULL;
    okr_status status = OKR_OK;

    okr_text_clear(&c->wkb);
    status = okr_cutout_cut(c->cutout, l->geometry, &c->wkb, err);
    if (status == OKR_OK && c->wkb.size > 0) {
        bytes = okr_arena_strndup(&c->part->arena, okr_text_str(&c->wkb), c->wkb.size, err);
        status = bytes == NULL ? OKR_ERR_NOMEM : OKR_OK;
    }
    if (status != OKR_OK)
        return okr_fail_in(err, status, _("location '%s'"), l->location_id);
    if (bytes == NULL || !c->request->original) {
        l->geometry = (okr_wkb){bytes, bytes == NULL ? 0 : c->wkb.size};
        l->cut = true;
    }
    return OKR_OK;
}

/* A location without links is a symbol for drawing: it stays as far as it is inside. */
static okr_status cut_location(cutter *c, int location, okr_error *err)
{
    okr_location *l = OKR_LOCATION(c->part, location);
    const sides s = count_sides(c, location);
    const bool linked = s.inside + s.outside > 0;

    if (linked) {
        l->outside_length_m = s.length_m;
        l->outside_area_m2 = s.area_m2;
    }
    if (l->geometry.size == 0 || (linked && s.outside == 0) || !c->inside[l->measure])
        return OKR_OK;
    if (linked && s.inside == 0) {
        l->geometry = (okr_wkb){NULL, 0};
        l->cut = true;
        return OKR_OK;
    }
    return c->cutout == NULL ? OKR_OK : cut(c, l, err);
}

static okr_status start(cutter *c, okr_error *err)
{
    const okr_programme *whole = okr_stats_programme(c->request->stats);
    const size_t n = whole->municipalities.count;
    okr_status status = okr_buckets_build(&c->links, c->part->locations.count, &c->part->links,
                                          offsetof(okr_link, location), err);

    if (status != OKR_OK)
        return status;
    c->polygons = calloc(n + 1, sizeof *c->polygons);
    c->inside = calloc(c->part->measures.count + 1, sizeof *c->inside);
    if (c->polygons == NULL || c->inside == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < c->part->links.count; i++)
        c->inside[OKR_LINK(c->part, i)->measure] |= OKR_LINK(c->part, i)->municipality >= 0;
    for (size_t i = 0; i < n; i++)
        c->polygons[i] = OKR_MUNICIPALITY(whole, i)->polygon;
    if (c->request->index == NULL)
        return OKR_OK;
    return okr_cutout_new(&(okr_cutout_territory){c->request->index, c->polygons,
                                                  c->request->rows->municipalities},
                          &c->cutout, err);
}

okr_status okr_extract_cut(okr_extract *extract, const okr_extract_request *request,
                           okr_error *err)
{
    cutter c = {.part = &extract->programme, .request = request};
    okr_status status = start(&c, err);

    for (size_t i = 0; i < c.part->locations.count && status == OKR_OK; i++)
        status = cut_location(&c, (int)i, err);
    okr_cutout_free(c.cutout);
    okr_buckets_done(&c.links);
    okr_text_done(&c.wkb);
    free(c.polygons);
    free(c.inside);
    return status;
}
