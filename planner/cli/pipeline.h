/*
 * pipeline.h - the way from a scenario file to a verified plan, shared by the commands.
 */
#ifndef RACKPLAN_CLI_PIPELINE_H
#define RACKPLAN_CLI_PIPELINE_H

#include "models/model.h"
#include "planner/cli/cli.h"
#include "planner/plan/plan.h"
#include "planner/report/report.h"
#include "planner/scenario/read.h"
#include "planner/solve/solve.h"
#include "planner/verify/verify.h"

struct run { /* zero-initialise, dispose in any case */
	const struct options *options;
	const char *variant;      /* the named scenario that is wanted; NULL: the file's own */
	const char *label;        /* named in messages where there are several scenarios; NULL: there is one */
	struct findings findings; /* of reading */
	struct str said;          /* the errors printed so far; .text may be NULL while there are none */
	bool ranges;              /* work out over which ranges prices hold */
	double start_s;           /* of the monotonic clock */
	double deadline_s;        /* of the same; 0: none */
	struct scenario *sc;
	struct model *model;
	int n_concerns; /* numbers that no solver sees beside others; in the model's arena, the worst first */
	const struct model_concern *concerns;
	struct solution solution;
	struct days *days; /* with --days, of the plan (days.h); else NULL */
	struct plan *plan; /* only a plan that the verifier accepted */
};

/* Every step returns 0, or prints what went wrong and returns the exit code. */
int run_read(struct run *run, const struct options *options);

/* The same of a file and a named scenario that need not be the only ones; the time limit runs from run_start() on. */
int run_read_file(struct run *run, const struct options *options, const char *file, const char *variant);
void run_start(struct run *run);

/* A result that is written over what it was made from would be the last: FAULT_USAGE. `path` may be NULL or "-". */
int run_refuse_input(const struct scenario *sc, const char *option, const char *path, struct error *err);

/* complain() with the scenario's name where there are several; the text is kept, too. */
int run_complain(struct run *run, const struct error *err);

/*
 * Builds, solves, makes the plan and verifies it. An answer without a plan is FAULT_INFEASIBLE (to be proved: prove.h), FAULT_UNDECIDED or, of
 * an unbounded model, FAULT_INTERNAL; only for FAULT_INFEASIBLE nothing is printed, as the caller goes on to say why.
 */
int run_plan(struct run *run);
void run_dispose(struct run *run);

/* Of a finished plan: 0; FAULT_UNDECIDED when a limit came first; FAULT_INFEASIBLE when a required target is missed. */
int run_plan_code(const struct run *run);

enum language run_language(const struct run *run);

/* Results and what is said of them are in the language asked for; errors of the input are in English. */
const char *run_say(const struct run *run, const char *en, const char *zh)
	__attribute__((format_arg(2), format_arg(3)));

/* What is left of --time-limit for the next solve: 0 when there is no limit, < 0 when nothing is left. */
double run_seconds_left(const struct run *run);
/* A limit was met before there was an answer: sets err to FAULT_UNDECIDED, returns -1. */
int run_limit_came_first(const struct run *run, struct error *err);
struct solve_options run_solve_options(const struct run *run, bool whole);

#endif
