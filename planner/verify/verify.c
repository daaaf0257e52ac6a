#include "planner/verify/check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool within(int index, int n)
{
	return index >= 0 && index < n;
}

static bool extents_hold(const struct scenario *sc, const struct plan *plan)
{
	return plan->n_periods == sc->n_periods && plan->n_sites == sc->n_sites && plan->n_phases == sc->n_phases &&
	       plan->n_feeds == sc->n_feeds && plan->n_demands == sc->n_demands && plan->n_targets == sc->n_targets &&
	       plan->n_energy_sources == sc->n_energy_sources && plan->n_modules == sc->n_modules;
}

static bool decisions_hold(const struct scenario *sc, const struct plan *plan)
{
	int i;

	for (i = 0; i < plan->n_hosting; i++) {
		if (!within(plan->hosting[i].demand, sc->n_demands) || !within(plan->hosting[i].site, sc->n_sites))
			return false;
	}
	for (i = 0; i < plan->n_standbys; i++) {
		const struct standby *pair = &plan->standbys[i];

		if (!within(pair->demand, sc->n_demands) || !within(pair->site, sc->n_sites) ||
		    !within(pair->standby, sc->n_sites))
			return false;
	}
	for (i = 0; i < plan->n_flows; i++) {
		if (!within(plan->flows[i].node, sc->n_nodes) || !within(plan->flows[i].link, sc->n_links))
			return false;
	}
	return true;
}

/* Are the plan's extents and indices the scenario's? Nothing else can be looked at when they are not. */
static bool indices_hold(const struct scenario *sc, const struct plan *plan)
{
	int i;

	if (!extents_hold(sc, plan) || !decisions_hold(sc, plan))
		return false;
	for (i = 0; i < plan->n_costs; i++) {
		const struct cost_item *item = &plan->costs[i];

		if (!within((int)item->kind, COST_KINDS) || item->site < -1 || item->site >= sc->n_sites ||
		    !within(item->period, sc->n_periods + 1))
			return false;
	}
	for (i = 0; i < plan->n_results; i++) {
		const struct target_result *result = &plan->results[i];

		if (!within(result->target, sc->n_targets) || result->period < -1 || result->period >= sc->n_periods)
			return false;
	}
	return true;
}

static void check_counts(struct check *c, const char *what, const int *counts, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		check_compared(c);
		if (counts[i] < 0)
			check_fail(c, "whole numbers", what, counts[i], "units", "%d is less than nothing", counts[i]);
	}
}

static void check_finite(struct check *c, const char *what, double value)
{
	check_compared(c);
	if (!isfinite(value))
		check_fail(c, "numbers", what, value, "", "not a finite number");
}

static void check_claimed_numbers(struct check *c)
{
	const struct plan *plan = c->plan;
	int i;

	check_finite(c, "objective", plan->objective_cny);
	check_finite(c, "LP bound", plan->lp_bound_cny);
	check_finite(c, "branch and bound", plan->mip_bound_cny);
	check_finite(c, "cost before rounding", plan->fixed_cny);
	for (i = 0; i < plan->n_costs; i++)
		check_finite(c, "costs", plan->costs[i].nominal_cny + plan->costs[i].present_cny);
	for (i = 0; i < plan->n_results; i++) {
		const struct target_result *r = &plan->results[i];

		check_finite(c, c->sc->targets[r->target].id,
		             r->required + r->achieved + r->numerator + r->denominator + r->slack + r->shortfall +
		                     r->price_cny);
	}
	for (i = 0; i < plan->n_bindings; i++)
		check_finite(c, plan->bindings[i].row, plan->bindings[i].price_cny);
}

void check_claims(struct check *c)
{
	const struct plan *plan = c->plan;
	int n = c->sc->n_periods, i;

	check_compared(c);
	if (strcmp(plan->scenario_sha256, c->sc->sha256) != 0)
		check_fail(c, "scenario", plan->scenario_id, 1.0, "scenarios",
		           "the plan was made for a scenario with sha256 %s, this one has %s", plan->scenario_sha256,
		           c->sc->sha256);
	check_counts(c, "started racks", plan->started_racks, plan->n_phases * n);
	check_counts(c, "commissioned racks", plan->commissioned_racks, plan->n_phases * n);
	check_counts(c, "feed steps", plan->feed_steps, plan->n_feeds * n);
	check_counts(c, "unserved racks", plan->unserved_racks, plan->n_demands * n);
	check_counts(c, "modules of links", plan->link_modules, plan->n_modules * n);
	for (i = 0; i < plan->n_standbys; i++)
		check_counts(c, "standby racks", plan->standbys[i].racks, n);
	for (i = 0; i < plan->n_hosting; i++) {
		const struct hosting *hosting = &plan->hosting[i];

		check_counts(c, "hosted racks", hosting->racks, n);
		check_compared(c);
		if (c->hosting[hosting->demand * c->sc->n_sites + hosting->site] != i)
			check_fail(c, "hosting", place_pair(c, hosting->demand, hosting->site, -1), 1.0, "lists",
			           "the racks are listed twice");
	}
	check_claimed_numbers(c);
}

int verify_plan(const struct scenario *sc, const struct plan *plan, struct violations *violations)
{
	struct check c;

	if (!indices_hold(sc, plan)) {
		c = (struct check){ .sc = sc, .plan = plan, .out = violations };
		if (!violations->arena)
			violations->arena = arena_new();
		check_compared(&c);
		check_fail(&c, "indices", plan->scenario_id, 1.0, "plans",
		           "the plan speaks of things the scenario has not");
		return violations->n;
	}
	check_begin(&c, sc, plan, violations);
	check_claims(&c);
	check_phases(&c);
	check_sites(&c);
	check_feeds(&c);
	check_demands(&c);
	check_migration(&c);
	check_backups(&c);
	check_energy(&c);
	check_link_modules(&c);
	check_flows(&c);
	check_stability(&c);
	parts_of_decisions(&c);
	check_rules(&c);
	check_budgets(&c);
	check_targets(&c);
	parts_of_targets(&c);
	check_costs(&c);
	check_end(&c);
	return violations->n;
}

void verify_goals(const struct scenario *sc, const struct plan *plan, double *shortfalls)
{
	struct violations none = { 0 };
	struct check c;
	int g, t;

	check_begin(&c, sc, plan, &none);
	parts_of_decisions(&c); /* for targets on money spent */
	for (g = 0; g < sc->n_targets; g++) {
		for (t = 0; t < sc->n_periods; t++)
			shortfalls[g * sc->n_periods + t] = fact_goal_shortfall(&c, g, t);
	}
	check_end(&c);
	violations_dispose(&none);
}

void violations_dispose(struct violations *violations)
{
	memory_free(violations->items);
	arena_free(violations->arena);
	*violations = (struct violations){ 0, NULL, 0, NULL };
}

void verify_print(const struct violations *violations, struct str *out)
{
	int i;

	for (i = 0; i < violations->n; i++) {
		str_add(out, violations->items[i].message);
		str_add_char(out, '\n');
	}
	if (violations->n == 0)
		str_addf(out, "accepted: %d comparisons, no violation\n", violations->n_checks);
	else
		str_addf(out, "refused: %d violation%s in %d comparisons\n", violations->n,
		         violations->n == 1 ? "" : "s", violations->n_checks);
}
