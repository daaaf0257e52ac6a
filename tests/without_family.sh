#!/bin/sh
# Each constraint family is left out of the build in turn, as `make WITHOUT=<family>` does; the tests of the models must
# notice. Prints the table: family -> the test that shows it, and how many more fail. Only families.c is compiled anew; the rest is $BUILD's.
# Usage: [BUILD=build] tests/without_family.sh
set -u
BUILD=${BUILD:-build}
compile=$(cat "$BUILD/flags") || exit 1
libraries="$(pkg-config --libs check jansson nettle) -lglpk -lgmp -lcsv -lm"
case $compile in *-DRACKPLAN_CLP*) libraries="-lCbcSolver -lClp $libraries" ;; esac
families=$(sed -n 's/^### \([a-z]*\)$/\1/p' models/README.md)
result=0

# FAMILY: links the tests with a table that lacks it. An object that is named goes before the archive's.
build() {
	where=$BUILD/without/$1
	mkdir -p "$where"
	name=$(printf %s "$1" | tr 'a-z' 'A-Z')
	$compile -DRACKPLAN_WITHOUT_"$name" -c -o "$where/families.o" models/families.c &&
		$compile -o "$where/test_models" "$BUILD/tests/test_models.o" "$where/families.o" "$BUILD/tests/libsupport.a" \
			"$BUILD/librackplan.a" $libraries
}

[ -n "$families" ] || { echo 'not ok - models/README.md names no family'; exit 1; }
for family in $families; do
	if ! build "$family"; then
		echo "not ok - without $family: it does not build"
		result=1
		continue
	fi
	CK_VERBOSITY=normal "$where/test_models" >"$where/log" 2>&1
	status=$?
	failed=$(sed -n 's/^[^:]*:[0-9]*:[FE]:[^:]*:\([a-z0-9_]*\):.*/\1/p' "$where/log" | sort -u)
	alone=$(printf '%s\n' "$failed" | grep "^${family}_alone_")
	if [ "$status" -ne 0 ] && [ -n "$alone" ]; then
		echo "ok - without $family: $alone fails, and $(($(printf '%s\n' "$failed" | wc -l) - 1)) more"
	else
		echo "not ok - without $family: no ${family}_alone_ test failed (see $where/log)"
		result=1
	fi
done
exit $result
