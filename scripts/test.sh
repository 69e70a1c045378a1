#!/usr/bin/env bash
# Builds okrug and runs its tests, first as users run it, then under the sanitizers.
#
#   scripts/test.sh          style checks; unit, property, command-line and corpus tests
#   scripts/test.sh --full   also: strict builds, tests/full (QGIS, PostgreSQL, pandoc; skipped
#                            where not installed), thread sanitizer, coverage, fuzzing,
#                            analyzers
#
# Says of each phase how long it took. Ends with one line, "N passed, N failed", and fails unless
# the second number is 0. What is run by `advise` tells what it finds and does not fail the run: it
# depends on other programs or on time that a busy machine may not have. The slow analyzers come
# last, with the time that is left; `scripts/check.sh` lets them take all they want.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fuzz_seconds=20 # for each target
advice_until=4200 # seconds from the start: a full run ends within 90 minutes

case ${1:-} in
'' | --full) ;;
*) echo "usage: test.sh [--full]" >&2 && exit 2 ;;
esac

passed=0 failed=0 skipped=0 began=

begin() { # NAME: says what begins, and what the phase before it took
    [ -z "$began" ] || echo "   $((SECONDS - began)) s"
    began=$SECONDS
    [ $# = 0 ] || echo "== $1"
}

step() { # NAME COMMAND...: one test that is a command; 77 means skipped
    local name=$1 status=0
    shift
    begin "$name"
    "$@" || status=$?
    case $status in
    0) passed=$((passed + 1)) ;;
    77) skipped=$((skipped + 1)) ;;
    *) failed=$((failed + 1)) && echo "FAILED: $name" ;;
    esac
}

advise() { # NAME SECONDS COMMAND...: told, not counted as failed
    local name=$1 seconds=$2 status=0 left=$((advice_until - SECONDS))
    shift 2
    [ $left -ge 60 ] || { echo "NOT RUN: $name, the time is over" && return; }
    [ "$seconds" -le $left ] || seconds=$left
    begin "$name"
    timeout -k 20 "$seconds" "$@" || status=$?
    case $status in
    0) passed=$((passed + 1)) ;;
    77) skipped=$((skipped + 1)) ;;
    124) echo "ADVICE: $name did not end in $seconds s" ;;
    *) echo "ADVICE: $name ended with $status" ;;
    esac
}

build() { # PRESET
    begin "build $1"
    cmake --preset "$1" >/dev/null
    cmake --build --preset "$1" -j "$(nproc)" -- --quiet
}

count() { # JUNIT-FILE ATTRIBUTE: from the opening tag of ctest's report
    tr '\n\t' '  ' <"$1" | sed -n "s/.*<testsuite [^>]*\\b$2=\"\\([0-9]*\\)\".*/\\1/p"
}

suite() { # PRESET CTEST-OPTION...
    local preset=$1 report=build/$1/tests.xml bad skip
    shift
    begin "tests, $preset"
    rm -f "$report"
    # Failing tests are counted below; here they are shown with all they said.
    ctest --preset "$preset" --output-junit "$PWD/$report" "$@" >"$report.log" 2>&1 ||
        grep -vE ' Passed | sec\*proc|^ +Start ' "$report.log"
    bad=$(count "$report" failures)
    skip=$(($(count "$report" skipped) + $(count "$report" disabled)))
    passed=$((passed + $(count "$report" tests) - bad - skip))
    failed=$((failed + bad))
    skipped=$((skipped + skip))
}

begin "packages"
scripts/install-deps.sh
if [ "${1:-}" = --full ]; then
    scripts/install-deps.sh --full || echo "not everything could be installed: some tests will skip"
    step "static checks" scripts/check.sh format layers style po shell gcc clang symbols cppcheck
else
    step "style checks" scripts/check.sh format layers style po
fi

build release
suite release
build debug
suite debug --label-exclude slow

if [ "${1:-}" = --full ]; then
    while IFS= read -r test; do
        advise "$test" 300 tests/full/run "$test"
    done < <(find tests/full -name '*.sh' | LC_ALL=C sort)
    advise "build for the thread sanitizer" 600 bash -c \
        'cmake --preset tsan >/dev/null && cmake --build --preset tsan -j "$(nproc)" -- --quiet'
    advise "thread sanitizer" 600 ctest --preset tsan --label-exclude slow --quiet
    advise coverage 900 scripts/coverage.sh
    advise fuzzing 600 scripts/fuzz.sh "$fuzz_seconds"
    advise "gcc's analyzer" 900 scripts/check.sh analyzer
    advise clang-tidy 1500 scripts/check.sh tidy
fi

begin
[ $skipped = 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
