#!/bin/sh
# The made-up scenarios that speed is measured on: the same bytes for the same seed, accepted by the reader, and with a plan.
. tests/lib.sh
export PYTHONDONTWRITEBYTECODE=1
make="python3 tests/bench/make_scenario.py"

$make province --no-network -o "$work/sites.json"
$make province --no-network -o "$work/again.json"
$make province --no-network --seed 2 -o "$work/other.json"
holds 'the same seed gives the same bytes' cmp "$work/sites.json" "$work/again.json"
holds 'another seed gives another land' sh -c "! cmp -s '$work/sites.json' '$work/other.json'"

# Without a solver: the reader, and the model's own refusals.
for kind in '' '--no-network' '--milp' '--milp --no-network'; do
	for seed in 1 2 3; do
		# shellcheck disable=SC2086
		$make province $kind --seed $seed -o "$work/made.json"
		ends "a province${kind:+, $kind}, seed $seed, is accepted without a warning" 0 '' \
			"$rackplan" export "$work/made.json" --to lp -o "$work/made.lp"
		holds 'and nothing is said of it' test ! -s "$work/err"
	done
done
$make region -o "$work/region.json"
ends 'a region is accepted' 0 '' "$rackplan" export "$work/region.json" --to mps -o "$work/region.mps"
ends 'a province has a plan that keeps every target' 0 '' \
	"$rackplan" solve "$work/sites.json" --solver glpk --no-charts --no-ranges -q -o "$work/plan"
holds 'it serves nearly everybody' python3 -c '
import csv, sys
rows = [r for r in csv.DictReader(open(sys.argv[1])) if r["id"] == "served"]
sys.exit(not (rows and float(rows[0]["achieved"]) > 0.9))' "$work/plan/targets.csv"
finish
