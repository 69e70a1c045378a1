#!/usr/bin/env bash
# Fuzzes every target for a while: scripts/fuzz.sh [SECONDS [TARGET...]], by default 30 s each.
#
# What libFuzzer finds interesting stays in build/fuzz/corpus; an input that breaks something is
# named, and belongs into tests/fuzz/corpus/TARGET together with the mend.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

seconds=${1:-30}
[ $# = 0 ] || shift
cmake --preset fuzz >/dev/null
cmake --build --preset fuzz -j "$(nproc)" -- --quiet

export LSAN_OPTIONS=suppressions=$PWD/tests/lsan.supp:print_suppressions=0
export UBSAN_OPTIONS=print_stacktrace=1

run_target() { # NAME
    local work=build/fuzz/corpus/$1 log=build/fuzz/$1.log
    mkdir -p "$work"
    if build/fuzz/tests/fuzz/fuzz-"$1" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 \
        -artifact_prefix="build/fuzz/$1-" -print_final_stats=1 \
        "$work" "tests/fuzz/corpus/$1" >"$log" 2>&1; then
        echo "fuzz $1: $(sed -n 's/.*number_of_executed_units: //p' "$log") runs, no finding"
    else
        tail -n 40 "$log"
        echo "fuzz $1: FAILED"
        return 1
    fi
}

[ $# -gt 0 ] || mapfile -t names < <(sed -n 's/^okr_fuzz(\([a-z0-9_]*\)).*/\1/p' tests/fuzz/CMakeLists.txt)
[ $# = 0 ] || names=("$@")
failed=0
for name in "${names[@]}"; do
    run_target "$name" || failed=1
done
exit $failed
