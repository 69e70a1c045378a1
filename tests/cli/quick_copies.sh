#!/usr/bin/env bash
# A question has the same answer, byte for byte, from a workspace with quick copies and from the
# same one without them: every kind of list and table, every kind of filter, all formats, over
# a made-up programme with groups, bounds, several periods and measures in several places.
#
#   tests/cli/quick_copies.sh [--okrug PROGRAM]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source_dir=$(cd "$here/../.." && pwd)
okrug=${OKRUG:-$source_dir/build/release/bin/okrug}
[ "${1-}" != --okrug ] || okrug=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LANG=C.UTF-8
cd "$scratch"

/usr/bin/python3 "$source_dir/tests/bench/gen_programme.py" programme --measures 700 \
    --indicators 6000 --municipalities 40 --seed 7
"$okrug" build programme -o quick.gpkg >/dev/null 2>&1
cp quick.gpkg slow.gpkg
/usr/bin/python3 - <<'P'
import sqlite3
with sqlite3.connect("slow.gpkg") as db:
    copies = db.execute("DELETE FROM okrug_quick").rowcount
assert copies > 5, "the workspace has no quick copies to compare with"
P

cat >questions <<'Q'
info @
stats @
stats @ --by agglomeration --per population
stats @ --by contour
stats @ --by kind_group,status
stats @ --by municipality,year --stat physical_progress
stats @ --by placement --in west
stats @ --show quantities
stats @ --show quantities --by kind --in 70600000
stats @ --show all --by basis
stats @ --show all --by municipality,lifecycle --under m000010
query @
query @ --in east --roles item,group
query @ --kind kind_1 --sort -progress_pct --top 7
query @ --basis region --columns measure_id,placement
query @ --nature works --lifecycle completed --active-in 2021
query @ --starts-in 2021 --ends-in 2022
query @ --ends-after 2023 --contour 3
query @ --near 61,50.3,40
query @ --text 12 --where planned_end_day<'2022-01-01'
query @ --missing kind_1_0
query @ --show indicators
query @ --show indicators --in west --sort -target --top 30
query @ --has both --qualifier about,at_least --period 2021
explain @
explain @ --in west --stat physical_progress
explain @ --stat population --in east
explain @ --stat kind_1_0
explain @ --in 70600000 --stat actual_sum
explain @ --in west --stat target_touching
explain @ --stat overdue
gaps @
gaps @ --show municipalities
gaps @ --show settlements
gaps @ --show mentions
gaps @ --show moved
Q

bad=0 done=0
while read -r question; do
    for how in 'text en' 'text ru' 'csv en' 'json ru' 'md en'; do
        read -r format language <<<"$how"
        for file in quick slow; do
            read -ra words <<<"${question/@/$file.gpkg}"
            "$okrug" "${words[@]}" -f "$format" --lang "$language" >$file.out 2>$file.err ||
                { echo "okrug $question: status $?" && cat $file.err && exit 1; }
        done
        # info names the file it looks at.
        sed -i 's/slow\.gpkg/quick.gpkg/g' slow.out
        done=$((done + 1))
        cmp -s quick.out slow.out && cmp -s quick.err slow.err && continue
        bad=$((bad + 1))
        echo "okrug $question -f $format --lang $language: quick copies answer otherwise"
    done
done <questions

echo "$done answers compared, $bad differ"
[ $bad = 0 ]
