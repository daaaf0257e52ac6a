/*
 * planted.h - scenarios made at random around a plan and prices that were chosen first, so that their optimum is known.
 *
 * A year's price is chosen for every limit that the plan uses up (places, places for dense racks, MW, cooling, MWh of a
 * capped source, Gbps one way, a budget, a target), then the scenario's costs so that every rack of the plan costs
 * exactly what the prices say, and every other decision at least that. Weak duality then proves the plan optimal,
 * whatever the other plans are; planted_bound() sums the limits at their prices, which must come to planted_cost().
 * Whole sites, opening costs and modules are used up to their last rack, so that the optimum in whole numbers is that of
 * the relaxation.
 *
 * A rack of class k at site s has the price
 *	place + dense x [kw[k] > 5] + kw / 1000 x (pue x power + cooling) + pue x mwh x mwh_cny + pue x kw x 12 x charge
 *	- target x [s is counted]
 * and what demand d pays for hosting there is, with b the budget's price where it counts and r >= 0, 0 where it is
 * hosted,
 *	hosting x (1 + b) = price of d - price of the rack - gbps x (way there + way back) - share x price of a standby + r
 * Prices hold in every period: they are multiplied by its weight, discount x years.
 *
 * Not planted: migration, build rules, stability, shared standby, cuts, ratios, strive tiers, salvage, unlike prices in
 * unlike periods. Their optima are worked out by hand in tests/test_models*.c.
 */
#ifndef RACKPLAN_TESTS_PLANTED_H
#define RACKPLAN_TESTS_PLANTED_H

#include "planner/base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum {
	PLANTED_SITES = 4,
	PLANTED_DEMANDS = 5,
	PLANTED_NODES = 4,
	PLANTED_LINKS = 5,
	PLANTED_PERIODS = 4,
	PLANTED_CLASSES = 3
};

enum planted_kind { PLANTED_OPERATING, PLANTED_DIVISIBLE, PLANTED_WHOLE, PLANTED_OPENED };

struct planted_site {
	enum planted_kind kind;
	bool built, sources, counted, standby, budgeted;
	int node, open; /* racks from this period on */
	double pue, usable_share;
	double place_cny, dense_cny, power_cny_per_mw, cooling_cny_per_mw, mwh_cny, charge_cny_per_kw_month;
	int racks[PLANTED_CLASSES];                   /* in every period from `open` on, with standby and fillers */
	int filler[PLANTED_CLASSES][PLANTED_PERIODS]; /* of demands that are pinned here */
	double filler_cny[PLANTED_CLASSES];           /* what they pay */
	int low_racks, high_racks;                    /* places for 5 and for 12 kW; a candidate has the latter */
	int module_racks;
	double opex_cny, shell_cny, fitout_cny, fixed_cny;
	double scarce_cny; /* present price of a design rack */
	double installed_mw, step_mw, step_cny, scarce_step_cny;
	int steps, most_steps;       /* started in period `open` */
	double source_cny, most_mwh; /* of the cheap source: CNY/MWh and MWh in a year; the other has no limit */
};

struct planted_demand {
	int class, node;
	double cny, unserved_cny; /* the price of a rack; what one left out costs */
	double share;             /* of racks with a standby; 0: none */
	int hosted[PLANTED_SITES][PLANTED_PERIODS], unserved[PLANTED_PERIODS];
	int standby[PLANTED_SITES]; /* site of the standby of racks at a site */
	double hosting_cny[PLANTED_SITES];
};

struct planted_link {
	int end[2];
	double cny[2]; /* of a Gbps from end[0] to end[1], and back */
	double load[2][PLANTED_PERIODS], fill[2][PLANTED_PERIODS];
	double headroom_share, base_gbps, opex_cny;
	double module_gbps, module_cny, scarce_cny;
	int modules, most; /* started in the first period */
};

struct planted {
	uint64_t state;
	bool quarters;
	int n_periods, n_sites, n_demands, n_nodes, n_links;
	double rate, years, discount[PLANTED_PERIODS], weight[PLANTED_PERIODS];
	struct planted_site sites[PLANTED_SITES];
	struct planted_demand demands[PLANTED_DEMANDS];
	struct planted_link links[PLANTED_LINKS];
	int next[PLANTED_NODES][PLANTED_NODES]; /* the first node on the way */
	double way_cny[PLANTED_NODES][PLANTED_NODES];
	double budget_cny, spent_cny;    /* the price of a unit of money in it; what it allows */
	double target_cny, target_racks; /* < 0: at most */
	double shortfall_racks;          /* of the target, which is priced then */
};

extern const double planted_kw[PLANTED_CLASSES], planted_load_factor[PLANTED_CLASSES], planted_gbps[PLANTED_CLASSES],
	planted_replication_gbps[PLANTED_CLASSES];

void planted_make(struct planted *p, uint64_t seed);
double planted_cost(const struct planted *p);                 /* of the plan */
double planted_bound(const struct planted *p);                /* that the prices prove */
void planted_write(const struct planted *p, struct str *out); /* the scenario file */

/* Used between planted*.c. */
int planted_pick(struct planted *p, int n); /* 0 .. n - 1 */
double planted_mwh(int class);              /* of a rack in a year, without pue */
double planted_load_kw(const struct planted_site *site);
double planted_weights(const struct planted *p, int from); /* of the periods from there on */
double planted_rack_cny(const struct planted *p, int s, int class);
void planted_ways(struct planted *p);  /* draws nodes, links and their prices, and the ways between nodes */
void planted_loads(struct planted *p); /* sends the traffic of the plan, and sizes the links for it */

#endif
