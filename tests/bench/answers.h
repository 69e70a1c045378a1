/** @file
 * Tables of a value by polygon, as contestants of the overlay benchmark write them.
 */
#ifndef OKR_BENCH_ANSWERS_H
#define OKR_BENCH_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

enum { ANSWERS_MOST = 4096 };

typedef struct answers {
    size_t n;
    char ids[ANSWERS_MOST][24];
    double values[ANSWERS_MOST];
} answers;

/** Two tables beside each other. */
typedef struct answers_gap {
    double total;   /**< of ours */
    double apart;   /**< sum of the differences without their sign */
    double largest; /**< of a polygon, relative to theirs or to 1000 */
    size_t differ, polygons;
} answers_gap;

/** Read the first column and that of a name from CSV; rows whose first column is no number
 * (they close okrug's balance) are left out. False: there is no such file or column. */
bool answers_read(const char *path, const char *column, answers *out);

/** A polygon that one of them does not have stands at zero. */
answers_gap answers_compare(const answers *ours, const answers *theirs);

#endif
