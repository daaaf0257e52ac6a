/* mathprog_sites.c - as data of capacity.mod: cooling, sources of energy, places, standby, openings. */
#include "models/mathprog_parts.h"

#include <math.h>
#include <string.h>

/* A place that is not known is at 999 degrees. */
static void add_degrees(struct str *out, double degrees)
{
	mathprog_add_number(out, isnan(degrees) ? 999.0 : degrees);
}

static void write_sites(const struct scenario *sc, struct str *out)
{
	int s;

	str_add(out, "\nparam : site_closes opening_cny servers_per_rack latitude longitude :=");
	for (s = 0; s < sc->n_sites; s++) {
		const struct site *site = &sc->sites[s];
		bool at_node = isnan(site->latitude_deg) && site->node >= 0;

		if (!scenario_site_exists(sc, s))
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, site->id);
		mathprog_add_day(out, site->closes, 99999999);
		mathprog_add_number(out, site->opening_cny);
		mathprog_add_number(out, site->servers_per_rack);
		add_degrees(out, at_node ? sc->nodes[site->node].latitude_deg : site->latitude_deg);
		add_degrees(out, at_node ? sc->nodes[site->node].longitude_deg : site->longitude_deg);
	}
	str_add(out, ";\n");
	mathprog_open_series(sc, "cooling_mw", out);
	for (s = 0; s < sc->n_sites; s++) {
		if (scenario_site_exists(sc, s) && sc->sites[s].cooling_mw)
			mathprog_add_series(sc, sc->sites[s].id, sc->sites[s].cooling_mw, out);
	}
	str_add(out, ";\n");
}

/* The first phase of its site with its limit. */
static bool limit_is_new(const struct scenario *sc, int p)
{
	int q;

	for (q = sc->sites[sc->phases[p].site].phase_begin; q < p; q++) {
		double a = sc->phases[q].max_kw_per_rack, b = sc->phases[p].max_kw_per_rack;

		if (scenario_phase_exists(sc, q) && !(a < b) && !(a > b))
			return false;
	}
	return true;
}

static void write_limits(const struct scenario *sc, struct str *out)
{
	int p;

	str_add(out, "\nparam limit_is_new :=");
	for (p = 0; p < sc->n_phases; p++) {
		if (!scenario_phase_exists(sc, p))
			continue;
		str_add_char(out, '\n');
		mathprog_add_phase(sc, p, out);
		mathprog_add_flag(out, limit_is_new(sc, p));
	}
	str_add(out, ";\n");
}

static void write_energy(const struct scenario *sc, struct str *out)
{
	int i, t;

	str_add(out, "\nparam : tariff_kg_co2_per_kwh tariff_green :=");
	for (i = 0; i < sc->n_tariffs; i++) {
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->tariffs[i].id);
		mathprog_add_number(out, sc->tariffs[i].kg_co2_per_kwh);
		mathprog_add_flag(out, sc->tariffs[i].green);
	}
	str_add(out, ";\n\nparam : SOURCES : source_site kg_co2_per_kwh green most_mwh_per_year :=");
	for (i = 0; i < sc->n_energy_sources; i++) {
		const struct energy_source *source = &sc->energy_sources[i];

		if (!scenario_source_exists(sc, i))
			continue;
		str_add_char(out, '\n');
		mathprog_add_source(sc, i, out);
		mathprog_add_id(out, sc->sites[source->site].id);
		mathprog_add_number(out, source->kg_co2_per_kwh);
		mathprog_add_flag(out, source->green);
		mathprog_add_number(out, source->most_mwh_per_year);
	}
	str_add(out, ";\n");
	mathprog_open_series(sc, "source_cny_per_kwh", out);
	for (i = 0; i < sc->n_energy_sources; i++) {
		if (!scenario_source_exists(sc, i))
			continue;
		str_add_char(out, '\n');
		mathprog_add_source(sc, i, out);
		for (t = 0; t < sc->n_periods; t++)
			mathprog_add_number(out, sc->energy_sources[i].cny_per_kwh[t]);
	}
	str_add(out, ";\n");
}

/* ---- who may host what ---- */

static bool is_barred(const struct scenario *sc, const struct class *class, int s)
{
	bool tier = class->n_site_tiers == 0, region = class->n_site_regions == 0;
	int i;

	for (i = 0; i < class->n_site_tiers; i++)
		tier |= strcmp(class->site_tiers[i], sc->sites[s].tier) == 0;
	for (i = 0; i < class->n_site_regions; i++)
		region |= scenario_region_within(sc, sc->sites[s].region, class->site_regions[i]);
	return !tier || !region;
}

static void write_classes(const struct scenario *sc, struct str *out)
{
	int k, s;

	str_add(out, "\nparam latency_limit_ms :=");
	for (k = 0; k < sc->n_classes; k++) {
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->classes[k].id);
		mathprog_add_number(out, sc->classes[k].latency_limit_ms);
	}
	str_add(out, ";\n");
	for (k = 0; k < sc->n_classes; k++) {
		str_add(out, "set barred[");
		mathprog_add_id(out, sc->classes[k].id);
		str_add(out, "] :=");
		for (s = 0; s < sc->n_sites; s++) {
			if (scenario_site_exists(sc, s) && is_barred(sc, &sc->classes[k], s))
				mathprog_add_id(out, sc->sites[s].id);
		}
		str_add(out, ";\n");
	}
}

static void write_users(const struct scenario *sc, struct str *out)
{
	int d;

	str_add(out, "\nparam : user_latitude user_longitude :=");
	for (d = 0; d < sc->n_demands; d++) {
		if (!scenario_demand_exists(sc, d) || sc->demands[d].node < 0)
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->demands[d].id);
		add_degrees(out, sc->nodes[sc->demands[d].node].latitude_deg);
		add_degrees(out, sc->nodes[sc->demands[d].node].longitude_deg);
	}
	str_add(out, ";\n");
}

/* ---- standby ---- */

static void write_backups(const struct scenario *sc, struct str *out)
{
	int d, i;

	str_add(out, "\nparam : BACKED : standby_share min_km max_km is_shared is_sync power_share :=");
	for (d = 0; d < sc->n_demands; d++) {
		const struct backup *backup = &sc->demands[d].backup;

		if (!scenario_demand_exists(sc, d) || !sc->demands[d].has_backup)
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->demands[d].id);
		mathprog_add_number(out, backup->share);
		mathprog_add_number(out, backup->min_km);
		mathprog_add_number(out, isfinite(backup->max_km) ? backup->max_km : 1e9);
		mathprog_add_flag(out, backup->shared);
		mathprog_add_flag(out, backup->mode == BACKUP_SYNC);
		mathprog_add_number(out, backup->power_share);
	}
	str_add(out, ";\n");
	for (d = 0; d < sc->n_demands; d++) {
		const struct demand *demand = &sc->demands[d];

		if (!scenario_demand_exists(sc, d) || !demand->has_backup || demand->backup.n_sites == 0)
			continue;
		str_add(out, "set standby_sites[");
		mathprog_add_id(out, demand->id);
		str_add(out, "] :=");
		for (i = 0; i < demand->backup.n_sites; i++)
			mathprog_add_id(out, sc->sites[demand->backup.sites[i]].id);
		str_add(out, ";\n");
	}
}

/* ---- scopes that name classes or demands ---- */

static void add_item(const char *what, const char *id, const struct scope *scope, struct str *out)
{
	if (scope->n_classes == 0 && scope->n_demands == 0)
		return;
	str_addf(out, "\n'%s'", what);
	mathprog_add_id(out, id);
	str_add(out, " 1");
}

static void write_scopes(const struct scenario *sc, struct str *out)
{
	int i;

	str_add(out, "\nparam names_demands :=");
	for (i = 0; i < sc->n_budgets; i++) {
		if (scenario_option_on(sc, sc->budgets[i].option))
			add_item("budget", sc->budgets[i].id, &sc->budgets[i].scope, out);
	}
	for (i = 0; i < sc->n_targets; i++) {
		if (scenario_option_on(sc, sc->targets[i].option) && sc->targets[i].overruled_by < 0)
			add_item("target", sc->targets[i].id, &sc->targets[i].scope, out);
	}
	str_add(out, ";\n");
}

void mathprog_write_carried(const struct scenario *sc, struct str *out)
{
	str_add(out, "\nparam route_factor :=");
	mathprog_add_number(out, sc->route_factor);
	str_add(out, ";\nparam sync_fibre_km :=");
	mathprog_add_number(out, sc->sync_fibre_km);
	str_add(out, ";\n");
	write_sites(sc, out);
	write_limits(sc, out);
	write_energy(sc, out);
	write_classes(sc, out);
	write_users(sc, out);
	write_backups(sc, out);
	write_scopes(sc, out);
}
