#!/bin/sh
# The Xi'an scenario: AT-XA1 (the tariff and the split between base and parks), AT-XA2 (dates and money), and what must fail.
. tests/lib.sh
scenario=scenarios/xian-2021.json
. tests/scenario_tables.inc
table=scenarios/xian-2021.demand.csv

holds 'xian_records_28_rows_and_encodes_every_a_and_b' rows_and_grades XA 28 9 8 11

solve_as base base
holds 'xian_base_has_a_plan' ended base 0
holds 'xian_base_is_accepted_by_the_verifier' "$rackplan" verify "$scenario" "$work/base/plan.json"
every_number_has_an_origin base xian

# ---- AT-XA1 ----

solve_as general-tariff general
holds 'AT-XA1_without_the_large_industry_price_there_is_a_plan' ended general 0
share_base=$(ledger base base-share achieved)
share_general=$(ledger general base-share achieved)
echo "# AT-XA1 share hosted at Fengxi at the end of 2021: $share_base with the large-industry price, $share_general without"
holds 'AT-XA1_fengxi_hosts_a_larger_share_with_the_large_industry_price' \
	sh -c "awk 'BEGIN { exit !($share_base > $share_general + 0.02) }'"
parks() { total "$1" occupied_racks 'gaoxin|chanba|port' 2021-Q4 2021-Q4; }
holds 'AT-XA1_the_parks_host_more_without_it' compare "$(parks general)" '>' "$(parks base)"
holds 'AT-XA1_the_price_is_worth_money' compare "$(objective base)" '<' "$(objective general)"

# ---- AT-XA2 ----

holds 'AT-XA2_the_weather_centre_has_its_first_phase_by_the_end_of_2018' \
	compare "$(total base available_racks weather 2018-Q4 2018-Q4)" '>=' 300
holds 'AT-XA2_the_belt_and_road_branch_stands_by_the_end_of_2019' \
	compare "$(total base available_racks belt-road 2019-Q4 2019-Q4)" '>=' 400
holds 'AT-XA2_its_racks_come_in_time_and_not_before_they_can' \
	compare "$(total base available_racks belt-road 2017-Q1 2019-Q1)" '==' 0
holds 'AT-XA2_applications_are_hosted_from_their_due_dates_on' all_hosted base "$table" '^(enterprise|smart-devices|weather-national|multimodal)$'

# NAME KINDS FROM TO: undiscounted spending on the city's sites, and on links, which have none.
spent() {
	awk -F, -v kinds="^($2)\$" -v from="$3" -v to="$4" '
		NR > 1 && $1 ~ kinds && $2 != "beijing-weather" && $3 >= from && $3 <= to { n += $4 } END { printf "%.0f\n", n }' "$work/$1/costs.csv"
}
building='start|opening|shell|fitout|feed|link'
in_2017=$(spent base "$building|energy|demand_charge|opex|moving" 2017-Q1 2017-Q4)
fund=$(spent base "$building" 2018-Q1 2021-Q4)
echo "# AT-XA2 spent in 2017: $in_2017 CNY; built from the fund 2018 to 2021: $fund CNY"
holds 'AT-XA2_at_least_200_million_is_spent_in_2017' compare "$in_2017" '>=' 200000000
holds 'AT-XA2_building_stays_within_the_fund_of_2_billion' compare "$fund" '<=' 2000000000
holds 'AT-XA2_the_fund_is_used' compare "$fund" '>' 100000000

late() { # VARIANT
	"$rackplan" check "$scenario" --scenario "$1" >"$work/$1.text" 2>&1
	echo $? >"$work/$1.code"
}
late weather-late
holds 'AT-XA2_a_late_weather_centre_is_infeasible' ended weather-late 4
holds 'AT-XA2_and_the_missed_date_is_named' says "$work/weather-late.text" \
	'weather-2018: required 300, reachable 0: short by 300 racks by 2018-12-31 (source XA-08)'
holds 'AT-XA2_and_its_phase_is_the_cause' says "$work/weather-late.text" 'weather/1: earliest start 2018-04-01, lead time 15 months'
late branch-late
holds 'AT-XA2_a_late_branch_is_infeasible' ended branch-late 4
holds 'AT-XA2_and_the_branch_is_named' says "$work/branch-late.text" \
	'belt-road-2019: required 400, reachable 0: short by 400 racks by 2019-12-31 (source XA-07)'

solve_as small-fund small
holds 'xian_a_small_fund_still_keeps_every_date' ended small 0
holds 'xian_a_small_fund_wins_few_enterprises' sh -c "[ '$(ledger small customers-2021 state)' = missed ]"

finish
