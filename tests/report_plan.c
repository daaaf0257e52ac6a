#include "tests/report_plan.h"
#include "planner/base/memory.h"
#include "planner/scenario/read.h"

#include <check.h>
#include <string.h>

enum { OPERATING_RACKS = 100, READY_RACKS = 500, MOST_COSTS = 256 };

struct scenario *report_scenario(void)
{
	struct findings findings = { 0 };
	struct read_options options = { 0 };
	struct str said = STR_INIT;
	struct scenario *sc = scenario_read("tests/fixtures/report/province.json", &options, &findings);

	findings_print(&findings, &said);
	ck_assert_msg(sc != NULL, "%s", said.text);
	str_dispose(&said);
	findings_dispose(&findings);
	return sc;
}

static void add_flows(struct plan *plan, const struct scenario *sc)
{
	int n = plan->n_periods, p, f;
	int *started = arena_alloc(plan->arena, plan->n_phases * n, sizeof *started);
	int *commissioned = arena_alloc(plan->arena, plan->n_phases * n, sizeof *commissioned);
	int *steps = arena_alloc(plan->arena, plan->n_feeds * n, sizeof *steps);

	for (p = 0; p < plan->n_phases; p++) {
		const struct phase *phase = &sc->phases[p];
		int start = phase->site % 4;

		if (phase->state == PHASE_OPERATING) {
			commissioned[p * n + 1] = OPERATING_RACKS;
			continue;
		}
		started[p * n + start] = phase->design_racks;
		commissioned[p * n + start + (phase->site % 2 ? 4 : 2)] = READY_RACKS;
	}
	for (f = 0; f < 2; f++)
		steps[f * n + 2] = 1;
	plan->started_racks = started;
	plan->commissioned_racks = commissioned;
	plan->feed_steps = steps;
}

static void add_hosting(struct plan *plan, const struct scenario *sc)
{
	int tenants = scenario_find_demand(sc, "tenants"), office = scenario_find_demand(sc, "office");
	int rooms = scenario_find_site(sc, "rooms"), platform = scenario_find_site(sc, "platform"), n = plan->n_periods,
	    s, t;
	struct hosting *hosting = arena_alloc(plan->arena, plan->n_sites + 2, sizeof *hosting);
	int *unserved = arena_alloc(plan->arena, plan->n_demands * n, sizeof *unserved);
	int *away = arena_alloc(plan->arena, n, sizeof *away), *left = arena_alloc(plan->arena, n, sizeof *left);

	plan->n_hosting = 0;
	for (s = 0; s < plan->n_sites; s++) {
		int *racks = arena_alloc(plan->arena, n, sizeof *racks);

		if (s == rooms || s == platform)
			continue;
		for (t = 0; t < n; t++)
			racks[t] = plan_site_available(plan, sc, s, t) * (50 + 3 * t) / 100;
		hosting[plan->n_hosting++] = (struct hosting){ tenants, s, racks };
	}
	for (t = 0; t < n; t++) {
		away[t] = t < 1 ? 0 : t < 3 ? 60 : 150;
		left[t] = 300 - away[t];
		unserved[tenants * n + t] = t;
	}
	hosting[plan->n_hosting++] = (struct hosting){ office, platform, away };
	hosting[plan->n_hosting++] = (struct hosting){ office, rooms, left };
	plan->hosting = hosting;
	plan->unserved_racks = unserved;
}

static void add_costs(struct plan *plan, const struct scenario *sc)
{
	static const enum cost_kind kinds[] = { COST_SHELL, COST_FITOUT, COST_ENERGY, COST_OPEX, COST_UNSERVED };
	struct cost_item *costs = arena_alloc(plan->arena, MOST_COSTS, sizeof *costs);
	int t;
	size_t k;

	for (k = 0; k < sizeof kinds / sizeof *kinds; k++) {
		for (t = 0; t < plan->n_periods; t++) {
			double nominal = (1e8 / 3 + 1234567.89 * t) / (double)(k + 1);

			costs[plan->n_costs++] = (struct cost_item){ kinds[k], (int)k, t, nominal,
				                                     nominal * sc->periods[t].discount };
		}
	}
	costs[plan->n_costs++] = (struct cost_item){ COST_SALVAGE, -1, plan->n_periods, -3e8, -3e8 * 0.84 };
	for (t = 0; t < plan->n_costs; t++)
		plan->objective_cny += costs[t].present_cny;
	plan->lp_bound_cny = plan->mip_bound_cny = plan->fixed_cny = plan->objective_cny * 0.99;
	plan->costs = costs;
}

static void add_results(struct plan *plan, const struct scenario *sc)
{
	struct target_result *results = arena_alloc(plan->arena, plan->n_targets, sizeof *results);
	int g;

	for (g = 0; g < plan->n_targets; g++) {
		const struct target *target = &sc->targets[g];
		double achieved = target->value * (target->at_most ? 0.9 : 1.2);

		if (strcmp(target->id, "pue") == 0)
			achieved = 1.4;
		results[g] = (struct target_result){
			.target = g,
			.period = target->period < 0 ? 0 : target->period,
			.required = target->value,
			.achieved = achieved,
			.numerator = achieved,
			.denominator = 1,
			.slack = target->at_most ? target->value - achieved : achieved - target->value,
			.state = TARGET_MET,
		};
		if (results[g].slack < 0)
			results[g].state = TARGET_MISSED;
		if (target->overruled_by >= 0)
			results[g].state = TARGET_OVERRULED;
		if (!scenario_option_on(sc, target->option))
			results[g].state = TARGET_OFF;
	}
	plan->results = results;
	plan->n_results = plan->n_targets;
}

static void add_bindings(struct plan *plan)
{
	static const char *const assumed[] = { "/sites/taiyuan/pue", "/sites/taiyuan/installed_mw" };
	struct binding *bindings = arena_alloc(plan->arena, 3, sizeof *bindings);

	bindings[0] = (struct binding){ .row = "power[taiyuan,2019-Q1]",
		                        .family = "power",
		                        .unit = "MW",
		                        .site = 0,
		                        .period = 4,
		                        .price_cny = 123456.7,
		                        .range = { true, 14, 123456.7, 3, 123456.7 },
		                        .n_assumed = 2,
		                        .assumed = assumed };
	bindings[1] = (struct binding){ .row = "power[taiyuan,2019-Q2]",
		                        .family = "power",
		                        .unit = "MW",
		                        .site = 0,
		                        .period = 5,
		                        .price_cny = 120000,
		                        .n_assumed = 1,
		                        .assumed = assumed };
	bindings[2] = (struct binding){ .row = "target[racks-2018,2018-Q4]",
		                        .family = "target",
		                        .unit = "racks",
		                        .site = -1,
		                        .period = 3,
		                        .price_cny = 3.5,
		                        .lower = true,
		                        .range = { true, 0, 0, 1251.75, 4.25 } };
	plan->bindings = bindings;
	plan->n_bindings = 3;
}

struct plan *report_plan(const struct scenario *sc)
{
	struct plan *plan = plan_new(sc);

	strcpy(plan->status, "optimal");
	strcpy(plan->solver, "none");
	add_flows(plan, sc);
	add_hosting(plan, sc);
	add_costs(plan, sc);
	add_results(plan, sc);
	add_bindings(plan);
	return plan;
}
