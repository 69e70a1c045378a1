#!/usr/bin/env bash
# Builds and runs the benchmarks: scripts/bench.sh [NAME...]. Run it on a machine that is idle.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cmake --preset release -DOKRUG_BENCH=ON >/dev/null
cmake --build --preset release -j "$(nproc)" -- --quiet
OKRUG_COMMIT=$(git describe --always --dirty 2>/dev/null || echo unknown)
export OKRUG_COMMIT

[ $# -gt 0 ] || mapfile -t names < <(sed -n 's/^okr_bench(\([a-z0-9_]*\)).*/\1/p' tests/bench/CMakeLists.txt)
[ $# = 0 ] || names=("$@")
for name in "${names[@]}"; do
    build/release/tests/bench/bench-"$name"
    echo
done
