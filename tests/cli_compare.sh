#!/bin/sh
# compare: two plans, equal plans, plans of different scenarios, several plans, and what cannot be read or written.
. tests/lib.sh
small=$fixtures/small.json

holds 'the base is planned' "$rackplan" solve "$small" -o "$work/base" --no-charts -q
holds 'its late variant is planned' sh -c "'$rackplan' solve '$small' --scenario late --set targets.design-2018.modality=strive \
	--set targets.design-2018.tier=1 -o '$work/late' --no-charts -q; [ \$? -eq 0 ] || [ -e '$work/late/plan.json' ]"

# ---- equal plans ----
ends 'equal plans say so' 0 'out:^The plans are equal: the same input' "$rackplan" compare "$work/base" "$work/base/plan.json"
ends 'in Chinese, too' 0 'out:^两个方案相同' "$rackplan" compare "$work/base" "$work/base" --lang zh
"$rackplan" compare "$work/base" "$work/base" --format json >"$work/equal.json"
holds 'and as JSON' grep -q '"same_plan": true' "$work/equal.json"
holds 'equal inputs have no difference' grep -q '"input": \[\]' "$work/equal.json"

# ---- two plans ----
ends 'a target that is lost stands first' 0 'out:^✓ → ✗  800 racks' "$rackplan" compare "$work/base" "$work/late"
cp "$work/out" "$work/text"
holds 'the date that caused it is named' grep -q '/sites/south/phases/1/earliest_start' "$work/text"
holds 'with both values' grep -q '"2018-04-01" → "2019-04-01"' "$work/text"
holds 'the ledger comes before the input, and that before costs' \
	sh -c "grep -nE '^(Targets|What changed|Cost by kind)' '$work/text' | cut -d: -f2 | tr '\n' ' ' | grep -q '^Targets What changed in the input Cost by kind'"
ends 'and back it is gained' 0 'out:^✗ → ✓  800 racks' "$rackplan" compare "$work/late" "$work/base"
for language in en zh; do
	"$rackplan" compare "$work/base" "$work/late" --lang $language >"$work/$language.1"
	"$rackplan" compare "$work/base" "$work/late" --lang $language >"$work/$language.2"
	holds "the same bytes twice ($language)" cmp "$work/$language.1" "$work/$language.2"
done

# ---- shanxi-2018 against its tariff: every change, and nothing else ----
holds 'shanxi-2018 is planned' "$rackplan" solve scenarios/shanxi-2018.json -o "$work/shanxi" --no-charts -q
holds 'and with the policy tariff' "$rackplan" solve scenarios/shanxi-2018.json --scenario policy-tariff -o "$work/tariff" \
	--no-charts -q
ends 'they are compared' 0 'out:^A  shanxi-2018/base ' "$rackplan" compare "$work/shanxi" "$work/tariff"
"$rackplan" compare "$work/shanxi" "$work/tariff" --format json >"$work/tariff.json"
if command -v python3 >/dev/null; then
	python3 tests/compare_agrees.py "$work/shanxi" "$work/tariff" "$work/tariff.json" >"$work/agrees" 2>&1 </dev/null
	agrees=$?
	cat "$work/agrees"
	n_failed=$((n_failed + $(grep -c '^not ok' "$work/agrees")))
	[ $agrees -eq 0 ] || [ "$n_failed" -gt 0 ] || not_ok 'the comparison was looked at' "$(tail -n 5 "$work/agrees")"
	python3 - "$work/text" "$work/zh.1" "$work/out" >"$work/wide" <<'PY'
import sys, unicodedata
for path in sys.argv[1:]:
    for line in open(path, encoding="utf-8").read().splitlines():
        if sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) > 80:
            print(path, line)
PY
	holds 'no line is wider than 80 columns' test ! -s "$work/wide"
else
	skip 'the comparison agrees with the tables' 'no python3 here'
fi

# ---- different scenarios, several plans ----
ends 'plans of different scenarios are compared' 0 'out:of different scenarios \(small and shanxi-2018\)' \
	"$rackplan" compare "$work/base" "$work/shanxi"
ends 'three plans give a table' 0 'out:^C   shanxi-2018/base ' "$rackplan" compare "$work/base" "$work/late" "$work/shanxi"
holds 'plans of other variants carry no label' sh -c "! grep -q ' · base' '$work/out'"
mkdir "$work/one" "$work/two.d" && cp -r "$work/base" "$work/one/same" && cp -r "$work/base" "$work/two.d/same" && cp -r "$work/base" "$work/copy"
ends 'plans of one variant are told apart by their directories' 0 'out:^A   small/base · base ' \
	"$rackplan" compare "$work/base/" "$work/copy/plan.json" "$work/late"
holds 'each by its own' grep -q '^B   small/base · copy ' "$work/out"
holds 'and the third as it was' grep -q '^C   small/late ' "$work/out"
(cd "$work" && "$rackplan" compare one/same two.d/same --format json) >"$work/apart.json"
holds 'by more of the path where its last part is the same' grep -q '"label": "one/same"' "$work/apart.json"
"$rackplan" compare "$work/base" "$work/late" "$work/shanxi" >"$work/out"
holds 'with the states that differ' grep -q '^800 racks by the end of 2018 .*✓   ✗' "$work/out"

# ---- names that mean something elsewhere ----
name="<script>alert(1)</script> \`touch $work/pwned\` 吕梁'\"_^{}&amp;</style>{0}%s=1+1"
json=$(printf '%s' "$name" | sed 's/["\\]/\\&/g')
sed "s|\"en\": \"North\", \"zh\": \"北区\"|\"en\": \"$(printf '%s' "$json" | sed 's/[&|\\]/\\&/g')\", \"zh\": \"$(printf '%s' "$json" | sed 's/[&|\\]/\\&/g')\"|" \
	"$small" >"$work/hostile.json"
holds 'a scenario with a hostile name is planned' "$rackplan" solve "$work/hostile.json" -o "$work/hostile" --no-charts -q
"$rackplan" compare "$work/base" "$work/hostile" --format json >"$work/hostile.cmp"
holds 'its name is the one difference, and literal' sh -c \
	"NAME=\$(cat) python3 -c 'import json,os,sys; d=json.load(open(sys.argv[1])); v={x[\"pointer\"]:x[\"new\"] for x in d[\"input\"]}; sys.exit(v != {\"/sites/north/name/en\": os.environ[\"NAME\"], \"/sites/north/name/zh\": os.environ[\"NAME\"]})' '$work/hostile.cmp'" <<NAME
$name
NAME

# ---- results ----
holds 'with -o a page, charts and compare.json are written' "$rackplan" compare "$work/shanxi" "$work/tariff" -o "$work/two" -q
holds 'compare.json is what --format json prints' cmp "$work/two/compare.json" "$work/tariff.json"
holds 'twice the same bytes' "$rackplan" compare "$work/shanxi" "$work/tariff" -o "$work/again" -q
holds 'of every file' diff -r "$work/two" "$work/again"
holds 'equal plans have a page, too' "$rackplan" compare "$work/base" "$work/base" -o "$work/same" -q
holds 'and several' "$rackplan" compare "$work/base" "$work/late" "$work/shanxi" -o "$work/many" -q
holds 'and different scenarios' "$rackplan" compare "$work/base" "$work/shanxi" -o "$work/other" -q
holds 'and a hostile name' "$rackplan" compare "$work/hostile" "$work/base" -o "$work/named" -q
holds 'nothing of the name was run' test ! -e "$work/pwned"
if command -v chromium >/dev/null && command -v python3 >/dev/null; then
	find_axe 'axe finds nothing serious in the pages'
	NAME=$name python3 tests/compare_page.py "$work/two" "$work/same" "$work/many" "$work/other" "$work/named" >"$work/page" 2>"$work/page.err" </dev/null
	page=$?
	cat "$work/page"
	n_failed=$((n_failed + $(grep -c '^not ok' "$work/page")))
	[ "$page" -eq 0 ] || [ "$n_failed" -gt 0 ] || not_ok 'the page was looked at' "$(tail -n 5 "$work/page.err")"
else
	skip 'the page in a browser' 'no chromium or python3 here'
fi

# Without gnuplot the page has its tables, no chart of another comparison stays, and the run says what failed.
mkdir "$work/bin" && printf '#!/bin/sh\nexit 9\n' >"$work/bin/gnuplot" && chmod 755 "$work/bin/gnuplot"
ends 'a failing gnuplot is said' 7 'gnuplot' env PATH="$work/bin:$PATH" "$rackplan" compare "$work/base" "$work/late" -o "$work/two" -q
holds 'the page is there with its tables' grep -q 'id="table-input"' "$work/two/compare.html"
holds 'and the charts that were there are gone' test ! -e "$work/two/charts"
ends 'the text is printed all the same' 7 'out:^A  small/base ' env PATH="$work/bin:$PATH" "$rackplan" compare "$work/base" "$work/late" \
	-o "$work/two" -q

# ---- what is wrong ----
ends 'one plan is wrong usage' 2 'got 1 words, expected at least 2' "$rackplan" compare "$work/base"
ends 'an unknown option, too' 2 'unknown option --gap' "$rackplan" compare "$work/base" "$work/late" --gap 1
ends 'a plan that is not there is refused' 3 'no-such' "$rackplan" compare "$work/base" "$work/no-such"
mkdir "$work/half" && cp "$work/base/plan.json" "$work/half"
ends 'a plan without its scenario is refused' 3 'scenario.resolved.json' "$rackplan" compare "$work/base" "$work/half"
cp "$work/late/scenario.resolved.json" "$work/half"
ends 'a plan beside another scenario is refused' 3 'made for another scenario' "$rackplan" compare "$work/base" "$work/half"
printf '{' >"$work/half/plan.json"
ends 'a broken plan is refused' 3 'plan.json:1' "$rackplan" compare "$work/base" "$work/half"
ends 'a directory that cannot be made is said' 6 '' "$rackplan" compare "$work/base" "$work/late" -o "$work/base/plan.json/x"
finish
