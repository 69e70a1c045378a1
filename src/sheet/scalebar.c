#include "sheet/scalebar.h"

#include <math.h>

static const double metres_per_point = 0.0254 / 72.0;

double okr_scalebar_part(double scale, double width)
{
    const double longest = width / 4.0 * metres_per_point * scale;
    double part = 1.0;

    while (part * 10.0 <= longest)
        part *= 10.0;
    if (part * 5.0 <= longest)
        return part * 5.0;
    return part * 2.0 <= longest ? part * 2.0 : part;
}

/* "1:200 000" */
static void add_ratio(okr_text *text, double scale, bool russian)
{
    okr_text_add(text, "1:");
    okr_map_number(text, scale, 0, russian);
}

/* "1:200 000 (в 1 см 2 км)" */
static void add_words(const okr_pen *pen, double scale, okr_text *text)
{
    const double km = scale / 100000.0;

    okr_text_add(text, okr_pen_say(pen, "Масштаб ", "Scale "));
    add_ratio(text, scale, pen->russian);
    okr_text_add(text, okr_pen_say(pen, " (в 1 см ", " (1 cm is "));
    okr_map_number(text, km < 1.0 ? 1000.0 * km : km,
                   km < 1.0 || fabs(km - round(km)) < 1e-9
                       ? 0
                       : (fabs(10.0 * km - round(10.0 * km)) < 1e-9 ? 1 : 2),
                   pen->russian);
    okr_text_add(text,
                 km < 1.0 ? okr_pen_say(pen, " м)", " m)") : okr_pen_say(pen, " км)", " km)"));
}

double okr_scalebar_draw(const okr_pen *pen, const okr_map_view *view, double x, double y,
                         double width)
{
    const double u = pen->u;
    const double part = okr_scalebar_part(view->scale, width);
    const double step = part / view->scale / metres_per_point;
    const double top = y + 13.5 * u;
    okr_type type = okr_pen_type(pen, 8.4, OKR_INK);
    okr_text text = {0};

    add_words(pen, view->scale, &text);
    type.bold = true;
    (void)okr_text_draw(pen->type, &type, x, y, okr_text_str(&text));
    type = okr_pen_type(pen, 6.0, OKR_INK);
    for (int i = 0; i <= 4; i++) {
        const double at = x + 3.0 * u + i * step;
        okr_size size;
        okr_text_clear(&text);
        okr_map_number(&text, part < 1000.0 ? i * part : i * part / 1000.0, 0, pen->russian);
        if (i == 4)
            okr_text_add(&text, part < 1000.0 ? okr_pen_say(pen, " м", " m")
                                              : okr_pen_say(pen, " км", " km"));
        size = okr_text_size(pen->type, &type, okr_text_str(&text));
        (void)okr_text_draw(pen->type, &type, i == 4 ? at - size.h / 3.0 : at - size.w / 2.0,
                            top, okr_text_str(&text));
        if (i < 4)
            okr_pen_fill(pen, (okr_rect){at, top + 8.2 * u, step, 2.6 * u},
                         i % 2 == 0 ? OKR_INK : (okr_rgb){1.0, 1.0, 1.0});
    }
    okr_pen_box(pen, (okr_rect){x + 3.0 * u, top + 8.2 * u, 4.0 * step, 2.6 * u}, 0.5 * u,
                OKR_INK);
    okr_text_done(&text);
    return 26.0 * u;
}
