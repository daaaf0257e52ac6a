/*
 * The verifier on standby racks, cooling, closing, energy, opening and network: one plan made by hand
 * (fixtures/verify/delta*.json) and every way to break it.
 */
#include "planner/verify/verify.h"
#include "tests/draft.h"
#include "tests/support.h"
#include "tests/verify_mutations.h"

#include <stdio.h>
#include <string.h>

START_TEST(the_plan_of_the_delta_is_accepted)
{
	struct draft *draft = draft_delta(NULL);

	verdict(draft, NULL, NULL);
	draft_close(draft);
}
END_TEST

START_TEST(each_mutation_is_refused_by_rule_place_and_amount)
{
	mutation_checked(&delta_mutations, _i);
}
END_TEST

START_TEST(each_mutation_of_the_network_is_refused)
{
	mutation_checked(&network_mutations, _i);
}
END_TEST

static int verify_with(const char *set, const char *rule, const char *place)
{
	struct draft *draft = draft_delta(set);
	int n = verdict(draft, rule, place);

	draft_close(draft);
	return n;
}

/* One number of the scenario at a time: the same plan, refused for the rule that reads it. */
START_TEST(another_scenario_makes_another_verdict)
{
	verify_with("/sites/quay/cooling_mw/values=[0.32,0.4,0.459]", "cooling", "quay, 2018-Q3");
	verify_with("/sites/mill/installed_mw=0.2849", "power", "mill, 2018-Q1");
	verify_with("/sites/mill/closes=2018-06-30", "may host", "cloud/mill, 2018-Q2");
	verify_with("/sites/quay/energy/wind/most_mwh_per_year=1599.9", "energy cap", "quay/wind, 2018-Q1");
	verify_with("/sites/quay/energy/wind/green=false", "target", "green, 2018-Q1");
	verify_with("/sites/quay/energy/wind/cny_per_kwh=0.31", "cost", "energy/quay, 2018-Q1");
	verify_with("/tariffs/hydro/kg_co2_per_kwh=0.2", "target", "carbon, 2018-Q3");
	verify_with("/sites/ridge/opening_cny=50001", "cost", "opening/ridge, 2018-Q1");
	verify_with("/sites/quay/servers_per_rack=9", "target", "machines, 2018-Q3");
	verify_with("/settings/servers_per_rack=4", "target claim", "filled, 2018-Q2");
	verify_with("/settings/route_factor=2.6", "may host", "bank/mill, 2018-Q1");
	verify_with("/classes/bank/latency_limit_ms=1.37", "may host", "bank/mill, 2018-Q1");
	verify_with("/classes/bank/replication_gbps_per_rack=0.06", "conservation", "harbour>hill, 2018-Q3");
	verify_with("/traffic/homes-down/mbps=101", "conservation", "out>harbour, 2018-Q1");
	verify_with("/traffic/homes-up/households=20001", "target claim", "homes, 2018-Q1");
	verify_with("/links/hh/headroom_share=0.4", "link load", "hh/harbour>hill, 2018-Q3");
	verify_with("/links/hh/modules/wave/lead_months=3", "link load", "hh/harbour>hill, 2018-Q2");
	verify_with("/links/hh/modules/wave/life_years=6", "cost", "salvage, the horizon's end");
	verify_with("/demands/cloud/backup/power_share=0.3", "power", "mill, 2018-Q1");
	verify_with("/demands/cloud/backup/standby=dedicated", "space", "ridge, 2018-Q2");
	verify_with("/demands/bank/backup/share=0.51", "backup", "bank/quay, 2018-Q1");
	verify_with("/demands/archive/backup/max_km=300", "may pair", "archive/quay>isle, 2018-Q3");
	verify_with("/demands/archive/backup/mode=sync", "may pair", "archive/mill>quay, 2018-Q1");
	verify_with("/budgets/nets/factor=2.5", "budget", "nets");
	/* a previous plan that hosts 2 racks more at quay than this one */
	verify_with(
		"/stability={\"hosting_racks\":{\"bank\":{\"quay\":{\"2018-Q1\":32,\"2018-Q2\":29}}},\"most_racks\":1}",
		"stability", "2018-Q1");
	verify_with("/stability={\"hosting_racks\":{\"bank\":{\"quay\":{\"2018-Q1\":32,\"2018-Q2\":29}}},"
	            "\"price_cny_per_rack\":70}",
	            "cost", "changed/quay, 2018-Q1");
	verify_with("/budgets/quay-energy/amount_cny=551249", "budget", "quay-energy");
}
END_TEST

/* The solver's doubles: what rounding leaves open is no fault, a thousand times as much is one. */
START_TEST(rounded_flows_and_energy_are_forgiven)
{
	struct draft *draft = draft_delta(NULL);

	*draft_flow(draft, "out", "hp", false, "2018-Q1") += 1e-6;
	*draft_flow(draft, "harbour", "hh", true, "2018-Q3") -= 1e-6;
	verdict(draft, NULL, NULL);
	*draft_flow(draft, "out", "hp", false, "2018-Q1") += 1e-3;
	verdict(draft, "conservation", "out>plain, 2018-Q1");
	draft_close(draft);
}
END_TEST

START_TEST(indices_of_pairs_and_flows_are_looked_at_first)
{
	struct draft *draft = draft_delta(NULL);
	struct standby pair = draft->plan.standbys[0];
	struct flow flow = draft->plan.flows[0];

	pair.standby = draft->sc->n_sites;
	draft->plan.standbys = &pair;
	draft->plan.n_standbys = 1;
	ck_assert_int_eq(verdict(draft, "indices", "delta"), 1);
	draft->plan.n_standbys = 0;
	flow.link = -1;
	draft->plan.flows = &flow;
	draft->plan.n_flows = 1;
	ck_assert_int_eq(verdict(draft, "indices", "delta"), 1);
	draft->plan.n_flows = 0;
	draft->plan.n_modules--;
	ck_assert_int_eq(verdict(draft, "indices", "delta"), 1);
	draft_close(draft);
}
END_TEST

START_TEST(lists_say_a_thing_once)
{
	struct draft *draft = draft_delta(NULL);
	struct standby pairs[2] = { { 0, 0, 1, draft->paired }, { 0, 0, 1, draft->paired } };
	struct flow flows[2] = { { 0, 0, false, draft->gbps }, { 0, 0, false, draft->gbps } };

	draft->plan.standbys = pairs;
	draft->plan.n_standbys = 2;
	draft->plan.flows = flows;
	draft->plan.n_flows = 2;
	verdict(draft, "standby", "bank/quay>mill");
	verdict(draft, "flow", "hp/harbour>plain");
	draft_close(draft);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("verify, the delta");
	TCase *plans = tcase_create("plans");

	tcase_set_timeout(plans, 60);
	tcase_add_test(plans, the_plan_of_the_delta_is_accepted);
	tcase_add_loop_test(plans, each_mutation_is_refused_by_rule_place_and_amount, 0, delta_mutations.n);
	tcase_add_loop_test(plans, each_mutation_of_the_network_is_refused, 0, network_mutations.n);
	tcase_add_test(plans, another_scenario_makes_another_verdict);
	tcase_add_test(plans, rounded_flows_and_energy_are_forgiven);
	tcase_add_test(plans, indices_of_pairs_and_flows_are_looked_at_first);
	tcase_add_test(plans, lists_say_a_thing_once);
	suite_add_tcase(suite, plans);
	return support_run(suite);
}
