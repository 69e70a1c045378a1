#!/usr/bin/env bash
# From nothing to a styled GeoPackage of the Kuzbass programme and its first figures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

scripts/install-deps.sh
cmake --preset release >/dev/null
cmake --build --preset release -j "$(nproc)" -- --quiet

okrug=build/release/bin/okrug
workspace=build/demo/kuzbass.gpkg
mkdir -p "$(dirname "$workspace")"

"$okrug" build geodata/kuzbass -o "$workspace"
"$okrug" stats "$workspace" --by municipality
"$okrug" stats "$workspace" --by agglomeration

echo
echo "The workspace is $workspace: open it in QGIS, or ask it more:"
echo "  $okrug --help"
