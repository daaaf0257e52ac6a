/*
 * charts.h - drawing all charts, with what a test wants to change. Private to report/ and its tests.
 */
#ifndef RACKPLAN_REPORT_CHARTS_H
#define RACKPLAN_REPORT_CHARTS_H

#include "planner/report/report.h"

struct chart_options {
	double limit_s;        /* of one run of gnuplot */
	const char *templates; /* the folder with the templates; NULL: found as plots/README.md says */
	bool svg_only;         /* no PNG */
};
extern const struct chart_options chart_defaults;

int charts_draw(const struct plan *plan, const struct scenario *sc, const struct chart_options *options,
                struct io_results *results, struct str *notes, struct error *err);

#endif
