/** @file
 * A programme that uses every table of the workspace, a folder to write it into, and the
 * comparison of two programmes; shared by the tests of store. Include after test.h.
 */
#ifndef OKR_STORE_FIXTURE_H
#define OKR_STORE_FIXTURE_H

#include "model/programme.h"

#include "geo/geom.h"
#include "sample.h"
#include "store/load.h"
#include "store/save.h"
#include "store/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/** Where a test writes. */
typedef struct fixture {
    okr_programme programme;
    char folder[64];
    char path[128]; /**< of the workspace, which is not there yet */
} fixture;

/** Fills the programme and makes the folder. */
void fixture_new(fixture *f);

/** Releases the programme; fails the test when it left more than the workspace behind. */
void fixture_done(fixture *f);

/** Adds a stated location of a measure with this geometry. */
void fixture_locate(okr_programme *p, int measure, const char *id, const char *wkt);

/** Number of files in the folder. */
int fixture_files(const char *folder);

/** Saves the programme at its path and loads it from there; okr_programme_done. */
void fixture_reload(fixture *f, okr_programme *back);

/** Fails the test when a stored member of any row differs; `what` names the first. */
void fixture_compare(const okr_programme *a, const okr_programme *b);

#endif
