"""What newer readers than QGIS 3.22 take from the package itself, by GDAL's interface."""
import re
import sqlite3
import sys

from osgeo import gdal, ogr

path = sys.argv[1]
failures = []


def check(good, message):
    if not good:
        failures.append(message)


dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
relations = {name: dataset.GetRelationship(name) for name in dataset.GetRelationshipNames() or []}
wanted = {("measure", "municipality", "measure_municipality"),
          ("measure", "indicator", "measure_indicator"),
          ("measure", "location", "measure_location")}
found = {(r.GetLeftTableName(), r.GetRightTableName(), r.GetMappingTableName())
         for r in relations.values()}
check(found == wanted, f"relations {found}")
for relation in relations.values():
    check(relation.GetCardinality() == gdal.GRC_MANY_TO_MANY, "a relation is not many to many")
domains = dataset.GetFieldDomainNames() or []
check(len(domains) >= 20, f"domains {domains}")
for name in domains:
    words = dataset.GetFieldDomain(name).GetEnumeration()
    check(words, f"domain {name} is empty")
layer = dataset.GetLayerByName("measure")
for column in ("lifecycle", "status", "kind", "role"):
    field = layer.GetLayerDefn().GetFieldDefn(layer.GetLayerDefn().GetFieldIndex(column))
    check(field.GetDomainName() in domains, f"measure.{column} has no domain")

db = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
for table, column in db.execute("SELECT table_name, column_name FROM gpkg_data_columns WHERE"
                                " coalesce(title, '') NOT GLOB '*[А-яA-Z]*'"):
    failures.append(f"{table}.{column} has no title")
untitled = [row for row in db.execute(
    "SELECT c.table_name, p.name FROM gpkg_contents c, pragma_table_info(c.table_name) p"
    " LEFT JOIN gpkg_data_columns d ON d.table_name = c.table_name AND d.column_name = p.name"
    " WHERE d.title IS NULL AND p.name NOT IN ('fid', 'geom') AND c.table_name <> 'layer_styles'")]
check(not untitled, f"columns without a title: {untitled}")
for (styled,) in db.execute("SELECT DISTINCT s.f_table_name FROM layer_styles s LEFT JOIN"
                            " gpkg_geometry_columns g ON g.table_name = s.f_table_name WHERE"
                            " s.f_geometry_column <> coalesce(g.column_name, '')"):
    failures.append(f"{styled}: its styles name another geometry column")
(document,) = db.execute("SELECT metadata FROM gpkg_metadata m JOIN gpkg_metadata_reference r"
                         " ON r.md_file_id = m.id WHERE reference_scope = 'geopackage'").fetchone()
for part in ("<title>", "<license>", "Дата состояния: ", "Границы: ", "Источник таблицы measures",
             "эллипсоид", "границы приблизительные"):
    check(part in document, f"nothing of '{part}' in the metadata of the file")
check(db.execute("PRAGMA journal_mode").fetchone()[0] != "wal", "the file is in WAL mode")
stamps = [text for (text,) in db.execute("SELECT last_change FROM gpkg_contents UNION SELECT"
                                         " timestamp FROM gpkg_metadata_reference")]
check(all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", text) for text in stamps),
      f"moments {stamps}")
(projects,) = db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'qgis_projects'").fetchone()
check(projects == 0, "there is a project inside the file")
print(f"{path}: {len(relations)} relations, {len(domains)} domains")
print("\n".join(failures) or "all is well")
sys.exit(1 if failures else 0)
