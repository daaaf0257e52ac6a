"""plan.xlsx and datapackage.json of a results directory against its CSV files, read with nothing but zip and XML.
Usage: workbook.py DIRECTORY en|zh"""
import csv
import datetime
import json
import os
import re
import sys

sys.dont_write_bytecode = True
from workbook_reader import open_book, unquoted  # noqa: E402

failed = 0


def case(name, good, why=""):
    global failed
    print(("ok - " if good else "not ok - ") + name)
    if not good:
        failed += 1
        for line in str(why).splitlines()[:8]:
            print("# " + line)


def table(name):
    with open(directory + "/" + name, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def close(a, b):
    return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))


def day(number):
    return (datetime.date(1899, 12, 30) + datetime.timedelta(days=number)).isoformat()


directory, language = sys.argv[1:]
book, sheets = open_book(directory + "/plan.xlsx")
names = [name for name, _ in sheets]
by_order = {i: rows[1:] for i, (_, (rows, _, _, _)) in enumerate(sheets)}
case("the targets come first, in the language asked for (%s)" % language, names[0] == ("Targets" if language == "en" else "目标台账"), names)
case("every sheet has a frozen head and widths", all(frozen and widths for _, (_, _, frozen, widths) in sheets),
     [(n, s[2], s[3]) for n, s in sheets])
case("no cell is a formula", sum(s[1] for _, s in sheets) == 0)
case("the date of creation is fixed", b"2010-01-01T00:00:00Z" in book.read("docProps/core.xml"))
charts = [n for n in book.namelist() if n.startswith("xl/charts/chart")]
case("there are native charts of racks and of costs", len(charts) == 2, charts)
drawn = "".join(book.read(n).decode() for n in charts)
bars = next(text for text in (book.read(n).decode() for n in charts) if "<c:barChart>" in text)
case("the bars' values lie along the lower axis, in millions, and their kinds from the top", re.search(
    r'<c:catAx>.*?orientation val="maxMin".*?</c:catAx><c:valAx>.*?orientation val="minMax".*?formatCode="#,##0,,"', bars), bars[-900:])
case("they draw ranges of their sheets", all("'%s'!" % n in drawn or n + "!" in drawn for n in (names[2], names[-4])), drawn[:400])

targets = table("targets.csv")
head = targets[0].index
expected = [(unquoted(r[head("name_" + language)]), r[head("required")], r[head("achieved")], r[head("slack")], r[head("by")], r[head("id")])
            for r in targets[1:]]
found = by_order[0]
good = len(found) == len(expected)
for row, (name, required, achieved, slack, by, ident) in zip(found, expected):
    good = good and row[1] == name and row[12] == ident and close(row[3], float(required))
    good = good and (4 not in row if achieved == "" else close(row[4], float(achieved)) and close(row[5], float(slack)))
    good = good and (7 not in row if by == "" else day(row[7]) == by)
case("the targets are those of targets.csv, as numbers and dates", good)
good = True
for row, r in zip(found, targets[1:]):
    price = r[head("price_cny_per_unit")]
    if price not in ("", "0"):
        good = good and close(row[10], float(price) / (100 if row[6] == "%" else 1))
case("and so are the prices, of a share for one percentage point", good)

orders = table("orders.csv")
head = orders[0].index
good = len(by_order[1]) == len(orders) - 1
for row, r in zip(by_order[1], orders[1:]):
    good = good and day(row[0]) == r[head("planned_date")] and day(row[1]) == r[head("latest_date")]
    good = good and row[5] == unquoted(r[head("name_" + language)]) and close(row.get(7, 0), float(r[head("racks")]))
    good = good and close(row.get(8, 0), float(r[head("mw")])) and close(row[10], float(r[head("cost_cny")]))
case("the orders are those of orders.csv, as numbers and dates", good)

plan = {}
for r in table("plan.csv")[1:]:
    plan[r[1], r[2], r[3]] = float(r[4])
sites = by_order[3]
keys = {2: None, 3: "design_racks", 4: "available_racks", 5: "occupied_racks", 6: "it_mw", 7: "facility_mw", 8: "usable_mw"}
good = len(sites) == len({(p, s) for p, s, i in plan if s})
for row in sites:
    for column, item in keys.items():
        good = good and (item is None or close(row[column], plan[row[2], row[0], item]))
case("racks and MW by site and period are those of plan.csv", good)
good = True
for row in by_order[2]:
    good = good and close(row[1], sum(v for (p, s, i), v in plan.items() if p == row[0] and i == "design_racks"))
case("and so are the sums of racks", good and len(by_order[2]) == len({p for p, s, i in plan}))

costs = table("costs.csv")[1:]
number = names.index("Costs" if language == "en" else "费用")
good = len(by_order[number]) == len(costs)
for row, r in zip(by_order[number], costs):
    good = good and row.get(1, "") == r[1] and close(row[4], float(r[3])) and close(row[5], float(r[4]))
case("costs are those of costs.csv", good)
kinds = by_order[number - 1]
case("and add up to the objective", close(kinds[-1][2], sum(float(r[4]) for r in costs)) and
     close(sum(row[2] for row in kinds[:-1]), kinds[-1][2]))
binding = table("binding.csv")[1:]
case("binding limits are those of binding.csv",
     len(by_order[number + 1]) == len(binding) and
     all(row[6] == unquoted(r[0]) and close(row[3], float(r[4])) for row, r in zip(by_order[number + 1], binding)))
assumed = table("assumptions.csv")[1:]
case("assumptions are those of assumptions.csv",
     len(by_order[number + 2]) == len(assumed) and
     all(row[0] == r[0] and close(row[1], float(r[1])) and row.get(5, "") == unquoted(r[5])
         for row, r in zip(by_order[number + 2], assumed)))
wanted = os.environ.get("NAME")
if wanted:
    texts = {v for _, (rows, _, _, _) in sheets for row in rows for v in row.values() if isinstance(v, str)}
    case("the name is literal text in the workbook", wanted in texts, sorted(t for t in texts if "script" in t))

# ---- datapackage.json ----
package = json.load(open(directory + "/datapackage.json", encoding="utf-8"))
good, why = re.match(r"^[-a-z0-9._]+$", package["name"]) is not None, []
types = {"string": str, "number": float, "integer": int, "date": datetime.date.fromisoformat}
for resource in package["resources"]:
    rows = table(resource["path"])
    fields = resource["schema"]["fields"]
    if [f["name"] for f in fields] != rows[0]:
        why.append("%s: %s" % (resource["path"], rows[0]))
    for row in rows[1:]:
        for field, cell in zip(fields, row):
            try:
                if cell != "":
                    types[field["type"]](cell)
            except ValueError:
                why.append("%s: %s is no %s" % (resource["path"], cell, field["type"]))
case("datapackage.json names every column of every table with its type", good and not why, "\n".join(why[:8]))
listed = {r["path"] for r in package["resources"]}
case("and every CSV file there is", listed == {n for n in os.listdir(directory) if n.endswith(".csv")}, listed)
sys.exit(failed > 0)
