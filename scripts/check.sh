#!/usr/bin/env bash
# All static checks; fails on any finding.
#
#   scripts/check.sh             everything
#   scripts/check.sh STEP...     some of them, as named in `steps` below
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

c_files() {
    find src include tests -name '*.[ch]' | LC_ALL=C sort
}

# Warnings are errors; all of them are shown (-k 0), and benchmarks are built too.
strict_build() { # PRESET
    cmake --preset "$1" >/dev/null || return 1
    cmake --build --preset "$1" -j 2 -- --quiet -k 0
}

check_format() { c_files | xargs clang-format-14 --dry-run -Werror; }
check_layers() { scripts/check_layers; }
check_style() { scripts/check_style; }
check_po() { scripts/update-po.sh --check; }
check_shell() { find scripts tests .ci \( -name '*.sh' -o -path .ci/run \) -exec shellcheck -s bash -S warning {} +; }
check_gcc() { strict_build check-gcc; }
check_clang() { strict_build check-clang; }
check_analyzer() { strict_build check-analyzer; }
check_symbols() { scripts/check_symbols build/check-gcc; }
check_tidy() { scripts/check_tidy build/check-clang; }

# variableScope argues with the rule that owners are declared at the top of a function. In tests it
# does not see what callbacks read.
check_cppcheck() {
    mkdir -p build/cppcheck
    cppcheck --project=build/check-gcc/compile_commands.json --quiet -j 2 \
        --file-filter='src/*' \
        --cppcheck-build-dir=build/cppcheck --enable=warning,style,performance,portability \
        --inline-suppr --suppress=missingIncludeSystem --suppress=variableScope \
        --error-exitcode=1
}

steps=("$@")
[ $# -gt 0 ] || steps=(format layers style po shell gcc clang symbols analyzer cppcheck tidy)
failed=()
for step in "${steps[@]}"; do
    [ "$(type -t "check_$step")" = function ] || { echo "no check '$step'" >&2 && exit 2; }
    echo "== $step"
    "check_$step" || failed+=("$step")
done
[ ${#failed[@]} -eq 0 ] || { echo "FAILED: ${failed[*]}" && exit 1; }
echo "all checks passed: ${steps[*]}"
