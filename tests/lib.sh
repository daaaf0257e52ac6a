# lib.sh - sourced by the script tests. A case is one line, "ok - name" or "not ok - name".
set -u
BUILD=${BUILD:-build}
rackplan=$BUILD/rackplan
# shellcheck disable=SC2034 # used by those who source this
fixtures=tests/fixtures/cli
case $rackplan in /*) ;; *) rackplan=$PWD/$rackplan ;; esac
RACKPLAN_SHARE=${RACKPLAN_SHARE:-$PWD}
export RACKPLAN_SHARE
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
n_failed=0

ok() { echo "ok - $1"; }
not_ok() { # NAME [WHY]
	echo "not ok - $1"
	[ $# -lt 2 ] || printf '%s\n' "$2" | sed 's/^/# /'
	n_failed=$((n_failed + 1))
}
skip() { echo "ok - $1 # SKIP $2"; }

# NAME COMMAND...: the command succeeds.
holds() {
	holds_name=$1
	shift
	if "$@" >"$work/holds" 2>&1; then ok "$holds_name"; else not_ok "$holds_name" "$(head -n 20 "$work/holds")"; fi
}

# NAME CODE PATTERN COMMAND...: ends with the code, and standard error (or "out:PATTERN": output) has the pattern.
# The streams are left in $work/out and $work/err.
ends() {
	ends_name=$1 ends_code=$2 ends_pattern=$3
	shift 3
	"$@" >"$work/out" 2>"$work/err" </dev/null
	ends_got=$?
	case $ends_pattern in
	out:*) ends_stream=$work/out ends_pattern=${ends_pattern#out:} ;;
	*) ends_stream=$work/err ;;
	esac
	if [ "$ends_got" -ne "$ends_code" ]; then
		not_ok "$ends_name" "ended with $ends_got, expected $ends_code: $(head -n 5 "$work/err")"
	elif [ -n "$ends_pattern" ] && ! grep -qE -e "$ends_pattern" "$ends_stream"; then
		not_ok "$ends_name" "no '$ends_pattern' in: $(head -n 10 "$ends_stream")"
	else
		ok "$ends_name"
	fi
}

# The accessibility checker for the browser tests: exports AXE, its path, or says that it is not there.
find_axe() {
	if AXE=$(.ci/axe "$BUILD/axe" 2>"$work/axe.err"); then
		export AXE
	else
		unset AXE
		skip "$1" "$(cat "$work/axe.err")"
	fi
}

# DIRECTORY: its files and their hashes, to see that nothing changed.
fingerprint() { (cd "$1" && find . -type f -exec sha256sum {} + | sort -k 2); }

finish() { [ "$n_failed" -eq 0 ]; }
