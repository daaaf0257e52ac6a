/*
 * limits.h - what a binding row says to a planner. Private to report/.
 */
#ifndef RACKPLAN_REPORT_LIMITS_H
#define RACKPLAN_REPORT_LIMITS_H

#include "planner/report/report.h"

/* Rows that only tie the model's own columns together say nothing to a planner; binding.csv has them. */
bool limit_is_internal(const char *row);

/* The same limit at the same place, maybe in another period. */
bool limit_same(const struct binding *a, const struct binding *b);

/* Is binding i the first, so the dearest, of its limit and place? */
bool limit_is_dearest(const struct plan *plan, int i);

/* Where it binds: a target, site, rule, budget, link or demand by its name; else the row's own name. */
const char *limit_place(const struct binding *binding, const struct scenario *sc, enum language language);
const char *limit_unit(const struct binding *binding, enum language language);

/* "CNY 1.3 M / MW": what one unit more of the limit would save. */
void limit_price(struct str *out, const struct binding *binding, const struct scenario *sc, enum language language);

/*
 * In a planner's words: "one MW more saves 1.3 M, up to +14 MW" and "one less costs as much, down to -3 MW"; the second is
 * empty where it was not worked out how far the price holds.
 */
void limit_worth(struct str *loosened, struct str *tightened, const struct binding *binding, const struct scenario *sc,
                 enum language language);

#endif
