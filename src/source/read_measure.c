/* Measures, their mentions and their locations. */
#include "source/forms.h"
#include "source/geometry.h"

/* What a row of locations holds beside the record. */
typedef struct location_row {
    okr_location location;
    double lon, lat;
    const char *wkt;
} location_row;

#define L location_row

static const okr_form_column measures[] = {
    KEY("measure_id", okr_measure, measure_id),
    TEXT("parent_id", okr_measure, parent_id),
    WORD("role", okr_measure, role, okr_roles, OKR_ROLE_ITEM),
    MUST("title_ru", okr_measure, title.ru),
    TEXT("title_en", okr_measure, title.en),
    TEXT("kind", okr_measure, kind_code),
    WORD("nature", okr_measure, nature, okr_natures, OKR_NATURE_UNKNOWN),
    TEXT("status", okr_measure, status_code),
    START("planned_start", okr_measure, planned_start),
    END("planned_end", okr_measure, planned_end),
    DATE("actual_start", okr_measure, actual_start),
    DATE("actual_end", okr_measure, actual_end),
    AMOUNT("weight", okr_measure, weight),
    TEXT("weight_unit", okr_measure, weight_unit),
    TEXT("programme", okr_measure, programme),
    TEXT("responsible", okr_measure, responsible),
    WORD("geometry_expected", okr_measure, geometry_expected, okr_shapes, OKR_SHAPE_NONE),
    TEXT("significance", okr_measure, significance),
    TEXT("planning_status", okr_measure, planning_status),
    TEXT("event_time", okr_measure, event_time),
    TEXT("moved_to", okr_measure, moved_to),
    TEXT("same_as", okr_measure, same_as_id),
    WORD("same_as_certainty", okr_measure, same_as_certainty, okr_certainties,
         OKR_CERTAINTY_NONE),
    TEXT("note_ru", okr_measure, note.ru),
    TEXT("note_en", okr_measure, note.en),
    TEXT("source", okr_measure, document_code),
    TEXT("source_ref", okr_measure, source_ref),
    INDEX(okr_measure, parent),
    INDEX(okr_measure, kind),
    INDEX(okr_measure, status),
    INDEX(okr_measure, same_as),
    INDEX(okr_measure, document),
    LAST_COLUMN,
};

static const okr_form_column mentions[] = {
    KEY("measure_id", okr_mention, measure_id),
    TEXT("contour", okr_mention, contour_code),
    TEXT("priority", okr_mention, priority_code),
    TEXT("source", okr_mention, document_code),
    TEXT("source_ref", okr_mention, source_ref),
    INDEX(okr_mention, measure),
    INDEX(okr_mention, contour),
    LAST_COLUMN,
};

static const okr_form_column locations[] = {
    TEXT("location_id", L, location.location_id),
    KEY("measure_id", L, location.measure_id),
    NUMBER("lon", L, lon),
    NUMBER("lat", L, lat),
    TEXT("wkt", L, wkt),
    TEXT("oktmo", L, location.oktmo),
    TEXT("settlement", L, location.settlement_name),
    TEXT("municipality", L, location.municipality_name),
    TEXT("agglomeration", L, location.agglomeration_code),
    FLAG("region", L, location.region, 0),
    WORD("location_class", L, location.location_class, okr_location_classes,
         OKR_LOCATION_CLASS_UNKNOWN),
    WORD("exactness", L, location.exactness, okr_exactnesses, OKR_EXACTNESS_UNKNOWN),
    AMOUNT("accuracy_m", L, location.accuracy_m),
    WORD("reach", L, location.reach, okr_reaches, OKR_REACH_ACTIVITY),
    WORD("basis", L, location.basis, okr_bases, OKR_BASIS_COUNT),
    SHARE("portion", L, location.portion),
    FLAG("display_only", L, location.display_only, 0),
    TEXT("site_id", L, location.site_id),
    TEXT("geometry_source", L, location.geometry_source),
    DATE("geometry_date", L, location.geometry_date),
    TEXT("note", L, location.note),
    LOCATION_FOUND(L, location),
    LAST_COLUMN,
};

/* The geometry of a row: of the layer, else wkt, else lon and lat. */
static okr_status set_geometry(okr_table_reader *reader, location_row *r,
                               const okr_input_row *row, okr_error *err)
{
    okr_status status = OKR_OK;

    if (row->geometry.size > 0)
        return okr_source_keep(reader, row->geometry, &r->location.geometry, err);
    if (r->wkt[0] != '\0')
        return okr_source_wkt(reader, r->wkt, &r->location.geometry, err);
    status = okr_source_lonlat(reader, &r->lon, &r->lat, err);
    if (status == OKR_OK && !isnan(r->lon))
        status = okr_source_keep_point(reader, (okr_lonlat){r->lon, r->lat},
                                       &r->location.geometry, err);
    return status;
}

static bool has_place(const okr_location *l)
{
    return l->geometry.size > 0 || l->oktmo[0] != '\0' || l->settlement_name[0] != '\0' ||
           l->municipality_name[0] != '\0' || l->agglomeration_code[0] != '\0' || l->region;
}

/* A location without an identifier is called after its measure and its row. */
static okr_status name_location(okr_table_reader *reader, okr_location *l, okr_error *err)
{
    if (l->location_id[0] != '\0')
        return OKR_OK;
    okr_text_clear(&reader->scratch);
    okr_text_addf(&reader->scratch, "%s:%d:%ld", l->measure_id, reader->row.source + 1,
                  reader->row.number);
    l->location_id = okr_text_copy(&reader->scratch, &reader->programme->arena, err);
    reader->item = l->location_id;
    return l->location_id == NULL ? OKR_ERR_NOMEM : OKR_OK;
}

static okr_status finish_location(okr_table_reader *reader, void *record,
                                  const okr_input_row *row, okr_error *err)
{
    location_row *r = record;
    okr_status status = name_location(reader, &r->location, err);

    if (status == OKR_OK)
        status = set_geometry(reader, r, row, err);
    if (status == OKR_OK)
        status = okr_source_check_area(reader, r->location.geometry, err);
    if (r->location.basis == OKR_BASIS_COUNT)
        r->location.basis = has_place(&r->location) ? OKR_BASIS_STATED : OKR_BASIS_UNKNOWN;
    return status;
}

const okr_table_form okr_form_measures = {
    .table = "measures",
    .columns = measures,
    .record_size = sizeof(okr_measure),
    .row_offset = offsetof(okr_measure, row),
    .rows_offset = offsetof(okr_programme, measures),
    .required = true,
};
const okr_table_form okr_form_mentions = {
    .table = "mentions",
    .columns = mentions,
    .record_size = sizeof(okr_mention),
    .row_offset = offsetof(okr_mention, row),
    .rows_offset = offsetof(okr_programme, mentions),
};
const okr_table_form okr_form_locations = {
    .table = "locations",
    .columns = locations,
    .record_size = sizeof(location_row),
    .row_offset = offsetof(location_row, location.row),
    .rows_offset = offsetof(okr_programme, locations),
    .required = true,
    .finish = finish_location,
};
