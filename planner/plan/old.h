/*
 * old.h - what an earlier plan said of its targets: plan.json read without its scenario, which has changed since.
 *
 * These are the plan's own words, and nobody checked them against a scenario.
 */
#ifndef RACKPLAN_PLAN_OLD_H
#define RACKPLAN_PLAN_OLD_H

#include "planner/plan/plan.h"

struct old_target {
	const char *id;
	enum target_state state;
	double required, achieved, slack; /* in the metric's unit then */
};

struct old_plan {
	char scenario_id[128], variant[128];
	char scenario_sha256[65];
	int n;
	const struct old_target *targets; /* [n] in the plan's order */
	struct arena *arena;
};

/* Anything that is no plan.json is FAULT_INPUT, with its place. Members that are not asked for here may be anything. */
struct old_plan *plan_read_old(const char *path, struct error *err);
void plan_free_old(struct old_plan *old); /* NULL is allowed */

#endif
