/*
 * check_json.h - what check --format json prints of a scenario: an object and a line break.
 */
#ifndef RACKPLAN_CLI_CHECK_JSON_H
#define RACKPLAN_CLI_CHECK_JSON_H

#include "planner/cli/baseline.h"
#include "planner/cli/several.h"

/* The comparison may be empty (its `old` NULL). */
void check_json_plan(const struct turn *turn, int code, const struct comparison *comparison, struct str *out);
void check_json_infeasible(const struct turn *turn, const struct diagnosis *diagnosis,
                           const struct comparison *comparison, bool proved, struct str *out);

#endif
