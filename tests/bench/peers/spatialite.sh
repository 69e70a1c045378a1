#!/usr/bin/env bash
# SpatiaLite: layers loaded and indexed beforehand, then one query of sqlite3 with mod_spatialite.
# The command line of a peer: see overlay_peers.h.
set -euo pipefail
step=$1 task=${2:-} polygons=${3:-} layer=${4:-} folder=${5:-}

ask() { # DATABASE SQL
    sqlite3 "$1" -cmd '.load mod_spatialite' -cmd '.headers on' -cmd '.mode csv' "$2"
}

case $step in
version)
    ask :memory: "SELECT 'SpatiaLite ' || spatialite_version() AS v" 2>/dev/null | sed '1d; s/"//g' ||
        { echo 'apt-get install sqlite3 libsqlite3-mod-spatialite' >&2 && exit 1; }
    ;;
load)
    rm -f "$folder/spatialite.db"
    ogr2ogr -q -f SQLite -dsco SPATIALITE=YES "$folder/spatialite.db" "$polygons" \
        -nln polygons -lco GEOMETRY_NAME=geom
    ogr2ogr -q -update -f SQLite "$folder/spatialite.db" "$layer" \
        -nln layer -lco GEOMETRY_NAME=geom
    ;;
run)
    case $task in
    count) value='count(*)' ;;
    length) value='sum(ST_Length(ST_Intersection(p.geom, t.geom), 1))' ;;
    area) value='sum(ST_Area(ST_Intersection(p.geom, t.geom), 1))' ;;
    esac
    ask "$folder/spatialite.db" "SELECT polygon, $value AS value FROM polygons p
        JOIN layer t ON t.rowid IN (SELECT rowid FROM SpatialIndex
            WHERE f_table_name = 'layer' AND search_frame = p.geom)
        WHERE ST_Intersects(p.geom, t.geom) GROUP BY polygon"
    ;;
esac
