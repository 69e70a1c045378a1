"""QGIS opens every layer of a workspace with its styles, forms and metadata, and draws it."""
import sqlite3
import sys

from common import check, finish, russian, start
from osgeo import ogr
from qgis.core import (QgsCoordinateReferenceSystem, QgsExpressionContext,
                       QgsExpressionContextUtils, QgsMapRendererSequentialJob, QgsMapSettings,
                       QgsRenderContext, QgsVectorLayer)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

path = sys.argv[1]
app = start()
names = [layer.GetName() for layer in ogr.Open(path)]
spatial = [layer.GetName() for layer in ogr.Open(path) if layer.GetGeomType() != ogr.wkbNone]
db = sqlite3.connect(f"file:{path}?immutable=1", uri=True)


def open_layer(name):
    layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
    check(layer.isValid(), f"{name} does not open")
    return layer


def rules_of(layer):
    renderer = layer.renderer()
    if renderer.type() == "pointDisplacement":
        renderer = renderer.embeddedRenderer()
    return [rule for rule in renderer.rootRule().descendants() if rule.symbol()]


def check_fields(layer):
    first = 1 if layer.fields().at(0).name() == "fid" else 0
    for i in range(first, layer.fields().count()):
        name = f"{layer.name()}.{layer.fields().at(i).name()}"
        check(russian(layer.attributeAlias(i)) or "SPI" in layer.attributeAlias(i)
              or layer.attributeAlias(i) in ("URL", "OKEI"), f"{name} has no Russian title")
        setup = layer.editorWidgetSetup(i)
        if setup.type() == "ValueMap":
            words = [title for entry in setup.config()["map"] for title in entry]
            check(words and any(russian(word) for word in words),
                  f"{name}: no Russian words to choose from")
    domains = {column for (column,) in db.execute(
        "SELECT column_name FROM gpkg_data_columns WHERE table_name = ? AND constraint_name IS"
        " NOT NULL", (layer.name(),))}
    for column in domains:
        i = layer.fields().indexOf(column)
        check(layer.editorWidgetSetup(i).type() == "ValueMap",
              f"{layer.name()}.{column} has a domain but no list of words")


def check_default(layer):
    message, good = layer.loadDefaultStyle()
    check(good, f"{layer.name()} has no default style: {message}")
    check_fields(layer)


def check_styles(layer):
    count, ids, titles, _, message = layer.listStylesInDatabase()
    check(count > 0 and not message, f"{layer.name()}: {message}")
    for style, title in list(zip(ids, titles))[:count]:
        text, _ = layer.getStyleFromDatabase(style)
        document = QDomDocument()
        check(document.setContent(text)[0], f"{layer.name()}, {title}: no XML")
        good, message = layer.importNamedStyle(document)
        check(good, f"{layer.name()}, {title}: {message}")
        check_signs(layer, title)


def check_signs(layer, title):
    """Every rule parses, and every row has a sign at the largest scale."""
    for rule in rules_of(layer):
        broken = rule.filter() is not None and rule.filter().hasParserError()
        check(not broken, f"{layer.name()}, {title}: rule '{rule.label()}' does not parse")
    context = QgsRenderContext()
    context.setRendererScale(10000.0)
    context.setExpressionContext(
        QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer)))
    renderer = layer.renderer().clone()
    if renderer.type() == "pointDisplacement":
        renderer = renderer.embeddedRenderer().clone()
    renderer.startRender(context, layer.fields())
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        signs = list(renderer.legendKeysForFeature(feature, context))
        check(signs and signs != ["{0}"],
              f"{layer.name()}, {title}: row {feature.id()} has no sign")
    renderer.stopRender(context)


def check_sld(layer):
    for title, sld in db.execute("SELECT styleName, styleSLD FROM layer_styles WHERE"
                                 " f_table_name = ?", (layer.name(),)):
        document = QDomDocument()
        check(document.setContent(sld, True)[0], f"{layer.name()}, {title}: SLD is no XML")
        with open("style.sld", "w", encoding="utf-8") as file:
            file.write(sld)
        message, good = layer.loadSldStyle("style.sld")
        check(good, f"{layer.name()}, {title}: SLD: {message}")
        check(layer.renderer().type() in ("RuleRenderer", "singleSymbol")
              and layer.labeling() is not None, f"{layer.name()}, {title}: SLD has no names")


def check_metadata(layer):
    metadata = layer.metadata()
    history = "\n".join(metadata.history())
    check(russian(metadata.title()) and russian(metadata.abstract()),
          f"{layer.name()}: metadata without title")
    check(metadata.licenses(), f"{layer.name()}: no licence")
    for part in ("Границы: ", "Источник таблицы ", "эллипсоид"):
        check(part in history, f"{layer.name()}: nothing of '{part}' in the history")


def draw(layers, picture, crs, size=800):
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    settings.setExtent(settings.fullExtent())
    settings.setOutputSize(QSize(size, size))
    settings.setBackgroundColor(QColor("#fefefe"))
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    check(not job.errors(), str([error.message for error in job.errors()]))
    image = job.renderedImage()
    image.save(picture)
    return image


def count_colours(image):
    counts = {}
    for y in range(image.height()):
        for x in range(image.width()):
            name = QColor(image.pixel(x, y)).name()
            counts[name] = counts.get(name, 0) + 1
    return counts


def check_choropleth(layer):
    """In an equal-area projection the classes cover as much paper as their rows have area."""
    areas = {}
    for rule in rules_of(layer):
        colour = rule.symbol().color().name()
        area = sum(f["area_m2"] or 0.0 for f in layer.getFeatures(rule.filterExpression()))
        areas[colour] = areas.get(colour, 0.0) + area
    layer.setLabelsEnabled(False)
    colours = count_colours(draw([layer], "choropleth.png", "EPSG:6933"))
    layer.setLabelsEnabled(True)
    drawn = sum(colours.get(colour, 0) for colour in areas)
    for colour, area in areas.items():
        paper = colours.get(colour, 0) / max(drawn, 1)
        ground = area / sum(areas.values())
        check(abs(paper - ground) < 0.02,
              f"{colour} covers {paper:.3f} of the map and {ground:.3f} of the ground")


layers = {name: open_layer(name) for name in names if name != "layer_styles"}
for name, layer in layers.items():
    if name in spatial:
        check_styles(layer)
        check_sld(layer)
        check_metadata(layer)
    check_default(layer)
order = ["location_point", "location_line", "settlement", "location_area", "agglomeration",
         "municipality"]
check(sorted(spatial) == sorted(order), f"layers with geometry: {spatial}")
check_choropleth(layers["municipality"])
colours = count_colours(draw([layers[name] for name in order], "map.png", "EPSG:3857"))
check(len(colours) > 200, f"only {len(colours)} colours on the map")
print(f"{path}: {len(layers)} tables, {len(colours)} colours on the whole map")
finish()
