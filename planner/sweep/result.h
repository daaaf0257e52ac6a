/*
 * result.h - what one variant gave, and the file that keeps it.
 *
 * The file's name is a hash of what was asked (program, solver, options, resolved scenario), and its first line holds a
 * hash of the rest, so that a file that is there, whole and of this question can be told from any other.
 */
#ifndef RACKPLAN_SWEEP_RESULT_H
#define RACKPLAN_SWEEP_RESULT_H

#include "planner/sweep/sweep.h"

struct sweep_target {
	const char *id, *unit;
	const char *state; /* met, missed, overruled, off; reachable: there is no plan, but not for want of this one */
	double required, achieved, slack; /* achieved, slack: not a number where they are not known */
};

struct sweep_cost {
	const char *kind;
	double nominal_cny, present_cny;
};

struct sweep_order { /* of one site (or link) and one action, summed up */
	const char *owner, *action;
	int n_orders, quantity; /* quantity: racks, steps of feeds, modules of links */
	double mw, gbps, cost_cny;
};

struct sweep_result {
	const char *key;                         /* 64 hex digits */
	const char *scenario, *variant, *sha256; /* "" when the scenario could not be read */
	const char *status;  /* optimal, feasible, limit; infeasible, undecided, invalid, fault: without a plan */
	int exit_code;       /* what `rackplan solve` of this variant ends with */
	const char *message; /* why there is no plan; "" */
	const char *solver;
	bool planned;
	double objective_cny, lp_bound_cny, mip_bound_cny, gap; /* when planned, else not a number */
	int available_racks;                                    /* at the end; when planned */
	int n_settings;
	const struct sweep_setting *settings; /* pointer and value.json alone */
	int n_targets, n_costs, n_orders;
	struct sweep_target *targets;
	struct sweep_cost *costs;
	struct sweep_order *orders;
};

/* Is the target reached, is it missed, or is that not known? 1, 0, -1. */
int sweep_target_reached(const struct sweep_target *target);

void sweep_result_write(const struct sweep_result *result, struct str *out);

/* NULL when there is no such file, or it is not what was written, or of another key. Owned by the arena. */
struct sweep_result *sweep_result_read(const char *path, const char *key, struct arena *arena);

#endif
