/* Municipalities and how they change, settlements, agglomerations. */
#include "source/forms.h"
#include "source/geometry.h"

/* What a row of municipalities holds beside the record. */
typedef struct municipality_row {
    okr_municipality municipality;
    const char *wkt;
} municipality_row;

#define M municipality_row

static const okr_form_column municipalities[] = {
    KEY("oktmo", M, municipality.oktmo),
    TEXT("oktmo_basis", M, municipality.oktmo_basis),
    TEXT("oktmo_former", M, municipality.oktmo_former),
    MUST("name_ru", M, municipality.name_ru),
    TEXT("name_short_ru", M, municipality.name_short_ru),
    TEXT("name_en", M, municipality.name_en),
    WORD("type", M, municipality.type, okr_municipality_types, -1),
    TEXT("type", M, municipality.type_word),
    TEXT("admin_centre", M, municipality.admin_centre),
    NUMBER("centre_lon", M, municipality.centre_lon),
    NUMBER("centre_lat", M, municipality.centre_lat),
    AMOUNT("area_official_km2", M, municipality.area_official_km2),
    TEXT("area_basis", M, municipality.area_basis),
    AMOUNT("population", M, municipality.population),
    YEAR("population_year", M, municipality.population_year),
    DATE("valid_from", M, municipality.valid_from),
    DATE("valid_to", M, municipality.valid_to),
    TEXT("successor", M, municipality.successor),
    TEXT("source", M, municipality.source),
    TEXT("note", M, municipality.note),
    TEXT("wkt", M, wkt),
    UNKNOWN(M, municipality.area_m2),
    LAST_COLUMN,
};

static const okr_form_column changes[] = {
    KEY("from_oktmo", okr_municipal_change, from_oktmo),
    KEY("to_oktmo", okr_municipal_change, to_oktmo),
    DATE("date", okr_municipal_change, date),
    WORD("kind", okr_municipal_change, kind, okr_change_kinds, OKR_CHANGE_TRANSFORM),
    SHARE("portion", okr_municipal_change, portion),
    TEXT("source", okr_municipal_change, source),
    LAST_COLUMN,
};

static const okr_form_column settlements[] = {
    KEY("settlement_id", okr_settlement, settlement_id),
    TEXT("oktmo11", okr_settlement, oktmo11),
    TEXT("oktmo_former", okr_settlement, oktmo_former),
    MUST("name_ru", okr_settlement, name_ru),
    TEXT("kind", okr_settlement, kind),
    TEXT("municipality", okr_settlement, municipality_code),
    TEXT("part_of", okr_settlement, part_of_id),
    NUMBER("lon", okr_settlement, lon),
    NUMBER("lat", okr_settlement, lat),
    AMOUNT("accuracy_m", okr_settlement, accuracy_m),
    TEXT("coord_kind", okr_settlement, coord_kind),
    AMOUNT("population", okr_settlement, population),
    YEAR("population_year", okr_settlement, population_year),
    TEXT("source", okr_settlement, source),
    TEXT("note", okr_settlement, note),
    INDEX(okr_settlement, municipality),
    INDEX(okr_settlement, part_of),
    LAST_COLUMN,
};

static const okr_form_column agglomerations[] = {
    KEY("agglomeration", okr_agglomeration, code),
    TEXT("title_ru", okr_agglomeration, title.ru),
    TEXT("title_en", okr_agglomeration, title.en),
    FLAG("members_complete", okr_agglomeration, members_complete, 0),
    DATE("as_of", okr_agglomeration, as_of),
    TEXT("source", okr_agglomeration, source),
    LAST_COLUMN,
};

static const okr_form_column members[] = {
    KEY("agglomeration", okr_agglomeration_member, agglomeration_code),
    KEY("oktmo", okr_agglomeration_member, oktmo),
    WORD("role", okr_agglomeration_member, role, okr_member_roles, OKR_MEMBER_MEMBER),
    TEXT("attestation", okr_agglomeration_member, attestation),
    DATE("valid_from", okr_agglomeration_member, valid_from),
    DATE("valid_to", okr_agglomeration_member, valid_to),
    INDEX(okr_agglomeration_member, agglomeration),
    INDEX(okr_agglomeration_member, municipality),
    LAST_COLUMN,
};

static okr_status finish_municipality(okr_table_reader *reader, void *record,
                                      const okr_input_row *row, okr_error *err)
{
    municipality_row *r = record;
    okr_wkb shape = row->geometry;
    okr_status status = okr_source_lonlat(reader, &r->municipality.centre_lon,
                                          &r->municipality.centre_lat, err);

    if (status == OKR_OK && shape.size == 0 && r->wkt[0] != '\0')
        status = okr_source_wkt(reader, r->wkt, &shape, err);
    if (status == OKR_OK && shape.size > 0)
        status = okr_source_polygon(reader, shape, &r->municipality.polygon, err);
    return status;
}

/* A layer of settlements brings their points instead of two columns. */
static okr_status finish_settlement(okr_table_reader *reader, void *record,
                                    const okr_input_row *row, okr_error *err)
{
    okr_settlement *s = record;

    if (row->geometry.size > 0 && isnan(s->lon))
        return okr_source_point(row->geometry, &s->lon, &s->lat, err);
    return okr_source_lonlat(reader, &s->lon, &s->lat, err);
}

const okr_table_form okr_form_municipalities = {
    .table = "municipalities",
    .columns = municipalities,
    .record_size = sizeof(municipality_row),
    .row_offset = offsetof(municipality_row, municipality.row),
    .rows_offset = offsetof(okr_programme, municipalities),
    .required = true,
    .finish = finish_municipality,
};
const okr_table_form okr_form_changes = {
    .table = "municipal_changes",
    .columns = changes,
    .record_size = sizeof(okr_municipal_change),
    .row_offset = offsetof(okr_municipal_change, row),
    .rows_offset = offsetof(okr_programme, changes),
};
const okr_table_form okr_form_settlements = {
    .table = "settlements",
    .columns = settlements,
    .record_size = sizeof(okr_settlement),
    .row_offset = offsetof(okr_settlement, row),
    .rows_offset = offsetof(okr_programme, settlements),
    .finish = finish_settlement,
};
const okr_table_form okr_form_agglomerations = {
    .table = "agglomerations",
    .columns = agglomerations,
    .record_size = sizeof(okr_agglomeration),
    .row_offset = offsetof(okr_agglomeration, row),
    .rows_offset = offsetof(okr_programme, agglomerations),
};
const okr_table_form okr_form_members = {
    .table = "agglomeration_members",
    .columns = members,
    .record_size = sizeof(okr_agglomeration_member),
    .row_offset = offsetof(okr_agglomeration_member, row),
    .rows_offset = offsetof(okr_programme, members),
};
