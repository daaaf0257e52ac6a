/*
 * clp_solve.c - CLP's simplex methods with their remedies; bases that are kept, and the span of a row from one.
 */
#include "planner/solve/clp.h"

#include "planner/base/memory.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Rows that hold to 1e-9 rather than CLP's 1e-7: whole racks are checked against them afterwards. */
static const double TIGHT = 1e-9, USUAL = 1e-7;

/* CLP's own words. */
enum { CLP_OPTIMAL = 0, CLP_PRIMAL_INFEASIBLE = 1, CLP_DUAL_INFEASIBLE = 2, CLP_STOPPED = 3 };
enum { BY_DUAL_LIMIT = 1, EMPTY = 6, STOPPED_BY_TIME = 9 }; /* of the secondary status */
enum { PERTURB_AUTOMATICALLY = 50, DO_NOT_PERTURB = 100 };

enum method { DUAL, PRIMAL };

static void set_tolerances(const struct clp *c, double tolerance)
{
	Clp_setPrimalTolerance(c->model, tolerance);
	Clp_setDualTolerance(c->model, tolerance);
}

/*
 * One run of a simplex method. What CLP is not sure of itself is SOLVE_TROUBLE: that the dual stopped at its own limit of
 * the objective, or that the optimum of the scaled program breaks rows of the unscaled one.
 */
static enum solve_status run(struct clp *c, enum method method, double until_s)
{
	int status, secondary;

	/* Its clock is that of the processor; without a limit it is never asked, so that every run does the same. */
	Clp_setMaximumSeconds(c->model, until_s > 0 ? fmax(1e-3, until_s - clock_now_s()) : -1);
	if (method == DUAL)
		Clp_dual(c->model, 0);
	else
		Clp_primal(c->model, 0);
	c->iterations += Clp_numberIterations(c->model);
	c->warm = true;
	status = Clp_status(c->model);
	secondary = Clp_secondaryStatus(c->model);
	if (status == CLP_STOPPED)
		return until_s > 0 && steps_is_about(until_s) ? SOLVE_LIMIT : SOLVE_TROUBLE;
	if (status == CLP_OPTIMAL)
		return secondary == 0 || secondary == EMPTY ? SOLVE_OPTIMAL : SOLVE_TROUBLE;
	if (status == CLP_PRIMAL_INFEASIBLE)
		return secondary == 0 || secondary == EMPTY ? SOLVE_INFEASIBLE : SOLVE_TROUBLE;
	return status == CLP_DUAL_INFEASIBLE && method == PRIMAL ? SOLVE_UNBOUNDED : SOLVE_TROUBLE;
}

/* From the gentlest to the strongest remedy; the first that decides is believed. */
static enum solve_status attempts(struct clp *c, double until_s)
{
	enum solve_status status;

	set_tolerances(c, TIGHT);
	/* From a basis that is nearly right, taking the perturbation away again would be most of the work. */
	Clp_setPerturbation(c->model, c->warm ? DO_NOT_PERTURB : PERTURB_AUTOMATICALLY);
	status = run(c, DUAL, until_s);
	if (status != SOLVE_TROUBLE)
		return status;
	status = run(c, PRIMAL, until_s);
	if (status != SOLVE_TROUBLE)
		return status;
	set_tolerances(c, USUAL);
	Clp_setPerturbation(c->model, DO_NOT_PERTURB);
	status = run(c, PRIMAL, until_s);
	if (status != SOLVE_TROUBLE)
		return status;
	Clp_scaling(c->model, 0);
	status = run(c, DUAL, until_s);
	Clp_scaling(c->model, 3);
	return status;
}

enum solve_status clp_solve_lp(void *state, double seconds, double *objective)
{
	struct clp *c = state;
	const double until_s = seconds > 0 ? clock_now_s() + seconds : 0;
	const enum solve_status status = attempts(c, until_s);

	*objective = Clp_objectiveValue(c->model);
	return status;
}

/*
 * After an "infeasible" that nothing shows: with usual tolerances, then unscaled, each by both methods. Only values are believed.
 */
enum solve_status clp_insist(void *state, double seconds, double *objective)
{
	struct clp *c = state;
	const double until_s = seconds > 0 ? clock_now_s() + seconds : 0;
	enum solve_status status = SOLVE_TROUBLE;
	int i;

	set_tolerances(c, USUAL);
	Clp_setPerturbation(c->model, DO_NOT_PERTURB);
	for (i = 0; i < 4 && status != SOLVE_OPTIMAL && status != SOLVE_LIMIT; i++) {
		if (i == 2)
			Clp_scaling(c->model, 0);
		status = run(c, i % 2 ? DUAL : PRIMAL, until_s);
	}
	Clp_scaling(c->model, 3);
	*objective = Clp_objectiveValue(c->model);
	return status == SOLVE_OPTIMAL || status == SOLVE_LIMIT ? status : SOLVE_TROUBLE;
}

/* ---- bases ---- */

void clp_keep_basis(void *state, int place)
{
	struct clp *c = state;
	const size_t n = (size_t)c->n_rows + (size_t)c->n_columns;

	c->basis[place] = memory_resize(c->basis[place], n + 1, 1);
	memcpy(c->basis[place], Clp_statusArray(c->model), n);
}

void clp_take_basis(void *state, int place)
{
	const struct clp *c = state;

	if (c->basis[place])
		Clp_copyinStatus(c->model, c->basis[place]);
}

/*
 * One way from where the row is now: held on that side alone, so that its basis stays feasible. Primal simplex: the basis that is
 * kept fits the rows, whatever the objective.
 */
static enum solve_status one_way(struct clp *c, int place, int row, double sign, double at, double until_s, double *end)
{
	double *cost = Clp_objective(c->model);
	enum solve_status status;
	int k;

	for (k = c->row_start[row]; k < c->row_start[row + 1]; k++)
		cost[c->row_column[k]] = sign * c->row_coefficient[k];
	Clp_rowLower(c->model)[row] = sign < 0 ? at : -DBL_MAX;
	Clp_rowUpper(c->model)[row] = sign < 0 ? DBL_MAX : at;
	clp_take_basis(c, place);
	status = run(c, PRIMAL, until_s);
	*end = sign * Clp_objectiveValue(c->model);
	return status;
}

enum solve_status clp_span(void *state, int place, int row, double at, double seconds, double *low, double *high)
{
	struct clp *c = state;
	const double until_s = seconds > 0 ? clock_now_s() + seconds : 0;
	enum solve_status status;

	if (row >= c->n_loaded_rows)
		return SOLVE_TROUBLE;
	memset(Clp_objective(c->model), 0, (size_t)c->n_columns * sizeof(double));
	set_tolerances(c, TIGHT);
	Clp_setPerturbation(c->model, DO_NOT_PERTURB);
	status = one_way(c, place, row, 1, at, until_s, low);
	if (status == SOLVE_OPTIMAL)
		status = one_way(c, place, row, -1, at, until_s, high);
	Clp_rowLower(c->model)[row] = Clp_rowUpper(c->model)[row] = at;
	return status == SOLVE_OPTIMAL || status == SOLVE_LIMIT ? status : SOLVE_TROUBLE;
}
