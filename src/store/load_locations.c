#include "store/reader.h"

#include "base/i18n.h"
#include "base/text.h"
#include "store/field.h"

#include <string.h>

enum { WKB_MULTIPOINT = 4, WKB_COLLECTION = 7, WKB_COUNT_AT = 5, WKB_MEMBERS_AT = 9 };

static unsigned type_of(okr_wkb wkb)
{
    return wkb.size > WKB_MEMBERS_AT ? wkb.bytes[1] : 0;
}

static unsigned members_of(okr_wkb wkb)
{
    unsigned count = 0;

    for (int i = 3; i >= 0; i--)
        count = count << 8 | wkb.bytes[WKB_COUNT_AT + i];
    return count;
}

/* Both as members of one collection of `type`; what is one already is enlarged. */
static okr_status join(okr_arena *arena, okr_wkb *old, okr_wkb more, unsigned type,
                       okr_error *err)
{
    const bool grown = type_of(*old) == type;
    const size_t skip = grown ? WKB_MEMBERS_AT : 0;
    okr_text bytes = {0};
    okr_status status = OKR_OK;
    void *copy = NULL;

    okr_wkb_add_header(&bytes, type, grown ? members_of(*old) + 1U : 2U);
    okr_text_add_n(&bytes, (const char *)old->bytes + skip, old->size - skip);
    okr_text_add_n(&bytes, (const char *)more.bytes, more.size);
    status = okr_text_check(&bytes, err);
    if (status == OKR_OK) {
        copy = okr_arena_alloc(arena, bytes.size, err);
        status = copy == NULL ? OKR_ERR_NOMEM : OKR_OK;
    }
    if (status == OKR_OK) {
        memcpy(copy, bytes.bytes, bytes.size);
        *old = (okr_wkb){copy, bytes.size};
    }
    okr_text_done(&bytes);
    return status;
}

static okr_status read_location(okr_db *db, okr_programme *p, const okr_schema *table,
                                sqlite3_stmt *select, okr_error *err)
{
    const long long fid = sqlite3_column_int64(select, 0);
    okr_location *location = NULL;
    okr_wkb wkb;
    okr_status status = okr_field_read_geometry(&p->arena, select, 1, &wkb, err);

    if (status != OKR_OK)
        return okr_fail_in(err, status, _("'%s': table '%s', location %lld"), db->path,
                           table->name, fid);
    if (fid < 1 || (unsigned long long)fid > p->locations.count)
        return okr_fail(err, OKR_ERR_FORMAT, _("'%s': table '%s' has no location %lld"),
                        db->path, table->name, fid);
    location = OKR_LOCATION(p, (size_t)fid - 1);
    if (location->geometry.size > 0)
        return join(&p->arena, &location->geometry, wkb,
                    table->shape == OKR_SHAPE_POINT ? WKB_MULTIPOINT : WKB_COLLECTION, err);
    location->geometry = wkb;
    return OKR_OK;
}

okr_status okr_read_locations(okr_db *db, okr_programme *programme, const okr_schema *table,
                              okr_error *err)
{
    okr_text sql = {0};
    sqlite3_stmt *select = NULL;
    bool row = true;
    okr_status status = OKR_OK;

    okr_text_addf(&sql, "SELECT location_fid, geom FROM \"%s\" ORDER BY fid", table->name);
    status = okr_text_check(&sql, err);
    if (status == OKR_OK)
        status = okr_db_prepare(db, okr_text_str(&sql), &select, err);
    while (status == OKR_OK) {
        status = okr_db_step(db, select, &row, err);
        if (status != OKR_OK || !row)
            break;
        status = read_location(db, programme, table, select, err);
    }
    (void)sqlite3_finalize(select);
    okr_text_done(&sql);
    return status;
}
