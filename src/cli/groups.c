/* Option tables that several commands share. */
#include "command.h"

#include "okrug/filter.h"

const okr_opt okr_output_opts[] = {
    OKR_OPT('f', "format", "FORMAT", okr_output_args, format, N_("text, csv, json or md")),
    OKR_OPT('o', "output", "FILE", okr_output_args, output,
            N_("write there, not to the screen")),
    OKR_OPT('c', "columns", "A,B", okr_output_args, choice.columns,
            N_("only these columns, in this order; by title or by the name in CSV")),
    OKR_OPT('\0', "sort", "COLUMN", okr_output_args, choice.sort,
            N_("order of the rows; -COLUMN: falling; totals stay below")),
    OKR_OPT('\0', "top", "N", okr_output_args, choice.rows, N_("only the first N rows")),
    OKR_OPT_END,
};

const okr_opt okr_filter_opts[] = {
    OKR_OPT('\0', "in", "PLACE", okr_filter, in,
            N_("municipality, agglomeration, settlement or OKTMO; region")),
    OKR_OPT('\0', "kind", "KIND", okr_filter, kind, N_("kinds or groups of kinds")),
    OKR_OPT('\0', "under", "MEASURE", okr_filter, under, N_("a measure and all below it")),
    OKR_OPT('\0', "roles", "ROLES", okr_filter, roles,
            N_("item, group, component, context (default: item)")),
    OKR_OPT('\0', "basis", "BASES", okr_filter, basis,
            N_("how a place is known (default: stated,name_implied)")),
    OKR_OPT('\0', "nature", "NATURES", okr_filter, nature,
            N_("works, purchase, service, event, document, research")),
    OKR_OPT('\0', "lifecycle", "STAGES", okr_filter, lifecycle,
            N_("stages, or status words of the programme")),
    OKR_OPT('\0', "contour", "CONTOUR", okr_filter, contour,
            N_("contour, or contour/priority")),
    OKR_OPT('\0', "starts-in", "DATE", okr_filter, starts_in,
            N_("starts within this year, quarter, month or day")),
    OKR_OPT('\0', "ends-in", "DATE", okr_filter, ends_in, N_("ends within this date")),
    OKR_OPT('\0', "ends-after", "DATE", okr_filter, ends_after, N_("ends after this date")),
    OKR_OPT('\0', "active-in", "DATE", okr_filter, active_in, N_("runs during this date")),
    OKR_OPT('\0', "near", "LON,LAT,KM", okr_filter, near, N_("within a distance of a point")),
    OKR_OPT('\0', "text", "WORDS", okr_filter, text, N_("titles and notes hold these words")),
    OKR_OPT('\0', "where", "SQL", okr_filter, where,
            N_("a condition over the columns of table measure")),
    OKR_OPT_END,
};
