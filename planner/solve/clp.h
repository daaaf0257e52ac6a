/*
 * clp.h - the state of the backend for CLP and CBC. For clp*.c only, which a build without them leaves out.
 */
#ifndef RACKPLAN_SOLVE_CLP_H
#define RACKPLAN_SOLVE_CLP_H

#include "planner/solve/steps.h"

#include <coin/Clp_C_Interface.h>

struct clp {
	Clp_Simplex *model;
	int n_columns, n_rows; /* rows with those of the tiers and those that were added */
	int *row_start;        /* [n_rows of the load + 1] the matrix by rows, for clp_span() */
	int *row_column;
	double *row_coefficient;
	int n_loaded_rows;
	bool *integer; /* [n_columns] */
	bool warm;     /* a basis is there */
	bool decided;  /* the last solve_lp ended with an optimum, so there are values and prices */
	long iterations, nodes, most_nodes;
	unsigned char *basis[SOLVE_BASES]; /* [n_rows + n_columns] kept by clp_keep_basis(), or NULL */
	double *mip_x;                     /* [n_columns] of the last solve_mip */
	const double *start;               /* offered to the next solve_mip, or NULL */
};

enum solve_status clp_insist(void *state, double seconds, double *objective);
enum solve_status clp_solve_lp(void *state, double seconds, double *objective);
enum solve_status clp_solve_mip(void *state, double seconds, double gap, double *objective, double *bound);
void clp_keep_basis(void *state, int place);
void clp_take_basis(void *state, int place);
enum solve_status clp_span(void *state, int place, int row, double at, double seconds, double *low, double *high);

#endif
