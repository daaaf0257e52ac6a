/*
 * run_json.h - run.json: what was asked, of which files, by which programs, and what came out. No clock time.
 */
#ifndef RACKPLAN_CLI_RUN_JSON_H
#define RACKPLAN_CLI_RUN_JSON_H

#include "planner/cli/prove.h"

void run_json(const struct run *run, const struct proof *proof, struct str *out);

#endif
