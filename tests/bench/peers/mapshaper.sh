#!/usr/bin/env bash
# mapshaper, of PATH or of the folder BENCH_NPM. It measures lines along great circles of a sphere;
# it has no overlay that keeps areas which overlap each other.
# The command line of a peer: see overlay_peers.h.
set -euo pipefail
step=$1 task=${2:-} polygons=${3:-} layer=${4:-}
PATH=$PATH:${BENCH_NPM:-.}/node_modules/.bin

case $step in
version)
    command -v mapshaper >/dev/null ||
        { echo "npm install --prefix ${BENCH_NPM:-FOLDER} mapshaper" >&2 && exit 1; }
    echo "mapshaper $(mapshaper --version 2>&1)"
    ;;
run)
    case $task in
    count) set -- "$polygons" -join "$layer" calc='value = count()' fields= ;;
    length)
        set -- "$layer" -divide "$polygons" -filter 'polygon != null' \
            -each 'value = this.length' -dissolve polygon sum-fields=value
        ;;
    esac
    exec mapshaper -i "$@" -filter-fields polygon,value -o - format=csv
    ;;
esac
