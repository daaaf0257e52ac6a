/*
 * difference.h - what differs between two resolved scenarios, value by value.
 *
 * A value is a number with its unit (a series is one value), a text in one language, a date, a word, a list of words.
 * Where it was written (file and line) is no part of it, nor is what `x-changes` says of the way there.
 */
#ifndef RACKPLAN_SCENARIO_DIFFERENCE_H
#define RACKPLAN_SCENARIO_DIFFERENCE_H

#include "planner/base/error.h"

enum difference_kind {
	DIFFERENCE_CHANGED, /* another value, or another unit */
	DIFFERENCE_CAME,    /* a value, or a whole thing with all that is in it */
	DIFFERENCE_WENT,
	DIFFERENCE_ORIGIN /* the same number, but its source, reason or range is another */
};

struct difference_side {
	const char *json;      /* the value as JSON, without units and origins; NULL: it is not there */
	const char *unit;      /* "" unless it is a number */
	const char *origin;    /* "stated", "sourced", "assumed"; "" where none is said */
	const char *reference; /* statement id, source id or reason; "" */
	const char *range;     /* "[low, high]" of an assumption; "" */
	const char *from;      /* file and line; "" unless it is a number */
};

struct difference {
	enum difference_kind kind;
	const char *pointer;
	int n_values; /* in what came or went; 1 for a value */
	/* Of a series that changed with as many periods on both sides: where it differs. Else n_periods is 0. */
	int n_periods, n_periods_changed, first_period; /* first_period: t */
	const char *first_was, *first_is;               /* the numbers there */
	struct difference_side was, is;
};

struct differences {
	int n, capacity;
	struct difference *items; /* in the order of the old document; what came stands where its container does */
	struct arena *arena;
};

/* Two texts of scenario.resolved.json; `found` is zeroed by the caller and disposed by it. FAULT_INPUT: not JSON. */
int differences_find(const char *was, const char *is, struct differences *found, struct error *err);
void differences_dispose(struct differences *found);

#endif
