/*
 * judge.h - a checked scenario as a suite of cases: "(plan)", is there one, and a case for each target.
 *
 * A case fails only where check ends 4 for it: a target that is missed and not required is CI_MISSED.
 */
#ifndef RACKPLAN_CLI_JUDGE_H
#define RACKPLAN_CLI_JUDGE_H

#include "planner/cli/diagnose.h"
#include "planner/cli/several.h"
#include "planner/report/ci.h"

/* The run has a plan. `code` is what run_plan_code() says of it. */
void judge_plan(const struct turn *turn, int code, struct ci_suite *suite);

/* There is none, and this is why; NULL: that could not be found out. */
void judge_infeasible(const struct turn *turn, const struct diagnosis *diagnosis, struct ci_suite *suite);

/* Nothing was found out: invalid, undecided, a fault. What was said of it becomes the error. */
void judge_nothing(const struct turn *turn, struct ci_suite *suite);

/* The suite's name and properties, and notes of what reading found. */
void judge_head(const struct turn *turn, struct ci_suite *suite);

/* Where the target stands; in no file when --set put it there. */
struct ci_place judge_place(const struct scenario *sc, int target);

#endif
