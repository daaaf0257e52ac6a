/*
 * improve.c - a better whole answer than the dive's.
 *
 * A dive takes the first whole point that it finds. Single units are then moved to where they cost less (shift.c); and where
 * the integer and whole columns are few, branch and bound over all of them, from the answer on, decides the program. It stops
 * after a count of nodes, so that the same program gives the same answer on every machine.
 */
#include "planner/solve/round.h"

#include "planner/base/memory.h"

#include <math.h>
#include <string.h>

enum {
	FEW = 400, /* columns that may still move: more are beyond branch and bound */
	NODES = 4000
};

static bool is_whole_kind(const struct steps *s, int column)
{
	return lp_column_kind(s->lp, column) != LP_CONTINUOUS;
}

static double constant_of(const struct steps *s)
{
	return lp_n_tiers(s->lp) ? lp_constant_of(s->lp, s->out->n_tiers) : 0;
}

static double value_of(const struct steps *s, const double *x)
{
	return lp_n_tiers(s->lp) ? lp_objective(s->lp, s->out->n_tiers, x) : 0;
}

/* The lp's bounds and rows again, earlier tiers held at what the answer reaches, the last one loaded, whole columns marked. */
static void prepare(struct steps *s)
{
	int j, k;

	steps_restore(s);
	for (k = 1; k < s->out->n_tiers; k++)
		steps_cut_tier(s, k, lp_objective(s->lp, k, s->out->x));
	for (j = 0; j < s->out->n_columns; j++) {
		if (!is_whole_kind(s, j))
			continue;
		steps_bound(s, j, ceil(lp_lower(s->lp, j) - STEPS_WHOLE), floor(lp_upper(s->lp, j) + STEPS_WHOLE));
		s->backend->set_integer(s->state, j, true);
	}
	steps_load_tier(s, s->out->n_tiers);
}

static void leave(struct steps *s)
{
	int j;

	for (j = 0; j < s->out->n_columns; j++) {
		if (is_whole_kind(s, j))
			s->backend->set_integer(s->state, j, lp_column_kind(s->lp, j) == LP_INTEGER);
	}
	s->backend->limit_nodes(s->state, 0);
	steps_restore(s);
}

/* s->x: whole columns at their whole numbers, the others solved for once more; accepted by the lp. */
static bool settle(struct steps *s)
{
	double objective;
	int j;

	for (j = 0; j < s->out->n_columns; j++) {
		if (is_whole_kind(s, j))
			steps_bound(s, j, nearbyint(s->x[j]), nearbyint(s->x[j]));
	}
	if (steps_solve_lp(s, &objective) != SOLVE_OPTIMAL)
		return false;
	s->backend->values(s->state, false, s->x);
	for (j = 0; j < s->out->n_columns; j++) {
		if (is_whole_kind(s, j))
			s->x[j] = nearbyint(s->x[j]);
		s->x[j] = fmin(fmax(s->x[j], lp_lower(s->lp, j)), lp_upper(s->lp, j));
	}
	return lp_violation(s->lp, s->x, true, NULL) <= STEPS_VIOLATION;
}

/* Replaces out->x by a better answer where there is one: true. *bound: none costs less. */
static bool search(struct steps *s, double *bound)
{
	const double before = value_of(s, s->out->x);
	enum solve_status status;
	double objective = 0;

	*bound = -HUGE_VAL;
	if (steps_solve_lp(s, &objective) != SOLVE_OPTIMAL)
		return false;
	s->backend->limit_nodes(s->state, NODES);
	s->backend->set_start(s->state, s->out->x);
	status = s->backend->solve_mip(s->state, steps_seconds_left(s), fmax(s->options->gap, STEPS_CUTOFF), &objective,
	                               bound);
	*bound += constant_of(s);
	if (status != SOLVE_OPTIMAL && !(status == SOLVE_LIMIT && isfinite(objective)))
		return false;
	s->backend->values(s->state, true, s->x);
	if (!settle(s) || value_of(s, s->x) > before - steps_allowance(before))
		return false;
	memcpy(s->out->x, s->x, (size_t)s->out->n_columns * sizeof *s->x);
	return true;
}

static int count_free(const struct steps *s)
{
	int j, n = 0;

	for (j = 0; j < s->out->n_columns; j++)
		n += is_whole_kind(s, j) && s->upper[j] - s->lower[j] > 0.5;
	return n;
}

void improve_whole(struct steps *s)
{
	bool found = false;
	double bound;

	shift_units(s);
	prepare(s);
	if (count_free(s) <= FEW) {
		found = search(s, &bound);
		if (bound > s->out->mip_bound)
			s->out->mip_bound = bound;
	}
	/* The prices, and the cost with racks in parts, are those of the answer's own 0/1 decisions. */
	if (found)
		memcpy(s->out->x_lp, s->out->x, (size_t)s->out->n_columns * sizeof *s->out->x_lp);
	leave(s);
	if (found)
		steps_price(s);
}
