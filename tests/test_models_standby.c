/*
 * Racks with a standby at another site: where, how many, what they draw and cost, what counts them (backup.json).
 * Optima by hand; how is beside each. Every plan is shown to the verifier.
 */
#include "tests/models_case.h"
#include "tests/support.h"

#include <math.h>

#define ASSERT_COST(cost, by_hand) ck_assert_double_eq_tol(cost, by_hand, 1e-4)
#define ASSERT_NO_PLAN(cost) ck_assert(isinf(cost))

#define TARGET(metric, unit, op, value, more)                                                                          \
	"/targets={\"t\":{\"metric\":\"" metric "\",\"unit\":\"" unit "\",\"op\":\"" op "\",\"value\":" value          \
	",\"by\":\"2018-12-31\"" more "}}"
#define AT(site) ",\"scope\":{\"sites\":[\"" site "\"]}"

static double cost_of(const char *set_1, const char *set_2, const char *set_3)
{
	return models_cost_of("backup", NULL, set_1, set_2, set_3);
}

#define SHARED(demand) "/demands/" demand "/backup/standby=shared"

START_TEST(backup_shared_is_enough_for_one_loss)
{
	/* The worse of 12 (or 10) and 8 is held: 6 more than the 6 free places. One shared demand shares with nobody. */
	ASSERT_COST(cost_of(SHARED("gov"), SHARED("bank"), NULL), 6000);
	ASSERT_COST(cost_of(SHARED("gov"), NULL, NULL), 14000);
	ASSERT_COST(cost_of(SHARED("bank"), NULL, NULL), 14000);
	/* Both at the same site: one loss takes both. */
	ASSERT_COST(models_cost((struct models_case){
			    .fixture = "backup",
			    .set = { SHARED("gov"), SHARED("bank"), "/demands/bank/sites=[\"north\"]" } }),
	            14000);
}
END_TEST

START_TEST(backup_holds_the_distance)
{
	/* Near enough to be next door: there are free places. Too far for all: no plan. */
	ASSERT_COST(cost_of("/demands/gov/backup/min_km=0", NULL, NULL), 2000);
	ASSERT_COST(cost_of("/demands/gov/backup/min_km=0", "/demands/bank/backup/min_km=40", NULL), 0);
	ASSERT_COST(cost_of("/demands/gov/backup/sites=[\"far\"]", "/demands/gov/backup/min_km=0", NULL), 14000);
}
END_TEST

START_TEST(backup_share_is_rounded_up_to_whole_racks)
{
	/* 0.51 of 24 is 12.24: 13. */
	ASSERT_COST(cost_of("/demands/gov/backup/share=0.51", NULL, NULL), 15000);
	ASSERT_COST(cost_of("/demands/gov/backup/share=0", NULL, NULL), 2000);
	ASSERT_COST(cost_of("/demands/gov/backup/share=1", NULL, NULL), 26000);
}
END_TEST

START_TEST(standby_draws_its_power_share)
{
	/* 12 x 4 kW and 8 x 1 kW: 56 kW of cooling; 84 of power at pue 1.5, of 0.8 x 105. Shared: 48, of the worst. */
	ASSERT_COST(cost_of("/sites/far/cooling_mw=0.056", NULL, NULL), 14000);
	ASSERT_NO_PLAN(cost_of("/sites/far/cooling_mw=0.0559", NULL, NULL));
	ASSERT_COST(cost_of("/sites/far/installed_mw=0.105", NULL, NULL), 14000);
	ASSERT_NO_PLAN(cost_of("/sites/far/installed_mw=0.1049", NULL, NULL));
	ASSERT_COST(cost_of(SHARED("gov"), SHARED("bank"), "/sites/far/cooling_mw=0.048"), 6000);
	ASSERT_NO_PLAN(cost_of(SHARED("gov"), SHARED("bank"), "/sites/far/cooling_mw=0.0479"));
}
END_TEST

START_TEST(standby_pays_for_its_energy)
{
	/*
	 * 100 a MWh. A rack quarter of gov's draws 4 x 0.5 x 2000 x 1.5 / 1000 = 6 MWh, of bank's a quarter of it;
	 * 42 and 32 rack quarters: 252 + 48. Shared: 42 of gov's alone, as gov's kW are more.
	 */
	const char *price = "/tariffs/far/energy_cny_per_kwh=0.1", *charge = "/tariffs/far/demand_cny_per_kw_month=10";

	ASSERT_COST(cost_of(price, NULL, NULL), 14000 + 30000);
	ASSERT_COST(cost_of(price, SHARED("gov"), SHARED("bank")), 6000 + 25200);
	/* 6 kW for 3 months of 10: 180, of bank's 45. */
	ASSERT_COST(cost_of(charge, NULL, NULL), 14000 + 42 * 180 + 32 * 45);
	ASSERT_COST(cost_of(charge, SHARED("gov"), SHARED("bank")), 6000 + 42 * 180);
}
END_TEST

START_TEST(standby_draws_from_a_sites_sources)
{
	const char *sun = "/sites/far/energy={\"sun\":{\"cny_per_kwh\":0.1,\"green\":true}}";

	ASSERT_COST(cost_of(sun, NULL, NULL), 14000 + 30000);
	ASSERT_COST(cost_of(sun, SHARED("gov"), SHARED("bank")), 6000 + 25200);
}
END_TEST

START_TEST(standby_of_dense_racks_needs_dense_places)
{
	/* The 6 free places hold 3 kW only: gov's 12 and bank's 8 need 20 new ones; shared, 12. */
	const char *light = "/sites/far/phases/1/max_kw_per_rack=3";

	ASSERT_COST(cost_of(light, NULL, NULL), 20000);
	ASSERT_COST(cost_of(light, SHARED("gov"), SHARED("bank")), 12000);
}
END_TEST

START_TEST(standby_counts_as_occupied)
{
	/* 24 pairs of gov's at most, and bank's 8. Of 6 + x places: all are used, 32 at most. */
	ASSERT_COST(cost_of(TARGET("occupied_racks", "racks", ">=", "32", AT("far")), NULL, NULL), 26000);
	ASSERT_COST(cost_of(TARGET("occupied_racks", "racks", "<=", "20", AT("far")), NULL, NULL), 14000);
	ASSERT_NO_PLAN(cost_of(TARGET("occupied_racks", "racks", "<=", "19", AT("far")), NULL, NULL));
}
END_TEST

START_TEST(shared_standby_is_not_held_for_show)
{
	/* Nobody loses more than 24 racks at once (web's 5 may stand there, too): 24 + 5 occupied, and not one more. */
	const char *gov = SHARED("gov"), *bank = SHARED("bank");

	ASSERT_COST(cost_of(TARGET("occupied_racks", "racks", ">=", "29", AT("far")), gov, bank), 23000);
	ASSERT_NO_PLAN(cost_of(TARGET("occupied_racks", "racks", ">=", "30", AT("far")), gov, bank));
	/* In MW: 24 x 4 kW + 20 of web's. */
	ASSERT_COST(cost_of(TARGET("it_mw", "MW", ">=", "0.116", AT("far")), gov, bank), 23000);
	ASSERT_NO_PLAN(cost_of(TARGET("it_mw", "MW", ">=", "0.1161", AT("far")), gov, bank));
}
END_TEST

START_TEST(shared_standby_belongs_to_no_demand)
{
	/* Where the scope names demands only dedicated pairs count: gov's 12, nothing of what is shared. */
	const char *of_gov = TARGET("occupied_racks", "racks", "<=", "11",
	                            ",\"scope\":{\"sites\":[\"far\"],\"demands\":[\"gov\"]}");

	ASSERT_NO_PLAN(cost_of(of_gov, NULL, NULL));
	ASSERT_COST(cost_of(of_gov, SHARED("gov"), NULL), 14000);
}
END_TEST

START_TEST(standby_pairs_are_in_the_plan)
{
	struct models_case c = { .fixture = "backup" };
	int i, far, last = 0;

	models_solve(&c);
	far = scenario_find_site(c.sc, "far");
	ck_assert_int_eq(c.plan->n_standbys, 2);
	for (i = 0; i < c.plan->n_standbys; i++) {
		ck_assert_int_eq(c.plan->standbys[i].standby, far);
		last += c.plan->standbys[i].racks[3];
	}
	ck_assert_int_eq(last, 20);
	ck_assert_int_eq(plan_site_standby(c.plan, c.sc, far, 3), 20);
	models_close(&c);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("models: standby");
	TCase *tc = tcase_create("standby");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, backup_shared_is_enough_for_one_loss);
	tcase_add_test(tc, backup_holds_the_distance);
	tcase_add_test(tc, backup_share_is_rounded_up_to_whole_racks);
	tcase_add_test(tc, standby_draws_its_power_share);
	tcase_add_test(tc, standby_pays_for_its_energy);
	tcase_add_test(tc, standby_draws_from_a_sites_sources);
	tcase_add_test(tc, standby_of_dense_racks_needs_dense_places);
	tcase_add_test(tc, standby_counts_as_occupied);
	tcase_add_test(tc, shared_standby_is_not_held_for_show);
	tcase_add_test(tc, shared_standby_belongs_to_no_demand);
	tcase_add_test(tc, standby_pairs_are_in_the_plan);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
