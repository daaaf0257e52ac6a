/*
 * check.h - what the checks of planner/verify share; nobody else includes it.
 *
 * A check compares, counts the comparison with check_compared(), and on failure says so with check_fail().
 * Nothing here looks at what the plan claims: stocks, costs and metrics are built from its decisions alone.
 */
#ifndef RACKPLAN_VERIFY_CHECK_H
#define RACKPLAN_VERIFY_CHECK_H

#include "planner/base/memory.h"
#include "planner/verify/exact.h"
#include "planner/verify/verify.h"

/* Money that the plan holds as doubles, present values above all, may differ by this share. */
#define VERIFY_MONEY_TOLERANCE 1e-9
/* Figures that only a solver can know, which are as exact as its own tolerances, by this share. */
#define VERIFY_BOUND_TOLERANCE 1e-6

/*
 * Energy and flows are the solver's own doubles, flows rounded to 1e-6 Gbps: sums of MWh and Gbps may be off by this
 * share, or by this much where they are small. What rests on MWh (green share, carbon, money spent on them) likewise.
 */
#define VERIFY_MWH_TOLERANCE 1e-6
#define VERIFY_GBPS_TOLERANCE 1e-5

struct part { /* one cost, of one thing in one period */
	enum cost_kind kind;
	int site, period;              /* as in struct cost_item */
	int phase, feed, demand, link; /* what it is for: one of them, or none (-1) */
	mpq_t nominal_cny;
};

struct check {
	const struct scenario *sc;
	const struct plan *plan;
	struct violations *out;
	int capacity;
	struct arena *arena;
	long long *design, *available, *usable; /* [n_phases][n_periods] racks; usable: may be commissioned by then */
	int *hosting;                           /* [n_demands][n_sites] index into plan->hosting, or -1 */
	mpq_t *class_kw;                        /* [n_classes] per rack */
	int n_parts, parts_capacity;
	struct part *parts;
};

/* ---- frame ---- */

void check_begin(struct check *c, const struct scenario *sc, const struct plan *plan, struct violations *out);
void check_end(struct check *c);
void check_compared(struct check *c);
void check_fail(struct check *c, const char *rule, const char *place, double amount, const char *unit,
                const char *format, ...) __attribute__((format(printf, 6, 7)));
const char *check_text(struct check *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "site", "site, 2018-05", "site/phase, 2018-05", ...; t < 0 leaves the period out */
const char *place_in_period(struct check *c, const char *place, int t);
const char *place_site(struct check *c, int s, int t);
const char *place_phase(struct check *c, int p, int t);
const char *place_feed(struct check *c, int f, int t);
const char *place_demand(struct check *c, int d, int t);
const char *place_pair(struct check *c, int d, int s, int t);
const char *place_standby(struct check *c, int d, int s, int r, int t); /* "demand/site>standby" */
const char *place_source(struct check *c, int e, int t);
const char *place_module(struct check *c, int m, int t);

/* An amount with as many decimals as it takes to tell it from `beside`, at least `least_decimals`. */
const char *check_amount(struct check *c, double amount, double beside, int least_decimals);

/* ---- facts, from the scenario and the plan's decisions ---- */

long long fact_started(const struct check *c, int p, int t); /* racks started up to t */
long long fact_design(const struct check *c, int p, int t);
long long fact_available(const struct check *c, int p, int t);
long long fact_usable(const struct check *c, int p, int t);
long long fact_host(const struct check *c, int d, int s, int t);
long long fact_need(const struct check *c, int d, int t); /* 0 of a demand whose option is off */
bool fact_began(const struct check *c, int p);            /* operates or is under construction */
int fact_months(const struct check *c, int t);            /* of period t */
int fact_months_before(const struct check *c, int t);     /* of all periods before t */
bool fact_usable_in(const struct check *c, int started, int lead_months, int t);
int fact_last_period_by(const struct check *c, struct date by); /* or -1; unset: the last period */
/* By the scope's classes and demands alone. */
bool fact_scope_has_racks(const struct scope *scope, const struct scenario *sc, int d);
bool fact_site_started(const struct check *c, const struct scope *scope, int s, int t);
bool fact_scope_names_racks(const struct scope *scope); /* by class or demand */
/* a <= b; where MWh play a part, within their tolerance. */
bool fact_at_most(const mpq_t a, const mpq_t b, bool of_mwh);
double fact_discount(const struct check *c, int t); /* n_periods: the horizon's end */
void fact_years(const struct check *c, int t, mpq_t years);

/* ---- standby racks, and what a site draws ---- */

enum load { LOAD_RACKS, LOAD_KW, LOAD_MEAN_KW }; /* mean: x load factor; kW of standby racks: x their power_share */

/* Racks held at site r, or their kW: of dedicated pairs all, of shared ones those of the worst single site's loss. */
struct standing {
	int site, t;
	enum load load;
	double least_kw;           /* racks that draw as much per rack or more; 0: all */
	const struct scope *scope; /* of its classes and demands: shared standby belongs to none; NULL: all */
	bool shared_only;
};
void fact_standby(const struct check *c, const struct standing *of, mpq_t sum);
long long fact_standby_racks(const struct check *c, int r, int t, double least_kw);
void fact_pair_load(const struct check *c, const struct standby *pair, int t, enum load load, mpq_t amount);

void fact_site_kw(const struct check *c, int s, int t, enum load load, mpq_t kw); /* IT kW: hosted and standby */
void fact_usable_kw(const struct check *c, int s, int t, mpq_t kw);
void fact_site_mwh(const struct check *c, int s, int t, mpq_t mwh);   /* of the facility, in the period */
void fact_source_mwh(const struct check *c, int e, int t, mpq_t mwh); /* as the plan says; of what exists */

/* Why may racks of d not be hosted at s, or have their standby at r, in t? NULL: they may. */
const char *fact_why_not_host(struct check *c, int d, int s, int t);
const char *fact_why_not_pair(struct check *c, int d, int s, int r, int t);

/* ---- the network ---- */

void fact_link_gbps(const struct check *c, int l, int t, mpq_t gbps); /* installed, each way */

/* Of target g at the end of t; a plain metric has denominator 1. */
void fact_metric(const struct check *c, int g, int t, mpq_t numerator, mpq_t denominator);
bool fact_target_is_off(const struct check *c, int g);
/* What is missing of a `strive` target, in the metric's unit, of a ratio its numerator's; 0 where it does not bind. */
double fact_goal_shortfall(const struct check *c, int g, int t);
bool fact_goal_missed(const struct check *c); /* some `strive` target is not met in full */

/* Undiscounted cost within a scope: of the periods first .. last and the kinds marked. */
void fact_spending(const struct check *c, const struct scope *scope, const bool *kinds, int first, int last, mpq_t sum);

/* ---- costs ---- */

struct part *part_add(struct check *c, enum cost_kind kind, int site, int period); /* nominal 0, no thing */
/* With its salvage. */
void part_add_asset(struct check *c, const struct part *what, double life_years, const mpq_t amount);
void parts_of_decisions(struct check *c); /* start to unserved, and discouraged */
void parts_of_supply(struct check *c);    /* energy from sources and of standby racks */
void parts_of_links(struct check *c);
void parts_of_stability(struct check *c);
void parts_of_targets(struct check *c); /* shortfall and bonus */

/* ---- checks, each one page of rules ---- */

void check_claims(struct check *c); /* made for this scenario; numbers are numbers */
void check_phases(struct check *c);
void check_sites(struct check *c);
void check_feeds(struct check *c);
void check_demands(struct check *c);
void check_migration(struct check *c);
void check_backups(struct check *c);
void check_energy(struct check *c);
void check_link_modules(struct check *c);
void check_flows(struct check *c);
void check_stability(struct check *c);
void check_rules(struct check *c);
void check_budgets(struct check *c);
void check_targets(struct check *c);
void check_costs(struct check *c);

#endif
