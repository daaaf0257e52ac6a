/*
 * The verifier against one plan made by hand (fixtures/verify/valley*.json) and every way to break it.
 */
#include "planner/base/memory.h"
#include "planner/scenario/read.h"
#include "planner/verify/exact.h"
#include "planner/verify/verify.h"
#include "tests/draft.h"
#include "tests/support.h"
#include "tests/verify_mutations.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(the_plan_made_by_hand_is_accepted)
{
	struct draft *draft = draft_valley(NULL);
	struct violations violations = { 0 };
	struct str out = STR_INIT;

	verdict(draft, NULL, NULL);
	verify_plan(draft->sc, &draft->plan, &violations);
	ck_assert_int_gt(violations.n_checks, 1000);
	verify_print(&violations, &out);
	ck_assert_int_eq(strncmp(out.text, "accepted: ", 10), 0);
	str_dispose(&out);
	violations_dispose(&violations);
	draft_close(draft);
}
END_TEST

START_TEST(each_mutation_is_refused_by_rule_place_and_amount)
{
	mutation_checked(&valley_mutations, _i);
}
END_TEST

/* Every cost of the plan is found missing when it lists none, and every target; the decisions stay accepted. */
START_TEST(a_silent_plan_is_told_all_it_should_have_said)
{
	struct draft *draft = draft_valley(NULL);
	struct violations violations = { 0 };
	int n_costs = draft->plan.n_costs, n[3] = { 0, 0, 0 }, i;

	draft_silence(draft);
	verify_plan(draft->sc, &draft->plan, &violations);
	for (i = 0; i < violations.n; i++) {
		n[0] += strcmp(violations.items[i].rule, "cost") == 0;
		n[1] += strcmp(violations.items[i].rule, "target claim") == 0;
		n[2] += strcmp(violations.items[i].rule, "cost sum") == 0;
	}
	ck_assert_int_eq(n[0], n_costs);
	ck_assert_int_eq(n[1], draft->sc->n_targets);
	ck_assert_int_eq(n[2], 1);
	ck_assert_int_eq(violations.n, n[0] + n[1] + n[2]);
	violations_dispose(&violations);
	draft_close(draft);
}
END_TEST

/* Claims that all lie in the plan's favour: as many refusals, and not one of them of a rule on racks. */
START_TEST(lies_about_everything_are_all_found)
{
	struct draft *draft = draft_valley(NULL);
	struct violations violations = { 0 };
	int i;

	for (i = 0; i < draft->plan.n_costs; i++)
		draft->costs[i].nominal_cny = draft->costs[i].present_cny = -1;
	for (i = 0; i < draft->plan.n_results; i++)
		draft->results[i] = (struct target_result){ .target = i,
			                                    .required = 1,
			                                    .achieved = 1e9,
			                                    .numerator = 1e9,
			                                    .denominator = 1,
			                                    .slack = 1e9,
			                                    .state = TARGET_MET };
	draft->plan.objective_cny = 0;
	verify_plan(draft->sc, &draft->plan, &violations);
	ck_assert_int_ge(violations.n, 2 * draft->plan.n_costs + 2 * draft->plan.n_results + 1);
	for (i = 0; i < violations.n; i++)
		ck_assert_msg(strncmp(violations.items[i].rule, "cost", 4) == 0 ||
		                      strcmp(violations.items[i].rule, "target claim") == 0,
		              "%s", violations.items[i].message);
	violations_dispose(&violations);
	draft_close(draft);
}
END_TEST

static int verify_with(const char *set, void (*change)(struct draft *), const char *rule, const char *place)
{
	struct draft *draft = draft_valley(set);
	int n;

	if (change)
		change(draft);
	n = verdict(draft, rule, place);
	draft_close(draft);
	return n;
}

static void bound_above_the_cost(struct draft *draft)
{
	draft->plan.lp_bound_cny = draft->plan.objective_cny + 5;
}

static void bounds_in_order(struct draft *draft)
{
	draft->plan.lp_bound_cny = draft->plan.objective_cny - 20;
	draft->plan.mip_bound_cny = draft->plan.objective_cny - 10;
	draft->plan.fixed_cny = draft->plan.objective_cny;
}

static void search_bound_above_the_cost(struct draft *draft)
{
	bounds_in_order(draft);
	draft->plan.mip_bound_cny = draft->plan.objective_cny + 5;
}

static void search_bound_below_the_lp_bound(struct draft *draft)
{
	bounds_in_order(draft);
	draft->plan.mip_bound_cny = draft->plan.objective_cny - 25;
}

static void cost_before_rounding_above_the_cost(struct draft *draft)
{
	bounds_in_order(draft);
	draft->plan.fixed_cny = draft->plan.objective_cny + 5;
}

/* With a goal tier missed the bound says nothing; without one no plan is cheaper. */
START_TEST(no_plan_is_cheaper_than_its_bound)
{
	const char *no_goal =
		"/targets/all-served={\"modality\":\"in_principle\",\"price_cny_per_unit\":0,\"tier\":null}";

	ck_assert_int_eq(verify_with(NULL, bound_above_the_cost, NULL, NULL), 0);
	ck_assert_int_ge(verify_with(no_goal, bound_above_the_cost, "bound", "objective"), 1);
}
END_TEST

START_TEST(bounds_are_in_order)
{
	const char *no_goal =
		"/targets/all-served={\"modality\":\"in_principle\",\"price_cny_per_unit\":0,\"tier\":null}";

	ck_assert_int_eq(verify_with(no_goal, bounds_in_order, NULL, NULL), 0);
	ck_assert_int_eq(verify_with(no_goal, search_bound_above_the_cost, "bound order", "branch and bound"), 1);
	ck_assert_int_eq(verify_with(no_goal, search_bound_below_the_lp_bound, "bound order", "LP bound"), 1);
	ck_assert_int_eq(
		verify_with(no_goal, cost_before_rounding_above_the_cost, "bound order", "cost before rounding"), 1);
	/* With a goal missed they say nothing. */
	ck_assert_int_eq(verify_with(NULL, search_bound_above_the_cost, NULL, NULL), 0);
	ck_assert_int_eq(verify_with(NULL, search_bound_below_the_lp_bound, NULL, NULL), 0);
	ck_assert_int_eq(verify_with(NULL, cost_before_rounding_above_the_cost, NULL, NULL), 0);
}
END_TEST

START_TEST(another_scenario_makes_another_verdict)
{
	ck_assert_int_eq(verify_with("/sites/north/usable_share=0.79999", NULL, "power", "north, 2018-Q4"), 1);
	ck_assert_int_eq(verify_with("/sites/north/phases/a/design_racks=99", NULL, "space", "north, 2018-Q1") > 1, 1);
	ck_assert_int_ge(verify_with("/options/exchange/on=true", NULL, "target", "exchange-on, 2018-Q1"), 4);
	ck_assert_int_ge(
		verify_with("/demands/web/need_racks/values=[100,111,130,150]", NULL, "demand", "web, 2018-Q2"), 1);
	ck_assert_int_ge(verify_with("/targets/full/value=0.99", NULL, "target", "full, 2018-Q1"), 1);
	ck_assert_int_ge(verify_with("/targets/thrift/value=149999.99", NULL, "target", "thrift, 2018-Q4"), 1);
	ck_assert_int_ge(
		verify_with("/tariffs/grid/demand_cny_per_kw_month=31", NULL, "cost", "demand_charge/north, 2018-Q1"),
		1);
	ck_assert_int_ge(verify_with("/money/discount_rate=0.11", NULL, "cost sum", "objective"), 1);
	ck_assert_int_ge(verify_with("/rules/lower-side/price_cny=7001", NULL, "cost", "discouraged/south, 2018-Q1"),
	                 1);
	ck_assert_int_ge(verify_with("/sites/north/feeds/line-2/life_years=21", NULL, "cost",
	                             "salvage/north, the horizon's end"),
	                 1);
}
END_TEST

START_TEST(a_plan_of_other_extents_is_not_looked_into)
{
	struct draft *draft = draft_valley(NULL);
	struct violations violations = { 0 };

	draft->plan.n_periods = 3;
	ck_assert_int_eq(verify_plan(draft->sc, &draft->plan, &violations), 1);
	ck_assert_str_eq(violations.items[0].rule, "indices");
	violations_dispose(&violations);
	draft_close(draft);
}
END_TEST

START_TEST(numbers_that_are_none_are_refused)
{
	struct draft *draft = draft_valley(NULL);
	struct violations violations = { 0 };

	draft->plan.objective_cny = (double)NAN;
	draft_cost(draft, COST_FITOUT, "east", "2018-Q4")->present_cny = (double)INFINITY;
	verify_plan(draft->sc, &draft->plan, &violations);
	ck_assert_ptr_nonnull(draft_find(&violations, "numbers", "objective"));
	ck_assert_ptr_nonnull(draft_find(&violations, "numbers", "costs"));
	ck_assert_ptr_nonnull(draft_find(&violations, "cost sum", "objective"));
	violations_dispose(&violations);
	draft_close(draft);
}
END_TEST

/* What the fixture holds, worked out on paper. */
START_TEST(the_fixtures_costs_are_the_papers)
{
	struct draft *draft = draft_valley(NULL);

	/* 100 racks x 2.4 kW x 1.28 x 0.6 x 8000 h / 4 x 0.5 CNY/kWh */
	ck_assert_double_eq_tol(draft_cost(draft, COST_ENERGY, "north", "2018-Q1")->nominal_cny, 184320, 1e-9);
	/* 307.2 kW x 30 CNY x 3 months */
	ck_assert_double_eq_tol(draft_cost(draft, COST_DEMAND_CHARGE, "north", "2018-Q1")->nominal_cny, 27648, 1e-9);
	/* first step 10,000 and two of 5,000 */
	ck_assert_double_eq_tol(draft_cost(draft, COST_FEED, "north", "2018-Q2")->nominal_cny, 20000, 1e-9);
	/* 5 racks x 6,000 / 4, at 1.1^-(5/8) */
	ck_assert_double_eq_tol(draft_cost(draft, COST_UNSERVED, NULL, "2018-Q3")->present_cny, 7500 * pow(1.1, -0.625),
	                        1e-9);
	/* 60 standard racks wanted, 20 x 4 / 2.5 = 32 there, 50 CNY each */
	ck_assert_double_eq_tol(draft_cost(draft, COST_SHORTFALL, NULL, "2018-Q4")->nominal_cny, 1400, 1e-9);
	draft_close(draft);
}
END_TEST

static bool sums_to(double a, double b, double c)
{
	mpq_t x, y, z;
	bool equal;

	mpq_inits(x, y, z, NULL);
	exact_of(x, a);
	exact_of(y, b);
	exact_of(z, c);
	mpq_add(x, x, y);
	equal = mpq_equal(x, z);
	mpq_clears(x, y, z, NULL);
	return equal;
}

START_TEST(decimals_are_what_was_written)
{
	ck_assert(sums_to(0.1, 0.2, 0.3));
	ck_assert(sums_to(1e22, 5e22, 6e22));
	ck_assert(sums_to(-1.5e-7, 2.5e-7, 1e-7));
	ck_assert(sums_to(12345678.25, 0, 12345678.25));
	ck_assert(!sums_to(0.1, 0.2, 0.3000001));
	ck_assert(sums_to(0, 0, 0));
}
END_TEST

static bool at_most(double a, double b)
{
	mpq_t x, y;
	bool holds;

	mpq_inits(x, y, NULL);
	exact_of(x, a);
	exact_of(y, b);
	holds = exact_at_most(x, y);
	mpq_clears(x, y, NULL);
	return holds;
}

START_TEST(a_comparison_forgives_rounding_and_nothing_else)
{
	ck_assert(at_most(100, 100));
	ck_assert(at_most(100.00000000000001, 100));
	ck_assert(!at_most(100.000000001, 100));
	ck_assert(!at_most(1e-9, 0));
	ck_assert(at_most(-1, 0));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("verify");
	TCase *plans = tcase_create("plans"), *numbers = tcase_create("numbers");

	tcase_set_timeout(plans, 60);
	tcase_add_test(plans, the_plan_made_by_hand_is_accepted);
	tcase_add_loop_test(plans, each_mutation_is_refused_by_rule_place_and_amount, 0, valley_mutations.n);
	tcase_add_test(plans, a_silent_plan_is_told_all_it_should_have_said);
	tcase_add_test(plans, lies_about_everything_are_all_found);
	tcase_add_test(plans, no_plan_is_cheaper_than_its_bound);
	tcase_add_test(plans, bounds_are_in_order);
	tcase_add_test(plans, another_scenario_makes_another_verdict);
	tcase_add_test(plans, a_plan_of_other_extents_is_not_looked_into);
	tcase_add_test(plans, numbers_that_are_none_are_refused);
	tcase_add_test(plans, the_fixtures_costs_are_the_papers);
	suite_add_tcase(suite, plans);
	tcase_add_test(numbers, decimals_are_what_was_written);
	tcase_add_test(numbers, a_comparison_forgives_rounding_and_nothing_else);
	suite_add_tcase(suite, numbers);
	return support_run(suite);
}
