/*
 * small_lp.h - programs of plainly numbered columns x[0], x[1], ... and rows r[0], ..., one tier, for tests of planner/solve and
 * planner/lp; and what rational arithmetic says of them, the doubles taken as they are.
 */
#ifndef RACKPLAN_TESTS_SMALL_LP_H
#define RACKPLAN_TESTS_SMALL_LP_H

#include "planner/solve/steps.h"

#include <stdint.h>

enum { SMALL_MOST = 256 };

struct small {
	struct lp *lp;
	int columns, rows, n_columns, n_rows; /* blocks, and how many there are */
};

struct small small_new(void);
struct small small_blend(double least); /* three columns, of which at least so much is wanted: an easy one */
int small_column(struct small *s, double lower, double upper, double cost);
void small_row(struct small *s, int n, const double *a, double low, double high); /* of the first n columns */

/* An answer, of whatever status, from a backend; from the one at this place of solve_backends[]. */
struct solution small_ask_with(const struct solve_backend *backend, const struct small *s,
                               const struct solve_options *options);
struct solution small_ask(int which, const struct small *s);
void small_check_status(const struct solution *solution, enum solve_status status);
void small_done(struct small *s, struct solution *solution);

/* Does x keep every row and bound, to the last bit? */
bool small_keeps_exactly(const struct lp *lp, const double *x);

/* Farkas: y'A x can nowhere be as large as the rows need it to be. */
bool small_empty_exactly(const struct lp *lp, const double *y);

/* Of any program: an answer keeps the rows; "infeasible" has multipliers that hold exactly; "unbounded" cannot be. */
void small_check_honest(const struct lp *lp, const struct solution *s);

/* Numbers at random that are the same everywhere; whole ones. */
uint64_t small_next(uint64_t *seed);
double small_pick(uint64_t *seed, int from, int to);

enum { SMALL_COLUMNS = 12, SMALL_ROWS = 10 };

struct small_around { /* rows that a point keeps with nothing to spare; no sum of it loses a bit */
	struct small s;
	double x[SMALL_COLUMNS];
};

/*
 * Rows and columns scaled by powers of two from 2^-spread to 2^spread. by > 0: instead of the last row, a pair of rows asks the same
 * sum to be at least so much (scaled) more than it may be at most, so nothing keeps both.
 */
struct small_around small_around(uint64_t *seed, int spread, double by);

/* Around a point likewise, but every coefficient has a size of its own, from 2^-spread to 2^spread, so no scaling helps. */
struct small_around small_mixed(uint64_t *seed, int spread, int n_rows);

#endif
