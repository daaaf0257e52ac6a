/*
 * statistics.h - what a sweep says as a whole: how often there is a plan and each target is reached, and on which
 * parameter that rests.
 *
 * Shares are of the variants of which it is known: undecided, invalid and failed ones say nothing. Numbers that cannot be
 * had (too few variants, all alike) are not numbers.
 */
#ifndef RACKPLAN_SWEEP_STATISTICS_H
#define RACKPLAN_SWEEP_STATISTICS_H

#include "planner/sweep/tables.h"

struct sweep_split { /* variants with the lower and the upper half of a parameter's values; the middle one is in neither */
	int n_low, n_high, low_reached, high_reached;
};

struct sweep_effect { /* of one parameter */
	int parameter;
	int n;            /* plans that the correlation rests on */
	double with_cost; /* Spearman's rank correlation of value and cost */
	struct sweep_split plan;
	struct sweep_split *targets; /* [n_targets] */
	/* One at a time: the cost at the least and greatest value less the base's, and those values. */
	double low, high, low_cny, high_cny;
	int low_run, high_run; /* variants, or -1 */
};

struct sweep_reach {
	const char *id;
	int n_known, n_reached;
	int *order; /* [n_effects] of effects, by the difference of their halves, the greatest first */
};

struct sweep_summary {
	int n, n_planned, n_infeasible, n_undecided, n_invalid, n_fault;
	double least_cny, median_cny, most_cny; /* of the plans */
	int n_targets;                          /* in force in some variant */
	struct sweep_reach *targets;
	struct sweep_reach plan;
	int n_effects;
	struct sweep_effect *effects; /* the strongest correlation or change of cost first */
	struct arena *arena;
};

void sweep_summarise(const struct sweep_runs *runs, struct sweep_summary *summary);
void sweep_summary_dispose(struct sweep_summary *summary);

/* Upper less lower half, in -1..1; not a number when a half is empty. */
double sweep_split_difference(const struct sweep_split *split);

/* So great a difference of halves comes by chance in about one case of 20, when `share` of all are reached. */
double sweep_chance(int n, double share);

/* Spearman's rank correlation, ranks of equals averaged; not a number for n < 3 or when one of them is constant. */
double sweep_rank_correlation(int n, const double *a, const double *b);

#endif
