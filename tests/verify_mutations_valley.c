/*
 * verify_mutations_valley.c - each way to break the plan of the valley, and how the verifier must refuse it.
 */
#include "tests/verify_mutations.h"

static void one_rack_over_the_power(struct draft *d)
{
	draft_move(draft_host(d, "web", "south", "2018-Q4"), draft_host(d, "web", "north", "2018-Q4"), 1);
}

static void one_rack_over_the_space(struct draft *d)
{
	draft_move(draft_host(d, "web", "south", "2018-Q2"), draft_host(d, "web", "north", "2018-Q2"), 1);
}

static void dense_racks_where_racks_are_weak(struct draft *d)
{
	draft_move(draft_host(d, "dense", "north", "2018-Q4"), draft_host(d, "dense", "south", "2018-Q4"), 1);
}

static void commissioned_before_the_lead_time(struct draft *d)
{
	draft_move(draft_commissioned(d, "north/b", "2018-Q3"), draft_commissioned(d, "north/b", "2018-Q2"), 20);
}

static void commissioned_before_it_is_ready(struct draft *d)
{
	draft_move(draft_commissioned(d, "east/a", "2018-Q3"), draft_commissioned(d, "east/a", "2018-Q2"), 10);
}

static void started_before_the_earliest_start(struct draft *d)
{
	draft_move(draft_started(d, "north/b", "2018-Q2"), draft_started(d, "north/b", "2018-Q1"), 60);
}

static void started_after_the_latest_start(struct draft *d)
{
	draft_move(draft_started(d, "north/b", "2018-Q2"), draft_started(d, "north/b", "2018-Q4"), 60);
}

static void started_without_approval(struct draft *d)
{
	*draft_started(d, "south/c", "2018-Q3") = 10;
}

static void half_a_whole_phase(struct draft *d)
{
	*draft_started(d, "south/b", "2018-Q4") = 20;
}

static void a_broken_module(struct draft *d)
{
	*draft_commissioned(d, "north/b", "2018-Q4") = 19;
}

static void predecessor_missing(struct draft *d)
{
	draft_move(draft_started(d, "south/b", "2018-Q4"), draft_started(d, "south/b", "2018-Q1"), 40);
	draft_move(draft_started(d, "south/a", "2018-Q1"), draft_started(d, "south/a", "2018-Q2"), 50);
}

static void more_than_the_design(struct draft *d)
{
	*draft_started(d, "mill/a", "2018-Q3") = 1;
}

static void two_bases(struct draft *d)
{
	*draft_started(d, "south/a", "2018-Q1") = *draft_started(d, "south/b", "2018-Q4") = 0;
	*draft_started(d, "west/a", "2018-Q1") = *draft_started(d, "mill/a", "2018-Q1") = 0;
}

static void six_bases(struct draft *d)
{
	*draft_started(d, "ford/a", "2018-Q4") = 1;
}

static void a_rack_lost(struct draft *d)
{
	*draft_host(d, "web", "north", "2018-Q1") -= 1;
}

static void an_unserved_rack_forgotten(struct draft *d)
{
	*draft_unserved(d, "web", "2018-Q3") -= 1;
}

static void unserved_that_must_be_served(struct draft *d)
{
	draft_move(draft_host(d, "dense", "north", "2018-Q4"), draft_unserved(d, "dense", "2018-Q4"), 2);
}

static void hosted_below_its_security_level(struct draft *d)
{
	draft_move(draft_host(d, "government", "north", "2018-Q2"), draft_host(d, "government", "south", "2018-Q2"), 1);
}

static void hosted_off_its_list(struct draft *d)
{
	draft_move(draft_host(d, "dense", "north", "2018-Q3"), draft_host(d, "dense", "east", "2018-Q3"), 1);
}

static void web_in_the_legacy_rooms(struct draft *d)
{
	draft_move(draft_host(d, "web", "north", "2018-Q4"), draft_host(d, "web", "old-rooms", "2018-Q4"), 3);
}

static void hosted_before_the_site_opens(struct draft *d)
{
	draft_move(draft_host(d, "web", "north", "2018-Q1"), draft_host(d, "web", "west", "2018-Q1"), 2);
}

static void migrated_before_it_may(struct draft *d)
{
	draft_move(draft_host(d, "government", "old-rooms", "2018-Q1"), draft_host(d, "government", "north", "2018-Q1"),
	           1);
}

static void legacy_rising(struct draft *d)
{
	draft_move(draft_host(d, "government", "north", "2018-Q4"), draft_host(d, "government", "old-rooms", "2018-Q4"),
	           11);
}

static void over_the_budget(struct draft *d)
{
	*draft_commissioned(d, "east/a", "2018-Q4") += 1;
}

static void under_the_budget_floor(struct draft *d)
{
	*draft_commissioned(d, "east/a", "2018-Q4") -= 5;
}

static void target_missed(struct draft *d)
{
	*draft_started(d, "mill/a", "2018-Q1") = 0;
}

static void share_target_missed(struct draft *d)
{
	draft_move(draft_host(d, "government", "east", "2018-Q3"), draft_host(d, "government", "old-rooms", "2018-Q3"),
	           10);
	draft_move(draft_host(d, "government", "north", "2018-Q3"), draft_host(d, "government", "old-rooms", "2018-Q3"),
	           4);
	draft_move(draft_host(d, "government", "north", "2018-Q2"), draft_host(d, "government", "old-rooms", "2018-Q2"),
	           4);
}

static void claimed_met(struct draft *d)
{
	draft_result(d, "standard")->state = TARGET_MET;
}

static void claimed_more_than_achieved(struct draft *d)
{
	draft_result(d, "customers")->achieved = 453;
}

static void claimed_a_smaller_shortfall(struct draft *d)
{
	draft_result(d, "standard")->shortfall = 27;
}

static void a_cost_that_does_not_add_up(struct draft *d)
{
	draft_cost(d, COST_FITOUT, "east", "2018-Q4")->nominal_cny += 0.01;
}

static void a_discount_of_ones_own(struct draft *d)
{
	draft_cost(d, COST_FITOUT, "east", "2018-Q4")->present_cny = 3000;
}

static void a_cost_left_out(struct draft *d)
{
	*draft_cost(d, COST_UNSERVED, NULL, "2018-Q3") = d->costs[--d->plan.n_costs];
}

static void a_cost_twice(struct draft *d)
{
	*draft_cost(d, COST_UNSERVED, NULL, "2018-Q3") = *draft_cost(d, COST_MOVING, "old-rooms", "2018-Q4");
}

static void another_objective(struct draft *d)
{
	d->plan.objective_cny -= 1;
}

static void cheaper_than_possible(struct draft *d)
{
	d->plan.lp_bound_cny = d->plan.objective_cny + 5;
	draft_move(draft_unserved(d, "web", "2018-Q3"), draft_host(d, "web", "south", "2018-Q3"), 5);
}

static void power_before_the_feed_is_there(struct draft *d)
{
	draft_move(draft_feed(d, "north/line-2", "2018-Q2"), draft_feed(d, "north/line-2", "2018-Q3"), 2);
}

static void a_feed_too_early(struct draft *d)
{
	draft_move(draft_feed(d, "north/line-2", "2018-Q2"), draft_feed(d, "north/line-2", "2018-Q1"), 2);
}

static void more_feeds_than_there_are(struct draft *d)
{
	*draft_feed(d, "north/line-2", "2018-Q4") = 2;
}

static void a_forbidden_phase(struct draft *d)
{
	*draft_started(d, "quarry/a", "2018-Q2") = 10;
}

static void a_phase_that_a_rule_wants_approved(struct draft *d)
{
	*draft_started(d, "quarry/b", "2018-Q2") = 10;
}

static void a_phase_whose_option_is_off(struct draft *d)
{
	*draft_started(d, "exchange/a", "2018-Q2") = 10;
}

static void a_feed_whose_option_is_off(struct draft *d)
{
	*draft_feed(d, "exchange/f", "2018-Q2") = 1;
}

static void less_than_nothing(struct draft *d)
{
	*draft_host(d, "web", "mill", "2018-Q2") = -1;
}

static void another_scenario(struct draft *d)
{
	d->plan.scenario_sha256[0] = 'x';
}

static const struct mutation items[] = {
	/* 75 + 1 racks of 2.4 kW on top of 320 kW, x 1.28 = 643.072 kW against 0.8 x (600 + 2 x 100) kW */
	{ one_rack_over_the_power, "power", "north, 2018-Q4", 0.003072, "MW",
	  "power at north in 2018-Q4: 0.643 MW drawn, 0.640 MW usable, 0.003 MW over", false },
	{ one_rack_over_the_space, "space", "north, 2018-Q2", 1, "racks",
	  "space at north in 2018-Q2: 101 racks occupied, 100 available, 1 over", false },
	{ dense_racks_where_racks_are_weak, "density", "south, 2018-Q4", 1, "racks",
	  "density at south in 2018-Q4: 1 racks of 8 kW or more, 0 racks may hold that much, 1 over", false },
	{ commissioned_before_the_lead_time, "lead time", "north/b, 2018-Q2", 20, "racks",
	  "lead time at north/b in 2018-Q2: 20 racks available, 0 can be by then (the lead time is 3 months), 20 over",
	  false },
	{ commissioned_before_it_is_ready, "lead time", "east/a, 2018-Q2", 10, "racks",
	  "lead time at east/a in 2018-Q2: 10 racks available, 0 can be by then (the building is ready on 2018-07-01)",
	  false },
	{ started_before_the_earliest_start, "earliest start", "north/b, 2018-Q1", 60, "racks",
	  "earliest start at north/b in 2018-Q1: 60 racks started in the period from 2018-01-01, earliest start is "
	  "2018-04-01",
	  false },
	{ started_after_the_latest_start, "latest start", "north/b, 2018-Q4", 60, "racks",
	  "latest start at north/b in 2018-Q4: 60 racks started in the period from 2018-10-01, latest start is "
	  "2018-07-01",
	  false },
	{ started_without_approval, "approval", "south/c, 2018-Q3", 10, "racks", NULL, false },
	{ half_a_whole_phase, "whole phase", "south/b, 2018-Q4", 20, "racks",
	  "whole phase at south/b in 2018-Q4: 20 racks started of a phase that is built whole or not at all (40 racks)",
	  false },
	{ a_broken_module, "whole modules", "north/b, 2018-Q4", 19, "racks", NULL, false },
	{ predecessor_missing, "predecessor", "south/b, 2018-Q1", 40, "racks",
	  "predecessor at south/b in 2018-Q1: 40 racks started, but south/a must be started first", false },
	{ more_than_the_design, "design racks", "mill/a, 2018-Q3", 1, "racks",
	  "design racks at mill/a in 2018-Q3: 11 racks started, 10 can be, 1 over", false },
	{ two_bases, "rule bases", "2018-Q4", 1, "sites",
	  "rule bases at 2018-Q4: 2 sites started, at least 3 required, 1 short", false },
	{ six_bases, "rule bases", "2018-Q4", 1, "sites",
	  "rule bases at 2018-Q4: 6 sites started, at most 5 allowed, 1 over", false },
	{ a_rack_lost, "demand", "web, 2018-Q1", -1, "racks",
	  "demand at web in 2018-Q1: 99 racks hosted and 0 unserved, 100 needed, 1 lost", false },
	{ an_unserved_rack_forgotten, "demand", "web, 2018-Q3", -1, "racks", NULL, false },
	{ unserved_that_must_be_served, "unserved", "dense, 2018-Q4", 2, "racks", NULL, false },
	{ hosted_below_its_security_level, "may host", "government/south, 2018-Q2", 1, "racks",
	  "may host at government/south in 2018-Q2: 1 racks hosted where they may not be: security level 2 of the site "
	  "is below 3",
	  false },
	{ hosted_off_its_list, "may host", "dense/east, 2018-Q3", 1, "racks", NULL, false },
	{ web_in_the_legacy_rooms, "may host", "web/old-rooms, 2018-Q4", 3, "racks", NULL, false },
	{ hosted_before_the_site_opens, "may host", "web/west, 2018-Q1", 2, "racks",
	  "may host at web/west in 2018-Q1: 2 racks hosted where they may not be: the site opens on 2018-07-01",
	  false },
	{ migrated_before_it_may, "may host", "government/north, 2018-Q1", 1, "racks", NULL, false },
	{ legacy_rising, "migration", "government/old-rooms, 2018-Q4", 1, "racks",
	  "migration at government/old-rooms in 2018-Q4: 11 racks at the legacy site, 10 before, 1 came back", false },
	{ over_the_budget, "budget", "building", 300, "CNY",
	  "budget at building: 150300.00 CNY spent, at most 150000.00 allowed, 300.00 over", false },
	{ under_the_budget_floor, "budget", "second-half", 500, "CNY",
	  "budget at second-half: 24500.00 CNY spent, at least 25000.00 required, 500.00 short", false },
	{ target_missed, "target", "design, 2018-Q4", 10, "racks",
	  "target at design in 2018-Q4: 290 racks reached, 300 required, missed by 10", false },
	{ share_target_missed, "target", "moved, 2018-Q3", 0.1, "1",
	  "target at moved in 2018-Q3: 16 of 40, which is 0.4000; 0.5000 required, missed by 0.1000", false },
	{ target_missed, "target claim", "design, 2018-Q4", -10, "racks", NULL, true },
	{ claimed_met, "target claim", "standard, 2018-Q4", -28, "racks",
	  "target claim at standard in 2018-Q4: the plan says the target is met, its decisions make it missed", true },
	{ claimed_more_than_achieved, "target claim", "customers, 2018-Q4", 3, "customers", NULL, true },
	{ claimed_a_smaller_shortfall, "target claim", "standard, 2018-Q4", -1, "racks", NULL, true },
	{ a_cost_that_does_not_add_up, "cost", "fitout/east, 2018-Q4", 0.01, "CNY",
	  "cost at fitout/east in 2018-Q4: the plan says 3000.01 CNY undiscounted, its decisions give 3000.00, 0.01 "
	  "apart",
	  true },
	{ a_discount_of_ones_own, "cost", "fitout/east, 2018-Q4", 240.040843, "CNY", NULL, true },
	{ a_cost_left_out, "cost", "unserved, 2018-Q3", -7500, "CNY", NULL, true },
	{ a_cost_twice, "cost", "moving/old-rooms, 2018-Q4", 2000, "CNY", NULL, true },
	{ another_objective, "cost sum", "objective", -1, "CNY", NULL, true },
	{ cheaper_than_possible, "space", "south, 2018-Q3", 5, "racks", NULL, false },
	/* 420 kW x 1.28 = 537.6 kW against 0.8 x 600 kW */
	{ power_before_the_feed_is_there, "power", "north, 2018-Q3", 0.0576, "MW",
	  "power at north in 2018-Q3: 0.54 MW drawn, 0.48 MW usable, 0.06 MW over", false },
	{ a_feed_too_early, "feed earliest start", "north/line-2, 2018-Q1", 2, "steps", NULL, false },
	{ more_feeds_than_there_are, "feed steps", "north/line-2", 1, "steps",
	  "feed steps at north/line-2: 4 steps started, 3 can be, 1 over", false },
	{ a_forbidden_phase, "rule no-quarry", "quarry/a, 2018-Q2", 10, "racks", NULL, false },
	{ a_phase_that_a_rule_wants_approved, "rule approved-only", "quarry/b, 2018-Q2", 10, "racks", NULL, false },
	{ a_phase_whose_option_is_off, "option", "exchange/a, 2018-Q2", 10, "racks", NULL, false },
	{ a_feed_whose_option_is_off, "option", "exchange/f, 2018-Q2", 1, "steps", NULL, false },
	{ less_than_nothing, "whole numbers", "hosted racks", -1, "units", NULL, false },
	{ another_scenario, "scenario", "valley", 1, "scenarios", NULL, false },
};

const struct mutations valley_mutations = { draft_valley, items, sizeof items / sizeof *items };
