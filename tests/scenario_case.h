/* scenario_case.h - scenario files read for a test. */
#ifndef RACKPLAN_TESTS_SCENARIO_CASE_H
#define RACKPLAN_TESTS_SCENARIO_CASE_H

#include "planner/scenario/read.h"

#define GOOD "tests/fixtures/scenario/good/"
#define BAD "tests/fixtures/scenario/bad/"

/* NULL when it is refused; what was said of it is added to `said`. */
struct scenario *scenario_case_read(const char *path, const char *variant, int n_set, const char *const *set,
                                    struct str *said);
struct scenario *scenario_case_text(const char *text, struct str *said); /* the same, of a text */

/* It must be taken: without a word, with one --set. */
struct scenario *scenario_case_good(const char *path, const char *variant);
struct scenario *scenario_case_set(const char *path, const char *assignment);

void scenario_case_near(double a, double b); /* fails the test unless they agree to 1e-12 */

#endif
