#include "planner/plan/plan.h"
#include "planner/base/memory.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
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
	plan->n_energy_sources = sc->n_energy_sources;
	plan->n_modules = sc->n_modules;
	plan->link_modules = arena_alloc(plan->arena, sc->n_modules * sc->n_periods, sizeof *plan->link_modules);
	plan->energy_mwh = arena_alloc(plan->arena, sc->n_energy_sources * sc->n_periods, sizeof *plan->energy_mwh);
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

int plan_site_hosted(const struct plan *plan, int s, int t)
{
	int hosted = 0, i;

	for (i = 0; i < plan->n_hosting; i++) {
		if (plan->hosting[i].site == s)
			hosted = add(hosted, plan->hosting[i].racks[t]);
	}
	return hosted;
}

int plan_site_occupied(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	return add(plan_site_hosted(plan, s, t), plan_site_standby(plan, sc, s, t));
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

int plan_moved(const struct plan *plan, const struct scenario *sc, int d, int t)
{
	const struct demand *demand = &sc->demands[d];
	int before, now, from = demand->migration.from_site;

	if (!demand->migrates || !scenario_demand_exists(sc, d))
		return 0;
	now = plan_host(plan, d, from, t);
	before = t > 0 ? plan_host(plan, d, from, t - 1) : (int)lround(demand->need_racks[0]);
	return before > now ? before - now : 0;
}

/* ---- standby ---- */

/* What a rack of demand d counts for. */
typedef double rack_weight(const struct scenario *sc, int d);

static double one_rack(const struct scenario *sc, int d)
{
	(void)sc;
	(void)d;
	return 1.0;
}

static double rack_kw(const struct scenario *sc, int d)
{
	return sc->classes[sc->demands[d].class].kw_per_rack;
}

static double mean_kw(const struct scenario *sc, int d)
{
	return rack_kw(sc, d) * sc->classes[sc->demands[d].class].load_factor;
}

static double standby_kw(const struct scenario *sc, int d)
{
	return rack_kw(sc, d) * sc->demands[d].backup.power_share;
}

static double standby_mean_kw(const struct scenario *sc, int d)
{
	return mean_kw(sc, d) * sc->demands[d].backup.power_share;
}

/* The pairs with their standby at r: dedicated ones of all sites, or shared ones of the lost site. */
static double pairs_at(const struct plan *plan, const struct scenario *sc, int r, int t, int lost, rack_weight *weight)
{
	double sum = 0.0;
	int i;

	for (i = 0; i < plan->n_standbys; i++) {
		const struct standby *pair = &plan->standbys[i];
		bool shared = sc->demands[pair->demand].backup.shared;

		if (pair->standby == r && (lost < 0 ? !shared : shared && pair->site == lost))
			sum += pair->racks[t] * weight(sc, pair->demand);
	}
	return sum;
}

static double standby_at(const struct plan *plan, const struct scenario *sc, int r, int t, rack_weight *weight)
{
	double most = 0.0;
	int s;

	for (s = 0; plan->n_standbys > 0 && s < sc->n_sites; s++)
		most = fmax(most, pairs_at(plan, sc, r, t, s, weight));
	return pairs_at(plan, sc, r, t, -1, weight) + most;
}

int plan_site_standby(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	return (int)lround(fmin(standby_at(plan, sc, s, t, one_rack), INT_MAX));
}

/* ---- power and energy ---- */

static double hosted_at(const struct plan *plan, const struct scenario *sc, int s, int t, rack_weight *weight)
{
	double sum = 0.0;
	int i;

	for (i = 0; i < plan->n_hosting; i++) {
		const struct hosting *hosting = &plan->hosting[i];

		if (hosting->site == s)
			sum += hosting->racks[t] * weight(sc, hosting->demand);
	}
	return sum;
}

double plan_site_it_mw(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	return (hosted_at(plan, sc, s, t, rack_kw) + standby_at(plan, sc, s, t, standby_kw)) / 1000.0;
}

double plan_site_it_mwh(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	double mean = hosted_at(plan, sc, s, t, mean_kw) + standby_at(plan, sc, s, t, standby_mean_kw);

	return mean * sc->hours_per_year * sc->periods[t].years / 1000.0;
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

/* ---- the network ---- */

double plan_link_installed_gbps(const struct plan *plan, const struct scenario *sc, int l, int t)
{
	const struct link *link = &sc->links[l];
	double gbps = link->installed_gbps;
	int m, u;

	if (!scenario_link_exists(sc, l))
		return 0.0;
	for (m = link->module_begin; m < link->module_end; m++) {
		for (u = 0; u <= t; u++) {
			if (scenario_usable_from(sc, u, sc->modules[m].lead_months) <= t)
				gbps += plan->link_modules[m * plan->n_periods + u] * sc->modules[m].gbps;
		}
	}
	return gbps;
}

double plan_link_load_gbps(const struct plan *plan, int l, bool back, int t)
{
	double gbps = 0.0;
	int i;

	for (i = 0; i < plan->n_flows; i++) {
		if (plan->flows[i].link == l && plan->flows[i].back == back)
			gbps += plan->flows[i].gbps[t];
	}
	return gbps;
}

double plan_cut_gbps(const struct plan *plan, const struct scenario *sc, int c, int t)
{
	double gbps = 0.0;
	int i;

	for (i = 0; i < sc->cuts[c].n_links; i++)
		gbps += plan_link_installed_gbps(plan, sc, sc->cuts[c].links[i], t);
	return gbps;
}
