/*
 * uneven.h - numbers of the scenario that no solver sees beside others: warnings with their place.
 */
#ifndef RACKPLAN_CLI_UNEVEN_H
#define RACKPLAN_CLI_UNEVEN_H

#include "planner/cli/pipeline.h"
#include "planner/report/ci.h"

/* Looks through the model of a run; keeps what it finds with the run, and says it on standard error. */
void uneven_find(struct run *run);

/* The members "n_warnings" and "warnings" of run.json and check's JSON, with a comma before each; nothing where there are none. */
void uneven_json(const struct run *run, struct str *out);

/* Each as a note of the suite, at its place in the file. */
void uneven_notes(const struct run *run, struct ci_suite *suite);

#endif
