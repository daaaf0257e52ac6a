/*
 * exhaustion.h - what of a site's usable power is drawn, could be drawn, and is stranded at the end; and from when on
 * its racks, its design and its power are used up. Private to report/.
 */
#ifndef RACKPLAN_REPORT_EXHAUSTION_H
#define RACKPLAN_REPORT_EXHAUSTION_H

#include "planner/report/report.h"

struct exhaustion {
	double usable_mw, drawn_mw;
	double free_mw;     /* more that the available racks could draw, all full */
	double stranded_mw; /* that they could not draw even then; metric stranded_mw */
	/* The period from which on it stays used up to the end; -1: it is not, at the end. */
	int racks_from;  /* every available rack is occupied */
	int design_from; /* every design rack is available and occupied */
	int power_from;  /* 99.5 % of the usable power is drawn */
};

/* False for a site without power or racks. */
bool exhaustion_of(const struct plan *plan, const struct scenario *sc, int s, struct exhaustion *exhaustion);

#endif
