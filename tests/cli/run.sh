#!/usr/bin/env bash
# Runs command-line cases and compares every byte of what they print.
#
#   tests/cli/run.sh [--accept] [--okrug PROGRAM] [CASE...]      (no CASE: all of them)
#
# A case is a folder of tests/cli:
#   cmd           bash script; runs in a fresh empty folder; `okrug` is the program under test
#   stdout        what it must print               (absent: nothing)
#   stderr        what it must say on standard error   (absent: nothing)
#   code          its exit status                      (absent: 0)
#   setup         optional bash script that runs first in the same folder; must succeed
#   expect_files  optional list of files that cmd writes, compared with those in files/
#
# Scripts see OKRUG (the program), SOURCE_DIR (the project) and CASE_DIR (the case). What is
# printed must name no absolute path: `cd "$SOURCE_DIR"` or copy the data into the folder.
# --accept writes what came out into the case instead; read the diff before committing it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
SOURCE_DIR=$(cd "$here/../.." && pwd)
OKRUG=${OKRUG:-$SOURCE_DIR/build/release/bin/okrug}
accept=no

while [ $# -gt 0 ]; do
    case $1 in
    --accept) accept=yes ;;
    --okrug) OKRUG=$2 && shift ;;
    -*) echo "usage: run.sh [--accept] [--okrug PROGRAM] [CASE...]" >&2 && exit 2 ;;
    *) break ;;
    esac
    shift
done
[ -x "$OKRUG" ] || { echo "no program at $OKRUG: build it first" >&2 && exit 2; }
OKRUG=$(realpath "$OKRUG")

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

export OKRUG SOURCE_DIR LANG=C.UTF-8 TZ=UTC PROJ_NETWORK=OFF COLUMNS=80
unset LC_ALL LANGUAGE LC_MESSAGES NO_COLOR
PATH=$(dirname "$OKRUG"):$PATH

# Takes or compares one output; an absent expectation stands for an empty one.
settle() { # GOT WANTED
    if [ "$accept" = yes ]; then
        rm -f "$2"
        [ ! -s "$1" ] || { mkdir -p "$(dirname "$2")" && cp "$1" "$2"; }
        return 0
    fi
    local wanted=$2
    [ -e "$wanted" ] || wanted=/dev/null
    cmp -s "$wanted" "$1" || { diff -u --label wanted --label got "$wanted" "$1" || true; return 1; }
}

run_case() { # NAME
    export CASE_DIR=$here/$1
    local out=$scratch/$1 status=0 failed=0 name
    mkdir -p "$out/work" && cd "$out/work"
    if [ -e "$CASE_DIR/setup" ]; then
        bash -eu "$CASE_DIR/setup" >"$out/setup.log" 2>&1 || { cat "$out/setup.log" && return 1; }
    fi
    bash -u "$CASE_DIR/cmd" >"$out/stdout" 2>"$out/stderr" </dev/null || status=$?
    [ $status = 0 ] && : >"$out/code" || echo $status >"$out/code"

    for name in code stdout stderr; do
        settle "$out/$name" "$CASE_DIR/$name" || failed=1
    done
    if [ -e "$CASE_DIR/expect_files" ]; then
        while IFS= read -r name; do
            [ -e "$name" ] || { echo "no file '$name' was written" && failed=1 && continue; }
            settle "$name" "$CASE_DIR/files/$name" || failed=1
        done <"$CASE_DIR/expect_files"
    fi
    return $failed
}

[ $# -gt 0 ] || { cd "$here" && set -- */cmd && set -- "${@%/cmd}"; }
bad=0
for name; do
    [ -e "$here/$name/cmd" ] || { echo "no case '$name'" >&2 && exit 2; }
    (run_case "$name") || { echo "FAILED: $name" && bad=$((bad + 1)); }
done
[ $# = 1 ] || echo "$(($# - bad)) passed, $bad failed"
[ $bad = 0 ]
