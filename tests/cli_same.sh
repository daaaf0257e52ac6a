#!/bin/sh
# The same scenario gives the same bytes: again, in another directory, time zone, locale.
. tests/lib.sh
small=$PWD/$fixtures/small.json

"$rackplan" solve "$small" --quiet -o "$work/a" >"$work/a.txt"
same() { # NAME DIRECTORY: plan, tables, resolved scenario, SVG
	holds "$1: the same files" sh -c "(cd '$work/a' && find . -type f | sort) >'$work/la'; (cd '$2' && find . -type f | sort) | cmp - '$work/la'"
	differing=$(cd "$work/a" && for file in *.json *.csv charts/*; do cmp -s "$file" "$2/$file" || echo "$file"; done)
	if [ -z "$differing" ]; then ok "$1: the same bytes"; else not_ok "$1: the same bytes" "$differing"; fi
}
"$rackplan" solve "$small" --quiet -o "$work/b" >"$work/b.txt"
same 'a second run' "$work/b"
holds 'a second run: the same summary' cmp "$work/a.txt" "$work/b.txt"
mkdir -p "$work/elsewhere"
(cd "$work/elsewhere" && "$rackplan" solve "$small" --quiet -o c >/dev/null)
same 'another directory' "$work/elsewhere/c"
TZ=Pacific/Kiritimati SOURCE_DATE_EPOCH=1 "$rackplan" solve "$small" --quiet -o "$work/d" >/dev/null
same 'another time zone' "$work/d"
mkdir "$work/locales"
if localedef -i de_DE -f UTF-8 "$work/locales/de_DE.UTF-8" >/dev/null 2>&1 || [ -d "$work/locales/de_DE.UTF-8" ]; then
	holds 'that locale has a decimal comma' sh -c "LOCPATH='$work/locales' LC_ALL=de_DE.UTF-8 locale decimal_point | grep -qx ,"
	LOCPATH=$work/locales LC_ALL=de_DE.UTF-8 "$rackplan" solve "$small" --quiet -o "$work/e" >/dev/null
	same 'a locale with a decimal comma' "$work/e"
	LOCPATH=$work/locales LC_ALL=de_DE.UTF-8 "$rackplan" solve "$work/a/scenario.resolved.json" --quiet --no-charts -o "$work/f" \
		>/dev/null 2>"$work/err"
else
	skip 'a locale with a decimal comma' 'localedef has no de_DE here'
fi
finish
