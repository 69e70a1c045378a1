/* Figures and polygons of municipalities go over to their heirs. */
#include "link/as_of_impl.h"

#include "geo/geom.h"

#include <math.h>
#include <string.h>

static bool begins_with_change(const okr_carrier *c, const okr_heir *heir)
{
    return !okr_heir_is_older(c, heir);
}

/* The earlier year of two, zero being unknown. */
static int earlier(int a, int b)
{
    if (a == 0 || b == 0)
        return a > b ? a : b;
    return a < b ? a : b;
}

/* The heir's own figures already hold what they say if it began with the change, and what does
 * not exist yet has nothing that its origin lacks. */
okr_status okr_carry_figures(okr_carrier *c, okr_error *err)
{
    const okr_programme *p = c->programme;

    (void)err;
    for (size_t i = 0; i < c->heirs.count; i++) {
        const okr_heir *heir = &OKR_AT(&c->heirs, okr_heir, i);
        const okr_municipality *from = OKR_MUNICIPALITY(p, heir->from);
        okr_municipality *to = OKR_MUNICIPALITY(p, heir->to);
        const bool fresh = begins_with_change(c, heir);
        if (okr_date_first_day(from->valid_from) > c->day)
            continue;
        if (!fresh || isnan(to->population)) {
            to->population = (fresh ? 0.0 : to->population) + heir->portion * from->population;
            to->population_year = earlier(to->population_year, from->population_year);
        }
        if (!fresh || isnan(to->area_official_km2))
            to->area_official_km2 =
                (fresh ? 0.0 : to->area_official_km2) + heir->portion * from->area_official_km2;
    }
    return OKR_OK;
}

static okr_status unite(okr_programme *p, okr_municipality *to, okr_wkb more, okr_error *err)
{
    const okr_wkb parts[] = {more, to->polygon};
    const size_t n = to->polygon.size == 0 ? 1 : 2;
    okr_text out = {0};
    unsigned char *bytes = NULL;
    okr_status status = okr_geom_union(parts, n, &out, err);

    if (status != OKR_OK) {
        okr_text_done(&out);
        return okr_fail_in(err, status, "%s", to->oktmo);
    }
    bytes = okr_arena_alloc(&p->arena, out.size, err);
    if (bytes != NULL) {
        memcpy(bytes, out.bytes, out.size);
        to->polygon = (okr_wkb){bytes, out.size};
    }
    okr_text_done(&out);
    return bytes == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

okr_status okr_carry_polygons(okr_carrier *c, okr_error *err)
{
    okr_programme *p = c->programme;
    okr_status status = OKR_OK;

    for (size_t i = 0; i < c->heirs.count && status == OKR_OK; i++) {
        const okr_heir *heir = &OKR_AT(&c->heirs, okr_heir, i);
        const okr_wkb polygon = OKR_MUNICIPALITY(p, heir->from)->polygon;
        if (polygon.size > 0 && heir->portion == 1.0)
            status = unite(p, OKR_MUNICIPALITY(p, heir->to), polygon, err);
    }
    return status;
}
