#include "overlay/numbers.h"

#include <stdlib.h>

/* So many are sorted by insertion. */
enum { FEW = 64 };

static int compare(const void *x, const void *y)
{
    const uint32_t a = *(const uint32_t *)x;
    const uint32_t b = *(const uint32_t *)y;

    return (a > b) - (a < b);
}

void okr_numbers_sort(uint32_t *numbers, size_t n)
{
    if (n > FEW) {
        qsort(numbers, n, sizeof *numbers, compare);
        return;
    }
    for (size_t i = 1; i < n; i++) {
        const uint32_t number = numbers[i];
        size_t at = i;
        for (; at > 0 && numbers[at - 1] > number; at--)
            numbers[at] = numbers[at - 1];
        numbers[at] = number;
    }
}

size_t okr_numbers_keep_odd(int32_t *polygons, size_t n)
{
    size_t kept = 0;

    /* Numbers of polygons are not negative: as unsigned ones they have the same order. */
    okr_numbers_sort((uint32_t *)polygons, n);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && polygons[kept - 1] == polygons[i])
            kept--;
        else
            polygons[kept++] = polygons[i];
    }
    return kept;
}
