/* explain_probe.c - one question: is there a plan when some items are waived, or may give way at a price? */
#include "planner/base/memory.h"
#include "planner/cli/explain.h"

#include <math.h>
#include <string.h>

static const double nothing = 1e-6; /* of a price: prices are shares of what the scenario says */
static const double worthless = 1e-9;
/*
 * Of a question that needs branch and bound or whole racks: so much work (solve_options) times the size of the program, a
 * fraction of it after some of them had no answer. Counts, so that the answers are the same on every machine.
 */
static const double most_work = 1.2e9, work_of_whole_racks = 0.4e9, little_work = 0.2e9, impatience = 2;
enum { patience = 6, least_work = 2000, enough_work = 60000 };

/* What a change of 1 is measured by: the item's own number. */
static double scale_of(const struct scenario *sc, struct item item)
{
	double number = 1.0;
	int t;

	switch (item.kind) {
	case ITEM_STABILITY: number = sc->stability.most_racks; break;
	case ITEM_SIZE: number = sc->phases[item.of].design_racks; break;
	case ITEM_COOLING:
		for (t = 0; t < sc->n_periods; t++)
			number = fmax(number, sc->sites[item.of].cooling_mw[t]);
		break;
	case ITEM_POWER: number = sc->sites[item.of].installed_mw; break;
	case ITEM_ENERGY: number = sc->energy_sources[item.of].most_mwh_per_year; break;
	case ITEM_LINK: number = sc->links[item.of].installed_gbps; break;
	case ITEM_RULE: number = sc->rules[item.of].kind == RULE_COUNT ? 1.0 : 100.0; break;
	case ITEM_BUDGET: number = fmax(sc->budgets[item.of].amount_cny, 1e6); break;
	case ITEM_DEMAND:
		for (t = 0; t < sc->n_periods; t++)
			number = fmax(number, sc->demands[item.of].need_racks[t]);
		break;
	case ITEM_TARGET: /* the model measures it by its value */
	case ITEM_LEVEL:
	case ITEM_KINDS:
	case ITEM_TIERS:
	case ITEM_REGIONS:
	case ITEM_LATENCY:
	case ITEM_SITES:
	case ITEM_DISTANCE:
	case ITEM_BACKUP:
	case ITEM_OPENS:
	case ITEM_CLOSES:
	case ITEM_MIGRATION:
	case ITEM_ORDER:
	case ITEM_APPROVAL:
	case ITEM_FEED_DATES:
	case ITEM_MODULE_DATES:
	case ITEM_TRAFFIC:
	case ITEM_DATES:
	case ITEM_KINDS_N: break;
	}
	return fmax(number, 1.0);
}

/* The model's waivers of a question; of[i] is the item that waiver i is of. Returns how many. */
static int list_waivers(const struct inquiry *q, const struct probe *probe, struct model_waiver *waivers, int *of)
{
	int n = 0, i;

	for (i = 0; i < q->n; i++) {
		const struct item item = q->items[i];

		if (!item_has_rows(item.kind) || !(probe->waived[i] || (probe->priced && probe->priced[i])))
			continue;
		of[n] = i;
		waivers[n].kind = item_waiver(item.kind);
		waivers[n].item = item.of;
		waivers[n++].price = probe->waived[i] ? 0.0 : 1.0 / scale_of(probe->sc, item);
	}
	return n;
}

struct asked { /* one question on its way to the solver */
	struct changed changed;
	struct model_waiver *waivers;
	int *of;
	int n_waivers;
	struct model *model;
	struct solution solution;
};

static void prepare(const struct inquiry *q, const struct probe *probe, struct asked *asked)
{
	int i;

	memset(asked, 0, sizeof *asked);
	changed_open(&asked->changed, probe->sc);
	for (i = 0; i < q->n; i++) {
		if (probe->waived[i] && !item_has_rows(q->items[i].kind))
			changed_waive(&asked->changed, q->items[i]);
	}
	asked->waivers = memory_alloc(q->n, sizeof *asked->waivers);
	asked->of = memory_alloc(q->n, sizeof *asked->of);
	asked->n_waivers = list_waivers(q, probe, asked->waivers, asked->of);
}

static void finish(struct asked *asked)
{
	solution_dispose(&asked->solution);
	model_free(asked->model);
	memory_free(asked->of);
	memory_free(asked->waivers);
	changed_close(&asked->changed);
}

/* What an answer says of the items: how far they gave way, and whether the price rests on them. */
static void read_answer(const struct inquiry *q, struct probe *probe, const struct asked *asked)
{
	int i;

	for (i = 0; i < q->n; i++) {
		if (probe->used)
			probe->used[i] = 0.0;
		if (probe->rests)
			probe->rests[i] = !probe->waived[i] && !item_has_rows(q->items[i].kind);
	}
	for (i = 0; i < asked->n_waivers; i++) {
		const int item = asked->of[i];

		if (probe->used)
			probe->used[item] = model_waived(asked->model, i, asked->solution.x);
		if (probe->rests && !probe->waived[item])
			probe->rests[item] = model_waiver_worth(asked->model, i, asked->solution.column_price) >
			                     worthless * asked->waivers[i].price;
	}
}

static enum verdict judge(struct inquiry *q, struct probe *probe, const struct asked *asked)
{
	switch (asked->solution.status) {
	case SOLVE_OPTIMAL: break;
	case SOLVE_INFEASIBLE: return VERDICT_NONE;
	case SOLVE_LIMIT:
		q->n_open++;
		q->timed |= run_seconds_left(q->run) < 0;
		return asked->solution.has_x && !probe->priced ? VERDICT_PLAN : VERDICT_OPEN;
	case SOLVE_UNBOUNDED:
	case SOLVE_TROUBLE: return VERDICT_OPEN;
	}
	if (!asked->solution.has_x)
		return VERDICT_OPEN;
	if (!probe->priced)
		return VERDICT_PLAN;
	probe->total = asked->solution.objective[0];
	read_answer(q, probe, asked);
	return probe->total > nothing ? VERDICT_NONE : VERDICT_PLAN;
}

static long work_for(const struct inquiry *q, const struct probe *probe, const struct lp *lp)
{
	const double size = (double)lp_n_nonzeros(lp) + lp_n_rows(lp) + lp_n_columns(lp);
	const double in_all = probe->in_whole_racks ? work_of_whole_racks : probe->briefly ? little_work : most_work;
	const double work = in_all / fmax(1.0, size);

	if (probe->relaxed && !probe->in_whole_racks)
		return 0;
	return lround(fmin(enough_work, fmax(least_work, q->n_open < patience ? work : work / impatience)));
}

static int ask(struct inquiry *q, const struct probe *probe, struct asked *asked, struct solve_options *solving)
{
	const struct lp *lp = model_lp(asked->model);
	const char *asked_for = solving->solver ? solving->solver : "auto";
	double *start = warm_start(&q->warm, lp);
	struct error err = ERROR_INIT;
	int result;

	solving->any = true;
	solving->most_work = work_for(q, probe, lp);
	solving->start = start;
	solving->keep_basis = true;
	/* Whatever was asked for: GLPK's work is counted, so that answers are the same everywhere. Too hard numbers are another's. */
	solving->solver = "glpk";
	result = solve(lp, solving, &asked->solution, &err);
	if (result == 0 && asked->solution.status == SOLVE_TROUBLE && solving->most_work == 0) {
		solution_dispose(&asked->solution);
		solving->solver = asked_for;
		solving->start = NULL; /* another way may end in a better basis */
		result = solve(lp, solving, &asked->solution, &err);
	}
	memory_free(start);
	q->n_solves++;
	q->iterations += asked->solution.iterations;
	if (asked->solution.has_basis)
		warm_keep(&q->warm, lp, asked->solution.basis);
	return result;
}

enum verdict probe_run(struct inquiry *q, struct probe *probe)
{
	struct solve_options solving = run_solve_options(q->run, probe->in_whole_racks);
	struct model_options build = { .only_shortfalls = true, .relaxed = probe->relaxed };
	struct error err = ERROR_INIT;
	enum verdict verdict = VERDICT_NONE;
	struct asked asked;

	if (solving.time_limit_s < 0) {
		q->limited = q->timed = true;
		return VERDICT_OPEN;
	}
	probe->total = -1.0;
	prepare(q, probe, &asked);
	build.n_waivers = asked.n_waivers;
	build.waivers = asked.waivers;
	asked.model = model_build(&asked.changed.sc, &build, &err);
	/*
	 * A scenario that has become wrong, as a demand that nobody may host any more, has no plan either. Of numbers that no
	 * solver takes nothing is known.
	 */
	if (asked.model)
		verdict = ask(q, probe, &asked, &solving) == 0 ? judge(q, probe, &asked) : VERDICT_OPEN;
	finish(&asked);
	return verdict;
}
