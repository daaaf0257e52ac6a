/*
 * compare_charts.h - two plans side by side: the same scale in both panels, the same colour for the same site. Private
 * to report/.
 */
#ifndef RACKPLAN_REPORT_COMPARE_CHARTS_H
#define RACKPLAN_REPORT_COMPARE_CHARTS_H

#include "planner/report/charts.h"
#include "planner/report/compare.h"

enum { COMPARE_CHARTS = 4 };

struct compare_pictures {
	struct one_picture of[COMPARE_CHARTS];
};

const char *compare_chart_name(int kind); /* "compare-racks" ... */

/* As charts_draw_more(). */
int compare_draw(const struct compared *c, struct io_results *results, struct compare_pictures *pictures,
                 enum language language, struct str *notes, struct error *err);

/* For this folder's compare_*.c: `own` begins with a pointer to the comparison. */
void compare_build_costs(struct chart *chart, void *own);
void compare_build_map(struct chart *chart, void *own);
const char *compare_sides_named(struct chart *chart, const struct compared *c); /* "A ...  ·  B ..." */

#endif
