/*
 * basis.c - the numbers that a row comes from.
 *
 * Most coefficients come from the things of their columns: a host[d,s,t] in a row of power brings the kW of d's class. The
 * table of rows says which fields do, and a function of the row adds what enters without a column: a site's installed
 * MW, the racks that a phase enters with. tests/test_models_basis.c changes every number and looks which rows change.
 */
#include "models/basis.h"

#include <math.h>
#include <string.h>

void basis_init(struct basis *basis, const struct model *m)
{
	const struct scenario *sc = m->sc;
	const int n[BASIS_THINGS] = {
		[OF_PHASES] = sc->n_phases,
		[OF_FEEDS] = sc->n_feeds,
		[OF_SITES] = sc->n_sites,
		[OF_TARIFFS] = sc->n_tariffs,
		[OF_SOURCES] = sc->n_energy_sources,
		[OF_DEMANDS] = sc->n_demands,
		[OF_CLASSES] = sc->n_classes,
		[OF_LINKS] = sc->n_links,
		[OF_MODULES] = sc->n_modules,
		[OF_TRAFFIC] = sc->n_traffic,
		[OF_RULES] = sc->n_rules,
		[OF_BUDGETS] = sc->n_budgets,
		[OF_TARGETS] = sc->n_targets,
		[OF_HOSTING] = sc->n_demands * sc->n_sites,
		[OF_SCENARIO] = 1,
	};
	int thing;

	basis->m = m;
	for (thing = 0; thing < BASIS_THINGS; thing++) {
		basis->n[thing] = n[thing];
		basis->masks[thing] = memory_alloc(n[thing], sizeof **basis->masks);
	}
}

void basis_dispose(struct basis *basis)
{
	int thing;

	for (thing = 0; thing < BASIS_THINGS; thing++)
		memory_free(basis->masks[thing]);
}

/* ---- what columns bring ---- */

static void of_racks(struct basis *basis, const int *index, bool standby, unsigned brings)
{
	const struct scenario *sc = basis->m->sc;
	const int d = index[0], k = sc->demands[d].class, s = standby ? index[2] : index[1];

	basis_mark(basis, OF_CLASSES, k, (brings & KW ? K_KW : 0) | (brings & LOAD ? K_LOAD : 0));
	if (brings & LOAD)
		basis_mark(basis, OF_SCENARIO, 0, W_HOURS);
	if (brings & TRAFFIC)
		basis_mark(basis, OF_CLASSES, k, standby ? K_REPLICATION : K_GBPS);
	if (standby && brings & POWER_SHARE)
		basis_mark(basis, OF_DEMANDS, d, D_POWER_SHARE);
	if (!standby && brings & CUSTOMERS)
		basis_mark(basis, OF_DEMANDS, d, D_CUSTOMERS);
	basis_mark(basis, OF_SITES, s, (brings & PUE ? S_PUE : 0) | (brings & SERVERS ? S_SERVERS : 0));
}

static void of_column(struct basis *basis, int column, unsigned brings)
{
	const struct model *m = basis->m;
	const char *block = lp_column_block_name(m->lp, lp_column_block_of(m->lp, column));
	const int *index = lp_column_index(m->lp, column);

	if (strcmp(block, "host") == 0)
		of_racks(basis, index, false, brings);
	else if (strcmp(block, "pair") == 0)
		of_racks(basis, index, true, brings);
	else if (strncmp(block, "shared", 6) == 0 && strcmp(block, "shared_dense") != 0)
		basis_mark(basis, OF_SITES, index[0], (brings & PUE ? S_PUE : 0) | (brings & SERVERS ? S_SERVERS : 0));
	else if (strcmp(block, "start") == 0)
		basis_mark(basis, OF_PHASES, index[0],
		           (brings & STARTS && m->whole[index[0]] ? P_DESIGN : 0) | (brings & START_LEAD ? P_LEAD : 0));
	else if (strcmp(block, "commission") == 0) {
		basis_mark(basis, OF_SITES, m->sc->phases[index[0]].site, brings & RACK_PUE ? S_PUE : 0);
		basis_mark(basis, OF_PHASES, index[0],
		           (brings & MODULES ? P_MODULE : 0) | (brings & RACK_KW ? P_KW : 0));
	} else if (strcmp(block, "feed") == 0)
		basis_mark(basis, OF_FEEDS, index[0], brings & FEEDS ? F_MW | F_LEAD : 0);
	else if (strcmp(block, "bw") == 0 || strcmp(block, "bw_first") == 0)
		basis_mark(basis, OF_MODULES, index[0],
		           (brings & LINKS ? M_GBPS | M_LEAD : 0) | (brings & LINK_LEAD ? M_LEAD : 0));
	else if (strcmp(block, "energy") == 0)
		basis_mark(basis, OF_SOURCES, index[0], brings & SOURCES ? E_CARBON : 0);
	else if (strcmp(block, "shortfall") == 0 || strcmp(block, "bonus") == 0)
		basis_mark(basis, OF_TARGETS, index[0], brings & PRICES ? G_PRICE : 0);
}

void basis_of_columns(struct basis *basis, int row, unsigned brings)
{
	const int *columns;
	const double *coefficients;
	int n = lp_row_terms(basis->m->lp, row, &columns, &coefficients), i;

	for (i = 0; i < n; i++)
		of_column(basis, columns[i], brings);
}

/* ---- what enters without a column ---- */

static void phases_of_site(struct basis *basis, int s, double above_kw, unsigned bits)
{
	const struct scenario *sc = basis->m->sc;
	int p;

	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
		if (scenario_phase_exists(sc, p) && sc->phases[p].max_kw_per_rack > above_kw)
			basis_mark(basis, OF_PHASES, p, bits);
	}
}

static void of_started(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_PHASES, index[0], P_DESIGN);
}

static void of_started_second(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_PHASES, index[1], P_DESIGN);
}

/* Before a phase is ready, what it enters with is what is available: they cancel. */
static void of_available(struct basis *basis, const int *index)
{
	const struct scenario *sc = basis->m->sc;
	const struct phase *phase = &sc->phases[index[0]];
	bool ready = phase->state == PHASE_OPERATING || index[1] >= scenario_first_period_from(sc, phase->ready);

	if (stock_is_given(sc, index[0]) && ready)
		basis_mark(basis, OF_PHASES, index[0], P_DESIGN | P_AVAILABLE);
}

static void of_space(struct basis *basis, const int *index)
{
	phases_of_site(basis, index[0], -1.0, P_AVAILABLE);
}

static void of_density(struct basis *basis, const int *index)
{
	const struct phase *phase = &basis->m->sc->phases[index[0]];

	phases_of_site(basis, phase->site, phase->max_kw_per_rack, P_AVAILABLE | P_KW);
	basis_mark(basis, OF_PHASES, index[0], P_KW);
}

static void of_power(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_SITES, index[0], S_PUE | S_USABLE);
}

static void of_stranded(struct basis *basis, const int *index)
{
	const struct scenario *sc = basis->m->sc;
	int p;

	basis_mark(basis, OF_SITES, index[0], S_USABLE);
	phases_of_site(basis, index[0], -1.0, P_AVAILABLE);
	for (p = sc->sites[index[0]].phase_begin; p < sc->sites[index[0]].phase_end; p++) {
		if (!(stock_available_racks(sc, p) > 0.0))
			continue;
		basis_mark(basis, OF_PHASES, p, P_KW);
		basis_mark(basis, OF_SITES, index[0], S_PUE);
	}
}

static void of_cooling(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_SITES, index[0], S_COOLING);
}

static void of_energy(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_SITES, index[0], S_PUE);
}

static void of_energy_most(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_SOURCES, index[0], E_MOST);
}

static void of_feed_most(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_FEEDS, index[0], F_MOST);
}

static void of_share(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_DEMANDS, index[0], D_SHARE);
}

static void of_limit(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_PHASES, index[0], P_KW);
}

/* The bound that a worst_* row gives way by is the most that any loss could ask for there. */
static void of_worst(struct basis *basis, const int *index, unsigned brings)
{
	const struct model *m = basis->m;
	int d, s;

	for (d = 0; d < m->sc->n_demands; d++) {
		for (s = 0; s < m->sc->n_sites && standby_is_shared(m, d); s++) {
			if (pair(m, d, s, index[0], index[2]) < 0)
				continue;
			basis_mark(basis, OF_DEMANDS, d, D_NEED);
			of_racks(basis, (int[]){ d, s, index[0] }, true, brings);
		}
	}
}

static void of_worst_racks(struct basis *basis, const int *index)
{
	of_worst(basis, index, 0);
}

static void of_worst_mw(struct basis *basis, const int *index)
{
	of_worst(basis, index, KW | POWER_SHARE);
}

static void of_worst_mwh(struct basis *basis, const int *index)
{
	of_worst(basis, index, KW | LOAD | POWER_SHARE);
}

static void of_opening(struct basis *basis, const int *index)
{
	if (!basis->m->whole[index[0]]) /* of a whole phase both sides are 0/1 */
		basis_mark(basis, OF_PHASES, index[0], P_DESIGN);
}

static void of_need(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_DEMANDS, index[0], D_NEED);
}

static void of_changes(struct basis *basis, const int *index)
{
	(void)index;
	basis_mark(basis, OF_SCENARIO, 0, W_MOST_CHANGED);
}

static void of_conserve(struct basis *basis, const int *index)
{
	const struct scenario *sc = basis->m->sc;
	int i;

	for (i = 0; i < sc->n_traffic; i++) {
		if (scenario_traffic_exists(sc, i) && sc->traffic[i].from == index[0] && sc->traffic[i].to == index[1])
			basis_mark(basis, OF_TRAFFIC, i, T_GBPS);
	}
}

static void of_load(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_LINKS, index[0] / 2, L_INSTALLED | L_HEADROOM);
}

static void of_module_most(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_MODULES, index[0], M_MOST);
}

static void of_lit_most(struct basis *basis, const int *index)
{
	const struct scenario *sc = basis->m->sc;
	int i;

	for (i = sc->links[index[0]].module_begin; i < sc->links[index[0]].module_end; i++) {
		if (scenario_module_exists(sc, i))
			basis_mark(basis, OF_MODULES, i, M_MOST);
	}
}

static void of_count(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_RULES, index[0], R_COUNT);
}

static void of_discouraged(struct basis *basis, const int *index)
{
	basis_mark(basis, OF_RULES, index[0], R_PRICE);
}

static void of_first_start(struct basis *basis, const int *index)
{
	of_discouraged(basis, index);
	of_started_second(basis, index);
}

static void of_budget(struct basis *basis, const int *index)
{
	const struct model *m = basis->m;
	int i;

	basis_mark(basis, OF_BUDGETS, index[0], B_AMOUNT);
	for (i = 0; i < m->n_costs; i++) {
		if (budget_has_cost(m, index[0], &m->costs[i]))
			basis_of_cost(basis, &m->costs[i]);
	}
}

/* ---- the rows; what is not here rests on no number: it only ties columns together ---- */

static const struct {
	const char *block;
	unsigned brings;
	void (*enters)(struct basis *basis, const int *index);
} rows[] = {
	{ "phase_started", STARTS, of_started },
	{ "phase_available", STARTS | START_LEAD | MODULES, of_available },
	{ "space", MODULES, of_space },
	{ "density", MODULES | KW, of_density },
	{ "power", KW | POWER_SHARE | FEEDS, of_power },
	{ "feed_most", 0, of_feed_most },
	{ "feed_fixed", 0, of_feed_most },
	{ "cooling", KW | POWER_SHARE, of_cooling },
	{ "energy", KW | LOAD | POWER_SHARE, of_energy },
	{ "energy_most", 0, of_energy_most },
	{ "backup_least", 0, of_share },
	{ "lost_mw", KW | POWER_SHARE, NULL },
	{ "lost_mwh", KW | LOAD | POWER_SHARE, NULL },
	{ "lost_dense", KW, of_limit },
	{ "worst_racks", 0, of_worst_racks },
	{ "worst_mw", KW | POWER_SHARE, of_worst_mw },
	{ "worst_mwh", KW | LOAD | POWER_SHARE, of_worst_mwh },
	{ "opening_start", 0, of_opening },
	{ "demand", 0, of_need },
	{ "stability", 0, of_changes },
	{ "conserve", TRAFFIC, of_conserve },
	{ "link_load", LINKS, of_load },
	{ "bw_most", 0, of_module_most },
	{ "bw_fixed", 0, of_module_most },
	{ "lit_least", LINK_LEAD, NULL },
	{ "lit_most", LINK_LEAD, of_lit_most },
	{ "forbid", STARTS, NULL },
	{ "approval", STARTS, NULL },
	{ "count_least", 0, of_count },
	{ "count_most", 0, of_count },
	{ "count_opened", STARTS, of_started_second },
	{ "first_start", STARTS, of_first_start },
	{ "first_once", 0, of_discouraged },
	{ "first_begins", 0, of_discouraged },
	{ "budget", 0, of_budget },
	{ "counted_all", STARTS, of_started_second },
	{ "stranded", MODULES | RACK_KW | RACK_PUE | FEEDS, of_stranded },
};

void basis_of_term(struct basis *basis, int row, int column)
{
	const struct lp *lp = basis->m->lp;
	const char *block = lp_row_block_name(lp, lp_row_block_of(lp, row));
	size_t i;

	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (strcmp(block, rows[i].block) == 0)
			of_column(basis, column, rows[i].brings);
	}
}

void basis_of_row(struct basis *basis, int row)
{
	const struct lp *lp = basis->m->lp;
	const char *block = lp_row_block_name(lp, lp_row_block_of(lp, row));
	const int *index = lp_row_index(lp, row);
	size_t i;

	if (strcmp(block, "target") == 0 || strcmp(block, "bonus_most") == 0) {
		basis_of_target(basis, row, index);
		return;
	}
	for (i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (strcmp(block, rows[i].block) != 0)
			continue;
		basis_of_columns(basis, row, rows[i].brings);
		if (rows[i].enters)
			rows[i].enters(basis, index);
	}
}
