/* glpk_range.c - how far the activity of a row may go, from a basis that was kept. */
#include "planner/solve/glpk.h"

#include "planner/base/memory.h"

#include <limits.h>
#include <math.h>

static enum solve_place place_of(int status)
{
	return status == GLP_BS ? PLACE_BASIC : status == GLP_NU ? PLACE_UPPER : PLACE_LOWER;
}

static int status_of(double place)
{
	const long known = lround(place);

	return known == PLACE_BASIC ? GLP_BS : known == PLACE_UPPER ? GLP_NU : GLP_NL;
}

/* The rows of the tiers, which follow the lp's, stay in the basis. */
void glpk_get_basis(const void *state, double *basis)
{
	const struct glpk *g = state;
	int i;

	for (i = 0; i < g->n_lp_rows && !g->broken; i++)
		basis[i] = place_of(glp_get_row_stat(g->problem, i + 1));
	for (i = 0; i < g->n_columns && !g->broken; i++)
		basis[g->n_lp_rows + i] = place_of(glp_get_col_stat(g->problem, i + 1));
}

/* GLPK takes the place that fits the bounds where the one asked for does not. */
void glpk_set_basis(void *state, const double *basis)
{
	const struct glpk *g = state;
	int i;

	for (i = 0; i < g->n_lp_rows && !g->broken; i++)
		glp_set_row_stat(g->problem, i + 1, status_of(basis[i]));
	for (i = 0; i < g->n_columns && !g->broken; i++)
		glp_set_col_stat(g->problem, i + 1, status_of(basis[g->n_lp_rows + i]));
}

void glpk_keep_basis(void *state, int place)
{
	struct glpk *g = state;
	int *basis;
	int i;

	if (g->broken)
		return;
	basis = g->basis[place] = memory_resize(g->basis[place], (size_t)(g->n_rows + g->n_columns), sizeof *basis);
	g->at = memory_resize(g->at, (size_t)g->n_columns + 1, sizeof *g->at);
	g->a = memory_resize(g->a, (size_t)g->n_columns + 1, sizeof *g->a);
	for (i = 0; i < g->n_rows; i++)
		basis[i] = glp_get_row_stat(g->problem, i + 1);
	for (i = 0; i < g->n_columns; i++)
		basis[g->n_rows + i] = glp_get_col_stat(g->problem, i + 1);
}

void glpk_take_basis(void *state, int place)
{
	const struct glpk *g = state;
	const int *basis = g->basis[place];
	int i;

	if (g->broken || !basis)
		return;
	for (i = 0; i < g->n_rows; i++)
		glp_set_row_stat(g->problem, i + 1, basis[i]);
	for (i = 0; i < g->n_columns; i++)
		glp_set_col_stat(g->problem, i + 1, basis[g->n_rows + i]);
}

/* Primal simplex: the basis that is kept fits the rows, whatever the objective. */
static enum solve_status go(struct glpk *g, int direction, double until_s, double *value)
{
	const int before = glp_get_it_cnt(g->problem);
	glp_smcp p;
	int result;

	glp_init_smcp(&p);
	p.msg_lev = GLP_MSG_OFF;
	p.meth = GLP_PRIMAL;
	p.tol_bnd = p.tol_dj = 1e-9;
	if (until_s > 0)
		p.tm_lim = (int)lround(fmin(1e9, fmax(1, 1000 * (until_s - clock_now_s()))));
	glp_set_obj_dir(g->problem, direction);
	result = glp_simplex(g->problem, &p);
	g->iterations += glp_get_it_cnt(g->problem) - before;
	*value = glp_get_obj_val(g->problem);
	if (result == GLP_ETMLIM)
		return SOLVE_LIMIT;
	return result == 0 && glp_get_status(g->problem) == GLP_OPT ? SOLVE_OPTIMAL : SOLVE_TROUBLE;
}

/*
 * One way from where the row is now: held on that side alone, so that its basis stays feasible. A free row would not do:
 * outside the basis it would stand at 0.
 */
static enum solve_status one_way(struct glpk *g, int place, int row, bool up, double at, double until_s, double *end)
{
	glp_set_row_bnds(g->problem, row + 1, up ? GLP_LO : GLP_UP, at, at);
	glpk_take_basis(g, place);
	return go(g, up ? GLP_MAX : GLP_MIN, until_s, end);
}

enum solve_status glpk_span(void *state, int place, int row, double at, double seconds, double *low, double *high)
{
	struct glpk *g = state;
	const double until_s = seconds > 0 ? clock_now_s() + seconds : 0;
	enum solve_status status;
	int j;

	if (g->broken)
		return SOLVE_TROUBLE;
	glpk_listen(g);
	if (setjmp(g->back))
		return glpk_gave_up(g);
	g->guarded = true;
	for (j = 0; j <= g->n_columns; j++)
		glp_set_obj_coef(g->problem, j, 0);
	for (j = glp_get_mat_row(g->problem, row + 1, g->at, g->a); j > 0; j--)
		glp_set_obj_coef(g->problem, g->at[j], g->a[j]);
	status = one_way(g, place, row, false, at, until_s, low);
	if (status == SOLVE_OPTIMAL)
		status = one_way(g, place, row, true, at, until_s, high);
	glp_set_row_bnds(g->problem, row + 1, GLP_FX, at, at);
	glp_set_obj_dir(g->problem, GLP_MIN);
	g->guarded = false;
	return status;
}
