#include "model/programme.h"

#include "base/i18n.h"

void okr_programme_init(okr_programme *p)
{
    *p = (okr_programme){
        .title = {"", ""},
        .region = {"", ""},
        .region_aliases = "",
        .extract = {"", ""},
        .crs = "EPSG:4326",
        .boundary_set = {.name = {"", ""}, .path = "", .source = "", .licence = ""},
        .population_raster = "",
        .population_file = "",
        .sources = OKR_VEC(okr_source_file),
        .attributions = OKR_VEC(okr_attribution),
        .context_layers = OKR_VEC(okr_context_layer),
        .accuracies = OKR_VEC(okr_accuracy_default),
        .allocations = OKR_VEC(okr_allocation_rule),
        .kinds = OKR_VEC(okr_kind),
        .statuses = OKR_VEC(okr_status_word),
        .units = OKR_VEC(okr_unit),
        .contours = OKR_VEC(okr_contour),
        .documents = OKR_VEC(okr_document),
        .municipalities = OKR_VEC(okr_municipality),
        .changes = OKR_VEC(okr_municipal_change),
        .settlements = OKR_VEC(okr_settlement),
        .agglomerations = OKR_VEC(okr_agglomeration),
        .members = OKR_VEC(okr_agglomeration_member),
        .report_tables = OKR_VEC(okr_report_setting),
        .measures = OKR_VEC(okr_measure),
        .mentions = OKR_VEC(okr_mention),
        .locations = OKR_VEC(okr_location),
        .indicators = OKR_VEC(okr_indicator),
        .observations = OKR_VEC(okr_observation),
        .milestones = OKR_VEC(okr_milestone),
        .finance = OKR_VEC(okr_finance),
        .links = OKR_VEC(okr_link),
        .balance = OKR_VEC(okr_balance_row),
        .findings = OKR_VEC(okr_finding),
        .shares = OKR_VEC(okr_service_share),
        .services = OKR_VEC(okr_settlement_service),
    };
}

void okr_programme_done(okr_programme *p)
{
    if (p == NULL)
        return;
    okr_vec *const vectors[] = {
        &p->sources,     &p->attributions,   &p->context_layers, &p->accuracies,
        &p->allocations, &p->kinds,          &p->statuses,       &p->units,
        &p->contours,    &p->documents,      &p->municipalities, &p->changes,
        &p->settlements, &p->agglomerations, &p->members,        &p->measures,
        &p->mentions,    &p->locations,      &p->indicators,     &p->observations,
        &p->milestones,  &p->finance,        &p->links,          &p->balance,
        &p->findings,    &p->shares,         &p->services,       &p->report_tables,
    };
    okr_map *const maps[] = {
        &p->kind_index,          &p->status_index,       &p->unit_index,
        &p->document_index,      &p->municipality_index, &p->settlement_index,
        &p->agglomeration_index, &p->measure_index,
    };
    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++)
        okr_vec_done(vectors[i]);
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++)
        okr_map_done(maps[i]);
    okr_arena_done(&p->arena);
}

static const char *keep(okr_programme *p, const char *text, okr_error *err)
{
    return text == NULL || text[0] == '\0' ? "" : okr_arena_strdup(&p->arena, text, err);
}

okr_status okr_programme_find(okr_programme *p, const okr_finding_at *at,
                              const char *message_ru, const char *message_en, okr_error *err)
{
    okr_finding *finding = okr_vec_push(&p->findings, err);

    if (finding == NULL)
        return OKR_ERR_NOMEM;
    *finding = (okr_finding){
        .code = keep(p, at->code, err),
        .severity = at->severity,
        .table = keep(p, at->table, err),
        .row = at->row,
        .item = keep(p, at->item, err),
        .column = keep(p, at->column, err),
        .value = keep(p, at->value, err),
        .message = {keep(p, message_ru, err), keep(p, message_en, err)},
    };
    if (finding->code == NULL || finding->table == NULL || finding->item == NULL ||
        finding->column == NULL || finding->value == NULL || finding->message.ru == NULL ||
        finding->message.en == NULL) {
        p->findings.count--;
        return OKR_ERR_NOMEM;
    }
    return OKR_OK;
}

void okr_programme_where(const okr_programme *p, okr_row row, okr_text *text)
{
    if (row.source < 0 || (size_t)row.source >= p->sources.count)
        return;
    okr_text_add(text, OKR_SOURCE_FILE(p, row.source)->path);
    if (row.number > 0)
        okr_text_addf(text, _(", row %ld"), row.number);
}

bool okr_kind_under(const okr_programme *p, int kind, int ancestor)
{
    /* connect() has refused cycles, so this ends at the top of the tree. */
    while (kind >= 0 && kind != ancestor)
        kind = OKR_KIND(p, kind)->parent;
    return kind >= 0;
}

okr_date okr_programme_territory_date(const okr_programme *p)
{
    if (p->as_of.precision != OKR_DATE_NONE)
        return p->as_of;
    return p->status_date.precision != OKR_DATE_NONE ? p->status_date : p->period_end;
}

bool okr_member_holds(const okr_programme *p, const okr_agglomeration_member *m)
{
    const okr_date date = okr_programme_territory_date(p);
    const long day = okr_date_last_day(date);

    if (m->municipality < 0 || m->agglomeration < 0)
        return false;
    if (date.precision == OKR_DATE_NONE)
        return true;
    if (m->valid_from.precision != OKR_DATE_NONE && okr_date_first_day(m->valid_from) > day)
        return false;
    return m->valid_to.precision == OKR_DATE_NONE || okr_date_last_day(m->valid_to) >= day;
}
