/*
 * glpk.c - the backend for GLPK 5.0: its problem, filled and read. How it is solved: glpk_solve.c.
 */
#include "planner/solve/glpk.h"

#include "planner/base/memory.h"

#include <math.h>

static const char *version(void)
{
	return glp_version();
}

static int bound_type(double low, double high)
{
	if (isinf(low) && isinf(high))
		return GLP_FR;
	if (isinf(high))
		return GLP_LO;
	if (isinf(low))
		return GLP_UP;
	return low < high ? GLP_DB : GLP_FX;
}

/* Branch and bound refuses an integer whose bounds are not; the whole numbers between them are the same. */
static void set_bounds(void *state, int column, double lower, double upper)
{
	const struct glpk *g = state;

	if (g->broken)
		return;
	if (glp_get_col_kind(g->problem, column + 1) != GLP_CV) {
		lower = ceil(lower - STEPS_WHOLE);
		upper = floor(upper + STEPS_WHOLE);
	}
	glp_set_col_bnds(g->problem, column + 1, bound_type(lower, upper), lower, upper);
}

static void set_row(void *state, int row, double low, double high)
{
	const struct glpk *g = state;

	if (!g->broken)
		glp_set_row_bnds(g->problem, row + 1, bound_type(low, high), low, high);
}

static void set_integer(void *state, int column, bool integer)
{
	const struct glpk *g = state;

	if (g->broken)
		return;
	glp_set_col_kind(g->problem, column + 1, integer ? GLP_IV : GLP_CV);
	if (integer)
		set_bounds(state, column, glp_get_col_lb(g->problem, column + 1),
		           glp_get_col_ub(g->problem, column + 1));
}

static void set_cost(void *state, const double *cost)
{
	const struct glpk *g = state;
	int j;

	if (g->broken)
		return;
	for (j = 0; j < g->n_columns; j++)
		glp_set_obj_coef(g->problem, j + 1, cost[j]);
}

static void limit_nodes(void *state, long nodes)
{
	struct glpk *g = state;

	g->most_nodes = nodes;
}

static void limit_work(void *state, long most)
{
	struct glpk *g = state;

	g->most_work = most;
}

static void load_tier_row(const struct glpk *g, const struct lp *lp, int tier, int *columns, double *coefficients)
{
	double cost;
	int j, n = 0;

	for (j = 0; j < g->n_columns; j++) {
		cost = lp_cost_of(lp, tier, j);
		if (fabs(cost) > 0) {
			columns[++n] = j + 1;
			coefficients[n] = cost;
		}
	}
	glp_set_mat_row(g->problem, lp_n_rows(lp) + tier, n, columns, coefficients);
	glp_set_row_bnds(g->problem, lp_n_rows(lp) + tier, GLP_FR, 0, 0);
}

static void load_rows(struct glpk *g, const struct lp *lp)
{
	int *at = memory_alloc(g->n_columns + 1, sizeof *at);
	double *a = memory_alloc(g->n_columns + 1, sizeof *a);
	const int *columns;
	const double *coefficients;
	int i, k, n;

	for (i = 0; i < lp_n_rows(lp); i++) {
		n = lp_row_terms(lp, i, &columns, &coefficients);
		for (k = 0; k < n; k++) {
			at[k + 1] = columns[k] + 1;
			a[k + 1] = coefficients[k];
		}
		glp_set_mat_row(g->problem, i + 1, n, at, a);
		set_row(g, i, lp_row_low(lp, i), lp_row_high(lp, i));
	}
	for (i = 1; i < lp_n_tiers(lp); i++)
		load_tier_row(g, lp, i, at, a);
	memory_free(at);
	memory_free(a);
}

static void load_columns(struct glpk *g, const struct lp *lp)
{
	int j;

	for (j = 0; j < g->n_columns; j++) {
		set_bounds(g, j, lp_lower(lp, j), lp_upper(lp, j));
		set_integer(g, j, lp_column_kind(lp, j) == LP_INTEGER);
	}
}

static void *load(const struct lp *lp)
{
	struct glpk *g = memory_alloc(1, sizeof *g);

	glpk_listen(g);
	g->n_columns = lp_n_columns(lp);
	g->n_lp_rows = lp_n_rows(lp);
	g->n_rows = lp_n_rows(lp) + (lp_n_tiers(lp) > 1 ? lp_n_tiers(lp) - 1 : 0);
	if (setjmp(g->back)) {
		glpk_gave_up(g);
		return g;
	}
	g->guarded = true;
	g->problem = glp_create_prob();
	glp_set_obj_dir(g->problem, GLP_MIN);
	glp_add_cols(g->problem, g->n_columns);
	if (g->n_rows > 0)
		glp_add_rows(g->problem, g->n_rows);
	load_columns(g, lp);
	load_rows(g, lp);
	glp_scale_prob(g->problem, GLP_SF_GM | GLP_SF_EQ | GLP_SF_2N | GLP_SF_SKIP);
	glp_std_basis(g->problem);
	g->guarded = false;
	return g;
}

static int add_row(void *state, const double *row)
{
	struct glpk *g = state;
	int *at;
	double *a, largest = 0;
	int j, n = 0;

	if (g->broken)
		return g->n_rows;
	at = memory_alloc(g->n_columns + 1, sizeof *at);
	a = memory_alloc(g->n_columns + 1, sizeof *a);
	for (j = 0; j < g->n_columns; j++) {
		if (fabs(row[j]) > 0) {
			at[++n] = j + 1;
			a[n] = row[j];
			largest = fmax(largest, fabs(row[j]) * glp_get_sjj(g->problem, j + 1));
		}
	}
	glp_add_rows(g->problem, 1);
	glp_set_mat_row(g->problem, g->n_rows + 1, n, at, a);
	if (largest > 0)
		glp_set_rii(g->problem, g->n_rows + 1, 1 / largest);
	memory_free(a);
	memory_free(at);
	return g->n_rows++;
}

static void set_start(void *state, const double *x)
{
	struct glpk *g = state;

	g->start = x;
}

static void values(const void *state, bool mip, double *x)
{
	const struct glpk *g = state;
	int j;

	for (j = 0; j < g->n_columns; j++) {
		if (g->broken)
			x[j] = (double)NAN;
		else
			x[j] = mip ? glp_mip_col_val(g->problem, j + 1) : glp_get_col_prim(g->problem, j + 1);
	}
}

static void prices(const void *state, double *row_price, double *column_price)
{
	const struct glpk *g = state;
	int i;

	for (i = 0; i < g->n_rows; i++)
		row_price[i] = g->broken ? (double)NAN : glp_get_row_dual(g->problem, i + 1);
	for (i = 0; i < g->n_columns; i++)
		column_price[i] = g->broken ? (double)NAN : glp_get_col_dual(g->problem, i + 1);
}

static long iterations(const void *state)
{
	return ((const struct glpk *)state)->iterations;
}

static const long *decided(const void *state)
{
	return ((const struct glpk *)state)->decided;
}

static void watch(void *state, struct solve_progress *progress, double constant)
{
	struct glpk *g = state;

	g->progress = progress;
	g->constant = constant;
}

static long nodes(const void *state)
{
	return ((const struct glpk *)state)->nodes;
}

static void release(void *state)
{
	struct glpk *g = state;
	int i;

	glp_error_hook(NULL, NULL);
	glp_term_hook(NULL, NULL);
	if (g->broken)
		glp_free_env();
	else
		glp_delete_prob(g->problem);
	for (i = 0; i < SOLVE_BASES; i++)
		memory_free(g->basis[i]);
	memory_free(g->at);
	memory_free(g->a);
	memory_free(g);
}

const struct solve_backend solve_glpk = {
	.name = "glpk",
	.version = version,
	.load = load,
	.set_cost = set_cost,
	.set_bounds = set_bounds,
	.set_row = set_row,
	.add_row = add_row,
	.set_integer = set_integer,
	.limit_nodes = limit_nodes,
	.limit_work = limit_work,
	.set_start = set_start,
	.solve_lp = glpk_solve_lp,
	.solve_mip = glpk_solve_mip,
	.values = values,
	.prices = prices,
	.ray = glpk_ray,
	.insist = glpk_insist,
	.decided = decided,
	.watch = watch,
	.get_basis = glpk_get_basis,
	.set_basis = glpk_set_basis,
	.keep_basis = glpk_keep_basis,
	.take_basis = glpk_take_basis,
	.span = glpk_span,
	.iterations = iterations,
	.nodes = nodes,
	.free = release,
};
