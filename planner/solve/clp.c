/*
 * clp.c - the backend for CLP 1.17 and CBC 2.10: its problem, filled and read. How it is solved: clp_solve.c, clp_branch.c.
 *
 * CLP's arrays of bounds and costs are written in place: it takes them anew whenever it starts.
 */
#include "planner/solve/clp.h"

#include "planner/base/memory.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *version(void)
{
	return Clp_Version();
}

static void set_bounds(void *state, int column, double lower, double upper)
{
	const struct clp *c = state;
	const bool integer = c->integer[column];

	Clp_columnLower(c->model)[column] = integer ? ceil(lower - STEPS_WHOLE) : lower;
	Clp_columnUpper(c->model)[column] = integer ? floor(upper + STEPS_WHOLE) : upper;
}

static double end_of(double value)
{
	return isinf(value) ? copysign(DBL_MAX, value) : value;
}

static void set_row(void *state, int row, double low, double high)
{
	const struct clp *c = state;

	Clp_rowLower(c->model)[row] = end_of(low);
	Clp_rowUpper(c->model)[row] = end_of(high);
}

static void set_integer(void *state, int column, bool integer)
{
	const struct clp *c = state;

	c->integer[column] = integer;
	if (integer)
		set_bounds(state, column, Clp_columnLower(c->model)[column], Clp_columnUpper(c->model)[column]);
}

static void set_cost(void *state, const double *cost)
{
	const struct clp *c = state;

	memcpy(Clp_objective(c->model), cost, (size_t)c->n_columns * sizeof *cost);
}

static void limit_nodes(void *state, long nodes)
{
	((struct clp *)state)->most_nodes = nodes;
}

static void set_start(void *state, const double *x)
{
	((struct clp *)state)->start = x;
}

/* ---- loading ---- */

/* The matrix by rows: the lp's, then the tiers'. */
static void take_rows(struct clp *c, const struct lp *lp)
{
	const int own = lp_n_rows(lp);
	const int *columns;
	const double *a;
	long n = lp_n_nonzeros(lp);
	int i, j, k = 0, terms;

	for (i = own; i < c->n_rows; i++) {
		for (j = 0; j < c->n_columns; j++)
			n += fabs(lp_cost_of(lp, i - own + 1, j)) > 0;
	}
	c->row_start = memory_alloc(c->n_rows + 1, sizeof *c->row_start);
	c->row_column = memory_resize(NULL, (size_t)n + 1, sizeof *c->row_column);
	c->row_coefficient = memory_resize(NULL, (size_t)n + 1, sizeof *c->row_coefficient);
	for (i = 0; i < own; i++) {
		terms = lp_row_terms(lp, i, &columns, &a);
		memcpy(c->row_column + k, columns, (size_t)terms * sizeof *columns);
		memcpy(c->row_coefficient + k, a, (size_t)terms * sizeof *a);
		c->row_start[i + 1] = k += terms;
	}
	for (; i < c->n_rows; i++) {
		for (j = 0; j < c->n_columns; j++) {
			if (fabs(lp_cost_of(lp, i - own + 1, j)) > 0) {
				c->row_column[k] = j;
				c->row_coefficient[k++] = lp_cost_of(lp, i - own + 1, j);
			}
		}
		c->row_start[i + 1] = k;
	}
}

struct by_columns {
	CoinBigIndex *start; /* [n_columns + 1] */
	int *row;
	double *coefficient;
};

static struct by_columns turn(const struct clp *c)
{
	const int n = c->row_start[c->n_rows];
	struct by_columns m = { memory_alloc(c->n_columns + 2, sizeof *m.start), memory_alloc(n + 1, sizeof *m.row),
		                memory_alloc(n + 1, sizeof *m.coefficient) };
	int i, j, k, at;

	for (k = 0; k < n; k++)
		m.start[c->row_column[k] + 2]++;
	for (j = 0; j < c->n_columns; j++)
		m.start[j + 2] += m.start[j + 1];
	for (i = 0; i < c->n_rows; i++) {
		for (k = c->row_start[i]; k < c->row_start[i + 1]; k++) {
			at = m.start[c->row_column[k] + 1]++;
			m.row[at] = i;
			m.coefficient[at] = c->row_coefficient[k];
		}
	}
	return m;
}

static void fill(struct clp *c, const struct lp *lp)
{
	const int n = c->n_columns > c->n_rows ? c->n_columns : c->n_rows;
	struct by_columns m = turn(c);
	double *lower = memory_alloc(n + 1, sizeof *lower), *upper = memory_alloc(n + 1, sizeof *upper);
	int i;

	for (i = 0; i < c->n_columns; i++) {
		lower[i] = lp_lower(lp, i);
		upper[i] = lp_upper(lp, i);
	}
	Clp_loadProblem(c->model, c->n_columns, c->n_rows, m.start, m.row, m.coefficient, lower, upper, NULL, NULL,
	                NULL);
	for (i = 0; i < c->n_rows; i++)
		set_row(c, i, i < lp_n_rows(lp) ? lp_row_low(lp, i) : -HUGE_VAL,
		        i < lp_n_rows(lp) ? lp_row_high(lp, i) : HUGE_VAL);
	for (i = 0; i < c->n_columns; i++)
		set_integer(c, i, lp_column_kind(lp, i) == LP_INTEGER);
	memory_free(upper);
	memory_free(lower);
	memory_free(m.coefficient);
	memory_free(m.row);
	memory_free(m.start);
}

static void *load(const struct lp *lp)
{
	struct clp *c = memory_alloc(1, sizeof *c);

	c->n_columns = lp_n_columns(lp);
	c->n_rows = lp_n_rows(lp) + (lp_n_tiers(lp) > 1 ? lp_n_tiers(lp) - 1 : 0);
	c->integer = memory_alloc(c->n_columns, sizeof *c->integer);
	c->mip_x = memory_alloc(c->n_columns, sizeof *c->mip_x);
	take_rows(c, lp);
	c->n_loaded_rows = c->n_rows;
	c->model = Clp_newModel();
	Clp_setLogLevel(c->model, 0);
	Clp_setOptimizationDirection(c->model, 1);
	fill(c, lp);
	return c;
}

static int add_row(void *state, const double *row)
{
	struct clp *c = state;
	int *columns = memory_alloc(c->n_columns + 1, sizeof *columns);
	double *a = memory_alloc(c->n_columns + 1, sizeof *a);
	const double low = -DBL_MAX, high = DBL_MAX;
	CoinBigIndex start[2] = { 0, 0 };
	int j;

	for (j = 0; j < c->n_columns; j++) {
		if (fabs(row[j]) > 0) {
			columns[start[1]] = j;
			a[start[1]++] = row[j];
		}
	}
	Clp_addRows(c->model, 1, &low, &high, start, columns, a);
	memory_free(a);
	memory_free(columns);
	return c->n_rows++;
}

/* ---- reading ---- */

static void values(const void *state, bool mip, double *x)
{
	const struct clp *c = state;
	const double *lower = Clp_columnLower(c->model), *upper = Clp_columnUpper(c->model);
	const double *own = mip ? c->mip_x : Clp_primalColumnSolution(c->model);
	int j;

	/* Its tolerance is on scaled columns; a bound is a bound. */
	for (j = 0; j < c->n_columns; j++)
		x[j] = fmin(fmax(own[j], lower[j]), upper[j]);
}

static void prices(const void *state, double *row_price, double *column_price)
{
	const struct clp *c = state;

	memcpy(row_price, Clp_dualRowSolution(c->model), (size_t)c->n_rows * sizeof *row_price);
	memcpy(column_price, Clp_dualColumnSolution(c->model), (size_t)c->n_columns * sizeof *column_price);
}

static long iterations(const void *state)
{
	return ((const struct clp *)state)->iterations;
}

static long nodes(const void *state)
{
	return ((const struct clp *)state)->nodes;
}

static void release(void *state)
{
	struct clp *c = state;
	int i;

	Clp_deleteModel(c->model);
	for (i = 0; i < SOLVE_BASES; i++)
		memory_free(c->basis[i]);
	memory_free(c->mip_x);
	memory_free(c->integer);
	memory_free(c->row_coefficient);
	memory_free(c->row_column);
	memory_free(c->row_start);
	memory_free(c);
}

const struct solve_backend solve_clp = {
	.name = "clp",
	.version = version,
	.load = load,
	.set_cost = set_cost,
	.set_bounds = set_bounds,
	.set_row = set_row,
	.add_row = add_row,
	.set_integer = set_integer,
	.limit_nodes = limit_nodes,
	.set_start = set_start,
	.solve_lp = clp_solve_lp,
	.insist = clp_insist,
	.solve_mip = clp_solve_mip,
	.values = values,
	.prices = prices,
	.keep_basis = clp_keep_basis,
	.take_basis = clp_take_basis,
	.span = clp_span,
	.iterations = iterations,
	.nodes = nodes,
	.free = release,
};
