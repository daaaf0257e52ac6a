/*
 * summary.h - what the parts of the summary share. Private to report/.
 */
#ifndef RACKPLAN_REPORT_SUMMARY_H
#define RACKPLAN_REPORT_SUMMARY_H

#include "planner/report/words.h"

/* A blank line and the part's name, with a detail behind it when `detail` is not NULL. */
void summary_heading(struct str *out, enum word word, const char *detail, enum language language);

/* "… 12 more in orders.csv"; nothing when n is not above 0. */
void summary_more_rows(struct str *out, int n, const char *file, enum language language);

/* The words with whole numbers in their places. */
void summary_numbers(struct str *out, enum word word, enum language language, int a, int b, int c);

/* The parts on binding limits and on assumed numbers. */
void summary_limits(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language);
void summary_assumptions(struct str *out, const struct plan *plan, const struct scenario *sc, enum language language);

#endif
