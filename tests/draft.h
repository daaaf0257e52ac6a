/*
 * draft.h - a plan that a test may change: read from a fixture, each decision within reach by the scenario's ids.
 *
 * The plan files of tests/fixtures/verify say @SHA256@ and @VARIANT@ where a plan names its scenario.
 */
#ifndef RACKPLAN_TESTS_DRAFT_H
#define RACKPLAN_TESTS_DRAFT_H

#include "planner/plan/plan.h"
#include "planner/verify/verify.h"

#define VALLEY "tests/fixtures/verify/valley.json"
#define VALLEY_PLAN "tests/fixtures/verify/valley.plan.json"
#define DELTA "tests/fixtures/verify/delta.json"
#define DELTA_PLAN "tests/fixtures/verify/delta.plan.json"

struct draft {
	struct scenario *sc;
	struct plan *read; /* as plan_read() gave it */
	struct plan plan;  /* the one to change; its lists are the ones below */
	int *started, *commissioned, *feeds, *unserved;
	int *hosted; /* [n_demands][n_sites][n_periods] */
	int *paired; /* [n_demands][n_sites][n_sites][n_periods]; NULL when no demand has a backup */
	int *modules;
	double *energy, *gbps; /* gbps: [n_nodes][n_links][2][n_periods] */
	struct cost_item *costs;
	struct target_result *results;
	struct arena *arena;
};

struct scenario *draft_scenario(const char *path, const char *set); /* set: one --set, or NULL */

/* A plan file with @SHA256@ and @VARIANT@ filled in; free() it. */
char *draft_plan_text(const char *path, const struct scenario *sc);

struct draft *draft_open(const char *scenario_path, const char *plan_path, const char *set);
struct draft *draft_valley(const char *set); /* the two plans of fixtures/verify */
struct draft *draft_delta(const char *set);
void draft_close(struct draft *draft);

int *draft_started(struct draft *draft, const char *phase, const char *period);
int *draft_commissioned(struct draft *draft, const char *phase, const char *period);
int *draft_feed(struct draft *draft, const char *feed, const char *period);
int *draft_host(struct draft *draft, const char *demand, const char *site, const char *period);
int *draft_unserved(struct draft *draft, const char *demand, const char *period);
int *draft_pair(struct draft *draft, const char *demand, const char *site, const char *standby, const char *period);
int *draft_modules(struct draft *draft, const char *module, const char *period);
double *draft_energy(struct draft *draft, const char *source, const char *period);
double *draft_flow(struct draft *draft, const char *node, const char *link, bool back, const char *period);
/* site NULL: none; period NULL: the horizon's end */
struct cost_item *draft_cost(struct draft *draft, enum cost_kind kind, const char *site, const char *period);
struct target_result *draft_result(struct draft *draft, const char *target);

void draft_move(int *from, int *to, int n); /* racks, or what else is counted */

/* Takes every claim away: no costs, no results, no bindings, an objective of 0. */
void draft_silence(struct draft *draft);

/* The violation of this rule at this place, or NULL. */
const struct violation *draft_find(const struct violations *violations, const char *rule, const char *place);

#endif
