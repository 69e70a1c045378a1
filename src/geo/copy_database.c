/* A database as the target of a copy: one transaction with statements before and after. */
#include "geo/copy_parts.h"

#include "base/i18n.h"
#include "geo/gdal.h"

#include <cpl_conv.h>
#include <cpl_error.h>

static okr_status cannot_write(const okr_copy_target *target, okr_error *err)
{
    return okr_gdal_fail(err, OKR_ERR_IO, _("'%s' cannot be written"), target->shown);
}

static okr_status run_all(const okr_copy_target *target, GDALDatasetH dataset,
                          const char *const *statements, okr_error *err)
{
    for (const char *const *s = statements; *s != NULL; s++) {
        okr_gdal_forget();
        OGRLayerH answer = GDALDatasetExecuteSQL(dataset, *s, NULL, NULL);
        if (answer != NULL)
            GDALDatasetReleaseResultSet(dataset, answer);
        if (CPLGetLastErrorType() >= CE_Failure)
            return cannot_write(target, err);
    }
    return OKR_OK;
}

okr_status okr_copy_begin_database(const okr_copy_target *target, GDALDatasetH *out,
                                   okr_error *err)
{
    static const char *const drivers[] = {"PostgreSQL", NULL};
    GDALDatasetH dataset =
        GDALOpenEx(target->path, GDAL_OF_VECTOR | GDAL_OF_UPDATE, drivers, NULL, NULL);

    *out = dataset;
    if (dataset == NULL)
        return okr_gdal_fail(err, OKR_ERR_IO, _("the database cannot be opened"));
    CPLSetThreadLocalConfigOption("PG_USE_COPY", "YES");
    if (GDALDatasetStartTransaction(dataset, 0) != OGRERR_NONE)
        return cannot_write(target, err);
    return run_all(target, dataset, target->before, err);
}

okr_status okr_copy_end_database(const okr_copy_target *target, GDALDatasetH dataset,
                                 okr_status status, okr_error *err)
{
    if (status == OKR_OK)
        status = run_all(target, dataset, target->after, err);
    if (status == OKR_OK && GDALDatasetCommitTransaction(dataset) != OGRERR_NONE)
        status = cannot_write(target, err);
    if (status != OKR_OK)
        (void)GDALDatasetRollbackTransaction(dataset);
    CPLSetThreadLocalConfigOption("PG_USE_COPY", NULL);
    return status;
}

okr_status okr_database_ask(const char *path, const char *sql, long long *number,
                            okr_error *err)
{
    static const char *const drivers[] = {"PostgreSQL", NULL};
    GDALDatasetH dataset = NULL;
    OGRLayerH answer = NULL;
    OGRFeatureH row = NULL;
    okr_status status = OKR_OK;

    okr_gdal_start();
    okr_gdal_forget();
    dataset = GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, NULL, NULL);
    if (dataset == NULL)
        return okr_gdal_fail(err, OKR_ERR_IO, _("the database cannot be opened"));
    answer = GDALDatasetExecuteSQL(dataset, sql, NULL, NULL);
    if (answer == NULL && CPLGetLastErrorType() >= CE_Failure)
        status = okr_gdal_fail(err, OKR_ERR_IO, _("the database cannot be read"));
    row = answer == NULL ? NULL : OGR_L_GetNextFeature(answer);
    *number = row == NULL ? 0 : OGR_F_GetFieldAsInteger64(row, 0);
    OGR_F_Destroy(row);
    if (answer != NULL)
        GDALDatasetReleaseResultSet(dataset, answer);
    (void)GDALClose(dataset);
    return status;
}
