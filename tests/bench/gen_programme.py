#!/usr/bin/python3
"""A made-up programme of any size, the same bytes for the same arguments.

    gen_programme.py DIR [--measures 20000] [--indicators 200000] [--municipalities 200] [--seed 1]

Municipalities are squares of a grid. A tenth of the measures are groups; of the items six in ten
name one municipality, two in ten are points, one names several, one stands on the region. Figures
are spread over all measures, codes, years and qualifiers.
"""
import argparse
import csv
import json
import os
import random

parser = argparse.ArgumentParser()
parser.add_argument("dir")
parser.add_argument("--measures", type=int, default=20000)
parser.add_argument("--indicators", type=int, default=200000)
parser.add_argument("--municipalities", type=int, default=200)
parser.add_argument("--seed", type=int, default=1)
args = parser.parse_args()
rng = random.Random(args.seed)
os.makedirs(args.dir, exist_ok=True)
SIDE = 20  # squares in a row
STEP = 0.25


def write(name, header, rows):
    with open(os.path.join(args.dir, name), "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def corner(i):
    return 60 + STEP * (i % SIDE), 50 + STEP * (i // SIDE)


towns = [f"{70600000 + 1000 * i:08d}" for i in range(args.municipalities)]
kinds = [f"kind_{i}" for i in range(40)]
statuses = [("planned", "identification", 1), ("design", "preparation", 1),
            ("works", "implementation", 1), ("completed", "completion", 1),
            ("operating", "maintenance", 0), ("dropped", "cancelled", 1)]

write("municipalities.csv", ["oktmo", "name_ru", "type", "population", "population_year"],
      [[t, f"Округ {i}", "municipal_okrug", 1000 + 37 * i, 2021] for i, t in enumerate(towns)])
write("agglomerations.csv", ["agglomeration", "title_ru", "members_complete"],
      [["west", "Запад", "yes"], ["east", "Восток", "no"]])
write("agglomeration_members.csv", ["agglomeration", "oktmo", "role"],
      [["west" if i % SIDE < SIDE // 2 else "east", t, "member"] for i, t in enumerate(towns)])
write("kinds.csv", ["kind", "kind_group", "title_ru", "title_en", "geometry"],
      [[k, "" if i < 8 else kinds[i % 8], f"Вид {i}", f"Kind {i}", "point"]
       for i, k in enumerate(kinds)])
write("statuses.csv", ["status", "title_ru", "title_en", "lifecycle", "counts_in_progress"],
      [[s, s, s, life, n] for s, life, n in statuses])
write("units.csv", ["unit", "okei", "title_ru", "title_en", "base_unit", "factor", "spellings"],
      [["km", "008", "км", "km", "km", 1, ""], ["piece", "796", "штука", "piece", "piece", 1, ""]])
write("contours.csv", ["contour", "priority", "title_ru", "title_en"],
      [[c, "", f"Контур {c}", f"Contour {c}"] for c in range(1, 8)])

measures, mentions, locations = [], [], []
kind_of = []
for m in range(args.measures):
    group = m % 10 == 0
    name = f"m{m:06d}"
    status = rng.choice(statuses)[0]
    start = rng.randint(2019, 2023)
    kind_of.append(rng.randrange(len(kinds)))
    measures.append([name, "" if group else f"m{m - m % 10:06d}", "group" if group else "item",
                     f"Мероприятие {m} на проверку скорости", f"Measure {m} for a test of speed",
                     kinds[kind_of[m]], "works", status, start, start + rng.randint(0, 3),
                     f"doc:{m}"])
    mentions.append([name, rng.randint(1, 7), f"doc:{m}"])
    if group:
        continue
    way = m % 10
    at = rng.randrange(args.municipalities)
    if way <= 6:
        locations.append([f"{name}-1", name, towns[at], "", "", "", "stated", ""])
    elif way <= 8:
        x, y = corner(at)
        locations.append([f"{name}-1", name, "", f"{x + STEP * rng.random():.6f}",
                          f"{y + STEP * rng.random():.6f}", "", "stated", "drawn"])
    elif m % 20 == 9:
        for k in range(3):
            locations.append([f"{name}-{k}", name, towns[(at + k) % len(towns)], "", "", "",
                              "stated", ""])
    else:
        locations.append([f"{name}-1", name, "", "", "", "yes", "region", ""])
write("measures.csv", ["measure_id", "parent_id", "role", "title_ru", "title_en", "kind", "nature",
                       "status", "planned_start", "planned_end", "source_ref"], measures)
write("mentions.csv", ["measure_id", "contour", "source_ref"], mentions)
write("locations.csv", ["location_id", "measure_id", "oktmo", "lon", "lat", "region", "basis",
                         "geometry_source"],
      locations)

qualifiers = ["exact"] * 6 + ["about", "almost", "at_least", "more_than"]


# Each kind has five codes of its own over four years, as in real programmes.
def figures():
    for i in range(args.indicators):
        m = i % args.measures
        turn = i // args.measures
        code = f"{kinds[kind_of[m]]}_{turn % 5}"
        year = 2020 + (turn // 5 + m) % 4
        yield [f"m{m:06d}", code, f"Показатель {code}", f"Figure {code}", "result",
               "km" if turn % 5 == 0 else "piece", rng.randint(1, 1000), rng.choice(qualifiers),
               rng.randint(0, 1000), "stated", "stated", year, year, "sum",
               int(turn % 5 == 1), f"doc:{i}"]


write("indicators.csv", ["measure_id", "indicator", "title_ru", "title_en", "role", "unit",
                         "target", "target_qualifier", "actual", "target_origin",
                         "actual_origin", "period_start", "period_end", "aggregation", "progress", "source_ref"], figures())

features = []
for i, town in enumerate(towns):
    x, y = corner(i)
    ring = [[x, y], [x + STEP, y], [x + STEP, y + STEP], [x, y + STEP], [x, y]]
    features.append({"type": "Feature", "properties": {"oktmo": town},
                     "geometry": {"type": "Polygon", "coordinates": [ring]}})
with open(os.path.join(args.dir, "boundaries.geojson"), "w", encoding="utf-8") as f:
    json.dump({"type": "FeatureCollection", "features": features}, f)

tables = ["kinds", "statuses", "units", "municipalities", "agglomerations",
          "agglomeration_members", "contours", "measures", "mentions", "locations", "indicators"]
with open(os.path.join(args.dir, "okrug.yaml"), "w", encoding="utf-8") as f:
    f.write("okrug: 1\ntitle:\n  ru: Большая вымышленная программа\n  en: A large made-up programme\n"
            "status_date: 2022-12-31\nboundary_set:\n  path: boundaries.geojson\n  join:\n"
            "    oktmo: oktmo\nsources:\n")
    for table in tables:
        f.write(f"  {table}:\n    path: {table}.csv\n")
