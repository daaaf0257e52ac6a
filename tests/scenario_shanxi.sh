#!/bin/sh
# The Shanxi scenario: what the document asks is reached, and not by accident. Reads plan.csv, so nothing but the
# program's own tables is believed. Usage: [RACKPLAN=build/rackplan] tests/scenario_shanxi.sh
set -u
program=${RACKPLAN:-${BUILD:-build}/rackplan}
scenario=scenarios/shanxi-2018.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

# NAME COMMAND...: a case that holds when the command succeeds.
holds() {
	name=$1
	shift
	if "$@" >"$work/why" 2>&1; then
		echo "ok - $name"
	else
		echo "not ok - $name"
		sed 's/^/#   /' "$work/why"
		failed=1
	fi
}

# VARIANT [OPTION...]: solves into $work/VARIANT, remembers the exit code.
solve() {
	variant=$1
	shift
	"$program" solve "$scenario" --scenario "$variant" --no-charts "$@" -o "$work/out" >"$work/text" 2>&1
	echo $? >"$work/code"
	rm -rf "${work:?}/$variant"
	[ -d "$work/out" ] && mv "$work/out" "$work/$variant"
	mv "$work/text" "$work/$variant.text"
	mv "$work/code" "$work/$variant.code"
}

ended() { # VARIANT CODE
	code=$(cat "$work/$1.code")
	[ "$code" -eq "$2" ] || { echo "ended $code, expected $2"; cat "$work/$1.text"; return 1; }
}

# VARIANT ITEM SITES FROM TO: the sum of an item's value over sites (a regular expression) and periods.
total() {
	awk -F, -v item="$2" -v sites="^($3)\$" -v from="$4" -v to="$5" '
		NR > 1 && $4 == item && $3 ~ sites && $2 >= from && $2 <= to { n += $5 }
		END { printf "%d\n", n }' "$work/$1/plan.csv"
}

at_least() { # NUMBER LEAST
	[ "$1" -ge "$2" ] || { echo "$1 is below $2"; return 1; }
}

equal() {
	[ "$1" = "$2" ] || { echo "got $1, expected $2"; return 1; }
}

differ() {
	[ "$1" != "$2" ] || { echo "both are $1"; return 1; }
}

counted='[a-fh-z].*|gov-cloud|guoke-jinyun' # every site but gov-rooms, which is no data centre
parks='yangquan-iot|cetc-park|linfen-park|datong-park|lvliang-park|yuncheng-park'

bases() { # VARIANT: parks on which something was started by the end of 2018
	awk -F, -v sites="^($parks)\$" 'NR > 1 && $4 == "started_racks" && $3 ~ sites && $2 <= "2018-12" && $5 > 0 { seen[$3] = 1 }
		END { n = 0; for (s in seen) n++; print n }' "$work/$1/plan.csv"
}

starts() { # VARIANT: what is started where and when, in a line
	awk -F, 'NR > 1 && $4 == "started_racks" && $5 > 0 { printf "%s:%s:%s ", $3, $2, $5 }' "$work/$1/plan.csv"
}

between() { # NUMBER LEAST MOST
	[ "$1" -ge "$2" ] && [ "$1" -le "$3" ] || { echo "$1 is not within $2 and $3"; return 1; }
}

says() { # FILE TEXT
	grep -qF -- "$2" "$1" || { echo "no '$2' in:"; cat "$1"; return 1; }
}

# ---- the statements ----

every_row() {
	for n in 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28; do
		grep -q "\"SX-$n\": {" "$scenario" || { echo "SX-$n is not there"; return 1; }
	done
}

# Grades as in the acceptance list; "encoded_by": [] on its own is what an unencoded row has.
grades() {
	awk '
		/^    "SX-[0-9]+": \{/ { row = substr($1, 2, 5); n++ }
		/"grade": "/ && row { split($0, part, "\"grade\": \""); grade[row] = substr(part[2], 1, 1) }
		/"encoded_by": \[\]/ && row { empty[row] = 1 }
		/^  "options"/ { row = "" }
		END {
			for (row in grade) {
				count[grade[row]]++
				if (grade[row] != "C" && empty[row]) { print row " is grade " grade[row] " and encoded by nothing"; bad = 1 }
			}
			if (n != 28 || count["A"] != 13 || count["B"] != 9 || count["C"] != 6) {
				print n " rows: " count["A"] " A, " count["B"] " B, " count["C"] " C"; bad = 1
			}
			exit bad
		}' "$scenario"
}

holds 'shanxi_records_all_28_rows_of_the_document' every_row
holds 'shanxi_encodes_every_row_of_grade_a_and_b' grades

# ---- the plan ----

solve base
holds 'shanxi_base_has_a_plan' ended base 0
if [ -f "$work/base/plan.csv" ]; then
	holds 'shanxi_base_has_50000_design_racks_by_the_end_of_2018' \
		at_least "$(total base design_racks "$counted" 2018-12 2018-12)" 50000
	holds 'shanxi_keeps_design_available_and_occupied_apart' sh -c "
		[ $(total base occupied_racks "$counted" 2018-12 2018-12) -lt $(total base available_racks "$counted" 2018-12 2018-12) ] &&
		[ $(total base available_racks "$counted" 2018-12 2018-12) -lt $(total base design_racks "$counted" 2018-12 2018-12) ]"
	holds 'shanxi_migrates_nothing_before_may_2018' \
		equal "$(total base hosted:gov-existing '.*cloud' 2018-01 2018-04)" 0
	holds 'shanxi_has_half_of_the_systems_on_the_platform_by_the_end_of_2018' \
		at_least "$(total base hosted:gov-existing gov-cloud 2018-12 2018-12)" 500
	holds 'shanxi_hosts_3000_enterprises_by_the_end_of_2018' \
		at_least "$(($(total base hosted:enterprise '.*' 2018-12 2018-12) * 10))" 3000
	holds 'shanxi_hosts_10000_enterprises_by_the_end_of_2020' \
		at_least "$(($(total base hosted:enterprise '.*' 2020-12 2020-12) * 10))" 10000
	holds 'shanxi_opens_three_to_five_bases' between "$(bases base)" 3 5
	holds 'shanxi_starts_no_base_before_may_2018' equal "$(total base started_racks "$parks" 2018-01 2018-04)" 0
	holds 'shanxi_has_no_tenants_of_an_exchange_point_that_is_only_applied_for' \
		equal "$(total base hosted:internet-exchange '.*' 2018-01 2020-12)" 0
	holds 'shanxi_plan_is_accepted_by_the_verifier' "$program" verify "$scenario" "$work/base/plan.json"
	holds 'shanxi_shows_the_undated_target_as_overruled' \
		sh -c "grep '^.*design-racks-undated' '$work/base/targets.csv' | grep -q overruled"
fi

# ---- what must fail, and why ----

"$program" check "$scenario" --scenario lvliang-late >"$work/late.text" 2>&1
echo $? >"$work/late.code"
holds 'shanxi_without_lvliang_in_time_is_infeasible' ended late 4
holds 'shanxi_without_lvliang_names_the_target_and_the_shortfall' \
	says "$work/late.text" 'design-racks-2018: required 50,000, reachable 46,600: short by 3,400 racks by 2018-12-31'
holds 'shanxi_without_lvliang_names_the_date_of_its_phase' says "$work/late.text" 'lvliang-huawei/1: earliest start 2019-03-01'
holds 'shanxi_without_lvliang_blames_it_first' equal "$(sed -n 's|^  \([a-z-]*\)[/:].*|\1|p' "$work/late.text" | head -n 1)" lvliang-huawei
holds 'shanxi_without_lvliang_blames_no_other_site' equal "$(sed -n 's|^  \([a-z-]*\)/.*|\1|p' "$work/late.text" | sort -u)" lvliang-huawei
holds 'shanxi_without_lvliang_misses_no_other_target' equal "$(grep -c ': required ' "$work/late.text")" 1

# ---- the rule of three to five bases ----

solve base --set rules.bases.at_least.value=0
holds 'shanxi_without_the_rule_of_bases_has_a_plan' ended base 0
if [ -f "$work/base/plan.csv" ]; then
	mv "$work/base" "$work/free"
	solve base
	holds 'shanxi_opens_fewer_bases_without_the_rule' sh -c "[ $(bases free) -lt $(bases base) ]"
	holds 'shanxi_starts_other_phases_without_the_rule' differ "$(starts free)" "$(starts base)"
fi

# ---- the other variants ----

solve policy-tariff
holds 'shanxi_with_the_preferential_tariff_has_a_plan' ended policy-tariff 0
if [ -f "$work/policy-tariff/plan.csv" ]; then
	holds 'shanxi_with_the_preferential_tariff_fills_lvliang_more' sh -c "
		[ $(total policy-tariff occupied_racks lvliang-huawei 2020-12 2020-12) -gt $(total base occupied_racks lvliang-huawei 2020-12 2020-12) ]"
fi
solve exchange-point
holds 'shanxi_with_the_exchange_point_has_a_plan' ended exchange-point 0
if [ -f "$work/exchange-point/plan.csv" ]; then
	holds 'shanxi_with_the_exchange_point_hosts_its_1500_racks_of_tenants' \
		equal "$(total exchange-point hosted:internet-exchange '.*' 2020-12 2020-12)" 1500
	holds 'shanxi_with_the_exchange_point_hosts_the_channels_300_racks' \
		equal "$(total exchange-point hosted:international '.*' 2020-12 2020-12)" 300
fi

exit $failed
