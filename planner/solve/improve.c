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

/* The lp's bounds and rows again, earlier tiers held at what the answer reaches, the last one loaded, whole columns marked. */
static void prepare(struct steps *s, bool integers)
{
	int j, k;

	steps_restore(s);
	for (k = 1; k < s->out->n_tiers; k++)
		steps_cut_tier(s, k, lp_objective(s->lp, k, s->out->x));
	for (j = 0; j < s->out->n_columns; j++) {
		if (!is_whole_kind(s, j))
			continue;
		steps_bound(s, j, ceil(lp_lower(s->lp, j) - STEPS_WHOLE), floor(lp_upper(s->lp, j) + STEPS_WHOLE));
		if (integers)
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

/* s->x: the answer of branch and bound, whole to the last bit. */
static bool settle(struct steps *s)
{
	int j;

	for (j = 0; j < s->out->n_columns; j++) {
		if (is_whole_kind(s, j))
			steps_bound(s, j, nearbyint(s->x[j]), nearbyint(s->x[j]));
	}
	return steps_settle(s, s->x);
}

/* Replaces out->x by a better answer where there is one: true. *bound: none costs less. */
static bool search(struct steps *s, double *bound)
{
	const int last = s->out->n_tiers;
	const double before = steps_value(s, last, s->out->x);
	enum solve_status status;
	double objective = 0;

	*bound = -HUGE_VAL;
	if (steps_solve_lp(s, &objective) != SOLVE_OPTIMAL)
		return false;
	s->backend->limit_nodes(s->state, NODES);
	s->backend->set_start(s->state, s->out->x);
	status = s->backend->solve_mip(s->state, steps_seconds_left(s), STEPS_CUTOFF, &objective, bound);
	*bound += steps_constant(s, last);
	if (status != SOLVE_OPTIMAL && !(status == SOLVE_LIMIT && isfinite(objective)))
		return false;
	s->backend->values(s->state, true, s->x);
	if (!settle(s) || steps_value(s, last, s->x) > before - steps_allowance(before))
		return false;
	memcpy(s->out->x, s->x, (size_t)s->out->n_columns * sizeof *s->x);
	return true;
}

/* Whole numbers that may still be chosen: what the lp's own bounds leave open. */
static int count_free(const struct steps *s)
{
	int j, n = 0;

	for (j = 0; j < s->out->n_columns; j++)
		n += is_whole_kind(s, j) &&
		     floor(lp_upper(s->lp, j) + STEPS_WHOLE) - ceil(lp_lower(s->lp, j) - STEPS_WHOLE) > 0.5;
	return n;
}

/* Among answers that are equally good, the one with the least weights; as far as the count of nodes goes. */
static bool break_ties(struct steps *s, bool few)
{
	bool found;

	if (!lp_has_ties(s->lp))
		return false;
	s->nudged = true;
	prepare(s, false);
	found = near_ties(s, few ? NODES : 0);
	s->nudged = false;
	leave(s);
	return found;
}

void improve_whole(struct steps *s)
{
	const bool few = count_free(s) <= FEW;
	bool found;
	double bound;

	prepare(s, false);
	found = near_search(s);
	leave(s);
	if (few) {
		prepare(s, true);
		found |= search(s, &bound);
		if (bound > s->out->mip_bound)
			s->out->mip_bound = bound;
		leave(s);
	}
	found |= break_ties(s, few);
	/* The prices, and the cost with racks in parts, are those of the answer's own 0/1 decisions. */
	if (!found)
		return;
	memcpy(s->out->x_lp, s->out->x, (size_t)s->out->n_columns * sizeof *s->out->x_lp);
	steps_price(s);
}
