#include "source/blank.h"

#include "source/cell.h"

#include <string.h>

void *okr_form_add_blank(const okr_table_form *form, okr_programme *programme, okr_error *err)
{
    static const okr_row nowhere = {-1, 0};
    okr_vec *rows = okr_form_rows(form, programme);
    unsigned char *row = okr_vec_push(rows, err);

    if (row == NULL)
        return NULL;
    memset(row, 0, rows->item_size);
    memcpy(row + form->row_offset, &nowhere, sizeof nowhere);
    /* The record that is read may hold columns behind the model's row, such as lon and lat. */
    for (const okr_form_column *c = form->columns; c->name != NULL; c++)
        if (c->offset < rows->item_size)
            okr_cell_clear(c, row + c->offset);
    return row;
}
