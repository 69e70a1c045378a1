/** @file
 * Short lists of numbers, which the index has by the million.
 */
#ifndef OKR_OVERLAY_NUMBERS_H
#define OKR_OVERLAY_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

/** Sort n numbers, ascending; quick where they are few, or nearly in order. */
void okr_numbers_sort(uint32_t *numbers, size_t n);

/** Sort n polygons and keep those that occur an odd number of times, once. @return how many */
size_t okr_numbers_keep_odd(int32_t *polygons, size_t n);

#endif
