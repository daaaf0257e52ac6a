/*
 * statements.h - which items of a scenario encode a duty of its documents. Private to report/.
 */
#ifndef RACKPLAN_REPORT_STATEMENTS_H
#define RACKPLAN_REPORT_STATEMENTS_H

#include "planner/report/report.h"

struct encoding { /* zero-initialise, dispose */
	int n, capacity;
	struct str *pointers; /* [n] JSON pointers: what the duty names, then what names the duty */
};

/*
 * The items that encode statement i: those of its encoded_by; then each rule, budget and target that names it, and each
 * item with a number that it states. What lies within another of the list, or around it, is not said twice.
 */
void encoding_find(struct encoding *encoding, const struct scenario *sc, int i);
void encoding_dispose(struct encoding *encoding);

/* Is it something that a plan is computed from? Documents, sources and names are not. */
bool encoding_counts(const char *pointer);

/* The option that must be on for the item to exist, or -1 when none that is off is in its way. */
int encoding_off(const struct scenario *sc, const char *pointer);

#endif
