#!/usr/bin/env bash
# QGIS opens the worklist with Russian titles, lists and read-only columns, draws on it through
# its own editing, and the next build reads the drawing.
/usr/bin/python3 -c 'import qgis.core' 2>/dev/null ||
    { echo "skipped: python3-qgis is not installed" && exit 77; }

cp -r "$SOURCE_DIR/geodata/kuzbass" p && chmod -R u+w p
"$OKRUG" build p -o before.gpkg
"$OKRUG" export before.gpkg --worklist -o p/draw.gpkg --lang ru
/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg p/draw.gpkg
export QT_QPA_PLATFORM=offscreen QGIS_CUSTOM_CONFIG_PATH=$PWD XDG_RUNTIME_DIR=$PWD
/usr/bin/python3 - p/draw.gpkg <<'PY'
import os
import sys

from qgis.core import QgsApplication, QgsGeometry, QgsVectorLayer

app = QgsApplication([], False)
app.initQgis()


def check(condition, what):
    if not condition:
        sys.stdout.flush()
        print(what)
        os._exit(1)


def draw(layer, measure, wkt, **values):
    layer.startEditing()
    fields = layer.fields()
    found = 0
    for feature in layer.getFeatures(f"measure_id = '{measure}'"):
        found += 1
        check(not feature.hasGeometry(), f"{measure} has a geometry already")
        layer.changeGeometry(feature.id(), QgsGeometry.fromWkt(wkt))
        for name, value in values.items():
            layer.changeAttributeValue(feature.id(), fields.indexOf(name), value)
    check(found == 1, f"{measure}: {found} rows")
    check(layer.commitChanges(), str(layer.commitErrors()))


layers = {}
for name in ("worklist_point", "worklist_line", "worklist_area"):
    layer = layers[name] = QgsVectorLayer(f"{sys.argv[1]}|layername={name}", name, "ogr")
    check(layer.isValid() and layer.featureCount() > 0, f"{name} does not open")
    check(layer.loadDefaultStyle()[1], f"{name} has no default style")
    fields = layer.fields()
    config = layer.editFormConfig()
    for column, widget in (("kind", "ValueMap"), ("exactness", "ValueMap"), ("basis", "ValueMap")):
        check(layer.editorWidgetSetup(fields.indexOf(column)).type() == widget,
              f"{name}.{column} has no list of words")
    check(all(layer.attributeAlias(i) for i in range(1, fields.count())),
          f"{name}: a column without a Russian title")
    check(config.readOnly(fields.indexOf("title")), f"{name}: the title can be edited")
    check(not config.readOnly(fields.indexOf("geometry_source")), f"{name}: the source cannot")

draw(layers["worklist_line"], "chebal-su-dam", "MultiLineString((88.05 53.69, 88.07 53.70))",
     geometry_source="план", geometry_date="2024-05", accuracy_m=10.0)
draw(layers["worklist_point"], "krirpo-conference-2022", "Point(86.09 55.35)",
     geometry_source="план", geometry_date="2024", basis="stated")
sys.stdout.flush()
os._exit(0)
PY
sed -i 's/^sources:$/sources:\n  worklist: {path: draw.gpkg}/' p/okrug.yaml
"$OKRUG" build p -o after.gpkg
of() { "$OKRUG" query "$1" --where "measure_id = '$2'" --columns placement,municipalities --format csv --lang en | tail -n 1; }
[ "$(of before.gpkg krirpo-conference-2022)" = 'unplaced,' ]
[ "$(of after.gpkg krirpo-conference-2022)" = 'inside one municipality,Kemerovo Urban Okrug' ]
[ "$(of after.gpkg chebal-su-dam)" = 'inside one municipality,Mezhdurechensk Urban Okrug' ]
ogrinfo -q after.gpkg location_line -where "measure_id = 'chebal-su-dam'" | grep 'geometry_source (String) = план'
