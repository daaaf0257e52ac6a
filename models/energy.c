/*
 * energy.c - a site with sources of energy buys from them exactly what it draws.
 *
 *	energy[s,t]     sum_{e at s} energy[e,t] = draw[s,t]     s: with a source that exists
 *	                draw[s,t] = pue[s,t] x (sum_d mwh[d,t] x (host[d,s,t]
 *	                  + power_share[d] x sum_x pair[d,x,s,t] of a dedicated d)
 *	                  + shared_mwh[s,t])
 *	                mwh[d,t] = kw[d] x load_factor[d] x hours_per_year x years[t] / 1000
 *	energy_most[e,t] energy[e,t] <= most_mwh_per_year[e] x years[t]     e: with a cap
 *
 * Unit: MWh of the period. Other sites buy by their tariff, which needs no row. Source: models/README.md, energy.
 */
#include "models/internal.h"

#include <math.h>

void energy_add_draw(const struct model *m, int s, int t, double factor, struct expr *e)
{
	if (scenario_site_exists(m->sc, s))
		load_add(m, LOAD_MWH, s, t, factor * m->sc->sites[s].pue[t], e);
}

void energy_columns(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block, i, t;

	m->energy = columns_table(m, sc->n_energy_sources, sc->n_periods, 1);
	if (sc->n_energy_sources == 0)
		return;
	block = lp_column_block(m->lp, "energy", "MWh", 2, (int[]){ m->sets.sources, m->sets.periods });
	for (i = 0; i < sc->n_energy_sources; i++) {
		for (t = 0; t < sc->n_periods && scenario_source_exists(sc, i); t++) {
			struct expr draw = EXPR_INIT;

			energy_add_draw(m, sc->energy_sources[i].site, t, 1.0, &draw);
			if (draw.n > 0)
				m->energy[i * sc->n_periods + t] = lp_column(m->lp, block, (int[]){ i, t }, 0.0,
				                                             expr_highest(&draw, m->lp), LP_CONTINUOUS);
			expr_dispose(&draw);
		}
	}
}

static void build_sum(struct model *m, int block, int s, int t)
{
	const struct site *site = &m->sc->sites[s];
	struct expr e = EXPR_INIT;
	int i;

	energy_add_draw(m, s, t, -1.0, &e);
	if (e.n > 0) {
		for (i = site->source_begin; i < site->source_end; i++)
			expr_add(&e, energy(m, i, t), 1.0);
		lp_row_open(m->lp, block, (int[]){ s, t });
		expr_terms(&e, m->lp);
		lp_row_equal(m->lp, 0.0);
	}
	expr_dispose(&e);
}

void energy_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int sum = model_rows(m, "energy", "MWh", 2, (int[]){ m->sets.sites, m->sets.periods });
	int most = model_rows(m, "energy_most", "MWh", 2, (int[]){ m->sets.sources, m->sets.periods });
	int i, t;

	for (i = 0; i < sc->n_sites; i++) {
		for (t = 0; t < sc->n_periods && !scenario_buys_by_tariff(sc, i); t++)
			build_sum(m, sum, i, t);
	}
	for (i = 0; i < sc->n_energy_sources; i++) {
		double cap = sc->energy_sources[i].most_mwh_per_year;

		for (t = 0; t < sc->n_periods && cap >= 0.0; t++) {
			if (energy(m, i, t) < 0)
				continue;
			lp_row_open(m->lp, most, (int[]){ i, t });
			lp_term(m->lp, energy(m, i, t), 1.0);
			lp_term(m->lp, waived(m, WAIVE_ENERGY, i), -sc->periods[t].years);
			lp_row_at_most(m->lp, cap * sc->periods[t].years);
		}
	}
}

/* ---- what it costs: sources, and what standby racks draw ---- */

static void price_standby(struct model *m, int s, int t)
{
	const struct scenario *sc = m->sc;
	const struct tariff *tariff = &sc->tariffs[sc->sites[s].tariff];
	const double pue = sc->sites[s].pue[t];
	const double per_mw = 1000.0 * pue * tariff->demand_cny_per_kw_month * 12.0 * sc->periods[t].years;
	const double per_mwh = scenario_buys_by_tariff(sc, s) ? 1000.0 * pue * tariff->energy_cny_per_kwh[t] : 0.0;
	struct cost_place place = { .site = s, .phase = -1, .period = t };
	int d, x;

	for (d = 0; d < sc->n_demands; d++) {
		place.demand = d;
		for (x = 0; x < sc->n_sites && standby_place(m, d, s) >= 0; x++) {
			if (standby_is_shared(m, d) || pair(m, d, x, s, t) < 0)
				continue;
			cost_add(m, COST_ENERGY, place, pair(m, d, x, s, t),
			         per_mwh * load_of_standby(m, LOAD_MWH, d, t));
			cost_add(m, COST_DEMAND_CHARGE, place, pair(m, d, x, s, t),
			         per_mw * load_of_standby(m, LOAD_MW, d, t));
		}
	}
	if (m->shared[LOAD_MW][s * sc->n_periods + t] < 0)
		return;
	place.demand = -1;
	cost_add(m, COST_ENERGY, place, m->shared[LOAD_MWH][s * sc->n_periods + t], per_mwh);
	cost_add(m, COST_DEMAND_CHARGE, place, m->shared[LOAD_MW][s * sc->n_periods + t], per_mw);
}

void energy_price(struct model *m)
{
	const struct scenario *sc = m->sc;
	int i, t;

	for (i = 0; i < sc->n_sites; i++) {
		for (t = 0; t < sc->n_periods && m->n_backed > 0; t++)
			price_standby(m, i, t);
	}
	for (i = 0; i < sc->n_energy_sources; i++) {
		for (t = 0; t < sc->n_periods; t++) {
			struct cost_place place = {
				.site = sc->energy_sources[i].site, .phase = -1, .demand = -1, .period = t
			};

			if (energy(m, i, t) >= 0)
				cost_add(m, COST_ENERGY, place, energy(m, i, t),
				         1000.0 * sc->energy_sources[i].cny_per_kwh[t]);
		}
	}
}

/* ---- metrics: by site only ---- */

static void add_green_of(const struct model *m, int s, int t, double factor, struct expr *e)
{
	const struct scenario *sc = m->sc;
	int i;

	if (scenario_buys_by_tariff(sc, s)) {
		if (sc->tariffs[sc->sites[s].tariff].green)
			energy_add_draw(m, s, t, factor, e);
		return;
	}
	for (i = sc->sites[s].source_begin; i < sc->sites[s].source_end; i++) {
		if (sc->energy_sources[i].green)
			expr_add(e, energy(m, i, t), factor);
	}
}

/* kg CO2 per kWh is t per MWh. */
static void add_carbon_of(const struct model *m, int s, int t, double factor, struct expr *e)
{
	const struct scenario *sc = m->sc;
	int i;

	if (scenario_buys_by_tariff(sc, s)) {
		energy_add_draw(m, s, t, factor * sc->tariffs[sc->sites[s].tariff].kg_co2_per_kwh, e);
		return;
	}
	for (i = sc->sites[s].source_begin; i < sc->sites[s].source_end; i++)
		expr_add(e, energy(m, i, t), factor * sc->energy_sources[i].kg_co2_per_kwh);
}

void energy_add_green(const struct model *m, const struct scope *scope, int t, double factor, struct expr *e)
{
	int s;

	for (s = 0; s < m->sc->n_sites; s++) {
		if (scope_has_site(scope, m->sc, s))
			add_green_of(m, s, t, factor, e);
	}
}

void energy_add_all(const struct model *m, const struct scope *scope, int t, double factor, struct expr *e)
{
	int s;

	for (s = 0; s < m->sc->n_sites; s++) {
		if (scope_has_site(scope, m->sc, s))
			energy_add_draw(m, s, t, factor, e);
	}
}

void energy_add_carbon(const struct model *m, const struct scope *scope, int t, double factor, struct expr *e)
{
	int s, u;

	for (s = 0; s < m->sc->n_sites; s++) {
		for (u = 0; u <= t && scope_has_site(scope, m->sc, s); u++)
			add_carbon_of(m, s, u, factor, e);
	}
}
