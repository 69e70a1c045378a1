#include "sheet/graticule.h"

#include <math.h>

double okr_graticule_step(double span)
{
    static const double steps[] = {1.0 / 60,  2.0 / 60,  5.0 / 60, 10.0 / 60,
                                   15.0 / 60, 20.0 / 60, 0.5,      1.0,
                                   2.0,       5.0,       10.0,     20.0};

    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (span / steps[i] <= 6.0)
            return steps[i];
    return 30.0;
}

void okr_graticule_label(okr_text *text, double degrees, bool meridian, bool russian)
{
    static const char *const sides[2][2][2] = {{{" N", " S"}, {" E", " W"}},
                                               {{" с. ш.", " ю. ш."}, {" в. д.", " з. д."}}};
    const double turned =
        meridian ? degrees - 360.0 * floor((degrees + 180.0) / 360.0) : degrees;
    const long minutes = lround(fabs(turned) * 60.0);
    const bool negative = turned < 0.0 && minutes > 0;

    okr_text_addf(text, "%ld°", minutes / 60);
    if (minutes % 60 != 0)
        okr_text_addf(text, "%02ld′", minutes % 60);
    okr_text_add(text, sides[russian][meridian][negative]);
}

/* A line of the graticule on its way over the sheet. */
typedef struct grid_line {
    const okr_pen *pen;
    okr_rect frame;
    bool meridian;
    double degrees;
    bool labelled[2]; /* at its first and last side */
} grid_line;

static void draw_label(grid_line *line, okr_point at, int end)
{
    const okr_pen *pen = line->pen;
    const okr_rect f = line->frame;
    const okr_type type = okr_pen_type(pen, 6.2, OKR_GREY);
    const double tick = 1.6 * pen->u;
    okr_text text = {0};
    okr_size size;
    okr_point where = at;

    okr_graticule_label(&text, line->degrees, line->meridian, pen->russian);
    size = okr_text_size(pen->type, &type, okr_text_str(&text));
    if (line->meridian) {
        where.x = fmin(fmax(at.x - size.w / 2.0, f.x), f.x + f.w - size.w);
        where.y = end == 0 ? f.y - tick - size.h : f.y + f.h + tick;
        (void)okr_text_draw(pen->type, &type, where.x, where.y, okr_text_str(&text));
    } else {
        where.y = fmin(fmax(at.y, f.y + size.w / 2.0), f.y + f.h - size.w / 2.0);
        where.x = end == 0 ? f.x - tick - size.h / 2.0 : f.x + f.w + tick + size.h / 2.0;
        okr_text_draw_turned(pen->type, &type,
                             (okr_turned){where, size.w, size.h, -acos(-1.0) / 2.0},
                             okr_text_str(&text));
    }
    okr_text_done(&text);
    line->labelled[end] = true;
}

/* A cut piece of the line; where it meets a side that carries its labels, it gets one. */
static void draw_piece(grid_line *line, okr_point a, okr_point b)
{
    const okr_rect f = line->frame;
    const okr_point ends[2] = {a, b};
    const double near = 1e-6;

    cairo_move_to(line->pen->cr, a.x, a.y);
    cairo_line_to(line->pen->cr, b.x, b.y);
    for (int i = 0; i < 2; i++) {
        const okr_point p = ends[i];
        const double low = line->meridian ? p.y - f.y : p.x - f.x;
        const double high = line->meridian ? f.y + f.h - p.y : f.x + f.w - p.x;
        if (fabs(low) < near && !line->labelled[0]) {
            cairo_stroke(line->pen->cr);
            draw_label(line, p, 0);
        } else if (fabs(high) < near && !line->labelled[1]) {
            cairo_stroke(line->pen->cr);
            draw_label(line, p, 1);
        }
        okr_rgb_use(line->pen->cr, (okr_rgb){0.55, 0.6, 0.65});
    }
}

static okr_status draw_line(grid_line *line, const okr_map_view *view, okr_box box,
                            okr_error *err)
{
    enum { STEPS = 48 };
    okr_lonlat along[STEPS + 1];
    okr_point paper[STEPS + 1];
    okr_status status = OKR_OK;

    for (int i = 0; i <= STEPS; i++) {
        const double t = (double)i / STEPS;
        along[i] =
            line->meridian
                ? (okr_lonlat){line->degrees, box.lat_min + t * (box.lat_max - box.lat_min)}
                : (okr_lonlat){box.lon_min + t * (box.lon_max - box.lon_min), line->degrees};
    }
    status = okr_map_view_points(view, along, STEPS + 1, paper, err);
    cairo_new_path(line->pen->cr);
    okr_rgb_use(line->pen->cr, (okr_rgb){0.55, 0.6, 0.65});
    cairo_set_line_width(line->pen->cr, 0.25 * line->pen->u);
    cairo_set_dash(line->pen->cr, NULL, 0, 0.0);
    for (int i = 0; i < STEPS && status == OKR_OK; i++) {
        okr_point a = paper[i];
        okr_point b = paper[i + 1];
        if (okr_sheet_cut_segment(line->frame, &a, &b))
            draw_piece(line, a, b);
    }
    cairo_stroke(line->pen->cr);
    return status;
}

/* The box is sampled round the frame; lines must run on to its sides between the samples. */
static okr_box beyond(okr_box box)
{
    const double w = 0.02 * (box.lon_max - box.lon_min);
    const double h = 0.02 * (box.lat_max - box.lat_min);

    return (okr_box){box.lon_min - w, fmax(box.lat_min - h, -89.0), box.lon_max + w,
                     fmin(box.lat_max + h, 89.0)};
}

okr_status okr_graticule_draw(const okr_pen *pen, const okr_map_view *view, okr_box inner,
                              okr_error *err)
{
    const okr_box box = beyond(inner);
    const double narrowing = fmax(cos((box.lat_min + box.lat_max) / 360.0 * acos(-1.0)), 0.05);
    const double lat_step = okr_graticule_step(box.lat_max - box.lat_min);
    const double lon_step =
        okr_graticule_step((box.lon_max - box.lon_min) * fmin(1.0, narrowing * 1.6));
    okr_status status = OKR_OK;

    for (double lat = ceil(box.lat_min / lat_step) * lat_step;
         lat <= fmin(box.lat_max, 89.0) && status == OKR_OK; lat += lat_step) {
        grid_line line = {.pen = pen, .frame = view->frame, .degrees = lat};
        status = draw_line(&line, view, box, err);
    }
    for (double lon = ceil(box.lon_min / lon_step) * lon_step;
         lon <= box.lon_max && status == OKR_OK; lon += lon_step) {
        grid_line line = {.pen = pen, .frame = view->frame, .meridian = true, .degrees = lon};
        status = draw_line(&line, view, box, err);
    }
    return status;
}
