/*
 * The network: what links carry, which modules are started when, and what targets on them ask for. Optima by hand.
 *
 * The fixture: users at a, 20, 30, 40, 50 racks of 1 Gbps each way; hosting at b costs nothing, at a 1000 a rack and
 * quarter. ab carries 30 Gbps, the way round by c 12 less what else runs there, once bc has fibre.
 */
#include "tests/models_case.h"
#include "tests/support.h"

#include <math.h>
#include <string.h>

#define ASSERT_COST(cost, by_hand) ck_assert_double_eq_tol(cost, by_hand, 1e-4)
#define ASSERT_NO_PLAN(cost) ck_assert(isinf(cost))

#define NO_BIG "/links/ab/modules/big/most=0"

static const double BASE = 13840; /* see network_alone_makes_modules_be_started */

static double cost_with(const char *set_1, const char *set_2, const char *set_3)
{
	return models_cost_of("network", NULL, set_1, set_2, set_3);
}

START_TEST(network_plan_says_which_modules_and_flows)
{
	struct models_case c = { .fixture = "network" };
	int a, ab, ca, t;

	models_solve(&c);
	a = scenario_find_node(c.sc, "a");
	ab = scenario_find_link(c.sc, "ab");
	ca = scenario_find_link(c.sc, "ca");
	t = c.sc->n_periods - 1;
	ck_assert_int_eq(c.plan->link_modules[scenario_find_module(c.sc, "ab/small") * c.sc->n_periods + 1], 1);
	ck_assert_int_eq(c.plan->link_modules[scenario_find_module(c.sc, "ab/small") * c.sc->n_periods + 2], 1);
	ck_assert_int_eq(c.plan->link_modules[scenario_find_module(c.sc, "bc/fibre") * c.sc->n_periods], 1);
	ck_assert_double_eq_tol(plan_link_installed_gbps(c.plan, c.sc, ab, t), 56, 1e-9);
	ck_assert_double_eq_tol(plan_link_load_gbps(c.plan, ab, false, t), 42, 1e-6); /* 0.75 x 56 */
	ck_assert_double_eq_tol(plan_link_load_gbps(c.plan, ca, false, t), 12, 1e-6); /* transit 7, racks 5 */
	ck_assert_double_eq_tol(plan_link_load_gbps(c.plan, ca, true, t), 9, 1e-6);   /* inwards 4, racks 5 */
	ck_assert_int_eq(plan_site_hosted(c.plan, scenario_find_site(c.sc, "south"), t), 3);
	ck_assert_int_ge(c.plan->n_flows, 8);
	for (t = 0; t < c.plan->n_flows; t++) {
		const struct link *link = &c.sc->links[c.plan->flows[t].link];

		/* nothing runs back to where it entered */
		ck_assert_int_ne(c.plan->flows[t].node, c.plan->flows[t].back ? link->from : link->to);
	}
	ck_assert_int_ge(a, 0);
	models_close(&c);
}
END_TEST

START_TEST(network_columns_are_only_where_a_commodity_can_go)
{
	struct models_case c = { .fixture = "network" };
	int i, flows = 0;

	models_build(&c);
	for (i = 0; i < lp_n_columns(model_lp(c.model)); i++) {
		struct str name = STR_INIT;
		const char *block = lp_column_block_name(model_lp(c.model), lp_column_block_of(model_lp(c.model), i));

		lp_column_name(model_lp(c.model), i, &name);
		flows += strcmp(block, "flow") == 0;
		/* bd is not built; what enters at e is for d; bc has no fibre before the third quarter */
		ck_assert_msg(strstr(name.text, "bd/") == NULL, "%s", name.text);
		ck_assert_msg(strncmp(name.text, "flow[e,", 7) != 0 || strstr(name.text, "de/back") != NULL, "%s",
		              name.text);
		ck_assert_msg(strstr(name.text, "bc/") == NULL || strstr(name.text, "2018-Q1") == NULL ||
		                      strncmp(name.text, "flow", 4) != 0,
		              "%s", name.text);
		str_dispose(&name);
	}
	/*
	 * Without bc there is one way only: of a to b, and to c from the second quarter on; of b to a; of d to c, a and to e;
	 * of e to d. With bc: a 4 (ab, bc both ways, ac), b 3 (ba; bc, ca), d 5 (dc, ca; cb, ba; de), e 1.
	 */
	ck_assert_int_eq(flows, 6 + 7 + 2 * (4 + 3 + 5 + 1));
	models_close(&c);
}
END_TEST

START_TEST(network_big_module_wins_once_it_is_cheaper)
{
	/* 9000, opex 100 x 4 x 40 / 10; and 2 quarters of 400 */
	ASSERT_COST(cost_with("/links/ab/modules/big/cny=9000", NULL, NULL), 9000 + 1600 + 800);
	/* ready only in the last quarter: two small ones in the third cost more than 10 x 1000 less 4000 of fibre */
	ASSERT_COST(cost_with("/links/ab/modules/big/cny=100", "/links/ab/modules/big/lead_months=12", NULL), BASE);
}
END_TEST

START_TEST(network_headroom_leaves_gbps_unused)
{
	/* All of 40 + 2 x 8 + 5 Gbps: 3 Gbps more than the two small modules and no fibre give: 56 >= 50. One is enough for
	 * 48, then 2 racks at south; none for 40. Second small module: 2500 + 80 against 2 x 1000. */
	ASSERT_COST(cost_with("/links/ab/headroom_share=1", NULL, NULL), 1600 + 2500 + 80 + 2000);
}
END_TEST

START_TEST(network_each_direction_counts)
{
	/* One Gbps more of transit and one rack more than 4 may not come home by c. */
	ASSERT_COST(cost_with("/traffic/transit/gbps=8", NULL, NULL), BASE + 1000);
	/* Inwards leaves 8 there: only from 8 on it is what limits. */
	ASSERT_COST(cost_with("/traffic/inwards/gbps=7", NULL, NULL), BASE);
	ASSERT_COST(cost_with("/traffic/inwards/gbps=8", NULL, NULL), BASE + 1000);
}
END_TEST

START_TEST(network_modules_wait_for_their_lead_time)
{
	/* Fibre that takes 9 months is there for the last quarter only; in the third both small modules: one quarter's 80. */
	ASSERT_COST(cost_with("/links/bc/modules/fibre/lead_months=9", NULL, NULL), BASE + 80);
	/* A year: none. 8 racks at south in the last quarter. */
	ASSERT_COST(cost_with("/links/bc/modules/fibre/lead_months=12", NULL, NULL), 1600 + 5000 + 320 + 8000);
	/* Small modules from the last quarter on are too late; the big one pays now. */
	ASSERT_COST(cost_with("/links/ab/modules/small/earliest_start=2018-10-01", NULL, NULL), 13000 + 1600 + 800);
}
END_TEST

START_TEST(network_fixed_cost_of_a_module_is_paid_once)
{
	struct models_case c = { .fixture = "network", .set = { "/targets/gbps-around-b/value=71", NO_BIG } };

	/* 56 + 3 x 5: three fibre modules, one fixed cost. */
	models_solve(&c);
	ck_assert_double_eq_tol(models_sum(c.plan, COST_LINK), 5000 + 3000 + 3 * 1000, 1e-6);
	models_close(&c);
	ASSERT_COST(cost_with("/links/bc/modules/fibre/start_cny=0", NULL, NULL), BASE - 3000);
	ASSERT_NO_PLAN(cost_with("/targets/gbps-around-b/value=72", NO_BIG, NULL));
}
END_TEST

START_TEST(network_cut_is_what_is_installed)
{
	/* 61 without being asked for; 66 is one fibre module more; bd has 500 but is not built. */
	ASSERT_COST(cost_with("/targets/gbps-around-b/value=61", NULL, NULL), BASE);
	ASSERT_COST(cost_with("/targets/gbps-around-b/value=61.5", NULL, NULL), BASE + 1000);
	/* Built, its opex is 500 x 100, and 3 racks come home by d without fibre, all that cd has left: 5 at south. */
	ASSERT_COST(
		cost_with("/targets/gbps-around-b/value=540", "/options/later/on=true", "/traffic/dreamt-of/gbps=0"),
		1600 + 50000 + 5000 + 320 + 5000);
}
END_TEST

START_TEST(network_links_are_counted_once_lit)
{
	const char *dear = "/links/bc/modules/fibre/start_cny=30000";

	/* Without fibre 8 racks at south; asked for, it is there: 5 of them, and one quarter less of a small module. */
	ASSERT_COST(cost_with(dear, NULL, NULL), 14920);
	ASSERT_COST(cost_with(dear, "/targets/links-around-b/value=2", NULL), BASE + 27000);
	ASSERT_NO_PLAN(cost_with("/targets/links-around-b/value=3", NULL, NULL));
	/* At most one link: no fibre although it pays. */
	ASSERT_COST(cost_with("/targets/links-around-b/op=<=", NULL, NULL), 14920);
}
END_TEST

START_TEST(network_households_are_counted_once)
{
	/* They send and receive: two items between the same nodes, 20000 households. */
	ASSERT_COST(cost_with("/targets/homes/value=20000", NULL, NULL), BASE);
	ASSERT_NO_PLAN(cost_with("/targets/homes/value=20001", NULL, NULL));
	ASSERT_COST(cost_with("/traffic/homes-up/households=30000", "/targets/homes/value=30000", NULL), BASE);
	ASSERT_NO_PLAN(cost_with("/targets/homes/scope={\"regions\":[\"west\"]}", NULL, NULL));
	/* 20000 x 260 Mbps x 0.001 = 5.2 Gbps on a link of 5. */
	ASSERT_NO_PLAN(cost_with("/traffic/homes-down/mbps=260", NULL, NULL));
	ASSERT_COST(cost_with("/traffic/homes-down/mbps=250", NULL, NULL), BASE);
}
END_TEST

START_TEST(network_racks_without_a_node_carry_nothing)
{
	ASSERT_COST(cost_with("/demands/web/node=null", NULL, NULL), 1600);
	ASSERT_COST(cost_with("/sites/north/node=a", NULL, NULL), 1600);
	ASSERT_COST(cost_with("/classes/linked/gbps_per_rack=0", NULL, NULL), 1600);
	/* Where no path leads there can be no racks: all 140 at south. */
	ASSERT_COST(cost_with("/sites/north/node=island", "/nodes/island={}", NULL), 1600 + 140000);
}
END_TEST

START_TEST(network_traffic_that_no_path_carries_is_an_input_error)
{
	struct models_case c = { .fixture = "network", .set = { "/links/de/installed_gbps=0" } };
	struct model_options options = { 0 };
	struct error err = ERROR_INIT;

	models_read(&c);
	ck_assert_ptr_null(model_build(c.sc, &options, &err));
	ck_assert_int_eq(err.kind, FAULT_INPUT);
	ck_assert_str_eq(err.where, "traffic[homes-down,2018-Q1]");
	ck_assert_ptr_nonnull(strstr(err.what, "from d to e"));
	models_close(&c);
}
END_TEST

START_TEST(network_money_of_links_is_capex_of_their_regions)
{
	const char *capex = "/budgets={\"links\":{\"op\":\"<=\",\"amount_cny\":8999,\"kinds\":[\"link\"]}}";
	const char *east = "/budgets={\"links\":{\"op\":\"<=\",\"amount_cny\":4999,\"kinds\":[\"link\"],"
			   "\"scope\":{\"regions\":[\"east\"]}}}";
	const char *of_site = "/budgets={\"links\":{\"op\":\"<=\",\"amount_cny\":0,\"kinds\":[\"link\"],"
			      "\"scope\":{\"sites\":[\"north\"]}}}";

	/* No fibre: 14920. One small module and no fibre: see the last. */
	ASSERT_COST(cost_with(capex, NULL, NULL), 14920);
	/* ab has an end in the east, bc has none: one small module and fibre: 11 Gbps, 9 racks at south. */
	ASSERT_COST(cost_with(east, NULL, NULL), 1600 + 2500 + 160 + 4000 + 9000);
	ASSERT_COST(cost_with(of_site, NULL, NULL), BASE);
}
END_TEST

START_TEST(network_assumed_gbps_are_named)
{
	struct models_case c = { .fixture = "network" };
	bool found = false;
	int i, k;

	models_solve(&c);
	for (i = 0; i < c.plan->n_bindings; i++) {
		const struct binding *binding = &c.plan->bindings[i];

		if (strcmp(binding->row, "link_load[ca/forth,2018-Q4]") != 0)
			continue;
		ck_assert_int_eq(binding->period, 3);
		ck_assert_int_eq(binding->site, -1);
		for (k = 0; k < binding->n_assumed; k++)
			found |= strcmp(binding->assumed[k], "/links/ca/installed_gbps") == 0;
	}
	ck_assert(found);
	models_close(&c);
}
END_TEST

/* ---- no sites: a network design problem ---- */

START_TEST(design_without_sites_takes_the_shared_way)
{
	/* All 16 Gbps over bc on one module of 20: 30 + 10 + 100 + 15. Each by its own link: 2 x 110. Rounded: 160. */
	ASSERT_COST(models_cost_of("design", NULL, NULL, NULL, NULL), 155);
	ASSERT_COST(models_cost_of("design", NULL, "/links/bc/modules/twenty=null", NULL, NULL), 160);
	/* a-c without a fixed cost: b goes round by a. */
	ASSERT_COST(models_cost_of("design", NULL, "/links/ac/modules/ten/start_cny=0", NULL, NULL), 30 + 10 + 20);
	/* 17 + 8 Gbps: three tens on a-c and b by a. Two twenties on b-c and two tens on a-b would be 180. */
	ASSERT_COST(models_cost_of("design", NULL, "/traffic/a-to-c/gbps=17", NULL, NULL), 30 + 10 + 100 + 30);
	ASSERT_COST(models_cost_of("design", "network", NULL, NULL, NULL), 0);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("models: the network");
	TCase *tc = tcase_create("network");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, network_plan_says_which_modules_and_flows);
	tcase_add_test(tc, network_columns_are_only_where_a_commodity_can_go);
	tcase_add_test(tc, network_big_module_wins_once_it_is_cheaper);
	tcase_add_test(tc, network_headroom_leaves_gbps_unused);
	tcase_add_test(tc, network_each_direction_counts);
	tcase_add_test(tc, network_modules_wait_for_their_lead_time);
	tcase_add_test(tc, network_fixed_cost_of_a_module_is_paid_once);
	tcase_add_test(tc, network_cut_is_what_is_installed);
	tcase_add_test(tc, network_links_are_counted_once_lit);
	tcase_add_test(tc, network_households_are_counted_once);
	tcase_add_test(tc, network_racks_without_a_node_carry_nothing);
	tcase_add_test(tc, network_traffic_that_no_path_carries_is_an_input_error);
	tcase_add_test(tc, network_money_of_links_is_capex_of_their_regions);
	tcase_add_test(tc, network_assumed_gbps_are_named);
	tcase_add_test(tc, design_without_sites_takes_the_shared_way);
	suite_add_tcase(suite, tc);
	return support_run(suite);
}
