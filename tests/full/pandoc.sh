#!/usr/bin/env bash
# The Markdown report becomes a DOCX and an ODT by pandoc, with its headings and tables; the
# workbook opens in LibreOffice with every sheet.
command -v pandoc >/dev/null || { echo "skipped: pandoc is not installed" && exit 77; }

"$OKRUG" build "$SOURCE_DIR/geodata/kuzbass" -o kuzbass.gpkg
"$OKRUG" report kuzbass.gpkg -o report.md --lang ru -q
for kind in docx odt; do
    pandoc report.md -o "report.$kind"
    pandoc "report.$kind" -t plain --columns=400 -o "back-$kind.txt"
    grep -q 'Приложение: муниципальные образования' "back-$kind.txt"
    grep -q 'Северо-западный обход Кемерова' "back-$kind.txt"
done
# Every table of the document is one of the DOCX.
wanted=$(grep -c '^|---' report.md)
found=$(unzip -p report.docx word/document.xml | grep -o '<w:tbl>' | wc -l)
[ "$wanted" = "$found" ] || { echo "$wanted tables became $found" && exit 1; }

command -v soffice >/dev/null || { echo "skipped: LibreOffice is not installed" && exit 77; }
"$OKRUG" report kuzbass.gpkg -o report.xlsx --lang ru -q
timeout 300 soffice --headless --convert-to ods report.xlsx >/dev/null 2>&1
sheets=$(unzip -p report.ods content.xml | grep -o '<table:table table:name' | wc -l)
tables=$("$OKRUG" report kuzbass.gpkg --list | grep -c '^T[0-9]')
[ "$sheets" = $((tables + 1)) ] || { echo "$sheets sheets, $tables tables" && exit 1; }
