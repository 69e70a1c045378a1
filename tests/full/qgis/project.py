"""QGIS opens a project of okrug: layers, styles, relations, themes, layouts.

Usage: project.py X.qgz [--moved]: after a move only what a move can break is looked at.
"""
import os
import subprocess
import sys

from common import check, failures, finish, russian, start
from qgis.core import (Qgis, QgsFeatureRequest, QgsGeometry, QgsLayoutExporter, QgsLayoutItemLegend,
                       QgsLayoutItemMap, QgsLayoutItemScaleBar, QgsProject)

path = sys.argv[1]
moved = "--moved" in sys.argv
app = start()
said = []
app.messageLog().messageReceived.connect(lambda text, tag, level: said.append(text))
project = QgsProject.instance()
check(project.read(path), f"{path} does not open: {project.error()}")
layers = {key.removeprefix("okrug_layer_"): layer for key, layer in project.mapLayers().items()}
broken = [name for name, layer in layers.items() if not layer.isValid()]
check(not broken, f"broken layers: {broken}")
check(len(layers) >= 20, f"only {len(layers)} layers")
folder = os.path.dirname(os.path.abspath(path))
for name, layer in layers.items():
    check(layer.source().startswith(folder + "/"), f"{name} is read from {layer.source()}")


def check_project():
    check(russian(project.title()), "the project has no Russian title")
    check(project.crs().isValid() and not project.crs().isGeographic(), "no plane projection")
    check(project.ellipsoid() == "EPSG:7030", f"ellipsoid {project.ellipsoid()}")
    groups = [child.name() for child in project.layerTreeRoot().children()]
    check(groups[0] == "Карта" and len(groups) == 5, f"groups {groups}")
    order = [node.layerId().removeprefix("okrug_layer_")
             for node in project.layerTreeRoot().children()[0].findLayers()]
    check(order.index("location_point") < order.index("municipality")
          and order.index("location_area") < order.index("municipality"), f"order {order}")
    check(len(project.bookmarkManager().bookmarks()) >= 36, "bookmarks are missing")
    for bookmark in project.bookmarkManager().bookmarks():
        check(bookmark.extent().isGeosValid() if hasattr(bookmark.extent(), "isGeosValid")
              else bookmark.extent().width() > 0, f"bookmark {bookmark.name()}")


def check_layers():
    for name, layer in layers.items():
        check(layer.readOnly(), f"{name} could be edited")
        check(russian(layer.name()), f"{name} has no Russian title")
        first = 1 if layer.fields().at(0).name() == "fid" else 0
        check(all(layer.attributeAlias(i) for i in range(first, layer.fields().count())),
              f"{name}: a column without a title")
    measure = layers["measure"]
    lifecycle = measure.editorWidgetSetup(measure.fields().indexOf("lifecycle"))
    check(lifecycle.type() == "ValueMap", "measure.lifecycle has no list of words")
    for name in ("municipality", "location_point", "settlement", "agglomeration"):
        check(layers[name].labelsEnabled() and layers[name].labeling(), f"{name} has no names")
        check(layers[name].metadata().licenses(), f"{name} has no licences")


def check_relations():
    """Going to the children of the parents meets every child that has a parent."""
    manager = project.relationManager()
    wanted = {"measure_municipality_base_id", "measure_municipality_related_id",
              "measure_indicator_base_id", "measure_indicator_related_id",
              "measure_location_base_id", "measure_location_related_id",
              "indicator_measure_fid", "location_point_location_fid"}
    check(wanted <= set(manager.relations()), f"relations {sorted(manager.relations())}")
    for key, relation in manager.relations().items():
        check(relation.isValid(), f"relation {key} is not valid")
        check(russian(relation.name()), f"relation {key} has no Russian name")
    for key in wanted & set(manager.relations()):
        relation = manager.relations()[key]
        child, column = relation.referencingLayer(), relation.referencingFields()[0]
        request = QgsFeatureRequest().setFilterExpression(
            f'"{child.fields().at(column).name()}" IS NOT NULL')
        expected = len(list(child.getFeatures(request)))
        met = sum(len(list(relation.getRelatedFeatures(parent)))
                  for parent in relation.referencedLayer().getFeatures())
        check(met == expected > 0, f"relation {key}: {met} of {expected} rows are met")


def check_themes():
    themes = project.mapThemeCollection()
    municipality = layers["municipality"]
    styles = set(municipality.styleManager().styles())
    check(set(themes.mapThemes()) == styles and len(styles) >= 5, f"{themes.mapThemes()}")
    root, model = project.layerTreeRoot(), None
    seen = set()
    for name in sorted(styles):
        municipality.styleManager().setCurrentStyle(name)
        rules = [rule for rule in municipality.renderer().rootRule().descendants()
                 if rule.symbol()]
        seen.add(tuple(rule.symbol().color().name() + (rule.filterExpression() or "")
                       for rule in rules))
        check(municipality.labeling() is not None, f"style {name} has no names")
        check(municipality.attributeAlias(municipality.fields().indexOf("oktmo")) == "ОКТМО",
              f"style {name} has lost the titles of the columns")
    check(len(seen) == len(styles), "some styles look the same")
    municipality.styleManager().setCurrentStyle("Число мероприятий")


def text_of(pdf):
    return subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True,
                          text=True).stdout


def check_layout(layout):
    maps = [item for item in layout.items() if isinstance(item, QgsLayoutItemMap)]
    legends = [item for item in layout.items() if isinstance(item, QgsLayoutItemLegend)]
    bars = [item for item in layout.items() if isinstance(item, QgsLayoutItemScaleBar)]
    size = layout.pageCollection().page(0).pageSize()
    check((size.width(), size.height()) == (420.0, 297.0), f"paper {size}")
    check(len(maps) == len(legends) == len(bars) == 1, f"items of {layout.name()}")
    check(legends[0].linkedMap() is maps[0] and bars[0].linkedMap() is maps[0],
          f"{layout.name()}: legend or scale bar without its map")
    check(maps[0].followVisibilityPresetName() in project.mapThemeCollection().mapThemes(),
          f"{layout.name()}: the map follows no theme")
    return maps[0]


def export(layout, words):
    exporter = QgsLayoutExporter(layout)
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText if hasattr(
        Qgis, "TextRenderFormat") else 1
    check(exporter.exportToPdf("layout.pdf", settings) == QgsLayoutExporter.Success,
          f"{layout.name()} is not exported")
    text = text_of("layout.pdf") if os.path.exists("/usr/bin/pdftotext") else None
    if text is None:
        check(os.path.getsize("layout.pdf") > 20000, f"{layout.name()}: the PDF is empty")
        print("pdftotext is not installed: the text of the PDF is not read")
        return
    for word in words:
        check(word in text, f"{layout.name()}: no '{word}' in the PDF")


def check_layouts():
    plain = [one for one in project.layoutManager().layouts() if not one.atlas().enabled()]
    atlases = [one for one in project.layoutManager().layouts() if one.atlas().enabled()]
    check(len(plain) == len(atlases) == 1, "layouts are missing")
    page = check_layout(plain[0])
    check(abs(page.scale() / 2500000 - 1.0) < 0.02, f"the map is 1:{page.scale():.0f}")
    export(plain[0], ["Условные знаки", project.title().split()[0], "Дата состояния: 2022-12-31",
                      "Число мероприятий", "ГСК-2011", "км", "Natural Earth"])
    page = check_layout(atlases[0])
    atlas = atlases[0].atlas()
    atlas.beginRender()
    check(atlas.updateFeatures() == layers["municipality"].featureCount(),
          "the atlas has not a page for each municipality")
    atlas.seekTo(0)
    atlases[0].refresh()
    export(atlases[0], ["Анжеро-Судженский городской округ. Мероприятий: 1"]
           if atlas.currentFilename() == "32501000" else ["Мероприятий: "])
    for number in range(atlas.count()):
        atlas.seekTo(number)
        page.refresh()
        ground = QgsGeometry(atlases[0].reportContext().currentGeometry(page.crs())).boundingBox()
        digits = f"{page.scale():.4g}".replace("e+0", "e").split("e")[0].replace(".", "")
        check(page.extent().contains(ground) and digits.rstrip("0") in
              ("1", "15", "2", "25", "3", "4", "5", "75"),
              f"page {atlas.currentFilename()} is 1:{page.scale():.1f}")
    atlas.endRender()


if not moved and not failures:
    check_project()
    check_layers()
    check_relations()
    check_themes()
    check_layouts()
check(not [text for text in said if "does not exist" in text or "not valid" in text],
      "\n".join(said))
print(f"{path}: {len(layers)} layers, {len(project.relationManager().relations())} relations")
finish()
