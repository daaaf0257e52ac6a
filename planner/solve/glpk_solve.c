/*
 * glpk_solve.c - GLPK's simplex method with its remedies, and its branch and bound.
 *
 * GLPK calls abort() on misuse and on exhausted memory. The hook below jumps back instead; what was being solved is then
 * given up and its memory left to the end of the child, since GLPK's state is not to be trusted any more.
 */
#include "planner/solve/glpk.h"

#include <limits.h>
#include <math.h>
#include <string.h>

/* Rows that hold to 1e-9 rather than GLPK's 1e-7: whole racks are checked against them afterwards. */
static const double TIGHT = 1e-9;
static const double USUAL = 1e-7;

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

void glpk_listen(struct glpk *g)
{
	glp_term_hook(listen, g);
	glp_error_hook(give_up, g);
}

enum solve_status glpk_gave_up(struct glpk *g)
{
	g->guarded = false;
	g->broken = true;
	return g->out_of_memory ? SOLVE_LIMIT : SOLVE_TROUBLE;
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

enum solve_status glpk_solve_lp(void *state, double seconds, double *objective)
{
	struct glpk *g = state;
	const double until_s = seconds > 0 ? steps_now_s() + seconds : 0;
	enum solve_status status;

	if (g->broken)
		return g->out_of_memory ? SOLVE_LIMIT : SOLVE_TROUBLE;
	glpk_listen(g);
	if (setjmp(g->back))
		return glpk_gave_up(g);
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

static int branch(struct glpk *g, double gap, int cuts)
{
	glp_iocp p;

	glp_init_iocp(&p);
	p.msg_lev = GLP_MSG_OFF;
	p.br_tech = GLP_BR_PCH;
	p.bt_tech = GLP_BT_BLB;
	p.mir_cuts = cuts;
	p.gmi_cuts = cuts;
	p.clq_cuts = cuts;
	p.cov_cuts = cuts;
	p.fp_heur = GLP_ON;
	p.sr_heur = GLP_ON;
	p.mip_gap = gap;
	p.cb_func = watch;
	p.cb_info = g;
	p.tm_lim = milliseconds_until(g->until_s);
	return glp_intopt(g->problem, &p);
}

enum solve_status glpk_solve_mip(void *state, double seconds, double gap, double *objective, double *bound)
{
	struct glpk *g = state;
	const long nodes_before = g->nodes;
	int result;

	if (g->broken)
		return g->out_of_memory ? SOLVE_LIMIT : SOLVE_TROUBLE;
	glpk_listen(g);
	if (setjmp(g->back))
		return glpk_gave_up(g);
	g->guarded = true;
	g->until_s = seconds > 0 ? steps_now_s() + seconds : 0;
	g->bound = glp_get_obj_val(g->problem);
	g->stopped = false;
	g->nodes = 0;
	result = branch(g, gap, GLP_ON);
	/* Cuts are computed in floating point and may cut off what is there: only a search without them shows that nothing is. */
	if (result == 0 && !g->stopped && glp_mip_status(g->problem) == GLP_NOFEAS)
		result = branch(g, gap, GLP_OFF);
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
