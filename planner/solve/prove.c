/*
 * prove.c - prices of the relaxation from which a bound can be proved, tier by tier.
 *
 * A tier's prices on the best face of the earlier ones prove nothing about the program itself: columns that the face fixes may
 * have reduced costs of either sign. So a later tier is solved once more on the whole program, with each earlier tier held by
 * its row to what the answer reached there. The row's own price then belongs to the proof.
 */
#include "planner/solve/steps.h"

#include <math.h>

static double *tier_price(const struct steps *s, int tier)
{
	return s->out->tier_price + (size_t)(tier - 1) * (size_t)(s->out->n_rows + s->out->n_tiers - 1);
}

void steps_keep_prices(struct steps *s, int tier)
{
	s->backend->prices(s->state, tier_price(s, tier), s->column_price);
}

/* The program itself, integers free to come in parts. */
void steps_restore_all(struct steps *s)
{
	int i;

	for (i = 0; i < s->out->n_columns; i++)
		steps_bound(s, i, lp_lower(s->lp, i), lp_upper(s->lp, i));
	for (i = 0; i < s->out->n_rows; i++)
		s->backend->set_row(s->state, i, lp_row_low(s->lp, i), lp_row_high(s->lp, i));
	for (i = 1; i < s->out->n_tiers; i++)
		steps_cut_tier(s, i, HUGE_VAL);
}

void steps_prove(struct steps *s)
{
	double objective, reached;
	int k;

	if (s->out->n_tiers == 1 || steps_time_is_over(s))
		return;
	steps_restore_all(s);
	for (k = 2; k <= s->out->n_tiers; k++) {
		reached = steps_value(s, k - 1, s->out->x);
		steps_cut_tier(s, k - 1, reached + steps_allowance(reached));
		steps_load_tier(s, k);
		if (steps_solve_lp(s, &objective) == SOLVE_OPTIMAL)
			steps_keep_prices(s, k);
	}
}
