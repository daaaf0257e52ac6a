/*
 * models_case.h - a scenario of tests/fixtures/models, changed, built, solved in whole numbers and made into a plan.
 *
 * Every plan of a whole model is shown to the verifier; a test in which it finds anything fails.
 */
#ifndef RACKPLAN_TESTS_MODELS_CASE_H
#define RACKPLAN_TESTS_MODELS_CASE_H

#include "models/model.h"
#include "planner/scenario/read.h"
#include "planner/solve/solve.h"

enum { MODELS_MOST_SETS = 12 };

struct models_case {
	const char *fixture;               /* "power" */
	const char *path;                  /* a file instead of a fixture; NULL */
	const char *set[MODELS_MOST_SETS]; /* as --set, ended by NULL */
	const char *without;               /* a family, or NULL */
	bool soft_targets;

	/* filled by the functions below */
	struct scenario *sc;
	const struct arena *arena; /* the scenario's: valgrind sees only pointers to beginnings, and sc lies inside */
	struct model *model;
	struct solution solution;
	struct plan *plan; /* NULL when there is no solution */
};

void models_read(struct models_case *c);  /* the scenario; fails the test when it is refused */
void models_build(struct models_case *c); /* and the model */
void models_solve(struct models_case *c); /* and the plan; checks that costs add up and that the verifier accepts it */
void models_close(struct models_case *c);

/* Net present cost of the plan; HUGE_VAL when no plan exists. Solves and closes. */
double models_cost(struct models_case c);

/* models_cost() of a fixture without one family, with up to three changes (NULL: none). */
double models_cost_of(const char *fixture, const char *without, const char *set_1, const char *set_2,
                      const char *set_3);

/* Undiscounted sum of a kind in a plan. */
double models_sum(const struct plan *plan, enum cost_kind kind);
const struct target_result *models_result(const struct models_case *c, const char *target);

#endif
