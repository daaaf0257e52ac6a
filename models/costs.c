#include "models/internal.h"

#include <math.h>

void cost_add(struct model *m, enum cost_kind kind, struct cost_place place, int column, double nominal)
{
	const struct scenario *sc = m->sc;
	void *costs = m->costs;
	double discount = place.period < sc->n_periods ? sc->periods[place.period].discount
	                                               : scenario_discount(sc, m->horizon_years);

	if (fabs(nominal) <= 0.0) /* nothing to report or to minimise; not-a-number goes on and is refused by the lp */
		return;
	memory_reserve(&costs, &m->costs_capacity, m->n_costs + 1, sizeof *m->costs);
	m->costs = costs;
	m->costs[m->n_costs++] = (struct cost_entry){ kind, place, column, nominal, discount };
	if (m->options.only_shortfalls) /* kept for budgets all the same */
		return;
	if (column < 0)
		lp_cost_constant(m->lp, m->cost_tier, nominal * discount);
	else
		lp_cost(m->lp, m->cost_tier, column, nominal * discount);
}

void cost_add_asset(struct model *m, enum cost_kind kind, struct cost_place place, int column, double nominal,
                    double life_years)
{
	double paid_at = m->sc->periods[place.period].years / 2.0, rest;
	int t;

	cost_add(m, kind, place, column, nominal);
	if (fabs(nominal) <= 0.0) /* what costs nothing may have no life */
		return;
	for (t = 0; t < place.period; t++)
		paid_at += m->sc->periods[t].years;
	rest = 1.0 - (m->horizon_years - paid_at) / life_years;
	if (rest <= 0.0)
		return;
	place.period = m->sc->n_periods;
	cost_add(m, COST_SALVAGE, place, column, -nominal * rest);
}

bool cost_is_capex(enum cost_kind kind)
{
	return kind <= COST_FEED;
}

bool cost_is_spend(enum cost_kind kind)
{
	return kind <= COST_MOVING;
}

/* A link lies in no site: only a scope that speaks of regions, or of nothing, takes it in. */
static bool scope_has_link(const struct scope *scope, const struct scenario *sc, int l)
{
	const int ends[] = { sc->nodes[sc->links[l].from].region, sc->nodes[sc->links[l].to].region };
	int i;

	if (scope->n_sites + scope->n_phases + scope->n_classes + scope->n_demands + scope->n_kinds + scope->n_tiers +
	            scope->n_tags >
	    0)
		return false;
	for (i = 0; i < scope->n_regions; i++) {
		if (scenario_region_within(sc, ends[0], scope->regions[i]) ||
		    scenario_region_within(sc, ends[1], scope->regions[i]))
			return true;
	}
	return scope->n_regions == 0;
}

bool cost_in_scope(const struct cost_entry *cost, const struct scope *scope, const struct scenario *sc)
{
	const struct cost_place *place = &cost->place;

	if (place->of_link > 0)
		return scope_has_link(scope, sc, place->of_link - 1);
	if (place->phase >= 0)
		return scope_has_phase(scope, sc, place->phase);
	if (place->site >= 0 && place->demand >= 0)
		return scope_has_racks(scope, sc, place->demand, place->site);
	if (place->site >= 0 && (cost->kind == COST_ENERGY || cost->kind == COST_DEMAND_CHARGE))
		return scope_has_site(scope, sc, place->site) && !scope_names_demands(scope);
	if (place->site >= 0)
		return scope_has_site(scope, sc, place->site);
	if (place->demand >= 0)
		return scope_has_demand(scope, sc, place->demand);
	return true;
}
