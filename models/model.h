/*
 * model.h - scenario -> LP, and solution -> plan. One file per constraint family; models/families.c lists them.
 */
#ifndef RACKPLAN_MODELS_MODEL_H
#define RACKPLAN_MODELS_MODEL_H

#include "planner/lp/lp.h"
#include "planner/plan/plan.h"
#include "planner/scenario/scenario.h"

struct model;

/*
 * What a model may be freed of, item by item, to find out why there is no plan. A waiver gives the item's rows one column that
 * loosens them, from 0 to more than anybody could need; a target's and a demand's are the shortfall and the unserved racks
 * of each period. Dates and rules on who may be hosted where have no rows: who asks changes the scenario.
 */
enum waiver_kind {
	WAIVE_TARGET,    /* g: the metric's unit, of a ratio its numerator's */
	WAIVE_DEMAND,    /* d: racks */
	WAIVE_SIZE,      /* p: racks more, from when the phase's own can be; they cost as those do */
	WAIVE_POWER,     /* s: MW installed */
	WAIVE_COOLING,   /* s: IT MW */
	WAIVE_ENERGY,    /* e: MWh a year */
	WAIVE_LINK,      /* l: Gbps installed */
	WAIVE_RULE,      /* r: sites; of a rule that forbids, racks */
	WAIVE_BUDGET,    /* b: the currency */
	WAIVE_STABILITY, /* 0: racks */
	WAIVER_KINDS
};

struct model_waiver {
	enum waiver_kind kind;
	int item;
	double price; /* of a unit, in a tier before all others (of a target: of a share of the value); 0: for nothing */
};

struct model_options {
	bool soft_targets;   /* every `must` target may fall short, in a tier before all others: the least shortfall */
	const char *without; /* a family that is left out, for tests; NULL: none */
	bool only_shortfalls; /* with soft_targets or waivers: money plays no part, which is all that a diagnosis needs */
	bool relaxed;         /* nothing need be whole: what branch and bound would decide is a share */
	int n_waivers;
	const struct model_waiver *waivers; /* [n_waivers] copied */
};

struct model *model_build(const struct scenario *sc, const struct model_options *options, struct error *err);
void model_free(struct model *model);
const struct lp *model_lp(const struct model *model);
struct arena *model_arena(const struct model *model); /* for what lives as long as the model */

/*
 * For solve_options.range_rows, [n_rows], memory_free(): rows that limit a planner (power, a target, a budget), not those
 * that tie columns together.
 */
unsigned char *model_limits(const struct model *model);

/*
 * The plan of a whole-number solution: x, prices and their ranges [lp sizes], bounds from solve/. A value that is further than 1e-6
 * from a whole number where the plan needs one is FAULT_INTERNAL: never truncated.
 */
struct model_answer {
	const double *x;
	const double *row_price;                                     /* NULL: no prices */
	const double *row_from, *row_to, *price_below, *price_above; /* as in a solution; NULL: no ranges */
	double lp_bound, mip_bound, fixed_cost;                      /* of the cost tier */
	const char *status, *solver;
};
struct plan *model_plan(const struct model *model, const struct model_answer *answer, struct error *err);

/* Of a soft_targets solution: the shortfall of target g in its unit, 0 when it is met. */
double model_shortfall(const struct model *model, int g, const double *x);

/* How much of waiver i an answer uses, in the item's unit; where there is a column a period, the most of a period. */
double model_waived(const struct model *model, int i, const double *x);

/*
 * What waiver i is worth by the answer's reduced costs: 0 when the answer's cost rests on no row of the item. The items of
 * which it is above 0 cannot all hold when the first tier's cost is above 0.
 */
double model_waiver_worth(const struct model *model, int i, const double *column_price);

/*
 * Design racks of site s at the horizon's end as a linear expression: sum of coefficient x column + the constant. Columns and
 * coefficients live as long as the model; returns how many there are.
 */
int model_design_racks(const struct model *model, int s, const int **columns, const double **coefficients,
                       double *constant);

/*
 * Numbers that no solver sees beside others (lp_lint()), the worst first. Of rows and costs that differ in the period alone the worst stands for
 * all. Returns how many there are; list[at most `most`] is in the arena, its numbers in the scenario.
 */
struct model_concern {
	enum lp_concern_kind kind;
	const char *row; /* "power[taiyuan,2018-05]"; NULL: costs */
	int n;           /* how many rows or costs it stands for */
	double small, large;
	const char *small_column, *large_column;               /* "host[gov,taiyuan,2018-05]"; NULL: the row's limit */
	const struct number_mark *small_number, *large_number; /* of the scenario; NULL: none is known */
};
int model_concerns(const struct model *model, int most, struct arena *arena, const struct model_concern **list);

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
