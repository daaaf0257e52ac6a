#!/bin/sh
# What messages say: the limit that was asked for, the language that was asked for, the option that was wrong.
. tests/lib.sh
small=$fixtures/small.json

# ---- the time limit, as it was given ----
ends 'a limit before solving began is named as it was given' 5 'undecided: the time limit of 1e-06 s ' \
	"$rackplan" check --time-limit 0.000001 "$small"
for seconds in 0.002 0.004 0.008 0.016 0.03; do
	"$rackplan" check --time-limit $seconds scenarios/shanxi-2018.json >"$work/out" 2>"$work/err" </dev/null
	got=$?
	if [ $got -eq 5 ] && [ ! -s "$work/out" ]; then
		holds "a limit of $seconds s is named as it was given" grep -q "the time limit of $seconds s came" "$work/err"
		holds "and no other number of seconds is" test "$(grep -oE '[0-9.e-]+ s( |$)' "$work/err" | sort -u)" = "$seconds s "
	fi
done
ends 'a limit in Chinese' 5 '未决：时限 1e-06 秒已到' "$rackplan" check --lang zh --time-limit 0.000001 "$small"

# ---- Chinese ----
ends 'solve in Chinese says where results are' 0 '结果在' "$rackplan" solve --lang zh --no-charts "$small" -o "$work/r"
holds 'and nothing in English' sh -c "! grep -q 'results are in' '$work/err'"
ends 'solve in English says it, too' 0 'results are in' "$rackplan" solve --no-charts "$small" -o "$work/r"
ends 'verify in Chinese accepts' 0 'out:^通过：共比对 [0-9]+ 项' "$rackplan" verify --lang zh "$small" "$work/r/plan.json"
holds 'in Chinese alone' sh -c "! grep -q accepted '$work/out'"
sed 's/500/501/' "$work/r/plan.json" >"$work/more.json"
ends 'verify in Chinese refuses' 1 'out:^不通过：共比对 [0-9]+ 项，违反 [1-9]' "$rackplan" verify --lang zh "$small" "$work/more.json"
ends 'an error of the input stays English' 3 'there is no such path' "$rackplan" check --lang zh --set 'sites.nowhere.pue=1' "$small"

# ---- options ----
ends '--set without a path is wrong usage' 2 'expected PATH=VALUE' "$rackplan" check --set =3 "$small"
ends 'an empty -o is wrong usage' 2 '-o: the name is empty' "$rackplan" solve "$small" -o ''
ends 'of export, too' 2 '-o: the name is empty' "$rackplan" export "$small" --to lp -o ''
ends 'the wrong one of two --set is named, with the nearest key' 3 \
	'^--set sites.north.pu:1:1: there is no such path in the scenario; did you mean "pue"' \
	"$rackplan" check --set sites.north.pue=1.31 --set sites.north.pu=1.3 "$small"
mkdir "$work/none" && echo '{}' >"$work/none/infeasibility.json"
ends 'compare says that an infeasible result has no plan' 3 'none: there is no plan in it' "$rackplan" compare "$work/none" "$work/r"
ends 'a plan that is not there is named' 3 'nofile.json: cannot be read' "$rackplan" report "$work/nofile.json" -o "$work/page"
ends 'a rule that --set deletes leaves its statement with a warning' 0 'warning: nothing stands there any more: --set rules.bases=null' \
	"$rackplan" export scenarios/shanxi-2018.json --to lp --set rules.bases=null -o "$work/x.lp"
finish
