#!/bin/sh
# An independent solver in rational arithmetic agrees on optimum and infeasibility (exact.py says of what).
# Usage: [RACKPLAN=build/rackplan] tests/exact.sh [NUMBER-OF-SEEDS]
. tests/lib.sh
PYTHONDONTWRITEBYTECODE=1 python3 tests/exact.py "${RACKPLAN:-$rackplan}" "$work" "${1:-12}"
