#include "planner/solve/elastic.h"

#include "planner/base/memory.h"
#include "planner/solve/steps.h"

#include <math.h>

struct building {
	const struct elastic *of;
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

static void begin(struct building *e)
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

static double lower_of(const struct building *e, int column)
{
	return e->of->lower ? e->of->lower[column] : lp_lower(e->lp, column);
}

static double upper_of(const struct building *e, int column)
{
	return e->of->upper ? e->of->upper[column] : lp_upper(e->lp, column);
}

/* One row, with columns for what is missing below and above; each is bounded by the most that can be missing. */
static void add_row(struct building *e, int row)
{
	const double low = lp_row_low(e->lp, row), high = lp_row_high(e->lp, row);
	const int *columns;
	const double *a;
	const int n = lp_row_terms(e->lp, row, &columns, &a);
	double least = 0, most = 0, scale = 0;
	int k, column;

	for (k = 0; k < n; k++) {
		least += a[k] * (a[k] > 0 ? lower_of(e, columns[k]) : upper_of(e, columns[k]));
		most += a[k] * (a[k] > 0 ? upper_of(e, columns[k]) : lower_of(e, columns[k]));
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

static void build(struct building *e)
{
	int i;

	begin(e);
	for (i = 0; i < lp_n_columns(e->lp); i++)
		lp_column(e->out, e->columns, &i, lower_of(e, i), upper_of(e, i), LP_CONTINUOUS);
	lp_cost_constant(e->out, 1, 0);
	for (i = 0; i < lp_n_rows(e->lp); i++)
		add_row(e, i);
}

int elastic_solve(struct elastic *elastic, const struct solve_options *options, struct error *err)
{
	const struct lp *lp = elastic->lp;
	struct building e = { .of = elastic, .lp = lp };
	struct solve_options solving = *options;
	struct solution solution = { 0 };
	int i, result;
	bool solved;

	elastic->missed = 0;
	build(&e);
	solving.whole = false;
	solving.start = NULL;
	solving.keep_basis = false;
	solving.most_work = 0;
	solving.plain = true; /* it has a solution, whatever a solver says */
	solving.range_rows = NULL;
	solving.n_sums = 0;
	if (elastic->backend)
		result = solve_with(elastic->backend, e.out, &solving, &solution, err);
	else
		result = solve(e.out, &solving, &solution, err);
	solved = result == 0 && solution.status == SOLVE_OPTIMAL && solution.has_x;
	if (solved)
		elastic->missed = solution.objective[0];
	for (i = 0; i < lp_n_rows(lp); i++)
		elastic->price[i] = solved ? solution.row_price[i] : 0;
	for (i = 0; i < lp_n_columns(lp); i++)
		elastic->x[i] = solved ? solution.x[i] : (double)NAN;
	solution_dispose(&solution);
	lp_free(e.out);
	memory_free(e.labels);
	return result;
}
