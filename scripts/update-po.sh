#!/usr/bin/env bash
# Keeps the translations in step with the messages in the sources.
#
#   scripts/update-po.sh           adds new messages to src/po/*.po, drops those that are gone
#   scripts/update-po.sh --check   changes nothing; fails if a message lacks a translation
#
# The template is derived from the sources, so it lives in build/ and not in the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

template=build/po/okrug.pot
mkdir -p build/po
# No dates and no line numbers: the catalogue changes only when a message does.
find src include -name '*.[ch]' | LC_ALL=C sort >build/po/files
xgettext --files-from=build/po/files --language=C --from-code=UTF-8 --output="$template" \
    --package-name=okrug --add-comments=TRANSLATORS --add-location=file --force-po \
    --keyword=_ --keyword=N_ --keyword=okr_plural:1,2 \
    --flag=_:1:pass-c-format --flag=okr_fail:3:c-format --flag=okr_fail_in:3:c-format
sed -i -e '/^"POT-Creation-Date/d' -e 's/charset=CHARSET/charset=UTF-8/' "$template"

for catalogue in src/po/*.po; do
    if [ "${1:-}" = --check ]; then
        msgfmt --check-format --check-domain -o /dev/null "$catalogue"
        missing=$(msgmerge --quiet --no-fuzzy-matching "$catalogue" "$template" |
            msgattrib --untranslated --no-wrap | sed -n '/^#: /,$p')
        [ -z "$missing" ] || { echo "$missing" && echo "$catalogue: not translated" && exit 1; }
    else
        msgmerge --quiet --update --backup=none --no-fuzzy-matching "$catalogue" "$template"
        # What the sources no longer say is history, and history is in git.
        msgattrib --no-obsolete --sort-by-file --output="$catalogue" "$catalogue"
        echo -n "$catalogue: " && msgfmt --statistics -o /dev/null "$catalogue"
    fi
done
