#include "sheet/map_symbol.h"

#include "model/theme.h"

#include <math.h>
#include <string.h>

okr_filling okr_filling_of(okr_lifecycle lifecycle)
{
    if (lifecycle == OKR_LIFECYCLE_IMPLEMENTATION)
        return OKR_FILLING_UNDER_WAY;
    switch (okr_drawn_of(lifecycle)) {
    case OKR_DRAWN_EXISTING:
        return OKR_FILLING_EXISTING;
    case OKR_DRAWN_PLANNED:
        return OKR_FILLING_PLANNED;
    case OKR_DRAWN_DROPPED:
        return OKR_FILLING_DROPPED;
    case OKR_DRAWN_UNKNOWN:
    case OKR_DRAWN_COUNT:
        break;
    }
    return OKR_FILLING_UNKNOWN;
}

const char *okr_filling_title(okr_filling filling, bool russian)
{
    static const okr_word titles[OKR_FILLING_COUNT] = {
        {"planned", "планируется, проектируется", "planned, in design"},
        {"under_way", "ведутся работы", "under way"},
        {"existing", "завершено, действует", "completed, operating"},
        {"dropped", "отменено, выведено", "cancelled, withdrawn"},
        {"unknown", "состояние неизвестно", "state unknown"},
    };

    return russian ? titles[filling].title_ru : titles[filling].title_en;
}

/* Corners at equal angles; every other one nearer the centre when `inner` < 1. */
static void path_polygon(cairo_t *cr, okr_point at, double radius, int corners, double inner)
{
    const double turn = 2.0 * acos(-1.0) / corners;

    for (int i = 0; i < corners; i++) {
        const double r = i % 2 == 1 ? radius * inner : radius;
        cairo_line_to(cr, at.x + r * sin(i * turn), at.y - r * cos(i * turn));
    }
    cairo_close_path(cr);
}

static void path_square(cairo_t *cr, okr_point at, double radius)
{
    const double half = 0.85 * radius;

    cairo_rectangle(cr, at.x - half, at.y - half, 2.0 * half, 2.0 * half);
}

static void path_cross(cairo_t *cr, okr_point at, double radius)
{
    const double a = 0.36 * radius;
    const double corner[12][2] = {{-a, -radius}, {a, -radius}, {a, -a},       {radius, -a},
                                  {radius, a},   {a, a},       {a, radius},   {-a, radius},
                                  {-a, a},       {-radius, a}, {-radius, -a}, {-a, -a}};

    for (int i = 0; i < 12; i++)
        cairo_line_to(cr, at.x + corner[i][0], at.y + corner[i][1]);
    cairo_close_path(cr);
}

static void path_drop(cairo_t *cr, okr_point at, double r)
{
    cairo_move_to(cr, at.x, at.y - 1.2 * r);
    cairo_curve_to(cr, at.x + 0.4 * r, at.y - 0.5 * r, at.x + 0.8 * r, at.y - 0.1 * r,
                   at.x + 0.8 * r, at.y + 0.3 * r);
    cairo_arc(cr, at.x, at.y + 0.3 * r, 0.8 * r, 0.0, acos(-1.0));
    cairo_curve_to(cr, at.x - 0.8 * r, at.y - 0.1 * r, at.x - 0.4 * r, at.y - 0.5 * r, at.x,
                   at.y - 1.2 * r);
    cairo_close_path(cr);
}

static void path_line(cairo_t *cr, okr_point at, double r)
{
    cairo_rectangle(cr, at.x - 1.15 * r, at.y - 0.35 * r, 2.3 * r, 0.7 * r);
}

static void path_symbol(cairo_t *cr, const char *shape, okr_point at, double r)
{
    static const struct {
        const char *name;
        int corners;
        double radius, inner;
    } polygons[] = {{"diamond", 4, 1.12, 1.0},
                    {"triangle", 3, 1.2, 1.0},
                    {"pentagon", 5, 1.08, 1.0},
                    {"hexagon", 6, 1.05, 1.0},
                    {"star", 10, 1.2, 0.48}};

    cairo_new_path(cr);
    for (size_t i = 0; i < sizeof polygons / sizeof *polygons; i++)
        if (strcmp(shape, polygons[i].name) == 0) {
            path_polygon(cr, at, r * polygons[i].radius, polygons[i].corners,
                         polygons[i].inner);
            return;
        }
    if (strcmp(shape, "square") == 0)
        path_square(cr, at, r);
    else if (strcmp(shape, "cross") == 0)
        path_cross(cr, at, r);
    else if (strcmp(shape, "drop") == 0)
        path_drop(cr, at, r);
    else if (strcmp(shape, "line") == 0)
        path_line(cr, at, r);
    else
        cairo_arc(cr, at.x, at.y, 0.95 * r, 0.0, 2.0 * acos(-1.0));
}

void okr_symbol_stroke(cairo_t *cr, okr_rgb colour, okr_filling filling, double width)
{
    const double dash[2] = {2.0 * width, 1.3 * width};

    okr_rgb_use(cr, filling == OKR_FILLING_DROPPED ? okr_rgb_tint(colour, 0.35) : colour);
    cairo_set_line_width(cr, width);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
    cairo_set_dash(cr, dash, filling == OKR_FILLING_PLANNED ? 2 : 0, 0.0);
}

static void draw_ring(cairo_t *cr, okr_point at, double radius)
{
    const double dots[2] = {0.0, 0.42 * radius};

    cairo_save(cr);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(cr, 0.2 * radius);
    cairo_set_dash(cr, dots, 2, 0.0);
    cairo_set_source_rgb(cr, 0.25, 0.25, 0.25);
    cairo_new_path(cr);
    cairo_arc(cr, at.x, at.y, 1.6 * radius, 0.0, 2.0 * acos(-1.0));
    cairo_stroke(cr);
    cairo_restore(cr);
}

static void strike_out(cairo_t *cr, okr_point at, double radius)
{
    cairo_new_path(cr);
    cairo_move_to(cr, at.x - radius, at.y + radius);
    cairo_line_to(cr, at.x + radius, at.y - radius);
    cairo_stroke(cr);
}

void okr_symbol_draw(cairo_t *cr, const okr_symbol *symbol, okr_point at, double radius)
{
    cairo_save(cr);
    path_symbol(cr, symbol->shape, at, radius);
    cairo_set_source_rgb(cr, 1.0, 1.0, 1.0);
    cairo_fill_preserve(cr);
    okr_rgb_use(cr, symbol->colour);
    if (symbol->filling == OKR_FILLING_EXISTING) {
        cairo_fill_preserve(cr);
    } else if (symbol->filling == OKR_FILLING_UNDER_WAY) {
        cairo_save(cr);
        cairo_clip(cr);
        cairo_rectangle(cr, at.x - 2.0 * radius, at.y, 4.0 * radius, 2.0 * radius);
        cairo_fill(cr);
        cairo_restore(cr);
        path_symbol(cr, symbol->shape, at, radius);
    }
    okr_symbol_stroke(cr, symbol->colour, symbol->filling, 0.26 * radius);
    cairo_stroke(cr);
    if (symbol->filling == OKR_FILLING_DROPPED)
        strike_out(cr, at, radius);
    cairo_restore(cr);
    if (symbol->approximate)
        draw_ring(cr, at, radius);
}
