/**
 * Features that serve and what they serve, for the tests of served.
 */
#ifndef OKR_TEST_SERVED_SCENE_H
#define OKR_TEST_SERVED_SCENE_H

#include "geo/shapes.h"
#include "served/served.h"

/** Features of one test. Zero-initialise. */
typedef struct scene {
    shape shapes[64];
    okr_wkb wkbs[64];
    size_t n;
    okr_served_set *set;
} scene;

/** A shape to fill in: one feature more. */
shape *scene_add(scene *s);

/** Make the set of all features. */
void scene_close(scene *s, double accuracy_m, bool somewhere);

void scene_done(scene *s);

/** What is served of a territory; its bounds are in order. */
okr_served_area scene_served(const scene *s, const shape *territory, double distance_m,
                             double tolerance);

/** Add roads, points and areas round a place, some 10 km across. */
void scene_random(scene *s, seed *rng, double lon, double lat);

/** A territory in the shape of a star. */
void scene_star(shape *territory, seed *rng, double lon, double lat, double radius);

#endif
