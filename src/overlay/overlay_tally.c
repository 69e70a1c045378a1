#include "overlay/overlay_tally.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 64 };

void okr_tallies_init(okr_tallies *tallies, size_t fields)
{
    *tallies = (okr_tallies){.fields = fields,
                             .rows = OKR_VEC(okr_tally_row),
                             .sums = OKR_VEC(okr_sum),
                             .groups = OKR_VEC(const char *)};
}

void okr_tallies_done(okr_tallies *tallies)
{
    okr_vec_done(&tallies->rows);
    okr_vec_done(&tallies->sums);
    okr_vec_done(&tallies->groups);
    okr_map_done(&tallies->group_numbers);
    okr_arena_done(&tallies->arena);
    free(tallies->slots);
    *tallies = (okr_tallies){0};
}

okr_status okr_tallies_group(okr_tallies *tallies, const char *text, size_t *number,
                             okr_error *err)
{
    ptrdiff_t found = okr_map_find(&tallies->group_numbers, text);
    const char *copy = NULL;
    okr_status status = OKR_OK;

    if (found >= 0) {
        *number = (size_t)found;
        return OKR_OK;
    }
    copy = okr_arena_strdup(&tallies->arena, text, err);
    if (copy == NULL)
        return OKR_ERR_NOMEM;
    *number = tallies->groups.count;
    status = okr_map_add(&tallies->group_numbers, copy, *number, NULL, err);
    return status == OKR_OK ? okr_vec_append(&tallies->groups, &copy, 1, err) : status;
}

static size_t hash(size_t group, int32_t code)
{
    uint64_t h = ((uint64_t)group << 32 ^ (uint32_t)code) * UINT64_C(0x9E3779B97F4A7C15);

    return (size_t)(h >> 24);
}

static size_t find_slot(const okr_tallies *tallies, size_t group, int32_t code)
{
    const okr_tally_row *rows = tallies->rows.data;
    size_t slot = hash(group, code) & (tallies->slot_count - 1);

    while (tallies->slots[slot] != 0) {
        const okr_tally_row *row = &rows[tallies->slots[slot] - 1];
        if (row->group == group && row->code == code)
            break;
        slot = (slot + 1) & (tallies->slot_count - 1);
    }
    return slot;
}

static okr_status grow(okr_tallies *tallies, okr_error *err)
{
    const okr_tally_row *rows = tallies->rows.data;
    size_t wanted = tallies->slot_count == 0 ? FIRST_SLOTS : 2 * tallies->slot_count;

    if (2 * (tallies->rows.count + 1) < tallies->slot_count)
        return OKR_OK;
    free(tallies->slots);
    tallies->slots = calloc(wanted, sizeof *tallies->slots);
    if (tallies->slots == NULL)
        return okr_fail_nomem(err);
    tallies->slot_count = wanted;
    for (size_t i = 0; i < tallies->rows.count; i++)
        tallies->slots[find_slot(tallies, rows[i].group, rows[i].code)] = (uint32_t)i + 1;
    return OKR_OK;
}

static okr_status make_row(okr_tallies *tallies, size_t group, int32_t code, okr_error *err)
{
    const okr_sum zero = {0};
    okr_tally_row row = {.group = group, .code = code};
    okr_status status = okr_vec_append(&tallies->rows, &row, 1, err);

    for (size_t i = 0; status == OKR_OK && i < okr_tallies_width(tallies); i++)
        status = okr_vec_append(&tallies->sums, &zero, 1, err);
    return status;
}

okr_status okr_tallies_row(okr_tallies *tallies, size_t group, int32_t code, size_t *row,
                           okr_error *err)
{
    okr_status status = grow(tallies, err);
    size_t slot = 0;

    if (status != OKR_OK)
        return status;
    slot = find_slot(tallies, group, code);
    if (tallies->slots[slot] == 0) {
        status = make_row(tallies, group, code, err);
        if (status != OKR_OK)
            return status;
        tallies->slots[slot] = (uint32_t)tallies->rows.count;
    }
    *row = tallies->slots[slot] - 1;
    return OKR_OK;
}

static okr_status add_row(okr_tallies *tallies, const okr_tally_row *row, const okr_sum *sums,
                          size_t group, okr_error *err)
{
    size_t number = 0;
    okr_status status = okr_tallies_row(tallies, group, row->code, &number, err);
    okr_tally_row *into = NULL;
    okr_sum *to = NULL;

    if (status != OKR_OK)
        return status;
    into = &OKR_AT(&tallies->rows, okr_tally_row, number);
    into->features += row->features;
    into->points += row->points;
    to = okr_tallies_sums(tallies, number);
    for (size_t i = 0; i < okr_tallies_width(tallies); i++) {
        okr_sum_add(&to[i], sums[i].high);
        okr_sum_add(&to[i], sums[i].low);
    }
    return OKR_OK;
}

okr_status okr_tallies_add(okr_tallies *tallies, const okr_tallies *other, okr_error *err)
{
    const okr_tally_row *rows = other->rows.data;
    const char *const *groups = other->groups.data;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < other->rows.count; i++) {
        size_t group = 0;
        if (other->groups.count > 0)
            status = okr_tallies_group(tallies, groups[rows[i].group], &group, err);
        if (status == OKR_OK)
            status = add_row(tallies, &rows[i], okr_tallies_sums(other, i), group, err);
    }
    return status;
}
