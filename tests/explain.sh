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
	'design racks ≥ 800 racks by 2018-12-31 is short by 100 racks' \
	'No plan keeps all of these 4' \
	'South, 1 (south/1): earliest start 2019-04-01, lead time 9 months' \
	'North, 2 (north/2) +100 racks: 500 racks instead of 400 racks [roughly CNY 5.00 M]' \
	'--set sites.south.phases.1.earliest_start=2018-10-01' \
	'target 800 racks by the end of 2018 (design-2018) lowered to 700 racks from 800 racks' \
	'--set targets.design-2018.by=2019-06-30' \
	'at most 700 racks by 2018-12-31 (required 800 racks); the required value by 2019-06-30 at the earliest'
cp "$work/out" "$work/wide"
ends 'in Chinese' 4 'out:^不可行：没有方案能满足全部必达目标' "$rackplan" explain --lang zh "$small" --scenario late
says 'the same' '短缺 100 架' '以下 4 项不能同时满足' '南区 1（south/1）：最早开工于 2019-04-01，建设周期 9 个月' '任何一项单独调整即可行'
holds 'no line of text is wider than 80 columns' sh -c "! grep -v -e --set '$work/wide' | grep -qE '^.{81,}'"
holds 'and no English sentence' sh -c "! grep -qE 'instead|without|roughly|plan ' '$work/out'"
for scenario in late much poor closed starved; do
	ends "$scenario: JSON" 4 'out:"status": "infeasible"' "$rackplan" explain --format json "$small" --scenario $scenario
	holds "$scenario: it is JSON" python3 -m json.tool "$work/out" /dev/null
	repairs_hold "$scenario" "$small" $scenario
done
ends 'a budget too small names it and how much more' 4 'out:budget build \+CNY 1.00 M: CNY 9.00 M instead' \
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

# ---- more demand than there can be racks: no target is the cause, and none is in the conflict ----
# NAME SETS...: $work/out (JSON) is infeasible without targets, and no conflict has a target
no_target_is_blamed() {
	blamed_name=$1
	shift
	"$rackplan" explain --format json "$small" "$@" >"$work/out" 2>/dev/null
	holds "$blamed_name" python3 -c 'import json, sys
told = json.load(open(sys.argv[1]))
kinds = {item["kind"] for conflict in told["conflicts"] for item in conflict["items"]}
sys.exit(not (told["infeasible_without_targets"] and kinds and "target" not in kinds and "demand" in kinds and told["complete"]))' "$work/out"
}
no_target_is_blamed 'demand above all capacity, with targets: no target in the conflict' --set demands.growth.need_racks=5000 --set demands.growth.unserved_cny_per_rack_year=null
no_target_is_blamed 'and without targets' --set demands.growth.need_racks=5000 --set demands.growth.unserved_cny_per_rack_year=null --set targets=null
"$rackplan" explain --lang zh "$small" --set demands.growth.need_racks=5000 --set demands.growth.unserved_cny_per_rack_year=null >"$work/out" 2>/dev/null
says 'in Chinese' '即使取消全部目标仍不可行，原因不在目标' '需求 '
"$rackplan" explain "$small" --scenario starved --set targets.design-2018.value=90000 >"$work/out" 2>/dev/null
says 'a target out of reach beside it is told apart' 'Infeasible even without targets; apart from that, not all targets can be met' 'Conflict 2 of 2'

# ---- in Chinese nothing is left in English but ids ----
for pair in xian-2021:branch-late jiangxi-2020:principle-as-law; do
	timeout 120 "$rackplan" explain -q --lang zh "scenarios/${pair%%:*}.json" --scenario "${pair#*:}" >"$work/out" 2>/dev/null
	holds "no raw metric or unit in Chinese: ${pair#*:}" sh -c "grep -q '^不可行' '$work/out' && ! grep -v -e --set '$work/out' |
		grep -qE '(design|available|occupied|standard)_racks|_share|install_rate|link_count|cut_gbps|sites_started|[0-9] (racks|sites|links|months)'"
done

# ---- shipped scenarios ----
# FILE SCENARIO: into $work/out, as text
explained() { timeout 120 "$rackplan" explain -q "scenarios/$1.json" --scenario "$2" >"$work/out" 2>"$work/err" </dev/null; }
explained inner-mongolia-2018 install-rate-points
says 'Inner Mongolia: building more makes the rate target harder, and is said to' 'No plan keeps all of these 2' \
	'Building more makes installed rate of servers by the end of 2018 (install-rate) harder: every rack made available adds to what it is a share of' \
	'the four continuing projects come into use in the year (continuing-in-use) asks for building: with the rate kept, at most 2,000 racks; with that built, the rate is at most 49.06 %'
explained jiangxi-2020 principle-as-law
says 'Jiangxi: no fourth centre, and a police centre' 'No plan keeps all of these 2' 'target other big data operation centres (no-other-centres):' 'target police centre (police-centre):' \
	'target other big data operation centres (no-other-centres) raised to 1 sites from 0 sites' 'target police centre (police-centre) lowered to 0 sites'
explained henan-2020 no-unified-centre
says 'Henan: no unified centre' 'Infeasible even without targets' 'rule one unified government centre (one-unified-centre): exactly 0 sites' \
	'demand video network over four levels (video-network): only at unified government centre, in the Unicom base (gov-in-unicom)' '--set rules.one-unified-centre.exactly=1'
explained xian-2021 branch-late
says "Xi'an: a branch too late" 'No plan keeps all of these 2' 'Belt-and-Road data centre, north-west branch, phase 1 (belt-road/1): earliest start 2018-10-01' 'earliest_start=2018-04-01'

# ---- made-up scenarios with a planted cause; make explain-all does 200 ----
if timeout 400 python3 tests/explain_random.py "$rackplan" 1 15 >"$work/random" 2>&1; then
	ok "made-up scenarios: $(tail -n 1 "$work/random")"
else
	not_ok 'made-up scenarios' "$(tail -n 20 "$work/random")"
fi
finish
