/*
 * uniqueness.h - how unique a plan is: the least and the most design racks of each site among plans that are nearly as good.
 */
#ifndef RACKPLAN_CLI_UNIQUENESS_H
#define RACKPLAN_CLI_UNIQUENESS_H

#include "planner/cli/pipeline.h"

/* What the solver is asked besides the plan; of no effect without --uniqueness. Lives as long as the model. */
void uniqueness_ask(const struct run *run, struct solve_options *solving);

bool uniqueness_known(const struct run *run); /* asked for, and answered before a limit */
void uniqueness_csv(const struct run *run, struct str *out);
void uniqueness_say(const struct run *run, struct str *out);  /* for people; nothing when it was not asked for */
void uniqueness_json(const struct run *run, struct str *out); /* ,\n  "uniqueness": {...}; nothing likewise */

#endif
