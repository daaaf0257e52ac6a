/*
 * What the plan's decisions cost, undiscounted, one part for each thing and period, in exact numbers.
 */
#include "planner/verify/check.h"

struct part *part_add(struct check *c, enum cost_kind kind, int site, int period)
{
	void *parts = c->parts;
	struct part *part;

	memory_reserve(&parts, &c->parts_capacity, c->n_parts + 1, sizeof *c->parts);
	c->parts = parts;
	part = &c->parts[c->n_parts++];
	part->kind = kind;
	part->site = site;
	part->period = period;
	part->phase = part->feed = part->demand = part->link = -1;
	mpq_init(part->nominal_cny);
	return part;
}

/* What is left of an asset at the horizon's end, straight line from the middle of the period in which it was paid. */
static void salvage_share(const struct check *c, int t, double life_years, mpq_t share)
{
	int whole_months = fact_months_before(c, c->sc->n_periods);
	mpq_t life;

	mpq_init(life);
	exact_ratio(share, 2L * whole_months - 2L * fact_months_before(c, t) - fact_months(c, t), 24);
	if (life_years > 0.0) {
		exact_of(life, life_years);
		mpq_div(share, share, life);
		mpq_set_ui(life, 1, 1);
		mpq_sub(share, life, share);
	}
	if (!(life_years > 0.0) || mpq_sgn(share) < 0)
		mpq_set_ui(share, 0, 1);
	mpq_clear(life);
}

void part_add_asset(struct check *c, const struct part *what, double life_years, const mpq_t amount)
{
	struct part *part;
	mpq_t share;

	if (mpq_sgn(amount) == 0)
		return;
	mpq_init(share);
	salvage_share(c, what->period, life_years, share);
	part = part_add(c, what->kind, what->site, what->period);
	part->phase = what->phase;
	part->feed = what->feed;
	part->link = what->link;
	mpq_set(part->nominal_cny, amount);
	part = part_add(c, COST_SALVAGE, what->site, c->sc->n_periods);
	part->phase = what->phase;
	part->feed = what->feed;
	part->link = what->link;
	mpq_mul(part->nominal_cny, amount, share);
	mpq_neg(part->nominal_cny, part->nominal_cny);
	mpq_clear(share);
}

static void add_phase_period(struct check *c, int p, int t)
{
	const struct phase *phase = &c->sc->phases[p];
	const struct site *site = &c->sc->sites[phase->site];
	struct part what = {
		.kind = COST_START, .site = phase->site, .period = t, .phase = p, .feed = -1, .demand = -1, .link = -1
	};
	int started = c->plan->started_racks[p * c->sc->n_periods + t];
	struct part *opex;
	mpq_t amount;

	mpq_init(amount);
	exact_of(amount, started > 0 ? phase->start_cny : 0.0);
	part_add_asset(c, &what, phase->life_years, amount);
	what.kind = COST_SHELL;
	exact_of_count(amount, started);
	exact_times(amount, phase->shell_cny_per_rack);
	part_add_asset(c, &what, phase->life_years, amount);
	what.kind = COST_FITOUT;
	exact_of_count(amount, c->plan->commissioned_racks[p * c->sc->n_periods + t]);
	exact_times(amount, phase->fitout_cny_per_rack);
	part_add_asset(c, &what, phase->life_years, amount);
	mpq_clear(amount);
	if (!scenario_phase_exists(c->sc, p))
		return;
	opex = part_add(c, COST_OPEX, phase->site, t);
	opex->phase = p;
	exact_ratio(opex->nominal_cny, fact_months(c, t), 12);
	exact_times(opex->nominal_cny, site->opex_cny_per_rack_year);
	exact_times_count(opex->nominal_cny, fact_available(c, p, t));
}

/* A site is opened with the first start of any of its phases. */
static void add_opening(struct check *c, int s)
{
	const struct site *site = &c->sc->sites[s];
	int p, t;

	for (p = site->phase_begin; p < site->phase_end; p++) {
		if (scenario_phase_exists(c->sc, p) && fact_began(c, p))
			return;
	}
	for (t = 0; t < c->sc->n_periods; t++) {
		for (p = site->phase_begin; p < site->phase_end; p++) {
			if (c->plan->started_racks[p * c->sc->n_periods + t] > 0) {
				exact_of(part_add(c, COST_OPENING, s, t)->nominal_cny, site->opening_cny);
				return;
			}
		}
	}
}

static void add_feed_period(struct check *c, int f, int t, long long *steps_before)
{
	const struct feed *feed = &c->sc->feeds[f];
	struct part what = {
		.kind = COST_FEED, .site = feed->site, .period = t, .phase = -1, .feed = f, .demand = -1, .link = -1
	};
	int steps = c->plan->feed_steps[f * c->sc->n_periods + t];
	mpq_t amount, fixed;

	mpq_inits(amount, fixed, NULL);
	exact_of_count(amount, steps);
	exact_times(amount, feed->cny_per_step);
	exact_of(fixed, steps > 0 && *steps_before == 0 ? feed->start_cny : 0.0);
	mpq_add(amount, amount, fixed);
	part_add_asset(c, &what, feed->life_years, amount);
	*steps_before += steps;
	mpq_clears(amount, fixed, NULL);
}

static struct part *demand_part(struct check *c, enum cost_kind kind, int d, int s, int t, long long racks)
{
	struct part *part = part_add(c, kind, s, t);

	part->demand = d;
	exact_of_count(part->nominal_cny, racks);
	return part;
}

static void times_years(const struct check *c, int t, mpq_t amount)
{
	mpq_t years;

	mpq_init(years);
	fact_years(c, t, years);
	mpq_mul(amount, amount, years);
	mpq_clear(years);
}

/* Energy, demand charge and hosting of the racks of d at s. */
static void add_hosted(struct check *c, int d, int s, int t)
{
	const struct demand *demand = &c->sc->demands[d];
	int tariff = c->sc->sites[s].tariff;
	bool by_tariff = tariff >= 0 && scenario_buys_by_tariff(c->sc, s);
	long long racks = fact_host(c, d, s, t);
	struct part *part;
	mpq_t facility_kw;

	if (racks == 0)
		return;
	mpq_init(facility_kw);
	exact_of(facility_kw, c->sc->sites[s].pue[t]);
	mpq_mul(facility_kw, facility_kw, c->class_kw[demand->class]);
	part = demand_part(c, COST_ENERGY, d, s, t, racks);
	mpq_mul(part->nominal_cny, part->nominal_cny, facility_kw);
	exact_times(part->nominal_cny, c->sc->classes[demand->class].load_factor);
	exact_times(part->nominal_cny, c->sc->hours_per_year);
	exact_times(part->nominal_cny, by_tariff ? c->sc->tariffs[tariff].energy_cny_per_kwh[t] : 0.0);
	times_years(c, t, part->nominal_cny);
	part = demand_part(c, COST_DEMAND_CHARGE, d, s, t, racks);
	mpq_mul(part->nominal_cny, part->nominal_cny, facility_kw);
	exact_times(part->nominal_cny, tariff < 0 ? 0.0 : c->sc->tariffs[tariff].demand_cny_per_kw_month);
	exact_times_count(part->nominal_cny, fact_months(c, t));
	part = demand_part(c, COST_HOSTING, d, s, t, racks);
	exact_times(part->nominal_cny, demand->hosting_cny_per_rack_year[s]);
	times_years(c, t, part->nominal_cny);
	mpq_clear(facility_kw);
}

static void add_demand_period(struct check *c, int d, int t)
{
	const struct demand *demand = &c->sc->demands[d];
	int legacy = demand->migration.from_site, unserved = c->plan->unserved_racks[d * c->sc->n_periods + t];
	struct part *part;
	long long before;

	if (demand->migrates) {
		before = t > 0 ? fact_host(c, d, legacy, t - 1) : fact_need(c, d, 0);
		part = demand_part(c, COST_MOVING, d, legacy, t, before - fact_host(c, d, legacy, t));
		exact_times(part->nominal_cny, demand->migration.moving_cny_per_rack);
	}
	if (unserved > 0 && demand->unserved_cny_per_rack_year >= 0.0) {
		part = demand_part(c, COST_UNSERVED, d, -1, t, unserved);
		exact_times(part->nominal_cny, demand->unserved_cny_per_rack_year);
		times_years(c, t, part->nominal_cny);
	}
}

/* A discouraged site is paid for in the period of its first start within the rule's scope. */
static void add_discouraged(struct check *c, const struct rule *rule, int s)
{
	long long started;
	int p, t;

	if (!scope_has_site(&rule->scope, c->sc, s))
		return;
	for (t = 0; t < c->sc->n_periods; t++) {
		started = 0;
		for (p = c->sc->sites[s].phase_begin; p < c->sc->sites[s].phase_end; p++) {
			if (scope_has_phase(&rule->scope, c->sc, p))
				started += c->plan->started_racks[p * c->sc->n_periods + t];
		}
		if (started > 0) {
			exact_of(part_add(c, COST_DISCOURAGED, s, t)->nominal_cny, rule->price_cny);
			return;
		}
	}
}

static void add_rules(struct check *c)
{
	int i, s;

	for (i = 0; i < c->sc->n_rules; i++) {
		if (c->sc->rules[i].kind != RULE_DISCOURAGE || !scenario_option_on(c->sc, c->sc->rules[i].option))
			continue;
		for (s = 0; s < c->sc->n_sites; s++)
			add_discouraged(c, &c->sc->rules[i], s);
	}
}

void parts_of_decisions(struct check *c)
{
	long long steps;
	int i, s, t;

	for (i = 0; i < c->sc->n_phases; i++) {
		for (t = 0; t < c->sc->n_periods; t++)
			add_phase_period(c, i, t);
	}
	for (i = 0; i < c->sc->n_sites; i++)
		add_opening(c, i);
	for (i = 0; i < c->sc->n_feeds; i++) {
		steps = 0;
		for (t = 0; t < c->sc->n_periods; t++)
			add_feed_period(c, i, t, &steps);
	}
	for (i = 0; i < c->sc->n_demands; i++) {
		for (t = 0; t < c->sc->n_periods; t++) {
			for (s = 0; s < c->sc->n_sites; s++)
				add_hosted(c, i, s, t);
			add_demand_period(c, i, t);
		}
	}
	parts_of_supply(c);
	parts_of_links(c);
	parts_of_stability(c);
	add_rules(c);
}

static bool node_in_scope(const struct check *c, const struct scope *scope, int v)
{
	int i;

	for (i = 0; i < scope->n_regions; i++) {
		if (scenario_region_within(c->sc, c->sc->nodes[v].region, scope->regions[i]))
			return true;
	}
	return scope->n_regions == 0;
}

/* Of a link only regions can speak: those of its ends. */
static bool link_in_scope(const struct check *c, const struct scope *scope, int l)
{
	const struct link *link = &c->sc->links[l];

	if (scope->n_sites > 0 || scope->n_phases > 0 || scope->n_kinds > 0 || scope->n_tiers > 0 || scope->n_tags > 0)
		return false;
	return !fact_scope_names_racks(scope) &&
	       (node_in_scope(c, scope, link->from) || node_in_scope(c, scope, link->to));
}

/* Energy from sources and of shared standby racks belongs to a site and to no demand. */
static bool site_in_scope(const struct check *c, const struct scope *scope, const struct part *part)
{
	bool drawn = part->kind == COST_ENERGY || part->kind == COST_DEMAND_CHARGE;

	return scope_has_site(scope, c->sc, part->site) && !(drawn && fact_scope_names_racks(scope));
}

/* Does the scope take in this part? What no scope can speak of (targets' prices) is always in. */
static bool in_scope(const struct check *c, const struct scope *scope, const struct part *part)
{
	if (part->phase >= 0)
		return scope_has_phase(scope, c->sc, part->phase);
	if (part->demand >= 0 && part->site >= 0)
		return scope_has_site(scope, c->sc, part->site) && fact_scope_has_racks(scope, c->sc, part->demand);
	if (part->demand >= 0)
		return scope_has_demand(scope, c->sc, part->demand);
	if (part->link >= 0)
		return link_in_scope(c, scope, part->link);
	return part->site < 0 || site_in_scope(c, scope, part);
}

void fact_spending(const struct check *c, const struct scope *scope, const bool *kinds, int first, int last, mpq_t sum)
{
	int i;

	mpq_set_ui(sum, 0, 1);
	for (i = 0; i < c->n_parts; i++) {
		const struct part *part = &c->parts[i];

		if (kinds[part->kind] && part->period >= first && part->period <= last && in_scope(c, scope, part))
			mpq_add(sum, sum, part->nominal_cny);
	}
}
