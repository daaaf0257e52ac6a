#include "planner/solve/elastic.h"

#include "planner/base/memory.h"

#include <math.h>

struct elastic {
	const struct lp *lp;
	struct lp *out;
	int columns, under, over, rows; /* blocks of `out` */
	const char **labels;            /* names are of no use here: all are "" */
};

static int largest_of(const struct lp *lp)
{
	const int columns = lp_n_columns(lp), rows = lp_n_rows(lp);

	return columns > rows ? columns : rows;
}

static void begin(struct elastic *e)
{
	const int n = largest_of(e->lp);
	int i, set;

	e->labels = memory_alloc(n, sizeof *e->labels);
	for (i = 0; i < n; i++)
		e->labels[i] = "";
	e->out = lp_new();
	set = lp_set(e->out, "number", n, e->labels);
	e->columns = lp_column_block(e->out, "column", "", 1, &set);
	e->under = lp_column_block(e->out, "under", "", 1, &set);
	e->over = lp_column_block(e->out, "over", "", 1, &set);
	e->rows = lp_row_block(e->out, "row", "", 1, &set);
}

/* One row, with columns for what is missing below and above; each is bounded by the most that can be missing. */
static void add_row(struct elastic *e, int row)
{
	const double low = lp_row_low(e->lp, row), high = lp_row_high(e->lp, row);
	const int *columns;
	const double *a;
	const int n = lp_row_terms(e->lp, row, &columns, &a);
	double least = 0, most = 0, scale = 0;
	int k, column;

	for (k = 0; k < n; k++) {
		least += a[k] * (a[k] > 0 ? lp_lower(e->lp, columns[k]) : lp_upper(e->lp, columns[k]));
		most += a[k] * (a[k] > 0 ? lp_upper(e->lp, columns[k]) : lp_lower(e->lp, columns[k]));
		scale = fmax(scale, fabs(a[k]));
	}
	scale = scale > 0 ? scale : 1;
	lp_row_open(e->out, e->rows, &row);
	for (k = 0; k < n; k++)
		lp_term(e->out, columns[k], a[k]);
	if (isfinite(low) && least < low) {
		column = lp_column(e->out, e->under, &row, 0, (low - least) / scale, LP_CONTINUOUS);
		lp_cost(e->out, 1, column, 1);
		lp_term(e->out, column, scale);
	}
	if (isfinite(high) && most > high) {
		column = lp_column(e->out, e->over, &row, 0, (most - high) / scale, LP_CONTINUOUS);
		lp_cost(e->out, 1, column, 1);
		lp_term(e->out, column, -scale);
	}
	lp_row_between(e->out, low, high);
}

static void build(struct elastic *e)
{
	int i;

	begin(e);
	for (i = 0; i < lp_n_columns(e->lp); i++)
		lp_column(e->out, e->columns, &i, lp_lower(e->lp, i), lp_upper(e->lp, i), LP_CONTINUOUS);
	lp_cost_constant(e->out, 1, 0);
	for (i = 0; i < lp_n_rows(e->lp); i++)
		add_row(e, i);
}

int elastic_prices(const struct lp *lp, const struct solve_options *options, double *price, double *missed,
                   struct error *err)
{
	struct elastic e = { .lp = lp };
	struct solve_options solving = *options;
	struct solution solution = { 0 };
	int i, result;

	*missed = 0;
	for (i = 0; i < lp_n_rows(lp); i++)
		price[i] = 0;
	build(&e);
	solving.whole = false;
	solving.quiet = true;
	result = solve(e.out, &solving, &solution, err);
	if (result == 0 && solution.status == SOLVE_OPTIMAL && solution.has_x) {
		*missed = solution.objective[0];
		for (i = 0; i < lp_n_rows(lp); i++)
			price[i] = solution.row_price[i];
	}
	solution_dispose(&solution);
	lp_free(e.out);
	memory_free(e.labels);
	return result;
}
