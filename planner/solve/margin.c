/*
 * margin.c - how far an expression can go in plans that are nearly as good: modelling to generate alternatives, on the relaxation.
 *
 * Each goal tier is held to what the answer reaches, the cost to a margin above the answer's. Since whole numbers and 0/1
 * decisions may come in parts, every plan within the margin lies between least and most, but not every value between is a plan's.
 */
#include "planner/solve/steps.h"

#include <math.h>

static void hold_tiers(struct steps *s)
{
	const int last = s->out->n_tiers;
	double reached;
	int k, row;

	steps_restore_all(s);
	for (k = 1; k < last; k++) {
		reached = steps_value(s, k, s->out->x);
		steps_cut_tier(s, k, reached + steps_allowance(reached));
	}
	steps_load_tier(s, last);
	row = s->backend->add_row(s->state, s->cost);
	reached = steps_value(s, last, s->out->x);
	s->backend->set_row(s->state, row, -HUGE_VAL,
	                    reached + s->options->margin * fabs(reached) + steps_allowance(reached) -
	                            steps_constant(s, last));
}

/* The sum at its least (sign 1) or most (sign -1). */
static bool reach(struct steps *s, const struct solve_sum *sum, double sign, double *value)
{
	int j;

	for (j = 0; j < s->out->n_columns; j++)
		s->cost[j] = 0;
	for (j = 0; j < sum->n; j++)
		s->cost[sum->columns[j]] = sign * sum->coefficients[j];
	s->backend->set_cost(s->state, s->cost);
	if (steps_time_is_over(s) || steps_solve_lp(s, value) != SOLVE_OPTIMAL)
		return false;
	*value *= sign;
	return true;
}

void steps_margin(struct steps *s)
{
	int i;

	if (s->out->n_sums == 0 || !s->backend->add_row)
		return;
	hold_tiers(s);
	s->out->has_sums = true;
	for (i = 0; i < s->out->n_sums && s->out->has_sums; i++)
		s->out->has_sums = reach(s, &s->options->sums[i], 1, &s->out->least[i]) &&
		                   reach(s, &s->options->sums[i], -1, &s->out->most[i]);
}
