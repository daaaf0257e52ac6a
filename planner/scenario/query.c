/* query.c - what the typed scenario says: options, dates, scopes, names. */
#include "planner/scenario/internal.h"

#include <math.h>
#include <stddef.h>
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

bool scenario_demand_exists(const struct scenario *sc, int d)
{
	return scenario_option_on(sc, sc->demands[d].option);
}

bool scenario_source_exists(const struct scenario *sc, int e)
{
	return scenario_option_on(sc, sc->energy_sources[e].option) &&
	       scenario_site_exists(sc, sc->energy_sources[e].site);
}

bool scenario_buys_by_tariff(const struct scenario *sc, int s)
{
	int e;

	for (e = sc->sites[s].source_begin; e < sc->sites[s].source_end; e++) {
		if (scenario_source_exists(sc, e))
			return false;
	}
	return true;
}

bool scenario_link_exists(const struct scenario *sc, int l)
{
	return scenario_option_on(sc, sc->links[l].option);
}

bool scenario_module_exists(const struct scenario *sc, int m)
{
	return scenario_option_on(sc, sc->modules[m].option) && scenario_link_exists(sc, sc->modules[m].link);
}

bool scenario_traffic_exists(const struct scenario *sc, int i)
{
	return scenario_option_on(sc, sc->traffic[i].option);
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

bool list_has(int n, const int *list, int index)
{
	int i;

	for (i = 0; i < n; i++) {
		if (list[i] == index)
			return true;
	}
	return n == 0;
}

bool list_names(int n, const char *const *list, const char *word)
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
		tagged |= list_names(scope->n_tags, scope->tags, site->tags[i]);
	return tagged && scope_has_region(scope, sc, site->region) && list_has(scope->n_sites, scope->sites, s) &&
	       list_names(scope->n_kinds, scope->kinds, site->kind) &&
	       list_names(scope->n_tiers, scope->tiers, site->tier);
}

bool scope_has_phase(const struct scope *scope, const struct scenario *sc, int p)
{
	return list_has(scope->n_phases, scope->phases, p) && scope_has_site(scope, sc, sc->phases[p].site);
}

bool scope_has_demand(const struct scope *scope, const struct scenario *sc, int d)
{
	return list_has(scope->n_demands, scope->demands, d) &&
	       list_has(scope->n_classes, scope->classes, sc->demands[d].class);
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

const char *scenario_origin_name(const struct scenario *sc, const char *pointer)
{
	static const char *const names[] = {
		[ORIGIN_STATED] = "stated", [ORIGIN_SOURCED] = "sourced", [ORIGIN_ASSUMED] = "assumed"
	};
	const struct number_mark *mark = scenario_mark(sc, pointer);

	return mark ? names[mark->origin.kind] : "";
}

/* Among items [begin, end), of which each has its id as first member; `length` is the id's, in bytes. */
static int find(const void *items, size_t size, int begin, int end, const char *id, size_t length)
{
	const char *name;
	int i;

	for (i = begin; i < end; i++) {
		memcpy(&name, (const char *)items + (size_t)i * size, sizeof name);
		if (strlen(name) == length && !strncmp(name, id, length))
			return i;
	}
	return -1;
}

/* "owner/item": the owner's index, and where the item's id begins. */
static int find_owner(const void *items, size_t size, int n, const char *id, const char **rest)
{
	const char *slash = strchr(id, '/');

	*rest = slash ? slash + 1 : id;
	return slash ? find(items, size, 0, n, id, (size_t)(slash - id)) : -1;
}

#define FIND(list, begin, end, id) find(list, sizeof *(list), begin, end, id, strlen(id))
#define FIND_OWNER(list, n, id, rest) find_owner(list, sizeof *(list), n, id, rest)

int scenario_find_site(const struct scenario *sc, const char *id)
{
	return FIND(sc->sites, 0, sc->n_sites, id);
}

int scenario_find_phase(const struct scenario *sc, const char *id)
{
	const char *rest;
	int s = FIND_OWNER(sc->sites, sc->n_sites, id, &rest);

	return s < 0 ? -1 : FIND(sc->phases, sc->sites[s].phase_begin, sc->sites[s].phase_end, rest);
}

int scenario_find_feed(const struct scenario *sc, const char *id)
{
	const char *rest;
	int s = FIND_OWNER(sc->sites, sc->n_sites, id, &rest);

	return s < 0 ? -1 : FIND(sc->feeds, sc->sites[s].feed_begin, sc->sites[s].feed_end, rest);
}

int scenario_find_source(const struct scenario *sc, const char *id)
{
	const char *rest;
	int s = FIND_OWNER(sc->sites, sc->n_sites, id, &rest);

	return s < 0 ? -1 : FIND(sc->energy_sources, sc->sites[s].source_begin, sc->sites[s].source_end, rest);
}

int scenario_find_node(const struct scenario *sc, const char *id)
{
	return FIND(sc->nodes, 0, sc->n_nodes, id);
}

int scenario_find_link(const struct scenario *sc, const char *id)
{
	return FIND(sc->links, 0, sc->n_links, id);
}

int scenario_find_module(const struct scenario *sc, const char *id)
{
	const char *rest;
	int l = FIND_OWNER(sc->links, sc->n_links, id, &rest);

	return l < 0 ? -1 : FIND(sc->modules, sc->links[l].module_begin, sc->links[l].module_end, rest);
}

int scenario_find_demand(const struct scenario *sc, const char *id)
{
	return FIND(sc->demands, 0, sc->n_demands, id);
}

int scenario_find_target(const struct scenario *sc, const char *id)
{
	return FIND(sc->targets, 0, sc->n_targets, id);
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
