#include "planner/cli/prove.h"

#include "planner/base/io.h"
#include "planner/base/memory.h"
#include "planner/solve/elastic.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* As solve/ does: by how much an earlier tier may be worse and still count as equal. */
static const double ALLOWANCE = 1e-7;

/* A bound is said to be of use up to this gap. */
static const double USEFUL_GAP = 1.0;

static void set_number(struct total *t, double value)
{
	struct str text = STR_INIT;

	str_add_number(&text, value);
	total_read(text.text, t);
	str_dispose(&text);
}

static struct certificate *begin(const struct run *run, enum proof_kind kind, int n_tiers, const struct str *model)
{
	struct certificate *c = certificate_new(kind, n_tiers);

	c->scenario = arena_string(c->arena, run->sc->id);
	c->variant = arena_string(c->arena, run->sc->variant ? run->sc->variant : "");
	snprintf(c->scenario_sha256, sizeof c->scenario_sha256, "%s", run->sc->sha256);
	io_sha256(model->text, model->length, c->model_sha256);
	return c;
}

/* The program's rows in the order of model.mps: the cost, the goals, then the lp's rows. */
static double *in_order_of_file(const struct run *run, const double *rows, const double *goals)
{
	const struct lp *lp = model_lp(run->model);
	const int n_goals = lp_n_tiers(lp) - 1, n_rows = lp_n_rows(lp);
	double *price = memory_alloc(1 + n_goals + n_rows, sizeof *price);

	if (goals)
		memcpy(price + 1, goals, (size_t)n_goals * sizeof *price);
	memcpy(price + 1 + n_goals, rows, (size_t)n_rows * sizeof *price);
	return price;
}

static struct certificate *of_plan(const struct run *run, const struct mps *mps, const struct str *model)
{
	const struct solution *solution = &run->solution;
	const int n = solution->n_tiers, n_rows = solution->n_rows;
	struct certificate *c = begin(run, PROOF_OPTIMALITY, n, model);
	int k;

	for (k = 0; k < n; k++) {
		const double *prices = solution->tier_price + (size_t)k * (size_t)(n_rows + n - 1);
		const bool last = k == n - 1;
		const double value = last ? run->plan->objective_cny : solution->objective[k];
		double *price = in_order_of_file(run, prices, prices + n_rows);

		c->tiers[k].row = arena_string(c->arena, mps->rows[last ? mps->cost : mps->goals[k]].name);
		set_number(&c->tiers[k].value, value);
		if (!last)
			set_number(&c->tiers[k].limit, value + ALLOWANCE * fmax(1, fabs(value)));
		c->tiers[k].node = proof_leaf(c, mps, price);
		memory_free(price);
	}
	return c;
}

/* ---- that there is nothing ---- */

/*
 * So many programs are solved at most to show that there is no plan in whole numbers: a count that follows from their size, so
 * that the same is proved on every machine.
 */
enum { FEWEST_NODES = 100 };
static const double MOST_WORK = 1e6; /* programs x (coefficients, rows and columns of each) */

static int most_nodes(const struct lp *lp)
{
	const double size = (double)lp_n_nonzeros(lp) + lp_n_rows(lp) + lp_n_columns(lp);

	return (int)fmax(FEWEST_NODES, MOST_WORK / size);
}

struct growth { /* of a proof by splits */
	const struct run *run;
	const struct mps *mps;
	struct certificate *certificate;
	struct elastic elastic;
	double *lower, *upper; /* [n_columns] as the splits above have them */
	int nodes_left;
};

/* The integer column that is furthest from whole; -1: all are. */
static int furthest_from_whole(const struct lp *lp, const double *x)
{
	double distance, most = 1e-6;
	int j, found = -1;

	for (j = 0; j < lp_n_columns(lp); j++) {
		distance = lp_column_kind(lp, j) == LP_INTEGER ? fabs(x[j] - nearbyint(x[j])) : 0;
		if (distance > most) {
			most = distance;
			found = j;
		}
	}
	return found;
}

/* NULL: no proof was found, or err is set. */
static struct proof_node *grow(struct growth *g, struct error *err)
{
	const struct solve_options options = run_solve_options(g->run, false);
	struct arena *arena = g->certificate->arena;
	struct proof_node *node;
	double *price, before, at;
	int j;

	if (options.time_limit_s < 0 || g->nodes_left-- <= 0 || elastic_solve(&g->elastic, &options, err))
		return NULL;
	if (g->elastic.missed > 0) {
		price = in_order_of_file(g->run, g->elastic.price, NULL);
		node = proof_leaf(g->certificate, g->mps, price);
		memory_free(price);
		return node;
	}
	j = furthest_from_whole(g->elastic.lp, g->elastic.x);
	if (j < 0)
		return NULL;
	at = floor(g->elastic.x[j]);
	node = arena_alloc(arena, 1, sizeof *node);
	node->column = arena_string(arena, g->mps->columns[j].name);
	node->at_most = (struct decimal){ llround(at), 0 };
	before = g->upper[j];
	g->upper[j] = at;
	node->low = grow(g, err);
	g->upper[j] = before;
	before = g->lower[j];
	g->lower[j] = at + 1;
	node->high = node->low ? grow(g, err) : NULL;
	g->lower[j] = before;
	return node->high ? node : NULL;
}

/* NULL without err: nothing was found that proves it. The multipliers of the least shortfall, or splits. */
static struct certificate *of_shortfall(const struct run *run, const struct mps *mps, const struct str *model,
                                        struct error *err)
{
	const struct lp *lp = model_lp(run->model);
	const int n = lp_n_columns(lp);
	struct growth g = { .run = run, .mps = mps, .nodes_left = most_nodes(lp) };
	struct certificate *c = begin(run, PROOF_INFEASIBILITY, 1, model);
	int j;

	g.certificate = c;
	g.lower = memory_alloc(n, sizeof *g.lower);
	g.upper = memory_alloc(n, sizeof *g.upper);
	for (j = 0; j < n; j++) {
		g.lower[j] = lp_lower(lp, j);
		g.upper[j] = lp_upper(lp, j);
	}
	g.elastic = (struct elastic){ .lp = lp, .lower = g.lower, .upper = g.upper };
	g.elastic.price = memory_alloc(lp_n_rows(lp), sizeof *g.elastic.price);
	g.elastic.x = memory_alloc(n, sizeof *g.elastic.x);
	c->tiers[0].node = grow(&g, err);
	if (!c->tiers[0].node) {
		certificate_free(c);
		c = NULL;
	}
	memory_free(g.elastic.x);
	memory_free(g.elastic.price);
	memory_free(g.upper);
	memory_free(g.lower);
	return c;
}

/* What the solver stopped at, where the least shortfall is too small to show anything. */
static struct certificate *of_multipliers(const struct run *run, const struct mps *mps, const struct str *model)
{
	struct certificate *c = begin(run, PROOF_INFEASIBILITY, 1, model);
	double *price = in_order_of_file(run, run->solution.row_price, NULL);

	c->tiers[0].node = proof_leaf(c, mps, price);
	memory_free(price);
	return c;
}

static struct certificate *complete(struct certificate *c, const struct mps *mps)
{
	if (!c || certificate_complete(c, mps))
		return c;
	certificate_free(c);
	return NULL;
}

static struct certificate *of_emptiness(const struct run *run, const struct mps *mps, const struct str *model,
                                        struct error *err)
{
	struct certificate *c = complete(of_shortfall(run, mps, model, err), mps);

	if (!c && err->kind == FAULT_NONE && run->solution.proved)
		c = complete(of_multipliers(run, mps, model), mps);
	return c;
}

static void keep_figures(struct proof *proof)
{
	const struct certificate *c = proof->certificate;
	struct str text = STR_INIT;
	struct total percent;

	total_print(&c->tiers[c->n_tiers - 1].bound, &text);
	snprintf(proof->bound, sizeof proof->bound, "%s", text.text);
	str_clear(&text);
	total_print(&c->gap, &text);
	snprintf(proof->gap, sizeof proof->gap, "%s", text.text);
	str_clear(&text);
	total_init(&percent);
	total_add_times(&percent, &c->gap, (struct decimal){ 1, 2 });
	total_round_up(&percent, 3);
	total_print(&percent, &text);
	snprintf(proof->percent, sizeof proof->percent, "%s", text.text);
	total_clear(&percent);
	str_dispose(&text);
}

/* The certificate is checked by the code that will check it, before anybody sees it. */
static int finish(const struct run *run, bool infeasible, struct proof *proof, struct error *err)
{
	struct proof_claim claim = { run->sc->sha256, NULL };
	struct str objective = STR_INIT, why = STR_INIT;
	int result;

	if (!infeasible) {
		str_add_number(&objective, run->plan->objective_cny);
		claim.objective = objective.text;
		keep_figures(proof);
	}
	certificate_write(proof->certificate, &proof->text);
	result = certificate_check(proof->certificate, &claim, proof->model.text, proof->model.length, "model.mps",
	                           &why, err);
	if (result && err->kind == FAULT_NONE) { /* of very uneven numbers: the plan itself was verified before */
		note(run->options, run_say(run, "the proof is refused: %s", "证明不成立：%s"), why.text);
		certificate_free(proof->certificate);
		proof->certificate = NULL;
		result = 0;
	}
	str_dispose(&why);
	str_dispose(&objective);
	return result;
}

/* Processor time of this process and of its children that have ended. */
static double used_s(void)
{
	struct rusage own, children;

	getrusage(RUSAGE_SELF, &own);
	getrusage(RUSAGE_CHILDREN, &children);
	return (double)(own.ru_utime.tv_sec + children.ru_utime.tv_sec) +
	       1e-6 * (double)(own.ru_utime.tv_usec + children.ru_utime.tv_usec);
}

/* Without a proof nobody may rely on there being no plan: nothing is called infeasible then. */
static void leave_open(const struct run *run, struct error *err)
{
	if (run_seconds_left(run) < 0)
		run_limit_came_first(run, err);
	else
		error_set(err, FAULT_UNDECIDED, NULL, "%s",
		          run_say(run,
		                  "undecided: the solver found no plan, but that there is none could not be proved",
		                  "未决：求解器未找到方案，但未能证明不存在可行方案"));
}

static int prove_it(const struct run *run, bool infeasible, struct proof *proof, struct error *err)
{
	const struct lp *lp = model_lp(run->model);
	struct mps *mps;
	int result = 0;

	lp_write_mps(lp, lp_n_tiers(lp), &proof->model);
	mps = mps_read(proof->model.text, proof->model.length, "model.mps", err);
	if (!mps)
		return error_set(err, FAULT_INTERNAL, NULL, "the model that was written cannot be read");
	proof->certificate = infeasible ? of_emptiness(run, mps, &proof->model, err)
	                                : complete(of_plan(run, mps, &proof->model), mps);
	mps_free(mps);
	if (proof->certificate)
		result = finish(run, infeasible, proof, err);
	if (infeasible && !proof->certificate && err->kind == FAULT_NONE)
		leave_open(run, err);
	return err->kind == FAULT_NONE ? result : -1;
}

int prove(const struct run *run, bool infeasible, struct proof *proof, struct error *err)
{
	const double before_s = used_s();
	const int result = prove_it(run, infeasible, proof, err);
	const double proving_s = used_s() - before_s + run->solution.prove_s;

	if (run->options->verbose)
		note(run->options, "solving took %.3f s, proving %.3f s of processor time",
		     run->solution.used_s - run->solution.prove_s, proving_s);
	return result;
}

void proof_dispose(struct proof *proof)
{
	certificate_free(proof->certificate);
	str_dispose(&proof->text);
	str_dispose(&proof->model);
	memset(proof, 0, sizeof *proof);
}

static void say_plan(const struct proof *proof, const struct run *run, struct str *out)
{
	const double gap = strtod(proof->gap, NULL);

	if (gap > USEFUL_GAP)
		str_add(out, run_say(run, "Not proved: no useful bound was found.", "未证明：未得到有用的下界。"));
	else if (gap > 0)
		str_addf(out,
		         run_say(run, "Proved: within %s %% of the cheapest that can be (certificate.json).",
		                 "已证明：与可能的最低费用相差不超过 %s %%（certificate.json）。"),
		         proof->percent);
	else
		str_add(out, run_say(run, "Proved: nothing can be cheaper (certificate.json).",
		                     "已证明：不可能有更低的费用（certificate.json）。"));
}

void proof_say(const struct proof *proof, const struct run *run, bool infeasible, struct str *out)
{
	if (!infeasible && proof->certificate)
		say_plan(proof, run, out);
	else if (!infeasible)
		str_add(out, run_say(run, "Not proved: a limit came before a bound was found.",
		                     "未证明：未得到下界即已到达限制。"));
	else
		str_add(out, run_say(run, "Infeasible (proved in exact arithmetic).", "不可行（已用精确算术证明）。"));
	str_add_char(out, '\n');
}

void proof_json(const struct proof *proof, bool infeasible, struct str *out)
{
	str_addf(out, "\"proved\": %s", proof->certificate ? "true" : "false");
	if (!infeasible && proof->certificate)
		str_addf(out, ", \"proved_bound\": %s, \"proved_gap\": %s", proof->bound, proof->gap);
}
