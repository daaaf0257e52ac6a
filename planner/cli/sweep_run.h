/*
 * sweep_run.h - one variant of a sweep: read, solved, verified, its result kept in a file of its own.
 */
#ifndef RACKPLAN_CLI_SWEEP_RUN_H
#define RACKPLAN_CLI_SWEEP_RUN_H

#include "planner/cli/pipeline.h"
#include "planner/sweep/result.h"

struct sweep_done { /* what a worker says of a variant; small enough to pass through a pipe in one piece */
	int variant;
	bool kept;     /* its result was there already */
	int exit_code; /* the variant's */
	bool failed;   /* its result could not be written */
	char key[65];
};

/*
 * Makes the variant's result in directory/runs, unless it is there and whole. What stays the same for all variants comes as
 * options and `program`, a text of version and solvers. A fault of the program is tried again.
 */
void sweep_run(const struct options *options, const struct sweep *sweep, int variant, const char *program,
               const char *directory, struct sweep_done *done);

/* Program, version, solvers and what was asked of them, one a line: what a result depends on beside its scenario. */
void sweep_program(const struct options *options, struct str *out);

void sweep_result_path(const char *directory, const char *key, struct str *out); /* directory/runs/KEY.json */

#endif
