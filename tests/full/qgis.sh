#!/usr/bin/env bash
# Desktop GIS opens the workspace as a finished map: layers, styles, forms, metadata, pictures.
/usr/bin/python3 -c 'import qgis.core' 2>/dev/null ||
    { echo "skipped: python3-qgis is not installed" && exit 77; }

export QT_QPA_PLATFORM=offscreen QGIS_CUSTOM_CONFIG_PATH=$PWD XDG_RUNTIME_DIR=$PWD/run
mkdir -m 700 run
scripts=$SOURCE_DIR/tests/full/qgis

# A folder that cannot be written: nothing may be needed or left beside the file. (The
# administrator may write everywhere; what is left is looked for all the same.)
mkdir readonly
"$OKRUG" build -q "$SOURCE_DIR/geodata/kuzbass" -o readonly/kuzbass.gpkg
chmod a-w readonly
/usr/bin/python3 "$scripts/layers.py" readonly/kuzbass.gpkg
/usr/bin/python3 "$scripts/package.py" readonly/kuzbass.gpkg
/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg readonly/kuzbass.gpkg
[ "$(ls readonly)" = kuzbass.gpkg ] || { ls readonly && exit 1; }
chmod u+w readonly

# The other example has lines and areas.
"$OKRUG" build -q "$SOURCE_DIR/geodata/demo-shares" -o demo.gpkg || [ $? = 1 ]
/usr/bin/python3 "$scripts/layers.py" demo.gpkg

boundaries=${OKRUG_SHARED:-$SOURCE_DIR/../shared}/geodata/kuzbass_municipalities.gpkg
if [ -f "$boundaries" ]; then
    "$OKRUG" build -q "$SOURCE_DIR/geodata/kuzbass" -o real.gpkg --boundaries "$boundaries"
    /usr/bin/python3 "$scripts/layers.py" real.gpkg
else
    echo "real boundaries are not here ($boundaries): left out"
fi

# A project opens, also after its folder has been moved; the same bytes each time.
mkdir maps
cp readonly/kuzbass.gpkg maps/kuzbass.gpkg
before=$(sha256sum <maps/kuzbass.gpkg)
"$OKRUG" export maps/kuzbass.gpkg --lang ru --qgis-project maps/kuzbass.qgz
"$OKRUG" export maps/kuzbass.gpkg --lang ru --qgis-project maps/again.qgz
cmp maps/kuzbass.qgz maps/again.qgz
rm maps/again.qgz
/usr/bin/python3 "$scripts/project.py" maps/kuzbass.qgz
mkdir elsewhere
mv maps "elsewhere/Карты 2022"
/usr/bin/python3 "$scripts/project.py" "elsewhere/Карты 2022/kuzbass.qgz" --moved
[ "$before" = "$(sha256sum <"elsewhere/Карты 2022/kuzbass.gpkg")" ]
[ "$(cd "elsewhere/Карты 2022" && echo *)" = "kuzbass.gpkg kuzbass.qgz" ]

# A project of an extract, in another folder than the extract.
mkdir extract projects
"$OKRUG" export readonly/kuzbass.gpkg --lang ru --in "Кемеровский городской округ" \
    -o extract/kemerovo.gpkg --qgis-project projects/kemerovo.qgz
/usr/bin/python3 "$scripts/opens.py" projects/kemerovo.qgz

# QGIS reads while okrug builds, and okrug builds while QGIS reads.
"$OKRUG" build -q "$SOURCE_DIR/geodata/kuzbass" -o busy.gpkg
/usr/bin/python3 "$scripts/reader.py" busy.gpkg "$OKRUG" "$SOURCE_DIR/geodata/kuzbass"
[ "$(echo busy.gpkg*)" = busy.gpkg ]
