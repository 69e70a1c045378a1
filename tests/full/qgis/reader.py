"""QGIS keeps a workspace open and reads it while okrug writes it anew.

Usage: reader.py FILE.gpkg OKRUG PROGRAMME
"""
import subprocess
import sys

from common import check, finish, start
from qgis.core import QgsFeatureRequest, QgsVectorLayer

path, okrug, programme = sys.argv[1:]
app = start()
layer = QgsVectorLayer(f"{path}|layername=measure_municipality", "links", "ogr")
check(layer.isValid(), "the layer does not open")
wanted = layer.featureCount()
rows = layer.getFeatures(QgsFeatureRequest())
first = next(rows)
build = subprocess.Popen([okrug, "build", "-q", programme, "-o", path],
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
reads = 0
while build.poll() is None:
    other = QgsVectorLayer(f"{path}|layername=municipality", "again", "ogr")
    check(other.isValid() and len(list(other.getFeatures())) == 34,
          "the file could not be read during the build")
    reads += 1
check(build.returncode == 0, f"the build ended with {build.returncode}")
check(1 + len(list(rows)) == wanted, "rows were lost to the reader of the old file")
fresh = QgsVectorLayer(f"{path}|layername=measure_municipality", "links", "ogr")
check(fresh.featureCount() == wanted, "the new file is not whole")
print(f"read {reads} times during the build")
finish()
