/* check_items.c - what one item says must make sense by itself. May run on a scenario that has errors already. */
#include "planner/scenario/internal.h"

#include <math.h>
#include <string.h>

#define error_at(r, node, ...) finding_at_node((r)->findings, node, AT_VALUE, false, __VA_ARGS__)

/* "a is more than b": names both pointers. */
static void order_error(struct reader *r, const struct node *item, const char *low, const char *high, const char *how)
{
	const struct node *a = node_get(item, low), *b = node_get(item, high);
	struct str first = STR_INIT, second = STR_INIT;

	node_pointer(node_source(a ? a : item), &first);
	node_pointer(node_source(b ? b : item), &second);
	error_at(r, b ? b : item, "%s %s %s", first.text, how, second.text);
	str_dispose(&first);
	str_dispose(&second);
}

static bool is_after(struct date a, struct date b)
{
	return date_is_set(a) && date_is_set(b) && date_compare(a, b) > 0;
}

static void unexpected(struct reader *r, const struct node *item, const char *key, const char *why)
{
	const struct node *child = node_get(item, key);

	if (child)
		finding_at_node(r->findings, child, AT_KEY, false, "\"%s\" %s", key, why);
}

static void expected(struct reader *r, const struct node *item, const char *key, const char *why)
{
	if (!node_get(item, key))
		error_at(r, item, "\"%s\" is missing: %s", key, why);
}

static void check_phase(struct reader *r, const struct phase *phase, const struct node *node)
{
	bool building = phase->state == PHASE_UNDER_CONSTRUCTION;

	if (is_after(phase->earliest_start, phase->latest_start))
		order_error(r, node, "earliest_start", "latest_start", "is later than");
	if (phase->available_racks > phase->design_racks)
		order_error(r, node, "available_racks", "design_racks", "is more than");
	if (phase->module_racks > phase->design_racks && phase->design_racks > 0)
		order_error(r, node, "module_racks", "design_racks", "is more than");
	if (building)
		expected(r, node, "ready", "a phase under construction says when its racks can be commissioned");
	else
		unexpected(r, node, "ready", "is of phases under construction only");
	if ((phase->state == PHASE_PLANNED || phase->state == PHASE_CANDIDATE) && phase->available_racks > 0)
		unexpected(r, node, "available_racks", "is of phases that exist at the start (this one is not started yet)");
}

static void check_site(struct reader *r, const struct node *node)
{
	if (!node_get(node, "latitude_deg") != !node_get(node, "longitude_deg"))
		error_at(r, node, "latitude_deg and longitude_deg go together (got one of them)");
}

static void check_rule(struct reader *r, const struct rule *rule, const struct node *node)
{
	static const char *const counts[] = { "at_least", "at_most", "exactly" };
	int i;

	for (i = 0; i < 3 && rule->kind != RULE_COUNT; i++)
		unexpected(r, node, counts[i], "is of rules of kind \"count\" only");
	if (rule->kind != RULE_COUNT)
		unexpected(r, node, "by", "is of rules of kind \"count\" only");
	if (rule->kind == RULE_DISCOURAGE)
		expected(r, node, "price_cny", "discouraging is by a price");
	else
		unexpected(r, node, "price_cny", "is of rules of kind \"discourage\" only");
	if (rule->kind != RULE_COUNT)
		return;
	if (node_get(node, "exactly")) {
		unexpected(r, node, "at_least", "stands beside \"exactly\", which says the same");
		unexpected(r, node, "at_most", "stands beside \"exactly\", which says the same");
	} else if (!node_get(node, "at_least") && !node_get(node, "at_most")) {
		error_at(r, node, "the rule counts nothing (expected at_least, at_most or exactly)");
	} else if (rule->at_most >= 0 && rule->at_least > rule->at_most) {
		order_error(r, node, "at_least", "at_most", "is more than");
	}
	if (date_is_set(rule->by) && scenario_period_by(r->sc, rule->by) < 0)
		error_at(r, node_get(node, "by"), "no period ends on or before the date (got %s, the first ends with %s)",
		         node_get(node, "by")->string, r->sc->periods[0].label);
}

/* One form or the other: the whole of it, and nothing of both. */
static void either(struct reader *r, const struct node *item, const char *one, const char *const *others, int n)
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

static void check_traffic(struct reader *r, const struct traffic *traffic, const struct node *node)
{
	static const char *const derived[] = { "households", "mbps", "concurrency" };

	either(r, node, "gbps", derived, 3);
	if (traffic->from >= 0 && traffic->from == traffic->to)
		error_at(r, node_get(node, "to"), "it ends where it begins (got \"%s\" twice)", node_get(node, "to")->string);
}

static void check_link(struct reader *r, const struct link *link, const struct node *node)
{
	if (link->from >= 0 && link->from == link->to)
		error_at(r, node_get(node, "to"), "it ends where it begins (got \"%s\" twice)", node_get(node, "to")->string);
}

static void check_budget(struct reader *r, const struct budget *budget, const struct node *node)
{
	static const char *const doubled[] = { "base_cny", "factor" };
	int t;

	either(r, node, "amount_cny", doubled, 2);
	if (is_after(budget->from, budget->to)) {
		order_error(r, node, "from", "to", "is later than");
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
		error_at(r, value, "out of range (got %g of %s, expected at least %g)", target->value, kind->name, least);
}

static void check_target(struct reader *r, const struct target *target, const struct node *node)
{
	bool priced = target->modality != MODALITY_MUST && target->modality != MODALITY_STRIVE;

	check_target_value(r, target, node);
	if (target->metric != METRIC_UTILIZATION)
		unexpected(r, node, "denominator", "is of the metric \"utilization\" only");
	if (priced)
		expected(r, node, "price_cny_per_unit", "in_principle, discouraged and encouraged are by a price");
	else
		unexpected(r, node, "price_cny_per_unit", "is of in_principle, discouraged and encouraged only");
	if (target->modality != MODALITY_STRIVE)
		unexpected(r, node, "tier", "is of the modality \"strive\" only");
	if (target->metric == METRIC_STANDARD_RACKS && !node_get(node_get(r->root, "settings"), "standard_rack_kw"))
		error_at(r, node, "standard racks need their size (expected /settings/standard_rack_kw)");
}

static void check_head(struct reader *r)
{
	const struct node *id = node_get(r->root, "id"), *currency = node_get(node_get(r->root, "money"), "currency");
	const char *letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	if (id && id->kind == NODE_STRING && !id_is_good(id->string))
		error_at(r, id, "not an id (got \"%s\", expected 1 to 64 of A-Z a-z 0-9 . _ -)", id->string);
	if (currency && currency->kind == NODE_STRING &&
	    (strlen(currency->string) != 3 || strspn(currency->string, letters) != 3))
		error_at(r, currency, "not an ISO 4217 code (got \"%s\", expected three capital letters)", currency->string);
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
		error_at(r, node_get(r->root, "sites"), "the phases have %.0f design racks together (expected at most %.0f)", design,
		         most);
	for (t = 0; t < r->sc->n_periods; t++) {
		need = 0;
		for (i = 0; i < r->sc->n_demands; i++)
			need += r->sc->demands[i].need_racks ? r->sc->demands[i].need_racks[t] : 0;
		if (need > most)
			break;
	}
	if (t < r->sc->n_periods)
		error_at(r, node_get(r->root, "demands"), "the demands need %.0f racks together in %s (expected at most %.0f)", need,
		         r->sc->periods[t].label, most);
}

void check_items(struct reader *r)
{
	const struct scenario *sc = r->sc;
	int i;

	check_head(r);
	for (i = 0; i < sc->n_sites; i++)
		check_site(r, r->items[IN_SITES].nodes[i]);
	for (i = 0; i < sc->n_phases; i++)
		check_phase(r, &sc->phases[i], r->items[IN_PHASES].nodes[i]);
	for (i = 0; i < sc->n_links; i++)
		check_link(r, &sc->links[i], r->items[IN_LINKS].nodes[i]);
	for (i = 0; i < sc->n_traffic; i++)
		check_traffic(r, &sc->traffic[i], r->items[IN_TRAFFIC].nodes[i]);
	for (i = 0; i < sc->n_rules; i++)
		check_rule(r, &sc->rules[i], r->items[IN_RULES].nodes[i]);
	for (i = 0; i < sc->n_budgets; i++)
		check_budget(r, &sc->budgets[i], r->items[IN_BUDGETS].nodes[i]);
	for (i = 0; i < sc->n_targets; i++)
		check_target(r, &sc->targets[i], r->items[IN_TARGETS].nodes[i]);
	check_sums(r);
}
