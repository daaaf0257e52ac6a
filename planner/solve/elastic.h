/*
 * elastic.h - the prices of what cannot be: from an lp that has no solution, multipliers of its rows that may prove it.
 */
#ifndef RACKPLAN_SOLVE_ELASTIC_H
#define RACKPLAN_SOLVE_ELASTIC_H

#include "planner/solve/solve.h"

/*
 * Lets every row be missed at a price (1 for each unit of its largest coefficient), integers come in parts, and minimises
 * what is missed in all, with the columns between lower[n_columns] and upper[n_columns] (NULL: their own bounds). The prices
 * of the rows of that program go to price[n_rows of lp], its columns to x[n_columns]. Where they lead nowhere - all is kept,
 * so that only integers or nothing are in the way, or a limit came first - *missed is 0; only after a limit x is not a number.
 * Returns 0, or -1 with err.
 */
struct elastic {
	const struct lp *lp;
	const double *lower, *upper;
	double *price, *x;
	double missed;
	const struct solve_backend *backend; /* NULL: the one that the options name */
};

int elastic_solve(struct elastic *elastic, const struct solve_options *options, struct error *err);

#endif
