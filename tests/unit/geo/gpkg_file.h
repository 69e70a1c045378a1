/** @file
 * GeoPackages for the tests of those who read them by SQLite.
 */
#ifndef OKR_TEST_GPKG_FILE_H
#define OKR_TEST_GPKG_FILE_H

/* Rows that are made; every eleventh of them is deleted. */
enum { GPKG_ROWS = 3000, GPKG_LEFT = GPKG_ROWS - (GPKG_ROWS + 10) / 11 };

/** Path of a file in a folder; valid for three calls more. */
const char *gpkg_path(const char *folder, const char *name);

/** Make a file with one layer, "some вещи", of all kinds of shapes, empty ones and none among
 * them, and the fields n, w, big, name and flag, some of each null. */
void gpkg_make(const char *path);

/** Change a file by SQL. */
void gpkg_change(const char *path, const char *sql);

/** SQL: the triggers of a GeoPackage call functions that only GDAL has. */
extern const char gpkg_no_triggers[];

/** Overwrite three pages of rows with zeros. */
void gpkg_break(const char *path);

#endif
