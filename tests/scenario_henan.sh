#!/bin/sh
# The Henan scenario: AT-HN1 (one government centre, none in counties, approvals, rooms that empty), AT-HN2 (the star of
# Zhengzhou), AT-HN3 (household access), and what must fail.
. tests/lib.sh
scenario=scenarios/henan-2020.json
. tests/scenario_tables.inc
unified='gov-in-unicom|gov-in-mobile|gov-longzihu'
rooms='rooms-security|rooms-finance|rooms-other'

holds 'henan_records_42_rows_and_encodes_every_a_and_b' rows_and_grades HN 42 21 13 8

solve_as base base
holds 'henan_base_has_a_plan' ended base 0
holds 'henan_base_is_accepted_by_the_verifier' "$rackplan" verify "$scenario" "$work/base/plan.json"
every_number_has_an_origin base henan

# ---- AT-HN1 ----

holds 'AT-HN1_there_is_one_unified_government_centre' compare "$(begun base "$unified" 2018-Q1 2020-Q4)" '==' 1
holds 'AT-HN1_it_carries_the_three_platforms' sh -c "
	for p in public-cloud private-cloud data-platform; do
		grep -q \",hosted:\$p,[1-9]\" '$work/base/plan.csv' || exit 1
	done"
holds 'AT-HN1_no_county_centre_is_built' compare "$(begun base 'county-.*' 2018-Q1 2020-Q4)" '==' 0
solve_as base one-county --set 'rules.no-county-centres.scope={"sites":["county-gongyi"]}'
holds 'AT-HN1_a_county_that_the_rule_forgets_builds_one' sh -c "
	[ $(begun one-county county-lankao 2018-Q1 2020-Q4) -eq 1 ] && [ $(begun one-county county-gongyi 2018-Q1 2020-Q4) -eq 0 ]"
holds 'AT-HN1_nothing_is_built_without_approval' compare "$(begun base 'new-security|new-transport' 2018-Q1 2020-Q4)" '==' 0
solve_as police-approved police
holds 'AT-HN1_the_approved_centre_is_built_and_no_other' sh -c "
	[ $(begun police new-security 2018-Q1 2020-Q4) -eq 1 ] && [ $(begun police new-transport 2018-Q1 2020-Q4) -eq 0 ]"

racks_by_quarter() { # NAME: occupied racks of the departmental rooms
	awk -F, -v sites="^($rooms)\$" 'NR > 1 && $4 == "occupied_racks" && $3 ~ sites { n[$2] += $5 }
		END { for (t in n) print t, n[t] }' "$work/$1/plan.csv" | sort
}
racks_by_quarter base >"$work/rooms"
echo "# AT-HN1 racks in departmental rooms: $(awk '{ printf "%s%s", sep, $2; sep = " " }' "$work/rooms")"
holds 'AT-HN1_departmental_racks_never_rise' awk 'NR > 1 && $2 > last { print $0 " after " last; bad = 1 } { last = $2 } END { exit bad || NR != 12 }' "$work/rooms"
holds 'AT-HN1_departmental_racks_fall_from_1300_to_none' sh -c "
	[ \"\$(sed -n '1s/.* //p' '$work/rooms')\" = 1300 ] && [ \"\$(sed -n '12s/.* //p' '$work/rooms')\" = 0 ]"
holds 'AT-HN1_a_tenth_has_moved_by_2018_and_six_tenths_by_2019' sh -c "
	awk '\$1 == \"2018-Q4\" { a = \$2 <= 1170 } \$1 == \"2019-Q4\" { b = \$2 <= 520 } END { exit !(a && b) }' '$work/rooms'"
holds 'AT-HN1_no_municipal_centre_at_the_price' compare "$(begun base 'new-nanyang|new-shangqiu|new-xinyang|new-anyang|new-zhoukou|new-zhumadian' 2018-Q1 2020-Q4)" '==' 0
solve_as municipal-free free
holds 'AT-HN1_a_municipal_centre_without_it' compare "$(begun free 'new-nanyang|new-shangqiu|new-xinyang|new-anyang|new-zhoukou|new-zhumadian' 2018-Q1 2020-Q4)" '>=' 1
"$rackplan" check "$scenario" --scenario no-unified-centre >"$work/none.text" 2>&1
echo $? >"$work/none.code"
holds 'AT-HN1_without_a_unified_centre_there_is_no_plan' ended none 4

# ---- AT-HN2 ----

holds 'AT-HN2_zhengzhou_has_direct_links_to_30_provinces' compare "$(ledger base all-provinces achieved)" '==' 30
direct() { # links to provinces that carry something at the start
	awk -F'"' '/^    "p-[a-z-]*": \{/ { on = $2 } /"installed_gbps": [1-9]/ && on ~ /^p-/ { n++ }
		/^    "/ && $2 !~ /^p-/ { on = "" } END { print n + 0 }' "$scenario"
}
holds 'AT-HN2_24_of_them_were_there' compare "$(direct)" '==' 24
holds 'AT-HN2_the_number_of_provinces_is_marked_as_assumed' sh -c "[ '$(ledger base all-provinces origin)' = assumed ]"
holds 'AT-HN2_eight_directions_have_a_link' compare "$(ledger base eight-rays achieved)" '>=' 8
holds 'AT-HN2_the_five_existing_municipal_clouds_are_linked_with_the_province_by_2018' compare "$(ledger base city-links achieved)" '>=' 5
holds 'AT-HN2_every_city_is_linked_with_the_province' compare "$(ledger base platform-links achieved)" '==' 18
holds 'AT-HN2_the_ways_out_grow' compare "$(ledger base ways-out achieved)" '>=' "$(ledger base ways-out required)"
solve_as base no-star --set targets.all-provinces.value.value=24
holds 'AT-HN2_without_the_wish_six_links_are_not_built' compare "$(ledger no-star all-provinces achieved)" '==' 24
bound() { sed -n 's/.*"mip_bound_cny": \([0-9.e+-]*\),.*/\1/p' "$work/$1/plan.json"; } # whole modules hide a few million
holds 'AT-HN2_the_star_costs_money' compare "$(bound base)" '>' "$(bound no-star)"

# ---- AT-HN3 ----

# NAME: for each city in 2020-Q4, Gbps from households x Mbps x concurrency of the table, and Gbps installed towards the hub.
access() {
	/usr/bin/python3 - "$work/$1" scenarios/henan-2020.households.csv <<'END'
import csv, json, sys
where, table = sys.argv[1:]
last = list(csv.DictReader(open(table)))[-1]
plan = json.load(open(where + "/plan.json"))
sc = json.load(open(where + "/scenario.resolved.json"))
rates = {"urban_100_": (100, .01), "urban_1000_": (1000, .004), "rural_50_": (50, .01), "rural_100_": (100, .01)}
for city in [c[2:] for c in sc["links"] if c.startswith("c-")]:
    caused = sum(float(last[k + city]) * mbps * share / 1000 for k, (mbps, share) in rates.items())
    link = sc["links"]["c-" + city]
    gbps = link["installed_gbps"]["value"]
    for name, m in link["modules"].items():
        gbps += sum(plan["link_modules"].get("c-%s/%s" % (city, name), {}).values()) * m["gbps"]["value"]
    print(city, round(caused, 2), gbps)
END
}
access base >"$work/access" 2>"$work/access.err" || cat "$work/access.err"
echo "# AT-HN3 households cause $(awk '{ n += $2 } END { printf "%.0f", n }' "$work/access") Gbps at the end of 2020; the cities' links have $(awk '{ n += $3 } END { print n }' "$work/access")"
holds 'AT-HN3_the_links_of_18_cities_carry_what_households_cause' awk '$2 > 0.7 * $3 { print; bad = 1 } END { exit bad || NR != 18 }' "$work/access"
holds 'AT-HN3_stated_rates_are_1000_100_and_100_50' sh -c "
	[ \$(grep -c '\"mbps\": {\"value\": 1000, \"stated\": \"HN-19\"}' '$scenario') -eq 18 ] &&
	[ \$(grep -c '\"mbps\": {\"value\": 100, \"stated\": \"HN-19\"}' '$scenario') -eq 18 ] &&
	[ \$(grep -c '\"mbps\": {\"value\": 100, \"stated\": \"HN-20\"}' '$scenario') -eq 18 ] &&
	[ \$(grep -c '\"mbps\": {\"value\": 50, \"stated\": \"HN-20\"}' '$scenario') -eq 18 ]"
solve_as base busier --set traffic.urban-100-zhengzhou.concurrency.value=0.03
spent() { awk -F, -v kinds="^($2)\$" 'NR > 1 && $1 ~ kinds { n += $4 } END { printf "%.0f\n", n }' "$work/$1/costs.csv"; }
holds 'AT-HN3_busier_households_need_more_links' compare "$(ledger busier metro-gbps achieved)" '>' "$(ledger base metro-gbps achieved)"

# ---- layers, money, variants ----

holds 'henan_zhengzhou_is_the_core_by_racks' compare "$(total base design_racks 'unicom-zhengzhou|mobile-zhengzhou|zhengzhou-national|longzihu' 2020-Q4 2020-Q4)" '>=' 10000
spending=$(spent base 'start|opening|shell|fitout|link|feed')
echo "# henan spending on building 2018 to 2020: $spending CNY, of it links $(spent base link)"
holds 'henan_investment_is_doubled' compare "$spending" '>=' 2500000000
for variant in green-measures ministry-centres; do
	solve_as $variant $variant
	holds "henan_${variant}_has_a_plan" ended $variant 0
done
holds 'henan_green_measures_lower_the_pue' compare "$(ledger green-measures green-pue achieved)" '<' "$(ledger base green-pue achieved)"
holds 'henan_ministries_come_only_when_won' sh -c "
	[ $(total base hosted:ministries '.*' 2018-Q1 2020-Q4) -eq 0 ] && [ $(total ministry-centres hosted:ministries '.*' 2020-Q4 2020-Q4) -gt 0 ]"

finish
