#include "commands.h"

#include "okrug/served.h"

typedef struct served_args {
    okr_served_how how;
    const char *by, *by_layer, *layer, *name;
    okr_filter filter;
    okr_output_args output;
} served_args;

static const okr_opt opts[] = {
    OKR_OPT('d', "distance", "DISTANCE", served_args, how.distance,
            N_("such as '2 km' (default for a workspace: that of each kind)")),
    OKR_OPT('t', "tolerance", "PART", served_args, how.tolerance,
            N_("of each territory's area that may stay undecided (default: 0.001)")),
    OKR_OPT('p', "population", "RASTER", served_args, how.population,
            N_("people per pixel (default for a workspace: by settlements)")),
    OKR_OPT('\0', "area-out", "FILE", served_args, how.area_out,
            N_("write the served area there, as polygons")),
    OKR_OPT('\0', "threads", "N", served_args, how.threads,
            N_("worker threads (default: one per processor)")),
    OKR_OPT_END,
};

static const okr_opt layer_opts[] = {
    OKR_OPT('b', "by", "POLYGONS", served_args, by, N_("territories; FILE is then any layer")),
    OKR_OPT('\0', "by-layer", "LAYER", served_args, by_layer, N_("layer in POLYGONS")),
    OKR_OPT('\0', "layer", "LAYER", served_args, layer, N_("layer in FILE")),
    OKR_OPT('\0', "name", "ATTRIBUTE", served_args, name,
            N_("attribute that names a territory (default: the first)")),
    OKR_OPT_END,
};

static const okr_opt_group groups[] = {
    {NULL, opts, 0},
    {N_("Layers without a programme"), layer_opts, 0},
    {N_("Filters"), okr_filter_opts, offsetof(served_args, filter)},
    {N_("Output"), okr_output_opts, offsetof(served_args, output)},
    {NULL, NULL, 0},
};

static okr_status ask_layers(const okr_call *call, okr_table **table, okr_error *err)
{
    const served_args *args = call->args;
    const okr_served_layers question = {.features = call->operand[0],
                                        .features_layer = args->layer,
                                        .polygons = args->by,
                                        .polygons_layer = args->by_layer,
                                        .name = args->name,
                                        .how = args->how};

    return okr_layers_served(&question, call->listener, table, err);
}

static okr_status ask_workspace(const okr_call *call, okr_table **table, okr_error *err)
{
    const served_args *args = call->args;
    const okr_served_question question = {args->filter, args->how};
    okr_workspace *workspace = NULL;
    okr_status status = okr_workspace_open(call->operand[0], &workspace, err);

    if (status == OKR_OK)
        status = okr_workspace_served(workspace, &question, table, err);
    okr_workspace_close(workspace);
    return status;
}

static okr_status run(const okr_call *call, int *exit_code, okr_error *err)
{
    const served_args *args = call->args;
    okr_table *table = NULL;
    okr_status status =
        args->by != NULL ? ask_layers(call, &table, err) : ask_workspace(call, &table, err);

    (void)exit_code;
    return status == OKR_OK ? okr_output(call, &args->output, table, err) : status;
}

const okr_command okr_cmd_served = {
    .name = "served",
    .operands = "FILE",
    .summary = N_("who is within reach: area, settlements and population, with bounds"),
    .groups = groups,
    .args_size = sizeof(served_args),
    .operands_min = 1,
    .operands_max = 1,
    .run = run,
};
