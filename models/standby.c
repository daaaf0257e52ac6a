/*
 * standby.c - pairs of hosted racks and their standby, what is held for them, and what the racks of a site draw.
 *
 * A dedicated standby is its pairs. A shared one is the worst single loss: a column per site, period and quantity,
 * which the rows of backup.c hold above what each lost site would need. models/README.md, "Standby", has the rules.
 */
#include "models/internal.h"

#include <math.h>
#include <stddef.h>

/* ---- what one rack counts for ---- */

double load_of_rack(const struct model *m, enum load load, int d, int t)
{
	const struct scenario *sc = m->sc;
	const struct class *class = &sc->classes[sc->demands[d].class];

	switch (load) {
	case LOAD_MW: return class->kw_per_rack / 1000.0;
	case LOAD_MWH:
		return class->kw_per_rack * class->load_factor * sc->hours_per_year * sc->periods[t].years / 1000.0;
	case LOAD_RACKS:
	case LOADS: break;
	}
	return 1.0;
}

double load_of_standby(const struct model *m, enum load load, int d, int t)
{
	double share = load == LOAD_RACKS ? 1.0 : m->sc->demands[d].backup.power_share;

	return share * load_of_rack(m, load, d, t);
}

/* ---- columns ---- */

static void find_backed(struct model *m)
{
	const struct scenario *sc = m->sc;
	int d;

	m->backed = arena_alloc(m->arena, sc->n_demands, sizeof *m->backed);
	for (d = 0; d < sc->n_demands; d++) {
		m->backed[d] = sc->demands[d].has_backup && columns_demand_exists(sc, d) ? m->n_backed++ : -1;
		m->n_shared += standby_is_shared(m, d);
	}
}

static bool may_ever_host(const struct model *m, int d, int s)
{
	int t;

	for (t = 0; t < m->sc->n_periods; t++) {
		if (host(m, d, s, t) >= 0)
			return true;
	}
	return false;
}

static bool is_listed(const struct backup *backup, int r)
{
	int i;

	for (i = 0; i < backup->n_sites; i++) {
		if (backup->sites[i] == r)
			return true;
	}
	return backup->n_sites == 0;
}

/* Numbers the sites of each demand with a backup. Returns how many pairs of sites there are; check_extents() has bounded it. */
static int number_places(struct model *m)
{
	const struct scenario *sc = m->sc;
	int d, s, b, hosts, pairs = 0;

	m->host_place = columns_table(m, m->n_backed, sc->n_sites, 1);
	m->standby_place = columns_table(m, m->n_backed, sc->n_sites, 1);
	m->n_standby = arena_alloc(m->arena, m->n_backed, sizeof *m->n_standby);
	m->pair_begin = arena_alloc(m->arena, m->n_backed, sizeof *m->pair_begin);
	for (d = 0; d < sc->n_demands; d++) {
		b = m->backed[d];
		hosts = 0;
		for (s = 0; b >= 0 && s < sc->n_sites; s++) {
			if (may_ever_host(m, d, s))
				m->host_place[b * sc->n_sites + s] = hosts++;
			if (is_listed(&sc->demands[d].backup, s))
				m->standby_place[b * sc->n_sites + s] = m->n_standby[b]++;
		}
		if (b >= 0) {
			m->pair_begin[b] = pairs;
			pairs += hosts * m->n_standby[b];
		}
	}
	return pairs;
}

/* Of every demand with a backup, all sites, places of the standby and periods. */
static void build_pairs(struct model *m)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.demands, m->sets.sites, m->sets.sites, m->sets.periods };
	int block = lp_column_block(m->lp, "pair", "racks", 4, sets);
	int n = sc->n_sites, T = sc->n_periods, d, i, t, *pairs;

	for (d = 0; d < sc->n_demands; d++) {
		for (i = 0; m->backed[d] >= 0 && i < n * n; i++) {
			int s = i / n, r = i % n, h = host_place(m, d, s), k = standby_place(m, d, r);

			if (h < 0 || k < 0)
				continue;
			pairs = m->pair + (m->pair_begin[m->backed[d]] + h * m->n_standby[m->backed[d]] + k) * T;
			for (t = 0; t < T; t++) {
				if (host(m, d, s, t) >= 0 && scenario_may_pair(sc, d, s, r, t, NULL))
					pairs[t] = lp_column(m->lp, block, (int[]){ d, s, r, t }, 0.0,
					                     sc->demands[d].need_racks[t], LP_WHOLE);
			}
		}
	}
}

bool standby_is_shared(const struct model *m, int d)
{
	return m->backed[d] >= 0 && m->sc->demands[d].backup.shared;
}

/* What the loss of s can ask for at r, of racks above the limit; < 0: there are no such pairs. */
static double most_lost(const struct model *m, enum load load, int s, int r, int t, double limit_kw)
{
	double most = -1.0;
	int d;

	for (d = 0; d < m->sc->n_demands; d++) {
		if (standby_is_shared(m, d) && class_kw(m, d) > limit_kw && pair(m, d, s, r, t) >= 0)
			most = fmax(most, 0.0) + m->sc->demands[d].need_racks[t] * load_of_standby(m, load, d, t);
	}
	return most;
}

/* The most that the loss of any one site can ask for. */
static double most_shared(const struct model *m, enum load load, int r, int t, double limit_kw)
{
	double most = -1.0;
	int s;

	for (s = 0; m->n_shared > 0 && s < m->sc->n_sites; s++)
		most = fmax(most, most_lost(m, load, s, r, t, limit_kw));
	return most;
}

static const char *const shared_names[LOADS] = { "shared", "shared_mw", "shared_mwh" };
static const char *const worst_names[LOADS] = { "worst_racks", "worst_mw", "worst_mwh" };
static const char *const load_units[LOADS] = { "racks", "MW", "MWh" };

static void build_shared(struct model *m, enum load load)
{
	const struct scenario *sc = m->sc;
	const int sets[] = { m->sets.sites, m->sets.sites, m->sets.periods };
	int pools = lp_column_block(m->lp, shared_names[load], load_units[load], 2, sets + 1);
	int worst = lp_column_block(m->lp, worst_names[load], "1", 3, sets);
	int r, s, t;

	for (r = 0; r < sc->n_sites; r++) {
		for (t = 0; t < sc->n_periods; t++) {
			double most = most_shared(m, load, r, t, -1.0);

			if (most < 0.0)
				continue;
			m->shared[load][r * sc->n_periods + t] = lp_column(m->lp, pools, (int[]){ r, t }, 0.0, most,
			                                                   LP_CONTINUOUS);
			for (s = 0; s < sc->n_sites && standby_is_pressed(m, load, r, t); s++) {
				if (standby_may_lose(m, s, r, t))
					m->worst[load][(r * sc->n_sites + s) * sc->n_periods + t] = lp_column(
						m->lp, worst, (int[]){ r, s, t }, 0.0, 1.0, LP_INTEGER);
			}
		}
	}
}

static void build_dense(struct model *m)
{
	const struct scenario *sc = m->sc;
	int block = lp_column_block(m->lp, "shared_dense", "racks", 2, (int[]){ m->sets.phases, m->sets.periods });
	int q, t;

	for (q = 0; q < sc->n_phases; q++) {
		for (t = 0; t < sc->n_periods && stock_limit_is_new(sc, q); t++) {
			double most = most_shared(m, LOAD_RACKS, sc->phases[q].site, t, sc->phases[q].max_kw_per_rack);

			if (most >= 0.0)
				m->shared_dense[q * sc->n_periods + t] = lp_column(m->lp, block, (int[]){ q, t }, 0.0,
				                                                   most, LP_CONTINUOUS);
		}
	}
}

bool standby_may_lose(const struct model *m, int s, int r, int t)
{
	int d;

	for (d = 0; m->n_shared > 0 && d < m->sc->n_demands; d++) {
		if (standby_is_shared(m, d) && pair(m, d, s, r, t) >= 0)
			return true;
	}
	return false;
}

void standby_columns(struct model *m)
{
	const struct scenario *sc = m->sc;
	int load;

	find_backed(m);
	m->pair = columns_table(m, number_places(m), sc->n_periods, 1);
	for (load = 0; load < LOADS; load++) {
		m->shared[load] = columns_table(m, sc->n_sites, sc->n_periods, 1);
		m->worst[load] = columns_table(m, sc->n_sites, sc->n_sites, sc->n_periods);
	}
	m->shared_dense = columns_table(m, sc->n_phases, sc->n_periods, 1);
	if (m->n_backed == 0)
		return;
	build_pairs(m);
	for (load = 0; load < LOADS; load++)
		build_shared(m, (enum load)load);
	build_dense(m);
}

/* ---- could a plan look better by more shared standby than is needed? ---- */

static bool metric_presses(const struct target *target, enum load load)
{
	switch (target->metric) {
	case METRIC_OCCUPIED_RACKS:
	case METRIC_UTILIZATION:
	case METRIC_SERVERS:
	case METRIC_INSTALL_RATE: return load == LOAD_RACKS && !target->at_most;
	case METRIC_IT_MW:
	case METRIC_FACILITY_MW: return load == LOAD_MW && !target->at_most;
	case METRIC_PUE: /* a mean over sites: either way */ return load == LOAD_MW;
	case METRIC_GREEN_SHARE: return load == LOAD_MWH;
	case METRIC_CARBON_T: return load == LOAD_MWH && !target->at_most;
	case METRIC_SPEND: return load != LOAD_RACKS && !target->at_most;
	case METRIC_DESIGN_RACKS:
	case METRIC_AVAILABLE_RACKS:
	case METRIC_STANDARD_RACKS:
	case METRIC_SITES_STARTED:
	case METRIC_MIGRATED_SHARE:
	case METRIC_SERVED_SHARE:
	case METRIC_HOSTED_SHARE:
	case METRIC_CUSTOMERS:
	case METRIC_CAPEX:
	case METRIC_CUT_GBPS:
	case METRIC_LINK_COUNT:
	case METRIC_STRANDED_MW:
	case METRIC_HOUSEHOLDS:
	case METRICS: break;
	}
	return false;
}

/* Does the target look at the shared standby at r in t? What adds up over time looks at every period. */
static bool target_looks(const struct model *m, int g, int r, int t)
{
	const struct target *target = &m->sc->targets[g];
	bool by_site = target->metric == METRIC_GREEN_SHARE || target->metric == METRIC_CARBON_T;
	bool adds_up = target->metric == METRIC_CARBON_T || target->metric == METRIC_SPEND;

	return soft_is_enforced(m->sc, g) && scope_has_site(&target->scope, m->sc, r) &&
	       (by_site || !scope_names_demands(&target->scope)) && (adds_up || soft_binds(m->sc, g, t));
}

bool standby_is_pressed(const struct model *m, enum load load, int r, int t)
{
	const struct scenario *sc = m->sc;
	const enum cost_kind kind = load == LOAD_MW ? COST_DEMAND_CHARGE : COST_ENERGY;
	int i;

	for (i = 0; i < sc->n_budgets && load != LOAD_RACKS; i++) {
		const struct budget *budget = &sc->budgets[i];

		if (budget->at_least && scenario_option_on(sc, budget->option) && budget_counts(budget, kind) &&
		    scope_has_site(&budget->scope, sc, r) && !scope_names_demands(&budget->scope))
			return true;
	}
	for (i = 0; i < sc->n_targets; i++) {
		if (target_looks(m, i, r, t) && metric_presses(&sc->targets[i], load))
			return true;
	}
	return false;
}

/* ---- sums ---- */

bool scope_names_demands(const struct scope *scope)
{
	return scope->n_classes > 0 || scope->n_demands > 0;
}

void standby_add(const struct model *m, enum load load, const struct scope *scope, int r, int t, double factor,
                 struct expr *e)
{
	const struct scenario *sc = m->sc;
	int d, s;

	for (d = 0; d < sc->n_demands; d++) {
		if (standby_place(m, d, r) < 0 || sc->demands[d].backup.shared ||
		    (scope && !scope_has_racks(scope, sc, d, r)))
			continue;
		for (s = 0; s < sc->n_sites; s++)
			expr_add(e, pair(m, d, s, r, t), factor * load_of_standby(m, load, d, t));
	}
	if (!scope || !scope_names_demands(scope))
		expr_add(e, m->shared[load][r * sc->n_periods + t], factor);
}

void standby_add_above(const struct model *m, int q, int r, int t, double limit_kw, struct expr *e)
{
	const struct scenario *sc = m->sc;
	int d, s;

	for (d = 0; d < sc->n_demands; d++) {
		if (standby_place(m, d, r) < 0 || sc->demands[d].backup.shared || !(class_kw(m, d) > limit_kw))
			continue;
		for (s = 0; s < sc->n_sites; s++)
			expr_add(e, pair(m, d, s, r, t), 1.0);
	}
	expr_add(e, q < 0 ? m->shared[LOAD_RACKS][r * sc->n_periods + t] : m->shared_dense[q * sc->n_periods + t], 1.0);
}

void load_add(const struct model *m, enum load load, int s, int t, double factor, struct expr *e)
{
	int d;

	for (d = 0; d < m->sc->n_demands; d++)
		expr_add(e, host(m, d, s, t), factor * load_of_rack(m, load, d, t));
	standby_add(m, load, NULL, s, t, factor, e);
}

void standby_add_lost(const struct model *m, enum load load, int s, int r, int t, double limit_kw, struct expr *e)
{
	int d;

	for (d = 0; d < m->sc->n_demands; d++) {
		if (standby_is_shared(m, d) && class_kw(m, d) > limit_kw)
			expr_add(e, pair(m, d, s, r, t), load_of_standby(m, load, d, t));
	}
}
