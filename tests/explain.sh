#!/bin/sh
# explain: what it says of scenarios that have no plan, and that what it offers makes a plan possible.
. tests/lib.sh
small=$fixtures/small.json

# NAME FILE SCENARIO: every repair of $work/out (JSON) is applied and has a plan.
repairs_hold() {
	if python3 tests/explain_repairs.py "$rackplan" "$2" "$3" <"$work/out" >"$work/repairs" 2>&1; then
		ok "$1: $(tail -n 1 "$work/repairs")"
	else
		not_ok "$1" "$(head -n 20 "$work/repairs")"
	fi
}
# NAME TEXT...: $work/out has every text, wherever its lines are broken.
says() {
	says_name=$1
	shift
	tr '\n' ' ' <"$work/out" | sed 's/  */ /g' >"$work/flat"
	for says_text in "$@"; do
		grep -qF -e "$says_text" "$work/flat" || {
			not_ok "$says_name" "no '$says_text' in: $(head -n 40 "$work/out")"
			return
		}
	done
	ok "$says_name"
}

# ---- a small scenario: every number can be checked by hand ----
ends 'a scenario with a plan is feasible' 0 'out:^Feasible: there is a plan' "$rackplan" explain "$small"
says 'and says which limits bind' 'Binding limits' '800 racks by the end'
ends 'a start too late is explained' 4 'out:^Infeasible: no plan meets every required target' "$rackplan" explain "$small" --scenario late
says 'least change, conflict, repairs, best: in the scenario'"'"'s words' \
	'design_racks ≥ 800 racks by 2018-12-31 is short by 100 racks' \
	'No plan keeps all of these 4' \
	'phase south/1: earliest start 2019-04-01, lead time 9 months' \
	'phase north/2 +100 racks: 500 racks instead of 400 racks [roughly CNY 5.0 M]' \
	'--set sites.south.phases.1.earliest_start=2018-10-01' \
	'target design-2018 lowered to 700 racks from 800 racks' \
	'--set targets.design-2018.by=2019-06-30' \
	'at most 700 racks by 2018-12-31 (required 800 racks); the required value by 2019-06-30 at the earliest'
cp "$work/out" "$work/wide"
ends 'in Chinese' 4 'out:^不可行：没有方案能满足全部必达目标' "$rackplan" explain --lang zh "$small" --scenario late
says 'the same' '短缺 100 架' '以下 4 项不能同时满足' '期 south/1：最早开工于 2019-04-01，建设周期 9 个月' '任何一项单独调整即可行'
holds 'no line of text is wider than 80 columns' sh -c "! grep -v -e --set '$work/wide' | grep -qE '^.{81,}'"
holds 'and no English sentence' sh -c "! grep -qE 'instead|without|roughly|plan ' '$work/out'"
for scenario in late much poor closed starved; do
	ends "$scenario: JSON" 4 'out:"status": "infeasible"' "$rackplan" explain --format json "$small" --scenario $scenario
	holds "$scenario: it is JSON" python3 -m json.tool "$work/out" /dev/null
	repairs_hold "$scenario" "$small" $scenario
done
ends 'a budget too small names it and how much more' 4 'out:budget build \+CNY 1.0 M: CNY 9.0 M instead' \
	"$rackplan" explain "$small" --scenario poor
ends 'a rule that forbids is in the conflict, and may be lifted' 4 'out:rule no-south is lifted' \
	"$rackplan" explain "$small" --scenario closed
ends 'a rule that nobody can keep is infeasible without targets' 4 'out:^Infeasible even without targets' \
	"$rackplan" explain "$small" --scenario starved
ends 'a limit before anything is known is undecided' 5 'undecided: the time limit' \
	"$rackplan" explain --time-limit 0.000001 "$small" --scenario late
ends 'wrong input is wrong input' 3 'there is no such path' "$rackplan" explain --set sites.nowhere.pue=1 "$small"
"$rackplan" explain --format json "$small" --scenario closed >"$work/again" 2>/dev/null
"$rackplan" explain --format json "$small" --scenario closed >"$work/out" 2>/dev/null
holds 'the same scenario gives the same bytes' cmp "$work/again" "$work/out"

# ---- shipped scenarios ----
# FILE SCENARIO: into $work/out, as text
explained() { timeout 120 "$rackplan" explain -q "scenarios/$1.json" --scenario "$2" >"$work/out" 2>"$work/err" </dev/null; }
explained inner-mongolia-2018 install-rate-points
says 'Inner Mongolia: building more makes the rate target harder, and is said to' 'No plan keeps all of these 2' \
	'Building more makes install-rate harder: every rack made available adds to what it is a share of' \
	'continuing-in-use asks for building: with the rate kept, at most 2,000 racks; with that built, the rate is at most 49.06 %'
explained jiangxi-2020 principle-as-law
says 'Jiangxi: no fourth centre, and a police centre' 'No plan keeps all of these 2' 'target no-other-centres:' 'target police-centre:' \
	'target no-other-centres raised to 1 sites from 0 sites' 'target police-centre lowered to 0 sites'
explained henan-2020 no-unified-centre
says 'Henan: no unified centre' 'Infeasible even without targets' 'rule one-unified-centre: one unified government centre: exactly 0 sites' \
	'demand video-network: only at gov-in-unicom, gov-in-mobile, gov-longzihu' '--set rules.one-unified-centre.exactly=1'
explained xian-2021 branch-late
says "Xi'an: a branch too late" 'No plan keeps all of these 2' 'phase belt-road/1: earliest start 2018-10-01' 'earliest_start=2018-04-01'

# ---- made-up scenarios with a planted cause; make explain-all does 200 ----
if timeout 400 python3 tests/explain_random.py "$rackplan" 1 15 >"$work/random" 2>&1; then
	ok "made-up scenarios: $(tail -n 1 "$work/random")"
else
	not_ok 'made-up scenarios' "$(tail -n 20 "$work/random")"
fi
finish
