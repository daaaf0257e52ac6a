/*
 * verify_mutations_delta.c - each way to break the plan of the delta, and how the verifier must refuse it: standby racks,
 * where racks may be, energy. verify_mutations_network.c has the rest.
 */
#include "tests/verify_mutations.h"

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
	draft_move(draft_pair(d, "bank", "quay", "ridge", "2018-Q3"), draft_pair(d, "bank", "quay", "annex", "2018-Q3"),
	           2);
}

static void a_standby_too_far(struct draft *d)
{
	draft_move(draft_pair(d, "bank", "quay", "ridge", "2018-Q3"), draft_pair(d, "bank", "quay", "isle", "2018-Q3"),
	           1);
}

static void a_standby_too_slow(struct draft *d)
{
	draft_move(draft_pair(d, "bank", "quay", "ridge", "2018-Q3"), draft_pair(d, "bank", "quay", "reef", "2018-Q3"),
	           1);
}

static void a_standby_beyond_sync(struct draft *d)
{
	*draft_pair(d, "state", "quay", "isle", "2018-Q1") = 1;
}

static void a_standby_off_its_list(struct draft *d)
{
	draft_move(draft_pair(d, "cloud", "quay", "isle", "2018-Q3"), draft_pair(d, "cloud", "quay", "reef", "2018-Q3"),
	           3);
}

static void a_standby_at_home(struct draft *d)
{
	draft_move(draft_pair(d, "archive", "quay", "isle", "2018-Q3"),
	           draft_pair(d, "archive", "quay", "quay", "2018-Q3"), 1);
}

static void a_standby_nobody_asked_for(struct draft *d)
{
	*draft_pair(d, "mail", "isle", "reef", "2018-Q1") = 1;
}

static void a_standby_where_a_site_closes(struct draft *d)
{
	draft_move(draft_pair(d, "bank", "quay", "ridge", "2018-Q3"), draft_pair(d, "bank", "quay", "mill", "2018-Q3"),
	           1);
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
	draft_move(draft_pair(d, "cloud", "quay", "isle", "2018-Q3"),
	           draft_pair(d, "cloud", "quay", "ridge", "2018-Q3"), 1);
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
	draft_move(draft_host(d, "mail", "isle", "2018-Q3"), draft_host(d, "mail", "quay", "2018-Q3"), 5);
}

static void less_than_no_standby(struct draft *d)
{
	*draft_pair(d, "bank", "quay", "isle", "2018-Q1") = -2;
}

/* ---- where racks may be ---- */

static void hosted_where_a_site_closes(struct draft *d)
{
	draft_move(draft_host(d, "bank", "quay", "2018-Q3"), draft_host(d, "bank", "mill", "2018-Q3"), 1);
}

static void hosted_too_far_for_the_latency(struct draft *d)
{
	draft_move(draft_host(d, "bank", "quay", "2018-Q2"), draft_host(d, "bank", "reef", "2018-Q2"), 4);
}

static void hosted_outside_its_regions(struct draft *d)
{
	draft_move(draft_host(d, "state", "quay", "2018-Q2"), draft_host(d, "state", "ridge", "2018-Q2"), 1);
}

static void hosted_at_another_tier(struct draft *d)
{
	draft_move(draft_host(d, "state", "quay", "2018-Q2"), draft_host(d, "state", "annex", "2018-Q2"), 1);
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

static const struct mutation items[] = {
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
	{ shared_standby_over_the_space, "target", "held, 2018-Q3", 1, "racks", NULL, false },
	{ the_worst_loss_over_the_power, "target", "it, 2018-Q2", 0.004, "MW", NULL, false },
};

const struct mutations delta_mutations = { draft_delta, items, sizeof items / sizeof *items };
