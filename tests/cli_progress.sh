#!/bin/sh
# How far a solve is: on a terminal that waits for it, and nowhere else. script(1) is the terminal.
. tests/lib.sh
long=scenarios/shanxi-2018.json
not() { ! "$@"; }
if ! script -qec true "$work/terminal" >/dev/null 2>"$work/err" </dev/null; then
	skip 'progress on a terminal' "$(cat "$work/err")"
	finish
	exit
fi

# NAME OPTION...: check on a terminal of 90 columns; its bytes are left in $work/terminal.
on_terminal() {
	terminal_name=$1
	shift
	script -qec "stty cols 90; '$rackplan' check '$long' $*" "$work/terminal" >"$work/out" </dev/null
	tr '\r' '\n' <"$work/terminal" >"$work/lines"
}

esc=$(printf '\033')
TERM=xterm on_terminal 'English' --time-limit 4
holds 'a solve that takes a while says how far it is' grep -qE '(linear relaxation|branch and bound|whole racks) · [1-9][0-9]* s.* · [0-9]+ iterations' "$work/lines"
holds 'the bound is there when it is known' grep -qE ' · bound CNY [0-9,.]+ M' "$work/lines"
holds 'nothing is said in the first second' not grep -qE ' · 0 s' "$work/lines"
holds 'no line is longer than the terminal' sh -c "! sed 's/$esc.K//' '$work/lines' | grep -E ' s · ' | grep -qE '^.{90}'"
holds 'the line is taken away before anything else is said' python3 - "$work/terminal" <<'PYTHON'
import re, sys
text = open(sys.argv[1], encoding="utf-8", newline="").read()
shown = [m.end() for m in re.finditer("\r[^\r\n\033]* s[^\r\n\033]*\033\\[K", text)]
assert shown, text[:400]
assert text[shown[-1]:].startswith("\r\033[K"), repr(text[shown[-1]:][:80])
PYTHON
TERM=xterm on_terminal 'Chinese' --time-limit 3 --lang zh
holds 'in Chinese, too' grep -qE '(线性松弛|分支定界|整数机架) · [1-9][0-9]* s.*迭代 [0-9]+ 次' "$work/lines"
TERM=xterm on_terminal 'quiet' --time-limit 2 -q
holds 'nothing with --quiet' not grep -q ' s · \| iterations' "$work/lines"
TERM=dumb on_terminal 'dumb' --time-limit 2
holds 'nothing on a terminal that cannot take it away' not grep -q ' iterations' "$work/lines"
TERM=xterm "$rackplan" check "$long" --time-limit 2 >"$work/out" 2>"$work/err"
holds 'nothing in a file' not grep -q "iterations\|$esc" "$work/err"
TERM=xterm script -qec "timeout --foreground -s INT 3 '$rackplan' check '$long'; echo ended with \$?" "$work/terminal" >"$work/out" </dev/null
tr '\r' '\n' <"$work/terminal" >"$work/lines"
holds 'it was there when the interrupt came' grep -q ' iterations' "$work/lines"
holds 'an interrupt takes it away' python3 - "$work/terminal" <<'PYTHON'
import sys
text = open(sys.argv[1], encoding="utf-8", newline="").read().rpartition("ended with")[0]
assert " iterations" in text and text.endswith("\r\033[K"), repr(text[-200:])
PYTHON

finish
