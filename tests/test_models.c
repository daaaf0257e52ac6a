/*
 * Each family alone decides the outcome of its fixture. The costs were worked out by hand; how is beside each.
 */
#include "tests/models_case.h"
#include "tests/support.h"

#include <math.h>
#include <string.h>

#define ASSERT_COST(cost, by_hand) ck_assert_double_eq_tol(cost, by_hand, 1e-4)
#define ASSERT_NO_PLAN(cost) ck_assert(isinf(cost))

/* ---- phase: 80 racks more than the 40 that operate; phases 2 and 3 start whole, 60 and 50 ---- */

START_TEST(phase_alone_makes_starts_be_paid)
{
	/* Shell 60 x 300 + 50 x 100, fit-out 50 x 500 + 30 x 1000. Without starts: 80 x 500. */
	ASSERT_COST(models_cost_of("phase", NULL, NULL, NULL, NULL), 78000);
	ASSERT_COST(models_cost_of("phase", "phase", NULL, NULL, NULL), 40000);
}
END_TEST

START_TEST(phase_start_after_its_window_is_not_possible)
{
	/* Without phase 2 phase 3 may not start either, and 70 racks are not 120. */
	ASSERT_NO_PLAN(models_cost_of("phase", NULL, "/sites/north/phases/2/earliest_start=2018-12-01", NULL, NULL));
	ASSERT_NO_PLAN(models_cost_of("phase", NULL, "/sites/north/phases/2/latest_start=2017-12-31", NULL, NULL));
}
END_TEST

START_TEST(phase_racks_come_after_the_lead_time)
{
	struct models_case c = { .fixture = "phase" };
	int p, t;

	/* Lead 12: phase 3 gives nothing in the horizon: 60 x 300 + 60 x 1000 + 20 x 2000. */
	ASSERT_COST(models_cost_of("phase", NULL, "/sites/north/phases/3/lead_months=12", NULL, NULL), 118000);
	models_solve(&c);
	p = scenario_find_phase(c.sc, "north/3");
	for (t = 0; t < 2; t++)
		ck_assert_int_eq(plan_phase_available(c.plan, c.sc, p, t), 0);
	ck_assert_int_ge(plan_phase_available(c.plan, c.sc, p, 2), 0);
	ck_assert_int_eq(c.plan->started_racks[p * c.sc->n_periods] + c.plan->started_racks[p * c.sc->n_periods + 1],
	                 50);
	models_close(&c);
}
END_TEST

START_TEST(phase_in_want_of_approval_is_not_started)
{
	const char *needs = "/sites/north/phases/3/needs_approval=true";

	ASSERT_COST(models_cost_of("phase", NULL, needs, NULL, NULL), 118000);
	ASSERT_COST(models_cost_of("phase", NULL, needs, "/sites/north/phases/3/approved=true", NULL), 78000);
}
END_TEST

START_TEST(phase_under_construction_is_ready_on_its_day)
{
	const char *cheap = "/sites/south/phases/1/fitout_cny_per_rack=100";

	/* 30 x 100, then phases 2 and 3 started for 50 x 500. Ready after the horizon: as before. */
	ASSERT_COST(models_cost_of("phase", NULL, cheap, NULL, NULL), 51000);
	ASSERT_COST(models_cost_of("phase", NULL, cheap, "/sites/south/phases/1/ready=2019-01-01", NULL), 78000);
}
END_TEST

START_TEST(phase_follower_waits_for_its_predecessor)
{
	const char *whole = "/sites/north/phases/2/whole=true", *alone = "/sites/north/phases/3/predecessor=null";
	const char *cheap = "/sites/south/phases/1/fitout_cny_per_rack=1200";
	struct models_case c = { .fixture = "phase",
		                 .set = { "/sites/north/phases/3/whole=true", whole, alone, cheap } };

	/* Phase 3 without phase 2: 50 x 100 + 50 x 500 + 30 x 1200. */
	ASSERT_COST(models_cost(c), 66000);
	ASSERT_COST(models_cost_of("phase", NULL, cheap, NULL, NULL), 78000);
	/* Neither whole: 50 x (100 + 500) + 30 x (300 + 1000). */
	ASSERT_COST(models_cost_of("phase", NULL, alone, NULL, NULL), 69000);
}
END_TEST

START_TEST(phase_modules_are_commissioned_whole)
{
	/* Modules of 20: phase 3 gives 40 of its 50, phase 2 the other 40: 23000 + 40 x 500 + 40 x 1000. */
	ASSERT_COST(models_cost_of("phase", NULL, "/sites/north/phases/3/module_racks=20",
	                           "/sites/north/phases/2/module_racks=20", NULL),
	            83000);
}
END_TEST

/* ---- space: hosting at south costs 100 a rack and quarter ---- */

START_TEST(space_alone_sends_racks_elsewhere)
{
	/* Third quarter: 25 dense racks on 20 dense places: 5. Fourth: 80 racks on 70 places: 10. */
	ASSERT_COST(models_cost_of("space", NULL, NULL, NULL, NULL), 1500);
	ASSERT_COST(models_cost_of("space", "space", NULL, NULL, NULL), 0);
}
END_TEST

START_TEST(density_refuses_dense_racks_on_light_places)
{
	/* All places of north dense: only the fourth quarter's 10 are left. */
	ASSERT_COST(models_cost_of("space", NULL, "/sites/north/phases/a/max_kw_per_rack=12", NULL, NULL), 1000);
	/* A limit just below the class's 10 kW takes the other 20 places, too: all dense racks go south. */
	ASSERT_COST(models_cost_of("space", NULL, "/sites/north/phases/b/max_kw_per_rack=9.99", NULL, NULL), 8500);
	ASSERT_COST(models_cost_of("space", NULL, "/sites/north/phases/b/max_kw_per_rack=10", NULL, NULL), 1500);
}
END_TEST

/* ---- power: 0.5 MW x 0.8 / 1.25 = 320 kW, so 80 racks of 4 kW at north, and 40 for each step of the feed ---- */

START_TEST(power_alone_makes_feeds_be_built)
{
	/* Three steps: 20000 + 3 x 50000. South would cost 2000 a rack and quarter: two steps 180000, one 230000. */
	ASSERT_COST(models_cost_of("power", NULL, NULL, NULL, NULL), 170000);
	ASSERT_COST(models_cost_of("power", "power", NULL, NULL, NULL), 0);
}
END_TEST

START_TEST(power_refuses_one_rack_over)
{
	/* 81 racks in the second quarter: one goes south for 2000, as no step that early would pay. */
	ASSERT_COST(models_cost_of("power", NULL, "/demands/web/need_racks={\"values\":[70,81,130,190]}",
	                           "/sites/north/feeds/grid/lead_months=6", NULL),
	            172000);
	ASSERT_NO_PLAN(models_cost_of("power", NULL, "/sites/north/feeds/grid/most_steps=0",
	                              "/sites/south/installed_mw=0.72", NULL)); /* 108 of the 110 */
	ASSERT_COST(models_cost_of("power", NULL, "/sites/north/feeds/grid/most_steps=0",
	                           "/sites/south/installed_mw=0.734", NULL),
	            320000);
}
END_TEST

START_TEST(power_feed_waits_for_its_lead_time)
{
	/* Lead 9: only the fourth quarter has steps: 50 x 2000 + 170000. */
	ASSERT_COST(models_cost_of("power", NULL, "/sites/north/feeds/grid/lead_months=9", NULL, NULL), 270000);
	ASSERT_COST(models_cost_of("power", NULL, "/sites/north/feeds/grid/earliest_start=2018-06-01", NULL, NULL),
	            270000);
	ASSERT_COST(models_cost_of("power", NULL, "/sites/north/feeds/grid/lead_months=12", NULL, NULL), 320000);
}
END_TEST

START_TEST(power_fixed_cost_of_a_feed_is_paid_once)
{
	struct models_case c = { .fixture = "power" };

	models_solve(&c);
	ck_assert_double_eq_tol(models_sum(c.plan, COST_FEED), 170000, 1e-6);
	models_close(&c);
	ASSERT_COST(models_cost_of("power", NULL, "/sites/north/feeds/grid/start_cny=0", NULL, NULL), 150000);
}
END_TEST

/* ---- demand ---- */

START_TEST(demand_alone_makes_racks_be_hosted)
{
	/* any: 100 x 50; pinned: 20 x 100; optional: 24 unserved x 25; secret: 12 x 250. absent: its option is off. */
	ASSERT_COST(models_cost_of("demand", NULL, NULL, NULL, NULL), 5000 + 2000 + 600 + 3000);
	ASSERT_COST(models_cost_of("demand", "demand", NULL, NULL, NULL), 0);
}
END_TEST

START_TEST(demand_is_served_when_that_is_cheaper_than_its_price)
{
	/* 24 x 50 at south instead of 24 x 75. */
	ASSERT_COST(models_cost_of("demand", NULL, "/demands/optional/unserved_cny_per_rack_year=300", NULL, NULL),
	            11200);
}
END_TEST

START_TEST(demand_that_nobody_may_host_names_the_rule)
{
	struct models_case c = { .fixture = "demand", .set = { "/sites/north/opens=2018-04-01" } };
	struct model_options options = { 0 };
	struct findings findings = { 0 };
	struct read_options read = { .n_set = 1, .set = c.set };
	struct error err = ERROR_INIT;

	/* Wherever it is noticed, it is an input error and says why. */
	c.sc = scenario_read("tests/fixtures/models/demand.json", &read, &findings);
	if (c.sc) {
		ck_assert_ptr_null(model_build(c.sc, &options, &err));
		ck_assert_int_eq(err.kind, FAULT_INPUT);
		ck_assert_ptr_nonnull(strstr(err.where, "demand[pinned,2018-Q1]"));
	} else {
		struct str text = STR_INIT;

		findings_print(&findings, &text);
		ck_assert_msg(strstr(text.text, "pinned") != NULL, "%s", text.text);
		str_dispose(&text);
	}
	scenario_free(c.sc);
	findings_dispose(&findings);
}
END_TEST

/* ---- migration: a rack at the cloud costs 250 a quarter, moving it 300 ---- */

START_TEST(migration_alone_keeps_racks_from_going_back)
{
	/* 40 racks from the second quarter on: 40 x 300 + 3 x 40 x 250. Going back would leave one quarter, and no move. */
	ASSERT_COST(models_cost_of("migration", NULL, NULL, NULL, NULL), 42000);
	ASSERT_COST(models_cost_of("migration", "migration", NULL, NULL, NULL), 10000);
}
END_TEST

START_TEST(migration_does_not_begin_before_the_platform_opens)
{
	ASSERT_NO_PLAN(models_cost_of("migration", NULL, "/targets/half/by=2018-03-31", NULL, NULL));
	ASSERT_COST(models_cost_of("migration", NULL, "/targets/half/by=2018-03-31",
	                           "/demands/gov/migration/opens=2018-01-01", NULL),
	            52000);
}
END_TEST

/* ---- cooling, energy, backup, opening: tests/test_models_sites.c has more ---- */

START_TEST(cooling_alone_sends_racks_elsewhere)
{
	/* West cools 9 racks, north 50: one of 60 goes south, and in the last quarter 36 of 120; 100 each. */
	ASSERT_COST(models_cost_of("cooling", NULL, NULL, NULL, NULL), 3700);
	ASSERT_COST(models_cost_of("cooling", "cooling", NULL, NULL, NULL), 0);
}
END_TEST

START_TEST(energy_alone_makes_sources_be_bought)
{
	/* 5 MWh a rack and quarter: 200, 300, 300, 400; of them 200 from the river for 200 each, the rest for 500 or 600. */
	ASSERT_COST(models_cost_of("energy", NULL, NULL, NULL, NULL), 160000 + 50000 + 60000 + 120000);
	ASSERT_COST(models_cost_of("energy", "energy", NULL, NULL, NULL), 0);
}
END_TEST

START_TEST(backup_alone_makes_standby_places_be_fitted_out)
{
	/* Half of 24 and all of 8 have a standby far away, where 6 places are free: 14 x 1000. */
	ASSERT_COST(models_cost_of("backup", NULL, NULL, NULL, NULL), 14000);
	ASSERT_COST(models_cost_of("backup", "backup", NULL, NULL, NULL), 0);
}
END_TEST

START_TEST(opening_alone_keeps_a_site_closed)
{
	/* 30 racks at b, 200 each. At a they would be 60 each, and 5000 for opening it. */
	ASSERT_COST(models_cost_of("opening", NULL, NULL, NULL, NULL), 6000);
	ASSERT_COST(models_cost_of("opening", "opening", NULL, NULL, NULL), 1800);
}
END_TEST

/* ---- stability: 10 racks of the previous plan's 30 at south may go, north is cheaper by 100 a rack and quarter ---- */

START_TEST(stability_alone_keeps_racks_where_they_were)
{
	/* South keeps 20, 15 and 5: of 30, 25 and 15 each time 10 may leave; the last quarter is not in the previous plan. */
	ASSERT_COST(models_cost_of("stability", NULL, NULL, NULL, NULL), 4000);
	ASSERT_COST(models_cost_of("stability", "stability", NULL, NULL, NULL), 0);
}
END_TEST

/* ---- network: tests/test_models_network.c has more ---- */

START_TEST(network_alone_makes_modules_be_started)
{
	/* In the last quarter 50 racks, 30 Gbps by ab, 12 by its two small modules, 5 by the fibre: 3 racks at south for
	 * 1000 each. Modules 2 x 2500 + 3000 + 1000; opex of ab 4 x 400, small modules 80 in Q3 and 160 in Q4. */
	ASSERT_COST(models_cost_of("network", NULL, NULL, NULL, NULL), 9000 + 3000 + 1600 + 240);
	ASSERT_COST(models_cost_of("network", "network", NULL, NULL, NULL), 1600);
}
END_TEST

/* ---- build: d operates; 30 racks more; a divisible, b whole, c forbidden, a discouraged ---- */

START_TEST(build_alone_decides_which_parks_are_started)
{
	/* a and b with d: b 80 x 50, one rack of a 100, 5000 for a, 30 x 10. Without: c 30 x 30 + 30 x 10. */
	ASSERT_COST(models_cost_of("build", NULL, NULL, NULL, NULL), 9400);
	ASSERT_COST(models_cost_of("build", "build", NULL, NULL, NULL), 1200);
}
END_TEST

/* ---- budget: 60 racks, 1000 at north, 1500 at south ---- */

START_TEST(budget_alone_decides_where_is_built)
{
	/* At least 33000 in the west: 22 x 1500 + 38 x 1000. Without: 60 x 1000. */
	ASSERT_COST(models_cost_of("budget", NULL, NULL, NULL, NULL), 71000);
	ASSERT_COST(models_cost_of("budget", "budget", NULL, NULL, NULL), 60000);
}
END_TEST

/* ---- targets ---- */

START_TEST(targets_alone_make_phases_be_started)
{
	/* 10 racks at south (150 + 10 + 100 each), which also stand in for 10 of the 70 design racks at north (100). */
	ASSERT_COST(models_cost_of("targets", NULL, NULL, NULL, NULL), 8600);
	ASSERT_COST(models_cost_of("targets", NULL, "/targets/share/price_cny_per_unit=150", NULL, NULL), 8500);
	ASSERT_COST(models_cost_of("targets", NULL, "/targets=null", NULL, NULL), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("models");
	TCase *tc = tcase_create("families");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, phase_alone_makes_starts_be_paid);
	tcase_add_test(tc, phase_start_after_its_window_is_not_possible);
	tcase_add_test(tc, phase_racks_come_after_the_lead_time);
	tcase_add_test(tc, phase_in_want_of_approval_is_not_started);
	tcase_add_test(tc, phase_under_construction_is_ready_on_its_day);
	tcase_add_test(tc, phase_follower_waits_for_its_predecessor);
	tcase_add_test(tc, phase_modules_are_commissioned_whole);
	tcase_add_test(tc, space_alone_sends_racks_elsewhere);
	tcase_add_test(tc, density_refuses_dense_racks_on_light_places);
	tcase_add_test(tc, power_alone_makes_feeds_be_built);
	tcase_add_test(tc, power_refuses_one_rack_over);
	tcase_add_test(tc, power_feed_waits_for_its_lead_time);
	tcase_add_test(tc, power_fixed_cost_of_a_feed_is_paid_once);
	tcase_add_test(tc, demand_alone_makes_racks_be_hosted);
	tcase_add_test(tc, demand_is_served_when_that_is_cheaper_than_its_price);
	tcase_add_test(tc, demand_that_nobody_may_host_names_the_rule);
	tcase_add_test(tc, migration_alone_keeps_racks_from_going_back);
	tcase_add_test(tc, migration_does_not_begin_before_the_platform_opens);
	tcase_add_test(tc, cooling_alone_sends_racks_elsewhere);
	tcase_add_test(tc, energy_alone_makes_sources_be_bought);
	tcase_add_test(tc, backup_alone_makes_standby_places_be_fitted_out);
	tcase_add_test(tc, opening_alone_keeps_a_site_closed);
	tcase_add_test(tc, stability_alone_keeps_racks_where_they_were);
	tcase_add_test(tc, network_alone_makes_modules_be_started);
	tcase_add_test(tc, build_alone_decides_which_parks_are_started);
	tcase_add_test(tc, budget_alone_decides_where_is_built);
	tcase_add_test(tc, targets_alone_make_phases_be_started);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
