/*
 * objective.c - what every decision costs. models/README.md, "Costs", has the amounts.
 *
 * Net present cost = sum over the entries of nominal x discount x column. Prices of soft targets are in soft.c.
 */
#include "models/internal.h"

static void price_phase(struct model *m, int p)
{
	const struct scenario *sc = m->sc;
	const struct phase *phase = &sc->phases[p];
	struct cost_place place = { .site = phase->site, .phase = p, .demand = -1 };
	double racks = stock_start_racks(m, p);
	int added = waived(m, WAIVE_SIZE, p);

	place.period = stock_first_start(m, p);
	if (added >= 0 && place.period < sc->n_periods) {
		cost_add(m, COST_SHELL, place, added, phase->shell_cny_per_rack);
		cost_add(m, COST_FITOUT, place, waive_fitted(m, p), phase->fitout_cny_per_rack);
	}
	for (place.period = 0; place.period < sc->n_periods; place.period++) {
		int begin = start(m, p, place.period), fit = commission(m, p, place.period);

		if (begin >= 0) {
			cost_add_asset(m, COST_START, place, begin, phase->start_cny, phase->life_years);
			cost_add_asset(m, COST_SHELL, place, begin, phase->shell_cny_per_rack * racks,
			               phase->life_years);
		}
		if (fit >= 0)
			cost_add_asset(m, COST_FITOUT, place, fit, phase->fitout_cny_per_rack * phase->module_racks,
			               phase->life_years);
	}
}

/* Every rack that is available in t, since whenever, is paid for in t. */
static void price_available(struct model *m, int p)
{
	const struct scenario *sc = m->sc;
	const struct phase *phase = &sc->phases[p];
	struct cost_place place = { .site = phase->site, .phase = p, .demand = -1 };
	int t, u;

	for (t = 0; t < sc->n_periods; t++) {
		double opex = sc->sites[phase->site].opex_cny_per_rack_year * sc->periods[t].years;

		place.period = t;
		cost_add(m, COST_OPEX, place, -1, opex * stock_available_racks(sc, p));
		for (u = 0; u <= t; u++) {
			if (commission(m, p, u) >= 0)
				cost_add(m, COST_OPEX, place, commission(m, p, u), opex * phase->module_racks);
		}
	}
}

static void price_feed(struct model *m, int f)
{
	const struct scenario *sc = m->sc;
	const struct feed *item = &sc->feeds[f];
	struct cost_place place = { .site = item->site, .phase = -1, .demand = -1 };

	for (place.period = 0; place.period < sc->n_periods; place.period++) {
		int step = feed(m, f, place.period), begin = feed_first(m, f, place.period);

		if (step >= 0)
			cost_add_asset(m, COST_FEED, place, step, item->cny_per_step, item->life_years);
		if (begin >= 0)
			cost_add_asset(m, COST_FEED, place, begin, item->start_cny, item->life_years);
	}
}

static void price_host(struct model *m, int d, int s, int t)
{
	const struct scenario *sc = m->sc;
	const struct demand *demand = &sc->demands[d];
	const struct class *class = &sc->classes[demand->class];
	const struct tariff *tariff = &sc->tariffs[sc->sites[s].tariff];
	struct cost_place place = { .site = s, .phase = -1, .demand = d, .period = t };
	double years = sc->periods[t].years, facility_kw = class->kw_per_rack * sc->sites[s].pue[t];
	int column = host(m, d, s, t);

	if (scenario_buys_by_tariff(sc, s)) /* else energy.c prices what its sources give */
		cost_add(m, COST_ENERGY, place, column,
		         facility_kw * class->load_factor * sc->hours_per_year * years * tariff->energy_cny_per_kwh[t]);
	cost_add(m, COST_DEMAND_CHARGE, place, column, facility_kw * tariff->demand_cny_per_kw_month * 12.0 * years);
	cost_add(m, COST_HOSTING, place, column, demand->hosting_cny_per_rack_year[s] * years);
}

/* Racks that leave in t: those there at the end of the period before, without those there now. */
static void price_moving(struct model *m, int d)
{
	const struct scenario *sc = m->sc;
	const struct migration *migration = &sc->demands[d].migration;
	int from = migration->from_site, t;
	double cost = migration->moving_cny_per_rack;
	struct cost_place place = { .site = from, .phase = -1, .demand = d };

	for (t = 0; t < sc->n_periods; t++) {
		place.period = t;
		if (t == 0)
			cost_add(m, COST_MOVING, place, -1, cost * sc->demands[d].need_racks[0]);
		else if (host(m, d, from, t - 1) >= 0)
			cost_add(m, COST_MOVING, place, host(m, d, from, t - 1), cost);
		if (host(m, d, from, t) >= 0)
			cost_add(m, COST_MOVING, place, host(m, d, from, t), -cost);
	}
}

static void price_demand(struct model *m, int d)
{
	const struct scenario *sc = m->sc;
	const struct demand *demand = &sc->demands[d];
	struct cost_place place = { .site = -1, .phase = -1, .demand = d };
	int s, t;

	for (s = 0; s < sc->n_sites; s++) {
		for (t = 0; t < sc->n_periods; t++) {
			if (host(m, d, s, t) >= 0)
				price_host(m, d, s, t);
		}
	}
	if (demand->migrates && columns_demand_exists(sc, d))
		price_moving(m, d);
	for (place.period = 0; place.period < sc->n_periods; place.period++) {
		if (unserved(m, d, place.period) >= 0 && demand->unserved_cny_per_rack_year > 0.0)
			cost_add(m, COST_UNSERVED, place, unserved(m, d, place.period),
			         demand->unserved_cny_per_rack_year * sc->periods[place.period].years);
	}
}

static void price_discouraged(struct model *m, int r)
{
	const struct scenario *sc = m->sc;
	struct cost_place place = { .phase = -1, .demand = -1 };

	for (place.site = 0; place.site < sc->n_sites; place.site++) {
		for (place.period = 0; place.period < sc->n_periods; place.period++) {
			int column = first(m, r, place.site, place.period);

			if (column >= 0)
				cost_add(m, COST_DISCOURAGED, place, column, sc->rules[r].price_cny);
		}
	}
}

void objective_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int i;

	for (i = 0; i < sc->n_phases; i++) {
		price_phase(m, i);
		if (scenario_phase_exists(sc, i))
			price_available(m, i);
	}
	for (i = 0; i < sc->n_feeds; i++)
		price_feed(m, i);
	for (i = 0; i < sc->n_demands; i++)
		price_demand(m, i);
	energy_price(m);
	opening_price(m);
	for (i = 0; i < sc->n_rules; i++)
		price_discouraged(m, i);
	links_price(m);
	stability_price(m);
}
