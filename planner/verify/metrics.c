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

enum weight { WEIGHT_RACKS, WEIGHT_SERVERS, WEIGHT_IT_MW, WEIGHT_FACILITY_MW };

/* Racks at site s of the scope's classes and demands, hosted and standby, or the kW that they draw. */
static void racks_at(const struct view *v, int s, enum load load, mpq_t sum)
{
	const struct standing standing = { s, v->t, load, 0.0, v->scope, false };
	const struct scenario *sc = v->c->sc;
	mpq_t amount;
	int d;

	mpq_init(amount);
	fact_standby(v->c, &standing, sum);
	for (d = 0; d < sc->n_demands; d++) {
		if (!fact_scope_has_racks(v->scope, sc, d) || fact_host(v->c, d, s, v->t) == 0)
			continue;
		exact_of_count(amount, fact_host(v->c, d, s, v->t));
		if (load != LOAD_RACKS)
			mpq_mul(amount, amount, v->c->class_kw[sc->demands[d].class]);
		mpq_add(sum, sum, amount);
	}
	mpq_clear(amount);
}

/* Racks occupied at the sites of the scope, each with its weight. */
static void add_at_sites(const struct view *v, enum weight weight, mpq_t sum)
{
	const struct scenario *sc = v->c->sc;
	mpq_t amount;
	int s;

	mpq_init(amount);
	for (s = 0; s < sc->n_sites; s++) {
		if (!scope_has_site(v->scope, sc, s))
			continue;
		racks_at(v, s, weight == WEIGHT_IT_MW || weight == WEIGHT_FACILITY_MW ? LOAD_KW : LOAD_RACKS, amount);
		if (weight == WEIGHT_SERVERS)
			exact_times(amount, sc->sites[s].servers_per_rack);
		if (weight == WEIGHT_FACILITY_MW)
			exact_times(amount, sc->sites[s].pue[v->t]);
		if (weight == WEIGHT_IT_MW || weight == WEIGHT_FACILITY_MW)
			exact_times(amount, 0.001);
		mpq_add(sum, sum, amount);
	}
	mpq_clear(amount);
}

/* What would stand in the available racks of the scope's phases. */
static void add_server_capacity(const struct view *v, mpq_t sum)
{
	const struct scenario *sc = v->c->sc;
	mpq_t amount;
	int p;

	mpq_init(amount);
	for (p = 0; p < sc->n_phases; p++) {
		if (!scope_has_phase(v->scope, sc, p) || !scenario_phase_exists(sc, p))
			continue;
		exact_of_count(amount, fact_available(v->c, p, v->t));
		exact_times(amount, sc->sites[sc->phases[p].site].servers_per_rack);
		mpq_add(sum, sum, amount);
	}
	mpq_clear(amount);
}

/* Of each site, the power that its racks could not draw even when all were full. */
static void add_stranded(const struct view *v, mpq_t sum)
{
	const struct scenario *sc = v->c->sc;
	mpq_t usable, full, kw;
	int s, p;

	mpq_inits(usable, full, kw, NULL);
	for (s = 0; s < sc->n_sites; s++) {
		if (!scope_has_site(v->scope, sc, s))
			continue;
		mpq_set_ui(full, 0, 1);
		for (p = sc->sites[s].phase_begin; p < sc->sites[s].phase_end; p++) { /* what does not exist has none */
			exact_of_count(kw, fact_available(v->c, p, v->t));
			exact_times(kw, sc->phases[p].max_kw_per_rack);
			mpq_add(full, full, kw);
		}
		exact_times(full, sc->sites[s].pue[v->t]);
		fact_usable_kw(v->c, s, v->t, usable);
		mpq_sub(usable, usable, full);
		exact_times(usable, 0.001);
		if (mpq_sgn(usable) > 0)
			mpq_add(sum, sum, usable);
	}
	mpq_clears(usable, full, kw, NULL);
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

/* ---- energy ---- */

/* Of the draw of site s, what is green, and the t CO2 of it: 1 kg/kWh is 1 t/MWh. */
static void add_site_energy(const struct check *c, int s, int t, mpq_t green_mwh, mpq_t carbon_t)
{
	const struct site *site = &c->sc->sites[s];
	mpq_t mwh, factor;
	int e;

	mpq_inits(mwh, factor, NULL);
	if (site->tariff >= 0 && scenario_buys_by_tariff(c->sc, s)) {
		fact_site_mwh(c, s, t, mwh);
		exact_of(factor, c->sc->tariffs[site->tariff].kg_co2_per_kwh);
		exact_add_product(carbon_t, mwh, factor);
		if (c->sc->tariffs[site->tariff].green)
			mpq_add(green_mwh, green_mwh, mwh);
	}
	for (e = site->source_begin; e < site->source_end; e++) {
		fact_source_mwh(c, e, t, mwh);
		exact_of(factor, c->sc->energy_sources[e].kg_co2_per_kwh);
		exact_add_product(carbon_t, mwh, factor);
		if (c->sc->energy_sources[e].green)
			mpq_add(green_mwh, green_mwh, mwh);
	}
	mpq_clears(mwh, factor, NULL);
}

/* Whole sites: what their racks draw is bought together. */
static void add_green(const struct view *v, mpq_t green_mwh, mpq_t all_mwh)
{
	mpq_t mwh, carbon_t;
	int s;

	mpq_inits(mwh, carbon_t, NULL);
	for (s = 0; s < v->c->sc->n_sites; s++) {
		if (!scope_has_site(v->scope, v->c->sc, s))
			continue;
		add_site_energy(v->c, s, v->t, green_mwh, carbon_t);
		fact_site_mwh(v->c, s, v->t, mwh);
		mpq_add(all_mwh, all_mwh, mwh);
	}
	mpq_clears(mwh, carbon_t, NULL);
}

static void add_carbon(const struct view *v, mpq_t carbon_t)
{
	mpq_t green_mwh;
	int s, t;

	mpq_init(green_mwh);
	for (s = 0; s < v->c->sc->n_sites; s++) {
		for (t = 0; t <= v->t && scope_has_site(v->scope, v->c->sc, s); t++)
			add_site_energy(v->c, s, t, green_mwh, carbon_t);
	}
	mpq_clear(green_mwh);
}

/* ---- the network ---- */

/* Of the links of the target's cut, or of all: their Gbps, or how many have any. */
static void add_links(const struct view *v, bool count, mpq_t sum)
{
	const struct scenario *sc = v->c->sc;
	const struct cut *cut = v->target->cut < 0 ? NULL : &sc->cuts[v->target->cut];
	int n = cut ? cut->n_links : sc->n_links, i;
	mpq_t gbps;

	mpq_init(gbps);
	for (i = 0; i < n; i++) {
		fact_link_gbps(v->c, cut ? cut->links[i] : i, v->t, gbps);
		if (count)
			mpq_set_ui(gbps, mpq_sgn(gbps) > 0, 1);
		mpq_add(sum, sum, gbps);
	}
	mpq_clear(gbps);
}

static bool ends_in(const struct view *v, int node)
{
	const struct scope *scope = v->scope;
	int i, region = v->c->sc->nodes[node].region;

	for (i = 0; i < scope->n_regions; i++) {
		if (scenario_region_within(v->c->sc, region, scope->regions[i]))
			return true;
	}
	return scope->n_regions == 0;
}

static bool has_households(const struct check *c, int i)
{
	return c->sc->traffic[i].households && scenario_traffic_exists(c->sc, i);
}

/* Of the items that run from one node to another: the households of all of them, and is i the first? */
static bool households_from(const struct view *v, int i, bool back, mpq_t sum)
{
	const struct traffic *traffic = v->c->sc->traffic;
	int from = back ? traffic[i].to : traffic[i].from, to = back ? traffic[i].from : traffic[i].to, k;
	bool first = true;
	mpq_t households;

	mpq_init(households);
	mpq_set_ui(sum, 0, 1);
	for (k = 0; k < v->c->sc->n_traffic; k++) {
		if (!has_households(v->c, k) || traffic[k].from != from || traffic[k].to != to)
			continue;
		first = first && k >= i;
		exact_of(households, traffic[k].households[v->t]);
		mpq_add(sum, sum, households);
	}
	mpq_clear(households);
	return first;
}

/* The same households send and receive: between two nodes the larger of the two ways counts. */
static void add_households(const struct view *v, mpq_t sum)
{
	const struct scenario *sc = v->c->sc;
	mpq_t forth, back;
	bool first;
	int i;

	mpq_inits(forth, back, NULL);
	for (i = 0; i < sc->n_traffic; i++) {
		if (!has_households(v->c, i) || !(ends_in(v, sc->traffic[i].from) || ends_in(v, sc->traffic[i].to)))
			continue;
		first = households_from(v, i, false, forth);
		first = households_from(v, i, true, back) && first;
		if (first)
			mpq_add(sum, sum, mpq_cmp(forth, back) < 0 ? back : forth);
	}
	mpq_clears(forth, back, NULL);
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
	case METRIC_CUT_GBPS: add_links(&v, false, numerator); break;
	case METRIC_LINK_COUNT: add_links(&v, true, numerator); break;
	case METRIC_GREEN_SHARE: add_green(&v, numerator, denominator); break;
	case METRIC_CARBON_T: add_carbon(&v, numerator); break;
	case METRIC_SERVERS: add_at_sites(&v, WEIGHT_SERVERS, numerator); break;
	case METRIC_INSTALL_RATE:
		add_at_sites(&v, WEIGHT_SERVERS, numerator);
		add_server_capacity(&v, denominator);
		break;
	case METRIC_STRANDED_MW: add_stranded(&v, numerator); break;
	case METRIC_HOUSEHOLDS: add_households(&v, numerator); break;
	case METRICS: break;
	}
	mpq_clear(unused);
}
