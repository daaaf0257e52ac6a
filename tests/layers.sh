#!/bin/sh
# Reads every #include and fails on an arrow that the house does not have, or on a circle. Usage: layers.sh [ROOT]
set -u
root=${1:-.}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# folder: what it may include, besides itself
allowed='
planner/base:
planner/scenario: planner/base
planner/plan: planner/base planner/scenario
planner/lp: planner/base
planner/solve: planner/base planner/lp
planner/verify: planner/base planner/scenario planner/plan
planner/report: planner/base planner/scenario planner/plan
planner/sweep: planner/base planner/scenario
models: planner/base planner/scenario planner/plan planner/lp
planner/cli: planner/base planner/scenario planner/plan planner/lp planner/solve planner/verify planner/report planner/sweep models
'
# library header: the only folders, or files, that may include it
libraries='
glpk.h: planner/solve
coin/Clp_C_Interface.h: planner/solve
coin/Cbc_C_Interface.h: planner/solve
jansson.h: planner/scenario planner/plan
csv.h: planner/scenario
gmp.h: planner/verify
expat.h: planner/report
xlsxwriter.h: planner/report
sqlite3.h: planner/sweep
nettle/sha2.h: planner/base
'

check() { # ROOT: prints what is wrong, and "edge FROM TO" for every include
	(cd "$1" && grep -nE '^[[:space:]]*#[[:space:]]*include' planner/*/*.[ch] models/*.[ch] /dev/null) |
	awk -v allowed="$allowed" -v libraries="$libraries" '
	function folder(path) { sub(/\/[^\/]*$/, "", path); return path }
	function table(text, into,   lines, words, n, m, i, j, name) {
		n = split(text, lines, "\n")
		for (i = 1; i <= n; i++) {
			m = split(lines[i], words, " ")
			name = words[1]; sub(/:$/, "", name)
			if (m > 0) known[name] = 1
			for (j = 2; j <= m; j++) into[name, words[j]] = 1
		}
	}
	BEGIN { table(allowed, may); table(libraries, only) }
	{
		split($0, part, ":"); file = part[1]; line = part[2]
		text = $0; sub(/^[^:]*:[^:]*:/, "", text)
		from = folder(file)
		if (!(from in known)) { print file ": a folder that the house does not have"; next }
		if (text ~ /"/) {
			split(text, quoted, "\""); to = quoted[2]
			if (to !~ /^(planner\/[a-z]+|models)\/[a-z_]+\.h$/) { print file ":" line ": \"" to "\" is not written from the root"; next }
			if (folder(to) != from && !((from, folder(to)) in may)) print file ":" line ": " from " must not include " to
			print "edge", file, to
		} else {
			split(text, angled, /[<>]/); name = angled[2]
			if (name in known && !((name, from) in only)) print file ":" line ": <" name "> does not belong in " from
		}
	}' >"$work/found"
	grep -v '^edge ' "$work/found"
	sed -n 's/^edge //p' "$work/found" | tsort 2>&1 >/dev/null | sed -n 's/^tsort: \(-: \)\{0,1\}/circle: /p'
}

plant() { # NAME FILE LINE: with this line, the check must find something
	rm -rf "$work/tree"
	mkdir "$work/tree"
	(cd "$root" && cp -r --parents planner/*/*.[ch] models/*.[ch] "$work/tree")
	printf '%s\n' "$3" >>"$work/tree/$2"
	if [ -n "$(check "$work/tree")" ]; then
		echo "ok - layers: $1 is found"
	else
		echo "not ok - layers: $1 is found"
	fi
}

wrong=$(check "$root")
if [ -n "$wrong" ]; then
	echo "not ok - layers: arrows point down only"
	printf '%s\n' "$wrong" | sed 's/^/# /'
else
	echo "ok - layers: arrows point down only ($(grep -c '^edge ' "$work/found") includes)"
fi
# Pages that the sources name are there.
lost=$(cd "$root" && grep -rhoE '[A-Za-z0-9_/-]+\.md' --include='*.[ch]' planner models tests | sort -u | while read -r page; do
	[ -e "$page" ] || echo "no page $page"
done)
if [ -n "$lost" ]; then
	echo "not ok - layers: every page that a source names is there"
	printf '%s\n' "$lost" | sed 's/^/# /'
	wrong=$wrong$lost
else
	echo "ok - layers: every page that a source names is there"
fi
if [ $# -eq 0 ]; then
	plant 'an arrow from the verifier to the model builder' planner/verify/verify.h '#include "models/model.h"'
	plant 'an arrow from the verifier to the LP layer' planner/verify/verify.h '#include "planner/lp/lp.h"'
	plant 'an arrow up' planner/base/str.h '#include "planner/plan/plan.h"'
	plant 'a circle of headers' planner/base/error.h '#include "planner/base/io.h"'
	plant 'a solver header outside solve/' planner/lp/lp.h '#include <glpk.h>'
	plant 'an include that is not from the root' planner/plan/plan.h '#include "scenario.h"'
fi | tee "$work/plants"
[ -z "$wrong" ] && ! grep -q '^not ok' "$work/plants"
