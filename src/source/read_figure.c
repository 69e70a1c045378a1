/* Indicators, observations, milestones, finance. */
#include "source/forms.h"

#define I okr_indicator

static const okr_form_column indicators[] = {
    KEY("measure_id", I, measure_id),
    KEY("indicator", I, code),
    TEXT("title_ru", I, title.ru),
    TEXT("title_en", I, title.en),
    WORD("role", I, role, okr_indicator_roles, OKR_INDICATOR_RESULT),
    TEXT("unit", I, unit_code),
    NUMBER("baseline", I, baseline),
    NUMBER("target", I, target.number),
    WORD("target_qualifier", I, target.qualifier, okr_qualifiers, OKR_QUALIFIER_EXACT),
    WORD("target_origin", I, target.origin, okr_origins, OKR_ORIGIN_NONE),
    NUMBER("actual", I, actual.number),
    WORD("actual_qualifier", I, actual.qualifier, okr_qualifiers, OKR_QUALIFIER_EXACT),
    WORD("actual_origin", I, actual.origin, okr_origins, OKR_ORIGIN_NONE),
    PERCENT("percent", I, percent.number),
    WORD("percent_kind", I, percent_kind, okr_percent_kinds, OKR_PERCENT_NONE),
    WORD("percent_qualifier", I, percent.qualifier, okr_qualifiers, OKR_QUALIFIER_EXACT),
    WORD("percent_origin", I, percent.origin, okr_origins, OKR_ORIGIN_NONE),
    START("period_start", I, period_start),
    END("period_end", I, period_end),
    FLAG("ascending", I, ascending, 1),
    WORD("aggregation", I, aggregation, okr_aggregations, OKR_AGGREGATION_NONE),
    FLAG("progress", I, progress, 0),
    TEXT("note", I, note),
    TEXT("source_ref", I, source_ref),
    INDEX(I, measure),
    INDEX(I, unit),
    LAST_COLUMN,
};

static const okr_form_column observations[] = {
    KEY("measure_id", okr_observation, measure_id),
    KEY("metric", okr_observation, metric),
    DATE("date", okr_observation, date),
    NUMBER("planned", okr_observation, planned),
    NUMBER("actual", okr_observation, actual),
    TEXT("source_ref", okr_observation, source_ref),
    INDEX(okr_observation, measure),
    LAST_COLUMN,
};

static const okr_form_column milestones[] = {
    KEY("measure_id", okr_milestone, measure_id),
    KEY("milestone", okr_milestone, milestone),
    TEXT("title_ru", okr_milestone, title_ru),
    END("due", okr_milestone, due),
    DATE("met", okr_milestone, met),
    TEXT("status", okr_milestone, status),
    TEXT("source_ref", okr_milestone, source_ref),
    INDEX(okr_milestone, measure),
    LAST_COLUMN,
};

static const okr_form_column finance[] = {
    KEY("measure_id", okr_finance, measure_id),
    TEXT("funding_source", okr_finance, funding_source),
    YEAR("year", okr_finance, year),
    NUMBER("planned", okr_finance, planned),
    NUMBER("allocated", okr_finance, allocated),
    NUMBER("spent", okr_finance, spent),
    TEXT("unit", okr_finance, unit_code),
    TEXT("source_ref", okr_finance, source_ref),
    INDEX(okr_finance, measure),
    INDEX(okr_finance, unit),
    LAST_COLUMN,
};

const okr_table_form okr_form_indicators = {
    .table = "indicators",
    .columns = indicators,
    .record_size = sizeof(okr_indicator),
    .row_offset = offsetof(okr_indicator, row),
    .rows_offset = offsetof(okr_programme, indicators),
};
const okr_table_form okr_form_observations = {
    .table = "observations",
    .columns = observations,
    .record_size = sizeof(okr_observation),
    .row_offset = offsetof(okr_observation, row),
    .rows_offset = offsetof(okr_programme, observations),
};
const okr_table_form okr_form_milestones = {
    .table = "milestones",
    .columns = milestones,
    .record_size = sizeof(okr_milestone),
    .row_offset = offsetof(okr_milestone, row),
    .rows_offset = offsetof(okr_programme, milestones),
};
const okr_table_form okr_form_finance = {
    .table = "finance",
    .columns = finance,
    .record_size = sizeof(okr_finance),
    .row_offset = offsetof(okr_finance, row),
    .rows_offset = offsetof(okr_programme, finance),
};
