#!/bin/sh
# A limit that comes first: which of sixty sites to open for 120 demands takes branch and bound far longer than it is given, but
# answers are found soon. The best one is kept, marked, bounded and accepted by the verifier; and nothing is called infeasible.
. tests/lib.sh
cp tests/fixtures/models/common.json "$work"
python3 - "$work/hard.json" <<'END'
import json
import random
import sys

random.seed(3)
sites = {'s%02d' % i: {
    'region': 'land', 'tariff': 'free', 'pue': 1.25, 'usable_share': 1, 'installed_mw': 1000,
    'opening_cny': random.randint(900, 1100),
    'phases': {'1': {'state': 'candidate', 'design_racks': random.randint(80, 120), 'max_kw_per_rack': 5}},
} for i in range(60)}
demands = {'d%03d' % d: {
    'class': 'plain', 'region': 'land', 'need_racks': random.randint(10, 30),
    'hosting_cny_per_rack_year': {s: random.randint(1, 60) for s in sites},
} for d in range(120)}
with open(sys.argv[1], 'w', encoding='utf-8') as file:
    json.dump({'rackplan': 1, 'extends': 'common.json', 'id': 'hard', 'title': 'hard', 'origin': {'sourced': 'made'},
               'horizon': {'first_day': '2018-01-01', 'last_day': '2018-12-31', 'step': 'year'},
               'sites': sites, 'demands': demands}, file)
END
hard=$work/hard.json out=$work/results

# An answer is found within a second on a quiet machine; slower ones get more, and only then the plan is missed.
for seconds in 6 20 60; do
	"$rackplan" solve "$hard" --no-charts --time-limit "$seconds" -o "$out" >"$work/text" 2>"$work/err"
	code=$?
	[ -f "$out/plan.json" ] && break
done
holds 'the time limit ends 5' test "$code" -eq 5
holds 'the best answer so far is kept' test -f "$out/plan.json"
holds 'the plan says that a limit came first' grep -q '"status": "limit"' "$out/plan.json"
holds 'run.json too' grep -q '"status": "limit"' "$out/run.json"
holds 'and the summary' grep -q 'a limit came first: not proved optimal' "$work/text"
ends 'the verifier accepts it' 0 '' "$rackplan" verify "$hard" "$out/plan.json"
number() { sed -n "s/^  \"$1\": \([-0-9.e+]*\),*\$/\1/p" "$out/run.json"; }
between() { awk -v a="$(number lp_bound)" -v b="$(number mip_bound)" -v c="$(number objective)" 'BEGIN { exit !(0 < a && a <= b && b < c) }'; }
holds 'its cost lies above the bound of the search, and that above the relaxation' between
ends 'check ends 5, too' 5 '' "$rackplan" check -q "$hard" --time-limit 4
ends 'no time at all is undecided, not infeasible' 5 'undecided: the time limit of 1e-06 s' "$rackplan" check -q "$hard" --time-limit 0.000001

fingerprint "$out" >"$work/before"
"$rackplan" solve "$hard" --no-charts -q -o "$out" >"$work/text" 2>"$work/err" &
solving=$!
sleep 2
kill -TERM "$solving"
wait "$solving"
holds 'SIGTERM in the midst of branch and bound ends 143' test $? -eq 143
fingerprint "$out" >"$work/after"
holds 'and leaves the earlier results as they were' cmp "$work/before" "$work/after"
finish
