/*
 * baseline.h - what became of the targets of an earlier plan.
 */
#ifndef RACKPLAN_CLI_BASELINE_H
#define RACKPLAN_CLI_BASELINE_H

#include "planner/cli/diagnose.h"
#include "planner/plan/old.h"
#include "planner/report/ci.h"

enum change_kind {
	CHANGE_NONE,    /* no worse, as far as was asked */
	CHANGE_LOST,    /* was met, is missed */
	CHANGE_SHRUNK,  /* its slack shrank by more than may be */
	CHANGE_GAINED,  /* was missed, is met */
	CHANGE_STOPPED, /* was met, is overruled or off */
	CHANGE_NEW,     /* the earlier plan did not have it */
	CHANGE_GONE,    /* the scenario has it no more */
	CHANGE_UNKNOWN  /* nothing is known of it now: no plan */
};

struct change {
	enum change_kind kind;
	const char *id;
	const struct old_target *old; /* NULL: new */
	int target;                   /* -1: gone */
	enum target_state state;      /* now, when known */
	bool known;                   /* what follows is */
	double required, achieved, slack;
};

struct comparison {
	const char *path;
	const struct old_plan *old;
	double most_loss_percent; /* of slack; < 0: not looked at */
	int n;
	struct change *changes; /* [n] in the scenario's order, then what is gone */
	int n_worse;            /* lost or shrunk */
};

/* With the run's plan; with what is missed when there is none; or, both NULL, with nothing. Dispose it. */
void compare(struct comparison *comparison, const struct run *run, const struct diagnosis *diagnosis);
void comparison_dispose(struct comparison *comparison);

void comparison_print(const struct comparison *comparison, const struct run *run, struct str *out);
void comparison_json(const struct comparison *comparison, struct str *out); /* the object alone */

/* A case for each target, "ID (baseline)"; what is new or gone is named and fails nothing. */
void comparison_cases(const struct comparison *comparison, const struct run *run, struct ci_suite *suite);

#endif
