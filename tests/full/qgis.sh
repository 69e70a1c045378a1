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
