#include "planner/report/rates.h"

#include <math.h>
#include <string.h>

bool rates_is_data_centre(const struct scenario *sc, int s)
{
	return scenario_site_exists(sc, s) && strcmp(sc->sites[s].kind, "legacy") != 0;
}

static double share(double part, double whole)
{
	return whole > 0 ? part / whole : (double)NAN;
}

void rates_of_all(const struct plan *plan, const struct scenario *sc, bool per_design, double *rates)
{
	int s, t;

	for (t = 0; t < plan->n_periods; t++) {
		double occupied = 0, stock = 0;

		for (s = 0; s < plan->n_sites; s++) {
			if (!rates_is_data_centre(sc, s))
				continue;
			occupied += plan_site_occupied(plan, sc, s, t);
			stock += per_design ? plan_site_design(plan, sc, s, t) : plan_site_available(plan, sc, s, t);
		}
		rates[t] = share(occupied, stock);
	}
}

bool rates_has_target(const struct plan *plan, const struct scenario *sc, int g)
{
	const struct target_result *result = &plan->results[g];
	const struct target *target = &sc->targets[result->target];

	return (target->metric == METRIC_UTILIZATION || target->metric == METRIC_INSTALL_RATE) &&
	       (result->state == TARGET_MET || result->state == TARGET_MISSED) && target->scope.n_classes == 0 &&
	       target->scope.n_demands == 0;
}

void rates_of_target(const struct plan *plan, const struct scenario *sc, const struct target *target, double *rates)
{
	const bool servers = target->metric == METRIC_INSTALL_RATE;
	int s, p, t;

	for (t = 0; t < plan->n_periods; t++) {
		double part = 0, whole = 0;

		for (s = 0; s < plan->n_sites; s++) {
			if (scenario_site_exists(sc, s) && scope_has_site(&target->scope, sc, s))
				part += plan_site_occupied(plan, sc, s, t) *
				        (servers ? sc->sites[s].servers_per_rack : 1);
		}
		for (p = 0; p < plan->n_phases; p++) {
			int racks;

			if (!scenario_phase_exists(sc, p) || !scope_has_phase(&target->scope, sc, p))
				continue;
			racks = target->per_design && !servers ? plan_phase_design(plan, sc, p, t)
			                                       : plan_phase_available(plan, sc, p, t);
			whole += racks * (servers ? sc->sites[sc->phases[p].site].servers_per_rack : 1);
		}
		rates[t] = share(part, whole);
	}
}

double rates_site_mwh(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	return plan_site_it_mwh(plan, sc, s, t) * sc->sites[s].pue[t];
}

double rates_full_mw(const struct plan *plan, const struct scenario *sc, int s, int t)
{
	const double kw_per_mw = 1000;
	double kw = 0;
	int p;

	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
		if (scenario_phase_exists(sc, p))
			kw += plan_phase_available(plan, sc, p, t) * sc->phases[p].max_kw_per_rack;
	}
	return sc->sites[s].pue[t] * kw / kw_per_mw;
}

int rates_class_hosted(const struct plan *plan, const struct scenario *sc, int k, int s, int t)
{
	int h, racks = 0;

	for (h = 0; h < plan->n_hosting; h++) {
		if (plan->hosting[h].site == s && sc->demands[plan->hosting[h].demand].class == k)
			racks += plan->hosting[h].racks[t];
	}
	return racks;
}

double rates_class_need(const struct scenario *sc, int k, int t)
{
	double racks = 0;
	int d;

	for (d = 0; d < sc->n_demands; d++) {
		if (sc->demands[d].class == k && scenario_demand_exists(sc, d))
			racks += sc->demands[d].need_racks[t];
	}
	return racks;
}

int rates_class_unserved(const struct plan *plan, const struct scenario *sc, int k, int t)
{
	int d, racks = 0;

	for (d = 0; d < sc->n_demands; d++) {
		if (sc->demands[d].class == k && scenario_demand_exists(sc, d))
			racks += plan->unserved_racks[d * plan->n_periods + t];
	}
	return racks;
}
