/*
 * Where racks may be: what the demand, its class, the site and the dates say of hosting, and of standbys elsewhere.
 */
#include "planner/base/geo.h"
#include "planner/verify/check.h"

#include <math.h>
#include <string.h>

/* Distances come out of sines: nobody knows them to a millimetre. */
#define ALLOWED_SHARE 1e-9

struct place {
	double latitude_deg, longitude_deg;
};

static struct place node_place(const struct check *c, int v)
{
	return (struct place){ c->sc->nodes[v].latitude_deg, c->sc->nodes[v].longitude_deg };
}

static struct place site_place(const struct check *c, int s)
{
	const struct site *site = &c->sc->sites[s];

	if (isnan(site->latitude_deg) && site->node >= 0)
		return node_place(c, site->node);
	return (struct place){ site->latitude_deg, site->longitude_deg };
}

/* Not a number when one of them stands nowhere. */
static double distance_km(struct place a, struct place b)
{
	if (isnan(a.latitude_deg) || isnan(b.latitude_deg))
		return (double)NAN;
	return geo_great_circle_km(a.latitude_deg, a.longitude_deg, b.latitude_deg, b.longitude_deg);
}

static bool is_listed(int n, const int *list, int wanted)
{
	int i;

	for (i = 0; i < n; i++) {
		if (list[i] == wanted)
			return true;
	}
	return n == 0;
}

static bool is_named(int n, const char *const *list, const char *wanted)
{
	int i;

	for (i = 0; i < n; i++) {
		if (strcmp(list[i], wanted) == 0)
			return true;
	}
	return n == 0;
}

static bool is_within(const struct check *c, int region, int n, const int *regions)
{
	for (; region >= 0; region = c->sc->regions[region].parent) {
		if (n > 0 && is_listed(n, regions, region))
			return true;
	}
	return n == 0;
}

static const char *why_too_slow(struct check *c, const struct demand *demand, int s)
{
	double limit_ms = c->sc->classes[demand->class].latency_limit_ms, ms;

	if (!(limit_ms > 0.0))
		return NULL;
	if (demand->node < 0)
		return "its class has a latency limit and the demand no node";
	ms = geo_latency_ms(c->sc->route_factor * distance_km(node_place(c, demand->node), site_place(c, s)));
	if (isnan(ms))
		return "its class has a latency limit, and where the site or the demand's node lies is not known";
	if (ms > limit_ms * (1.0 + ALLOWED_SHARE))
		return check_text(c, "its latency is %s ms, its class allows %s ms", check_amount(c, ms, limit_ms, 2),
		                  check_amount(c, limit_ms, ms, 2));
	return NULL;
}

static const char *why_not_class(struct check *c, const struct demand *demand, int s)
{
	const struct class *class = &c->sc->classes[demand->class];
	const struct site *site = &c->sc->sites[s];

	if (class->n_site_kinds == 0 ? strcmp(site->kind, "legacy") == 0
	                             : !is_named(class->n_site_kinds, class->site_kinds, site->kind))
		return check_text(c, "its class may not be hosted at a site of kind %s", site->kind);
	if (!is_named(class->n_site_tiers, class->site_tiers, site->tier))
		return check_text(c, "its class may not be hosted at a site of tier %s", site->tier);
	if (!is_within(c, site->region, class->n_site_regions, class->site_regions))
		return check_text(c, "its class may not be hosted in %s",
		                  site->region >= 0 ? c->sc->regions[site->region].id : "no region");
	if (site->security_level < class->security_level)
		return check_text(c, "security level %d of the site is below %d", site->security_level,
		                  class->security_level);
	return why_too_slow(c, demand, s);
}

static bool is_own(const struct demand *demand, int s)
{
	return demand->migrates && demand->migration.from_site == s;
}

/* Whatever the period. Its own legacy site has its racks already. */
static const char *why_never(struct check *c, int d, int s)
{
	const struct demand *demand = &c->sc->demands[d];

	if (!scenario_option_on(c->sc, demand->option))
		return "the demand needs an option that is off";
	if (!scenario_site_exists(c->sc, s))
		return "the site needs an option that is off";
	if (is_own(demand, s))
		return NULL;
	if (!is_listed(demand->n_sites, demand->sites, s))
		return "the site is not among the demand's sites";
	return why_not_class(c, demand, s);
}

static const char *why_not_then(struct check *c, int d, int s, int t)
{
	const struct demand *demand = &c->sc->demands[d];
	const struct period *period = &c->sc->periods[t];
	const struct site *site = &c->sc->sites[s];
	char text[16];

	if (date_is_set(site->opens) && date_compare(period->first_day, site->opens) < 0)
		return check_text(c, "the site opens on %s", date_format(site->opens, text));
	if (date_is_set(site->closes) && date_compare(site->closes, period->last_day) <= 0)
		return check_text(c, "the site closes on %s", date_format(site->closes, text));
	if (demand->migrates && !is_own(demand, s) && date_is_set(demand->migration.opens) &&
	    date_compare(period->first_day, demand->migration.opens) < 0)
		return check_text(c, "nothing of it may leave its legacy site before %s",
		                  date_format(demand->migration.opens, text));
	return NULL;
}

const char *fact_why_not_host(struct check *c, int d, int s, int t)
{
	const char *why = why_never(c, d, s);

	return why ? why : why_not_then(c, d, s, t);
}

static const char *why_not_apart(struct check *c, const struct backup *backup, int s, int r)
{
	bool sync = backup->mode == BACKUP_SYNC;
	double km = distance_km(site_place(c, s), site_place(c, r)), fibre_km = c->sc->route_factor * km;

	if (!(backup->min_km > 0.0) && !isfinite(backup->max_km) && !sync)
		return NULL;
	if (isnan(km))
		return "how far the two sites are from each other is not known";
	if (km < backup->min_km * (1.0 - ALLOWED_SHARE))
		return check_text(c, "the two sites are %s km apart, at least %s km are needed",
		                  check_amount(c, km, backup->min_km, 0), check_amount(c, backup->min_km, km, 0));
	if (km > backup->max_km * (1.0 + ALLOWED_SHARE))
		return check_text(c, "the two sites are %s km apart, at most %s km are allowed",
		                  check_amount(c, km, backup->max_km, 0), check_amount(c, backup->max_km, km, 0));
	if (sync && fibre_km > c->sc->sync_fibre_km * (1.0 + ALLOWED_SHARE))
		return check_text(c, "the fibre between the two sites is %s km, mode sync allows %s km",
		                  check_amount(c, fibre_km, c->sc->sync_fibre_km, 0),
		                  check_amount(c, c->sc->sync_fibre_km, fibre_km, 0));
	return NULL;
}

const char *fact_why_not_pair(struct check *c, int d, int s, int r, int t)
{
	const struct demand *demand = &c->sc->demands[d];
	const struct backup *backup = &demand->backup;
	const char *why;

	if (!scenario_option_on(c->sc, demand->option))
		return "the demand needs an option that is off";
	if (!demand->has_backup)
		return "the demand has no backup";
	if (s == r)
		return "a standby stands at another site";
	if (!scenario_site_exists(c->sc, r))
		return "the site needs an option that is off";
	if (!is_listed(backup->n_sites, backup->sites, r))
		return "the site is not among the backup's sites";
	why = why_not_class(c, demand, r);
	if (!why)
		why = why_not_then(c, d, r, t);
	return why ? why : why_not_apart(c, backup, s, r);
}
