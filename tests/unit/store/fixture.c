#include "test.h"

#include "fixture.h"

#include <dirent.h>

int fixture_files(const char *folder)
{
    DIR *dir = opendir(folder);
    int count = 0;

    assert_non_null(dir);
    for (const struct dirent *entry = readdir(dir); entry != NULL; entry = readdir(dir))
        count += entry->d_name[0] != '.';
    (void)closedir(dir);
    return count;
}

static bool same_text(const void *a, const void *b)
{
    const char *left = NULL;
    const char *right = NULL;

    memcpy(&left, a, sizeof left);
    memcpy(&right, b, sizeof right);
    return left != NULL && right != NULL && strcmp(left, right) == 0;
}

static bool same_real(const void *a, const void *b)
{
    double left = 0.0;
    double right = 0.0;

    memcpy(&left, a, sizeof left);
    memcpy(&right, b, sizeof right);
    return left == right || (isnan(left) && isnan(right));
}

static bool same_geometry(okr_wkb a, okr_wkb b)
{
    okr_text left = {0};
    okr_text right = {0};
    bool same = a.size == 0 && b.size == 0;

    if (a.size > 0 && b.size > 0) {
        /* What was single comes back as a multi geometry: both are compared as such. */
        assert_int_equal(okr_geom_multipolygon(a, &left, NULL), OKR_OK);
        assert_int_equal(okr_geom_multipolygon(b, &right, NULL), OKR_OK);
        same = left.size == right.size && memcmp(left.bytes, right.bytes, left.size) == 0;
    }
    okr_text_done(&left);
    okr_text_done(&right);
    return same;
}

static bool same_value(const okr_column *column, const void *a, const void *b)
{
    okr_wkb left;
    okr_wkb right;

    switch ((int)column->field) {
    case OKR_FIELD_TEXT:
    case OKR_FIELD_PATH:
        return same_text(a, b);
    case OKR_FIELD_REAL:
        return same_real(a, b);
    case OKR_FIELD_LONG:
        return memcmp(a, b, sizeof(long)) == 0;
    case OKR_FIELD_FLAG:
        return memcmp(a, b, sizeof(bool)) == 0;
    case OKR_FIELD_DATE:
        return memcmp(a, b, sizeof(okr_date)) == 0;
    case OKR_FIELD_GEOMETRY:
        memcpy(&left, a, sizeof left);
        memcpy(&right, b, sizeof right);
        return same_geometry(left, right);
    default:
        return memcmp(a, b, sizeof(int)) == 0;
    }
}

static void compare_rows(const okr_schema *table, const unsigned char *a,
                         const unsigned char *b, size_t row)
{
    for (size_t c = 0; c < table->count; c++) {
        const okr_column *column = &table->columns[c];
        if (okr_column_loads(column) &&
            !same_value(column, a + column->offset, b + column->offset))
            fail_msg("table %s, row %zu, column %s differs", table->name, row, column->name);
    }
}

void fixture_compare(const okr_programme *a, const okr_programme *b)
{
    for (size_t t = 0; t < okr_schema_count(); t++) {
        const okr_schema *table = okr_schema_at(t);
        if (table->rows == OKR_ROWS_NONE || table->found)
            continue;
        if (table->rows == OKR_ROWS_PROGRAMME) {
            compare_rows(table, (const void *)a, (const void *)b, 0);
            continue;
        }
        const okr_vec *left = (const void *)((const unsigned char *)a + table->rows);
        const okr_vec *right = (const void *)((const unsigned char *)b + table->rows);
        assert_int_equal(left->count, right->count);
        for (size_t i = 0; i < left->count; i++)
            if (table->keep == NULL ||
                table->keep((const unsigned char *)left->data + i * left->item_size))
                compare_rows(table, (const unsigned char *)left->data + i * left->item_size,
                             (const unsigned char *)right->data + i * right->item_size, i);
    }
}
