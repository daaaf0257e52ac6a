/*
 * What a site can carry besides racks and power: cooling, sources of energy, its opening; and the metrics on these.
 * Optima by hand; how is beside each. Every plan is shown to the verifier.
 */
#include "tests/models_case.h"
#include "tests/support.h"

#include <math.h>
#include <string.h>

#define ASSERT_COST(cost, by_hand) ck_assert_double_eq_tol(cost, by_hand, 1e-4)
#define ASSERT_NO_PLAN(cost) ck_assert(isinf(cost))

/* ---- cooling ---- */

START_TEST(cooling_is_of_it_mw_without_pue)
{
	/* A worse pue changes nothing; a quarter rack less of cooling takes a whole one. */
	ASSERT_COST(models_cost_of("cooling", NULL, "/sites/north/pue=2", NULL, NULL), 3700);
	ASSERT_COST(models_cost_of("cooling", NULL, "/sites/west/cooling_mw=0.0359", NULL, NULL), 3900);
	ASSERT_COST(models_cost_of("cooling", NULL, "/sites/west/cooling_mw=0.04", NULL, NULL), 3500);
	ASSERT_COST(models_cost_of("cooling", NULL, "/sites/west/cooling_mw=null", NULL, NULL), 3500);
}
END_TEST

START_TEST(cooling_refuses_one_rack_over)
{
	/* 36 racks of 4 kW are left for south. */
	ASSERT_COST(models_cost_of("cooling", NULL, "/sites/south/cooling_mw=0.144", NULL, NULL), 3700);
	ASSERT_NO_PLAN(models_cost_of("cooling", NULL, "/sites/south/cooling_mw=0.1439", NULL, NULL));
}
END_TEST

START_TEST(cooling_of_each_period_is_its_own)
{
	/* 0.2, 0.2, 0.2, 0.2: 5 dense ones and 37 at north, 9 at west: 24 away; 61 in the last quarter. */
	ASSERT_COST(models_cost_of("cooling", NULL, "/sites/north/cooling_mw=0.2", NULL, NULL), 100 + 2400 + 6100);
}
END_TEST

/* ---- energy ---- */

START_TEST(energy_demand_charge_stays_the_tariffs)
{
	/* 5 kW a rack, 3 months, 10 a kW and month: 150 for each of 240 rack quarters; 9 per kWh is never paid. */
	ASSERT_COST(models_cost_of("energy", NULL, "/tariffs/state/demand_cny_per_kw_month=10", NULL, NULL),
	            390000 + 36000);
}
END_TEST

START_TEST(energy_without_a_source_is_bought_by_the_tariff)
{
	/* Only the river: 200 MWh a quarter are 40 racks; 0, 20, 20, 40 at south for 6 MWh x 550. */
	ASSERT_COST(models_cost_of("energy", NULL, "/sites/north/energy/grid/option=\"wind\"", NULL, NULL),
	            160000 + 80 * 3300.0);
	/* None at all: all of it at south. */
	ASSERT_COST(models_cost_of("energy", NULL, "/sites/north/energy=null", NULL, NULL), 240 * 3300.0);
	/* Wind as it is wanted, for 10 a MWh. */
	ASSERT_COST(models_cost_of("energy", NULL, "/options/wind/on=true", NULL, NULL), 12000);
}
END_TEST

START_TEST(energy_cap_is_of_a_year)
{
	/* 400 a year are 100 a quarter: 400 MWh more from the grid, for 300, 300, 400, 400 more each. */
	ASSERT_COST(models_cost_of("energy", NULL, "/sites/north/energy/hydro/most_mwh_per_year=400", NULL, NULL),
	            390000 + 30000 + 30000 + 40000 + 40000);
}
END_TEST

START_TEST(energy_is_in_the_plan)
{
	struct models_case c = { .fixture = "energy" };
	static const double hydro[] = { 200, 200, 200, 200 }, grid[] = { 0, 100, 100, 200 };
	int h, e, w, t;

	models_solve(&c);
	h = scenario_find_source(c.sc, "north/hydro");
	e = scenario_find_source(c.sc, "north/grid");
	w = scenario_find_source(c.sc, "north/wind");
	for (t = 0; t < 4; t++) {
		ck_assert_double_eq_tol(c.plan->energy_mwh[h * 4 + t], hydro[t], 1e-6);
		ck_assert_double_eq_tol(c.plan->energy_mwh[e * 4 + t], grid[t], 1e-6);
		ck_assert_double_eq_tol(c.plan->energy_mwh[w * 4 + t], 0, 1e-9);
	}
	models_close(&c);
}
END_TEST

#define TARGET(metric, unit, op, value, more)                                                                          \
	"/targets={\"t\":{\"metric\":\"" metric "\",\"unit\":\"" unit "\",\"op\":\"" op "\",\"value\":" value          \
	",\"by\":\"2018-12-31\"" more "}}"
#define AT(site) ",\"scope\":{\"sites\":[\"" site "\"]}"

START_TEST(energy_green_share_moves_racks_to_where_it_holds)
{
	/* 200 of at most 333 MWh at north: 66 racks, and 14 at south for 300 more each. */
	ASSERT_COST(models_cost_of("energy", NULL, TARGET("green_share", "1", ">=", "0.6", AT("north")), NULL, NULL),
	            394200);
	/* Everywhere: 200 of 400 at most is half; south's 6 MWh make it worse. A green tariff there makes it good. */
	ASSERT_NO_PLAN(models_cost_of("energy", NULL, TARGET("green_share", "1", ">=", "0.51", ""), NULL, NULL));
	ASSERT_COST(models_cost_of("energy", NULL, TARGET("green_share", "1", ">=", "0.5", ""), NULL, NULL), 390000);
	ASSERT_COST(models_cost_of("energy", NULL, TARGET("green_share", "1", ">=", "0.51", ""),
	                           "/tariffs/plain/green=true", NULL),
	            390000 + 300);
}
END_TEST

START_TEST(energy_carbon_adds_up_from_the_first_day)
{
	/* 240 t of the grid; 10 racks less in a dear quarter save 30 t and cost 300 each. */
	ASSERT_COST(models_cost_of("energy", NULL, TARGET("carbon_t", "t", "<=", "210", AT("north")), NULL, NULL),
	            393000);
	/* South gives off 0.6 t for each of them: these 10 save 24 t. */
	ASSERT_COST(models_cost_of("energy", NULL, TARGET("carbon_t", "t", "<=", "216", ""), NULL, NULL), 393000);
}
END_TEST

/* ---- opening ---- */

START_TEST(opening_is_paid_once_for_all_phases)
{
	/* 40 more racks: 25 and 15 of two phases at a, opened in the third quarter. */
	struct models_case c = { .fixture = "opening",
		                 .set = { "/demands/web/need_racks={\"values\":[20,20,30,60]}" } };
	int i, found = 0;

	models_solve(&c);
	ck_assert_double_eq_tol(c.plan->objective_cny, 5000 + 40 * 60, 1e-4);
	for (i = 0; i < c.plan->n_costs; i++) {
		if (c.plan->costs[i].kind != COST_OPENING)
			continue;
		found++;
		ck_assert_int_eq(c.plan->costs[i].site, scenario_find_site(c.sc, "a"));
		ck_assert_double_eq_tol(c.plan->costs[i].nominal_cny, 5000, 1e-9);
	}
	ck_assert_int_eq(found, 1);
	models_close(&c);
}
END_TEST

START_TEST(opening_is_paid_in_the_period_of_the_first_start)
{
	struct models_case c = { .fixture = "opening",
		                 .set = { "/demands/web/need_racks={\"values\":[20,20,30,60]}",
		                          "/money/discount_rate=0.1" } };
	int i, p, t, first = 4;

	models_solve(&c);
	for (p = 0; p < c.sc->n_phases; p++) {
		for (t = 3; t >= 0 && c.sc->phases[p].site == scenario_find_site(c.sc, "a"); t--) {
			if (c.plan->started_racks[p * 4 + t] > 0 && t < first)
				first = t;
		}
	}
	ck_assert_int_eq(first, 2); /* as late as may be */
	for (i = 0; i < c.plan->n_costs; i++)
		ck_assert(c.plan->costs[i].kind != COST_OPENING || c.plan->costs[i].period == first);
	ck_assert_double_eq_tol(models_sum(c.plan, COST_SALVAGE), 0, 1e-9);
	models_close(&c);
}
END_TEST

START_TEST(opening_of_whole_phases)
{
	/* Both phases of a are needed for 40 racks, whole: 55 x 50 + 40 x 10 + 5000; b: 8000. */
	struct models_case c = { .fixture = "opening",
		                 .set = { "/demands/web/need_racks={\"values\":[20,20,30,60]}",
		                          "/sites/a/phases/1/whole=true", "/sites/a/phases/2/whole=true" } };

	ASSERT_COST(models_cost(c), 8000);
	c.set[3] = "/sites/a/opening_cny=4000";
	ASSERT_COST(models_cost(c), 4000 + 55 * 50 + 40 * 10);
}
END_TEST

START_TEST(opening_counts_against_a_budget)
{
	const char *budget = "/budgets={\"b\":{\"op\":\"<=\",\"amount_cny\":4999,\"kinds\":[\"opening\"]}}";

	ASSERT_COST(models_cost_of("opening", NULL, "/demands/web/need_racks={\"values\":[20,20,30,60]}", budget, NULL),
	            8000);
	ASSERT_COST(models_cost_of("opening", NULL, "/demands/web/need_racks={\"values\":[20,20,30,60]}", NULL, NULL),
	            7400);
}
END_TEST

/* ---- servers, stranded MW, closing ---- */

START_TEST(servers_are_counted_by_the_site)
{
	const char *north = "/sites/north/servers_per_rack=10", *west = "/sites/west/servers_per_rack=20";

	/* In the last quarter north holds 75, west 9, south 36: 750 + 180. At most 930 costs nothing more. */
	ASSERT_COST(models_cost_of("cooling", NULL, north, west, TARGET("servers", "servers", "<=", "930", "")), 3700);
	ASSERT_COST(models_cost_of("cooling", NULL, north, west, TARGET("servers", "servers", "<=", "920", "")), 3800);
	ASSERT_NO_PLAN(models_cost_of("cooling", NULL, north, west, TARGET("servers", "servers", ">=", "931", "")));
}
END_TEST

START_TEST(install_rate_is_of_the_servers_that_fit)
{
	const char *servers = "/settings/servers_per_rack=8", *south = "/sites/south/servers_per_rack=2";

	/* North 300 places x 8, of them 75; 0.25 is met exactly, one rack less away is not to be had. */
	ASSERT_COST(
		models_cost_of("cooling", NULL, servers, TARGET("install_rate", "1", ">=", "0.25", AT("north")), NULL),
		3700);
	ASSERT_NO_PLAN(models_cost_of("cooling", NULL, servers, TARGET("install_rate", "1", ">=", "0.251", AT("north")),
	                              NULL));
	/* All: (75 + 9) x 8 + 36 x 2 = 744 of 310 x 8 + 150 x 2 = 2780. */
	ASSERT_COST(models_cost_of("cooling", NULL, servers, south, TARGET("install_rate", "1", ">=", "0.2676", "")),
	            3700);
	ASSERT_NO_PLAN(
		models_cost_of("cooling", NULL, servers, south, TARGET("install_rate", "1", ">=", "0.2677", "")));
}
END_TEST

START_TEST(stranded_power_takes_racks_that_can_draw_it)
{
	/*
	 * South has 0.8 x 0.5 = 0.4 MW; a rack of 5 kW at pue 1.5 draws 7.5 kW: 200 design racks from 150 + 10 each.
	 * 0.1 MW stranded at most: 40 racks for 6400. In metrics.json ml's racks go unserved for nothing.
	 */
	const char *mw = "/sites/south/installed_mw=0.5", *light = "/sites/south/phases/1/max_kw_per_rack=5";

	ASSERT_COST(models_cost_of("metrics", NULL, mw, light, TARGET("stranded_mw", "MW", "<=", "0.1", AT("south"))),
	            6400);
	ASSERT_COST(models_cost_of("metrics", NULL, mw, light, TARGET("stranded_mw", "MW", "<=", "0.4", AT("south"))),
	            0);
	ASSERT_COST(models_cost_of("metrics", NULL, mw, light, TARGET("stranded_mw", "MW", "<=", "0", AT("south"))),
	            54 * 160);
}
END_TEST

START_TEST(stranded_power_of_one_site_does_not_make_up_for_another)
{
	/* North has 0.8 x 0.3 = 0.24 MW and racks for 0.3125, rooms 0.12 and 0.1875: no credit for south. */
	struct models_case c = { .fixture = "metrics",
		                 .set = { "/sites/south/installed_mw=0.5", "/sites/south/phases/1/max_kw_per_rack=5",
		                          "/sites/north/installed_mw=0.3", "/sites/rooms/installed_mw=0.15",
		                          TARGET("stranded_mw", "MW", "<=", "0.1", "") } };

	ASSERT_COST(models_cost(c), 6400);
}
END_TEST

/* Is the pointer among the assumed numbers of the family's dearest row? */
static bool rests_on(const struct models_case *c, const char *family, const char *pointer)
{
	int i, k;

	for (i = 0; i < c->plan->n_bindings; i++) {
		const struct binding *binding = &c->plan->bindings[i];

		for (k = 0; strcmp(binding->family, family) == 0 && k < binding->n_assumed; k++) {
			if (strcmp(binding->assumed[k], pointer) == 0)
				return true;
		}
	}
	return false;
}

#define ASSUMED(value) "{\"value\":" value ",\"assumed\":\"a guess\",\"range\":[0,9999]}"

START_TEST(binding_rows_name_the_assumed_numbers)
{
	static const struct {
		const char *fixture, *family, *pointer, *set, *more;
	} cases[] = {
		{ "cooling", "cooling", "/sites/west/cooling_mw", "/sites/west/cooling_mw=" ASSUMED("0.036"), NULL },
		{ "energy", "energy", "/sites/north/energy/hydro/most_mwh_per_year",
		  "/sites/north/energy/hydro/most_mwh_per_year=" ASSUMED("800"), NULL },
		{ "backup", "backup", "/demands/gov/backup/share", "/demands/gov/backup/share=" ASSUMED("0.5"), NULL },
		{ "metrics", "targets", "/sites/south/usable_share", "/sites/south/usable_share=" ASSUMED("0.8"),
		  TARGET("stranded_mw", "MW", "<=", "79", AT("south")) },
	};
	struct models_case c = { .fixture = cases[_i].fixture, .set = { cases[_i].set, cases[_i].more } };

	models_solve(&c);
	ck_assert_ptr_nonnull(c.plan);
	ck_assert_msg(rests_on(&c, cases[_i].family, cases[_i].pointer), "%s", cases[_i].pointer);
	models_close(&c);
}
END_TEST

START_TEST(closed_site_hosts_nothing)
{
	/* The rooms close in the third quarter: 20 racks move to north for 300 each; 10 of them need places, for 110. */
	ASSERT_COST(models_cost_of("metrics", NULL, "/sites/rooms/closes=2018-09-30", NULL, NULL), 6000 + 1100);
	ASSERT_COST(models_cost_of("metrics", NULL, "/sites/rooms/closes=2019-01-01", NULL, NULL), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("models: what sites carry");
	TCase *tc = tcase_create("sites");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, cooling_is_of_it_mw_without_pue);
	tcase_add_test(tc, cooling_refuses_one_rack_over);
	tcase_add_test(tc, cooling_of_each_period_is_its_own);
	tcase_add_test(tc, energy_demand_charge_stays_the_tariffs);
	tcase_add_test(tc, energy_without_a_source_is_bought_by_the_tariff);
	tcase_add_test(tc, energy_cap_is_of_a_year);
	tcase_add_test(tc, energy_is_in_the_plan);
	tcase_add_test(tc, energy_green_share_moves_racks_to_where_it_holds);
	tcase_add_test(tc, energy_carbon_adds_up_from_the_first_day);
	tcase_add_test(tc, opening_is_paid_once_for_all_phases);
	tcase_add_test(tc, opening_is_paid_in_the_period_of_the_first_start);
	tcase_add_test(tc, opening_of_whole_phases);
	tcase_add_test(tc, opening_counts_against_a_budget);
	tcase_add_test(tc, servers_are_counted_by_the_site);
	tcase_add_test(tc, install_rate_is_of_the_servers_that_fit);
	tcase_add_test(tc, stranded_power_takes_racks_that_can_draw_it);
	tcase_add_test(tc, stranded_power_of_one_site_does_not_make_up_for_another);
	tcase_add_loop_test(tc, binding_rows_name_the_assumed_numbers, 0, 4);
	tcase_add_test(tc, closed_site_hosts_nothing);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
