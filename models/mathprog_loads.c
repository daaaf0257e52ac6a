/* mathprog_loads.c - loads, and the rules, budgets and targets that bind them, as data of capacity.mod. */
#include "models/mathprog_parts.h"

#include <string.h>

/* ---- classes and demands ---- */

/* A list may say a kind twice; a set may not. */
static void write_site_kinds(const struct scenario *sc, const struct class *class, struct str *out)
{
	int i, j;

	str_add(out, "set site_kinds[");
	mathprog_add_id(out, class->id);
	str_add(out, "] :=");
	for (i = 0; i < class->n_site_kinds; i++) {
		for (j = 0; strcmp(class->site_kinds[j], class->site_kinds[i]) != 0;)
			j++;
		if (j == i)
			mathprog_add_kind(sc, class->site_kinds[i], sc->n_sites + i, out);
	}
	str_add(out, ";\n");
}

void mathprog_write_classes(const struct scenario *sc, struct str *out)
{
	int k;

	str_add(out, "\nparam : CLASSES : kw_per_rack load_factor class_level :=");
	for (k = 0; k < sc->n_classes; k++) {
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->classes[k].id);
		mathprog_add_number(out, sc->classes[k].kw_per_rack);
		mathprog_add_number(out, sc->classes[k].load_factor);
		str_addf(out, " %d", sc->classes[k].security_level);
	}
	str_add(out, ";\n");
	for (k = 0; k < sc->n_classes; k++) {
		if (sc->classes[k].n_site_kinds > 0)
			write_site_kinds(sc, &sc->classes[k], out);
	}
}

static bool demand_exists(const struct scenario *sc, int d)
{
	return scenario_option_on(sc, sc->demands[d].option);
}

static void write_allowed_sites(const struct scenario *sc, const struct demand *demand, struct str *out)
{
	int i;

	str_add(out, "set allowed_sites[");
	mathprog_add_id(out, demand->id);
	str_add(out, "] :=");
	for (i = 0; i < demand->n_sites; i++)
		mathprog_add_id(out, sc->sites[demand->sites[i]].id);
	str_add(out, ";\n");
}

static void write_from_sites(const struct scenario *sc, struct str *out)
{
	int d;

	str_add(out, "\nparam from_site :=");
	for (d = 0; d < sc->n_demands; d++) {
		if (!demand_exists(sc, d) || !sc->demands[d].migrates)
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, sc->demands[d].id);
		mathprog_add_id(out, sc->sites[sc->demands[d].migration.from_site].id);
	}
	str_add(out, ";\n");
}

static void write_hosting(const struct scenario *sc, struct str *out)
{
	int d, s;

	str_add(out, "\nparam hosting_cny_per_rack_year :=");
	for (d = 0; d < sc->n_demands; d++) {
		for (s = 0; s < sc->n_sites; s++) {
			double cost = sc->demands[d].hosting_cny_per_rack_year[s];

			if (!demand_exists(sc, d) || !scenario_site_exists(sc, s) || !(cost > 0.0))
				continue;
			str_add_char(out, '\n');
			mathprog_add_id(out, sc->demands[d].id);
			mathprog_add_id(out, sc->sites[s].id);
			mathprog_add_number(out, cost);
		}
	}
	str_add(out, ";\n");
}

void mathprog_write_demands(const struct scenario *sc, struct str *out)
{
	int d;

	str_add(out, "\nparam : DEMANDS : class unserved_cny_per_rack_year customers_per_rack\n"
	             "migration_opens moving_cny_per_rack :=");
	for (d = 0; d < sc->n_demands; d++) {
		const struct demand *demand = &sc->demands[d];

		if (!demand_exists(sc, d))
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, demand->id);
		mathprog_add_id(out, sc->classes[demand->class].id);
		mathprog_add_number(out, demand->unserved_cny_per_rack_year);
		mathprog_add_number(out, demand->customers_per_rack);
		mathprog_add_day(out, demand->migrates ? demand->migration.opens : (struct date){ 0 }, 0);
		mathprog_add_number(out, demand->migrates ? demand->migration.moving_cny_per_rack : 0.0);
	}
	str_add(out, ";\n");
	mathprog_open_series(sc, "need", out);
	for (d = 0; d < sc->n_demands; d++) {
		if (demand_exists(sc, d))
			mathprog_add_series(sc, sc->demands[d].id, sc->demands[d].need_racks, out);
	}
	str_add(out, ";\n");
	for (d = 0; d < sc->n_demands; d++) {
		if (demand_exists(sc, d) && sc->demands[d].n_sites > 0)
			write_allowed_sites(sc, &sc->demands[d], out);
	}
	write_from_sites(sc, out);
	write_hosting(sc, out);
}

/* ---- rules, budgets, targets ---- */

/* What a scope belongs to. */
struct item {
	const char *what, *id;
	const struct scope *scope;
};

static void open_list(const char *name, const struct item *item, struct str *out)
{
	str_addf(out, "set scope_%s['%s',", name, item->what);
	mathprog_add_id(out, item->id);
	str_add(out, "] :=");
}

static void write_scope(const struct scenario *sc, const struct item *item, struct str *out)
{
	int i;

	open_list("sites", item, out);
	for (i = 0; i < sc->n_sites; i++) {
		if (scope_has_site(item->scope, sc, i))
			mathprog_add_id(out, sc->sites[i].id);
	}
	str_add(out, ";\n");
	open_list("phases", item, out);
	for (i = 0; i < sc->n_phases; i++) {
		if (scenario_phase_exists(sc, i) && scope_has_phase(item->scope, sc, i))
			mathprog_add_phase(sc, i, out);
	}
	str_add(out, ";\n");
	open_list("demands", item, out);
	for (i = 0; i < sc->n_demands; i++) {
		if (demand_exists(sc, i) && scope_has_demand(item->scope, sc, i))
			mathprog_add_id(out, sc->demands[i].id);
	}
	str_add(out, ";\n");
	mathprog_write_scope_of_network(sc, item->what, item->id, item->scope, out);
}

static const char *rule_name(enum rule_kind kind)
{
	switch (kind) {
	case RULE_FORBID: return "forbid";
	case RULE_APPROVAL: return "approval";
	case RULE_DISCOURAGE: return "discourage";
	case RULE_COUNT: break;
	}
	return "count";
}

void mathprog_write_rules(const struct scenario *sc, struct str *out)
{
	int r;

	str_add(out, "\nparam : RULES : rule_kind at_least at_most rule_day price_cny :=");
	for (r = 0; r < sc->n_rules; r++) {
		const struct rule *rule = &sc->rules[r];

		if (!scenario_option_on(sc, rule->option))
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, rule->id);
		mathprog_add_id(out, rule_name(rule->kind));
		str_addf(out, " %d %d", rule->at_least, rule->at_most);
		mathprog_add_day(out, rule->by, 99999999);
		mathprog_add_number(out, rule->price_cny);
	}
	str_add(out, ";\n");
	for (r = 0; r < sc->n_rules; r++) {
		if (scenario_option_on(sc, sc->rules[r].option))
			write_scope(sc, &(struct item){ "rule", sc->rules[r].id, &sc->rules[r].scope }, out);
	}
}

static void write_budget_lists(const struct scenario *sc, const struct budget *budget, struct str *out)
{
	int k;

	str_add(out, "set budget_kinds[");
	mathprog_add_id(out, budget->id);
	str_add(out, "] :=");
	for (k = 0; k < COST_KINDS; k++) {
		if (budget->kinds[k])
			mathprog_add_id(out, cost_kind_names[k]);
	}
	str_add(out, ";\n");
	write_scope(sc, &(struct item){ "budget", budget->id, &budget->scope }, out);
}

void mathprog_write_budgets(const struct scenario *sc, struct str *out)
{
	int b;

	str_add(out, "\nparam : BUDGETS : budget_op amount_cny from_day to_day :=");
	for (b = 0; b < sc->n_budgets; b++) {
		const struct budget *budget = &sc->budgets[b];

		if (!scenario_option_on(sc, budget->option))
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, budget->id);
		mathprog_add_id(out, budget->at_least ? ">=" : "<=");
		mathprog_add_number(out, budget->amount_cny);
		mathprog_add_day(out, budget->from, 0);
		mathprog_add_day(out, budget->to, 99999999);
	}
	str_add(out, ";\n");
	for (b = 0; b < sc->n_budgets; b++) {
		if (scenario_option_on(sc, sc->budgets[b].option))
			write_budget_lists(sc, &sc->budgets[b], out);
	}
}

static const char *modality_name(enum modality modality)
{
	switch (modality) {
	case MODALITY_MUST: return "must";
	case MODALITY_IN_PRINCIPLE: return "in_principle";
	case MODALITY_DISCOURAGED: return "discouraged";
	case MODALITY_STRIVE: return "strive";
	case MODALITY_ENCOURAGED: break;
	}
	return "encouraged";
}

static bool target_is_enforced(const struct scenario *sc, int g)
{
	return scenario_option_on(sc, sc->targets[g].option) && sc->targets[g].overruled_by < 0;
}

void mathprog_write_targets(const struct scenario *sc, struct str *out)
{
	int g;

	str_add(out, "\nparam : TARGETS : metric target_op value per_design target_day modality\n"
	             "price_cny_per_unit strive_tier :=");
	for (g = 0; g < sc->n_targets; g++) {
		const struct target *target = &sc->targets[g];

		if (!target_is_enforced(sc, g))
			continue;
		str_add_char(out, '\n');
		mathprog_add_id(out, target->id);
		mathprog_add_id(out, metric_kinds[target->metric].name);
		mathprog_add_id(out, target->at_most ? "<=" : ">=");
		mathprog_add_number(out, target->value);
		mathprog_add_flag(out, target->per_design);
		mathprog_add_day(out, target->by, 0);
		mathprog_add_id(out, modality_name(target->modality));
		mathprog_add_number(out, target->price_cny_per_unit);
		str_addf(out, " %d", target->tier);
	}
	str_add(out, ";\n");
	for (g = 0; g < sc->n_targets; g++) {
		if (target_is_enforced(sc, g))
			write_scope(sc, &(struct item){ "target", sc->targets[g].id, &sc->targets[g].scope }, out);
		if (target_is_enforced(sc, g))
			mathprog_write_counted_links(sc, g, out);
	}
}
