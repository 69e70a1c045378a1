/* What every part of a map measures by and adds to. */
#include "sheet/map_body.h"

double okr_symbol_radius(const okr_pen *pen)
{
    return 4.1 * pen->u;
}

int okr_settlement_class(const okr_settlement *s)
{
    static const double steps[OKR_SETTLEMENT_CLASSES - 1] = {1e3, 5e3, 2e4, 1e5};
    int class = 0;

    /* People not known (NaN) are below every step. */
    while (class < OKR_SETTLEMENT_CLASSES - 1 && s->population >= steps[class])
        class ++;
    return class;
}

okr_status okr_body_label(okr_map_body *body, okr_label label, okr_caption caption,
                          okr_error *err)
{
    size_t index = 0;
    okr_status status = okr_label_add(&body->field, label, &index, err);

    return status == OKR_OK ? okr_vec_append(&body->captions, &caption, 1, err) : status;
}

const okr_body_area *okr_body_target(const okr_map_body *body)
{
    for (size_t i = 0; i < body->areas.count; i++) {
        const okr_body_area *area = &OKR_AT(&body->areas, okr_body_area, i);
        if (body->pen->sheet->kind == OKR_SHEET_MUNICIPALITY &&
            area->municipality == body->pen->sheet->index)
            return area;
    }
    return NULL;
}
