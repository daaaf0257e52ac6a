"""Made-up scenarios with one planted cause: is what explain says of them true?

Usage: explain_random.py RACKPLAN FIRST_SEED COUNT [KEEP_DIRECTORY]
A scenario that has a plan is changed in one item (a date too late, a feed too small, a cut too thin, a budget too small, a
target beside which another cannot be met) until it has none. Checked are, by solving:
  - the conflict alone, everything else taken out of the file, has no plan; with any one of its items taken out it has one
    (where racks in parts have one and rounding finds none in whole ones, `solve` ends 5: counted apart, one in 50 at most);
  - it contains the item that was changed;
  - every repair, applied as --set, makes a plan possible.
What is taken out is taken out here, of the JSON, not by the program's own waivers.
"""
import copy
import json
import os
import random
import subprocess
import sys
import tempfile

QUARTERS = [f"{year}-{month:02d}-01" for year in (2018, 2019, 2020) for month in (1, 4, 7, 10)]
ENDS = ["2018-03-31", "2018-06-30", "2018-09-30", "2018-12-31", "2019-03-31", "2019-06-30", "2019-09-30", "2019-12-31"]


class Fault(Exception):
    pass


def site(rng, s):
    racks = rng.randrange(60, 240, 10)
    phases = {
        "1": {
            "state": "operating", "design_racks": racks, "max_kw_per_rack": 10, "shell_cny_per_rack": 20000,
            "fitout_cny_per_rack": 30000, "life_years": 10,
        }
    }
    for p in range(2, rng.choice([3, 4])):
        phases[str(p)] = {
            "state": rng.choice(["planned", "candidate"]), "design_racks": rng.randrange(40, 200, 10),
            "max_kw_per_rack": 10, "lead_months": rng.choice([3, 6]), "shell_cny_per_rack": rng.randrange(15, 30) * 1000,
            "fitout_cny_per_rack": rng.randrange(20, 40) * 1000, "life_years": 10,
        }
        if rng.random() < 0.4:
            phases[str(p)]["start_cny"] = 500000
        if rng.random() < 0.3:
            phases[str(p)]["earliest_start"] = QUARTERS[1]
        if rng.random() < 0.2:
            phases[str(p)].update({"state": "under_construction", "ready": QUARTERS[rng.choice([1, 2])]})
            for key in ("lead_months", "earliest_start", "start_cny"):
                phases[str(p)].pop(key, None)
    return {
        "name": f"site {s}", "region": "here", "latitude_deg": 35 + s, "longitude_deg": 112 + rng.random(), "tier": "base",
        "kind": "open", "security_level": 3, "tariff": "grid", "pue": rng.choice([1.2, 1.3, 1.5]),
        "usable_share": rng.choice([0.5, 0.8, 1]), "installed_mw": round(racks * 0.012, 1), "node": f"n{s}",
        "opex_cny_per_rack_year": 2000, "phases": phases,
        "feeds": {"a": {"mw_per_step": 0.5, "most_steps": 20, "lead_months": 3, "cny_per_step": 1500000, "life_years": 20}},
    }


def scenario(seed):
    rng = random.Random(seed)
    n = rng.choice([2, 3])
    sites = {f"s{s}": site(rng, s) for s in range(n)}
    racks = sum(p["design_racks"] for s in sites.values() for p in s["phases"].values())
    operating = sum(s["phases"]["1"]["design_racks"] for s in sites.values())
    start = int(operating * rng.uniform(0.3, 0.5))
    links = {}
    for s in range(n):
        links[f"l{s}"] = {
            "from": "hub", "to": f"n{s}", "installed_gbps": 200, "headroom_share": rng.choice([0.5, 0.7, 1]),
            "modules": {"100g": {"gbps": 100, "cny": 800000, "most": 10, "lead_months": 3, "life_years": 8}},
        }
    return {
        "rackplan": 1, "id": f"made-{seed}", "origin": {"assumed": "made for a test", "range_share": [0.5, 2]},
        "horizon": {"first_day": "2018-01-01", "last_day": "2019-12-31", "step": "quarter"},
        "money": {"currency": "CNY", "price_year": 2018, "discount_rate": 0.08},
        "regions": {"here": {"name": "here", "kind": "province"}},
        "tariffs": {"grid": {"name": "grid", "energy_cny_per_kwh": 0.5, "demand_cny_per_kw_month": 30}},
        "sites": sites,
        "nodes": {"hub": {"name": "hub", "latitude_deg": 36, "longitude_deg": 112.5}}
        | {f"n{s}": {"name": f"n{s}"} for s in range(n)},
        "links": links,
        "cuts": {"exit": {"name": "exit", "links": sorted(links)}},
        "classes": {
            "cloud": {"name": "cloud", "kw_per_rack": rng.choice([4, 6]), "load_factor": 0.6, "gbps_per_rack": 0.5},
            "dense": {"name": "dense", "kw_per_rack": 8, "load_factor": 0.7, "gbps_per_rack": 1},
        },
        "demands": {
            "growth": {
                "name": "growth", "class": "cloud", "region": "here", "node": "hub",
                "need_racks": {"start": start, "growth_per_year": rng.uniform(0.2, 0.5)},
            },
            "dense": {
                "name": "dense", "class": "dense", "region": "here", "node": "hub", "sites": ["s0", "s1"],
                "need_racks": int(operating * 0.1) + 1,
            } | ({"unserved_cny_per_rack_year": 90000} if rng.random() < 0.3 else {}),
        },
        "budgets": {
            "build": {"op": "<=", "amount_cny": 60000 * racks + 8000000, "kinds": ["start", "opening", "shell", "fitout", "link", "feed"]}
        },
        "targets": {
            "design": {
                "metric": "design_racks", "op": ">=", "unit": "racks", "by": rng.choice(["2018-12-31", "2019-06-30"]),
                "value": int(operating + (racks - operating) * rng.uniform(0.5, 0.95)),
            },
            "ready": {
                "metric": "available_racks", "op": ">=", "unit": "racks", "by": "2019-12-31",
                "value": int(operating + (racks - operating) * rng.uniform(0.1, 0.6)),
            },
            "exit": {
                "metric": "cut_gbps", "cut": "exit", "op": ">=", "unit": "Gbps", "by": rng.choice(["2018-12-31", "2019-12-31"]),
                "value": 200 * n + rng.randrange(1, 6) * 100,
            },
        },
    }


# ---- one change after the other of one item, until there is no plan ----

def later_phases(doc, rng):
    """A phase that is to be built becomes later and later."""
    s, p = rng.choice([(s, p) for s in doc["sites"] for p, v in doc["sites"][s]["phases"].items() if v["state"] != "operating"])
    phase = doc["sites"][s]["phases"][p]
    doc["targets"]["design" if phase["state"] != "under_construction" else "ready"].update({"value": 0})
    total = sum(v["design_racks"] for w in doc["sites"].values() for v in w["phases"].values())
    given = phase["state"] == "under_construction"
    doc["targets"]["late"] = {
        "metric": "available_racks", "op": ">=", "unit": "racks", "by": "2019-12-31",
        "value": total - phase["design_racks"] + rng.randrange(1, phase["design_racks"] + 1) if not given else total,
    }
    doc["targets"]["late"]["value"] = min(doc["targets"]["late"]["value"], total)

    def change(k):
        if given:
            phase["ready"] = "2020-01-01" if k > 2 else QUARTERS[5 + k]
        elif k % 2:
            phase["lead_months"] = phase.get("lead_months", 0) + 6
        else:
            phase["earliest_start"] = QUARTERS[min(7, 2 + k)]
    return change, {("phase_dates", f"{s}/{p}")}


def less_power(doc, rng):
    s = rng.choice(["s0", "s1"])
    place = doc["sites"][s]
    if rng.random() < 0.5:
        doc["demands"]["growth"]["sites"] = [s]
        doc["demands"]["growth"]["need_racks"] = max(1, int(place["phases"]["1"]["design_racks"] * 0.5))
    else:
        doc["targets"]["drawn"] = {
            "metric": "it_mw", "op": ">=", "unit": "MW", "by": "2019-12-31", "scope": {"sites": [s]}, "value": 0.2
        }

    def change(k):
        place["installed_mw"] = round(place["installed_mw"] * 0.4, 3)
        place["feeds"]["a"]["most_steps"] = max(0, 4 - 2 * k)
    return change, {("power", s)}


def late_feed(doc, rng):
    s = rng.choice(["s0", "s1"])
    place = doc["sites"][s]
    doc["demands"]["growth"]["sites"] = [s]
    doc["demands"]["growth"]["need_racks"] = max(1, int(place["phases"]["1"]["design_racks"] * 0.5))
    place["installed_mw"] = round(place["installed_mw"] * 0.02, 3)
    place["feeds"]["a"]["lead_months"] = 0

    def change(k):
        place["feeds"]["a"]["lead_months"] = 6 + 6 * k
    return change, {("feed_dates", f"{s}/a")}


def thin_cut(doc, rng):
    link = doc["links"][rng.choice(sorted(doc["links"]))]
    name = next(k for k, v in doc["links"].items() if v is link)
    how = rng.random()
    if how < 0.4:
        s = name.replace("l", "s")
        doc["demands"]["growth"]["sites"] = [s]
        doc["demands"]["growth"]["need_racks"] = max(1, int(doc["sites"][s]["phases"]["1"]["design_racks"] * 0.5))
    elif how < 0.7:
        doc["traffic"] = {"households": {"from": "hub", "to": name.replace("l", "n"), "gbps": rng.randrange(20, 100)}}
    else:
        doc["targets"]["exit"]["value"] += 1000

    def change(k):
        link["installed_gbps"] = round(link["installed_gbps"] * 0.3, 1)
        link["modules"]["100g"]["most"] = max(0, 6 - 3 * k)
    return change, {("link", name)}


def small_budget(doc, rng):
    def change(k):
        doc["budgets"]["build"]["amount_cny"] = round(doc["budgets"]["build"]["amount_cny"] * rng.uniform(0.3, 0.8))
    return change, {("budget", "build")}


def two_targets(doc, rng):
    kind = rng.choice(["rate", "capex", "sites"])
    if kind == "rate":
        rate = {"metric": "utilization", "op": ">=", "unit": "1", "by": "2019-12-31", "value": 0.05}
    elif kind == "capex":
        rate = {"metric": "capex", "op": "<=", "unit": "CNY", "by": "2019-12-31", "value": 2e9}
    else:
        rate = {"metric": "sites_started", "op": "<=", "unit": "sites", "by": "2019-12-31", "value": len(doc["sites"])}
    doc["targets"]["other"] = rate

    def change(k):
        if kind == "rate":
            rate["value"] = min(1.0, round(rate["value"] + 0.15, 2))
        elif kind == "capex":
            rate["value"] = round(rate["value"] * 0.3)
        else:
            rate["value"] = max(0, rate["value"] - 1)
    return change, {("target", "other")}


def much_traffic(doc, rng):
    """More and more traffic over a link that nothing widens in time."""
    name = rng.choice(sorted(doc["links"]))
    doc["links"][name]["headroom_share"] = 0.7
    doc["links"][name]["modules"]["100g"]["most"] = 1
    for demand in doc["demands"].values():
        demand["need_racks"] = 1
    doc["traffic"] = {"households": {"name": "households", "from": "hub", "to": name.replace("l", "n"), "gbps": rng.randrange(60, 100)}}

    def change(k):
        doc["traffic"]["households"]["gbps"] = round(doc["traffic"]["households"]["gbps"] * rng.uniform(1.3, 1.6), 1)
    return change, {("traffic", "households")}


CAUSES = [later_phases, less_power, late_feed, thin_cut, small_budget, two_targets, much_traffic]


# ---- taking items out of the file ----

def take_out(doc, kind, name):
    parts = name.split("/")
    if kind == "target":
        del doc["targets"][name]
    elif kind == "budget":
        del doc["budgets"][name]
    elif kind == "demand":
        doc["demands"][name]["unserved_cny_per_rack_year"] = 1
    elif kind == "traffic":
        del doc["traffic"][name]
    elif kind == "demand_sites":
        del doc["demands"][name]["sites"]
    elif kind == "power":
        doc["sites"][name]["installed_mw"] = 100000
    elif kind == "link":
        doc["links"][name]["installed_gbps"] = 1000000
    elif kind == "feed_dates":
        doc["sites"][parts[0]]["feeds"][parts[1]].pop("lead_months", None)
    elif kind == "module_dates":
        doc["links"][parts[0]]["modules"][parts[1]].pop("lead_months", None)
    elif kind == "phase_dates":
        phase = doc["sites"][parts[0]]["phases"][parts[1]]
        phase.pop("lead_months", None)
        phase.pop("earliest_start", None)
        phase.pop("latest_start", None)
        if "ready" in phase:
            phase["ready"] = "2018-01-01"
    elif kind == "phase_size":
        like = doc["sites"][parts[0]]["phases"][parts[1]]
        more = {key: like[key] for key in ("max_kw_per_rack", "shell_cny_per_rack", "fitout_cny_per_rack", "life_years")}
        more.update({"state": "candidate", "design_racks": 100000})
        for key in ("lead_months", "earliest_start", "latest_start"):
            if key in like:
                more[key] = like[key]
        if "ready" in like:
            more["earliest_start"] = like["ready"]
        doc["sites"][parts[0]]["phases"]["more-" + parts[1]] = more
    else:
        raise Fault(f"a conflict with a {kind}, which no such scenario should have")


def all_items(doc):
    items = [("target", g) for g in doc["targets"]] + [("budget", b) for b in doc["budgets"]]
    for d, demand in doc["demands"].items():
        if "unserved_cny_per_rack_year" not in demand:
            items.append(("demand", d))
        if "sites" in demand:
            items.append(("demand_sites", d))
    items += [("traffic", i) for i in doc.get("traffic", {})] + [("link", l) for l in doc["links"]] + [("module_dates", f"{l}/100g") for l in doc["links"]]
    for s, place in doc["sites"].items():
        items += [("power", s), ("feed_dates", f"{s}/a")]
        for p, phase in place["phases"].items():
            items += [("phase_dates", f"{s}/{p}")] if phase["state"] != "operating" else []
            items.append(("phase_size", f"{s}/{p}"))
    return items


def without(doc, items):
    """Sizes last: what is added for them has the dates that are left."""
    copied = copy.deepcopy(doc)
    for kind, name in sorted(items, key=lambda item: item[0] == "phase_size"):
        take_out(copied, kind, name)
    return copied


# ---- asking the program ----

class Asker:
    def __init__(self, rackplan, directory):
        self.rackplan = rackplan
        self.path = os.path.join(directory, "made.json")
        self.removed = self.open = 0

    def write(self, doc):
        with open(self.path, "w", encoding="utf-8") as out:
            json.dump(doc, out)

    def run(self, *words):
        return subprocess.run([self.rackplan, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, text=True)

    def code(self, doc, *sets):
        self.write(doc)
        words = [word for text in sets for word in ("--set", text)]
        return self.run("solve", "-q", "--no-charts", "-o", os.path.join(os.path.dirname(self.path), "results"), self.path,
                        *words).returncode


def plant(asker, seed):
    """A scenario without a plan, that has one without its last change; or None."""
    doc = scenario(seed)
    rng = random.Random(seed * 7 + 1)
    change, items = CAUSES[seed % len(CAUSES)](doc, rng)
    if asker.code(doc) != 0:
        return None
    for k in range(6):
        change(k)
        code = asker.code(doc)
        if code == 4:
            return doc, items
        if code != 0:
            return None
    return None


def check(asker, doc, planted):
    asker.write(doc)
    answer = asker.run("explain", "--format", "json", asker.path)
    if answer.returncode != 4:
        raise Fault(f"explain ended with {answer.returncode}: {answer.stderr}")
    told = json.loads(answer.stdout)
    if not told["complete"] or not all(conflict["minimal"] for conflict in told["conflicts"]):
        raise Fault("explain was not complete")
    repairs = 0
    found = set()
    for conflict in told["conflicts"]:
        items = [(item["kind"], item["id"]) for item in conflict["items"]]
        found |= set(items)
        others = [item for item in all_items(doc) if item not in items]
        if asker.code(without(doc, others)) != 4:
            raise Fault(f"the conflict has a plan: {items}")
        for item in items:
            code = asker.code(without(doc, others + [item]))
            asker.removed += 1
            asker.open += code == 5
            if code not in (0, 5):
                raise Fault(f"not minimal: no plan without {item} of {items}")
        for repair in conflict["repairs"]:
            repairs += 1
            if len(told["conflicts"]) == 1 and asker.code(doc, *repair["set"]) != 0:
                raise Fault(f"the repair {repair['set']} does not do")
    if ("traffic", "households") in found and not any(
            text.startswith("traffic.households.most_gbps=") for conflict in told["conflicts"]
            for repair in conflict["repairs"] for text in repair["set"]):
        raise Fault("less traffic is not offered")
    if not planted & found:
        raise Fault(f"planted {planted}, found {found}")
    if not told["first_repairs_together_suffice"]:
        raise Fault("no repair")
    return repairs


def main():
    rackplan, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    keep = sys.argv[4] if len(sys.argv) > 4 else None
    done = bad = repairs = 0
    causes = {}
    seed = first
    with tempfile.TemporaryDirectory() as directory:
        asker = Asker(rackplan, directory)
        while done < count and seed < first + 20 * count:
            made = plant(asker, seed)
            if made:
                done += 1
                name = CAUSES[seed % len(CAUSES)].__name__
                causes[name] = causes.get(name, 0) + 1
                try:
                    repairs += check(asker, *made)
                except (Fault, subprocess.TimeoutExpired, KeyError) as fault:
                    bad += 1
                    print(f"seed {seed} ({name}): {fault}", flush=True)
                    if keep:
                        with open(os.path.join(keep, f"seed-{seed}.json"), "w", encoding="utf-8") as out:
                            json.dump(made[0], out, indent=1)
            seed += 1
    print(", ".join(f"{causes[name]} {name}" for name in sorted(causes)))
    print(f"{asker.removed} items taken out of conflicts; with {asker.open} of them gone a plan in parts of racks was left, and none "
          "in whole racks was found or excluded")
    print(f"{done} scenarios without a plan, {done - bad} explained as they should be, {repairs} repairs tried")
    return 1 if bad or done < count or 50 * asker.open > max(asker.removed, 50) else 0


sys.exit(main())
