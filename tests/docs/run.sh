#!/usr/bin/env bash
# Runs every command of a document and compares what it prints with what the document says.
#
#   tests/docs/run.sh [--accept] [--okrug PROGRAM] DOCUMENT
#
# A command is a block ```sh; the block ```text after it is its answer, standard error included,
# with a last line "[код N]" when the exit status is not 0. Commands run one after another in
# one fresh folder where `geodata` is that of the project; `okrug` is the program under test.
# --accept writes the answers into the document instead; read the diff before committing it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source_dir=$(cd "$here/../.." && pwd)
okrug=${OKRUG:-$source_dir/build/release/bin/okrug}
accept=no

while [ $# -gt 0 ]; do
    case $1 in
    --accept) accept=yes ;;
    --okrug) okrug=$2 && shift ;;
    -*) echo "usage: run.sh [--accept] [--okrug PROGRAM] DOCUMENT" >&2 && exit 2 ;;
    *) break ;;
    esac
    shift
done
[ $# = 1 ] || { echo "usage: run.sh [--accept] [--okrug PROGRAM] DOCUMENT" >&2 && exit 2; }
[ -x "$okrug" ] || { echo "no program at $okrug: build it first" >&2 && exit 2; }

document=$(realpath "$1")
PATH=$(dirname "$(realpath "$okrug")"):$PATH
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/folder"
ln -s "$source_dir/geodata" "$scratch/folder/geodata"

export LANG=C.UTF-8 LANGUAGE=ru TZ=UTC PROJ_NETWORK=OFF COLUMNS=80
unset LC_ALL LC_MESSAGES NO_COLOR

answer() { # COMMANDS
    local status=0
    echo
    echo '```text'
    (cd "$scratch/folder" && bash -c "$1" 2>&1 </dev/null) || status=$?
    [ $status = 0 ] || echo "[код $status]"
    echo '```'
}

# Copies the document; after each ```sh block comes the answer, in place of the one that stood.
state=text commands='' blanks=''
while IFS= read -r line || [ -n "$line" ]; do
    case $state:$line in
    'answer:')
        blanks+=$'\n'
        continue
        ;;
    'answer:```text')
        state=old blanks=
        continue
        ;;
    answer:*)
        printf %s "$blanks"
        state=text blanks=
        ;;
    'old:```')
        state=text
        continue
        ;;
    old:*) continue ;;
    esac
    printf '%s\n' "$line"
    case $state:$line in
    'text:```sh') state=sh commands= ;;
    'sh:```') answer "$commands" && state=answer ;;
    sh:*) commands+=$line$'\n' ;;
    esac
done <"$document" >"$scratch/document"

if [ "$accept" = yes ]; then
    cp "$scratch/document" "$document"
else
    diff -u --label "$1" --label 'what is printed now' "$document" "$scratch/document"
fi
