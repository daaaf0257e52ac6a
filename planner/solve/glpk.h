/*
 * glpk.h - the state of the backend for GLPK 5.0. For glpk*.c only.
 */
#ifndef RACKPLAN_SOLVE_GLPK_H
#define RACKPLAN_SOLVE_GLPK_H

#include "planner/solve/steps.h"

#include <glpk.h>
#include <setjmp.h>

struct glpk {
	glp_prob *problem;
	int n_columns, n_rows; /* rows with those of the tiers */
	int n_lp_rows;         /* without them */
	long iterations, nodes, most_nodes;
	long counted;            /* of the iterations, those that GLPK's own count has before this run of it */
	long work, most_work;    /* 0: no limit */
	long before;             /* iterations of the problem's own count when branch and bound began */
	double bound;            /* of the last solve_mip */
	int *basis[SOLVE_BASES]; /* [n_rows + n_columns] kept by glpk_keep_basis(), or NULL */
	int *at;                 /* [n_columns + 1] and a: a row of the matrix, with the basis */
	double *a;
	const double *start;             /* offered to the next solve_mip, or NULL */
	struct solve_progress *progress; /* NULL: nobody waits */
	double constant;                 /* of the tier, for that */
	bool broken;                     /* GLPK gave up inside; nothing may be asked of it any more */
	bool out_of_memory;
	bool stopped;   /* the callback ended branch and bound */
	double until_s; /* of branch and bound; <= 0: never */
	bool guarded;   /* back may be jumped to */
	jmp_buf back;
	long decided[SOLVE_REMEDIES + 1]; /* programs, by the remedy that decided them; last: undecided */
};

/* Takes GLPK's talk and its calls to abort(). */
void glpk_listen(struct glpk *g);
enum solve_status glpk_gave_up(struct glpk *g); /* after a jump back */

bool glpk_ray(void *state, double *row_multiplier);
enum solve_status glpk_insist(void *state, double seconds, double *objective);
enum solve_status glpk_solve_lp(void *state, double seconds, double *objective);
enum solve_status glpk_solve_mip(void *state, double seconds, double gap, double *objective, double *bound);
void glpk_get_basis(const void *state, double *basis);
void glpk_set_basis(void *state, const double *basis);
void glpk_keep_basis(void *state, int place);
void glpk_take_basis(void *state, int place);
enum solve_status glpk_span(void *state, int place, int row, double at, double seconds, double *low, double *high);

#endif
