/*
 * verify.h - does a plan obey its scenario? Re-checked from nothing but the two.
 *
 * Shares no code with models/ and planner/lp/ (the Makefile links the verifier without them). Racks are whole numbers;
 * other comparisons are in exact rational arithmetic on the doubles as written.
 */
#ifndef RACKPLAN_VERIFY_VERIFY_H
#define RACKPLAN_VERIFY_VERIFY_H

#include "planner/plan/plan.h"

struct violation {
	const char *rule;  /* "power", "phase lead time", "cost sum", ... */
	const char *place; /* "datong-zhongyun, 2018-11" in the scenario's ids */
	double amount;     /* how much it is over or short, in `unit` */
	const char *unit;
	const char *message; /* one sentence that a planner understands */
};

struct violations {
	int n;
	struct violation *items;
	int n_checks; /* comparisons made: a verifier that checked nothing accepted nothing */
	struct arena *arena;
};

void violations_dispose(struct violations *violations);

/* Returns the number of violations (0: the plan is accepted). `violations` is zero-initialised by the caller. */
int verify_plan(const struct scenario *sc, const struct plan *plan, struct violations *violations);

/*
 * What an accepted plan misses of the targets that it strives for, by its decisions alone: [n_targets][n_periods], in the
 * metric's unit, of a ratio its numerator's; 0 elsewhere.
 */
void verify_goals(const struct scenario *sc, const struct plan *plan, double *shortfalls);
void verify_print(const struct violations *violations, struct str *out);

#endif
