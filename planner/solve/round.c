/*
 * round.c - step 4: whole numbers tier by tier, by diving (dive.c); where no dive finds any, by branch and bound.
 */
#include "planner/solve/round.h"

#include "planner/base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/*
 * Relative: an answer whose cost is this near to its relaxation is not dived for again; of an earlier tier nothing is given away.
 * In large programs improving (improve.c) gains more in the time of a dive.
 */
static const double WORTH_A_DIVE = 1e-3, WORTH_A_LARGE_DIVE = 0.05;
enum { LARGE_ROWS = 4000 };

bool round_is_large(const struct steps *s)
{
	return s->out->n_rows >= LARGE_ROWS;
}

static double worth_a_dive(const struct steps *s, int tier, double objective)
{
	const double share = round_is_large(s) ? WORTH_A_LARGE_DIVE : WORTH_A_DIVE;

	return tier == s->out->n_tiers ? share * fmax(1, fabs(objective)) : steps_allowance(objective);
}

/* The last resort: every whole column an integer, and branch and bound with a count of nodes. */
static enum solve_status branch_all(struct dive *d)
{
	enum { MOST_NODES = 2000 };
	const struct solve_backend *backend = d->s->backend;
	enum solve_status status;
	double objective, bound;
	int j;

	for (j = 0; j < d->b->n_columns; j++) {
		if (!d->b->whole[j])
			continue;
		steps_bound(d->s, j, lp_lower(d->s->lp, j), lp_upper(d->s->lp, j));
		backend->set_integer(d->s->state, j, true);
	}
	backend->limit_nodes(d->s->state, MOST_NODES);
	status = steps_solve_lp(d->s, &objective);
	if (status == SOLVE_OPTIMAL)
		status = backend->solve_mip(d->s->state, steps_seconds_left(d->s), 0.01, &objective, &bound);
	if (status == SOLVE_OPTIMAL || (status == SOLVE_LIMIT && isfinite(objective))) {
		backend->values(d->s->state, true, d->x);
		for (j = 0; j < d->b->n_columns; j++) {
			if (d->b->whole[j])
				d->x[j] = nearbyint(d->x[j]);
		}
		status = lp_violation(d->s->lp, d->x, true, NULL) <= STEPS_VIOLATION ? SOLVE_OPTIMAL : SOLVE_TROUBLE;
	}
	backend->limit_nodes(d->s->state, 0);
	for (j = 0; j < d->b->n_columns; j++)
		backend->set_integer(d->s->state, j, lp_column_kind(d->s->lp, j) == LP_INTEGER);
	return status;
}

static enum solve_status give_up(struct steps *s, enum solve_status status)
{
	if (steps_time_is_over(s)) {
		snprintf(s->out->message, sizeof s->out->message,
		         "the time limit of %g s came before whole numbers were found", s->options->time_limit_s);
		return SOLVE_LIMIT;
	}
	if (status == SOLVE_LIMIT && s->options->most_work > 0)
		return status;
	snprintf(s->out->message, sizeof s->out->message, "no whole numbers were found that meet every row%s",
	         status == SOLVE_INFEASIBLE ? ", and with these 0/1 decisions none exist" : "");
	return SOLVE_TROUBLE;
}

/* The earlier tiers held at what the 0/1 decisions allow, the last one dived for: most often nothing stands in the way. */
static bool round_at_once(struct dive *d, const double *lower, const double *upper, double worst)
{
	struct steps *s = d->s;
	const int last = s->out->n_tiers;
	bool found;
	int k;

	for (k = 1; k < last; k++)
		steps_cut_tier(s, k, s->out->objective[k - 1]);
	steps_load_tier(s, last);
	d->best = worst - steps_constant(s, last);
	d->briefly = worst < HUGE_VAL;
	found = dive_tier(d, lower, upper) == SOLVE_OPTIMAL;
	if (found)
		memcpy(s->out->x, d->x, (size_t)s->out->n_columns * sizeof *d->x);
	for (k = 1; k < last; k++)
		steps_cut_tier(s, k, HUGE_VAL);
	return found;
}

static enum solve_status round_tiers(struct dive *d, const double *lower, const double *upper, bool found)
{
	struct steps *s = d->s;
	enum solve_status status;
	double objective, value;
	int k;

	for (k = 1; k <= s->out->n_tiers; k++) {
		steps_load_tier(s, k);
		status = steps_solve_lp(s, &objective);
		value = found ? steps_value(s, k, s->out->x) : HUGE_VAL;
		objective += steps_constant(s, k);
		if (status == SOLVE_OPTIMAL && value > objective + worth_a_dive(s, k, objective)) {
			d->best = value - steps_constant(s, k);
			d->briefly = found;
			status = dive_tier(d, lower, upper);
			if (status != SOLVE_OPTIMAL && status != SOLVE_LIMIT && !found)
				status = branch_all(d);
			if (status == SOLVE_OPTIMAL && steps_value(s, k, d->x) < value) {
				memcpy(s->out->x, d->x, (size_t)s->out->n_columns * sizeof *d->x);
				found = true;
			}
		}
		if (!found)
			return give_up(s, status);
		if (steps_time_is_over(s)) {
			s->out->has_x = true;
			return SOLVE_LIMIT;
		}
		value = steps_value(s, k, s->out->x);
		steps_cut_tier(s, k, value); /* no allowance: what is there already meets it */
	}
	return SOLVE_OPTIMAL;
}

enum solve_status round_whole(struct steps *s, double worst)
{
	const int n = s->out->n_columns;
	double *lower = memory_alloc(n, sizeof *lower), *upper = memory_alloc(n, sizeof *upper);
	struct dive d;
	enum solve_status status = SOLVE_OPTIMAL;
	bool found;
	int j;

	steps_restore(s);
	s->nudged = true;
	for (j = 0; j < n; j++) {
		lower[j] = s->lower[j];
		upper[j] = s->upper[j];
		if (lp_column_kind(s->lp, j) == LP_WHOLE) {
			lower[j] = ceil(lower[j] - STEPS_WHOLE);
			upper[j] = floor(upper[j] + STEPS_WHOLE);
		}
	}
	dive_init(&d, s);
	found = round_at_once(&d, lower, upper, worst);
	/* When there is an answer already, only a better one is looked for, and not for long. */
	if (found || !(worst < HUGE_VAL))
		status = round_tiers(&d, lower, upper, found);
	else
		status = SOLVE_TROUBLE;
	dive_dispose(&d);
	s->nudged = false;
	if (status == SOLVE_OPTIMAL)
		shift_units(s); /* quick, and whether 0/1 decisions are worth another try is judged by the outcome */
	memory_free(upper);
	memory_free(lower);
	return status;
}
