/** @file
 * Quantities: figures that may be added to one another.
 *
 * A quantity is one indicator code of one kind of measure, in one base unit, over one period;
 * money is one year in one base unit. Never per unit alone, never over different periods.
 */
#ifndef OKR_STATS_QUANTITY_H
#define OKR_STATS_QUANTITY_H

#include "model/programme.h"

/** One quantity. Strings are the programme's. */
typedef struct okr_quantity {
    const char *code;     /**< indicator code; "finance" for money */
    int kind;             /**< of the measures, -1 unknown or money */
    const char *unit;     /**< code of the base unit that sums are in; "" none */
    int common_unit;      /**< index of the unit all its figures are written in; -1 several */
    double common_factor; /**< value in the base unit of one common unit; 1 without one */
    okr_date start, end;  /**< period; both none: no period stated */
    int indicator;        /**< index of its first figure, for its title; -1 money */
    bool finance;
} okr_quantity;

/** The quantities of a programme. */
typedef struct okr_quantities {
    okr_vec list;      /**< okr_quantity, in the order first seen */
    int *of_indicator; /**< owned, by indicator: index into list */
    int *of_finance;   /**< owned, by row of finance */
} okr_quantities;

/** Sort figures and money into quantities; okr_quantities_done. Cost: O(figures). */
OKR_MUST_CHECK okr_status okr_quantities_find(okr_quantities *quantities,
                                              const okr_programme *programme, okr_error *err);

/** Release. */
void okr_quantities_done(okr_quantities *quantities);

/** Quantity i. */
const okr_quantity *okr_quantity_at(const okr_quantities *quantities, int i);

/** Append the period as "2022", "2021/2022", "2022-10-01/2023"; nothing without one. */
void okr_quantity_period(const okr_quantity *quantity, okr_text *text);

/** Value in the base unit of a value written in this unit (index, -1 unknown). */
double okr_in_base_unit(const okr_programme *programme, int unit, double value);

#endif
