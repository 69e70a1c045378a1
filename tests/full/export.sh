#!/usr/bin/env bash
# What okrug exports, GDAL reads back: the same features, attributes, Cyrillic letters and dates.
/usr/bin/python3 -c 'import osgeo' 2>/dev/null ||
    { echo "skipped: python3-gdal is not installed" && exit 77; }

"$OKRUG" build "$SOURCE_DIR/geodata/demo-shares" -o w.gpkg >/dev/null

# Packages: the validator, no files beside, the same bytes, a folder that cannot be written.
"$OKRUG" export w.gpkg --in Ясноборск -o p.gpkg
"$OKRUG" export w.gpkg --in Ясноборск -o q.gpkg
cmp p.gpkg q.gpkg
mkdir sealed && cp w.gpkg sealed && chmod a-w sealed
"$OKRUG" export sealed/w.gpkg --in Ясноборск -o r.gpkg
cmp p.gpkg r.gpkg
chmod u+w sealed
"$OKRUG" export w.gpkg --split municipality -o split -q
for package in p.gpkg split/*.gpkg; do
    /usr/bin/python3 -m osgeo_utils.samples.validate_gpkg "$package"
done
[ -z "$(find . -name '*-wal' -o -name '*-shm' -o -name '*-journal' -o -name '.okrug*')" ]

# A desktop GIS that keeps the files open is not disturbed, and does not disturb.
/usr/bin/python3 - w.gpkg p.gpkg <<'PY' &
import sys
import time

from osgeo import ogr

files = [ogr.Open(path) for path in sys.argv[1:]]
layers = [file.GetLayerByName("location_line") for file in files]
first = [[f.ExportToJson() for f in layer] for layer in layers]
open("reading", "w").close()
for _ in range(100):
    time.sleep(0.1)
    try:
        open("written").close()
        break
    except FileNotFoundError:
        pass
for layer, before in zip(layers, first):
    layer.ResetReading()
    if [f.ExportToJson() for f in layer] != before:
        sys.exit("what an open file shows has changed")
PY
reader=$!
while [ ! -e reading ]; do sleep 0.1; done
"$OKRUG" export w.gpkg --in Тихолесск -o p.gpkg --overwrite
"$OKRUG" build "$SOURCE_DIR/geodata/demo-shares" -o w.gpkg >/dev/null
touch written
wait "$reader"
"$OKRUG" export w.gpkg --in Ясноборск -o p.gpkg --overwrite
cmp p.gpkg q.gpkg

# Every other format, twice.
for round in a b; do
    mkdir $round
    for format in geojson shp kml dxf tab mif fgb csv xlsx ods; do
        "$OKRUG" export w.gpkg -o $round/x.$format -q --lang ru
    done
    "$OKRUG" export w.gpkg --format shp --encoding CP1251 --layer measure -o $round/cp1251.shp -q
    "$OKRUG" export w.gpkg --format geojson -o $round/layers -q
    [ $round = b ] || sleep 3 # two seconds is what zip and DOS tell apart
done
diff -r a b && echo "the same bytes in every format"

/usr/bin/python3 "$SOURCE_DIR/tests/full/export_check.py" w.gpkg a

# English titles on request.
"$OKRUG" export w.gpkg --in Ясноборск -o en.gpkg --lang en
/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg en.gpkg
/usr/bin/python3 - p.gpkg en.gpkg <<'PY'
import sqlite3
import sys

for path in sys.argv[1:]:
    file = sqlite3.connect(path)
    for sql in ("SELECT identifier FROM gpkg_contents WHERE table_name = 'measure'",
                "SELECT title FROM gpkg_data_columns WHERE table_name = 'measure'"
                " AND column_name = 'planned_end'",
                "SELECT description FROM gpkg_data_column_constraints WHERE value = 'completion'",
                "SELECT count(*) FROM layer_styles WHERE styleQML LIKE '%name=\"Planned end%'"):
        print(*file.execute(sql).fetchone(), end="; ")
    print()
PY
