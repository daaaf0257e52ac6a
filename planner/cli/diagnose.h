/*
 * diagnose.h - why there is no plan: by how much which targets are missed at least, and which dates, budgets and rules
 * are to blame.
 */
#ifndef RACKPLAN_CLI_DIAGNOSE_H
#define RACKPLAN_CLI_DIAGNOSE_H

#include "planner/cli/explain.h"

enum cause_kind { CAUSE_PHASE, CAUSE_SITE, CAUSE_DEMAND, CAUSE_BUDGET, CAUSE_RULE };

struct cause { /* without this date, budget or rule alone, the shortfall would be less */
	enum cause_kind kind;
	int item;         /* p, s, d, or the index of the budget or rule */
	double shortfall; /* what would be left */
};

struct miss {
	int target;
	double shortfall; /* the least, in the metric's unit; whole where the metric counts racks or sites */
	int n_causes;     /* the weightiest first; what would cure less than a hundredth is left out */
	struct cause *causes;
};

struct diagnosis {
	bool no_target_to_blame; /* infeasible even without targets */
	bool incomplete;         /* a limit came before everything was tried */
	int n;
	struct miss *misses; /* in the scenario's order */
	int n_conflict;
	struct item *conflict; /* [n_conflict] where no cause was found for a miss: what cannot all hold */
};

/*
 * Solves the scenario again with targets that may fall short, and then once for each date, budget and rule that may be the
 * cause. Returns 0, or -1 with err set when that could not be decided.
 */
int diagnose(const struct run *run, struct diagnosis *diagnosis, struct error *err);
/* The least shortfalls alone, without their causes: one solve. */
int diagnose_shortfalls(const struct run *run, struct diagnosis *diagnosis, struct error *err);
/* What is said of the target; NULL when nothing is, or there is no diagnosis. */
const struct miss *diagnosis_miss(const struct diagnosis *diagnosis, int target);
void diagnosis_dispose(struct diagnosis *diagnosis);
void diagnosis_print(const struct diagnosis *diagnosis, const struct scenario *sc, enum language language,
                     struct str *out);
/* A line for what is missed, and one for each of its causes. */
void miss_print(const struct miss *miss, const struct scenario *sc, enum language language, struct str *out);
void diagnosis_json(const struct diagnosis *diagnosis, const struct scenario *sc, struct str *out);

#endif
