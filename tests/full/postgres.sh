#!/usr/bin/env bash
# Tables of a programme may live in PostgreSQL: built from there, every figure is the same.
bin=$(find /usr/lib/postgresql -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "skipped: postgresql is not installed" && exit 77; }
command -v ogr2ogr >/dev/null || { echo "skipped: gdal-bin is not installed" && exit 77; }

# The server refuses to run as root.
as_server=()
[ "$(id -u)" != 0 ] || as_server=(runuser -u postgres --)
mkdir server
[ "$(id -u)" != 0 ] || { chmod 711 . && chown postgres server; }
"${as_server[@]}" "$bin/initdb" -D "$PWD/server/data" -A trust -U okrug --no-sync >/dev/null
"${as_server[@]}" "$bin/pg_ctl" -D "$PWD/server/data" -l "$PWD/server/log" -w start \
    -o "-c listen_addresses= -c fsync=off -k $PWD/server" >/dev/null
trap '"${as_server[@]}" "$bin/pg_ctl" -D "$PWD/server/data" -m immediate stop >/dev/null' EXIT
database="host=$PWD/server user=okrug dbname=postgres"

cp -r "$SOURCE_DIR/geodata/kuzbass" programme
for table in measures indicators; do
    ogr2ogr -f PostgreSQL "PG:$database" "programme/$table.csv" -nln "$table" -lco LAUNDER=NO \
        -oo AUTODETECT_TYPE=NO -oo EMPTY_STRING_AS_NULL=NO
    sed -i "s|^  $table: .*|  $table: {path: \"PG:$database\", layer: $table}|" \
        programme/okrug.yaml
done
# With PostGIS the boundaries come from there too.
if "$bin/psql" -q "$database" -c 'CREATE EXTENSION postgis' 2>/dev/null; then
    ogr2ogr -f PostgreSQL "PG:$database" programme/boundaries.geojson -nln boundaries \
        -lco LAUNDER=NO
    sed -i "s|^  path: boundaries.geojson|  path: \"PG:$database\"\n  layer: boundaries|" \
        programme/okrug.yaml
else
    echo "without postgis: boundaries stay a file"
fi
grep 'PG:' programme/okrug.yaml

"$OKRUG" build "$SOURCE_DIR/geodata/kuzbass" -o files.gpkg
"$OKRUG" build programme -o database.gpkg
for by in municipality kind; do
    "$OKRUG" stats files.gpkg --by $by --format csv >files.csv
    "$OKRUG" stats database.gpkg --by $by --format csv >database.csv
    [ "$(wc -l <files.csv)" -gt 5 ]
    diff files.csv database.csv
done
