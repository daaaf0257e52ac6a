/*
 * elastic.h - the prices of what cannot be: from an lp that has no solution, multipliers of its rows that may prove it.
 */
#ifndef RACKPLAN_SOLVE_ELASTIC_H
#define RACKPLAN_SOLVE_ELASTIC_H

#include "planner/solve/solve.h"

/*
 * Lets every row be missed at a price (1 for each unit of its largest coefficient), integers come in parts, and minimises
 * what is missed in all: the prices of the rows of that program go to price[n_rows of lp]. Where they lead nowhere - all is
 * kept, so that only integers or nothing are in the way, or a limit came first - *missed is 0. Returns 0, or -1 with err.
 */
int elastic_prices(const struct lp *lp, const struct solve_options *options, double *price, double *missed,
                   struct error *err);

#endif
