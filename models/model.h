/*
 * model.h - scenario -> LP, and solution -> plan. One file per constraint family; models/families.c lists them.
 */
#ifndef RACKPLAN_MODELS_MODEL_H
#define RACKPLAN_MODELS_MODEL_H

#include "planner/lp/lp.h"
#include "planner/plan/plan.h"
#include "planner/scenario/scenario.h"

struct model;

struct model_options {
	bool soft_targets;    /* every `must` target may fall short, in a tier before all others: the least shortfall */
	int waive_phase;      /* a phase whose dates and lead time are waived (usable from the first period), or -1 */
	const char *without;  /* a family that is left out, for tests; NULL: none */
	bool only_shortfalls; /* with soft_targets: money plays no part, which is all that a diagnosis needs */
};

struct model *model_build(const struct scenario *sc, const struct model_options *options, struct error *err);
void model_free(struct model *model);
const struct lp *model_lp(const struct model *model);

/*
 * The plan of a whole-number solution: x, row_price [lp sizes], bounds from solve/. A value that is further than 1e-6
 * from a whole number where the plan needs one is FAULT_INTERNAL: never truncated.
 */
struct model_answer {
	const double *x;
	const double *row_price;
	double lp_bound, mip_bound, fixed_cost; /* of the cost tier */
	const char *status, *solver;
};
struct plan *model_plan(const struct model *model, const struct model_answer *answer, struct error *err);

/* Of a soft_targets solution: the shortfall of target g in its unit, 0 when it is met. */
double model_shortfall(const struct model *model, int g, const double *x);

/* The table of families: drives building, golden tests, the page of mathematics. */
struct family {
	const char *name;    /* "power" */
	const char *algebra; /* several lines */
	const char *unit;    /* of both sides */
	void (*build)(struct model *model);
};
extern const struct family families[];
extern const int n_families;

#endif
