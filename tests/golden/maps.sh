#!/usr/bin/env bash
# Draws the golden pictures of map sheets into the current folder and compares them.
#
#   tests/golden/maps.sh [--accept]      (OKRUG: the program, else `okrug` of the path)
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source_dir=$here/../..
okrug=${OKRUG:-okrug}

"$okrug" build "$source_dir/geodata/demo-shares" -o demo.gpkg >/dev/null
"$okrug" build "$source_dir/geodata/kuzbass" -o kuzbass.gpkg >/dev/null
draw() { "$okrug" map "$2" --dpi 40 --overwrite -o "$1.png" "${@:3}"; }
draw demo-overview demo.gpkg --lang en
draw demo-lines demo.gpkg --in 07605000 --format A4 --lang ru
draw kuzbass-overview kuzbass.gpkg --format A4 --lang ru
draw kuzbass-progress kuzbass.gpkg --theme progress --lang en
draw kuzbass-city kuzbass.gpkg --in 32701000 --lang ru
draw kuzbass-district kuzbass.gpkg --in 32516000 --lang ru

status=0
for picture in *.png; do
    if [ "${1:-}" = --accept ]; then
        mkdir -p "$here/maps" && cp "$picture" "$here/maps/"
    else
        /usr/bin/python3 "$here/compare.py" "$here/maps/$picture" "$picture" &&
            /usr/bin/python3 "$here/compare.py" --prove "$here/maps/$picture" &&
            echo "$picture: as it was" || status=1
    fi
done
exit $status
