#!/bin/sh
# report.html: what solve writes, what report writes again from the plan, and what a browser makes of it.
. tests/lib.sh
shanxi=$work/shanxi hostile=$work/hostile

holds 'solve writes the page' "$rackplan" solve scenarios/shanxi-2018.json -o "$shanxi" -q
holds 'the picture of README.md is the one drawn today (else: make picture)' \
	cmp scenarios/shanxi-2018.racks.svg "$shanxi/charts/racks.en.svg"
holds 'and README.md shows it' grep -q '](scenarios/shanxi-2018.racks.svg)' README.md
holds 'and that of a scenario with a network' "$rackplan" solve scenarios/jiangxi-2020.json -o "$work/jiangxi" -q
holds 'report makes page and charts again from the plan' "$rackplan" report "$shanxi/plan.json" -o "$work/again" -q
holds 'report and solve write the same page' cmp "$shanxi/report.html" "$work/again/report.html"
holds 'report and solve write the same charts' diff -r "$shanxi/charts" "$work/again/charts"
holds 'report opens in the language asked for' "$rackplan" report "$shanxi" -o "$work/zh" --lang zh --no-charts -q
holds 'what is left out is said in the language asked for' sh -c \
	"'$rackplan' solve '$fixtures/small.json' --lang zh -o '$work/small' 2>&1 | grep -q '^没有画图 network：'"
holds 'the Chinese page says so' grep -q '^<html lang="zh-CN">' "$work/zh/report.html"
holds 'a page without pictures says so' grep -q 'This picture was not drawn' "$work/zh/report.html"
ends 'report without -o is wrong usage' 2 '-o DIR is needed' "$rackplan" report "$shanxi/plan.json"
ends 'report of nothing is refused' 3 'no-such' "$rackplan" report "$work/no-such/plan.json" -o "$work/x"
holds 'what was refused wrote nothing' test ! -e "$work/x"

# A plan that breaks a rule is not reported on.
mkdir "$work/false" && cp "$shanxi/scenario.resolved.json" "$work/false" &&
	sed 's|"guoke-jinyun/2": {"2018-10": 2000}|"guoke-jinyun/2": {"2018-10": 1999}|' "$shanxi/plan.json" >"$work/false/plan.json"
holds 'the plan was changed' sh -c "! cmp -s '$shanxi/plan.json' '$work/false/plan.json'"
ends 'a plan that the verifier refuses is not reported on' 1 'the plan is refused' \
	"$rackplan" report "$work/false/plan.json" -o "$work/false/out"

# A certificate that does not hold is not reported on, either.
mkdir "$work/forged" && cp "$shanxi/scenario.resolved.json" "$shanxi/plan.json" "$shanxi/model.mps" "$work/forged" &&
	sed "s/\"gap\": \"0.0/\"gap\": \"0.00/" "$shanxi/certificate.json" >"$work/forged/certificate.json"
ends 'a certificate that is refused is not reported on' 1 'the certificate beside it is refused' \
	"$rackplan" report "$work/forged/plan.json" -o "$work/forged/out"
holds 'what is proved stands in the page' grep -q 'Proved in exact arithmetic' "$shanxi/report.html"

# Without gnuplot the page has its tables, and the run says what failed.
mkdir "$work/bin" && printf '#!/bin/sh\nexit 9\n' >"$work/bin/gnuplot" && chmod 755 "$work/bin/gnuplot"
ends 'a failing gnuplot is said' 7 'gnuplot' env PATH="$work/bin:$PATH" "$rackplan" report "$shanxi/plan.json" -o "$work/zh" -q
holds 'and the page is there with its tables' grep -q 'id="table-racks"' "$work/zh/report.html"

# Names that mean something to HTML, to scripts, to gnuplot and to a shell.
name="<script>alert(1)</script> \`touch $work/pwned\` 吕梁'\"_^{}&amp;</style>{0}"
json=$(printf '%s' "$name" | sed 's/["\\]/\\&/g')
sed "s|\"en\": \"North\", \"zh\": \"北区\"|\"en\": \"$(printf '%s' "$json" | sed 's/[&|\\]/\\&/g')\", \"zh\": \"$(printf '%s' "$json" | sed 's/[&|\\]/\\&/g')\"|" \
	tests/fixtures/cli/small.json >"$work/hostile.json"
holds 'a scenario with a hostile name is planned' "$rackplan" solve "$work/hostile.json" -o "$hostile" -q
holds 'nothing of the name was run' test ! -e "$work/pwned"

if command -v chromium >/dev/null && command -v python3 >/dev/null; then
	find_axe 'axe finds nothing serious in the pages'
	python3 tests/report_page.py "$shanxi" "$work/jiangxi" >"$work/page" 2>"$work/page.err"
	page=$?
	cat "$work/page"
	n_failed=$((n_failed + $(grep -c '^not ok' "$work/page")))
	[ "$page" -eq 0 ] || [ "$n_failed" -gt 0 ] || not_ok 'the page was looked at' "$(tail -n 5 "$work/page.err")"
	if NAME=$name python3 tests/report_names.py "$hostile/report.html" >"$work/names" 2>&1; then
		ok 'the name is literal text wherever it stands'
		cat "$work/names"
		n_failed=$((n_failed + $(grep -c '^not ok' "$work/names")))
	else
		not_ok 'the name is literal text wherever it stands' "$(tail -n 5 "$work/names")"
	fi
else
	skip 'the page in a browser' 'no chromium or python3 here'
fi
finish
