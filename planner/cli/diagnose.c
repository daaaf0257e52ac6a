#include "planner/cli/diagnose.h"
#include "planner/base/memory.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

static const double noise = 1e-6;      /* of a shortfall, as a share of the required value: less is none */
static const double least_cure = 0.01; /* of a shortfall: what would cure less is no cause worth naming */

/* ---- one solve with soft targets ---- */

/*
 * shortfalls[n_targets]. SOLVE_OPTIMAL, or the status that there was. Racks need not come out whole here: what no plan in
 * parts of racks reaches, no plan in whole ones does, and the figures are free of what rounding happens to do.
 */
static enum solve_status least_shortfalls(const struct run *run, const struct scenario *sc, int waive_phase,
                                          double *shortfalls, struct error *err)
{
	const struct model_options build = {
		.soft_targets = true, .waive_phase = waive_phase, .only_shortfalls = true
	};
	struct solve_options solving = run_solve_options(run, false);
	struct solution solution = { 0 };
	enum solve_status status = SOLVE_TROUBLE;
	struct model *model;
	int g;

	if (solving.time_limit_s < 0)
		return SOLVE_LIMIT;
	solving.quiet = true;
	model = model_build(sc, &build, err);
	if (model && solve(model_lp(model), &solving, &solution, err) == 0) {
		status = solution.status;
		if (status == SOLVE_OPTIMAL && !solution.has_x)
			status = SOLVE_TROUBLE;
	}
	if (status == SOLVE_OPTIMAL) {
		for (g = 0; g < sc->n_targets; g++)
			shortfalls[g] = model_shortfall(model, g, solution.x);
	}
	solution_dispose(&solution);
	model_free(model);
	return status;
}

/* ---- what may be the cause ---- */

static bool phase_has_dates(const struct scenario *sc, int p)
{
	const struct phase *phase = &sc->phases[p];
	int start = scenario_first_period_from(sc, phase->earliest_start);

	if (!scenario_phase_exists(sc, p) || phase->state == PHASE_OPERATING)
		return false;
	if (phase->state == PHASE_UNDER_CONSTRUCTION)
		return scenario_first_period_from(sc, phase->ready) > 0;
	return start > 0 || phase->lead_months > 0;
}

static bool site_has_date(const struct scenario *sc, int s)
{
	return scenario_site_exists(sc, s) && scenario_first_period_from(sc, sc->sites[s].opens) > 0;
}

static bool demand_has_date(const struct scenario *sc, int d)
{
	const struct demand *demand = &sc->demands[d];

	return demand->migrates && scenario_option_on(sc, demand->option) &&
	       scenario_first_period_from(sc, demand->migration.opens) > 0;
}

/* A copy of an array of things of this size without the item; *n becomes their number. */
static void *copy_without(const void *things, int *n, int item, size_t size)
{
	unsigned char *copy = memory_alloc(*n, size);
	const unsigned char *from = things;
	const size_t before = (size_t)item * size;

	--*n;
	memcpy(copy, from, before);
	memcpy(copy + before, from + before + size, (size_t)*n * size - before);
	return copy;
}

/* The least shortfalls of the scenario without one item. The scenario is not changed: its copy differs. */
static enum solve_status probe(const struct run *run, enum cause_kind kind, int item, double *shortfalls,
                               struct error *err)
{
	struct scenario changed = *run->sc;
	struct site *sites = NULL;
	struct demand *demands = NULL;
	void *others = NULL;
	enum solve_status status;

	switch (kind) {
	case CAUSE_PHASE: break;
	case CAUSE_SITE:
		sites = memory_alloc(changed.n_sites, sizeof *sites);
		memcpy(sites, changed.sites, (size_t)changed.n_sites * sizeof *sites);
		memset(&sites[item].opens, 0, sizeof sites[item].opens);
		changed.sites = sites;
		break;
	case CAUSE_DEMAND:
		demands = memory_alloc(changed.n_demands, sizeof *demands);
		memcpy(demands, changed.demands, (size_t)changed.n_demands * sizeof *demands);
		memset(&demands[item].migration.opens, 0, sizeof demands[item].migration.opens);
		changed.demands = demands;
		break;
	case CAUSE_BUDGET:
		changed.budgets = others = copy_without(changed.budgets, &changed.n_budgets, item,
		                                        sizeof *changed.budgets);
		break;
	case CAUSE_RULE:
		changed.rules = others = copy_without(changed.rules, &changed.n_rules, item, sizeof *changed.rules);
		break;
	}
	status = least_shortfalls(run, &changed, kind == CAUSE_PHASE ? item : -1, shortfalls, err);
	memory_free(others);
	memory_free(demands);
	memory_free(sites);
	return status;
}

static bool falls(const struct scenario *sc, int target, double from, double to)
{
	return to < from - noise * fmax(1.0, fabs(sc->targets[target].value));
}

/* Racks and sites come whole, so a shortfall of 0.2 is one of 1; a bound on what no plan reaches stays one. */
static double in_whole(const struct scenario *sc, int target, double shortfall)
{
	const char *unit = metric_kinds[sc->targets[target].metric].unit;

	if (strcmp(unit, "racks") != 0 && strcmp(unit, "sites") != 0)
		return shortfall;
	return ceil(shortfall - noise * fmax(1.0, fabs(sc->targets[target].value)));
}

static void add_cause(struct miss *miss, enum cause_kind kind, int item, double shortfall)
{
	struct cause cause = { kind, item, shortfall };
	int at = miss->n_causes;

	miss->causes = memory_resize(miss->causes, (size_t)miss->n_causes + 1, sizeof cause);
	miss->n_causes++;
	for (; at > 0 && miss->causes[at - 1].shortfall > shortfall + noise; at--)
		miss->causes[at] = miss->causes[at - 1];
	miss->causes[at] = cause;
}

static void try_item(const struct run *run, enum cause_kind kind, int item, double *shortfalls,
                     struct diagnosis *diagnosis)
{
	struct error err = ERROR_INIT;
	int i;

	if (probe(run, kind, item, shortfalls, &err) != SOLVE_OPTIMAL) {
		diagnosis->incomplete = true;
		return;
	}
	for (i = 0; i < diagnosis->n; i++) {
		struct miss *miss = &diagnosis->misses[i];

		if (shortfalls[miss->target] < (1 - least_cure) * miss->shortfall)
			add_cause(miss, kind, item, in_whole(run->sc, miss->target, shortfalls[miss->target]));
	}
}

static void try_items(const struct run *run, double *shortfalls, struct diagnosis *diagnosis)
{
	const struct scenario *sc = run->sc;
	int i;

	for (i = 0; i < sc->n_phases; i++) {
		if (phase_has_dates(sc, i))
			try_item(run, CAUSE_PHASE, i, shortfalls, diagnosis);
	}
	for (i = 0; i < sc->n_sites; i++) {
		if (site_has_date(sc, i))
			try_item(run, CAUSE_SITE, i, shortfalls, diagnosis);
	}
	for (i = 0; i < sc->n_demands; i++) {
		if (demand_has_date(sc, i))
			try_item(run, CAUSE_DEMAND, i, shortfalls, diagnosis);
	}
	for (i = 0; i < sc->n_budgets; i++) {
		if (scenario_option_on(sc, sc->budgets[i].option))
			try_item(run, CAUSE_BUDGET, i, shortfalls, diagnosis);
	}
	for (i = 0; i < sc->n_rules; i++) {
		if (sc->rules[i].kind != RULE_DISCOURAGE && scenario_option_on(sc, sc->rules[i].option))
			try_item(run, CAUSE_RULE, i, shortfalls, diagnosis);
	}
}

static void keep_misses(const struct scenario *sc, const double *shortfalls, struct diagnosis *diagnosis)
{
	int g;

	for (g = 0; g < sc->n_targets; g++) {
		struct miss miss = { g, 0, 0, NULL };

		/* What is only priced or striven for is free to fall short here. */
		if (sc->targets[g].modality != MODALITY_MUST || !falls(sc, g, shortfalls[g], 0))
			continue;
		miss.shortfall = in_whole(sc, g, shortfalls[g]);
		diagnosis->misses = memory_resize(diagnosis->misses, (size_t)diagnosis->n + 1, sizeof miss);
		diagnosis->misses[diagnosis->n++] = miss;
	}
}

int diagnose(const struct run *run, struct diagnosis *diagnosis, struct error *err)
{
	double *shortfalls = memory_alloc(run->sc->n_targets, sizeof *shortfalls);
	int result = 0;

	memset(diagnosis, 0, sizeof *diagnosis);
	switch (least_shortfalls(run, run->sc, -1, shortfalls, err)) {
	case SOLVE_OPTIMAL:
		keep_misses(run->sc, shortfalls, diagnosis);
		try_items(run, shortfalls, diagnosis);
		break;
	case SOLVE_INFEASIBLE: diagnosis->no_target_to_blame = true; break;
	case SOLVE_UNBOUNDED:
	case SOLVE_LIMIT:
	case SOLVE_TROUBLE:
		result = error_set(err, FAULT_UNDECIDED, NULL, "%s",
		                   run_say(run, "infeasible, but why could not be found out in the limits given",
		                           "不可行；在给定的限制内未能查明原因"));
		break;
	}
	memory_free(shortfalls);
	return result;
}

const struct miss *diagnosis_miss(const struct diagnosis *diagnosis, int target)
{
	int i;

	for (i = 0; diagnosis && i < diagnosis->n; i++) {
		if (diagnosis->misses[i].target == target)
			return &diagnosis->misses[i];
	}
	return NULL;
}

void diagnosis_dispose(struct diagnosis *diagnosis)
{
	int i;

	for (i = 0; i < diagnosis->n; i++)
		memory_free(diagnosis->misses[i].causes);
	memory_free(diagnosis->misses);
	memset(diagnosis, 0, sizeof *diagnosis);
}
