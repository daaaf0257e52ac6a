"""The workbook that `export --to xlsx` makes of a scenario, against the scenario file and a plan's assumptions.csv.
Usage: workbook_scenario.py BOOK SCENARIO.json ASSUMPTIONS.csv en|zh"""
import csv
import json
import os
import sys

sys.dont_write_bytecode = True
import workbook_reader as reader  # noqa: E402

failed = 0


def case(name, good, why=""):
    global failed
    print(("ok - " if good else "not ok - ") + name)
    if not good:
        failed += 1
        print("# " + str(why)[:600])


path, scenario, assumptions, language = sys.argv[1:]
book, sheets = reader.open_book(path)
by_name = {name: rows for name, (rows, _, _, _) in sheets}
words = {"en": ["Scenario", "Targets", "Sites", "Phases", "Demands", "By period", "Numbers"],
         "zh": ["方案", "目标", "站点", "期次", "需求", "各期数值", "全部数字"]}[language]
case("the sheets are there, in the language asked for (%s)" % language, all(word in by_name for word in words), list(by_name))
case("every sheet has a frozen head and widths", all(frozen and widths for _, (_, _, frozen, widths) in sheets))
case("no cell is a formula", sum(s[1] for _, s in sheets) == 0)

with open(scenario, encoding="utf-8") as file:
    given = json.load(file)
sites = {row[0]: row for row in by_name[words[2]][1:]}
case("every site of the file is there, with its name", all(
    ident in sites and sites[ident][1] in (site["name"] if isinstance(site["name"], str) else site["name"][language],)
    for ident, site in given["sites"].items()) and len(sites) == len(given["sites"]), list(sites))
phases = {(row[0], row[1]): row for row in by_name[words[3]][1:]}
wanted = {(s, p): phase for s, site in given["sites"].items() for p, phase in site.get("phases", {}).items()}


def number(value):
    return value["value"] if isinstance(value, dict) else value


case("and every phase, with its design racks as a number", set(phases) == set(wanted) and all(
    phases[key][4] == number(phase["design_racks"]) for key, phase in wanted.items()), list(phases)[:5])
targets = {row[0]: row for row in by_name[words[1]][1:]}
case("and every target, with what it requires", set(targets) == set(given["targets"]), list(targets))
numbers = {row[0]: row for row in by_name[words[6]][1:]}
with open(assumptions, encoding="utf-8", newline="") as file:
    assumed = list(csv.DictReader(file))


def same(cell, text):  # the form keeps 16 digits
    return abs(cell - float(text)) <= 1e-12 * max(1, abs(cell))


wrong = [row["pointer"] for row in assumed if row["pointer"] not in numbers or
         not same(numbers[row["pointer"]][1], row["value"]) or numbers[row["pointer"]][3] != "assumed" or
         not same(numbers[row["pointer"]][4], row["low"]) or not same(numbers[row["pointer"]][5], row["high"]) or
         numbers[row["pointer"]][6] != reader.unquoted(row["reason"])]
case("every assumed number is there with value, range and reason", assumed and not wrong, wrong[:5])
case("and others, stated or sourced", {row[3] for row in numbers.values()} <= {"assumed", "stated", "sourced"} and
     len(numbers) >= len(assumed), len(numbers))
name = os.environ.get("NAME")
if name:
    texts = {v for rows in by_name.values() for row in rows for v in row.values() if isinstance(v, str)}
    case("the name is literal text in the workbook", name in texts, sorted(t for t in texts if "script" in t))
sys.exit(failed > 0)
