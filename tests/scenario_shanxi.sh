#!/bin/sh
# The Shanxi scenario: AT-SX1 (50,000 design racks, migration, enterprises), AT-SX2 (a site that comes too late), AT-SX3
# (three to five bases), and what must fail. What the document asks is reached, and not by accident.
. tests/lib.sh
scenario=scenarios/shanxi-2018.json
. tests/scenario_tables.inc
counted='[a-fh-z].*|gov-cloud|guoke-jinyun' # every site but gov-rooms, which is no data centre
parks='yangquan-iot|cetc-park|linfen-park|datong-park|lvliang-park|yuncheng-park'

bases() { begun "$1" "$parks" 2018-01 2018-12; } # NAME: parks on which something was started by the end of 2018

starts() { # NAME: what is started where and when, in a line
	awk -F, 'NR > 1 && $4 == "started_racks" && $5 > 0 { printf "%s:%s:%s ", $3, $2, $5 }' "$work/$1/plan.csv"
}

holds 'shanxi_records_28_rows_and_encodes_every_a_and_b' rows_and_grades SX 28 13 9 6

solve_as base base
holds 'shanxi_base_has_a_plan' ended base 0
holds 'shanxi_base_is_accepted_by_the_verifier' "$rackplan" verify "$scenario" "$work/base/plan.json"
every_number_has_an_origin base shanxi

# ---- AT-SX1 ----

design=$(total base design_racks "$counted" 2018-12 2018-12)
echo "# AT-SX1 design racks at the end of 2018: $design; existing systems on the platform: $(total base hosted:gov-existing gov-cloud 2018-04 2018-04) of 1000 in April, $(total base hosted:gov-existing gov-cloud 2018-12 2018-12) in December; enterprises: $(($(total base hosted:enterprise '.*' 2018-12 2018-12) * 10)), then $(($(total base hosted:enterprise '.*' 2020-12 2020-12) * 10))"
holds 'AT-SX1_50000_design_racks_by_the_end_of_2018' compare "$design" '>=' 50000
holds 'AT-SX1_the_ledger_has_the_same_sum' compare "$(ledger base design-racks-2018 achieved)" '==' "$design"
holds 'AT-SX1_design_available_and_occupied_racks_are_kept_apart' sh -c "
	[ $(total base occupied_racks "$counted" 2018-12 2018-12) -lt $(total base available_racks "$counted" 2018-12 2018-12) ] &&
	[ $(total base available_racks "$counted" 2018-12 2018-12) -lt $design ]"
holds 'AT-SX1_nothing_migrates_before_may_2018' compare "$(total base hosted:gov-existing '.*cloud' 2018-01 2018-04)" '==' 0
holds 'AT-SX1_half_of_the_systems_are_on_the_platform_by_the_end_of_2018' \
	compare "$(total base hosted:gov-existing gov-cloud 2018-12 2018-12)" '>=' 500
holds 'AT-SX1_3000_enterprises_are_hosted_by_the_end_of_2018' \
	compare "$(($(total base hosted:enterprise '.*' 2018-12 2018-12) * 10))" '>=' 3000
holds 'AT-SX1_10000_enterprises_are_hosted_by_the_end_of_2020' \
	compare "$(($(total base hosted:enterprise '.*' 2020-12 2020-12) * 10))" '>=' 10000
holds 'AT-SX1_the_undated_target_is_shown_as_overruled' sh -c "
	[ '$(ledger base design-racks-undated state) $(ledger base design-racks-undated overruled_by)' = 'overruled design-racks-2018' ]"

# ---- AT-SX2 ----

"$rackplan" check "$scenario" --scenario lvliang-late >"$work/late.text" 2>&1
echo $? >"$work/late.code"
grep -m 2 'design-racks-2018: required\|earliest start' "$work/late.text" | sed 's/^/# AT-SX2 /'
holds 'AT-SX2_without_lvliang_in_time_it_is_infeasible' ended late 4
holds 'AT-SX2_the_target_and_the_smallest_shortfall_are_named' \
	says "$work/late.text" 'design-racks-2018: required 50,000, reachable 46,600: short by 3,400 racks by 2018-12-31'
holds 'AT-SX2_the_date_of_its_phase_is_named' says "$work/late.text" 'lvliang-huawei/1: earliest start 2019-03-01'
first=$(sed -n 's|^  \([a-z-]*\)[/:].*|\1|p' "$work/late.text" | head -n 1)
holds 'AT-SX2_lvliang_is_blamed_first' test "$first" = lvliang-huawei
holds 'AT-SX2_no_other_site_is_blamed' test "$(sed -n 's|^  \([a-z-]*\)/.*|\1|p' "$work/late.text" | sort -u)" = lvliang-huawei
holds 'AT-SX2_no_other_target_is_missed' compare "$(grep -c ': required ' "$work/late.text")" '==' 1

# ---- AT-SX3 ----

solve_as base free --set rules.bases.at_least.value=0
echo "# AT-SX3 bases begun: $(bases base); without the rule $(bases free)"
holds 'AT-SX3_three_to_five_bases_are_begun' sh -c "[ $(bases base) -ge 3 ] && [ $(bases base) -le 5 ]"
holds 'AT-SX3_no_base_starts_before_may_2018' compare "$(total base started_racks "$parks" 2018-01 2018-04)" '==' 0
holds 'AT-SX3_without_the_rule_there_is_a_plan' ended free 0
holds 'AT-SX3_without_the_rule_fewer_are_begun' compare "$(bases free)" '<' "$(bases base)"
holds 'AT-SX3_without_the_rule_other_phases_start' test "$(starts free)" != "$(starts base)"

# ---- gigabit access ----

# NAME: Gbps that the households of the three belts cause at the end of 2020, and Gbps installed on their exits and the province's.
exits() {
	/usr/bin/python3 - "$work/$1" <<'END'
import json, sys
where = sys.argv[1]
sc = json.load(open(where + "/scenario.resolved.json"))
plan = json.load(open(where + "/plan.json"))
last = lambda x: x["values"][-1] if "values" in x else x["value"]
caused = {}
for t in sc["traffic"].values():
    caused[t["to"]] = caused.get(t["to"], 0) + last(t["households"]) * last(t["mbps"]) * last(t["concurrency"]) / 1000
def installed(link):
    return sc["links"][link]["installed_gbps"]["value"] + sum(
        n * m["gbps"]["value"] for name, m in sc["links"][link]["modules"].items()
        for start, n in plan["link_modules"].get(link + "/" + name, {}).items() if start <= "2020-09")
for belt in ("north", "middle", "south"):
    print(belt, round(caused[belt], 1), installed("metro-" + belt))
print("exit", round(sum(caused.values()), 1), installed("exit"))
END
}
exits base >"$work/exits" 2>"$work/exits.err" || cat "$work/exits.err"
sed 's/^/# shanxi: Gbps caused and installed at the end of 2020, /' "$work/exits"
holds 'shanxi_exits_carry_what_gigabit_and_other_households_cause' \
	awk '$2 > 0.7 * $3 { print; bad = 1 } END { exit bad || NR != 4 }' "$work/exits"
solve_as base slower --set traffic.gigabit-south.mbps.value=100
holds 'shanxi_slower_access_needs_fewer_waves' compare \
	"$(total slower installed:metro-south '' 2020-12 2020-12)" '<' "$(total base installed:metro-south '' 2020-12 2020-12)"

# ---- the other variants ----

solve_as policy-tariff policy
holds 'shanxi_with_the_preferential_tariff_has_a_plan' ended policy 0
holds 'shanxi_with_the_preferential_tariff_fills_lvliang_more' compare \
	"$(total policy occupied_racks lvliang-huawei 2020-12 2020-12)" '>' "$(total base occupied_racks lvliang-huawei 2020-12 2020-12)"
solve_as exchange-point exchange
holds 'shanxi_with_the_exchange_point_has_a_plan' ended exchange 0
holds 'shanxi_with_the_exchange_point_hosts_its_1500_racks_of_tenants' \
	compare "$(total exchange hosted:internet-exchange '.*' 2020-12 2020-12)" '==' 1500
holds 'shanxi_with_the_exchange_point_hosts_the_channels_300_racks' \
	compare "$(total exchange hosted:international '.*' 2020-12 2020-12)" '==' 300
holds 'shanxi_with_the_exchange_point_sends_traffic_through_it' compare "$(total exchange load:exchange/back '' 2020-12 2020-12)" '>' 0
holds 'shanxi_has_neither_tenants_nor_link_of_what_is_only_applied_for' sh -c "
	[ $(total base 'hosted:internet-exchange|hosted:international' '.*' 2018-01 2020-12) -eq 0 ] &&
	[ $(total base installed:exchange '' 2018-01 2020-12) -eq 0 ]"

finish
