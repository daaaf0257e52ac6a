/*
 * glpk.c - the backend for GLPK 5.0.
 *
 * GLPK calls abort() on misuse and on exhausted memory. The hook below jumps back instead; what was being solved is then
 * given up and its memory left to the end of the child, since GLPK's state is not to be trusted any more.
 */
#include "planner/solve/steps.h"

#include "planner/base/memory.h"

#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <string.h>

/* Rows that hold to 1e-9 rather than GLPK's 1e-7: whole racks are checked against them afterwards. */
static const double TIGHT = 1e-9;
static const double USUAL = 1e-7;

struct glpk {
	glp_prob *problem;
	int n_columns, n_rows; /* rows with those of the tiers */
	long iterations, nodes, most_nodes;
	double bound;        /* of the last solve_mip */
	const double *start; /* offered to the next solve_mip, or NULL */
	bool broken;         /* GLPK gave up inside; nothing may be asked of it any more */
	bool out_of_memory;
	bool stopped;   /* the callback ended branch and bound */
	double until_s; /* of branch and bound; <= 0: never */
	bool guarded;   /* back may be jumped to */
	jmp_buf back;
};

static const char *version(void)
{
	return glp_version();
}

/* Swallows GLPK's talk, but notices why it is about to give up. */
static int listen(void *info, const char *text)
{
	struct glpk *g = info;

	if (strstr(text, "memory"))
		g->out_of_memory = true;
	return 1;
}

static void give_up(void *info)
{
	struct glpk *g = info;

	if (g->guarded) /* else GLPK aborts, and the child with it */
		longjmp(g->back, 1);
}

static void listen_to(struct glpk *g)
{
	glp_term_hook(listen, g);
	glp_error_hook(give_up, g);
}

static enum solve_status after_giving_up(struct glpk *g)
{
	g->guarded = false;
	g->broken = true;
	return g->out_of_memory ? SOLVE_LIMIT : SOLVE_TROUBLE;
}

static int bound_type(double low, double high)
{
	if (isinf(low) && isinf(high))
		return GLP_FR;
	if (isinf(high))
		return GLP_LO;
	if (isinf(low))
		return GLP_UP;
	return low < high ? GLP_DB : GLP_FX;
}

/* Branch and bound refuses an integer whose bounds are not; the whole numbers between them are the same. */
static void set_bounds(void *state, int column, double lower, double upper)
{
	const struct glpk *g = state;

	if (g->broken)
		return;
	if (glp_get_col_kind(g->problem, column + 1) != GLP_CV) {
		lower = ceil(lower - STEPS_WHOLE);
		upper = floor(upper + STEPS_WHOLE);
	}
	glp_set_col_bnds(g->problem, column + 1, bound_type(lower, upper), lower, upper);
}

static void set_row(void *state, int row, double low, double high)
{
	const struct glpk *g = state;

	if (!g->broken)
		glp_set_row_bnds(g->problem, row + 1, bound_type(low, high), low, high);
}

static void set_integer(void *state, int column, bool integer)
{
	const struct glpk *g = state;

	if (g->broken)
		return;
	glp_set_col_kind(g->problem, column + 1, integer ? GLP_IV : GLP_CV);
	if (integer)
		set_bounds(state, column, glp_get_col_lb(g->problem, column + 1),
		           glp_get_col_ub(g->problem, column + 1));
}

static void set_cost(void *state, const double *cost)
{
	const struct glpk *g = state;
	int j;

	if (g->broken)
		return;
	for (j = 0; j < g->n_columns; j++)
		glp_set_obj_coef(g->problem, j + 1, cost[j]);
}

static void limit_nodes(void *state, long nodes)
{
	struct glpk *g = state;

	g->most_nodes = nodes;
}

static void load_tier_row(const struct glpk *g, const struct lp *lp, int tier, int *columns, double *coefficients)
{
	double cost;
	int j, n = 0;

	for (j = 0; j < g->n_columns; j++) {
		cost = lp_cost_of(lp, tier, j);
		if (fabs(cost) > 0) {
			columns[++n] = j + 1;
			coefficients[n] = cost;
		}
	}
	glp_set_mat_row(g->problem, lp_n_rows(lp) + tier, n, columns, coefficients);
	glp_set_row_bnds(g->problem, lp_n_rows(lp) + tier, GLP_FR, 0, 0);
}

static void load_rows(struct glpk *g, const struct lp *lp)
{
	int *at = memory_alloc(g->n_columns + 1, sizeof *at);
	double *a = memory_alloc(g->n_columns + 1, sizeof *a);
	const int *columns;
	const double *coefficients;
	int i, k, n;

	for (i = 0; i < lp_n_rows(lp); i++) {
		n = lp_row_terms(lp, i, &columns, &coefficients);
		for (k = 0; k < n; k++) {
			at[k + 1] = columns[k] + 1;
			a[k + 1] = coefficients[k];
		}
		glp_set_mat_row(g->problem, i + 1, n, at, a);
		set_row(g, i, lp_row_low(lp, i), lp_row_high(lp, i));
	}
	for (i = 1; i < lp_n_tiers(lp); i++)
		load_tier_row(g, lp, i, at, a);
	memory_free(at);
	memory_free(a);
}

static void load_columns(struct glpk *g, const struct lp *lp)
{
	int j;

	for (j = 0; j < g->n_columns; j++) {
		set_bounds(g, j, lp_lower(lp, j), lp_upper(lp, j));
		set_integer(g, j, lp_column_kind(lp, j) == LP_INTEGER);
	}
}

static void *load(const struct lp *lp)
{
	struct glpk *g = memory_alloc(1, sizeof *g);

	listen_to(g);
	g->n_columns = lp_n_columns(lp);
	g->n_rows = lp_n_rows(lp) + (lp_n_tiers(lp) > 1 ? lp_n_tiers(lp) - 1 : 0);
	if (setjmp(g->back)) {
		after_giving_up(g);
		return g;
	}
	g->guarded = true;
	g->problem = glp_create_prob();
	glp_set_obj_dir(g->problem, GLP_MIN);
	glp_add_cols(g->problem, g->n_columns);
	if (g->n_rows > 0)
		glp_add_rows(g->problem, g->n_rows);
	load_columns(g, lp);
	load_rows(g, lp);
	glp_scale_prob(g->problem, GLP_SF_GM | GLP_SF_EQ | GLP_SF_2N | GLP_SF_SKIP);
	glp_std_basis(g->problem);
	g->guarded = false;
	return g;
}

/* The ratio test that flips bounds: every column has two finite ones, and it halves the time. */
static void parameters(glp_smcp *p, int method, double tolerance)
{
	glp_init_smcp(p);
	p->msg_lev = GLP_MSG_OFF;
	p->meth = method;
	p->r_test = GLP_RT_FLIP;
	p->tol_bnd = tolerance;
	p->tol_dj = tolerance;
}

static int milliseconds_until(double until_s)
{
	if (until_s <= 0)
		return INT_MAX;
	return (int)lround(fmin(1e9, fmax(1, 1000 * (until_s - steps_now_s()))));
}

/* One run of the simplex method. The time limit is GLPK's own, so that a run without one does the same everywhere. */
static enum solve_status simplex(struct glpk *g, glp_smcp *p, double until_s)
{
	const int before = glp_get_it_cnt(g->problem);
	int result;

	p->tm_lim = milliseconds_until(until_s);
	result = glp_simplex(g->problem, p);
	g->iterations += glp_get_it_cnt(g->problem) - before;
	if (result == GLP_ETMLIM)
		return SOLVE_LIMIT;
	if (result == GLP_ENOPFS)
		return SOLVE_INFEASIBLE;
	if (result == GLP_ENODFS)
		return SOLVE_UNBOUNDED;
	if (result != 0)
		return SOLVE_TROUBLE;
	switch (glp_get_status(g->problem)) {
	case GLP_OPT: return SOLVE_OPTIMAL;
	case GLP_NOFEAS: return SOLVE_INFEASIBLE;
	case GLP_UNBND: return SOLVE_UNBOUNDED;
	default: return SOLVE_TROUBLE;
	}
}

/* From the gentlest to the strongest remedy; the first that decides is believed. */
static enum solve_status attempts(struct glpk *g, double until_s)
{
	enum solve_status status;
	glp_smcp p;

	parameters(&p, GLP_DUALP, TIGHT);
	status = simplex(g, &p, until_s);
	if (status != SOLVE_TROUBLE)
		return status;
	glp_adv_basis(g->problem, 0);
	parameters(&p, GLP_PRIMAL, USUAL);
	status = simplex(g, &p, until_s);
	if (status != SOLVE_TROUBLE)
		return status;
	glp_unscale_prob(g->problem);
	glp_scale_prob(g->problem, GLP_SF_AUTO);
	glp_std_basis(g->problem);
	parameters(&p, GLP_DUALP, USUAL);
	status = simplex(g, &p, until_s);
	if (status != SOLVE_TROUBLE)
		return status;
	p.presolve = GLP_ON;
	status = simplex(g, &p, until_s);
	/* The presolver's word alone never makes a program infeasible or unbounded: the solver itself could not decide. */
	return status == SOLVE_INFEASIBLE || status == SOLVE_UNBOUNDED ? SOLVE_TROUBLE : status;
}

static enum solve_status solve_lp(void *state, double seconds, double *objective)
{
	struct glpk *g = state;
	const double until_s = seconds > 0 ? steps_now_s() + seconds : 0;
	enum solve_status status;

	if (g->broken)
		return g->out_of_memory ? SOLVE_LIMIT : SOLVE_TROUBLE;
	listen_to(g);
	if (setjmp(g->back))
		return after_giving_up(g);
	g->guarded = true;
	status = attempts(g, until_s);
	g->guarded = false;
	*objective = glp_get_obj_val(g->problem);
	return status;
}

static void watch(glp_tree *tree, void *info)
{
	struct glpk *g = info;
	const int best = glp_ios_best_node(tree);
	int total;

	if (best != 0 && isfinite(glp_ios_node_bound(tree, best)))
		g->bound = glp_ios_node_bound(tree, best);
	if (g->start && glp_ios_reason(tree) == GLP_IHEUR) {
		glp_ios_heur_sol(tree, g->start - 1); /* GLPK counts from 1 */
		g->start = NULL;
	}
	glp_ios_tree_size(tree, NULL, NULL, &total);
	if (total > g->nodes)
		g->nodes = total;
	if ((g->until_s > 0 && steps_now_s() >= g->until_s) || (g->most_nodes > 0 && total > g->most_nodes)) {
		g->stopped = true;
		glp_ios_terminate(tree);
	}
}

static int branch(struct glpk *g, double gap)
{
	glp_iocp p;

	glp_init_iocp(&p);
	p.msg_lev = GLP_MSG_OFF;
	p.br_tech = GLP_BR_PCH;
	p.bt_tech = GLP_BT_BLB;
	p.mir_cuts = GLP_ON;
	p.gmi_cuts = GLP_ON;
	p.clq_cuts = GLP_ON;
	p.cov_cuts = GLP_ON;
	p.fp_heur = GLP_ON;
	p.sr_heur = GLP_ON;
	p.mip_gap = gap;
	p.cb_func = watch;
	p.cb_info = g;
	p.tm_lim = milliseconds_until(g->until_s);
	return glp_intopt(g->problem, &p);
}

static void set_start(void *state, const double *x)
{
	struct glpk *g = state;

	g->start = x;
}

static enum solve_status solve_mip(void *state, double seconds, double gap, double *objective, double *bound)
{
	struct glpk *g = state;
	const long nodes_before = g->nodes;
	int result;

	if (g->broken)
		return g->out_of_memory ? SOLVE_LIMIT : SOLVE_TROUBLE;
	listen_to(g);
	if (setjmp(g->back))
		return after_giving_up(g);
	g->guarded = true;
	g->until_s = seconds > 0 ? steps_now_s() + seconds : 0;
	g->bound = glp_get_obj_val(g->problem);
	g->stopped = false;
	g->nodes = 0;
	result = branch(g, gap);
	g->guarded = false;
	g->start = NULL;
	g->nodes += nodes_before;
	*objective = glp_mip_obj_val(g->problem);
	*bound = fmin(g->bound, *objective);
	switch (glp_mip_status(g->problem)) {
	case GLP_OPT:
		if (result == 0 && !g->stopped) /* nothing is left to look at; GLPK skips what is not better by 1e-7 */
			*bound = fmax(*bound, *objective - 1e-7 * fmax(1, fabs(*objective)));
		return g->stopped || result != 0 ? SOLVE_LIMIT : SOLVE_OPTIMAL;
	case GLP_FEAS: return result == GLP_EMIPGAP || (result == 0 && !g->stopped) ? SOLVE_OPTIMAL : SOLVE_LIMIT;
	case GLP_NOFEAS: return result == 0 && !g->stopped ? SOLVE_INFEASIBLE : SOLVE_LIMIT;
	default:
		*objective = HUGE_VAL;
		*bound = g->bound;
		return result == GLP_ETMLIM || result == GLP_ESTOP || g->stopped ? SOLVE_LIMIT : SOLVE_TROUBLE;
	}
}

static void values(const void *state, bool mip, double *x)
{
	const struct glpk *g = state;
	int j;

	for (j = 0; j < g->n_columns; j++) {
		if (g->broken)
			x[j] = (double)NAN;
		else
			x[j] = mip ? glp_mip_col_val(g->problem, j + 1) : glp_get_col_prim(g->problem, j + 1);
	}
}

static void prices(const void *state, double *row_price, double *column_price)
{
	const struct glpk *g = state;
	int i;

	for (i = 0; i < g->n_rows; i++)
		row_price[i] = g->broken ? (double)NAN : glp_get_row_dual(g->problem, i + 1);
	for (i = 0; i < g->n_columns; i++)
		column_price[i] = g->broken ? (double)NAN : glp_get_col_dual(g->problem, i + 1);
}

static long iterations(const void *state)
{
	return ((const struct glpk *)state)->iterations;
}

static long nodes(const void *state)
{
	return ((const struct glpk *)state)->nodes;
}

static void release(void *state)
{
	struct glpk *g = state;

	glp_error_hook(NULL, NULL);
	glp_term_hook(NULL, NULL);
	if (g->broken)
		glp_free_env();
	else
		glp_delete_prob(g->problem);
	memory_free(g);
}

const struct solve_backend solve_glpk = {
	.name = "glpk",
	.version = version,
	.load = load,
	.set_cost = set_cost,
	.set_bounds = set_bounds,
	.set_row = set_row,
	.set_integer = set_integer,
	.limit_nodes = limit_nodes,
	.set_start = set_start,
	.solve_lp = solve_lp,
	.solve_mip = solve_mip,
	.values = values,
	.prices = prices,
	.iterations = iterations,
	.nodes = nodes,
	.free = release,
};
