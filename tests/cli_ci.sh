#!/bin/sh
# check for CI: JUnit XML, TAP, annotations, and the comparison with an earlier plan.
. tests/lib.sh
small=$fixtures/small.json

# A target in each state: met, striven for and missed, overruled, off. And names that every form must escape.
python3 - "$small" >"$work/ci.json" <<'PYTHON'
import json, sys
sc = json.load(open(sys.argv[1]))
sc["id"] = "ci"
bad = "<b>&\"' \u001b[31m ]]> # :: %0A\n::error::injected 数据\ufffe"
sc["title"] = bad
sc["options"] = {"applied": {"name": "applied for", "on": False}}
one = sc["targets"]["design-2018"]
one["name"] = {"en": bad, "zh": bad}
sc["targets"]["striven"] = dict(one, value=1300, modality="strive", tier=1)
sc["targets"]["early"] = dict(one, value=700, overruled_by="design-2018")
sc["targets"]["maybe"] = dict(one, value=9999, option="applied")
json.dump(sc, sys.stdout, indent=1)
PYTHON

# FILE CHECK: it keeps the schema, its counts are those of its cases, and CHECK, on suites by name, holds.
junit() {
	xmllint --noout --schema tests/junit.xsd "$1" || return 1
	python3 - "$@" <<'PYTHON'
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
suites = {suite.get("name"): suite for suite in root}
sums = {"tests": 0, "failures": 0, "errors": 0}
for suite in root:
    for kind, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"), ("tests", None)):
        n = len(suite.findall("testcase" if tag is None else "testcase/" + tag))
        assert int(suite.get(kind)) == n, (suite.get("name"), kind, n)
        if kind in sums:
            sums[kind] += n
    bad = int(suite.get("failures")) + int(suite.get("errors")) > 0
    code = suite.find("properties/property[@name='exit']").get("value")
    assert bad == (code in ("1", "3", "4", "5")), (suite.get("name"), code)
assert all(int(root.get(kind)) == n for kind, n in sums.items()), (root.attrib, sums)
def case(suite, name):
    return next(one for one in suites[suite].findall("testcase") if one.get("name") == name)
def state(suite, name):
    return [child.tag for child in case(suite, name)][0]
exec(sys.argv[2])
PYTHON
}

# ---- JUnit ----
ends 'check with --junit prints what it always prints' 0 'out:design-2018 .*800' "$rackplan" check "$work/ci.json" --junit "$work/j.xml"
holds 'the file keeps the schema, with a case for each target in its state' junit "$work/j.xml" '
assert list(suites) == ["ci/base"], suites
assert {n: state("ci/base", n) for n in ("(plan)", "design-2018", "striven", "early", "maybe")} == {
    "(plan)": "system-out", "design-2018": "system-out", "striven": "skipped", "early": "skipped", "maybe": "skipped"}
assert "800" in case("ci/base", "design-2018")[0].text
assert case("ci/base", "striven")[0].get("message").startswith("missed, but not required: required ≥ 1,300 racks")
assert "design-2018" in case("ci/base", "early")[0].get("message")
assert "applied" in case("ci/base", "maybe")[0].get("message")
at = case("ci/base", "striven")
line = open(at.get("file")).read().split("\n")[int(at.get("line")) - 1]
assert "\"striven\"" in line, line'
cp "$work/j.xml" "$work/first.xml"
"$rackplan" check -q "$work/ci.json" --junit "$work/j.xml" >"$work/out"
holds 'twice the same bytes' cmp -s "$work/first.xml" "$work/j.xml"
ends 'all variants are suites of one file' 4 '' "$rackplan" check -q --all-variants "$small" --junit "$work/j.xml"
holds 'with the reason of each failure' junit "$work/j.xml" '
assert list(suites) == ["small/" + v for v in ("base", "late", "much", "poor", "closed", "starved")]
late = case("small/late", "design-2018")[0]
assert late.tag == "failure" and "required 800, reachable 700: short by 100 racks" in late.get("message"), late.attrib
assert "south/1: earliest start 2019-04-01" in late.text, late.text
assert state("small/late", "(plan)") == "failure"
assert "800, reachable 700" in case("small/late", "(plan)")[0].text
starved = case("small/starved", "(plan)")[0]
assert starved.tag == "failure" and "even without targets" in starved.get("message"), starved.attrib
assert state("small/starved", "design-2018") == "skipped"
exits = [s.find("properties/property[@name=\"exit\"]").get("value") for s in root]
assert exits == ["0", "4", "4", "4", "4", "4"], exits'
ends 'in Chinese' 4 '' "$rackplan" check -q --lang zh --scenario late "$small" --junit "$work/j.xml"
holds 'the reason is' junit "$work/j.xml" '
late = case("small/late", "design-2018")[0]
assert "要求 800，可达 700：短缺 100 个机架" in late.get("message") and "最早开工于" in late.text, late.attrib
assert "不可行" in case("small/late", "(plan)")[0].get("message")'
ends 'undecided is an error' 5 '' "$rackplan" check -q --time-limit 0.000001 "$small" --junit "$work/j.xml"
holds 'and judges no target' junit "$work/j.xml" '
assert state("small/base", "(plan)") == "error" and "time limit of 1e-06 s" in case("small/base", "(plan)")[0].get("message")
assert state("small/base", "design-2018") == "skipped"'
bad=$(printf 'b\001<&"\377.json')
cp "$small" "$work/$bad"
printf '{ "rackplan": 1, "id": "x", "x\\u001b]]>": 3, "sites": [ } ' >"$work/worse.json"
ends 'invalid input is an error, the others are judged' 3 '' "$rackplan" check -q "$work/worse.json" "$small" --junit "$work/j.xml"
holds 'with where and what' junit "$work/j.xml" '
(worse,) = [s for s in suites if s.endswith("worse.json")]
assert state(worse, "(plan)") == "error" and "worse.json:1:" in case(worse, "(plan)")[0].get("message")
assert state("small/base", "design-2018") == "system-out"'
ends 'a file of a name that XML cannot hold' 0 '' "$rackplan" check -q "$work/$bad" --junit "$work/j.xml"
holds 'is named as far as can be' junit "$work/j.xml" 'assert "<&" in suites["small/base"].get("file")'
ends '--junit - has standard output alone' 0 'out:^</testsuites>$' "$rackplan" check "$small" --junit -
cp "$work/out" "$work/j.xml"
holds 'so it is XML from its first byte' junit "$work/j.xml" 'assert state("small/base", "design-2018") == "system-out"'

# ---- TAP ----
ends 'TAP' 4 '' "$rackplan" check -q "$work/ci.json" "$small" --scenario base --scenario late --tap "$work/t.tap"
holds 'starts as TAP 13 with the number of cases' sh -c "head -n 2 '$work/t.tap' | tr '\n' ' ' | grep -qx 'TAP version 13 1..14 '"
holds 'which are there, in their order' sh -c \
	"grep -E '^(not )?ok ' '$work/t.tap' | sed -E 's/^(not )?ok ([0-9]+) .*/\\2/' | tr '\n' ' ' | grep -qx '1 2 3 4 5 6 7 8 9 10 11 12 13 14 '"
holds 'what is only striven for is to do' grep -q '^not ok [0-9]* - ci/base: striven # TODO missed, but not required' "$work/t.tap"
holds 'what is off is skipped' grep -q '^ok [0-9]* - ci/base: maybe # SKIP off: it needs the option applied$' "$work/t.tap"
holds 'no name begins a line' sh -c "! grep -q '^::error' '$work/t.tap'"
if command -v prove >/dev/null; then
	prove -e cat "$work/t.tap" >"$work/proved" 2>&1
	n=$(grep '^not ok' "$work/t.tap" | grep -vc '# TODO')
	holds 'a harness reads it, and sees the same fail' grep -q "Tests: 14 Failed: $n)" "$work/proved"
	"$rackplan" check -q "$work/ci.json" --tap "$work/t.tap" >"$work/out"
	holds 'and passes what ends 0' prove -Q -e cat "$work/t.tap"
else
	skip 'a harness reads it' 'no prove'
fi
ends 'both at once' 0 '' "$rackplan" check -q "$small" --tap "$work/t.tap" --junit "$work/j.xml"

# ---- annotations ----
ends 'annotations point at the target' 4 'out:^::error file=tests/fixtures/cli/small.json,line=[0-9]+,col=[0-9]+,title=small/late%3A design-2018::' \
	"$rackplan" check "$small" --scenario late --annotations
holds 'at its line' python3 - "$work/out" <<'PYTHON'
import re, sys
said = [line for line in open(sys.argv[1]) if line.startswith("::")]
assert len(said) == 1, said
file, line, column = re.match(r"::error file=([^,]*),line=(\d+),col=(\d+),", said[0]).groups()
assert open(file).read().split("\n")[int(line) - 1][int(column) - 1:].startswith('"design-2018"'), said
assert "short by 100 racks by 2018-12-31%0A  south/1: earliest start" in said[0], said
PYTHON
ends 'what is not required is a warning' 0 'out:^::warning file=.*,title=ci/base%3A striven::' "$rackplan" check "$work/ci.json" --annotations
holds 'no name begins a command' test "$(grep -c '^ *::' "$work/out")" -eq 1
ends 'errors of the input are annotated, each once' 3 'out:^::error file=.*worse.json,line=1,col=[0-9]+,title=rackplan::' \
	"$rackplan" check -q "$work/worse.json" "$small" --scenario base --scenario late --annotations
holds 'twice read, once said' test "$(grep -c '^::error file=[^,]*worse.json' "$work/out")" -eq 1
ends 'a target that --set changed stands where it stood' 4 'out:^::error file=tests/fixtures/cli/small.json,line=50,' \
	"$rackplan" check --set 'targets.design-2018={"metric":"design_racks","op":">=","value":9000,"unit":"racks","by":"2019-12-31","modality":"must"}' \
	"$small" --annotations

# ---- where it is written ----
ends 'a file that cannot be: 6, before anything is read' 6 'nowhere/j.xml' "$rackplan" check "$work/worse.json" --junit "$work/nowhere/j.xml"
holds 'nothing was' sh -c "! grep -q worse '$work/err'"
ends 'a directory: 6' 6 'is a directory' "$rackplan" check "$small" --tap "$work"
ends 'a device that is full: 6' 6 '/dev/full' "$rackplan" check -q "$small" --junit /dev/full
holds 'it is still a device' test -c /dev/full
ends 'an empty name is wrong usage' 2 '--junit: the name is empty' "$rackplan" check "$small" --junit ''
ends 'two for standard output are wrong usage' 2 'only one can have standard output' "$rackplan" check "$small" --junit - --tap -
ends 'so are annotations in JSON' 2 'only one can have standard output' "$rackplan" check "$small" --format json --annotations
ends 'one file for both is' 2 'name the same file' "$rackplan" check "$small" --junit "$work/x" --tap "$work/x"
holds 'and nothing is there' test ! -e "$work/x"
cp "$small" "$work/mine.json"
ends 'a file over its own scenario is wrong usage' 2 'is a file of the scenario, and would be lost' \
	"$rackplan" check "$work/mine.json" --junit "$work/./mine.json"
ends 'over one that cannot be read, too' 2 'is to be read, and would be lost' \
	"$rackplan" check "$small" "$work/worse.json" --tap "$work/worse.json"
holds 'they are as they were' sh -c "cmp -s '$small' '$work/mine.json' && head -c 5 '$work/worse.json' | grep -q '{'"
echo old >"$work/j.xml"
ends 'wrong usage leaves the old file' 2 'there twice' "$rackplan" check "$small" "$small" --junit "$work/j.xml"
holds 'as it was' grep -qx old "$work/j.xml"
python3 tests/long_scenario.py "$small" >"$work/slow.json"
timeout --preserve-status -s INT 2 "$rackplan" check "$small" "$work/slow.json" --junit "$work/j.xml" >"$work/out" 2>"$work/err"
got=$?
holds 'SIGINT in the second: 130' test "$got" -eq 130
holds 'the old file is as it was' grep -qx old "$work/j.xml"
holds 'and no temporary beside it' sh -c "! ls -A '$work' | grep -q tmp"

# ---- an earlier plan ----
"$rackplan" solve "$small" --no-charts -q -o "$work/r" >"$work/out"
plan=$work/r/plan.json
ends 'the same plan: nothing is worse' 0 'out:no target is worse' "$rackplan" check "$small" --baseline "$plan" --slack-loss 0
ends 'and the directory stands for the plan in it' 0 'out:no target is worse' "$rackplan" check "$small" --baseline "$(dirname "$plan")"
ends 'one without a plan is refused' 3 'cannot be read' "$rackplan" check "$small" --baseline "$work"
# PROGRAM: changes the old plan `p`, its targets `t`; and the changed plan is $work/old.json.
old() { python3 -c 'import json, sys; p = json.load(open(sys.argv[1])); t = p["targets"]; exec(sys.argv[2]); json.dump(p, open(sys.argv[3], "w"))' "$plan" "$1" "$work/old.json"; }
ends 'a target that was met is lost' 4 'out:✗ design-2018: was met with 800 racks, is missed: required 2,000 racks, achieved 1,200 racks' \
	"$rackplan" check "$small" --set targets.design-2018.value=2000 --baseline "$plan" --junit "$work/j.xml"
holds 'a case of its own fails' junit "$work/j.xml" 'assert state("small/base", "design-2018 (baseline)") == "failure"'
python3 - "$work/ci.json" >"$work/eased.json" <<'PYTHON'
import json, sys
sc = json.load(open(sys.argv[1]))
sc["targets"]["striven"]["value"] = 750
json.dump(sc, sys.stdout)
PYTHON
"$rackplan" solve -q "$work/eased.json" --no-charts -o "$work/e" >"$work/out"
ends 'one that is not required, too: then 4' 4 'out:^✗ striven: was met with' "$rackplan" check "$work/ci.json" --baseline "$work/e/plan.json"
ends 'and the table says why' 4 'out:^ci/base +4 worse ' "$rackplan" check "$work/ci.json" "$small" --baseline "$work/e/plan.json"
old 't["design-2018"].update(slack=100, achieved=900)'
ends 'slack that is gone is not looked at unless asked for' 0 'out:no target is worse' "$rackplan" check "$small" --baseline "$work/old.json"
ends 'asked for, it fails' 4 'out:✗ design-2018: slack \+100 racks before, \+0 racks now: less by 100.0 %, allowed are 20 %' \
	"$rackplan" check "$small" --baseline "$work/old.json" --slack-loss 20
ends 'unless all of it may go' 0 '' "$rackplan" check "$small" --baseline "$work/old.json" --slack-loss 100
ends 'in Chinese' 4 'out:✗ design-2018：余量：原 \+100 个机架，现 \+0 个机架：减少 100.0 %，允许 20 %' \
	"$rackplan" check --lang zh "$small" --baseline "$work/old.json" --slack-loss 20
ends 'in JSON' 4 '' "$rackplan" check "$small" --baseline "$work/old.json" --slack-loss 20 --format json
holds 'with the figures' python3 - "$work/out" <<'PYTHON'
import json, sys
one = json.load(open(sys.argv[1]))
assert one["exit"] == 4 and one["status"] == "optimal", one
assert one["baseline"]["worse"] == 1 and one["baseline"]["slack_loss_percent"] == 20, one["baseline"]
(change,) = one["baseline"]["changes"]
assert change == {"id": "design-2018", "change": "shrunk", "slack_before": 100, "slack_now": 0}, change
PYTHON
old 't["design-2018"].update(slack=1000, achieved=1800)
t["gone-1"] = dict(t["design-2018"])
del t["design-2018"]'
ends 'new and vanished targets are named, and fail nothing' 0 'out:^· gone-1: gone from the scenario; was met' \
	"$rackplan" check "$small" --baseline "$work/old.json" --slack-loss 0 --junit "$work/j.xml"
holds 'the new one, too' grep -q '^· design-2018: new' "$work/out"
holds 'in JUnit the one is skipped and the other passes' junit "$work/j.xml" '
assert state("small/base", "gone-1 (baseline)") == "skipped" and state("small/base", "design-2018 (baseline)") == "system-out"'
old 't["design-2018"].update(state="missed", slack=-5)'
ends 'a target that was missed is met' 0 'out:^· design-2018: was missed, is met' "$rackplan" check "$small" --baseline "$work/old.json"
ends 'undecided stays undecided' 5 '' "$rackplan" check "$small" --time-limit 0.000001 --baseline "$plan" --junit "$work/j.xml"
holds 'its baseline is not judged' junit "$work/j.xml" 'assert state("small/base", "design-2018 (baseline)") == "skipped"'
"$rackplan" solve tests/fixtures/models/budget.json --no-charts -q -o "$work/b" >"$work/out"
ends 'each scenario with its own' 0 '' "$rackplan" check "$small" tests/fixtures/models/budget.json --baseline "$work/b/plan.json" --baseline "$plan"
holds 'both are compared' test "$(grep -c '^Compared with' "$work/out")" -eq 2
ends 'a plan of another scenario: 3, before solving' 3 'the plan is of budget/base, which is not checked here' \
	"$rackplan" check "$small" --baseline "$work/b/plan.json"
holds 'nothing was solved' test ! -s "$work/out"
ends 'of another named one: 3' 3 'the plan is of small/base' "$rackplan" check "$small" --scenario late --baseline "$plan"
ends 'a file over it' 2 'is the baseline, and would be lost' "$rackplan" check "$small" --baseline "$plan" --junit "$plan"
ends 'two of one scenario' 2 'are both of small/base' "$rackplan" check "$small" --baseline "$plan" --baseline "$plan"
ends 'a plan that is not there: 3' 3 'nothing.json: cannot be read' "$rackplan" check "$small" --baseline "$work/nothing.json"
ends 'a file that is no plan: 3' 3 'small.json:[0-9]+:[0-9]+: /' "$rackplan" check "$small" --baseline "$small"
head -c 300 "$plan" >"$work/cut.json"
ends 'a plan that is cut off: 3' 3 'cut.json:[0-9]+:[0-9]+: not JSON' "$rackplan" check "$small" --baseline "$work/cut.json"
old 't["design-2018"]["state"] = "mett"'
ends 'a state that is none: 3, with its place' 3 '/targets/design-2018/state: .*mett' "$rackplan" check "$small" --baseline "$work/old.json"
old 't["design-2018"]["slack"] = None'
ends 'a number that is none: 3' 3 '/targets/design-2018/slack: wrong type' "$rackplan" check "$small" --baseline "$work/old.json"
old 'p["rackplan_plan"] = 2'
ends 'a plan of another format: 3' 3 'reads plans of format 1' "$rackplan" check "$small" --baseline "$work/old.json"
ends '--slack-loss alone is wrong usage' 2 'needs a --baseline' "$rackplan" check "$small" --slack-loss 5
ends 'more than all is' 2 'expected percent' "$rackplan" check "$small" --baseline "$plan" --slack-loss 101

# ---- what the README says for CI works as it stands there ----
grep -E '^ *(- run: |- )build/rackplan check' README.md | sed -E 's/^ *(- run: |- )build.rackplan //' >"$work/commands"
holds 'the README has a command for both' test "$(wc -l <"$work/commands")" -ge 2
while read -r words; do
	# shellcheck disable=SC2046,SC2086 # words of a command line
	ends "README: rackplan $words" 0 '' "$rackplan" $(printf %s "$words" | sed "s#scenarios/\*.json#$small#; s# plan.xml# $work/plan.xml#; s#plans/[^ ]*/plan.json#$plan#")
done <"$work/commands"
finish
