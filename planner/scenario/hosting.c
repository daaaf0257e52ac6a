/* hosting.c - distances, and who may host what: the rules in the order they are asked, and which one refused. */
#include "planner/base/geo.h"
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

/* ---- places ---- */

struct position {
	double latitude_deg, longitude_deg;
};

static struct position site_position(const struct scenario *sc, int s)
{
	const struct site *site = &sc->sites[s];

	if (isnan(site->latitude_deg) && site->node >= 0)
		return (struct position){ sc->nodes[site->node].latitude_deg, sc->nodes[site->node].longitude_deg };
	return (struct position){ site->latitude_deg, site->longitude_deg };
}

static double distance_km(struct position a, struct position b)
{
	if (isnan(a.latitude_deg) || isnan(b.latitude_deg))
		return (double)NAN;
	return geo_great_circle_km(a.latitude_deg, a.longitude_deg, b.latitude_deg, b.longitude_deg);
}

void scenario_site_position(const struct scenario *sc, int s, double *latitude_deg, double *longitude_deg)
{
	const struct position at = site_position(sc, s);

	*latitude_deg = at.latitude_deg;
	*longitude_deg = at.longitude_deg;
}

double scenario_distance_km(const struct scenario *sc, int site_a, int site_b)
{
	return distance_km(site_position(sc, site_a), site_position(sc, site_b));
}

double scenario_node_distance_km(const struct scenario *sc, int node, int site)
{
	const struct position at = { sc->nodes[node].latitude_deg, sc->nodes[node].longitude_deg };

	return distance_km(at, site_position(sc, site));
}

double scenario_fibre_km(const struct scenario *sc, int site_a, int site_b)
{
	return sc->route_factor * scenario_distance_km(sc, site_a, site_b);
}

double scenario_latency_ms(const struct scenario *sc, int node, int site)
{
	return geo_latency_ms(sc->route_factor * scenario_node_distance_km(sc, node, site));
}

/* ---- sites ---- */

#define BELOW(have, need) "security level " #have " of the site is below " #need
static const char *const level_texts[5][6] = {
	/* [of the site][of the class] */
	{ 0 },
	{ 0, 0, BELOW(1, 2), BELOW(1, 3), BELOW(1, 4), BELOW(1, 5) },
	{ 0, 0, 0, BELOW(2, 3), BELOW(2, 4), BELOW(2, 5) },
	{ 0, 0, 0, 0, BELOW(3, 4), BELOW(3, 5) },
	{ 0, 0, 0, 0, 0, BELOW(4, 5) },
};

static enum refusal refuse(enum refusal refusal, const char *text, const char **why)
{
	*why = text;
	return refusal;
}

static bool lies_in(const struct scenario *sc, int region, int n, const int *regions)
{
	int i;

	for (i = 0; i < n; i++) {
		if (scenario_region_within(sc, region, regions[i]))
			return true;
	}
	return n == 0;
}

static enum refusal refuse_latency(const struct scenario *sc, const struct demand *demand, int s, const char **why)
{
	const double limit_ms = sc->classes[demand->class].latency_limit_ms;
	double latency_ms;

	if (limit_ms <= 0)
		return MAY;
	latency_ms = demand->node >= 0 ? scenario_latency_ms(sc, demand->node, s) : (double)NAN;
	if (isnan(latency_ms))
		return refuse(NO_POSITION, "its latency is not known: the site or the demand's node has no position",
		              why);
	if (latency_ms > limit_ms)
		return refuse(LATENCY, "its latency from the demand's node is above the class's latency_limit_ms", why);
	return MAY;
}

/* What the class says of a site. */
static enum refusal refuse_class(const struct scenario *sc, const struct demand *demand, int s, const char **why)
{
	const struct site *site = &sc->sites[s];
	const struct class *class = &sc->classes[demand->class];

	if (class->n_site_kinds == 0 && !strcmp(site->kind, "legacy"))
		return refuse(KIND, "legacy sites host only what stands there already", why);
	if (!list_names(class->n_site_kinds, class->site_kinds, site->kind))
		return refuse(KIND, "the site's kind is not among the class's site_kinds", why);
	if (!list_names(class->n_site_tiers, class->site_tiers, site->tier))
		return refuse(TIER, "the site's tier is not among the class's site_tiers", why);
	if (!lies_in(sc, site->region, class->n_site_regions, class->site_regions))
		return refuse(REGION, "the site lies in none of the class's site_regions", why);
	if (site->security_level < class->security_level)
		return refuse(LEVEL, level_texts[site->security_level][class->security_level], why);
	return refuse_latency(sc, demand, s, why);
}

static bool is_own(const struct demand *demand, int s)
{
	return demand->migrates && demand->migration.from_site == s;
}

static enum refusal refuse_site(const struct scenario *sc, const struct demand *demand, int s, bool standby,
                                const char **why)
{
	if (!scenario_site_exists(sc, s))
		return refuse(OPTION_OFF, "the site's option is off", why);
	if (standby && !list_has(demand->backup.n_sites, demand->backup.sites, s))
		return refuse(NOT_LISTED, "the site is not among the backup's sites", why);
	if (!standby && !list_has(demand->n_sites, demand->sites, s))
		return refuse(NOT_LISTED, "the site is not among the demand's sites", why);
	return refuse_class(sc, demand, s, why);
}

static enum refusal refuse_date(const struct scenario *sc, const struct demand *demand, int s, int t, bool own,
                                const char **why)
{
	const struct period *period = &sc->periods[t];
	const struct site *site = &sc->sites[s];

	if (date_is_set(site->opens) && date_compare(period->first_day, site->opens) < 0)
		return refuse(SITE_OPENS, "the site is not open yet", why);
	if (date_is_set(site->closes) && date_compare(period->last_day, site->closes) >= 0)
		return refuse(SITE_CLOSES, "the site is closed by then", why);
	if (demand->migrates && !own && date_is_set(demand->migration.opens) &&
	    date_compare(period->first_day, demand->migration.opens) < 0)
		return refuse(MOVE_DATE, "the migration is not open yet", why);
	return MAY;
}

static enum refusal refuse_density(const struct scenario *sc, const struct demand *demand, int s, const char **why)
{
	int p;

	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
		if (scenario_phase_exists(sc, p) &&
		    sc->phases[p].max_kw_per_rack >= sc->classes[demand->class].kw_per_rack)
			return MAY;
	}
	return refuse(DENSITY, "no phase of the site holds racks of the class's kW", why);
}

static enum refusal refuse_host(const struct scenario *sc, const struct demand *demand, int s, int t, const char **why)
{
	const bool own = is_own(demand, s); /* what stands there may stay there */
	enum refusal refusal = MAY;

	if (!own || !scenario_site_exists(sc, s))
		refusal = refuse_site(sc, demand, s, false, why);
	if (refusal == MAY)
		refusal = refuse_date(sc, demand, s, t, own, why);
	return refusal == MAY ? refuse_density(sc, demand, s, why) : refusal;
}

enum refusal scenario_host_refusal(const struct scenario *sc, int d, int s, int t, const char **why)
{
	return refuse_host(sc, &sc->demands[d], s, t, why);
}

bool scenario_may_host(const struct scenario *sc, int d, int s, int t, const char **why)
{
	const char *reason = NULL;
	bool may = scenario_host_refusal(sc, d, s, t, &reason) == MAY;

	if (why)
		*why = reason;
	return may;
}

/* ---- pairs ---- */

static enum refusal refuse_distance(const struct scenario *sc, const struct backup *backup, int s, int r,
                                    const char **why)
{
	const bool sync = backup->mode == BACKUP_SYNC;
	const double km = scenario_distance_km(sc, s, r);

	if (backup->min_km <= 0 && !isfinite(backup->max_km) && !sync)
		return MAY;
	if (isnan(km))
		return refuse(NO_DISTANCE, "its distance is not known: one of the two sites has no position", why);
	if (km < backup->min_km)
		return refuse(TOO_NEAR, "it is nearer than the backup's min_km", why);
	if (km > backup->max_km)
		return refuse(TOO_FAR, "it is farther than the backup's max_km", why);
	if (sync && scenario_fibre_km(sc, s, r) > sc->sync_fibre_km)
		return refuse(BEYOND_SYNC, "its fibre is longer than the settings' sync_fibre_km", why);
	return MAY;
}

enum refusal scenario_pair_refusal(const struct scenario *sc, int d, int s, int r, int t, const char **why)
{
	const struct demand *demand = &sc->demands[d];
	const struct backup *backup = &demand->backup;
	enum refusal refusal;

	if (!demand->has_backup)
		return refuse(OPTION_OFF, "the demand has no backup", why);
	refusal = refuse_site(sc, demand, r, true, why);
	if (refusal == MAY)
		refusal = refuse_date(sc, demand, r, t, false, why);
	if (refusal == MAY)
		refusal = refuse_density(sc, demand, r, why);
	if (refusal == MAY && refuse_host(sc, demand, s, t, why) != MAY)
		refusal = NOT_HOSTED;
	if (refusal == MAY && s == r)
		refusal = refuse(SAME_SITE, "a standby stands at another site", why);
	return refusal == MAY ? refuse_distance(sc, backup, s, r, why) : refusal;
}

bool scenario_may_pair(const struct scenario *sc, int d, int s, int r, int t, const char **why)
{
	const char *reason = NULL;
	bool may = scenario_pair_refusal(sc, d, s, r, t, &reason) == MAY;

	if (why)
		*why = reason;
	return may;
}
