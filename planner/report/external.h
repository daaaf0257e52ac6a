/*
 * external.h - running a program that is not trusted, in a scratch folder, with a time limit. Private to report/.
 */
#ifndef RACKPLAN_REPORT_EXTERNAL_H
#define RACKPLAN_REPORT_EXTERNAL_H

#include "planner/base/error.h"
#include "planner/base/str.h"

struct scratch { /* a folder of our own under TMPDIR */
	char path[512];
};

int scratch_open(struct scratch *scratch, struct error *err);
void scratch_close(struct scratch *scratch); /* removes it with everything in it */
int scratch_write(const struct scratch *scratch, const char *name, const struct str *text, struct error *err);
int scratch_read(const struct scratch *scratch, const char *name, struct str *bytes); /* -1: there is no such file */

/*
 * Runs arguments[0], found along PATH, in the scratch folder: empty standard input, a clean environment, a process group of
 * its own that is killed when limit_s is over. What it says goes to `said` and `complained`. Fails (FAULT_EXTERNAL)
 * when it is absent, is ended by a signal or the limit, or ends with anything but 0.
 */
int external_run(const struct scratch *scratch, const char *const *arguments, double limit_s, struct str *said,
                 struct str *complained, struct error *err);

/* Kills the running program and removes the scratch folder. Async-signal-safe. */
void external_interrupt(void);

#endif
