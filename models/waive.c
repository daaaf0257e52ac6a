/*
 * waive.c - the columns that loosen the rows of a scenario's items, one by one.
 *
 *	waived[i]       0 <= waived[i] <= more than anybody could need
 *	fitted[i]       fitted[i] <= waived[i]     i: the size of a phase; what of the added design is available
 *
 * It stands in the rows of item i with the sign that loosens them, and nowhere else. Targets and demands need none:
 * their shortfall and unserved columns are there instead. Source: models/README.md, waivers.
 */
#include "models/internal.h"

#include <assert.h>
#include <math.h>

static int extent(const struct scenario *sc, enum waiver_kind kind)
{
	switch (kind) {
	case WAIVE_TARGET: return sc->n_targets;
	case WAIVE_DEMAND: return sc->n_demands;
	case WAIVE_SIZE: return sc->n_phases;
	case WAIVE_POWER:
	case WAIVE_COOLING: return sc->n_sites;
	case WAIVE_ENERGY: return sc->n_energy_sources;
	case WAIVE_LINK: return sc->n_links;
	case WAIVE_RULE: return sc->n_rules;
	case WAIVE_BUDGET: return sc->n_budgets;
	case WAIVE_STABILITY: return 1;
	case WAIVER_KINDS: break;
	}
	return 0;
}

void waive_prepare(struct model *m)
{
	const int n = m->options.n_waivers;
	struct model_waiver *copy;
	int kind, i;

	if (n == 0)
		return;
	copy = arena_alloc(m->arena, n, sizeof *copy);
	for (kind = 0; kind < WAIVER_KINDS; kind++)
		m->waiver_of[kind] = columns_table(m, extent(m->sc, (enum waiver_kind)kind), 1, 1);
	for (i = 0; i < n; i++) {
		copy[i] = m->options.waivers[i];
		assert(copy[i].item >= 0 && copy[i].item < extent(m->sc, copy[i].kind));
		m->waiver_of[copy[i].kind][copy[i].item] = i;
	}
	m->options.waivers = copy;
}

double waive_price(const struct model *m, enum waiver_kind kind, int item)
{
	return m->options.waivers[m->waiver_of[kind][item]].price;
}

/* ---- more than anybody could need ---- */

static double highest(const double *series, int n)
{
	double most = 0.0;
	int t;

	for (t = 0; t < n; t++)
		most = fmax(most, series[t]);
	return most;
}

/* Racks of all demands and their standby, each times a weight of its class. */
static double all_racks(const struct scenario *sc, double (*weight)(const struct class *class))
{
	double sum = 0.0;
	int d;

	for (d = 0; d < sc->n_demands; d++)
		sum += 2.0 * highest(sc->demands[d].need_racks, sc->n_periods) *
		       weight(&sc->classes[sc->demands[d].class]);
	return sum;
}

static double one(const struct class *class)
{
	(void)class;
	return 1.0;
}

static double it_mw(const struct class *class)
{
	return class->kw_per_rack / 1000.0;
}

static double gbps(const struct class *class)
{
	return class->gbps_per_rack + class->replication_gbps_per_rack;
}

static double all_designed(const struct scenario *sc)
{
	double sum = 0.0;
	int p;

	for (p = 0; p < sc->n_phases; p++)
		sum += sc->phases[p].design_racks;
	return sum;
}

/* What the targets of a unit ask for, in racks of the least kind. */
static double all_targets(const struct scenario *sc, int p)
{
	const double servers = sc->sites[sc->phases[p].site].servers_per_rack;
	double sum = 0.0;
	int g;

	for (g = 0; g < sc->n_targets; g++) {
		const double value = fabs(sc->targets[g].value);

		switch (sc->targets[g].metric) {
		case METRIC_DESIGN_RACKS:
		case METRIC_AVAILABLE_RACKS:
		case METRIC_OCCUPIED_RACKS: sum += value; break;
		case METRIC_STANDARD_RACKS: sum += value * sc->standard_rack_kw / sc->phases[p].max_kw_per_rack; break;
		case METRIC_SERVERS: sum += servers > 0.0 ? value / servers : 0.0; break;
		case METRIC_UTILIZATION:
		case METRIC_IT_MW:
		case METRIC_FACILITY_MW:
		case METRIC_PUE:
		case METRIC_SITES_STARTED:
		case METRIC_MIGRATED_SHARE:
		case METRIC_SERVED_SHARE:
		case METRIC_HOSTED_SHARE:
		case METRIC_CUSTOMERS:
		case METRIC_CAPEX:
		case METRIC_SPEND:
		case METRIC_CUT_GBPS:
		case METRIC_LINK_COUNT:
		case METRIC_GREEN_SHARE:
		case METRIC_CARBON_T:
		case METRIC_INSTALL_RATE:
		case METRIC_STRANDED_MW:
		case METRIC_HOUSEHOLDS:
		case METRICS: break;
		}
	}
	return sum;
}

static double all_gbps(const struct scenario *sc, int l)
{
	double sum = 2.0 * all_racks(sc, gbps);
	int i;

	for (i = 0; i < sc->n_traffic; i++)
		sum += highest(sc->traffic[i].gbps, sc->n_periods);
	sum /= sc->links[l].headroom_share;
	for (i = 0; i < sc->n_targets; i++)
		sum += sc->targets[i].metric == METRIC_CUT_GBPS ? fabs(sc->targets[i].value) : 0.0;
	return sum;
}

static double enough(const struct scenario *sc, enum waiver_kind kind, int item)
{
	const struct site *site;
	double most = 0.0;

	switch (kind) {
	case WAIVE_SIZE: most = all_racks(sc, one) + all_designed(sc) + all_targets(sc, item); break;
	case WAIVE_POWER:
		site = &sc->sites[item];
		most = all_racks(sc, it_mw) * highest(site->pue, sc->n_periods) / site->usable_share;
		break;
	case WAIVE_COOLING: most = all_racks(sc, it_mw); break;
	case WAIVE_ENERGY:
		site = &sc->sites[sc->energy_sources[item].site];
		most = all_racks(sc, it_mw) * highest(site->pue, sc->n_periods) * sc->hours_per_year;
		break;
	case WAIVE_LINK: most = all_gbps(sc, item); break;
	case WAIVE_RULE: most = sc->n_sites + fmax(sc->rules[item].at_least, 0.0) + all_designed(sc); break;
	case WAIVE_BUDGET: most = sc->budgets[item].amount_cny; break; /* budget.c knows what there is to spend */
	case WAIVE_STABILITY: most = all_racks(sc, one); break;
	case WAIVE_TARGET:
	case WAIVE_DEMAND:
	case WAIVER_KINDS: break;
	}
	return 1.0 + most;
}

/* ---- columns ---- */

static const char *const kind_names[WAIVER_KINDS] = { "target", "demand", "size", "power",  "cooling",
	                                              "energy", "link",   "rule", "budget", "stability" };

void waive_columns(struct model *m)
{
	const int n = m->options.n_waivers;
	const char **labels = arena_alloc(m->arena, n, sizeof *labels);
	int set, block, i;

	if (n == 0)
		return;
	for (i = 0; i < n; i++)
		labels[i] = arena_format(m->arena, "%s/%d", kind_names[m->options.waivers[i].kind],
		                         m->options.waivers[i].item);
	set = lp_set(m->lp, "waiver", n, labels);
	block = lp_column_block(m->lp, "waived", "the item's", 1, &set);
	m->waived = columns_table(m, n, 1, 1);
	m->fitted = columns_table(m, n, 1, 1);
	for (i = 0; i < n; i++) {
		const struct model_waiver *waiver = &m->options.waivers[i];

		if (waiver->kind == WAIVE_TARGET || waiver->kind == WAIVE_DEMAND)
			continue;
		m->waived[i] = lp_column(m->lp, block, (int[]){ i }, 0.0, enough(m->sc, waiver->kind, waiver->item),
		                         LP_CONTINUOUS);
		lp_cost(m->lp, m->must_tier, m->waived[i], waiver->price);
	}
	block = lp_column_block(m->lp, "fitted", "racks", 1, &set);
	for (i = 0; i < n; i++) {
		if (m->options.waivers[i].kind == WAIVE_SIZE)
			m->fitted[i] = lp_column(m->lp, block, (int[]){ i }, 0.0, lp_upper(m->lp, m->waived[i]),
			                         LP_CONTINUOUS);
	}
	m->waiver_set = set;
}

int waive_fitted(const struct model *m, int p)
{
	return is_waived(m, WAIVE_SIZE, p) ? m->fitted[m->waiver_of[WAIVE_SIZE][p]] : -1;
}

void waive_build(struct model *m)
{
	int block, i;

	if (m->options.n_waivers == 0)
		return;
	block = model_rows(m, "fitted", "racks", 1, &m->waiver_set);
	for (i = 0; i < m->options.n_waivers; i++) {
		if (m->fitted[i] < 0)
			continue;
		lp_row_open(m->lp, block, (int[]){ i });
		lp_term(m->lp, m->fitted[i], 1.0);
		lp_term(m->lp, m->waived[i], -1.0);
		lp_row_at_most(m->lp, 0.0);
	}
}

/* ---- what an answer says of a waiver ---- */

double model_waived(const struct model *model, int i, const double *x)
{
	const struct model_waiver *waiver = &model->options.waivers[i];
	double most = 0.0;
	int t;

	assert(i >= 0 && i < model->options.n_waivers);
	if (waiver->kind == WAIVE_TARGET)
		return model_shortfall(model, waiver->item, x);
	if (waiver->kind != WAIVE_DEMAND)
		return x[model->waived[i]];
	for (t = 0; t < model->sc->n_periods; t++) {
		if (unserved(model, waiver->item, t) >= 0)
			most = fmax(most, x[unserved(model, waiver->item, t)]);
	}
	return most;
}

static double worth_of(const struct model *m, int column, const double *column_price)
{
	return column < 0 ? 0.0 : lp_cost_of(m->lp, m->must_tier, column) - column_price[column];
}

double model_waiver_worth(const struct model *model, int i, const double *column_price)
{
	const struct model_waiver *waiver = &model->options.waivers[i];
	double most = 0.0, worth;
	int t;

	assert(i >= 0 && i < model->options.n_waivers);
	if (waiver->kind != WAIVE_TARGET && waiver->kind != WAIVE_DEMAND)
		return worth_of(model, model->waived[i], column_price);
	for (t = 0; t < model->sc->n_periods; t++) {
		worth = worth_of(model,
		                 waiver->kind == WAIVE_TARGET ? shortfall(model, waiver->item, t)
		                                              : unserved(model, waiver->item, t),
		                 column_price);
		most = fmax(most, worth);
	}
	return most;
}
