#!/bin/sh
# Runs the tests and counts cases. Usage: [BUILD=build] tests/run.sh [--unit | --valgrind]
#   (none)      everything: unit tests, scripts, sanitizers, valgrind, the second compiler
#   --unit      the C tests of $BUILD alone
#   --valgrind  the same under valgrind
# A Check program is counted by Check's summary line, a script by its "ok - " and "not ok - " lines. A program that
# ends badly without a failed case, or that ran no case, counts as one failure. The last line is "N passed, N failed".
set -u
BUILD=${BUILD:-build}
CC=${CC:-gcc}
RACKPLAN_SHARE=$PWD # the chart templates, wherever $BUILD is
export BUILD RACKPLAN_SHARE
logs=$BUILD/logs
mkdir -p "$logs"
tally=$(mktemp)
begun=$(mktemp -d)
trap 'rm -rf "$tally" "$begun"' EXIT

# NAME RESULT LOG: adds the log's cases to the tally and shows what failed.
count() {
	passed=$(awk '
		/^[0-9]+%: Checks: / { gsub(/,/, ""); n += $3 - $5 - $7 }
		/^ok / && !/# SKIP/ { n++ }
		END { print n + 0 }' "$3")
	failed=$(awk '
		/^[0-9]+%: Checks: / { gsub(/,/, ""); n += $5 + $7 }
		/^not ok / { n++ }
		END { print n + 0 }' "$3")
	skipped=$(grep -c '^ok .*# SKIP' "$3")
	why=
	if [ "$2" -ne 0 ] && [ "$failed" -eq 0 ]; then
		failed=1
		why=" (ended with $2)"
	elif [ "$((passed + failed))" -eq 0 ]; then
		failed=1
		why=' (ran nothing)'
	fi
	echo "$passed $failed" >>"$tally"
	printf '%-44s %4d passed, %d failed%s%s\n' "$1" "$passed" "$failed" "$why" "${took:+, $took s}"
	[ "$skipped" -eq 0 ] || grep '^ok .*# SKIP' "$3" | sed 's/^/    /'
	[ "$failed" -eq 0 ] || sed 's/^/    /' "$3"
}

# NAME SECONDS COMMAND...
one() {
	name=$1
	seconds=$2
	shift 2
	log=$logs/$(printf %s "$name" | tr '/ ' '__').log
	began=$(date +%s)
	timeout -k 10 "$seconds" "$@" >"$log" 2>&1 </dev/null
	result=$?
	took=$(($(date +%s) - began))
	count "$name" "$result" "$log"
}

# LABEL BUILD SECONDS WRAPPER...: every C test, once.
units() {
	label=$1
	where=$2
	seconds=$3
	shift 3
	for source in tests/test_*.c; do
		test=$(basename "$source" .c)
		one "$label$test" "$seconds" "$@" "$where/tests/$test"
	done
}

asan() {
	ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 UBSAN_OPTIONS=print_stacktrace=1 CK_FORK=no \
		units 'asan ' "$1" 300 env
}

# Cases that differ little are run three times only (support_loops() in support.h).
# "Possible" leaks are what a solver's process still holds of its parent when it ends by _exit(); address sanitizer looks
# for leaks of every kind.
valgrind() {
	RACKPLAN_FEW=yes CK_FORK=no units 'valgrind ' "$BUILD" 600 valgrind -q --error-exitcode=99 --leak-check=full \
		--errors-for-leak-kinds=definite --show-leak-kinds=definite --child-silent-after-fork=yes
}

# Those that nobody has begun: two may run them side by side, each script once, and the longest first.
scripts() {
	for script in tests/twin.sh tests/scenario_inner_mongolia.sh tests/*.sh; do
		case $script in
		tests/run.sh | tests/fresh.sh | tests/lib.sh | tests/proofs.sh) continue ;;
		esac
		mkdir "$begun/$(basename "$script")" 2>/dev/null || continue
		one "$(basename "$script" .sh)" 900 sh "$script"
	done
}

# NAME COMMAND...: a build that must say nothing.
builds() {
	name=$1
	shift
	log=$logs/$(printf %s "$name" | tr '/ ' '__').log
	took=
	"$@" >"$log" 2>&1
	result=$?
	[ "$result" -eq 0 ] && echo "ok - $name" >>"$log" || echo "not ok - $name" >>"$log"
	count "$name" "$result" "$log"
}

# In its own process, so that it can run beside the scripts; then it helps with them. Its lines come out together.
aside() {
	jobs=$(nproc)
	builds 'build with sanitizers' make --no-print-directory -j"$jobs" BUILD="$BUILD" asan-build
	asan "$BUILD/asan"
	builds 'build with clang' make --no-print-directory -j"$jobs" BUILD="$BUILD" clang-build
	valgrind
	scripts
}

case ${1:-} in
--unit) asan "$BUILD" ;;
--valgrind) valgrind ;;
'')
	aside >"$logs/aside" 2>&1 &
	units '' "$BUILD" 60 env
	scripts
	wait
	cat "$logs/aside"
	;;
*)
	echo "usage: tests/run.sh [--unit | --valgrind]" >&2
	exit 2
	;;
esac
awk '{ passed += $1; failed += $2 } END { print passed + 0 " passed, " failed + 0 " failed"; exit failed > 0 || passed == 0 }' "$tally"
