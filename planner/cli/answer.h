/*
 * answer.h - what solve left behind, by the word that a user gives for it: a results directory, or a file in one.
 */
#ifndef RACKPLAN_CLI_ANSWER_H
#define RACKPLAN_CLI_ANSWER_H

#include "planner/base/error.h"
#include "planner/base/str.h"

/*
 * Appends to *path what the word stands for: a directory for the plan.json in it or, where there is none, for its
 * infeasibility.json; any other word for itself. Whether the file can be read is not looked at.
 */
void answer_path(const char *word, struct str *path);

/* The same where only a plan will do: 0, or -1 with FAULT_INPUT when there is none that can be read. */
int answer_plan(const char *word, struct str *path, struct error *err);

/* The scenario.resolved.json beside the file at `answer`, appended to *path. */
void answer_scenario(const char *answer, struct str *path);

#endif
