"""QGIS opens a project without a broken layer or relation, and draws its layouts."""
import sys

from common import check, finish, start
from qgis.core import QgsLayoutExporter, QgsProject

app = start()
project = QgsProject.instance()
check(project.read(sys.argv[1]), f"{sys.argv[1]}: {project.error()}")
for layer in project.mapLayers().values():
    check(layer.isValid(), f"{layer.name()} is broken: {layer.source()}")
for relation in project.relationManager().relations().values():
    check(relation.isValid(), f"relation {relation.id()} is not valid")
for layout in project.layoutManager().layouts():
    image = QgsLayoutExporter(layout).renderPageToImage(0, dpi=40)
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3)
               for y in range(0, image.height(), 3)}
    check(len(colours) > 30, f"{layout.name()}: {len(colours)} colours")
print(f"{sys.argv[1]}: {len(project.mapLayers())} layers")
finish()
