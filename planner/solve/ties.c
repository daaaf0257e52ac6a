/*
 * ties.c - step 7: which of several points that are equally good in all tiers.
 *
 * The lp gives each column a weight (lp_tie); the least sum of weights decides. Whole numbers fixed as they are, the rest is
 * exact: the best face of every tier is kept, then the weights are minimised on it. So what is left of a plan once its whole
 * numbers stand follows from the program and not from the order of its columns, the basis at the start or the path between.
 * Which whole numbers: improve.c asks near.c for the least weights among answers that are equally dear.
 */
#include "planner/solve/round.h"

#include <math.h>
#include <string.h>

/*
 * A dive meets many relaxations with several best points. A little of the weights in the cost makes them one: so much of what a
 * weight of 1 costs on average. More is dearer plans, less is lost in the solver's tolerance.
 */
static const double NUDGE = 1e-5;

double ties_nudge(const struct steps *s)
{
	double cost = 0, weight = 0;
	int j;

	for (j = 0; j < s->out->n_columns && lp_n_tiers(s->lp) > 0; j++) {
		if (lp_tie_of(s->lp, j) > 0) {
			cost += fabs(lp_cost_of(s->lp, s->out->n_tiers, j));
			weight += lp_tie_of(s->lp, j);
		}
	}
	return weight > 0 ? NUDGE * cost / weight : 0;
}

static bool is_given(const struct steps *s, int column)
{
	const enum lp_kind kind = lp_column_kind(s->lp, column);

	return kind == LP_INTEGER || (kind == LP_WHOLE && s->options->whole);
}

static void free_the_rest(struct steps *s)
{
	double value;
	int j;

	steps_restore(s);
	for (j = 0; j < s->out->n_columns; j++) {
		value = nearbyint(s->out->x[j]);
		if (is_given(s, j))
			steps_bound(s, j, value, value);
	}
}

/* The loaded cost's best point into s->x, if the lp accepts it. */
static bool solve_rest(struct steps *s)
{
	double objective;
	int j;

	if (steps_solve_lp(s, &objective) != SOLVE_OPTIMAL)
		return false;
	s->backend->values(s->state, false, s->x);
	for (j = 0; j < s->out->n_columns; j++) {
		if (is_given(s, j))
			s->x[j] = nearbyint(s->x[j]);
		s->x[j] = fmin(fmax(s->x[j], lp_lower(s->lp, j)), lp_upper(s->lp, j));
	}
	return lp_violation(s->lp, s->x, s->options->whole, NULL) <= STEPS_VIOLATION;
}

/* Not worse in any tier than what is there. */
static bool is_as_good(const struct steps *s)
{
	double value;
	int k;

	for (k = 1; k <= lp_n_tiers(s->lp); k++) {
		value = lp_objective(s->lp, k, s->out->x);
		if (lp_objective(s->lp, k, s->x) > value + steps_allowance(value))
			return false;
	}
	return true;
}

void ties_break(struct steps *s)
{
	double objective;
	int j, k;

	if (!lp_has_ties(s->lp) || steps_time_is_over(s))
		return;
	free_the_rest(s);
	for (k = 1; k <= lp_n_tiers(s->lp); k++) {
		steps_load_tier(s, k);
		if (steps_solve_lp(s, &objective) != SOLVE_OPTIMAL)
			return;
		steps_keep_face(s);
	}
	for (j = 0; j < s->out->n_columns; j++)
		s->cost[j] = lp_tie_of(s->lp, j);
	s->backend->set_cost(s->state, s->cost);
	if (solve_rest(s) && is_as_good(s))
		memcpy(s->out->x, s->x, (size_t)s->out->n_columns * sizeof *s->x);
}
