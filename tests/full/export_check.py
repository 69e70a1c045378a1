#!/usr/bin/env python3
"""Compares every exported format with the workspace it was made of.

Usage: export_check.py WORKSPACE FOLDER, run by export.sh.
"""
import os
import sys

from osgeo import gdal, ogr

gdal.UseExceptions()

SHAPES = ("location_point", "location_line", "location_area")
# What a format changes of itself, see docs/export.md.
LONGEST = {"shp": 254, "tab": 254, "mif": 254}
# Whole numbers between bounds, and text with nine decimals of a degree.
COORDINATES = {"tab": 1e-6, "mif": 1e-8, "kml": 1e-9}


def rows(path, name=None):
    """Layers of a file as lists of (attributes, geometry)."""
    file = gdal.OpenEx(path, gdal.OF_VECTOR, open_options=OPTIONS.get(path.rsplit(".")[-1], []))
    layers = [file.GetLayerByName(name)] if name else [file.GetLayer(i) for i in
                                                       range(file.GetLayerCount())]
    found = {}
    for layer in layers:
        names = [layer.GetLayerDefn().GetFieldDefn(i).GetName()
                 for i in range(layer.GetLayerDefn().GetFieldCount())]
        found[layer.GetName()] = [
            ({n: f.GetField(i) for i, n in enumerate(names)}, f.geometry() and f.geometry().Clone())
            for f in layer]
    return found


OPTIONS = {"csv": ["AUTODETECT_TYPE=NO"]}


def fail(*words):
    sys.exit(" ".join(str(w) for w in words))


def same_value(a, b):
    if a in (None, "") and b in (None, "", 0):
        return True  # a format without nulls
    try:
        return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(a)))
    except (TypeError, ValueError):
        return str(a).replace("/", "-") == str(b).replace("/", "-")


def points(geometry):
    if geometry.GetGeometryCount() == 0:
        return [p[:2] for p in (geometry.GetPoints() or [])]
    return [p for i in range(geometry.GetGeometryCount())
            for p in points(geometry.GetGeometryRef(i))]


def same_place(a, b, tolerance):
    """The same vertices, whatever order rings and parts have in a format."""
    if (a is None) != (b is None):
        return False
    if a is None:
        return True
    left, right = sorted(set(points(a))), sorted(set(points(b)))
    return len(left) == len(right) and all(
        min(abs(x - u) + abs(y - v) for u, v in right) <= 2 * tolerance for x, y in left)


def compare(label, wanted, got, tolerance=0.0, rename=None):
    if len(wanted) != len(got):
        fail(label, "has", len(got), "features, wanted", len(wanted))
    for (attributes, place), (read, at) in zip(wanted, got):
        for name, value in attributes.items():
            name = (rename or {}).get(name, name)
            if name in read and not same_value(value, read[name]):
                fail(label, name, repr(read[name]), "is not", repr(value))
        if at is not False and not same_place(place, at, tolerance):
            fail(label, attributes.get("location_id"), "is elsewhere")


def column_names(columns, most):
    """The rule for short names: the beginning, a number where that is taken."""
    taken, names = ["fid"], {}
    for column in columns:
        name, number = column[:most], 2
        while name in taken:
            name = column[:most - 2] + f"_{number}"
            number += 1
        taken.append(name)
        names[column] = name
    return names


def main():
    workspace, folder = sys.argv[1:]
    source = rows(workspace)
    located = [row for shape in SHAPES for row in source[shape]]
    for ending in ("geojson", "kml", "tab", "mif", "fgb"):
        found = rows(f"{folder}/x.{ending}")
        got = [row for shape in SHAPES for row in found[shape]] if ending == "kml" else \
            list(found.values())[0]
        if ending == "kml":
            for attributes, _ in got:
                attributes["title_ru"] = attributes.pop("Name", None)
        compare(ending, located, got, COORDINATES.get(ending, 1e-12))
        print(f"{ending}: {len(got)} features")
    names = column_names(source["location_line"][0][0], 10)
    for shape in SHAPES:
        kind = shape.split("_")[1]
        got = list(rows(f"{folder}/x_{kind}.shp").values())[0]
        compare("shp", source[shape], got, 1e-12, names)
        print(f"shp: {len(got)} features of {kind}")
    drawn = list(rows(f"{folder}/x.dxf").values())[0]
    kinds = {a["kind"] for a, _ in located if a["kind"]}
    if {a["Layer"] for a, _ in drawn} != kinds:
        fail("dxf has layers", {a["Layer"] for a, _ in drawn}, "wanted", kinds)
    print(f"dxf: {len(drawn)} entities in {len(kinds)} layers")
    check_tables(source, folder)
    check_encoding(source, folder)
    for name in ("municipality", "settlement") + SHAPES:
        compare(name, source[name], list(rows(f"{folder}/layers/{name}.geojson").values())[0],
                1e-12)
    print(f"folder: {len(os.listdir(folder + '/layers'))} layers")


def check_tables(source, folder):
    """Sheets have titles for headers: compare values by position."""
    measures = source["measure"]
    for ending in ("csv", "xlsx", "ods"):
        found = rows(f"{folder}/x.{ending}")
        got = found["x" if ending == "csv" else "Мероприятия"]
        if len(got) != len(measures):
            fail(ending, "has", len(got), "measures")
        for (wanted, _), (read, _) in zip(measures, got):
            values = list(read.values())[1:]
            for name, value, other in zip(wanted, wanted.values(), values):
                if not same_value(value, other):
                    fail(ending, name, repr(other), "is not", repr(value))
        if "Начало по плану, день" not in got[0][0]:
            fail(ending, "has no Russian headers")
        print(f"{ending}: {len(got)} measures, {len(found)} tables")


def check_encoding(source, folder):
    """A table of a Shapefile in Windows-1251, read by its .cpg."""
    with open(f"{folder}/cp1251.dbf", "rb") as file:
        if "Дорога".encode("cp1251") not in file.read():
            fail("cp1251.dbf is not in Windows-1251")
    got = list(rows(f"{folder}/cp1251.dbf").values())[0]
    names = column_names(source["measure"][0][0], 10)
    for (wanted, _), (read, _) in zip(source["measure"], got):
        if wanted["title_ru"] != read[names["title_ru"]]:
            fail("cp1251", read[names["title_ru"]], "is not", wanted["title_ru"])
    print(f"cp1251: {len(got)} measures")


main()
