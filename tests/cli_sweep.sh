#!/bin/sh
# Sweeps: what is written, that it agrees with single runs, and that a sweep that was killed ends with the same bytes.
. tests/lib.sh
cp "$fixtures/small.json" "$work/small.json"

# One reads like the other: 60 samples over dates, targets and every assumed tariff and PUE.
cat >"$work/samples.json" <<'E2'
{"rackplan_sweep": 1, "id": "samples", "title": {"en": "Sixty samples", "zh": "六十个样本"}, "scenario": "small.json",
 "method": "latin_hypercube", "seed": 7, "samples": 60,
 "parameters": [
  {"path": "sites.south.phases.1.lead_months", "from": 3, "to": 12},
  {"path": "targets.design-2018.value", "from": 700, "to": 1400},
  {"assumed": ["/tariffs", "/sites/*/pue"]}]}
E2
cat >"$work/ends.json" <<'E2'
{"rackplan_sweep": 1, "id": "ends", "scenario": "small.json", "method": "one_at_a_time",
 "parameters": [
  {"path": "targets.design-2018.value", "from": 600, "to": 5000},
  {"path": "demands.growth.need_racks", "from": 50, "to": 300},
  {"assumed": ["/tariffs"]}]}
E2
cat >"$work/list.json" <<'E2'
{"rackplan_sweep": 1, "id": "list", "scenario": "small.json", "method": "list",
 "list": [{"name": "as it is"}, {"scenario": "late"}, {"scenario": "starved"}, {"name": "bad", "set": {"sites.south.pue": -1}}]}
E2
cat >"$work/grid.json" <<'E2'
{"rackplan_sweep": 1, "id": "grid", "scenario": "small.json", "method": "grid",
 "parameters": [
  {"path": "sites.south.phases.1.earliest_start", "values": ["2018-04-01", "2019-04-01"]},
  {"path": "tariffs.grid.energy_cny_per_kwh", "from": 0.3, "to": 0.6, "steps": 2}]}
E2
whole=$work/whole
sweep() { "$rackplan" sweep "$@"; }

# ---- a sweep, and what it says ----
ends 'a sweep is run' 0 'out:^60 variants of small/base \(latin_hypercube\), 6 parameters$' sweep "$work/samples.json" -o "$whole" -j 2
ends 'the target decides whether there is a plan' 0 '' test -s "$whole/summary.en.txt"
holds 'its summary says so' sh -c "sed -n '/^(a plan)/{n;p;}' '$whole/summary.en.txt' | grep -q 'design-2018/value .*lower half 100 %'"
holds 'in Chinese, too' grep -q '^  /targets/design-2018/value *低半区 100 %，高半区' "$whole/summary.zh.txt"
holds 'tables, database and single runs agree' python3 tests/sweep_agrees.py "$rackplan" "$work/small.json" "$whole"
holds 'the database is whole' sh -c "[ \"\$(python3 -c 'import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); print(c.execute(\"pragma integrity_check\").fetchone()[0], len(c.execute(\"pragma foreign_key_check\").fetchall()))' '$whole/sweep.sqlite')\" = 'ok 0' ]"
ends 'with one process the bytes are the same' 0 '' sweep "$work/samples.json" -o "$work/one" -j 1 -q
holds 'all of them' diff -r "$whole" "$work/one"
ends 'a grid finds the date that decides' 0 'out:earliest_start +lower half 100 %, upper +0 %' sweep "$work/grid.json" -o "$work/grid"
ends 'one at a time has a tornado' 0 'out:^ +CNY -[0-9.]+ M +█+│█+ +\+CNY [0-9.]+ M$' sweep "$work/ends.json" -o "$work/ends"
ends 'and says what flips' 0 'out:design-2018: missed  /targets/design-2018/value = 5000' cat "$work/ends/summary.en.txt"
ends 'in Chinese' 0 'out:design-2018: 未达到  /targets/design-2018/value = 5000' cat "$work/ends/summary.zh.txt"
ends 'a list has named scenarios' 0 'out:^     2  late +infeasible$' sweep "$work/list.json" -o "$work/list"
ends 'invalid input is a result, with its message' 0 'out:,bad,,,,[0-9a-f]{64},invalid,3,.*out of range \(got -1' cat "$work/list/runs.csv"
ends 'JSON' 0 'out:"rackplan_sweep_summary": 1' sweep "$work/grid.json" -o "$work/grid" --resume --format json
holds 'that is JSON' sh -c "python3 -m json.tool <'$work/out' >/dev/null && cmp '$work/out' '$work/grid/summary.json'"

# ---- ended early ----
# kill -9 of all its processes, at a moment nobody chose.
same=0 cut=0
for i in 1 2 3 4 5; do
	rm -rf "$work/killed"
	setsid "$rackplan" sweep "$work/samples.json" -o "$work/killed" -j 2 -q >/dev/null 2>&1 &
	group=$!
	sleep "$(od -An -N2 -tu2 /dev/urandom | awk '{ printf "%.3f", 0.03 + 0.7 * $1 / 65536 }')"
	kill -9 -"$group" 2>/dev/null && cut=$((cut + 1))
	wait "$group" 2>/dev/null
	"$rackplan" sweep "$work/samples.json" -o "$work/killed" -j 2 --resume -q >/dev/null 2>"$work/err" || cat "$work/err"
	diff -r "$whole" "$work/killed" >>"$work/differs" 2>&1 && same=$((same + 1))
done
holds 'killed five times and resumed, the bytes are the same' test "$same" -eq 5
holds 'and some were killed before they ended' test "$cut" -gt 0
begun() { for _ in 1 2 3 4 5 6 7 8 9 10; do
	[ "$(find "$1/runs" -name '*.json' 2>/dev/null | wc -l)" -gt 3 ] && return
	sleep 0.1
done; }
for signal in TERM:143 INT:130; do
	rm -rf "$work/ended"
	# A background job of a script ignores SIGINT; what env starts does not.
	env --default-signal=INT "$rackplan" sweep "$work/samples.json" -o "$work/ended" -j 2 -q >/dev/null 2>&1 &
	job=$!
	begun "$work/ended"
	kill -"${signal%:*}" "$job"
	wait "$job"
	got=$?
	holds "SIG${signal%:*} ends it with ${signal#*:}" test "$got" -eq "${signal#*:}"
	holds 'half a file is nowhere' test -z "$(find "$work/ended" -name '*.tmp')"
	holds 'what is there is resumed' sweep "$work/samples.json" -o "$work/ended" --resume -q
	holds 'to the same bytes' diff -r "$whole" "$work/ended"
done
sleep 0.2
holds 'no process stays behind' test -z "$(pgrep -f "$work/samples.json")"

# ---- going on ----
ends 'a directory with a sweep is refused' 2 'a sweep lies here already: --resume' sweep "$work/samples.json" -o "$work/one"
damaged=$(find "$work/one/runs" -name '*.json' ! -name manifest.json | sort | sed -n 5p)
sed -i 's/"exit": [0-9]/"exit": 0 /' "$damaged"
rm "$(find "$work/one/runs" -name '*.json' ! -name manifest.json | sort | sed -n 9p)"
ends 'what is damaged or missing is done again, and no more' 0 '58 of 60 results were there already' \
	sweep "$work/samples.json" -o "$work/one" --resume
holds 'and the bytes are the same' diff -r "$whole" "$work/one"
sed -i 's/"pue": 1.3/"pue": 1.31/' "$work/small.json"
before=$(fingerprint "$work/one")
ends 'a changed scenario is refused' 3 'changed since this sweep began: small.json; --force' sweep "$work/samples.json" -o "$work/one" --resume
holds 'and nothing is changed' test "$before" = "$(fingerprint "$work/one")"
ends 'a changed option is refused' 3 'changed since this sweep began: small.json, --gap 0.5; --force' \
	sweep "$work/samples.json" -o "$work/one" --resume --gap 0.5
ends '--force goes on with it' 0 '' sweep "$work/samples.json" -o "$work/one" --resume --force -q
ends 'as if begun anew' 0 '' sweep "$work/samples.json" -o "$work/anew" -q
holds 'with nothing of the old' diff -r "$work/anew" "$work/one"
holds 'which is not the same' sh -c "! cmp -s '$whole/runs.csv' '$work/one/runs.csv'"
ends '--force alone is wrong usage' 2 '--force goes with --resume' sweep "$work/samples.json" -o "$work/one" --force

# ---- what cannot be ----
ends 'jobs are a whole number' 2 "--jobs: got '0'" sweep "$work/grid.json" -o "$work/x" --jobs 0
ends 'a sweep file that is not there' 3 'none.json: cannot read' sweep "$work/none.json" -o "$work/x"
ends 'a scenario instead of a sweep' 3 'small.json:2:2: /rackplan: unknown key "rackplan" of a sweep' sweep "$work/small.json" -o "$work/x"
sed 's/sites.south/sites.suoth/' "$work/samples.json" >"$work/typo.json"
ends 'a path that is not there' 3 'typo.json:4:12: /parameters/0/path: there is no "sites.suoth.phases' sweep "$work/typo.json" -o "$work/x"
sed 's/"small.json"/"gone.json"/' "$work/samples.json" >"$work/lost.json"
ends 'a scenario that is not there' 3 'gone.json: there is no such file' sweep "$work/lost.json" -o "$work/x"
ends 'a place that cannot be written' 6 '' sweep "$work/samples.json" -o /proc/nowhere
holds 'nothing was begun' test ! -e "$work/x"
ends 'the shipped sweep is read, and stops at its limit' 5 'out:^40 variants of shanxi-2018/base' \
	sweep scenarios/sweeps/shanxi-2018.json -o "$work/shanxi" --time-limit 0.001 -q

finish
