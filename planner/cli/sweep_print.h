/*
 * sweep_print.h - a finished sweep in words: which assumption decides whether a target is reached, and what moves the cost.
 */
#ifndef RACKPLAN_CLI_SWEEP_PRINT_H
#define RACKPLAN_CLI_SWEEP_PRINT_H

#include "planner/report/report.h"
#include "planner/sweep/statistics.h"

/* `sc` is the base scenario. Text of at most 80 columns, but for long ids. */
void sweep_summary_text(const struct sweep_runs *runs, const struct sweep_summary *summary, const struct scenario *sc,
                        enum language language, struct str *out);
void sweep_summary_json(const struct sweep_runs *runs, const struct sweep_summary *summary, const struct scenario *sc,
                        struct str *out);

#endif
