#!/usr/bin/env bash
# QGIS processing without a display. The command line of a peer: see overlay_peers.h.
set -euo pipefail
step=$1 task=${2:-} polygons=${3:-} layer=${4:-} folder=${5:-}
export QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=${folder:-/tmp} HOME=${folder:-/tmp}

# Debian's wrapper adds an option that qgis_process does not know.
program=$(command -v qgis_process.bin || command -v qgis_process || true)
[ -n "$program" ] || { echo 'apt-get install qgis' >&2 && exit 1; }

run() { # ALGORITHM ARGUMENT...
    local algorithm=$1
    shift
    "$program" run "native:$algorithm" --ellipsoid=EPSG:7030 --distance_units=meters \
        --area_units=m2 "$@" >&2
}

total() { # FILE: sums the last of its columns by the one named polygon
    tr -d '"' <"$1" | awk -F, '
        NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; print "polygon,value"; next }
        { sum[$column["polygon"]] += $column["value"] }
        END { for (polygon in sum) printf "%s,%.17g\n", polygon, sum[polygon] }'
}

case $step in
version) "$program" --version 2>/dev/null | sed -n 's/^\(QGIS [0-9.]*\).*/\1/p;T;q' ;;
run)
    rm -f "$folder"/qgis.*
    case $task in
    count)
        run countpointsinpolygon --POLYGONS="$polygons" --POINTS="$layer" --FIELD=value \
            --OUTPUT="$folder/qgis.csv"
        ;;
    length)
        run sumlinelengths --POLYGONS="$polygons" --LINES="$layer" --LEN_FIELD=value \
            --COUNT_FIELD=lines --OUTPUT="$folder/qgis.csv"
        ;;
    area)
        run intersection --INPUT="$layer" --OVERLAY="$polygons" --OVERLAY_FIELDS=polygon \
            --OUTPUT="$folder/qgis.gpkg"
        run fieldcalculator --INPUT="$folder/qgis.gpkg" --FIELD_NAME=value --FORMULA='$area' \
            --OUTPUT="$folder/qgis.csv"
        ;;
    esac
    total "$folder/qgis.csv"
    ;;
esac
