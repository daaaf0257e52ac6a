#!/bin/sh
# Coverage-guided fuzzing of everything that reads a file which somebody else may have written. Usage: run.sh SECONDS
# BUILD holds the fuzzers (make fuzz). Seeds are the fixtures; what is found stays in $BUILD/found. Ends 1 when one crashed.
set -u
seconds=${1:?seconds}
corpus=$BUILD/corpus found=$BUILD/found
mkdir -p "$found"
seed() { # TARGET FILE...
	mkdir -p "$corpus/$1"
	target=$1
	shift
	for file in "$@"; do cp "$file" "$corpus/$target/$(printf %s "$file" | tr / _)"; done
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
small=tests/fixtures/cli/small.json
"$BUILD/rackplan" solve "$small" -o "$scratch/small" --no-charts -q >/dev/null 2>&1
"$BUILD/rackplan" solve tests/fixtures/verify/delta.json -o "$scratch/delta" --no-charts -q >/dev/null 2>&1
"$BUILD/rackplan" solve "$small" --scenario late -o "$scratch/late" --no-charts -q >/dev/null 2>&1
seed scenario tests/fixtures/cli/*.json tests/fixtures/models/common.json tests/fixtures/verify/*.json tests/fixtures/scenario/good/*.json
seed plan "$scratch/delta/plan.json" tests/fixtures/verify/*.plan.json
seed certificate "$scratch"/*/certificate.json
seed mps "$scratch"/*/model.mps
# The words of scenario files, so that a fuzzer need not guess them.
"$BUILD/rackplan" schema | grep -oE '"[a-z_]{3,40}"' | sort -u >"$scratch/words"
failed=0
for target in scenario plan certificate mps; do
	if TMPDIR=$scratch timeout -k 10 $((seconds + 60)) "$BUILD/fuzz_$target" -max_total_time="$seconds" -max_len=40000 -timeout=20 \
		-rss_limit_mb=4096 -dict="$scratch/words" -artifact_prefix="$found/$target-" "$corpus/$target" >"$found/$target.log" 2>&1; then
		echo "ok - $target: $(grep -E '^Done [0-9]+ runs' "$found/$target.log")"
	else
		echo "not ok - $target: see $found/$target.log"
		grep -E 'does not hold|ERROR|SUMMARY|runtime error' "$found/$target.log" | head -n 5 | sed 's/^/# /'
		failed=1
	fi
done
exit "$failed"
