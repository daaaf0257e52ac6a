/*
 * parts.h - what an lp is made of. For the files of planner/lp only; everybody else uses lp.h.
 */
#ifndef RACKPLAN_LP_PARTS_H
#define RACKPLAN_LP_PARTS_H

#include "planner/base/memory.h"
#include "planner/lp/lp.h"

#include <stddef.h>

struct lp_set {
	const char *name;
	int n;
	const char *const *labels; /* [n] borrowed */
};

struct lp_block {
	const char *name, *unit;
	int n_sets;
	int sets[LP_MOST_SETS];
};

struct lp_blocks {
	struct lp_block *of;
	int n, capacity;
};

struct lp_column {
	double lower, upper;
	double tie; /* weight among points that are equally good */
	enum lp_kind kind;
	int block;
	int index[LP_MOST_SETS];
};

struct lp_row {
	double low, high;
	int first; /* of its terms; they end where the next row's begin */
	int block;
	int index[LP_MOST_SETS];
};

struct lp_tier {
	double *cost; /* [n_cost], zero beyond */
	int n_cost, capacity;
	double constant;
};

struct lp {
	struct arena *arena; /* names and units */
	struct lp_set *sets;
	int n_sets, sets_capacity;
	struct lp_blocks column_blocks, row_blocks;

	struct lp_column *columns;
	int n_columns, columns_capacity;
	/*
	 * Where a column stands in the open row. Only believed when that place lies in the open row and holds the column,
	 * so that it never needs clearing: a row costs time in its own terms, not in all columns.
	 */
	int *place; /* [n_columns] */
	int place_capacity;

	struct lp_row *rows;
	int n_rows, rows_capacity;
	int *term_column;         /* [n_terms], row by row */
	double *term_coefficient; /* [n_terms] */
	int n_terms, column_capacity, coefficient_capacity;

	bool open;
	double *magnitude; /* [terms of the open row] sum of |coefficients|: tells a zero sum from a small one */
	int magnitude_capacity;

	struct lp_tier *tiers;
	int n_tiers, tiers_capacity;
	bool has_ties;
	struct error error;
};

/* Appends name[label,label] of a block and index to `out`; an index out of its set prints as its number. */
void lp_append_name(const struct lp *lp, const struct lp_block *block, const int *index, struct str *out);

/* Where a row's terms end. */
int lp_row_end(const struct lp *lp, int row);

#endif
