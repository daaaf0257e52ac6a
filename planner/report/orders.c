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

static struct order *order_new(struct orders *orders, enum order_action action, int site, int item)
{
	void *items = orders->items;
	struct order *order;

	memory_reserve(&items, &orders->capacity, orders->n + 1, sizeof *orders->items);
	orders->items = items;
	order = &orders->items[orders->n++];
	*order = (struct order){ .action = action, .site = site, .item = item };
	return order;
}

__attribute__((format(printf, 3, 4))) static void no_later_than(struct order *order, struct date day,
                                                                const char *format, ...)
{
	va_list args;

	if (date_is_set(order->latest) && date_compare(order->latest, day) <= 0)
		return;
	order->latest = day;
	va_start(args, format);
	vsnprintf(order->because, sizeof order->because, format, args);
	va_end(args);
}

static int flow(const int *flows, const struct plan *plan, int item, int t)
{
	return flows[item * plan->n_periods + t];
}

/* Racks are commissioned in the order they were started; those beyond what was started earlier need this start. */
static void start_before_commissioning(struct order *order, const struct plan *plan, const struct scenario *sc)
{
	const struct phase *phase = &sc->phases[order->item];
	int t, before = 0, commissioned = 0;

	for (t = 0; t < order->period; t++)
		before += flow(plan->started_racks, plan, order->item, t);
	for (t = 0; t < plan->n_periods; t++) {
		commissioned += flow(plan->commissioned_racks, plan, order->item, t);
		if (commissioned > before && t >= order->period) {
			no_later_than(order, date_add_months(sc->periods[t].first_day, -phase->lead_months),
			              "racks commissioned in %s", sc->periods[t].label);
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
			if (flow(plan->started_racks, plan, f, t) > 0) {
				no_later_than(order, sc->periods[t].last_day, "%s/%s starts in %s after it",
				              sc->sites[order->site].id, sc->phases[f].id, sc->periods[t].label);
				break;
			}
		}
	}
	if (date_is_set(sc->phases[order->item].latest_start)) {
		struct date day = sc->phases[order->item].latest_start;

		if (date_compare(day, order->planned) >= 0)
			no_later_than(order, day, "latest start that the scenario allows");
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
			no_later_than(order, sc->periods[order->period].last_day, "target %s in every period",
			              target->id);
		else if (target->period >= order->period)
			no_later_than(order, sc->periods[target->period].last_day, "target %s", target->id);
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
			no_later_than(order, sc->periods[by].last_day, "rule %s", rule->id);
	}
}

/* Is this the start that opens the site? */
static bool opens_site(const struct plan *plan, const struct scenario *sc, int p, int t)
{
	const struct site *site = &sc->sites[sc->phases[p].site];
	int q, u;

	for (q = site->phase_begin; q < site->phase_end; q++) {
		for (u = 0; u < t || (u == t && q < p); u++) {
			if (flow(plan->started_racks, plan, q, u) > 0)
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
		int racks = flow(plan->started_racks, plan, p, t);

		if (racks <= 0)
			continue;
		order = order_new(orders, ORDER_START, phase->site, p);
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
			no_later_than(order, sc->periods[t].last_day, "design racks of %s", sc->periods[t].label);
		first = false;
	}
}

static void add_commissions(struct orders *orders, const struct plan *plan, const struct scenario *sc, int p)
{
	int t;

	for (t = 0; t < plan->n_periods; t++) {
		int racks = flow(plan->commissioned_racks, plan, p, t);
		struct order *order;

		if (racks <= 0)
			continue;
		order = order_new(orders, ORDER_COMMISSION, sc->phases[p].site, p);
		order->period = order->ready = t;
		order->quantity = racks;
		order->cost_cny = racks * sc->phases[p].fitout_cny_per_rack;
		order->planned = sc->periods[t].first_day;
		no_later_than(order, order->planned, "in use during all of %s", sc->periods[t].label);
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
			no_later_than(order, date_add_months(sc->periods[t].first_day, -feed->lead_months),
			              "load of %s", sc->periods[t].label);
			return;
		}
	}
	no_later_than(order, sc->periods[order->period].last_day, "feed of %s", sc->periods[order->period].label);
}

static void add_feeds(struct orders *orders, const struct plan *plan, const struct scenario *sc, int f)
{
	const struct feed *feed = &sc->feeds[f];
	bool first = true;
	int t;

	for (t = 0; t < plan->n_periods; t++) {
		int steps = flow(plan->feed_steps, plan, f, t);
		struct order *order;

		if (steps <= 0)
			continue;
		order = order_new(orders, ORDER_FEED, feed->site, f);
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

/* Would the link carry too much, either way, without these modules? */
static bool needs_modules(const struct order *order, const struct plan *plan, const struct scenario *sc, int t)
{
	const double rounding = 1e-5; /* of the Gbps of a plan */
	int l = sc->modules[order->item].link;
	double left = sc->links[l].headroom_share * (plan_link_installed_gbps(plan, sc, l, t) - order->gbps);

	return plan_link_load_gbps(plan, l, false, t) > left + rounding ||
	       plan_link_load_gbps(plan, l, true, t) > left + rounding;
}

/* By how much the metric of a target would fall without these modules. */
static double modules_count(const struct order *order, const struct plan *plan, const struct scenario *sc,
                            const struct target *target, int t)
{
	const struct cut *cut = target->cut >= 0 ? &sc->cuts[target->cut] : NULL;
	int l = sc->modules[order->item].link, i;
	bool counts = !cut;

	for (i = 0; cut && i < cut->n_links; i++)
		counts = counts || cut->links[i] == l;
	if (!counts)
		return 0;
	if (target->metric == METRIC_CUT_GBPS)
		return order->gbps;
	return target->metric == METRIC_LINK_COUNT && !(plan_link_installed_gbps(plan, sc, l, t) > order->gbps);
}

static bool target_needs_modules(const struct order *order, const struct plan *plan, const struct scenario *sc,
                                 const struct target *target, int t)
{
	const struct target_result *result = &plan->results[target - sc->targets];
	double counts = modules_count(order, plan, sc, target, t);

	return counts > 0 && !target->at_most && result->state == TARGET_MET && result->slack < counts &&
	       (target->period < 0 || target->period == t);
}

/* The first period whose load or target needs these modules; without one, the plan's own date stands. */
static void modules_before_load(struct order *order, const struct plan *plan, const struct scenario *sc)
{
	int lead = sc->modules[order->item].lead_months, t, g;

	for (t = order->ready; t < plan->n_periods && !date_is_set(order->latest); t++) {
		const struct date day = date_add_months(sc->periods[t].first_day, -lead);

		if (needs_modules(order, plan, sc, t))
			no_later_than(order, day, "load of %s", sc->periods[t].label);
		for (g = 0; g < plan->n_results; g++) {
			if (target_needs_modules(order, plan, sc, &sc->targets[g], t))
				no_later_than(order, day, "target %s", sc->targets[g].id);
		}
	}
	if (!date_is_set(order->latest))
		no_later_than(order, sc->periods[order->period].last_day, "modules of %s",
		              sc->periods[order->period].label);
}

static void add_modules(struct orders *orders, const struct plan *plan, const struct scenario *sc, int m)
{
	const struct link_module *module = &sc->modules[m];
	bool first = true;
	int t;

	for (t = 0; t < plan->n_periods; t++) {
		int n = flow(plan->link_modules, plan, m, t);
		struct order *order;

		if (n <= 0)
			continue;
		order = order_new(orders, ORDER_LINK, -1, m);
		order->period = t;
		order->quantity = n;
		order->gbps = n * module->gbps;
		order->cost_cny = n * module->cny + (first ? module->start_cny : 0);
		order->planned = sc->periods[t].first_day;
		order->ready = scenario_usable_from(sc, t, module->lead_months);
		modules_before_load(order, plan, sc);
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
		add_modules(orders, plan, sc, m);
	if (orders->n > 1)
		qsort(orders->items, (size_t)orders->n, sizeof *orders->items, by_day);
}
