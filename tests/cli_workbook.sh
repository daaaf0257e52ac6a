#!/bin/sh
# plan.xlsx and datapackage.json, read back by a reader that shares nothing with their writers.
. tests/lib.sh
small=$fixtures/small.json
name="=cmd|' /C calc'!A0 <script>alert(1)</script> \`touch $work/pwned\` 吕梁'\"_^{}&amp;_x0041_{0}"
json=$(printf '%s' "$name" | sed 's/["\\]/\\&/g')
sed "s|\"en\": \"South\", \"zh\": \"南区\"|\"en\": \"$(printf '%s' "$json" | sed 's/[&|\\]/\\&/g')\", \"zh\": \"$(printf '%s' "$json" | sed 's/[&|\\]/\\&/g')\"|" \
	"$small" >"$work/hostile.json"

holds 'a plan is written' "$rackplan" solve "$small" -o "$work/en" --no-charts -q
holds 'and one in Chinese' "$rackplan" solve "$small" --lang zh -o "$work/zh" --no-charts -q
holds 'and one with a hostile name' "$rackplan" solve "$work/hostile.json" -o "$work/hostile" --no-charts -q
holds 'and one with a network, sources and standbys' "$rackplan" solve tests/fixtures/models/backup.json -o "$work/backup" --no-charts -q
sleep 2.1 # a file in the form knows its time to two seconds
holds 'report makes the workbook again, later and elsewhere' \
	env TZ=Asia/Shanghai LC_ALL=C "$rackplan" report "$work/en/plan.json" -o "$work/again" --no-charts -q
holds 'with the same bytes' cmp "$work/en/plan.xlsx" "$work/again/plan.xlsx"
holds 'nothing of the name was run' test ! -e "$work/pwned"
holds 'no scratch folder stays' sh -c "! ls -d \"\${TMPDIR:-/tmp}\"/rackplan.??????/plan.xlsx 2>/dev/null"

# ---- of a scenario alone ----
for at in small hostile; do
	file=$small
	[ $at = small ] || file=$work/hostile.json
	for language in en zh; do
		holds "$at, $language: a scenario is written as a workbook" \
			"$rackplan" export "$file" --to xlsx --lang $language -o "$work/$at.$language.xlsx" -q
	done
done
sleep 2.1
holds 'twice the same bytes, to a pipe, too' sh -c "TZ=Asia/Shanghai '$rackplan' export '$small' --to xlsx | cmp - '$work/small.en.xlsx'"
ends 'names are not for it' 2 'the workbook has' "$rackplan" export "$small" --to xlsx --names "$work/names"
ends 'a variant is what it says' 0 '' "$rackplan" export "$small" --scenario late --to xlsx -o "$work/late.xlsx"
holds 'and is not the base' sh -c "! cmp -s '$work/late.xlsx' '$work/small.en.xlsx'"
ends 'a folder that is not there is said' 6 '' "$rackplan" export "$small" --to xlsx -o "$work/nowhere/x.xlsx"
ends 'and a scenario that is wrong' 3 '' "$rackplan" export "$work/nothing.json" --to xlsx -o "$work/x.xlsx"

if command -v python3 >/dev/null; then
	for at in small.en small.zh hostile.en; do
		file=$small plan=$work/en NAME=
		[ $at != hostile.en ] || { file=$work/hostile.json plan=$work/hostile NAME=$name; }
		NAME=$NAME python3 tests/workbook_scenario.py "$work/$at.xlsx" "$file" "$plan/assumptions.csv" "${at#*.}" >"$work/book" 2>&1 </dev/null
		book=$?
		sed "s/^\(ok\|not ok\) - /&$at: /" "$work/book"
		n_failed=$((n_failed + $(grep -c '^not ok' "$work/book")))
		[ $book -eq 0 ] || grep -q '^not ok' "$work/book" || not_ok "$at: the workbook was read" "$(tail -n 5 "$work/book")"
	done
	for at in en zh hostile backup; do
		language=en
		[ $at != zh ] || language=zh
		[ $at = hostile ] && NAME=$name || NAME=
		NAME=$NAME python3 tests/workbook.py "$work/$at" $language >"$work/book" 2>&1 </dev/null
		book=$?
		sed "s/^\(ok\|not ok\) - /&$at: /" "$work/book"
		n_failed=$((n_failed + $(grep -c '^not ok' "$work/book")))
		[ $book -eq 0 ] || grep -q '^not ok' "$work/book" || not_ok "$at: the workbook was read" "$(tail -n 5 "$work/book")"
	done
else
	skip 'the workbook is read back' 'no python3 here'
fi

# Without a scratch folder there is no workbook, and none of an earlier plan stays.
ends 'without a scratch folder it is said' 7 'no scratch folder' \
	env TMPDIR="$work/nowhere" "$rackplan" report "$work/en/plan.json" -o "$work/again" --no-charts -q
holds 'and the old workbook is gone' test ! -e "$work/again/plan.xlsx"
holds 'but the page is there' test -s "$work/again/report.html"
finish
