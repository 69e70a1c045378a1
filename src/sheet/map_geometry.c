#include "sheet/map_geometry.h"

#include <math.h>

okr_rect okr_rect_grow(okr_rect rect, double d)
{
    return (okr_rect){rect.x - d, rect.y - d, fmax(rect.w + 2.0 * d, 0.0),
                      fmax(rect.h + 2.0 * d, 0.0)};
}

bool okr_rect_holds(okr_rect outer, okr_rect inner)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.w <= outer.x + outer.w &&
           inner.y + inner.h <= outer.y + outer.h;
}

bool okr_rect_has(okr_rect rect, okr_point p)
{
    return p.x >= rect.x && p.y >= rect.y && p.x <= rect.x + rect.w && p.y <= rect.y + rect.h;
}

bool okr_rect_meets(okr_rect a, okr_rect b)
{
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

double okr_rect_shared(okr_rect a, okr_rect b)
{
    const double w = fmin(a.x + a.w, b.x + b.w) - fmax(a.x, b.x);
    const double h = fmin(a.y + a.h, b.y + b.h) - fmax(a.y, b.y);

    return w > 0.0 && h > 0.0 ? w * h : 0.0;
}

okr_rect okr_rect_union(okr_rect a, okr_rect b)
{
    const double x = fmin(a.x, b.x);
    const double y = fmin(a.y, b.y);

    return (okr_rect){x, y, fmax(a.x + a.w, b.x + b.w) - x, fmax(a.y + a.h, b.y + b.h) - y};
}

okr_turned okr_turned_of(okr_rect rect)
{
    return (okr_turned){{rect.x + rect.w / 2.0, rect.y + rect.h / 2.0}, rect.w, rect.h, 0.0};
}

okr_rect okr_turned_bounds(okr_turned box)
{
    const double c = fabs(cos(box.angle));
    const double s = fabs(sin(box.angle));
    const double w = box.w * c + box.h * s;
    const double h = box.w * s + box.h * c;

    return (okr_rect){box.centre.x - w / 2.0, box.centre.y - h / 2.0, w, h};
}

/* Half of the length of a box seen along the unit vector (x, y). */
static double half_shadow(const okr_turned *box, double x, double y)
{
    const double c = cos(box->angle);
    const double s = sin(box->angle);

    return (box->w * fabs(x * c + y * s) + box->h * fabs(y * c - x * s)) / 2.0;
}

static bool apart_along(const okr_turned *a, const okr_turned *b, double angle)
{
    const double x = cos(angle);
    const double y = sin(angle);
    const double gap = fabs((b->centre.x - a->centre.x) * x + (b->centre.y - a->centre.y) * y);

    return gap >= half_shadow(a, x, y) + half_shadow(b, x, y);
}

bool okr_turned_meets(okr_turned a, okr_turned b)
{
    const double right = acos(-1.0) / 2.0;

    if (!okr_rect_meets(okr_turned_bounds(a), okr_turned_bounds(b)))
        return false;
    if (a.angle == 0.0 && b.angle == 0.0)
        return true;
    return !apart_along(&a, &b, a.angle) && !apart_along(&a, &b, a.angle + right) &&
           !apart_along(&a, &b, b.angle) && !apart_along(&a, &b, b.angle + right);
}

static okr_point into_box(const okr_turned *box, okr_point p)
{
    const double c = cos(box->angle);
    const double s = sin(box->angle);
    const double x = p.x - box->centre.x;
    const double y = p.y - box->centre.y;

    return (okr_point){x * c + y * s, y * c - x * s};
}

bool okr_turned_crossed(okr_turned box, okr_point a, okr_point b)
{
    const okr_rect upright = {-box.w / 2.0, -box.h / 2.0, box.w, box.h};
    okr_point p = into_box(&box, a);
    okr_point q = into_box(&box, b);

    return okr_sheet_cut_segment(upright, &p, &q);
}

double okr_segment_distance(okr_point p, okr_point a, okr_point b)
{
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    double t = 0.0;

    if (length2 > 0.0)
        t = fmin(fmax(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0), 1.0);
    return hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

/* A side of the rectangle as a half plane: inside where x * nx + y * ny <= limit. */
typedef struct side {
    double nx, ny, limit;
} side;

static okr_status clip_side(const okr_point *ring, size_t n, side s, okr_vec *out,
                            okr_error *err)
{
    for (size_t i = 0; i < n; i++) {
        const okr_point a = ring[i];
        const okr_point b = ring[(i + 1) % n];
        const double da = a.x * s.nx + a.y * s.ny - s.limit;
        const double db = b.x * s.nx + b.y * s.ny - s.limit;
        okr_status status = OKR_OK;

        if (da <= 0.0)
            status = okr_vec_append(out, &a, 1, err);
        if (status == OKR_OK && (da <= 0.0) != (db <= 0.0)) {
            const double t = da / (da - db);
            const okr_point cut = (okr_point){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
            status = okr_vec_append(out, &cut, 1, err);
        }
        if (status != OKR_OK)
            return status;
    }
    return OKR_OK;
}

okr_status okr_sheet_cut_ring(const okr_point *ring, size_t n, okr_rect rect, okr_vec *scratch,
                              okr_vec *out, okr_error *err)
{
    const side sides[4] = {{-1.0, 0.0, -rect.x},
                           {1.0, 0.0, rect.x + rect.w},
                           {0.0, -1.0, -rect.y},
                           {0.0, 1.0, rect.y + rect.h}};
    okr_vec next = OKR_VEC(okr_point);
    okr_status status = OKR_OK;

    scratch->count = 0;
    status = okr_vec_append(scratch, ring, n, err);
    for (int i = 0; i < 4 && status == OKR_OK; i++) {
        const okr_vec swap = *scratch;
        next.count = 0;
        status = clip_side(scratch->data, scratch->count, sides[i], &next, err);
        *scratch = next;
        next = swap;
    }
    if (status == OKR_OK)
        status = okr_vec_append(out, scratch->data, scratch->count, err);
    okr_vec_done(&next);
    return status;
}

/* Narrow [t0, t1] to where p + t * d <= limit. */
static bool narrow(double p, double d, double limit, double t[2])
{
    if (d == 0.0)
        return p <= limit;
    if (d > 0.0)
        t[1] = fmin(t[1], (limit - p) / d);
    else
        t[0] = fmax(t[0], (limit - p) / d);
    return t[0] <= t[1];
}

bool okr_sheet_cut_segment(okr_rect rect, okr_point *a, okr_point *b)
{
    const double dx = b->x - a->x;
    const double dy = b->y - a->y;
    const okr_point start = *a;
    double t[2] = {0.0, 1.0};

    if (!narrow(-start.x, -dx, -rect.x, t) || !narrow(start.x, dx, rect.x + rect.w, t) ||
        !narrow(-start.y, -dy, -rect.y, t) || !narrow(start.y, dy, rect.y + rect.h, t))
        return false;
    *a = (okr_point){start.x + t[0] * dx, start.y + t[0] * dy};
    *b = (okr_point){start.x + t[1] * dx, start.y + t[1] * dy};
    return true;
}
