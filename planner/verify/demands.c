/*
 * Demands: every rack is somewhere, only where it may be, and legacy rooms empty without filling again.
 */
#include "planner/verify/check.h"

#include <string.h>

static void check_need(struct check *c, int d, int t)
{
	long long hosted = 0, unserved = c->plan->unserved_racks[d * c->sc->n_periods + t], need = fact_need(c, d, t),
		  gap;
	int s;

	for (s = 0; s < c->sc->n_sites; s++)
		hosted += fact_host(c, d, s, t);
	gap = hosted + unserved - need;
	check_compared(c);
	if (gap != 0)
		check_fail(c, "demand", place_demand(c, d, t), (double)gap, "racks",
			   "%lld racks hosted and %lld unserved, %lld needed, %lld %s", hosted, unserved, need,
			   gap < 0 ? -gap : gap, gap < 0 ? "lost" : "too many");
	check_compared(c);
	if (unserved != 0 && c->sc->demands[d].unserved_cny_per_rack_year < 0.0)
		check_fail(c, "unserved", place_demand(c, d, t), (double)unserved, "racks",
			   "%lld racks unserved of a demand that must be served", unserved);
}

static bool kind_allowed(const struct class *class, const char *kind)
{
	int i;

	if (class->n_site_kinds == 0)
		return strcmp(kind, "legacy") != 0;
	for (i = 0; i < class->n_site_kinds; i++) {
		if (strcmp(class->site_kinds[i], kind) == 0)
			return true;
	}
	return false;
}

static bool site_listed(const struct demand *demand, int s)
{
	int i;

	for (i = 0; i < demand->n_sites; i++) {
		if (demand->sites[i] == s)
			return true;
	}
	return demand->n_sites == 0;
}

/* Why may d not be hosted at s, whatever the period? NULL: it may. Its own legacy site has its racks already. */
static const char *why_never(struct check *c, int d, int s)
{
	const struct demand *demand = &c->sc->demands[d];
	const struct class *class = &c->sc->classes[demand->class];
	const struct site *site = &c->sc->sites[s];

	if (!scenario_option_on(c->sc, demand->option))
		return "the demand needs an option that is off";
	if (!scenario_site_exists(c->sc, s))
		return "the site needs an option that is off";
	if (demand->migrates && demand->migration.from_site == s)
		return NULL;
	if (!site_listed(demand, s))
		return "the site is not among the demand's sites";
	if (!kind_allowed(class, site->kind))
		return check_text(c, "its class may not be hosted at a site of kind %s", site->kind);
	if (site->security_level < class->security_level)
		return check_text(c, "security level %d of the site is below %d", site->security_level,
				  class->security_level);
	return NULL;
}

static const char *why_not_yet(struct check *c, int d, int s, int t)
{
	const struct demand *demand = &c->sc->demands[d];
	const struct date day = c->sc->periods[t].first_day;
	char text[16];

	if (date_is_set(c->sc->sites[s].opens) && date_compare(day, c->sc->sites[s].opens) < 0)
		return check_text(c, "the site opens on %s", date_format(c->sc->sites[s].opens, text));
	if (demand->migrates && demand->migration.from_site != s && date_is_set(demand->migration.opens) &&
	    date_compare(day, demand->migration.opens) < 0)
		return check_text(c, "nothing of it may leave its legacy site before %s",
				  date_format(demand->migration.opens, text));
	return NULL;
}

/* Both our own reading of the rules and the scenario's must agree that the racks may be there. */
static void check_pair(struct check *c, int d, int s, int t)
{
	long long racks = fact_host(c, d, s, t);
	const char *why, *other = NULL;

	check_compared(c);
	if (racks == 0)
		return;
	why = why_never(c, d, s);
	if (!why)
		why = why_not_yet(c, d, s, t);
	if (!why && !scenario_may_host(c->sc, d, s, t, &other))
		why = other ? other : "the scenario does not allow it";
	if (why)
		check_fail(c, "may host", place_pair(c, d, s, t), (double)racks, "racks",
			   "%lld racks hosted where they may not be: %s", racks, why);
}

void check_demands(struct check *c)
{
	int d, s, t;

	for (d = 0; d < c->sc->n_demands; d++) {
		for (t = 0; t < c->sc->n_periods; t++) {
			check_need(c, d, t);
			for (s = 0; s < c->sc->n_sites; s++)
				check_pair(c, d, s, t);
		}
	}
}

void check_migration(struct check *c)
{
	long long before, now;
	int d, t, legacy;

	for (d = 0; d < c->sc->n_demands; d++) {
		legacy = c->sc->demands[d].migration.from_site;
		if (!c->sc->demands[d].migrates || !scenario_option_on(c->sc, c->sc->demands[d].option))
			continue;
		before = c->sc->n_periods > 0 ? fact_need(c, d, 0) : 0;
		for (t = 0; t < c->sc->n_periods; t++) {
			now = fact_host(c, d, legacy, t);
			check_compared(c);
			if (now > before)
				check_fail(c, "migration", place_pair(c, d, legacy, t), (double)(now - before), "racks",
					   "%lld racks at the legacy site, %lld before, %lld came back", now, before,
					   now - before);
			before = now;
		}
	}
}
