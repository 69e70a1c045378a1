#!/usr/bin/env bash
# PostGIS: layers loaded and indexed beforehand, then one query. The server is that of BENCH_PSQL.
# The command line of a peer: see overlay_peers.h.
set -euo pipefail
step=$1 task=${2:-} polygons=${3:-} layer=${4:-} folder=${5:-}

load() { # FILE TABLE: into the server, with its spatial index
    ogr2ogr -q -f PostgreSQL "PG:$BENCH_PSQL" "$1" -nln "$2" -overwrite \
        -lco GEOMETRY_NAME=geom --config PG_USE_COPY YES
    psql -q "$BENCH_PSQL" -c "ANALYZE $2"
}

case $step in
version)
    [ -n "${BENCH_PSQL:-}" ] || { echo 'apt-get install postgresql-postgis' >&2 && exit 1; }
    psql -qAt "$BENCH_PSQL" -c "SELECT 'PostGIS ' || postgis_lib_version()"
    ;;
load)
    [ -e "$folder/postgis" ] || load "$polygons" polygons
    touch "$folder/postgis"
    load "$layer" layer
    ;;
run)
    part='ST_Intersection(p.geom, t.geom)::geography'
    case $task in
    count) value='count(*)' ;;
    length) value="sum(ST_Length($part))" ;;
    area) value="sum(ST_Area($part))" ;;
    esac
    export PGOPTIONS="-c statement_timeout=${BENCH_PEER_SECONDS:-0}s"
    exec psql -q --csv "$BENCH_PSQL" -c "SELECT polygon, $value AS value FROM polygons p
        JOIN layer t ON ST_Intersects(p.geom, t.geom) GROUP BY polygon"
    ;;
esac
