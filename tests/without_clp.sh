#!/bin/sh
# A build without CLP and CBC, as `make WITHOUT_CLP=1` makes it: it links, tests and plans with GLPK alone. Only solve.c is compiled
# anew; the rest is $BUILD's.
. tests/lib.sh
case $BUILD in /*) ;; *) BUILD=$PWD/$BUILD ;; esac
compile=$(sed 's/-DRACKPLAN_CLP//' "$BUILD/flags")
libraries="$(pkg-config --libs check jansson nettle expat xlsxwriter sqlite3) -lglpk -lgmp -lcsv -lm"
$compile -c -o "$work/solve.o" planner/solve/solve.c
find "$BUILD/planner" "$BUILD/models" -name '*.o' ! -path '*/solve/clp*' ! -path '*/solve/solve.o' ! -path '*/cli/main.o' \
	-exec ar rcs "$work/rest.a" {} +

# shellcheck disable=SC2086
holds 'the program links' $compile -o "$work/rackplan" "$BUILD/planner/cli/main.o" "$work/solve.o" "$work/rest.a" $libraries
# shellcheck disable=SC2086
holds 'and the tests of what a backend must do' $compile -o "$work/contract" "$BUILD/tests/test_solve_auto.o" "$work/solve.o" \
	"$BUILD/tests/libsupport.a" "$work/rest.a" $libraries
holds 'auto takes GLPK for programs of every size' "$work/contract"
holds 'no CLP is linked' sh -c "! ldd '$work/rackplan' | grep -qi clp"
ends 'it names the one solver that it has' 0 'out:^solver glpk' "$work/rackplan" --version
holds 'and no other' sh -c "! grep -q clp '$work/out'"
ends 'one that it has not is wrong usage' 2 "no solver 'clp'" "$work/rackplan" check --solver clp "$fixtures/small.json"
ends 'it plans' 0 '' "$work/rackplan" solve --no-charts -q -o "$work/plan" "$fixtures/small.json"
grep -q RACKPLAN_CLP "$BUILD/flags" || { skip 'with CLP the same program has two solvers' 'this build has no CLP'; finish; exit; }
ends 'with CLP the same program has two solvers' 0 'out:^solver clp: [0-9]' "$rackplan" --version
ends 'and plans with either' 0 '' "$rackplan" solve --solver clp --no-charts -q -o "$work/clp" "$fixtures/small.json"
holds 'the plan says which' grep -q '"solver": "CLP ' "$work/clp/run.json"
ends 'another run of it' 0 '' "$rackplan" solve --solver clp --no-charts -q -o "$work/again" "$fixtures/small.json"
holds 'gives the same bytes' diff -r "$work/clp" "$work/again"
ends 'what cannot be is infeasible for CLP, too' 4 '' "$rackplan" check --solver clp --set targets.design-2018.value=1e6 "$fixtures/small.json"
finish
