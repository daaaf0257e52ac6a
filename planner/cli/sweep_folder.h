/*
 * sweep_folder.h - the directory of a sweep: what it was made from, and what lies in it that is nobody's.
 */
#ifndef RACKPLAN_CLI_SWEEP_FOLDER_H
#define RACKPLAN_CLI_SWEEP_FOLDER_H

#include "planner/base/io.h"
#include "planner/cli/sweep_run.h"

/*
 * Opens and locks the directory and writes runs/manifest.json. FAULT_USAGE when runs lie there and nobody said --resume;
 * FAULT_INPUT when they are of other inputs and nobody said --force.
 */
int sweep_folder_open(const struct options *options, const struct sweep *sweep, const struct scenario *base,
                      const char *program, const char *directory, struct io_results **results, struct error *err);

/* Marks results of earlier inputs, which no variant has now, to go with the next commit. */
void sweep_folder_clean(struct io_results *results, const struct sweep_done *done, int n);

#endif
