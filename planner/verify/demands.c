/*
 * Demands: every rack is somewhere, only where it may be, and legacy rooms empty without filling again.
 */
#include "planner/verify/check.h"

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

/* Both our own reading of the rules and the scenario's must agree that the racks may be there. */
static void check_pair(struct check *c, int d, int s, int t)
{
	long long racks = fact_host(c, d, s, t);
	const char *why, *other = NULL;

	check_compared(c);
	if (racks == 0)
		return;
	why = fact_why_not_host(c, d, s, t);
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
