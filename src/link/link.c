#include "link/link.h"

#include "base/i18n.h"
#include "base/listener.h"
#include "base/pool.h"
#include "link/balance.h"
#include "link/boundaries.h"
#include "link/disagree.h"
#include "link/far.h"
#include "link/location_share.h"
#include "link/resolve.h"

static okr_status link_geometry(okr_programme *p, const okr_listener *listener,
                                unsigned threads, okr_error *err)
{
    okr_territory_index *index = NULL;
    okr_status status = okr_link_boundaries(p, threads, &index, err);

    if (status == OKR_OK)
        status = okr_link_locations(p, index, threads, listener, err);
    okr_territory_index_free(index);
    return status;
}

okr_status okr_link_programme(okr_programme *p, const okr_listener *listener, unsigned threads,
                              okr_error *err)
{
    okr_status status = okr_progress(listener, _("finding places"), 0.0, err);

    if (status == OKR_OK)
        status = okr_resolve_places(p, err);
    if (status == OKR_OK)
        status = link_geometry(p, listener, okr_pool_threads(threads), err);
    if (status == OKR_OK)
        status = okr_find_far(p, err);
    if (status == OKR_OK)
        status = okr_find_portions(p, err);
    if (status == OKR_OK)
        status = okr_find_drawn_differences(p, err);
    if (status == OKR_OK)
        status = okr_balance_make(p, err);
    return status;
}
