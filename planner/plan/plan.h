/*
 * plan.h - the typed plan: whole racks, steps and modules, and what is said of its costs, targets and limits.
 *
 * Made by models/ from a solution, or by plan_read() from a plan.json. Indices are the scenario's (scenario.h);
 * arrays are row-major in the order of their comment and owned by the plan's arena.
 */
/* clang-format off: columns of this file are aligned by hand */
#ifndef RACKPLAN_PLAN_PLAN_H
#define RACKPLAN_PLAN_PLAN_H

#include "planner/base/error.h"
#include "planner/base/str.h"
#include "planner/scenario/scenario.h"

struct hosting { /* racks of demand d at site s, per period */
	int demand, site;
	const int *racks; /* [n_periods] */
};

struct standby {                   /* racks of demand d hosted at s that have their standby at r, per period */
	int demand, site, standby; /* d, s, r */
	const int *racks;          /* [n_periods] */
};

/* What enters the network at node v, of any traffic and racks, and runs over link l one way: a commodity per entry. */
struct flow {
	int node, link;
	bool back;          /* from the link's `to` to its `from`; else from `from` to `to` */
	const double *gbps; /* [n_periods] >= 0 */
};

struct cost_item {
	enum cost_kind kind;
	int site;           /* s or -1 */
	int period;         /* t, or n_periods for what falls at the horizon's end */
	double nominal_cny; /* undiscounted */
	double present_cny; /* discounted: these add up to the objective */
};

enum target_state { TARGET_MET, TARGET_MISSED, TARGET_OVERRULED, TARGET_OFF };

/*
 * How far a limit's price holds, in the limit's unit, with the plan's 0/1 decisions and racks in parts. A limit that is
 * loosened by more saves less for each unit, one that is tightened by more costs more. loosened_by 0: loosened alone it saves
 * nothing; tightened_by 0: tightened at all, there is no plan.
 */
struct price_range {
	bool known;                    /* worked out; else all 0 */
	double loosened_by, saves_cny; /* each unit of so many saves this */
	double tightened_by, costs_cny;
};

struct target_result {
	int target;
	int period; /* the period it is tightest in; -1 when off */
	double required;
	double achieved;               /* in the metric's unit; of a ratio the ratio */
	double numerator, denominator; /* of a ratio; else achieved and 1 */
	double slack;                  /* >= 0: met by this much; < 0: short by this much */
	double shortfall;              /* what the plan concedes of a soft target, in the metric's unit */
	double price_cny;              /* of one unit more, at the fixed-integer LP; 0 when not binding */
	struct price_range range;      /* known only where a unit is a fixed number of the row's: not of every ratio */
	enum target_state state;
	int n_assumed;
	const char *const *assumed; /* [n_assumed] pointers of the assumed numbers that its row rests on */
};

struct binding {            /* a row that holds with equality and has a price */
	const char *row;    /* power[datong-zhongyun,2018-11] */
	const char *family; /* "power" */
	const char *unit;
	int site, period; /* or -1 */
	double price_cny; /* one unit more of the limit (one less of a lower one) saves this or less: see range */
	bool lower;       /* it is a lower limit: one unit less loosens it */
	struct price_range range;
	int n_assumed;
	const char *const *assumed; /* [n_assumed] pointers of the assumed numbers it rests on */
};

struct plan {
	char scenario_id[128], variant[128];
	char scenario_sha256[65];
	char status[32]; /* "optimal", "limit" */
	char solver[64];
	double objective_cny; /* net present cost of this plan in whole numbers */
	double lp_bound_cny;  /* least cost of the LP relaxation: no plan can be cheaper */
	double mip_bound_cny; /* after branch and bound; not proved */
	double fixed_cny;     /* cost with the integers fixed and racks not yet whole */

	int n_periods, n_sites, n_phases, n_feeds, n_demands, n_targets, n_energy_sources,
		n_modules;             /* the scenario's, for readers without it */
	const int *started_racks;      /* [n_phases][n_periods] design racks started in t */
	const int *commissioned_racks; /* [n_phases][n_periods] made available in t */
	const int *feed_steps;         /* [n_feeds][n_periods] started in t */
	const int *link_modules;       /* [n_modules][n_periods] modules of links started in t; plan_new() has all 0 */
	int n_hosting;
	const struct hosting *hosting; /* by demand, then site; only where some racks are */
	int n_standbys;
	const struct standby *standbys; /* by demand, site, standby; only where some racks are; one for each triple */
	const int *unserved_racks;      /* [n_demands][n_periods] */
	const double *energy_mwh;       /* [n_energy_sources][n_periods]; plan_new() has all 0 */
	int n_flows;
	const struct flow *flows; /* by node, link, forth before back; only where some Gbps are */

	int n_costs;
	const struct cost_item *costs; /* by kind, site, period */
	int n_results;
	const struct target_result *results; /* [n_targets] in scenario order */
	int n_bindings;
	const struct binding *bindings; /* dearest first */
	struct arena *arena;
};

/* An empty plan of the scenario (ids, hash, extents) on the heap, with its own arena for everything it points to. */
struct plan *plan_new(const struct scenario *sc);
void plan_free(struct plan *plan); /* the arena and the plan itself; NULL is allowed */

/* Stocks at the end of t, from the flows above and the scenario's initial stocks. */
int plan_phase_design(const struct plan *plan, const struct scenario *sc, int p, int t);
int plan_phase_available(const struct plan *plan, const struct scenario *sc, int p, int t);
int plan_site_design(const struct plan *plan, const struct scenario *sc, int s, int t);
int plan_site_available(const struct plan *plan, const struct scenario *sc, int s, int t);
int plan_site_occupied(const struct plan *plan, const struct scenario *sc, int s, int t); /* hosted + standby */
int plan_site_hosted(const struct plan *plan, int s, int t);
/* Held at s: every dedicated pair, and of the shared ones what the loss of the worst single site asks for. */
int plan_site_standby(const struct plan *plan, const struct scenario *sc, int s, int t);
/* Racks of d that leave its legacy site in t (at the start everything stands there); 0 for what does not migrate. */
int plan_moved(const struct plan *plan, const struct scenario *sc, int d, int t);
int plan_host(const struct plan *plan, int d, int s, int t);
/* Hosted racks, and standby racks with their power_share (shared ones: of the worst single site's loss, in kW). */
double plan_site_it_mw(const struct plan *plan, const struct scenario *sc, int s, int t);
double plan_site_facility_mw(const struct plan *plan, const struct scenario *sc, int s, int t);
/* usable_share x (installed + usable feeds) */
double plan_site_usable_mw(const struct plan *plan, const struct scenario *sc, int s, int t);

/* IT MWh that the site's racks draw in t: IT kW x load_factor x hours; standby racks as in plan_site_it_mw(). */
double plan_site_it_mwh(const struct plan *plan, const struct scenario *sc, int s, int t);
double plan_link_installed_gbps(const struct plan *plan, const struct scenario *sc, int l, int t); /* each way */
double plan_link_load_gbps(const struct plan *plan, int l, bool back, int t);
double plan_cut_gbps(const struct plan *plan, const struct scenario *sc, int c, int t);

/* plan.json: ids, not indices; only what is not zero; the same plan gives the same bytes. */
void plan_write(const struct plan *plan, const struct scenario *sc, struct str *out);

/*
 * Reads plan.json against its scenario: unknown ids, negative or fractional racks, a missing part or a wrong type are
 * FAULT_INPUT with file:line:col and pointer. Whether it obeys the rules is the verifier's business, not this reader's.
 */
struct plan *plan_read(const char *path, const struct scenario *sc, struct error *err);

/* clang-format on */
#endif
