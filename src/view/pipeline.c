/* okr_build: the pipeline, and its findings as a table. */
#include "build/build.h"
#include "view/workspace.h"

okr_status okr_build(const okr_build_options *options, const okr_listener *listener,
                     okr_build_report *report, okr_table **findings, okr_error *err)
{
    okr_programme programme;
    okr_status status = OKR_OK;

    okr_programme_init(&programme);
    status = okr_build_programme(options, listener, &programme, report, err);
    if (status == OKR_OK && findings != NULL)
        status = okr_findings_table(&programme, findings, err);
    okr_programme_done(&programme);
    return status;
}
