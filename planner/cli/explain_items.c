/* explain_items.c - the items of a scenario, and the scenario without one of them. */
#include "planner/base/memory.h"
#include "planner/cli/explain.h"

#include <math.h>
#include <string.h>

const char *const item_kind_names[ITEM_KINDS_N] = {
	[ITEM_STABILITY] = "stability",
	[ITEM_SIZE] = "phase_size",
	[ITEM_COOLING] = "cooling",
	[ITEM_POWER] = "power",
	[ITEM_ENERGY] = "energy_cap",
	[ITEM_LINK] = "link",
	[ITEM_LEVEL] = "security_level",
	[ITEM_KINDS] = "site_kinds",
	[ITEM_TIERS] = "site_tiers",
	[ITEM_REGIONS] = "site_regions",
	[ITEM_LATENCY] = "latency",
	[ITEM_SITES] = "demand_sites",
	[ITEM_DISTANCE] = "standby_distance",
	[ITEM_BACKUP] = "standby",
	[ITEM_OPENS] = "site_opens",
	[ITEM_CLOSES] = "site_closes",
	[ITEM_MIGRATION] = "platform_opens",
	[ITEM_ORDER] = "phase_order",
	[ITEM_APPROVAL] = "approval",
	[ITEM_FEED_DATES] = "feed_dates",
	[ITEM_MODULE_DATES] = "module_dates",
	[ITEM_DATES] = "phase_dates",
	[ITEM_RULE] = "rule",
	[ITEM_BUDGET] = "budget",
	[ITEM_TRAFFIC] = "traffic",
	[ITEM_DEMAND] = "demand",
	[ITEM_TARGET] = "target",
};

bool item_has_rows(enum item_kind kind)
{
	return kind <= ITEM_LINK || (kind >= ITEM_RULE && kind != ITEM_TRAFFIC);
}

enum waiver_kind item_waiver(enum item_kind kind)
{
	switch (kind) {
	case ITEM_STABILITY: return WAIVE_STABILITY;
	case ITEM_SIZE: return WAIVE_SIZE;
	case ITEM_COOLING: return WAIVE_COOLING;
	case ITEM_POWER: return WAIVE_POWER;
	case ITEM_ENERGY: return WAIVE_ENERGY;
	case ITEM_LINK: return WAIVE_LINK;
	case ITEM_RULE: return WAIVE_RULE;
	case ITEM_BUDGET: return WAIVE_BUDGET;
	case ITEM_DEMAND: return WAIVE_DEMAND;
	case ITEM_TARGET: return WAIVE_TARGET;
	case ITEM_LEVEL:
	case ITEM_KINDS:
	case ITEM_TIERS:
	case ITEM_REGIONS:
	case ITEM_LATENCY:
	case ITEM_SITES:
	case ITEM_DISTANCE:
	case ITEM_BACKUP:
	case ITEM_OPENS:
	case ITEM_CLOSES:
	case ITEM_MIGRATION:
	case ITEM_ORDER:
	case ITEM_APPROVAL:
	case ITEM_FEED_DATES:
	case ITEM_MODULE_DATES:
	case ITEM_DATES:
	case ITEM_TRAFFIC:
	case ITEM_KINDS_N: break;
	}
	return WAIVER_KINDS;
}

/* ---- is there such an item? ---- */

static bool site_may_be_used(const struct scenario *sc, int s)
{
	return scenario_site_exists(sc, s) && sc->sites[s].phase_end > sc->sites[s].phase_begin;
}

static bool class_is_used(const struct scenario *sc, int k)
{
	int d;

	for (d = 0; d < sc->n_demands; d++) {
		if (sc->demands[d].class == k && scenario_demand_exists(sc, d))
			return true;
	}
	return false;
}

static bool class_is_item(const struct scenario *sc, enum item_kind kind, int k)
{
	const struct class *class = &sc->classes[k];

	if (!class_is_used(sc, k))
		return false;
	switch (kind) {
	case ITEM_LEVEL: return class->security_level > 1;
	case ITEM_KINDS: return class->n_site_kinds > 0;
	case ITEM_TIERS: return class->n_site_tiers > 0;
	case ITEM_REGIONS: return class->n_site_regions > 0;
	default: return class->latency_limit_ms > 0.0;
	}
}

static bool demand_is_item(const struct scenario *sc, enum item_kind kind, int d)
{
	const struct demand *demand = &sc->demands[d];

	if (!scenario_demand_exists(sc, d))
		return false;
	switch (kind) {
	case ITEM_SITES: return demand->n_sites > 0;
	case ITEM_DISTANCE:
		return demand->has_backup && (demand->backup.min_km > 0.0 || isfinite(demand->backup.max_km) ||
		                              demand->backup.mode == BACKUP_SYNC || demand->backup.n_sites > 0);
	case ITEM_BACKUP: return demand->has_backup && demand->backup.share > 0.0;
	case ITEM_MIGRATION: return demand->migrates && scenario_first_period_from(sc, demand->migration.opens) > 0;
	default: return demand->unserved_cny_per_rack_year < 0.0;
	}
}

static bool phase_has_dates(const struct scenario *sc, const struct phase *phase)
{
	if (phase->state == PHASE_OPERATING)
		return false;
	if (phase->state == PHASE_UNDER_CONSTRUCTION)
		return scenario_first_period_from(sc, phase->ready) > 0;
	return phase->lead_months > 0 || date_is_set(phase->latest_start) ||
	       scenario_first_period_from(sc, phase->earliest_start) > 0;
}

static bool phase_is_item(const struct scenario *sc, enum item_kind kind, int p)
{
	const struct phase *phase = &sc->phases[p];
	const bool given = phase->state == PHASE_OPERATING || phase->state == PHASE_UNDER_CONSTRUCTION;

	if (!scenario_phase_exists(sc, p))
		return false;
	switch (kind) {
	case ITEM_ORDER: return !given && phase->predecessor >= 0;
	case ITEM_APPROVAL: return !given && phase->needs_approval && !phase->approved;
	case ITEM_DATES: return phase_has_dates(sc, phase);
	default: return true;
	}
}

static bool site_is_item(const struct scenario *sc, enum item_kind kind, int s)
{
	if (!site_may_be_used(sc, s))
		return false;
	switch (kind) {
	case ITEM_COOLING: return sc->sites[s].cooling_mw != NULL;
	case ITEM_OPENS: return scenario_first_period_from(sc, sc->sites[s].opens) > 0;
	case ITEM_CLOSES:
		return date_is_set(sc->sites[s].closes) && date_compare(sc->sites[s].closes, sc->horizon.last_day) <= 0;
	default: return true;
	}
}

static bool feed_is_item(const struct scenario *sc, const struct feed *feed)
{
	return feed->lead_months > 0 || scenario_first_period_from(sc, feed->earliest_start) > 0;
}

static bool module_is_item(const struct scenario *sc, const struct link_module *module)
{
	return module->lead_months > 0 || scenario_first_period_from(sc, module->earliest_start) > 0;
}

static bool target_is_item(const struct scenario *sc, int g)
{
	const struct target *target = &sc->targets[g];

	return target->modality == MODALITY_MUST && target->overruled_by < 0 && scenario_option_on(sc, target->option);
}

static bool is_item(const struct scenario *sc, enum item_kind kind, int i)
{
	switch (kind) {
	case ITEM_STABILITY: return sc->stability.racks && sc->stability.most_racks >= 0;
	case ITEM_COOLING:
	case ITEM_POWER:
	case ITEM_OPENS:
	case ITEM_CLOSES: return site_is_item(sc, kind, i);
	case ITEM_ENERGY: return scenario_source_exists(sc, i) && sc->energy_sources[i].most_mwh_per_year >= 0.0;
	case ITEM_LINK: return scenario_link_exists(sc, i);
	case ITEM_LEVEL:
	case ITEM_KINDS:
	case ITEM_TIERS:
	case ITEM_REGIONS:
	case ITEM_LATENCY: return class_is_item(sc, kind, i);
	case ITEM_SITES:
	case ITEM_DISTANCE:
	case ITEM_BACKUP:
	case ITEM_MIGRATION:
	case ITEM_DEMAND: return demand_is_item(sc, kind, i);
	case ITEM_SIZE:
	case ITEM_ORDER:
	case ITEM_APPROVAL:
	case ITEM_DATES: return phase_is_item(sc, kind, i);
	case ITEM_FEED_DATES: return scenario_feed_exists(sc, i) && feed_is_item(sc, &sc->feeds[i]);
	case ITEM_MODULE_DATES: return scenario_module_exists(sc, i) && module_is_item(sc, &sc->modules[i]);
	case ITEM_RULE: return sc->rules[i].kind != RULE_DISCOURAGE && scenario_option_on(sc, sc->rules[i].option);
	case ITEM_BUDGET: return scenario_option_on(sc, sc->budgets[i].option);
	case ITEM_TRAFFIC: return scenario_traffic_exists(sc, i);
	case ITEM_TARGET: return target_is_item(sc, i);
	case ITEM_KINDS_N: break;
	}
	return false;
}

static int extent(const struct scenario *sc, enum item_kind kind)
{
	switch (kind) {
	case ITEM_STABILITY: return 1;
	case ITEM_COOLING:
	case ITEM_POWER:
	case ITEM_OPENS:
	case ITEM_CLOSES: return sc->n_sites;
	case ITEM_ENERGY: return sc->n_energy_sources;
	case ITEM_LINK: return sc->n_links;
	case ITEM_LEVEL:
	case ITEM_KINDS:
	case ITEM_TIERS:
	case ITEM_REGIONS:
	case ITEM_LATENCY: return sc->n_classes;
	case ITEM_SITES:
	case ITEM_DISTANCE:
	case ITEM_BACKUP:
	case ITEM_MIGRATION:
	case ITEM_DEMAND: return sc->n_demands;
	case ITEM_SIZE:
	case ITEM_ORDER:
	case ITEM_APPROVAL:
	case ITEM_DATES: return sc->n_phases;
	case ITEM_FEED_DATES: return sc->n_feeds;
	case ITEM_MODULE_DATES: return sc->n_modules;
	case ITEM_RULE: return sc->n_rules;
	case ITEM_BUDGET: return sc->n_budgets;
	case ITEM_TRAFFIC: return sc->n_traffic;
	case ITEM_TARGET: return sc->n_targets;
	case ITEM_KINDS_N: break;
	}
	return 0;
}

void inquiry_open(struct inquiry *q, const struct run *run)
{
	const struct scenario *sc = run->sc;
	int capacity = 0, kind, i;
	void *items = NULL;

	memset(q, 0, sizeof *q);
	q->run = run;
	for (kind = 0; kind < ITEM_KINDS_N; kind++) {
		for (i = 0; i < extent(sc, (enum item_kind)kind); i++) {
			if (!is_item(sc, (enum item_kind)kind, i))
				continue;
			memory_reserve(&items, &capacity, q->n + 1, sizeof *q->items);
			q->items = items;
			q->items[q->n++] = (struct item){ (enum item_kind)kind, i };
		}
	}
}

void inquiry_close(struct inquiry *q)
{
	memory_free(q->items);
	warm_dispose(&q->warm);
	memset(q, 0, sizeof *q);
}

/* ---- the scenario without an item that has no rows ---- */

static void *copy(const void *things, int n, size_t size)
{
	void *same = memory_alloc(n, size);

	if (n > 0)
		memcpy(same, things, (size_t)n * size);
	return same;
}

void changed_open(struct changed *changed, const struct scenario *sc)
{
	changed->sc = *sc;
	changed->sc.phases = changed->phases = copy(sc->phases, sc->n_phases, sizeof *sc->phases);
	changed->sc.feeds = changed->feeds = copy(sc->feeds, sc->n_feeds, sizeof *sc->feeds);
	changed->sc.modules = changed->modules = copy(sc->modules, sc->n_modules, sizeof *sc->modules);
	changed->sc.traffic = changed->traffic = copy(sc->traffic, sc->n_traffic, sizeof *sc->traffic);
	changed->no_gbps = memory_alloc(sc->n_periods, sizeof *changed->no_gbps);
	changed->sc.sites = changed->sites = copy(sc->sites, sc->n_sites, sizeof *sc->sites);
	changed->sc.classes = changed->classes = copy(sc->classes, sc->n_classes, sizeof *sc->classes);
	changed->sc.demands = changed->demands = copy(sc->demands, sc->n_demands, sizeof *sc->demands);
	changed->sc.targets = changed->targets = copy(sc->targets, sc->n_targets, sizeof *sc->targets);
}

void changed_close(struct changed *changed)
{
	memory_free(changed->targets);
	memory_free(changed->demands);
	memory_free(changed->classes);
	memory_free(changed->sites);
	memory_free(changed->no_gbps);
	memory_free(changed->traffic);
	memory_free(changed->modules);
	memory_free(changed->feeds);
	memory_free(changed->phases);
	memset(changed, 0, sizeof *changed);
}

static void waive_dates(struct phase *phase)
{
	const struct date none = { 0, 0, 0 };

	phase->earliest_start = phase->latest_start = phase->ready = none;
	phase->lead_months = 0;
}

static void waive_distance(struct backup *backup)
{
	backup->min_km = 0.0;
	backup->max_km = HUGE_VAL;
	backup->mode = BACKUP_ASYNC;
	backup->n_sites = 0;
}

void changed_waive(struct changed *changed, struct item item)
{
	const struct date none = { 0, 0, 0 };

	switch (item.kind) {
	case ITEM_LEVEL: changed->classes[item.of].security_level = 1; break;
	case ITEM_KINDS: changed->classes[item.of].n_site_kinds = 0; break;
	case ITEM_TIERS: changed->classes[item.of].n_site_tiers = 0; break;
	case ITEM_REGIONS: changed->classes[item.of].n_site_regions = 0; break;
	case ITEM_LATENCY: changed->classes[item.of].latency_limit_ms = 0.0; break;
	case ITEM_SITES: changed->demands[item.of].n_sites = 0; break;
	case ITEM_DISTANCE: waive_distance(&changed->demands[item.of].backup); break;
	case ITEM_BACKUP: changed->demands[item.of].has_backup = false; break;
	case ITEM_OPENS: changed->sites[item.of].opens = none; break;
	case ITEM_CLOSES: changed->sites[item.of].closes = none; break;
	case ITEM_MIGRATION: changed->demands[item.of].migration.opens = none; break;
	case ITEM_ORDER: changed->phases[item.of].predecessor = -1; break;
	case ITEM_APPROVAL: changed->phases[item.of].approved = true; break;
	case ITEM_DATES: waive_dates(&changed->phases[item.of]); break;
	case ITEM_FEED_DATES:
		changed->feeds[item.of].earliest_start = none;
		changed->feeds[item.of].lead_months = 0;
		break;
	case ITEM_MODULE_DATES:
		changed->modules[item.of].earliest_start = none;
		changed->modules[item.of].lead_months = 0;
		break;
	case ITEM_TRAFFIC: changed->traffic[item.of].gbps = changed->no_gbps; break;
	case ITEM_STABILITY:
	case ITEM_SIZE:
	case ITEM_COOLING:
	case ITEM_POWER:
	case ITEM_ENERGY:
	case ITEM_LINK:
	case ITEM_RULE:
	case ITEM_BUDGET:
	case ITEM_DEMAND:
	case ITEM_TARGET:
	case ITEM_KINDS_N: break; /* the model's waivers do these */
	}
}
