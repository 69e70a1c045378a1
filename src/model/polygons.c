#include "model/polygons.h"

#include "overlay/coverage.h"

#include <stdlib.h>

bool okr_programme_is_drawn(const okr_programme *p)
{
    for (size_t i = 0; i < p->municipalities.count; i++)
        if (OKR_MUNICIPALITY(p, i)->polygon.size > 0)
            return true;
    return false;
}

okr_status okr_programme_index(const okr_programme *p, const bool *kept, unsigned threads,
                               okr_territory_index **index, okr_error *err)
{
    const size_t n = p->municipalities.count;
    const okr_index_options how = {.threads = threads};
    okr_wkb *polygons = calloc(n + 1, sizeof *polygons);
    okr_status status = OKR_OK;

    if (polygons == NULL)
        return okr_fail_nomem(err);
    for (size_t i = 0; i < n; i++)
        if (kept == NULL || kept[i])
            polygons[i] = OKR_MUNICIPALITY(p, i)->polygon;
    status = okr_territory_index_new(polygons, n, &how, index, err);
    free(polygons);
    return status;
}

okr_status okr_programme_measure_polygons(okr_programme *p, const okr_territory_index *index,
                                          okr_error *err)
{
    double *m2 = calloc(p->municipalities.count + 1, sizeof *m2);
    okr_status status = m2 == NULL ? okr_fail_nomem(err) : okr_coverage_areas(index, m2, err);

    for (size_t i = 0; i < p->municipalities.count && status == OKR_OK; i++)
        if (OKR_MUNICIPALITY(p, i)->polygon.size > 0)
            OKR_MUNICIPALITY(p, i)->area_m2 = m2[i];
    free(m2);
    return status;
}
