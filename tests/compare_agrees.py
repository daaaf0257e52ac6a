"""The comparison of two results directories against their own files. Usage: compare_agrees.py OLD NEW COMPARE.json"""
import csv
import json
import sys

failed = 0


def case(name, found, expected):
    global failed
    if found == expected:
        print("ok - " + name)
        return
    failed += 1
    print("not ok - " + name)
    for line in sorted(set(map(str, found)) ^ set(map(str, expected)))[:10]:
        print("# " + line)


def table(directory, name):
    with open("%s/%s" % (directory, name), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def leaves(value, pointer=""):
    """Every value of a resolved scenario: of a number what it is, and not where it stands or comes from."""
    if isinstance(value, dict) and isinstance(value.get("from"), str) and ("values" in value or isinstance(value.get("value"), (int, float))):
        yield pointer, (value.get("values", value.get("value")), value.get("unit"))
    elif isinstance(value, dict):
        for key, child in value.items():
            if pointer or key not in ("variant", "x-changes"):
                yield from leaves(child, pointer + "/" + key.replace("~", "~0").replace("/", "~1"))
    else:
        yield pointer, json.dumps(value)


def far(a, b):
    return abs(a - b) > 1e-9 * max(1, abs(a), abs(b))


old, new, path = sys.argv[1:]
compared = json.load(open(path, encoding="utf-8"))
before, after = (dict(leaves(json.load(open(d + "/scenario.resolved.json", encoding="utf-8")))) for d in (old, new))
case("every value of the input that differs is named, and nothing else is",
     {d["pointer"] for d in compared["input"] if d["change"] != "origin"},
     {p for p in before.keys() | after.keys() if before.get(p) != after.get(p)})
case("with both values", {d["pointer"]: (d["old"], d["new"]) for d in compared["input"] if d["change"] == "changed"},
     {p: (before[p][0], after[p][0]) for p in before if p in after and before[p] != after[p]})
case("there is a difference to be found", len(compared["input"]) > 0, True)

figures = [{(r["period"], r["site"], r["item"]): float(r["value"]) for r in table(d, "plan.csv")} for d in (old, new)]
case("every figure of plan.csv that differs is named, and nothing else is",
     {(f["period"], f["site"] or "", f["item"]): f["change"] for f in compared["figures"]},
     {k: figures[1].get(k, 0) - figures[0].get(k, 0) for k in figures[0].keys() | figures[1].keys()
      if far(figures[1].get(k, 0), figures[0].get(k, 0))})

costs = [{(r["kind"], r["site"], r["period"]): (float(r["nominal_cny"]), float(r["present_cny"])) for r in table(d, "costs.csv")}
         for d in (old, new)]
none = (0.0, 0.0)
case("every cost of costs.csv that differs is named, and nothing else is",
     {(c["kind"], c["site"] or "", c["period"]): (c["nominal_old"], c["nominal_new"], c["present_old"], c["present_new"])
      for c in compared["costs"]},
     {k: (costs[0].get(k, none)[0], costs[1].get(k, none)[0], costs[0].get(k, none)[1], costs[1].get(k, none)[1])
      for k in costs[0].keys() | costs[1].keys()
      if any(far(x, y) for x, y in zip(costs[0].get(k, none), costs[1].get(k, none)))})
case("the changes of the costs add up to that of the plans",
     far(sum(c["present_change"] for c in compared["costs"]), compared["plans"][1]["cost"] - compared["plans"][0]["cost"]), False)

targets = [{r["id"]: r for r in table(d, "targets.csv")} for d in (old, new)]
case("targets whose state differs are flipped, and no others",
     {t["id"] for t in compared["targets"] if t["change"] in ("lost", "gained", "state", "came", "went")},
     {i for i in targets[0].keys() | targets[1].keys()
      if targets[0].get(i, {}).get("state") != targets[1].get(i, {}).get("state")})
case("and every slack is the two plans' own",
     {t["id"]: (t["old"]["slack"], t["new"]["slack"]) for t in compared["targets"] if t["slack_change"] is not None},
     {i: (float(targets[0][i]["slack"]), float(targets[1][i]["slack"])) for i in targets[0]
      if i in targets[1] and targets[0][i]["slack"] and targets[1][i]["slack"]})


def orders(directory):
    amounts = {}
    for r in table(directory, "orders.csv"):
        key = (r["planned_date"], r["action"], r["site"], r["item"])
        amounts[key] = amounts.get(key, 0) + float(r["racks"]) + float(r["mw"]) + float(r["gbps"])
    return amounts


made = [orders(d) for d in (old, new)]
for order in compared["orders"]:
    for side, sign in (("old", -1), ("new", 1)):
        one = order[side]
        if one:
            racks = one["quantity"] if order["action"] in ("start", "commission") else 0
            key = (one["planned"], order["action"], order["site"] or "", order["item"])
            made[0][key] = made[0].get(key, 0) + sign * (racks + one["mw"] + one["gbps"])
case("the changes of the orders turn the one table into the other",
     {k: round(v, 6) for k, v in made[0].items() if far(v, 0)}, {k: round(v, 6) for k, v in made[1].items()})
sys.exit(failed > 0)
