#include "shapes.h"

#include "test.h"

#include <stdlib.h>

uint64_t seed_next(seed *s)
{
    uint64_t z = s->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

double seed_between(seed *s, double low, double high)
{
    return low + (high - low) * (double)(seed_next(s) >> 11) / 9007199254740992.0;
}

int seed_below(seed *s, int n)
{
    return (int)(seed_next(s) % (uint64_t)n);
}

static void add(shape *s, const void *bytes, size_t n)
{
    if (s->size + n > s->capacity) {
        s->capacity = 2 * (s->size + n);
        s->bytes = realloc(s->bytes, s->capacity);
        assert_non_null(s->bytes);
    }
    if (n > 0) /* an empty shape has no bytes to point at */
        memcpy(s->bytes + s->size, bytes, n);
    s->size += n;
}

void shape_done(shape *s)
{
    free(s->bytes);
    *s = (shape){0};
}

okr_wkb shape_wkb(const shape *s)
{
    return (okr_wkb){s->bytes, s->size};
}

void shape_count(shape *s, uint32_t count)
{
    unsigned char bytes[4] = {(unsigned char)count, (unsigned char)(count >> 8),
                              (unsigned char)(count >> 16), (unsigned char)(count >> 24)};

    add(s, bytes, sizeof bytes);
}

void shape_header(shape *s, uint32_t type)
{
    add(s, "\1", 1);
    shape_count(s, type);
}

/* The tests run on little-endian machines. */
void shape_points(shape *s, const okr_lonlat *points, size_t n)
{
    add(s, points, n * sizeof *points);
}

void shape_point(shape *s, double lon, double lat)
{
    okr_lonlat p = {lon, lat};

    shape_header(s, 1);
    shape_points(s, &p, 1);
}

void shape_line(shape *s, const okr_lonlat *points, size_t n)
{
    shape_header(s, 2);
    shape_count(s, (uint32_t)n);
    shape_points(s, points, n);
}

void shape_ring(shape *s, const okr_lonlat *ring, size_t n)
{
    bool closed = n > 0 && memcmp(&ring[0], &ring[n - 1], sizeof ring[0]) == 0;

    shape_count(s, (uint32_t)(closed ? n : n + 1));
    shape_points(s, ring, n);
    if (!closed)
        shape_points(s, ring, 1);
}

void shape_polygon(shape *s, const okr_lonlat *ring, size_t n)
{
    shape_header(s, 3);
    shape_count(s, 1);
    shape_ring(s, ring, n);
}

void shape_box(shape *s, double lon_min, double lat_min, double lon_max, double lat_max)
{
    okr_lonlat ring[] = {
        {lon_min, lat_min}, {lon_max, lat_min}, {lon_max, lat_max}, {lon_min, lat_max}};

    shape_polygon(s, ring, 4);
}

void coverage_alloc(coverage *c, size_t n)
{
    c->n = n;
    c->shapes = calloc(n, sizeof *c->shapes);
    c->wkbs = calloc(n, sizeof *c->wkbs);
    assert_non_null(c->shapes);
    assert_non_null(c->wkbs);
}

void coverage_done(coverage *c)
{
    for (size_t i = 0; i < c->n; i++)
        shape_done(&c->shapes[i]);
    free(c->shapes);
    free(c->wkbs);
    *c = (coverage){0};
}

okr_territory_index *coverage_index(coverage *c)
{
    okr_territory_index *index = NULL;
    okr_error err = {.status = OKR_OK};

    for (size_t i = 0; i < c->n; i++)
        c->wkbs[i] = shape_wkb(&c->shapes[i]);
    assert_ok(okr_territory_index_new(c->wkbs, c->n, NULL, &index, &err));
    return index;
}

enum { BENDS = 5 };

typedef struct lattice {
    int side;
    okr_lonlat *corners;         /* (side + 1)^2 */
    okr_lonlat (*across)[BENDS]; /* inner vertices of horizontal sides, (side + 1) * side */
    okr_lonlat (*upward)[BENDS]; /* of vertical sides */
} lattice;

static void bend(okr_lonlat *out, okr_lonlat a, okr_lonlat b, double amount, seed *s)
{
    for (int k = 0; k < BENDS; k++) {
        double t = (k + 1.0) / (BENDS + 1.0);
        out[k].lon = a.lon + t * (b.lon - a.lon) + seed_between(s, -amount, amount);
        out[k].lat = a.lat + t * (b.lat - a.lat) + seed_between(s, -amount, amount);
    }
}

static void lattice_fill(lattice *l, double lon0, double lat0, double step, seed *s)
{
    int n = l->side;

    for (int i = 0; i <= n; i++)
        for (int j = 0; j <= n; j++) {
            bool inner = i > 0 && i < n && j > 0 && j < n;
            double move = inner ? 0.2 * step : 0.0;
            l->corners[i * (n + 1) + j] =
                (okr_lonlat){lon0 + j * step + seed_between(s, -move, move),
                             lat0 + i * step + seed_between(s, -move, move)};
        }
    for (int i = 0; i <= n; i++)
        for (int j = 0; j < n; j++) {
            double move = i > 0 && i < n ? 0.05 * step : 0.0;
            bend(l->across[i * n + j], l->corners[i * (n + 1) + j],
                 l->corners[i * (n + 1) + j + 1], move, s);
            bend(l->upward[i * n + j], l->corners[j * (n + 1) + i],
                 l->corners[(j + 1) * (n + 1) + i], move, s);
        }
}

static void lattice_cell(const lattice *l, int i, int j, shape *out)
{
    okr_lonlat ring[4 * (BENDS + 1)];
    int n = l->side;
    int k = 0;

    ring[k++] = l->corners[i * (n + 1) + j];
    for (int b = 0; b < BENDS; b++)
        ring[k++] = l->across[i * n + j][b];
    ring[k++] = l->corners[i * (n + 1) + j + 1];
    for (int b = 0; b < BENDS; b++)
        ring[k++] = l->upward[(j + 1) * n + i][b];
    ring[k++] = l->corners[(i + 1) * (n + 1) + j + 1];
    for (int b = BENDS - 1; b >= 0; b--)
        ring[k++] = l->across[(i + 1) * n + j][b];
    ring[k++] = l->corners[(i + 1) * (n + 1) + j];
    for (int b = BENDS - 1; b >= 0; b--)
        ring[k++] = l->upward[j * n + i][b];
    shape_polygon(out, ring, (size_t)k);
}

void coverage_lattice(coverage *c, int side, double lon0, double lat0, double size, seed *s)
{
    size_t sides = (size_t)(side + 1) * (size_t)side;
    lattice l = {.side = side};

    l.corners = calloc((size_t)(side + 1) * (size_t)(side + 1), sizeof *l.corners);
    l.across = calloc(sides, sizeof *l.across);
    l.upward = calloc(sides, sizeof *l.upward);
    assert_true(l.corners != NULL && l.across != NULL && l.upward != NULL);
    lattice_fill(&l, lon0, lat0, size / side, s);
    coverage_alloc(c, (size_t)side * (size_t)side);
    for (int i = 0; i < side; i++)
        for (int j = 0; j < side; j++)
            lattice_cell(&l, i, j, &c->shapes[i * side + j]);
    free(l.corners);
    free(l.across);
    free(l.upward);
}

void star_ring(okr_lonlat *ring, int n, okr_lonlat centre, double radius, seed *s)
{
    const double turn = 6.283185307179586;

    for (int i = 0; i < n; i++) {
        double angle = turn * (i + seed_between(s, -0.3, 0.3)) / n;
        double r = radius * seed_between(s, 0.4, 1.0);
        ring[i] = (okr_lonlat){centre.lon + r * cos(angle), centre.lat + r * sin(angle)};
    }
}
