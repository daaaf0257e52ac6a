/* derive.c - what follows from what was written: links, defaults that depend on others, targets' values. */
#include "planner/base/geo.h"
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

static void name_default(struct text *name, const char *id)
{
	if (!*name->zh && !*name->en)
		name->zh = name->en = id;
}

static void derive_names(struct reader *r)
{
	struct scenario *sc = r->sc;
	int of, i;

	name_default(&sc->title, sc->id);
	for (of = 1; of < COLLECTIONS; of++) {
		const struct field *name = table_field(collection_kinds[of].table, "name");

		for (i = 0; name && i < r->items[of].n; i++) {
			char *item = reader_item(r, (enum collection)of, i);
			const char *id;

			memcpy(&id, item, sizeof id);
			name_default((struct text *)(void *)(item + name->offset), id);
		}
	}
}

/* Items within a site or link stand one after the other: the first behind those of owner i, which begin at `first`. */
static int items_end(const struct reader *r, enum collection of, int first, enum collection owners, int i)
{
	const struct items *items = &r->items[of];

	while (first < items->n && items->nodes[first]->parent->parent == r->items[owners].nodes[i])
		first++;
	return first;
}

static void derive_sites(struct reader *r)
{
	int s, i, p = 0, f = 0, e = 0;

	for (s = 0; s < r->sc->n_sites; s++) {
		struct site *site = reader_item(r, IN_SITES, s);

		site->phase_begin = p;
		p = site->phase_end = items_end(r, IN_PHASES, p, IN_SITES, s);
		site->feed_begin = f;
		f = site->feed_end = items_end(r, IN_FEEDS, f, IN_SITES, s);
		site->source_begin = e;
		e = site->source_end = items_end(r, IN_ENERGY, e, IN_SITES, s);
		for (i = site->phase_begin; i < p; i++)
			((struct phase *)reader_item(r, IN_PHASES, i))->site = s;
		for (i = site->feed_begin; i < f; i++)
			((struct feed *)reader_item(r, IN_FEEDS, i))->site = s;
		for (i = site->source_begin; i < e; i++)
			((struct energy_source *)reader_item(r, IN_ENERGY, i))->site = s;
		if (isnan(site->servers_per_rack))
			site->servers_per_rack = r->sc->servers_per_rack;
	}
}

static double life(struct reader *r, const struct node *node, double years, bool costs)
{
	if (!isnan(years))
		return years;
	if (costs)
		error_at(r, node, "it costs something, so that salvage needs its life (expected \"life_years\")");
	return 1; /* of nothing */
}

static void derive_phases(struct reader *r)
{
	int i;

	for (i = 0; i < r->sc->n_phases; i++) {
		struct phase *phase = reader_item(r, IN_PHASES, i);
		const struct node *node = r->items[IN_PHASES].nodes[i];

		if (phase->available_racks < 0)
			phase->available_racks = phase->state == PHASE_OPERATING ? phase->design_racks : 0;
		phase->life_years = life(r, node, phase->life_years,
		                         phase->start_cny > 0 || phase->shell_cny_per_rack > 0 ||
		                                 phase->fitout_cny_per_rack > 0);
		if (phase->start_cny > 0 || phase->predecessor >= 0)
			phase->whole = true;
	}
	for (i = 0; i < r->sc->n_phases; i++) {
		const struct phase *phase = &r->sc->phases[i];

		if (phase->predecessor >= 0)
			((struct phase *)reader_item(r, IN_PHASES, phase->predecessor))->whole = true;
	}
}

static void derive_feeds(struct reader *r)
{
	int i;

	for (i = 0; i < r->sc->n_feeds; i++) {
		struct feed *feed = reader_item(r, IN_FEEDS, i);

		feed->life_years = life(r, r->items[IN_FEEDS].nodes[i], feed->life_years,
		                        feed->start_cny > 0 || feed->cny_per_step > 0);
	}
}

/* ---- the network ---- */

static double link_km(const struct scenario *sc, const struct link *link)
{
	const struct network_node *a, *b;

	if (!isnan(link->km) || link->from < 0 || link->to < 0)
		return link->km;
	a = &sc->nodes[link->from];
	b = &sc->nodes[link->to];
	if (isnan(a->latitude_deg) || isnan(b->latitude_deg))
		return link->km;
	return sc->route_factor *
	       geo_great_circle_km(a->latitude_deg, a->longitude_deg, b->latitude_deg, b->longitude_deg);
}

static void derive_links(struct reader *r)
{
	int l, i, m = 0;

	for (l = 0; l < r->sc->n_links; l++) {
		struct link *link = reader_item(r, IN_LINKS, l);

		link->km = link_km(r->sc, link);
		link->module_begin = m;
		m = link->module_end = items_end(r, IN_MODULES, m, IN_LINKS, l);
		for (i = link->module_begin; i < m; i++) {
			struct link_module *module = reader_item(r, IN_MODULES, i);

			module->link = l;
			module->life_years = life(r, r->items[IN_MODULES].nodes[i], module->life_years,
			                          module->start_cny > 0 || module->cny > 0);
		}
	}
}

static void derive_traffic(struct reader *r)
{
	int i, t;

	for (i = 0; i < r->sc->n_traffic; i++) {
		struct traffic *traffic = reader_item(r, IN_TRAFFIC, i);
		const bool derived = !traffic->gbps && traffic->households && traffic->mbps && traffic->concurrency;
		double *gbps = arena_alloc(r->arena, r->sc->n_periods, sizeof *gbps);

		for (t = 0; t < r->sc->n_periods; t++) {
			if (derived)
				gbps[t] = traffic->households[t] * traffic->mbps[t] * traffic->concurrency[t] / 1000;
			else if (traffic->gbps)
				gbps[t] = traffic->gbps[t];
			if (gbps[t] > traffic->most_gbps) /* never when it is not a number */
				gbps[t] = traffic->most_gbps;
		}
		traffic->gbps = gbps;
	}
}

static void derive_budgets(struct reader *r)
{
	int b, k;

	for (b = 0; b < r->sc->n_budgets; b++) {
		struct budget *budget = reader_item(r, IN_BUDGETS, b);
		bool any = false;

		for (k = 0; k < COST_KINDS; k++)
			any |= budget->kinds[k];
		for (k = 0; !any && k < COST_HOSTING; k++)
			budget->kinds[k] = true;
		if (!isnan(budget->base_cny) && !isnan(budget->factor))
			budget->amount_cny = budget->base_cny * budget->factor;
		if (!date_is_set(budget->from))
			budget->from = r->sc->horizon.first_day;
		if (!date_is_set(budget->to))
			budget->to = r->sc->horizon.last_day;
	}
}

static void derive_target(struct reader *r, struct target *target, const struct node *node)
{
	const struct node *source = node_source(node), *by = node_get(node, "by"), *unit = node_get(node, "unit");

	target->stated_value = target->value;
	if (node_get(node, "baseline")) {
		target->reading = target->reading == (enum baseline_reading)0 ? BASELINE_RELATIVE : BASELINE_POINTS;
		target->value = target->reading == BASELINE_RELATIVE ? target->baseline * (1 + target->stated_value)
		                                                     : target->baseline + target->stated_value;
	}
	target->period = -1;
	if (date_is_set(target->by)) {
		target->period = scenario_period_by(r->sc, target->by);
		if (target->period < 0)
			error_at(r, by, "no period ends on or before the date (got %s, the first ends with %s)",
			         by->string, r->sc->periods[0].label);
	}
	r->unit_now = metric_kinds[target->metric].unit;
	if (!strcmp(r->unit_now, "CNY"))
		r->unit_now = r->sc->money.currency;
	if (!unit || !r->unit_now || !node_get(node, "metric"))
		return; /* said already */
	if (unit->kind != NODE_STRING || strcmp(unit->string, r->unit_now) != 0)
		error_at(r, unit, "the unit is not the metric's (got %s, expected \"%s\")",
		         unit->kind == NODE_STRING ? unit->string : node_kind_name(unit), r->unit_now);
	target->file = source->layer->path;
	target->line = source->key_line;
	target->column = source->key_column;
}

static void derive_targets(struct reader *r)
{
	int g;

	for (g = 0; g < r->sc->n_targets; g++)
		derive_target(r, reader_item(r, IN_TARGETS, g), r->items[IN_TARGETS].nodes[g]);
	r->unit_now = NULL;
}

static void derive_rules(struct reader *r)
{
	int i;

	for (i = 0; i < r->sc->n_rules; i++) {
		struct rule *rule = reader_item(r, IN_RULES, i);

		if (node_get(r->items[IN_RULES].nodes[i], "exactly"))
			rule->at_least = rule->at_most;
	}
}

static void derive_demands(struct reader *r)
{
	int d;

	for (d = 0; d < r->sc->n_demands; d++) {
		struct demand *demand = reader_item(r, IN_DEMANDS, d);

		demand->migrates = node_get(r->items[IN_DEMANDS].nodes[d], "migration");
		demand->has_backup = node_get(r->items[IN_DEMANDS].nodes[d], "backup");
		if (isnan(demand->backup.max_km))
			demand->backup.max_km = HUGE_VAL;
	}
}

void derive(struct reader *r)
{
	derive_names(r);
	derive_sites(r);
	derive_phases(r);
	derive_feeds(r);
	derive_links(r);
	derive_traffic(r);
	derive_rules(r);
	derive_budgets(r);
	derive_targets(r);
	derive_demands(r);
	stability_read(r);
	r->sc->variant = arena_string(r->arena, r->variant);
}
