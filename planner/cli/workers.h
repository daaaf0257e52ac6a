/*
 * workers.h - processes that do numbered pieces of work: piece i goes to worker i mod n.
 */
#ifndef RACKPLAN_CLI_WORKERS_H
#define RACKPLAN_CLI_WORKERS_H

#include "planner/base/error.h"

#include <stddef.h>

enum { WORKERS_MOST = 256 };

struct workers {
	int n, n_pieces;
	size_t size;                                    /* of what a worker says of a piece; at most PIPE_BUF */
	void (*work)(int piece, void *said, void *own); /* in a worker's process */
	void (*heard)(const void *said, void *own);     /* in this process, of each piece, as they come */
	void (*wait)(void *own);                        /* in this process, at least twice a second; may be NULL */
	void *own;
};

/* Returns when all are done. FAULT_INTERNAL when a worker ended early: what it left undone was not heard of. */
int workers_run(const struct workers *workers, struct error *err);

/* Ends them and waits for that, two seconds at most. Async-signal-safe. */
void workers_interrupt(void);

#endif
