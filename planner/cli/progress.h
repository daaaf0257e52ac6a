/*
 * progress.h - one line on the terminal that says how far a solve is, rewritten while it goes on.
 *
 * Shown on a terminal alone (TERM set and not "dumb"), without --quiet, and of solves that take a while; gone when they end.
 */
#ifndef RACKPLAN_CLI_PROGRESS_H
#define RACKPLAN_CLI_PROGRESS_H

#include "planner/cli/pipeline.h"

/* Asks for it, where anybody would see it. The run and *options must stay until solve() has returned; then progress_end() (cli.h). */
void progress_ask(struct run *run, struct solve_options *options);

/* For other work: would anybody see a line, and this one in the place of the last. */
bool progress_wanted(const struct options *options);
void progress_show(const char *line);

#endif
