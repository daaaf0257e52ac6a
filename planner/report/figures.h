/*
 * figures.h - every number of a plan that changes with time, as plan.csv lists them. Private to report/.
 */
#ifndef RACKPLAN_REPORT_FIGURES_H
#define RACKPLAN_REPORT_FIGURES_H

#include "planner/report/report.h"

struct figure {
	int period, site; /* site: s or -1 */
	const char *
		item; /* "design_racks", "hosted:DEMAND" ...: see the table in this folder's README; gone after the visit */
	const char *unit;
	double value;
};

/* By period, then site, then what is of no site. */
void figures_visit(const struct plan *plan, const struct scenario *sc,
                   void (*visit)(const struct figure *figure, void *own), void *own);

#endif
