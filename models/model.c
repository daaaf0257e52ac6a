#include "models/internal.h"

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

/* Labels that are not in the scenario as such: "site/phase". */
static const char *const *joined_labels(struct model *m, int n, bool phases)
{
	const struct scenario *sc = m->sc;
	const char **labels = arena_alloc(m->arena, n, sizeof *labels);
	int i;

	for (i = 0; i < n; i++)
		labels[i] = phases ? arena_format(m->arena, "%s/%s", sc->sites[sc->phases[i].site].id, sc->phases[i].id)
		                   : arena_format(m->arena, "%s/%s", sc->sites[sc->feeds[i].site].id, sc->feeds[i].id);
	return labels;
}

static const char *const *source_labels(struct model *m)
{
	const struct scenario *sc = m->sc;
	const char **labels = arena_alloc(m->arena, sc->n_energy_sources, sizeof *labels);
	int i;

	for (i = 0; i < sc->n_energy_sources; i++)
		labels[i] = arena_format(m->arena, "%s/%s", sc->sites[sc->energy_sources[i].site].id,
		                         sc->energy_sources[i].id);
	return labels;
}

static const char *const *module_labels(struct model *m)
{
	const struct scenario *sc = m->sc;
	const char **labels = arena_alloc(m->arena, sc->n_modules, sizeof *labels);
	int i;

	for (i = 0; i < sc->n_modules; i++)
		labels[i] = arena_format(m->arena, "%s/%s", sc->links[sc->modules[i].link].id, sc->modules[i].id);
	return labels;
}

static const char *const *arc_labels(struct model *m)
{
	const struct scenario *sc = m->sc;
	const char **labels = arena_alloc(m->arena, 2 * sc->n_links, sizeof *labels);
	int a;

	for (a = 0; a < 2 * sc->n_links; a++)
		labels[a] = arena_format(m->arena, "%s/%s", sc->links[a / 2].id, a % 2 ? "back" : "forth");
	return labels;
}

/* Every thing of the scenario begins with its id or, of a period, its label. */
static const char *const *labels_of(struct model *m, int n, const void *things, size_t size)
{
	const char **labels = arena_alloc(m->arena, n, sizeof *labels);
	const char *at = things;
	int i;

	for (i = 0; i < n; i++, at += size)
		memcpy(&labels[i], at, sizeof labels[i]);
	return labels;
}

#define LABELS(m, n, things) labels_of(m, n, things, sizeof *(things))

static void make_sets(struct model *m)
{
	const struct scenario *sc = m->sc;
	struct lp *lp = m->lp;

	m->sets.periods = lp_set(lp, "period", sc->n_periods, LABELS(m, sc->n_periods, sc->periods));
	m->sets.sites = lp_set(lp, "site", sc->n_sites, LABELS(m, sc->n_sites, sc->sites));
	m->sets.phases = lp_set(lp, "phase", sc->n_phases, joined_labels(m, sc->n_phases, true));
	m->sets.feeds = lp_set(lp, "feed", sc->n_feeds, joined_labels(m, sc->n_feeds, false));
	m->sets.sources = lp_set(lp, "source", sc->n_energy_sources, source_labels(m));
	m->sets.demands = lp_set(lp, "demand", sc->n_demands, LABELS(m, sc->n_demands, sc->demands));
	m->sets.rules = lp_set(lp, "rule", sc->n_rules, LABELS(m, sc->n_rules, sc->rules));
	m->sets.budgets = lp_set(lp, "budget", sc->n_budgets, LABELS(m, sc->n_budgets, sc->budgets));
	m->sets.targets = lp_set(lp, "target", sc->n_targets, LABELS(m, sc->n_targets, sc->targets));
	m->sets.nodes = lp_set(lp, "node", sc->n_nodes, LABELS(m, sc->n_nodes, sc->nodes));
	m->sets.links = lp_set(lp, "link", sc->n_links, LABELS(m, sc->n_links, sc->links));
	m->sets.modules = lp_set(lp, "module", sc->n_modules, module_labels(m));
	m->sets.arcs = lp_set(lp, "arc", 2 * sc->n_links, arc_labels(m));
}

int model_rows(struct model *m, const char *name, const char *unit, int n_sets, const int *sets)
{
	return lp_row_block(m->lp, name, unit, n_sets, sets);
}

static void build_family(struct model *m, const struct family *family)
{
	void *rows = m->row_family;
	int n;

	family->build(m);
	n = lp_n_rows(m->lp);
	memory_reserve(&rows, &m->rows_capacity, n, sizeof *m->row_family);
	m->row_family = rows;
	while (m->n_rows < n)
		m->row_family[m->n_rows++] = family;
}

/* Pairs of sites that the demands' and backups' lists leave; a migrating demand has its legacy site besides. */
static bool count_pairs(const struct scenario *sc, int *pairs)
{
	const struct demand *demand;
	int d, of_demand, hosts;

	*pairs = 0;
	for (d = 0; d < sc->n_demands; d++) {
		demand = &sc->demands[d];
		hosts = demand->n_sites > 0 ? demand->n_sites + demand->migrates : sc->n_sites;
		if (demand->has_backup &&
		    (__builtin_mul_overflow(hosts, demand->backup.n_sites > 0 ? demand->backup.n_sites : sc->n_sites,
		                            &of_demand) ||
		     __builtin_add_overflow(*pairs, of_demand, pairs)))
			return false;
	}
	return true;
}

/* Tables are indexed with int: the largest of them must fit. */
static int check_extents(const struct scenario *sc, struct error *err)
{
	int things = sc->n_demands, pairs, most;

	if (sc->n_rules > things)
		things = sc->n_rules;
	if (sc->n_targets > things)
		things = sc->n_targets;
	if (__builtin_mul_overflow(things, sc->n_sites, &most) || __builtin_mul_overflow(most, sc->n_periods, &most) ||
	    __builtin_mul_overflow(sc->n_phases, sc->n_periods, &most) ||
	    __builtin_mul_overflow(sc->n_feeds, sc->n_periods, &most) ||
	    __builtin_mul_overflow(sc->n_energy_sources, sc->n_periods, &most) || !count_pairs(sc, &pairs) ||
	    __builtin_mul_overflow(pairs, sc->n_periods, &most) ||
	    __builtin_mul_overflow(sc->n_demands, sc->n_sites, &most) ||
	    __builtin_mul_overflow(most, sc->n_sites, &most) ||
	    __builtin_mul_overflow(sc->n_sites, sc->n_sites, &most) ||
	    __builtin_mul_overflow(most, sc->n_periods, &most) || sc->n_periods == INT_MAX)
		return error_set(err, FAULT_INPUT, NULL, "the scenario is too large: %d things x %d sites x %d periods",
		                 things, sc->n_sites, sc->n_periods);
	return 0;
}

/* Entry, exit or arc, period: and one key more. */
static int check_network(const struct scenario *sc, struct error *err)
{
	int wide, most;

	if (__builtin_mul_overflow(2, sc->n_links > sc->n_nodes ? sc->n_links : sc->n_nodes, &wide) ||
	    __builtin_mul_overflow(wide, sc->n_nodes, &most) || __builtin_mul_overflow(most, sc->n_periods, &most) ||
	    __builtin_mul_overflow(wide, sc->n_periods, &most) ||
	    __builtin_mul_overflow(sc->n_modules, sc->n_periods, &most))
		return error_set(err, FAULT_INPUT, NULL, "the network is too large: %d nodes x %d links x %d periods",
		                 sc->n_nodes, sc->n_links, sc->n_periods);
	return 0;
}

/* A demand that must be served but may be hosted nowhere is a wrong scenario: say which rule removed the last site. */
static int check_hosts(const struct model *m, struct error *err)
{
	const struct scenario *sc = m->sc;
	int d, s, t;

	for (d = 0; d < sc->n_demands; d++) {
		for (t = 0; t < sc->n_periods; t++) {
			const char *why = "it has no site";
			char where[300];
			bool found = sc->demands[d].need_racks[t] <= 0.0 || !columns_demand_exists(sc, d) ||
			             unserved(m, d, t) >= 0;

			for (s = 0; s < sc->n_sites && !found; s++) {
				found = host(m, d, s, t) >= 0;
				if (!scenario_site_exists(sc, s))
					why = "the option of the last site is off";
				else
					scenario_may_host(sc, d, s, t, &why);
			}
			if (found)
				continue;
			snprintf(where, sizeof where, "demand[%s,%s]", sc->demands[d].id, sc->periods[t].label);
			return error_set(err, FAULT_INPUT, where, "no site may host %g racks that must be served: %s",
			                 sc->demands[d].need_racks[t], why ? why : "no reason known");
		}
	}
	return 0;
}

struct model *model_build(const struct scenario *sc, const struct model_options *options, struct error *err)
{
	struct model *m;
	int i;

	if (check_extents(sc, err) != 0 || check_network(sc, err) != 0)
		return NULL;
	m = memory_alloc(1, sizeof *m);
	m->sc = sc;
	m->options = options ? *options : (struct model_options){ 0 };
	m->lp = lp_new();
	m->arena = arena_new();
	for (i = 0; i < sc->n_periods; i++)
		m->horizon_years += sc->periods[i].years;
	make_sets(m);
	waive_prepare(m);
	soft_tiers(m);
	columns_build(m);
	if (check_hosts(m, err) != 0 || flows_check(m, err) != 0) {
		model_free(m);
		return NULL;
	}
	objective_build(m);
	soft_build(m);
	ties_build(m);
	if (lp_n_columns(m->lp) == 0) /* nothing to decide is a plan, too; a solver wants a column */
		lp_column(m->lp, lp_column_block(m->lp, "nothing", "1", 0, NULL), NULL, 0.0, 0.0, LP_CONTINUOUS);
	for (i = 0; i < n_families; i++) {
		if (!m->options.without || strcmp(m->options.without, families[i].name) != 0)
			build_family(m, &families[i]);
	}
	if (m->options.relaxed)
		lp_relax(m->lp);
	if (lp_validate(m->lp, err) != 0) {
		model_free(m);
		return NULL;
	}
	return m;
}

void model_free(struct model *model)
{
	if (!model)
		return;
	memory_free(model->row_family);
	memory_free(model->costs);
	lp_free(model->lp);
	arena_free(model->arena);
	memory_free(model);
}

const struct lp *model_lp(const struct model *model)
{
	return model->lp;
}

int model_design_racks(const struct model *model, int s, const int **columns, const double **coefficients,
                       double *constant)
{
	const struct scenario *sc = model->sc;
	struct expr e = EXPR_INIT;
	int *at, n, p, i;
	double *a;

	for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) {
		expr_constant(&e, stock_design_racks(sc, p));
		stock_add_started(model, &e, p, sc->n_periods - 1, 1.0);
	}
	at = arena_alloc(model->arena, e.n, sizeof *at);
	a = arena_alloc(model->arena, e.n, sizeof *a);
	for (i = 0; i < e.n; i++) {
		at[i] = e.columns[i];
		a[i] = e.coefficients[i];
	}
	n = e.n;
	*columns = at;
	*coefficients = a;
	*constant = e.constant;
	expr_dispose(&e);
	return n;
}

struct arena *model_arena(const struct model *model)
{
	return model->arena;
}

double model_shortfall(const struct model *model, int g, const double *x)
{
	struct expr denominator = EXPR_INIT;
	double most = 0.0;
	int t;

	assert(g >= 0 && g < model->sc->n_targets);
	for (t = 0; t < model->sc->n_periods; t++) {
		double missing, of;

		if (shortfall(model, g, t) < 0)
			continue;
		expr_clear(&denominator);
		metric_denominator(model, g, t, 1.0, &denominator);
		of = expr_value(&denominator, x);
		missing = x[shortfall(model, g, t)] / (of > 0.0 ? of : 1.0);
		if (missing > most)
			most = missing;
	}
	expr_dispose(&denominator);
	return most;
}
