#include "view/workspace.h"

#include "base/i18n.h"
#include "store/load.h"
#include "view/table.h"

#include <stdlib.h>
#include <string.h>

static okr_status open_parts(const char *path, unsigned parts, okr_workspace **workspace,
                             okr_error *err)
{
    okr_workspace *ws = calloc(1, sizeof *ws);
    okr_status status = OKR_OK;

    if (ws == NULL)
        return okr_fail_nomem(err);
    okr_programme_init(&ws->programme);
    ws->shapes = (parts & OKR_PART_GEOMETRY) != 0;
    ws->path = strdup(path);
    status = ws->path == NULL ? okr_fail_nomem(err)
                              : okr_store_load_parts(path, parts, &ws->programme, err);
    if (status != OKR_OK) {
        okr_workspace_close(ws);
        return status;
    }
    *workspace = ws;
    return OKR_OK;
}

okr_status okr_workspace_open(const char *path, okr_workspace **workspace, okr_error *err)
{
    return open_parts(path, OKR_PART_GEOMETRY, workspace, err);
}

okr_status okr_workspace_open_for(const char *path, const okr_filter *filter,
                                  okr_workspace **workspace, okr_error *err)
{
    return open_parts(path, filter->near != NULL ? OKR_PART_GEOMETRY : 0, workspace, err);
}

void okr_workspace_close(okr_workspace *workspace)
{
    if (workspace == NULL)
        return;
    okr_programme_done(&workspace->programme);
    free(workspace->path);
    free(workspace);
}

void okr_table_date(okr_table *table, okr_date date)
{
    char text[OKR_DATE_TEXT];

    okr_date_format(date, text);
    okr_table_text(table, text);
}

okr_status okr_workspace_findings(const okr_workspace *workspace, okr_table **table,
                                  okr_error *err)
{
    return okr_findings_table(&workspace->programme, table, err);
}
