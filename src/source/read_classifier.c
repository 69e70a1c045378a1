/* Kinds, statuses, units, contours, documents. */
#include "source/forms.h"

static const okr_form_column kinds[] = {
    KEY("kind", okr_kind, code),
    TEXT("kind_group", okr_kind, group_code),
    TEXT("title_ru", okr_kind, title.ru),
    TEXT("title_en", okr_kind, title.en),
    TEXT("sector", okr_kind, sector),
    WORD("geometry", okr_kind, shape, okr_shapes, OKR_SHAPE_NONE),
    AMOUNT("service_distance_m", okr_kind, service_distance_m),
    TEXT("class_code", okr_kind, class_code),
    TEXT("class_order", okr_kind, class_order),
    TEXT("symbol", okr_kind, symbol),
    TEXT("colour", okr_kind, colour),
    INDEX(okr_kind, parent),
    LAST_COLUMN,
};

static const okr_form_column statuses[] = {
    KEY("status", okr_status_word, code),
    TEXT("title_ru", okr_status_word, title.ru),
    TEXT("title_en", okr_status_word, title.en),
    {OKR_COLUMN("lifecycle", WORD, okr_status_word, lifecycle), .need = OKR_NEED_COLUMN,
     .words = &okr_lifecycles},
    FLAG("counts_in_progress", okr_status_word, counts_in_progress, 1),
    LAST_COLUMN,
};

static const okr_form_column units[] = {
    KEY("unit", okr_unit, code),
    TEXT("okei", okr_unit, okei),
    TEXT("title_ru", okr_unit, title.ru),
    TEXT("title_en", okr_unit, title.en),
    TEXT("base_unit", okr_unit, base_unit),
    NUMBER("factor", okr_unit, factor),
    TEXT("spellings", okr_unit, spellings),
    LAST_COLUMN,
};

static const okr_form_column contours[] = {
    KEY("contour", okr_contour, contour),
    TEXT("priority", okr_contour, priority),
    TEXT("title_ru", okr_contour, title.ru),
    TEXT("title_en", okr_contour, title.en),
    INDEX(okr_contour, parent),
    LAST_COLUMN,
};

static const okr_form_column documents[] = {
    KEY("source", okr_document, code),
    TEXT("title_ru", okr_document, title.ru),
    TEXT("title_en", okr_document, title.en),
    TEXT("publisher", okr_document, publisher),
    DATE("date", okr_document, date),
    DATE("status_date", okr_document, status_date),
    TEXT("url", okr_document, url),
    TEXT("note", okr_document, note),
    LAST_COLUMN,
};

/* A unit that says nothing of a base unit is one. */
static okr_status finish_unit(okr_table_reader *reader, void *record, const okr_input_row *row,
                              okr_error *err)
{
    okr_unit *unit = record;

    (void)reader;
    (void)row;
    (void)err;
    if (unit->base_unit[0] == '\0')
        unit->base_unit = unit->code;
    if (isnan(unit->factor))
        unit->factor = 1.0;
    return OKR_OK;
}

const okr_table_form okr_form_kinds = {
    .table = "kinds",
    .columns = kinds,
    .record_size = sizeof(okr_kind),
    .row_offset = offsetof(okr_kind, row),
    .rows_offset = offsetof(okr_programme, kinds),
};
const okr_table_form okr_form_statuses = {
    .table = "statuses",
    .columns = statuses,
    .record_size = sizeof(okr_status_word),
    .row_offset = offsetof(okr_status_word, row),
    .rows_offset = offsetof(okr_programme, statuses),
};
const okr_table_form okr_form_units = {
    .table = "units",
    .columns = units,
    .record_size = sizeof(okr_unit),
    .row_offset = offsetof(okr_unit, row),
    .rows_offset = offsetof(okr_programme, units),
    .finish = finish_unit,
};
const okr_table_form okr_form_contours = {
    .table = "contours",
    .columns = contours,
    .record_size = sizeof(okr_contour),
    .row_offset = offsetof(okr_contour, row),
    .rows_offset = offsetof(okr_programme, contours),
};
const okr_table_form okr_form_documents = {
    .table = "documents",
    .columns = documents,
    .record_size = sizeof(okr_document),
    .row_offset = offsetof(okr_document, row),
    .rows_offset = offsetof(okr_programme, documents),
};
