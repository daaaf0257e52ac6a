/*
 * near.c - a better whole answer near the one that is there: most whole columns stay, some are chosen anew by branch and bound.
 *
 * Which ones: those that the relaxation has elsewhere; those of a window along the last index (two or more periods, everything
 * that happens in them); those of one place along the first index (an item, at all times). What stays is taken out of the
 * program, so that a search is small. Nodes and iterations are counted, not seconds: the same program, the same answer.
 */
#include "planner/solve/round.h"

#include "planner/base/memory.h"

#include <math.h>
#include <string.h>

enum {
	MOST_FREE = 400, /* whole columns in one search */
	NODES = 30,
	MOST_ROUNDS = 3,
	LEAST_ITERATIONS = 20000 /* of all searches together, and as many again as all before them took */
};

/* Relative: less is no better; and answers that differ by less are equally good. */
static const double LEAST_GAIN = 1e-9, EQUALLY_GOOD = 1e-9;

struct near {
	struct steps *s;
	bool *free;  /* [n_columns] chosen anew */
	int *column; /* [n_columns] its number in the small program, or -1 */
	double *x;   /* [n_columns] */
	long iterations, most_iterations, nodes;
	/* Of the least weights among equally good answers instead of the least cost: no tier may become worse than this. */
	const double *most; /* [n_tiers], or NULL */
};

static bool is_whole(const struct near *n, int column)
{
	return lp_column_kind(n->s->lp, column) != LP_CONTINUOUS;
}

/* ---- the small program ---- */

static void add_columns(const struct near *n, struct lp *small, int block)
{
	const struct lp *lp = n->s->lp;
	const int last = n->s->out->n_tiers;
	double lower, upper;
	int j, k = 0;

	for (j = 0; j < n->s->out->n_columns; j++) {
		n->column[j] = -1;
		if (!n->free[j])
			continue;
		lower = lp_lower(lp, j);
		upper = lp_upper(lp, j);
		if (is_whole(n, j)) {
			lower = ceil(lower - STEPS_WHOLE);
			upper = floor(upper + STEPS_WHOLE);
		}
		n->column[j] = lp_column(small, block, &k, lower, upper, is_whole(n, j) ? LP_INTEGER : LP_CONTINUOUS);
		lp_cost(small, 1, n->column[j],
		        n->most ? lp_tie_of(lp, j) : lp_cost_of(lp, last, j) + n->s->weight * lp_tie_of(lp, j));
		k++;
	}
}

static void add_row(const struct near *n, struct lp *small, int block, int row, int *n_rows)
{
	const int *columns;
	const double *a;
	const int terms = lp_row_terms(n->s->lp, row, &columns, &a);
	double kept = 0;
	bool any = false;
	int k;

	for (k = 0; k < terms; k++) {
		if (n->free[columns[k]])
			any = true;
		else
			kept += a[k] * n->s->out->x[columns[k]];
	}
	if (!any)
		return;
	lp_row_open(small, block, n_rows);
	for (k = 0; k < terms; k++)
		lp_term(small, n->column[columns[k]], a[k]);
	lp_row_between(small, lp_row_low(n->s->lp, row) - kept, lp_row_high(n->s->lp, row) - kept);
	(*n_rows)++;
}

/* Earlier tiers may not get worse; where weights are minimised, no tier may. */
static void add_tier(const struct near *n, struct lp *small, int block, int tier, int *n_rows)
{
	double value = 0;
	int j;

	lp_row_open(small, block, n_rows);
	for (j = 0; j < n->s->out->n_columns; j++) {
		if (!n->free[j])
			continue;
		lp_term(small, n->column[j], lp_cost_of(n->s->lp, tier, j));
		value += lp_cost_of(n->s->lp, tier, j) * n->s->out->x[j];
	}
	if (n->most)
		value += n->most[tier - 1] - lp_objective(n->s->lp, tier, n->s->out->x);
	lp_row_at_most(small, value);
	(*n_rows)++;
}

static struct lp *make_small(const struct near *n)
{
	struct lp *small = lp_new();
	const int columns = lp_set(small, "column", n->s->out->n_columns, NULL);
	const int rows = lp_set(small, "row", n->s->out->n_rows + n->s->out->n_tiers, NULL);
	const int x = lp_column_block(small, "x", "1", 1, &columns), r = lp_row_block(small, "r", "1", 1, &rows);
	int n_rows = 0, i;

	add_columns(n, small, x);
	for (i = 0; i < n->s->out->n_rows; i++)
		add_row(n, small, r, i, &n_rows);
	for (i = 1; i < n->s->out->n_tiers + (n->most ? 1 : 0); i++)
		add_tier(n, small, r, i, &n_rows);
	return small;
}

/* Branch and bound over the small program; fills n->x with the whole of the answer. False: nothing better. */
static bool search_small(struct near *n, const struct lp *small)
{
	const struct solve_backend *backend = n->s->backend;
	double *x = memory_alloc(lp_n_columns(small), sizeof *x);
	void *state = backend->load(small);
	double objective = HUGE_VAL, bound, before = 0, *cost = memory_alloc(lp_n_columns(small), sizeof *cost);
	enum solve_status status;
	int j;

	for (j = 0; j < n->s->out->n_columns; j++) {
		if (n->free[j]) {
			x[n->column[j]] = n->s->out->x[j];
			cost[n->column[j]] = lp_cost_of(small, 1, n->column[j]);
			before += cost[n->column[j]] * n->s->out->x[j];
		}
	}
	backend->set_cost(state, cost);
	status = backend->solve_lp(state, steps_seconds_left(n->s), &objective);
	if (status == SOLVE_OPTIMAL && objective < before - LEAST_GAIN * fabs(before)) {
		backend->limit_nodes(state, n->nodes);
		backend->set_start(state, x);
		status = backend->solve_mip(state, steps_seconds_left(n->s), n->most ? 0 : n->s->options->gap,
		                            &objective, &bound);
		if (status == SOLVE_OPTIMAL || status == SOLVE_LIMIT)
			status = isfinite(objective) ? SOLVE_OPTIMAL : SOLVE_LIMIT;
		if (status == SOLVE_OPTIMAL)
			backend->values(state, true, x);
	} else {
		status = SOLVE_LIMIT;
	}
	n->iterations += backend->iterations(state);
	n->s->out->nodes += (int)backend->nodes(state);
	backend->free(state);
	memcpy(n->x, n->s->out->x, (size_t)n->s->out->n_columns * sizeof *n->x);
	for (j = 0; j < n->s->out->n_columns; j++) {
		if (n->free[j])
			n->x[j] = x[n->column[j]];
	}
	memory_free(cost);
	memory_free(x);
	return status == SOLVE_OPTIMAL && objective < before - LEAST_GAIN * fabs(before);
}

/* ---- what is chosen anew ---- */

static double weight_of(const struct near *n, const double *x)
{
	double sum = 0;
	int j;

	for (j = 0; j < n->s->out->n_columns; j++)
		sum += lp_tie_of(n->s->lp, j) * x[j];
	return sum;
}

static bool is_better(const struct near *n)
{
	const struct steps *s = n->s;
	const int last = s->out->n_tiers;
	const double before = n->most ? weight_of(n, s->out->x) : steps_value(s, last, s->out->x);
	const double after = n->most ? weight_of(n, n->x) : steps_value(s, last, n->x);
	int k;

	for (k = 1; n->most && k <= lp_n_tiers(s->lp); k++) {
		if (lp_objective(s->lp, k, n->x) > n->most[k - 1])
			return false;
	}
	return after < before - LEAST_GAIN * fabs(before);
}

/* Chooses anew what n->free says. True: out->x became better. */
static bool choose(struct near *n)
{
	struct steps *s = n->s;
	struct lp *small;
	bool found;
	int j;

	if (steps_time_is_over(s) || n->iterations > n->most_iterations)
		return false;
	small = make_small(n);
	found = lp_error(small)->kind == FAULT_NONE && search_small(n, small);
	lp_free(small);
	if (!found)
		return false;
	for (j = 0; j < s->out->n_columns; j++) {
		if (is_whole(n, j))
			steps_bound(s, j, nearbyint(n->x[j]), nearbyint(n->x[j]));
	}
	if (!steps_settle(s, n->x) || !is_better(n))
		return false;
	memcpy(s->out->x, n->x, (size_t)s->out->n_columns * sizeof *n->x);
	progress_stage(s, STAGE_IMPROVING);
	return true;
}

static int free_none(struct near *n)
{
	int j, most = 0;

	for (j = 0; j < n->s->out->n_columns; j++) {
		n->free[j] = !is_whole(n, j);
		if (lp_column_n_sets(n->s->lp, j) > 0)
			most = (int)fmax(most, lp_column_index(n->s->lp, j)[lp_column_n_sets(n->s->lp, j) - 1]);
	}
	return most + 1;
}

static bool around_relaxation(struct near *n)
{
	int j, n_free = 0;

	free_none(n);
	for (j = 0; j < n->s->out->n_columns; j++) {
		if (is_whole(n, j) && fabs(n->s->out->x[j] - n->s->out->x_lp[j]) > STEPS_WHOLE) {
			n->free[j] = true;
			n_free++;
		}
	}
	return n_free > 0 && choose(n);
}

static int count_place(const struct near *n, int place)
{
	const struct lp *lp = n->s->lp;
	int j, count = 0, sets;

	for (j = 0; j < n->s->out->n_columns; j++) {
		sets = lp_column_n_sets(lp, j);
		count += is_whole(n, j) && sets > 0 && lp_column_index(lp, j)[sets - 1] == place;
	}
	return count;
}

static void free_place(struct near *n, int place)
{
	const struct lp *lp = n->s->lp;
	int j, sets;

	for (j = 0; j < n->s->out->n_columns; j++) {
		sets = lp_column_n_sets(lp, j);
		if (sets > 0 && lp_column_index(lp, j)[sets - 1] == place)
			n->free[j] = true;
	}
}

/* Windows along the last index, each half over the one before; as wide as a search can take, but two places at least. */
static bool windows(struct near *n)
{
	const int places = free_none(n);
	bool better = false;
	int from, to, n_free;

	for (from = 0; from < places; from += (to - from + 1) / 2) {
		free_none(n);
		n_free = 0;
		for (to = from; to < places && (to < from + 2 || n_free + count_place(n, to) <= MOST_FREE); to++) {
			n_free += count_place(n, to);
			free_place(n, to);
		}
		better |= n_free > 0 && choose(n);
		if (to == places)
			break;
	}
	return better;
}

static struct near begin(struct steps *s)
{
	const int n_columns = s->out->n_columns;
	struct near n = { .s = s, .nodes = NODES };

	n.most_iterations = LEAST_ITERATIONS + s->backend->iterations(s->state);
	n.free = memory_alloc(n_columns, sizeof *n.free);
	n.column = memory_alloc(n_columns, sizeof *n.column);
	n.x = memory_alloc(n_columns, sizeof *n.x);
	return n;
}

static void end(struct near *n)
{
	memory_free(n->x);
	memory_free(n->column);
	memory_free(n->free);
}

bool near_search(struct steps *s)
{
	struct near n = begin(s);
	bool better = false, again = true;
	int i;

	for (i = 0; i < MOST_ROUNDS && again; i++) {
		again = around_relaxation(&n);
		again |= windows(&n);
		better |= again;
	}
	end(&n);
	return better;
}

bool near_ties(struct steps *s, long nodes)
{
	struct near n = begin(s);
	double *most = memory_alloc(s->out->n_tiers, sizeof *most);
	bool better = false;
	int j, k;

	for (k = 1; k <= lp_n_tiers(s->lp); k++) {
		most[k - 1] = lp_objective(s->lp, k, s->out->x);
		most[k - 1] += EQUALLY_GOOD * fmax(1, fabs(most[k - 1]));
	}
	n.most = most;
	if (nodes > 0) {
		n.nodes = nodes;
		for (j = 0; j < s->out->n_columns; j++)
			n.free[j] = true;
		better = choose(&n);
	} else {
		better = windows(&n);
	}
	memory_free(most);
	end(&n);
	return better;
}
