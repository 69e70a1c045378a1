#!/usr/bin/env bash
# The report works in a browser, offline: its script runs without an error and fills the page.
browser=$(command -v chromium || command -v chromium-browser || true)
[ -n "$browser" ] || { echo "skipped: chromium is not installed" && exit 77; }

"$OKRUG" build "$SOURCE_DIR/geodata/kuzbass" -o kuzbass.gpkg
"$OKRUG" report kuzbass.gpkg -o report.html
if grep -oE '(src|href)="(https?:)?//[^"]*"' report.html | grep -v '^href='; then
    echo "the page loads something from elsewhere" && exit 1
fi

# All requests but file: ones fail, as without a network.
timeout 120 "$browser" --headless --no-sandbox --disable-gpu --user-data-dir="$PWD/profile" \
    --host-resolver-rules='MAP * ~NOTFOUND' --enable-logging=stderr --v=0 \
    --virtual-time-budget=20000 --dump-dom "file://$PWD/report.html" >dom.html 2>console.log
if grep -E 'CONSOLE.*(Uncaught|Error)' console.log; then
    echo "the page's script fails" && exit 1
fi
paths=$(grep -o '<path' dom.html | wc -l)
rows=$(grep -o '<tr' dom.html | wc -l)
echo "$paths shapes, $rows table rows"
[ "$paths" -ge 30 ] && [ "$rows" -ge 30 ]
