/* What every part of a map measures by and adds to. */
#include "sheet/map_body.h"

#include <math.h>

double okr_symbol_radius(const okr_pen *pen)
{
    return 4.1 * pen->u;
}

double okr_settlement_class(const okr_settlement *s)
{
    static const double steps[] = {1000.0, 5000.0, 20000.0, 100000.0};
    double class = 0.0;

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        class += !isnan(s->population) && s->population >= steps[i];
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
