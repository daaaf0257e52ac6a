/*
 * days.h - what a day is worth: each date of the scenario that delays, moved by one period, and what that saves.
 *
 * Each date is a program of its own, solved anew from where the one before ended: the relaxation (racks, phases and steps may
 * come in parts), before and after. The model knows periods only, so a date is moved by a whole one, and what it saves is given
 * per day of it.
 */
#ifndef RACKPLAN_CLI_DAYS_H
#define RACKPLAN_CLI_DAYS_H

#include "planner/cli/pipeline.h"

enum day_kind {
	DAY_PHASE_START,
	DAY_PHASE_READY,
	DAY_PHASE_LEAD,
	DAY_FEED_START,
	DAY_FEED_LEAD,
	DAY_SITE_OPENS,
	DAY_TARGET
};

struct day {
	enum day_kind kind;
	int item;             /* phase, feed, site or target */
	struct date was, now; /* unset of lead times */
	int months_was, months_now;
	double days;
	double saves_cny; /* a day; present cost */
	bool goals;       /* a goal, which comes before money, is missed by less: saves_cny says nothing */
};

struct days {
	bool known; /* else a limit came first, or the solver had no answer */
	int n, n_tried;
	struct day *items; /* [n] those that save anything, the dearest first */
};

/* With --days: works them out for a run that has a plan. A limit that comes first leaves them unknown. */
void days_find(struct run *run);
void days_free(struct run *run);

void days_say(const struct run *run, struct str *out);  /* for people; nothing when it was not asked for */
void days_json(const struct run *run, struct str *out); /* ,\n  "days": {...}; nothing likewise */

#endif
