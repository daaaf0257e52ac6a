/*
 * several.h - one command over one or several scenarios, one after the other, and the table at the end.
 *
 * All are read before the first is solved, so that what is wrong with one is said at once; what is wrong with one does
 * not stop the others.
 */
#ifndef RACKPLAN_CLI_SEVERAL_H
#define RACKPLAN_CLI_SEVERAL_H

#include "planner/cli/pipeline.h"

#define SEVERAL_HELP                                                                                                   \
	"Several scenarios (files, each with every --scenario or with --all-variants) are\n"                           \
	"read first and then done one after the other, each with a time limit of its own.\n"                           \
	"What is wrong with one does not stop the others. At the end stands a table over\n"                            \
	"all; the exit code is the worst, in the order 1, 3, 6, 4, 5, 7, 0. A --scenario\n"                            \
	"or --set that a file cannot follow is invalid input of that file.\n"

struct outcome {                    /* what a line of the table says of a scenario */
	bool planned;               /* there is a plan, and the figures are its own */
	bool worse;                 /* than its baseline, and that is why it failed */
	int met, missed;            /* targets; -1: not known. Of an infeasible scenario: missed, at least */
	double cost_cny, bound_cny; /* net present cost, and the best bound on it */
	double gap;                 /* as in run.json */
	int racks;                  /* available at the end */
};

struct turn {                       /* one scenario of the command line */
	const char *file, *variant; /* variant: as asked for; NULL: the file's own */
	bool alone;                 /* no other was asked for: output is that of one scenario */
	bool silent;                /* nothing of it goes to standard output */
	int number, of;
	struct run run;       /* its scenario, unless it could not be read; what solving adds lasts for its turn */
	struct str label;     /* id/variant; the file's name while that is not known */
	struct str directory; /* of its results; "" without -o */
	struct str json;      /* its object of the array, when it has something to say */
	int code;
	struct outcome outcome;
};

struct work {        /* what a command does with each; `own` is the command's; begin and end may be NULL */
	bool writes; /* into directories of their own, which must differ */
	bool silent; /* standard output is kept for what end() writes */
	int (*begin)(const struct turn *turns, int n, void *own); /* all are read, none is solved; not 0 ends the run */
	int (*solve)(struct turn *turn, void *own);
	int (*end)(const struct turn *turns, int n, int code, void *own); /* all are done */
	void *own;
};

/* Does the work for every scenario of the command line. Returns the worst exit code; see several_worst(). */
int several_run(const struct options *options, const struct work *work);

/* The worse of two exit codes: 1, 2, 3, 6, 4, 5, 7, 0. What is broken comes before what is refused or unknown. */
int several_worst(int a, int b);

/* Notes what the plan that the run now has says. */
void turn_planned(struct turn *turn);

/*
 * A scenario's own output: printed at once, among several below a heading unless the text names it itself. JSON of
 * several scenarios waits for the end. Returns the exit code.
 */
int turn_print(struct turn *turn, const struct str *text, bool names_itself, int code);

/* The members that every scenario's JSON object begins with, a comma after each: file, names, status, exit. */
void turn_json_head(const struct turn *turn, const char *status, int code, struct str *out);
/* "figures": of the plan, and of the targets. */
void turn_json_figures(const struct turn *turn, struct str *out);

/* The table (at most 80 columns), and the same as one JSON document. */
void several_table(const struct turn *turns, int n, int code, enum language language, struct str *out);
void several_gap(struct str *out, double gap); /* 0 %, < 0.01 %, 1.25 % */
void several_json(const struct turn *turns, int n, int code, struct str *out);

#endif
