#!/usr/bin/env bash
# Builds and runs the benchmarks: scripts/bench.sh [--full] [NAME...]. Run it on a machine that
# is idle.
#
# `overlay` makes its layers in build/bench (OKRUG_BENCH_DATA): with OKRUG_SHARED by the
# generator and over the boundaries of that folder, else by its own over the example's
# boundaries. By default a twentieth of the full size; --full takes minutes and gigabytes.
# `served` measures 2 000 roads over Kuzbass and 20 000 over Russia, likewise.
# Where PostgreSQL with PostGIS is installed, a server of its own joins in. `overlay` runs every
# other peer that is installed too; `peers` tells which are. A peer gets BENCH_PEER_POINTS points
# (slow ones a part of them), BENCH_SAMPLE lines and areas, and BENCH_PEER_SECONDS.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

full=no
[ "${1:-}" != --full ] || { full=yes && shift; }

cmake --preset release -DOKRUG_BENCH=ON >/dev/null
cmake --build --preset release -j "$(nproc)" -- --quiet
OKRUG_COMMIT=$(git describe --always --dirty 2>/dev/null || echo unknown)
OKRUG=${OKRUG:-$PWD/build/release/bin/okrug}
shared=${OKRUG_SHARED:-../shared}
data=${OKRUG_BENCH_DATA:-build/bench}
program=$PWD/build/release/tests/bench
BENCH_NPM=$data/npm # where npm may have installed mapshaper
export OKRUG_COMMIT OKRUG BENCH_REPEATS BENCH_SAMPLE BENCH_NPM

if [ $full = yes ]; then
    points=10000000 lines=200000 areas=100000
    BENCH_REPEATS=${BENCH_REPEATS:-5} BENCH_SAMPLE=${BENCH_SAMPLE:-5000}
    BENCH_PEER_POINTS=${BENCH_PEER_POINTS:-1000000} BENCH_PEER_SECONDS=${BENCH_PEER_SECONDS:-120}
else
    points=500000 lines=10000 areas=5000
    BENCH_REPEATS=${BENCH_REPEATS:-3} BENCH_SAMPLE=${BENCH_SAMPLE:-1000}
    BENCH_PEER_POINTS=${BENCH_PEER_POINTS:-500000} BENCH_PEER_SECONDS=${BENCH_PEER_SECONDS:-60}
fi
export BENCH_PEER_POINTS BENCH_PEER_SECONDS

boundaries() { # AREA: makes $data/AREA.gpkg, or fails when there is nothing to make it of
    [ ! -e "$data/$1.gpkg" ] || return 0
    case $1 in
    kuzbass)
        if [ -e "$shared/geodata/kuzbass_municipalities.gpkg" ]; then
            ogr2ogr -q -f GPKG "$data/$1.gpkg" "$shared/geodata/kuzbass_municipalities.gpkg" \
                -sql 'SELECT *, name_ru AS district FROM municipality' -nln "$1"
        else
            ogr2ogr -q -f GPKG "$data/$1.gpkg" geodata/kuzbass/boundaries.geojson -nln "$1"
        fi
        ;;
    russia)
        [ -e "$shared/geodata/russia_municipalities.fgb.xz" ] || return 1
        xz -dc "$shared/geodata/russia_municipalities.fgb.xz" >"$data/russia.fgb"
        ogr2ogr -q -f GPKG "$data/$1.gpkg" "$data/russia.fgb" -nln "$1"
        ;;
    esac
}

measures() { # AREA: makes the folder $data/AREA-POINTS with points, lines and areas
    local folder=$data/$1-$points
    [ ! -e "$folder/areas.gpkg" ] || return 0
    rm -rf "$folder" && mkdir "$folder"
    if /usr/bin/python3 -c 'import numpy, osgeo' 2>/dev/null &&
        [ -e "$shared/bench/gen_measures.py" ]; then
        /usr/bin/python3 "$shared/bench/gen_measures.py" --area "$1" --bench "$data" \
            --out "$folder" --formats gpkg --only lines,polys,points \
            --points $points --lines $lines --polys $areas >/dev/null
        mv "$folder/points_10m.gpkg" "$folder/points.gpkg"
        mv "$folder"/lines_*.gpkg "$folder/lines.gpkg"
        mv "$folder"/polys_*.gpkg "$folder/areas.gpkg"
        rm -f "$folder/points_1m.gpkg"
    else
        "$program/bench-overlay" make "$data/$1.gpkg" "$folder" $points $lines $areas >/dev/null
    fi
}

server=
stop_server() {
    [ -z "$server" ] || "${as_server[@]}" "$bin/pg_ctl" -D "$server/data" -m immediate stop >/dev/null
    [ -z "$server" ] || rm -rf "$server"
}
trap stop_server EXIT

start_server() { # sets BENCH_PSQL, or fails
    bin=$(find /usr/lib/postgresql -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -n 1)
    [ -n "$bin" ] && command -v psql ogr2ogr >/dev/null || return 1
    as_server=() server=$(mktemp -d)
    [ "$(id -u)" != 0 ] || as_server=(runuser -u postgres --)
    [ "$(id -u)" != 0 ] || chown postgres "$server"
    "${as_server[@]}" "$bin/initdb" -D "$server/data" -A trust -U okrug --no-sync >/dev/null
    "${as_server[@]}" "$bin/pg_ctl" -D "$server/data" -l "$server/log" -w start -o \
        "-c listen_addresses= -c fsync=off -c shared_buffers=512MB -c work_mem=256MB -k $server" \
        >/dev/null
    BENCH_PSQL="host=$server user=okrug dbname=postgres"
    psql -q "$BENCH_PSQL" -c 'CREATE EXTENSION postgis' 2>/dev/null || return 1
    export BENCH_PSQL
}

load() { # FILE TABLE: into the server, with its spatial index
    ogr2ogr -q -f PostgreSQL "PG:$BENCH_PSQL" "$1" -nln "$2" -overwrite \
        -lco GEOMETRY_NAME=geom -lco FID=fid -preserve_fid --config PG_USE_COPY YES
    psql -q "$BENCH_PSQL" -c "ANALYZE $2"
}

overlay() {
    local area folder failed=0
    mkdir -p "$data"
    start_server || unset BENCH_PSQL
    for area in kuzbass russia; do
        boundaries $area || { echo "no boundaries of $area: left out" && continue; }
        measures $area
        folder=$data/$area-$points
        "$program/bench-overlay" "$data/$area.gpkg" "$folder"/{points,lines,areas}.gpkg || failed=1
        echo
    done
    return $failed
}

peers() {
    start_server || unset BENCH_PSQL
    "$program/bench-overlay" peers
}

roads() { # AREA: makes $data/AREA-roads/roads.gpkg
    local folder=$data/$1-roads
    [ ! -e "$folder/roads.gpkg" ] || return 0
    rm -rf "$folder" && mkdir "$folder"
    if /usr/bin/python3 -c 'import numpy, osgeo' 2>/dev/null &&
        [ -e "$shared/bench/gen_measures.py" ]; then
        /usr/bin/python3 "$shared/bench/gen_measures.py" --area "$1" --bench "$data" \
            --out "$folder" --formats gpkg --only roads >/dev/null
    else
        "$program/bench-overlay" make "$data/$1.gpkg" "$folder" 1 2000 1 >/dev/null
        mv "$folder/lines.gpkg" "$folder/roads.gpkg"
    fi
}

served() {
    local area start
    mkdir -p "$data"
    start_server || { echo "PostGIS is not installed: left out" && unset BENCH_PSQL; }
    for area in kuzbass russia; do
        boundaries $area || { echo "no boundaries of $area: left out" && continue; }
        roads $area
        # A plane of one zone does not hold Russia: there okrug is measured alone.
        [ $area = kuzbass ] || unset BENCH_PSQL BENCH_LOAD_S
        if [ -n "${BENCH_PSQL:-}" ]; then
            start=${EPOCHREALTIME//[!0-9]/}
            load "$data/$area.gpkg" polygons
            load "$data/$area-roads/roads.gpkg" roads
            start=$((${EPOCHREALTIME//[!0-9]/} - start))
            BENCH_LOAD_S=$((start / 1000000)).$(printf %06d $((start % 1000000)))
            export BENCH_LOAD_S
        fi
        "$program/bench-served" "$data/$area.gpkg" "$data/$area-roads/roads.gpkg"
        echo
    done
}

[ $# -gt 0 ] || mapfile -t names < <(sed -n 's/^okr_bench(\([a-z0-9_]*\).*/\1/p' tests/bench/CMakeLists.txt)
[ $# = 0 ] || names=("$@")
for name in "${names[@]}"; do
    if [ "$name" = overlay ] || [ "$name" = served ] || [ "$name" = peers ]; then
        "$name"
    else
        "$program/bench-$name"
        echo
    fi
done
