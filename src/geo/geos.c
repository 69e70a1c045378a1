#include "geo/geos.h"

#include "base/i18n.h"

#include <stdio.h>

static void keep_message(const char *message, void *user)
{
    okr_geos *geos = user;

    (void)snprintf(geos->message, sizeof geos->message, "%s", message);
}

okr_status okr_geos_open(okr_geos *geos, okr_error *err)
{
    *geos = (okr_geos){.handle = GEOS_init_r()};
    if (geos->handle == NULL)
        return okr_fail_nomem(err);
    (void)GEOSContext_setErrorMessageHandler_r(geos->handle, keep_message, geos);
    return OKR_OK;
}

void okr_geos_close(okr_geos *geos)
{
    if (geos->handle != NULL)
        GEOS_finish_r(geos->handle);
    geos->handle = NULL;
}

okr_status okr_geos_fail(const okr_geos *geos, okr_error *err, const char *what)
{
    if (geos->message[0] == '\0')
        return okr_fail(err, OKR_ERR_GEOMETRY, "%s", what);
    return okr_fail(err, OKR_ERR_GEOMETRY, "%s: %s", what, geos->message);
}

okr_status okr_geos_read(okr_geos *geos, okr_wkb wkb, GEOSGeometry **out, okr_error *err)
{
    GEOSWKBReader *reader = GEOSWKBReader_create_r(geos->handle);
    GEOSGeometry *geometry = NULL;

    geos->message[0] = '\0';
    if (reader != NULL)
        geometry = GEOSWKBReader_read_r(geos->handle, reader, wkb.bytes, wkb.size);
    GEOSWKBReader_destroy_r(geos->handle, reader);
    if (geometry == NULL)
        return okr_geos_fail(geos, err, _("the geometry cannot be read"));
    *out = geometry;
    return OKR_OK;
}

okr_status okr_geos_write(okr_geos *geos, const GEOSGeometry *geometry, okr_text *out,
                          okr_error *err)
{
    GEOSWKBWriter *writer = GEOSWKBWriter_create_r(geos->handle);
    unsigned char *bytes = NULL;
    size_t size = 0;

    geos->message[0] = '\0';
    if (writer != NULL) {
        GEOSWKBWriter_setByteOrder_r(geos->handle, writer, GEOS_WKB_NDR);
        GEOSWKBWriter_setOutputDimension_r(geos->handle, writer, 2);
        bytes = GEOSWKBWriter_write_r(geos->handle, writer, geometry, &size);
    }
    GEOSWKBWriter_destroy_r(geos->handle, writer);
    if (bytes == NULL)
        return okr_geos_fail(geos, err, _("the geometry cannot be written"));
    okr_text_add_n(out, (const char *)bytes, size);
    GEOSFree_r(geos->handle, bytes);
    return okr_text_check(out, err);
}
