/*
 * Energy: what a site draws, and that its sources supply exactly that, within their caps; what it costs.
 *
 * MWh of sources are no whole numbers: the plan has them from the solver, as doubles.
 */
#include "planner/verify/check.h"

#include <math.h>

void fact_site_mwh(const struct check *c, int s, int t, mpq_t mwh)
{
	mpq_t years;

	mpq_init(years);
	fact_site_kw(c, s, t, LOAD_MEAN_KW, mwh);
	exact_times(mwh, c->sc->sites[s].pue[t]);
	exact_times(mwh, c->sc->hours_per_year);
	exact_times(mwh, 0.001);
	fact_years(c, t, years);
	mpq_mul(mwh, mwh, years);
	mpq_clear(years);
}

void fact_source_mwh(const struct check *c, int e, int t, mpq_t mwh)
{
	double said = c->plan->energy_mwh[e * c->sc->n_periods + t];

	exact_of(mwh, scenario_source_exists(c->sc, e) && isfinite(said) ? said : 0.0);
}

static void check_source(struct check *c, int e, int t)
{
	const struct energy_source *source = &c->sc->energy_sources[e];
	double said = c->plan->energy_mwh[e * c->sc->n_periods + t], cap, over;
	mpq_t most;

	check_compared(c);
	if (!isfinite(said) || said < 0.0)
		check_fail(c, "numbers", place_source(c, e, t), said, "MWh", "%g MWh is no amount of energy", said);
	check_compared(c);
	if (said > 0.0 && !scenario_source_exists(c->sc, e))
		check_fail(c, "option", place_source(c, e, t), said, "MWh",
		           "%s MWh taken, but the source or its site needs an option that is off",
		           check_amount(c, said, 0.0, 0));
	if (source->most_mwh_per_year < 0.0)
		return;
	mpq_init(most);
	fact_years(c, t, most);
	exact_times(most, source->most_mwh_per_year);
	cap = mpq_get_d(most);
	over = said - cap;
	check_compared(c);
	if (over > VERIFY_MWH_TOLERANCE * fmax(1.0, cap))
		check_fail(c, "energy cap", place_source(c, e, t), over, "MWh",
		           "%s MWh taken, the source gives at most %s MWh in the period, %s over",
		           check_amount(c, said, cap, 0), check_amount(c, cap, said, 0), check_amount(c, over, 0.0, 0));
	mpq_clear(most);
}

static void check_balance(struct check *c, int s, int t)
{
	double needed, taken, gap;
	mpq_t need, sum, mwh;
	int e;

	mpq_inits(need, sum, mwh, NULL);
	fact_site_mwh(c, s, t, need);
	for (e = c->sc->sites[s].source_begin; e < c->sc->sites[s].source_end; e++) {
		fact_source_mwh(c, e, t, mwh);
		mpq_add(sum, sum, mwh);
	}
	needed = mpq_get_d(need);
	taken = mpq_get_d(sum);
	gap = exact_difference(sum, need);
	check_compared(c);
	if (fabs(gap) > VERIFY_MWH_TOLERANCE * fmax(1.0, needed))
		check_fail(c, "energy", place_site(c, s, t), gap, "MWh",
		           "%s MWh from the site's sources, its racks draw %s MWh, %s MWh %s",
		           check_amount(c, taken, needed, 0), check_amount(c, needed, taken, 0),
		           check_amount(c, fabs(gap), 0.0, 0), gap < 0.0 ? "missing" : "too much");
	mpq_clears(need, sum, mwh, NULL);
}

void check_energy(struct check *c)
{
	int i, t;

	for (t = 0; t < c->sc->n_periods; t++) {
		for (i = 0; i < c->sc->n_energy_sources; i++)
			check_source(c, i, t);
		for (i = 0; i < c->sc->n_sites; i++) {
			if (!scenario_buys_by_tariff(c->sc, i))
				check_balance(c, i, t);
		}
	}
}

/* ---- what it costs ---- */

/* Energy by the tariff, unless the site has sources, and the demand charge in any case. */
static void add_drawn(struct check *c, int d, int s, int t, const mpq_t mean_kw, const mpq_t kw)
{
	const struct site *site = &c->sc->sites[s];
	const struct tariff *tariff = &c->sc->tariffs[site->tariff];
	struct part *part;
	mpq_t years;

	mpq_init(years);
	fact_years(c, t, years);
	if (scenario_buys_by_tariff(c->sc, s)) {
		part = part_add(c, COST_ENERGY, s, t);
		part->demand = d;
		mpq_mul(part->nominal_cny, mean_kw, years);
		exact_times(part->nominal_cny, site->pue[t]);
		exact_times(part->nominal_cny, c->sc->hours_per_year);
		exact_times(part->nominal_cny, tariff->energy_cny_per_kwh[t]);
	}
	part = part_add(c, COST_DEMAND_CHARGE, s, t);
	part->demand = d;
	mpq_set(part->nominal_cny, kw);
	exact_times(part->nominal_cny, site->pue[t]);
	exact_times(part->nominal_cny, tariff->demand_cny_per_kw_month);
	exact_times_count(part->nominal_cny, fact_months(c, t));
	mpq_clear(years);
}

/* A dedicated standby belongs to its demand, the shared one to nobody. */
static void add_standby(struct check *c, int t)
{
	struct standing of = { 0, t, LOAD_RACKS, 0.0, NULL, true };
	mpq_t mean_kw, kw;
	int i;

	mpq_inits(mean_kw, kw, NULL);
	for (i = 0; i < c->plan->n_standbys; i++) {
		const struct standby *pair = &c->plan->standbys[i];

		if (c->sc->demands[pair->demand].backup.shared || c->sc->sites[pair->standby].tariff < 0)
			continue;
		fact_pair_load(c, pair, t, LOAD_MEAN_KW, mean_kw);
		fact_pair_load(c, pair, t, LOAD_KW, kw);
		add_drawn(c, pair->demand, pair->standby, t, mean_kw, kw);
	}
	for (of.site = 0; of.site < c->sc->n_sites; of.site++) {
		of.load = LOAD_MEAN_KW;
		fact_standby(c, &of, mean_kw);
		of.load = LOAD_KW;
		fact_standby(c, &of, kw);
		if (c->sc->sites[of.site].tariff >= 0)
			add_drawn(c, -1, of.site, t, mean_kw, kw);
	}
	mpq_clears(mean_kw, kw, NULL);
}

void parts_of_supply(struct check *c)
{
	struct part *part;
	int i, t;

	for (t = 0; t < c->sc->n_periods; t++) {
		if (c->plan->n_standbys > 0)
			add_standby(c, t);
		for (i = 0; i < c->sc->n_energy_sources; i++) {
			part = part_add(c, COST_ENERGY, c->sc->energy_sources[i].site, t);
			fact_source_mwh(c, i, t, part->nominal_cny);
			exact_times(part->nominal_cny, c->sc->energy_sources[i].cny_per_kwh[t]);
			exact_times_count(part->nominal_cny, 1000);
		}
	}
}
