#include "geo/gdal.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>

static void set_unless_set(const char *key, const char *value)
{
    if (CPLGetConfigOption(key, NULL) == NULL)
        CPLSetConfigOption(key, value);
}

static void start(void)
{
    /* Codes such as OKTMO are text in sheets too, and the first row names the columns. */
    set_unless_set("OGR_XLS_HEADERS", "FORCE");
    set_unless_set("OGR_XLS_FIELD_TYPES", "STRING");
    set_unless_set("OGR_XLSX_HEADERS", "FORCE");
    set_unless_set("OGR_XLSX_FIELD_TYPES", "STRING");
    set_unless_set("OGR_ODS_HEADERS", "FORCE");
    set_unless_set("OGR_ODS_FIELD_TYPES", "STRING");
    set_unless_set("GDAL_PAM_ENABLED", "NO");
    CPLSetErrorHandler(CPLQuietErrorHandler);
    OSRSetPROJEnableNetwork(0);
    GDALAllRegister();
}

void okr_gdal_start(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    (void)pthread_once(&once, start);
}

void okr_gdal_forget(void)
{
    CPLErrorReset();
}

okr_status okr_gdal_fail(okr_error *err, okr_status status, const char *fmt, ...)
{
    char text[OKR_ERROR_TEXT];
    const char *why = CPLGetLastErrorMsg();
    va_list args;

    va_start(args, fmt);
    (void)vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    if (why == NULL || why[0] == '\0')
        return okr_fail(err, status, "%s", text);
    status = okr_fail(err, status, "%s: %s", text, why);
    /* Some drivers pass on messages of several lines. */
    for (char *at = err == NULL ? NULL : err->text; at != NULL && *at != '\0'; at++)
        if (*at == '\n' || *at == '\t')
            *at = ' ';
    return status;
}
