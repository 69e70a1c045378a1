#!/usr/bin/env bash
# Tables of a programme may live in PostgreSQL: built from there, every figure is the same; so is
# an overlay of a layer and by polygons in PostGIS.
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

if "$bin/psql" -qAt "$database" -c "SELECT 1 FROM pg_extension WHERE extname = 'postgis'" |
    grep -q 1; then
    settlements=$SOURCE_DIR/geodata/kuzbass/settlements.csv
    ogr2ogr -f PostgreSQL "PG:$database" "$settlements" -nln places -lco LAUNDER=NO \
        -oo X_POSSIBLE_NAMES=lon -oo Y_POSSIBLE_NAMES=lat -a_srs EPSG:4326
    "$OKRUG" overlay "$settlements" --lon lon --lat lat --by programme/boundaries.geojson \
        --id name_ru --format csv >files.csv
    "$OKRUG" overlay "PG:$database" --layer places --by "PG:$database" --by-layer boundaries \
        --id name_ru --format csv >database.csv
    [ "$(wc -l <files.csv)" -gt 30 ]
    diff files.csv database.csv
    # A condition is the server's; a broken one is told.
    "$OKRUG" overlay "PG:$database" --layer places --where "name_ru LIKE 'К%'" \
        --by programme/boundaries.geojson --id name_ru --format csv | tail -n 1
    ! "$OKRUG" overlay "PG:$database" --layer places --where "nothing = 1" \
        --by programme/boundaries.geojson --id name_ru 2>error || exit 1
    grep -q "nothing" error
fi

# The way out: an extract as a schema of PostGIS.
"$bin/psql" -q "$database" -Atc "SELECT 1 FROM pg_extension WHERE extname = 'postgis'" | grep -q 1 ||
    { echo "without postgis: the export is not tested" && exit 0; }
ask() { "$bin/psql" -q "$database" -Atc "$1"; }
demo="$SOURCE_DIR/geodata/demo-shares"
"$OKRUG" build "$demo" -o demo.gpkg
"$OKRUG" export demo.gpkg -o "PG:$database" --lang ru
"$OKRUG" export demo.gpkg --in Ясноборск -o "PG:$database" --schema yasnoborsk --lang en
# One file, two readings: every table has the same rows, every column of numbers the same sum.
/usr/bin/python3 - demo.gpkg "$database" okrug <<'PY'
import sqlite3
import subprocess
import sys

path, database, schema = sys.argv[1:]
file = sqlite3.connect(path)


def ask(sql):
    run = subprocess.run(["psql", "-q", database, "-At", "-F", "\t", "-c", sql], check=True,
                         capture_output=True, text=True)
    return [line.split("\t") for line in run.stdout.splitlines()]


tables = [row[0] for row in file.execute(
    "SELECT table_name FROM gpkg_contents WHERE table_name <> 'layer_styles'")]
sums = 0
for table in tables:
    columns = file.execute(f'PRAGMA table_info("{table}")').fetchall()
    parts, theirs = ["count(*)"], ["count(*)"]
    for _, name, kind, *_ in columns:
        if kind in ("REAL", "INTEGER"):
            parts.append(f'total("{name}")')
            theirs.append(f'coalesce(sum("{name}"), 0)')
        elif kind == "TEXT":
            parts.append(f'total(length("{name}"))')
            theirs.append(f'coalesce(sum(length("{name}")), 0)')
    wanted = file.execute(f'SELECT {", ".join(parts)} FROM "{table}"').fetchone()
    got = ask(f'SELECT {", ".join(theirs)} FROM {schema}."{table}"')[0]
    for part, a, b in zip(parts, wanted, got):
        sums += 1
        if abs(float(a) - float(b)) > 1e-9 * max(1.0, abs(float(a))):
            sys.exit(f"{table}: {part} is {b}, wanted {a}")
print(f"{len(tables)} tables, {sums} counts and sums are the same")
PY
ask "SELECT 'keys', count(*) FROM pg_constraint WHERE connamespace = 'okrug'::regnamespace
     AND contype IN ('p', 'f') GROUP BY contype ORDER BY 2"
ask "SELECT count(*) FROM pg_indexes WHERE schemaname = 'okrug' AND indexdef LIKE '%gist%'"
ask "SELECT obj_description('okrug.measure'::regclass), obj_description('okrug'::regnamespace)"
ask "SELECT col_description('yasnoborsk.location_line'::regclass, 36),
            obj_description('yasnoborsk'::regnamespace)"
ask "SELECT round(sum(ST_Length(geom::geography)) / 1000) || ' km' FROM okrug.location_line"
ask "SELECT count(*), round(sum(length_m)) FROM okrug.measure_place"
ask "SELECT count(*) FROM yasnoborsk.locations"
# A row that somebody adds gets the next number.
ask "INSERT INTO okrug.unit (unit) VALUES ('x') RETURNING fid > (SELECT max(fid) FROM okrug.unit)"

refused() { "$OKRUG" export demo.gpkg "$@" 2>&1 && exit 1 || true; }
refused -o "PG:$database"
refused -o "PG:$database" --schema public --overwrite
refused -o "PG:$database" --schema other --layer measure
# A failure at the very end leaves what was there, and nothing else.
ask "CREATE FUNCTION public.stop() RETURNS event_trigger LANGUAGE plpgsql AS
     'BEGIN RAISE EXCEPTION ''no views today''; END';
     CREATE EVENT TRIGGER stop ON ddl_command_start WHEN TAG IN ('CREATE VIEW')
     EXECUTE FUNCTION public.stop()"
refused -o "PG:$database" --overwrite --in Ясноборск
refused -o "PG:$database" --schema fresh
ask "DROP EVENT TRIGGER stop"
ask "SELECT count(*) FROM okrug.municipality"
ask "SELECT count(*) FROM pg_namespace WHERE nspname = 'fresh'"
"$OKRUG" export demo.gpkg -o "PG:$database" --overwrite --in Ясноборск
ask "SELECT count(*) FROM okrug.municipality"
