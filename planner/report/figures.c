/* The figures of a plan, in the order of plan.csv. */
#include "planner/report/figures.h"

#include <stdio.h>

struct visit {
	void (*visit)(const struct figure *figure, void *own);
	void *own;
	int period, site;
};

static void add(const struct visit *visit, const char *item, double value, const char *unit)
{
	const struct figure figure = { visit->period, visit->site, item, unit, value };

	visit->visit(&figure, visit->own);
}

static int sum_flow(const int *flows, const struct plan *plan, int begin, int end, int t)
{
	int i, sum = 0;

	for (i = begin; i < end; i++)
		sum += flows[i * plan->n_periods + t];
	return sum;
}

/* Standby racks and energy by source, where the scenario has them. */
static void extra_figures(const struct plan *plan, const struct scenario *sc, const struct visit *visit, int s, int t)
{
	struct str item = STR_INIT;
	int i;

	if (plan->n_standbys > 0)
		add(visit, "standby_racks", plan_site_standby(plan, sc, s, t), "racks");
	for (i = 0; i < plan->n_standbys; i++) {
		const struct standby *pair = &plan->standbys[i];

		if (pair->standby != s)
			continue;
		str_clear(&item);
		str_addf(&item, "standby:%s:%s", sc->demands[pair->demand].id, sc->sites[pair->site].id);
		add(visit, item.text, pair->racks[t], "racks");
	}
	for (i = sc->sites[s].source_begin; i < sc->sites[s].source_end; i++) {
		if (!scenario_source_exists(sc, i))
			continue;
		str_clear(&item);
		str_addf(&item, "energy:%s", sc->energy_sources[i].id);
		add(visit, item.text, plan->energy_mwh[i * plan->n_periods + t], "MWh");
	}
	str_dispose(&item);
}

static void gbps_figure(const struct visit *visit, const char *what, const char *id, const char *way, double gbps)
{
	struct str item = STR_INIT;

	str_addf(&item, "%s:%s%s", what, id, way);
	add(visit, item.text, gbps, "Gbps");
	str_dispose(&item);
}

/* What is installed on each link and runs over it, and what is installed on each cut. */
static void network_figures(const struct plan *plan, const struct scenario *sc, const struct visit *visit, int t)
{
	int i;

	for (i = 0; i < sc->n_links; i++) {
		const char *id = sc->links[i].id;

		if (!scenario_link_exists(sc, i))
			continue;
		gbps_figure(visit, "installed", id, "", plan_link_installed_gbps(plan, sc, i, t));
		gbps_figure(visit, "load", id, "/forth", plan_link_load_gbps(plan, i, false, t));
		gbps_figure(visit, "load", id, "/back", plan_link_load_gbps(plan, i, true, t));
	}
	for (i = 0; i < sc->n_cuts; i++)
		gbps_figure(visit, "cut", sc->cuts[i].id, "", plan_cut_gbps(plan, sc, i, t));
}

static void site_figures(const struct plan *plan, const struct scenario *sc, const struct visit *visit, int s, int t)
{
	const struct site *site = &sc->sites[s];
	double feed_mw = 0;
	int f, h;

	for (f = site->feed_begin; f < site->feed_end; f++)
		feed_mw += plan->feed_steps[f * plan->n_periods + t] * sc->feeds[f].mw_per_step;
	add(visit, "started_racks", sum_flow(plan->started_racks, plan, site->phase_begin, site->phase_end, t),
	    "racks");
	add(visit, "commissioned_racks",
	    sum_flow(plan->commissioned_racks, plan, site->phase_begin, site->phase_end, t), "racks");
	add(visit, "design_racks", plan_site_design(plan, sc, s, t), "racks");
	add(visit, "available_racks", plan_site_available(plan, sc, s, t), "racks");
	add(visit, "occupied_racks", plan_site_occupied(plan, sc, s, t), "racks");
	add(visit, "started_feed_mw", feed_mw, "MW");
	add(visit, "it_mw", plan_site_it_mw(plan, sc, s, t), "MW");
	add(visit, "facility_mw", plan_site_facility_mw(plan, sc, s, t), "MW");
	add(visit, "usable_mw", plan_site_usable_mw(plan, sc, s, t), "MW");
	for (h = 0; h < plan->n_hosting; h++) {
		char item[160];

		if (plan->hosting[h].site != s)
			continue;
		snprintf(item, sizeof item, "hosted:%s", sc->demands[plan->hosting[h].demand].id);
		add(visit, item, plan->hosting[h].racks[t], "racks");
	}
	extra_figures(plan, sc, visit, s, t);
}

void figures_visit(const struct plan *plan, const struct scenario *sc,
                   void (*visit)(const struct figure *figure, void *own), void *own)
{
	struct visit now = { visit, own, 0, -1 };
	int s, d;

	for (now.period = 0; now.period < plan->n_periods; now.period++) {
		for (s = 0; s < plan->n_sites; s++) {
			if (!scenario_site_exists(sc, s))
				continue;
			now.site = s;
			site_figures(plan, sc, &now, s, now.period);
		}
		now.site = -1;
		for (d = 0; d < plan->n_demands; d++) {
			char item[160];

			if (!scenario_option_on(sc, sc->demands[d].option))
				continue;
			snprintf(item, sizeof item, "unserved:%s", sc->demands[d].id);
			add(&now, item, plan->unserved_racks[d * plan->n_periods + now.period], "racks");
		}
		network_figures(plan, sc, &now, now.period);
	}
}
