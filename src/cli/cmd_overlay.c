#include "commands.h"

#include "okrug/overlay.h"

typedef struct overlay_args {
    okr_overlay_options options;
    okr_output_args output;
} overlay_args;

static const okr_opt polygon_opts[] = {
    OKR_OPT('b', "by", "POLYGONS", okr_overlay_options, by, N_("the polygons: any layer")),
    OKR_OPT('\0', "by-layer", "LAYER", okr_overlay_options, by_layer,
            N_("layer of the polygons, when their file has several")),
    OKR_OPT('\0', "by-crs", "CRS", okr_overlay_options, by_crs,
            N_("coordinate system of the polygons, in place of what they say")),
    OKR_OPT('\0', "by-encoding", "NAME", okr_overlay_options, by_encoding,
            N_("encoding of the polygons, a Shapefile that says none")),
    OKR_OPT('\0', "id", "FIELD", okr_overlay_options, id,
            N_("field that names a polygon (default: FID)")),
    OKR_OPT('\0', "partition", NULL, okr_overlay_options, partition,
            N_("overlaps go to the polygon with the smaller id alone")),
    OKR_OPT_END,
};

static const okr_opt layer_opts[] = {
    OKR_OPT('\0', "layer", "LAYER", okr_overlay_options, layer,
            N_("layer, when the file has several")),
    OKR_OPT('\0', "crs", "CRS", okr_overlay_options, crs,
            N_("coordinate system of the layer, in place of what it says")),
    OKR_OPT('\0', "encoding", "NAME", okr_overlay_options, encoding,
            N_("encoding of the layer, a Shapefile that says none")),
    OKR_OPT('\0', "lon", "COLUMN", okr_overlay_options, lon, N_("longitude in a CSV file")),
    OKR_OPT('\0', "lat", "COLUMN", okr_overlay_options, lat, N_("latitude in a CSV file")),
    OKR_OPT('\0', "wkt", "COLUMN", okr_overlay_options, wkt, N_("geometry in a CSV file")),
    OKR_OPT('\0', "where", "SQL", okr_overlay_options, where,
            N_("only features that fulfil a condition")),
    OKR_OPT('\0', "skip-errors", NULL, okr_overlay_options, skip_errors,
            N_("count and list features that cannot be read, and go on")),
    OKR_OPT_END,
};

static const okr_opt tally_opts[] = {
    OKR_OPT('\0', "sum", "FIELD[,FIELD]", okr_overlay_options, sum,
            N_("sums of numeric fields, in full and by share")),
    OKR_OPT('\0', "group", "FIELD", okr_overlay_options, group,
            N_("tally the values of a field apart")),
    OKR_OPT('\0', "pairs", "FILE", okr_overlay_options, pairs,
            N_("write every feature's share of every polygon there")),
    OKR_OPT('\0', "threads", "N", okr_overlay_options, threads,
            N_("worker threads (default: one per processor)")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {N_("Polygons"), polygon_opts, offsetof(overlay_args, options)},
    {N_("Layer"), layer_opts, offsetof(overlay_args, options)},
    {N_("Tally"), tally_opts, offsetof(overlay_args, options)},
    {N_("Output"), okr_output_opts, offsetof(overlay_args, output)},
    {NULL, NULL, 0},
};

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const overlay_args *args = call->args;
    okr_overlay_options options = args->options;
    okr_table *table = NULL;
    okr_status status = OKR_OK;

    (void)exit_code;
    options.path = call->operand[0];
    if (options.by == NULL)
        return okr_fail(err, OKR_ERR_USAGE, "%s", _("option --by is needed: the polygons"));
    if (options.threads < 0)
        return okr_fail(err, OKR_ERR_USAGE, _("option --threads: '%ld' is less than 0"),
                        options.threads);
    status = okr_overlay(&options, call->listener, &table, NULL, err);
    return status == OKR_OK ? okr_output(call, &args->output, table, err) : status;
}

const okr_command okr_cmd_overlay = {
    .name = "overlay",
    .operands = "LAYER",
    .summary = N_("count, length and area of any layer in any polygons"),
    .groups = groups,
    .args_size = sizeof(overlay_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
