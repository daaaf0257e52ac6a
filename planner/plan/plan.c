#include "planner/plan/plan.h"
#include "planner/base/memory.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>

struct plan *plan_new(const struct scenario *sc)
{
	struct plan *plan = memory_alloc(1, sizeof *plan);

	plan->arena = arena_new();
	snprintf(plan->scenario_id, sizeof plan->scenario_id, "%s", sc->id);
	snprintf(plan->variant, sizeof plan->variant, "%s", sc->variant ? sc->variant : "");
	snprintf(plan->scenario_sha256, sizeof plan->scenario_sha256, "%s", sc->sha256);
	plan->n_periods = sc->n_periods;
	plan->n_sites = sc->n_sites;
	plan->n_phases = sc->n_phases;
	plan->n_feeds = sc->n_feeds;
	plan->n_demands = sc->n_demands;
	plan->n_targets = sc->n_targets;
	return plan;
}

void plan_free(struct plan *plan)
{
	if (!plan)
		return;
	arena_free(plan->arena);
	memory_free(plan);
}

/* Counts of a plan.json are any int: sums stop at INT_MAX and never wrap. All terms are >= 0. */
static int add(int a, int b)
{
	int sum;

	return __builtin_add_overflow(a, b, &sum) ? INT_MAX : sum;
}

static int sum_to(const int *series, int n_periods, int row, int t)
{
	int sum = 0, u;

	assert(t >= 0 && t < n_periods);
	for (u = 0; u <= t; u++)
		sum = add(sum, series[row * n_periods + u]);
	return sum;
}

int plan_phase_design(const struct plan *plan, const struct scenario *sc, int p, int t)
{
	const struct phase *phase = &sc->phases[p];
	int design = 0;

	if (!scenario_phase_exists(sc, p))
		return 0;
	if (phase->state == PHASE_OPERATING || phase->state == PHASE_UNDER_CONSTRUCTION)
		design = phase->design_racks;
	return add(design, sum_to(plan->started_racks, plan->n_periods, p, t));
}

int plan_phase_available(const struct plan *plan, const struct scenario *sc, int p, int t)
{
	if (!scenario_phase_exists(sc, p))
		return 0;
	return add(sc->phases[p].available_racks, sum_to(plan->commissioned_racks, plan->n_periods, p, t));
}

int plan_site_design(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	int design = 0, p;

	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++)
		design = add(design, plan_phase_design(plan, sc, p, t));
	return design;
}

int plan_site_available(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	int available = 0, p;

	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++)
		available = add(available, plan_phase_available(plan, sc, p, t));
	return available;
}

int plan_site_occupied(const struct plan *plan, int s, int t)
{
	int occupied = 0, i;

	for (i = 0; i < plan->n_hosting; i++) {
		if (plan->hosting[i].site == s)
			occupied = add(occupied, plan->hosting[i].racks[t]);
	}
	return occupied;
}

int plan_host(const struct plan *plan, int d, int s, int t)
{
	int racks = 0, i;

	for (i = 0; i < plan->n_hosting; i++) {
		if (plan->hosting[i].demand == d && plan->hosting[i].site == s)
			racks = add(racks, plan->hosting[i].racks[t]);
	}
	return racks;
}

double plan_site_it_mw(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	double it_kw = 0.0;
	int i;

	for (i = 0; i < plan->n_hosting; i++) {
		const struct hosting *hosting = &plan->hosting[i];

		if (hosting->site == s)
			it_kw += hosting->racks[t] * sc->classes[sc->demands[hosting->demand].class].kw_per_rack;
	}
	return it_kw / 1000.0;
}

double plan_site_facility_mw(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	return sc->sites[s].pue[t] * plan_site_it_mw(plan, sc, s, t);
}

double plan_site_usable_mw(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	const struct site *site = &sc->sites[s];
	double installed_mw = site->installed_mw;
	int f, u;

	if (!scenario_site_exists(sc, s))
		return 0.0;
	for (f = site->feed_begin; f < site->feed_end; f++) {
		for (u = 0; u <= t; u++) {
			if (scenario_usable_from(sc, u, sc->feeds[f].lead_months) <= t)
				installed_mw += plan->feed_steps[f * plan->n_periods + u] * sc->feeds[f].mw_per_step;
		}
	}
	return site->usable_share * installed_mw;
}
