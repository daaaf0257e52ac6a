/*
 * verify_mutations_delta.c - each way to break the plan of the delta, and how the verifier must refuse it.
 */
#include "tests/verify_mutations.h"

static void move(int *from, int *to, int n)
{
	*from -= n;
	*to += n;
}

/* ---- standby racks ---- */

static void a_rack_without_its_standby(struct draft *d)
{
	*draft_pair(d, "cloud", "quay", "ridge", "2018-Q2") -= 1;
}

static void more_standbys_than_racks(struct draft *d)
{
	*draft_pair(d, "cloud", "mill", "quay", "2018-Q2") += 1;
}

static void a_standby_too_near(struct draft *d)
{
	move(draft_pair(d, "bank", "quay", "ridge", "2018-Q3"), draft_pair(d, "bank", "quay", "annex", "2018-Q3"), 2);
}

static void a_standby_too_far(struct draft *d)
{
	move(draft_pair(d, "bank", "quay", "ridge", "2018-Q3"), draft_pair(d, "bank", "quay", "isle", "2018-Q3"), 1);
}

static void a_standby_too_slow(struct draft *d)
{
	move(draft_pair(d, "bank", "quay", "ridge", "2018-Q3"), draft_pair(d, "bank", "quay", "reef", "2018-Q3"), 1);
}

static void a_standby_beyond_sync(struct draft *d)
{
	*draft_pair(d, "state", "quay", "isle", "2018-Q1") = 1;
}

static void a_standby_off_its_list(struct draft *d)
{
	move(draft_pair(d, "cloud", "quay", "isle", "2018-Q3"), draft_pair(d, "cloud", "quay", "reef", "2018-Q3"), 3);
}

static void a_standby_at_home(struct draft *d)
{
	move(draft_pair(d, "archive", "quay", "isle", "2018-Q3"), draft_pair(d, "archive", "quay", "quay", "2018-Q3"),
	     1);
}

static void a_standby_nobody_asked_for(struct draft *d)
{
	*draft_pair(d, "mail", "isle", "reef", "2018-Q1") = 1;
}

static void a_standby_where_a_site_closes(struct draft *d)
{
	move(draft_pair(d, "bank", "quay", "ridge", "2018-Q3"), draft_pair(d, "bank", "quay", "mill", "2018-Q3"), 1);
}

static void a_standby_in_the_wrong_region(struct draft *d)
{
	*draft_pair(d, "state", "quay", "ridge", "2018-Q3") = 1;
}

static void dedicated_standby_over_the_space(struct draft *d)
{
	*draft_pair(d, "bank", "quay", "mill", "2018-Q2") += 41;
}

static void shared_standby_over_the_space(struct draft *d)
{
	move(draft_pair(d, "cloud", "quay", "isle", "2018-Q3"), draft_pair(d, "cloud", "quay", "ridge", "2018-Q3"), 1);
}

static void dense_standby_where_racks_are_weak(struct draft *d)
{
	*draft_pair(d, "bank", "quay", "ridge", "2018-Q3") += 11;
}

/* The loss of mill asks for 70 kW at ridge, that of quay for 20: archive from mill by one rack of 4 kW more. */
static void the_worst_loss_over_the_power(struct draft *d)
{
	*draft_pair(d, "archive", "mill", "ridge", "2018-Q2") += 1;
}

static void dedicated_standby_over_the_power(struct draft *d)
{
	*draft_pair(d, "bank", "quay", "mill", "2018-Q1") += 1;
}

static void standby_over_the_cooling(struct draft *d)
{
	*draft_pair(d, "bank", "mill", "quay", "2018-Q1") += 1;
}

static void hosted_over_the_cooling(struct draft *d)
{
	move(draft_host(d, "mail", "isle", "2018-Q3"), draft_host(d, "mail", "quay", "2018-Q3"), 5);
}

static void less_than_no_standby(struct draft *d)
{
	*draft_pair(d, "bank", "quay", "isle", "2018-Q1") = -2;
}

/* ---- where racks may be ---- */

static void hosted_where_a_site_closes(struct draft *d)
{
	move(draft_host(d, "bank", "quay", "2018-Q3"), draft_host(d, "bank", "mill", "2018-Q3"), 1);
}

static void hosted_too_far_for_the_latency(struct draft *d)
{
	move(draft_host(d, "bank", "quay", "2018-Q2"), draft_host(d, "bank", "reef", "2018-Q2"), 4);
}

static void hosted_outside_its_regions(struct draft *d)
{
	move(draft_host(d, "state", "quay", "2018-Q2"), draft_host(d, "state", "ridge", "2018-Q2"), 1);
}

static void hosted_at_another_tier(struct draft *d)
{
	move(draft_host(d, "state", "quay", "2018-Q2"), draft_host(d, "state", "annex", "2018-Q2"), 1);
}

/* ---- energy ---- */

static void energy_that_nobody_supplies(struct draft *d)
{
	*draft_energy(d, "quay/mains", "2018-Q1") -= 0.5;
}

static void energy_for_nobody(struct draft *d)
{
	*draft_energy(d, "quay/wind", "2018-Q2") += 2;
}

static void more_wind_than_blows(struct draft *d)
{
	*draft_energy(d, "quay/wind", "2018-Q3") += 25;
	*draft_energy(d, "quay/mains", "2018-Q3") -= 25;
}

static void energy_from_a_source_whose_option_is_off(struct draft *d)
{
	*draft_energy(d, "quay/sun", "2018-Q3") = 10;
}

static void less_than_no_energy(struct draft *d)
{
	*draft_energy(d, "quay/mains", "2018-Q2") = -1;
}

static void less_green_than_required(struct draft *d)
{
	*draft_energy(d, "quay/wind", "2018-Q3") -= 66.5;
	*draft_energy(d, "quay/mains", "2018-Q3") += 66.5;
}

static void more_carbon_than_allowed(struct draft *d)
{
	*draft_energy(d, "quay/wind", "2018-Q1") -= 10;
	*draft_energy(d, "quay/mains", "2018-Q1") += 10;
}

/* ---- the network ---- */

static void a_module_too_early(struct draft *d)
{
	move(draft_modules(d, "hh/wave", "2018-Q2"), draft_modules(d, "hh/wave", "2018-Q1"), 1);
}

static void a_module_too_late(struct draft *d)
{
	move(draft_modules(d, "hh/wave", "2018-Q2"), draft_modules(d, "hh/wave", "2018-Q3"), 1);
}

static void a_module_whose_lead_time_is_not_over(struct draft *d)
{
	move(draft_modules(d, "hp/m10", "2018-Q1"), draft_modules(d, "hp/m10", "2018-Q3"), 1);
}

static void more_modules_than_there_are(struct draft *d)
{
	*draft_modules(d, "hp/m10", "2018-Q2") = 2;
}

static void a_module_whose_option_is_off(struct draft *d)
{
	*draft_modules(d, "hh/beam", "2018-Q2") = 1;
}

static void less_than_no_modules(struct draft *d)
{
	*draft_modules(d, "hp/m10", "2018-Q2") = -1;
}

static void racks_that_nobody_reaches(struct draft *d)
{
	move(draft_host(d, "cloud", "mill", "2018-Q1"), draft_host(d, "cloud", "quay", "2018-Q1"), 1);
}

static void gbps_lost_on_the_way(struct draft *d)
{
	*draft_flow(d, "out", "hp", false, "2018-Q1") -= 0.25;
}

static void replication_forgotten(struct draft *d)
{
	*draft_flow(d, "harbour", "hh", true, "2018-Q3") -= 1.5;
}

static void more_than_the_headroom(struct draft *d)
{
	*draft_flow(d, "harbour", "hh", true, "2018-Q3") += 0.5;
}

static void back_to_where_it_entered(struct draft *d)
{
	*draft_flow(d, "harbour", "hp", true, "2018-Q2") = 0.5;
}

static void over_a_link_whose_option_is_off(struct draft *d)
{
	*draft_flow(d, "plain", "po", false, "2018-Q1") = 4;
}

static void less_than_no_gbps(struct draft *d)
{
	*draft_flow(d, "hill", "hh", false, "2018-Q1") = -1;
}

/* ---- money, targets, and what the plan says ---- */

static void link_budget_not_spent(struct draft *d)
{
	*draft_modules(d, "hh/wave", "2018-Q2") = 0;
}

static void another_standby_of_the_bank(struct draft *d)
{
	*draft_pair(d, "bank", "quay", "mill", "2018-Q2") += 1;
}

static void dearer_energy(struct draft *d)
{
	*draft_energy(d, "quay/wind", "2018-Q2") -= 100;
	*draft_energy(d, "quay/mains", "2018-Q2") += 100;
}

static void fewer_machines(struct draft *d)
{
	move(draft_host(d, "state", "quay", "2018-Q3"), draft_host(d, "state", "isle", "2018-Q3"), 2);
}

static void fewer_racks_installed(struct draft *d)
{
	move(draft_host(d, "cloud", "mill", "2018-Q2"), draft_host(d, "cloud", "isle", "2018-Q2"), 12);
}

static void less_of_the_bank_at_ridge(struct draft *d)
{
	*draft_pair(d, "bank", "quay", "ridge", "2018-Q3") -= 1;
}

static void opened_for_nothing(struct draft *d)
{
	draft_cost(d, COST_OPENING, "ridge", "2018-Q1")->nominal_cny = 0;
}

static void a_module_for_less(struct draft *d)
{
	draft_cost(d, COST_LINK, NULL, "2018-Q1")->nominal_cny -= 1000;
}

static void a_module_worth_more_at_the_end(struct draft *d)
{
	draft_cost(d, COST_SALVAGE, NULL, NULL)->nominal_cny -= 5;
}

static void fibre_for_nothing(struct draft *d)
{
	draft_cost(d, COST_OPEX, NULL, "2018-Q2")->nominal_cny -= 1000;
}

static void standby_charged_to_nobody(struct draft *d)
{
	draft_cost(d, COST_DEMAND_CHARGE, "ridge", "2018-Q3")->nominal_cny -= 1350;
}

static void a_greener_share_claimed(struct draft *d)
{
	draft_result(d, "green")->achieved += 0.1;
}

const struct mutation delta_mutations[] = {
	{ a_rack_without_its_standby, "backup", "cloud/quay, 2018-Q2", 1, "racks",
	  "backup at cloud/quay in 2018-Q2: 40 racks hosted, 39 have a standby, a share of 1 is needed, 1 short",
	  false },
	{ more_standbys_than_racks, "backup", "cloud/mill, 2018-Q2", 1, "racks",
	  "backup at cloud/mill in 2018-Q2: 21 racks have a standby, 20 are hosted, 1 over", false },
	{ a_standby_too_near, "may pair", "bank/quay>annex, 2018-Q3", 2, "racks",
	  "may pair at bank/quay>annex in 2018-Q3: 2 racks have their standby where it may not be: the two sites are 11 "
	  "km apart, at least 50 km are needed",
	  false },
	{ a_standby_too_far, "may pair", "bank/quay>isle, 2018-Q3", 1, "racks",
	  "may pair at bank/quay>isle in 2018-Q3: 1 racks have their standby where it may not be: the two sites are 334 "
	  "km apart, at most 250 km are allowed",
	  false },
	/* 4 degrees of a meridian, 444.8 km, x 1.4 x 4.9 us */
	{ a_standby_too_slow, "may pair", "bank/quay>reef, 2018-Q3", 1, "racks",
	  "may pair at bank/quay>reef in 2018-Q3: 1 racks have their standby where it may not be: its latency is 3.05 "
	  "ms, its class allows 2.50 ms",
	  false },
	{ a_standby_beyond_sync, "may pair", "state/quay>isle, 2018-Q1", 1, "racks",
	  "may pair at state/quay>isle in 2018-Q1: 1 racks have their standby where it may not be: the fibre between "
	  "the two sites is 467 km, mode sync allows 100 km",
	  false },
	{ a_standby_off_its_list, "may pair", "cloud/quay>reef, 2018-Q3", 3, "racks", NULL, false },
	{ a_standby_at_home, "may pair", "archive/quay>quay, 2018-Q3", 1, "racks", NULL, false },
	{ a_standby_nobody_asked_for, "may pair", "mail/isle>reef, 2018-Q1", 1, "racks", NULL, false },
	{ a_standby_where_a_site_closes, "may pair", "bank/quay>mill, 2018-Q3", 1, "racks",
	  "may pair at bank/quay>mill in 2018-Q3: 1 racks have their standby where it may not be: the site closes on "
	  "2018-09-30",
	  false },
	{ a_standby_in_the_wrong_region, "may pair", "state/quay>ridge, 2018-Q3", 1, "racks",
	  "may pair at state/quay>ridge in 2018-Q3: 1 racks have their standby where it may not be: its class may not be "
	  "hosted in inland",
	  false },
	{ dedicated_standby_over_the_space, "space", "mill, 2018-Q2", 1, "racks",
	  "space at mill in 2018-Q2: 101 racks occupied, 100 available, 1 over", false },
	{ shared_standby_over_the_space, "space", "ridge, 2018-Q3", 1, "racks", NULL, false },
	{ dense_standby_where_racks_are_weak, "density", "ridge, 2018-Q3", 1, "racks",
	  "density at ridge in 2018-Q3: 41 racks of 4 kW or more, 40 racks may hold that much, 1 over", false },
	{ the_worst_loss_over_the_power, "power", "ridge, 2018-Q2", 0.006, "MW",
	  "power at ridge in 2018-Q2: 0.111 MW drawn, 0.105 MW usable, 0.006 MW over", false },
	{ dedicated_standby_over_the_power, "power", "mill, 2018-Q1", 0.003, "MW", NULL, false },
	{ standby_over_the_cooling, "cooling", "quay, 2018-Q1", 0.002, "MW",
	  "cooling at quay in 2018-Q1: 0.322 MW drawn, 0.320 MW of heat can be removed, 0.002 MW over", false },
	{ hosted_over_the_cooling, "cooling", "quay, 2018-Q3", 0.01, "MW", NULL, false },
	{ less_than_no_standby, "whole numbers", "standby racks", -2, "units", NULL, false },

	{ hosted_where_a_site_closes, "may host", "bank/mill, 2018-Q3", 1, "racks",
	  "may host at bank/mill in 2018-Q3: 1 racks hosted where they may not be: the site closes on 2018-09-30",
	  false },
	{ hosted_too_far_for_the_latency, "may host", "bank/reef, 2018-Q2", 4, "racks",
	  "may host at bank/reef in 2018-Q2: 4 racks hosted where they may not be: its latency is 3.05 ms, its class "
	  "allows 2.50 ms",
	  false },
	{ hosted_outside_its_regions, "may host", "state/ridge, 2018-Q2", 1, "racks",
	  "may host at state/ridge in 2018-Q2: 1 racks hosted where they may not be: its class may not be hosted in "
	  "inland",
	  false },
	{ hosted_at_another_tier, "may host", "state/annex, 2018-Q2", 1, "racks",
	  "may host at state/annex in 2018-Q2: 1 racks hosted where they may not be: its class may not be hosted at a "
	  "site of tier yard",
	  false },

	{ energy_that_nobody_supplies, "energy", "quay, 2018-Q1", -0.5, "MWh",
	  "energy at quay in 2018-Q1: 467.0 MWh from the site's sources, its racks draw 467.5 MWh, 0.5 MWh missing",
	  false },
	{ energy_for_nobody, "energy", "quay, 2018-Q2", 2, "MWh", NULL, false },
	{ more_wind_than_blows, "energy cap", "quay/wind, 2018-Q3", 25, "MWh",
	  "energy cap at quay/wind in 2018-Q3: 425 MWh taken, the source gives at most 400 MWh in the period, 25 over",
	  false },
	{ energy_from_a_source_whose_option_is_off, "option", "quay/sun, 2018-Q3", 10, "MWh", NULL, false },
	{ less_than_no_energy, "numbers", "quay/mains, 2018-Q2", -1, "MWh", NULL, false },
	/* 333.5 of 665 */
	{ less_green_than_required, "target", "green, 2018-Q3", 0.0984962406, "1", NULL, false },
	{ more_carbon_than_allowed, "target", "carbon, 2018-Q3", 2.75, "t", NULL, false },

	{ a_module_too_early, "module earliest start", "hh/wave, 2018-Q1", 1, "modules",
	  "module earliest start at hh/wave in 2018-Q1: 1 modules started, earliest start is 2018-04-01", false },
	{ a_module_too_late, "link load", "hh/harbour>hill, 2018-Q2", 1.2, "Gbps", NULL, false },
	{ a_module_whose_lead_time_is_not_over, "target", "exits, 2018-Q3", 10, "Gbps",
	  "target at exits in 2018-Q3: 50 Gbps reached, 60 required, missed by 10", false },
	{ more_modules_than_there_are, "link modules", "hp/m10", 1, "modules",
	  "link modules at hp/m10: 3 modules started, 2 can be, 1 over", false },
	{ a_module_whose_option_is_off, "option", "hh/beam, 2018-Q2", 1, "modules", NULL, false },
	{ less_than_no_modules, "whole numbers", "modules of links", -1, "units", NULL, false },
	{ racks_that_nobody_reaches, "conservation", "out>harbour, 2018-Q1", -0.2, "Gbps",
	  "conservation at out>harbour in 2018-Q1: 12.00 Gbps arrive and stay, 12.20 Gbps are to go there, 0.20 lost",
	  false },
	{ gbps_lost_on_the_way, "conservation", "out>plain, 2018-Q1", -0.25, "Gbps", NULL, false },
	{ replication_forgotten, "conservation", "harbour>hill, 2018-Q3", -1.5, "Gbps", NULL, false },
	{ more_than_the_headroom, "link load", "hh/harbour>hill, 2018-Q3", 0.4, "Gbps",
	  "link load at hh/harbour>hill in 2018-Q3: 2.40 Gbps, at most 2.00 Gbps allowed (a share of 0.5 of what is "
	  "installed), 0.40 over",
	  false },
	{ back_to_where_it_entered, "flow", "hp/plain>harbour, 2018-Q2", 0.5, "Gbps", NULL, false },
	{ over_a_link_whose_option_is_off, "option", "po/plain>out, 2018-Q1", 4, "Gbps", NULL, false },
	{ less_than_no_gbps, "numbers", "hh/hill>harbour, 2018-Q1", -1, "Gbps", NULL, false },

	{ link_budget_not_spent, "budget", "nets", 3000, "CNY",
	  "budget at nets: 6000.00 CNY spent, at least 9000.00 required, 3000.00 short", false },
	{ link_budget_not_spent, "target", "links, 2018-Q2", 1, "links", NULL, false },
	/* 4 kW x 0.5 x 0.5 x 1.5 x 2000 h x 0.4 */
	{ another_standby_of_the_bank, "budget", "bank-energy", 1200, "CNY", NULL, false },
	{ dearer_energy, "budget", "quay-energy", 30000, "CNY", NULL, false },
	{ fewer_machines, "target", "machines, 2018-Q3", 20, "servers", NULL, false },
	/* 1330 - 12 x 8 of 2250 */
	{ fewer_racks_installed, "target", "filled, 2018-Q2", 0.0015555556, "1", NULL, false },
	{ less_of_the_bank_at_ridge, "target", "bank-at-ridge, 2018-Q3", 1, "racks", NULL, false },
	{ shared_standby_over_the_space, "target", "held, 2018-Q3", 1, "racks", NULL, false },
	{ the_worst_loss_over_the_power, "target", "it, 2018-Q2", 0.004, "MW", NULL, false },

	{ opened_for_nothing, "cost", "opening/ridge, 2018-Q1", -50000, "CNY", NULL, true },
	{ a_module_for_less, "cost", "link, 2018-Q1", -1000, "CNY", NULL, true },
	{ a_module_worth_more_at_the_end, "cost", "salvage, the horizon's end", -5, "CNY", NULL, true },
	{ fibre_for_nothing, "cost", "opex, 2018-Q2", -1000, "CNY", NULL, true },
	{ standby_charged_to_nobody, "cost", "demand_charge/ridge, 2018-Q3", -1350, "CNY", NULL, true },
	{ a_greener_share_claimed, "target claim", "green, 2018-Q3", 0.1, "1", NULL, true },
};

const int n_delta_mutations = sizeof delta_mutations / sizeof *delta_mutations;
