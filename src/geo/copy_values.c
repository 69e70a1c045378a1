/* Values and geometry of one row, on their way to another format. */
#include "geo/copy_parts.h"

#include "base/i18n.h"
#include "geo/crs_ogr.h"
#include "geo/gdal.h"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <string.h>

/* Longest prefix of at most n bytes that ends with a whole character. */
static size_t whole_prefix(const char *text, size_t n)
{
    while (n > 0 && ((unsigned char)text[n] & 0xC0U) == 0x80U)
        n--;
    return n;
}

static size_t characters(const char *text)
{
    size_t n = 0;

    for (; *text != '\0'; text++)
        n += ((unsigned char)*text & 0xC0U) != 0x80U;
    return n;
}

/* Whether an encoding of one byte per letter has all letters of a text. */
static bool fits(const char *text, const char *encoding)
{
    char *coded = NULL;
    bool all = true;

    for (const char *at = text; all && *at != '\0'; at++)
        all = (unsigned char)*at < 0x80U;
    if (all)
        return true;
    coded = CPLRecode(text, CPL_ENC_UTF8, encoding);
    all = coded != NULL && strlen(coded) == characters(text);
    /* What has no code comes back as something else, or not at all. */
    if (all) {
        char *back = CPLRecode(coded, encoding, CPL_ENC_UTF8);
        all = back != NULL && strcmp(back, text) == 0;
        CPLFree(back);
    }
    CPLFree(coded);
    return all;
}

static void set_text(const okr_copy_target *target, okr_copy_way *way, OGRFeatureH to,
                     const char *text)
{
    const bool bytes = target->encoding == NULL;
    const size_t size = bytes ? strlen(text) : characters(text);
    char *cut = NULL;
    size_t end = 0;

    if (target->encoding != NULL && !fits(text, target->encoding))
        way->lost++;
    if (target->text_bytes == 0 || size <= target->text_bytes) {
        OGR_F_SetFieldString(to, way->to, text);
        return;
    }
    way->cut++;
    cut = CPLStrdup(text);
    if (bytes)
        end = whole_prefix(text, target->text_bytes);
    else
        for (size_t n = 0; n < target->text_bytes; n++)
            for (end++; ((unsigned char)text[end] & 0xC0U) == 0x80U;)
                end++;
    cut[end] = '\0';
    OGR_F_SetFieldString(to, way->to, cut);
    CPLFree(cut);
}

static void set_day(OGRFeatureH from, OGRFeatureH to, const okr_copy_way *way)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, zone = 0;

    if (OGR_F_GetFieldAsDateTime(from, way->from, &year, &month, &day, &hour, &minute, &second,
                                 &zone) != 0)
        OGR_F_SetFieldDateTime(to, way->to, year, month, day, hour, minute, second, zone);
}

/* 2022/10/31 is how OGR prints a date; everybody else writes hyphens. */
static void set_as_text(const okr_copy_target *target, OGRFeatureH from, OGRFeatureH to,
                        okr_copy_way *way)
{
    char *text = CPLStrdup(OGR_F_GetFieldAsString(from, way->from));

    for (char *at = text; *at != '\0' && way->type != OFTString; at++)
        if (*at == '/')
            *at = '-';
    set_text(target, way, to, text);
    CPLFree(text);
}

static void set_value(const okr_copy_target *target, OGRFeatureH from, OGRFeatureH to,
                      okr_copy_way *way)
{
    if (way->from < 0) {
        OGR_F_SetFieldInteger64(to, way->to, OGR_F_GetFID(from));
    } else if (OGR_F_IsFieldSetAndNotNull(from, way->from) == 0) {
        OGR_F_SetFieldNull(to, way->to);
    } else if (way->as_text || way->type == OFTString) {
        set_as_text(target, from, to, way);
    } else if (way->type == OFTInteger || way->type == OFTInteger64) {
        OGR_F_SetFieldInteger64(to, way->to, OGR_F_GetFieldAsInteger64(from, way->from));
    } else if (way->type == OFTDate || way->type == OFTDateTime) {
        set_day(from, to, way);
    } else {
        OGR_F_SetFieldDouble(to, way->to, OGR_F_GetFieldAsDouble(from, way->from));
    }
}

void okr_copy_values(const okr_copier *copier, OGRFeatureH from, OGRFeatureH to)
{
    for (size_t i = 0; i < copier->layer->field_count; i++)
        set_value(copier->target, from, to, &copier->ways[i]);
}

okr_status okr_copy_geometry(const okr_copier *copier, OGRFeatureH from, OGRFeatureH to,
                             okr_error *err)
{
    OGRGeometryH geometry = copier->layer->geometry ? OGR_F_GetGeometryRef(from) : NULL;

    if (geometry == NULL)
        return OKR_OK;
    geometry = OGR_G_Clone(geometry);
    if (copier->transform != NULL &&
        OGR_G_Transform(geometry, okr_transform_ogr(copier->transform)) != OGRERR_NONE) {
        OGR_G_DestroyGeometry(geometry);
        return okr_gdal_fail(err, OKR_ERR_GEOMETRY,
                             _("a geometry has no image in the coordinate system '%s'"),
                             copier->target->crs);
    }
    (void)OGR_F_SetGeometryDirectly(to, geometry);
    return OKR_OK;
}
