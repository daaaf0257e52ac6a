/* query.c - what the typed scenario says: options, dates, scopes, who may host what. */
#include "planner/scenario/internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool scenario_option_on(const struct scenario *sc, int option)
{
	return option < 0 || sc->options[option].on;
}

bool scenario_site_exists(const struct scenario *sc, int s)
{
	return scenario_option_on(sc, sc->sites[s].option);
}

bool scenario_phase_exists(const struct scenario *sc, int p)
{
	return scenario_option_on(sc, sc->phases[p].option) && scenario_site_exists(sc, sc->phases[p].site);
}

bool scenario_feed_exists(const struct scenario *sc, int f)
{
	return scenario_option_on(sc, sc->feeds[f].option) && scenario_site_exists(sc, sc->feeds[f].site);
}

int scenario_period_by(const struct scenario *sc, struct date by)
{
	int t = sc->n_periods - 1;

	while (t >= 0 && date_compare(sc->periods[t].last_day, by) > 0)
		t--;
	return t;
}

int scenario_first_period_from(const struct scenario *sc, struct date day)
{
	int t = 0;

	while (date_is_set(day) && t < sc->n_periods && date_compare(sc->periods[t].first_day, day) < 0)
		t++;
	return t;
}

int scenario_usable_from(const struct scenario *sc, int start, int lead_months)
{
	return scenario_first_period_from(sc, date_add_months(sc->periods[start].first_day, lead_months));
}

double scenario_discount(const struct scenario *sc, double years)
{
	return pow(1 + sc->money.discount_rate, -years);
}

bool scenario_region_within(const struct scenario *sc, int region, int ancestor)
{
	while (region >= 0 && region != ancestor)
		region = sc->regions[region].parent;
	return region >= 0;
}

/* ---- scopes ---- */

static bool among(int n, const int *list, int index)
{
	int i;

	for (i = 0; i < n; i++) {
		if (list[i] == index)
			return true;
	}
	return n == 0;
}

static bool named(int n, const char *const *list, const char *word)
{
	int i;

	for (i = 0; i < n; i++) {
		if (!strcmp(list[i], word))
			return true;
	}
	return n == 0;
}

static bool scope_has_region(const struct scope *scope, const struct scenario *sc, int region)
{
	int i;

	for (i = 0; i < scope->n_regions; i++) {
		if (scenario_region_within(sc, region, scope->regions[i]))
			return true;
	}
	return scope->n_regions == 0;
}

bool scope_has_site(const struct scope *scope, const struct scenario *sc, int s)
{
	const struct site *site = &sc->sites[s];
	bool tagged = scope->n_tags == 0;
	int i;

	for (i = 0; i < site->n_tags; i++)
		tagged |= named(scope->n_tags, scope->tags, site->tags[i]);
	return tagged && scope_has_region(scope, sc, site->region) && among(scope->n_sites, scope->sites, s) &&
	       named(scope->n_kinds, scope->kinds, site->kind) && named(scope->n_tiers, scope->tiers, site->tier);
}

bool scope_has_phase(const struct scope *scope, const struct scenario *sc, int p)
{
	return among(scope->n_phases, scope->phases, p) && scope_has_site(scope, sc, sc->phases[p].site);
}

bool scope_has_demand(const struct scope *scope, const struct scenario *sc, int d)
{
	return among(scope->n_demands, scope->demands, d) && among(scope->n_classes, scope->classes, sc->demands[d].class);
}

/* ---- hosting ---- */

/* The rules in the order they are asked; a site that is out by a later one came further. */
enum refusal { MAY, OPTION_OFF, NOT_LISTED, KIND, LEVEL, SITE_DATE, MOVE_DATE, DENSITY };

#define BELOW(have, need) "security level " #have " of the site is below " #need
static const char *const level_texts[5][6] = { /* [of the site][of the class] */
	{ 0 },
	{ 0, 0, BELOW(1, 2), BELOW(1, 3), BELOW(1, 4), BELOW(1, 5) },
	{ 0, 0, 0, BELOW(2, 3), BELOW(2, 4), BELOW(2, 5) },
	{ 0, 0, 0, 0, BELOW(3, 4), BELOW(3, 5) },
	{ 0, 0, 0, 0, 0, BELOW(4, 5) },
};

static enum refusal refuse_site(const struct scenario *sc, const struct demand *demand, int s, const char **why)
{
	const struct site *site = &sc->sites[s];
	const struct class *class = &sc->classes[demand->class];

	if (!scenario_site_exists(sc, s)) {
		*why = "the site's option is off";
		return OPTION_OFF;
	}
	if (demand->migrates && demand->migration.from_site == s)
		return MAY; /* what stands there may stay there */
	if (!among(demand->n_sites, demand->sites, s)) {
		*why = "the site is not among the demand's sites";
		return NOT_LISTED;
	}
	if (class->n_site_kinds == 0 ? !strcmp(site->kind, "legacy")
	                             : !named(class->n_site_kinds, class->site_kinds, site->kind)) {
		*why = class->n_site_kinds == 0 ? "legacy sites host only what stands there already"
		                                : "the site's kind is not among the class's site_kinds";
		return KIND;
	}
	if (site->security_level < class->security_level) {
		*why = level_texts[site->security_level][class->security_level];
		return LEVEL;
	}
	return MAY;
}

static enum refusal refuse_date(const struct scenario *sc, const struct demand *demand, int s, int t, const char **why)
{
	struct date first = sc->periods[t].first_day;
	bool own = demand->migrates && demand->migration.from_site == s;

	if (date_is_set(sc->sites[s].opens) && date_compare(first, sc->sites[s].opens) < 0) {
		*why = "the site is not open yet";
		return SITE_DATE;
	}
	if (demand->migrates && !own && date_is_set(demand->migration.opens) &&
	    date_compare(first, demand->migration.opens) < 0) {
		*why = "the migration is not open yet";
		return MOVE_DATE;
	}
	return MAY;
}

int scenario_host_refusal(const struct scenario *sc, int d, int s, int t, const char **why)
{
	const struct demand *demand = &sc->demands[d];
	enum refusal refusal = refuse_site(sc, demand, s, why);
	int p;

	if (refusal == MAY)
		refusal = refuse_date(sc, demand, s, t, why);
	if (refusal != MAY)
		return (int)refusal;
	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
		if (scenario_phase_exists(sc, p) && sc->phases[p].max_kw_per_rack >= sc->classes[demand->class].kw_per_rack)
			return MAY;
	}
	*why = "no phase of the site holds racks of the class's kW";
	return DENSITY;
}

bool scenario_may_host(const struct scenario *sc, int d, int s, int t, const char **why)
{
	const char *reason = NULL;
	bool may = scenario_host_refusal(sc, d, s, t, &reason) == MAY;

	if (why)
		*why = reason;
	return may;
}

/* ---- names ---- */

const struct number_mark *scenario_mark(const struct scenario *sc, const char *pointer)
{
	int low = 0, high = sc->n_marks;

	while (low < high) {
		int middle = low + (high - low) / 2;
		int order = strcmp(sc->marks[middle].pointer, pointer);

		if (order == 0)
			return &sc->marks[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

int scenario_find_site(const struct scenario *sc, const char *id)
{
	int s;

	for (s = 0; s < sc->n_sites; s++) {
		if (!strcmp(sc->sites[s].id, id))
			return s;
	}
	return -1;
}

static int find_at_site(const struct scenario *sc, const char *id, int *s)
{
	const char *slash = strchr(id, '/');

	for (*s = 0; slash && *s < sc->n_sites; (*s)++) {
		const char *site = sc->sites[*s].id;

		if (strlen(site) == (size_t)(slash - id) && !strncmp(site, id, (size_t)(slash - id)))
			return (int)(slash + 1 - id);
	}
	return -1;
}

int scenario_find_phase(const struct scenario *sc, const char *id)
{
	int s, p, at = find_at_site(sc, id, &s);

	for (p = at >= 0 ? sc->sites[s].phase_begin : 0; at >= 0 && p < sc->sites[s].phase_end; p++) {
		if (!strcmp(sc->phases[p].id, id + at))
			return p;
	}
	return -1;
}

int scenario_find_feed(const struct scenario *sc, const char *id)
{
	int s, f, at = find_at_site(sc, id, &s);

	for (f = at >= 0 ? sc->sites[s].feed_begin : 0; at >= 0 && f < sc->sites[s].feed_end; f++) {
		if (!strcmp(sc->feeds[f].id, id + at))
			return f;
	}
	return -1;
}

int scenario_find_demand(const struct scenario *sc, const char *id)
{
	int d;

	for (d = 0; d < sc->n_demands; d++) {
		if (!strcmp(sc->demands[d].id, id))
			return d;
	}
	return -1;
}

int scenario_find_target(const struct scenario *sc, const char *id)
{
	int g;

	for (g = 0; g < sc->n_targets; g++) {
		if (!strcmp(sc->targets[g].id, id))
			return g;
	}
	return -1;
}

int scenario_find_period(const struct scenario *sc, const char *label)
{
	int t;

	for (t = 0; t < sc->n_periods; t++) {
		if (!strcmp(sc->periods[t].label, label))
			return t;
	}
	return -1;
}
