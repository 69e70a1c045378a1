#!/usr/bin/env bash
# GDAL's Python binding reads the workspace, and its validator finds the GeoPackage in order.
/usr/bin/python3 -c 'import osgeo' 2>/dev/null ||
    { echo "skipped: python3-gdal is not installed" && exit 77; }

"$OKRUG" build "$SOURCE_DIR/geodata/kuzbass" -o a.gpkg
"$OKRUG" build "$SOURCE_DIR/geodata/kuzbass" -o b.gpkg
cmp a.gpkg b.gpkg || { echo "two builds of the same sources differ" && exit 1; }
[ ! -e a.gpkg-wal ] && [ ! -e a.gpkg-journal ]

/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg a.gpkg
/usr/bin/python3 - a.gpkg <<'PY'
import sys

from osgeo import ogr

workspace = ogr.Open(sys.argv[1])
for name in ("municipality", "agglomeration", "location_point", "measure", "statistic"):
    rows = workspace.GetLayerByName(name).GetFeatureCount()
    print(f"{name}: {rows} rows")
    if rows == 0:
        sys.exit(f"{name} is empty")
PY
