/* lp_case.h - a program over two demands, three sites and four months, for the tests of planner/lp. */
#ifndef RACKPLAN_TESTS_LP_CASE_H
#define RACKPLAN_TESTS_LP_CASE_H

#include "planner/lp/lp.h"

struct lp_case {
	struct lp *lp;
	int host, power; /* a column block over all three sets, a row block over sites and months */
};

struct lp_case lp_case_new(void);                               /* lp_free() its lp */
int lp_case_host(const struct lp_case *f, int d, int s, int t); /* a column of whole racks, 100 at most */
void lp_case_row(const struct lp_case *f, int s, int t);        /* opens a row of kW */

#endif
