#include "tests/shuffled.h"

#include "planner/base/memory.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>

static unsigned next_seed;

struct state {
	const struct solve_backend *of;
	void *state;
	struct lp *lp; /* in the other order */
	int n_columns, n_rows, n_tier_rows;
	int *column, *row; /* where they stand there */
	double *columns, *rows;
};

void shuffled_seed(unsigned seed)
{
	next_seed = seed;
}

static int *order(int n, unsigned seed)
{
	uint64_t state = 0x9e3779b97f4a7c15u * (seed + 1);
	int *of = memory_alloc(n + 1, sizeof *of), i, k, t;

	for (i = 0; i < n; i++)
		of[i] = i;
	for (i = n - 1; i > 0 && seed > 0; i--) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		k = (int)(state % (uint64_t)(i + 1));
		t = of[i];
		of[i] = of[k];
		of[k] = t;
	}
	return of;
}

static int *inverse(const int *of, int n)
{
	int *back = memory_alloc(n + 1, sizeof *back), i;

	for (i = 0; i < n; i++)
		back[of[i]] = i;
	return back;
}

static struct lp *reordered(const struct lp *lp, const int *column, const int *row)
{
	struct lp *to = lp_new();
	const int n = lp_n_columns(lp), m = lp_n_rows(lp);
	const int sets[] = { lp_set(to, "column", n, NULL), lp_set(to, "row", m > 0 ? m : 1, NULL) };
	const int x = lp_column_block(to, "x", "1", 1, &sets[0]), r = lp_row_block(to, "r", "1", 1, &sets[1]);
	int *column_at = inverse(column, n), *row_at = inverse(row, m), i, k, terms;
	const int *at;
	const double *a;

	for (i = 0; i < n; i++)
		lp_column(to, x, &i, lp_lower(lp, column_at[i]), lp_upper(lp, column_at[i]),
		          lp_column_kind(lp, column_at[i]));
	for (k = 1; k <= lp_n_tiers(lp); k++) {
		for (i = 0; i < n; i++)
			lp_cost(to, k, i, lp_cost_of(lp, k, column_at[i]));
		lp_cost_constant(to, k, lp_constant_of(lp, k));
	}
	for (i = 0; i < m; i++) {
		lp_row_open(to, r, &i);
		terms = lp_row_terms(lp, row_at[i], &at, &a);
		for (k = 0; k < terms; k++)
			lp_term(to, column[at[k]], a[k]);
		lp_row_between(to, lp_row_low(lp, row_at[i]), lp_row_high(lp, row_at[i]));
	}
	memory_free(column_at);
	memory_free(row_at);
	return to;
}

static const char *version(void)
{
	return solve_glpk.version();
}

static void *load(const struct lp *lp)
{
	struct state *s = memory_alloc(1, sizeof *s);
	int i;

	s->of = &solve_glpk;
	s->n_columns = lp_n_columns(lp);
	s->n_rows = lp_n_rows(lp);
	s->n_tier_rows = lp_n_tiers(lp) > 1 ? lp_n_tiers(lp) - 1 : 0;
	s->column = order(s->n_columns, next_seed);
	s->row = order(s->n_rows, next_seed);
	s->lp = reordered(lp, s->column, s->row);
	s->columns = memory_alloc(s->n_columns, sizeof *s->columns);
	s->rows = memory_alloc(s->n_rows + lp_n_tiers(lp) + 1, sizeof *s->rows);
	s->state = s->of->load(s->lp);
	/* Another basis to start from: that of a cost of no meaning. */
	if (next_seed > 0) {
		double objective;

		for (i = 0; i < s->n_columns; i++)
			s->columns[i] = fmod((i + 1) * 0.6180339887 * next_seed, 1) - 0.5;
		s->of->set_cost(s->state, s->columns);
		s->of->solve_lp(s->state, 0, &objective);
		for (i = 0; i < s->n_columns; i++)
			s->columns[i] = 0;
		s->of->set_cost(s->state, s->columns);
	}
	return s;
}

static int row_of(const struct state *s, int row)
{
	return row < s->n_rows ? s->row[row] : row;
}

static void set_cost(void *state, const double *cost)
{
	const struct state *s = state;
	int j;

	for (j = 0; j < s->n_columns; j++)
		s->columns[s->column[j]] = cost[j];
	s->of->set_cost(s->state, s->columns);
}

static void set_bounds(void *state, int column, double lower, double upper)
{
	const struct state *s = state;

	s->of->set_bounds(s->state, s->column[column], lower, upper);
}

static void set_row(void *state, int row, double low, double high)
{
	const struct state *s = state;

	s->of->set_row(s->state, row_of(s, row), low, high);
}

static void set_integer(void *state, int column, bool integer)
{
	const struct state *s = state;

	s->of->set_integer(s->state, s->column[column], integer);
}

static void limit_nodes(void *state, long nodes)
{
	const struct state *s = state;

	s->of->limit_nodes(s->state, nodes);
}

static void set_start(void *state, const double *x)
{
	const struct state *s = state;
	int j;

	for (j = 0; j < s->n_columns; j++)
		s->columns[s->column[j]] = x[j];
	s->of->set_start(s->state, s->columns);
}

static enum solve_status solve_lp(void *state, double seconds, double *objective)
{
	const struct state *s = state;

	return s->of->solve_lp(s->state, seconds, objective);
}

static enum solve_status solve_mip(void *state, double seconds, double gap, double *objective, double *bound)
{
	const struct state *s = state;

	return s->of->solve_mip(s->state, seconds, gap, objective, bound);
}

static void values(const void *state, bool mip, double *x)
{
	const struct state *s = state;
	int j;

	s->of->values(s->state, mip, s->columns);
	for (j = 0; j < s->n_columns; j++)
		x[j] = s->columns[s->column[j]];
}

static void prices(const void *state, double *row_price, double *column_price)
{
	const struct state *s = state;
	int i;

	s->of->prices(s->state, s->rows, s->columns);
	for (i = 0; i < s->n_rows; i++)
		row_price[i] = s->rows[s->row[i]];
	for (i = s->n_rows; i < s->n_rows + s->n_tier_rows; i++)
		row_price[i] = s->rows[i];
	for (i = 0; i < s->n_columns; i++)
		column_price[i] = s->columns[s->column[i]];
}

static long iterations(const void *state)
{
	const struct state *s = state;

	return s->of->iterations(s->state);
}

static long nodes(const void *state)
{
	const struct state *s = state;

	return s->of->nodes(s->state);
}

static void release(void *state)
{
	struct state *s = state;

	s->of->free(s->state);
	lp_free(s->lp);
	memory_free(s->rows);
	memory_free(s->columns);
	memory_free(s->row);
	memory_free(s->column);
	memory_free(s);
}

const struct solve_backend shuffled = {
	.name = "shuffled",
	.version = version,
	.load = load,
	.set_cost = set_cost,
	.set_bounds = set_bounds,
	.set_row = set_row,
	.set_integer = set_integer,
	.limit_nodes = limit_nodes,
	.set_start = set_start,
	.solve_lp = solve_lp,
	.solve_mip = solve_mip,
	.values = values,
	.prices = prices,
	.iterations = iterations,
	.nodes = nodes,
	.free = release,
};
