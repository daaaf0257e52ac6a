/* derive.c - what follows from what was written: links, defaults that depend on others, targets' values. */
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

static void derive_sites(struct reader *r)
{
	int s, p = 0, f = 0;

	for (s = 0; s < r->sc->n_sites; s++) {
		struct site *site = reader_item(r, IN_SITES, s);

		site->phase_begin = p;
		while (p < r->sc->n_phases && r->items[IN_PHASES].nodes[p]->parent->parent == r->items[IN_SITES].nodes[s])
			((struct phase *)reader_item(r, IN_PHASES, p++))->site = s;
		site->phase_end = p;
		site->feed_begin = f;
		while (f < r->sc->n_feeds && r->items[IN_FEEDS].nodes[f]->parent->parent == r->items[IN_SITES].nodes[s])
			((struct feed *)reader_item(r, IN_FEEDS, f++))->site = s;
		site->feed_end = f;
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
		phase->life_years = life(r, node, phase->life_years, phase->start_cny > 0 || phase->shell_cny_per_rack > 0 ||
		                                                         phase->fitout_cny_per_rack > 0);
		if (phase->start_cny > 0 || phase->predecessor >= 0)
			phase->whole = true;
	}
	for (i = 0; i < r->sc->n_phases; i++) {
		const struct phase *phase = &r->sc->phases[i];

		if (phase->predecessor >= 0)
			((struct phase *)reader_item(r, IN_PHASES, phase->predecessor))->whole = true;
	}
	for (i = 0; i < r->sc->n_feeds; i++) {
		struct feed *feed = reader_item(r, IN_FEEDS, i);

		feed->life_years = life(r, r->items[IN_FEEDS].nodes[i], feed->life_years,
		                        feed->start_cny > 0 || feed->cny_per_step > 0);
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
			error_at(r, by, "no period ends on or before the date (got %s, the first ends with %s)", by->string,
			         r->sc->periods[0].label);
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
	}
}

void derive(struct reader *r)
{
	derive_names(r);
	derive_sites(r);
	derive_phases(r);
	derive_rules(r);
	derive_budgets(r);
	derive_targets(r);
	derive_demands(r);
	r->sc->variant = arena_string(r->arena, r->variant);
}
