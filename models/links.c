/*
 * links.c - the Gbps installed on links: the columns that add to them, their costs, and the metrics that read them.
 *
 * Rows are in network.c; models/README.md has the rules.
 */
#include "models/internal.h"

#include <math.h>

/*
 * A choice between sizes is no matter of rounding: up to so many columns, modules are decided by branch and bound. More
 * of them are rounded like racks, and the plan prints what that costs over the bound.
 */
enum { MOST_BRANCHED = 64 };

static bool may_start(const struct scenario *sc, int module, int t)
{
	const struct link_module *item = &sc->modules[module];

	return scenario_module_exists(sc, module) && item->most > 0 &&
	       t >= scenario_first_period_from(sc, item->earliest_start) &&
	       scenario_usable_from(sc, t, item->lead_months) < sc->n_periods;
}

static void build_modules(struct model *m, enum lp_kind kind)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.modules, m->sets.periods };
	int modules = lp_column_block(m->lp, "bw", "modules", 2, sets);
	int firsts = lp_column_block(m->lp, "bw_first", "1", 2, sets);
	int i, t;

	for (i = 0; i < sc->n_modules; i++) {
		for (t = 0; t < sc->n_periods; t++) {
			if (!may_start(sc, i, t))
				continue;
			m->bw[i * sc->n_periods + t] = lp_column(m->lp, modules, (int[]){ i, t }, 0.0,
			                                         sc->modules[i].most, kind);
			if (sc->modules[i].start_cny > 0.0)
				m->bw_first[i * sc->n_periods + t] = lp_column(m->lp, firsts, (int[]){ i, t }, 0.0, 1.0,
				                                               LP_INTEGER);
		}
	}
}

bool links_counted(const struct scenario *sc, const struct target *target, int l)
{
	int i;

	if (!scenario_link_exists(sc, l))
		return false;
	for (i = 0; target->cut >= 0 && i < sc->cuts[target->cut].n_links; i++) {
		if (sc->cuts[target->cut].links[i] == l)
			return true;
	}
	return target->cut < 0;
}

/* Is the link counted by a target that binds in t, and not known to count? */
static bool must_know_lit(const struct model *m, int l, int t)
{
	const struct scenario *sc = m->sc;
	int g;

	if (sc->links[l].installed_gbps > 0.0 || !links_may_have_gbps(m, l, t))
		return false;
	for (g = 0; g < sc->n_targets; g++) {
		if (sc->targets[g].metric == METRIC_LINK_COUNT && soft_is_enforced(sc, g) && soft_binds(sc, g, t) &&
		    links_counted(sc, &sc->targets[g], l))
			return true;
	}
	return false;
}

static void build_lit(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = lp_column_block(m->lp, "lit", "1", 2, (int[]){ m->sets.links, m->sets.periods });
	int l, t;

	for (l = 0; l < sc->n_links; l++) {
		for (t = 0; t < sc->n_periods; t++) {
			if (must_know_lit(m, l, t))
				m->lit[l * sc->n_periods + t] = lp_column(m->lp, block, (int[]){ l, t }, 0.0, 1.0,
				                                          LP_INTEGER);
		}
	}
}

void links_columns(struct model *m)
{
	const struct scenario *sc = m->sc;
	int n = 0, i, t;

	for (i = 0; i < sc->n_modules; i++) {
		for (t = 0; t < sc->n_periods; t++)
			n += may_start(sc, i, t);
	}
	for (i = 0; i < sc->n_links; i++)
		n += is_waived(m, WAIVE_LINK, i);
	if (n == 0) /* nothing to decide: no block either */
		return;
	build_modules(m, n <= MOST_BRANCHED ? LP_INTEGER : LP_WHOLE);
	build_lit(m);
}

void links_add_modules(const struct model *m, struct expr *e, int l, int t, double factor)
{
	const struct scenario *sc = m->sc;
	int i, u;

	for (i = sc->links[l].module_begin; i < sc->links[l].module_end; i++) {
		for (u = 0; u <= t; u++) {
			if (bw(m, i, u) >= 0 && scenario_usable_from(sc, u, sc->modules[i].lead_months) <= t)
				expr_add(e, bw(m, i, u), factor);
		}
	}
}

void links_add_first(const struct model *m, struct expr *e, int l, int t, double factor)
{
	const struct scenario *sc = m->sc;
	int i, u;

	for (i = sc->links[l].module_begin; i < sc->links[l].module_end; i++) {
		bool fixed = sc->modules[i].start_cny > 0.0;

		for (u = 0; u <= t; u++) {
			if (scenario_usable_from(sc, u, sc->modules[i].lead_months) <= t)
				expr_add(e, fixed ? bw_first(m, i, u) : bw(m, i, u), factor);
		}
	}
}

void links_add_installed(const struct model *m, struct expr *e, int l, int t, double factor)
{
	const struct scenario *sc = m->sc;
	int i, u;

	if (!scenario_link_exists(sc, l))
		return;
	expr_constant(e, factor * sc->links[l].installed_gbps);
	expr_add(e, waived(m, WAIVE_LINK, l), factor);
	for (i = sc->links[l].module_begin; i < sc->links[l].module_end; i++) {
		for (u = 0; u <= t; u++) {
			if (bw(m, i, u) >= 0 && scenario_usable_from(sc, u, sc->modules[i].lead_months) <= t)
				expr_add(e, bw(m, i, u), factor * sc->modules[i].gbps);
		}
	}
}

bool links_may_have_gbps(const struct model *m, int l, int t)
{
	struct expr modules = EXPR_INIT;
	bool may;

	if (!scenario_link_exists(m->sc, l))
		return false;
	links_add_modules(m, &modules, l, t, 1.0);
	may = modules.n > 0 || is_waived(m, WAIVE_LINK, l) || m->sc->links[l].installed_gbps > 0.0;
	expr_dispose(&modules);
	return may;
}

void links_add_lit(const struct model *m, struct expr *e, int l, int t, double factor)
{
	if (scenario_link_exists(m->sc, l) && m->sc->links[l].installed_gbps > 0.0)
		expr_constant(e, factor);
	else
		expr_add(e, lit(m, l, t), factor);
}

/* ---- costs ---- */

static void price_module(struct model *m, int module)
{
	const struct link_module *item = &m->sc->modules[module];
	struct cost_place place = { .site = -1, .phase = -1, .demand = -1, .of_link = item->link + 1 };

	for (place.period = 0; place.period < m->sc->n_periods; place.period++) {
		int started = bw(m, module, place.period), begin = bw_first(m, module, place.period);

		if (started >= 0)
			cost_add_asset(m, COST_LINK, place, started, item->cny, item->life_years);
		if (begin >= 0)
			cost_add_asset(m, COST_LINK, place, begin, item->start_cny, item->life_years);
	}
}

/* Every Gbps that is installed in t, since whenever, is paid for in t. */
static void price_installed(struct model *m, int l)
{
	const struct scenario *sc = m->sc;
	struct cost_place place = { .site = -1, .phase = -1, .demand = -1, .of_link = l + 1 };
	struct expr gbps = EXPR_INIT;
	int i;

	for (place.period = 0; place.period < sc->n_periods; place.period++) {
		expr_clear(&gbps);
		links_add_installed(m, &gbps, l, place.period,
		                    sc->links[l].opex_cny_per_gbps_year * sc->periods[place.period].years);
		cost_add(m, COST_OPEX, place, -1, gbps.constant);
		for (i = 0; i < gbps.n; i++)
			cost_add(m, COST_OPEX, place, gbps.columns[i], gbps.coefficients[i]);
	}
	expr_dispose(&gbps);
}

void links_price(struct model *m)
{
	int i;

	for (i = 0; i < m->sc->n_modules; i++)
		price_module(m, i);
	for (i = 0; i < m->sc->n_links; i++)
		price_installed(m, i);
}

/* ---- households: given, not decided ---- */

bool links_scope_has_node(const struct scenario *sc, const struct scope *scope, int v)
{
	int i;

	for (i = 0; i < scope->n_regions; i++) {
		if (scenario_region_within(sc, sc->nodes[v].region, scope->regions[i]))
			return true;
	}
	return scope->n_regions == 0;
}

static double households_between(const struct scenario *sc, int from, int to, int t)
{
	double sum = 0.0;
	int i;

	for (i = 0; i < sc->n_traffic; i++) {
		const struct traffic *item = &sc->traffic[i];

		if (item->households && scenario_traffic_exists(sc, i) && item->from == from && item->to == to)
			sum += item->households[t];
	}
	return sum;
}

double links_households(const struct scenario *sc, const struct scope *scope, int t)
{
	double sum = 0.0;
	int v, w;

	for (v = 0; v < sc->n_nodes; v++) {
		for (w = v + 1; w < sc->n_nodes; w++) {
			if (links_scope_has_node(sc, scope, v) || links_scope_has_node(sc, scope, w))
				sum += fmax(households_between(sc, v, w, t), households_between(sc, w, v, t));
		}
	}
	return sum;
}
