/*
 * supplies.h - where the energy comes from: sources of the same name at several sites are one, and so is each tariff at
 * which sites without a source buy. Private to report/.
 */
#ifndef RACKPLAN_REPORT_SUPPLIES_H
#define RACKPLAN_REPORT_SUPPLIES_H

#include "planner/report/report.h"

struct supply {
	struct text name;
	const char *source; /* id of energy sources, or NULL */
	int tariff;         /* -1 with a source */
	bool green;
};

enum { MOST_SUPPLIES = 9 };

struct supplies { /* only those that supply something; green ones first */
	int n;
	struct supply items[MOST_SUPPLIES];
};

void supplies_make(const struct plan *plan, const struct scenario *sc, struct supplies *supplies);
double supply_mwh(const struct plan *plan, const struct scenario *sc, const struct supply *supply, int t);

#endif
