/*
 * again.c - deciding again when rounding failed or cost much.
 *
 * 0/1 decisions that use a budget up leave no room for modules that come whole. So they are decided again with something
 * kept free in the rows where whole modules of different worth meet (bounds.reserve), a little first. The best answer stays,
 * with the prices of its own decisions; the bound stays that of the first, unreserved search.
 */
#include "planner/solve/round.h"

#include "planner/base/memory.h"

#include <math.h>
#include <string.h>

/* Relative: rounding that costs no more than this is left as it is; and the gap at which deciding again stops. */
static const double WHOLENESS_IS_CHEAP = 0.01, GAP_OF_RETRIES = 1e-3;

/* What an answer and its prices are made of, to be put back when a later try is worse. */
static void copy_answer(const struct solution *from, struct solution *to)
{
	const size_t columns = (size_t)from->n_columns * sizeof *from->x;

	memcpy(to->x, from->x, columns);
	memcpy(to->x_lp, from->x_lp, columns);
	memcpy(to->column_price, from->column_price, columns);
	memcpy(to->row_price, from->row_price, (size_t)from->n_rows * sizeof *from->row_price);
	memcpy(to->objective, from->objective, (size_t)from->n_tiers * sizeof *from->objective);
	to->has_x = from->has_x;
}

/* Tier by tier, the first that differs decides. */
static bool is_better(const struct steps *s, const struct solution *a, const struct solution *b)
{
	double left, right;
	int k;

	if (!b->has_x)
		return true;
	for (k = 1; k <= lp_n_tiers(s->lp); k++) {
		left = lp_objective(s->lp, k, a->x);
		right = lp_objective(s->lp, k, b->x);
		if (fabs(left - right) > steps_allowance(right))
			return left < right;
	}
	return false;
}

/* One more try at the 0/1 decisions, with rows kept `reserve` times free; true: out->x is whole and costs less than `worst`. */
static bool try_reserve(struct steps *s, double reserve, double worst)
{
	enum solve_status status;

	s->reserve = reserve;
	status = steps_branch(s, fmax(s->options->gap, GAP_OF_RETRIES));
	s->reserve = 0;
	return (status == SOLVE_OPTIMAL || (status == SOLVE_LIMIT && steps_integers_are_whole(s))) &&
	       steps_price(s) == SOLVE_OPTIMAL && round_whole(s, worst) == SOLVE_OPTIMAL;
}

enum solve_status decide_again(struct steps *s, enum solve_status status)
{
	static const double reserves[] = { 0.25, 1, 2, 4, 8 };
	struct solution *out = s->out, best = *out;
	double *numbers = memory_alloc((int)solution_n_numbers(out), sizeof *numbers);
	const int n = (int)(sizeof reserves / sizeof *reserves), last = out->n_tiers;
	double value = out->has_x ? lp_objective(s->lp, last, out->x) : HUGE_VAL;
	char message[sizeof out->message];
	int i;

	memcpy(message, out->message, sizeof message);
	solution_lay_out(&best, numbers);
	copy_answer(out, &best);
	for (i = 0; i < n && !steps_time_is_over(s) && lp_n_tiers(s->lp) > 0; i++) {
		if (value <= out->mip_bound + WHOLENESS_IS_CHEAP * fabs(out->mip_bound))
			break;
		if (!try_reserve(s, reserves[i], value))
			continue;
		out->has_x = true;
		if (!is_better(s, out, &best))
			continue;
		value = lp_objective(s->lp, last, out->x);
		copy_answer(out, &best);
		status = SOLVE_OPTIMAL;
		message[0] = '\0';
	}
	copy_answer(&best, out);
	memcpy(out->message, message, sizeof message);
	memory_free(numbers);
	return status;
}
