# A table of a programme may live in PostGIS: the same build from there gives the same workspace.
bin=$(find /usr/lib/postgresql -name initdb -printf '%h\n' 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "skipped: postgresql is not installed" && exit 77; }
[ -e "$("$bin/pg_config" --sharedir 2>/dev/null || true)/extension/postgis.control" ] ||
    compgen -G "/usr/share/postgresql/*/extension/postgis.control" >/dev/null ||
    { echo "skipped: postgis is not installed" && exit 77; }
