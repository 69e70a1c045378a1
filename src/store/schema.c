#include "store/schema.h"

#include "model/drawing.h"
#include "model/theme.h"
#include "stats/stats.h"

#include <string.h>

typedef struct group {
    const okr_schema *tables;
    const size_t *count;
} group;

static const group groups[] = {
    {okr_schema_programme, &okr_schema_programme_count},
    {okr_schema_territory, &okr_schema_territory_count},
    {okr_schema_measure, &okr_schema_measure_count},
    {okr_schema_layer, &okr_schema_layer_count},
    {okr_schema_service, &okr_schema_service_count},
    {okr_schema_link, &okr_schema_link_count},
};

static const okr_domain domains[] = {
    {"measure_role", &okr_roles},
    {"nature", &okr_natures},
    {"lifecycle", &okr_lifecycles},
    {"basis", &okr_bases},
    {"exactness", &okr_exactnesses},
    {"location_class", &okr_location_classes},
    {"reach", &okr_reaches},
    {"geometry_kind", &okr_shapes},
    {"qualifier", &okr_qualifiers},
    {"origin", &okr_origins},
    {"percent_kind", &okr_percent_kinds},
    {"indicator_role", &okr_indicator_roles},
    {"aggregation", &okr_aggregations},
    {"certainty", &okr_certainties},
    {"change_kind", &okr_change_kinds},
    {"member_role", &okr_member_roles},
    {"link_method", &okr_link_methods},
    {"severity", &okr_severities},
    {"quantity", &okr_quantity_kinds},
    {"municipality_type", &okr_municipality_types},
    {"placement", &okr_placements},
    {"progress_way", &okr_progress_ways},
    {"mark", &okr_marks},
    {"waiting", &okr_waitings},
    {"drawn", &okr_drawings},
    {"statistic", &okr_statistics},
    {"method", &okr_stat_methods},
    {"served_territory", &okr_service_ofs},
    {"population_basis", &okr_people_bases},
    {"served", &okr_served_states},
    {"service_method", &okr_service_methods},
};

static const okr_relation relations[] = {
    {"measure", "municipality", "measure_municipality", "features"},
    {"measure", "indicator", "measure_indicator", "attributes"},
    {"measure", "location", "measure_location", "attributes"},
};

size_t okr_schema_count(void)
{
    size_t count = 0;

    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++)
        count += *groups[g].count;
    return count;
}

const okr_schema *okr_schema_at(size_t i)
{
    for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++) {
        if (i < *groups[g].count)
            return &groups[g].tables[i];
        i -= *groups[g].count;
    }
    return NULL;
}

const okr_schema *okr_schema_find(const char *name)
{
    const size_t count = okr_schema_count();

    for (size_t i = 0; i < count; i++) {
        const okr_schema *table = okr_schema_at(i);
        if (table != NULL && strcmp(table->name, name) == 0)
            return table;
    }
    return NULL;
}

bool okr_column_loads(const okr_column *column)
{
    return column->field < OKR_FIELD_WORD_TITLE && column->hops[0].rows == 0 &&
           column->base == OKR_BASE_ROW;
}

const char *okr_column_domain(const okr_column *column)
{
    const bool coded = column->field == OKR_FIELD_WORD || column->field == OKR_FIELD_WORD_MAYBE;

    for (size_t i = 0; coded && i < sizeof domains / sizeof domains[0]; i++)
        if (domains[i].words == column->domain)
            return domains[i].name;
    return column->domain_table;
}

const okr_domain *okr_domain_at(size_t i)
{
    return i < sizeof domains / sizeof domains[0] ? &domains[i] : NULL;
}

const okr_relation *okr_relation_at(size_t i)
{
    return i < sizeof relations / sizeof relations[0] ? &relations[i] : NULL;
}
