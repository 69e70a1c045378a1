#!/usr/bin/python3
"""GeoPandas: a spatial join, or an overlay measured by pyproj's geodesics.

The command line of a peer: see overlay_peers.h.
"""
import sys

try:
    import geopandas
    import pyproj
    import rtree  # noqa: F401 (GeoPandas needs it, or pygeos, for its index)
    from shapely.geometry.polygon import orient
except ImportError as missing:
    sys.exit(f"{missing}: apt-get install python3-geopandas python3-rtree")

EARTH = pyproj.Geod(ellps="WGS84")


def area(shape):
    """Square metres; the sign of pyproj's areas depends on the direction of the ring."""
    return sum(EARTH.geometry_area_perimeter(orient(part))[0]
               for part in getattr(shape, "geoms", [shape]))


def tally(task, polygons, layer):
    """The value of each polygon."""
    if task == "count":
        return geopandas.sjoin(layer, polygons, predicate="intersects").groupby("polygon").size()
    parts = geopandas.overlay(layer, polygons, how="intersection", keep_geom_type=True)
    parts["value"] = parts.geometry.map(EARTH.geometry_length if task == "length" else area)
    return parts.groupby("polygon")["value"].sum()


def main():
    step, *rest = sys.argv[1:]
    if step == "version":
        print("GeoPandas", geopandas.__version__)
    elif step == "run":
        task, polygons, layer = rest[:3]
        print("polygon,value")
        for polygon, value in tally(task, geopandas.read_file(polygons),
                                    geopandas.read_file(layer)).items():
            print(f"{polygon},{value!r}")


main()
