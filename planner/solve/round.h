/*
 * round.h - the parts of step 4: an lp read column by column, and what follows when a whole column is fixed.
 */
#ifndef RACKPLAN_SOLVE_ROUND_H
#define RACKPLAN_SOLVE_ROUND_H

#include "planner/solve/steps.h"

struct change { /* of a column's bounds, to be taken back */
	int column;
	double lower, upper;
};

struct bounds {
	const struct lp *lp;
	int n_columns, n_rows;
	int *first, *row;      /* column j stands in row[first[j]] .. row[first[j + 1] - 1] */
	double *coefficient;   /* likewise */
	double *lower, *upper; /* [n_columns] */
	bool *whole;           /* [n_columns] must be a whole number */
	bool *implied;         /* [n_columns] whole by itself once the others of some row are */
	bool *coarse;          /* [n_columns] one unit of it is worth many of another's in some row: steps, modules */
	/*
	 * What a row keeps free while coarse columns are chosen: one largest fine term, where the fine terms differ. A step
	 * that the LP fills to the last watt leaves no room for racks that come whole.
	 */
	double *margin; /* [n_rows] */
	/*
	 * What a row keeps free, in multiples, while 0/1 columns are decided anew after rounding failed: one largest coarse
	 * term, where the coarse terms differ. A budget spent to the last coin leaves no room for modules that come whole.
	 */
	double *reserve;      /* [n_rows] */
	struct change *trail; /* all changes, oldest first */
	int n_trail, trail_capacity;
	int *queue;   /* [n_rows] rows to look at */
	bool *queued; /* [n_rows] */
};

struct bounds *bounds_new(const struct lp *lp);
void bounds_free(struct bounds *b);

/* The lp's own bounds, or those of the column arrays; forgets the trail. */
void bounds_reset(struct bounds *b, const double *lower, const double *upper);

/*
 * Narrows a column and draws what follows for other whole columns from the rows. False: some row cannot hold any more
 * (nothing is taken back; see bounds_undo).
 */
bool bounds_narrow(struct bounds *b, int column, double lower, double upper);
void bounds_undo(struct bounds *b, int n_trail);

bool round_is_large(const struct steps *s); /* so that every solve counts */

struct candidate;
struct level;

/* A search for whole numbers (dive.c). */
struct dive {
	struct steps *s;
	struct bounds *b;
	struct candidate *candidates; /* [n_columns] */
	struct level *levels;
	int n_levels, levels_capacity;
	double *activity; /* [n_rows] */
	bool covers;      /* rounds up where that alone holds all rows */
	int manner;       /* to be tried next */
	bool briefly;     /* there is an answer already: only the next two manners */
	int stuck;        /* a column that can take neither side, or -1 */
	int *conflicts;   /* [n_columns] how often dives of this search broke down there */
	double share;     /* of the fractional columns fixed at once */
	int least_coarse; /* of coarse ones at least so many */
	int batch;        /* at most so many for now; grows again after success */
	int failures, most_failures;
	int rank; /* of the candidates */
	bool margins_kept;
	double best; /* give up once the relaxation costs this much */
	double *x;   /* [n_columns] */
};

void dive_init(struct dive *d, struct steps *s);
void dive_dispose(struct dive *d);

/*
 * Dives for the loaded tier within bounds [n_columns], which are set again at the end; d->best is what an answer must beat.
 * SOLVE_OPTIMAL: d->x is whole and accepted by the lp; SOLVE_INFEASIBLE: not found.
 */
enum solve_status dive_tier(struct dive *d, const double *lower, const double *upper);

/* Moves single units of whole columns to where they cost less (shift.c). True: out->x became better. */
bool shift_units(struct steps *s);

/*
 * Searches near the answer (near.c); the backend must stand at the lp's bounds with earlier tiers held and the last one loaded,
 * and leaves with all whole columns fixed. True: out->x became better.
 */
bool near_search(struct steps *s);

/*
 * The least weights (lp_tie) among answers that are as good in every tier: of all of them with so many nodes, or, when that is
 * 0, one window after the other. Called and left like near_search(), but with nudged costs loaded.
 */
bool near_ties(struct steps *s, long nodes);

#endif
