/*
 * error.h - how a function below cli/ says that it failed.
 *
 * A function that can fail returns 0 on success and -1 on failure, and takes a `struct error *` last.
 * The first failure is kept: error_set() on an error that is already set changes nothing, so a run of
 * calls can be checked once at its end. `kind` is the exit code that the command will end with.
 */
#ifndef RACKPLAN_BASE_ERROR_H
#define RACKPLAN_BASE_ERROR_H

enum fault {
	FAULT_NONE = 0,
	FAULT_INTERNAL = 1,   /* the program is wrong: a plan failed its own verification, say */
	FAULT_USAGE = 2,      /* the command line is wrong */
	FAULT_INPUT = 3,      /* the scenario, plan or table is wrong */
	FAULT_INFEASIBLE = 4, /* no plan meets every required target */
	FAULT_UNDECIDED = 5,  /* a limit came first, or the numbers were too hard */
	FAULT_OUTPUT = 6,     /* a result could not be written */
	FAULT_EXTERNAL = 7    /* an external program is absent or failed */
};

struct error {
	enum fault kind;
	char where[512]; /* file:line:col: /pointer, or family[indices], or "" */
	char what[1024]; /* one sentence, no full stop, names the value it got */
};

#define ERROR_INIT                                                                                                     \
	{                                                                                                              \
		FAULT_NONE, "", ""                                                                                     \
	}

/* Records a failure unless one is recorded already. Always returns -1. `where` may be NULL. */
int error_set(struct error *err, enum fault kind, const char *where, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

#endif
