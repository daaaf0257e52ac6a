/* check_items.c - what one item says must make sense by itself. May run on a scenario that has errors already. */
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

/* "a is more than b": names both pointers. */
void item_order(struct reader *r, const struct node *item, const char *low, const char *high, const char *how)
{
	const struct node *a = node_get(item, low), *b = node_get(item, high);
	struct str first = STR_INIT, second = STR_INIT;

	node_pointer(node_source(a ? a : item), &first);
	node_pointer(node_source(b ? b : item), &second);
	error_at(r, b ? b : item, "%s %s %s", first.text, how, second.text);
	str_dispose(&first);
	str_dispose(&second);
}

bool item_is_after(struct date a, struct date b)
{
	return date_is_set(a) && date_is_set(b) && date_compare(a, b) > 0;
}

void item_unexpected(struct reader *r, const struct node *item, const char *key, const char *why)
{
	const struct node *child = node_get(item, key);

	if (child)
		finding_at_node(r->findings, child, AT_KEY, false, "\"%s\" %s", key, why);
}

void item_expected(struct reader *r, const struct node *item, const char *key, const char *why)
{
	if (!node_get(item, key))
		error_at(r, item, "\"%s\" is missing: %s", key, why);
}

static void check_phase(struct reader *r, const struct phase *phase, const struct node *node)
{
	bool building = phase->state == PHASE_UNDER_CONSTRUCTION;

	if (item_is_after(phase->earliest_start, phase->latest_start))
		item_order(r, node, "earliest_start", "latest_start", "is later than");
	if (phase->available_racks > phase->design_racks)
		item_order(r, node, "available_racks", "design_racks", "is more than");
	if (phase->module_racks > phase->design_racks && phase->design_racks > 0)
		item_order(r, node, "module_racks", "design_racks", "is more than");
	if (building)
		item_expected(r, node, "ready", "a phase under construction says when its racks can be commissioned");
	else
		item_unexpected(r, node, "ready", "is of phases under construction only");
	if ((phase->state == PHASE_PLANNED || phase->state == PHASE_CANDIDATE) && phase->available_racks > 0)
		item_unexpected(r, node, "available_racks",
		                "is of phases that exist at the start (this one is not started yet)");
}

void item_position(struct reader *r, const struct node *item)
{
	if (!node_get(item, "latitude_deg") != !node_get(item, "longitude_deg"))
		error_at(r, item, "latitude_deg and longitude_deg go together (got one of them)");
}

static void check_site(struct reader *r, const struct site *site, const struct node *node)
{
	int p;

	item_position(r, node);
	if (date_is_set(site->opens) && date_is_set(site->closes) && date_compare(site->opens, site->closes) >= 0)
		item_order(r, node, "opens", "closes", "is not before");
	for (p = site->phase_begin; p < site->phase_end && site->opening_cny > 0; p++) {
		enum phase_state state = r->sc->phases[p].state;

		if (state == PHASE_OPERATING || state == PHASE_UNDER_CONSTRUCTION) {
			item_unexpected(r, node, "opening_cny",
			                "is of sites that are not there yet (a phase of this one is)");
			break;
		}
	}
}

static void check_backup(struct reader *r, const struct demand *demand, const struct node *node)
{
	const struct node *backup = node_get(node, "backup");

	if (backup && demand->backup.min_km > demand->backup.max_km)
		item_order(r, backup, "min_km", "max_km", "is more than");
}

static void check_stability(struct reader *r)
{
	const struct node *node = node_get(r->root, "stability");

	if (node && node->kind == NODE_OBJECT && !node_get(node, "price_cny_per_rack") && !node_get(node, "most_racks"))
		error_at(r, node,
		         "nothing keeps the plan near the other (expected price_cny_per_rack, most_racks or both)");
}

static void check_rule(struct reader *r, const struct rule *rule, const struct node *node)
{
	static const char *const counts[] = { "at_least", "at_most", "exactly" };
	int i;

	for (i = 0; i < 3 && rule->kind != RULE_COUNT; i++)
		item_unexpected(r, node, counts[i], "is of rules of kind \"count\" only");
	if (rule->kind != RULE_COUNT)
		item_unexpected(r, node, "by", "is of rules of kind \"count\" only");
	if (rule->kind == RULE_DISCOURAGE)
		item_expected(r, node, "price_cny", "discouraging is by a price");
	else
		item_unexpected(r, node, "price_cny", "is of rules of kind \"discourage\" only");
	if (rule->kind != RULE_COUNT)
		return;
	if (node_get(node, "exactly")) {
		item_unexpected(r, node, "at_least", "stands beside \"exactly\", which says the same");
		item_unexpected(r, node, "at_most", "stands beside \"exactly\", which says the same");
	} else if (!node_get(node, "at_least") && !node_get(node, "at_most")) {
		error_at(r, node, "the rule counts nothing (expected at_least, at_most or exactly)");
	} else if (rule->at_most >= 0 && rule->at_least > rule->at_most) {
		item_order(r, node, "at_least", "at_most", "is more than");
	}
	if (date_is_set(rule->by) && scenario_period_by(r->sc, rule->by) < 0)
		error_at(r, node_get(node, "by"),
		         "no period ends on or before the date (got %s, the first ends with %s)",
		         node_get(node, "by")->string, r->sc->periods[0].label);
}

/* One form or the other: the whole of it, and nothing of both. */
void item_either(struct reader *r, const struct node *item, const char *one, const char *const *others, int n)
{
	struct str all = STR_INIT;
	int i, given = 0;

	for (i = 0; i < n; i++) {
		given += node_get(item, others[i]) != NULL;
		str_addf(&all, "%s%s", i ? i == n - 1 ? " and " : ", " : "", others[i]);
	}
	for (i = 0; i < n && node_get(item, one); i++) {
		if (node_get(item, others[i]))
			finding_at_node(r->findings, node_get(item, others[i]), AT_KEY, false,
			                "\"%s\" stands beside \"%s\", which says the same", others[i], one);
	}
	if (!node_get(item, one) && given < n)
		error_at(r, item, "expected %s, or %s together (got %d of these)", one, all.text, given);
	str_dispose(&all);
}

static void check_budget(struct reader *r, const struct budget *budget, const struct node *node)
{
	static const char *const doubled[] = { "base_cny", "factor" };
	int t;

	item_either(r, node, "amount_cny", doubled, 2);
	if (item_is_after(budget->from, budget->to)) {
		item_order(r, node, "from", "to", "is later than");
		return;
	}
	for (t = 0; t < r->sc->n_periods; t++) {
		if (date_compare(r->sc->periods[t].first_day, budget->from) >= 0 &&
		    date_compare(r->sc->periods[t].last_day, budget->to) <= 0)
			return;
	}
	error_at(r, node, "no period lies wholly within the budget's window");
}

static void check_target_value(struct reader *r, const struct target *target, const struct node *node)
{
	const struct metric_kind *kind = &metric_kinds[target->metric];
	const struct node *value = node_get(node, "value");
	double least = target->metric == METRIC_PUE ? 1 : 0;
	double most = kind->ratio && target->metric != METRIC_PUE ? 1 : HUGE_VAL;

	if (!value || (target->value >= least && target->value <= most))
		return;
	if (isfinite(most))
		error_at(r, value, "a share lies between 0 and 1 (got %g of %s)", target->value, kind->name);
	else
		error_at(r, value, "out of range (got %g of %s, expected at least %g)", target->value, kind->name,
		         least);
}

/* What the metric is measured over, and which way. */
static void check_target_reach(struct reader *r, const struct target *target, const struct node *node)
{
	bool links = target->metric == METRIC_CUT_GBPS || target->metric == METRIC_LINK_COUNT;
	bool servers = target->metric == METRIC_SERVERS || target->metric == METRIC_INSTALL_RATE;
	int s;

	if (target->metric == METRIC_CUT_GBPS)
		item_expected(r, node, "cut", "cut_gbps is measured over one");
	if (links)
		item_unexpected(r, node, "scope", "does not reach links (cut_gbps and link_count are over a cut)");
	else
		item_unexpected(r, node, "cut", "is of the metrics cut_gbps and link_count only");
	if (target->metric == METRIC_STRANDED_MW && !target->at_most && node_get(node, "op"))
		error_at(r, node_get(node, "op"), "stranded power can only be limited (got \">=\", expected \"<=\")");
	for (s = 0; servers && s < r->sc->n_sites && r->sc->sites[s].servers_per_rack <= 0; s++)
		;
	if (servers && s == r->sc->n_sites)
		error_at(r, node, "no site counts servers (expected servers_per_rack in the settings or at sites)");
}

static void check_target(struct reader *r, const struct target *target, const struct node *node)
{
	bool priced = target->modality != MODALITY_MUST && target->modality != MODALITY_STRIVE;

	check_target_value(r, target, node);
	check_target_reach(r, target, node);
	if (target->metric != METRIC_UTILIZATION)
		item_unexpected(r, node, "denominator", "is of the metric \"utilization\" only");
	if (priced)
		item_expected(r, node, "price_cny_per_unit", "in_principle, discouraged and encouraged are by a price");
	else
		item_unexpected(r, node, "price_cny_per_unit", "is of in_principle, discouraged and encouraged only");
	if (target->modality != MODALITY_STRIVE)
		item_unexpected(r, node, "tier", "is of the modality \"strive\" only");
	if (target->metric == METRIC_STANDARD_RACKS && !node_get(node_get(r->root, "settings"), "standard_rack_kw"))
		error_at(r, node, "standard racks need their size (expected /settings/standard_rack_kw)");
}

static void check_head(struct reader *r)
{
	const struct node *id = node_get(r->root, "id"), *currency = node_get(node_get(r->root, "money"), "currency");
	const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	if (id && id->kind == NODE_STRING && !id_is_good(id->string))
		error_at(r, id, "not an id (got \"%s\", expected 1 to 64 of A-Z a-z 0-9 . _ -, no . first)",
		         id->string);
	if (currency && currency->kind == NODE_STRING &&
	    (strlen(currency->string) != 3 || strspn(currency->string, letters) != 3))
		error_at(r, currency, "not an ISO 4217 code (got \"%s\", expected three capital letters)",
		         currency->string);
}

/* Sums of racks stay far below what an int holds. */
static void check_sums(struct reader *r)
{
	const double most = 1e9;
	double design = 0, need = 0;
	int i, t;

	for (i = 0; i < r->sc->n_phases; i++)
		design += r->sc->phases[i].design_racks;
	if (design > most)
		error_at(r, node_get(r->root, "sites"),
		         "the phases have %.0f design racks together (expected at most %.0f)", design, most);
	for (t = 0; t < r->sc->n_periods; t++) {
		need = 0;
		for (i = 0; i < r->sc->n_demands; i++)
			need += r->sc->demands[i].need_racks ? r->sc->demands[i].need_racks[t] : 0;
		if (need > most)
			break;
	}
	if (t < r->sc->n_periods)
		error_at(r, node_get(r->root, "demands"),
		         "the demands need %.0f racks together in %s (expected at most %.0f)", need,
		         r->sc->periods[t].label, most);
}

void check_items(struct reader *r)
{
	const struct scenario *sc = r->sc;
	int i;

	check_head(r);
	for (i = 0; i < sc->n_sites; i++)
		check_site(r, &sc->sites[i], r->items[IN_SITES].nodes[i]);
	for (i = 0; i < sc->n_phases; i++)
		check_phase(r, &sc->phases[i], r->items[IN_PHASES].nodes[i]);
	for (i = 0; i < sc->n_rules; i++)
		check_rule(r, &sc->rules[i], r->items[IN_RULES].nodes[i]);
	for (i = 0; i < sc->n_budgets; i++)
		check_budget(r, &sc->budgets[i], r->items[IN_BUDGETS].nodes[i]);
	for (i = 0; i < sc->n_targets; i++)
		check_target(r, &sc->targets[i], r->items[IN_TARGETS].nodes[i]);
	for (i = 0; i < sc->n_demands; i++)
		check_backup(r, &sc->demands[i], r->items[IN_DEMANDS].nodes[i]);
	check_network(r);
	check_stability(r);
	check_sums(r);
}
