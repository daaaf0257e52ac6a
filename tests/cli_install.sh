#!/bin/sh
# An installed rackplan works from anywhere, and uninstalling leaves nothing.
. tests/lib.sh
unset RACKPLAN_SHARE # an installed program finds its templates itself

holds 'make install' make --no-print-directory BUILD="$BUILD" install DESTDIR="$work/d" PREFIX=/opt/rp
holds 'the scenarios come along' test -s "$work/d/opt/rp/share/rackplan/scenarios/shanxi-2018.json"
holds 'so does the twin' test -s "$work/d/opt/rp/share/rackplan/models/capacity.mod"
small=$PWD/$fixtures/small.json
installed=$work/d/opt/rp/bin/rackplan
(cd "$work" && "$installed" solve "$small" -o r >"$work/out" 2>"$work/err")
got=$?
holds 'it solves and draws from another directory' test "$got" -eq 0 -a -s "$work/r/charts/racks.zh.svg"
holds 'make uninstall' make --no-print-directory BUILD="$BUILD" uninstall DESTDIR="$work/d" PREFIX=/opt/rp
holds 'no file is left' test -z "$(find "$work/d" -type f)"
finish
