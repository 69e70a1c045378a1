#include "overlay/face_sets.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 64 };

okr_status okr_face_sets_init(okr_face_sets *sets, size_t polygons, okr_error *err)
{
    const size_t zero = 0;

    *sets = (okr_face_sets){
        .polygons = polygons, .starts = OKR_VEC(size_t), .owners = OKR_VEC(int32_t)};
    return okr_vec_append(&sets->starts, &zero, 1, err);
}

void okr_face_sets_done(okr_face_sets *sets)
{
    okr_vec_done(&sets->starts);
    okr_vec_done(&sets->owners);
    free(sets->slots);
    sets->slots = NULL;
}

static uint64_t hash_ids(const int32_t *ids, size_t n)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (uint32_t)ids[i]) * UINT64_C(0x100000001b3);
    return hash ^ hash >> 29;
}

static size_t find_slot(const okr_face_sets *sets, const int32_t *ids, size_t n)
{
    size_t slot = hash_ids(ids, n) & (sets->slot_count - 1);

    while (sets->slots[slot] != 0) {
        okr_owners have = okr_face_sets_at(sets, sets->slots[slot] - 1);
        if (have.count == n && memcmp(have.polygons, ids, n * sizeof *ids) == 0)
            break;
        slot = (slot + 1) & (sets->slot_count - 1);
    }
    return slot;
}

static okr_status grow(okr_face_sets *sets, okr_error *err)
{
    size_t count = okr_face_sets_count(sets);
    size_t wanted = sets->slot_count == 0 ? FIRST_SLOTS : 2 * sets->slot_count;

    if (2 * (count + 1) < sets->slot_count)
        return OKR_OK;
    free(sets->slots);
    sets->slots = calloc(wanted, sizeof *sets->slots);
    if (sets->slots == NULL)
        return okr_fail_nomem(err);
    sets->slot_count = wanted;
    for (size_t s = 0; s < count; s++) {
        okr_owners have = okr_face_sets_at(sets, s);
        sets->slots[find_slot(sets, have.polygons, have.count)] = (uint32_t)s + 1;
    }
    return OKR_OK;
}

static okr_status add_set(okr_face_sets *sets, const int32_t *ids, size_t n, okr_error *err)
{
    size_t end = 0;
    okr_status status = OKR_OK;

    if (sets->polygons + okr_face_sets_count(sets) >= INT32_MAX)
        return okr_fail_nomem(err);
    status = okr_vec_append(&sets->owners, ids, n, err);
    end = sets->owners.count;
    return status == OKR_OK ? okr_vec_append(&sets->starts, &end, 1, err) : status;
}

okr_status okr_face_sets_number(okr_face_sets *sets, const int32_t *ids, size_t n,
                                int32_t *face, okr_error *err)
{
    okr_status status = grow(sets, err);
    size_t slot = 0;

    if (status != OKR_OK)
        return status;
    slot = find_slot(sets, ids, n);
    if (sets->slots[slot] == 0) {
        status = add_set(sets, ids, n, err);
        if (status != OKR_OK)
            return status;
        sets->slots[slot] = (uint32_t)okr_face_sets_count(sets);
    }
    *face = (int32_t)(sets->polygons + sets->slots[slot] - 1);
    return OKR_OK;
}

/* A set of a collection. */
typedef struct member {
    okr_owners owners;
    int32_t *number; /* where its number in the whole goes */
} member;

static int compare_members(const void *x, const void *y)
{
    const okr_owners a = ((const member *)x)->owners;
    const okr_owners b = ((const member *)y)->owners;

    for (size_t i = 0; i < a.count && i < b.count; i++)
        if (a.polygons[i] != b.polygons[i])
            return a.polygons[i] < b.polygons[i] ? -1 : 1;
    return (a.count > b.count) - (a.count < b.count);
}

static okr_status list_members(const okr_face_sets *part, int32_t **numbers, okr_vec *members,
                               okr_error *err)
{
    size_t count = okr_face_sets_count(part);
    okr_status status = OKR_OK;

    *numbers = calloc(count + 1, sizeof **numbers);
    if (*numbers == NULL)
        return okr_fail_nomem(err);
    for (size_t s = 0; status == OKR_OK && s < count; s++) {
        member m = {.owners = okr_face_sets_at(part, s), .number = *numbers + s};
        status = okr_vec_append(members, &m, 1, err);
    }
    return status;
}

okr_status okr_face_sets_join(const okr_face_sets *const *parts, size_t n, okr_face_sets *whole,
                              int32_t **numbers, okr_error *err)
{
    okr_vec members = OKR_VEC(member);
    const member *all = NULL;
    okr_status status = OKR_OK;

    for (size_t i = 0; status == OKR_OK && i < n; i++)
        status = list_members(parts[i], &numbers[i], &members, err);
    if (members.count > 1)
        qsort(members.data, members.count, sizeof(member), compare_members);
    all = members.data;
    for (size_t i = 0; status == OKR_OK && i < members.count; i++) {
        if (i == 0 || compare_members(&all[i - 1], &all[i]) != 0)
            status = add_set(whole, all[i].owners.polygons, all[i].owners.count, err);
        *all[i].number = (int32_t)(whole->polygons + okr_face_sets_count(whole) - 1);
    }
    okr_vec_done(&members);
    return status;
}
