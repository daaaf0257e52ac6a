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

struct part { /* one cost, of one thing in one period */
	enum cost_kind kind;
	int site, period;         /* as in struct cost_item */
	int phase, feed, demand;  /* what it is for: one of them, or none (-1) */
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

/* An amount with as many decimals as it takes to tell it from `beside`, at least `least_decimals`. */
const char *check_amount(struct check *c, double amount, double beside, int least_decimals);

/* ---- facts, from the scenario and the plan's decisions ---- */

long long fact_started(const struct check *c, int p, int t);      /* racks started up to t */
long long fact_design(const struct check *c, int p, int t);
long long fact_available(const struct check *c, int p, int t);
long long fact_usable(const struct check *c, int p, int t);
long long fact_host(const struct check *c, int d, int s, int t);
long long fact_need(const struct check *c, int d, int t);         /* 0 of a demand whose option is off */
bool fact_began(const struct check *c, int p);                    /* operates or is under construction */
int fact_months(const struct check *c, int t);                    /* of period t */
int fact_months_before(const struct check *c, int t);             /* of all periods before t */
bool fact_usable_in(const struct check *c, int started, int lead_months, int t);
int fact_last_period_by(const struct check *c, struct date by);   /* or -1; unset: the last period */
/* By the scope's classes and demands alone. */
bool fact_scope_has_racks(const struct scope *scope, const struct scenario *sc, int d);
bool fact_site_started(const struct check *c, const struct scope *scope, int s, int t);
double fact_discount(const struct check *c, int t);               /* n_periods: the horizon's end */

/* Of target g at the end of t; a plain metric has denominator 1. */
void fact_metric(const struct check *c, int g, int t, mpq_t numerator, mpq_t denominator);
bool fact_target_is_off(const struct check *c, int g);
bool fact_goal_missed(const struct check *c); /* some `strive` target is not met in full */

/* Undiscounted cost within a scope: of the periods first .. last and the kinds marked. */
void fact_spending(const struct check *c, const struct scope *scope, const bool *kinds, int first, int last, mpq_t sum);

/* ---- costs ---- */

struct part *part_add(struct check *c, enum cost_kind kind, int site, int period); /* nominal 0, no thing */
void parts_of_decisions(struct check *c); /* start to unserved, and discouraged */
void parts_of_targets(struct check *c);   /* shortfall and bonus */

/* ---- checks, each one page of rules ---- */

void check_claims(struct check *c);   /* made for this scenario; numbers are numbers */
void check_phases(struct check *c);
void check_sites(struct check *c);
void check_feeds(struct check *c);
void check_demands(struct check *c);
void check_migration(struct check *c);
void check_rules(struct check *c);
void check_budgets(struct check *c);
void check_targets(struct check *c);
void check_costs(struct check *c);

#endif
