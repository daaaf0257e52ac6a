/* basis_targets.c - the numbers that the row of a target comes from, by its metric. */
#include "models/basis.h"

static unsigned brought_to(enum metric metric)
{
	switch (metric) {
	case METRIC_DESIGN_RACKS: return STARTS;
	case METRIC_AVAILABLE_RACKS: return MODULES;
	case METRIC_STANDARD_RACKS: return MODULES | RACK_KW;
	case METRIC_UTILIZATION: return MODULES | STARTS;
	case METRIC_INSTALL_RATE: return MODULES | SERVERS;
	case METRIC_SERVERS: return SERVERS;
	case METRIC_IT_MW: return KW | POWER_SHARE;
	case METRIC_FACILITY_MW:
	case METRIC_PUE: return KW | POWER_SHARE | PUE;
	case METRIC_CUSTOMERS: return CUSTOMERS;
	case METRIC_GREEN_SHARE: return KW | LOAD | POWER_SHARE | PUE;
	case METRIC_CARBON_T: return KW | LOAD | POWER_SHARE | PUE | SOURCES;
	case METRIC_CUT_GBPS: return LINKS;
	case METRIC_LINK_COUNT: return LINK_LEAD;
	case METRIC_OCCUPIED_RACKS:
	case METRIC_SITES_STARTED:
	case METRIC_MIGRATED_SHARE:
	case METRIC_SERVED_SHARE:
	case METRIC_HOSTED_SHARE:
	case METRIC_CAPEX:
	case METRIC_SPEND:
	case METRIC_STRANDED_MW:
	case METRIC_HOUSEHOLDS:
	case METRICS: break;
	}
	return 0;
}

/* Racks that phases enter with: design racks of those that are given, or available ones. */
static void of_stock(struct basis *basis, const struct target *target, bool design)
{
	const struct scenario *sc = basis->m->sc;
	int p;

	for (p = 0; p < sc->n_phases; p++) {
		const int s = sc->phases[p].site;

		if (!scenario_phase_exists(sc, p) || !scope_has_phase(&target->scope, sc, p))
			continue;
		if (!design || stock_is_given(sc, p))
			basis_mark(basis, OF_PHASES, p, design ? P_DESIGN : P_AVAILABLE);
		if (target->metric == METRIC_STANDARD_RACKS && stock_available_racks(sc, p) > 0.0)
			basis_mark(basis, OF_PHASES, p, P_KW);
		if (target->metric == METRIC_INSTALL_RATE)
			basis_mark(basis, OF_SITES, s, S_SERVERS);
	}
	if (target->metric == METRIC_STANDARD_RACKS)
		basis_mark(basis, OF_SCENARIO, 0, W_STANDARD_KW);
}

static void of_needs(struct basis *basis, const struct target *target)
{
	int d;

	for (d = 0; d < basis->m->sc->n_demands; d++) {
		if (metric_has_demand(basis->m, target, d))
			basis_mark(basis, OF_DEMANDS, d, D_NEED);
	}
}

static void of_spending(struct basis *basis, const struct target *target, int t)
{
	const struct model *m = basis->m;
	int i;

	for (i = 0; i < m->n_costs; i++) {
		if (metric_has_cost(m, target, t, &m->costs[i]))
			basis_of_cost(basis, &m->costs[i]);
	}
}

static void of_tariffs(struct basis *basis, const struct target *target)
{
	const struct scenario *sc = basis->m->sc;
	int s;

	for (s = 0; s < sc->n_sites; s++) {
		if (scenario_site_exists(sc, s) && scope_has_site(&target->scope, sc, s) &&
		    scenario_buys_by_tariff(sc, s))
			basis_mark(basis, OF_TARIFFS, sc->sites[s].tariff, Y_CARBON);
	}
}

static void of_links(struct basis *basis, const struct target *target)
{
	int l;

	for (l = 0; l < basis->m->sc->n_links; l++) {
		if (links_counted(basis->m->sc, target, l))
			basis_mark(basis, OF_LINKS, l, L_INSTALLED);
	}
}

static void of_households(struct basis *basis, const struct target *target)
{
	const struct scenario *sc = basis->m->sc;
	int i;

	for (i = 0; i < sc->n_traffic; i++) {
		if (scenario_traffic_exists(sc, i) && (links_scope_has_node(sc, &target->scope, sc->traffic[i].from) ||
		                                       links_scope_has_node(sc, &target->scope, sc->traffic[i].to)))
			basis_mark(basis, OF_TRAFFIC, i, T_HOUSEHOLDS);
	}
}

void basis_of_target(struct basis *basis, int row, const int *index)
{
	const struct target *target = &basis->m->sc->targets[index[0]];

	basis_of_columns(basis, row, brought_to(target->metric) | PRICES);
	basis_mark(basis, OF_TARGETS, index[0], G_VALUE);
	switch (target->metric) {
	case METRIC_DESIGN_RACKS: of_stock(basis, target, true); break;
	case METRIC_AVAILABLE_RACKS:
	case METRIC_STANDARD_RACKS:
	case METRIC_INSTALL_RATE: of_stock(basis, target, false); break;
	case METRIC_UTILIZATION: of_stock(basis, target, target->per_design); break;
	case METRIC_MIGRATED_SHARE:
	case METRIC_SERVED_SHARE:
	case METRIC_HOSTED_SHARE: of_needs(basis, target); break;
	case METRIC_CAPEX:
	case METRIC_SPEND: of_spending(basis, target, index[1]); break;
	case METRIC_CARBON_T: of_tariffs(basis, target); break;
	case METRIC_CUT_GBPS: of_links(basis, target); break;
	case METRIC_HOUSEHOLDS: of_households(basis, target); break;
	case METRIC_OCCUPIED_RACKS:
	case METRIC_IT_MW:
	case METRIC_FACILITY_MW:
	case METRIC_PUE:
	case METRIC_SITES_STARTED:
	case METRIC_CUSTOMERS:
	case METRIC_SERVERS:
	case METRIC_GREEN_SHARE:
	case METRIC_LINK_COUNT:
	case METRIC_STRANDED_MW:
	case METRICS: break;
	}
}
