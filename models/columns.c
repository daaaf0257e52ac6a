#include "models/internal.h"

/* A table of columns, all absent. model_build() has checked that the extents' product is an int. */
double columns_enclosing(double most)
{
	return 1.01 * most;
}

int *columns_table(struct model *m, int a, int b, int c)
{
	int n = a * b * c;
	int *columns = arena_alloc(m->arena, n, sizeof *columns);
	int i;

	for (i = 0; i < n; i++)
		columns[i] = -1;
	return columns;
}

static void find_whole_phases(struct model *m)
{
	const struct scenario *sc = m->sc;
	int p;

	m->whole = arena_alloc(m->arena, sc->n_phases, sizeof *m->whole);
	for (p = 0; p < sc->n_phases; p++) {
		const struct phase *phase = &sc->phases[p];

		if (phase->whole || phase->start_cny > 0.0 || phase->predecessor >= 0)
			m->whole[p] = true;
		if (phase->predecessor >= 0)
			m->whole[phase->predecessor] = true;
	}
}

static void build_starts(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.phases, m->sets.periods };
	int block = lp_column_block(m->lp, "start", "racks or whole phase", 2, sets);
	int p, t;

	for (p = 0; p < sc->n_phases; p++) {
		double most = m->whole[p] ? 1.0 : sc->phases[p].design_racks;
		enum lp_kind kind = m->whole[p] ? LP_INTEGER : LP_WHOLE;

		for (t = 0; t < sc->n_periods; t++) {
			if (stock_may_start(m, p, t))
				m->start[p * sc->n_periods + t] = lp_column(m->lp, block, (int[]){ p, t }, 0.0, most,
				                                            kind);
		}
	}
}

/* Racks of p can be commissioned in t when a start is usable by then, or p entered with more than is available. */
static bool may_commission(const struct model *m, int p, int t)
{
	int u;

	if (stock_entered_racks(m, p, t) > stock_available_racks(m->sc, p))
		return true;
	for (u = 0; u <= t; u++) {
		if (start(m, p, u) >= 0 && stock_phase_usable_from(m, p, u) <= t)
			return true;
	}
	return false;
}

static void build_commissions(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = lp_column_block(m->lp, "commission", "modules", 2, (int[]){ m->sets.phases, m->sets.periods });
	int p, t;

	for (p = 0; p < sc->n_phases; p++) {
		const struct phase *phase = &sc->phases[p];
		int most = (phase->design_racks - phase->available_racks) / phase->module_racks;

		for (t = 0; t < sc->n_periods; t++) {
			if (scenario_phase_exists(sc, p) && most > 0 && may_commission(m, p, t))
				m->commission[p * sc->n_periods + t] = lp_column(m->lp, block, (int[]){ p, t }, 0.0,
				                                                 most, LP_WHOLE);
		}
	}
}

static void build_feeds(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.feeds, m->sets.periods };
	int steps = lp_column_block(m->lp, "feed", "steps", 2, sets);
	int firsts = lp_column_block(m->lp, "feed_first", "1", 2, sets);
	int f, t;

	for (f = 0; f < sc->n_feeds; f++) {
		const struct feed *item = &sc->feeds[f];

		if (!scenario_feed_exists(sc, f) || item->most_steps <= 0)
			continue;
		for (t = scenario_first_period_from(sc, item->earliest_start); t < sc->n_periods; t++) {
			if (stock_feed_usable_from(m, f, t) >= sc->n_periods)
				continue;
			m->feed[f * sc->n_periods + t] = lp_column(m->lp, steps, (int[]){ f, t }, 0.0, item->most_steps,
			                                           LP_WHOLE);
			if (item->start_cny > 0.0)
				m->feed_first[f * sc->n_periods + t] = lp_column(m->lp, firsts, (int[]){ f, t }, 0.0,
				                                                 1.0, LP_INTEGER);
		}
	}
}

bool columns_demand_exists(const struct scenario *sc, int d)
{
	return scenario_option_on(sc, sc->demands[d].option);
}

static void build_hosts(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.demands, m->sets.sites, m->sets.periods };
	int hosts = lp_column_block(m->lp, "host", "racks", 3, sets);
	int d, s, t;

	for (d = 0; d < sc->n_demands; d++) {
		for (s = 0; s < sc->n_sites; s++) {
			for (t = 0; t < sc->n_periods; t++) {
				double need = sc->demands[d].need_racks[t];

				if (columns_demand_exists(sc, d) && scenario_site_exists(sc, s) && need > 0.0 &&
				    scenario_may_host(sc, d, s, t, NULL))
					m->host[(d * sc->n_sites + s) * sc->n_periods + t] = lp_column(
						m->lp, hosts, (int[]){ d, s, t }, 0.0, need, LP_WHOLE);
			}
		}
	}
}

static void build_unserved(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = lp_column_block(m->lp, "unserved", "racks", 2, (int[]){ m->sets.demands, m->sets.periods });
	int d, t;

	for (d = 0; d < sc->n_demands; d++) {
		for (t = 0; t < sc->n_periods; t++) {
			double need = sc->demands[d].need_racks[t];
			bool priced = sc->demands[d].unserved_cny_per_rack_year >= 0.0;
			int column;

			if (!columns_demand_exists(sc, d) || !(need > 0.0) ||
			    (!priced && !is_waived(m, WAIVE_DEMAND, d)))
				continue;
			column = lp_column(m->lp, block, (int[]){ d, t }, 0.0, need, LP_WHOLE);
			m->unserved[d * sc->n_periods + t] = column;
			if (!priced)
				lp_cost(m->lp, m->must_tier, column, waive_price(m, WAIVE_DEMAND, d));
		}
	}
}

static int binary(struct model *m, int block, const int *index)
{
	return lp_column(m->lp, block, index, 0.0, 1.0, LP_INTEGER);
}

static void build_rule_columns(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.rules, m->sets.sites, m->sets.periods };
	int all = lp_column_block(m->lp, "opened", "1", 2, sets);
	int least = lp_column_block(m->lp, "begun", "1", 2, sets);
	int firsts = lp_column_block(m->lp, "first", "1", 3, sets);
	int r, s, t;

	for (r = 0; r < sc->n_rules; r++) {
		const struct rule *rule = &sc->rules[r];

		for (s = 0; s < sc->n_sites; s++) {
			if (!scenario_option_on(sc, rule->option) || !stock_scope_reaches(sc, &rule->scope, s, false))
				continue;
			for (t = 0; t < sc->n_periods && rule->kind == RULE_DISCOURAGE; t++)
				m->first[(r * sc->n_sites + s) * sc->n_periods + t] = binary(m, firsts,
				                                                             (int[]){ r, s, t });
			if (rule->kind != RULE_COUNT || stock_scope_reaches(sc, &rule->scope, s, true))
				continue;
			if (rule->at_most >= 0)
				m->opened[r * sc->n_sites + s] = binary(m, all, (int[]){ r, s });
			if (rule->at_least >= 0)
				m->begun[r * sc->n_sites + s] = binary(m, least, (int[]){ r, s });
		}
	}
}

static void build_counted(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.targets, m->sets.sites, m->sets.periods };
	int block = lp_column_block(m->lp, "counted", "1", 3, sets);
	int g, s, t;

	for (g = 0; g < sc->n_targets; g++) {
		const struct target *target = &sc->targets[g];

		if (target->metric != METRIC_SITES_STARTED || !soft_is_enforced(sc, g))
			continue;
		for (s = 0; s < sc->n_sites; s++) {
			if (!stock_scope_reaches(sc, &target->scope, s, false) ||
			    stock_scope_reaches(sc, &target->scope, s, true))
				continue;
			for (t = 0; t < sc->n_periods; t++) {
				if (soft_binds(sc, g, t))
					m->counted[(g * sc->n_sites + s) * sc->n_periods + t] = binary(
						m, block, (int[]){ g, s, t });
			}
		}
	}
}

void columns_build(struct model *m)
{
	const struct scenario *sc = m->sc;
	int n_periods = sc->n_periods;

	m->start = columns_table(m, sc->n_phases, n_periods, 1);
	m->commission = columns_table(m, sc->n_phases, n_periods, 1);
	m->feed = columns_table(m, sc->n_feeds, n_periods, 1);
	m->feed_first = columns_table(m, sc->n_feeds, n_periods, 1);
	m->host = columns_table(m, sc->n_demands, sc->n_sites, n_periods);
	m->unserved = columns_table(m, sc->n_demands, n_periods, 1);
	m->opened = columns_table(m, sc->n_rules, sc->n_sites, 1);
	m->begun = columns_table(m, sc->n_rules, sc->n_sites, 1);
	m->first = columns_table(m, sc->n_rules, sc->n_sites, n_periods);
	m->counted = columns_table(m, sc->n_targets, sc->n_sites, n_periods);
	m->shortfall = columns_table(m, sc->n_targets, n_periods, 1);
	m->bonus = columns_table(m, sc->n_targets, n_periods, 1);
	m->below = columns_table(m, sc->n_targets, n_periods, 1);
	m->target_row = columns_table(m, sc->n_targets, n_periods, 1);
	m->bw = columns_table(m, sc->n_modules, n_periods, 1);
	m->bw_first = columns_table(m, sc->n_modules, n_periods, 1);
	m->lit = columns_table(m, sc->n_links, n_periods, 1);
	m->flow = columns_table(m, sc->n_nodes, 2 * sc->n_links, n_periods);
	waive_columns(m);
	find_whole_phases(m);
	build_starts(m);
	build_commissions(m);
	build_feeds(m);
	build_hosts(m);
	build_unserved(m);
	standby_columns(m);
	energy_columns(m);
	opening_columns(m);
	stranded_columns(m);
	build_rule_columns(m);
	build_counted(m);
	links_columns(m);
	flows_columns(m);
	stability_columns(m);
}
