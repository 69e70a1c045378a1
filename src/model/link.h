/** @file
 * What linking finds: the crosswalk of measures and municipalities, and the balance.
 */
#ifndef OKR_MODEL_LINK_H
#define OKR_MODEL_LINK_H

#include "model/measure.h"

/** One piece of one location in one municipality. */
typedef struct okr_link {
    int measure;      /**< index */
    int location;     /**< index */
    int municipality; /**< index; -1: outside every municipality */
    okr_link_method method;
    double share; /**< of this location's geometry or the stated portion; NaN when not split */
    double length_m; /**< of the piece; NaN when not a line */
    double area_m2;  /**< of the piece; NaN when not an area */
    okr_exactness exactness;
    okr_basis basis;
} okr_link;

/** Columns of a balance row; their sum is the total. */
typedef enum okr_balance_column {
    OKR_BALANCE_INSIDE,
    OKR_BALANCE_SPLIT,
    OKR_BALANCE_NOT_SPLIT,
    OKR_BALANCE_TERRITORY,
    OKR_BALANCE_REGION,
    OKR_BALANCE_OUTSIDE,
    OKR_BALANCE_UNPLACED,
    OKR_BALANCE_BELOW_THRESHOLD,
    OKR_BALANCE_COLUMNS
} okr_balance_column;

/** Which quantity of a measure a balance row closes. */
typedef enum okr_quantity_kind {
    OKR_QUANTITY_COUNT,     /**< the measure itself, total 1 */
    OKR_QUANTITY_LENGTH,    /**< drawn length, metres */
    OKR_QUANTITY_AREA,      /**< drawn area, square metres */
    OKR_QUANTITY_INDICATOR, /**< actual (or target) of one indicator with aggregation = sum */
    OKR_QUANTITY_KIND_COUNT
} okr_quantity_kind;

/** One closed account: how one quantity of one measure lies over the placements. */
typedef struct okr_balance_row {
    int measure;
    okr_quantity_kind quantity;
    int indicator; /**< index, -1 unless quantity is OKR_QUANTITY_INDICATOR */
    double part[OKR_BALANCE_COLUMNS]; /**< in the unit of the quantity; they sum to total */
    double total;
} okr_balance_row;

#endif
