"""Usage: long_scenario.py SMALL.json: fixtures/cli/small.json made so large that it solves for long, on standard output."""
import json
import sys

sc = json.load(open(sys.argv[1], encoding='utf-8'))
sc["id"] = "slow"
sc["horizon"] = {"first_day": "2018-01-01", "last_day": "2029-12-31", "step": "month"}
sites, sc["sites"] = sc["sites"], {}
for n in range(14):
    for name, site in sites.items():
        one = json.loads(json.dumps(site))
        one["opex_cny_per_rack_year"] += 37 * n
        for i, phase in enumerate(one["phases"].values()):
            if phase["state"] == "planned":
                phase["start_cny"] = 1000000 + 77777 * n + 1234 * i
                phase["design_racks"] = 90 + 17 * n
                phase["lead_months"] = 3 + n % 5
        sc["sites"]["%s-%d" % (name, n)] = one
sc["demands"]["growth"]["need_racks"] = {"start": 500, "growth_per_year": 0.35}
sc["targets"]["design-2018"]["by"] = "2020-12-31"
del sc["overrides"], sc["scenarios"]
json.dump(sc, sys.stdout)
