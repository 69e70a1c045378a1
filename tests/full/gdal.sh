#!/usr/bin/env bash
# GDAL's own tools read the workspace, and its validator finds the GeoPackage in order.
command -v ogrinfo >/dev/null || { echo "skipped: gdal-bin is not installed" && exit 77; }
/usr/bin/python3 -c 'import osgeo' 2>/dev/null ||
    { echo "skipped: python3-gdal is not installed" && exit 77; }

"$OKRUG" build "$SOURCE_DIR/geodata/kuzbass" -o a.gpkg
"$OKRUG" build "$SOURCE_DIR/geodata/kuzbass" -o b.gpkg
cmp a.gpkg b.gpkg || { echo "two builds of the same sources differ" && exit 1; }
[ ! -e a.gpkg-wal ] && [ ! -e a.gpkg-journal ]

/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg a.gpkg
for layer in municipality agglomeration location_point measure statistic; do
    rows=$(ogrinfo -ro -q -json a.gpkg -sql "SELECT count(*) AS n FROM $layer" 2>/dev/null |
        sed -n 's/.*"n": *\([0-9]*\).*/\1/p')
    [ -n "$rows" ] || rows=$(ogrinfo -ro -q a.gpkg -sql "SELECT count(*) AS n FROM $layer" |
        sed -n 's/.*n (Integer.*) = //p')
    echo "$layer: $rows rows"
    [ "$rows" -gt 0 ]
done
