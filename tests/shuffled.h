/*
 * shuffled.h - a backend that hands another one the same program with its columns and rows in another order, and starts it from
 * another basis: what a solver happens to see first must not decide a plan.
 */
#ifndef RACKPLAN_TESTS_SHUFFLED_H
#define RACKPLAN_TESTS_SHUFFLED_H

#include "planner/solve/steps.h"

/* The order for the next load: 0 leaves it as it is. */
void shuffled_seed(unsigned seed);

extern const struct solve_backend shuffled;

#endif
