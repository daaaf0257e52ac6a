/*
 * steps.h - the steps of a solve (see solve.h), which run in the child. For the files of planner/solve and its tests.
 */
#ifndef RACKPLAN_SOLVE_STEPS_H
#define RACKPLAN_SOLVE_STEPS_H

#include "planner/solve/solve.h"

#include <stddef.h>

extern const struct solve_backend solve_glpk;

/* Tolerances; README.md says why each has this size. */
#define STEPS_FACE 1e-9      /* of the largest cost: a smaller reduced cost counts as none */
#define STEPS_CUTOFF 1e-7    /* relative: by how much a later tier may worsen an earlier one, where there are integers */
#define STEPS_WHOLE 1e-6     /* nearer than this to a whole number is whole */
#define STEPS_VIOLATION 1e-6 /* lp_violation() of an answer at most */

struct steps {
	const struct lp *lp;
	const struct solve_backend *backend;
	const struct solve_options *options;
	struct solution *out; /* arrays allocated by the caller */
	void *state;
	double until_s;       /* steps_now_s() at which to stop; <= 0: never */
	double *lower, *upper; /* [n_columns] what the backend has now */
	double *cost;          /* [n_columns] of the tier loaded now */
	double *x;             /* [n_columns] scratch */
	double *row_price;     /* [n_rows + n_tiers] */
	double *column_price;  /* [n_columns] */
};

double steps_now_s(void);
double steps_seconds_left(const struct steps *s); /* 0: no limit; never less than a millisecond otherwise */
bool steps_time_is_over(const struct steps *s);

/* Runs all steps; fills s->out. */
void steps_run(const struct lp *lp, const struct solve_backend *backend, const struct solve_options *options,
               struct solution *out);

/* For round.c. */
void steps_bound(struct steps *s, int column, double lower, double upper);
void steps_load_tier(struct steps *s, int tier);                    /* its cost becomes the objective */
void steps_restore(struct steps *s);                                /* the lp's own bounds; integers fixed at out->x_lp */
void steps_cut_tier(struct steps *s, int tier, double most);        /* most: of the tier's objective; INFINITY frees */
enum solve_status steps_solve_lp(struct steps *s, double *objective); /* of the loaded tier, without its constant */

/* Step 4. On success out->x is whole and accepted by lp_violation(). */
enum solve_status round_whole(struct steps *s);

/* solve() with a backend of the caller's; for tests of backends that crash. */
int solve_with(const struct solve_backend *backend, const struct lp *lp, const struct solve_options *options,
               struct solution *solution, struct error *err);

/* Points the arrays of a solution, whose sizes are set, into one run of numbers; the first of them is x. */
void solution_lay_out(struct solution *solution, double *numbers);
size_t solution_n_numbers(const struct solution *solution);

/* child.c: runs steps_run() in a child; the solution's arrays are allocated. */
void child_run(const struct lp *lp, const struct solve_backend *backend, const struct solve_options *options,
               struct solution *solution);

#endif
