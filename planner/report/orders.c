#include "planner/report/orders.h"
#include "planner/base/memory.h"
#include "planner/base/str.h"

#include <stdio.h>
#include <stdlib.h>

long order_slack_days(const struct order *order)
{
	return date_number(order->latest) - date_number(order->planned);
}

void order_names(const struct order *order, const struct scenario *sc, const struct text **owner,
                 const struct text **item)
{
	switch (order->action) {
	case ORDER_START:
	case ORDER_COMMISSION:
		*owner = &sc->sites[order->site].name;
		*item = &sc->phases[order->item].name;
		break;
	case ORDER_FEED:
		*owner = &sc->sites[order->site].name;
		*item = &sc->feeds[order->item].name;
		break;
	case ORDER_LINK:
		*owner = &sc->links[sc->modules[order->item].link].name;
		*item = &sc->modules[order->item].name;
		break;
	}
}

void orders_dispose(struct orders *orders)
{
	memory_free(orders->items);
	orders->items = NULL;
	orders->n = orders->capacity = 0;
}

struct order *order_add(struct orders *orders, enum order_action action, int site, int item)
{
	void *items = orders->items;
	struct order *order;

	memory_reserve(&items, &orders->capacity, orders->n + 1, sizeof *orders->items);
	orders->items = items;
	order = &orders->items[orders->n++];
	*order = (struct order){ .action = action, .site = site, .item = item };
	return order;
}

void order_no_later(struct order *order, struct date day, const char *en, const char *zh, ...)
{
	va_list args, again;

	if (date_is_set(order->latest) && date_compare(order->latest, day) <= 0)
		return;
	order->latest = day;
	va_start(args, zh);
	va_copy(again, args);
	vsnprintf(order->because, sizeof order->because, en, args);
	vsnprintf(order->because_zh, sizeof order->because_zh, zh, again);
	va_end(again);
	va_end(args);
}

int order_flow(const int *flows, const struct plan *plan, int item, int t)
{
	return flows[item * plan->n_periods + t];
}

/* Racks are commissioned in the order they were started; those beyond what was started earlier need this start. */
static void start_before_commissioning(struct order *order, const struct plan *plan, const struct scenario *sc)
{
	const struct phase *phase = &sc->phases[order->item];
	int t, before = 0, commissioned = 0;

	for (t = 0; t < order->period; t++)
		before += order_flow(plan->started_racks, plan, order->item, t);
	for (t = 0; t < plan->n_periods; t++) {
		commissioned += order_flow(plan->commissioned_racks, plan, order->item, t);
		if (commissioned > before && t >= order->period) {
			order_no_later(order, date_add_months(sc->periods[t].first_day, -phase->lead_months),
			               "racks commissioned in %s", "%s 投运的机架", sc->periods[t].label);
			return;
		}
	}
}

/* A phase that follows in the same or a later period, and the last day the scenario lets this one start. */
static void start_before_followers(struct order *order, const struct plan *plan, const struct scenario *sc)
{
	int f, t;

	for (f = 0; f < plan->n_phases; f++) {
		if (sc->phases[f].predecessor != order->item)
			continue;
		for (t = order->period; t < plan->n_periods; t++) {
			if (order_flow(plan->started_racks, plan, f, t) > 0) {
				order_no_later(order, sc->periods[t].last_day, "%s/%s starts in %s after it",
				               "%s/%s 在 %s 随后开工", sc->sites[order->site].id, sc->phases[f].id,
				               sc->periods[t].label);
				break;
			}
		}
	}
	if (date_is_set(sc->phases[order->item].latest_start)) {
		struct date day = sc->phases[order->item].latest_start;

		if (date_compare(day, order->planned) >= 0)
			order_no_later(order, day, "latest start that the scenario allows", "场景允许的最迟开工日");
	}
}

/* By how much the metric of a target would fall if this start came after the target's date; 0: it plays no part. */
static double start_counts(const struct order *order, const struct target *target)
{
	switch (target->metric) {
	case METRIC_DESIGN_RACKS: return order->quantity;
	case METRIC_SITES_STARTED: return 1;
	case METRIC_CAPEX:
	case METRIC_SPEND: return order->cost_cny;
	case METRIC_AVAILABLE_RACKS: /* through commissioning */
	case METRIC_OCCUPIED_RACKS:
	case METRIC_STANDARD_RACKS:
	case METRIC_UTILIZATION: /* per design racks: a later start only helps */
	case METRIC_IT_MW:
	case METRIC_FACILITY_MW:
	case METRIC_PUE:
	case METRIC_MIGRATED_SHARE:
	case METRIC_SERVED_SHARE:
	case METRIC_HOSTED_SHARE:
	case METRIC_CUSTOMERS:
	case METRIC_CUT_GBPS:
	case METRIC_LINK_COUNT:
	case METRIC_GREEN_SHARE:
	case METRIC_CARBON_T:
	case METRIC_SERVERS:
	case METRIC_INSTALL_RATE:
	case METRIC_STRANDED_MW:
	case METRIC_HOUSEHOLDS:
	case METRICS: break;
	}
	return 0;
}

static void start_before_targets(struct order *order, const struct plan *plan, const struct scenario *sc)
{
	int g;

	for (g = 0; g < plan->n_targets; g++) {
		const struct target *target = &sc->targets[g];
		const struct target_result *result = &plan->results[g];
		double counts = start_counts(order, target);

		if (!(counts > 0) || target->at_most || result->state != TARGET_MET || result->slack >= counts ||
		    !scope_has_phase(&target->scope, sc, order->item))
			continue;
		if (target->period < 0)
			order_no_later(order, sc->periods[order->period].last_day, "target %s in every period",
			               "各期目标 %s", target->id);
		else if (target->period >= order->period)
			order_no_later(order, sc->periods[target->period].last_day, "target %s", "目标 %s", target->id);
	}
}

static void start_before_rules(struct order *order, const struct scenario *sc)
{
	int i, by;

	for (i = 0; i < sc->n_rules; i++) {
		const struct rule *rule = &sc->rules[i];

		if (rule->kind != RULE_COUNT || rule->at_least <= 0 || !scenario_option_on(sc, rule->option) ||
		    !scope_has_phase(&rule->scope, sc, order->item))
			continue;
		by = date_is_set(rule->by) ? scenario_period_by(sc, rule->by) : sc->n_periods - 1;
		if (by >= order->period)
			order_no_later(order, sc->periods[by].last_day, "rule %s", "规则 %s", rule->id);
	}
}

/* Is this the start that opens the site? */
static bool opens_site(const struct plan *plan, const struct scenario *sc, int p, int t)
{
	const struct site *site = &sc->sites[sc->phases[p].site];
	int q, u;

	for (q = site->phase_begin; q < site->phase_end; q++) {
		for (u = 0; u < t || (u == t && q < p); u++) {
			if (order_flow(plan->started_racks, plan, q, u) > 0)
				return false;
		}
	}
	return true;
}

static void add_starts(struct orders *orders, const struct plan *plan, const struct scenario *sc, int p)
{
	const struct phase *phase = &sc->phases[p];
	struct order *order;
	bool first = true;
	int t;

	for (t = 0; t < plan->n_periods; t++) {
		int racks = order_flow(plan->started_racks, plan, p, t);

		if (racks <= 0)
			continue;
		order = order_add(orders, ORDER_START, phase->site, p);
		order->period = t;
		order->quantity = racks;
		order->cost_cny = racks * phase->shell_cny_per_rack + (first ? phase->start_cny : 0);
		if (opens_site(plan, sc, p, t))
			order->cost_cny += sc->sites[phase->site].opening_cny;
		order->planned = sc->periods[t].first_day;
		order->ready = scenario_usable_from(sc, t, phase->lead_months);
		start_before_commissioning(order, plan, sc);
		start_before_followers(order, plan, sc);
		start_before_targets(order, plan, sc);
		start_before_rules(order, sc);
		if (!date_is_set(order->latest))
			order_no_later(order, sc->periods[t].last_day, "design racks of %s", "%s 的设计机架",
			               sc->periods[t].label);
		first = false;
	}
}

static void add_commissions(struct orders *orders, const struct plan *plan, const struct scenario *sc, int p)
{
	int t;

	for (t = 0; t < plan->n_periods; t++) {
		int racks = order_flow(plan->commissioned_racks, plan, p, t);
		struct order *order;

		if (racks <= 0)
			continue;
		order = order_add(orders, ORDER_COMMISSION, sc->phases[p].site, p);
		order->period = order->ready = t;
		order->quantity = racks;
		order->cost_cny = racks * sc->phases[p].fitout_cny_per_rack;
		order->planned = sc->periods[t].first_day;
		order_no_later(order, order->planned, "in use during all of %s", "%s 全期使用", sc->periods[t].label);
	}
}

/* The first period whose load needs these steps; without one, the plan's own date stands. */
static void feed_before_load(struct order *order, const struct plan *plan, const struct scenario *sc)
{
	const struct feed *feed = &sc->feeds[order->item];
	double mw = sc->sites[order->site].usable_share * order->mw;
	int t;

	for (t = order->ready; t < plan->n_periods; t++) {
		double drawn = plan_site_facility_mw(plan, sc, order->site, t);

		if (drawn > plan_site_usable_mw(plan, sc, order->site, t) - mw) {
			order_no_later(order, date_add_months(sc->periods[t].first_day, -feed->lead_months),
			               "load of %s", "%s 的负荷", sc->periods[t].label);
			return;
		}
	}
	order_no_later(order, sc->periods[order->period].last_day, "feed of %s", "%s 的增容",
	               sc->periods[order->period].label);
}

static void add_feeds(struct orders *orders, const struct plan *plan, const struct scenario *sc, int f)
{
	const struct feed *feed = &sc->feeds[f];
	bool first = true;
	int t;

	for (t = 0; t < plan->n_periods; t++) {
		int steps = order_flow(plan->feed_steps, plan, f, t);
		struct order *order;

		if (steps <= 0)
			continue;
		order = order_add(orders, ORDER_FEED, feed->site, f);
		order->period = t;
		order->quantity = steps;
		order->mw = steps * feed->mw_per_step;
		order->cost_cny = steps * feed->cny_per_step + (first ? feed->start_cny : 0);
		order->planned = sc->periods[t].first_day;
		order->ready = scenario_usable_from(sc, t, feed->lead_months);
		feed_before_load(order, plan, sc);
		first = false;
	}
}

static int by_day(const void *a, const void *b)
{
	const struct order *x = a, *y = b;
	int difference = date_compare(x->planned, y->planned);

	if (difference == 0)
		difference = date_compare(x->latest, y->latest);
	if (difference == 0)
		difference = (x->site > y->site) - (x->site < y->site);
	if (difference == 0)
		difference = (x->action > y->action) - (x->action < y->action);
	if (difference == 0)
		difference = (x->item > y->item) - (x->item < y->item);
	return difference;
}

void orders_make(const struct plan *plan, const struct scenario *sc, struct orders *orders)
{
	int p, f, m;

	for (p = 0; p < plan->n_phases; p++) {
		add_starts(orders, plan, sc, p);
		add_commissions(orders, plan, sc, p);
	}
	for (f = 0; f < plan->n_feeds; f++)
		add_feeds(orders, plan, sc, f);
	for (m = 0; m < plan->n_modules; m++)
		orders_add_modules(orders, plan, sc, m);
	if (orders->n > 1)
		qsort(orders->items, (size_t)orders->n, sizeof *orders->items, by_day);
}

const char *order_action_name(enum order_action action)
{
	switch (action) {
	case ORDER_START: return "start";
	case ORDER_FEED: return "order_feed";
	case ORDER_LINK: return "order_link";
	case ORDER_COMMISSION: break;
	}
	return "commission";
}

void order_id(struct str *out, const struct order *order, const struct scenario *sc)
{
	const struct link_module *module;

	switch (order->action) {
	case ORDER_START:
	case ORDER_COMMISSION: str_add(out, sc->phases[order->item].id); break;
	case ORDER_FEED: str_add(out, sc->feeds[order->item].id); break;
	case ORDER_LINK:
		module = &sc->modules[order->item];
		str_addf(out, "%s/%s", sc->links[module->link].id, module->id);
		break;
	}
}
