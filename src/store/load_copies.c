#include "store/load_copies.h"

static okr_vec *rows_of(okr_programme *p, const okr_schema *table)
{
    return (okr_vec *)(void *)((unsigned char *)p + table->rows);
}

okr_status okr_copies_open(okr_copies *copies, okr_db *db, okr_programme *p, okr_load when,
                           okr_error *err)
{
    const size_t count = okr_schema_count();
    okr_status status = OKR_OK;

    for (size_t i = 0; i < count && status == OKR_OK && copies->count < OKR_COPIES; i++) {
        const okr_schema *table = okr_schema_at(i);
        okr_quick *quick = NULL;
        if (table->load != when || !table->quick || table->keep != NULL)
            continue;
        status = okr_quick_open(db, table, &quick, err);
        if (quick != NULL)
            copies->list[copies->count++] =
                (okr_copied){.table = table,
                             .quick = quick,
                             .rows = {.item_size = rows_of(p, table)->item_size}};
    }
    return status;
}

size_t okr_copies_rows(const okr_copies *copies)
{
    size_t rows = 0;

    for (size_t i = 0; i < copies->count; i++)
        rows += okr_quick_rows(copies->list[i].quick);
    return rows;
}

okr_status okr_copies_read(okr_copies *copies, size_t i, okr_error *err)
{
    okr_copied *copy = &copies->list[i];

    return okr_quick_make(copy->quick, &copy->rows, &copy->done, err);
}

void okr_copies_adopt(okr_copies *copies, okr_programme *p, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        okr_copied *copy = &copies->list[i];
        okr_vec *rows = rows_of(p, copy->table);
        if (!copy->done)
            continue;
        okr_vec_done(rows);
        *rows = copy->rows;
        copy->rows = (okr_vec){0};
    }
}

const okr_quick *okr_copies_find(const okr_copies *copies, const okr_schema *table)
{
    for (size_t i = 0; i < copies->count; i++)
        if (copies->list[i].table == table && copies->list[i].done)
            return copies->list[i].quick;
    return NULL;
}

void okr_copies_close(okr_copies *copies, okr_arena *arena)
{
    for (size_t i = 0; i < copies->count; i++) {
        okr_quick_close(copies->list[i].quick, arena);
        okr_vec_done(&copies->list[i].rows);
    }
    copies->count = 0;
}
