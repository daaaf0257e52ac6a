/*
 * Every metric and modality on one small scenario (metrics.json), with one target at a time. By hand:
 *
 * north has 50 racks and room for 100 at 100 + 10 each; south room for 200 at 150 + 10; the legacy rooms 30. 40 racks of
 * web at north (a quarter at south: 100 each), 20 of gov in the rooms (300 a move), and in the last quarter 20 dense racks
 * that may stay unserved for nothing and need south. Without a target all this costs 0.
 */
#include "tests/models_case.h"
#include "tests/support.h"

#include <math.h>
#include <string.h>

#define YEAR_END ",\"by\":\"2018-12-31\""
#define PROBE(metric, op, value, unit, more)                                                                           \
	"/targets={\"probe\":{\"metric\":\"" metric "\",\"op\":\"" op "\",\"value\":" value ",\"unit\":\"" unit        \
	"\"" more "}}"
#define LAST(metric, op, value, unit, more) PROBE(metric, op, value, unit, YEAR_END more)

static struct models_case probe(const char *targets)
{
	return (struct models_case){ .fixture = "metrics", .set = { targets } };
}

struct metric_case {
	const char *target;
	double cost; /* HUGE_VAL: there is no plan */
};

static const struct metric_case metric_cases[] = {
	/* 80 are there: 100 x 100 + 20 x 150 */
	{ LAST("design_racks", ">=", "200", "racks", ""), 13000 },
	{ PROBE("design_racks", ">=", "200", "racks", ""), 13000 },
	{ LAST("design_racks", ">=", "381", "racks", ""), HUGE_VAL },
	{ LAST("design_racks", "<=", "79", "racks", ""), HUGE_VAL },
	{ LAST("design_racks", ">=", "120", "racks", ",\"scope\":{\"regions\":[\"west\"]}"), 18000 },
	{ LAST("design_racks", ">=", "10", "racks", ",\"scope\":{\"phases\":[\"north/2\"]}"), 1000 },
	/* "raise by": 80 x 2.5, 80 + 120 */
	{ LAST("design_racks", ">=", "1.5", "racks", ",\"baseline\":{\"value\":80,\"reading\":\"relative\"}"), 13000 },
	{ LAST("design_racks", ">=", "120", "racks", ",\"baseline\":{\"value\":80,\"reading\":\"points\"}"), 13000 },
	{ LAST("available_racks", ">=", "100", "racks", ""), 20 * 110 },
	/* 60 are occupied; 10 dense ones at south */
	{ LAST("occupied_racks", ">=", "70", "racks", ""), 10 * 160 },
	{ LAST("occupied_racks", ">=", "1", "racks", ",\"scope\":{\"sites\":[\"south\"],\"classes\":[\"plain\"]}"),
	  260 },
	{ LAST("occupied_racks", "<=", "59", "racks", ""), HUGE_VAL },
	/* 80 x 5 / 2.5 = 160: 40 more are 10 racks of 10 kW */
	{ LAST("standard_racks", ">=", "200", "racks", ""), 10 * 160 },
	/* 60 + x >= 0.8 (80 + x); 60 <= 0.6 (80 + y); 60 <= 0.6 (80 + z), z design racks only */
	{ LAST("utilization", ">=", "0.8", "1", ""), 20 * 160 },
	{ LAST("utilization", "<=", "0.6", "1", ""), 20 * 110 },
	{ LAST("utilization", "<=", "0.6", "1", ",\"denominator\":\"design\""), 20 * 100 },
	/* 60 x 4 kW; a dense rack draws 10 kW, 15 kW with cooling */
	{ LAST("it_mw", ">=", "0.3", "MW", ""), 6 * 160 },
	{ LAST("it_mw", "<=", "0.239", "MW", ""), HUGE_VAL },
	{ LAST("facility_mw", ">=", "0.4", "MW", ""), 7 * 160 },
	{ LAST("pue", ">=", "1.3", "1", ""), 6 * 160 },
	{ LAST("pue", "<=", "1.25", "1", ""), 0 },
	{ LAST("pue", "<=", "1.24", "1", ""), HUGE_VAL },
	/* north and the rooms operate */
	{ LAST("sites_started", ">=", "2", "sites", ""), 0 },
	{ LAST("sites_started", ">=", "3", "sites", ""), 150 },
	{ PROBE("sites_started", ">=", "3", "sites", ""), 150 },
	{ LAST("sites_started", ">=", "4", "sites", ""), HUGE_VAL },
	{ LAST("sites_started", "<=", "1", "sites", ""), HUGE_VAL },
	{ LAST("sites_started", ">=", "1", "sites", ",\"scope\":{\"phases\":[\"north/2\"]}"), 100 },
	/* of 20, 60, 40 racks */
	{ LAST("migrated_share", ">=", "0.5", "1", ""), 10 * 300 },
	{ LAST("migrated_share", "<=", "0", "1", ""), 0 },
	{ LAST("served_share", ">=", "0.9", "1", ",\"scope\":{\"demands\":[\"ml\"]}"), 18 * 160 },
	{ LAST("served_share", ">=", "0.9", "1", ",\"scope\":{\"classes\":[\"plain\"]}"), 0 },
	{ LAST("hosted_share", ">=", "0.25", "1", ",\"scope\":{\"demands\":[\"web\"],\"sites\":[\"south\"]}"),
	  10 * 260 },
	/* 40 x 7 + 10 x 2 */
	{ LAST("customers", ">=", "300", "customers", ""), 10 * 160 },
	{ LAST("capex", ">=", "1000", "CNY", ""), 1000 },
	{ LAST("spend", ">=", "500", "CNY", ""), 500 },
};

START_TEST(metric_has_the_cost_worked_out_by_hand)
{
	const struct metric_case *mc = &metric_cases[_i];
	double cost = models_cost(probe(mc->target));

	ck_assert_msg(isinf(mc->cost) ? isinf(cost) : fabs(cost - mc->cost) < 1e-4, "%s: costs %g, by hand %g",
	              mc->target, cost, mc->cost);
}
END_TEST

/* Two limits that meet exactly, and one less: the upper sense of the metrics that above have the lower one only. */
static double with_100_available(const char *metric, const char *op, double value)
{
	struct str set = STR_INIT;
	double cost;

	str_addf(
		&set,
		"/targets={\"need\":{\"metric\":\"available_racks\",\"op\":\">=\",\"value\":100,\"unit\":\"racks\"" YEAR_END
		"},\"probe\":{\"metric\":\"%s\",\"op\":\"%s\",\"value\":%g,\"unit\":\"%s\"" YEAR_END "}}",
		metric, op, value, metric[0] == 's' && metric[1] == 'i' ? "sites" : "CNY");
	cost = models_cost(probe(set.text));
	str_dispose(&set);
	return cost;
}

START_TEST(metric_binds_from_above)
{
	ck_assert_double_eq_tol(with_100_available("capex", "<=", 2200), 2200, 1e-4);
	ck_assert(isinf(with_100_available("capex", "<=", 2199)));
	ck_assert_double_eq_tol(with_100_available("spend", "<=", 2200), 2200, 1e-4);
	ck_assert(isinf(with_100_available("spend", "<=", 2199)));
	ck_assert_double_eq_tol(with_100_available("sites_started", "<=", 2), 2200, 1e-4);
}
END_TEST

START_TEST(sites_started_at_most_keeps_a_site_closed)
{
	/* One dense rack needs a third site. */
	static const char format[] =
		"/targets={\"ml\":{\"metric\":\"served_share\",\"op\":\">=\",\"value\":0.05,\"unit\":\"1\","
		"\"scope\":{\"demands\":[\"ml\"]}" YEAR_END "},\"probe\":{\"metric\":\"sites_started\",\"op\":\"<=\","
		"\"value\":%d,\"unit\":\"sites\"" YEAR_END "}}";
	struct str two = STR_INIT, three = STR_INIT;

	str_addf(&two, format, 2);
	str_addf(&three, format, 3);
	ck_assert(isinf(models_cost(probe(two.text))));
	ck_assert_double_eq_tol(models_cost(probe(three.text)), 160, 1e-4);
	str_dispose(&two);
	str_dispose(&three);
}
END_TEST

/* ---- modalities ---- */

START_TEST(in_principle_is_met_or_paid_for)
{
	ck_assert_double_eq_tol(models_cost(probe(LAST("occupied_racks", ">=", "70", "racks",
	                                               ",\"modality\":\"in_principle\",\"price_cny_per_unit\":200"))),
	                        1600, 1e-4);
	ck_assert_double_eq_tol(models_cost(probe(LAST("occupied_racks", ">=", "70", "racks",
	                                               ",\"modality\":\"in_principle\",\"price_cny_per_unit\":100"))),
	                        1000, 1e-4);
	ck_assert_double_eq_tol(models_cost(probe(LAST("available_racks", "<=", "50", "racks",
	                                               ",\"modality\":\"discouraged\",\"price_cny_per_unit\":7"))),
	                        210, 1e-4);
	/* a ratio pays for its numerator: 0.8 x 80 - 60 racks */
	ck_assert_double_eq_tol(models_cost(probe(LAST("utilization", ">=", "0.8", "1",
	                                               ",\"modality\":\"in_principle\",\"price_cny_per_unit\":5"))),
	                        20, 1e-4);
	/* in every period: 70 - 60 in each of four */
	ck_assert_double_eq_tol(models_cost(probe(PROBE("occupied_racks", ">=", "70", "racks",
	                                                ",\"modality\":\"in_principle\",\"price_cny_per_unit\":3"))),
	                        120, 1e-4);
}
END_TEST

START_TEST(encouraged_earns_up_to_its_value)
{
	ck_assert_double_eq_tol(models_cost(probe(LAST("occupied_racks", ">=", "70", "racks",
	                                               ",\"modality\":\"encouraged\",\"price_cny_per_unit\":200"))),
	                        1600 - 70 * 200, 1e-4);
	ck_assert_double_eq_tol(models_cost(probe(LAST("occupied_racks", ">=", "70", "racks",
	                                               ",\"modality\":\"encouraged\",\"price_cny_per_unit\":100"))),
	                        -6000, 1e-4);
	ck_assert_double_eq_tol(models_cost(probe(LAST("utilization", ">=", "0.8", "1",
	                                               ",\"modality\":\"encouraged\",\"price_cny_per_unit\":10"))),
	                        -600, 1e-4);
	ck_assert_double_eq_tol(models_cost(probe(LAST("utilization", ">=", "0.5", "1",
	                                               ",\"modality\":\"encouraged\",\"price_cny_per_unit\":10"))),
	                        -400, 1e-4);
	ck_assert_double_eq_tol(models_cost(probe(LAST("available_racks", "<=", "50", "racks",
	                                               ",\"modality\":\"encouraged\",\"price_cny_per_unit\":7"))),
	                        0, 1e-4);
	/* 80 are there: 20 below 100; of a ratio the numerator counts */
	ck_assert_double_eq_tol(models_cost(probe(LAST("available_racks", "<=", "100", "racks",
	                                               ",\"modality\":\"encouraged\",\"price_cny_per_unit\":7"))),
	                        -140, 1e-4);
	ck_assert_double_eq_tol(models_cost(probe(LAST("utilization", "<=", "0.9", "1",
	                                               ",\"modality\":\"encouraged\",\"price_cny_per_unit\":7"))),
	                        -7 * (0.9 * 80 - 60), 1e-4);
}
END_TEST

#define STRIVE(name, op, value, tier)                                                                                  \
	"\"" name "\":{\"metric\":\"design_racks\",\"op\":\"" op "\",\"value\":" value ",\"unit\":\"racks\","          \
	"\"modality\":\"strive\",\"tier\":" tier YEAR_END "}"

START_TEST(strive_tiers_come_in_their_order_and_before_cost)
{
	/* All 380 design racks, or no more than 300: the smaller tier has its way. */
	struct models_case c = probe(
		"/targets={" STRIVE("more", ">=", "400", "3") "," STRIVE("less", "<=", "300", "8") "}");

	ck_assert_double_eq_tol(models_cost(probe("/targets={" STRIVE("more", ">=", "400",
	                                                              "8") "," STRIVE("less", "<=", "300", "3") "}")),
	                        100 * 100 + 120 * 150, 1e-4);
	models_solve(&c);
	ck_assert_int_eq(lp_n_tiers(model_lp(c.model)), 3);
	ck_assert_double_eq_tol(c.plan->objective_cny, 100 * 100 + 200 * 150, 1e-4);
	ck_assert_double_eq_tol(models_result(&c, "more")->shortfall, 20, 1e-6);
	ck_assert_double_eq_tol(models_result(&c, "less")->shortfall, 80, 1e-6);
	ck_assert_int_eq(models_result(&c, "more")->state, TARGET_MISSED);
	models_close(&c);
}
END_TEST

START_TEST(overruled_and_switched_off_targets_are_shown_not_enforced)
{
	struct models_case c = probe(
		"/targets={\"dated\":{\"metric\":\"design_racks\",\"op\":\">=\",\"value\":90,\"unit\":\"racks\"" YEAR_END
		"},"
		"\"undated\":{\"metric\":\"design_racks\",\"op\":\">=\",\"value\":90,\"unit\":\"racks\",\"overruled_by\":\"dated\"},"
		"\"later\":{\"metric\":\"design_racks\",\"op\":\">=\",\"value\":999,\"unit\":\"racks\",\"option\":\"later\"}}");

	models_solve(&c);
	ck_assert_double_eq_tol(c.plan->objective_cny, 1000, 1e-4);
	ck_assert_int_eq(models_result(&c, "dated")->state, TARGET_MET);
	ck_assert_int_eq(models_result(&c, "dated")->period, 3);
	ck_assert_int_eq(models_result(&c, "undated")->state, TARGET_OVERRULED);
	ck_assert_int_eq(models_result(&c, "later")->state, TARGET_OFF);
	ck_assert_int_eq(models_result(&c, "later")->period, -1);
	models_close(&c);
}
END_TEST

/* ---- soft targets: the least shortfall ---- */

START_TEST(soft_targets_fall_short_by_no_more_than_they_must)
{
	struct models_case c = probe(LAST("design_racks", ">=", "400", "racks", ""));

	ck_assert(isinf(models_cost(c)));
	c.soft_targets = true;
	models_solve(&c);
	ck_assert_ptr_nonnull(c.plan);
	ck_assert_double_eq_tol(model_shortfall(c.model, 0, c.solution.x), 20, 1e-6);
	ck_assert_double_eq_tol(models_result(&c, "probe")->shortfall, 20, 1e-6);
	ck_assert_double_eq_tol(c.plan->objective_cny, 40000, 1e-4);
	models_close(&c);
}
END_TEST

START_TEST(soft_targets_that_can_be_met_are_met)
{
	struct models_case c = probe(LAST("design_racks", ">=", "200", "racks", ""));

	c.soft_targets = true;
	models_solve(&c);
	ck_assert_double_eq_tol(model_shortfall(c.model, 0, c.solution.x), 0, 1e-9);
	ck_assert_double_eq_tol(c.plan->objective_cny, 13000, 1e-4);
	models_close(&c);
}
END_TEST

START_TEST(soft_ratio_falls_short_in_the_ratios_unit)
{
	/* All racks occupied that can be: 80 of 100. */
	struct models_case c = probe(LAST("utilization", ">=", "0.95", "1", ""));

	c.soft_targets = true;
	models_solve(&c);
	ck_assert_double_eq_tol(model_shortfall(c.model, 0, c.solution.x), 0.15, 1e-6);
	ck_assert_double_eq_tol(models_result(&c, "probe")->shortfall, 0.15, 1e-6);
	ck_assert_double_eq_tol(models_result(&c, "probe")->numerator, 80, 1e-6);
	ck_assert_double_eq_tol(models_result(&c, "probe")->denominator, 100, 1e-6);
	models_close(&c);
}
END_TEST

START_TEST(soft_shortfalls_of_different_units_are_compared_as_shares)
{
	struct models_case c = probe(
		"/targets={\"less\":{\"metric\":\"design_racks\",\"op\":\"<=\",\"value\":80,\"unit\":\"racks\"" YEAR_END
		"},"
		"\"more\":{\"metric\":\"served_share\",\"op\":\">=\",\"value\":1,\"unit\":\"1\",\"scope\":{\"demands\":[\"ml\"]}" YEAR_END
		"}}");

	/* One more rack at south is 1/80 of the one and 1/20 of the other. */
	c.soft_targets = true;
	models_solve(&c);
	ck_assert_double_eq_tol(models_result(&c, "less")->shortfall, 20, 1e-6);
	ck_assert_double_eq_tol(models_result(&c, "more")->shortfall, 0, 1e-6);
	models_close(&c);
}
END_TEST

/* ---- prices ---- */

static void expect_unit(const struct models_case *c, const char *row, const char *unit, double price_cny)
{
	int i;

	for (i = 0; i < c->plan->n_bindings && strcmp(c->plan->bindings[i].row, row) != 0; i++)
		;
	ck_assert_msg(i < c->plan->n_bindings, "%s does not bind", row);
	ck_assert_str_eq(c->plan->bindings[i].unit, unit);
	ck_assert_double_eq_tol(c->plan->bindings[i].price_cny, price_cny, 1e-4);
}

START_TEST(target_price_is_that_of_one_unit_more)
{
	struct models_case c = probe(LAST("design_racks", ">=", "200", "racks", ""));

	models_solve(&c);
	ck_assert_double_eq_tol(models_result(&c, "probe")->price_cny, 150, 1e-6);
	expect_unit(&c, "target[probe,2018-Q4]", "racks", 150);
	ck_assert_double_eq_tol(
		models_cost(probe(LAST("design_racks", ">=", "201", "racks", ""))) - c.plan->objective_cny, 150, 1e-4);
	models_close(&c);
}
END_TEST

START_TEST(price_of_a_ratio_is_that_of_its_whole)
{
	/* 40 racks at 260. */
	struct models_case c = probe(
		LAST("hosted_share", ">=", "0.25", "1", ",\"scope\":{\"demands\":[\"web\"],\"sites\":[\"south\"]}"));

	models_solve(&c);
	ck_assert_double_eq_tol(models_result(&c, "probe")->price_cny, 40 * 260, 1e-4);
	expect_unit(&c, "target[probe,2018-Q4]", "racks", 260); /* its row: of one rack */
	models_close(&c);
}
END_TEST

START_TEST(target_that_does_not_bind_has_no_price)
{
	struct models_case c = probe(LAST("design_racks", ">=", "70", "racks", ""));

	models_solve(&c);
	ck_assert_double_eq_tol(models_result(&c, "probe")->price_cny, 0, 1e-9);
	ck_assert_double_eq_tol(models_result(&c, "probe")->slack, 10, 1e-9);
	models_close(&c);
}
END_TEST

int main(void)
{
	const int n_metric_cases = (int)(sizeof metric_cases / sizeof metric_cases[0]);
	Suite *suite = suite_create("models: targets");
	TCase *tc = tcase_create("targets");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, metric_has_the_cost_worked_out_by_hand, 0, n_metric_cases);
	tcase_add_test(tc, metric_binds_from_above);
	tcase_add_test(tc, sites_started_at_most_keeps_a_site_closed);
	tcase_add_test(tc, in_principle_is_met_or_paid_for);
	tcase_add_test(tc, encouraged_earns_up_to_its_value);
	tcase_add_test(tc, strive_tiers_come_in_their_order_and_before_cost);
	tcase_add_test(tc, overruled_and_switched_off_targets_are_shown_not_enforced);
	tcase_add_test(tc, soft_targets_fall_short_by_no_more_than_they_must);
	tcase_add_test(tc, soft_targets_that_can_be_met_are_met);
	tcase_add_test(tc, soft_ratio_falls_short_in_the_ratios_unit);
	tcase_add_test(tc, soft_shortfalls_of_different_units_are_compared_as_shares);
	tcase_add_test(tc, target_price_is_that_of_one_unit_more);
	tcase_add_test(tc, price_of_a_ratio_is_that_of_its_whole);
	tcase_add_test(tc, target_that_does_not_bind_has_no_price);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
