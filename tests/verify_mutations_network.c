/* verify_mutations_network.c - each way to break the plan of the delta: its network, money and targets. */
#include "tests/verify_mutations.h"

/* ---- the network ---- */

static void a_module_too_early(struct draft *d)
{
	draft_move(draft_modules(d, "hh/wave", "2018-Q2"), draft_modules(d, "hh/wave", "2018-Q1"), 1);
}

static void a_module_too_late(struct draft *d)
{
	draft_move(draft_modules(d, "hh/wave", "2018-Q2"), draft_modules(d, "hh/wave", "2018-Q3"), 1);
}

static void a_module_whose_lead_time_is_not_over(struct draft *d)
{
	draft_move(draft_modules(d, "hp/m10", "2018-Q1"), draft_modules(d, "hp/m10", "2018-Q3"), 1);
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
	draft_move(draft_host(d, "cloud", "mill", "2018-Q1"), draft_host(d, "cloud", "quay", "2018-Q1"), 1);
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
	draft_move(draft_host(d, "state", "quay", "2018-Q3"), draft_host(d, "state", "isle", "2018-Q3"), 2);
}

static void fewer_racks_installed(struct draft *d)
{
	draft_move(draft_host(d, "cloud", "mill", "2018-Q2"), draft_host(d, "cloud", "isle", "2018-Q2"), 12);
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

static const struct mutation items[] = {
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

	{ opened_for_nothing, "cost", "opening/ridge, 2018-Q1", -50000, "CNY", NULL, true },
	{ a_module_for_less, "cost", "link, 2018-Q1", -1000, "CNY", NULL, true },
	{ a_module_worth_more_at_the_end, "cost", "salvage, the horizon's end", -5, "CNY", NULL, true },
	{ fibre_for_nothing, "cost", "opex, 2018-Q2", -1000, "CNY", NULL, true },
	{ standby_charged_to_nobody, "cost", "demand_charge/ridge, 2018-Q3", -1350, "CNY", NULL, true },
	{ a_greener_share_claimed, "target claim", "green, 2018-Q3", 0.1, "1", NULL, true },
};

const struct mutations network_mutations = { draft_delta, items, sizeof items / sizeof *items };
