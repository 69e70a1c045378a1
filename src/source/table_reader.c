#include "source/table_reader.h"

#include <string.h>

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

const char *okr_table_name_in_file(const okr_table_reader *reader,
                                   const okr_form_column *column)
{
    const okr_vec *pairs = &reader->source->columns;

    for (size_t i = 0; i < pairs->count; i++)
        if (strcmp(OKR_AT(pairs, okr_manifest_pair, i).key, column->name) == 0)
            return OKR_AT(pairs, okr_manifest_pair, i).text;
    return column->name;
}
