#!/bin/sh
# The schema agrees with the reader. Needs python3-jsonschema.
set -u
BUILD=${BUILD:-build}
exec /usr/bin/python3 tests/schema_agrees.py "$BUILD/rackplan" "$BUILD/tests/test_scenario_mutants"
