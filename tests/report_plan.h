/*
 * report_plan.h - a made-up plan of tests/fixtures/report/province.json: what the reports and charts are tested on.
 */
#ifndef RACKPLAN_TESTS_REPORT_PLAN_H
#define RACKPLAN_TESTS_REPORT_PLAN_H

#include "planner/plan/plan.h"

struct scenario *report_scenario(void); /* fails the test when it cannot be read */

/*
 * Every second site commissions its second phase two quarters after its start, when it is just ready; the others four quarters
 * after it. The parts of the cost add up; nothing else of it was solved or verified.
 */
struct plan *report_plan(const struct scenario *sc);

#endif
