/*
 * map_case.h - what the tests of the map share: made-up numbers, and that nothing meets.
 */
#ifndef RACKPLAN_TESTS_MAP_CASE_H
#define RACKPLAN_TESTS_MAP_CASE_H

#include "planner/report/map.h"

void map_seed(unsigned long seed);
double map_between(double low, double high); /* the same after the same seed */

bool map_meet(struct plot_area a, struct plot_area b);

/* Labels in the frame, apart from each other, and on no disc but a number on its own. */
void map_expect_apart(const struct label *labels, int n, const struct disc *discs, int n_discs, struct plot_area f);
void map_expect_discs_apart(const struct disc *discs, int n, struct plot_area f);

struct coast *map_shipped_coast(void);

#endif
