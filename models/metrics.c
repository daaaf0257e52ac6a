/*
 * metrics.c - the metrics of targets as linear expressions. models/README.md, "Metrics", has the table.
 */
#include "models/internal.h"

static void add_phases(const struct model *m, const struct target *target, int t, double factor, struct expr *e)
{
	const struct scenario *sc = m->sc;
	bool design = target->metric == METRIC_DESIGN_RACKS ||
	              (target->metric == METRIC_UTILIZATION && target->per_design);
	int p;

	for (p = 0; p < sc->n_phases; p++) {
		double per_rack = factor;

		if (!scenario_phase_exists(sc, p) || !scope_has_phase(&target->scope, sc, p))
			continue;
		if (target->metric == METRIC_INSTALL_RATE)
			per_rack *= sc->sites[sc->phases[p].site].servers_per_rack;
		if (target->metric == METRIC_STANDARD_RACKS)
			per_rack *= sc->phases[p].max_kw_per_rack / sc->standard_rack_kw;
		if (design) {
			expr_constant(e, per_rack * stock_design_racks(sc, p));
			stock_add_started(m, e, p, t, per_rack);
			expr_add(e, stock_added(m, p, t), per_rack);
		} else {
			stock_add_available(m, e, p, t, per_rack);
		}
	}
}

/* What the racks at a site count for in a metric that is counted at the sites. */
static enum load load_of(enum metric metric)
{
	bool mw = metric == METRIC_IT_MW || metric == METRIC_FACILITY_MW || metric == METRIC_PUE;

	return mw ? LOAD_MW : LOAD_RACKS;
}

static double per_load(const struct model *m, enum metric metric, int s, int t)
{
	if (metric == METRIC_FACILITY_MW || metric == METRIC_PUE)
		return m->sc->sites[s].pue[t];
	if (metric == METRIC_SERVERS || metric == METRIC_INSTALL_RATE)
		return m->sc->sites[s].servers_per_rack;
	return 1.0;
}

static void add_racks_at_sites(const struct model *m, const struct target *target, enum metric metric, int t,
                               double factor, struct expr *e)
{
	const struct scenario *sc = m->sc;
	enum load load = load_of(metric);
	int d, s;

	for (s = 0; s < sc->n_sites; s++) {
		double each = factor * per_load(m, metric, s, t);

		if (!scope_has_site(&target->scope, sc, s))
			continue;
		for (d = 0; d < sc->n_demands; d++) {
			if (scope_has_racks(&target->scope, sc, d, s))
				expr_add(e, host(m, d, s, t), each * load_of_rack(m, load, d, t));
		}
		standby_add(m, load, &target->scope, s, t, each, e);
	}
}

/* Is the demand in the scope, and does it count for the metric at all? */
bool metric_has_demand(const struct model *m, const struct target *target, int d)
{
	return columns_demand_exists(m->sc, d) && scope_has_demand(&target->scope, m->sc, d) &&
	       (target->metric != METRIC_MIGRATED_SHARE || m->sc->demands[d].migrates);
}

static void add_racks_of_demands(const struct model *m, const struct target *target, int t, double factor,
                                 struct expr *e)
{
	const struct scenario *sc = m->sc;
	int d, s;

	for (d = 0; d < sc->n_demands; d++) {
		const struct demand *demand = &sc->demands[d];
		double weight = target->metric == METRIC_CUSTOMERS ? factor * demand->customers_per_rack : factor;

		if (!metric_has_demand(m, target, d))
			continue;
		for (s = 0; s < sc->n_sites; s++) {
			if (target->metric == METRIC_MIGRATED_SHARE && s == demand->migration.from_site)
				continue;
			if (target->metric == METRIC_HOSTED_SHARE && !scope_has_site(&target->scope, sc, s))
				continue;
			expr_add(e, host(m, d, s, t), weight);
		}
	}
}

static void add_need(const struct model *m, const struct target *target, int t, double factor, struct expr *e)
{
	int d;

	for (d = 0; d < m->sc->n_demands; d++) {
		if (metric_has_demand(m, target, d))
			expr_constant(e, factor * m->sc->demands[d].need_racks[t]);
	}
}

static void add_sites(const struct model *m, int g, int t, double factor, struct expr *e)
{
	const struct scope *scope = &m->sc->targets[g].scope;
	int s;

	for (s = 0; s < m->sc->n_sites; s++) {
		if (stock_scope_reaches(m->sc, scope, s, true))
			expr_constant(e, factor);
		else
			expr_add(e, counted(m, g, s, t), factor);
	}
}

bool metric_has_cost(const struct model *m, const struct target *target, int t, const struct cost_entry *cost)
{
	bool counts = target->metric == METRIC_CAPEX ? cost_is_capex(cost->kind) : cost_is_spend(cost->kind);

	return counts && cost->place.period <= t && cost_in_scope(cost, &target->scope, m->sc);
}

static void add_costs(const struct model *m, const struct target *target, int t, double factor, struct expr *e)
{
	int i;

	for (i = 0; i < m->n_costs; i++) {
		const struct cost_entry *cost = &m->costs[i];

		if (!metric_has_cost(m, target, t, cost))
			continue;
		if (cost->column < 0)
			expr_constant(e, factor * cost->nominal);
		else
			expr_add(e, cost->column, factor * cost->nominal);
	}
}

static void add_links(const struct model *m, const struct target *target, int t, double factor, struct expr *e)
{
	int l;

	for (l = 0; l < m->sc->n_links; l++) {
		if (!links_counted(m->sc, target, l))
			continue;
		if (target->metric == METRIC_CUT_GBPS)
			links_add_installed(m, e, l, t, factor);
		else
			links_add_lit(m, e, l, t, factor);
	}
}

void metric_numerator(const struct model *m, int g, int t, double factor, struct expr *e)
{
	const struct target *target = &m->sc->targets[g];

	switch (target->metric) {
	case METRIC_DESIGN_RACKS:
	case METRIC_AVAILABLE_RACKS:
	case METRIC_STANDARD_RACKS: add_phases(m, target, t, factor, e); break;
	case METRIC_OCCUPIED_RACKS:
	case METRIC_UTILIZATION:
	case METRIC_IT_MW:
	case METRIC_FACILITY_MW:
	case METRIC_PUE:
	case METRIC_SERVERS:
	case METRIC_INSTALL_RATE: add_racks_at_sites(m, target, target->metric, t, factor, e); break;
	case METRIC_SITES_STARTED: add_sites(m, g, t, factor, e); break;
	case METRIC_MIGRATED_SHARE:
	case METRIC_SERVED_SHARE:
	case METRIC_HOSTED_SHARE:
	case METRIC_CUSTOMERS: add_racks_of_demands(m, target, t, factor, e); break;
	case METRIC_CAPEX:
	case METRIC_SPEND: add_costs(m, target, t, factor, e); break;
	case METRIC_GREEN_SHARE: energy_add_green(m, &target->scope, t, factor, e); break;
	case METRIC_CARBON_T: energy_add_carbon(m, &target->scope, t, factor, e); break;
	case METRIC_STRANDED_MW: stranded_add(m, &target->scope, t, factor, e); break;
	case METRIC_CUT_GBPS:
	case METRIC_LINK_COUNT: add_links(m, target, t, factor, e); break;
	case METRIC_HOUSEHOLDS: expr_constant(e, factor * links_households(m->sc, &target->scope, t)); break;
	case METRICS: break;
	}
}

void metric_denominator(const struct model *m, int g, int t, double factor, struct expr *e)
{
	const struct target *target = &m->sc->targets[g];

	switch (target->metric) {
	case METRIC_UTILIZATION:
	case METRIC_INSTALL_RATE: add_phases(m, target, t, factor, e); break;
	case METRIC_GREEN_SHARE: energy_add_all(m, &target->scope, t, factor, e); break;
	case METRIC_PUE: add_racks_at_sites(m, target, METRIC_IT_MW, t, factor, e); break;
	case METRIC_MIGRATED_SHARE:
	case METRIC_SERVED_SHARE:
	case METRIC_HOSTED_SHARE: add_need(m, target, t, factor, e); break;
	case METRIC_DESIGN_RACKS:
	case METRIC_AVAILABLE_RACKS:
	case METRIC_OCCUPIED_RACKS:
	case METRIC_STANDARD_RACKS:
	case METRIC_IT_MW:
	case METRIC_FACILITY_MW:
	case METRIC_SITES_STARTED:
	case METRIC_CUSTOMERS:
	case METRIC_CAPEX:
	case METRIC_SPEND:
	case METRIC_CUT_GBPS:
	case METRIC_LINK_COUNT:
	case METRIC_CARBON_T:
	case METRIC_SERVERS:
	case METRIC_STRANDED_MW:
	case METRIC_HOUSEHOLDS:
	case METRICS: expr_constant(e, factor); break;
	}
}

void metric_gap(const struct model *m, int g, int t, struct expr *e)
{
	metric_numerator(m, g, t, 1.0, e);
	metric_denominator(m, g, t, -m->sc->targets[g].value, e);
}
