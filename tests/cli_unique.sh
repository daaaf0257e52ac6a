#!/bin/sh
# How unique a plan is: --uniqueness of solve and check, and that no plan within the margin lies outside of what it says.
. tests/lib.sh
small=$fixtures/small.json

ends 'a margin that is no number is wrong usage' 2 'expected percent' "$rackplan" check "$small" --uniqueness soon
ends 'a margin above 100 percent is wrong usage' 2 'expected percent' "$rackplan" solve "$small" --uniqueness 101
ends 'export does not take it' 2 'unknown option' "$rackplan" export "$small" --to mps --uniqueness 1

"$rackplan" solve "$small" -q --no-charts --uniqueness 1 -o "$work/one" >"$work/one.text"
"$rackplan" solve "$small" -q --no-charts --uniqueness 20 -o "$work/twenty" >"$work/twenty.text"
"$rackplan" solve "$small" -q --no-charts -o "$work/none" >"$work/none.text"
holds 'solve writes uniqueness.csv' test -s "$work/one/uniqueness.csv"
holds 'only when it is asked for' test ! -e "$work/none/uniqueness.csv"
holds 'the plan is the same with and without' cmp "$work/one/plan.json" "$work/none/plan.json"
holds 'the text says that it is of the relaxation' grep -q 'may come in parts' "$work/one.text"
ends 'check says it in Chinese' 0 'out:方案的唯一性' "$rackplan" check "$small" -q --uniqueness 1 --lang zh
ends 'check says it in JSON' 0 'out:"uniqueness": .*"basis": "relaxation", "known": true' \
	"$rackplan" check "$small" -q --uniqueness 1 --format json
"$rackplan" solve "$small" -q --no-charts -o "$work/one" >/dev/null
holds 'a later run without it takes uniqueness.csv away' test ! -e "$work/one/uniqueness.csv"
"$rackplan" solve "$small" -q --no-charts --uniqueness 1 -o "$work/one" >/dev/null

field() { awk -F, -v s="$2" -v f="$3" '$2 == s { print $f }' "$work/$1/uniqueness.csv"; } # RUN SITE FIELD
within() { # of every site: least <= plan <= most, and the wider margin reaches as far
	awk -F, 'FNR == 1 { next } !($5 <= $4 && $4 <= $6) { exit 1 }
		NR == FNR { least[$2] = $5; most[$2] = $6; next } $5 > least[$2] || $6 < most[$2] { exit 1 }' \
		"$work/one/uniqueness.csv" "$work/twenty/uniqueness.csv"
}
holds 'the plan lies between, and a wider margin reaches further' within
holds 'a site that may be less used is told from one that may not' sh -c "
	[ '$(field one south 5)' != '$(field one south 4)' ] && [ '$(field one north 5)' = '$(field one north 4)' ]"

# What lies outside costs more than the margin, or does not exist.
cost() { sed -n 's/.*"objective": \([0-9.]*\),.*/\1/p' "$work/$1/run.json"; }
outside() { # SITE OP VALUE PERCENT: a plan that must lie outside costs more than PERCENT more, or there is none
	rm -rf "$work/far"
	"$rackplan" solve "$small" -q --no-charts -o "$work/far" --set "/targets/far={\"metric\":\"design_racks\",\"op\":\"$2\",
		\"value\":$3,\"unit\":\"racks\",\"by\":\"2019-12-31\",\"scope\":{\"sites\":[\"$1\"]}}" >/dev/null 2>"$work/far.err"
	code=$?
	[ "$code" -eq 4 ] || { [ "$code" -eq 0 ] &&
		awk -v far="$(cost far)" -v plan="$(cost one)" -v p="$4" 'BEGIN { exit !(far > plan * (1 + p / 100)) }'; }
}
holds 'fewer racks than the least cost more than the margin' \
	outside south '<=' "$(field one south 5 | awk '{ print int($1) - ($1 == int($1)) }')" 1
holds 'more racks than the most do not exist within it' outside south '>=' "$(field one south 6 | awk '{ print int($1) + 1 }')" 1
holds 'the same of the wider margin' outside south '<=' "$(field twenty south 5 | awk '{ print int($1) - ($1 == int($1)) }')" 20

"$rackplan" solve "$small" -q --no-charts --set targets.design-2018.value=100000 -o "$work/twenty" >/dev/null 2>&1
holds 'where no plan is, an earlier uniqueness.csv does not stay' test ! -e "$work/twenty/uniqueness.csv"

# ---- a limit ----
ends 'without time nothing is said of it' 5 'undecided' "$rackplan" check "$small" --uniqueness 1 --time-limit 0.000001
finish
