#include "source/table_reader.h"

okr_status okr_table_find(okr_table_reader *reader, const okr_fault *fault, okr_error *err)
{
    const okr_finding_at at = {
        .code = fault->code,
        .severity = fault->severity,
        .table = reader->form->table,
        .row = reader->row,
        .item = reader->item,
        .column = fault->column,
        .value = fault->value,
    };

    return okr_programme_find(reader->programme, &at, fault->ru, fault->en, err);
}
