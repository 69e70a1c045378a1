#!/usr/bin/env bash
# Explanations of Kuzbass: whatever place and figure, the parts sum to the total, and the total
# is what `okrug stats` says. With the polygons of the project, and with real ones where they
# are (OKRUG_SHARED, default ../shared beside the project).
#
#   tests/cli/explain_sums.sh [--okrug PROGRAM]
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source_dir=$(cd "$here/../.." && pwd)
okrug=${OKRUG:-$source_dir/build/release/bin/okrug}
[ "${1-}" != --okrug ] || okrug=$2
real=${OKRUG_SHARED:-$source_dir/../shared}/geodata/kuzbass_municipalities.gpkg
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LANG=C.UTF-8

places=(32701000 32627000 32715000 north_kuzbass '32701000,32507000' region)
figures=(listed attributed completed_share physical_progress population area_m2 school_places
    gas_network_length sez_area)
bases=stated,name_implied,outside_knowledge
bad=0 done=0

# "ok" or what is wrong. Lines: the total of stats, then parts and total of the explanation.
verdict() {
    awk -F, '
        function off(a, b) { d = a - b; return d < 0 ? -d : d }
        NR == 1 { wanted = $1; next }
        $1 != "" { sum += $2; parts++; next }
        { total = $2; totals++ }
        END {
            if (NR == 1 && wanted == "") print "ok"
            else if (totals != 1) print "no single total"
            else if (total == "" && wanted == "") print "ok"
            else if (off(total, wanted) > 1e-9 * (off(wanted, 0) + 1)) print "total " total " not " wanted
            else if (parts > 0 && off(sum, total) > 1e-6 * (off(total, 0) + 1)) print "parts " sum " not " total
            else print "ok"
        }'
}

check() { # FILE PLACE FIGURE STATS
    local id=measure_id statistic=$3 code='' scale=1 title=. wanted said
    case $3 in
    population | area_m2) id=municipality ;;
    completed_share | physical_progress) scale=100 ;; # shown in percent
    school_places | gas_network_length) statistic=actual_sum code=$3 title='^actual' ;;
    sez_area) statistic=target_sum code=$3 title='^target' ;;
    esac
    wanted=$(awk -F, -v s="$statistic" -v c="$code" -v k="$scale" \
        '$1 == "total" && $2 == s && $3 == c { print $4 == "" ? "" : $4 * k; exit }' \
        CONVFMT=%.12g OFMT=%.12g "$4")
    said=$({
        echo "$wanted"
        "$okrug" explain "$1" --in "$2" --stat "$3" --basis $bases -c "$id,statistic,part" \
            --format csv | awk -F, -v t="$title" 'NR > 1 && $2 ~ t { print $1 "," $3 }'
    } | verdict)
    done=$((done + 1))
    [ "$said" = ok ] || { echo "$2, $3: $said" && bad=$((bad + 1)); }
}

explain_all() { # FILE
    local place figure
    for place in "${places[@]}"; do
        "$okrug" stats "$1" --in "$place" --by municipality --show all --basis $bases \
            -c municipality,statistic,indicator,value --format csv >"$scratch/stats.csv"
        for figure in "${figures[@]}"; do
            check "$1" "$place" "$figure" "$scratch/stats.csv"
        done
    done
}

"$okrug" build "$source_dir/geodata/kuzbass" -o "$scratch/own.gpkg" >/dev/null
explain_all "$scratch/own.gpkg"
if [ -e "$real" ]; then
    "$okrug" build "$source_dir/geodata/kuzbass" --boundaries "$real" -o "$scratch/real.gpkg" >/dev/null ||
        [ $? = 1 ]
    explain_all "$scratch/real.gpkg"
else
    echo "skipped: no file '$real' (set OKRUG_SHARED)"
fi
echo "$done explanations, $bad do not add up"
[ $bad = 0 ]
