#include "geo/gpkg_file.h"

#include "geo/gdal.h"
#include "geo/shapes.h"
#include "test.h"

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>
#include <sqlite3.h>

#include <stdio.h>
#include <unistd.h>

static void make_shape(shape *s, int i, seed *numbers)
{
    okr_lonlat p[12];
    okr_lonlat centre = {seed_between(numbers, 80, 82), seed_between(numbers, 50, 52)};

    s->size = 0;
    star_ring(p, 12, centre, 0.2, numbers);
    if (i % 5 == 0)
        shape_point(s, centre.lon, centre.lat);
    else if (i % 5 == 1)
        shape_line(s, p, 12);
    else if (i % 5 == 2)
        shape_polygon(s, p, 12);
    else if (i % 5 == 3) {
        shape_header(s, 4);
        shape_count(s, 0);
    }
}

static void add_fields(OGRLayerH layer)
{
    static const struct {
        const char *name;
        OGRFieldType type;
        OGRFieldSubType subtype;
    } fields[] = {{"n", OFTInteger, OFSTNone},
                  {"w", OFTReal, OFSTNone},
                  {"big", OFTInteger64, OFSTNone},
                  {"name", OFTString, OFSTNone},
                  {"flag", OFTInteger, OFSTBoolean}};

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        OGRFieldDefnH field = OGR_Fld_Create(fields[i].name, fields[i].type);
        OGR_Fld_SetSubType(field, fields[i].subtype);
        assert_int_equal(OGR_L_CreateField(layer, field, 1), OGRERR_NONE);
        OGR_Fld_Destroy(field);
    }
}

/* Some of each are null. */
static void set_fields(OGRFeatureH feature, int i)
{
    static const char *const names[] = {"", "река", "a long name, with a comma", "x"};

    if (i % 3 != 0)
        OGR_F_SetFieldInteger(feature, 0, i - 1500);
    if (i % 4 != 0)
        OGR_F_SetFieldDouble(feature, 1, i * 0.1);
    if (i % 5 != 0)
        OGR_F_SetFieldInteger64(feature, 2, (GIntBig)i * 3000000000);
    if (i % 7 != 0)
        OGR_F_SetFieldString(feature, 3, names[i % 4]);
    OGR_F_SetFieldInteger(feature, 4, i % 2);
}

const char *gpkg_path(const char *folder, const char *name)
{
    static char paths[4][128];
    static int next;
    char *path = paths[next++ % 4];

    (void)snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

void gpkg_make(const char *path)
{
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    GDALDatasetH dataset = NULL;
    OGRLayerH layer = NULL;
    shape s = {0};
    seed numbers = {61};

    okr_gdal_start();
    (void)unlink(path);
    OSRImportFromEPSG(srs, 4326);
    dataset = GDALCreate(GDALGetDriverByName("GPKG"), path, 0, 0, 0, GDT_Unknown, NULL);
    layer = GDALDatasetCreateLayer(dataset, "some вещи", srs, wkbUnknown, NULL);
    add_fields(layer);
    assert_int_equal(GDALDatasetStartTransaction(dataset, 0), OGRERR_NONE);
    for (int i = 0; i < GPKG_ROWS; i++) {
        OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
        OGRGeometryH geometry = NULL;
        make_shape(&s, i, &numbers);
        if (s.size > 0) {
            OGR_G_CreateFromWkb(s.bytes, NULL, &geometry, (int)s.size);
            OGR_F_SetGeometryDirectly(feature, geometry);
        }
        set_fields(feature, i);
        assert_int_equal(OGR_L_CreateFeature(layer, feature), OGRERR_NONE);
        if (i % 11 == 0)
            assert_int_equal(OGR_L_DeleteFeature(layer, OGR_F_GetFID(feature)), OGRERR_NONE);
        OGR_F_Destroy(feature);
    }
    assert_int_equal(GDALDatasetCommitTransaction(dataset), OGRERR_NONE);
    shape_done(&s);
    OSRDestroySpatialReference(srs);
    GDALClose(dataset);
}

const char gpkg_no_triggers[] = "PRAGMA writable_schema = 1;"
                                "DELETE FROM sqlite_master WHERE type = 'trigger';"
                                "PRAGMA writable_schema = RESET";

void gpkg_change(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    char *why = NULL;

    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s: %s", sql, why);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

void gpkg_break(const char *path)
{
    static const char zeros[4096];
    FILE *file = fopen(path, "r+b");

    assert_non_null(file);
    assert_int_equal(fseek(file, 60L * (long)sizeof zeros, SEEK_SET), 0);
    for (int i = 0; i < 3; i++)
        assert_int_equal(fwrite(zeros, sizeof zeros, 1, file), 1);
    assert_int_equal(fclose(file), 0);
}
