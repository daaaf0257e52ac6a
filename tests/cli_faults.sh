#!/bin/sh
# Faults of files, streams, signals and limits: nothing half written, the right exit code, the file named.
. tests/lib.sh
small=$PWD/$fixtures/small.json

# ---- reading ----
ends 'a scenario that is not there' 3 'absent.json: .*[Nn]o such file' "$rackplan" check "$work/absent.json"
ends 'a scenario that is a directory' 3 "$work.*directory" "$rackplan" check "$work"
mkfifo "$work/fifo"
ends 'a scenario that is a FIFO' 3 'fifo.*regular file' timeout 20 "$rackplan" check "$work/fifo"
: >"$work/empty.json"
ends 'an empty scenario' 3 'empty.json:1:[0-9]+' "$rackplan" check "$work/empty.json"
head -c 1000 "$small" >"$work/cut.json"
ends 'a scenario that is cut off' 3 'cut.json:[0-9]+:[0-9]+' "$rackplan" check "$work/cut.json"
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
	cp "$small" "$work/secret.json"
	chmod 0 "$work/secret.json"
	chmod 755 "$work"
	cp "$rackplan" "$work/rackplan"
	ends 'a scenario that may not be read' 3 'secret.json.*Permission denied' \
		setpriv --reuid=65534 --regid=65534 --clear-groups "$work/rackplan" check "$work/secret.json"
else
	cp "$small" "$work/secret.json"
	chmod 0 "$work/secret.json"
	ends 'a scenario that may not be read' 3 'secret.json.*Permission denied' "$rackplan" check "$work/secret.json"
fi

# ---- writing ----
"$rackplan" solve "$small" --no-charts --quiet -o "$work/r" >/dev/null
fingerprint "$work/r" >"$work/before"
unchanged() { holds "$1" sh -c "cd '$work/r' && find . -type f -exec sha256sum {} + | sort -k 2 | cmp - '$work/before'"; }

: >"$work/file"
ends 'a results directory that is a file' 6 'file' "$rackplan" solve "$small" -o "$work/file"
holds 'that file is as it was' test ! -s "$work/file"
ends 'a results directory below a file' 6 'file' "$rackplan" solve "$small" -o "$work/file/r"
ends 'a results directory that nobody can make' 6 '/proc' "$rackplan" solve "$small" -o /proc/rackplan
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
	mkdir "$work/readonly"
	chmod 755 "$work/readonly"
	cp "$small" "$work/small.json" # nobody may not look into a root's home
	ends 'a read-only results directory' 6 'readonly.*Permission denied' setpriv --reuid=65534 --regid=65534 \
		--clear-groups "$work/rackplan" solve "$work/small.json" -o "$work/readonly"
	holds 'nothing is in it' test -z "$(ls -A "$work/readonly")"
else
	mkdir -m 555 "$work/readonly"
	ends 'a read-only results directory' 6 'readonly.*Permission denied' "$rackplan" solve "$small" -o "$work/readonly"
fi
mkdir "$work/r/keep" && mkdir "$work/folder" && mkdir "$work/folder/plan.csv"
ends 'a folder where a result goes' 6 'plan.csv' "$rackplan" solve "$small" --no-charts -o "$work/folder"
holds 'none of the other results is there' test "$(ls -A "$work/folder")" = plan.csv
rmdir "$work/r/keep"

(
	# A file-size limit of one block (512 or 1024 bytes): SIGXFSZ must not end the program.
	ulimit -f 1
	"$rackplan" solve "$small" --no-charts --set sites.north.pue=1.31 -o "$work/r" >"$work/out" 2>/dev/null
	echo $? >"$work/limited"
) 2>/dev/null
holds 'beyond RLIMIT_FSIZE: 6' test "$(cat "$work/limited")" = 6
unchanged 'beyond RLIMIT_FSIZE the old results stay'
holds 'no temporary stays' test -z "$(find "$work/r" -name '*.tmp')"

mkdir "$work/tiny"
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=16k,mode=755 rackplan-test "$work/tiny" 2>/dev/null; then
	trap 'umount -l "$work/tiny" 2>/dev/null; rm -rf "$work"' EXIT
	echo old >"$work/tiny/plan.json"
	ends 'a full disk: 6' 6 'No space left' "$rackplan" solve "$small" --no-charts -o "$work/tiny"
	holds 'the old file is intact' test "$(cat "$work/tiny/plan.json")" = old
	holds 'and alone' test "$(ls -A "$work/tiny")" = plan.json
	umount "$work/tiny"
else
	skip 'a full disk' 'needs root and tmpfs; the file-size limit above takes the same way'
fi

# ---- standard streams ----
"$rackplan" check "$small" >/dev/full 2>"$work/err"
got=$?
holds 'a full standard output: 6' test "$got" -eq 6
holds 'and it is said' grep -q 'standard output.*No space left' "$work/err"
holds 'the device is still one' test -c /dev/full
"$rackplan" check "$small" >&- 2>"$work/err"
got=$?
holds 'a closed standard output: a quiet end' test "$got" -eq 0 -a ! -s "$work/err"
"$rackplan" solve "$small" --no-charts --quiet -o "$work/closed" >&- 2>&-
holds 'closed streams: the results are whole' cmp -s "$work/closed/plan.json" "$work/r/plan.json"
mkfifo "$work/pipe"
(exec 3<"$work/pipe"; exec 3<&-) &
"$rackplan" schema >"$work/pipe" 2>"$work/err"
got=$?
wait
holds 'a reader that went away: a quiet end' test "$got" -eq 0 -a ! -s "$work/err"
{ "$rackplan" schema 2>"$work/err"; echo $? >"$work/code"; } | head -c 1 >/dev/null
holds '| head: a quiet end' test "$(cat "$work/code")" = 0 -a ! -s "$work/err"

"$rackplan" solve "$small" --no-charts -o "$work/complete" >/dev/full 2>"$work/err"
got=$?
holds 'a full standard output of solve: 6' test "$got" -eq 6
holds 'the results are complete, as the help says' sh -c \
	"'$rackplan' --help | grep -q 'standard output failed, complete' && cmp '$work/complete/plan.json' '$work/r/plan.json'"
holds 'the README says it, too' grep -q '^| 6 |.*when only standard output failed, complete' README.md

# ---- two writers ----
if command -v flock >/dev/null; then
	ends 'a second writer is refused' 6 'another rackplan is writing' flock "$work/r" "$rackplan" solve "$small" -o "$work/r"
	unchanged 'and changes nothing'
fi

# ---- signals: a scenario that solves for long ----
python3 tests/long_scenario.py "$small" >"$work/long.json"
mkdir "$work/s"
echo old >"$work/s/plan.json"
# timeout gives the child signals that nobody ignores, which a background job of a shell would not have.
for signal in INT:130 TERM:143; do
	timeout --preserve-status -s "${signal%:*}" 2 "$rackplan" solve "$work/long.json" --no-charts -o "$work/s" \
		>"$work/out" 2>"$work/err"
	got=$?
	holds "SIG${signal%:*} during a solve: ${signal#*:}" test "$got" -eq "${signal#*:}"
	holds "SIG${signal%:*}: the old plan is there, alone" test "$(ls -A "$work/s")$(cat "$work/s/plan.json")" = plan.jsonold
	sleep 0.3
	holds "SIG${signal%:*}: no child is left" test -z "$(pgrep -f "$work/long.json")"
	timeout --preserve-status -s "${signal%:*}" 1 "$rackplan" solve "$work/long.json" --no-charts -o "$work/new/deep/s" \
		>"$work/out" 2>"$work/err"
	got=$?
	holds "SIG${signal%:*} with a new results directory: ${signal#*:}" test "$got" -eq "${signal#*:}"
	holds "SIG${signal%:*}: none of the new folders is left" test ! -e "$work/new"
done

# ---- signals while charts are drawn: by a gnuplot that takes its time ----
mkdir "$work/slow"
printf '#!/bin/sh\nexec sleep 30\n' >"$work/slow/gnuplot"
chmod +x "$work/slow/gnuplot"
mkdir "$work/drawn"
ends 'SIGTERM while charts are drawn: 143' 143 '' timeout --preserve-status -s TERM 3 env PATH="$work/slow:$PATH" \
	"$rackplan" solve "$small" -o "$work/drawn"
holds 'no folder of charts is left' test -z "$(ls -A "$work/drawn")"

# ---- memory runs out ----
least=12000 # kB in which its libraries can be loaded: they differ from build to build
until (ulimit -v $least && exec "$rackplan" --version) >/dev/null 2>&1 || [ $least -ge 80000 ]; do least=$((least + 1000)); done
for more in 1000 4000 7000; do
	kbytes=$((least + more))
	(
		ulimit -v $kbytes
		timeout 60 "$rackplan" solve "$work/long.json" --time-limit 3 --no-charts -o "$work/s" >"$work/out" 2>"$work/err"
		echo $? >"$work/code"
	)
	holds "out of memory $more kB above the least: 1, and said" sh -c "grep -qx 1 '$work/code' && grep -q 'out of memory' '$work/err'"
	holds "out of memory $more kB above the least: the old plan is there, alone" test "$(ls -A "$work/s")$(cat "$work/s/plan.json")" = plan.jsonold
done

# ---- names are text, never commands ----
python3 - "$small" "$work" >"$work/names.json" <<'PYTHON'
import json, sys
sc, work = json.load(open(sys.argv[1])), sys.argv[2]
bad = "`touch %s/p1`$(touch %s/p2)\"'<script>alert(1)</script>_^{x}&@\\; system(\"touch %s/p3\")" % (work, work, work)
for site in sc["sites"].values():
    site["name"] = {"en": bad, "zh": bad}
for target in sc["targets"].values():
    target["name"] = {"en": bad, "zh": "=1+1" + bad}
sc["title"] = bad
json.dump(sc, sys.stdout)
PYTHON
ends 'names that look like commands: planned and drawn' 0 '' "$rackplan" solve "$work/names.json" -o "$work/names"
holds 'nothing was executed' test ! -e "$work/p1" -a ! -e "$work/p2" -a ! -e "$work/p3"
holds 'no markup in any SVG' sh -c "! grep -l '<script' '$work'/names/charts/*.svg"
holds 'the text is in an SVG, escaped' sh -c "grep -q '&lt;script&gt;' '$work'/names/charts/*.svg"
holds 'the resolved scenario keeps the name' python3 -c "
import json, sys
assert '<script>' in json.load(open('$work/names/scenario.resolved.json'))['sites']['north']['name']['en']"
holds 'no CSV cell begins a formula' sh -c "! grep -hE '(^|,)\"?[=@]' '$work'/names/*.csv"

# ---- gnuplot ----
mkdir "$work/bin"
for program in sh env cat rm mkdir; do ln -s "$(command -v $program)" "$work/bin/$program"; done
ends 'gnuplot absent: 7' 7 'gnuplot' env PATH="$work/bin" "$rackplan" solve "$small" -o "$work/bare"
holds 'the plan is written all the same' cmp -s "$work/bare/plan.json" "$work/r/plan.json"
# Charts of one plan never stand beside another.
ends 'a plan with charts' 0 '' "$rackplan" solve "$small" -o "$work/two"
holds 'it has its charts' test -s "$work/two/charts/racks.en.svg"
echo mine >"$work/two/charts/mine.txt"
cp -R "$work/two" "$work/three"
ends 'another without: the old charts go, and it is said' 0 'charts were of an earlier plan and are removed' \
	"$rackplan" solve "$small" --no-charts --set sites.north.pue=1.31 -o "$work/two"
holds 'nothing but what is not ours is left' test "$(ls "$work/two/charts")" = mine.txt
ends 'gnuplot absent: the old charts go, too' 7 'charts were of an earlier plan and are removed' \
	env PATH="$work/bin" "$rackplan" solve "$small" --set sites.north.pue=1.31 -o "$work/three"
holds 'again nothing but what is not ours' test "$(ls "$work/three/charts")" = mine.txt
ends 'a plan with charts, again' 0 '' "$rackplan" solve "$small" --quiet -o "$work/two"
rm "$work/two/charts/mine.txt"
fingerprint "$work/two" >"$work/before"
ends 'a run that decides nothing leaves them' 5 'undecided' "$rackplan" solve "$small" --time-limit 1e-9 -o "$work/two"
fingerprint "$work/two" >"$work/after"
holds 'all is as it was' cmp "$work/before" "$work/after"
ends 'in Chinese' 0 '已删除先前方案的图' "$rackplan" solve "$small" --no-charts --lang zh -o "$work/two"
holds 'an empty folder goes' test ! -e "$work/two/charts"
ends 'a verdict that there is no plan takes the place of a plan, and it is said' 4 'were of an earlier plan and are removed' \
	"$rackplan" solve "$small" --scenario late -o "$work/two"
holds 'nothing of the plan stays' test "$(ls "$work/two" | tr '\n' ' ')" = \
	'certificate.json infeasibility.json model.mps scenario.resolved.json '
ends 'and a plan that of the verdict' 0 '' "$rackplan" solve "$small" --no-charts -o "$work/two"
holds 'the verdict is gone' test ! -e "$work/two/infeasibility.json"
printf '#!/bin/sh\necho "broken" >&2\nexit 1\n' >"$work/bin/gnuplot"
chmod +x "$work/bin/gnuplot"
ends 'gnuplot that fails: 7' 7 'gnuplot' env PATH="$work/bin" "$rackplan" solve "$small" -o "$work/bad"
holds 'and the plan is written' cmp -s "$work/bad/plan.json" "$work/r/plan.json"
finish
