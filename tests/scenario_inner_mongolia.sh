#!/bin/sh
# The Inner Mongolia scenario: AT-IM1 (installed rate, both readings), AT-IM2 (continuing and new projects), AT-IM3 (north
# and south keep each other's copies), AT-IM4 (money, households, trunks), and what must fail.
. tests/lib.sh
scenario=scenarios/inner-mongolia-2018.json
. tests/scenario_tables.inc
continuing='unicom-northwest baotou-bigdata hailar-bigdata ulanqab-huawei'
partners='guangdong-cloud|guizhou-cloud'

holds 'inner_mongolia_records_25_rows_and_encodes_every_a_and_b' rows_and_grades IM 25 14 6 5

solve_as base base
holds 'inner_mongolia_base_has_a_plan' ended base 0
holds 'inner_mongolia_base_is_accepted_by_the_verifier' "$rackplan" verify "$scenario" "$work/base/plan.json"
every_number_has_an_origin base inner_mongolia

# VARIANT NAME [OPTION...]: the ledger and the cause alone.
check_as() {
	check_variant=$1 check_name=$2
	shift 2
	"$rackplan" check "$scenario" --scenario "$check_variant" "$@" >"$work/$check_name.text" 2>&1 </dev/null
	echo $? >"$work/$check_name.code"
}

# ---- AT-IM1 ----

solve_as install-rate-relative relative
check_as install-rate-points points
solve_as points-without-new-racks fewer
holds 'AT-IM1_the_relative_reading_has_a_plan' ended relative 0
holds 'AT-IM1_the_relative_reading_asks_for_46_percent' sh -c "awk 'BEGIN { exit !($(ledger relative install-rate required) > 0.459999 && $(ledger relative install-rate required) < 0.460001) }'"
holds 'AT-IM1_the_ledger_shows_reading_and_baseline' sh -c "
	[ '$(ledger relative install-rate baseline_reading)' = relative ] && [ '$(ledger relative install-rate baseline)' = 0.4 ] &&
	[ '$(ledger relative install-rate stated_value)' = 0.15 ]"
installed=$(ledger relative install-rate numerator)
room=$(ledger relative install-rate denominator)
fewer_room=$(ledger fewer install-rate denominator)
echo "# AT-IM1 relative: $installed servers of $room, $(ledger relative install-rate achieved); points without new racks: $(ledger fewer install-rate numerator) of $fewer_room"
holds 'AT-IM1_numerator_over_denominator_reaches_the_rate' sh -c "awk 'BEGIN { exit !($installed >= 0.46 * $room - 1e-6) }'"
holds 'AT-IM1_servers_are_those_of_the_occupied_racks' compare "$installed" '==' \
	"$(($(total base occupied_racks "[a-z-]*" 2018-Q4 2018-Q4) * 14 - $(total base occupied_racks "$partners" 2018-Q4 2018-Q4) * 14))"
holds 'AT-IM1_the_reading_in_points_is_infeasible' ended points 4
holds 'AT-IM1_the_reading_in_points_asks_for_55_percent' says "$work/points.text" 'install-rate: required 55 %, reachable '
holds 'AT-IM1_the_reading_in_points_misses_no_other_target' compare "$(grep -c ': required ' "$work/points.text")" '==' 1
holds 'AT-IM1_the_points_are_reached_when_new_racks_may_come_later' ended fewer 0
holds 'AT-IM1_that_plan_has_the_rate' compare "$(ledger fewer install-rate required)" '==' 0.55
holds 'AT-IM1_more_racks_are_a_larger_denominator' compare "$room" '>' "$fewer_room"

# ---- AT-IM2 ----

commissioned() { total "$1" commissioned_racks "$2" "$3" "$4"; } # NAME SITES FROM TO
for site in $continuing; do
	holds "AT-IM2_continuing_${site}_adds_racks_in_2018" compare "$(commissioned base "$site" 2018-Q1 2018-Q4)" '>' 0
	holds "AT-IM2_continuing_${site}_is_started_by_nobody" compare "$(total base started_racks "$site" 2018-Q1 2019-Q4)" '==' 0
done
holds 'AT-IM2_hailar_adds_nothing_before_its_ready_date' compare "$(commissioned base hailar-bigdata 2018-Q1 2018-Q3)" '==' 0
holds 'AT-IM2_baotou_adds_nothing_before_its_ready_date' compare "$(commissioned base baotou-bigdata 2018-Q1 2018-Q2)" '==' 0
new='telecom-park|mobile-hohhot|ulanqab-apple|ebang-super'
holds 'AT-IM2_four_new_projects_start_in_2018' compare "$(begun base "$new" 2018-Q1 2018-Q4)" '==' 4
holds 'AT-IM2_new_starts_add_nothing_in_2018' compare "$(commissioned base "$new" 2018-Q1 2018-Q4)" '==' 0

# NAME SITE ITEM: number of the first quarter in which the item is above 0 (2018-Q1 is 1), 99 for never.
quarter() {
	awk -F, -v site="$2" -v item="$3" '
		NR > 1 && $3 == site && $4 == item && $5 > 0 {
			n = (substr($2, 1, 4) - 2018) * 4 + substr($2, 7, 1)
			if (!least || n < least) least = n
		}
		END { print least ? least : 99 }' "$work/$1/plan.csv"
}
holds 'AT-IM2_telecom_adds_racks_no_sooner_than_four_quarters_after_its_start' \
	compare "$(quarter base telecom-park commissioned_racks)" '>=' "$(($(quarter base telecom-park started_racks) + 4))"
holds 'AT-IM2_mobile_adds_racks_no_sooner_than_four_quarters_after_its_start' \
	compare "$(quarter base mobile-hohhot commissioned_racks)" '>=' "$(($(quarter base mobile-hohhot started_racks) + 4))"
holds 'AT-IM2_telecom_and_mobile_add_racks_in_2019' compare "$(commissioned base 'telecom-park|mobile-hohhot' 2019-Q1 2019-Q4)" '>=' 2000
holds 'AT-IM2_apple_has_design_racks_and_no_racks_yet' sh -c "
	[ $(total base design_racks ulanqab-apple 2018-Q4 2018-Q4) -eq 6000 ] && [ $(total base available_racks ulanqab-apple 2018-Q1 2019-Q4) -eq 0 ]"
check_as base hurried --set 'targets.new-in-use.by="2018-12-31"'
holds 'AT-IM2_racks_of_new_starts_in_2018_are_infeasible' ended hurried 4
holds 'AT-IM2_racks_of_new_starts_in_2018_are_named' \
	says "$work/hurried.text" 'new-in-use: required 2,000, reachable 0: short by 2,000 racks by 2018-12-31'
holds 'inner_mongolia_starts_the_core_and_eight_parks' sh -c "
	[ $(begun base horinger-core 2018-Q1 2018-Q4) -eq 1 ] && [ $(begun base '[a-z-]*-park' 2018-Q1 2018-Q4) -eq 9 ]" # with telecom-park

# ---- AT-IM3 ----

# NAME: standby racks by demand and quarter, their least distance and the Gbps of copies, from the plan and the scenario.
copies() {
	/usr/bin/python3 - "$work/$1" <<'END'
import json, math, sys
where = sys.argv[1]
plan = json.load(open(where + "/plan.json"))
sc = json.load(open(where + "/scenario.resolved.json"))
def at(site):
    s = sc["sites"][site]
    return math.radians(s["latitude_deg"]["value"]), math.radians(s["longitude_deg"]["value"])
def km(a, b):
    (p, l), (q, m) = at(a), at(b)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin((m - l) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))
pairs = [(d, s, r, t, n) for d, a in plan["standby_pairs"].items() for s, b in a.items() for r, c in b.items()
         for t, n in c.items() if n > 0]
for demand in ("south-data", "beijiang-cloud"):
    mine = [p for p in pairs if p[0] == demand]
    need = sum(sum(site.values()) for site in plan["hosting_racks"][demand].values())
    rate = sc["classes"][sc["demands"][demand]["class"]]["replication_gbps_per_rack"]["value"]
    print(demand, sum(p[4] for p in mine), need, int(min(km(p[1], p[2]) for p in mine)),
          round(sum(p[4] for p in mine if p[3] == "2019-Q4") * rate, 3),
          round(max(km(p[1], p[2]) for p in mine) * sc["settings"]["route_factor"]["value"] * 0.0049, 1), sep=",")
END
}
copies base >"$work/copies" 2>"$work/copies.err" || cat "$work/copies.err"
sed 's/^/# AT-IM3 demand,standby rack-quarters,hosted rack-quarters,least km,Gbps of copies in 2019-Q4,most ms one way: /' "$work/copies"
cell() { awk -F, -v d="$1" -v c="$2" '$1 == d { print $c }' "$work/copies"; }
for demand in south-data beijiang-cloud; do
	holds "AT-IM3_${demand}_has_three_tenths_of_its_racks_elsewhere" \
		sh -c "awk 'BEGIN { exit !($(cell $demand 2) >= 0.3 * $(cell $demand 3) - 1e-9) }'"
	holds "AT-IM3_${demand}_keeps_them_more_than_1000_km_away" compare "$(cell $demand 4)" '>' 1000
	holds "AT-IM3_${demand}_needs_bandwidth_for_its_copies" compare "$(cell $demand 5)" '>' 0
	holds "AT-IM3_${demand}_is_too_far_for_a_synchronous_copy" compare "$(cell $demand 6)" '>' 5
done
holds 'AT-IM3_backup_is_mutual' sh -c "
	grep -q '\"beijiang-cloud\"' '$work/base/plan.json' && grep -q '\"south-data\"' '$work/base/plan.json' &&
	[ $(total base occupied_racks "$partners" 2019-Q4 2019-Q4) -gt $(total base hosted:south-data "$partners" 2019-Q4 2019-Q4) ]"
check_as base farther --set demands.south-data.backup.min_km.value=3000
holds 'AT-IM3_no_standby_is_3000_km_away' ended farther 3
holds 'AT-IM3_the_distance_is_named' says "$work/farther.text" '/demands/south-data/backup'
check_as base synchronous --set demands.south-data.backup.mode=sync
holds 'AT-IM3_north_and_south_cannot_be_synchronous' ended synchronous 3

# ---- AT-IM4 ----

spent() { awk -F, -v kinds="^($2)\$" -v from="$3" -v to="$4" 'NR > 1 && $1 ~ kinds && $3 >= from && $3 <= to { n += $4 } END { printf "%.0f\n", n }' "$work/$1/costs.csv"; }
spending=$(spent base 'start|opening|shell|fitout|link|feed' 2018-Q1 2018-Q4)
echo "# AT-IM4 spending in 2018: $spending CNY, of it links $(spent base link 2018-Q1 2018-Q4)"
holds 'AT-IM4_7.15_billion_yuan_are_spent_in_2018' sh -c "[ $spending -ge 7150000000 ] && [ $spending -le 7500000000 ]"
holds 'AT-IM4_2.4_million_households_are_newly_covered' compare "$(ledger base covered-households achieved)" '>=' 2400000
holds 'AT-IM4_60_percent_of_households_have_fixed_broadband' compare "$(ledger base fixed-households achieved)" '>=' 5057400
holds 'AT-IM4_88.5_percent_of_people_use_mobile_broadband' compare "$(ledger base mobile-users achieved)" '>=' 22378995
holds 'AT-IM4_the_way_out_is_wider_than_before' compare "$(ledger base region-exit achieved)" '>' "$(ledger base region-exit baseline)"

# NAME PERIOD: Gbps that the households cause, and Gbps installed on the region's way out and on the new access.
trunk() {
	/usr/bin/python3 - "$work/$1" "$2" <<'END'
import json, sys
where, period = sys.argv[1:]
plan = json.load(open(where + "/plan.json"))
sc = json.load(open(where + "/scenario.resolved.json"))
quarters = ["%d-Q%d" % (y, q) for y in (2018, 2019) for q in (1, 2, 3, 4)]
at = quarters.index(period)
def value(item):
    return item["values"][at] if "values" in item else item["value"]
def installed(link):
    gbps = sc["links"][link]["installed_gbps"]["value"]
    for name, m in sc["links"][link].get("modules", {}).items():
        for start, n in plan["link_modules"].get(link + "/" + name, {}).items():
            if quarters.index(start) + m["lead_months"]["value"] // 3 <= at:
                gbps += n * m["gbps"]["value"]
    return gbps
caused = {"exit": 0.0, "access": 0.0}
for name, t in sc["traffic"].items():
    if "households" in t:
        gbps = value(t["households"]) * value(t["mbps"]) * value(t["concurrency"]) / 1000
        caused["access" if name == "new-coverage" else "exit"] += gbps
print(round(caused["exit"]), round(sum(map(installed, sc["cuts"]["region-exit"]["links"]))), round(caused["access"]),
      round(installed("fixed-access")))
END
}
trunk base 2018-Q4 >"$work/trunk" 2>"$work/trunk.err" || cat "$work/trunk.err"
read -r caused out kept access <"$work/trunk"
echo "# AT-IM4 households and phones cause ${caused:-} Gbps at the end of 2018, the way out has ${out:-}; new access ${kept:-} of ${access:-}"
holds 'AT-IM4_the_way_out_carries_what_access_causes' sh -c "awk 'BEGIN { exit !(${caused:-1} <= 0.7 * ${out:-0}) }'"
holds 'AT-IM4_access_is_built_for_the_newly_covered' sh -c "[ ${kept:-1} -eq 6000 ] && [ ${access:-0} -ge 6000 ]"

# ---- what is striven for, off by default ----

solve_as north-branch branch
holds 'inner_mongolia_north_branch_has_a_plan' ended branch 0
holds 'inner_mongolia_north_branch_is_hosted_in_the_core' compare "$(total branch hosted:north-branch horinger-core 2019-Q4 2019-Q4)" '==' 500
holds 'inner_mongolia_has_no_branch_that_is_only_striven_for' compare "$(total base hosted:north-branch '.*' 2018-Q1 2019-Q4)" '==' 0
solve_as hohhot-exchange exchange
holds 'inner_mongolia_exchange_point_has_a_plan' ended exchange 0
holds 'inner_mongolia_exchange_point_brings_tenants' compare "$(total exchange hosted:exchange-internet '.*' 2019-Q4 2019-Q4)" '>' 0

finish
