/*
 * run.c - which step follows which.
 */
#include "planner/solve/round.h"

#include "planner/base/memory.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static enum solve_status limited(struct steps *s)
{
	if (steps_is_about(s->until_s))
		snprintf(s->out->message, sizeof s->out->message, "the time limit of %g s came first",
		         s->options->time_limit_s);
	else if (s->options->most_work > 0)
		snprintf(s->out->message, sizeof s->out->message, "the limit of %ld iterations' work came first",
		         s->options->most_work);
	else
		snprintf(s->out->message, sizeof s->out->message, "the solver ran out of memory");
	s->out->memory_over = !steps_is_about(s->until_s) && s->options->most_work <= 0;
	return SOLVE_LIMIT;
}

static bool has_kind(const struct lp *lp, enum lp_kind kind)
{
	int j;

	for (j = 0; j < lp_n_columns(lp); j++) {
		if (lp_column_kind(lp, j) == kind)
			return true;
	}
	return false;
}

static enum solve_status relax(struct steps *s)
{
	enum solve_status status = steps_solve_tiers(s, s->out->lp_bound);
	const int last = s->out->n_tiers - 1;

	if (status == SOLVE_OPTIMAL)
		s->out->mip_bound = s->out->lp_bound[last];
	if ((status == SOLVE_OPTIMAL || status == SOLVE_INFEASIBLE) && s->options->keep_basis &&
	    s->backend->get_basis) {
		s->backend->get_basis(s->state, s->out->basis);
		s->out->has_basis = true;
	}
	return status;
}

static void explain(struct steps *s, enum solve_status status)
{
	char *m = s->out->message;
	const size_t size = sizeof s->out->message;

	if (m[0])
		return;
	switch (status) {
	case SOLVE_OPTIMAL: snprintf(m, size, "solved within the gap asked for"); break;
	case SOLVE_INFEASIBLE: snprintf(m, size, "no values meet all rows and bounds"); break;
	case SOLVE_UNBOUNDED: snprintf(m, size, "the objective falls without end"); break;
	case SOLVE_LIMIT: limited(s); break;
	case SOLVE_TROUBLE: snprintf(m, size, "the numbers were too hard for %s", s->backend->name); break;
	}
}

static enum solve_status all_steps(struct steps *s)
{
	enum solve_status status = steps_time_is_over(s) ? SOLVE_LIMIT : relax(s), branched = SOLVE_OPTIMAL;
	struct solution *out = s->out;

	if (status != SOLVE_OPTIMAL)
		return status;
	if (has_kind(s->lp, LP_INTEGER) && !steps_integers_are_whole(s)) {
		out->mip_bound = out->lp_bound[out->n_tiers - 1];
		progress_stage(s, STAGE_BRANCHING);
		branched = steps_branch(s, s->options->gap);
		out->searched = branched == SOLVE_INFEASIBLE;
		if (branched != SOLVE_OPTIMAL && branched != SOLVE_LIMIT)
			return branched;
		if (branched == SOLVE_LIMIT && !steps_integers_are_whole(s))
			return SOLVE_LIMIT;
	}
	if (has_kind(s->lp, LP_INTEGER)) {
		status = steps_price(s);
		if (status == SOLVE_LIMIT)
			return status;
		if (status != SOLVE_OPTIMAL) {
			snprintf(out->message, sizeof out->message,
			         "with the integers fixed the program could not be solved again");
			return SOLVE_TROUBLE;
		}
	}
	memcpy(out->x, out->x_lp, (size_t)out->n_columns * sizeof *out->x);
	out->has_x = true;
	if (s->b) {
		out->has_x = false;
		progress_stage(s, STAGE_ROUNDING);
		status = round_whole(s, HUGE_VAL);
		out->has_x = status == SOLVE_OPTIMAL || (status == SOLVE_LIMIT && out->has_x);
		if (has_kind(s->lp, LP_INTEGER) && !(out->has_x && s->options->any))
			status = decide_again(s, status);
		progress_stage(s, STAGE_IMPROVING);
		if (out->has_x && status == SOLVE_OPTIMAL && !s->options->any)
			improve_whole(s);
	}
	if (out->has_x && !s->options->any)
		ties_break(s);
	return status == SOLVE_OPTIMAL ? branched : status;
}

static double used_s(void)
{
	struct timespec used;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
	return (double)used.tv_sec + 1e-9 * (double)used.tv_nsec;
}

static void keep_remedies(const struct steps *s)
{
	const long *decided = s->backend->decided ? s->backend->decided(s->state) : NULL;

	if (!decided)
		return;
	memcpy(s->out->decided, decided, sizeof s->out->decided);
	s->out->undecided = decided[SOLVE_REMEDIES];
}

void steps_run(const struct lp *lp, const struct solve_backend *backend, const struct solve_options *options,
               struct solution *out, struct solve_progress *progress)
{
	const int n = out->n_columns;
	struct steps s = { .lp = lp, .backend = backend, .options = options, .out = out, .progress = progress };
	int k;

	s.until_s = options->time_limit_s > 0 ? clock_now_s() + options->time_limit_s : 0;
	s.lower = memory_alloc(n, sizeof *s.lower);
	s.upper = memory_alloc(n, sizeof *s.upper);
	s.cost = memory_alloc(n, sizeof *s.cost);
	s.x = memory_alloc(n, sizeof *s.x);
	s.row_price = memory_alloc(out->n_rows + out->n_tiers, sizeof *s.row_price);
	s.column_price = memory_alloc(n, sizeof *s.column_price);
	for (k = 0; k < n; k++)
		steps_own_bounds(&s, k);
	if (options->whole && has_kind(lp, LP_WHOLE))
		s.b = bounds_new(lp);
	s.weight = options->any ? 0 : ties_nudge(&s);
	s.state = backend->load(lp);
	if (options->most_work > 0 && backend->limit_work)
		backend->limit_work(s.state, options->most_work);
	if (options->start && backend->set_basis)
		backend->set_basis(s.state, options->start);
	out->status = all_steps(&s);
	out->used_s = used_s();
	progress_stage(&s, STAGE_PRICES);
	if (out->has_x && !options->any)
		steps_prove(&s);
	out->prove_s = used_s() - out->used_s;
	out->used_s += out->prove_s;
	steps_ranges(&s);
	if (out->has_x)
		steps_margin(&s);
	explain(&s, out->status);
	for (k = 1; out->has_x && k <= lp_n_tiers(lp); k++)
		out->objective[k - 1] = lp_objective(lp, k, out->x);
	keep_remedies(&s);
	out->iterations = (int)fmin(INT_MAX, (double)backend->iterations(s.state));
	out->nodes = (int)fmin(INT_MAX, (double)backend->nodes(s.state));
	backend->free(s.state);
	if (s.b)
		bounds_free(s.b);
	memory_free(s.column_price);
	memory_free(s.row_price);
	memory_free(s.x);
	memory_free(s.cost);
	memory_free(s.upper);
	memory_free(s.lower);
}
