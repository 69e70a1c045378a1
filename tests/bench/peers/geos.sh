#!/usr/bin/env bash
# C of ours with GEOS and PROJ (overlay_peer.c). The command line of a peer: see overlay_peers.h.
set -euo pipefail
step=$1 polygons=${3:-} layer=${4:-}

case $step in
version) "$BENCH_OVERLAY" peer-version ;;
run) exec "$BENCH_OVERLAY" peer "$layer" "$polygons" ;;
esac
