/* Orders of link modules: what the load of a link, or a target on a cut, needs by when. */
#include "planner/report/orders.h"

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
			order_no_later(order, day, "load of %s", "%s 的负荷", sc->periods[t].label);
		for (g = 0; g < plan->n_results; g++) {
			if (target_needs_modules(order, plan, sc, &sc->targets[g], t))
				order_no_later(order, day, "target %s", "目标 %s", sc->targets[g].id);
		}
	}
	if (!date_is_set(order->latest))
		order_no_later(order, sc->periods[order->period].last_day, "modules of %s", "%s 的模块",
		               sc->periods[order->period].label);
}

void orders_add_modules(struct orders *orders, const struct plan *plan, const struct scenario *sc, int m)
{
	const struct link_module *module = &sc->modules[m];
	bool first = true;
	int t;

	for (t = 0; t < plan->n_periods; t++) {
		int n = order_flow(plan->link_modules, plan, m, t);
		struct order *order;

		if (n <= 0)
			continue;
		order = order_add(orders, ORDER_LINK, -1, m);
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
