#include "export/export_format.h"

#include "base/file.h"
#include "base/i18n.h"

#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static const char *const no_index[] = {"SPATIAL_INDEX=NO", NULL};
static const char *const bom[] = {"WRITE_BOM=YES", NULL};
static const char *const mif[] = {"FORMAT=MIF", NULL};

/* clang-format off */
static const okr_export_format formats[] = {
    {.name = "gpkg"},
    {.name = "geojson", .driver = "GeoJSON", .mixed = true, .degrees = true},
    {.name = "shp", .driver = "ESRI Shapefile", .name_letters = 10, .text_bytes = 254,
     .encoding = "UTF-8"},
    {.name = "kml", .driver = "LIBKML", .many = true, .mixed = true, .degrees = true},
    {.name = "dxf", .driver = "DXF", .mixed = true, .drawing = true},
    {.name = "tab", .driver = "MapInfo File", .mixed = true, .name_letters = 31,
     .text_bytes = 254, .encoding = "CP1251", .fit_bounds = true},
    {.name = "mif", .driver = "MapInfo File", .mixed = true, .name_letters = 31,
     .text_bytes = 254, .encoding = "CP1251", .options = mif},
    {.name = "fgb", .driver = "FlatGeobuf", .mixed = true, .layer_options = no_index},
    {.name = "csv", .driver = "CSV", .plain = true, .titled = true, .layer_options = bom},
    {.name = "xlsx", .driver = "XLSX", .many = true, .plain = true, .titled = true},
    {.name = "ods", .driver = "ODS", .many = true, .plain = true, .titled = true},
    {.name = "postgis", .driver = "PostgreSQL", .many = true},
};
/* clang-format on */

enum { FORMATS = sizeof formats / sizeof formats[0] };

static const okr_export_format *format_named(const char *name)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (strcasecmp(formats[i].name, name) == 0)
            return &formats[i];
    return strcasecmp(name, "json") == 0 ? &formats[1] : NULL;
}

/* The ending of the last part of a path, "" without one. */
static const char *ending(const char *path)
{
    const char *name = okr_path_name(path);
    const char *dot = strrchr(name, '.');

    return dot == NULL || dot == name ? "" : dot + 1;
}

static okr_status unknown(const char *output, const char *format, okr_error *err)
{
    okr_text all = {0};

    for (size_t i = 0; i < FORMATS; i++)
        okr_text_addf(&all, "%s%s", i == 0 ? "" : ", ", formats[i].name);
    if (format != NULL)
        (void)okr_fail(err, OKR_ERR_USAGE, _("there is no format '%s'; there are: %s"), format,
                       okr_text_str(&all));
    else
        (void)okr_fail(err, OKR_ERR_USAGE, _("'%s': no format has this ending; there are: %s"),
                       output, okr_text_str(&all));
    okr_text_done(&all);
    return OKR_ERR_USAGE;
}

static bool is_folder(const char *path)
{
    const size_t n = strlen(path);
    struct stat info;

    if (n > 0 && path[n - 1] == '/')
        return true;
    return stat(path, &info) == 0 ? S_ISDIR(info.st_mode) : ending(path)[0] == '\0';
}

okr_status okr_export_goal_read(const char *output, const char *format, okr_export_goal *goal,
                                okr_error *err)
{
    *goal = (okr_export_goal){.database = strncmp(output, "PG:", 3) == 0};
    if (goal->database && format == NULL)
        format = "postgis";
    goal->format = format_named(format == NULL ? ending(output) : format);
    if (goal->format == NULL)
        return unknown(output, format, err);
    if (goal->database != (strcmp(goal->format->name, "postgis") == 0))
        return okr_fail(
            err, OKR_ERR_USAGE,
            _("a database is written as -o \"PG:dbname=...\" in the format postgis"));
    goal->folder = !goal->database && format != NULL && is_folder(output);
    if (goal->folder || goal->database || format_named(ending(output)) == goal->format)
        return OKR_OK;
    return okr_fail(err, OKR_ERR_USAGE, _("'%s' does not end in .%s"), output,
                    goal->format->name);
}
