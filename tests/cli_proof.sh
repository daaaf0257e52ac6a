#!/bin/sh
# A plan and its proof as files: what solve writes, verify accepts, with the model code and without it; what was changed in any
# of them is refused.
. tests/lib.sh
alone=$(dirname "$rackplan")/rackplan-verify-alone
small=$fixtures/small.json
shanxi=scenarios/shanxi-2018.json

# NAME SCENARIO VARIANT CODE FILE: solved into $work/NAME; both verifiers accept FILE.
proved() {
	ends "$1: solve" "$4" '' "$rackplan" solve "$2" --scenario "$3" --no-charts -q -o "$work/$1"
	cp "$work/out" "$work/$1.out"
	ends "$1: verify accepts it with its proof" 0 'out:^proved: ' "$rackplan" verify "$2" --scenario "$3" "$work/$1/$5" -q
	ends "$1: the directory stands for the file in it" 0 'out:^proved: ' "$rackplan" verify "$2" --scenario "$3" "$work/$1" -q
	holds "$1: and the model" grep -q 'model.mps is the model of this scenario, row by row' "$work/out"
	ends "$1: so does the verifier without model and solver" 0 'out:^proved: ' "$alone" "$2" "$work/$1/$5" "$3"
}

proved small "$small" base 0 plan.json
proved late "$small" late 4 infeasibility.json
proved shanxi "$shanxi" base 0 plan.json
proved lvliang "$shanxi" lvliang-late 4 infeasibility.json
holds 'the summary says how near the plan is' grep -q '^Proved: within 0\.[0-9]* % of the cheapest that can be' "$work/shanxi.out"
holds 'and of no plan that this is proved' grep -q '^Infeasible (proved in exact arithmetic)' "$work/lvliang.out"
ends 'in Chinese, too' 0 'out:^已证明：费用不可能低于 [0-9]' "$rackplan" verify "$small" "$work/small/plan.json" -q --lang zh
ends 'and of no plan' 0 'out:^已证明：不存在可行方案' \
	"$rackplan" verify "$small" --scenario late "$work/late/infeasibility.json" -q --lang zh
holds 'it says what it did not check' grep -q '^未核对：所列原因' "$work/out"
holds 'run.json has the bound and the gap that are proved' python3 - "$work/shanxi" <<'PYTHON'
import json, sys
from fractions import Fraction
folder = sys.argv[1]
run = json.load(open(folder + "/run.json"), parse_float=Fraction, parse_int=Fraction)
last = json.load(open(folder + "/certificate.json"))["tiers"][-1]
assert run["proved"] is True and run["proved_bound"] == Fraction(last["bound"])
assert run["proved_gap"] == Fraction(last["gap"]) and run["objective"] == Fraction(last["value"])
bound, value = Fraction(last["bound"]), Fraction(last["value"])
assert bound <= value <= bound + Fraction(last["gap"]) * bound, (bound, value)
assert abs(bound - run["lp_bound"]) <= Fraction(1, 10**6) * abs(bound), (float(bound), float(run["lp_bound"]))
PYTHON
ends 'the verdict in JSON' 0 'out:"state": "holds", "bound": [0-9.]+, "gap": 0' "$rackplan" verify "$small" "$work/small/plan.json" -q --format json
holds 'it is JSON' python3 -m json.tool "$work/out" /dev/null

# ---- what is not there ----

cp -R "$work/small" "$work/bare"
rm "$work/bare/certificate.json"
ends 'a plan without a certificate is verified, and it is said' 0 'out:^no proof present' "$rackplan" verify "$small" "$work/bare/plan.json"
ends 'also by the other verifier' 0 'out:^no proof present' "$alone" "$small" "$work/bare/plan.json"
cp -R "$work/late" "$work/word"
rm "$work/word/certificate.json"
holds 'and what was not checked' sh -c "'$rackplan' verify '$small' '$work/bare/plan.json' | grep -q '^not checked: the prices'"
ends 'that there is no plan is refused without one' 1 'out:^no proof present' \
	"$rackplan" verify "$small" --scenario late "$work/word/infeasibility.json"
sed -i 's/"proved": true/"proved": false/' "$work/word/infeasibility.json"
ends 'unless it says so itself: undecided' 5 'out:^no proof present' \
	"$rackplan" verify "$small" --scenario late "$work/word/infeasibility.json"
cp -R "$work/small" "$work/lost"
rm "$work/lost/model.mps"
ends 'a certificate without its model cannot be read' 3 'model.mps' "$rackplan" verify "$small" "$work/lost/plan.json"
echo '{' >"$work/lost/certificate.json"
ends 'nor can half a certificate' 3 'certificate.json:[0-9]+:[0-9]+: not JSON' "$rackplan" verify "$small" "$work/lost/plan.json"

# 0/1 phases of 400 and 500 racks beside 300: nothing lies between 750 and 790, and only whole numbers say so.
python3 - "$small" "$work/between.json" <<'PYTHON'
import json, sys
scenario = json.load(open(sys.argv[1]))
del scenario["overrides"], scenario["scenarios"]
scenario["sites"]["south"]["phases"]["1"]["start_cny"] = 1000
least = scenario["targets"]["design-2018"]
least["value"] = 750
scenario["targets"]["not-more"] = {**least, "op": "<=", "value": 790}
json.dump(scenario, open(sys.argv[2], "w"))
PYTHON
proved between "$work/between.json" base 4 infeasibility.json
holds 'what only whole numbers forbid is proved by splits' grep -q '"column": "c0_' "$work/between/certificate.json"
cp -R "$work/between" "$work/split"
sed -i 's/"at_most": "0"/"at_most": "1"/' "$work/split/certificate.json"
ends 'a split at another number leaves something' 1 'out:^the proof is refused: the multipliers do not show' \
	"$rackplan" verify "$work/between.json" "$work/split/infeasibility.json" -q

# ---- what belongs to something else ----

cp -R "$work/small" "$work/mixed"
cp "$work/late/certificate.json" "$work/mixed/"
ends 'a certificate of another scenario is refused' 1 'out:made for another scenario' "$rackplan" verify "$small" "$work/mixed/plan.json"
cp "$work/small/certificate.json" "$work/mixed/"
cp "$work/late/model.mps" "$work/mixed/"
ends 'another model is refused' 1 'out:made for another model.mps' "$rackplan" verify "$small" "$work/mixed/plan.json"
cp -R "$work/late" "$work/verdict"
ends 'a verdict on another scenario cannot be read as one on this' 3 'made for a scenario with sha256' \
	"$rackplan" verify "$small" "$work/verdict/infeasibility.json"

sed 's/"rackplan_infeasibility": 1/"rackplan_infeasibility": 2/' "$work/late/infeasibility.json" >"$work/verdict/infeasibility.json"
ends 'a verdict in a format that is to come cannot be read' 3 'this program reads format 1' \
	"$rackplan" verify "$small" --scenario late "$work/verdict/infeasibility.json"

# A model without the row that makes it infeasible is another model, even when a certificate names its hash: only the model code
# can tell.
cp -R "$work/small" "$work/easy"
python3 - "$work/easy" <<'PYTHON'
import hashlib, re, sys
folder = sys.argv[1]
text = open(folder + "/model.mps").read()
changed = re.sub(r"^( rhs r\S+ )(\d+)$", lambda m: m[1] + str(int(m[2]) + 1), text, count=1, flags=re.M)
assert changed != text
open(folder + "/model.mps", "w").write(changed)
path = folder + "/certificate.json"
old = open(path).read()
open(path, "w").write(re.sub(r'(model.mps", "sha256": ")[0-9a-f]*', r"\g<1>" + hashlib.sha256(changed.encode()).hexdigest(), old))
PYTHON
ends 'a changed limit in the model is found by building it again' 1 'out:is not the model of this scenario: row r|proof is refused' \
	"$rackplan" verify "$small" "$work/easy/plan.json"

# A goal that is missed: the proof holds for plans that miss as little, and how much that is follows from the plan alone.
tiers=tests/fixtures/twin/tiers.json
proved tiers "$tiers" base 0 plan.json
python3 - "$work/tiers/certificate.json" <<'PYTHON'
import json, sys
certificate = json.load(open(sys.argv[1]))
goal = certificate["tiers"][0]
assert float(goal["value"]) > 0.01, goal
goal["value"] = goal["limit"] = str(float(goal["value"]) - 1e-9)
json.dump(certificate, open(sys.argv[1], "w"))
PYTHON
ends 'a certificate that speaks of better plans only: nothing in it is wrong' 0 'out:^proved: ' "$alone" "$tiers" "$work/tiers/plan.json"
ends 'but the plan is none of them' 1 'out:^the proof is refused: goal_1: the plan misses more' \
	"$rackplan" verify "$tiers" "$work/tiers/plan.json" -q

# ---- numbers of the plan, one after the other ----

cp -R "$work/small" "$work/changed"
holds 'a plan with a changed number is refused' python3 - "$alone" "$small" "$work/small/plan.json" "$work/changed/plan.json" "$work/numbers" <<'PYTHON'
import random, re, subprocess, sys
alone, scenario, path, changed, said = sys.argv[1:]
text = open(path).read()
ranges = {"loosened_by", "saves_cny", "tightened_by", "costs_cny"}  # of prices, which nobody recomputes
numbers = [m for m in re.finditer(r"(?<=: )-?\d+(\.\d+)?(e[-+]?\d+)?(?=[,}\n])", text)
           if text[:m.start()].rsplit('"', 2)[1] not in ranges]
draw, refused, unreadable, valid = random.Random(20180501), 0, 0, []
for m in draw.sample(numbers, min(200, len(numbers))):
    number = float(m[0])
    other = str(int(number) + draw.choice([-1, 1, 10])) if m[1] is None and m[2] is None else repr(number * 1.01 + 1)
    open(changed, "w").write(text[:m.start()] + other + text[m.end():])
    code = subprocess.run([alone, scenario, changed], capture_output=True).returncode
    refused += code == 1
    unreadable += code == 3
    if code == 0:
        valid.append(text[:m.start()].rsplit('"', 2)[1])
open(said, "w").write(f"{refused} refused, {unreadable} unreadable, {len(valid)} accepted: {', '.join(sorted(set(valid)))}\n")
assert set(valid) <= {"price_cny", "lp_bound_cny", "mip_bound_cny", "fixed_cny"}, valid  # README.md of verify says so
assert refused > 4 * len(valid), (refused, len(valid))
PYTHON
sed 's/^/# changed numbers of a plan: /' "$work/numbers"
finish
