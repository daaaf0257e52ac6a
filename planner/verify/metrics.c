/*
 * The metrics that targets speak of, as numerator and denominator, from the plan's decisions.
 */
#include "planner/verify/check.h"

struct view { /* one target at the end of one period */
	const struct check *c;
	const struct scope *scope;
	const struct target *target;
	int t;
};

static bool demand_on(const struct view *v, int d)
{
	return scenario_option_on(v->c->sc, v->c->sc->demands[d].option);
}

/* Design or available racks of the phases of the scope. */
static void add_stock(const struct view *v, bool design, mpq_t sum)
{
	long long racks = 0;
	int p;

	for (p = 0; p < v->c->sc->n_phases; p++) {
		if (scope_has_phase(v->scope, v->c->sc, p) && scenario_phase_exists(v->c->sc, p))
			racks += design ? fact_design(v->c, p, v->t) : fact_available(v->c, p, v->t);
	}
	exact_of_count(sum, racks);
}

static void add_standard(const struct view *v, mpq_t sum)
{
	const struct scenario *sc = v->c->sc;
	mpq_t kw, divisor;
	int p;

	mpq_inits(kw, divisor, NULL);
	for (p = 0; p < sc->n_phases; p++) {
		if (!scope_has_phase(v->scope, sc, p) || !scenario_phase_exists(sc, p))
			continue;
		exact_of_count(kw, fact_available(v->c, p, v->t));
		exact_times(kw, sc->phases[p].max_kw_per_rack);
		mpq_add(sum, sum, kw);
	}
	exact_of(divisor, sc->standard_rack_kw);
	if (mpq_sgn(divisor) != 0)
		mpq_div(sum, sum, divisor);
	mpq_clears(kw, divisor, NULL);
}

enum weight { WEIGHT_RACKS, WEIGHT_IT_MW, WEIGHT_FACILITY_MW };

/* Racks hosted at the sites of the scope, each with its weight. */
static void add_at_sites(const struct view *v, enum weight weight, mpq_t sum)
{
	const struct scenario *sc = v->c->sc;
	mpq_t amount;
	int s, d;

	mpq_init(amount);
	for (s = 0; s < sc->n_sites; s++) {
		for (d = 0; scope_has_site(v->scope, sc, s) && d < sc->n_demands; d++) {
			if (!fact_scope_has_racks(v->scope, sc, d) || fact_host(v->c, d, s, v->t) == 0)
				continue;
			exact_of_count(amount, fact_host(v->c, d, s, v->t));
			if (weight != WEIGHT_RACKS) {
				mpq_mul(amount, amount, v->c->class_kw[sc->demands[d].class]);
				exact_times(amount, 0.001);
			}
			if (weight == WEIGHT_FACILITY_MW)
				exact_times(amount, sc->sites[s].pue[v->t]);
			mpq_add(sum, sum, amount);
		}
	}
	mpq_clear(amount);
}

static bool counts_here(const struct view *v, enum metric metric, int d, int s)
{
	if (metric == METRIC_HOSTED_SHARE)
		return scope_has_site(v->scope, v->c->sc, s);
	if (metric == METRIC_MIGRATED_SHARE)
		return s != v->c->sc->demands[d].migration.from_site;
	return true;
}

/* Racks of the scope's demands: hosted where the metric counts them, and needed. */
static void add_of_demands(const struct view *v, enum metric metric, mpq_t hosted_sum, mpq_t need_sum)
{
	const struct scenario *sc = v->c->sc;
	long long hosted, need = 0;
	mpq_t amount;
	int d, s;

	mpq_init(amount);
	for (d = 0; d < sc->n_demands; d++) {
		if (!scope_has_demand(v->scope, sc, d) || !demand_on(v, d))
			continue;
		if (metric == METRIC_MIGRATED_SHARE && !sc->demands[d].migrates)
			continue;
		hosted = 0;
		for (s = 0; s < sc->n_sites; s++)
			hosted += counts_here(v, metric, d, s) ? fact_host(v->c, d, s, v->t) : 0;
		exact_of_count(amount, hosted);
		if (metric == METRIC_CUSTOMERS)
			exact_times(amount, sc->demands[d].customers_per_rack);
		mpq_add(hosted_sum, hosted_sum, amount);
		need += fact_need(v->c, d, v->t);
	}
	exact_of_count(need_sum, need);
	mpq_clear(amount);
}

static void add_sites_started(const struct view *v, mpq_t sum)
{
	int n = 0, s;

	for (s = 0; s < v->c->sc->n_sites; s++)
		n += fact_site_started(v->c, v->scope, s, v->t);
	exact_of_count(sum, n);
}

static void add_spent(const struct view *v, enum cost_kind last_kind, mpq_t sum)
{
	bool kinds[COST_KINDS];
	int kind;

	for (kind = 0; kind < COST_KINDS; kind++)
		kinds[kind] = kind <= (int)last_kind;
	fact_spending(v->c, v->scope, kinds, 0, v->t, sum);
}

void fact_metric(const struct check *c, int g, int t, mpq_t numerator, mpq_t denominator)
{
	const struct target *target = &c->sc->targets[g];
	const struct view v = { c, &target->scope, target, t };
	mpq_t unused;

	mpq_init(unused);
	mpq_set_ui(numerator, 0, 1);
	mpq_set_ui(denominator, 0, 1);
	if (!metric_kinds[target->metric].ratio)
		mpq_set_ui(denominator, 1, 1);
	switch (target->metric) {
	case METRIC_DESIGN_RACKS: add_stock(&v, true, numerator); break;
	case METRIC_AVAILABLE_RACKS: add_stock(&v, false, numerator); break;
	case METRIC_OCCUPIED_RACKS: add_at_sites(&v, WEIGHT_RACKS, numerator); break;
	case METRIC_STANDARD_RACKS: add_standard(&v, numerator); break;
	case METRIC_UTILIZATION:
		add_at_sites(&v, WEIGHT_RACKS, numerator);
		add_stock(&v, target->per_design, denominator);
		break;
	case METRIC_IT_MW: add_at_sites(&v, WEIGHT_IT_MW, numerator); break;
	case METRIC_FACILITY_MW: add_at_sites(&v, WEIGHT_FACILITY_MW, numerator); break;
	case METRIC_PUE:
		add_at_sites(&v, WEIGHT_FACILITY_MW, numerator);
		add_at_sites(&v, WEIGHT_IT_MW, denominator);
		break;
	case METRIC_SITES_STARTED: add_sites_started(&v, numerator); break;
	case METRIC_MIGRATED_SHARE:
	case METRIC_SERVED_SHARE:
	case METRIC_HOSTED_SHARE: add_of_demands(&v, target->metric, numerator, denominator); break;
	case METRIC_CUSTOMERS: add_of_demands(&v, target->metric, numerator, unused); break;
	case METRIC_CAPEX: add_spent(&v, COST_FEED, numerator); break;
	case METRIC_SPEND: add_spent(&v, COST_MOVING, numerator); break;
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
	mpq_clear(unused);
}
