/*
 * glpk_solve.c - GLPK's simplex method with its remedies, and its branch and bound.
 *
 * GLPK calls abort() on misuse and on exhausted memory. The hook below jumps back instead; what was being solved is then
 * given up and its memory left to the end of the child, since GLPK's state is not to be trusted any more.
 */
#include "planner/solve/glpk.h"

#include "planner/base/memory.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Rows that hold to 1e-9 rather than GLPK's 1e-7: whole racks are checked against them afterwards. */
static const double TIGHT = 1e-9;
static const double USUAL = 1e-7;

/* README.md, "Remedies", has what exact arithmetic takes. */
enum { MOST_EXACT_NONZEROS = 100000, MOST_EXACT_WORK = 30000000 };

/* "  1500: obj = ..." or "* 1500: ...": the simplex method's line, now and then. */
static void count_iterations(struct glpk *g, const char *text)
{
	char *end;
	long count = strtol(text + (text[0] != '\0'), &end, 10);

	if (end == text || *end != ':' || count < 0)
		return;
	count += g->iterations - g->counted;
	__atomic_store(&g->progress->iterations, &count, __ATOMIC_RELAXED);
}

/* Swallows GLPK's talk, but notices why it is about to give up, and how far it is. */
static int listen(void *info, const char *text)
{
	struct glpk *g = info;

	if (g->progress)
		count_iterations(g, text);
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
	p->msg_lev = GLP_MSG_ON;
	p->out_frq = 200; /* milliseconds */
	p->meth = method;
	p->r_test = GLP_RT_FLIP;
	p->tol_bnd = tolerance;
	p->tol_dj = tolerance;
}

/* Measured: a start takes as long as some 20 iterations, a node without cuts as some 60. */
enum { WORK_OF_START = 20, WORK_OF_NODE = 60 };

static long work_left(const struct glpk *g)
{
	if (g->most_work <= 0)
		return LONG_MAX;
	return g->work < g->most_work ? g->most_work - g->work : 0;
}

static int milliseconds_until(double until_s)
{
	if (until_s <= 0)
		return INT_MAX;
	return (int)lround(fmin(1e9, fmax(1, 1000 * (until_s - clock_now_s()))));
}

/* Every column has finite bounds: GLPK calls a program unbounded when its numbers are too uneven, which decides nothing. */
static enum solve_status verdict(const struct glpk *g, int result)
{
	if (result == GLP_ETMLIM)
		return SOLVE_LIMIT;
	if (result == GLP_ENOPFS)
		return SOLVE_INFEASIBLE;
	if (result != 0)
		return SOLVE_TROUBLE;
	switch (glp_get_status(g->problem)) {
	case GLP_OPT: return SOLVE_OPTIMAL;
	case GLP_NOFEAS: return SOLVE_INFEASIBLE;
	default: return SOLVE_TROUBLE;
	}
}

/* One run of the simplex method. The time limit is GLPK's own, so that a run without one does the same everywhere. */
static enum solve_status simplex(struct glpk *g, glp_smcp *p, double until_s)
{
	const int before = glp_get_it_cnt(g->problem);
	const long left = work_left(g);
	int result;

	if (left == 0)
		return SOLVE_LIMIT;
	p->tm_lim = milliseconds_until(until_s);
	g->counted = before;
	p->it_lim = left < INT_MAX ? (int)left : INT_MAX;
	result = glp_simplex(g->problem, p);
	g->iterations += glp_get_it_cnt(g->problem) - before;
	g->work += WORK_OF_START + glp_get_it_cnt(g->problem) - before;
	if (result == GLP_EITLIM)
		return SOLVE_LIMIT;
	return verdict(g, result);
}

/*
 * Exact arithmetic, from the last basis; from the one of all rows where that one is singular. Its own limits are counts, so that a
 * run without a time limit does the same everywhere. GLPK rounds every number to a fraction within 1e-10 of it first,
 * so its word is not more than another remedy's: what it finds is checked like the rest.
 */
static enum solve_status exactly(struct glpk *g, double until_s)
{
	const int before = glp_get_it_cnt(g->problem), size = glp_get_num_nz(g->problem);
	glp_smcp p;
	int result;

	if (size > MOST_EXACT_NONZEROS || g->n_rows == 0)
		return SOLVE_TROUBLE;
	glp_init_smcp(&p);
	p.msg_lev = GLP_MSG_OFF;
	p.it_lim = MOST_EXACT_WORK / (size > 0 ? size : 1);
	p.tm_lim = milliseconds_until(until_s);
	result = glp_exact(g->problem, &p);
	if (result == GLP_ESING || result == GLP_EBADB) {
		glp_std_basis(g->problem);
		result = glp_exact(g->problem, &p);
	}
	g->iterations += glp_get_it_cnt(g->problem) - before;
	return verdict(g, result);
}

static enum solve_status try_remedy(struct glpk *g, enum solve_remedy remedy, double until_s)
{
	enum solve_status status;
	glp_smcp p;

	parameters(&p, remedy == REMEDY_BASIS ? GLP_PRIMAL : GLP_DUALP, remedy == REMEDY_NONE ? TIGHT : USUAL);
	switch (remedy) {
	case REMEDY_NONE: break;
	case REMEDY_BASIS: glp_adv_basis(g->problem, 0); break;
	case REMEDY_SCALING:
		glp_unscale_prob(g->problem);
		glp_scale_prob(g->problem, GLP_SF_AUTO);
		glp_std_basis(g->problem);
		break;
	case REMEDY_PRESOLVE: p.presolve = GLP_ON; break;
	case REMEDY_EXACT:
	case SOLVE_REMEDIES: return exactly(g, until_s);
	}
	status = simplex(g, &p, until_s);
	/* The presolver's word alone never makes a program infeasible: the solver itself could not decide. */
	if (remedy == REMEDY_PRESOLVE && status == SOLVE_INFEASIBLE)
		return SOLVE_TROUBLE;
	return status;
}

/* From the gentlest to the strongest remedy, as the enumeration has them; the first that decides. */
static enum solve_status attempts(struct glpk *g, double until_s)
{
	enum solve_status status;
	int remedy;

	for (remedy = 0; remedy < SOLVE_REMEDIES; remedy++) {
		status = try_remedy(g, (enum solve_remedy)remedy, until_s);
		if (status == SOLVE_LIMIT)
			return status;
		if (status != SOLVE_TROUBLE)
			break;
	}
	g->decided[remedy]++;
	return status;
}

/*
 * The dual simplex method that finds nothing stops at a row of its tableau that cannot be kept within the bounds of the other
 * columns. That row is a combination of the program's rows: its factors are the multipliers.
 */
static bool ray(struct glpk *g, double *row_multiplier, double *factors)
{
	const int k = glp_get_unbnd_ray(g->problem);
	int at, i;

	if (k == 0 || (!glp_bf_exists(g->problem) && glp_factorize(g->problem) != 0))
		return false;
	at = k <= g->n_rows ? glp_get_row_bind(g->problem, k) : glp_get_col_bind(g->problem, k - g->n_rows);
	if (at == 0)
		return false;
	factors[at] = 1;
	glp_btran(g->problem, factors);
	for (i = 0; i < g->n_rows; i++)
		row_multiplier[i] = factors[i + 1];
	return true;
}

bool glpk_ray(void *state, double *row_multiplier)
{
	struct glpk *g = state;
	double *factors;
	bool found;

	if (g->broken)
		return false;
	glpk_listen(g);
	factors = memory_alloc(g->n_rows + 1, sizeof *factors);
	if (setjmp(g->back)) {
		glpk_gave_up(g);
		return false;
	}
	g->guarded = true;
	found = ray(g, row_multiplier, factors);
	g->guarded = false;
	memory_free(factors);
	return found;
}

/* The remedies after the first one; none of them is believed when it finds nothing. */
static enum solve_status insist(struct glpk *g, double until_s)
{
	enum solve_status status;
	int remedy;

	for (remedy = REMEDY_NONE + 1; remedy < SOLVE_REMEDIES; remedy++) {
		status = try_remedy(g, (enum solve_remedy)remedy, until_s);
		if (status == SOLVE_LIMIT)
			return status;
		if (status == SOLVE_OPTIMAL)
			break;
	}
	g->decided[remedy]++;
	return remedy < SOLVE_REMEDIES ? SOLVE_OPTIMAL : SOLVE_TROUBLE;
}

enum solve_status glpk_insist(void *state, double seconds, double *objective)
{
	struct glpk *g = state;
	enum solve_status status;

	if (g->broken)
		return SOLVE_TROUBLE;
	glpk_listen(g);
	if (setjmp(g->back))
		return glpk_gave_up(g);
	g->guarded = true;
	status = insist(g, seconds > 0 ? clock_now_s() + seconds : 0);
	g->guarded = false;
	*objective = glp_get_obj_val(g->problem);
	return status;
}

enum solve_status glpk_solve_lp(void *state, double seconds, double *objective)
{
	struct glpk *g = state;
	const double until_s = seconds > 0 ? clock_now_s() + seconds : 0;
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

static void tell(struct glpk *g, glp_tree *tree)
{
	double bound = g->bound + g->constant, best = glp_mip_obj_val(glp_ios_get_prob(tree)) + g->constant;
	int stage;

	if (!g->progress)
		return;
	__atomic_store(&g->progress->nodes, &g->nodes, __ATOMIC_RELAXED);
	__atomic_load(&g->progress->stage, &stage, __ATOMIC_RELAXED);
	if (stage != STAGE_BRANCHING || !isfinite(g->constant))
		return;
	if (fabs(bound) < 1e100) /* GLPK has the lowest number for "none yet" */
		__atomic_store(&g->progress->bound, &bound, __ATOMIC_RELAXED);
	if (glp_mip_status(glp_ios_get_prob(tree)) == GLP_FEAS)
		__atomic_store(&g->progress->best, &best, __ATOMIC_RELAXED);
}

static long work_of_branching(const struct glpk *g, int iterations, int nodes)
{
	return iterations - g->before + (long)WORK_OF_NODE * nodes;
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
	tell(g, tree);
	if ((g->until_s > 0 && clock_now_s() >= g->until_s) || (g->most_nodes > 0 && total > g->most_nodes) ||
	    work_of_branching(g, glp_get_it_cnt(glp_ios_get_prob(tree)), total) >= work_left(g)) {
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
	g->until_s = seconds > 0 ? clock_now_s() + seconds : 0;
	g->bound = glp_get_obj_val(g->problem);
	g->stopped = false;
	g->nodes = 0;
	g->before = glp_get_it_cnt(g->problem);
	result = branch(g, gap, g->most_work > 0 ? GLP_OFF : GLP_ON);
	/* Cuts are computed in floating point and may cut off what is there: only a search without them shows that nothing is. */
	if (result == 0 && !g->stopped && glp_mip_status(g->problem) == GLP_NOFEAS && g->most_work <= 0)
		result = branch(g, gap, GLP_OFF);
	g->guarded = false;
	g->start = NULL;
	g->iterations += glp_get_it_cnt(g->problem) - g->before;
	g->work += work_of_branching(g, glp_get_it_cnt(g->problem), (int)g->nodes);
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
