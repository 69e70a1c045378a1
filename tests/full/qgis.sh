#!/usr/bin/env bash
# QGIS opens every layer of the workspace with its style and draws the map.
/usr/bin/python3 -c 'import qgis.core' 2>/dev/null ||
    { echo "skipped: python3-qgis is not installed" && exit 77; }

"$OKRUG" build "$SOURCE_DIR/geodata/kuzbass" -o kuzbass.gpkg
export QT_QPA_PLATFORM=offscreen QGIS_CUSTOM_CONFIG_PATH=$PWD XDG_RUNTIME_DIR=$PWD
/usr/bin/python3 - kuzbass.gpkg <<'PY'
import os
import sys

from osgeo import ogr
from qgis.core import (QgsApplication, QgsMapRendererParallelJob, QgsMapSettings,
                       QgsVectorLayer)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor

app = QgsApplication([], False)
app.initQgis()
names = [layer.GetName() for layer in ogr.Open(sys.argv[1]) if layer.GetGeomType() != ogr.wkbNone]
layers, failures = [], []
for name in names:
    layer = QgsVectorLayer(f"{sys.argv[1]}|layername={name}", name, "ogr")
    styled = "" if not layer.isValid() else layer.loadDefaultStyle()
    print(name, layer.featureCount(), styled)
    if not layer.isValid():
        failures.append(f"{name} does not open")
    elif not styled or not styled[1]:
        failures.append(f"{name} has no default style")
    else:
        rules = layer.renderer().rootRule().children()
        broken = [r.label() for r in rules if r.filter() and r.filter().hasParserError()]
        stages = layer.fields().indexOf("lifecycle")
        if broken:
            failures.append(f"{name}: rules that do not parse: {broken}")
        if not all(layer.attributeAlias(i) for i in range(1, layer.fields().count())):
            failures.append(f"{name}: a column without a Russian title")
        if stages >= 0 and layer.editorWidgetSetup(stages).type() != "ValueMap":
            failures.append(f"{name}: lifecycle has no list of words")
        if not layer.metadata().title():
            failures.append(f"{name}: no metadata")
    layers.append(layer)

settings = QgsMapSettings()
settings.setLayers([layer for layer in reversed(layers) if layer.isValid()])
settings.setExtent(settings.fullExtent())
settings.setOutputSize(QSize(800, 800))
settings.setBackgroundColor(QColor("white"))
job = QgsMapRendererParallelJob(settings)
job.start()
job.waitForFinished()
image = job.renderedImage()
image.save("map.png")
colours = {image.pixel(x, y) for x in range(0, 800, 4) for y in range(0, 800, 4)}
print(len(colours), "colours on the map;", [str(error.message) for error in job.errors()])
if len(colours) < 5 or job.errors():
    failures.append("the map is not drawn")
if len(names) < 4:
    failures.append(f"only {len(names)} layers with geometry")
print("\n".join(failures))
sys.stdout.flush()
# Leaving in order would have Python and Qt free the layers twice.
os._exit(1 if failures else 0)
PY
