/*
 * steps.h - the steps of a solve (see solve.h), which run in the child. For the files of planner/solve and its tests.
 */
#ifndef RACKPLAN_SOLVE_STEPS_H
#define RACKPLAN_SOLVE_STEPS_H

#include "planner/base/clock.h"
#include "planner/solve/solve.h"

#include <stddef.h>

extern const struct solve_backend solve_glpk;
extern const struct solve_backend solve_clp; /* where RACKPLAN_CLP is defined */

/* Tolerances; README.md says why each has this size. */
#define STEPS_FACE 1e-9   /* of the largest cost: a smaller reduced cost counts as none */
#define STEPS_CUTOFF 1e-7 /* relative: by how much a later tier may worsen an earlier one, where there are integers */
#define STEPS_WHOLE 1e-6  /* nearer than this to a whole number is whole */
#define STEPS_VIOLATION 1e-6 /* lp_violation() of an answer at most */
#define STEPS_DUAL 1e-6      /* lp_residuals() of an optimum at most: by how much prices may miss the costs */
#define STEPS_GAP 1e-6       /* and what they may leave open */

struct bounds;

struct steps {
	const struct lp *lp;
	const struct solve_backend *backend;
	const struct solve_options *options;
	struct solution *out;            /* arrays allocated by the caller */
	struct solve_progress *progress; /* which the parent reads while this writes */
	void *state;
	double until_s;        /* clock_now_s() at which to stop; <= 0: never */
	double *lower, *upper; /* [n_columns] what the backend has now */
	double *cost;          /* [n_columns] of the tier loaded now */
	double *x;             /* [n_columns] scratch */
	double *row_price;     /* [n_rows + n_tiers] */
	double *column_price;  /* [n_columns] */
	bool *held;       /* [n_rows] or NULL: filled with the rows that a tier keeps at their end for those after it */
	struct bounds *b; /* the lp by columns, where there are whole numbers to find; else NULL */
	double weight;    /* of ties in a nudged cost; 0: there are no ties to break */
	bool nudged;      /* costs loaded from now on have the ties' weights added, times that */
	double reserve;   /* how many times its reserve (round.h) a row keeps free */
};

double steps_seconds_left(const struct steps *s); /* 0: no limit; never less than a millisecond otherwise */
bool steps_time_is_over(const struct steps *s);

/* Runs all steps; fills s->out. */
void steps_run(const struct lp *lp, const struct solve_backend *backend, const struct solve_options *options,
               struct solution *out, struct solve_progress *progress);

/* progress.c: what is shared between child and parent of how far a solve is. */
void progress_clear(struct solve_progress *progress);
void progress_stage(struct steps *s, enum solve_stage stage); /* with the bound and the answer known now */
void progress_count(struct steps *s);                         /* iterations and nodes */
void progress_read(const struct solve_progress *progress, struct solve_progress *copy);

/* For the files of the later steps. */
bool steps_is_about(double until_s);                /* now, or a little before: a solver's own clock may stop it then */
void steps_own_bounds(struct steps *s, int column); /* into lower and upper, not to the backend */
enum solve_status steps_solve_tiers(struct steps *s, double *objective); /* into out->x_lp and the prices */
void steps_bound(struct steps *s, int column, double lower, double upper);
void steps_load_tier(struct steps *s, int tier);                /* its cost becomes the objective */
void steps_restore(struct steps *s);                            /* the lp's own bounds; integers fixed at out->x_lp */
void steps_cut_tier(struct steps *s, int tier, double most);    /* most: of the tier's objective; INFINITY frees */
void steps_narrow_row(struct steps *s, int row, double margin); /* keeps this much of each end free; 0: none */
double steps_constant(const struct steps *s, int tier);
double steps_value(const struct steps *s, int tier, const double *x); /* with its constant */
enum solve_status steps_solve_lp(struct steps *s, double *objective); /* of the loaded tier, without its constant */

/*
 * Whole columns fixed by the caller, the others solved for once more: x is whole to the last bit. False: there is no such x, or
 * the lp does not accept it.
 */
bool steps_settle(struct steps *s, double *x);

/* Steps 2 and 3: 0/1 decisions by branch and bound into out->x_lp (rows kept s->reserve times free); then, with them fixed, the LP. */
enum solve_status steps_branch(struct steps *s, double gap);
enum solve_status steps_price(struct steps *s);
/* Keeps the best face of the tier just solved; returns the size up to which a price counts as none. */
double steps_keep_face(struct steps *s);
/* Step 8: over which right-hand sides prices hold; prices are worked out again, for the 0/1 decisions of out->x_lp. */
void steps_ranges(struct steps *s);
bool steps_integers_are_whole(const struct steps *s);
double steps_allowance(double value); /* by how much a tier may be worse and still count as equal */

/* Step 5, after a step 4 that ended with `status`: other 0/1 decisions, when that failed or was dear (again.c). */
enum solve_status decide_again(struct steps *s, enum solve_status status);

/*
 * Step 6: a better answer than the one in out->x: single units moved; where integer and whole columns are few, branch and bound
 * over all of them, which may raise out->mip_bound as well.
 */
void improve_whole(struct steps *s);

/* Step 7: of all points as good as out->x, the one with the least weights (ties.c). */
void ties_break(struct steps *s);
double ties_nudge(const struct steps *s);

/* Step 4. On success out->x is whole and accepted by lp_violation(). `worst`: an answer must cost less than this. */
enum solve_status round_whole(struct steps *s, double worst);

/* Step 7 (prove.c): prices of the relaxation for out->tier_price. The first tier's are kept right after it was solved. */
void steps_keep_prices(struct steps *s, int tier);
void steps_prove(struct steps *s);
void steps_restore_all(
	struct steps *s); /* the lp's own bounds and rows, integers free to come in parts, no tier held */

/* Step 9 (margin.c): the sums that the caller asked for, at their least and most. */
void steps_margin(struct steps *s);

/* solve() with a backend of the caller's; for tests of backends that crash. */
int solve_with(const struct solve_backend *backend, const struct lp *lp, const struct solve_options *options,
               struct solution *solution, struct error *err);

/* Points the arrays of a solution, whose sizes are set, into one run of numbers; the first of them is x. */
void solution_lay_out(struct solution *solution, double *numbers);
size_t solution_n_numbers(const struct solution *solution);

/* What the parent thinks of an answer (doubt.c): refuses one that breaks a row, or whose prices are not its own. */
void doubt_answer(const struct lp *lp, bool whole, struct solution *solution);
/*
 * Of an answer that there is nothing: shown by its multipliers, or by those of the elastic program, or found by a search of
 * integers; else TROUBLE. `left_s`: seconds that may be used, 0: no limit, < 0: none are left.
 */
void doubt_nothing(const struct solve_backend *backend, const struct lp *lp, const struct solve_options *options,
                   double left_s, struct solution *solution);

/* child.c: runs steps_run() in a child; the solution's arrays are allocated. */
void child_run(const struct lp *lp, const struct solve_backend *backend, const struct solve_options *options,
               struct solution *solution);

#endif
