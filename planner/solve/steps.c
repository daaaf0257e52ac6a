#include "planner/solve/round.h"

#include "planner/base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Of the time limit, branch and bound leaves the rest to prices and rounding. */
static const double SHARE_OF_BRANCHING = 0.7;

double steps_seconds_left(const struct steps *s)
{
	return s->until_s > 0 ? fmax(1e-3, s->until_s - clock_now_s()) : 0;
}

bool steps_time_is_over(const struct steps *s)
{
	return s->until_s > 0 && clock_now_s() >= s->until_s;
}

bool steps_is_about(double until_s)
{
	return until_s > 0 && clock_now_s() >= until_s - 0.05;
}

void steps_bound(struct steps *s, int column, double lower, double upper)
{
	s->lower[column] = lower;
	s->upper[column] = upper;
	s->backend->set_bounds(s->state, column, lower, upper);
}

/* A column's own bounds; an integer's are whole, as the backend has them. */
void steps_own_bounds(struct steps *s, int column)
{
	const bool integer = lp_column_kind(s->lp, column) == LP_INTEGER;
	const double lower = lp_lower(s->lp, column), upper = lp_upper(s->lp, column);

	s->lower[column] = integer ? ceil(lower - STEPS_WHOLE) : lower;
	s->upper[column] = integer ? floor(upper + STEPS_WHOLE) : upper;
}

void steps_load_tier(struct steps *s, int tier)
{
	const double nudge = s->nudged && tier == s->out->n_tiers ? s->weight : 0;
	int j;

	for (j = 0; j < s->out->n_columns; j++)
		s->cost[j] = (lp_n_tiers(s->lp) ? lp_cost_of(s->lp, tier, j) : 0) + nudge * lp_tie_of(s->lp, j);
	s->backend->set_cost(s->state, s->cost);
	if (s->backend->watch)
		s->backend->watch(s->state, s->progress,
		                  tier == s->out->n_tiers ? steps_constant(s, tier) : (double)NAN);
}

void steps_cut_tier(struct steps *s, int tier, double most)
{
	if (tier >= lp_n_tiers(s->lp))
		return;
	s->backend->set_row(s->state, s->out->n_rows + tier - 1, -HUGE_VAL, most - lp_constant_of(s->lp, tier));
}

double steps_constant(const struct steps *s, int tier)
{
	return lp_n_tiers(s->lp) ? lp_constant_of(s->lp, tier) : 0;
}

double steps_value(const struct steps *s, int tier, const double *x)
{
	return lp_n_tiers(s->lp) ? lp_objective(s->lp, tier, x) : 0;
}

double steps_allowance(double value)
{
	return STEPS_CUTOFF * fmax(1, fabs(value));
}

void steps_narrow_row(struct steps *s, int row, double margin)
{
	const double low = lp_row_low(s->lp, row), high = lp_row_high(s->lp, row);
	const double kept = fmin(margin, (high - low) / 2);

	s->backend->set_row(s->state, row, low + kept, high - kept);
}

void steps_restore(struct steps *s)
{
	double value;
	int i;

	for (i = 0; i < s->out->n_columns; i++) {
		value = nearbyint(s->out->x_lp[i]);
		if (lp_column_kind(s->lp, i) == LP_INTEGER)
			steps_bound(s, i, value, value);
		else
			steps_bound(s, i, lp_lower(s->lp, i), lp_upper(s->lp, i));
	}
	for (i = 0; i < s->out->n_rows; i++)
		s->backend->set_row(s->state, i, lp_row_low(s->lp, i), lp_row_high(s->lp, i));
	for (i = 1; i < lp_n_tiers(s->lp); i++)
		steps_cut_tier(s, i, HUGE_VAL);
}

/* Rows with a reserve keep it free: what 0/1 decisions leave over, rounding can use. */
static void keep_reserves(struct steps *s)
{
	int i;

	for (i = 0; s->reserve > 0 && i < s->out->n_rows; i++) {
		if (s->b->reserve[i] > 0)
			steps_narrow_row(s, i, s->reserve * s->b->reserve[i]);
	}
}

static void free_integers(struct steps *s)
{
	int j;

	for (j = 0; j < s->out->n_columns; j++) {
		if (lp_column_kind(s->lp, j) != LP_INTEGER)
			continue;
		steps_own_bounds(s, j);
		steps_bound(s, j, s->lower[j], s->upper[j]);
	}
}

enum solve_status steps_solve_lp(struct steps *s, double *objective)
{
	const enum solve_status status = s->backend->solve_lp(s->state, steps_seconds_left(s), objective);

	progress_count(s);
	return status;
}

bool steps_settle(struct steps *s, double *x)
{
	double objective;
	int j;

	if (steps_solve_lp(s, &objective) != SOLVE_OPTIMAL)
		return false;
	s->backend->values(s->state, false, x);
	for (j = 0; j < s->out->n_columns; j++) {
		if (lp_column_kind(s->lp, j) != LP_CONTINUOUS)
			x[j] = nearbyint(x[j]);
		x[j] = fmin(fmax(x[j], lp_lower(s->lp, j)), lp_upper(s->lp, j));
	}
	return lp_violation(s->lp, x, true, NULL) <= STEPS_VIOLATION;
}

/*
 * Keeps the best face of the tier just solved: a column with a reduced cost stays at its bound, a row with a price at its
 * end. Every point that is left has the same cost in this tier, and every optimum is left.
 */
double steps_keep_face(struct steps *s)
{
	double largest = 1, tolerance, at;
	int i;

	for (i = 0; i < s->out->n_columns; i++)
		largest = fmax(largest, fabs(s->cost[i]));
	tolerance = STEPS_FACE * largest;
	s->backend->prices(s->state, s->row_price, s->column_price);
	for (i = 0; i < s->out->n_columns; i++) {
		at = s->column_price[i] > 0 ? s->lower[i] : s->upper[i];
		if (fabs(s->column_price[i]) > tolerance)
			steps_bound(s, i, at, at);
	}
	for (i = 0; i < s->out->n_rows; i++) {
		at = s->row_price[i] > 0 ? lp_row_low(s->lp, i) : lp_row_high(s->lp, i);
		if (!(fabs(s->row_price[i]) > tolerance) || !isfinite(at))
			continue;
		s->backend->set_row(s->state, i, at, at);
		if (s->held)
			s->held[i] = true;
	}
	return tolerance;
}

/*
 * The solver says that nothing keeps all rows. Multipliers that show it go to out->row_price; where there are none, the
 * backend's other remedies have a word. What is still in doubt the parent looks into.
 */
static enum solve_status confirm_nothing(struct steps *s, double *objective)
{
	struct solution *out = s->out;
	enum solve_status status;
	int i, sign;

	memset(out->row_price, 0, (size_t)out->n_rows * sizeof *out->row_price);
	if (s->backend->ray && s->backend->ray(s->state, s->row_price)) {
		for (sign = 1; sign >= -1; sign -= 2) {
			for (i = 0; i < out->n_rows; i++)
				out->row_price[i] = sign * s->row_price[i];
			if (lp_is_empty_by(s->lp, out->row_price))
				return SOLVE_INFEASIBLE;
		}
	}
	if (!s->backend->insist)
		return SOLVE_INFEASIBLE;
	status = s->backend->insist(s->state, steps_seconds_left(s), objective);
	return status == SOLVE_OPTIMAL || status == SOLVE_LIMIT ? status : SOLVE_INFEASIBLE;
}

/* Tier by tier, keeping faces between them. Leaves values in out->x_lp and the last tier's prices in out. */
enum solve_status steps_solve_tiers(struct steps *s, double *objective)
{
	enum solve_status status;
	int k;

	for (k = 1; k <= s->out->n_tiers; k++) {
		steps_load_tier(s, k);
		status = steps_solve_lp(s, &objective[k - 1]);
		if (status == SOLVE_INFEASIBLE && k == 1 && objective == s->out->lp_bound)
			status = confirm_nothing(s, &objective[0]);
		if (status == SOLVE_INFEASIBLE && k > 1) /* the best points of the tier before are there */
			status = SOLVE_TROUBLE;
		if (status != SOLVE_OPTIMAL)
			return status;
		objective[k - 1] += steps_constant(s, k);
		if (k == 1 && objective == s->out->lp_bound)
			steps_keep_prices(s, k);
		if (k < s->out->n_tiers)
			steps_keep_face(s);
	}
	s->backend->values(s->state, false, s->out->x_lp);
	s->backend->prices(s->state, s->row_price, s->out->column_price);
	memcpy(s->out->row_price, s->row_price, (size_t)s->out->n_rows * sizeof *s->row_price);
	return SOLVE_OPTIMAL;
}

bool steps_integers_are_whole(const struct steps *s)
{
	int j;

	for (j = 0; j < s->out->n_columns; j++) {
		if (lp_column_kind(s->lp, j) == LP_INTEGER &&
		    fabs(s->out->x_lp[j] - nearbyint(s->out->x_lp[j])) > STEPS_WHOLE)
			return false;
	}
	return true;
}

/*
 * Branch and bound tier by tier. Faces say nothing about integer optima, so a later tier is held to the earlier ones by a
 * row: at most their best, plus the allowance.
 */
enum solve_status steps_branch(struct steps *s, double gap)
{
	const double share = s->until_s > 0 ? SHARE_OF_BRANCHING * steps_seconds_left(s) : 0;
	const double until_s = clock_now_s() + share;
	enum solve_status status, worst = SOLVE_OPTIMAL;
	double objective = 0, bound = 0;
	bool found = false;
	int k;

	steps_restore(s);
	free_integers(s);
	keep_reserves(s);
	for (k = 1; k <= s->out->n_tiers; k++) {
		steps_load_tier(s, k);
		status = steps_solve_lp(s, &objective);
		if (status == SOLVE_OPTIMAL)
			status = s->backend->solve_mip(s->state, share > 0 ? fmax(1e-3, until_s - clock_now_s()) : 0,
			                               gap, &objective, &bound);
		if (status == SOLVE_OPTIMAL || (status == SOLVE_LIMIT && isfinite(objective))) {
			s->backend->values(s->state, true, s->out->x_lp);
			if (!(s->reserve > 0) && k == s->out->n_tiers)
				s->out->mip_bound = bound + steps_constant(s, k);
			found = true;
		}
		if (status == SOLVE_LIMIT && share > 0 && steps_is_about(until_s))
			snprintf(s->out->message, sizeof s->out->message,
			         "the time limit of %g s came before branch and bound had reached the gap asked for",
			         s->options->time_limit_s);
		if (found && (status == SOLVE_INFEASIBLE || status == SOLVE_TROUBLE))
			snprintf(s->out->message, sizeof s->out->message,
			         "branch and bound found decisions, but the numbers were too hard to improve them");
		worst = status;
		if (worst != SOLVE_OPTIMAL)
			break;
		objective = steps_value(s, k, s->out->x_lp);
		steps_cut_tier(s, k, objective + steps_allowance(objective));
	}
	/* A later tier that fails has the earlier tier's answer to fall back on. */
	return found && worst != SOLVE_OPTIMAL ? SOLVE_LIMIT : worst;
}

enum solve_status steps_price(struct steps *s)
{
	steps_restore(s);
	return steps_solve_tiers(s, s->out->objective);
}
