#!/bin/sh
# `make proofs`: every shipped scenario with all its named variants, solved, proved, and verified from the files, with the model code
# and without. Prints a table; ends 1 when a verdict carries no proof or a proof is refused. Takes minutes.
# Seconds are processor time. Usage: [BUILD=build] tests/proofs.sh [SCENARIO...]
. tests/lib.sh
alone=$(dirname "$rackplan")/rackplan-verify-alone
[ $# -gt 0 ] || set -- scenarios/*.json

variants() { python3 -c 'import json, sys; print(*json.load(open(sys.argv[1])).get("scenarios", {"base": []}))' "$1"; }

# FILE VARIANT: a line of the table.
line() {
	results=$work/results
	rm -rf "$results"
	"$rackplan" solve "$1" --scenario "$2" --no-charts -v -o "$results" >"$work/out" 2>"$work/err" </dev/null
	code=$?
	case $code in
	0) verdict=plan answer=$results/plan.json ;;
	4) verdict=infeasible answer=$results/infeasibility.json ;;
	*) verdict="ended $code" answer= ;;
	esac
	word=no
	if [ -f "$results/certificate.json" ] && "$rackplan" verify "$1" --scenario "$2" "$answer" -q >"$work/verify" 2>&1 &&
		"$alone" "$1" "$answer" "$2" >"$work/alone" 2>&1 && grep -q '^proved: ' "$work/verify" && grep -q '^proved: ' "$work/alone"; then
		word=accepted
	else
		n_failed=$((n_failed + 1))
	fi
	python3 - "$(basename "$1" .json)/$2" "$verdict" "$results" "$work/err" "$word" <<'PYTHON'
import json, os, re, sys
name, verdict, results, err, word = sys.argv[1:]
path = results + "/certificate.json"
certificate = json.load(open(path)) if os.path.exists(path) else {}
gap = f'{100 * float(certificate["tiers"][-1]["gap"]):.3f} %' if "tiers" in certificate else ""
size = re.search(r"(\d+) columns, (\d+) rows", open(err).read())
took = re.search(r"solving took ([0-9.]+) s, proving ([0-9.]+) s", open(err).read())
columns, rows = size.groups() if size else ("", "")
solving, proving = map(float, took.groups()) if took else (0, 0)
print(f"| {name} | {verdict} | {rows} | {columns} | {gap} | {solving:.2f} | {proving:.2f} | {word} |")
with open(os.path.dirname(results) + "/sums", "a") as sums:
    sums.write(f"{solving} {proving}\n")
PYTHON
}

echo '| scenario | verdict | rows | columns | proved gap | solving, s | proving, s | verify |'
echo '|---|---|---|---|---|---|---|---|'
n=0
for file; do
	for variant in $(variants "$file"); do
		line "$file" "$variant"
		n=$((n + 1))
	done
done
awk -v n="$n" -v failed="$n_failed" '{ solving += $1; proving += $2 }
	END { printf "%d verdicts, %d without an accepted proof; solving %.1f s, proving %.1f s\n", n, failed, solving, proving }' "$work/sums"
finish
