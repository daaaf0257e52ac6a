#include "planner/solve/solve.h"

#include "planner/base/memory.h"
#include "planner/solve/steps.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const struct solve_options solve_defaults = {
	.solver = "auto",
	.time_limit_s = 0,
	.memory_limit_mb = 0,
	.gap = 1e-6,
	.whole = true,
};

const struct solve_backend *const solve_backends[] = {
	&solve_glpk,
#ifdef RACKPLAN_CLP
	&solve_clp,
#endif
	NULL,
};

const char *const solve_remedy_names[SOLVE_REMEDIES] = {
	[REMEDY_NONE] = "none",         [REMEDY_BASIS] = "advanced basis",   [REMEDY_SCALING] = "other scaling",
	[REMEDY_PRESOLVE] = "presolve", [REMEDY_EXACT] = "exact arithmetic",
};

enum solve_remedy solution_remedy(const struct solution *solution)
{
	int remedy = SOLVE_REMEDIES - 1;

	while (remedy > 0 && solution->decided[remedy] == 0)
		remedy--;
	return (enum solve_remedy)remedy;
}

const char *solve_status_name(enum solve_status status)
{
	switch (status) {
	case SOLVE_OPTIMAL: return "optimal";
	case SOLVE_INFEASIBLE: return "infeasible";
	case SOLVE_UNBOUNDED: return "unbounded";
	case SOLVE_LIMIT: return "limit";
	case SOLVE_TROUBLE: return "trouble";
	}
	return "trouble";
}

size_t solution_n_numbers(const struct solution *s)
{
	return 3 * (size_t)s->n_columns + 5 * (size_t)s->n_rows + 2 * (size_t)s->n_tiers +
	       (size_t)s->n_tiers * (size_t)(s->n_rows + s->n_tiers - 1) + 2 * (size_t)s->n_sums + (size_t)s->n_basis;
}

void solution_lay_out(struct solution *s, double *numbers)
{
	s->x = numbers;
	s->x_lp = s->x + s->n_columns;
	s->column_price = s->x_lp + s->n_columns;
	s->row_price = s->column_price + s->n_columns;
	s->row_from = s->row_price + s->n_rows;
	s->row_to = s->row_from + s->n_rows;
	s->price_below = s->row_to + s->n_rows;
	s->price_above = s->price_below + s->n_rows;
	s->objective = s->price_above + s->n_rows;
	s->lp_bound = s->objective + s->n_tiers;
	s->tier_price = s->lp_bound + s->n_tiers;
	s->least = s->tier_price + (size_t)s->n_tiers * (size_t)(s->n_rows + s->n_tiers - 1);
	s->most = s->least + s->n_sums;
	s->basis = s->most + s->n_sums;
}

static const struct solve_backend *find(const char *name)
{
	int i;

	for (i = 0; solve_backends[i]; i++) {
		if (strcmp(solve_backends[i]->name, name) == 0)
			return solve_backends[i];
	}
	return NULL;
}

/* The first backend, GLPK, unless the program is large and there is a CLP. */
static const struct solve_backend *choose(const char *name, const struct lp *lp, bool *by_size)
{
	const struct solve_backend *large = find("clp");

	*by_size = false;
	if (name && strcmp(name, "auto") != 0)
		return find(name);
	*by_size = large && lp_n_rows(lp) >= SOLVE_ROWS_FOR_CLP;
	return *by_size ? large : solve_backends[0];
}

static void name_solver(const struct solve_backend *backend, struct solution *solution)
{
	char name[24];
	size_t i;

	snprintf(name, sizeof name, "%s", backend->name);
	for (i = 0; name[i]; i++) {
		if (name[i] >= 'a' && name[i] <= 'z')
			name[i] = (char)(name[i] - 'a' + 'A');
	}
	snprintf(solution->solver, sizeof solution->solver, "%s %.32s", name, backend->version());
}

int solve_with(const struct solve_backend *backend, const struct lp *lp, const struct solve_options *options,
               struct solution *solution, struct error *err)
{
	const double start_s = clock_now_s(), limit_s = options->time_limit_s;
	double *numbers, left_s = 0;
	size_t n;

	memset(solution, 0, sizeof *solution);
	solution->status = SOLVE_TROUBLE;
	if (lp_validate(lp, err))
		return -1;
	if (!isfinite(options->time_limit_s) || !isfinite(options->gap) || options->gap < 0)
		return error_set(err, FAULT_USAGE, "", "the time limit or the gap is not a usable number");
	solution->n_columns = lp_n_columns(lp);
	solution->n_rows = lp_n_rows(lp);
	solution->n_tiers = lp_n_tiers(lp) > 0 ? lp_n_tiers(lp) : 1;
	solution->n_sums = options->n_sums;
	solution->n_basis = options->keep_basis ? solution->n_rows + solution->n_columns : 0;
	n = solution_n_numbers(solution);
	numbers = memory_resize(NULL, n, sizeof *numbers);
	memset(numbers, 0, n * sizeof *numbers);
	solution_lay_out(solution, numbers);
	name_solver(backend, solution);
	child_run(lp, backend, options, solution);
	if (limit_s > 0)
		left_s = clock_now_s() - start_s < limit_s ? limit_s - (clock_now_s() - start_s) : -1;
	if (solution->status == SOLVE_INFEASIBLE)
		doubt_nothing(backend, lp, options, left_s, solution);
	return 0;
}

/* Another backend has its own ways, and its own weak points: it is asked where the first could not decide. */
static int ask_others(const struct solve_backend *asked, const struct lp *lp, const struct solve_options *options,
                      double start_s, struct solution *solution, struct error *err)
{
	struct solve_options rest = *options;
	struct solution other;
	int i;

	for (i = 0; solve_backends[i] && solution->status == SOLVE_TROUBLE; i++) {
		if (solve_backends[i] == asked)
			continue;
		if (options->time_limit_s > 0)
			rest.time_limit_s = options->time_limit_s - (clock_now_s() - start_s);
		if (options->time_limit_s > 0 && rest.time_limit_s <= 0)
			break;
		if (solve_with(solve_backends[i], lp, &rest, &other, err))
			return -1;
		if (other.status == SOLVE_TROUBLE || (other.status == SOLVE_LIMIT && !other.has_x)) {
			solution_dispose(&other);
			continue;
		}
		solution_dispose(solution);
		*solution = other;
	}
	return 0;
}

int solve(const struct lp *lp, const struct solve_options *options, struct solution *solution, struct error *err)
{
	bool by_size;
	const struct solve_backend *backend = choose(options->solver, lp, &by_size);
	const double start_s = clock_now_s();

	memset(solution, 0, sizeof *solution);
	if (!backend)
		return error_set(err, FAULT_USAGE, "", "there is no solver called '%s' in this build", options->solver);
	if (solve_with(backend, lp, options, solution, err))
		return -1;
	solution->chosen_by_size = by_size;
	if (by_size)
		strncat(solution->solver, " (auto)", sizeof solution->solver - strlen(solution->solver) - 1);
	if (options->plain || (options->solver && strcmp(options->solver, "auto") != 0))
		return 0;
	return ask_others(backend, lp, options, start_s, solution, err);
}

enum fault solution_fault(const struct solution *solution)
{
	switch (solution->status) {
	case SOLVE_OPTIMAL: return solution->has_x ? FAULT_NONE : FAULT_INTERNAL;
	case SOLVE_INFEASIBLE: return FAULT_INFEASIBLE;
	case SOLVE_UNBOUNDED: return FAULT_INTERNAL;
	case SOLVE_LIMIT: return solution->has_x ? FAULT_NONE : FAULT_UNDECIDED;
	case SOLVE_TROUBLE: return solution->refused ? FAULT_INTERNAL : FAULT_UNDECIDED;
	}
	return FAULT_INTERNAL;
}

void solution_dispose(struct solution *solution)
{
	memory_free(solution->x);
	memset(solution, 0, sizeof *solution);
}
