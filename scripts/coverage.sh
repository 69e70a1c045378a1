#!/usr/bin/env bash
# Line and branch coverage of src/ by all tests; the page is build/coverage/html/index.html.
# Fails below the gates, which speak of src/ less src/cli.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

line_gate=90
branch_gate=80

build=build/coverage
cmake --preset coverage >/dev/null
cmake --build --preset coverage -j "$(nproc)" -- --quiet

rm -rf "$build/raw" && mkdir -p "$build/raw"
# %m merges runs of one program, so that hundreds of runs do not leave hundreds of files.
LLVM_PROFILE_FILE=$PWD/$build/raw/%m.profraw ctest --preset coverage --quiet || true
llvm-profdata-14 merge -sparse "$build"/raw/*.profraw -o "$build/all.profdata"

# The objects count what no test links at all; the programs say what ran.
mapfile -t binaries < <(
    find "$build/CMakeFiles/okrug.dir" -name '*.o' | LC_ALL=C sort
    find "$build/bin" "$build/tests" -type f -executable | LC_ALL=C sort
)
options=(-instr-profile "$build/all.profdata" "${binaries[0]}")
for binary in "${binaries[@]:1}"; do
    options+=(-object "$binary")
done
options+=(src)

llvm-cov-14 show -format=html -output-dir="$build/html" "${options[@]}" >/dev/null
llvm-cov-14 export -summary-only "${options[@]}" >"$build/summary.json"

python3 - "$build/summary.json" "$line_gate" "$branch_gate" <<'PY'
import json
import sys

files = json.load(open(sys.argv[1], encoding="utf-8"))["data"][0]["files"]
# Paths that ccache made relative slip past the filter above: tests are not what is measured.
files = [f for f in files if "/src/" in f["filename"]]
rows = sorted((f["filename"].split("/src/")[-1], f["summary"]) for f in files)
print(f"{'file':28} {'lines':>7} {'seen %':>7} {'branches':>9} {'seen %':>7}")
for name, summary in rows:
    lines, branches = summary["lines"], summary["branches"]
    if lines["count"]:
        print(f"{name:28} {lines['count']:7} {lines['percent']:7.1f} "
              f"{branches['count']:9} {branches['percent']:7.1f}")

failed = False
for kind, gate in (("lines", int(sys.argv[2])), ("branches", int(sys.argv[3]))):
    parts = [summary[kind] for name, summary in rows if not name.startswith("cli/")]
    total = sum(part["count"] for part in parts)
    share = 100.0 * sum(part["covered"] for part in parts) / max(total, 1)
    failed |= share < gate
    print(f"coverage of src/ less cli: {share:.1f} % of {total} {kind} (gate {gate} %)")
sys.exit(failed)
PY
