#!/bin/sh
# Several scenarios in one run: which they are, that each gets its own run, the table, the exit code.
. tests/lib.sh
small=$fixtures/small.json
models=tests/fixtures/models
budget=$models/budget.json
design=$models/design.json

# COLUMNS FILE: no line takes more columns of a terminal than this.
narrow() {
	python3 - "$@" <<'PYTHON'
import sys, unicodedata
for line in open(sys.argv[2], encoding="utf-8"):
    wide = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip("\n"))
    assert wide <= int(sys.argv[1]), (wide, line)
PYTHON
}

# ---- the table ----
ends 'check of two files ends 0' 0 'out:^== budget/base' "$rackplan" check "$budget" "$design"
holds 'the second has its heading, with its title' grep -q '^== design/base · A network and nothing else' "$work/out"
sed -n '/^Scenario/,$p' "$work/out" >"$work/table"
holds 'the table comes last, a line for each' test "$(grep -cE '^(budget|design)/base +0 met ' "$work/table")" -eq 2
"$rackplan" solve "$budget" --no-charts -q -o "$work/one" >"$work/alone"
holds 'cost, gap and racks are those of its own run' python3 - "$work/table" "$work/one" <<'PYTHON'
import json, sys
run = json.load(open(sys.argv[2] + "/run.json"))
line = next(line for line in open(sys.argv[1]) if line.startswith("budget/base"))
cost = run["objective"]
assert (("CNY %.1f M" if cost >= 1e7 else "CNY %.2f M") % (cost / 1e6) if cost >= 1e6 else "CNY {:,.0f}".format(cost)) in line, (line, cost)
assert ("0 %" if abs(run["gap"]) < 1e-9 else "%.2f %%" % (100 * run["gap"])) in line, (line, run["gap"])
import csv
plan = list(csv.DictReader(open(sys.argv[2] + "/plan.csv")))
last = [row["period"] for row in plan if row["item"] == "available_racks"][-1]
racks = sum(float(row["value"]) for row in plan if row["item"] == "available_racks" and row["period"] == last)
assert line.split()[-1] == "%d" % racks and racks > 0, (line, racks)
PYTHON
ends 'what is being done is said on standard error' 0 'design/base \(2 of 2\)' "$rackplan" check "$budget" "$design"
ends 'not with --quiet' 0 '' "$rackplan" check -q "$budget" "$design"
holds 'nothing is said' test ! -s "$work/err"
"$rackplan" check -q "$budget" "$design" >"$work/again"
holds 'twice the same bytes' cmp -s "$work/out" "$work/again"
ends 'all variants of a file' 4 'out:^small/late +4 infeasible +-/1 +- +- +-$' "$rackplan" check --all-variants "$small"
holds 'base first, all six' test "$(grep -oE '^small/[a-z]+' "$work/out" | tr '\n' ' ')" = \
	'small/base small/late small/much small/poor small/closed small/starved '
holds 'each with why not' grep -q 'no-south: building is forbidden' "$work/out"
holds 'the worst exit code is said' grep -q 'the worst is 4\.' "$work/out"
ends 'two named ones of a file' 4 'out:^small/late +4 ' "$rackplan" check "$small" --scenario base --scenario late
holds 'and no other' test "$(grep -c '^small/' "$work/out")" -eq 2
ends 'all variants of a file that names none: its base' 0 'out:^budget/base +0 met' "$rackplan" check --all-variants "$budget"
ends 'one scenario alone has neither heading nor table' 0 '' "$rackplan" check "$small"
holds 'it has not' sh -c "! grep -qE '^(==|Scenario|small/)' '$work/out'"
ends 'in Chinese' 4 'out:^small/late +4 不可行 ' "$rackplan" check --lang zh --all-variants "$small"
holds 'the whole table is' sh -c "grep -qE '^场景 +结论 +目标 +费用 +差距 +机架$' '$work/out' && ! grep -q 'infeasible\|Verdict' '$work/out'"
sed -n '/^场景/,$p' "$work/out" >"$work/zh"
holds 'the Chinese table fits 80 columns' narrow 80 "$work/zh"
sed 's/"id": "budget"/"id": "a-name-of-a-scenario-that-is-as-long-as-names-may-be-in-any-case"/' "$budget" >"$work/long.json"
cp "$models/common.json" "$work/common.json"
ends 'a long name is not cut' 0 'out:^a-name-of-a-scenario-that-is-as-long-as-names-may-be-in-any-case/base$' \
	"$rackplan" check "$work/long.json" "$small"
sed -n '/^Scenario/,$p' "$work/out" >"$work/table"
holds 'and the table fits 80 columns all the same' narrow 80 "$work/table"

# ---- JSON ----
ends 'JSON of several is one document' 4 '' "$rackplan" check --format json --all-variants "$small"
holds 'with an array' python3 - "$work/out" <<'PYTHON'
import json, sys
all = json.load(open(sys.argv[1]))
assert all["exit"] == 4, all["exit"]
assert [one["variant"] for one in all["scenarios"]] == ["base", "late", "much", "poor", "closed", "starved"]
assert [one["exit"] for one in all["scenarios"]] == [0, 4, 4, 4, 4, 4]
base, late = all["scenarios"][:2]
assert base["targets"][0]["achieved"] == 800 and base["figures"]["met"] == 1 and base["figures"]["racks"] > 0, base
assert late["missed"][0]["shortfall"] == 100 and late["figures"]["cost_cny"] is None, late
assert all["scenarios"][5]["infeasible_without_targets"] is True
PYTHON
"$rackplan" check --format json --scenario late "$small" >"$work/late.json"
holds 'each is what its own run prints' python3 - "$work/out" "$work/late.json" <<'PYTHON'
import json, sys
assert json.load(open(sys.argv[1]))["scenarios"][1] == json.load(open(sys.argv[2]))
PYTHON

# ---- one that fails does not stop the others ----
head -c 400 "$budget" >"$work/broken.json"
ends 'a broken file in the middle: 3' 3 'broken.json:[0-9]+:[0-9]+: ' "$rackplan" check "$budget" "$work/broken.json" "$design"
holds 'the others are done' test "$(grep -cE '^(budget|design)/base +0 met ' "$work/out")" -eq 2
holds 'it has its line' grep -qE '^.*broken.json( +3 invalid|$)' "$work/out"
ends 'one that is not there' 3 'nothing.json: there is no such file' "$rackplan" check "$work/nothing.json" "$design"
ends 'in JSON, too' 3 '' "$rackplan" check --format json "$work/broken.json" "$design"
holds 'with its message' python3 - "$work/out" <<'PYTHON'
import json, sys
broken, design = json.load(open(sys.argv[1]))["scenarios"]
assert broken["exit"] == 3 and broken["status"] == "invalid" and broken["scenario"] is None, broken
assert "broken.json:" in broken["message"], broken
assert design["exit"] == 0 and design["status"] == "optimal", design
PYTHON
ends 'a named scenario must be in each file: the other is invalid' 3 'budget.json: the file has no scenario "late"' \
	"$rackplan" check --scenario late "$small" "$budget"
holds 'where it is, it is taken' grep -q '^small/late  *4 infeasible' "$work/out"
ends 'a --set must fit each file' 3 '--set sites.south.pue:1:1: ' "$rackplan" check --set sites.south.pue=1.4 "$small" "$design"
holds 'where it fits, it is taken' grep -q '^small/base  *0 met' "$work/out"
ends 'a limit is each one'\''s own, and ends 5' 5 '^rackplan: small/base: undecided: the time limit' \
	"$rackplan" check --time-limit 0.000001 "$small" "$design"
holds 'both are undecided' test "$(grep -c '5 undecided' "$work/out")" -eq 2
ends 'infeasible is worse than undecided, invalid worse than both' 3 '' \
	"$rackplan" check --time-limit 0.000001 "$small" "$work/broken.json"
ends 'standard output that is full: 6' 6 'standard output' sh -c "'$rackplan' check -q '$budget' '$design' >/dev/full"

# ---- wrong usage comes before solving ----
ends 'the same file twice' 2 'small/base is there twice: in .*small.json and in .*small.json' "$rackplan" check "$small" "$small"
holds 'nothing was solved' test ! -s "$work/out"
ends 'the same file by another path' 2 'small/base is there twice' "$rackplan" check "$small" "./$small"
cp "$small" "$work/other.json"
ends 'two files of one name' 2 'there twice' "$rackplan" solve "$small" "$work/other.json" --no-charts -o "$work/two"
holds 'nothing was written' test ! -e "$work/two"
ends 'a named scenario twice' 2 'small/late is there twice' "$rackplan" check "$small" --scenario late --scenario late
sed 's/"id": "small"/"id": "small-late"/' "$small" >"$work/other.json"
ends 'two names for one directory: wrong usage of solve' 2 'small/late and small-late/base would both be written into ' \
	"$rackplan" solve --all-variants "$small" "$work/other.json" --no-charts -o "$work/two"
ends 'not of check' 4 'out:^small-late/base' "$rackplan" check --all-variants "$small" "$work/other.json"
ends '--scenario and --all-variants' 2 'exclude each other' "$rackplan" check --all-variants --scenario late "$small"
ends 'two --scenario are none of verify' 2 'given 2 times' "$rackplan" verify --scenario base --scenario late "$small" x
ends 'nor is --all-variants' 2 'unknown option --all-variants' "$rackplan" export --all-variants "$small"

# ---- results ----
sed 's/"id": "budget"/"id": ".."/' "$budget" >"$work/dots.json"
ends 'an id that leads out of the directory is invalid' 3 'dots.json:[0-9]+:[0-9]+: /id: not an id' \
	"$rackplan" solve "$work/dots.json" --no-charts -o "$work/dots/in"
sed 's/"id": "small"/"id": "other"/' "$small" >"$work/other.json"
ends 'solve writes each into its own directory' 4 'results are in .*/s/small$' \
	"$rackplan" solve "$small" "$work/other.json" --scenario base --scenario late --no-charts -o "$work/s"
holds 'with its plan' test -s "$work/s/small/plan.json" -a -s "$work/s/other/plan.json"
holds 'what is infeasible has its verdict' test "$(ls "$work/s" | tr '\n' ' ')" = 'other other-late small small-late ' \
	-a -s "$work/s/small-late/infeasibility.json" -a ! -e "$work/s/small-late/plan.json"
"$rackplan" solve "$small" --scenario base --no-charts -q -o "$work/alone-base" >"$work/out"
holds 'the files are those of its own run' sh -c \
	"diff -r '$work/s/small' '$work/alone-base'"
ends 'one file with all its variants is written the same way' 4 'results are in .*/v/small$' \
	"$rackplan" solve --all-variants "$small" --no-charts -o "$work/v"
holds 'into a folder in DIR' test -s "$work/v/small/plan.json"
ends 'solve in JSON' 4 '' "$rackplan" solve --all-variants "$small" --no-charts --format json -q -o "$work/v"
holds 'says where' python3 - "$work/out" "$work/v" <<'PYTHON'
import json, os, sys
base, late = json.load(open(sys.argv[1]))["scenarios"][:2]
assert base["directory"] == sys.argv[2] + "/small" and os.path.isdir(base["directory"]), base
assert base["figures"]["cost_cny"] == json.load(open(base["directory"] + "/run.json"))["objective"]
assert late["directory"] == sys.argv[2] + "/small-late" and late["proved"] and late["missed"][0]["shortfall"] == 100, late
PYTHON
(cd "$work" && "$rackplan" solve --no-charts -q "$OLDPWD/$small" "$OLDPWD/$budget" >out)
holds 'without -o they are in results' test -s "$work/results/small/plan.json" -a -s "$work/results/budget/plan.json"
mkdir "$work/shut"
echo 'a file' >"$work/shut/design"
ends 'a directory that cannot be: 6, and the others are written' 6 'design' \
	"$rackplan" solve "$budget" "$design" --no-charts -o "$work/shut"
holds 'that one is' test -s "$work/shut/budget/plan.json"
sed -n '/^Scenario/,$p' "$work/out" >"$work/table"
holds 'it has its line' grep -qE '^design/base +6 unwritten' "$work/table"
holds 'it is found before anything is solved' sh -c "sed -n '1p' '$work/err' | grep -q 'shut/design'"

# ---- interrupted in the second: the first stays, and nothing else does ----
python3 tests/long_scenario.py "$small" >"$work/slow.json"
for signal in INT:130 TERM:143; do
	timeout --preserve-status -s "${signal%:*}" 3 "$rackplan" solve "$budget" "$work/slow.json" --no-charts -o "$work/i" \
		>"$work/out" 2>"$work/err"
	got=$?
	holds "SIG${signal%:*} in the second: ${signal#*:}" test "$got" -eq "${signal#*:}"
	holds "SIG${signal%:*}: it was the second's turn" grep -q 'slow/base (2 of 2)' "$work/err"
	holds "SIG${signal%:*}: the first is written, alone" test "$(ls -A "$work/i")" = budget -a -s "$work/i/budget/plan.json"
	holds "SIG${signal%:*}: and printed" grep -q '^budget/base' "$work/out"
	rm -r "$work/i"
done
ends 'a limit in the second: 5, and the first is done' 5 '' \
	"$rackplan" check --time-limit 0.4 "$budget" "$work/slow.json"
holds 'the first is met' grep -qE '^budget/base +0 met' "$work/out"
holds 'the second says which limit' grep -qE '^slow/base +5 (undecided|limit)' "$work/out"
finish
