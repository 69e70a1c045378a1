#include "commands.h"

#include "okrug/build.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct build_args {
    const char *output, *boundaries, *boundaries_source, *as_of;
    bool strict;
    long threads;
} build_args;

static const okr_opt opts[] = {
    OKR_OPT('o', "output", "FILE.gpkg", build_args, output, N_("the GeoPackage to write")),
    OKR_OPT('\0', "boundaries", "FILE", build_args, boundaries,
            N_("municipal polygons, not okrug.yaml's: FILE|layer=L|encoding=E|crs=C")),
    OKR_OPT('\0', "boundaries-source", "TEXT", build_args, boundaries_source,
            N_("source and licence of these polygons, printed on maps")),
    OKR_OPT('\0', "as-of", "DATE", build_args, as_of, N_("municipalities as of this date")),
    OKR_OPT('\0', "strict", NULL, build_args, strict, N_("any error finding is fatal")),
    OKR_OPT('\0', "threads", "N", build_args, threads,
            N_("worker threads (default: processors)")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {{NULL, opts, 0}, {NULL, NULL, 0}};

/* Quietly only what makes the exit code 1 is said. */
static void print_report(const okr_build_report *r, const char *output, bool quiet)
{
    if (!quiet)
        (void)printf(_("%s: %zu municipalities, %zu measures (%zu items, %zu located), "
                       "%zu indicators, %zu links\n"),
                     output, r->municipalities, r->measures, r->items, r->located,
                     r->indicators, r->links);
    if (r->approximate && !quiet)
        (void)printf("%s\n", _("boundaries are approximate"));
    if (r->errors > 0 || (r->warnings > 0 && !quiet))
        (void)printf(
            _("findings: %zu errors, %zu warnings ('okrug info --findings %s' lists them)\n"),
            r->errors, r->warnings, output);
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const build_args *args = call->args;
    const okr_build_options options = {
        .programme = call->operand[0],
        .output = args->output,
        .boundaries = args->boundaries,
        .boundaries_source = args->boundaries_source,
        .as_of = args->as_of,
        .strict = args->strict,
        .source_date_epoch = getenv("SOURCE_DATE_EPOCH"),
        .threads = args->threads < 0 ? 0U : (unsigned)args->threads,
    };
    okr_build_report report = {0};
    okr_status status = OKR_OK;

    if (args->output == NULL)
        return okr_fail(err, OKR_ERR_USAGE, "%s", _("'okrug build' needs -o FILE.gpkg"));
    status = okr_build(&options, call->listener, &report, NULL, err);
    if (status != OKR_OK)
        return status;
    print_report(&report, args->output, call->common.quiet);
    *exit_code = report.errors > 0 ? 1 : 0;
    return OKR_OK;
}

const okr_command okr_cmd_build = {
    .name = "build",
    .operands = "PROGRAMME",
    .summary = N_("read, check, link and measure a programme folder; save one GeoPackage"),
    .groups = groups,
    .args_size = sizeof(build_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
