/* Build rules, budgets and stability: more than that each family alone decides its fixture (test_models.c). By hand. */
#include "tests/models_case.h"
#include "tests/support.h"

#include <math.h>

#define ASSERT_COST(cost, by_hand) ck_assert_double_eq_tol(cost, by_hand, 1e-4)
#define ASSERT_NO_PLAN(cost) ck_assert(isinf(cost))

/* ---- build: d operates; 30 racks more; a divisible, b whole, c forbidden, a discouraged ---- */

START_TEST(build_count_holds_from_above_and_below)
{
	ASSERT_COST(models_cost_of("build", NULL, "/rules/three-parks/exactly=2", NULL, NULL), 4300);
	ASSERT_NO_PLAN(models_cost_of("build", NULL, "/rules/three-parks/exactly=1", NULL, NULL));
	ASSERT_NO_PLAN(models_cost_of("build", NULL, "/rules/three-parks/exactly=4", NULL, NULL));
}
END_TEST

START_TEST(build_approval_lets_approved_phases_through)
{
	const char *kind = "/rules/not-c/kind=approval";

	ASSERT_COST(models_cost_of("build", NULL, kind, NULL, NULL), 9400);
	/* b and one rack of c: 4000 + 30 + 30 x 10. */
	ASSERT_COST(models_cost_of("build", NULL, kind, "/sites/c/phases/1/approved=true", NULL), 4330);
}
END_TEST

START_TEST(build_counts_starts_up_to_the_day)
{
	struct models_case c = { .fixture = "build" };
	int p, t, started = 0;

	models_solve(&c);
	for (p = 0; p < c.sc->n_phases; p++) {
		for (t = 0; t < 2; t++)
			started += c.plan->started_racks[p * c.sc->n_periods + t] > 0;
	}
	ck_assert_int_eq(started, 2);
	models_close(&c);
	ASSERT_NO_PLAN(models_cost_of("build", NULL, "/sites/b/phases/1/earliest_start=2018-05-01", NULL, NULL));
	ASSERT_COST(models_cost_of("build", NULL, "/sites/b/phases/1/earliest_start=2018-05-01",
	                           "/rules/three-parks/by=2018-09-30", NULL),
	            9400);
}
END_TEST

/* ---- budget: 60 racks, 1000 at north, 1500 at south ---- */

START_TEST(budget_limits_its_window_and_scope)
{
	ASSERT_NO_PLAN(models_cost_of("budget", NULL, "/budgets/first-half/amount_cny=9999", NULL, NULL));
	ASSERT_COST(models_cost_of("budget", NULL, "/budgets/first-half/to=2018-06-29",
	                           "/budgets/first-half/amount_cny=0", NULL),
	            71000);
	/* 30 at north, 30 at south */
	ASSERT_COST(models_cost_of("budget", NULL, "/budgets/north-most/amount_cny=30000", NULL, NULL), 75000);
	ASSERT_COST(models_cost_of("budget", NULL, "/budgets/west-least/amount_cny=0", NULL, NULL), 70000);
}
END_TEST

/* ---- stability: 10 racks of the previous plan's 30 at south may go, north is cheaper by 100 a rack and quarter ---- */

START_TEST(stability_by_a_price_is_weighed_against_the_saving)
{
	/* 60 a rack and quarter is less than 100: all 70 leave. 130 is more: all stay, 70 x 100. */
	ASSERT_COST(models_cost_of("stability", NULL, "/stability/most_racks=null", "/stability/price_cny_per_rack=60",
	                           NULL),
	            4200);
	ASSERT_COST(models_cost_of("stability", NULL, "/stability/most_racks=null", "/stability/price_cny_per_rack=130",
	                           NULL),
	            7000);
	/* 10 leave in each quarter for 60, the others may not. */
	ASSERT_COST(models_cost_of("stability", NULL, "/stability/price_cny_per_rack=60", NULL, NULL), 4000 + 30 * 60);
}
END_TEST

START_TEST(stability_counts_racks_of_sites_that_close)
{
	/* South is closed from the third quarter on: its 15 racks of that quarter must go, and only 10 may. */
	ASSERT_NO_PLAN(models_cost_of("stability", NULL, "/sites/south/closes=2018-09-30", NULL, NULL));
	ASSERT_COST(
		models_cost_of("stability", NULL, "/sites/south/closes=2018-09-30", "/stability/most_racks=15", NULL),
		2500);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("models: rules, budgets, stability");
	TCase *tc = tcase_create("rules");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, build_count_holds_from_above_and_below);
	tcase_add_test(tc, build_approval_lets_approved_phases_through);
	tcase_add_test(tc, build_counts_starts_up_to_the_day);
	tcase_add_test(tc, budget_limits_its_window_and_scope);
	tcase_add_test(tc, stability_by_a_price_is_weighed_against_the_saving);
	tcase_add_test(tc, stability_counts_racks_of_sites_that_close);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
