/*
 * mathprog.c - the data section of capacity.mod: tables of what exists, in the scenario's order.
 *
 * An item whose option is off, and a target that another overrules, is not written. Lists of sites keep the ids of
 * sites that are off: a list that names none but these is not the same as no list.
 */
#include "models/mathprog_parts.h"

/* ---- time and money ---- */

static void write_head(const struct scenario *sc, struct str *out)
{
	int t;

	str_addf(out, "/* %s, %s: data of capacity.mod */\ndata;\n\n", sc->id, sc->variant);
	str_addf(out, "param n_periods := %d;\nparam months_per_period := %d;\nparam discount_rate :=", sc->n_periods,
	         sc->horizon.months_per_period);
	mathprog_add_number(out, sc->money.discount_rate);
	str_add(out, ";\nparam hours_per_year :=");
	mathprog_add_number(out, sc->hours_per_year);
	str_add(out, ";\nparam standard_rack_kw :=");
	mathprog_add_number(out, sc->standard_rack_kw);
	str_add(out, ";\n\nparam : label first_day last_day :=");
	for (t = 0; t < sc->n_periods; t++) {
		str_addf(out, "\n%d", t + 1);
		mathprog_add_id(out, sc->periods[t].label);
		mathprog_add_day(out, sc->periods[t].first_day, 0);
		mathprog_add_day(out, sc->periods[t].last_day, 0);
	}
	str_add(out, ";\n");
}

static void write_tariffs(const struct scenario *sc, struct str *out)
{
	int i;

	str_add(out, "\nparam : TARIFFS : demand_cny_per_kw_month :=");
	for (i = 0; i < sc->n_tariffs; i++) {
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->tariffs[i].id);
		mathprog_add_number(out, sc->tariffs[i].demand_cny_per_kw_month);
	}
	str_add(out, ";\n");
	mathprog_open_series(sc, "energy_cny_per_kwh", out);
	for (i = 0; i < sc->n_tariffs; i++)
		mathprog_add_series(sc, sc->tariffs[i].id, sc->tariffs[i].energy_cny_per_kwh, out);
	str_add(out, ";\n");
}

/* ---- sites, phases, feeds ---- */

static void write_sites(const struct scenario *sc, struct str *out)
{
	int s;

	str_add(out, "\nparam : SITES : tariff kind level usable_share installed_mw opex_cny_per_rack_year\n"
	             "site_opens :=");
	for (s = 0; s < sc->n_sites; s++) {
		const struct site *site = &sc->sites[s];

		if (!scenario_site_exists(sc, s))
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, site->id);
		mathprog_add_id(out, sc->tariffs[site->tariff].id);
		mathprog_add_kind(sc, site->kind, s, out);
		str_addf(out, " %d", site->security_level);
		mathprog_add_number(out, site->usable_share);
		mathprog_add_number(out, site->installed_mw);
		mathprog_add_number(out, site->opex_cny_per_rack_year);
		mathprog_add_day(out, site->opens, 0);
	}
	str_add(out, ";\n");
	mathprog_open_series(sc, "pue", out);
	for (s = 0; s < sc->n_sites; s++) {
		if (scenario_site_exists(sc, s))
			mathprog_add_series(sc, sc->sites[s].id, sc->sites[s].pue, out);
	}
	str_add(out, ";\n");
}

static const char *state_name(enum phase_state state)
{
	switch (state) {
	case PHASE_OPERATING: return "operating";
	case PHASE_UNDER_CONSTRUCTION: return "under_construction";
	case PHASE_PLANNED: return "planned";
	case PHASE_CANDIDATE: break;
	}
	return "candidate";
}

static void write_phase(const struct scenario *sc, int p, struct str *out)
{
	const struct phase *phase = &sc->phases[p];

	str_add_char(out, '\n');
	mathprog_add_phase(sc, p, out);
	mathprog_add_id(out, sc->sites[phase->site].id);
	mathprog_add_id(out, state_name(phase->state));
	str_addf(out, " %d", phase->design_racks);
	mathprog_add_number(out, phase->max_kw_per_rack);
	str_addf(out, " %d %d %d", phase->lead_months, phase->available_racks, phase->module_racks);
	mathprog_add_flag(out, phase->whole);
	mathprog_add_day(out, phase->earliest_start, 0);
	mathprog_add_day(out, phase->latest_start, 99999999);
	mathprog_add_day(out, phase->ready, 0);
	mathprog_add_flag(out, phase->needs_approval);
	mathprog_add_flag(out, phase->approved);
	mathprog_add_number(out, phase->start_cny);
	mathprog_add_number(out, phase->shell_cny_per_rack);
	mathprog_add_number(out, phase->fitout_cny_per_rack);
	mathprog_add_number(out, phase->life_years);
}

static void write_phases(const struct scenario *sc, struct str *out)
{
	int p;

	str_add(out, "\nparam : PHASES : site state design limit lead available_racks module whole\n"
	             "earliest_start latest_start ready needs_approval approved start_cny\n"
	             "shell_cny_per_rack fitout_cny_per_rack life :=");
	for (p = 0; p < sc->n_phases; p++) {
		if (scenario_phase_exists(sc, p))
			write_phase(sc, p, out);
	}
	str_add(out, ";\n\nparam predecessor :=");
	for (p = 0; p < sc->n_phases; p++) {
		if (!scenario_phase_exists(sc, p) || sc->phases[p].predecessor < 0)
			continue;
		str_add_char(out, '\n');
		mathprog_add_phase(sc, p, out);
		mathprog_add_phase(sc, sc->phases[p].predecessor, out);
	}
	str_add(out, ";\n");
}

static void write_feeds(const struct scenario *sc, struct str *out)
{
	int f;

	str_add(out, "\nparam : FEEDS : feed_site mw_per_step most_steps feed_lead feed_earliest\n"
	             "feed_start_cny cny_per_step feed_life :=");
	for (f = 0; f < sc->n_feeds; f++) {
		const struct feed *feed = &sc->feeds[f];

		if (!scenario_feed_exists(sc, f))
			continue;
		str_add_char(out, '\n');
		mathprog_add_feed(sc, f, out);
		mathprog_add_id(out, sc->sites[feed->site].id);
		mathprog_add_number(out, feed->mw_per_step);
		str_addf(out, " %d %d", feed->most_steps, feed->lead_months);
		mathprog_add_day(out, feed->earliest_start, 0);
		mathprog_add_number(out, feed->start_cny);
		mathprog_add_number(out, feed->cny_per_step);
		mathprog_add_number(out, feed->life_years);
	}
	str_add(out, ";\n");
}

void mathprog_write(const struct scenario *sc, struct str *out)
{
	write_head(sc, out);
	write_tariffs(sc, out);
	write_sites(sc, out);
	write_phases(sc, out);
	write_feeds(sc, out);
	mathprog_write_classes(sc, out);
	mathprog_write_demands(sc, out);
	mathprog_write_network(sc, out);
	mathprog_write_rules(sc, out);
	mathprog_write_budgets(sc, out);
	mathprog_write_targets(sc, out);
	mathprog_write_stability(sc, out);
	mathprog_write_carried(sc, out);
	str_add(out, "\nend;\n");
}
