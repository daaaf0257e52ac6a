#!/bin/sh
# What a day is worth: --days against the scenario with each date moved in the file.
. tests/lib.sh
small=$fixtures/small.json
models=tests/fixtures/models

holds 'each date saves what the scenario with that date costs less' env PYTHONDONTWRITEBYTECODE=1 python3 tests/days_agree.py "$rackplan" "$work" \
	"$small" "$models/costs.json" "$models/migration.json" tests/fixtures/verify/valley.json
ends 'dates that delay nothing are not named' 0 'out:^What a day is worth: 0 of 3 dates' "$rackplan" check "$models/phase.json" --days
ends 'they are for people, too' 0 'out:^    a day saves [0-9,]+ CNY, over 90 days' "$rackplan" check "$small" --days
ends 'in Chinese, too' 0 'out:^    每提前（推迟）一天可省 [0-9,.]+ ' "$rackplan" check "$small" --days --lang zh
ends 'solve has them in run.json' 0 'out:^What a day is worth' "$rackplan" solve "$small" --days --no-charts -q -o "$work/r"
holds 'with their places in the file' grep -q '"pointer": "/targets/design-2018/by", "was": "2018-12-31", "moved_to": "2019-03-31", "days": 90' "$work/r/run.json"
"$rackplan" solve "$small" --days --no-charts -q -o "$work/again" >"$work/out"
holds 'the same twice' sh -c "sed -n '/\"days\"/,/\]}/p' '$work/r/run.json' >'$work/a' && sed -n '/\"days\"/,/\]}/p' '$work/again/run.json' | cmp - '$work/a'"
ends 'nobody asked, nothing said' 0 '' "$rackplan" check "$small"
holds 'so it is not there' sh -c "! grep -q 'a day' '$work/out'"
ends 'without a plan there are none' 4 '' "$rackplan" check "$small" --scenario late --days
holds 'nor is it said' sh -c "! grep -q 'a day' '$work/out'"
ends 'a goal that comes nearer is said to' 0 'out:comes nearer to a goal, which comes before cost' "$rackplan" check "$small" --days \
	--set targets.design-2018.modality=strive --set targets.design-2018.tier=1 --set targets.design-2018.value=1100 --set targets.design-2018.by=2018-03-31

finish
