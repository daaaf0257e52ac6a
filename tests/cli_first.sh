#!/bin/sh
# The first scenario of planner/scenario/README.md does what the page says.
. tests/lib.sh
page=planner/scenario/README.md

awk '/^```json$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$page" >"$work/first.json"
ends 'the page has a whole scenario' 0 'out:^✓ met +design-2027 ' "$rackplan" check "$work/first.json"
ends 'it is planned' 0 'out:^2026-04-01 +2026-04-01 +start +Alpha Park / 2 +600 racks' \
	"$rackplan" solve "$work/first.json" -o "$work/plan" --no-charts -q
ends 'and verified' 0 'out:^proved: ' "$rackplan" verify "$work/first.json" "$work/plan"
ends 'in Chinese, too' 0 'out:甲园区' "$rackplan" solve "$work/first.json" -o "$work/zh" --no-charts -q --lang zh
ends 'more than there is room for has no plan' 4 'out:required 900, reachable 800: short by 100 racks' \
	"$rackplan" check "$work/first.json" --scenario more
ends 'nor has a target far above it' 4 'out:required 100,000,000, reachable 800: short by 99,999,200 racks' \
	"$rackplan" check "$work/first.json" --set targets.design-2027.value=1e8
ends 'and explain says what would do' 4 'out:--set targets.design-2027.value=800' "$rackplan" explain "$work/first.json" --scenario more
holds 'the change that it names does' "$rackplan" check "$work/first.json" --scenario more --set targets.design-2027.value=800

finish
