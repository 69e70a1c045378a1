#include "served_scene.h"

#include "test.h"

shape *scene_add(scene *s)
{
    assert_true(s->n < 64);
    return &s->shapes[s->n++];
}

void scene_close(scene *s, double accuracy_m, bool somewhere)
{
    okr_error err = {0};

    assert_ok(okr_served_set_new(&s->set, &err));
    for (size_t i = 0; i < s->n; i++) {
        s->wkbs[i] = shape_wkb(&s->shapes[i]);
        okr_served_feature f = {s->wkbs[i], accuracy_m, 0.0, somewhere};
        assert_ok(okr_served_set_add(s->set, &f, &err));
    }
    assert_ok(okr_served_set_close(s->set, 0, &err));
}

void scene_done(scene *s)
{
    for (size_t i = 0; i < s->n; i++)
        shape_done(&s->shapes[i]);
    okr_served_set_free(s->set);
}

okr_served_area scene_served(const scene *s, const shape *territory, double distance_m,
                             double tolerance)
{
    okr_error err = {0};
    okr_served_options options = {distance_m, tolerance, 1};
    okr_wkb wkb = shape_wkb(territory);
    okr_served_area area = {0};

    assert_ok(okr_served_areas(s->set, &wkb, 1, &options, &area, &err));
    assert_true(area.low_m2 >= 0.0);
    assert_true(area.low_m2 <= area.high_m2);
    assert_true(area.high_m2 <= area.area_m2);
    return area;
}

void scene_random(scene *s, seed *rng, double lon, double lat)
{
    double stretch = 1.0 / cos(lat * 0.01745);

    for (int i = 0; i < 4; i++) {
        okr_lonlat line[12] = {{lon + stretch * seed_between(rng, -0.06, 0.06),
                                lat + seed_between(rng, -0.06, 0.06)}};
        for (int k = 1; k < 12; k++) {
            line[k].lon = line[k - 1].lon + stretch * seed_between(rng, -0.006, 0.01);
            line[k].lat = line[k - 1].lat + seed_between(rng, -0.006, 0.006);
        }
        shape_line(scene_add(s), line, 12);
    }
    for (int i = 0; i < 3; i++)
        shape_point(scene_add(s), lon + stretch * seed_between(rng, -0.08, 0.08),
                    lat + seed_between(rng, -0.08, 0.08));
    for (int i = 0; i < 2; i++) {
        okr_lonlat ring[9];
        okr_lonlat at = {lon + stretch * seed_between(rng, -0.05, 0.05),
                         lat + seed_between(rng, -0.05, 0.05)};
        star_ring(ring, 9, at, 0.02, rng);
        shape_polygon(scene_add(s), ring, 9);
    }
}

void scene_star(shape *territory, seed *rng, double lon, double lat, double radius)
{
    okr_lonlat ring[24];

    star_ring(ring, 24, (okr_lonlat){lon, lat}, radius, rng);
    shape_polygon(territory, ring, 24);
}
