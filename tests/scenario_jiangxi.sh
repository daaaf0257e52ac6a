#!/bin/sh
# The Jiangxi scenario: AT-JX1 (two cuts), AT-JX2 (centres, clouds, standby), AT-JX3 (a fourth centre), and what must fail.
. tests/lib.sh
scenario=scenarios/jiangxi-2020.json
. tests/scenario_tables.inc
table=scenarios/jiangxi-2020.demand.csv
centres='nanchang|shangrao|fuzhou'

holds 'jiangxi_records_35_rows_and_encodes_every_a_and_b' rows_and_grades JX 35 12 9 14

solve_as base base
holds 'jiangxi_base_has_a_plan' ended base 0
holds 'jiangxi_base_is_accepted_by_the_verifier' "$rackplan" verify "$scenario" "$work/base/plan.json"
every_number_has_an_origin base jiangxi

# ---- AT-JX1 ----

# Gbps of a cut at each year's end, from the resolved scenario and the modules of the plan alone.
cat >"$work/cuts.py" <<'PYTHON'
import json, sys
folder, cut = sys.argv[1], sys.argv[2]
scenario = json.load(open(folder + "/scenario.resolved.json"))
plan = json.load(open(folder + "/plan.json"))
number = lambda x: x["value"] if isinstance(x, dict) else x
years = []
for year in (1, 2, 3):
    total = 0
    for link_id in scenario["cuts"][cut]["links"]:
        link = scenario["links"][link_id]
        total += number(link["installed_gbps"])
        for module_id, module in link["modules"].items():
            started = plan.get("link_modules", {}).get(link_id + "/" + module_id, {})
            quarters = -(-number(module["lead_months"]) // 3)
            total += number(module["gbps"]) * sum(
                n for period, n in started.items()
                if 4 * (int(period[:4]) - 2018) + int(period[6]) - 1 + quarters < 4 * year)
    years.append(round(total))
print(*years)
PYTHON
cut() { /usr/bin/python3 "$work/cuts.py" "$work/base" "$1"; }
spent_on_links() { awk -F, -v y="$1" 'NR > 1 && $1 == "link" && substr($3, 1, 4) == y { n += $4 } END { printf "%.0f\n", n }' "$work/base/costs.csv"; }
province=$(cut interprovincial) metro=$(cut metro-exits)
echo "# AT-JX1 exit of the province $province Gbps, metropolitan exits $metro Gbps at the ends of 2018, 2019, 2020"
echo "# AT-JX1 spent on waves: 2018 $(spent_on_links 2018), 2019 $(spent_on_links 2019), 2020 $(spent_on_links 2020) CNY"
grows() { # THREE NUMBERS, START, TARGET
	# shellcheck disable=SC2086 # three words
	set -- $1 "$2" "$3"
	[ "$1" -gt "$4" ] && [ "$2" -gt "$1" ] && [ "$3" -gt "$2" ] && [ "$3" -ge "$5" ] || { echo "$*"; return 1; }
}
holds 'AT-JX1_the_exit_of_the_province_grows_each_year_to_10000_gbps' grows "$province" 4000 10000
holds 'AT-JX1_the_metropolitan_exits_grow_each_year_to_15000_gbps' grows "$metro" 5999 15000
holds 'AT-JX1_the_ledger_has_the_same_two_sums' \
	sh -c "[ '$(ledger base interprovincial-2020 achieved) $(ledger base metro-2020 achieved)' = '${province##* } ${metro##* }' ]"
holds 'AT-JX1_each_year_has_its_cost' sh -c "
	[ $(spent_on_links 2018) -gt 0 ] && [ $(spent_on_links 2019) -gt 0 ] && [ $(spent_on_links 2020) -gt 0 ]"
"$rackplan" check "$scenario" --scenario wave-systems-late >"$work/waves.text" 2>&1
echo $? >"$work/waves.code"
holds 'AT-JX1_without_new_wave_systems_it_is_infeasible' ended waves 4
holds 'AT-JX1_and_the_shortfall_is_named' \
	says "$work/waves.text" 'interprovincial-2020: required 10,000, reachable 8,800: short by 1,200'

# ---- AT-JX2 ----

open_centres() { n=$(begun base "$centres" 2018-Q1 2020-Q4) && compare "$n" '>=' 2 && compare "$n" '<=' 3; }
holds 'AT-JX2_two_or_three_regional_centres_open' open_centres
holds 'AT-JX2_two_of_them_are_begun_in_the_first_stage' compare "$(begun base "$centres" 2018-Q1 2018-Q4)" '>=' 2
holds 'AT-JX2_every_city_and_every_cloud_is_hosted_in_every_quarter' all_hosted base "$table" '^(zone-.*|outside)$'
holds 'AT-JX2_other_application_clouds_stand_only_on_the_platform' \
	compare "$(total base hosted:other-clouds 'carrier-rooms|police|rare-metal|fourth' 2018-Q1 2020-Q4)" '==' 0
holds 'jiangxi_tourism_centre_stands_in_shangrao' \
	compare "$(total base hosted:tourism-centre shangrao 2020-Q4 2020-Q4)" '==' 60

# Where the copies of government data stand: "whole" when every hosted rack has one, "apart" when never beside its primary,
# "shangrao" when each primary outside Shangrao has it in Shangrao; and the racks of copies at the end.
cat >"$work/standby.py" <<'PYTHON'
import json, sys
plan = json.load(open(sys.argv[1] + "/plan.json"))
pairs, hosted = plan.get("standby_pairs", {}), {}
for line in open(sys.argv[1] + "/plan.csv"):
    _, period, site, item, value, _ = line.rstrip("\n").split(",")
    if item.startswith("hosted:"):
        hosted[item[7:], site, period] = int(value)
periods = sorted({key[2] for key in hosted})
whole = apart = shangrao = True
last = 0
for demand in ("base", "cloud-gov", "cloud-law", "cloud-social"):
    for (d, site, period), racks in hosted.items():
        copies = pairs.get(demand, {}).get(site, {})
        if d == demand and sum(row.get(period, 0) for row in copies.values()) != racks:
            whole = False
    for site, copies in pairs.get(demand, {}).items():
        for standby, row in copies.items():
            apart = apart and (site != standby or not any(row.values()))
            shangrao = shangrao and (site == "shangrao" or standby == "shangrao" or not any(row.values()))
            last += row.get(periods[-1], 0)
print("whole" if whole else "-", "apart" if apart else "-", "shangrao" if shangrao else "-", last)
PYTHON
copies() { /usr/bin/python3 "$work/standby.py" "$work/$1"; }
echo "# AT-JX2 copies: $(copies base) racks at the end of 2020"
holds 'AT-JX2_government_data_has_its_copy_in_shangrao_and_never_beside_the_primary' \
	sh -c "case '$(copies base)' in 'whole apart shangrao '[1-9]*) ;; *) exit 1 ;; esac"
solve_as without-standby bare
holds 'AT-JX2_without_the_conditions_there_is_no_copy' sh -c "case '$(copies bare)' in *' 0') ;; *) exit 1 ;; esac"
holds 'AT-JX2_the_copies_cost_money' compare "$(objective bare)" '<' "$(objective base)"

# ---- AT-JX3 ----

solve_as fourth-centre strict
solve_as fourth-centre-allowed weak
holds 'AT-JX3_scenarios_have_plans' sh -c "[ $(cat "$work/strict.code") -eq 0 ] && [ $(cat "$work/weak.code") -eq 0 ]"
holds 'AT-JX3_the_cheaper_centre_is_not_chosen_at_the_full_price' \
	compare "$(total strict started_racks fourth 2018-Q1 2020-Q4)" '==' 0
holds 'AT-JX3_it_is_chosen_when_the_principle_weighs_little' \
	compare "$(total weak started_racks fourth 2018-Q1 2020-Q4)" '>' 0
own() { awk -v a="$(objective "$1")" -v b="$(part "$1" shortfall)" 'BEGIN { printf "%.0f\n", a - b }'; } # cost without prices of principles
echo "# AT-JX3 cost without the fourth centre $(own strict), with it $(own weak) CNY; prices of principles $(part strict shortfall) and $(part weak shortfall)"
saving=$(($(own strict) - $(own weak)))
holds 'AT-JX3_its_saving_is_below_the_full_price_and_above_the_weak_one' \
	sh -c "[ $saving -gt 5000000 ] && [ $saving -lt 60000000 ]"

# ---- the named exceptions contradict the general rule ----

holds 'jiangxi_lists_both_sides_of_the_conflict' sh -c "
	[ '$(ledger base no-other-centres state)' = missed ] && [ '$(ledger base police-centre state)' = met ] &&
	[ '$(ledger base rare-metal-centre state)' = missed ]"
"$rackplan" check "$scenario" --scenario principle-as-law >"$work/law.text" 2>&1
echo $? >"$work/law.code"
holds 'jiangxi_principle_as_law_is_infeasible' ended law 4
holds 'jiangxi_principle_as_law_names_the_rule_or_the_police_centre' \
	says "$work/law.text" 'no-other-centres: required 0, reachable 1: over by 1 sites by 2020-12-31 (source JX-07)'

# ---- a centre that takes two years is too late for the first stage ----

"$rackplan" check "$scenario" --scenario slow-building >"$work/slow.text" 2>&1
echo $? >"$work/slow.code"
holds 'jiangxi_slow_building_is_infeasible' ended slow 4
holds 'jiangxi_slow_building_misses_the_first_stage' \
	says "$work/slow.text" 'stage-2018: required 800, reachable 0: short by 800 racks by 2018-12-31 (source JX-13)'
holds 'jiangxi_slow_building_names_the_lead_time' says "$work/slow.text" 'shangrao/1: earliest start 2018-01-01, lead time 24 months'

# ---- direct trading ----

solve_as direct-trade trade
holds 'jiangxi_direct_trade_has_a_plan' ended trade 0
# The gain is smaller than what whole racks cost, so the bounds are compared.
holds 'jiangxi_direct_trade_lowers_the_least_cost' compare "$(bound trade)" '<' "$(bound base)"

finish
