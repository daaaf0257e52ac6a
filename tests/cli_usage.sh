#!/bin/sh
# The command line: help, version, mistakes, what each command prints.
. tests/lib.sh
small=$fixtures/small.json

ends 'help lists the commands and the exit codes' 0 'out:130, 143  interrupted' "$rackplan" --help
for command in solve check explain verify report compare sweep export schema; do
	ends "help of $command" 0 "out:^rackplan $command" "$rackplan" $command --help
done
for command in import init; do
	ends "$command is not there yet, and is not pretended" 2 "unknown command '$command'" "$rackplan" $command "$small"
	! grep -q "rackplan $command" "$work/out" || not_ok "$command is not in the help"
done
ends 'version names the program and its solver' 0 'out:solver glpk: .*[0-9]' "$rackplan" --version
ends 'no command is wrong usage' 2 'no command' "$rackplan"
ends 'a misspelt command is suggested' 2 "did you mean 'solve'" "$rackplan" slove "$small"
ends 'an unknown option is wrong usage' 2 'unknown option --speed' "$rackplan" check --speed "$small"
ends 'an unknown short option is wrong usage' 2 'unknown option -x' "$rackplan" check -x "$small"
ends 'an option without its value is wrong usage' 2 '--scenario needs a value' "$rackplan" check "$small" --scenario
ends 'an option of another command is wrong usage' 2 'unknown option -o' "$rackplan" check -o "$work/r" "$small"
ends 'no scenario is wrong usage' 2 'got 0 words, expected at least 1' "$rackplan" check
ends 'the same scenario twice is wrong usage' 2 'there twice' "$rackplan" solve "$small" "$small"
ends 'an unknown solver is wrong usage' 2 "no solver 'magic'" "$rackplan" check --solver magic "$small"
ends 'a time limit that is no number is wrong usage' 2 'expected seconds' "$rackplan" check --time-limit soon "$small"
ends 'a negative time limit is wrong usage' 2 'expected seconds' "$rackplan" check --time-limit=-1 "$small"
ends 'a gap above 1 is wrong usage' 2 'expected a share' "$rackplan" check --gap 2 "$small"
ends 'a gap that is not finite is wrong usage' 2 'expected a share' "$rackplan" check --gap nan "$small"
ends 'a language nobody speaks here is wrong usage' 2 'expected en or zh' "$rackplan" check --lang fr "$small"
ends 'a format nobody writes is wrong usage' 2 'expected text or json' "$rackplan" check --format xml "$small"
ends '--set without a value is wrong usage' 2 'expected PATH=VALUE' "$rackplan" check --set sites "$small"

ends 'schema prints JSON Schema 2020-12' 0 'out:2020-12' "$rackplan" schema
holds 'the schema is JSON' python3 -m json.tool "$work/out" /dev/null
ends 'check prints the ledger and ends 0' 0 'out:design-2018 .*800' "$rackplan" check "$small"
ends 'check says nothing on standard error' 0 '' "$rackplan" check "$small"
holds 'standard error was empty' test ! -s "$work/err"
ends 'check in JSON' 0 'out:"achieved": 800' "$rackplan" check --format json "$small"
holds 'its prices name what they are of' grep -q '"unit": "racks".*"price_cny_per_unit": ' "$work/out"
holds 'it is JSON' python3 -m json.tool "$work/out" /dev/null
holds 'all is served, and nothing is said of it' grep -q '"unserved": \[\]' "$work/out"
ends 'check says what stays unserved' 0 'out:^  growth +[1-9][0-9]* +20[0-9Q-]+ +[0-9.]+$' \
	"$rackplan" check --set demands.growth.unserved_cny_per_rack_year=1 "$small"
ends 'check in JSON says it, too' 0 'out:"unserved": \[\{"demand": "growth", "most_racks": [1-9]' \
	"$rackplan" check --set demands.growth.unserved_cny_per_rack_year=1 --format json "$small"
holds 'that is JSON' python3 -m json.tool "$work/out" /dev/null
ends 'check in Chinese' 0 'out:目标|要求' "$rackplan" check --lang zh "$small"
ends '--set changes a value' 4 'out:required 2,000' "$rackplan" check --set targets.design-2018.value=2000 "$small"
ends 'an infeasible scenario ends 4 and names target and shortfall' 4 'out:^design-2018: required 800, reachable 700: short by 100 racks by 2018-12-31' \
	"$rackplan" check --scenario late "$small"
holds 'it names the date that is the cause' grep -q '^  south/1: earliest start 2019-04-01.*shortfall would be 0 racks' "$work/out"
ends 'a budget can be the cause' 4 'out:^  build: budget of at most CNY 8.*without it, the shortfall would be 0 racks' \
	"$rackplan" check --scenario poor "$small"
ends 'a rule can be the cause' 4 'out:^  no-south: building is forbidden; without it, the shortfall would be 0 racks' \
	"$rackplan" check --scenario closed "$small"
ends 'a cause in Chinese' 4 'out:^  no-south：禁止建设' "$rackplan" check --scenario closed --lang zh "$small"
ends 'a shortfall without a date to blame has none' 4 'out:short by 3,800 racks' "$rackplan" check --scenario much "$small"
holds 'no cause is named, but what conflicts' sh -c "! grep -q 'the shortfall would be' '$work/out' && grep -q 'North, 2 (north/2): 400 design racks' '$work/out'"
ends 'an infeasible scenario in JSON' 4 'out:"shortfall_without": 0' "$rackplan" check --scenario late --format json "$small"
holds 'it is JSON, too' python3 -m json.tool "$work/out" /dev/null
ends 'infeasible even without targets' 4 'out:even without targets' "$rackplan" check --scenario starved "$small"
ends 'an unknown variant is invalid input' 3 'nowhere' "$rackplan" check --scenario nowhere "$small"

ends 'solve on an infeasible scenario ends 4' 4 'out:short by 100 racks' "$rackplan" solve --scenario late "$small" -o "$work/none"
holds 'and writes the verdict and its proof, and no plan' test "$(ls "$work/none" | tr '\n' ' ')" = \
	'certificate.json infeasibility.json model.mps scenario.resolved.json '
ends 'solve writes' 0 'out:Targets: 1 met' "$rackplan" solve "$small" --no-charts -o "$work/r"
for file in run.json scenario.resolved.json model.mps certificate.json plan.json plan.csv orders.csv targets.csv binding.csv costs.csv assumptions.csv; do
	holds "solve wrote $file" test -s "$work/r/$file"
done
holds 'no charts when none are wanted' test ! -e "$work/r/charts"
holds 'run.json is JSON and its parts add up to the objective' python3 - "$work/r/run.json" <<'PYTHON'
import json, sys
run = json.load(open(sys.argv[1]))
assert run["status"] == "optimal", run["status"]
total = sum(run["objective_parts"].values())
assert abs(total - run["objective"]) < 0.01, (total, run["objective"])
assert run["lp_bound"] <= run["objective"] + 0.01
bound = max(run["lp_bound"], run["mip_bound"])
assert abs(run["objective"] - bound - run["distance_to_bound"]) < 0.01, run
assert abs(run["objective"] - run["racks_in_parts"] - run["price_of_wholeness"]) < 0.01, run
assert abs(run["gap"] - run["distance_to_bound"] / run["objective"]) < 1e-9, run
assert all(len(one["sha256"]) == 64 for one in run["inputs"]) and run["inputs"]
PYTHON
holds 'the hash in run.json is the input file'\''s' grep -q "$(sha256sum <"$small" | cut -d ' ' -f 1)" "$work/r/run.json"
ends 'verify accepts the plan' 0 'out:accepted' "$rackplan" verify "$small" "$work/r/plan.json"
ends 'so does the verifier linked alone' 0 'out:accepted' "$BUILD/rackplan-verify-alone" "$small" "$work/r/plan.json"
ends 'verify refuses a file that is no plan' 3 '' "$rackplan" verify "$small" "$small"
ends 'verify refuses a plan that is not there' 3 'No such file' "$rackplan" verify "$small" "$work/nothing.json"
sed 's/500/501/' "$work/r/plan.json" >"$work/more.json"
if cmp -s "$work/r/plan.json" "$work/more.json"; then
	not_ok 'the plan was changed for the test'
else
	ends 'verify refuses a changed plan and ends 1' 1 '' "$rackplan" verify "$small" "$work/more.json"
	ends 'verify in JSON' 1 'out:"accepted": false' "$rackplan" verify --format json "$small" "$work/more.json"
	holds 'it is JSON as well' python3 -m json.tool "$work/out" /dev/null
fi
(cd "$work" && "$rackplan" solve --no-charts --quiet "$OLDPWD/$small" >/dev/null) 2>"$work/err"
holds 'the default directory is results/ID' test -s "$work/results/small/plan.json"
holds '--quiet says nothing' test ! -s "$work/err"
ends 'a limit that comes first is undecided' 5 'undecided' "$rackplan" check --time-limit 0.000001 "$small"
# ---- prices and their ranges ----

budget=tests/fixtures/models/budget.json
ends 'solve says what a limit is worth, and how far that holds' 0 'out:(saves|costs) .*, (up|down) to [+-][0-9]' \
	"$rackplan" solve "$budget" --no-charts -q -o "$work/ranges"
holds 'binding.csv has it, too' grep -q 'yes,[0-9]\|no,[0-9]' "$work/ranges/binding.csv"
ends '--no-ranges leaves it out' 0 'out:saves .* or less' "$rackplan" solve "$budget" --no-charts --no-ranges -q -o "$work/without"
holds 'and in the table' sh -c "! grep -q 'yes,[0-9]\|no,[0-9]' '$work/without/binding.csv'"
holds 'the plan is the same' cmp "$work/ranges/plan.csv" "$work/without/plan.csv"
ends 'check has no --no-ranges' 2 'unknown option' "$rackplan" check "$budget" --no-ranges

finish
