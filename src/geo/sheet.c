#include "geo/sheet.h"

#include "base/i18n.h"
#include "base/text.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <stdlib.h>
#include <string.h>

void okr_sheet_headers(bool first_row)
{
    static const char *const keys[] = {"OGR_XLSX_HEADERS", "OGR_ODS_HEADERS",
                                       "OGR_XLS_HEADERS"};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        CPLSetThreadLocalConfigOption(keys[i], first_row ? NULL : "DISABLE");
}

static bool has_driver(const okr_dataset *dataset, const char *name)
{
    return strcmp(GDALGetDriverShortName(GDALGetDatasetDriver(dataset->handle)), name) == 0;
}

bool okr_is_sheet(const okr_dataset *dataset)
{
    return has_driver(dataset, "XLSX") || has_driver(dataset, "ODS") ||
           has_driver(dataset, "XLS");
}

/* Whether some cell of a part of content.xml is merged over two rows or more. */
static bool has_merged_rows(const char *at, const char *end)
{
    static const char attribute[] = "table:number-rows-spanned=\"";

    while ((at = strstr(at, attribute)) != NULL && at < end) {
        at += sizeof attribute - 1;
        if (strtol(at, NULL, 10) > 1)
            return true;
    }
    return false;
}

/* The part of content.xml that holds sheet i; false when it has no such one. */
static bool find_sheet(const char *xml, int i, const char **begin, const char **end)
{
    static const char tag[] = "<table:table ";

    for (*begin = strstr(xml, tag); *begin != NULL && i > 0; i--)
        *begin = strstr(*begin + 1, tag);
    if (*begin == NULL)
        return false;
    *end = strstr(*begin, "</table:table>");
    if (*end == NULL)
        *end = *begin + strlen(*begin);
    return true;
}

static int index_of(const okr_dataset *dataset)
{
    int i = 0;

    while (i < GDALDatasetGetLayerCount(dataset->handle) &&
           GDALDatasetGetLayer(dataset->handle, i) != dataset->layer)
        i++;
    return i;
}

static okr_status check_ods(const okr_dataset *dataset, const char *name, okr_error *err)
{
    okr_text path = {0};
    GByte *xml = NULL;
    const char *begin = NULL, *end = NULL;
    bool merged = false;

    okr_text_addf(&path, "/vsizip/{%s}/content.xml", GDALGetDescription(dataset->handle));
    if (!path.failed && VSIIngestFile(NULL, okr_text_str(&path), &xml, NULL, -1) &&
        find_sheet((const char *)xml, index_of(dataset), &begin, &end))
        merged = has_merged_rows(begin, end);
    VSIFree(xml);
    okr_text_done(&path);
    if (!merged)
        return OKR_OK;
    return okr_fail(
        err, OKR_ERR_FORMAT,
        _("'%s', layer '%s': cells merged over several rows cannot be read from ODS; "
          "save the file as XLSX or split the cells"),
        name, OGR_L_GetName(dataset->layer));
}

okr_status okr_sheet_check(const okr_dataset *dataset, const char *name, bool raw_rows,
                           okr_error *err)
{
    if (has_driver(dataset, "ODS"))
        return check_ods(dataset, name, err);
    if (!raw_rows || okr_is_sheet(dataset))
        return OKR_OK;
    return okr_fail(err, OKR_ERR_FORMAT,
                    _("'%s', layer '%s': header_row is for text files and sheets; this is "
                      "neither"),
                    name, OGR_L_GetName(dataset->layer));
}
